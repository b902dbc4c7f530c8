//! The engine trusts its files, and panics on some kinds of damage. Here and nowhere else that is caught: it becomes an error
//! like any other, and nothing of it is printed.

use crate::error::SearchError;
use std::any::Any;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

/// How the engine's own threads are called.
const THREADS: [&str; 3] = ["thrd-tantivy-index", "merge_thread", "segment_updater"];

thread_local! {
    /// How many calls of the engine this thread is within.
    static DEPTH: Cell<u32> = const { Cell::new(0) };
}

/// Does what may panic on damaged files.
///
/// What it leaves half done is the engine's, and an engine that panicked is not asked again.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T, SearchError>) -> Result<T, SearchError> {
    keep_quiet();
    DEPTH.set(DEPTH.get() + 1);
    let done = catch_unwind(AssertUnwindSafe(work));
    DEPTH.set(DEPTH.get() - 1);
    done.unwrap_or_else(|panic| Err(SearchError::Panicked(message(&*panic))))
}

fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "panic".to_owned())
}

/// Panics of the engine are not printed; all others are, as before.
fn keep_quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = take_hook();
        set_hook(Box::new(move |panic| {
            let thread = std::thread::current();
            let of_engine = |name: &str| THREADS.iter().any(|start| name.starts_with(start));
            if DEPTH.get() == 0 && !thread.name().is_some_and(of_engine) {
                before(panic);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error_that_says_what_it_said() {
        let none: Vec<u8> = Vec::new();
        let place = none.len();
        let panicked = guarded(|| Ok(none[place]));
        assert!(panicked.unwrap_err().to_string().contains("out of bounds"));
        assert_eq!(guarded(|| Ok(1)).unwrap(), 1);
        assert_eq!(DEPTH.get(), 0);
    }
}
