//! Imports that are rehearsed: see [`crate::aside`].

use super::import::Import;
use crate::aside::Aside;
use crate::open::{self, Access};
use crate::{Result, Store, StoreError};

impl Store {
    /// Begins an import of which nothing is kept: what is put in by it is put aside, and comes to what it would come to. `now`
    /// is in milliseconds since 1970-01-01 UTC.
    ///
    /// # Errors
    /// `ReadOnly` and `Full` where the import itself could write nothing either, or when the store cannot be read.
    pub fn rehearse_import(&self, now: i64) -> Result<Import> {
        match self.access {
            Access::Full => {}
            Access::NoRoom => return Err(self.no_room()),
            Access::ReadOnly | Access::Frozen => {
                let detail = "it is read-only".to_owned();
                return Err(StoreError::ReadOnly { path: self.path.clone(), detail });
            }
        }
        let import = self.begin_import(now)?;
        let connection = open::reader(&self.path, Access::ReadOnly)?;
        Ok(import.aside(Aside::new(connection).map_err(self.sqlite_error())?))
    }
}
