//! Plain types that cross to the window and the terminal as JSON.
//!
//! Every text that a person reads is already in the language of the request ([`UiLang`]).
//! Offsets are Unicode code points into the text as displayed, ends exclusive.
//! Times are milliseconds since 1970-01-01 UTC; days count from 1970-01-01; sums are whole US dollars.

mod backup;
mod changes;
mod collections;
mod common;
mod copies;
mod deals;
mod dictionary;
mod dossier;
mod front;
mod imports;
mod knowledge;
mod library;
mod list;
mod message;
mod notes;
mod pages;
mod reader;
mod requests;
mod review;
mod saved;
mod search;
mod things;
mod versions;
mod watched;

pub use backup::*;
pub use changes::*;
pub use collections::*;
pub use common::*;
pub use copies::*;
pub use deals::*;
pub use dictionary::*;
pub use dossier::*;
pub use front::*;
pub use imports::*;
pub use knowledge::*;
pub use library::*;
pub use list::*;
pub use message::Message;
pub use notes::*;
pub use pages::*;
pub use reader::*;
pub use requests::*;
pub use review::*;
pub use saved::*;
pub use search::*;
pub use things::*;
pub use versions::*;
pub use watched::*;
