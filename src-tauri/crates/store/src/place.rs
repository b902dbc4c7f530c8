//! Where a library's files lie, and which file a path leads to.

use std::path::{Path, PathBuf};

/// The name of the database in the library's folder.
pub const FILE_NAME: &str = "library.db";

/// The folder of the daily backups in the library's folder, unless the person chose another.
pub const BACKUPS: &str = "backups";

/// The folder, in the library's folder, of libraries that another was put in the place of.
pub const SET_ASIDE: &str = "set-aside";

/// The path of a file that goes with the database, such as `library.db-wal`.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// The address by which SQLite reads the database alone, without the log beside it. Nothing for a path that is not UTF-8.
pub(crate) fn immutable(path: &Path) -> Option<String> {
    let name = path.to_str()?.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    Some(format!("file:{name}?immutable=1"))
}

/// Which file a path leads to: its device and its number there. Other systems do not let an open file be taken away.
pub(crate) type FileId = (u64, u64);

/// The file that a path leads to, if any.
pub(crate) fn file_id(path: &Path) -> Option<FileId> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        std::fs::metadata(path).ok().map(|file| (file.dev(), file.ino()))
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        None
    }
}
