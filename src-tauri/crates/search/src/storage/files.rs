//! Whether the files of an index are as they were written.
//!
//! The engine ends each of its files with a checksum and looks at none of them. Reading all files at each opening would take
//! seconds for a large library, so what was found right is remembered with the file's length, times and place on the disk:
//! whoever changes a file changes those, and it is read again. What changes without that, on a disk that fails, is found by
//! [`Files::check`], which reads everything.

use crate::error::OpenError;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{File, Metadata};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use tantivy::IndexMeta;
use tantivy::index::SegmentComponent;

/// The file that remembers which files were found right.
const CHECKED: &str = "checked.json";
/// The engine's list of its files.
const MANAGED: &str = ".managed.json";

/// The length of what [`seal`] adds, in bytes.
const SEAL: usize = "\n#crc32 00000000\n".len();

/// Adds the checksum of a small file that the engine gives none.
pub(crate) fn seal(bytes: &[u8]) -> Vec<u8> {
    let mut sealed = bytes.to_vec();
    sealed.extend_from_slice(format!("\n#crc32 {:08x}\n", crc32fast::hash(bytes)).as_bytes());
    sealed
}

/// What was sealed, if it is as it was.
pub(crate) fn unseal(mut sealed: Vec<u8>) -> Option<Vec<u8>> {
    let length = sealed.len().checked_sub(SEAL)?;
    let whole = seal(sealed.get(..length)?) == sealed;
    sealed.truncate(length);
    whole.then_some(sealed)
}

/// What is remembered of an index that was looked at.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Checked {
    /// By name, what tells whether a file was touched since it was found right.
    files: BTreeMap<String, u64>,
    /// When all files were read, in milliseconds since 1970-01-01 UTC.
    all: i64,
}

/// The files of an index.
#[derive(Debug)]
pub(crate) struct Files {
    folder: PathBuf,
    checked: Mutex<Checked>,
}

impl Files {
    /// What lies in the folder, and what is remembered of it.
    ///
    /// # Errors
    /// When there is no folder or nothing in it, or something that is no file.
    pub(crate) fn open(folder: &Path) -> Result<Files, OpenError> {
        let corrupt = |error: io::Error| OpenError::Corrupt(format!("{}: {error}", folder.display()));
        match std::fs::symlink_metadata(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(OpenError::Missing),
            Err(error) => return Err(corrupt(error)),
            Ok(found) if !found.is_dir() => {
                return Err(OpenError::Corrupt(format!("{} is no folder", folder.display())));
            }
            Ok(_) => {}
        }
        let mut empty = true;
        for entry in std::fs::read_dir(folder).map_err(corrupt)? {
            let entry = entry.map_err(corrupt)?;
            // A file that is gone by now belonged to a writer at work.
            if entry.file_type().is_ok_and(|kind| !kind.is_file()) {
                return Err(OpenError::Corrupt(format!("{} is no file", entry.path().display())));
            }
            empty = false;
        }
        if empty {
            return Err(OpenError::Missing);
        }
        let checked = std::fs::read(folder.join(CHECKED)).ok().and_then(unseal);
        let checked = checked.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        Ok(Files { folder: folder.to_owned(), checked: Mutex::new(checked) })
    }

    /// Reads those of the files in use that were touched since they were found right.
    ///
    /// # Errors
    /// Names the first file that is missing or damaged.
    pub(crate) fn look(&self, metas: &IndexMeta) -> Result<(), OpenError> {
        self.verify(metas, None)
    }

    /// Reads all files in use. `now` is in milliseconds since 1970-01-01 UTC.
    ///
    /// # Errors
    /// Names the first file that is missing or damaged.
    pub(crate) fn check(&self, metas: &IndexMeta, now: i64) -> Result<(), OpenError> {
        self.verify(metas, Some(now))
    }

    /// When all files were read the last time, in milliseconds since 1970-01-01 UTC; 0: never.
    pub(crate) fn checked_at(&self) -> i64 {
        self.checked().all
    }

