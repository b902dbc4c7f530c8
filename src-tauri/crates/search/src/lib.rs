//! Search: schema, analysis, query language, ranking, highlights.
//!
//! The index is disposable: it holds nothing that cannot be built again from the documents it was given.
//! This crate knows neither where the documents come from nor who reads the answers.
//!
//! Everything needs only what stands above it here: [`analysis`] makes terms of texts; [`segment`] reads what is in the
//! index; [`query`] takes apart what was typed, [`plan`] says what that looks for; [`matcher`] finds it in a text,
//! [`execute`] in the index; [`rescore`] and [`sort`] put what was found in order, [`collect`] counts it, [`fetch`] shows
//! it; [`search`] is all of this in turn.

mod document;
mod error;
mod request;

mod budget;
mod claims;
mod current;
mod schema;

mod analysis;
mod segment;

mod context;
mod query;

mod plan;

mod matcher;

mod examine;
mod execute;
mod holding;
mod marker;

mod events;
mod matter;

mod collect;
mod highlight;
mod reasons;
mod rescore;
mod snippet;
mod sort;

mod fetch;
mod group;
mod search;

mod index;
mod storage;
mod writer;

pub use budget::{Limits, Pace};
pub use claims::{ClaimField, ClaimTest, ClaimValue, Claims};
pub use document::{Document, Kind, Known, Language, News, Part, Role, Sum};
pub use error::{OpenError, SearchError};
pub use index::{Index, load_ahead};
pub use marker::Marker;
pub use request::{Answer, Facets, Hit, Marked, Notice, Reason, ReasonKind, Request, Sort};
pub use storage::mark::Mark;
pub use writer::Writer;
