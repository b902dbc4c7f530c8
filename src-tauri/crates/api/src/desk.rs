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

/// What a request is answered with.
type Told<T> = Result<T, WireError>;

impl FrontDesk for OpenLibrary {
    fn status(&self, locale: impl Into<Locale>, _: Nothing) -> Told<Status> {
        self.desk(locale).status_view()
    }

    fn front_page(&self, locale: impl Into<Locale>, _: Nothing) -> Told<FrontPage> {
        self.desk(locale).front_page()
    }

    fn written_elsewhere(&self, _: impl Into<Locale>, _: Nothing) -> Told<WrittenElsewhere> {
        let indexer = self.library().indexer();
        if indexer.is_kept() {
            indexer.notice_other_processes();
        }
        // What follows from folders is news to the page, too, though this process wrote it.
        let followed = self.library().followed_changes();
        let number = self.library().store().written_elsewhere().map(|n| n.wrapping_add(followed));
        Ok(WrittenElsewhere { number, behind: self.changes_unseen_now() })
    }

    fn search(&self, locale: impl Into<Locale>, request: SearchRequest) -> Told<SearchResponse> {
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

    fn cancel_search(&self, _: impl Into<Locale>, request: CancelSearch) -> Told<Nothing> {
        self.newest_search().fetch_max(request.sequence, Ordering::Relaxed);
        Ok(Nothing {})
    }

    fn article(&self, locale: impl Into<Locale>, request: ArticleRequest) -> Told<ArticleView> {
        self.desk(locale).article_view(&request)
    }

    fn picture(&self, locale: impl Into<Locale>, request: PictureRequest) -> Told<PictureView> {
        self.desk(locale).picture_view(&request.source)
    }

    fn articles(&self, locale: impl Into<Locale>, request: ArticlesRequest) -> Told<ArticleList> {
        self.desk(locale).article_list(&request)
    }

    fn article_versions(
        &self,
        locale: impl Into<Locale>,
        request: IdRequest,
    ) -> Told<Vec<ArticleVersionView>> {
        self.desk(locale).article_versions(&request)
    }

    fn compare_versions(&self, locale: impl Into<Locale>, request: CompareVersions) -> Told<Comparison> {
        self.desk(locale).compare_versions(&request)
    }

    fn put_right(&self, locale: impl Into<Locale>, request: RightTraditional) -> Told<Nothing> {
        let shown = self.library().show_right_traditional(&request.id, request.right);
        shown.map(|()| Nothing {}).map_err(said(locale))
    }

    fn undo_repairs(&self, locale: impl Into<Locale>, request: UndoRepairs) -> Told<Nothing> {
        let shown = self.library().show_as_it_stood(&request.id, request.undone);
        shown.map(|()| Nothing {}).map_err(said(locale))
    }

    fn article_stretch(&self, locale: impl Into<Locale>, request: StretchRequest) -> Told<Vec<String>> {
        self.desk(locale).article_stretch(&request)
    }

    fn chosen_articles(&self, locale: impl Into<Locale>, request: ArticleChoice) -> Told<ChosenView> {
        self.desk(locale).chosen_articles(&request)
    }

    fn edit_articles(&self, locale: impl Into<Locale>, request: EditArticles) -> Told<ChangedView> {
        self.desk(locale).edit_articles(&request)
    }

    fn remove_articles(&self, locale: impl Into<Locale>, request: ArticleChoice) -> Told<ChangedView> {
        self.desk(locale).remove_articles(&request)
    }

    fn make_collection(&self, locale: impl Into<Locale>, request: MakeCollection) -> Told<CollectionView> {
        let locale = locale.into();
        let id = self.library().make_collection(&request.name, &request.description).map_err(said(locale))?;
        self.desk(locale).collection(&id)
    }

    fn change_collection(
        &self,
        locale: impl Into<Locale>,
        request: ChangeCollection,
    ) -> Told<CollectionView> {
        let locale = locale.into();
        let ChangeCollection { id, name, description } = request;
        let changed = self.library().change_collection(&id, name.as_deref(), description.as_deref());
        changed.map_err(said(locale))?;
        self.desk(locale).collection(&id)
    }

    fn hide_collection(&self, locale: impl Into<Locale>, request: HideCollection) -> Told<CollectionView> {
        let locale = locale.into();
        self.library().hide_collection(&request.id, request.hidden).map_err(said(locale))?;
        self.desk(locale).collection(&request.id)
    }

    fn remove_collection(&self, locale: impl Into<Locale>, request: RemoveCollection) -> Told<ChangedView> {
        self.desk(locale).remove_collection(&request)
    }

    fn removed_collections(&self, locale: impl Into<Locale>, _: Nothing) -> Told<Vec<RemovedCollection>> {
        self.desk(locale).removed_collections()
    }

    fn restore_collection(
        &self,
        locale: impl Into<Locale>,
        request: RestoreCollection,
    ) -> Told<TakenBackView> {
        let locale = locale.into();
        let done = self.library().restore_collection(request.number).map_err(said(locale))?;
        Ok(taken_back(locale.lang(), done))
    }

    fn copies(&self, locale: impl Into<Locale>, request: IdRequest) -> Told<CopiesView> {
        self.desk(locale).copies(&request)
    }

    fn copy_groups(&self, locale: impl Into<Locale>, request: CopyGroupsRequest) -> Told<CopyGroups> {
        self.desk(locale).copy_groups(&request)
    }

    fn compare_articles(&self, locale: impl Into<Locale>, request: CompareArticles) -> Told<Comparison> {
        self.desk(locale).compare_articles(&request)
    }

    fn remove_dictionary(&self, locale: impl Into<Locale>, request: IdRequest) -> Told<Nothing> {
        self.library().remove_dictionary(&request.id).map_err(said(locale))?;
        Ok(Nothing {})
    }

    fn bundled_dictionary(&self, locale: impl Into<Locale>, _: Nothing) -> Told<BundledDictionaryView> {
        self.desk(locale).bundled_dictionary_view()
    }

    fn use_bundled_dictionary(
        &self,
        locale: impl Into<Locale>,
        request: UseBundledDictionary,
    ) -> Told<BundledDictionaryView> {
        let locale = locale.into();
        self.library().use_bundled_dictionary(request.on).map_err(told(locale))?;
        self.desk(locale).bundled_dictionary_view()
    }

    fn define(&self, locale: impl Into<Locale>, request: LookupRequest) -> Told<Definitions> {
        self.desk(locale).definitions(&request.text)
    }

    fn entities(&self, locale: impl Into<Locale>, request: EntitiesRequest) -> Told<Vec<EntitySummary>> {
        self.desk(locale).entity_summaries(&request)
    }

    fn entity(&self, locale: impl Into<Locale>, request: IdRequest) -> Told<EntityView> {
        self.desk(locale).entity_view(&request.id)
    }

    fn compare(&self, locale: impl Into<Locale>, request: CompareRequest) -> Told<SideBySide> {
        self.desk(locale).side_by_side(&request)
    }

    fn event(&self, locale: impl Into<Locale>, request: IdRequest) -> Told<EventView> {
        self.desk(locale).event_view(&request.id)
    }

    fn deals(&self, locale: impl Into<Locale>, request: DealsRequest) -> Told<DealList> {
        self.desk(locale).deal_list(&request)
    }

    fn deal(&self, locale: impl Into<Locale>, request: IdRequest) -> Told<DealPage> {
        self.desk(locale).deal_page(&request.id)
    }

    fn loops(&self, locale: impl Into<Locale>, request: LoopsRequest) -> Told<LoopList> {
        self.desk(locale).loop_list(&request)
    }

    fn flows(&self, locale: impl Into<Locale>, request: FlowsRequest) -> Told<Vec<FlowView>> {
        self.desk(locale).flow_list(&request)
    }

    fn conflicts(&self, locale: impl Into<Locale>, request: ConflictsRequest) -> Told<Vec<ConflictView>> {
        Ok(self.desk(locale).conflict_list(&request))
    }

    fn timeline(&self, locale: impl Into<Locale>, request: TimelineRequest) -> Told<Timeline> {
        self.desk(locale).timeline_view(&request)
    }

    fn glossary(&self, locale: impl Into<Locale>, request: GlossaryRequest) -> Told<Vec<TermSummary>> {
        Ok(self.desk(locale).glossary_view(&request))
    }

    fn term(&self, locale: impl Into<Locale>, request: IdRequest) -> Told<TermView> {
        self.desk(locale).term_view(&request.id)
    }

    fn lookup(&self, locale: impl Into<Locale>, request: LookupRequest) -> Told<Vec<Link>> {
        Ok(self.desk(locale).lookup_view(&request))
    }

    fn thing(&self, locale: impl Into<Locale>, request: ThingRequest) -> Told<ThingView> {
        self.desk(locale).thing(&request)
    }

    fn put_thing(&self, locale: impl Into<Locale>, request: PutThing) -> Told<ThingView> {
        self.desk(locale).put_thing(request)
    }

    fn remove_thing(&self, locale: impl Into<Locale>, request: ThingRequest) -> Told<Nothing> {
        self.desk(locale).remove_thing(&request)
    }

    fn revert_thing(&self, locale: impl Into<Locale>, request: ThingRequest) -> Told<ThingView> {
        self.desk(locale).revert_thing(&request)
    }

    fn own_things(&self, locale: impl Into<Locale>, _: Nothing) -> Told<Vec<OwnThing>> {
        self.desk(locale).own_things()
    }

    fn merge_entities(&self, locale: impl Into<Locale>, request: MergeEntities) -> Told<Link> {
        let locale = locale.into();
        let kept = self.desk(locale).merge_entities(&request)?;
        // As it is now.
        self.desk(locale).entity_or_missing(&kept)
    }

    fn split_entity(&self, locale: impl Into<Locale>, request: IdRequest) -> Told<Link> {
        let locale = locale.into();
        self.desk(locale).split_entity(&request)?;
        self.desk(locale).entity_or_missing(&request.id)
    }

    fn take_out_names(&self, locale: impl Into<Locale>, request: TakeOutNames) -> Told<ThingView> {
        self.desk(locale).take_out_names(&request)
    }

    fn merged_entities(&self, locale: impl Into<Locale>, _: Nothing) -> Told<Vec<MergedEntity>> {
        Ok(self.desk(locale).merged_entities())
    }

    fn read_passage(&self, locale: impl Into<Locale>, request: ReadPassage) -> Told<PassageReading> {
        self.desk(locale).read_passage(&request)
    }

    fn claims_like(&self, locale: impl Into<Locale>, request: ClaimsLike) -> Told<LikeClaims> {
        Ok(self.desk(locale).claims_like(&request))
    }

    fn put_claim(&self, locale: impl Into<Locale>, request: PutClaim) -> Told<ThingView> {
        self.desk(locale).put_claim(request)
    }

    fn review(&self, locale: impl Into<Locale>, request: ReviewRequest) -> Told<Review> {
        self.desk(locale).review(&request)
    }

    fn reject_proposal(&self, locale: impl Into<Locale>, request: ProposalRequest) -> Told<Nothing> {
        self.desk(locale).reject_proposal(&request)
    }

    fn undecide(&self, locale: impl Into<Locale>, request: ProposalRequest) -> Told<Nothing> {
        self.desk(locale).undecide(&request)
    }

    fn notes(&self, locale: impl Into<Locale>, request: NotesRequest) -> Told<Vec<NoteView>> {
        self.desk(locale).note_views(&request)
    }

    fn note(&self, locale: impl Into<Locale>, request: IdRequest) -> Told<NoteView> {
        self.desk(locale).note_or_damaged(&request.id)
    }

    fn save_note(&self, locale: impl Into<Locale>, request: SaveNote) -> Told<NoteView> {
        self.changed(self.desk(locale).save(request))
    }

    fn drafts(&self, locale: impl Into<Locale>, _: Nothing) -> Told<Vec<Draft>> {
        self.desk(locale).drafts()
    }

    fn keep_draft(&self, locale: impl Into<Locale>, request: Draft) -> Told<Nothing> {
        self.desk(locale).keep_draft(&request)
    }

    fn drop_draft(&self, locale: impl Into<Locale>, request: IdRequest) -> Told<Nothing> {
        self.desk(locale).drop_draft(&request)
    }

    fn delete_note(&self, locale: impl Into<Locale>, request: IdRequest) -> Told<NoteView> {
        self.changed(self.desk(locale).delete(&request))
    }

    fn restore_note(&self, locale: impl Into<Locale>, request: IdRequest) -> Told<NoteView> {
        self.changed(self.desk(locale).restore(&request))
    }

    fn settle_note(&self, locale: impl Into<Locale>, request: IdRequest) -> Told<NoteView> {
        self.desk(locale).settle(&request)
    }

    fn note_history(&self, locale: impl Into<Locale>, request: IdRequest) -> Told<Vec<NoteVersionView>> {
        self.desk(locale).history(&request)
    }

    fn revert_note(&self, locale: impl Into<Locale>, request: RevertNote) -> Told<NoteView> {
        self.changed(self.desk(locale).revert(&request))
    }

    fn saved_searches(&self, locale: impl Into<Locale>, _: Nothing) -> Told<Vec<SavedSearch>> {
        self.desk(locale).saved_searches()
    }

    fn save_search(&self, locale: impl Into<Locale>, request: SaveSearch) -> Told<SavedSearch> {
        self.desk(locale).save_search(request)
    }

    fn rename_search(&self, locale: impl Into<Locale>, request: RenameSearch) -> Told<SavedSearch> {
        self.desk(locale).rename_search(&request)
    }

    fn delete_search(&self, locale: impl Into<Locale>, request: NameRequest) -> Told<Nothing> {
        self.desk(locale).delete_search(&request)
    }

    fn imports(&self, locale: impl Into<Locale>, _: Nothing) -> Told<Vec<ImportView>> {
        self.desk(locale).import_views()
    }

    fn own_changes(&self, locale: impl Into<Locale>, _: Nothing) -> Told<Vec<ImportView>> {
        self.desk(locale).own_change_views()
    }

    fn undo_import(&self, locale: impl Into<Locale>, request: ImportRequest) -> Told<TakenBackView> {
        let locale = locale.into();
        let done = self.library().undo_import(request.id).map_err(said(locale))?;
        Ok(taken_back(locale.lang(), done))
    }

    fn redo_import(&self, locale: impl Into<Locale>, request: ImportRequest) -> Told<TakenBackView> {
        let locale = locale.into();
        let done = self.library().redo_import(request.id).map_err(said(locale))?;
        Ok(taken_back(locale.lang(), done))
    }

    fn forget_import(&self, locale: impl Into<Locale>, request: ImportRequest) -> Told<Nothing> {
        self.library().forget_import(request.id).map_err(said(locale))?;
        Ok(Nothing {})
    }

    fn import_text(&self, locale: impl Into<Locale>, request: ImportText) -> Told<ImportReport> {
        let locale = locale.into();
        let pasted = words::say(locale.lang(), "貼上的文字", "粘贴的文字", "Pasted text");
        let name = if request.name.trim().is_empty() { pasted.as_str() } else { request.name.trim() };
        let imported = self.library().import_text(name, &request.text).map_err(said(locale))?;
        Ok(import_report(locale.lang(), imported))
    }

    fn problems(&self, locale: impl Into<Locale>, _: Nothing) -> Told<Vec<ProblemView>> {
        self.desk(locale).problem_views()
    }

    fn clear_some_problems(&self, locale: impl Into<Locale>, request: ProblemsRequest) -> Told<Nothing> {
        self.library().store().clear_some_problems(&request.ids).map_err(told(locale))?;
        Ok(Nothing {})
    }

    fn clear_problems(&self, locale: impl Into<Locale>, _: Nothing) -> Told<Nothing> {
        self.library().store().clear_problems().map_err(told(locale))?;
        Ok(Nothing {})
    }

    fn watched(&self, locale: impl Into<Locale>, _: Nothing) -> Told<WatchedView> {
        self.desk(locale).watched_view()
    }

    fn pause_watched(&self, locale: impl Into<Locale>, request: PauseWatched) -> Told<WatchedView> {
        let locale = locale.into();
        self.library().pause_watched(request.id, request.paused).map_err(said(locale))?;
        self.desk(locale).watched_view()
    }

    fn let_watched_go(&self, locale: impl Into<Locale>, request: WatchedRequest) -> Told<WatchedView> {
        let locale = locale.into();
        self.library().let_watched_go(request.id).map_err(said(locale))?;
        self.desk(locale).watched_view()
    }

    fn stop_watching(&self, locale: impl Into<Locale>, request: WatchedRequest) -> Told<WatchedView> {
        let locale = locale.into();
        self.library().stop_watching(request.id).map_err(said(locale))?;
        self.desk(locale).watched_view()
    }

    fn settings(&self, locale: impl Into<Locale>, _: Nothing) -> Told<Settings> {
        self.desk(locale).settings()
    }

    fn save_settings(&self, locale: impl Into<Locale>, request: Settings) -> Told<Settings> {
        self.desk(locale).save_settings(request)
    }

    fn backups(&self, locale: impl Into<Locale>, _: Nothing) -> Told<BackupsView> {
        self.desk(locale).backups_view()
    }

    fn verify(&self, locale: impl Into<Locale>, _: Nothing) -> Told<Soundness> {
        verify_library(locale.into().lang(), self.folder())
    }
}

impl OpenLibrary {
    /// Passes on what a change gave, and has the index take note of it.
    fn changed<T>(&self, result: Result<T, WireError>) -> Told<T> {
        if result.is_ok() {
            self.library().indexer().store_changed();
        }
        result
    }
}
