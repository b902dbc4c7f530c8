//! What can go wrong with a library, in no language: whoever asks puts it into words.

use crate::fault::ThingError;
use std::path::PathBuf;
use zhimai_model::HeaderField;
use zhimai_search::SearchError;
use zhimai_store::StoreError;

/// Why a library did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum LibraryError {
    /// The library cannot be opened.
    #[error("the library cannot be opened: {0}")]
    Open(StoreError),
    /// The store did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The index failed.
    #[error(transparent)]
    Index(#[from] SearchError),
    /// Nothing can be searched: the index could not be made.
    #[error("the index cannot be made: {0}")]
    NoIndex(NoIndex),
    /// Nothing can be searched yet: the index is being made for the first time.
    #[error("the index is being made")]
    IndexBuilding,
    /// Another process writes the index. What is there still answers.
    #[error("the index is being written by another program: {0}")]
    IndexBusy(SearchError),
    /// Whoever asked said stop.
    #[error("stopped")]
    Cancelled,
    /// An import ended before its end. What was taken in stays.
    #[error("the import ended after {added} new articles: {error}")]
    ImportEnded {
        /// Why.
        error: StoreError,
        /// How many articles were added before.
        added: u32,
    },
    /// A folder cannot be found, made or entered.
    #[error("the folder {} cannot be used ({detail})", folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// The system's word; empty where there is none.
        detail: String,
    },
    /// Something was to be put into the folder of the index, which is thrown away with what is in it.
    #[error("the folder {} is that of the index and goes with it", folder.display())]
    IndexFolder {
        /// The folder.
        folder: PathBuf,
    },
    /// An article of the bundled collection was to be removed on its own.
    #[error("the article {id} is bundled and cannot be removed on its own")]
    Bundled {
        /// The article.
        id: String,
    },
    /// No collection has this identifier or name.
    #[error("there is no collection {id}")]
    NoCollection {
        /// What was asked for.
        id: String,
    },
    /// The bundled collection was to be changed, or articles moved into it.
    #[error("the bundled collection stays as it is")]
    BundledCollection,
    /// Another collection has the name already.
    #[error("there is a collection called {name} already")]
    CollectionNamed {
        /// The name.
        name: String,
    },
    /// A collection cannot have this name, or a text so long on what it is.
    #[error("a collection has a name of one line and at most {longest} characters")]
    CollectionName {
        /// The most characters that a name may have.
        longest: usize,
    },
    /// An article cannot have this title or source.
    #[error("{field:?} is one line of at most {longest} characters")]
    HeaderText {
        /// Which.
        field: HeaderField,
        /// The most characters that it may have.
        longest: usize,
    },
    /// A collection has more articles and pictures than go into one file.
    #[error("a file takes at most {most} articles and pictures")]
    TooManyToExport {
        /// How many.
        most: usize,
    },
    /// A file that the person wanted could not be written.
    #[error("{} cannot be written ({detail})", path.display())]
    NotWritten {
        /// The file.
        path: PathBuf,
        /// The system's word.
        detail: String,
    },
    /// Something that is known was not added, changed or taken away.
    #[error(transparent)]
    Thing(#[from] ThingError),
    /// No import has this number.
    #[error("there is no import {id}")]
    NoImport {
        /// The number.
        id: i64,
    },
    /// No folder that is followed has this number.
    #[error("there is no followed folder {id}")]
    NoWatched {
        /// The number.
        id: i64,
    },
    /// A folder cannot be followed.
    #[error("the folder {} cannot be followed: {why}", folder.display())]
    NotWatchable {
        /// The folder.
        folder: PathBuf,
        /// Why.
        why: NotWatchable,
    },
    /// No dictionary has this name.
    #[error("there is no dictionary called {name}")]
    NoDictionary {
        /// The name.
        name: String,
    },
}

/// Why a folder cannot be followed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotWatchable {
    /// It is no folder, or not there.
    #[error("it is no folder")]
    NoFolder,
    /// The library lies in it, or it in the library.
    #[error("the library lies there")]
    Library,
    /// It lies in a folder that is followed, or such a one in it.
    #[error("{} is followed", .0.display())]
    Overlaps(PathBuf),
}

/// Why there is no index to answer from.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoIndex {
    /// The library can only be read, and no index was there.
    #[error("the library is read-only")]
    ReadOnly,
    /// Store, engine or disk failed; what they said.
    #[error("{0}")]
    Failed(String),
}
