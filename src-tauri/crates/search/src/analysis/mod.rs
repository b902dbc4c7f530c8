//! From text to the terms of the index.
//!
//! [`terms`] says which terms a text has, [`tokenizer`] hands them to the engine. [`sums`] and [`dates`] are values as
//! terms and numbers, [`exact`] is what a string of characters has in common with every text that it stands in.

pub(crate) mod common;
pub(crate) mod dates;
pub(crate) mod exact;
pub(crate) mod function_words;
pub(crate) mod sums;
pub(crate) mod terms;
pub(crate) mod tokenizer;
