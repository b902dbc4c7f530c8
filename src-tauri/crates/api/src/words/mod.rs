//! What the front desk says to a person, in the language of the request.
//!
//! Labels of buttons and headings belong to the window; here are the sentences that carry facts: dates, sums, errors, problems.

mod amount;
mod changes;
mod collections;
mod date;
mod dictionary;
mod error;
mod import;
mod library;
mod misfit;
mod particulars;
mod problem;
mod question;
mod relation;
mod say;
mod store;
mod sums;
mod thing;
mod watched;

pub(crate) use amount::amount_label;
pub(crate) use changes::{edited, needs_value, no_field, no_language, one_title, removed};
pub(crate) use collections::{exported, hidden, no_collection};
pub use date::moment;
pub(crate) use date::{date_view, month_bar};
pub(crate) use dictionary::{
    dictionary_is_off, no_bundled_dictionary, too_long_to_look_up, unusable_dictionary,
};
pub(crate) use error::{
    bad_request, cancelled, internal, no_article_version, no_saved_search, no_version, not_found, not_yet,
    unreadable_dossier,
};
pub(crate) use import::{rehearsed, why_kept};
pub(crate) use library::{library_error, no_index, search_error};
pub(crate) use particulars::header_field;
pub(crate) use problem::{notice, problem_view};
pub(crate) use question::{Answered, Sides, reading};
pub(crate) use relation::relation;
pub(crate) use say::{say, word};
pub(crate) use store::{damaged, damaged_title, store_error};
pub(crate) use sums::sum_label;
pub(crate) use watched::{follows, watched_state};
