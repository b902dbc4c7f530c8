//! The library itself as displayed: what it holds, what became of an import, and the person's settings.

use super::collections::opened;
use super::desk::Desk;
use super::rates::Rates;
use crate::wire::{
    Counts, DictionaryView, ImportReport, ImportedDictionary, IndexState, ProblemView, Settings, Status,
    UiLang, WireError,
};
use crate::words;
use std::collections::HashMap;
use zhimai_library::{IMPORTED, Imported};
use zhimai_model::{Address, Conflict};
use zhimai_store::{StoreError, StoredDictionary, StoredProblem};

/// How many problems the tray shows.
const PROBLEMS: u32 = 1_000;
/// What the person's settings are kept under, and the most past searches that are kept in them.
const SETTINGS: &str = "settings";
const SEARCHES: usize = 50;

impl Desk<'_> {
    pub(crate) fn status_view(&self) -> Result<Status, WireError> {
        let (library, store, lang) = (self.library, self.library.store(), self.lang);
        let told = |e: StoreError| words::store_error(lang, &e);
        let collections = store.collections().map_err(told)?;
        let dictionary = |one: StoredDictionary| DictionaryView { name: one.name, entries: one.entries };
        Ok(Status {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            folder: library.folder().display().to_string(),
            collections: collections.into_iter().map(|one| self.collection_view(one)).collect(),
            dictionaries: store.dictionaries().map_err(told)?.into_iter().map(dictionary).collect(),
            counts: self.counts()?,
            index: index_state(lang, library.indexer().state()),
            store_bytes: store.size_bytes(),
            index_bytes: library.indexer().size_bytes(),
        })
    }

    /// How many of each kind the library holds, and of what is known how many were known.
    pub(crate) fn counts(&self) -> Result<Counts, WireError> {
        let store = self.library.store();
        let told = |e: StoreError| words::store_error(self.lang, &e);
        let (notes, binned) = store.note_counts().map_err(told)?;
        let size = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let known = self.knowledge();
        let events = known.events().iter().filter(|event| self.is_event_known(event));
        let is_conflict =
            |conflict: &&Conflict| conflict.claims.iter().filter(|id| self.is_known(id)).count() > 1;
        Ok(Counts {
            articles: store.article_count(self.as_of_day).map_err(told)?,
            entities: size(known.entities().iter().filter(|entity| self.is_entity_known(entity)).count()),
            events: size(events.clone().count()),
            claims: size(events.map(|event| self.known_claims(event).len()).sum()),
            conflicts: size(known.conflicts().iter().filter(is_conflict).count()),
            terms: size(known.terms().len()),
            notes,
            binned,
            problems: store.problem_count().map_err(told)?,
        })
    }

    /// The problems in the tray, newest first.
    pub(crate) fn problem_views(&self) -> Result<Vec<ProblemView>, WireError> {
        let problems = self.library.store().problems(PROBLEMS);
        let problems = problems.map_err(|e| words::store_error(self.lang, &e))?;
        let imports = self.library.imports().map_err(|e| words::store_error(self.lang, &e))?;
        let imports: HashMap<_, _> = imports.into_iter().map(|import| (import.id, import.origin)).collect();
        Ok(problems.into_iter().map(|stored| self.problem_in_tray(stored, &imports)).collect())
    }

    fn problem_in_tray(&self, stored: StoredProblem, imports: &HashMap<i64, Vec<String>>) -> ProblemView {
        let from = stored.import.and_then(|import| imports.get(&import));
        let store = self.library.store();
        let article =
            stored.path.as_ref().and_then(|path| store.article_of_file(IMPORTED, path).ok().flatten());
        ProblemView {
            id: Some(stored.key),
            time: Some(stored.time),
            again: stored.path.is_some(),
            article: article.map(|id| Address::Article(id).to_string()),
            import: stored.import.filter(|_| from.is_some()),
            from: from.cloned().unwrap_or_default(),
            ..words::problem_view(self.lang, &stored.problem)
        }
    }

    /// The person's settings; those of a new library until any were kept.
    pub(crate) fn settings(&self) -> Result<Settings, WireError> {
        let kept = self.library.store().setting(SETTINGS).map_err(|e| words::store_error(self.lang, &e))?;
        Ok(kept.unwrap_or_else(|| Settings { history: true, ..Settings::default() }))
    }

    /// Keeps settings, brought into bounds, and gives them back as kept.
    pub(crate) fn save_settings(&self, mut settings: Settings) -> Result<Settings, WireError> {
        settings.text_scale = if settings.text_scale == 0 { 0 } else { settings.text_scale.clamp(80, 200) };
        settings.searches.truncate(SEARCHES);
        Rates::read(self.lang, &settings.rates)?;
        let kept = self.library.store().put_setting(SETTINGS, &settings);
        kept.map_err(|e| words::store_error(self.lang, &e))?;
        Ok(settings)
    }
}

/// How the index is, with why it could not be built in words.
pub(crate) fn index_state(lang: UiLang, state: zhimai_library::IndexState) -> IndexState {
    use zhimai_library::IndexState as State;
    match state {
        State::Ready => IndexState::Ready,
        State::Building { done, total } => IndexState::Building { done, total },
        State::Failed(why) => IndexState::Failed { reason: words::no_index(lang, &why) },
    }
}

/// What became of an import.
pub(crate) fn import_report(lang: UiLang, imported: Imported) -> ImportReport {
    let dictionary = |one: zhimai_library::ImportedDictionary| ImportedDictionary {
        name: one.name,
        entries: one.entries,
        replaced: one.replaced,
    };
    ImportReport {
        added: imported.added,
        unchanged: imported.unchanged,
        updated: imported.updated,
        changed: imported.changed,
        dictionaries: imported.dictionaries.into_iter().map(dictionary).collect(),
        collections: imported.collections.into_iter().map(|one| opened(lang, one)).collect(),
        refused: imported.refused,
        cancelled: imported.cancelled,
        rehearsed: imported.rehearsed,
        milliseconds: imported.milliseconds,
        remark: match imported.rehearsed {
            true => words::rehearsed(lang, imported.milliseconds),
            false => String::new(),
        },
        addresses: imported.addresses.iter().map(ToString::to_string).collect(),
        problems: imported.problems.iter().map(|problem| words::problem_view(lang, problem)).collect(),
    }
}
