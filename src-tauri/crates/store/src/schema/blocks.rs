//! From paragraphs to blocks, the step to the seventh version. Before it a text was a list of strings, and one that began
//! with `"## "` was a heading; since then a heading is an object, and the three signs are gone from the text. Whatever counts
//! in the text is moved by as much.
//!
//! All of it is done by functions that SQL calls, so that a library that may only be read is shown by views what one that can
//! be written holds after the step. Nothing here uses types that later versions may change.
//! A function gives nothing where nothing is to be changed, or where what it is given is damaged: that stays as it is.

use crate::articles::origin::{self, FLAT};
use crate::articles::{BEGINNING, content_hash};
use rusqlite::Connection;
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::ValueRef;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use zhimai_model::Address;

/// What a heading began with.
const SIGNS: &str = "## ";
/// How long that is, in code points.
const LENGTH: u32 = 3;
/// How many code points of context an anchor has on each side.
const CONTEXT: usize = 32;

/// What each column holds after the step, by the names of before; the one of the text has another name then.
const BLOCKS: &str = "coalesce(blocks_of(paragraphs), paragraphs)";
const TRANSLATION: &str = "coalesce(translation_of(translation), translation)";
const EXTRAS: &str = "coalesce(extras_of(extras, paragraphs), extras)";
const MENTIONS: &str = "coalesce(mentions_of(mentions, paragraphs, translation), mentions)";
const STARTS: &str = "coalesce(beginning_of(beginning, paragraphs), beginning)";

/// Which articles have anything to be changed.
const CHANGED: &str = "(instr(paragraphs, '\"## ') > 0 OR translation IS NOT NULL)";

fn hash() -> String {
    format!(
        "CASE WHEN {CHANGED} THEN
            coalesce(hash_of(kind, lang, script, title, {BLOCKS}, {TRANSLATION}, {EXTRAS}, url, date), hash)
         ELSE hash END"
    )
}

/// The anchor of a note, by the article that it is on.
const ANCHOR: &str = "coalesce((SELECT anchor_of(note.anchor, paragraphs, translation) FROM main.article
    WHERE article.id = article_named(note.attached)), note.anchor)";

/// Brings a database to the seventh version.
pub(super) fn change(connection: &Connection) -> rusqlite::Result<()> {
    functions(connection)?;
    let hash = hash();
    connection.execute_batch(&format!(
        "UPDATE note SET anchor = {ANCHOR} WHERE anchor IS NOT NULL;
         INSERT OR IGNORE INTO origin (key, article)
             SELECT text_key(collection, title, paragraphs), id FROM article
             WHERE kind = 'imported' AND wanted GLOB 'a-[0-9a-f]*' AND length(wanted) = 14
                 AND text_key(collection, title, paragraphs) IS NOT NULL;
         INSERT OR IGNORE INTO setting (key, value)
             SELECT '{FLAT}', 'true' WHERE EXISTS (SELECT 1 FROM article WHERE kind = 'imported');
         UPDATE article SET paragraphs = {BLOCKS}, translation = {TRANSLATION}, extras = {EXTRAS},
             mentions = {MENTIONS}, beginning = {STARTS}, hash = {hash} WHERE {CHANGED};
         ALTER TABLE article RENAME COLUMN paragraphs TO blocks;"
    ))
}

/// Shows a connection the articles and notes of an earlier version as they are after the step.
pub(super) fn lend(connection: &Connection) -> rusqlite::Result<()> {
    functions(connection)?;
    let hash = hash();
    connection.execute_batch(&format!(
        "CREATE TEMP VIEW article AS
             SELECT key, id, wanted, nth, sequence, {hash} AS hash, collection, kind, lang, script, day, date, title,
                 translated_title, {STARTS} AS beginning, source, url, {BLOCKS} AS blocks, {TRANSLATION} AS translation,
                 {EXTRAS} AS extras, {MENTIONS} AS mentions
             FROM main.article;
         CREATE TEMP VIEW note AS
             SELECT id, zh, en, attached, {ANCHOR} AS anchor, tags, created, modified, stale, filling, deleted, version,
                 sequence
             FROM main.note;"
    ))
}

