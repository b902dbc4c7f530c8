//! What a process is doing about the folders that a library follows.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock, mpsc};

/// What this process is doing about the folders that are followed.
#[derive(Debug, Default)]
pub(crate) struct Following {
    /// Wakes the thread that follows, where there is one.
    pub(crate) wake: OnceLock<mpsc::Sender<Option<i64>>>,
    /// Whether it follows, or another process does.
    pub(crate) is_here: AtomicBool,
    /// Says that nothing is to be done for now.
    pub(crate) is_held: AtomicBool,
    /// Counts what was said that a look which is under way has to stop for.
    pub(crate) interrupts: AtomicU64,
    /// Counts what whoever shows the library has to look at again.
    changes: AtomicI64,
    /// How far the looks are that are under way.
    pub(crate) looks: Mutex<HashMap<i64, (u32, u32)>>,
    /// The folders of which the last look failed.
    pub(crate) failing: Mutex<HashSet<i64>>,
}

impl Following {
    /// Another number after every change that following folders made.
    pub(crate) fn changes(&self) -> i64 {
        self.changes.load(Ordering::Relaxed)
    }

    /// Says that something changed.
    pub(crate) fn changed(&self) {
        self.changes.fetch_add(1, Ordering::Relaxed);
    }

    /// Stops what is under way, and has all folders looked at anew.
    pub(crate) fn interrupt(&self) {
        self.interrupts.fetch_add(1, Ordering::Relaxed);
        self.changed();
        if let Some(wake) = self.wake.get() {
            let _ = wake.send(None);
        }
    }
}
