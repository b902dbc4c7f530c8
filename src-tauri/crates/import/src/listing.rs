//! What lies in a folder, without reading any of it, so that it can be told what changed there.

use crate::open;
use crate::walk::Found;
use sha2::{Digest, Sha256};
use std::fs;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};
use zhimai_model::ProblemKind;

/// How much of the beginning and of the end of a file tells it from others, in bytes.
const END: u64 = 1 << 20;

/// A file as it lies in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lying {
    /// Where, as [`crate::walk`] names it.
    pub path: PathBuf,
    /// Its size in bytes.
    pub size: u64,
    /// When its content was changed last, in nanoseconds since 1970-01-01 UTC.
    pub modified: i64,
    /// When anything of it was changed last, its name too, in milliseconds since 1970-01-01 UTC.
    pub touched: i64,
}

/// What lies in a folder: all that [`crate::walk`] reads or tells of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// The files, in no order.
    pub files: Vec<Lying>,
    /// Files and folders in it that cannot be looked at now: what lies there is not known.
    pub unseen: Vec<PathBuf>,
}

/// Says what lies in a folder.
pub fn list(folder: &Path) -> Listing {
    let mut found = Found::default();
    found.path(folder);
    let mut listing = Listing::default();
    for path in found.files.into_iter().map(|file| file.path) {
        match fs::metadata(&path) {
            Ok(meta) => listing.files.push(lying(path, &meta)),
            Err(_) => listing.unseen.push(path),
        }
    }
    for problem in found.problems {
        let path = PathBuf::from(&problem.place.file);
        match (problem.what, fs::symlink_metadata(&path)) {
            // The link itself: it is told of once, wherever it leads.
            (ProblemKind::UnsafePath(_) | ProblemKind::UnknownFormat(_), Ok(meta)) if !meta.is_dir() => {
                listing.files.push(lying(path, &meta));
            }
            _ => listing.unseen.push(path),
        }
    }
    listing
}

fn lying(path: PathBuf, meta: &fs::Metadata) -> Lying {
    let modified = meta.modified().ok().map_or(0, nanoseconds);
    let touched = changed(meta).max(modified.div_euclid(1_000_000));
    Lying { path, size: meta.len(), modified, touched }
}

fn nanoseconds(time: SystemTime) -> i64 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_nanos()).unwrap_or(i64::MAX)
}

/// When the system last noted any change of a file, in milliseconds: unlike the other time nobody can set it.
#[cfg(unix)]
fn changed(meta: &fs::Metadata) -> i64 {
    use std::os::unix::fs::MetadataExt;
    meta.ctime().saturating_mul(1000).saturating_add(meta.ctime_nsec().div_euclid(1_000_000))
}

#[cfg(not(unix))]
fn changed(_: &fs::Metadata) -> i64 {
    0
}

/// What a file in a folder is known by when it goes by another name: its size, the first mebibyte and the last. Nothing where
/// it cannot be read, or lies outside.
pub fn print(path: &Path, folder: &Path) -> Option<Vec<u8>> {
    let root = fs::canonicalize(folder).ok()?;
    let mut file = open::regular(path, Some(&root)).ok()?;
    let size = file.metadata().ok()?.len();
    let mut hash = Sha256::new();
    hash.update(size.to_le_bytes());
    let mut bytes = Vec::new();
    (&mut file).take(END).read_to_end(&mut bytes).ok()?;
    hash.update(&bytes);
    file.seek(SeekFrom::Start(size.saturating_sub(END).max(END.min(size)))).ok()?;
    bytes.clear();
    file.take(END).read_to_end(&mut bytes).ok()?;
    hash.update(&bytes);
    Some(hash.finalize().to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(listing: &Listing, folder: &Path) -> Vec<String> {
        let name = |file: &Lying| file.path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
        let mut names: Vec<_> = listing.files.iter().map(name).collect();
        names.sort();
        names
    }

    #[test]
    fn what_lies_in_a_folder_is_what_a_walk_tells_of() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path();
        fs::create_dir_all(folder.join("sub")).unwrap();
        for (name, text) in
            [("a.txt", "x"), ("sub/b.md", "yy"), ("c.xyz", "z"), ("d.png", "p"), (".hidden.txt", "h")]
        {
            fs::write(folder.join(name), text).unwrap();
        }
        let listing = list(folder);
        assert_eq!(names(&listing, folder), ["a.txt", "c.xyz", "sub/b.md"]);
        let b = listing.files.iter().find(|file| file.path.ends_with("b.md")).unwrap();
        assert_eq!(b.size, 2);
        assert!(b.modified > 0 && b.touched >= b.modified / 1_000_000);
        assert_eq!(listing.unseen, Vec::<PathBuf>::new());
        let gone = folder.join("gone");
        assert_eq!(list(&gone), Listing { files: Vec::new(), unseen: vec![gone] });
    }

    #[test]
    fn a_file_is_known_by_its_ends_and_its_size() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path();
        let print_of = |bytes: &[u8]| {
            let path = folder.join("x");
            fs::write(&path, bytes).unwrap();
            print(&path, folder).unwrap()
        };
        let end = usize::try_from(END).unwrap();
        for size in [0, 1, end, end + 1, 2 * end, 3 * end] {
            let mut bytes = vec![7; size];
            let same = print_of(&bytes);
            assert_eq!(print_of(&bytes), same);
            if let Some(last) = bytes.last_mut() {
                *last = 8;
                assert_ne!(print_of(&bytes), same, "{size}");
            }
            bytes.push(8);
            assert_ne!(print_of(&bytes), same, "{size}");
        }
        assert_eq!(print(&folder.join("gone"), folder), None);
        #[cfg(unix)]
        {
            let other = tempfile::tempdir().unwrap();
            fs::write(other.path().join("y"), "y").unwrap();
            std::os::unix::fs::symlink(other.path().join("y"), folder.join("out")).unwrap();
            assert_eq!(print(&folder.join("out"), folder), None);
        }
    }
}
