//! Collections as displayed.

use super::desk::Desk;
use crate::wire::{
    ChangedView, CollectionView, ExportedCollection, OpenedCollection, RemoveCollection, RemovedCollection,
    UiLang, WireError,
};
use crate::words;
use zhimai_library::{BUNDLED, Exported};
use zhimai_model::{Bilingual, CollectionInfo};
use zhimai_store::StoredCollection;

impl Desk<'_> {
    /// A collection, by its identifier.
    pub(crate) fn collection(&self, id: &str) -> Result<CollectionView, WireError> {
        let all = self.library.store().collections().map_err(|e| words::store_error(self.lang, &e))?;
        let one = all.into_iter().find(|one| one.id == id);
        one.map(|one| self.collection_view(one)).ok_or_else(|| words::no_collection(self.lang, id))
    }

    pub(crate) fn collection_view(&self, collection: StoredCollection) -> CollectionView {
        let info = serde_json::from_value::<CollectionInfo>(collection.info).ok();
        let own = collection.id != BUNDLED;
        // What the person wrote, or another person whose file was opened, stays as it is.
        let told = |both: &Bilingual| if own { in_language(self.lang, both) } else { self.text(both) };
        let title = info.as_ref().map(|info| told(&info.title)).filter(|title| !title.is_empty());
        CollectionView {
            title: title.unwrap_or_else(|| imported(self.lang)),
            description: info.map(|info| told(&info.description)).unwrap_or_default(),
            articles: collection.articles,
            hidden: collection.hidden,
            own,
            id: collection.id,
        }
    }

    /// Removes a collection.
    pub(crate) fn remove_collection(&self, request: &RemoveCollection) -> Result<ChangedView, WireError> {
        let to = Some(request.to.as_str()).filter(|to| !to.is_empty());
        let changed = self.library.remove_collection(&request.id, to);
        let changed = changed.map_err(|e| words::library_error(self.lang, &e))?;
        Ok(self.changed(changed, if to.is_some() { words::edited } else { words::removed }))
    }

    /// The collections that were removed, the last first.
    pub(crate) fn removed_collections(&self) -> Result<Vec<RemovedCollection>, WireError> {
        let gone = self.library.store().removed_collections();
        let gone = gone.map_err(|e| words::store_error(self.lang, &e))?.into_iter().map(|gone| {
            let (version, articles, hidden) = (0, 0, false);
            let one = StoredCollection { id: gone.id, version, info: gone.info, articles, hidden };
            let title = self.collection_view(one).title;
            RemovedCollection { number: gone.number, title, removed: gone.removed }
        });
        Ok(gone.collect())
    }

    /// The titles of collections. None of their articles is counted.
    pub(crate) fn collection_titles(&self, ids: &[String]) -> Result<Vec<String>, WireError> {
        let title = |id: &String| {
            let info = self.library.store().collection_info(id)?.unwrap_or_default();
            let (version, articles, hidden) = (0, 0, true);
            let one = StoredCollection { id: id.clone(), version, info, articles, hidden };
            Ok(self.collection_view(one).title)
        };
        ids.iter().map(title).collect::<Result<_, _>>().map_err(|e| words::store_error(self.lang, &e))
    }
}

/// What the collection of what is imported is called where nobody named it.
fn imported(lang: UiLang) -> String {
    words::say(lang, "匯入的文章", "导入的文章", "Imported articles")
}

/// The same for a file, which has no name in Simplified characters.
pub(crate) fn unnamed() -> Bilingual {
    Bilingual { zh: imported(UiLang::ZhHant), en: imported(UiLang::En) }
}

/// A collection that an import brought.
pub(super) fn opened(lang: UiLang, opened: zhimai_library::OpenedCollection) -> OpenedCollection {
    OpenedCollection {
        title: in_language(lang, &opened.info.title),
        description: in_language(lang, &opened.info.description),
        articles: opened.articles,
        new: opened.is_new,
    }
}

/// A collection that was written into a file.
pub(crate) fn exported(lang: UiLang, exported: Exported) -> ExportedCollection {
    ExportedCollection {
        path: exported.path.display().to_string(),
        articles: exported.articles,
        pictures: exported.pictures,
        remarks: words::exported(lang, &exported),
        sha256: exported.sha256,
    }
}

fn in_language(lang: UiLang, both: &Bilingual) -> String {
    match lang {
        UiLang::ZhHant | UiLang::ZhHans => both.zh.clone(),
        UiLang::En => both.en.clone(),
    }
}
