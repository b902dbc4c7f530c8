//! Dictionaries of StarDict: an `.ifo` that says what it is, and beside it an `.idx` of words, a `.dict` or `.dict.dz` of what
//! they mean, and perhaps a `.syn` of other words for them.
//!
//! The `.ifo` is what is read; the others are looked for beside it. What is said of a word in a kind that is no text, such as a
//! sound or a picture, is passed over.

use super::dictionary;
use super::reader::{Head, Reader, Sure};
use crate::encoding;
use crate::html;
use crate::input::Input;
use crate::open::unreadable;
use crate::sink::Sink;
use crate::told::{broken, skipped, too_large};
use flate2::read::MultiGzDecoder;
use std::collections::HashMap;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use zhimai_model::{Dictionary, DictionaryEntry, ProblemKind, Script, Syntax};
use zhimai_text::convert::convert;
use zhimai_text::script;

pub(super) struct StarDict;

/// What an `.ifo` begins with.
const BEGIN: &str = "StarDict's dict ifo file";
/// The most that an `.ifo`, an index or a list of words, and all meanings unpacked may have, in bytes.
const LARGEST_IFO: usize = 1 << 20;
const LARGEST_INDEX: usize = 128 << 20;
const LARGEST_TEXT: usize = 512 << 20;
/// The longest word in the index, in bytes, and the most that is said of one.
const WORD: usize = 256;
const MEANING: usize = 64 << 10;
/// What begins a line in a meaning with tags, and what stands for that while the tags go.
const BREAKS: [&str; 5] = ["<br", "<div", "<p>", "<li", "<dd"];
const BREAK: char = '\u{e000}';
/// The most meanings of one word.
const GLOSSES: usize = 200;

impl Reader for StarDict {
    fn extensions(&self) -> &'static [&'static str] {
        &["ifo"]
    }

    fn probe(&self, head: &Head<'_>) -> Sure {
        head.by_name_or_bytes(self, |bytes| bytes.starts_with(BEGIN.as_bytes()))
    }

    fn read(&self, input: Input<'_>, sink: &mut Sink<'_>) -> ControlFlow<()> {
        let Some(bytes) = sink.bytes(input, LARGEST_IFO) else { return ControlFlow::Continue(()) };
        let made = encoding::decode(&bytes).and_then(|decoded| read(sink, &decoded.text));
        match made {
            Ok(dictionary) => sink.output.dictionaries.push(dictionary),
            Err(what) => sink.refuse(what, None),
        }
        ControlFlow::Continue(())
    }
}

/// What an `.ifo` says.
struct About<'a> {
    name: Option<&'a str>,
    /// The kinds of what is said of each word, where they are the same for all.
    kinds: &'a [u8],
    /// How long a place in the meanings is, in bytes.
    offset: usize,
}

fn about(text: &str) -> Option<About<'_>> {
    let mut lines = text.lines();
    lines.next().filter(|line| line.trim_end() == BEGIN)?;
    let fields: HashMap<&str, &str> = lines
        .filter_map(|line| line.split_once('='))
        .map(|(name, value)| (name.trim(), value.trim()))
        .collect();
    Some(About {
        name: fields.get("bookname").copied().filter(|name| !name.is_empty()),
        kinds: fields.get("sametypesequence").copied().unwrap_or_default().as_bytes(),
        offset: if fields.get("idxoffsetbits") == Some(&"64") { 8 } else { 4 },
    })
}

/// Reads what an `.ifo` and the files beside it hold.
fn read(sink: &mut Sink<'_>, ifo: &str) -> Result<Dictionary, ProblemKind> {
    let About { name, kinds, offset } = about(ifo).ok_or_else(|| broken("StarDict"))?;
    let path = PathBuf::from(sink.name);
    let index = part(sink, &path, &["idx", "idx.gz", "idx.dz"], LARGEST_INDEX)?
        .ok_or_else(|| missing(&path, "idx"))?;
    let text =
        part(sink, &path, &["dict.dz", "dict"], LARGEST_TEXT)?.ok_or_else(|| missing(&path, "dict"))?;
    let synonyms = part(sink, &path, &["syn", "syn.dz"], LARGEST_INDEX)?.unwrap_or_default();
    let words = words(&index, offset);
    let mut aliases: HashMap<usize, Vec<&str>> = HashMap::new();
    for (alias, number) in words_before(&synonyms, 4) {
        aliases.entry(number).or_default().push(alias);
    }
    let most = sink.options.max_entries;
    let (mut entries, mut foreign, mut empty, mut over) = (Vec::new(), 0, 0, false);
    for (number, (word, place)) in words.enumerate() {
        let glosses = text.get(place).map(|meaning| glosses(meaning, kinds)).unwrap_or_default();
        if glosses.is_empty() {
            empty += 1;
            continue;
        }
        for headword in std::iter::once(word).chain(aliases.remove(&number).unwrap_or_default()) {
            if !headword.chars().any(is_han) {
                foreign += 1;
            } else if entries.len() >= most {
                over = true;
            } else {
                entries.push(entry(headword, glosses.clone()));
            }
        }
    }
    if over {
        sink.refuse(too_large(most), None);
    }
    if entries.is_empty() {
        return Err(ProblemKind::BadSyntax(Syntax::NoMeaning));
    }
    if let Some(told) = skipped(&[("headword", foreign), ("meaning", empty)]) {
        sink.tell(told, None);
    }
    let name = name.map_or_else(|| dictionary::name(sink.name), str::to_owned);
    Ok(Dictionary { name, entries })
}

