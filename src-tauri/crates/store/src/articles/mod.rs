//! Articles as rows: putting them in, never over another, and reading them back.

mod edited;
pub(crate) mod header;
mod import;
mod list;
mod listing;
pub(crate) mod origin;
mod own;
mod put;
pub(crate) mod record;
mod rehearse;
mod row;
mod versions;

pub(crate) use edited::{Edited, Editing, swap_header};
pub use header::{Edit, Setting, Stood};
pub use import::Import;
pub use list::ArticleToIndex;
pub use listing::{ArticleFilter, KeyedRow, Listed};
pub use origin::Origin;
pub(crate) use origin::of_path;
pub use put::{Put, Replaced};
pub(crate) use put::{delete, remove};
pub use row::ArticleRow;
pub(crate) use row::{BEGINNING, ROW, content_hash, days_until, row};
pub(crate) use versions::keep;
pub use versions::{ArticleVersion, DamagedVersion};
