//! Backups: the library in one file that is checked when it is made, the daily ones among them, and putting one back.
//!
//! [`file`] is what such a file looks like, [`make`] makes one, [`restore`](mod@restore) puts one in the place of the library,
//! and [`check`] says whether a database is sound. Nothing here overwrites a library or a backup.

mod check;
mod file;
mod make;
mod name;
mod restore;

pub use check::{TableSum, damage};
pub use file::{Manifest, verify};
pub use make::{Kept, kept, newest_good};
pub use name::stamp;
pub use restore::{Difference, Kind, Restored, compare, restore};
