//! What every view starts from.

use crate::wire::UiLang;
use std::cell::OnceCell;
use std::sync::Arc;
use zhimai_knowledge::Knowledge;
use zhimai_knowledge::deals::Origins;
use zhimai_library::{Known, Library};
use zhimai_model::{Bilingual, Region};
use zhimai_text::convert::Converted;
use zhimai_text::script::{self, Script};

/// The library as seen by one request, in its language.
pub(crate) struct Desk<'a> {
    pub(crate) library: &'a Library,
    /// What was known when the request came.
    pub(crate) known: Arc<Known>,
    pub(crate) lang: UiLang,
    /// The region whose Chinese is shown.
    pub(crate) region: Region,
    /// The day at whose end what is shown was known, counted from 1970-01-01; nothing for now.
    pub(crate) as_of_day: Option<i32>,
    /// Where articles come from that claims were accepted from, once it was asked for.
    pub(crate) origins: OnceCell<Origins>,
}

impl Desk<'_> {
    /// Entities, events, claims and terms.
    pub(crate) fn knowledge(&self) -> &Knowledge {
        &self.known.knowledge
    }

    /// A bilingual text in the language of the request, Chinese in that of the region.
    pub(crate) fn text(&self, both: &Bilingual) -> String {
        match self.lang {
            UiLang::ZhHant | UiLang::ZhHans => self.chinese(&both.zh),
            UiLang::En => both.en.clone(),
        }
    }

    /// Where articles come from that claims were accepted from. What cannot be read is as if it were not known.
    pub(crate) fn origins(&self) -> &Origins {
        self.origins.get_or_init(|| self.library.origins().unwrap_or_default())
    }

    /// What the front desk says itself, with the words of the region where it is said in Traditional characters.
    pub(crate) fn in_region(&self, said: String) -> String {
        if self.lang == UiLang::ZhHant { self.chinese(&said) } else { said }
    }

    /// A Chinese text of what is known in the Chinese of the region.
    pub(crate) fn chinese(&self, text: &str) -> String {
        self.converted(text).text
    }

    /// The same with the way back.
    pub(crate) fn converted(&self, text: &str) -> Converted {
        self.known.names().localize(text, region_of_known(text), self.region)
    }
}

/// What is known is written in the Chinese of Taiwan; what a person adds may be in Simplified characters.
fn region_of_known(text: &str) -> Region {
    match script::detect(text) {
        Script::Hans => Region::Cn,
        Script::Hant | Script::Latin | Script::Other => Region::Tw,
    }
}
