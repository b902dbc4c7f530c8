//! Zip archives, opened so that what is in them takes no more memory than was said.

use crate::collection::{INFO, MANIFEST};
use crate::encoding;
use crate::told::{broken, too_large};
use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{Cursor, Read};
use std::path::Path;
use zhimai_model::ProblemKind;
use zip::ZipArchive;
use zip::result::ZipError;

/// The most entries that an archive may have.
const MOST_ENTRIES: usize = 100_000;
/// So many times as large as it is packed no text is; a small entry may be.
const MOST_RATIO: u64 = 400;
const SMALL: u64 = 8 << 20;

/// Whether a file is a collection that was exported, as far as the names of what is in it tell.
pub fn is_collection(path: &Path) -> bool {
    // A pipe would have us wait.
    if !std::fs::metadata(path).is_ok_and(|found| found.is_file()) {
        return false;
    }
    let has_both = || {
        let archive = ZipArchive::new(File::open(path).ok()?).ok()?;
        Some([MANIFEST, INFO].iter().all(|name| archive.index_for_name(name).is_some()))
    };
    std::panic::catch_unwind(has_both).ok().flatten().unwrap_or(false)
}

/// An archive in memory.
pub(crate) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// How many bytes may still be unpacked of it.
    room: u64,
    /// The entries by their paths, once they were listed.
    places: HashMap<String, usize>,
    /// Those that were unpacked.
    used: HashSet<usize>,
}

/// An entry of an archive.
pub(crate) struct Entry {
    pub(crate) index: usize,
    /// Its path as it is written, with `/` between its parts.
    pub(crate) path: String,
    pub(crate) is_folder: bool,
    pub(crate) is_link: bool,
}

impl<'a> Archive<'a> {
    /// Opens an archive of which no more than `room` bytes will be unpacked. `format` is what it is told as.
    ///
    /// # Errors
    /// It is none, or has too many entries.
    pub(crate) fn open(bytes: &'a [u8], room: u64, format: &str) -> Result<Self, ProblemKind> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken(format))?;
        if zip.len() > MOST_ENTRIES {
            return Err(too_large(MOST_ENTRIES));
        }
        Ok(Self { zip, room, places: HashMap::new(), used: HashSet::new() })
    }

    /// The entries, in the order of the archive. Names that do not say in which encoding they are count as one text.
    pub(crate) fn entries(&mut self) -> Vec<Entry> {
        let mut entries = Vec::new();
        let mut names = Vec::new();
        for index in 0..self.zip.len() {
            let Ok(entry) = self.zip.by_index_raw(index) else { continue };
            names.push(entry.name_raw().to_vec());
            entries.push(Entry {
                index,
                path: String::new(),
                is_folder: entry.is_dir(),
                is_link: entry.is_symlink(),
            });
        }
        for (entry, path) in entries.iter_mut().zip(texts_of(&names)) {
            entry.path = path.replace('\\', "/");
            entry.is_folder |= entry.path.ends_with('/');
            self.places.insert(entry.path.clone(), entry.index);
        }
        entries
    }

    /// The bytes of an entry, if they are no more than `limit`.
    ///
    /// # Errors
    /// It is damaged, protected, or too large.
    pub(crate) fn unpack(&mut self, index: usize, limit: usize) -> Result<Vec<u8>, ProblemKind> {
        self.used.insert(index);
        let room = self.room;
        let entry = self.zip.by_index(index).map_err(|error| problem(&error))?;
        let most = SMALL.max(entry.compressed_size().max(1).saturating_mul(MOST_RATIO));
        let limit = u64::try_from(limit).unwrap_or(u64::MAX).min(room).min(most);
        let too_large = || too_large(usize::try_from(limit).unwrap_or(usize::MAX));
        // What it says of its size may be wrong.
        if entry.size() > limit {
            return Err(too_large());
        }
        let mut bytes = Vec::new();
        let read = entry.take(limit.saturating_add(1)).read_to_end(&mut bytes);
        self.room = room.saturating_sub(bytes.len() as u64);
        read.map_err(|_| broken("ZIP"))?;
        if bytes.len() as u64 > limit { Err(too_large()) } else { Ok(bytes) }
    }

    /// How many bytes may still be unpacked of it.
    pub(crate) fn room(&self) -> u64 {
        self.room
    }

    /// Whether an entry was unpacked.
    pub(crate) fn is_used(&self, entry: &Entry) -> bool {
        self.used.contains(&entry.index)
    }

    /// Whether there is an entry with a path.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.index_of(path).is_some()
    }

    /// Names in other encodings are those that were listed.
    fn index_of(&self, path: &str) -> Option<usize> {
        self.places.get(path).copied().or_else(|| self.zip.index_for_name(path))
    }

    /// The bytes of the entry with a path; nothing where there is none.
    ///
    /// # Errors
    /// See [`Archive::unpack`].
    pub(crate) fn named(&mut self, path: &str, limit: usize) -> Result<Option<Vec<u8>>, ProblemKind> {
        match self.index_of(path) {
            Some(index) => self.unpack(index, limit).map(Some),
            None => Ok(None),
        }
    }

    /// The text of the entry with a path; nothing where there is none.
    ///
    /// # Errors
    /// See [`Archive::unpack`]; or it is no text.
    pub(crate) fn text(&mut self, path: &str, limit: usize) -> Result<Option<String>, ProblemKind> {
        let Some(bytes) = self.named(path, limit)? else { return Ok(None) };
        Ok(Some(encoding::decode(&bytes)?.text.into_owned()))
    }
}

fn problem(error: &ZipError) -> ProblemKind {
    match error {
        ZipError::InvalidPassword => ProblemKind::Protected,
        ZipError::UnsupportedArchive(what) if *what == ZipError::PASSWORD_REQUIRED => ProblemKind::Protected,
        _ => broken("ZIP"),
    }
}

/// Names as text. Programs of China and Taiwan write them in GBK and Big5 without saying so: those of one archive are in one
/// encoding, and many together tell it better than each by itself.
fn texts_of(names: &[Vec<u8>]) -> Vec<String> {
    let decode = |name: &[u8]| String::from_utf8_lossy(name).into_owned();
    if names.iter().all(|name| std::str::from_utf8(name).is_ok()) {
        return names.iter().map(|name| decode(name)).collect();
    }
    let foreign: Vec<&[u8]> =
        names.iter().map(Vec::as_slice).filter(|name| std::str::from_utf8(name).is_err()).collect();
    // A line end is none of the bytes that a character is made of.
    let joined = foreign.join(&b'\n');
    let encoding = encoding::of_names(&joined);
    let decode_foreign = |name: &[u8]| match std::str::from_utf8(name) {
        Ok(name) => name.to_owned(),
        Err(_) => encoding.decode_without_bom_handling(name).0.into_owned(),
    };
    names.iter().map(|name| decode_foreign(name)).collect()
}

/// Files that no folder shows, and what a system of Apple puts beside each file.
pub(crate) fn is_hidden(path: &str) -> bool {
    path.split('/').any(|part| (part.starts_with('.') && part != "." && part != "..") || part == "__MACOSX")
}

/// Whether a path leads out of the folder that it would be unpacked in.
pub(crate) fn leads_out(path: &str) -> bool {
    path.starts_with('/') || path.split('/').any(|part| part == "..") || path.get(1..2) == Some(":")
}
