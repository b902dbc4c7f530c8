//! What can be said on the command line of what imported articles may claim.

use clap::{Args, Subcommand, ValueEnum};

#[derive(Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Review {
    /// What to do; without it, what there is to decide is listed
    #[command(subcommand)]
    pub(crate) decide: Option<Decide>,
    /// How many proposals at the most
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) limit: u32,
    /// Print them as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Subcommand)]
pub(crate) enum Decide {
    /// Make a claim of a proposal, and an event where none is known that it tells of
    Accept {
        /// The mark of the proposal, as the list shows it
        id: String,
        /// How it stands to known claims that say otherwise; needed where there are any
        #[arg(long = "as", value_enum, value_name = "HOW")]
        how: Option<How>,
        /// When the new event was, where the article does not tell: 2025, 2025-11 or 2025-11-18
        #[arg(long, value_name = "DATE")]
        date: Option<String>,
        /// Print the claim as JSON
        #[arg(long)]
        json: bool,
    },
    /// Reject a proposal: it does not come back
    Reject {
        /// The mark of the proposal
        id: String,
    },
    /// Take the word on a proposal back, with the claim that was made of it
    Undo {
        /// The mark of the proposal
        id: String,
    },
}

/// How a claim stands to others that say otherwise.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum How {
    /// They disagree about the same money
    Conflict,
    /// It is another account of the same money
    Same,
    /// It is about other money
    Other,
}
