//! Imports that were made, as displayed.

use super::desk::Desk;
use crate::wire::{ImportView, StayedView, TakenBackView, UiLang, WireError};
use crate::words;
use zhimai_library::{ChangeOf, KeptArticle, StoredImport, TakenBack};
use zhimai_model::Address;

impl Desk<'_> {
    /// The imports, newest first.
    pub(crate) fn import_views(&self) -> Result<Vec<ImportView>, WireError> {
        let imports = self.library.imports().map_err(|e| words::store_error(self.lang, &e))?;
        Ok(imports.into_iter().map(|import| import_view(self.lang, import)).collect())
    }

    /// What the person edited and removed, newest first.
    pub(crate) fn own_change_views(&self) -> Result<Vec<ImportView>, WireError> {
        let changes = self.library.own_changes().map_err(|e| words::store_error(self.lang, &e))?;
        Ok(changes.into_iter().map(|change| import_view(self.lang, change)).collect())
    }
}

pub(super) fn import_view(lang: UiLang, import: StoredImport) -> ImportView {
    let kind = match import.kind {
        ChangeOf::Import => "import",
        ChangeOf::Edit => "edit",
        ChangeOf::Removal => "removal",
    };
    ImportView {
        id: import.id,
        kind: kind.to_owned(),
        fields: import.fields.into_iter().map(|field| words::header_field(lang, field)).collect(),
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

/// What became of a change that was taken back or brought back.
pub(crate) fn taken_back(lang: UiLang, done: TakenBack) -> TakenBackView {
    TakenBackView {
        articles: done.articles,
        versions: done.versions,
        kept: done.kept,
        named: stayed(lang, done.named),
    }
}

/// Articles that stayed as they were.
pub(super) fn stayed(lang: UiLang, kept: Vec<KeptArticle>) -> Vec<StayedView> {
    let stayed = kept.into_iter().map(|kept| StayedView {
        address: Address::Article(kept.id.clone()).to_string(),
        title: if kept.title.is_empty() { kept.id } else { kept.title },
        why: words::why_kept(lang, kept.why),
    });
    stayed.collect()
}
