//! The front desk's answers: each finds what is asked for and hands it to the views.

use crate::open::OpenLibrary;
use crate::restore::verify_library;
use crate::view::{import_report, taken_back};
use crate::wire::*;
use crate::words;
use std::sync::atomic::Ordering;
use zhimai_library::LibraryError;
use zhimai_store::StoreError;

fn told(locale: impl Into<Locale>) -> impl Fn(StoreError) -> WireError {
    let lang = locale.into().lang();
    move |e| words::store_error(lang, &e)
}

fn said(locale: impl Into<Locale>) -> impl Fn(LibraryError) -> WireError {
    let lang = locale.into().lang();
    move |e| words::library_error(lang, &e)
}

impl FrontDesk for OpenLibrary {
    fn status(&self, locale: impl Into<Locale>, _: Nothing) -> Result<Status, WireError> {
        self.desk(locale).status_view()
    }

    fn front_page(&self, locale: impl Into<Locale>, _: Nothing) -> Result<FrontPage, WireError> {
        self.desk(locale).front_page()
    }

    fn written_elsewhere(&self, _: impl Into<Locale>, _: Nothing) -> Result<WrittenElsewhere, WireError> {
        let indexer = self.library().indexer();
        if indexer.is_kept() {
            indexer.notice_other_processes();
        }
        // What follows from folders is news to the page, too, though this process wrote it.
        let followed = self.library().followed_changes();
        let number = self.library().store().written_elsewhere().map(|n| n.wrapping_add(followed));
        Ok(WrittenElsewhere { number, behind: self.changes_unseen_now() })
    }

    fn search(&self, locale: impl Into<Locale>, request: SearchRequest) -> Result<SearchResponse, WireError> {
        let locale = locale.into();
        let newest = self.newest_search();
        if request.sequence < newest.fetch_max(request.sequence, Ordering::Relaxed) && request.sequence != 0 {
            return Err(words::cancelled(locale.lang()));
        }
        let mut answered = self.desk(locale).search_view(request.clone(), newest);
        if answered.is_err() && self.library().indexer().mend_after_failure() {
            answered = self.desk(locale).search_view(request, newest);
        }
        Ok(SearchResponse { behind: self.changes_unseen(), ..answered? })
    }

    fn cancel_search(&self, _: impl Into<Locale>, request: CancelSearch) -> Result<Nothing, WireError> {
        self.newest_search().fetch_max(request.sequence, Ordering::Relaxed);
        Ok(Nothing {})
    }

    fn article(&self, locale: impl Into<Locale>, request: ArticleRequest) -> Result<ArticleView, WireError> {
        self.desk(locale).article_view(&request)
    }

    fn picture(&self, locale: impl Into<Locale>, request: PictureRequest) -> Result<PictureView, WireError> {
        self.desk(locale).picture_view(&request.source)
    }

    fn articles(
        &self,
        locale: impl Into<Locale>,
        request: ArticlesRequest,
    ) -> Result<ArticleList, WireError> {
        self.desk(locale).article_list(&request)
    }

    fn article_versions(
        &self,
        locale: impl Into<Locale>,
        request: IdRequest,
    ) -> Result<Vec<ArticleVersionView>, WireError> {
        self.desk(locale).article_versions(&request)
    }

    fn compare_versions(
        &self,
        locale: impl Into<Locale>,
        request: CompareVersions,
    ) -> Result<Comparison, WireError> {
        self.desk(locale).compare_versions(&request)
    }

    fn article_stretch(
        &self,
        locale: impl Into<Locale>,
        request: StretchRequest,
    ) -> Result<Vec<String>, WireError> {
        self.desk(locale).article_stretch(&request)
    }

    fn chosen_articles(
        &self,
        locale: impl Into<Locale>,
        request: ArticleChoice,
    ) -> Result<ChosenView, WireError> {
        self.desk(locale).chosen_articles(&request)
    }

    fn edit_articles(
        &self,
        locale: impl Into<Locale>,
        request: EditArticles,
    ) -> Result<ChangedView, WireError> {
        self.desk(locale).edit_articles(&request)
    }

    fn remove_articles(
        &self,
        locale: impl Into<Locale>,
        request: ArticleChoice,
    ) -> Result<ChangedView, WireError> {
        self.desk(locale).remove_articles(&request)
    }

    fn copies(&self, locale: impl Into<Locale>, request: IdRequest) -> Result<CopiesView, WireError> {
        self.desk(locale).copies(&request)
    }

