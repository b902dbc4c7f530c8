//! The store: everything the person owns, in one SQLite file. It is the only authority; whatever else is on disk can be
//! made again from it.
//!
//! What was acknowledged (a method returned `Ok`) survives a crash of the program or of the machine: every write is one
//! transaction, and is on the disk before it returns.
//! Two processes may use one library at once: readers never wait, and a writer waits a while for another.
//!
//! The store knows nothing of search, of how names are recognised, of the window, nor where the library's folder is.
//! Time comes in as milliseconds since 1970-01-01 UTC.

mod articles;
mod aside;
mod backup;
mod changes;
mod collections;
mod copies;
mod damage;
mod dictionaries;
mod drafts;
mod error;
mod folder;
mod holder;
mod imports;
mod in_use;
mod json;
mod knowledge;
mod log;
mod mentions;
mod notes;
mod open;
mod part;
mod pictures;
mod place;
mod private;
mod problems;
mod review;
mod room;
mod saved;
mod schema;
mod sequence;
mod settings;
mod store;
mod told;
mod wait;
mod watched;

pub use articles::{
    ArticleFilter, ArticleRow, ArticleToIndex, ArticleVersion, DamagedVersion, Edit, Import, KeyedRow,
    Listed, Origin, Put, Replaced, Setting, Stood,
};
pub use backup::{
    Difference, Kept, Kind, Manifest, Restored, TableSum, compare, damage, kept, newest_good, restore, stamp,
    verify,
};
pub use changes::{Change, ChangeKind};
pub use collections::{RemovedCollection, StoredCollection};
pub use copies::{Alike, NewFingerprint, Provenance, StoredCopy, Unplaced, Unseen};
pub use damage::Damaged;
pub use dictionaries::StoredDictionary;
pub use drafts::StoredDraft;
pub use error::{BackupProblem, StoreError};
pub use imports::{ChangeOf, Changed, KeptArticle, StoredImport, TakenBack, Why};
pub use in_use::Follower;
pub use knowledge::{
    ChangedKnowledge, DamagedThing, Expected, Placed, ReplacedKnowledge, StaleDocument, StoredKnowledge,
    StoredThing, Thing, ThingKind, Whose,
};
pub use notes::{NewNote, NoteChange, NoteFilter};
pub use place::{BACKUPS, FILE_NAME, SET_ASIDE};
pub use problems::{ProblemFile, StoredProblem};
pub use review::{StoredProposal, Unexamined};
pub use saved::StoredSearch;
pub use store::Store;
pub use told::ArticleTold;
pub use watched::{FileTaken, WatchState, WatchedFile, WatchedFolder};

use error::Result;
