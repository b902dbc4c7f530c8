//! Collections: the person's own, and which of them no search looks into.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A collection as displayed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct CollectionView {
    /// The identifier.
    pub id: String,
    /// The title.
    pub title: String,
    /// What it is.
    pub description: String,
    /// How many articles it holds.
    pub articles: u32,
    /// True when no search looks into it.
    pub hidden: bool,
    /// True when it is the person's: what is bundled can be hidden, and nothing else.
    pub own: bool,
}

/// A collection that is to be made.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct MakeCollection {
    /// What to call it.
    pub name: String,
    /// What it is; may be empty.
    pub description: String,
}

/// Another name or description of a collection.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ChangeCollection {
    /// Which.
    pub id: String,
    /// What to call it; nothing: as before.
    pub name: Option<String>,
    /// What it is; nothing: as before.
    pub description: Option<String>,
}

/// Whether searches look into a collection.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct HideCollection {
    /// Which.
    pub id: String,
    /// True when none does from now on.
    pub hidden: bool,
}

/// A collection that had been exported, and that an import brought.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct OpenedCollection {
    /// The title.
    pub title: String,
    /// What it is.
    pub description: String,
    /// How many articles it says it has.
    pub articles: u32,
    /// True when the library had none of this identifier; else its articles are brought up to date.
    pub new: bool,
}

/// A collection that was written into a file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct ExportedCollection {
    /// Where the file is.
    pub path: String,
    /// How many articles are in it.
    pub articles: u32,
    /// How many pictures.
    pub pictures: u32,
    /// The SHA-256 of all of it, as its list of checksums says.
    pub sha256: String,
    /// What went along and what did not, in sentences.
    pub remarks: Vec<String>,
}

/// A collection that is to be removed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct RemoveCollection {
    /// Which.
    pub id: String,
    /// The collection that its articles go to; empty: they go with it.
    pub to: String,
}

/// A collection that was removed and can come back.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct RemovedCollection {
    /// The number to bring it back by.
    #[ts(type = "number")]
    pub number: i64,
    /// The title.
    pub title: String,
    /// When it was removed, in milliseconds since 1970-01-01 UTC.
    #[ts(type = "number")]
    pub removed: i64,
}

/// Which of the collections that were removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct RestoreCollection {
    /// Its number.
    #[ts(type = "number")]
    pub number: i64,
}