    fn copy_groups(
        &self,
        locale: impl Into<Locale>,
        request: CopyGroupsRequest,
    ) -> Result<CopyGroups, WireError> {
        self.desk(locale).copy_groups(&request)
    }

    fn compare_articles(
        &self,
        locale: impl Into<Locale>,
        request: CompareArticles,
    ) -> Result<Comparison, WireError> {
        self.desk(locale).compare_articles(&request)
    }

    fn remove_dictionary(&self, locale: impl Into<Locale>, request: IdRequest) -> Result<Nothing, WireError> {
        self.library().remove_dictionary(&request.id).map_err(said(locale))?;
        Ok(Nothing {})
    }

    fn bundled_dictionary(
        &self,
        locale: impl Into<Locale>,
        _: Nothing,
    ) -> Result<BundledDictionaryView, WireError> {
        self.desk(locale).bundled_dictionary_view()
    }

    fn use_bundled_dictionary(
        &self,
        locale: impl Into<Locale>,
        request: UseBundledDictionary,
    ) -> Result<BundledDictionaryView, WireError> {
        let locale = locale.into();
        self.library().use_bundled_dictionary(request.on).map_err(told(locale))?;
        self.desk(locale).bundled_dictionary_view()
    }

    fn define(&self, locale: impl Into<Locale>, request: LookupRequest) -> Result<Definitions, WireError> {
        self.desk(locale).definitions(&request.text)
    }

    fn entities(
        &self,
        locale: impl Into<Locale>,
        request: EntitiesRequest,
    ) -> Result<Vec<EntitySummary>, WireError> {
        self.desk(locale).entity_summaries(&request)
    }

    fn entity(&self, locale: impl Into<Locale>, request: IdRequest) -> Result<EntityView, WireError> {
        self.desk(locale).entity_view(&request.id)
    }

    fn compare(&self, locale: impl Into<Locale>, request: CompareRequest) -> Result<SideBySide, WireError> {
        self.desk(locale).side_by_side(&request)
    }

    fn event(&self, locale: impl Into<Locale>, request: IdRequest) -> Result<EventView, WireError> {
        self.desk(locale).event_view(&request.id)
    }

    fn deals(&self, locale: impl Into<Locale>, request: DealsRequest) -> Result<DealList, WireError> {
        self.desk(locale).deal_list(&request)
    }

    fn deal(&self, locale: impl Into<Locale>, request: IdRequest) -> Result<DealPage, WireError> {
        self.desk(locale).deal_page(&request.id)
    }

    fn loops(&self, locale: impl Into<Locale>, request: LoopsRequest) -> Result<LoopList, WireError> {
        self.desk(locale).loop_list(&request)
    }

    fn flows(&self, locale: impl Into<Locale>, request: FlowsRequest) -> Result<Vec<FlowView>, WireError> {
        self.desk(locale).flow_list(&request)
    }

    fn conflicts(
        &self,
        locale: impl Into<Locale>,
        request: ConflictsRequest,
    ) -> Result<Vec<ConflictView>, WireError> {
        Ok(self.desk(locale).conflict_list(&request))
    }

    fn timeline(&self, locale: impl Into<Locale>, request: TimelineRequest) -> Result<Timeline, WireError> {
        self.desk(locale).timeline_view(&request)
    }

    fn glossary(
        &self,
        locale: impl Into<Locale>,
        request: GlossaryRequest,
    ) -> Result<Vec<TermSummary>, WireError> {
        Ok(self.desk(locale).glossary_view(&request))
    }

    fn term(&self, locale: impl Into<Locale>, request: IdRequest) -> Result<TermView, WireError> {
        self.desk(locale).term_view(&request.id)
    }

    fn lookup(&self, locale: impl Into<Locale>, request: LookupRequest) -> Result<Vec<Link>, WireError> {
        Ok(self.desk(locale).lookup_view(&request))
    }

    fn thing(&self, locale: impl Into<Locale>, request: ThingRequest) -> Result<ThingView, WireError> {
        self.desk(locale).thing(&request)
    }

    fn put_thing(&self, locale: impl Into<Locale>, request: PutThing) -> Result<ThingView, WireError> {
        self.desk(locale).put_thing(request)
    }

    fn remove_thing(&self, locale: impl Into<Locale>, request: ThingRequest) -> Result<Nothing, WireError> {
        self.desk(locale).remove_thing(&request)
    }

    fn revert_thing(&self, locale: impl Into<Locale>, request: ThingRequest) -> Result<ThingView, WireError> {
        self.desk(locale).revert_thing(&request)
    }

