//! Questions about who pays whom, as people type them: 誰投資了Anthropic, “who invested in Anthropic”, 輝達投資.
//!
//! They are read by rules, precision first: each word has to be a name, a date, or one of the words that such questions are
//! asked in. A headline, a sentence, or a query of any other kind has a word that is none of these.

mod asked;
mod grammar;
mod read;
mod words;

pub use asked::{Deed, Question};
pub use read::read;
