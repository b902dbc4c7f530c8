//! What the doors may ask of the front desk, and what they get: plain types that cross to the window and the terminal as JSON.
//!
//! Every text that a person reads is already in the language of the request ([`UiLang`]).
//! Offsets are Unicode code points into the text as displayed, ends exclusive.
//! Times are milliseconds since 1970-01-01 UTC; days count from 1970-01-01; sums are whole US dollars.

mod backup;
mod knowledge;
mod library;
mod notes;
mod reader;
mod saved;
mod search;

pub use backup::*;
pub use knowledge::*;
pub use library::*;
pub use notes::*;
pub use reader::*;
pub use saved::*;
pub use search::*;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The language of the interface, and of every text that is made for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub enum UiLang {
    /// 繁體中文
    #[default]
    #[serde(rename = "zh-Hant")]
    ZhHant,
    /// 简体中文
    #[serde(rename = "zh-Hans")]
    ZhHans,
    /// English
    #[serde(rename = "en")]
    En,
}

/// A request that asks for nothing in particular.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct Nothing {}

/// What a person can be shown: a title, and where it leads.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Link {
    /// `zhimai://KIND/ID`
    pub address: String,
    /// The name or headline.
    pub label: String,
}

/// A text with marked spans.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Marked {
    /// The text.
    pub text: String,
    /// Start and end of each mark in code points; sorted, not overlapping.
    pub marks: Vec<[u32; 2]>,
}

/// A date as shown, with the days it may mean.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct DateView {
    /// As the person reads it, such as `2025年11月18日` or `Nov 2025`.
    pub label: String,
    /// EDTF.
    pub edtf: String,
    /// The first day it may mean, counted from 1970-01-01.
    pub first_day: i32,
    /// The last day it may mean.
    pub last_day: i32,
    /// `day`, `month`, `quarter`, `year` or `interval`.
    pub precision: String,
    /// True for "about".
    pub approximate: bool,
}

/// An error as it crosses to a door.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct WireError {
    /// What sort of error; the door branches on it and on nothing else.
    pub code: ErrorCode,
    /// What happened, to what, and what to do, in the language of the request.
    pub message: String,
    /// The particulars, for whoever looks closer.
    pub detail: String,
}

/// What sort of error. A code is added only when a door branches on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ErrorCode {
    /// Nothing has this address.
    NotFound,
    /// The request itself does not fit.
    BadRequest,
    /// The note was changed elsewhere since it was read.
    Conflict,
    /// Another process is writing to the library.
    Busy,
    /// The disk is full, or the folder cannot be written.
    Storage,
    /// A newer request took this one's place, or the person stopped it.
    Cancelled,
    /// Something else has the name.
    Taken,
    /// The library is damaged, and a backup can be put in its place.
    Damaged,
    /// Our own fault.
    Internal,
}

/// Names every request with its answer, once: for the dispatcher, the bindings and the tests.
macro_rules! requests {
    ($($(#[$doc:meta])* $name:ident : $request:ty => $response:ty;)*) => {
        /// The names of all requests, as the window sends them.
        pub const REQUESTS: &[&str] = &[$(stringify!($name)),*];

        /// The front desk as a set of questions. `answer` finds the method for a name.
        pub trait FrontDesk {
            $($(#[$doc])* fn $name(&self, lang: UiLang, request: $request) -> Result<$response, WireError>;)*

            /// Answers the request called `name`, JSON in and JSON out.
            ///
            /// # Errors
            /// `BadRequest` when there is no such request or its fields do not fit, and whatever the request itself says.
            fn answer(&self, lang: UiLang, name: &str, request: serde_json::Value) -> Result<serde_json::Value, WireError> {
                let bad = |e: serde_json::Error| WireError { code: ErrorCode::BadRequest, message: format!("{name}: {e}"), detail: String::new() };
                match name {
                    $(stringify!($name) => {
                        let request: $request = serde_json::from_value(request).map_err(bad)?;
                        serde_json::to_value(self.$name(lang, request)?).map_err(bad)
                    })*
                    _ => Err(WireError { code: ErrorCode::BadRequest, message: format!("there is no request called {name}"), detail: String::new() }),
                }
            }
        }

        /// Writes the window's types into a folder: a file for each type, and `requests.ts` that maps each name to its
        /// request and response.
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
            TermSummary::export_all(&config)?;
            NoteVersionView::export_all(&config)?;
            Draft::export_all(&config)?;
            SavedSearch::export_all(&config)?;
            ProblemView::export_all(&config)?;
            UiLang::export_all(&config)?;
            WireError::export_all(&config)?;
            Progress::export_all(&config)?;
            BackupView::export_all(&config)?;
            RestorePreview::export_all(&config)?;
            RestoredView::export_all(&config)?;
            names.extend(
                ["UiLang", "WireError", "Progress", "BackupView", "RestorePreview", "RestoredView"]
                    .map(str::to_owned),
            );
            let imports: String = names.iter().map(|name| format!("import type {{ {name} }} from \"./{name}\";\n")).collect();
            let text = format!("// Generated from the front desk's requests. Do not edit.\n{imports}\nexport type Requests = {{\n{map}}};\n\nexport type {{ {} }};\n", names.into_iter().collect::<Vec<_>>().join(", "));
            std::fs::write(folder.join("requests.ts"), text)?;
            Ok(())
        }
    };
}

requests! {
    /// What the library holds and how it is.
    status: Nothing => Status;
    /// Whether another process has written to the library; takes so little that it can be asked for every second.
    written_elsewhere: Nothing => WrittenElsewhere;
    /// Searches everything.
    search: SearchRequest => SearchResponse;
    /// An article as displayed.
    article: ArticleRequest => ArticleView;
    /// Articles of the library, newest first.
    articles: ArticlesRequest => ArticleList;
    /// Removes an imported article. Notes on it stay.
    remove_article: IdRequest => Nothing;
    /// Removes an imported dictionary, by its name.
    remove_dictionary: IdRequest => Nothing;
    /// Entities of a kind, or all.
    entities: EntitiesRequest => Vec<EntitySummary>;
    /// An entity's page.
    entity: IdRequest => EntityView;
    /// An event's page.
    event: IdRequest => EventView;
    /// Events in order of time.
    timeline: TimelineRequest => Timeline;
    /// The glossary.
    glossary: GlossaryRequest => Vec<TermSummary>;
    /// A term's page.
    term: IdRequest => TermView;
    /// What a selected text names: entities and terms, the longest first.
    lookup: LookupRequest => Vec<Link>;
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
    /// Problems of past imports, newest first.
    problems: Nothing => Vec<ProblemView>;
    /// Empties the tray of problems.
    clear_problems: Nothing => Nothing;
    /// The person's settings.
    settings: Nothing => Settings;
    /// Keeps the person's settings.
    save_settings: Settings => Settings;
    /// The daily backups.
    backups: Nothing => BackupsView;
    /// Reads the whole library and says what is damaged.
    verify: Nothing => Soundness;
}
