//! What ties entities to each other.

use crate::messages::{relations, word};
use crate::wire::UiLang;

/// What ties an entity to the one that is named after it; a kind that is not known here stays as it is.
pub(crate) fn relation(lang: UiLang, kind: &str) -> String {
    word(lang, relations::ALL, kind).to_owned()
}
