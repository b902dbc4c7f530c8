//! The library itself: what it holds, import, settings.

use super::collections::{CollectionView, OpenedCollection};
use super::common::Reading;
use super::dictionary::DictionaryView;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the library holds and how it is.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Status {
    /// The program's version.
    pub version: String,
    /// The folder the library is in.
    pub folder: String,
    /// The collections.
    pub collections: Vec<CollectionView>,
    /// The dictionaries that the person imported.
    pub dictionaries: Vec<DictionaryView>,
    /// How many of each kind there are.
    pub counts: Counts,
    /// How the index is.
    pub index: IndexState,
    /// Size of the store on disk, in bytes.
    #[ts(type = "number")]
    pub store_bytes: u64,
    /// Size of the index on disk, in bytes.
    #[ts(type = "number")]
    pub index_bytes: u64,
}

/// Whether another process has written to the library, and whether all that was written is searched already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WrittenElsewhere {
    /// Another number than before after another process has written; nothing while this one is writing.
    #[ts(type = "number | null")]
    pub number: Option<i64>,
    /// How many changes the index does not hold yet.
    pub behind: u32,
}

/// How many of each kind the library holds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[allow(missing_docs)]
pub struct Counts {
    pub articles: u32,
    pub entities: u32,
    pub events: u32,
    pub claims: u32,
    pub conflicts: u32,
    pub terms: u32,
    pub notes: u32,
    /// Notes in the bin.
    pub binned: u32,
    /// Problems in the tray.
    pub problems: u32,
}

/// A dictionary that an import brought.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ImportedDictionary {
    /// What it is known by.
    pub name: String,
    /// How many entries it has.
    pub entries: u32,
    /// True when it took the place of one of the same name.
    pub replaced: bool,
}

/// How the index is. While it is being built, searches answer from what is there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum IndexState {
    /// Complete and current.
    Ready,
    /// Being built.
    Building {
        /// Documents done.
        done: u32,
        /// Documents in all.
        total: u32,
    },
    /// Could not be built; searching is off, everything else works.
    Failed {
        /// Why.
        reason: String,
    },
}

/// Text to take in.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ImportText {
    /// What to call it, as its source; empty: "pasted".
    pub name: String,
    /// The text: plain, Markdown, JSON Lines, or a dictionary.
    pub text: String,
}

/// What became of an import.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct ImportReport {
    /// Articles that were new.
    pub added: u32,
    /// Articles that were there already.
    pub unchanged: u32,
    /// Articles that were there with the same text, and have the new title, date, source or address now.
    pub updated: u32,
    /// Articles that were there with another text, which is kept as an earlier version.
    pub changed: u32,
    /// Dictionaries that were taken in.
    pub dictionaries: Vec<ImportedDictionary>,
    /// Collections that had been exported.
    pub collections: Vec<OpenedCollection>,
    /// Pieces of input that were refused.
    pub refused: u32,
    /// True when the person stopped it; what was added stays.
    pub cancelled: bool,
    /// True when it was rehearsed: nothing was written, and the counts are those of what would come in.
    pub rehearsed: bool,
    /// How long it took, in milliseconds; where it was rehearsed, how long it would take at the pace seen.
    pub milliseconds: u32,
    /// What is to be said beside the counts, in the language of the request; empty where that is nothing.
    pub remark: String,
    /// Addresses of the first 100 articles that were added.
    pub addresses: Vec<String>,
    /// What was refused, repaired or unclear.
    pub problems: Vec<ProblemView>,
}

/// How far an import or a rebuild of the index is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Progress {
    /// What is done: documents for the index, KiB of input for an import. There a KiB counts for half when it is kept, and
    /// for all when the index has it, too.
    pub done: u32,
    /// What there is in all, as far as known, in the same unit.
    pub total: u32,
    /// The file at hand.
    pub current: String,
}

/// A problem as displayed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ProblemView {
    /// Its number in the tray; nothing where it is not in there.
    #[ts(type = "number | null")]
    pub id: Option<i64>,
    /// What kind of problem it is, in the language of the request.
    pub kind: String,
    /// Such as `bad-encoding`.
    pub code: String,
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: Option<u32>,
    /// What happened and what to do, in the language of the request.
    pub message: String,
    /// What the reader of the format said, in its own words; empty where it said nothing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[ts(as = "Option<String>", optional)]
    pub detail: String,
    /// True when it was refused.
    pub refused: bool,
    /// When it was told, in milliseconds since 1970-01-01 UTC; nothing where it is not in the tray.
    #[ts(type = "number | null")]
    pub time: Option<i64>,
    /// True when there is a file that can be read again.
    pub again: bool,
    /// The address of the article that the file holds, if it holds one and no other.
    pub article: Option<String>,
    /// The number of the import that told it, if that is remembered, and what was imported.
    #[ts(type = "number | null")]
    pub import: Option<i64>,
    /// See `import`.
    pub from: Vec<String>,
}

/// Which problems.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProblemsRequest {
    /// Their numbers.
    #[ts(type = "Array<number>")]
    pub ids: Vec<i64>,
}

/// The person's settings.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Settings {
    /// `zh-Hant`, `zh-Hans` or `en`; empty: the system's.
    pub language: String,
    /// `light` or `dark`; empty: the system's.
    pub theme: String,
    /// The size of text in per cent, 80 to 200; 0 means 100.
    pub text_scale: u32,
    /// The reading that articles open in.
    pub reading: Reading,
    /// Whether the last searches are kept.
    pub history: bool,
    /// The last searches, newest first.
    pub searches: Vec<String>,
    /// The address to come back to.
    pub last_address: String,
    /// Whether the context panel is folded away.
    pub context_folded: bool,
    /// The region whose Chinese is shown, `tw`, `hk` or `cn`; empty: the system's.
    pub region: String,
    /// The rates at which the person wants sums told in another currency, too: `EUR=1.16`, `EUR=0.86 GBP`.
    pub rates: Vec<String>,
}