    fn checked(&self) -> Checked {
        self.checked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn verify(&self, metas: &IndexMeta, whole: Option<i64>) -> Result<(), OpenError> {
        let before = self.checked();
        let mut after = Checked { files: BTreeMap::new(), all: whole.unwrap_or(before.all) };
        if !self.folder.join(MANAGED).is_file() {
            return Err(OpenError::Corrupt(format!("{MANAGED} is missing")));
        }
        for name in in_use(metas) {
            let damaged = |error: io::Error| OpenError::Corrupt(format!("{}: {error}", name.display()));
            let path = self.folder.join(&name);
            let touched = touched(&std::fs::symlink_metadata(&path).map_err(damaged)?);
            let key = name.to_string_lossy().into_owned();
            let known = before.files.get(&key) == Some(&touched);
            if (whole.is_some() || !known) && !is_sound(&path).map_err(damaged)? {
                return Err(damaged(io::Error::other("its checksum is another one")));
            }
            after.files.insert(key, touched);
        }
        if after != before {
            // Where it cannot be kept, as in a library that may only be read, the files are read again the next time.
            if let Ok(bytes) = serde_json::to_vec(&after) {
                let _ = std::fs::write(self.folder.join(CHECKED), seal(&bytes));
            }
            *self.checked.lock().unwrap_or_else(PoisonError::into_inner) = after;
        }
        Ok(())
    }
}

/// The files that an index is made of at a commit.
fn in_use(metas: &IndexMeta) -> impl Iterator<Item = PathBuf> {
    metas.segments.iter().flat_map(|segment| {
        let deleted = segment.has_deletes().then_some(SegmentComponent::Delete);
        let parts = [
            SegmentComponent::Postings,
            SegmentComponent::Positions,
            SegmentComponent::Terms,
            SegmentComponent::Store,
            SegmentComponent::FastFields,
            SegmentComponent::FieldNorms,
        ];
        parts.into_iter().chain(deleted).map(|part| segment.relative_path(part))
    })
}

/// Changes with whatever is done to a file.
fn touched(file: &Metadata) -> u64 {
    let mut hasher = DefaultHasher::new();
    (file.is_file(), file.len(), file.modified().ok()).hash(&mut hasher);
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        (file.ino(), file.ctime(), file.ctime_nsec()).hash(&mut hasher);
    }
    hasher.finish()
}

/// What the engine writes at the end of a file, before eight bytes with its length and a fixed number.
#[derive(Deserialize)]
struct Footer {
    /// Of all that stands before.
    crc: u32,
}

/// Whether a file of the engine is as it was written.
fn is_sound(path: &Path) -> io::Result<bool> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    let Some(end) = length.checked_sub(8) else { return Ok(false) };
    file.seek(SeekFrom::Start(end))?;
    let mut number = [0; 4];
    file.read_exact(&mut number)?;
    let Some(body) = end.checked_sub(u32::from_le_bytes(number).into()) else { return Ok(false) };
    // The longest footer that the engine takes for one.
    if end - body > 50_000 {
        return Ok(false);
    }
    file.seek(SeekFrom::Start(body))?;
    let mut footer = vec![0; usize::try_from(end - body).map_err(io::Error::other)?];
    file.read_exact(&mut footer)?;
    let Ok(footer) = serde_json::from_slice::<Footer>(&footer) else { return Ok(false) };
    file.seek(SeekFrom::Start(0))?;
    let (mut left, mut hasher, mut buffer) = (body, crc32fast::Hasher::new(), vec![0; 1 << 18]);
    while left > 0 {
        let some = usize::try_from(left).unwrap_or(usize::MAX).min(buffer.len());
        let some = buffer.get_mut(..some).unwrap_or_default();
        file.read_exact(some)?;
        hasher.update(some);
        left -= some.len() as u64;
    }
    Ok(hasher.finalize() == footer.crc)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_comes_back_and_nothing_else_does() {
        for text in ["", "{}", "{\"a\":1}\n"] {
            let sealed = seal(text.as_bytes());
            assert_eq!(unseal(sealed.clone()).as_deref(), Some(text.as_bytes()));
            for place in 0..sealed.len() {
                let mut other = sealed.clone();
                other[place] ^= 1;
                assert_eq!(unseal(other), None, "{text}: {place}");
                assert_eq!(unseal(sealed[..place].to_vec()), None, "{text}: {place}");
            }
            assert_eq!(unseal([sealed.as_slice(), b"\n"].concat()), None, "{text}");
        }
    }
}
