//! What can be done with a library that is not open: looking at it and at backups of it, and putting one in its place.

use crate::view::{backup_view, restore_change};
use crate::wire::{BackupView, RestorePreview, RestoredView, Soundness, UiLang, WireError};
use crate::words::{library_error, store_error};
use std::path::{Path, PathBuf};
use zhimai_store::StoreError;

fn told(lang: UiLang) -> impl Fn(StoreError) -> WireError {
    move |e| store_error(lang, &e)
}

/// True when the folder holds a library.
///
/// # Errors
/// `Storage` when that cannot be known, as in a folder that may not be entered.
pub fn exists(lang: UiLang, folder: &Path) -> Result<bool, WireError> {
    zhimai_library::exists(folder).map_err(|e| library_error(lang, &e))
}

/// Reads a whole library and says what is damaged. It need not be one that can be opened.
///
/// # Errors
/// When it may not be read, or is of a newer version.
pub fn verify_library(lang: UiLang, folder: &Path) -> Result<Soundness, WireError> {
    let damage = zhimai_store::damage(folder).map_err(told(lang))?;
    Ok(Soundness { path: folder.join(zhimai_store::FILE_NAME).display().to_string(), damage })
}

/// Reads a whole backup.
///
/// # Errors
/// `Storage` with what is wrong and where.
pub fn verify_backup(lang: UiLang, file: &Path) -> Result<BackupView, WireError> {
    let manifest = zhimai_store::verify(file).map_err(told(lang))?;
    Ok(backup_view(file, &manifest))
}

/// Says what putting a backup back would change, and changes nothing.
///
/// # Errors
/// As [`verify_backup`].
pub fn preview_restore(lang: UiLang, folder: &Path, file: &Path) -> Result<RestorePreview, WireError> {
    let (manifest, differences) = zhimai_store::compare(folder, file).map_err(told(lang))?;
    Ok(RestorePreview {
        backup: backup_view(file, &manifest),
        compared: differences.is_some(),
        changes: differences.unwrap_or_default().into_iter().map(restore_change).collect(),
    })
}

/// Puts a backup in the place of the library in `folder`, which is set aside. `now` is the time in milliseconds since
/// 1970-01-01 UTC.
///
/// # Errors
/// As [`verify_backup`], and `Busy` when the library is open; it is as it was then.
pub fn restore(lang: UiLang, folder: &Path, file: &Path, now: i64) -> Result<RestoredView, WireError> {
    let restored = zhimai_store::restore(folder, file, now).map_err(told(lang))?;
    Ok(RestoredView {
        backup: backup_view(file, &restored.manifest),
        set_aside: restored.set_aside.map(|path| path.display().to_string()).unwrap_or_default(),
    })
}

/// The newest good one of the daily backups of a library, which need not be sound itself.
pub fn newest_backup(folder: &Path) -> Option<(PathBuf, BackupView)> {
    let (path, manifest) = zhimai_library::newest_backup(folder)?;
    let view = backup_view(&path, &manifest);
    Some((path, view))
}
