//! Folders that are followed.

use super::imports::ImportView;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The folders that are followed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct WatchedView {
    /// Each of them.
    pub folders: Vec<WatchedFolderView>,
    /// What is to be said of all of them, in the language of the request: that another program follows them, or none does.
    /// Empty where that is nothing.
    pub remark: String,
}

/// A folder that is followed, as displayed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct WatchedFolderView {
    /// Its number.
    #[ts(type = "number")]
    pub id: i64,
    /// Where it lies.
    pub path: String,
    /// How it is.
    pub state: WatchedState,
    /// The same in words, in the language of the request.
    pub message: String,
    /// Of what is being taken in: KiB of input that are done, and how many there are.
    pub done: u32,
    /// See `done`.
    pub total: u32,
    /// How many files are known in it.
    pub files: u32,
    /// When all in it was last taken in, in milliseconds since 1970-01-01 UTC; nothing where it never was.
    #[ts(type = "number | null")]
    pub looked: Option<i64>,
    /// What came last, of half a day.
    pub last: Option<ImportView>,
}

/// How a folder that is followed is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum WatchedState {
    /// The person wants it left alone for now.
    Paused,
    /// What changed in it is being taken in.
    CatchingUp,
    /// It was not looked at yet.
    New,
    /// The system tells of every change in it.
    Followed,
    /// The system cannot tell, so it is looked at every minute.
    EveryMinute,
    /// It is not there, or cannot be read.
    Missing,
    /// So many files are gone that the person is to say whether their articles are to go.
    ManyGone,
    /// The library could not be written.
    Failing,
}

/// Which folder that is followed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WatchedRequest {
    /// Its number.
    #[ts(type = "number")]
    pub id: i64,
}

/// Whether a folder that is followed is left alone for now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PauseWatched {
    /// Its number.
    #[ts(type = "number")]
    pub id: i64,
    /// Whether it is.
    pub paused: bool,
}
