//! The table of the library.

use super::common::ArticleSummary;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the table is put in order by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ListSort {
    /// The date, newest first; those without a date at the end.
    #[default]
    Date,
    /// The title, as a reader of the interface's language looks for it.
    Title,
    /// The source, likewise; those without one at the end.
    Source,
    /// The language.
    Language,
    /// When the text came in, the last first.
    Added,
    /// How much text there is, most first.
    Size,
}

/// Asks for a part of the table of the library.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ArticlesRequest {
    /// Only of this collection; empty: all.
    pub collection: String,
    /// Only those with each of these words in their title or source, in either script; empty: all.
    pub words: String,
    /// Only those in this language: `zh-hant`, `zh-hans`, `en` or `other`; empty: all.
    pub language: String,
    /// Only those whose date ends within this: `2025`, `2025-11`; empty: all.
    pub date: String,
    /// Only those without a date.
    pub undated: bool,
    /// Only those with notes.
    pub noted: bool,
    /// Only those of whose file a problem is told.
    pub problems: bool,
    /// Only those that this import added or changed, or that this change of the person's was of.
    #[ts(type = "number | null")]
    pub import: Option<i64>,
    /// The order.
    pub sort: ListSort,
    /// True for the other way round.
    pub reversed: bool,
    /// How many at the most; 0 means 50.
    pub limit: u32,
    /// How many to skip.
    pub offset: u32,
}

/// A part of the table of the library.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ArticleList {
    /// How many there are in all.
    pub total: u32,
    /// The ones asked for.
    pub articles: Vec<ArticleSummary>,
    /// How many bytes the text of each takes, in the same order.
    #[ts(type = "Array<number>")]
    pub sizes: Vec<i64>,
}
