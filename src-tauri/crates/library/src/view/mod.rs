//! Views: what the model knows, put into the words and the language of a request.

mod article;
mod knowledge;
mod notes;
mod saved;
mod search;

pub(crate) use article::{language, wire};
pub(crate) use notes::note_label;

use crate::Library;
use crate::api::UiLang;

/// The library as seen by one request, in its language.
pub(crate) struct Desk<'a> {
    pub(crate) library: &'a Library,
    pub(crate) lang: UiLang,
}
