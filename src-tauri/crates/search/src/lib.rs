//! Search: schema, analysis, query language, ranking, highlights.
//!
//! The index is disposable: it holds nothing that cannot be built again from the documents it was given.
//! This crate knows neither where the documents come from nor who reads the answers.

mod analysis;
mod bits;
mod bounds;
mod budget;
mod common;
mod conditions;
mod current;
mod date;
mod dictionary;
mod document;
mod exact;
mod facets;
mod fields;
mod files;
mod folder;
mod forms;
mod function_words;
mod glosses;
mod guard;
mod holding;
mod homophone;
mod index;
mod mark;
mod matching;
mod merging;
mod near;
mod plain;
mod plan;
mod query;
mod rank;
mod request;
mod schema;
mod search;
mod show;
mod snippet;
mod spell;
mod spot;
mod stored;
mod sums;
mod translate;
mod values;
mod writer;

pub use budget::{Limits, Pace};
pub use dictionary::Dictionary;
pub use document::{Document, Kind, Sum};
pub use index::{Index, OpenError, SearchError, load_ahead};
pub use mark::Mark;
pub use request::{Answer, Facets, Hit, Marked, Notice, Reason, ReasonKind, Request, Sort};
pub use search::Marker;
pub use writer::Writer;
