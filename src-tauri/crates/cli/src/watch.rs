//! What can be said on the command line of folders that are followed, and of problems.

use clap::{Args, Subcommand};
use std::path::PathBuf;

/// What is added, changed and removed in a folder follows in the library while the window is open, or `zhimai watch run` runs;
/// what happened meanwhile is caught up then. Nothing is ever written into the folder.
#[derive(Subcommand)]
pub(crate) enum Watch {
    /// Follow a folder, with all that lies in it
    Add {
        /// The folder
        #[arg(value_name = "FOLDER")]
        folder: PathBuf,
    },
    /// List the folders that are followed, and how each is
    List {
        /// Print them as JSON
        #[arg(long)]
        json: bool,
    },
    /// Leave a folder alone for now
    Pause(WhichFolder),
    /// Follow a folder again that was paused
    Resume(WhichFolder),
    /// Follow a folder no more; its articles stay
    Remove(WhichFolder),
    /// Have the articles go whose files are gone from a folder, however many they are
    LetGo(WhichFolder),
    /// Follow the folders until this is ended; with --once, take in what changed and end
    Run {
        /// Take in what changed, and end
        #[arg(long)]
        once: bool,
    },
}

#[derive(Args)]
pub(crate) struct WhichFolder {
    /// The folder, or its number, as the list shows it
    #[arg(value_name = "FOLDER")]
    pub(crate) folder: String,
}

#[derive(Args)]
pub(crate) struct Problems {
    /// Read the files again that problems are of, and say what became of them
    #[arg(long)]
    pub(crate) again: bool,
    /// Empty the tray of problems
    #[arg(long, conflicts_with = "again")]
    pub(crate) clear: bool,
    /// With --again or --clear: only the problem of this number; may be repeated
    #[arg(long, value_name = "N")]
    pub(crate) only: Vec<i64>,
    /// Print the answer as JSON
    #[arg(long)]
    pub(crate) json: bool,
}
