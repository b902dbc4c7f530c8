//! Mentions: which article names which entity, and where.

/// A span of an article that names an entity.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Mention {
    /// The entity's identifier.
    pub entity: String,
    /// Which text it stands in.
    pub part: Part,
    /// Start in that text, in Unicode code points.
    pub start: u32,
    /// End (exclusive), in Unicode code points.
    pub end: u32,
}

/// One of the texts that an article is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// [`crate::Body::text`] of the article.
    Text,
    /// That of its translation.
    Translation,
    /// The title of the article.
    Title,
    /// That of its translation.
    TranslatedTitle,
}

impl Part {
    /// Every part, in the order of their numbers.
    pub const ALL: [Part; 4] = [Part::Text, Part::Translation, Part::Title, Part::TranslatedTitle];

    /// The number that it is written down as.
    pub fn number(self) -> u8 {
        self as u8
    }

    /// The part with this number.
    pub fn of_number(number: u8) -> Option<Part> {
        Part::ALL.get(usize::from(number)).copied()
    }
}
