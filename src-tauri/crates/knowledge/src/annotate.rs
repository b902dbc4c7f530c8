//! What is derived from the text of an article: so far, where it names entities.
//!
//! Whatever is derived has a version; what was kept of an older one, or for other names, is derived anew.

use zhimai_gazetteer::{Gazetteer, GroupKind};
use zhimai_model::{Article, Mention, Part};

/// Raised with every change to what mentions an article has; it changes with the gazetteer's policy by itself.
pub const MENTIONS: u32 = 1 + zhimai_gazetteer::VERSION;

/// What is derived from an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Annotation {
    /// Where it names entities, in all its texts and titles: part by part, in the order of the text.
    pub mentions: Vec<Mention>,
}

/// Derives from an article what can be derived. It is going to be indexed after that.
pub fn annotate(article: &Article, names: &Gazetteer) -> Annotation {
    let mut mentions = Vec::new();
    let mut read = |part: Part, text: &str| {
        for found in names.find_ahead(text) {
            let Some(group) = names.group(found.group) else { continue };
            if let GroupKind::Entity(_) = group.kind {
                let (start, end) = (narrow(found.start.0), narrow(found.end.0));
                mentions.push(Mention { entity: group.id.clone(), part, start, end });
            }
        }
    };
    read(Part::Text, &article.body.text());
    read(Part::Title, &article.body.title);
    if let Some(translation) = &article.translation {
        read(Part::Translation, &translation.text());
        read(Part::TranslatedTitle, &translation.title);
    }
    Annotation { mentions }
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
