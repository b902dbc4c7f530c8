//! Bytes in any supported format become articles, dictionaries and problems.
//!
//! Nothing is dropped in silence: what cannot be used, or not as it stood, is a [`Problem`] with its place.
//! This crate knows neither the store nor the index, nor who asked, and writes nothing anywhere.

pub mod collection;
mod decode;
mod dictionary;
mod elements;
mod fields;
mod finish;
mod front;
mod html;
mod json;
mod lines;
mod markdown;
mod mixed;
mod open;
mod plain;
mod told;
mod values;
mod walk;

use std::collections::HashMap;
use told::{narrow, too_large};
use zhimai_model::{Article, Dictionary, Place, Problem, ProblemCode, ProblemKind, UnknownFormat};

pub use finish::is_made_id;
pub use walk::{Event, walk};

/// What was made of an input.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Output {
    /// The articles, in the order of the input.
    pub articles: Vec<Article>,
    /// Where each of the articles stands in the input.
    pub places: Vec<Place>,
    /// The dictionaries, one for each input that is one.
    pub dictionaries: Vec<Dictionary>,
    /// What could not be used, or not as it stood.
    pub problems: Vec<Problem>,
}

/// How to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The identifier of the collection that articles go into.
    pub collection: String,
    /// The most that one article's text may have, in bytes of UTF-8.
    pub max_article: usize,
    /// The most that one line of a JSON Lines file, or one value of a JSON file, may have, in bytes of UTF-8.
    pub max_line: usize,
    /// The most entries that a dictionary may have.
    pub max_entries: usize,
    /// How many problems of one code a file may have before the rest are only counted.
    pub max_problems: u32,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            collection: "imported".to_owned(),
            max_article: 16 << 20,
            max_line: 32 << 20,
            max_entries: 500_000,
            max_problems: 1_000,
        }
    }
}

impl Options {
    /// The most that an input may have, in bytes.
    fn max_bytes(&self, format: Option<Format>) -> usize {
        match format {
            Some(Format::JsonLines | Format::Json) => usize::MAX,
            // UTF-16 takes up to two bytes for what is one in UTF-8.
            None | Some(Format::Plain | Format::Markdown) => self.max_article.saturating_mul(2),
        }
    }
}

/// The formats, told apart by the end of a name, or by a look at the text where the name says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Plain,
    Markdown,
    JsonLines,
    Json,
}

/// Reads one input: a file's bytes, or text that was pasted or dropped, in which case `name` is what the person calls it.
pub fn read(name: &str, bytes: &[u8], options: &Options) -> Output {
    let (mut output, mut tally) = (Output::default(), Tally::default());
    let mut sink = Sink { name, folder: None, text: None, options, output: &mut output, tally: &mut tally };
    sink.read(bytes);
    sink.tell_more();
    output
}

/// Where the readers of formats put what they make of one input.
struct Sink<'a> {
    name: &'a str,
    /// What a file of one text that names no source is from: the folder that the person chose, and the folder in it that
    /// holds the file; or the folder of a file that they chose by itself. A file of many texts is their source itself.
    folder: Option<&'a str>,
    /// The input as text, where it is one article: what is wrong in it is placed by line.
    text: Option<&'a str>,
    options: &'a Options,
    output: &'a mut Output,
    tally: &'a mut Tally,
}

/// How many problems of each code a file has so far, refusals apart: a file may have millions.
#[derive(Default)]
struct Tally(HashMap<(ProblemCode, bool), u32>);

/// The most that is told of each text in a problem, in code points.
const MAX_DETAIL: usize = 500;

