//! Dictionaries made ready: those that the person imported, and the one that comes with the program.
//!
//! With a thread that keeps the index current, the thread loads them too, after everything else, and again when they change:
//! nobody waits for that. Only who searches before they were ever loaded does it then: an answer without them would lack what
//! they find. Without a thread, whoever needs them loads them. The file of the bundled one may be missing, and may go at any time.

use crate::indexer::Indexer;
use crate::lock::lock;
use crate::{damage, settings};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::SystemTime;
use zhimai_dictionary::{About, Dictionaries, Dictionary, Unusable};
use zhimai_model::Damage;
use zhimai_store::{Store, StoreError, StoredDictionary};

/// How the dictionary that comes with the program is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BundledDictionary {
    /// Whether the person wants it used.
    pub is_on: bool,
    /// What it is, or why it cannot be used; nothing where none is there.
    pub about: Option<Result<About, Unusable>>,
}

/// Which dictionaries are loaded into the [`Indexer`], and from where.
#[derive(Default)]
pub(crate) struct Loading {
    /// The file of the bundled one.
    file: OnceLock<PathBuf>,
    /// Nothing before they are loaded for the first time.
    loaded: Mutex<Option<Loaded>>,
    /// Held while dictionaries are being loaded.
    turn: Mutex<()>,
}

#[derive(Clone, Default)]
struct Loaded {
    own: Vec<StoredDictionary>,
    bundled: Option<Stamp>,
    /// Why the bundled one could not be loaded.
    trouble: Option<Unusable>,
}

/// What tells a file from what it was before: its length in bytes, and when it was written.
type Stamp = (u64, Option<SystemTime>);

impl Loading {
    /// Says where the bundled dictionary is, once.
    pub(crate) fn bundle(&self, file: PathBuf) {
        let _ = self.file.set(file);
    }

    /// Loads the dictionaries of the library, as far as they are others than those that are loaded.
    /// Searches meanwhile go by the ones before. `now` is in milliseconds since 1970-01-01 UTC.
    ///
    /// # Errors
    /// When the store cannot be read; what was loaded before stays. Trouble with the file of the bundled one is no error:
    /// see [`Loading::bundled`].
    pub(crate) fn load(&self, store: &Store, indexer: &Indexer, now: i64) -> Result<(), StoreError> {
        let _turn = lock(&self.turn);
        let known = lock(&self.loaded).clone();
        let is_first = known.is_none();
        let before = known.unwrap_or_default();
        let present = indexer.dictionaries();
        let own = store.dictionaries()?;
        let is_on = settings::uses_bundled_dictionary(store)?;
        let file = self.file.get().filter(|_| is_on).and_then(|file| Some((file, stamp(file)?)));
        let bundled = file.map(|(_, stamp)| stamp);
        if !is_first && before.own == own && before.bundled == bundled {
            return Ok(());
        }
        let made = if before.own == own { present.own().to_vec() } else { make(store, &own, now)? };
        let (ready, trouble) = match file {
            _ if before.bundled == bundled => (present.bundled().cloned(), before.trouble),
            None => (None, None),
            Some((file, _)) => match zhimai_dictionary::read(file) {
                Ok(dictionary) => (Some(Arc::new(dictionary)), None),
                Err(why) => (None, Some(why)),
            },
        };
        indexer.set_dictionaries(Dictionaries::new(made, ready));
        *lock(&self.loaded) = Some(Loaded { own, bundled, trouble });
        Ok(())
    }

    /// Whether they were loaded, be it as they were some time ago.
    pub(crate) fn is_done(&self) -> bool {
        lock(&self.loaded).is_some()
    }

    /// How the bundled dictionary is, as far as it is known without reading all of it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(crate) fn bundled(&self, store: &Store) -> Result<BundledDictionary, StoreError> {
        let is_on = settings::uses_bundled_dictionary(store)?;
        let file = self.file.get().and_then(|file| Some((file, stamp(file)?)));
        let about = file.map(|(file, stamp)| {
            let loaded = lock(&self.loaded).clone().filter(|loaded| loaded.bundled == Some(stamp));
            let trouble = loaded.and_then(|loaded| loaded.trouble);
            trouble.map_or_else(|| zhimai_dictionary::about(file), Err)
        });
        Ok(BundledDictionary { is_on, about })
    }
}

/// Makes the person's own dictionaries ready.
fn make(store: &Store, own: &[StoredDictionary], now: i64) -> Result<Vec<Arc<Dictionary>>, StoreError> {
    let mut damaged = 0_u32;
    let mut made = Vec::new();
    for one in own {
        let about = About { name: one.name.clone(), ..About::default() };
        made.push(Arc::new(zhimai_dictionary::make(about, |add| {
            damaged = damaged.saturating_add(store.each_dictionary_entry(one.key, |entry| add(&entry))?);
            Ok::<_, StoreError>(())
        })?));
    }
    if damaged > 0 {
        damage::tell(store, now, Damage::Entries(damaged));
    }
    Ok(made)
}

/// None where there is no file.
fn stamp(file: &Path) -> Option<Stamp> {
    match std::fs::metadata(file) {
        Ok(data) => Some((data.len(), data.modified().ok())),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => None,
        // There is something; reading it tells what is wrong.
        Err(_) => Some((0, None)),
    }
}
