//! What every view starts from.

use crate::wire::UiLang;
use zhimai_library::Library;

/// The library as seen by one request, in its language.
pub(crate) struct Desk<'a> {
    pub(crate) library: &'a Library,
    pub(crate) lang: UiLang,
}
