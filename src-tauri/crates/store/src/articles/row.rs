//! An article's row: which columns there are, what is worked out for them, and how they are read.

use super::own::Own;
use crate::damage::{is_of_row, lossy};
use crate::json::{json, malformed, optional_json, to_json};
use rusqlite::Row;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zhimai_model::{
    Article, ArticleKind, Bilingual, Body, DateRange, Lang, Repair, Script, Source, Statement,
};

/// An article without its text, for lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleRow {
    /// The identifier.
    pub id: String,
    /// The collection.
    pub collection: String,
    /// Who wrote the text.
    pub kind: ArticleKind,
    /// The language of the original.
    pub lang: Lang,
    /// The script of the original.
    pub script: Script,
    /// The title of the original; may be empty.
    pub title: String,
    /// The title of the translation, where there is one.
    pub translated_title: Option<String>,
    /// The first 80 code points of the text, when the title is empty; otherwise empty.
    pub beginning: String,
    /// The publisher or file.
    pub source: Option<String>,
    /// Who wrote it, where that is stated.
    pub author: Option<String>,
    /// When it was published.
    pub date: Option<DateRange>,
    /// True when something of this is damaged: what can be read stands here, with U+FFFD for what is no text.
    pub damaged: bool,
}

/// What an article holds that most articles do not.
#[derive(Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Extras {
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    original: Option<Bilingual>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    entities: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    events: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sources: Vec<Source>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    statements: Vec<Statement>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    repairs: Vec<Repair>,
    /// No content: see [`Own`].
    #[serde(skip_serializing_if = "Option::is_none")]
    own: Option<Own>,
}

impl Extras {
    /// As it stands in its column; nothing where there is nothing of it.
    fn written(&self) -> rusqlite::Result<Option<String>> {
        if *self == Self::default() { Ok(None) } else { to_json(self).map(Some) }
    }
}

/// The day of an article without a date: older than all others.
const NO_DAY: i64 = i32::MIN as i64;

/// The first and the last day of articles whose date is over at the end of a day; of all articles where no day is given.
pub(crate) fn days_until(day: Option<i32>) -> [i64; 2] {
    match day {
        None => [NO_DAY, i64::MAX],
        Some(day) => [NO_DAY + 1, i64::from(day)],
    }
}

/// How many code points of the text stand in for a missing title.
pub(crate) const BEGINNING: usize = 80;

/// What [`row`] reads.
pub(crate) const ROW: &str =
    "article.id, collection, kind, lang, script, title, translated_title, beginning, source, date,
    CASE WHEN json_valid(extras) THEN extras ->> '$.author' END";

pub(crate) fn row(row: &Row) -> rusqlite::Result<ArticleRow> {
    let listed = ArticleRow {
        id: lossy(row, 0)?,
        collection: lossy(row, 1)?,
        kind: ArticleKind::Imported,
        lang: Lang::Other,
        script: Script::Other,
        title: lossy(row, 5)?,
        translated_title: None,
        beginning: lossy(row, 7)?,
        source: None,
        author: None,
        date: None,
        damaged: true,
    };
    let whole = |row: &Row| {
        Ok(ArticleRow {
            id: row.get(0)?,
            collection: row.get(1)?,
            kind: word(row, 2)?,
            lang: word(row, 3)?,
            script: word(row, 4)?,
            title: row.get(5)?,
            translated_title: row.get(6)?,
            beginning: row.get(7)?,
            source: row.get(8)?,
            date: date(row, 9)?,
            author: row.get(10)?,
            damaged: false,
        })
    };
    match whole(row) {
        Err(error) if is_of_row(&error) => Ok(listed),
        read => read,
    }
}

/// What [`whole`] reads.
pub(super) const WHOLE: &str =
    "id, collection, kind, lang, script, title, source, url, date, blocks, translation, extras";

pub(super) fn whole(row: &Row) -> rusqlite::Result<Article> {
    let body = Body { lang: word(row, 3)?, script: word(row, 4)?, title: row.get(5)?, blocks: json(row, 9)? };
    let extras: Extras = optional_json(row, 11)?.unwrap_or_default();
    Ok(Article {
        id: row.get(0)?,
        collection: row.get(1)?,
        kind: word(row, 2)?,
        body,
        translation: optional_json(row, 10)?,
        source: row.get(6)?,
        author: extras.author,
        url: row.get(7)?,
        date: date(row, 8)?,
        original: extras.original,
        entities: extras.entities,
        events: extras.events,
        sources: extras.sources,
        statements: extras.statements,
        repairs: extras.repairs,
    })
}

