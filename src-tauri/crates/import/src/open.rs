//! Opens files for reading so that nothing else is read than what was found: what lies in a folder may be swapped for a link,
//! a pipe or another file while an import runs.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use zhimai_model::{ProblemKind, Unreadable, UnsafePath};

/// Opens a regular file. Waits for nothing: what is a pipe by now is an error.
///
/// A file inside `root`, a folder with no link in its path, is opened only where it lies in it. It may be named through a link
/// to a file of the same folder.
pub(crate) fn regular(path: &Path, root: Option<&Path>) -> Result<File, ProblemKind> {
    // The target itself is opened, and no link in its place.
    let place = match root {
        Some(root) => Some(inside(path, root)?),
        None => None,
    };
    let mut options = OpenOptions::new();
    options.read(true);
    set_flags(&mut options, place.is_some());
    let file = options.open(place.as_deref().unwrap_or(path)).map_err(|e| unreadable(&e))?;
    let meta = file.metadata().map_err(|e| unreadable(&e))?;
    if !meta.is_file() {
        return Err(ProblemKind::Unreadable(Unreadable::NoFile));
    }
    // A folder on the way may have been a link at that moment.
    if let Some(root) = root
        && !is_same(&meta, &fs::metadata(inside(path, root)?).map_err(|e| unreadable(&e))?)
    {
        return Err(OUTSIDE);
    }
    Ok(file)
}

/// Where a path leads, if that is in the folder.
fn inside(path: &Path, root: &Path) -> Result<PathBuf, ProblemKind> {
    let place = fs::canonicalize(path).map_err(|e| unreadable(&e))?;
    if place.starts_with(root) { Ok(place) } else { Err(OUTSIDE) }
}

const OUTSIDE: ProblemKind = ProblemKind::UnsafePath(UnsafePath::Outside);

/// What an error of the system is told as.
pub(crate) fn unreadable(error: &io::Error) -> ProblemKind {
    ProblemKind::Unreadable(why(error))
}

/// Why the system cannot read something.
pub(crate) fn why(error: &io::Error) -> Unreadable {
    match error.kind() {
        ErrorKind::NotFound => Unreadable::Missing,
        ErrorKind::PermissionDenied => Unreadable::Denied,
        ErrorKind::IsADirectory => Unreadable::Folder,
        _ => by_number(error).unwrap_or_else(|| Unreadable::Other(error.to_string())),
    }
}

/// What the standard library has no stable name for.
#[cfg(unix)]
fn by_number(error: &io::Error) -> Option<Unreadable> {
    use rustix::io::Errno;
    match Errno::from_io_error(error)? {
        Errno::LOOP => Some(Unreadable::Circle),
        Errno::IO => Some(Unreadable::Disk),
        _ => None,
    }
}

#[cfg(not(unix))]
fn by_number(_: &io::Error) -> Option<Unreadable> {
    None
}

#[cfg(unix)]
fn set_flags(options: &mut OpenOptions, is_place: bool) {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;
    let flags = if is_place { OFlags::NONBLOCK | OFlags::NOFOLLOW } else { OFlags::NONBLOCK };
    options.custom_flags(i32::try_from(flags.bits()).unwrap_or(0));
}

#[cfg(not(unix))]
fn set_flags(_: &mut OpenOptions, _: bool) {}

#[cfg(unix)]
fn is_same(one: &fs::Metadata, other: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

#[cfg(not(unix))]
fn is_same(one: &fs::Metadata, other: &fs::Metadata) -> bool {
    one.len() == other.len()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;
    use std::process::Command;

    #[test]
    fn only_regular_files_of_the_folder_are_opened() {
        let dir = tempfile::tempdir().unwrap();
        let base = fs::canonicalize(dir.path()).unwrap();
        let (root, other) = (base.join("root"), base.join("other"));
        fs::create_dir_all(root.join("sub")).unwrap();
        fs::create_dir(&other).unwrap();
        fs::write(other.join("a.txt"), "x").unwrap();
        fs::write(root.join("sub/a.txt"), "x").unwrap();
        symlink(other.join("a.txt"), root.join("out.txt")).unwrap();
        symlink(root.join("sub/a.txt"), root.join("in.txt")).unwrap();
        symlink(&other, root.join("folder")).unwrap();
        assert!(Command::new("mkfifo").arg(root.join("pipe.txt")).status().unwrap().success());
        let opens = |name: &str| regular(&root.join(name), Some(&root)).map(|_| ());
        let no_file = || Err(ProblemKind::Unreadable(Unreadable::NoFile));
        assert_eq!(opens("sub/a.txt"), Ok(()));
        assert_eq!(opens("in.txt"), Ok(()));
        assert_eq!(opens("out.txt"), Err(OUTSIDE));
        assert_eq!(opens("folder/a.txt"), Err(OUTSIDE));
        assert_eq!(opens("pipe.txt"), no_file());
        assert_eq!(opens("sub"), no_file());
        // What the person chose by itself is followed.
        assert!(regular(&root.join("out.txt"), None).is_ok());
        assert_eq!(regular(&root.join("pipe.txt"), None).map(|_| ()), no_file());
    }
}
