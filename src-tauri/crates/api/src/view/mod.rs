//! Views: what the model knows, put into the words and the language of a request.

mod article;
mod as_of;
mod backup;
mod changes;
mod claims;
mod collections;
mod copies;
mod deals;
mod desk;
mod dictionary;
mod entity;
mod flows;
mod front;
mod imports;
mod knowledge;
mod library;
mod list;
mod notes;
mod pictures;
mod question;
mod rates;
mod repairs;
mod reports;
mod review;
mod righted;
mod saved;
mod search;
mod things;
mod versions;
mod watched;

pub(crate) use backup::{backup_view, restore_change};
pub(crate) use collections::{exported, unnamed};
pub(crate) use desk::Desk;
pub(crate) use imports::taken_back;
pub(crate) use library::{import_report, index_state};