/// The columns of an article that are worked out.
pub(super) struct Columns {
    pub(super) hash: Vec<u8>,
    /// The hash that it would have if nobody were named as having written it; nothing where nobody is.
    pub(super) unsigned: Option<Vec<u8>>,
    pub(super) kind: String,
    pub(super) lang: String,
    pub(super) script: String,
    pub(super) day: i64,
    pub(super) blocks: String,
    pub(super) translation: Option<String>,
    pub(super) extras: Option<String>,
}

impl Columns {
    pub(super) fn of(article: &Article) -> rusqlite::Result<Self> {
        let mut extras = extras_of(article);
        let mut columns = Self {
            hash: Vec::new(),
            unsigned: None,
            kind: to_word(&article.kind)?,
            lang: to_word(&article.body.lang)?,
            script: to_word(&article.body.script)?,
            day: day_of(article.date.as_ref()),
            blocks: to_json(&article.body.blocks)?,
            translation: article.translation.as_ref().map(to_json).transpose()?,
            extras: extras.written()?,
        };
        columns.hash = columns.hash_with(article, columns.extras.as_deref());
        if extras.author.take().is_some() {
            columns.unsigned = Some(columns.hash_with(article, extras.written()?.as_deref()));
        }
        Ok(columns)
    }

    fn hash_with(&self, article: &Article, extras: Option<&str>) -> Vec<u8> {
        content_hash(&[
            Some(&self.kind),
            Some(&self.lang),
            Some(&self.script),
            Some(&article.body.title),
            Some(&self.blocks),
            self.translation.as_deref(),
            extras,
            article.url.as_deref(),
            article.date.as_ref().map(DateRange::edtf),
        ])
    }

    /// The same of an article whose header is in part the person's.
    pub(super) fn with_own(mut self, article: &Article, own: Own) -> rusqlite::Result<Self> {
        self.extras = Extras { own: Some(own), ..extras_of(article) }.written()?;
        Ok(self)
    }
}

fn extras_of(article: &Article) -> Extras {
    Extras {
        author: article.author.clone(),
        original: article.original.clone(),
        entities: article.entities.clone(),
        events: article.events.clone(),
        sources: article.sources.clone(),
        statements: article.statements.clone(),
        repairs: article.repairs.clone(),
        own: None,
    }
}

/// The day that an article is put in order by.
pub(super) fn day_of(date: Option<&DateRange>) -> i64 {
    date.map_or(NO_DAY, |date| i64::from(date.last_day()))
}

/// What the extras of an article say of the person's word on its header, and they without that.
pub(super) fn parted(extras: Option<&str>) -> serde_json::Result<(Option<String>, Option<Own>)> {
    let Some(text) = extras else { return Ok((None, None)) };
    if !text.contains(OWN) {
        return Ok((Some(text.to_owned()), None));
    }
    let mut extras: Extras = serde_json::from_str(text)?;
    let own = extras.own.take();
    let rest = (extras != Extras::default()).then(|| serde_json::to_string(&extras)).transpose()?;
    Ok((rest, own))
}

/// What [`parted`] parts, put together again.
pub(super) fn joined(extras: Option<&str>, own: Option<Own>) -> serde_json::Result<Option<String>> {
    let Some(own) = own else { return Ok(extras.map(str::to_owned)) };
    let extras: Extras = extras.map(serde_json::from_str).transpose()?.unwrap_or_default();
    serde_json::to_string(&Extras { own: Some(own), ..extras }).map(Some)
}

/// Stands in all extras that hold the person's word.
const OWN: &str = "\"own\":";

/// What tells the content of an article from any other: kind, language, script, title, blocks, translation, extras, address
/// and date, as they are written.
pub(crate) fn content_hash(parts: &[Option<&str>]) -> Vec<u8> {
    let mut hash = Sha256::new();
    for part in parts {
        // Lengths before the parts, so that no two lists of parts give the same bytes.
        let length = part.map_or(u64::MAX, |part| part.len() as u64);
        hash.update(length.to_le_bytes());
        hash.update(part.unwrap_or_default());
    }
    hash.finalize().iter().copied().take(16).collect()
}

/// The word that a plain enum is written as.
pub(super) fn to_word<T: Serialize>(value: &T) -> rusqlite::Result<String> {
    Ok(to_json(value)?.trim_matches('"').to_owned())
}

fn word<T: DeserializeOwned>(row: &Row, column: usize) -> rusqlite::Result<T> {
    from_word(row.get_ref(column)?.as_str()?).map_err(|e| malformed(column, e))
}

/// The value of a plain enum that a word stands for.
pub(super) fn from_word<T: DeserializeOwned>(word: &str) -> serde_json::Result<T> {
    serde_json::from_value(serde_json::Value::from(word))
}

fn date(row: &Row, column: usize) -> rusqlite::Result<Option<DateRange>> {
    let Some(text) = row.get_ref(column)?.as_str_or_null()? else { return Ok(None) };
    text.parse().map(Some).map_err(|e| malformed(column, e))
}
