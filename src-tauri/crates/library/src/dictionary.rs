//! Dictionaries that the person imported, made ready for the search.
//!
//! With a thread that keeps the index current, the thread loads them too, after everything else: nobody waits for them.
//! Without one, the first search loads them.

use crate::damage;
use crate::indexer::Indexer;
use crate::lock::lock;
use std::sync::{Arc, Mutex};
use zhimai_model::Damage;
use zhimai_search::Dictionary;
use zhimai_store::{Store, StoreError, StoredDictionary};

/// Which dictionaries of the library the search goes by.
#[derive(Default)]
pub(crate) struct Dictionaries {
    loaded: Mutex<Vec<StoredDictionary>>,
    /// Held while dictionaries are being loaded.
    turn: Mutex<()>,
}

impl Dictionaries {
    /// Loads the dictionaries of the library as one, if they are others than those that are loaded.
    /// Searches meanwhile go by the ones before. `now` is in milliseconds since 1970-01-01 UTC.
    ///
    /// # Errors
    /// When the store cannot be read; what was loaded before stays.
    pub(crate) fn load(&self, store: &Store, indexer: &Indexer, now: i64) -> Result<(), StoreError> {
        let _turn = lock(&self.turn);
        let from = store.dictionaries()?;
        if *lock(&self.loaded) == from {
            return Ok(());
        }
        let mut damaged = 0;
        let dictionary = Dictionary::build(|add| {
            damaged = store.each_dictionary_entry(|entry| {
                add(&entry.traditional, &entry.simplified, &entry.glosses);
            })?;
            Ok::<_, StoreError>(())
        })?;
        if damaged > 0 {
            damage::tell(store, now, Damage::Entries(damaged));
        }
        *lock(&self.loaded) = from;
        indexer.set_dictionary(Arc::new(dictionary));
        Ok(())
    }
}