    fn own_things(&self, locale: impl Into<Locale>, _: Nothing) -> Result<Vec<OwnThing>, WireError> {
        self.desk(locale).own_things()
    }

    fn merge_entities(&self, locale: impl Into<Locale>, request: MergeEntities) -> Result<Link, WireError> {
        let locale = locale.into();
        let kept = self.desk(locale).merge_entities(&request)?;
        // As it is now.
        self.desk(locale).entity_or_missing(&kept)
    }

    fn split_entity(&self, locale: impl Into<Locale>, request: IdRequest) -> Result<Link, WireError> {
        let locale = locale.into();
        self.desk(locale).split_entity(&request)?;
        self.desk(locale).entity_or_missing(&request.id)
    }

    fn take_out_names(
        &self,
        locale: impl Into<Locale>,
        request: TakeOutNames,
    ) -> Result<ThingView, WireError> {
        self.desk(locale).take_out_names(&request)
    }

    fn merged_entities(&self, locale: impl Into<Locale>, _: Nothing) -> Result<Vec<MergedEntity>, WireError> {
        Ok(self.desk(locale).merged_entities())
    }

    fn read_passage(
        &self,
        locale: impl Into<Locale>,
        request: ReadPassage,
    ) -> Result<PassageReading, WireError> {
        self.desk(locale).read_passage(&request)
    }

    fn claims_like(&self, locale: impl Into<Locale>, request: ClaimsLike) -> Result<LikeClaims, WireError> {
        Ok(self.desk(locale).claims_like(&request))
    }

    fn put_claim(&self, locale: impl Into<Locale>, request: PutClaim) -> Result<ThingView, WireError> {
        self.desk(locale).put_claim(request)
    }

    fn review(&self, locale: impl Into<Locale>, request: ReviewRequest) -> Result<Review, WireError> {
        self.desk(locale).review(&request)
    }

    fn reject_proposal(
        &self,
        locale: impl Into<Locale>,
        request: ProposalRequest,
    ) -> Result<Nothing, WireError> {
        self.desk(locale).reject_proposal(&request)
    }

    fn undecide(&self, locale: impl Into<Locale>, request: ProposalRequest) -> Result<Nothing, WireError> {
        self.desk(locale).undecide(&request)
    }

    fn notes(&self, locale: impl Into<Locale>, request: NotesRequest) -> Result<Vec<NoteView>, WireError> {
        self.desk(locale).note_views(&request)
    }

    fn note(&self, locale: impl Into<Locale>, request: IdRequest) -> Result<NoteView, WireError> {
        self.desk(locale).note_or_damaged(&request.id)
    }

    fn save_note(&self, locale: impl Into<Locale>, request: SaveNote) -> Result<NoteView, WireError> {
        self.changed(self.desk(locale).save(request))
    }

    fn drafts(&self, locale: impl Into<Locale>, _: Nothing) -> Result<Vec<Draft>, WireError> {
        self.desk(locale).drafts()
    }

    fn keep_draft(&self, locale: impl Into<Locale>, request: Draft) -> Result<Nothing, WireError> {
        self.desk(locale).keep_draft(&request)
    }

    fn drop_draft(&self, locale: impl Into<Locale>, request: IdRequest) -> Result<Nothing, WireError> {
        self.desk(locale).drop_draft(&request)
    }

    fn delete_note(&self, locale: impl Into<Locale>, request: IdRequest) -> Result<NoteView, WireError> {
        self.changed(self.desk(locale).delete(&request))
    }

    fn restore_note(&self, locale: impl Into<Locale>, request: IdRequest) -> Result<NoteView, WireError> {
        self.changed(self.desk(locale).restore(&request))
    }

    fn settle_note(&self, locale: impl Into<Locale>, request: IdRequest) -> Result<NoteView, WireError> {
        self.desk(locale).settle(&request)
    }

    fn note_history(
        &self,
        locale: impl Into<Locale>,
        request: IdRequest,
    ) -> Result<Vec<NoteVersionView>, WireError> {
        self.desk(locale).history(&request)
    }

    fn revert_note(&self, locale: impl Into<Locale>, request: RevertNote) -> Result<NoteView, WireError> {
        self.changed(self.desk(locale).revert(&request))
    }

    fn saved_searches(&self, locale: impl Into<Locale>, _: Nothing) -> Result<Vec<SavedSearch>, WireError> {
        self.desk(locale).saved_searches()
    }

    fn save_search(&self, locale: impl Into<Locale>, request: SaveSearch) -> Result<SavedSearch, WireError> {
        self.desk(locale).save_search(request)
    }

