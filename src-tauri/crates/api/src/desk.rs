//! The front desk's answers: each finds what is asked for and hands it to the views.

use crate::open::OpenLibrary;
use crate::restore::verify_library;
use crate::view::import_report;
use crate::wire::*;
use crate::words;
use std::sync::atomic::Ordering;
use zhimai_library::LibraryError;
use zhimai_store::StoreError;

/// How many articles a list holds when the request does not say.
const ARTICLES: u32 = 50;

fn told(lang: UiLang) -> impl Fn(StoreError) -> WireError {
    move |e| words::store_error(lang, &e)
}

fn said(lang: UiLang) -> impl Fn(LibraryError) -> WireError {
    move |e| words::library_error(lang, &e)
}

impl FrontDesk for OpenLibrary {
    fn status(&self, lang: UiLang, _: Nothing) -> Result<Status, WireError> {
        self.desk(lang).status_view()
    }

    fn front_page(&self, lang: UiLang, _: Nothing) -> Result<FrontPage, WireError> {
        self.desk(lang).front_page()
    }

    fn written_elsewhere(&self, _: UiLang, _: Nothing) -> Result<WrittenElsewhere, WireError> {
        let indexer = self.library().indexer();
        if indexer.is_kept() {
            indexer.notice_other_processes();
        }
        Ok(WrittenElsewhere { number: self.library().store().written_elsewhere() })
    }

    fn search(&self, lang: UiLang, request: SearchRequest) -> Result<SearchResponse, WireError> {
        let newest = self.newest_search();
        if request.sequence < newest.fetch_max(request.sequence, Ordering::Relaxed) && request.sequence != 0 {
            return Err(words::cancelled(lang));
        }
        let mut answered = self.desk(lang).search_view(request.clone(), newest);
        if answered.is_err() && self.library().indexer().mend_after_failure() {
            answered = self.desk(lang).search_view(request, newest);
        }
        Ok(SearchResponse { behind: self.changes_unseen(), ..answered? })
    }

    fn article(&self, lang: UiLang, request: ArticleRequest) -> Result<ArticleView, WireError> {
        self.desk(lang).article_view(&request)
    }

    fn articles(&self, lang: UiLang, request: ArticlesRequest) -> Result<ArticleList, WireError> {
        let collection = (!request.collection.is_empty()).then_some(request.collection.as_str());
        let limit = if request.limit == 0 { ARTICLES } else { request.limit };
        let (total, rows) =
            self.library().store().articles(collection, limit, request.offset).map_err(told(lang))?;
        Ok(ArticleList { total, articles: self.desk(lang).summaries(&rows) })
    }

    fn article_versions(
        &self,
        lang: UiLang,
        request: IdRequest,
    ) -> Result<Vec<ArticleVersionView>, WireError> {
        self.desk(lang).article_versions(&request)
    }

    fn compare_versions(&self, lang: UiLang, request: CompareVersions) -> Result<Comparison, WireError> {
        self.desk(lang).compare_versions(&request)
    }

    fn remove_article(&self, lang: UiLang, request: IdRequest) -> Result<Nothing, WireError> {
        self.library().remove_article(&request.id).map_err(said(lang))?;
        Ok(Nothing {})
    }

    fn remove_dictionary(&self, lang: UiLang, request: IdRequest) -> Result<Nothing, WireError> {
        self.library().remove_dictionary(&request.id).map_err(said(lang))?;
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

    fn thing(&self, lang: UiLang, request: ThingRequest) -> Result<ThingView, WireError> {
        self.desk(lang).thing(&request)
    }

    fn put_thing(&self, lang: UiLang, request: PutThing) -> Result<ThingView, WireError> {
        self.desk(lang).put_thing(request)
    }

    fn remove_thing(&self, lang: UiLang, request: ThingRequest) -> Result<Nothing, WireError> {
        self.desk(lang).remove_thing(&request)
    }

    fn revert_thing(&self, lang: UiLang, request: ThingRequest) -> Result<ThingView, WireError> {
        self.desk(lang).revert_thing(&request)
    }

    fn own_things(&self, lang: UiLang, _: Nothing) -> Result<Vec<OwnThing>, WireError> {
        self.desk(lang).own_things()
    }

    fn notes(&self, lang: UiLang, request: NotesRequest) -> Result<Vec<NoteView>, WireError> {
        self.desk(lang).note_views(&request)
    }

    fn note(&self, lang: UiLang, request: IdRequest) -> Result<NoteView, WireError> {
        self.desk(lang).note_or_damaged(&request.id)
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
        let pasted = words::say(lang, "貼上的文字", "粘贴的文字", "Pasted text");
        let name = if request.name.trim().is_empty() { pasted.as_str() } else { request.name.trim() };
        let imported = self.library().import_text(name, &request.text).map_err(said(lang))?;
        Ok(import_report(lang, imported))
    }

    fn problems(&self, lang: UiLang, _: Nothing) -> Result<Vec<ProblemView>, WireError> {
        self.desk(lang).problem_views()
    }

    fn clear_problems(&self, lang: UiLang, _: Nothing) -> Result<Nothing, WireError> {
        self.library().store().clear_problems().map_err(told(lang))?;
        Ok(Nothing {})
    }

    fn settings(&self, lang: UiLang, _: Nothing) -> Result<Settings, WireError> {
        self.desk(lang).settings()
    }

    fn save_settings(&self, lang: UiLang, request: Settings) -> Result<Settings, WireError> {
        self.desk(lang).save_settings(request)
    }

    fn backups(&self, lang: UiLang, _: Nothing) -> Result<BackupsView, WireError> {
        self.desk(lang).backups_view()
    }

    fn verify(&self, lang: UiLang, _: Nothing) -> Result<Soundness, WireError> {
        verify_library(lang, self.folder())
    }
}

impl OpenLibrary {
    /// Passes on what a change gave, and has the index take note of it.
    fn changed<T>(&self, result: Result<T, WireError>) -> Result<T, WireError> {
        if result.is_ok() {
            self.library().indexer().store_changed();
        }
        result
    }
}
