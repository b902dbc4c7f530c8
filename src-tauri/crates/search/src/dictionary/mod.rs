//! Translations for queries: what is known of words ([`words`]), and what a gloss says ([`glosses`]).

pub(crate) mod glosses;
pub(crate) mod words;

pub use words::Dictionary;