/// The articles of a database of an earlier version, which is attached under a name, as they are compared: with the hashes
/// that they have after the step.
pub(super) fn compared(connection: &Connection, database: &str) -> rusqlite::Result<String> {
    functions(connection)?;
    Ok(format!("(SELECT id, sequence, title, beginning, {} AS hash FROM {database}.article)", hash()))
}

fn functions(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8
        | FunctionFlags::SQLITE_DETERMINISTIC
        // Views may call it: it does nothing but to compute.
        | FunctionFlags::SQLITE_INNOCUOUS;
    connection.create_scalar_function("blocks_of", 1, flags, |c| Ok(blocks_of(text(c, 0))))?;
    connection.create_scalar_function("translation_of", 1, flags, |c| Ok(translation_of(text(c, 0))))?;
    connection.create_scalar_function("extras_of", 2, flags, |c| Ok(extras_of(text(c, 0), text(c, 1))))?;
    connection.create_scalar_function("mentions_of", 3, flags, |c| {
        Ok(mentions_of(text(c, 0), text(c, 1), text(c, 2)))
    })?;
    connection.create_scalar_function("anchor_of", 3, flags, |c| {
        Ok(anchor_of(text(c, 0), text(c, 1), text(c, 2)))
    })?;
    connection
        .create_scalar_function("beginning_of", 2, flags, |c| Ok(beginning_of(text(c, 0), text(c, 1))))?;
    connection.create_scalar_function("article_named", 1, flags, |c| Ok(article_named(text(c, 0))))?;
    connection.create_scalar_function("hash_of", 9, flags, |c| {
        let parts: Vec<Option<&str>> = (0..c.len()).map(|n| text(c, n)).collect();
        // A part that is no text is damage.
        let sound =
            parts.iter().enumerate().all(|(n, part)| part.is_some() || c.get_raw(n) == ValueRef::Null);
        Ok(sound.then(|| content_hash(&parts)))
    })?;
    connection.create_scalar_function("text_key", 3, flags, |c| {
        let key = |collection, title, paragraphs| {
            let paragraphs: Vec<String> = read(Some(paragraphs))?;
            let texts = paragraphs.iter().map(|text| text.strip_prefix(SIGNS).unwrap_or(text));
            Some(origin::text_key(collection, title, texts))
        };
        Ok(text(c, 0).zip(text(c, 1)).zip(text(c, 2)).and_then(|((a, b), c)| key(a, b, c)))
    })
}

/// An argument, if it is a text.
fn text<'a>(context: &'a Context<'_>, n: usize) -> Option<&'a str> {
    context.get_raw(n).as_str().ok()
}

fn read<T: DeserializeOwned>(json: Option<&str>) -> Option<T> {
    serde_json::from_str(json?).ok()
}

fn write(value: &impl Serialize) -> Option<String> {
    serde_json::to_string(value).ok()
}

/// A block as it was written first.
#[derive(Serialize)]
#[serde(untagged)]
enum Block<'a> {
    Paragraph(&'a str),
    Heading { kind: &'static str, level: u8, text: &'a str },
}

fn blocks(paragraphs: &[String]) -> Vec<Block<'_>> {
    paragraphs
        .iter()
        .map(|paragraph| match paragraph.strip_prefix(SIGNS) {
            Some(text) => Block::Heading { kind: "heading", level: 2, text },
            None => Block::Paragraph(paragraph),
        })
        .collect()
}

fn blocks_of(paragraphs: Option<&str>) -> Option<String> {
    let paragraphs: Vec<String> = read(paragraphs)?;
    paragraphs.iter().any(|text| text.starts_with(SIGNS)).then(|| write(&blocks(&paragraphs))).flatten()
}

/// A translation as it was written before.
#[derive(Deserialize)]
struct Old {
    lang: Box<RawValue>,
    script: Box<RawValue>,
    title: Box<RawValue>,
    paragraphs: Vec<String>,
}

fn translation_of(translation: Option<&str>) -> Option<String> {
    #[derive(Serialize)]
    struct New<'a> {
        lang: &'a RawValue,
        script: &'a RawValue,
        title: &'a RawValue,
        blocks: Vec<Block<'a>>,
    }

    let Old { lang, script, title, paragraphs } = &read(translation)?;
    write(&New { lang, script, title, blocks: blocks(paragraphs) })
}

/// A text of before: its paragraphs, and where in it, in code points, the signs of headings stood.
struct Text {
    paragraphs: Vec<String>,
    signs: Vec<u32>,
}

