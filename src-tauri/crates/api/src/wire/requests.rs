//! Every request there is, with its answer.

use super::backup::*;
use super::changes::*;
use super::collections::*;
use super::common::*;
use super::copies::*;
use super::deals::*;
use super::dictionary::*;
use super::dossier::*;
use super::front::*;
use super::imports::*;
use super::knowledge::*;
use super::library::*;
use super::list::*;
use super::notes::*;
use super::pages::*;
use super::reader::*;
use super::review::*;
use super::saved::*;
use super::search::*;
use super::things::*;
use super::versions::*;
use super::watched::*;
use ts_rs::TS;

/// Names every request with its answer, once: for the dispatcher, the bindings and the tests.
macro_rules! requests {
    ($($(#[$doc:meta])* $name:ident : $request:ty => $response:ty;)*) => {
        /// The names of all requests, as the window sends them.
        pub const REQUESTS: &[&str] = &[$(stringify!($name)),*];

        /// The front desk as a set of questions. `answer` finds the method for a name.
        pub trait FrontDesk {
            $($(#[$doc])* fn $name(&self, locale: impl Into<Locale>, request: $request) -> Result<$response, WireError>;)*

            /// Answers the request called `name`, JSON in and JSON out.
            ///
            /// # Errors
            /// `BadRequest` when there is no such request or its fields do not fit, and whatever the request itself says.
            fn answer(&self, locale: impl Into<Locale>, name: &str, request: serde_json::Value) -> Result<serde_json::Value, WireError> {
                let bad = |e: serde_json::Error| WireError { code: ErrorCode::BadRequest, message: format!("{name}: {e}"), detail: String::new(), field: None };
                let locale = locale.into();
                match name {
                    $(stringify!($name) => {
                        let request: $request = serde_json::from_value(request).map_err(bad)?;
                        serde_json::to_value(self.$name(locale, request)?).map_err(bad)
                    })*
                    _ => Err(WireError { code: ErrorCode::BadRequest, message: format!("there is no request called {name}"), detail: String::new(), field: None }),
                }
            }
        }

        /// Writes the window's types into a folder: a file for each type, `requests.ts` that maps each name to its request and
        /// response, and `messages.ts` with the texts that more than one door shows.
        ///
        /// # Errors
        /// When the folder cannot be written.
        pub fn export_bindings(folder: &std::path::Path) -> Result<(), ts_rs::ExportError> {
            let config = ts_rs::Config::new().with_out_dir(folder);
            let mut names = std::collections::BTreeSet::new();
            let mut map = String::new();
            $(
                <$request as TS>::export_all(&config)?;
                // A list has no file of its own; what it lists is exported below.
                match <$response as TS>::export_all(&config) {
                    Ok(()) | Err(ts_rs::ExportError::CannotBeExported(_)) => {}
                    Err(e) => return Err(e),
                }
                let (request, response) = (<$request as TS>::name(&config), <$response as TS>::name(&config));
                map.push_str(&format!("  {}: {{ request: {request}; response: {response} }};\n", stringify!($name)));
                names.extend([request, response].map(|name| name.trim_start_matches("Array<").trim_end_matches('>').to_owned()));
            )*
            EntitySummary::export_all(&config)?;
            FlowView::export_all(&config)?;
            TermSummary::export_all(&config)?;
            OwnThing::export_all(&config)?;
            MergedEntity::export_all(&config)?;
            NoteVersionView::export_all(&config)?;
            ArticleVersionView::export_all(&config)?;
            Draft::export_all(&config)?;
            SavedSearch::export_all(&config)?;
            ProblemView::export_all(&config)?;
            ImportView::export_all(&config)?;
            ExportedCollection::export_all(&config)?;
            RemovedCollection::export_all(&config)?;
            Locale::export_all(&config)?;
            WireError::export_all(&config)?;
            Progress::export_all(&config)?;
            DossierRequest::export_all(&config)?;
            BackupView::export_all(&config)?;
            RestorePreview::export_all(&config)?;
            RestoredView::export_all(&config)?;
            names.extend(
                ["Locale", "UiLang", "WireError", "Progress", "ExportedCollection", "DossierRequest", "BackupView", "RestorePreview", "RestoredView"]
                    .map(str::to_owned),
            );
            // A list of texts lists what needs no file.
            names.remove("string");
            let imports: String = names.iter().map(|name| format!("import type {{ {name} }} from \"./{name}\";\n")).collect();
            let text = format!("// Generated from the front desk's requests. Do not edit.\n{imports}\nexport type Requests = {{\n{map}}};\n\nexport type {{ {} }};\n", names.into_iter().collect::<Vec<_>>().join(", "));
            std::fs::write(folder.join("requests.ts"), text)?;
            std::fs::write(folder.join("messages.ts"), crate::messages::as_typescript())?;
            Ok(())
        }
    };
}

requests! {
    /// What the library holds and how it is.
    status: Nothing => Status;
    /// What the person meets where nothing is asked yet.
    front_page: Nothing => FrontPage;
    /// Whether another process has written to the library; takes so little that it can be asked for every second.
    written_elsewhere: Nothing => WrittenElsewhere;
    /// Searches everything.
    search: SearchRequest => SearchResponse;
    /// Ends the searches that are under way, without another in their place.
    cancel_search: CancelSearch => Nothing;
    /// An article as displayed.
    article: ArticleRequest => ArticleView;
    /// A picture that an article shows, of those that came in with it.
    picture: PictureRequest => PictureView;
    /// The table of the library: articles narrowed and put in order.
    articles: ArticlesRequest => ArticleList;
    /// The identifiers of a stretch of the table.
    article_stretch: StretchRequest => Vec<String>;
    /// What chosen articles have, to begin a form with.
    chosen_articles: ArticleChoice => ChosenView;
    /// What an article was before, newest first, the article as it is among it.
    article_versions: IdRequest => Vec<ArticleVersionView>;
    /// What changed from one version of an article to another.
    compare_versions: CompareVersions => Comparison;
    /// Has a text that a program made Traditional character by character shown in right Traditional, or as it came.
    put_right: RightTraditional => Nothing;
    /// Has an article that was repaired at import shown as it stood in its file, or repaired again.
    undo_repairs: UndoRepairs => Nothing;
    /// Puts the titles, dates, sources, languages or collections of articles right. It can be taken back.
    edit_articles: EditArticles => ChangedView;
    /// Removes articles. Notes on them stay. It can be taken back.
    remove_articles: ArticleChoice => ChangedView;
    /// Makes a collection.
    make_collection: MakeCollection => CollectionView;
    /// Gives one of the person's collections another name, or says anew what it is.
    change_collection: ChangeCollection => CollectionView;
    /// Has no search look into a collection from now on, or has it looked into again.
    hide_collection: HideCollection => CollectionView;
    /// Removes one of the person's collections; its articles go to another, or with it. It can be taken back.
    remove_collection: RemoveCollection => ChangedView;
    /// The collections that were removed, the last first.
    removed_collections: Nothing => Vec<RemovedCollection>;
    /// Brings a collection back that was removed, with what became of its articles.
    restore_collection: RestoreCollection => TakenBackView;
    /// The copies of an article: the same story, as others have it.
    copies: IdRequest => CopiesView;
    /// The groups of copies, the largest first.
    copy_groups: CopyGroupsRequest => CopyGroups;
    /// What differs between two articles.
    compare_articles: CompareArticles => Comparison;
    /// Removes an imported dictionary, by its name.
    remove_dictionary: IdRequest => Nothing;
    /// The dictionary that comes with the program.
    bundled_dictionary: Nothing => BundledDictionaryView;
    /// Has the dictionary that comes with the program used from now on, or not any more.
    use_bundled_dictionary: UseBundledDictionary => BundledDictionaryView;
    /// What the dictionaries say of a word, or of the words of a short text.
    define: LookupRequest => Definitions;
    /// Entities of a kind, or all.
    entities: EntitiesRequest => Vec<EntitySummary>;
    /// An entity's page.
    entity: IdRequest => EntityView;
    /// Two entities side by side.
    compare: CompareRequest => SideBySide;
    /// An event's page.
    event: IdRequest => EventView;
    /// Deals: claims about the same money folded, with what they add up to.
    deals: DealsRequest => DealList;
    /// One deal with all accounts of it, by the identifier of any of its claims.
    deal: IdRequest => DealPage;
    /// Money that comes back to where it came from.
    loops: LoopsRequest => LoopList;
    /// Who pays whom: deals by who gives and who gets, with what they add up to.
    flows: FlowsRequest => Vec<FlowView>;
    /// Claims that disagree.
    conflicts: ConflictsRequest => Vec<ConflictView>;
    /// Events in order of time.
    timeline: TimelineRequest => Timeline;
    /// The glossary.
    glossary: GlossaryRequest => Vec<TermSummary>;
    /// A term's page.
    term: IdRequest => TermView;
    /// What a selected text names: entities and terms, the longest first.
    lookup: LookupRequest => Vec<Link>;
    /// An entity, event, claim, conflict or term as it is kept.
    thing: ThingRequest => ThingView;
    /// Adds or changes something that is known. What a collection has stays beneath.
    put_thing: PutThing => ThingView;
    /// Takes something that is known away. It can be put back.
    remove_thing: ThingRequest => Nothing;
    /// Puts back what was taken away, or what a collection has in place of what the person made of it.
    revert_thing: ThingRequest => ThingView;
    /// What the person added, changed and took away.
    own_things: Nothing => Vec<OwnThing>;
    /// Has an entity count as another one. Nothing of either is changed.
    merge_entities: MergeEntities => Link;
    /// Has an entity that was merged into another count as itself again.
    split_entity: IdRequest => Link;
    /// Makes an entity of its own of some of an entity's other names.
    take_out_names: TakeOutNames => ThingView;
    /// Entities that were merged into others.
    merged_entities: Nothing => Vec<MergedEntity>;
    /// What a passage may be taken to say, to fill in a form with.
    read_passage: ReadPassage => PassageReading;
    /// What is known of the money that a claim tells of: what says the same, and what says otherwise.
    claims_like: ClaimsLike => LikeClaims;
    /// Adds a claim, with its event where that is new, and with the word on the proposal that it was made of.
    put_claim: PutClaim => ThingView;
    /// What imported articles may claim and name. Nothing of it counts before the person accepts it.
    review: ReviewRequest => Review;
    /// Rejects what was proposed. It does not come back.
    reject_proposal: ProposalRequest => Nothing;
    /// Takes the word on a proposal back, with what was made of it.
    undecide: ProposalRequest => Nothing;
    /// Notes, newest change first.
    notes: NotesRequest => Vec<NoteView>;
    /// One note.
    note: IdRequest => NoteView;
    /// Writes a note, new or changed.
    save_note: SaveNote => NoteView;
    /// What was typed into notes and is not saved yet, oldest first.
    drafts: Nothing => Vec<Draft>;
    /// Keeps what was typed into a note, in place of what was kept of it before. The note stays as it is.
    keep_draft: Draft => Nothing;
    /// Forgets what was kept of a note as a draft.
    drop_draft: IdRequest => Nothing;
    /// Moves a note to the bin.
    delete_note: IdRequest => NoteView;
    /// Takes a note out of the bin.
    restore_note: IdRequest => NoteView;
    /// Says that both halves of a note agree again.
    settle_note: IdRequest => NoteView;
    /// Every state a note was in, newest first.
    note_history: IdRequest => Vec<NoteVersionView>;
    /// Makes an earlier state the current one, as a new version.
    revert_note: RevertNote => NoteView;
    /// The searches that the person keeps, newest first.
    saved_searches: Nothing => Vec<SavedSearch>;
    /// Keeps a search under a name.
    save_search: SaveSearch => SavedSearch;
    /// Gives a kept search another name.
    rename_search: RenameSearch => SavedSearch;
    /// Forgets a kept search.
    delete_search: NameRequest => Nothing;
    /// Takes in text that was pasted or dropped.
    import_text: ImportText => ImportReport;
    /// The imports that were made, newest first.
    imports: Nothing => Vec<ImportView>;
    /// What the person edited and removed, newest first.
    own_changes: Nothing => Vec<ImportView>;
    /// Takes an import or another change back. What the person made of its articles since stays, with them.
    undo_import: ImportRequest => TakenBackView;
    /// Brings back what was taken back of an import or another change.
    redo_import: ImportRequest => TakenBackView;
    /// Forgets an import or another change, with what was taken back of it. The articles that are there stay.
    forget_import: ImportRequest => Nothing;
    /// Problems of past imports, newest first.
    problems: Nothing => Vec<ProblemView>;
    /// Takes problems out of the tray.
    clear_some_problems: ProblemsRequest => Nothing;
    /// Empties the tray of problems.
    clear_problems: Nothing => Nothing;
    /// The folders that are followed.
    watched: Nothing => WatchedView;
    /// Leaves a folder that is followed alone for now, or follows it again.
    pause_watched: PauseWatched => WatchedView;
    /// Has the articles go of what is gone from a folder, however many they are.
    let_watched_go: WatchedRequest => WatchedView;
    /// Follows a folder no more. Its articles stay.
    stop_watching: WatchedRequest => WatchedView;
    /// The person's settings.
    settings: Nothing => Settings;
    /// Keeps the person's settings.
    save_settings: Settings => Settings;
    /// The daily backups.
    backups: Nothing => BackupsView;
    /// Reads the whole library and says what is damaged.
    verify: Nothing => Soundness;
}
