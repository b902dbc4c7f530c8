//! An open library: the store, what is known, and the index.

use crate::bundled;
use crate::content::Content;
use crate::dictionary::{BundledDictionary, Loading};
use crate::error::LibraryError;
use crate::following::Following;
use crate::indexer::Indexer;
use crate::knowing::Knowing;
use crate::known::Known;
use crate::lists::Lists;
use crate::place::INDEX;
use crate::{damage, settings};
use std::hash::{BuildHasher, Hasher};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use zhimai_dictionary::{Found, look_up};
use zhimai_model::Damage;
use zhimai_store::{Store, StoreError};

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

/// An open library. Shared between threads; any number of requests may be under way.
pub struct Library {
    folder: PathBuf,
    clock: fn() -> i64,
    store: Arc<Store>,
    knowing: Arc<Knowing>,
    indexer: Indexer,
    dictionaries: Loading,
    following: Following,
    lists: Lists,
    /// Whether copies were found that the index was not told of.
    pub(crate) copies_found: Mutex<bool>,
}

impl Library {
    /// Opens a library. The index may still be behind: see [`Indexer::bring_up_to_date`] and [`Library::keep_indexed`].
    ///
    /// # Errors
    /// `Open` when the store cannot be used, as when it is damaged, and `Folder` when its folder cannot be made.
    pub fn open(options: OpenOptions) -> Result<Self, LibraryError> {
        let OpenOptions { folder, clock, content } = options;
        Store::exists(&folder).map_err(LibraryError::Open)?;
        Store::make_folder(&folder)
            .map_err(|e| LibraryError::Folder { folder: folder.clone(), detail: e.to_string() })?;
        // SQLite takes an empty file for a new database; beside an index it is what is left of a library.
        if Store::is_hollow(&folder) && folder.join(INDEX).exists() {
            let path = folder.join(zhimai_store::FILE_NAME);
            return Err(LibraryError::Open(StoreError::Corrupt {
                path,
                detail: "the file is empty".to_owned(),
            }));
        }
        let store = Store::open(&folder).map_err(LibraryError::Open)?;
        let whole = settings::decide_bundled(&store, content).map_err(LibraryError::Open)?;
        let known = bundled::take_in(&store, whole, clock()).map_err(LibraryError::Open)?;
        let store = Arc::new(store);
        let knowing = Arc::new(Knowing::new(Arc::clone(&store), known, clock()));
        let indexer = Indexer::new(&folder, clock, Arc::clone(&store), Arc::clone(&knowing));
        // What cannot be used now is told by the state, and built anew by whoever needs it.
        indexer.open();
        Ok(Self {
            folder,
            clock,
            store,
            knowing,
            indexer,
            dictionaries: Loading::default(),
            following: Following::default(),
            lists: Lists::default(),
            copies_found: Mutex::default(),
        })
    }

    /// True when the library can only be read.
    pub fn is_read_only(&self) -> bool {
        self.store.is_read_only()
    }

    /// The library's folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What the person owns. Whoever changes articles, notes or dictionaries there calls [`Indexer::store_changed`] then.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// What is known now, also by what other processes wrote. Who needs more than one thing of it asks once, so that all is of
    /// one state.
    pub fn known(&self) -> Arc<Known> {
        self.knowing.known()
    }

    pub(crate) fn following(&self) -> &Following {
        &self.following
    }

    /// Tables that were put in order.
    pub(crate) fn lists(&self) -> &Lists {
        &self.lists
    }

    pub(crate) fn knowing(&self) -> &Knowing {
        &self.knowing
    }

    /// The index, and what keeps it in step with the store.
    pub fn indexer(&self) -> &Indexer {
        &self.indexer
    }

    /// Says which file is the dictionary that comes with the program, once, before any is loaded. It may be missing.
    pub fn bundle_dictionary(&self, file: PathBuf) {
        self.dictionaries.bundle(file);
    }

    /// How the dictionary that comes with the program is, as far as it is known without reading all of it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn bundled_dictionary(&self) -> Result<BundledDictionary, StoreError> {
        self.dictionaries.bundled(&self.store)
    }

    /// Has the dictionary that comes with the program used from now on, or not used any more.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn use_bundled_dictionary(&self, is_on: bool) -> Result<(), StoreError> {
        settings::use_bundled_dictionary(&self.store, is_on)?;
        self.load_dictionaries()
    }

    /// The entries of the dictionaries for a word, or for the words of a short piece of text; see
    /// [`zhimai_dictionary::look_up`]. Loads the dictionaries where they are not loaded yet.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn look_up(&self, text: &str) -> Result<Vec<Found>, StoreError> {
        self.load_dictionaries()?;
        Ok(look_up(&self.indexer.dictionaries(), text))
    }

    /// Whether there is no dictionary to look anything up in.
    pub fn has_no_dictionary(&self) -> bool {
        self.indexer.dictionaries().is_empty()
    }

    /// Loads the dictionaries of the library, and the one that comes with the program, if they are others than those that
    /// are loaded. Searches meanwhile go by the ones before.
    ///
    /// # Errors
    /// When the store cannot be read; what was loaded before stays.
    pub fn load_dictionaries(&self) -> Result<(), StoreError> {
        self.dictionaries.load(&self.store, &self.indexer, self.now())
    }

    /// Whether the dictionaries were loaded since the library was opened. A search before that would not translate.
    pub fn has_loaded_dictionaries(&self) -> bool {
        self.dictionaries.is_done()
    }

    /// Puts in the tray, once, that something in the library's file is damaged.
    pub fn tell_damage(&self, what: Damage) {
        damage::tell(&self.store, self.now(), what);
    }

    /// What time it is, in milliseconds since 1970-01-01 UTC.
    pub fn now(&self) -> i64 {
        (self.clock)()
    }

    /// An identifier for something the person makes: the time, and a part that no other process picks at the same moment.
    pub fn new_id(&self) -> String {
        let random = std::hash::RandomState::new().build_hasher().finish();
        format!("{:x}-{:06x}", self.now(), random & 0xff_ffff)
    }
}

impl Library {
    /// Gives room back that earlier removals left, where it is worth it. What fails here, fails again at the next write.
    pub(crate) fn give_room_back(&self) {
        let _ = self.store.give_room_back();
    }

    /// Removes an imported dictionary.
    ///
    /// # Errors
    /// `NoDictionary` when none has this name, and whatever the store says.
    pub fn remove_dictionary(&self, name: &str) -> Result<(), LibraryError> {
        self.store.remove_dictionary(name).map_err(|e| match e {
            StoreError::NotFound { .. } => LibraryError::NoDictionary { name: name.to_owned() },
            e => e.into(),
        })?;
        self.give_room_back();
        self.indexer.store_changed();
        Ok(())
    }
}

impl Drop for Library {
    /// The index is written by whoever may read it by the system's own rules; here only its owner may.
    fn drop(&mut self) {
        self.store.tighten();
    }
}