impl Text {
    fn of(paragraphs: Vec<String>) -> Self {
        let (mut signs, mut at) = (Vec::new(), 0_u32);
        for paragraph in &paragraphs {
            if paragraph.starts_with(SIGNS) {
                signs.push(at);
            }
            let length = u32::try_from(paragraph.chars().count()).unwrap_or(u32::MAX);
            at = at.saturating_add(length).saturating_add(2);
        }
        Self { paragraphs, signs }
    }

    /// That of the original or of the translation, if it had headings.
    fn of_half(half: bool, paragraphs: Option<&str>, translation: Option<&str>) -> Option<Self> {
        let paragraphs = if half { read::<Old>(translation)?.paragraphs } else { read(paragraphs)? };
        Some(Self::of(paragraphs)).filter(|text| !text.signs.is_empty())
    }

    /// Where a place is now, in code points. Between the signs it is where they stood.
    fn moved(&self, at: u32) -> u32 {
        let gone: u32 = self.signs.iter().map(|start| at.saturating_sub(*start).min(LENGTH)).sum();
        at.saturating_sub(gone)
    }

    fn before(&self) -> String {
        self.paragraphs.join("\n\n")
    }

    fn after(&self) -> String {
        let texts = self.paragraphs.iter().map(|text| text.strip_prefix(SIGNS).unwrap_or(text));
        texts.collect::<Vec<_>>().join("\n\n")
    }
}

/// What an article held that most did not, with what counts in the text.
#[derive(Serialize, Deserialize)]
struct Extras {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    original: Option<Box<RawValue>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    entities: Option<Box<RawValue>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    events: Option<Box<RawValue>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sources: Option<Box<RawValue>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    statements: Option<Box<RawValue>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    repairs: Vec<Repair>,
}

#[derive(Serialize, Deserialize)]
struct Repair {
    start: u32,
    end: u32,
    original: String,
    certain: bool,
}

fn extras_of(extras: Option<&str>, paragraphs: Option<&str>) -> Option<String> {
    let mut extras: Extras = read(extras)?;
    if extras.repairs.is_empty() {
        return None;
    }
    let text = Text::of_half(false, paragraphs, None)?;
    for repair in &mut extras.repairs {
        (repair.start, repair.end) = (text.moved(repair.start), text.moved(repair.end));
    }
    write(&extras)
}

fn mentions_of(
    mentions: Option<&str>,
    paragraphs: Option<&str>,
    translation: Option<&str>,
) -> Option<String> {
    let mut mentions: Vec<(String, u8, u32, u32)> = read(mentions)?;
    let text = Text::of_half(false, paragraphs, translation);
    let translated = Text::of_half(true, paragraphs, translation);
    if text.is_none() && translated.is_none() {
        return None;
    }
    for (_, half, start, end) in &mut mentions {
        if let Some(text) = if *half == 1 { &translated } else { &text } {
            (*start, *end) = (text.moved(*start), text.moved(*end));
        }
    }
    write(&mentions)
}

#[derive(Serialize, Deserialize)]
struct Anchor {
    translation: bool,
    start: u32,
    end: u32,
    quote: String,
    prefix: String,
    suffix: String,
}

fn anchor_of(anchor: Option<&str>, paragraphs: Option<&str>, translation: Option<&str>) -> Option<String> {
    let mut anchor: Anchor = read(anchor)?;
    let text = Text::of_half(anchor.translation, paragraphs, translation)?;
    let is_in_place = part(&text.before(), anchor.start, anchor.end) == anchor.quote;
    (anchor.start, anchor.end) = (text.moved(anchor.start), text.moved(anchor.end));
    if is_in_place {
        let after = text.after();
        anchor.quote = part(&after, anchor.start, anchor.end);
        let context = u32::try_from(CONTEXT).unwrap_or(u32::MAX);
        anchor.prefix = part(&after, anchor.start.saturating_sub(context), anchor.start);
        anchor.suffix = part(&after, anchor.end, anchor.end.saturating_add(context));
    } else {
        // The text was another one when the note was made. It is looked for by its words, and those have no signs now.
        for words in [&mut anchor.quote, &mut anchor.prefix, &mut anchor.suffix] {
            *words = words.replace("\n\n## ", "\n\n");
        }
    }
    write(&anchor)
}

