//! The front desk: opens a library and answers every request that the doors (window and terminal) may ask.
//!
//! Here the store, the index, import and what is known about the world meet.
//! Only this crate knows where a library lies; it knows nothing of windows, terminals or arguments.

pub mod anchor;
pub mod api;
mod backup;
pub mod compare;
mod content;
mod desk;
mod dictionary;
mod document;
mod import;
mod indexing;
mod intake;
mod lexicon;
mod mending;
mod settings;
mod view;
mod words;

use api::{IndexState, UiLang, WireError};
pub use backup::{backup_name, newest_backup, preview_restore, restore, verify_backup, verify_library};
pub use indexing::OnProgress;
use indexing::Wrote;
pub use lexicon::lexicon;
use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU32};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLock};
use std::time::Instant;
use zhimai_knowledge::{Knowledge, NameIndex};
use zhimai_model::Bilingual;
pub use zhimai_search::load_ahead;
use zhimai_search::{Index, Lexicon};
use zhimai_store::{Store, StoreError};

/// The folder of the index within the library's folder. Deleting it loses nothing.
const INDEX: &str = "index";

/// How to open a library.
#[derive(Clone, Debug)]
pub struct OpenOptions {
    /// The library's folder; it is made where there is none.
    pub folder: PathBuf,
    /// What time it is, in milliseconds since 1970-01-01 UTC.
    pub clock: fn() -> i64,
    /// Whether the bundled collection is in it.
    pub content: Content,
}

/// Whether the bundled collection is in a library.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Content {
    /// As it was before; in a new library, it is.
    #[default]
    AsIs,
    /// It is, from now on.
    Bundled,
    /// It is not, if the library is new. Names of entities and terms are known to the search all the same.
    Empty,
}

/// An open library. Shared between threads; any number of requests may be under way.
pub struct Library {
    folder: PathBuf,
    clock: fn() -> i64,
    store: Store,
    knowledge: Knowledge,
    names: NameIndex,
    lexicon: Lexicon,
    /// Titles of bundled articles in both languages, by identifier.
    titles: HashMap<String, Bilingual>,
    /// Bundled articles that tell an event, by the event's identifier.
    telling: HashMap<String, Vec<String>>,
    /// False for a library without the bundled collection.
    bundled: bool,
    /// Changes with any file of the bundled collection.
    content_stamp: String,
    index: RwLock<Option<Arc<Index>>>,
    index_state: Mutex<IndexState>,
    /// The dictionaries that are loaded.
    dictionary: Mutex<dictionary::Loaded>,
    /// The last change that the index was given, if only to be committed soon.
    indexed: AtomicI64,
    /// Held while dictionaries are being loaded.
    loading: Mutex<()>,
    /// Held while the index is being written.
    indexing: Mutex<()>,
    /// True when the index failed: before it is used again, all of it is read.
    is_suspect: AtomicBool,
    /// When a search last had the files of the index looked at.
    looked: Mutex<Option<Instant>>,
    /// Wakes the thread that keeps the index current, if there is one.
    wake: OnceLock<Sender<Wrote>>,
    /// What [`Store::written_elsewhere`] said last.
    written_elsewhere: Mutex<Option<i64>>,
    /// The highest sequence number of a search so far.
    newest_search: AtomicU32,
}

/// The variable of the environment that names the library's folder.
pub const FOLDER_VARIABLE: &str = "ZHIMAI_LIBRARY";

/// The folder that a library is kept in when nobody says otherwise: [`FOLDER_VARIABLE`], else `zhimai` in the folder where the
/// system keeps a person's data. `variable` reads the environment.
pub fn default_folder(variable: impl Fn(&str) -> Option<std::ffi::OsString>) -> Option<PathBuf> {
    if let Some(folder) = variable(FOLDER_VARIABLE).filter(|folder| !folder.is_empty()) {
        return Some(PathBuf::from(folder));
    }
    use etcetera::BaseStrategy;
    Some(etcetera::choose_base_strategy().ok()?.data_dir().join("zhimai"))
}

/// True when the folder holds a library.
///
/// # Errors
/// `Storage` when that cannot be known, as in a folder that may not be entered.
pub fn exists(lang: UiLang, folder: &Path) -> Result<bool, WireError> {
    Store::exists(folder).map_err(|e| words::store_error(lang, &e))
}

