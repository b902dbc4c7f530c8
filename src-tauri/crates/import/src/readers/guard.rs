//! Keeps what goes wrong inside of a library that reads a format to the input at hand.

use crate::told::broken;
use std::panic::{AssertUnwindSafe, catch_unwind};
use zhimai_model::ProblemKind;

/// Runs code of a library on an input. Where it panics, the input is no sound file of the format.
pub(super) fn guarded<T>(format: &str, run: impl FnOnce() -> T) -> Result<T, ProblemKind> {
    catch_unwind(AssertUnwindSafe(run)).map_err(|_| broken(format))
}

/// The same with a stack of so many bytes, for a library that follows what lies in each other.
pub(super) fn guarded_with_stack<T: Send>(
    format: &str,
    stack: usize,
    run: impl FnOnce() -> T + Send,
) -> Result<T, ProblemKind> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(stack).spawn_scoped(scope, run);
        thread.ok().and_then(|thread| thread.join().ok()).ok_or_else(|| broken(format))
    })
}