/// A part of a text by code points.
fn part(text: &str, start: u32, end: u32) -> String {
    let (start, length) = (start as usize, end.saturating_sub(start) as usize);
    text.chars().skip(start).take(length).collect()
}

fn beginning_of(beginning: Option<&str>, paragraphs: Option<&str>) -> Option<String> {
    beginning?.strip_prefix(SIGNS)?;
    let paragraphs: Vec<String> = read(paragraphs)?;
    Some(paragraphs.first()?.strip_prefix(SIGNS)?.chars().take(BEGINNING).collect())
}

/// The article that a note is on, by its address.
fn article_named(address: Option<&str>) -> Option<String> {
    match address?.parse() {
        Ok(Address::Article(id)) => Some(id),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARAGRAPHS: &str = r###"["一二","## 三四","五","## 六"]"###;

    #[test]
    fn places_move_by_the_signs_before_them() {
        let text = Text::of(read(Some(PARAGRAPHS)).unwrap());
        assert_eq!(text.before(), "一二\n\n## 三四\n\n五\n\n## 六");
        assert_eq!(text.after(), "一二\n\n三四\n\n五\n\n六");
        let (before, after): (Vec<char>, Vec<char>) =
            (text.before().chars().collect(), text.after().chars().collect());
        for (at, c) in before.iter().enumerate().filter(|(_, c)| !matches!(c, '#' | ' ')) {
            let moved = text.moved(u32::try_from(at).unwrap()) as usize;
            assert_eq!(after[moved], *c, "{at}");
        }
        assert_eq!(
            (text.moved(4), text.moved(5), text.moved(6), text.moved(7), text.moved(8)),
            (4, 4, 4, 4, 5)
        );
    }

    #[test]
    fn what_counts_in_a_text_is_moved_with_it() {
        assert_eq!(
            blocks_of(Some(PARAGRAPHS)).unwrap(),
            r#"["一二",{"kind":"heading","level":2,"text":"三四"},"五",{"kind":"heading","level":2,"text":"六"}]"#
        );
        let translation =
            format!(r#"{{"lang":"en","script":"latin","title":"T","paragraphs":{PARAGRAPHS}}}"#);
        assert_eq!(
            mentions_of(
                Some(r#"[["a",0,7,9],["b",1,0,2],["c",1,17,18]]"#),
                Some(r#"["x"]"#),
                Some(&translation)
            )
            .unwrap(),
            r#"[["a",0,7,9],["b",1,0,2],["c",1,11,12]]"#
        );
        let extras = r#"{"sources":[ 1 ],"repairs":[{"start":7,"end":9,"original":"x","certain":true}]}"#;
        assert_eq!(
            extras_of(Some(extras), Some(PARAGRAPHS)).unwrap(),
            r#"{"sources":[ 1 ],"repairs":[{"start":4,"end":6,"original":"x","certain":true}]}"#
        );
        let anchor = r###"{"translation":false,"start":8,"end":17,"quote":"四\n\n五\n\n## ","prefix":"一二\n\n## 三","suffix":"六"}"###;
        assert_eq!(
            anchor_of(Some(anchor), Some(PARAGRAPHS), None).unwrap(),
            r#"{"translation":false,"start":5,"end":11,"quote":"四\n\n五\n\n","prefix":"一二\n\n三","suffix":"六"}"#
        );
        assert_eq!(beginning_of(Some("## 三"), Some(r###"["## 三四"]"###)).unwrap(), "三四");
    }

    #[test]
    fn what_has_no_headings_or_is_damaged_stays_as_it_is() {
        for paragraphs in [r##"["一","# 二"]"##, "[\"", "null", "[5]"] {
            assert_eq!(blocks_of(Some(paragraphs)), None);
            assert_eq!(extras_of(Some(r#"{"repairs":[{}]}"#), Some(paragraphs)), None);
            assert_eq!(mentions_of(Some(r#"[["a",0,7,9]]"#), Some(paragraphs), None), None);
        }
        assert_eq!(translation_of(Some("{")), None);
        assert_eq!(anchor_of(Some("{"), Some(PARAGRAPHS), None), None);
        assert_eq!(article_named(Some("zhimai://article/%E7%94%B2")).as_deref(), Some("甲"));
        assert_eq!(article_named(Some("zhimai://event/a")), None);
    }
}
