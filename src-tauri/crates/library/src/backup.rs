//! Backups of an open library: making them, and which there are.

use crate::error::LibraryError;
use crate::library::Library;
use crate::place::INDEX;
use crate::settings;
use std::path::{Path, PathBuf};
use zhimai_store::{BACKUPS, Kept, Manifest, Store, StoreError};

const PROGRAM: &str = env!("CARGO_PKG_VERSION");

impl Library {
    /// Puts a backup at `to`, or under a name that tells the time into the folder that is there. Gives where it is.
    ///
    /// # Errors
    /// `Exists` when a file is there already, and whatever store and disk say; there is nothing new at `to` then.
    pub fn back_up(&self, to: &Path) -> Result<(PathBuf, Manifest), LibraryError> {
        let now = self.now();
        let to = if to.is_dir() { to.join(backup_name(now)) } else { to.to_owned() };
        self.check_place(&to)?;
        let manifest = self.store().back_up(&to, now, PROGRAM)?;
        Ok((to, manifest))
    }

    /// Says no to a folder that is not there, and to that of the index, which is thrown away with what is in it.
    fn check_place(&self, to: &Path) -> Result<(), LibraryError> {
        let parent = to.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let unusable = |e: std::io::Error| folder_error(parent, e.to_string());
        let folder = parent.canonicalize().map_err(unusable)?;
        let own = self.folder().canonicalize().map_err(unusable)?;
        let within = folder.strip_prefix(own).ok().and_then(|within| within.components().next());
        if within.is_some_and(|part| part.as_os_str().to_string_lossy().starts_with(INDEX)) {
            return Err(LibraryError::IndexFolder { folder: parent.to_owned() });
        }
        Ok(())
    }

    /// Makes the backup of this day, where there is none yet. Where the folder that the person chose cannot be used, it goes
    /// into the library's own, and why, as `words` puts it, is kept to be told with the backups.
    ///
    /// # Errors
    /// When it cannot be made there either.
    pub fn back_up_daily(&self, words: impl Fn(&LibraryError) -> String) -> Result<(), LibraryError> {
        if self.store().is_read_only() {
            return Ok(());
        }
        let (now, chosen) = (self.now(), self.chosen_backup_folder());
        let attempt = |folder: &Path| -> Result<(), LibraryError> {
            self.store().back_up_daily(folder, now, PROGRAM)?;
            Ok(())
        };
        let own = self.folder().join(BACKUPS);
        // A folder that is gone, such as one on a disk that is not there, is not made anew.
        let mut result = match &chosen {
            Some(folder) if folder.is_dir() => attempt(folder),
            Some(folder) => Err(folder_error(folder, String::new())),
            None => attempt(&own),
        };
        let trouble = result.as_ref().err().map(words).unwrap_or_default();
        if result.is_err() && chosen.is_some() {
            result = attempt(&own);
        }
        settings::keep_backup_trouble(self.store(), &trouble)?;
        result
    }

    /// Why the last daily backup could not be made, as it was put into words then; empty when it could.
    pub fn backup_trouble(&self) -> String {
        settings::backup_trouble(self.store())
    }

    /// The folder that the person chose for the daily backups; nothing for the one in the library's folder.
    pub fn chosen_backup_folder(&self) -> Option<PathBuf> {
        settings::backup_folder(self.store())
    }

    /// Chooses the folder for the daily backups; nothing for the one in the library's folder.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn choose_backup_folder(&self, folder: Option<&Path>) -> Result<(), LibraryError> {
        Ok(settings::choose_backup_folder(self.store(), folder)?)
    }

    /// The daily backup of this name, if there is one.
    pub fn kept_backup(&self, name: &str) -> Option<PathBuf> {
        let kept = self.kept_backups().ok()?;
        kept.into_iter().find(|one| one.name == name).map(|one| one.path)
    }

    /// The daily backups, the newest first: those in the folder that the person chose, and those in the library's own, where
    /// they go when that one cannot be used.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn kept_backups(&self) -> Result<Vec<Kept>, StoreError> {
        let identity = self.store().identity()?;
        let mut kept = zhimai_store::kept(&self.folder().join(BACKUPS), &identity);
        if let Some(chosen) = self.chosen_backup_folder() {
            kept.extend(zhimai_store::kept(&chosen, &identity));
        }
        kept.sort_by(|a, b| b.name.cmp(&a.name));
        kept.dedup_by(|a, b| a.name == b.name);
        Ok(kept)
    }
}

fn folder_error(folder: &Path, detail: String) -> LibraryError {
    LibraryError::Folder { folder: folder.to_owned(), detail }
}

/// What a backup that the person makes is called when they do not say.
pub fn backup_name(now: i64) -> String {
    format!("zhimai-{}.zhimai", zhimai_store::stamp(now))
}

/// The newest good one of the daily backups of a library, which need not be sound itself.
pub fn newest_backup(folder: &Path) -> Option<(PathBuf, Manifest)> {
    let mut folders = vec![folder.join(BACKUPS)];
    folders.extend(settings::peek_backup_folder(folder));
    // A folder that the person chose may have the backups of several libraries in it.
    let identity = Store::peek_identity(folder).unwrap_or_default();
    let (kept, manifest) = zhimai_store::newest_good(&folders, &identity)?;
    Some((kept.path, manifest))
}
