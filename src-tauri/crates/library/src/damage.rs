//! Telling that something in the library's file is damaged.

use zhimai_model::{Damage, Place, Problem, ProblemKind};
use zhimai_store::Store;

/// Puts in the tray, once, that something in the library's file is damaged. `now` is in milliseconds since 1970-01-01 UTC.
pub(crate) fn tell(store: &Store, now: i64, what: Damage) {
    let place = Place { file: zhimai_store::FILE_NAME.to_owned(), line: None };
    let problem = Problem { place, refused: false, what: ProblemKind::Damaged(what) };
    // Where it cannot be kept, as in a library that may only be read, lists tell it still.
    let _ = store.add_problem_once(&problem, now);
}
