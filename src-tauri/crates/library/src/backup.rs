//! Backups, for the doors: making them, looking at them, and putting one in the place of a library that nobody has open.

use crate::api::{
    BackupCounts, BackupView, BackupsView, KeptView, RestoreChange, RestoreKind, RestorePreview,
    RestoredView, Soundness, UiLang, WireError,
};
use crate::{Library, settings, words};
use std::path::{Path, PathBuf};
use zhimai_store::{BACKUPS, Difference, Kept, Kind, Manifest, SET_ASIDE, Store, StoreError};

const PROGRAM: &str = env!("CARGO_PKG_VERSION");

fn told(lang: UiLang) -> impl Fn(StoreError) -> WireError {
    move |e| words::store_error(lang, &e)
}

impl Library {
    /// Puts a backup at `to`, or under a name that tells the time into the folder that is there.
    ///
    /// # Errors
    /// `Taken` when a file is there already, and whatever store and disk say; there is nothing new at `to` then.
    pub fn back_up(&self, lang: UiLang, to: &Path) -> Result<BackupView, WireError> {
        let now = self.now();
        let to = if to.is_dir() { to.join(backup_name(now)) } else { to.to_owned() };
        self.check_place(lang, &to)?;
        let manifest = self.store().back_up(&to, now, PROGRAM).map_err(told(lang))?;
        Ok(view(&to, &manifest))
    }

    /// Says no to a folder that is not there, and to that of the index, which is thrown away with what is in it.
    fn check_place(&self, lang: UiLang, to: &Path) -> Result<(), WireError> {
        let parent = to.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let unusable = |detail: &str| words::unreadable_folder(lang, parent, detail);
        let folder = parent.canonicalize().map_err(|e| unusable(&e.to_string()))?;
        let own = self.folder().canonicalize().map_err(|e| unusable(&e.to_string()))?;
        let within = folder.strip_prefix(own).ok().and_then(|within| within.components().next());
        if within.is_some_and(|part| part.as_os_str().to_string_lossy().starts_with(crate::INDEX)) {
            return Err(unusable(words::index_folder(lang)));
        }
        Ok(())
    }

    /// Makes the backup of this day, where there is none yet. Where the folder that the person chose cannot be used, it goes
    /// into the library's own, and why is told with the backups.
    ///
    /// # Errors
    /// When it cannot be made there either.
    pub fn back_up_daily(&self, lang: UiLang) -> Result<(), WireError> {
        if self.store().is_read_only() {
            return Ok(());
        }
        let (now, chosen) = (self.now(), settings::backup_folder(self.store()));
        let attempt =
            |folder: &Path| self.store().back_up_daily(folder, now, PROGRAM).map(drop).map_err(told(lang));
        let own = self.folder().join(BACKUPS);
        // A folder that is gone, such as one on a disk that is not there, is not made anew.
        let mut result = match &chosen {
            Some(folder) if folder.is_dir() => attempt(folder),
            Some(folder) => Err(words::unreadable_folder(lang, folder, "")),
            None => attempt(&own),
        };
        let trouble = result.as_ref().err().map(|e| e.message.clone()).unwrap_or_default();
        if result.is_err() && chosen.is_some() {
            result = attempt(&own);
        }
        settings::keep_backup_trouble(self.store(), &trouble).map_err(told(lang))?;
        result
    }

