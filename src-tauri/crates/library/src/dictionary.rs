//! Dictionaries that the person imported, made ready for the search.
//!
//! With a thread that keeps the index current, the thread loads them too, after everything else: nobody waits for them.
//! Without one, the first search loads them.

use crate::{Library, lock};
use std::sync::{Arc, PoisonError};
use zhimai_search::{Dictionary, Index};
use zhimai_store::{StoreError, StoredDictionary};

/// All dictionaries of the library as one, and which they are.
#[derive(Default)]
pub(crate) struct Loaded {
    from: Vec<StoredDictionary>,
    dictionary: Arc<Dictionary>,
}

impl Library {
    /// Loads the dictionaries of the library if they are others than those that are loaded.
    /// Searches meanwhile go by the ones before.
    ///
    /// # Errors
    /// When the store cannot be read; what was loaded before stays.
    pub fn load_dictionaries(&self) -> Result<(), StoreError> {
        let _turn = lock(&self.loading);
        let from = self.store().dictionaries()?;
        if lock(&self.dictionary).from == from {
            return Ok(());
        }
        let mut damaged = 0;
        let dictionary = Arc::new(Dictionary::build(|add| {
            damaged = self.store().each_dictionary_entry(|entry| {
                add(&entry.traditional, &entry.simplified, &entry.glosses);
            })?;
            Ok::<_, StoreError>(())
        })?);
        if damaged > 0 {
            self.tell_damage(format!("dictionary: {damaged}"));
        }
        *lock(&self.dictionary) = Loaded { from, dictionary };
        if let Some(index) = &*self.index.read().unwrap_or_else(PoisonError::into_inner) {
            self.give_dictionary(index);
        }
        Ok(())
    }

    /// Has an index translate by what is loaded.
    pub(crate) fn give_dictionary(&self, index: &Index) {
        index.set_dictionary(Arc::clone(&lock(&self.dictionary).dictionary));
    }
}
