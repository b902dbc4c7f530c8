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
    /// Counts for more than the body. May be empty.
    pub title: String,
    /// The text that snippets are cut from first.
    pub body: String,
    /// Further texts of the same thing: a translation's title and body, names, aliases. Searched and cut like the body.
    pub others: Vec<String>,
    /// Publisher or file: a facet and the `source:` filter.
    pub source: Option<String>,
    /// `zh-hant`, `zh-hans` or `en`: a facet and the `lang:` filter.
    pub language: Option<String>,
    /// The collection it belongs to.
    pub collection: String,
    /// The first and the last day it is of, counted from 1970-01-01.
    pub days: Option<(i32, i32)>,
    /// Identifiers of the entities it is about: a facet and the `company:` and `person:` filters.
    pub entities: Vec<String>,
    /// Sums that it is about, beside those that stand in the text.
    pub sums: Vec<Sum>,
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