impl Sink<'_> {
    fn read(&mut self, bytes: &[u8]) {
        let format = match format_of(self.name) {
            Ok(format) => format,
            Err(extension) => {
                return self.refuse(ProblemKind::UnknownFormat(UnknownFormat::Extension(extension)), None);
            }
        };
        let limit = self.options.max_bytes(format);
        if bytes.len() > limit {
            return self.refuse(too_large(limit), None);
        }
        let text = match decode::decode(bytes) {
            Ok(decoded) => {
                if decoded.mixed() > 0 {
                    self.tell(ProblemKind::MixedEncodings { lines: narrow(decoded.mixed()) }, None);
                }
                if let Some(damage) = decoded.damage() {
                    let line = line_of(&decoded.text, |c| c == '\u{fffd}');
                    self.tell(damage, line);
                }
                decoded.text
            }
            Err(what) => return self.refuse(what, None),
        };
        if text.trim().is_empty() {
            return self.refuse(ProblemKind::Empty, None);
        }
        let Sink { name, folder, options, output, tally, .. } = self;
        let mut one = Sink { name, folder: *folder, text: Some(&text), options, output, tally };
        match format.unwrap_or_else(|| sniff(&text)) {
            // Told by its content alone: such files bear all sorts of names.
            Format::Plain | Format::Markdown if dictionary::is_one(&text) => dictionary::read(self, &text),
            Format::Plain => plain::read(&mut one, &text),
            Format::Markdown => markdown::read(&mut one, &text),
            Format::JsonLines => {
                let mut reader = json::Reader::default();
                for (n, line) in (1..).zip(text.lines()) {
                    reader.line(self, line, n);
                }
                reader.tell_left_out(self);
            }
            Format::Json => {
                let mut reader = json::Reader::default();
                reader.part(self, &text);
                reader.end(self);
            }
        }
    }

    /// A problem with an input, or a part of it, that is not taken in.
    fn refuse(&mut self, what: ProblemKind, line: Option<u32>) {
        self.problem(what, line, true);
    }

    /// A problem with something that is taken in all the same.
    fn tell(&mut self, what: ProblemKind, line: Option<u32>) {
        self.problem(what, line, false);
    }

    fn problem(&mut self, mut what: ProblemKind, line: Option<u32>, refused: bool) {
        let count = self.tally.0.entry((what.code(), refused)).or_default();
        *count = count.saturating_add(1);
        if *count > self.options.max_problems {
            return;
        }
        for text in what.texts_mut() {
            if let Some((end, _)) = text.char_indices().nth(MAX_DETAIL) {
                text.truncate(end);
                text.push('…');
            }
        }
        let place = Place { file: self.name.to_owned(), line };
        self.output.problems.push(Problem { place, refused, what });
    }

    /// Ends a file: tells how many problems it has beside those that were told.
    fn tell_more(&mut self) {
        let mut more: Vec<_> = std::mem::take(&mut self.tally.0).into_iter().collect();
        more.sort_unstable_by_key(|((code, refused), _)| (*code as u8, *refused));
        for ((_, refused), count) in more {
            let count = count.saturating_sub(self.options.max_problems);
            if count > 0 {
                let place = Place { file: self.name.to_owned(), line: None };
                self.output.problems.push(Problem { place, refused, what: ProblemKind::More { count } });
            }
        }
    }
}

/// The line, from 1, of the first character that is such.
fn line_of(text: &str, is_such: impl Fn(char) -> bool) -> Option<u32> {
    let before = text.get(..text.find(is_such)?)?;
    u32::try_from(before.matches('\n').count().saturating_add(1)).ok()
}

/// The format that a name stands for; none where it says nothing; the extension where it stands for a format that
/// cannot be read.
fn format_of(name: &str) -> Result<Option<Format>, String> {
    const OTHERS: [&str; 30] = [
        "html", "htm", "xhtml", "xml", "pdf", "doc", "docx", "odt", "rtf", "epub", "csv", "tsv", "xls",
        "xlsx", "ppt", "pptx", "zip", "gz", "xz", "tar", "png", "jpg", "jpeg", "gif", "webp", "svg", "mp3",
        "mp4", "sqlite", "db",
    ];
    let extension = extension(name).to_lowercase();
    Ok(Some(match extension.as_str() {
        // The last two are what dictionaries are often called; a look at the text tells.
        "txt" | "text" | "u8" | "cedict" => Format::Plain,
        "md" | "markdown" | "mdown" | "mkd" => Format::Markdown,
        "jsonl" | "ndjson" => Format::JsonLines,
        "json" => Format::Json,
        other if OTHERS.contains(&other) => return Err(extension),
        // A full stop in what a person calls a text is no extension.
        _ => return Ok(None),
    }))
}

/// What follows the last full stop of a file's name; nothing where there is none.
fn extension(name: &str) -> &str {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    last.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).map_or("", |(_, extension)| extension)
}

/// The format by a look at the text.
fn sniff(text: &str) -> Format {
    let head = text.trim_start();
    let mut lines = head.lines();
    let first = lines.next().unwrap_or_default().trim_end();
    if first.starts_with('{') && first.ends_with('}') && first.contains('"') {
        return Format::JsonLines;
    }
    if (first == "[" || first.starts_with("[{") || first == "{") && head.trim_end().ends_with([']', '}']) {
        return Format::Json;
    }
    let marked = first == "---"
        || head.lines().take(200).any(|line| line.starts_with("# ") || line.starts_with("## "));
    if marked { Format::Markdown } else { Format::Plain }
}

#[cfg(test)]
mod tests;
