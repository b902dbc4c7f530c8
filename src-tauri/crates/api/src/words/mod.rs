//! What the front desk says to a person, in the language of the request.
//!
//! Labels of buttons and headings belong to the window; here are the sentences that carry facts: dates, sums, errors, problems.

mod amount;
mod date;
mod error;
mod particulars;
mod problem;
mod relation;
mod say;
mod thing;

pub(crate) use amount::amount_label;
pub(crate) use date::{date_view, month_bar};
pub(crate) use error::{
    bad_request, cancelled, damaged, damaged_title, internal, library_error, no_article_version, no_index,
    no_saved_search, no_version, not_found, search_error, store_error,
};
pub(crate) use problem::{notice, problem_view};
pub(crate) use relation::relation;
pub(crate) use say::{say, text, to_hans, word};
