//! Notes as displayed and as written.

use super::common::{Link, Reading};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A note as displayed.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct NoteView {
    /// `zhimai://note/ID`
    pub address: String,
    /// The identifier.
    pub id: String,
    /// The Chinese half, Markdown, as the person wrote it.
    pub zh: String,
    /// The English half, Markdown, as the person wrote it.
    pub en: String,
    /// What it is attached to. `label` is empty when that is no longer there.
    pub on: Option<Link>,
    /// The passage it is attached to.
    pub quote: Option<String>,
    /// True when it is not certain any more where in the text that passage is.
    pub detached: bool,
    /// Tags, sorted.
    pub tags: Vec<String>,
    /// Milliseconds since 1970-01-01 UTC.
    #[ts(type = "number")]
    pub created: i64,
    /// Milliseconds since 1970-01-01 UTC.
    #[ts(type = "number")]
    pub modified: i64,
    /// The half (`zh` or `en`) that lags behind the other.
    pub stale: Option<String>,
    /// When it was moved to the bin, in milliseconds since 1970-01-01 UTC.
    #[ts(type = "number | null")]
    pub deleted: Option<i64>,
    /// The number of the current version, from 1.
    pub version: u32,
    /// What to say when the note is damaged in the library's file: the halves are what can still be read, and it cannot be
    /// changed but by going back to a version that is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub damaged: Option<String>,
}

/// Asks for notes.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct NotesRequest {
    /// True: what is in the bin; false: what is not.
    pub bin: bool,
    /// Only notes that hold this; empty: all.
    pub filter: String,
    /// Only notes with this tag; empty: all.
    pub tag: String,
    /// Only notes on this address; empty: all.
    pub on: String,
}

/// Writes a note.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct SaveNote {
    /// The note to change; empty: a new one, with an identifier of the library's.
    pub id: String,
    /// The version that the change is based on; a note that has moved on since gives `conflict`. 0: whatever it is.
    pub version: u32,
    /// The Chinese half.
    pub zh: String,
    /// The English half.
    pub en: String,
    /// For a new note: the address it is attached to, or empty.
    pub on: String,
    /// For a new note on an article: the passage as selected.
    pub selection: Option<Selection>,
    /// Tags.
    pub tags: Vec<String>,
    /// Typed in a window, which gives a new note its identifier when it is begun: at version 0 the note is made.
    /// What was kept of it as a draft is forgotten as it is saved.
    pub typed: bool,
}

/// What was typed into a note and is not saved yet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Draft {
    /// What it would be saved as.
    pub save: SaveNote,
    /// For a new note on an article: the passage as the person saw it.
    pub quote: String,
}

/// A selection in an article as displayed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Selection {
    /// Its words as displayed. Where the article has others at this place by now, it was selected in an earlier version.
    pub quote: String,
    /// How the article was displayed.
    pub reading: Reading,
    /// The column, from 0.
    pub column: u32,
    /// The block that it starts in, from 0.
    pub start_paragraph: u32,
    /// Where in that block's text, in code points.
    pub start: u32,
    /// The block that it ends in.
    pub end_paragraph: u32,
    /// Where in that block's text it ends (exclusive), in code points.
    pub end: u32,
}

/// An earlier state of a note.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct NoteVersionView {
    /// From 1.
    pub version: u32,
    /// Milliseconds since 1970-01-01 UTC.
    #[ts(type = "number")]
    pub written: i64,
    /// The Chinese half then.
    pub zh: String,
    /// The English half then.
    pub en: String,
    /// The tags then.
    pub tags: Vec<String>,
    /// What to say when the version is damaged in the library's file: the halves are what can still be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub damaged: Option<String>,
}

/// Makes an earlier state the current one.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct RevertNote {
    /// The note.
    pub id: String,
    /// The version to come back to.
    pub version: u32,
}