impl Library {
    /// Opens a library. The index may still be behind: see [`Library::bring_index_up_to_date`] and [`Library::keep_indexed`].
    ///
    /// # Errors
    /// `Damaged` when the store is damaged, `Storage` when it or its folder cannot be used, in the language of the person.
    pub fn open(lang: UiLang, options: OpenOptions) -> Result<Self, WireError> {
        let OpenOptions { folder, clock, content } = options;
        let told = |e| words::open_error(lang, &e);
        Store::exists(&folder).map_err(told)?;
        Store::make_folder(&folder).map_err(|e| words::unreadable_folder(lang, &folder, &e.to_string()))?;
        // SQLite takes an empty file for a new database; beside an index it is what is left of a library.
        if Store::is_hollow(&folder) && folder.join(INDEX).exists() {
            let path = folder.join(zhimai_store::FILE_NAME);
            return Err(told(StoreError::Corrupt { path, detail: "the file is empty".to_owned() }));
        }
        let store = Store::open(&folder).map_err(told)?;
        let bundled = settings::decide_bundled(&store, content).map_err(told)?;
        let (collection, _, content_stamp) = content::bundled();
        let names = NameIndex::new(&collection.entities, &collection.terms);
        let lexicon = lexicon::lexicon(&collection.entities, &collection.terms, &collection.regions);
        let (mut titles, mut telling) = (HashMap::new(), HashMap::<String, Vec<String>>::new());
        if bundled {
            titles = lexicon::titles(&collection.articles);
            for article in &collection.articles {
                for event in &article.events {
                    telling.entry(event.clone()).or_default().push(article.id.clone());
                }
            }
            import::take_in_bundled(&store, &collection, &names, &content_stamp, clock()).map_err(told)?;
        }
        let (events, conflicts) =
            if bundled { (collection.events, collection.conflicts) } else { Default::default() };
        let knowledge = Knowledge::new(collection.entities, events, conflicts, collection.terms);
        // Before anything is read for the search: what another process writes from now on is noticed.
        let written_elsewhere = store.written_elsewhere();
        let library = Self {
            folder,
            clock,
            store,
            knowledge,
            names,
            lexicon,
            titles,
            telling,
            bundled,
            content_stamp,
            index_state: Mutex::new(IndexState::Building { done: 0, total: 0 }),
            index: RwLock::default(),
            indexed: AtomicI64::new(0),
            dictionary: Mutex::default(),
            loading: Mutex::new(()),
            indexing: Mutex::new(()),
            is_suspect: AtomicBool::new(false),
            looked: Mutex::default(),
            wake: OnceLock::new(),
            written_elsewhere: Mutex::new(written_elsewhere),
            newest_search: AtomicU32::new(0),
        };
        // What cannot be used now is told by the state, and built anew by whoever needs it.
        *library.index.write().unwrap_or_else(PoisonError::into_inner) =
            library.open_index().ok().map(Arc::new);
        library.note_index_state();
        Ok(library)
    }

    /// True when the library can only be read.
    pub fn is_read_only(&self) -> bool {
        self.store.is_read_only()
    }

    /// The library's folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn store(&self) -> &Store {
        &self.store
    }

    pub(crate) fn knowledge(&self) -> &Knowledge {
        &self.knowledge
    }

    pub(crate) fn names(&self) -> &NameIndex {
        &self.names
    }

    pub(crate) fn bundled_title(&self, article: &str) -> Option<&Bilingual> {
        self.titles.get(article)
    }

    /// Identifiers of bundled articles that tell an event.
    pub(crate) fn articles_that_tell(&self, event: &str) -> &[String] {
        self.telling.get(event).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn now(&self) -> i64 {
        (self.clock)()
    }

    /// An identifier for something the person makes: the time, and a part that no other process picks at the same moment.
    pub(crate) fn new_id(&self) -> String {
        let random = std::hash::RandomState::new().build_hasher().finish();
        format!("{:x}-{:06x}", self.now(), random & 0xff_ffff)
    }
}

impl Drop for Library {
    /// The index is written by whoever may read it by the system's own rules; here only its owner may.
    fn drop(&mut self) {
        self.store.tighten();
    }
}

/// A panic elsewhere leaves nothing half-done behind these locks, so they are good to go on with.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
