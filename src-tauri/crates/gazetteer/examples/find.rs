//! Looks for the names of the bundled collection in a text, and says how long that takes and how many there are.
//!
//! ```text
//! cargo run --release -p zhimai-gazetteer --example find -- TEXT... [--list | --lines]
//! ```
//! With `--list`, each entity with how often it is named. With `--lines`, each line by itself (`\\n` in it ends a line of the
//! text), and after a tab the names in it with their identifiers. With `--localize=tw:hk` (or any two of tw, hk, cn), the texts
//! in the words of the other region, and how long that takes.

#![allow(clippy::print_stdout, clippy::print_stderr, clippy::unwrap_used, clippy::expect_used, missing_docs)]

use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;
use zhimai_gazetteer::Gazetteer;
use zhimai_model::{Entity, Region};
use zhimai_text::convert::convert;

fn main() {
    let (flags, files): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|arg| arg.starts_with("--"));
    let (entities, terms, regions) = content();
    let start = Instant::now();
    let names = Gazetteer::new(&entities, &terms, &regions);
    println!("{} groups made in {:.1} ms", names.groups().count(), start.elapsed().as_secs_f64() * 1e3);
    let texts: Vec<String> =
        files.iter().map(|file| std::fs::read_to_string(file).expect("a text")).collect();
    if flags.iter().any(|flag| flag == "--lines") {
        texts.iter().flat_map(|text| text.lines()).for_each(|line| show(&names, line));
        return;
    }
    // The dictionary and the tables are loaded before anything is measured.
    names.find("山谷歌聲");
    if let Some((from, to)) = flags.iter().find_map(|flag| flag.strip_prefix("--localize=")?.split_once(':'))
    {
        return localize(&names, &texts, region(from), region(to));
    }
    let (start, mut found) = (Instant::now(), BTreeMap::<&str, u32>::new());
    // A line is about as long as a paragraph; an article is some of them.
    for text in &texts {
        for lines in text.lines().collect::<Vec<_>>().chunks(12) {
            for one in names.find(&lines.join("\n\n")) {
                *found.entry(names.group(one.group).map_or("", |group| group.id.as_str())).or_default() += 1;
            }
        }
    }
    let (seconds, bytes) = (start.elapsed().as_secs_f64(), texts.iter().map(String::len).sum::<usize>());
    let all: u32 = found.values().sum();
    println!("{bytes} bytes, {all} names, {:.1} ms a MB", seconds * 1e9 / bytes as f64);
    if flags.iter().any(|flag| flag == "--list") {
        found.into_iter().for_each(|(id, count)| println!("{count:6} {id}"));
    }
}

fn region(name: &str) -> Region {
    serde_json::from_value(name.into()).expect("tw, hk or cn")
}

fn localize(names: &Gazetteer, texts: &[String], from: Region, to: Region) {
    // The tables are loaded before anything is measured.
    names.localize("看著", from, to);
    for text in texts {
        let start = Instant::now();
        let new: Vec<String> = text.lines().map(|line| names.localize(line, from, to).text).collect();
        let all = start.elapsed().as_secs_f64();
        let start = Instant::now();
        text.lines().for_each(|line| drop(convert(line, to.script())));
        let script = start.elapsed().as_secs_f64();
        println!("{}", new.join("\n"));
        eprintln!("{:.1} ms for {} bytes, the script alone {:.1} ms", all * 1e3, text.len(), script * 1e3);
    }
}

fn show(names: &Gazetteer, line: &str) {
    let text = line.replace("\\n", "\n");
    let found: Vec<String> = names
        .find(&text)
        .into_iter()
        .map(|one| {
            let words: String = text.chars().skip(one.start.0).take(one.end.0 - one.start.0).collect();
            format!("{words}|{}", names.group(one.group).map_or("", |group| group.id.as_str()))
        })
        .collect();
    println!("{line}\t{}", found.join(" "));
}

fn content() -> (Vec<Entity>, Vec<zhimai_model::Term>, Vec<Vec<String>>) {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../content");
    let mut files: Vec<_> = std::fs::read_dir(content.join("entities")).unwrap().flatten().collect();
    files.sort_by_key(std::fs::DirEntry::path);
    let entities = files.iter().flat_map(|file| read::<Vec<Entity>>(&file.path())).collect();
    (entities, read(&content.join("glossary.json")), read(&content.join("regions.json")))
}

fn read<T: DeserializeOwned>(path: &Path) -> T {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}
