//! What goes into the index.

use serde::{Deserialize, Serialize};
use zhimai_model::Currency;

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Kind {
    Article,
    Event,
    Entity,
    Term,
    Note,
}

impl Kind {
    /// Every kind, in the order that facets list them.
    pub const ALL: [Kind; 5] = [Kind::Article, Kind::Event, Kind::Entity, Kind::Term, Kind::Note];

    /// `article`, `event`, `entity`, `term` or `note`.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Article => "article",
            Kind::Event => "event",
            Kind::Entity => "entity",
            Kind::Term => "term",
            Kind::Note => "note",
        }
    }

    pub(crate) fn from_name(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// One thing that can be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// What it is.
    pub kind: Kind,
    /// Unique among those of its kind.
    pub id: String,
    /// Its texts. Of several that fit equally well, the first is shown.
    pub parts: Vec<Part>,
    /// Publisher or file: a facet and the `source:` filter.
    pub source: Option<String>,
    /// Who wrote it: the `author:` filter.
    pub author: Option<String>,
    /// `zh-hant`, `zh-hans` or `en`, of the original: a facet and the `lang:` filter.
    pub language: Option<String>,
    /// The collection it belongs to.
    pub collection: String,
    /// The first and the last day it is of, counted from 1970-01-01.
    pub days: Option<(i32, i32)>,
    /// Identifiers of the entities it is about: a facet and the `company:` and `person:` filters.
    pub entities: Vec<String>,
    /// Sums that it is about, beside those that stand in the text.
    pub sums: Vec<Sum>,
    /// What ties it to what happened.
    pub news: News,
}

/// What ties a document to what happened. By default it is no news.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// When it was known as it is.
    pub known: Known,
    /// The identifiers of the events that it tells; of an event its own.
    pub events: Vec<String>,
    /// How much of a matter an event is, from 0 to 100. Of what tells it nothing is asked: it counts as much as the event.
    pub weight: u8,
    /// The number of the group of copies of one story that an article is in.
    pub copies: Option<i64>,
}

/// When a document was known as it is. Days count from 1970-01-01.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Known {
    /// Always: it is no news.
    #[default]
    Always,
    /// Since a day that nobody knows.
    Undated,
    /// Since the end of a day.
    Since(i32),
    /// Since the end of the first day; at the end of the second, more was known of it. It is found only as of a day between.
    Between(i32, i32),
}

/// A sum of money or a range of sums.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sum {
    /// The currency.
    pub currency: Currency,
    /// Whole units of the currency; the lower end.
    pub low: i64,
    /// The upper end, the same as `low` for a single sum.
    pub high: i64,
}

/// A text of a document. One without a character in it is as none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is to the document.
    pub role: Role,
    /// The language that it is in, if that is told.
    pub language: Option<Language>,
    /// The text.
    pub text: String,
}

impl Part {
    /// A title.
    pub fn title(language: Option<Language>, text: impl Into<String>) -> Part {
        Part { role: Role::Title, language, text: text.into() }
    }

    /// A body.
    pub fn body(language: Option<Language>, text: impl Into<String>) -> Part {
        Part { role: Role::Body, language, text: text.into() }
    }
}

/// What a text is to its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Counts for more than the rest, and is shown above the passage. There may be one in each language.
    Title,
    /// What passages are cut from. There may be one in each language.
    Body,
    /// Further names, forms and tags, one after the other.
    Names,
    /// A passage of another text, such as the one that a note is on.
    Quote,
}

/// The language and script that a part is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// Chinese in Traditional characters.
    ZhHant,
    /// Chinese in Simplified characters.
    ZhHans,
    /// English.
    En,
}

impl Language {
    /// `zh-hant`, `zh-hans` or `en`.
    pub fn code(self) -> &'static str {
        match self {
            Language::ZhHant => "zh-hant",
            Language::ZhHans => "zh-hans",
            Language::En => "en",
        }
    }

    /// The language of a code, if it is one of the three.
    pub fn from_code(code: &str) -> Option<Language> {
        [Language::ZhHant, Language::ZhHans, Language::En].into_iter().find(|known| known.code() == code)
    }

    /// How well a part in `other` serves who reads this one: 0 best, the same language in the other script 1, anything else 2.
    pub(crate) fn distance(self, other: Option<Language>) -> u8 {
        match other {
            Some(other) if other == self => 0,
            Some(other) if (other == Language::En) == (self == Language::En) => 1,
            _ => 2,
        }
    }
}
