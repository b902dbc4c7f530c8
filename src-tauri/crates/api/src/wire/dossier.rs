//! A dossier: all that a library has on one matter, as a file that needs nothing else.

use super::search::SearchRequest;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Asks for a dossier.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct DossierRequest {
    /// Of what: an entity, event or deal by its address. Empty: of `search`.
    pub address: String,
    /// Of what this finds, where there is no address.
    pub search: Option<SearchRequest>,
    /// What is made of it.
    pub format: DossierFormat,
    /// True when the person's notes are to be left out.
    pub without_notes: bool,
}

/// What a dossier is written as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum DossierFormat {
    /// A page to read and print, with a checksum of itself.
    #[default]
    Html,
    /// Linked data in the words of schema.org.
    JsonLd,
    /// The deals as a table.
    Csv,
}

/// A dossier that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dossier {
    /// A name for its file.
    pub name: String,
    /// What is in the file.
    pub text: String,
}

/// What became of a dossier since it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum DossierState {
    /// It is as it was made.
    Unchanged,
    /// Something in it is not as it was made.
    Changed,
    /// It is no dossier, or what it is known by is gone.
    None,
}

/// A file that was held against the checksum in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DossierCheck {
    /// Where it lies.
    pub path: String,
    /// What became of it.
    pub state: DossierState,
    /// The checksum that it bears, SHA-256 in hexadecimal; empty where it bears none.
    pub checksum: String,
}
