//! What can be said on the command line of dictionaries.

use clap::Subcommand;

#[derive(Subcommand)]
pub(crate) enum Dictionary {
    /// List the dictionaries
    List {
        /// Print them as JSON
        #[arg(long)]
        json: bool,
    },
    /// Look up a word, or the words of a short text
    LookUp {
        /// A Chinese or English word
        text: String,
        /// Print the answer as JSON
        #[arg(long)]
        json: bool,
    },
    /// Say which dictionary comes with the program, and whom it is from; or switch it on or off
    Bundled {
        /// Whether it is used from now on
        #[arg(value_enum)]
        switch: Option<Switch>,
        /// Print the answer as JSON
        #[arg(long)]
        json: bool,
    },
    /// Take a dictionary out; the file it came from is not touched
    Remove {
        /// Its name, as the list shows it
        name: String,
        /// Print the dictionaries that are left as JSON
        #[arg(long)]
        json: bool,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Switch {
    On,
    Off,
}
