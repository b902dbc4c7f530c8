//! What an index holds, written down with every commit in the same file: neither can be there without the other.

use crate::{analysis, schema};
use serde::{Deserialize, Serialize};

/// What an index was last told that it holds: given to a commit, and given back. The index itself makes nothing of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Up to which change.
    pub sequence: u64,
    /// Of which library.
    pub library: String,
    /// What tells the state after that change from any other state with the same number.
    pub state: String,
    /// With what else that has no number.
    pub content: String,
}

/// What stands in the index.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Stamp {
    pub(crate) built: Built,
    pub(crate) mark: Mark,
}

/// What an index was built by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Built {
    schema: u32,
    analysis: u32,
    names: u32,
}

impl Built {
    /// By this version of the program. Which names there are is not of it: whoever changes them puts in anew what holds them.
    pub(crate) fn now() -> Built {
        Built {
            schema: schema::VERSION,
            analysis: analysis::terms::VERSION,
            names: zhimai_gazetteer::VERSION,
        }
    }
}

impl Stamp {
    /// As the engine keeps it.
    pub(crate) fn written(&self) -> Result<String, std::io::Error> {
        serde_json::to_string(self).map_err(std::io::Error::other)
    }

    /// Nothing when there is none, or none that this version can read.
    pub(crate) fn read(written: Option<&str>) -> Option<Stamp> {
        serde_json::from_str(written?).ok()
    }
}
