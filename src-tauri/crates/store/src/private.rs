//! Files and folders that only their owner may enter, whatever the umask says.
//!
//! What is made here is made with these permissions from the start; what an earlier version left open is closed when a
//! library is opened. New files are never written through a link that lies in their place.

use crate::place::{BACKUPS, FILE_NAME, SET_ASIDE};
use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;

/// Folders of a library with files in them that hold what a person wrote, or what was made of it.
const FOLDERS: &[&str] = &["index", "index.set-aside", BACKUPS, SET_ASIDE];

/// Makes a file that is not there yet, for its owner only.
///
/// # Errors
/// When something is in its place already, be it a link that leads nowhere, and what the system says.
pub(crate) fn new_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Makes a folder with those above it, for its owner only; one that is there stays as it is.
pub(crate) fn new_folder(path: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Takes from everyone but the owner what others may do with a library. What belongs to somebody else stays as it is.
pub(crate) fn tighten(folder: &Path) {
    // A folder that anybody may put things into, such as /tmp, is everybody's; its files are closed one by one.
    if !is_shared(folder) {
        close(folder, 0o700);
    }
    for (path, is_folder) in entries(folder) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if is_folder && FOLDERS.contains(&name.as_str()) {
            tighten_all(&path);
        } else if !is_folder && (name.starts_with(FILE_NAME) || name.starts_with("backup-before-")) {
            close(&path, 0o600);
        }
    }
}

fn tighten_all(folder: &Path) {
    close(folder, 0o700);
    for (path, is_folder) in entries(folder) {
        if is_folder { tighten_all(&path) } else { close(&path, 0o600) }
    }
}

/// Files and folders of a folder, and whether each is a folder. Links are neither.
fn entries(folder: &Path) -> Vec<(std::path::PathBuf, bool)> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let entry = |entry: std::fs::DirEntry| {
        let kind = entry.file_type().ok()?;
        (kind.is_dir() || kind.is_file()).then(|| (entry.path(), kind.is_dir()))
    };
    entries.filter_map(entry).collect()
}

#[cfg(unix)]
fn is_shared(folder: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    const STICKY: u32 = 0o1000;
    std::fs::metadata(folder).is_ok_and(|metadata| metadata.permissions().mode() & STICKY != 0)
}

#[cfg(unix)]
fn close(path: &Path, most: u32) {
    use std::os::unix::fs::PermissionsExt;
    let Ok(metadata) = std::fs::metadata(path) else { return };
    let mode = metadata.permissions().mode();
    // What the owner may not do stays so: a library that is read-only on purpose is not opened up.
    if mode & 0o077 != 0 {
        let _ = std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode & most));
    }
}

#[cfg(not(unix))]
fn is_shared(_: &Path) -> bool {
    false
}

#[cfg(not(unix))]
fn close(_: &Path, _: u32) {}
