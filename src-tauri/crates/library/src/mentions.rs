//! Where an article names entities.

use zhimai_knowledge::{NameIndex, Named};
use zhimai_model::{Article, Body};
use zhimai_store::Mention;

/// Raised with every change to what is found, so that all articles are looked through anew.
pub(crate) const VERSION: u32 = 1;

/// Where an article names entities, in its text and its translation.
pub(crate) fn mentions(names: &NameIndex, article: &Article) -> Vec<Mention> {
    let of = |translation: bool, body: &Body| {
        let found = names.find(&body.text()).into_iter();
        found
            .filter_map(|found| {
                let Named::Entity(entity) = found.named else { return None };
                Some(Mention { entity, translation, start: narrow(found.start.0), end: narrow(found.end.0) })
            })
            .collect::<Vec<_>>()
    };
    let mut all = of(false, &article.body);
    all.extend(article.translation.iter().flat_map(|body| of(true, body)));
    all
}

/// A count or a position as it is kept and told.
pub(crate) fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
