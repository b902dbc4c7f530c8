//! The front desk's answers: each finds what is asked for and hands it to the views.

use crate::api::*;
use crate::view::Desk;
use crate::{Library, content, settings, words};
use std::sync::atomic::Ordering;
use zhimai_model::CollectionInfo;
use zhimai_store::{StoreError, StoredDictionary};

/// How many articles a list holds when the request does not say, and how many problems the tray shows.
const ARTICLES: u32 = 50;
const PROBLEMS: u32 = 1_000;

impl Library {
    fn desk(&self, lang: UiLang) -> Desk<'_> {
        Desk { library: self, lang }
    }
}

fn told(lang: UiLang) -> impl Fn(StoreError) -> WireError {
    move |e| words::store_error(lang, &e)
}

impl FrontDesk for Library {
    fn status(&self, lang: UiLang, _: Nothing) -> Result<Status, WireError> {
        let store = self.store();
        let (notes, binned) = store.note_counts().map_err(told(lang))?;
        let size = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let known = self.knowledge();
        let collections = store.collections().map_err(told(lang))?.into_iter().map(|collection| {
            let info = serde_json::from_value::<CollectionInfo>(collection.info).ok();
            CollectionView {
                title: match &info {
                    Some(info) => words::text(lang, &info.title),
                    None => words::say(lang, "匯入的文章", "导入的文章", "Imported articles"),
                },
                description: info.map(|info| words::text(lang, &info.description)).unwrap_or_default(),
                articles: collection.articles,
                id: collection.id,
            }
        });
        let dictionaries = store.dictionaries().map(|list| {
            let view = |one: StoredDictionary| DictionaryView { name: one.name, entries: one.entries };
            list.into_iter().map(view).collect()
        });
        Ok(Status {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            folder: self.folder().display().to_string(),
            collections: collections.collect(),
            dictionaries: dictionaries.map_err(told(lang))?,
            counts: Counts {
                articles: store.article_count().map_err(told(lang))?,
                entities: size(known.entities().len()),
                events: size(known.events().len()),
                claims: size(known.claim_count()),
                conflicts: size(known.conflicts().len()),
                terms: size(known.terms().len()),
                notes,
                binned,
                problems: store.problem_count().map_err(told(lang))?,
            },
            index: self.index_state(),
            store_bytes: store.size_bytes(),
            index_bytes: self.index_bytes(),
        })
    }

    fn written_elsewhere(&self, _: UiLang, _: Nothing) -> Result<WrittenElsewhere, WireError> {
        if self.is_kept() {
            self.notice_other_processes();
        }
        Ok(WrittenElsewhere { number: self.store().written_elsewhere() })
    }

    fn search(&self, lang: UiLang, request: SearchRequest) -> Result<SearchResponse, WireError> {
        if request.sequence < self.newest_search.fetch_max(request.sequence, Ordering::Relaxed)
            && request.sequence != 0
        {
            return Err(words::cancelled(lang));
        }
        let mut answered = self.desk(lang).search_view(request.clone());
        if answered.is_err() && self.mend_after_failure() {
            answered = self.desk(lang).search_view(request);
        }
        Ok(SearchResponse { behind: self.changes_unseen(), ..answered? })
    }

    fn article(&self, lang: UiLang, request: ArticleRequest) -> Result<ArticleView, WireError> {
        self.desk(lang).article_view(&request)
    }

    fn articles(&self, lang: UiLang, request: ArticlesRequest) -> Result<ArticleList, WireError> {
        let collection = (!request.collection.is_empty()).then_some(request.collection.as_str());
        let limit = if request.limit == 0 { ARTICLES } else { request.limit };
        let (total, rows) = self.store().articles(collection, limit, request.offset).map_err(told(lang))?;
        Ok(ArticleList { total, articles: self.desk(lang).summaries(&rows) })
    }

    fn remove_article(&self, lang: UiLang, request: IdRequest) -> Result<Nothing, WireError> {
        // By its row: one whose text is damaged can go too.
        let rows = self.store().article_rows_by_ids(&[&request.id]).map_err(told(lang))?;
        if rows.iter().any(|row| row.collection == content::BUNDLED) {
            let message = words::say(
                lang,
                "這篇屬於內附的文集，不能單獨移除。",
                "这篇属于内附的文集，不能单独移除。",
                "This article is of the bundled collection and cannot be removed on its own.",
            );
            return Err(words::bad_request(lang, message));
        }
        self.store().remove_article(&request.id).map_err(told(lang))?;
        self.store_changed();
        Ok(Nothing {})
    }

    fn remove_dictionary(&self, lang: UiLang, request: IdRequest) -> Result<Nothing, WireError> {
        self.store().remove_dictionary(&request.id).map_err(|e| match e {
            StoreError::NotFound { .. } => words::no_dictionary(lang, &request.id),
            e => words::store_error(lang, &e),
        })?;
        self.give_room_back();
        self.store_changed();
        Ok(Nothing {})
    }

    fn entities(&self, lang: UiLang, request: EntitiesRequest) -> Result<Vec<EntitySummary>, WireError> {
        self.desk(lang).entity_summaries(&request)
    }

