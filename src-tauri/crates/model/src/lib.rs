//! The words of the house as types: articles and their blocks, entities, events, claims, terms, anchors, notes, dictionaries,
//! problems.
//!
//! Everything here is plain data.
//! What a text itself may tell, such as its script, a currency or how precise a date is, comes from `text` as it is.
//! This crate does no input or output, and knows neither the store, the index nor the window.

mod article;
mod bilingual;
mod block;
mod claim;
mod date;
mod dictionary;
mod imported;
mod knowledge;
mod markdown;
mod mention;
mod note;
mod picture;
mod problem;
#[cfg(test)]
mod schema;

pub use article::{
    Article, ArticleHeader, ArticleKind, BETWEEN_BLOCKS, Body, HeaderField, Lang, Statement, StatementFlag,
    Verdict,
};
pub use bilingual::Bilingual;
pub use block::{Align, Block, BlockKind, Inline, InlineKind};
pub use claim::{AddressState, Amount, Claim, Confidence, Conflict, FlowKind, SaidBy, Source, Status};
pub use date::{DateError, DateRange};
pub use dictionary::{Dictionary, DictionaryEntry};
pub use imported::ImportedArticle;
pub use knowledge::{
    Alias, AliasKind, CollectionInfo, Entity, EntityKind, Event, EventKind, Front, Names, Relation, Term,
    Variants,
};
pub use markdown::{MarkdownWriter, markdown};
pub use mention::{Mention, Part};
pub use note::{Address, AddressError, Anchor, Half, Note, NoteVersion};
pub use picture::Picture;
pub use problem::{
    Damage, Held, Misaligned, Place, Problem, ProblemCode, ProblemKind, Syntax, UnknownFormat, Unreadable,
    UnsafePath,
};
pub use zhimai_text::amount::Qualifier;
pub use zhimai_text::currency::{Currency, CurrencyError};
pub use zhimai_text::date::Precision;
pub use zhimai_text::offset::CharOffset;
pub use zhimai_text::region::Region;
pub use zhimai_text::repair::Repair;
pub use zhimai_text::script::Script;
