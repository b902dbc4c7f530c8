//! A slip of paper that says who is writing, so that another process that waits in vain can name it.
//!
//! It is a courtesy, not a lock: SQLite has its own, and nothing fails when the slip cannot be written.

use crate::open::beside;
use std::path::{Path, PathBuf};

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
        let _ = std::fs::write(&path, format!("{} {program}", std::process::id()));
        Self(path)
    }

    /// Who is writing, unless the slip was left by a process that is gone.
    pub(crate) fn read(database: &Path) -> Option<String> {
        let text = std::fs::read_to_string(beside(database, "-writer")).ok()?;
        let (pid, program) = text.split_once(' ')?;
        let pid: u32 = pid.parse().ok()?;
        if cfg!(target_os = "linux") && !Path::new("/proc").join(pid.to_string()).exists() {
            return None;
        }
        Some(format!("{program} (process {pid})"))
    }
}

impl Drop for Holder {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}
