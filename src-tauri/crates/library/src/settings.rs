//! What the library remembers about itself, in the store.

use crate::content::Content;
use std::path::{Path, PathBuf};
use zhimai_store::{Store, StoreError};

/// The stamp of the bundled collection as it was last taken in.
pub(crate) const CONTENT_STAMP: &str = "content.stamp";
/// The version of the way that names were found by in the articles that are there.
pub(crate) const ANNOTATED: &str = "annotated.version";
const BUNDLED: &str = "content.bundled";
const BUNDLED_DICTIONARY: &str = "dictionary.bundled";
const BACKUP_FOLDER: &str = "backup.folder";
const BACKUP_TROUBLE: &str = "backup.trouble";

/// Whether the bundled collection is in the library, and remembers it.
pub(crate) fn decide_bundled(store: &Store, content: Content) -> Result<bool, StoreError> {
    let before: Option<bool> = store.setting(BUNDLED)?;
    let bundled = match content {
        Content::AsIs => before.unwrap_or(true),
        Content::Bundled => true,
        Content::Empty => before.unwrap_or(false),
    };
    if before != Some(bundled) && !store.is_read_only() {
        store.put_setting(BUNDLED, &bundled)?;
    }
    Ok(bundled)
}

/// Whether the dictionary that comes with the program is used, which it is until the person says otherwise.
pub(crate) fn uses_bundled_dictionary(store: &Store) -> Result<bool, StoreError> {
    Ok(store.setting(BUNDLED_DICTIONARY)?.unwrap_or(true))
}

pub(crate) fn use_bundled_dictionary(store: &Store, is_on: bool) -> Result<(), StoreError> {
    store.put_setting(BUNDLED_DICTIONARY, &is_on)
}

/// The folder that the person chose for the daily backups.
pub(crate) fn backup_folder(store: &Store) -> Option<PathBuf> {
    store.setting(BACKUP_FOLDER).ok().flatten().flatten()
}

/// The same, of a library that cannot be opened, as far as it can be read.
pub(crate) fn peek_backup_folder(folder: &Path) -> Option<PathBuf> {
    Store::peek::<Option<PathBuf>>(folder, BACKUP_FOLDER).flatten()
}

pub(crate) fn choose_backup_folder(store: &Store, folder: Option<&Path>) -> Result<(), StoreError> {
    store.put_setting(BACKUP_FOLDER, &folder)
}

/// Why the last daily backup could not be made; empty when it could.
pub(crate) fn backup_trouble(store: &Store) -> String {
    store.setting(BACKUP_TROUBLE).ok().flatten().unwrap_or_default()
}

pub(crate) fn keep_backup_trouble(store: &Store, trouble: &str) -> Result<(), StoreError> {
    if backup_trouble(store) == trouble { Ok(()) } else { store.put_setting(BACKUP_TROUBLE, &trouble) }
}
