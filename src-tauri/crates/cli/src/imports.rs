//! What can be said on the command line of imports that were made.

use clap::{Args, Subcommand};

#[derive(Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Imports {
    /// What to do; without it, the imports are listed, newest first
    #[command(subcommand)]
    pub(crate) turn: Option<Turn>,
    /// Print them as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Subcommand)]
pub(crate) enum Turn {
    /// Take an import back: what it added goes, what it changed is what it was before.
    ///
    /// An article that has a note of yours, of which you accepted a claim, or that was changed since stays, and is named.
    Undo(Which),
    /// Bring back what was taken back of an import
    Redo(Which),
    /// Forget an import, with what was taken back of it; the articles that are there stay
    Forget(Which),
}

#[derive(Args)]
pub(crate) struct Which {
    /// The number of the import, as the list shows it
    #[arg(value_name = "N")]
    pub(crate) id: i64,
    /// Print what became of it as JSON
    #[arg(long)]
    pub(crate) json: bool,
}
