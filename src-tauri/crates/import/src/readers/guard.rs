//! Keeps what goes wrong inside of a library that reads a format to the input at hand.

use crate::told::broken;
use std::panic::{AssertUnwindSafe, catch_unwind};
use zhimai_model::ProblemKind;

/// Runs code of a library on an input. Where it panics, the input is no sound file of the format.
pub(super) fn guarded<T>(format: &str, run: impl FnOnce() -> T) -> Result<T, ProblemKind> {
    catch_unwind(AssertUnwindSafe(run)).map_err(|_| broken(format))
}
