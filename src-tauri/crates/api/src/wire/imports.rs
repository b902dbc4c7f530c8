//! Imports and other changes that were made, and what became of one that was taken back.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which import.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportRequest {
    /// Its number.
    #[ts(type = "number")]
    pub id: i64,
}

/// An import as displayed, or another change of articles that is remembered.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct ImportView {
    /// Its number.
    #[ts(type = "number")]
    pub id: i64,
    /// `import`; or `edit` or `removal` for what the person did.
    pub kind: String,
    /// The names of the fields that were edited, in the language of the request.
    pub fields: Vec<String>,
    /// When it began, in milliseconds since 1970-01-01 UTC.
    #[ts(type = "number")]
    pub began: i64,
    /// When it ended; nothing where it was broken off, or is going on.
    #[ts(type = "number | null")]
    pub ended: Option<i64>,
    /// The files and folders, or the name of a text that was pasted.
    pub from: Vec<String>,
    /// Articles that were new.
    pub added: u32,
    /// Articles that were there with another text.
    pub changed: u32,
    /// Articles that were there with the same text, and got a new title, date, source or address.
    pub updated: u32,
    /// Articles that were there already.
    pub unchanged: u32,
    /// Pieces of input that were refused.
    pub refused: u32,
    /// The dictionaries that it brought.
    pub dictionaries: Vec<String>,
    /// True when the person stopped it.
    pub cancelled: bool,
    /// When it was last taken back; nothing where it was not.
    #[ts(type = "number | null")]
    pub undone: Option<i64>,
    /// How many articles of it can be taken back, those that stayed among them, and how many were.
    pub standing: u32,
    /// See `standing`.
    pub taken_back: u32,
}

/// What became of a change that was taken back or brought back.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct TakenBackView {
    /// Articles that went, or are there again.
    pub articles: u32,
    /// Articles that are what they were before the import, or what it made of them.
    pub versions: u32,
    /// How many articles stayed as they were.
    pub kept: u32,
    /// The first 100 of those.
    pub named: Vec<StayedView>,
}

/// An article that stayed as it was.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct StayedView {
    /// Its address.
    pub address: String,
    /// Its title; its identifier where it has none.
    pub title: String,
    /// Why, in the language of the request.
    pub why: String,
}
