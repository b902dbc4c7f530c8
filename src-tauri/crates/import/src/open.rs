//! Opens files for reading so that nothing else is read than what was found: what lies in a folder may be swapped for a link,
//! a pipe or another file while an import runs.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::Path;

/// Opens a regular file. Waits for nothing: what is a pipe by now is an error.
///
/// A file inside `root`, a folder with no link in its path, is opened only where it lies in it. It may be named through a link
/// to a file of the same folder.
pub(crate) fn regular(path: &Path, root: Option<&Path>) -> io::Result<File> {
    // The target itself is opened, and no link in its place.
    let place = match root {
        Some(root) => Some(inside(path, root)?),
        None => None,
    };
    let mut options = OpenOptions::new();
    options.read(true);
    set_flags(&mut options, place.is_some());
    let file = options.open(place.as_deref().unwrap_or(path))?;
    let meta = file.metadata()?;
    if !meta.is_file() {
        return Err(io::Error::new(ErrorKind::InvalidInput, "no regular file"));
    }
    // A folder on the way may have been a link at that moment.
    if let Some(root) = root
        && !is_same(&meta, &fs::metadata(inside(path, root)?)?)
    {
        return Err(outside());
    }
    Ok(file)
}

/// Where a path leads, if that is in the folder.
fn inside(path: &Path, root: &Path) -> io::Result<std::path::PathBuf> {
    let place = fs::canonicalize(path)?;
    if place.starts_with(root) { Ok(place) } else { Err(outside()) }
}

fn outside() -> io::Error {
    io::Error::new(ErrorKind::PermissionDenied, OUTSIDE)
}

/// What [`regular`] says of a path that leads out of the folder.
pub(crate) const OUTSIDE: &str = "out of the folder";

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
        let opens =
            |name: &str| regular(&root.join(name), Some(&root)).map(|_| ()).map_err(|e| e.to_string());
        assert_eq!(opens("sub/a.txt"), Ok(()));
        assert_eq!(opens("in.txt"), Ok(()));
        assert_eq!(opens("out.txt"), Err(OUTSIDE.to_owned()));
        assert_eq!(opens("folder/a.txt"), Err(OUTSIDE.to_owned()));
        assert_eq!(opens("pipe.txt"), Err("no regular file".to_owned()));
        assert_eq!(opens("sub"), Err("no regular file".to_owned()));
        // What the person chose by itself is followed.
        assert!(regular(&root.join("out.txt"), None).is_ok());
        assert_eq!(
            regular(&root.join("pipe.txt"), None).map(|_| ()).map_err(|e| e.to_string()),
            Err("no regular file".to_owned())
        );
    }
}
