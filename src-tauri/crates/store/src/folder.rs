//! Folders that are made and changed so that a power cut undoes nothing.

use crate::error::{Result, StoreError};
use crate::private;
use std::fs::File;
use std::path::Path;

/// Makes a folder where there is none, for its owner only.
pub(crate) fn make_folder(folder: &Path) -> Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    private::new_folder(folder).map_err(|e| StoreError::from_io(&e, folder))?;
    match folder.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => sync_folder(parent),
        _ => Ok(()),
    }
}

/// Makes new names in a folder survive a power cut.
pub(crate) fn sync_folder(folder: &Path) -> Result<()> {
    if cfg!(unix) {
        File::open(folder).and_then(|f| f.sync_all()).map_err(|e| StoreError::from_io(&e, folder))?;
    }
    Ok(())
}
