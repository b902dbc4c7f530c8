//! The front desk: what the doors (window and terminal) may ask of a library, and what they get.
//!
//! Languages and wording live here and nowhere below: every request names the language of who asks, and every text and
//! error that a person reads is in it. It knows nothing of windows, terminals or arguments.

mod desk;
mod dossier;
pub mod messages;
mod open;
mod parse;
mod restore;
mod view;
mod wire;
mod words;

pub use dossier::{deals_csv, is_page, verify_dossier};
pub use open::{OnProgress, OpenLibrary};
pub use parse::{parse_address, parse_date};
pub use restore::{exists, newest_backup, preview_restore, restore, verify_backup, verify_library};
pub use wire::*;
pub use words::moment;
pub use zhimai_library::is_collection;
pub use zhimai_library::{
    Content, DICTIONARY_VARIABLE, FOLDER_VARIABLE, OpenOptions, backup_name, bundled_dictionary,
    default_folder,
};
pub use zhimai_model::Region;
pub use zhimai_search::load_ahead;