fn missing(ifo: &Path, extension: &str) -> ProblemKind {
    let path = ifo.with_extension(extension);
    ProblemKind::BadReference { name: path.file_name().unwrap_or_default().to_string_lossy().into_owned() }
}

/// The bytes of the first of these files that is there, unpacked.
fn part(sink: &Sink<'_>, ifo: &Path, ends: &[&str], limit: usize) -> Result<Option<Vec<u8>>, ProblemKind> {
    let Some(here) = sink.here else { return Ok(None) };
    let path = ends.iter().map(|end| ifo.with_extension(end)).find(|path| path.is_file());
    let Some(path) = path else { return Ok(None) };
    let (mut file, size) = here.open(&path)?;
    if size > limit as u64 {
        return Err(too_large(limit));
    }
    let mut bytes = Vec::new();
    let most = (limit as u64).saturating_add(1);
    let is_packed = path.extension().is_some_and(|end| end == "dz" || end == "gz");
    if is_packed {
        MultiGzDecoder::new(file).take(most).read_to_end(&mut bytes).map_err(|_| broken("StarDict"))?;
    } else {
        (&mut file).take(most).read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
    }
    if bytes.len() > limit { Err(too_large(limit)) } else { Ok(Some(bytes)) }
}

/// The words of an index, each with where its meanings stand.
fn words(index: &[u8], offset: usize) -> impl Iterator<Item = (&str, std::ops::Range<usize>)> {
    let mut rest = index;
    std::iter::from_fn(move || {
        let (word, place, size);
        (word, rest) = text_end(rest)?;
        (place, rest) = number(rest, offset)?;
        (size, rest) = number(rest, 4)?;
        Some((word, place..place.saturating_add(size)))
    })
}

/// Words, each followed by a number.
fn words_before(list: &[u8], length: usize) -> impl Iterator<Item = (&str, usize)> {
    let mut rest = list;
    std::iter::from_fn(move || {
        let (word, found);
        (word, rest) = text_end(rest)?;
        (found, rest) = number(rest, length)?;
        Some((word, found))
    })
}

/// A text that a zero ends, and what follows it. One that is no UTF-8, or too long for a word, is empty.
fn text_end(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let end = bytes.iter().position(|b| *b == 0)?;
    let (word, rest) = bytes.split_at_checked(end)?;
    let word = if end > WORD { "" } else { std::str::from_utf8(word).unwrap_or_default() };
    Some((word, rest.get(1..)?))
}

/// A number of so many bytes, the highest first, and what follows it.
fn number(bytes: &[u8], length: usize) -> Option<(usize, &[u8])> {
    let (digits, rest) = bytes.split_at_checked(length)?;
    let number = digits.iter().fold(0_u64, |number, digit| number << 8 | u64::from(*digit));
    Some((usize::try_from(number).ok()?, rest))
}

/// What is said of a word, line by line.
fn glosses(meaning: &[u8], kinds: &[u8]) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = meaning.get(..MEANING).unwrap_or(meaning);
    let mut at = 0_usize;
    while !rest.is_empty() && out.len() < GLOSSES {
        let kind = match kinds.get(at) {
            Some(kind) => *kind,
            None if !kinds.is_empty() => break,
            None => match rest.split_first() {
                Some((kind, after)) => {
                    rest = after;
                    *kind
                }
                None => break,
            },
        };
        at = at.saturating_add(1);
        // The last of those that are the same for all has neither an end nor a length.
        let is_last = !kinds.is_empty() && at == kinds.len();
        let value;
        (value, rest) = match () {
            () if is_last => (rest, &[][..]),
            () if kind.is_ascii_uppercase() => match number(rest, 4) {
                Some((length, after)) => after.split_at_checked(length).unwrap_or((after, &[])),
                None => break,
            },
            () => {
                let end = rest.iter().position(|b| *b == 0).unwrap_or(rest.len());
                (rest.get(..end).unwrap_or_default(), rest.get(end.saturating_add(1)..).unwrap_or_default())
            }
        };
        let text = String::from_utf8_lossy(value);
        let text = match kind {
            b'm' | b'l' | b't' | b'y' | b'k' | b'w' => text.trim_matches('\0').to_owned(),
            b'h' | b'g' | b'x' => {
                let parted = BREAKS
                    .iter()
                    .fold(text.into_owned(), |text, tag| text.replace(tag, &format!("{BREAK}{tag}")));
                html::words(&parted)
            }
            _ => continue,
        };
        out.extend(
            text.split(['\n', '\r', BREAK]).map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned),
        );
    }
    out.truncate(GLOSSES);
    out
}

fn entry(headword: &str, mut glosses: Vec<String>) -> DictionaryEntry {
    let found = script::detect(headword);
    let other = |script: Script| match found == script {
        true => headword.to_owned(),
        false => convert(headword, script).text,
    };
    // Many give the reading first.
    let is_reading = |line: &str| {
        let line = line.trim_matches(['[', ']', '/', '*']);
        line.len() <= WORD
            && line.split(' ').all(|word| {
                word.ends_with(|c: char| ('1'..='5').contains(&c))
                    && word
                        .trim_end_matches(|c: char| c.is_ascii_digit())
                        .chars()
                        .all(|c| c.is_alphabetic() || c == ':')
            })
    };
    let pinyin = match glosses.first().filter(|line| glosses.len() > 1 && is_reading(line)) {
        Some(_) => glosses.remove(0).trim_matches(['[', ']', '/', '*']).to_owned(),
        None => String::new(),
    };
    DictionaryEntry { traditional: other(Script::Hant), simplified: other(Script::Hans), pinyin, glosses }
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3134f}')
}
