//! Makes the table of words that `src/words.rs` reads, of the dictionary that the crate `jieba-rs` brings. To load the
//! dictionary would take longer than most searches do.

#![allow(clippy::disallowed_methods)] // Cargo tells a build script by the environment what is asked of it

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// Where the dictionary lies in its crate: a word, how often it was counted, and what sort of word it is, a line each.
const DICTIONARY: &str = "src/data/dict.txt";
/// What folding makes of characters in words: see `fold.rs`.
const OTHERWISE: [(char, char); 2] = [('着', '著'), ('账', '帐')];
/// The bits of a record; the others are how often the word was counted.
const NAME: u32 = 1 << 30;
const FOLDED_ONLY: u32 = 1 << 31;
/// How many characters there are that a word may be made of.
const PLANE: usize = 1 << 16;
/// How many places there are for pairs of characters, and the longest words that are told apart by them.
const PAIRS: usize = 1 << 20;
const LONGEST: usize = 4;

fn main() -> Result<(), Box<dyn Error>> {
    let path = crate_folder("jieba-rs")?.join(DICTIONARY);
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed={}", path.display());
    let table = Path::new(&env::var("OUT_DIR")?).join("words.bin");
    fs::write(table, table_of(&fs::read_to_string(path)?)?)?;
    Ok(())
}

/// Where the sources of a crate lie that this one is built with.
fn crate_folder(name: &str) -> Result<PathBuf, Box<dyn Error>> {
    let mut cargo = Command::new(env::var("CARGO")?);
    cargo.args(["metadata", "--format-version", "1", "--locked", "--filter-platform", &env::var("TARGET")?]);
    let output = cargo.output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let packages = metadata.get("packages").and_then(|packages| packages.as_array()).ok_or("no packages")?;
    let own = packages.iter().find(|package| package.get("name").is_some_and(|own| own == name));
    let manifest = own.and_then(|package| package.get("manifest_path")?.as_str()).ok_or("no such crate")?;
    Ok(Path::new(manifest).parent().ok_or("no folder")?.to_owned())
}

/// A node of the tree of words: what follows a beginning that words have in common.
#[derive(Default)]
struct Node {
    record: u32,
    children: BTreeMap<char, Node>,
}

impl Node {
    fn at(&mut self, word: &str) -> &mut Node {
        word.chars().fold(self, |node, c| node.children.entry(c).or_default())
    }

    /// How far the longest word goes on from here.
    fn longest(&self) -> usize {
        self.children.values().map(|child| 1 + child.longest()).max().unwrap_or(0)
    }
}

/// The place of a pair of characters, which others have too.
fn place_of(a: char, b: char) -> usize {
    let mixed = (a as u32).wrapping_mul(0x9e37_79b1) ^ (b as u32).wrapping_mul(0x85eb_ca6b);
    (mixed >> 12) as usize
}

/// The table. All numbers are little-endian: how often all words were counted (`u64`), how many nodes there are (`u32`); for
/// every character the node that words with it begin at (`u16`, 0 for none); for every place of a pair of
/// characters, of which four share a byte, a class: 0 where no word begins with such a pair, and else one less than the
/// longest that does, but no more than 3; for each node the character that leads to it (`u16`), the first of the nodes that it leads to, which
/// follow each other by their characters (`u32`, and one more at the end), and its record (`u32`, 0 where no word ends). The
/// nodes are in order of their depth.
fn table_of(dictionary: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut root = Node::default();
    let mut total = 0_u64;
    for line in dictionary.lines() {
        let mut fields = line.split_ascii_whitespace();
        let (Some(word), Some(count)) = (fields.next(), fields.next()) else { continue };
        let count: u32 = count.parse()?;
        if count == 0 || count >= NAME {
            return Err(format!("not a count of {word}: {count}").into());
        }
        total += u64::from(count);
        let is_name = fields.next().is_some_and(|sort| sort.starts_with("ns") || sort.starts_with("nr"));
        root.at(word).record = count | if is_name { NAME } else { 0 };
        let folded: String = word
            .chars()
            .map(|c| OTHERWISE.iter().find(|(from, _)| *from == c).map_or(c, |(_, to)| *to))
            .collect();
        if folded != word {
            let record = &mut root.at(&folded).record;
            if *record == 0 {
                *record = FOLDED_ONLY;
            }
        }
    }
    let mut nodes = vec![('\0', &root)];
    let mut first = Vec::new();
    let mut at = 0;
    while let Some((_, node)) = nodes.get(at).copied() {
        first.push(u32::try_from(nodes.len())?);
        nodes.extend(node.children.iter().map(|(c, child)| (*c, child)));
        at += 1;
    }
    first.push(u32::try_from(nodes.len())?);
    let mut roots = vec![0_u16; PLANE];
    for (number, c) in (1_u16..).zip(root.children.keys()) {
        *roots.get_mut(*c as usize).ok_or("a character of another plane")? = number;
    }
    let mut pairs = vec![0_u8; PAIRS / 4];
    for (a, node) in &root.children {
        for (b, node) in &node.children {
            let class = u8::try_from((2 + node.longest()).min(LONGEST) - 1)?;
            let place = place_of(*a, *b);
            let byte = pairs.get_mut(place / 4).ok_or("no such pair")?;
            let shift = place % 4 * 2;
            *byte = *byte & !(3 << shift) | (*byte >> shift & 3).max(class) << shift;
        }
    }
    let mut table = Vec::new();
    table.extend(total.to_le_bytes());
    table.extend(u32::try_from(nodes.len())?.to_le_bytes());
    table.extend(roots.into_iter().flat_map(u16::to_le_bytes));
    table.extend(pairs);
    for (c, _) in &nodes {
        table.extend(u16::try_from(*c as u32)?.to_le_bytes());
    }
    table.extend(first.into_iter().flat_map(u32::to_le_bytes));
    table.extend(nodes.iter().flat_map(|(_, node)| node.record.to_le_bytes()));
    Ok(table)
}
