//! What every view starts from.

use crate::wire::UiLang;
use std::sync::Arc;
use zhimai_knowledge::Knowledge;
use zhimai_library::{Known, Library};

/// The library as seen by one request, in its language.
pub(crate) struct Desk<'a> {
    pub(crate) library: &'a Library,
    /// What was known when the request came.
    pub(crate) known: Arc<Known>,
    pub(crate) lang: UiLang,
}

impl Desk<'_> {
    /// Entities, events, claims and terms.
    pub(crate) fn knowledge(&self) -> &Knowledge {
        &self.known.knowledge
    }
}
