//! What can be said of backups.

use clap::Args;
use std::path::PathBuf;

/// The backup is read again when it is made, and every byte is compared with its checksum.
/// Nothing is ever written over: an OUT that is there already is refused.
#[derive(Args)]
pub(crate) struct Backup {
    /// The file to make, or a folder, in which its name tells the time
    #[arg(value_name = "OUT")]
    pub(crate) to: PathBuf,
    /// Print what is in it as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// The library that is there now is not lost: it lies in the folder `set-aside` of the library's folder afterwards.
/// Nobody may have the library open meanwhile.
#[derive(Args)]
pub(crate) struct Restore {
    /// The backup
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Only say what would change
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Print the answer as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// The exit status is 1 when something is damaged or was changed, and what it is stands on standard error; 2 when a page is no
/// dossier.
#[derive(Args)]
pub(crate) struct Verify {
    /// The backup or dossier; without it the library
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// Print the answer as JSON
    #[arg(long)]
    pub(crate) json: bool,
}
