//! What can be said on the command line of collections.

use clap::{Args, Subcommand};
use std::path::PathBuf;

#[derive(Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Collections {
    /// What to do; without it, the collections are listed
    #[command(subcommand)]
    pub(crate) turn: Option<Collection>,
    /// Print them as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// A collection is named by its name, or by its identifier, as `zhimai collections --json` tells it.
#[derive(Subcommand)]
pub(crate) enum Collection {
    /// Make a collection
    Make {
        /// What to call it
        name: String,
        /// What it is
        #[arg(long, default_value = "", value_name = "TEXT")]
        description: String,
        /// Print it as JSON
        #[arg(long)]
        json: bool,
    },
    /// Give a collection another name
    Rename {
        /// Which
        collection: String,
        /// What to call it
        name: String,
    },
    /// Say what a collection is
    Describe {
        /// Which
        collection: String,
        /// What it is
        text: String,
    },
    /// Move articles to a collection: those that are named, or all of another collection
    Move {
        /// The articles, by their identifiers or addresses
        #[arg(value_name = "ARTICLE", required_unless_present = "from", conflicts_with = "from")]
        articles: Vec<String>,
        /// All of this collection
        #[arg(long, value_name = "COLLECTION")]
        from: Option<String>,
        /// Where they go
        #[arg(long, value_name = "COLLECTION")]
        to: String,
        /// Print what became of them as JSON
        #[arg(long)]
        json: bool,
    },
    /// Hide a collection from search. It can be read and exported all the same
    Hide {
        /// Which
        collection: String,
    },
    /// Have a collection that was hidden searched again
    Show {
        /// Which
        collection: String,
    },
    /// Remove a collection. Say what becomes of its articles; notes on them stay
    Remove {
        /// Which
        collection: String,
        /// They go to this collection
        #[arg(long, value_name = "COLLECTION", required_unless_present = "with_articles")]
        to: Option<String>,
        /// They are removed with it
        #[arg(long, conflicts_with = "to")]
        with_articles: bool,
        /// Print what became of it as JSON
        #[arg(long)]
        json: bool,
    },
    /// Bring back the collection that was removed last, with what became of its articles
    Undo {
        /// Print what became of it as JSON
        #[arg(long)]
        json: bool,
    },
    /// Write a collection into a file that another person opens with `zhimai import`.
    ///
    /// The articles go along as they are, with their pictures. Notes, earlier versions, and what you added to companies, events,
    /// claims and terms do not.
    Export {
        /// Which
        collection: String,
        /// The file; it must not be there yet [default: a name made of the collection's, in this folder]
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
        /// Print what was written as JSON
        #[arg(long)]
        json: bool,
    },
}
