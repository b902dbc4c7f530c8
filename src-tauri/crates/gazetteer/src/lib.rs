//! Names: which entities, terms and regional words are named where.
//!
//! All who ask whether a text names something ask here: what marks, links, counts, ranks and indexes has one answer.
//! A name is a row of units ([`zhimai_text::segment`]). Spaces, hyphens and dots between them do not matter, so that
//! `GPT-5`, `GPT 5` and `GPT5` are one name; Latin letters match as whole words, Chinese characters between words.
//!
//! - [`Gazetteer::find`]: in running text. A wrong name is worse than a missing one: none runs over the end of a line, none
//!   is made of pieces of longer words, and what may be an ordinary word is a name only beside evidence.
//! - [`Gazetteer::named`]: which groups those are, and nothing else; [`Gazetteer::find_ahead`] spares it the work.
//! - [`Gazetteer::find_typed`]: in what a person typed. Who types 老馬 means somebody.
//! - [`Gazetteer::lookup`]: what a text as a whole may name, all of it.
//!
//! - [`Gazetteer::localize`]: a text of one region in the words of another, with the names that are used there.
//!
//! A gazetteer never changes; whoever adds a name makes another one.

mod ahead;
mod beginnings;
mod borders;
mod context;
mod entry;
mod evidence;
mod find;
mod gazetteer;
mod group;
mod localize;
mod number;
mod ordinary;
mod regional;
mod senses;
mod standing;
mod written;

pub use entry::{INTERPUNCTS, rows};
pub use find::{Found, Named};
pub use gazetteer::{Gazetteer, squeeze};
pub use group::{Form, FormKind, Group, GroupKind};

/// Raised with every change to what is a name in running text, so that whoever kept names looks for them anew.
pub const VERSION: u32 = 4;
