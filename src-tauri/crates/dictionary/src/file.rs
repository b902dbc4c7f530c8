//! A dictionary in a file of its own. What is damaged, cut short or something else is told, and none of it is used.

use crate::dictionary::{About, Dictionary};
use crate::layout::{HEAD, Layout, MAGIC, Section, VERSION};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// No dictionary is larger than that, in bytes; what is, is not read.
const MOST_BYTES: u64 = 1 << 30;
/// What a dictionary says of itself is not longer than that, in bytes.
const MOST_ABOUT: usize = 64 << 10;

/// Why a file is no dictionary that can be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// The file cannot be read.
    #[error("{0}")]
    Unreadable(String),
    /// It is something else.
    #[error("it is not a dictionary of this program")]
    Foreign,
    /// It was made for another version of the program.
    #[error("it was made for another version of the program")]
    OtherVersion,
    /// It is not as it was written, or not all of it is there.
    #[error("it is damaged")]
    Damaged,
}

/// Reads a dictionary from its file.
///
/// # Errors
/// When the file cannot be read, is none, is of another version, or is damaged.
pub fn read(path: &Path) -> Result<Dictionary, Unusable> {
    let (mut file, length) = open(path)?;
    let mut bytes = Vec::new();
    file.by_ref().take(HEAD as u64).read_to_end(&mut bytes).map_err(unreadable)?;
    let checksum = head(&bytes)?;
    bytes.reserve(usize::try_from(length).unwrap_or_default());
    file.take(MOST_BYTES).read_to_end(&mut bytes).map_err(unreadable)?;
    if crc32fast::hash(bytes.get(HEAD..).unwrap_or_default()) != checksum {
        return Err(Unusable::Damaged);
    }
    let layout = Layout::of(bytes).ok_or(Unusable::Damaged)?;
    let about = serde_json::from_slice(layout.section(Section::About)).map_err(|_| Unusable::Damaged)?;
    Ok(Dictionary::new(about, layout))
}

/// What a file says it is, without reading all of it.
///
/// # Errors
/// As [`read`]; damage further on is not seen.
pub fn about(path: &Path) -> Result<About, Unusable> {
    let (file, _) = open(path)?;
    let mut bytes = Vec::new();
    file.take((HEAD + 4 + MOST_ABOUT) as u64).read_to_end(&mut bytes).map_err(unreadable)?;
    head(&bytes)?;
    let rest = bytes.get(HEAD..).and_then(|rest| rest.split_first_chunk::<4>()).ok_or(Unusable::Damaged)?;
    let length = u32::from_le_bytes(*rest.0) as usize;
    let about = rest.1.get(..length).ok_or(Unusable::Damaged)?;
    serde_json::from_slice(about).map_err(|_| Unusable::Damaged)
}

/// Opens a file, and says how long it is in bytes. What is no file is not opened: a pipe would wait for who writes into it.
fn open(path: &Path) -> Result<(File, u64), Unusable> {
    let data = std::fs::metadata(path).map_err(unreadable)?;
    if !data.is_file() || data.len() >= MOST_BYTES {
        return Err(Unusable::Foreign);
    }
    Ok((File::open(path).map_err(unreadable)?, data.len()))
}

/// The checksum that the head of a file tells.
fn head(bytes: &[u8]) -> Result<u32, Unusable> {
    if !bytes.starts_with(&MAGIC) {
        return Err(if MAGIC.starts_with(bytes) { Unusable::Damaged } else { Unusable::Foreign });
    }
    let word = |at: usize| {
        let word = bytes.get(at..at + 4).and_then(|word| word.try_into().ok());
        word.map(u32::from_le_bytes).ok_or(Unusable::Damaged)
    };
    if word(MAGIC.len())? != VERSION {
        return Err(Unusable::OtherVersion);
    }
    word(HEAD - 4)
}

fn unreadable(error: std::io::Error) -> Unusable {
    Unusable::Unreadable(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::make::make;
    use proptest::prelude::*;
    use zhimai_model::DictionaryEntry;

    fn bytes() -> Vec<u8> {
        let about = About { name: "words".to_owned(), date: "2026-01-04".to_owned(), ..About::default() };
        let made = make(about, |add| {
            for (headword, gloss) in [("投資", "investment"), ("陰霾", "gloom")] {
                add(&DictionaryEntry {
                    traditional: headword.to_owned(),
                    simplified: headword.to_owned(),
                    pinyin: String::new(),
                    glosses: vec![gloss.to_owned()],
                });
            }
            Ok::<(), ()>(())
        });
        made.unwrap().bytes().to_vec()
    }

    /// What reading bytes comes to, and what reading only what they are does.
    fn read_bytes(bytes: &[u8]) -> (Result<usize, Unusable>, Result<String, Unusable>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("words");
        std::fs::write(&path, bytes).unwrap();
        let read = read(&path).map(|dictionary| dictionary.headwords_of("gloom").count());
        (read, about(&path).map(|about| about.name))
    }

    #[test]
    fn what_is_written_is_read() {
        assert_eq!(read_bytes(&bytes()), (Ok(1), Ok("words".to_owned())));
    }

    #[test]
    fn what_is_not_whole_or_something_else_is_told() {
        let whole = bytes();
        for length in 0..whole.len() {
            assert_eq!(read_bytes(&whole[..length]).0, Err(Unusable::Damaged), "{length}");
        }
        let mut longer = whole.clone();
        longer.push(0);
        assert_eq!(read_bytes(&longer).0, Err(Unusable::Damaged));
        let mut newer = whole.clone();
        newer[MAGIC.len()] = 99;
        assert_eq!(read_bytes(&newer), (Err(Unusable::OtherVersion), Err(Unusable::OtherVersion)));
        assert_eq!(read_bytes(b"# CC-CEDICT").0, Err(Unusable::Foreign));
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(read(&folder.path().join("none")), Err(Unusable::Unreadable(_))));
        assert!(matches!(read(folder.path()), Err(Unusable::Foreign)));
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_is_not_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("words");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        assert!(matches!(read(&pipe), Err(Unusable::Foreign)));
        assert_eq!(about(&pipe), Err(Unusable::Foreign));
    }

    proptest! {
        #[test]
        fn no_flipped_byte_passes(at in 0_usize..10_000, by in 1_u8..=255) {
            let mut bytes = bytes();
            let at = at % bytes.len();
            bytes[at] ^= by;
            prop_assert!(read_bytes(&bytes).0.is_err());
        }

        /// With a checksum that fits: whatever stands there is read as something or nothing.
        #[test]
        fn a_hostile_file_makes_nothing_panic(at in HEAD..10_000, by in 1_u8..=255, more in prop::collection::vec(any::<u8>(), 0..8)) {
            let mut bytes = bytes();
            let at = HEAD + at % (bytes.len() - HEAD);
            bytes[at] ^= by;
            bytes.extend(more);
            let checksum = crc32fast::hash(&bytes[HEAD..]);
            bytes[HEAD - 4..HEAD].copy_from_slice(&checksum.to_le_bytes());
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("words");
            std::fs::write(&path, &bytes).unwrap();
            let _ = about(&path);
            if let Ok(dictionary) = read(&path) {
                for word in ["投资", "阴霾", "investment", "gloom", ""] {
                    let _ = (dictionary.has(word), dictionary.entries_of(word).count());
                    let _ = (dictionary.phrases_of(word), dictionary.headwords_of(word).count());
                }
            }
        }
    }
}
