//! The thread that keeps the index of an open library current.

use crate::indexer::Wrote;
use crate::library::Library;
use crate::lock::lock;
use std::ops::ControlFlow;
use std::sync::{Arc, mpsc};

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
                let Some(library) = library.upgrade() else { return };
                library.keep_current(by, &mut opened_at);
                drop(library);
                by = match woken.recv() {
                    Ok(by) => by,
                    Err(_) => return,
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
