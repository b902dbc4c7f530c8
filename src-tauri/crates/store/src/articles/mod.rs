//! Articles as rows: putting them in, never over another, and reading them back.

mod list;
pub(crate) mod origin;
mod put;
pub(crate) mod record;
mod rehearse;
mod row;
mod versions;

pub(crate) use origin::of_path;
pub use origin::{Import, Origin};
pub use put::{Put, Replaced};
pub(crate) use put::{delete, remove};
pub use row::ArticleRow;
pub(crate) use row::{BEGINNING, ROW, content_hash, days_until, row};
pub(crate) use versions::keep;
pub use versions::{ArticleVersion, DamagedVersion};
