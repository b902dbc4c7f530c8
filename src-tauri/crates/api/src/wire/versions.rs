//! Versions of an article, and what changed from one to another.

use super::common::DateView;
use super::reader::BlockKindView;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A version of an article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ArticleVersionView {
    /// Its number, from 1.
    pub version: u32,
    /// When another took its place, in milliseconds since 1970-01-01 UTC; `null` for the present one.
    #[ts(type = "number | null")]
    pub replaced: Option<i64>,
    /// Its title.
    pub title: String,
    /// The date of the article in it.
    pub date: Option<DateView>,
    /// Who wrote it, as stated in it.
    pub author: Option<String>,
    /// What to say when the version is damaged in the library's file and cannot be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub damaged: Option<String>,
}

/// Asks for what changed between two versions of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct CompareVersions {
    /// The article.
    pub id: String,
    /// The number of the older version.
    pub older: u32,
    /// The number of the newer version.
    pub newer: u32,
}

/// Two versions of an article side by side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Comparison {
    /// What the older version is called.
    pub older: String,
    /// What the newer version is called.
    pub newer: String,
    /// The blocks of both, in order.
    pub rows: Vec<ComparedRow>,
    /// What to say when so much changed that some blocks were not compared word by word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub remark: Option<String>,
}

/// A block of one version beside what it is in the other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ComparedRow {
    /// What became of it. A block that is a heading now and was a paragraph changed, even when its words are the same.
    #[ts(type = r#""same" | "changed" | "added" | "removed""#)]
    pub kind: String,
    /// As it was; `null` where it was added.
    pub older: Option<ComparedBlock>,
    /// As it is; `null` where it was removed.
    pub newer: Option<ComparedBlock>,
}

/// A block of a version that is compared with another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ComparedBlock {
    /// What it is. A title is a heading of level 1.
    #[serde(flatten)]
    pub what: BlockKindView,
    /// How deep it stands in quotations; 0 outside of any.
    pub quote: u8,
    /// How deep it stands in lists; 0 outside of any.
    pub indent: u8,
    /// Its words; none for what has none, as a rule.
    pub pieces: Vec<ComparedPiece>,
}

/// A piece of a block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ComparedPiece {
    /// Its text.
    pub text: String,
    /// True when the other version does not have it.
    pub changed: bool,
}
