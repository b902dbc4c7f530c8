//! Pure functions on text: fold scripts, segment, convert for display, repair damage, read sums and dates, keep offsets.
//!
//! Nothing here does input or output, keeps state that a caller can see, or knows what an article is.

pub mod amount;
pub mod char_set;
pub mod collate;
pub mod convert;
pub mod copies;
pub mod currency;
pub mod date;
pub mod fold;
pub mod function_words;
pub mod offset;
pub mod pinyin;
pub mod region;
pub mod repair;
pub mod script;
pub mod segment;
mod words;
