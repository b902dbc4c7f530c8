//! What can be said on the command line of the articles of the library.

use crate::imports::Which;
use clap::{Args, Subcommand, ValueEnum};
use zhimai_api::ListSort;

#[derive(Subcommand)]
pub(crate) enum Articles {
    /// List articles, newest first, narrowed and put in order
    List(List),
    /// Put titles, dates, sources, languages or collections right, of one article or many.
    ///
    /// What you put stands, also when the same file is imported again.
    Edit(Edit),
    /// Remove articles; notes on them stay, and it can be taken back
    Remove(Remove),
    /// List what was edited and removed, newest first
    Changes {
        /// Print them as JSON
        #[arg(long)]
        json: bool,
    },
    /// Take an edit or a removal back [default: the last one that stands]
    Undo(Turned),
    /// Bring back what was taken back
    Redo(Which),
    /// Forget an edit or a removal: what was removed is gone for good then
    Forget(Which),
}

#[derive(Args)]
pub(crate) struct Turned {
    /// The number of the change, as `articles changes` shows it
    #[arg(value_name = "N")]
    pub(crate) id: Option<i64>,
    /// Print what became of it as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct Filter {
    /// Only those with these words in their title or source, in either script
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(crate) words: String,
    /// Only of this collection
    #[arg(id = "in", long = "in", value_name = "COLLECTION", default_value = "")]
    pub(crate) collection: String,
    /// Only in this language: zh-hant, zh-hans, en or other
    #[arg(id = "written-in", long = "written-in", value_name = "LANGUAGE", default_value = "")]
    pub(crate) language: String,
    /// Only those whose date is within this: 2025, 2025-11 or 2025-11-18
    #[arg(id = "of", long = "of", value_name = "DATE", default_value = "")]
    pub(crate) date: String,
    /// Only those without a date
    #[arg(long)]
    pub(crate) undated: bool,
    /// Only those with notes
    #[arg(long)]
    pub(crate) noted: bool,
    /// Only those of whose file a problem is told
    #[arg(long)]
    pub(crate) problems: bool,
    /// Only those that this import brought, or that this change was of
    #[arg(id = "from-import", long = "from-import", value_name = "N")]
    pub(crate) import: Option<i64>,
}

#[derive(Args)]
pub(crate) struct List {
    #[command(flatten)]
    pub(crate) filter: Filter,
    /// The order
    #[arg(long, value_enum, default_value_t = OrderArg::Date)]
    pub(crate) sort: OrderArg,
    /// The other way round
    #[arg(long)]
    pub(crate) reverse: bool,
    /// How many at the most
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) limit: u32,
    /// How many to skip
    #[arg(long, default_value_t = 0)]
    pub(crate) offset: u32,
    /// Print them as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Articles by their identifiers or addresses, or all that a filter leaves.
#[derive(Args)]
pub(crate) struct Choice {
    /// Their addresses or identifiers
    #[arg(value_name = "ARTICLE")]
    pub(crate) articles: Vec<String>,
    #[command(flatten)]
    pub(crate) filter: Filter,
    /// All that match what is said, and without any of that all there are
    #[arg(long, conflicts_with = "articles", required_unless_present = "articles")]
    pub(crate) all: bool,
}

#[derive(Args)]
pub(crate) struct Edit {
    #[command(flatten)]
    pub(crate) which: Choice,
    /// The title, of one article
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,
    /// The date, such as 2025, 2025-11 or 2025-11-18; empty: none
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<String>,
    /// The source; empty: none
    #[arg(long, value_name = "TEXT")]
    pub(crate) source: Option<String>,
    /// The language: zh-hant, zh-hans, en or other
    #[arg(long, value_name = "LANGUAGE")]
    pub(crate) language: Option<String>,
    /// The collection to move to
    #[arg(long, value_name = "COLLECTION")]
    pub(crate) collection: Option<String>,
    /// What the file says again: title, date, source, language or collection; may be repeated
    #[arg(long, value_name = "FIELD")]
    pub(crate) as_given: Vec<String>,
    /// Print what became of it as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct Remove {
    #[command(flatten)]
    pub(crate) which: Choice,
    /// Print what became of it as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// What a list is put in order by.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OrderArg {
    Date,
    Title,
    Source,
    Language,
    Added,
    Size,
}

impl From<OrderArg> for ListSort {
    fn from(order: OrderArg) -> Self {
        match order {
            OrderArg::Date => Self::Date,
            OrderArg::Title => Self::Title,
            OrderArg::Source => Self::Source,
            OrderArg::Language => Self::Language,
            OrderArg::Added => Self::Added,
            OrderArg::Size => Self::Size,
        }
    }
}
