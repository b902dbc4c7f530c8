//! Searches that the person keeps by name.

use super::search::SearchRequest;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A search that is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SavedSearch {
    /// What the person calls it.
    pub name: String,
    /// The search, to be sent as it is; nothing when this version of the program cannot read it.
    pub search: Option<SearchRequest>,
    /// When it was kept, in milliseconds since 1970-01-01 UTC.
    #[ts(type = "number")]
    pub saved: i64,
}

/// A search to keep.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct SaveSearch {
    /// What to call it: up to 80 characters.
    pub name: String,
    /// The search. Kept are the query, what narrows it, and the order.
    pub search: SearchRequest,
    /// Whether another search of that name gives way; otherwise the answer is `taken`.
    pub replace: bool,
}

/// Another name for a kept search.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct RenameSearch {
    /// What it is called.
    pub name: String,
    /// What to call it.
    pub to: String,
    /// Whether another search of that name gives way; otherwise the answer is `taken`.
    pub replace: bool,
}

/// Asks for something by its name.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct NameRequest {
    /// What the person calls it.
    pub name: String,
}
