//! Imports that were made, as displayed.

use super::desk::Desk;
use crate::wire::{ImportView, StayedView, TakenBackView, UiLang, WireError};
use crate::words;
use zhimai_library::{StoredImport, TakenBack};
use zhimai_model::Address;

impl Desk<'_> {
    /// The imports, newest first.
    pub(crate) fn import_views(&self) -> Result<Vec<ImportView>, WireError> {
        let imports = self.library.imports().map_err(|e| words::store_error(self.lang, &e))?;
        Ok(imports.into_iter().map(import_view).collect())
    }
}

pub(super) fn import_view(import: StoredImport) -> ImportView {
    ImportView {
        id: import.id,
        began: import.began,
        ended: import.ended,
        from: import.origin,
        added: import.added,
        changed: import.changed,
        updated: import.updated,
        unchanged: import.unchanged,
        refused: import.refused,
        dictionaries: import.dictionaries,
        cancelled: import.cancelled,
        undone: import.undone,
        standing: import.standing,
        taken_back: import.taken_back,
    }
}

/// What became of an import that was taken back or brought back.
pub(crate) fn taken_back(lang: UiLang, done: TakenBack) -> TakenBackView {
    let named = done.named.into_iter().map(|kept| StayedView {
        address: Address::Article(kept.id.clone()).to_string(),
        title: if kept.title.is_empty() { kept.id } else { kept.title },
        why: words::why_kept(lang, kept.why),
    });
    TakenBackView {
        articles: done.articles,
        versions: done.versions,
        kept: done.kept,
        named: named.collect(),
    }
}
