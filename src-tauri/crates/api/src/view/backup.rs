//! Backups as displayed.

use super::desk::Desk;
use crate::wire::{BackupCounts, BackupView, BackupsView, KeptView, RestoreChange, RestoreKind, WireError};
use crate::words;
use std::path::Path;
use zhimai_store::{BACKUPS, Difference, Kind, Manifest, SET_ASIDE};

impl Desk<'_> {
    pub(crate) fn backups_view(&self) -> Result<BackupsView, WireError> {
        let library = self.library;
        let chosen = library.chosen_backup_folder();
        let is_chosen = chosen.is_some();
        let folder = chosen.unwrap_or_else(|| library.folder().join(BACKUPS));
        let kept = library.kept_backups().map_err(|e| words::store_error(self.lang, &e))?.into_iter();
        let kept = kept.map(|one| KeptView { name: one.name, made: one.made, bytes: one.bytes });
        let set_aside = library.folder().join(SET_ASIDE);
        Ok(BackupsView {
            kept: kept.collect(),
            folder: folder.display().to_string(),
            chosen: is_chosen,
            trouble: library.backup_trouble(),
            set_aside: if set_aside.is_dir() { set_aside.display().to_string() } else { String::new() },
        })
    }
}

/// A backup that was read whole.
pub(crate) fn backup_view(path: &Path, manifest: &Manifest) -> BackupView {
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
            own: narrow(manifest.rows("own")),
        },
    }
}

/// What putting a backup back would change of a kind.
pub(crate) fn restore_change(one: Difference) -> RestoreChange {
    RestoreChange {
        kind: match one.kind {
            Kind::Note => RestoreKind::Note,
            Kind::Article => RestoreKind::Article,
            Kind::Dictionary => RestoreKind::Dictionary,
            Kind::SavedSearch => RestoreKind::SavedSearch,
            Kind::Own => RestoreKind::Own,
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