    fn entity(&self, lang: UiLang, request: IdRequest) -> Result<EntityView, WireError> {
        self.desk(lang).entity_view(&request.id)
    }

    fn event(&self, lang: UiLang, request: IdRequest) -> Result<EventView, WireError> {
        self.desk(lang).event_view(&request.id)
    }

    fn timeline(&self, lang: UiLang, request: TimelineRequest) -> Result<Timeline, WireError> {
        self.desk(lang).timeline_view(&request)
    }

    fn glossary(&self, lang: UiLang, request: GlossaryRequest) -> Result<Vec<TermSummary>, WireError> {
        Ok(self.desk(lang).glossary_view(&request))
    }

    fn term(&self, lang: UiLang, request: IdRequest) -> Result<TermView, WireError> {
        self.desk(lang).term_view(&request.id)
    }

    fn lookup(&self, lang: UiLang, request: LookupRequest) -> Result<Vec<Link>, WireError> {
        Ok(self.desk(lang).lookup_view(&request))
    }

    fn notes(&self, lang: UiLang, request: NotesRequest) -> Result<Vec<NoteView>, WireError> {
        self.desk(lang).note_views(&request)
    }

    fn note(&self, lang: UiLang, request: IdRequest) -> Result<NoteView, WireError> {
        let desk = self.desk(lang);
        desk.note_or_damaged(&request.id)
    }

    fn save_note(&self, lang: UiLang, request: SaveNote) -> Result<NoteView, WireError> {
        self.changed(self.desk(lang).save(request))
    }

    fn drafts(&self, lang: UiLang, _: Nothing) -> Result<Vec<Draft>, WireError> {
        self.desk(lang).drafts()
    }

    fn keep_draft(&self, lang: UiLang, request: Draft) -> Result<Nothing, WireError> {
        self.desk(lang).keep_draft(&request)
    }

    fn drop_draft(&self, lang: UiLang, request: IdRequest) -> Result<Nothing, WireError> {
        self.desk(lang).drop_draft(&request)
    }

    fn delete_note(&self, lang: UiLang, request: IdRequest) -> Result<NoteView, WireError> {
        self.changed(self.desk(lang).delete(&request))
    }

    fn restore_note(&self, lang: UiLang, request: IdRequest) -> Result<NoteView, WireError> {
        self.changed(self.desk(lang).restore(&request))
    }

    fn settle_note(&self, lang: UiLang, request: IdRequest) -> Result<NoteView, WireError> {
        self.desk(lang).settle(&request)
    }

    fn note_history(&self, lang: UiLang, request: IdRequest) -> Result<Vec<NoteVersionView>, WireError> {
        self.desk(lang).history(&request)
    }

    fn revert_note(&self, lang: UiLang, request: RevertNote) -> Result<NoteView, WireError> {
        self.changed(self.desk(lang).revert(&request))
    }

    fn saved_searches(&self, lang: UiLang, _: Nothing) -> Result<Vec<SavedSearch>, WireError> {
        self.desk(lang).saved_searches()
    }

    fn save_search(&self, lang: UiLang, request: SaveSearch) -> Result<SavedSearch, WireError> {
        self.desk(lang).save_search(request)
    }

    fn rename_search(&self, lang: UiLang, request: RenameSearch) -> Result<SavedSearch, WireError> {
        self.desk(lang).rename_search(&request)
    }

    fn delete_search(&self, lang: UiLang, request: NameRequest) -> Result<Nothing, WireError> {
        self.desk(lang).delete_search(&request)
    }

    fn import_text(&self, lang: UiLang, request: ImportText) -> Result<ImportReport, WireError> {
        self.take_in_text(lang, &request)
    }

    fn problems(&self, lang: UiLang, _: Nothing) -> Result<Vec<ProblemView>, WireError> {
        let problems = self.store().problems(PROBLEMS).map_err(told(lang))?;
        Ok(problems.iter().map(|stored| words::problem_view(lang, &stored.problem)).collect())
    }

    fn clear_problems(&self, lang: UiLang, _: Nothing) -> Result<Nothing, WireError> {
        self.store().clear_problems().map_err(told(lang))?;
        Ok(Nothing {})
    }

    fn settings(&self, lang: UiLang, _: Nothing) -> Result<Settings, WireError> {
        settings::read(self.store()).map_err(told(lang))
    }

    fn save_settings(&self, lang: UiLang, request: Settings) -> Result<Settings, WireError> {
        settings::write(self.store(), request).map_err(told(lang))
    }

    fn backups(&self, lang: UiLang, _: Nothing) -> Result<BackupsView, WireError> {
        self.backups_view(lang)
    }

    fn verify(&self, lang: UiLang, _: Nothing) -> Result<Soundness, WireError> {
        self.soundness(lang)
    }
}

impl Library {
    /// Passes on what a change gave, and has the index take note of it.
    fn changed<T>(&self, result: Result<T, WireError>) -> Result<T, WireError> {
        if result.is_ok() {
            self.store_changed();
        }
        result
    }
}
