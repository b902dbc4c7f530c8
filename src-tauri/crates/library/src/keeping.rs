//! The thread that keeps the index of an open library current, and compares articles with each other when it has nothing else to do.

use crate::copies::Compared;
use crate::indexer::Wrote;
use crate::library::Library;
use crate::lock::lock;
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, TryRecvError};
use std::sync::{Arc, Weak, mpsc};

/// Waits until somebody wrote; nothing once the library is closed. Meanwhile articles are compared, some at a time.
fn told(library: &Weak<Library>, woken: &Receiver<Wrote>) -> Option<Wrote> {
    loop {
        match woken.try_recv() {
            Ok(by) => return Some(by),
            Err(TryRecvError::Disconnected) => return None,
            Err(TryRecvError::Empty) => {}
        }
        // Whoever waits must not hold the library open.
        let compared = library.upgrade()?.compare_some();
        match compared {
            Compared::Some => {}
            // The index is to hold what was found out.
            Compared::All { are_copies: true } => return Some(Wrote::ThisProcess),
            Compared::All { are_copies: false } => return woken.recv().ok(),
        }
    }
}

impl Library {
    /// Starts a thread that brings the index up to date now and after every change, until the library is dropped.
    pub fn keep_indexed(self: &Arc<Self>) {
        let (wake, woken) = mpsc::channel();
        if self.indexer().wake.set(wake).is_err() {
            return;
        }
        let library = Arc::downgrade(self);
        std::thread::spawn(move || {
            let mut by = Wrote::ThisProcess;
            // The last change when the index was opened, or opened again.
            let mut opened_at = None;
            loop {
                let Some(open) = library.upgrade() else { return };
                open.keep_current(by, &mut opened_at);
                drop(open);
                by = match told(&library, &woken) {
                    Some(by) => by,
                    None => return,
                };
                while let Ok(more) = woken.try_recv() {
                    if more == Wrote::Another {
                        by = more;
                    }
                }
            }
        });
    }

    /// Brings the index up to date after somebody wrote. What fails is told by the state of the index; the next change tries
    /// again.
    fn keep_current(&self, by: Wrote, opened_at: &mut Option<i64>) {
        let indexer = self.indexer();
        let go_on = &mut |_| ControlFlow::Continue(());
        let done = indexer.bring_up_to_date(go_on);
        let last = self.store().last_sequence().ok();
        if by == Wrote::Another && last != *opened_at {
            indexer.open_again();
        }
        match done {
            Ok(()) => *opened_at = last,
            // The other process may be at it still: the next search looks again.
            Err(_) => *lock(&indexer.written_elsewhere) = None,
        }
        indexer.warm_up();
        // Without them the search still works; the next change tries again.
        let _ = self.load_dictionaries();
        if !indexer.check_index() {
            let _ = indexer.bring_up_to_date(go_on);
            indexer.warm_up();
        }
    }
}
