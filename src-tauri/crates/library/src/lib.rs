//! A library: opens it, takes things in, keeps its index current, and backs it up.
//!
//! Here the store, the index, import and what is known about the world meet.
//! Only this crate knows where a library lies; it knows no language, and nothing of windows, terminals or arguments.
//! What goes wrong is a [`LibraryError`], which whoever asks puts into words.

mod again;
pub mod anchor;
mod backup;
mod batch;
mod bundled;
mod changes;
mod collections;
pub mod compare;
mod content;
mod copies;
mod damage;
mod dictionary;
mod document;
mod error;
mod exchange;
mod fault;
mod filling;
mod following;
mod import;
mod indexer;
mod indexing;
mod intake;
mod keeping;
mod knowing;
mod known;
mod library;
mod listing;
mod lists;
mod lock;
mod mending;
mod place;
mod progress;
mod review;
mod righted;
mod settings;
mod things;
mod versions;
mod watch;

pub use backup::{backup_name, newest_backup};
pub use content::{BUNDLED, Content};
pub use copies::CopiesOf;
pub use dictionary::BundledDictionary;
pub use document::language;
pub use error::{LibraryError, NoIndex, NotWatchable};
pub use exchange::Exported;
pub use fault::{Fault, ThingError};
pub use import::{Imported, ImportedDictionary, OpenedCollection};
pub use indexer::Indexer;
pub use known::Known;
pub use library::{Library, OpenOptions};
pub use lists::{ListQuery, SortBy};
pub use place::{DICTIONARY_VARIABLE, FOLDER_VARIABLE, bundled_dictionary, default_folder, exists};
pub use progress::{IndexState, OnProgress, Progress};
pub use review::{NewClaim, Proposal, Proposed, ToReview};
pub use things::{OneThing, PutThing};
pub use versions::{
    ComparedArticles, ComparedBlock, ComparedRow, ComparedVersions, Place, VersionRow, compare_articles,
};
pub use watch::{Follows, Watched, WatchedState};
pub use zhimai_dictionary::{About, Found, LONGEST_TEXT, Unusable};
pub use zhimai_import::{IMPORTED, is_collection};
pub use zhimai_store::{
    ChangeOf, Changed, Edit, KeptArticle, Setting, StoredCopy, StoredImport, TakenBack, Why,
};
pub use zhimai_store::{Expected, Thing, ThingKind, Whose};