    fn rename_search(
        &self,
        locale: impl Into<Locale>,
        request: RenameSearch,
    ) -> Result<SavedSearch, WireError> {
        self.desk(locale).rename_search(&request)
    }

    fn delete_search(&self, locale: impl Into<Locale>, request: NameRequest) -> Result<Nothing, WireError> {
        self.desk(locale).delete_search(&request)
    }

    fn imports(&self, locale: impl Into<Locale>, _: Nothing) -> Result<Vec<ImportView>, WireError> {
        self.desk(locale).import_views()
    }

    fn own_changes(&self, locale: impl Into<Locale>, _: Nothing) -> Result<Vec<ImportView>, WireError> {
        self.desk(locale).own_change_views()
    }

    fn undo_import(
        &self,
        locale: impl Into<Locale>,
        request: ImportRequest,
    ) -> Result<TakenBackView, WireError> {
        let locale = locale.into();
        let done = self.library().undo_import(request.id).map_err(said(locale))?;
        Ok(taken_back(locale.lang(), done))
    }

    fn redo_import(
        &self,
        locale: impl Into<Locale>,
        request: ImportRequest,
    ) -> Result<TakenBackView, WireError> {
        let locale = locale.into();
        let done = self.library().redo_import(request.id).map_err(said(locale))?;
        Ok(taken_back(locale.lang(), done))
    }

    fn forget_import(&self, locale: impl Into<Locale>, request: ImportRequest) -> Result<Nothing, WireError> {
        self.library().forget_import(request.id).map_err(said(locale))?;
        Ok(Nothing {})
    }

    fn import_text(&self, locale: impl Into<Locale>, request: ImportText) -> Result<ImportReport, WireError> {
        let locale = locale.into();
        let pasted = words::say(locale.lang(), "貼上的文字", "粘贴的文字", "Pasted text");
        let name = if request.name.trim().is_empty() { pasted.as_str() } else { request.name.trim() };
        let imported = self.library().import_text(name, &request.text).map_err(said(locale))?;
        Ok(import_report(locale.lang(), imported))
    }

    fn problems(&self, locale: impl Into<Locale>, _: Nothing) -> Result<Vec<ProblemView>, WireError> {
        self.desk(locale).problem_views()
    }

    fn clear_some_problems(
        &self,
        locale: impl Into<Locale>,
        request: ProblemsRequest,
    ) -> Result<Nothing, WireError> {
        self.library().store().clear_some_problems(&request.ids).map_err(told(locale))?;
        Ok(Nothing {})
    }

    fn clear_problems(&self, locale: impl Into<Locale>, _: Nothing) -> Result<Nothing, WireError> {
        self.library().store().clear_problems().map_err(told(locale))?;
        Ok(Nothing {})
    }

    fn watched(&self, locale: impl Into<Locale>, _: Nothing) -> Result<WatchedView, WireError> {
        self.desk(locale).watched_view()
    }

    fn pause_watched(
        &self,
        locale: impl Into<Locale>,
        request: PauseWatched,
    ) -> Result<WatchedView, WireError> {
        let locale = locale.into();
        self.library().pause_watched(request.id, request.paused).map_err(said(locale))?;
        self.desk(locale).watched_view()
    }

    fn let_watched_go(
        &self,
        locale: impl Into<Locale>,
        request: WatchedRequest,
    ) -> Result<WatchedView, WireError> {
        let locale = locale.into();
        self.library().let_watched_go(request.id).map_err(said(locale))?;
        self.desk(locale).watched_view()
    }

    fn stop_watching(
        &self,
        locale: impl Into<Locale>,
        request: WatchedRequest,
    ) -> Result<WatchedView, WireError> {
        let locale = locale.into();
        self.library().stop_watching(request.id).map_err(said(locale))?;
        self.desk(locale).watched_view()
    }

    fn settings(&self, locale: impl Into<Locale>, _: Nothing) -> Result<Settings, WireError> {
        self.desk(locale).settings()
    }

    fn save_settings(&self, locale: impl Into<Locale>, request: Settings) -> Result<Settings, WireError> {
        self.desk(locale).save_settings(request)
    }

    fn backups(&self, locale: impl Into<Locale>, _: Nothing) -> Result<BackupsView, WireError> {
        self.desk(locale).backups_view()
    }

    fn verify(&self, locale: impl Into<Locale>, _: Nothing) -> Result<Soundness, WireError> {
        verify_library(locale.into().lang(), self.folder())
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
