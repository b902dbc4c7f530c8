//! Dictionaries made ready: from Chinese to English and back for queries, and a word's entries for a reader.
//!
//! This crate knows neither where entries come from nor what is done with what it finds.
//!
//! A [`Dictionary`] is one run of bytes, the same in memory as in a file ([`layout`]): it is [made](make) of entries, or
//! [read](file) from a file that was made before. [`Dictionaries`] are several of them, the person's own before the one
//! that comes with the program. [`glosses`] cuts what a meaning says down to phrases, and [`look_up`] finds the words of a
//! text.

mod dictionaries;
mod dictionary;
mod file;
mod glosses;
mod layout;
mod look_up;
mod make;
mod words;

pub use dictionaries::{Dictionaries, Found};
pub use dictionary::{About, Dictionary};
pub use file::{Unusable, about, read};
pub use glosses::is_function_word;
pub use look_up::{LONGEST_TEXT, look_up};
pub use make::make;
pub use words::{LONGEST_HEADWORD, LONGEST_PHRASE, base_forms};
