//! What a collection that is exported as one file says of itself: the checksums of all files in it.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The name of the list in the file.
pub const MANIFEST: &str = "manifest.json";
/// The name of the file that says what the collection is.
pub const INFO: &str = "collection.json";
/// What tells such a list from any other.
pub const FORMAT: &str = "zhimai-collection";
/// Raised with every change to the layout that earlier versions of the program cannot read.
pub const VERSION: u32 = 1;

/// `manifest.json`
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`FORMAT`].
    pub format: String,
    /// [`VERSION`].
    pub version: u32,
    /// The program that made it, with its version.
    pub made_by: String,
    /// The day it was made (`2026-11-30`).
    pub made: String,
    /// How many articles there are.
    pub articles: u32,
    /// Every other file in it, by its path.
    pub files: BTreeMap<String, FileSum>,
    /// The SHA-256 of all: of the lines that `sha256sum` writes of the files, in the order of their paths.
    pub sha256: String,
}

/// What a file is to be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileSum {
    /// Its length.
    pub bytes: u64,
    /// Its SHA-256.
    pub sha256: String,
}

impl FileSum {
    /// That of a file.
    pub fn of(bytes: &[u8]) -> Self {
        Self { bytes: bytes.len() as u64, sha256: hex(&Sha256::digest(bytes)) }
    }
}

impl Manifest {
    /// What [`Manifest::sha256`] is to be.
    pub fn whole(&self) -> String {
        let mut hash = Sha256::new();
        for (path, file) in &self.files {
            hash.update(format!("{}  {path}\n", file.sha256));
        }
        hex(&hash.finalize())
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_is_the_checksum_of_what_sha256sum_writes() {
        let mut manifest = Manifest::default();
        assert_eq!(manifest.whole(), FileSum::of(b"").sha256);
        for (path, text) in [("b/é.json", "b"), ("a.json", "")] {
            manifest.files.insert(path.to_owned(), FileSum::of(text.as_bytes()));
        }
        let lines = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a.json\n\
                     3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d  b/é.json\n";
        assert_eq!(manifest.whole(), FileSum::of(lines.as_bytes()).sha256);
    }
}
