//! A slip of paper that says who is writing, so that another process that waits in vain can name it.
//!
//! It is a courtesy, not a lock: SQLite has its own, and nothing fails when the slip cannot be written.

use crate::place::beside;
use crate::private;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// More than any slip, in bytes.
const MOST_BYTES: u64 = 4096;

/// The slip of this process; taken away when dropped.
pub(crate) struct Holder(PathBuf);

impl Holder {
    /// Leaves a slip for a write that may take long. Only who holds SQLite's lock may leave one.
    pub(crate) fn leave(database: &Path) -> Self {
        let path = beside(database, "-writer");
        let program = std::env::current_exe().ok();
        let program = program
            .as_deref()
            .and_then(Path::file_name)
            .map_or_else(String::new, |n| n.to_string_lossy().into_owned());
        // What lies there is left of a process that is gone, or a link: it goes, and what it leads to stays.
        let _ = std::fs::remove_file(&path);
        let _ = private::new_file(&path)
            .and_then(|mut file| file.write_all(format!("{} {program}", std::process::id()).as_bytes()));
        Self(path)
    }

    /// Who is writing, unless the slip was left by a process that is gone.
    pub(crate) fn read(database: &Path) -> Option<String> {
        let path = beside(database, "-writer");
        // Nothing but a file is a slip: a pipe would have us wait.
        if !std::fs::symlink_metadata(&path).ok()?.is_file() {
            return None;
        }
        let mut text = String::new();
        std::fs::File::open(&path).ok()?.take(MOST_BYTES).read_to_string(&mut text).ok()?;
        let (pid, program) = text.split_once(' ')?;
        let pid: u32 = pid.parse().ok()?;
        if process_is_gone(pid) {
            return None;
        }
        Some(format!("{program} (process {pid})"))
    }
}

/// True where it is known that no process has this number.
pub(crate) fn process_is_gone(pid: u32) -> bool {
    cfg!(target_os = "linux") && !Path::new("/proc").join(pid.to_string()).exists()
}

impl Drop for Holder {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}
