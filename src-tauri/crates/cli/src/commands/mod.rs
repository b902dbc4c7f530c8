//! One function for each command: asks the front desk and prints the answer.

mod backup;
mod beside;
mod conflicts;
mod deals;
mod dictionary;
mod dossier;
mod fields;
mod generated;
mod imports;
mod known;
mod library;
mod money;
mod note;
mod review;
mod saved;
mod search;
mod show;
mod timeline;
mod versions;

pub(crate) use backup::{backup, restore, verify};
pub(crate) use beside::beside;
pub(crate) use conflicts::conflicts;
pub(crate) use dictionary::dictionary;
pub(crate) use dossier::dossier;
pub(crate) use generated::{completions, man};
pub(crate) use imports::imports;
pub(crate) use known::{entity, known};
pub(crate) use library::{import, init, reindex, stats};
pub(crate) use money::{deals, flows};
pub(crate) use note::note;
pub(crate) use review::review;
pub(crate) use saved::saved;
pub(crate) use search::search;
pub(crate) use show::show;
pub(crate) use timeline::timeline;
pub(crate) use versions::{compare, versions};
