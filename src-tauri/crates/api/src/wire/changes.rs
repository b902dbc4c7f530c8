//! Changes of many articles at once, and what became of them.

use super::imports::StayedView;
use super::list::ArticlesRequest;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which articles.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ArticleChoice {
    /// Their identifiers; not read where `matching` is given.
    pub ids: Vec<String>,
    /// All that this list holds, whatever part of it was asked for.
    pub matching: Option<ArticlesRequest>,
    /// But for these.
    pub except: Vec<String>,
}

/// What is to become of a field.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct FieldEdit {
    /// `title`, `date`, `source`, `language` or `collection`.
    pub field: String,
    /// What it is from now on: a date as in `2025-11`, a language as `zh-hant`, `zh-hans`, `en` or `other`, the identifier of a
    /// collection. Nothing for no date and no source.
    pub value: Option<String>,
    /// True when it is what the article's file says again; `value` is not read then.
    pub given: bool,
}

/// Which articles are to be edited, and how. Fields that are not named stay as they are.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct EditArticles {
    /// Which articles.
    pub which: ArticleChoice,
    /// What is to become of their fields.
    pub fields: Vec<FieldEdit>,
}

/// What became of a change of articles.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct ChangedView {
    /// Its number, to take it back by as an import is; nothing where nothing had to be changed.
    #[ts(type = "number | null")]
    pub id: Option<i64>,
    /// How many articles were changed or removed.
    pub articles: u32,
    /// How many were so already.
    pub same: u32,
    /// How many stayed as they were, because they cannot be changed.
    pub kept: u32,
    /// The first 100 of those.
    pub named: Vec<StayedView>,
    /// All of it in a sentence, in the language of the request.
    pub told: String,
}

/// What the chosen articles have, to begin a form with.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct ChosenView {
    /// How many there are.
    pub articles: u32,
    /// How many of them come with the program and stay as they are.
    pub fixed: u32,
    /// What each field says where all say the same.
    pub fields: Vec<ChosenField>,
}

/// What the chosen articles say in a field.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct ChosenField {
    /// `title`, `date`, `source`, `language` or `collection`.
    pub field: String,
    /// True when not all say the same.
    pub mixed: bool,
    /// What all say: a date as in `2025-11`, a language by its name, a collection by its identifier. Empty where they say nothing,
    /// or not the same.
    pub value: String,
}

/// Asks for the identifiers of a stretch of the table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct StretchRequest {
    /// The table.
    pub list: ArticlesRequest,
    /// The first row, from 0.
    pub first: u32,
    /// The last row.
    pub last: u32,
}
