//! Backups: what they hold, and what putting one back would change.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The daily backups of the library.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct BackupsView {
    /// The folder they are put into.
    pub folder: String,
    /// True when the person chose it; else it is in the library's folder.
    pub chosen: bool,
    /// Those that are there, the newest first; those in the library's folder too where the person chose another.
    pub kept: Vec<KeptView>,
    /// Why the last daily backup could not be made; empty when it could.
    pub trouble: String,
    /// The folder with the libraries that others were restored in the place of; empty when there is none.
    pub set_aside: String,
}

/// A daily backup that was not looked into.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct KeptView {
    /// The name of the file.
    pub name: String,
    /// When it was made.
    #[ts(type = "number")]
    pub made: i64,
    /// How large it is, in bytes.
    #[ts(type = "number")]
    pub bytes: u64,
}

/// A backup that was read whole and found good.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct BackupView {
    /// Where it is.
    pub path: String,
    /// When it was made.
    #[ts(type = "number")]
    pub made: i64,
    /// The version of the program that made it.
    pub version: String,
    /// The size of the library in it, in bytes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// How many of each kind it holds.
    pub counts: BackupCounts,
}

/// How many of each kind a backup holds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[allow(missing_docs)]
pub struct BackupCounts {
    /// Those in the bin too.
    pub notes: u32,
    pub articles: u32,
    pub dictionaries: u32,
    pub saved_searches: u32,
    /// What the person added to what is known, changed or took away.
    pub own: u32,
}

/// What putting a backup back would change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RestorePreview {
    /// The backup.
    pub backup: BackupView,
    /// True when there is a library here that can be read.
    pub compared: bool,
    /// By kind; empty when nothing could be compared.
    pub changes: Vec<RestoreChange>,
}

/// What would change of a kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RestoreChange {
    /// Of what.
    pub kind: RestoreKind,
    /// How many the library holds.
    pub here: u32,
    /// How many the backup holds.
    pub there: u32,
    /// Those that only the library holds: they would go.
    pub only_here: u32,
    /// Those that only the backup holds: they would come back.
    pub only_there: u32,
    /// Those that were changed later in the library: they would become older.
    pub newer_here: u32,
    /// Those that were changed later in the backup.
    pub newer_there: u32,
    /// Titles or beginnings of some that would go or become older, at most ten.
    pub named: Vec<String>,
}

/// What a backup is compared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum RestoreKind {
    Note,
    Article,
    Dictionary,
    SavedSearch,
    Own,
    Draft,
}

/// A library that a backup was put in the place of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RestoredView {
    /// The backup.
    pub backup: BackupView,
    /// Where the library lies that was there before; empty when there was none.
    pub set_aside: String,
}

/// Whether a library is sound.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Soundness {
    /// The file that was read.
    pub path: String,
    /// What is damaged, in SQLite's words; empty: nothing is.
    pub damage: Vec<String>,
}