    /// Chooses the folder for the daily backups; nothing for the one in the library's folder.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn choose_backup_folder(&self, lang: UiLang, folder: Option<&Path>) -> Result<(), WireError> {
        settings::choose_backup_folder(self.store(), folder).map_err(told(lang))
    }

    /// The daily backup of this name, if there is one.
    pub fn kept_backup(&self, name: &str) -> Option<PathBuf> {
        let kept = self.kept_backups().ok()?;
        kept.into_iter().find(|one| one.name == name).map(|one| one.path)
    }

    /// The daily backups, the newest first: those in the folder that the person chose, and those in the library's own, where
    /// they go when that one cannot be used.
    fn kept_backups(&self) -> Result<Vec<Kept>, StoreError> {
        let identity = self.store().identity()?;
        let mut kept = zhimai_store::kept(&self.folder().join(BACKUPS), &identity);
        if let Some(chosen) = settings::backup_folder(self.store()) {
            kept.extend(zhimai_store::kept(&chosen, &identity));
        }
        kept.sort_by(|a, b| b.name.cmp(&a.name));
        kept.dedup_by(|a, b| a.name == b.name);
        Ok(kept)
    }

    pub(crate) fn backups_view(&self, lang: UiLang) -> Result<BackupsView, WireError> {
        let chosen = settings::backup_folder(self.store());
        let is_chosen = chosen.is_some();
        let folder = chosen.unwrap_or_else(|| self.folder().join(BACKUPS));
        let kept = self.kept_backups().map_err(told(lang))?.into_iter();
        let kept = kept.map(|one| KeptView { name: one.name, made: one.made, bytes: one.bytes });
        let set_aside = self.folder().join(SET_ASIDE);
        Ok(BackupsView {
            kept: kept.collect(),
            folder: folder.display().to_string(),
            chosen: is_chosen,
            trouble: settings::backup_trouble(self.store()),
            set_aside: if set_aside.is_dir() { set_aside.display().to_string() } else { String::new() },
        })
    }

    /// Reads the whole library and says what is damaged.
    pub(crate) fn soundness(&self, lang: UiLang) -> Result<Soundness, WireError> {
        verify_library(lang, self.folder())
    }
}

/// What a backup that the person makes is called when they do not say.
pub fn backup_name(now: i64) -> String {
    format!("zhimai-{}.zhimai", zhimai_store::stamp(now))
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
/// `BadBackup` with what is wrong and where.
pub fn verify_backup(lang: UiLang, file: &Path) -> Result<BackupView, WireError> {
    let manifest = zhimai_store::verify(file).map_err(told(lang))?;
    Ok(view(file, &manifest))
}

/// Says what putting a backup back would change, and changes nothing.
///
/// # Errors
/// As [`verify_backup`].
pub fn preview_restore(lang: UiLang, folder: &Path, file: &Path) -> Result<RestorePreview, WireError> {
    let (manifest, differences) = zhimai_store::compare(folder, file).map_err(told(lang))?;
    Ok(RestorePreview {
        backup: view(file, &manifest),
        compared: differences.is_some(),
        changes: differences.unwrap_or_default().into_iter().map(change).collect(),
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
        backup: view(file, &restored.manifest),
        set_aside: restored.set_aside.map(|path| path.display().to_string()).unwrap_or_default(),
    })
}

/// The newest good one of the daily backups of a library, which need not be sound itself.
pub fn newest_backup(folder: &Path) -> Option<(PathBuf, BackupView)> {
    let mut folders = vec![folder.join(BACKUPS)];
    folders.extend(settings::peek_backup_folder(folder));
    // A folder that the person chose may have the backups of several libraries in it.
    let identity = Store::peek_identity(folder).unwrap_or_default();
    let (kept, manifest) = zhimai_store::newest_good(&folders, &identity)?;
    let view = view(&kept.path, &manifest);
    Some((kept.path, view))
}

fn view(path: &Path, manifest: &Manifest) -> BackupView {
    BackupView {
        path: path.display().to_string(),
        made: manifest.made,
        version: manifest.program.clone(),
        bytes: manifest.bytes,
        counts: BackupCounts {
            notes: narrow(manifest.rows("note")),
            articles: narrow(manifest.rows("article")),
            dictionaries: narrow(manifest.rows("dictionary")),
            saved_searches: narrow(manifest.rows("saved_search")),
        },
    }
}

fn change(one: Difference) -> RestoreChange {
    RestoreChange {
        kind: match one.kind {
            Kind::Note => RestoreKind::Note,
            Kind::Article => RestoreKind::Article,
            Kind::Dictionary => RestoreKind::Dictionary,
            Kind::SavedSearch => RestoreKind::SavedSearch,
            Kind::Draft => RestoreKind::Draft,
        },
        here: narrow(one.here),
        there: narrow(one.there),
        only_here: narrow(one.only_here),
        only_there: narrow(one.only_there),
        newer_here: narrow(one.newer_here),
        newer_there: narrow(one.newer_there),
        named: one.named,
    }
}

fn narrow(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
