//! The words of the house as types: articles and their blocks, entities, events, claims, terms, anchors, notes, dictionaries,
//! problems.
//!
//! Everything here is plain data.
//! This crate does no input or output, and knows neither the store, the index nor the window.

mod article;
mod block;
mod date;
mod dictionary;
mod knowledge;
mod note;
mod problem;
#[cfg(test)]
mod schema;

pub use article::{
    Article, ArticleHeader, ArticleKind, BETWEEN_BLOCKS, Body, Lang, Repair, Script, Statement,
    StatementFlag, Verdict,
};
pub use block::{Align, Block, BlockKind, Inline, InlineKind};
pub use date::{DateError, DateRange, Precision};
pub use dictionary::{Dictionary, DictionaryEntry};
pub use knowledge::{
    AddressState, Alias, AliasKind, Amount, Bilingual, Claim, CollectionInfo, Confidence, Conflict, Entity,
    EntityKind, Event, EventKind, FlowKind, Names, Qualifier, Relation, Source, Status, Term, Variants,
};
pub use note::{Address, AddressError, Anchor, Half, Note, NoteVersion};
pub use problem::{Place, Problem, ProblemCode};
