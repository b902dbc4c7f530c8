//! What is known now, kept in step with the store.

use crate::damage;
use crate::known::Known;
use crate::lock::{lock, read, write};
use std::sync::{Arc, Mutex, RwLock};
use zhimai_model::{Address, Damage};
use zhimai_store::{Store, StoreError};

/// What is known now. Shared between threads.
pub(crate) struct Knowing {
    store: Arc<Store>,
    known: RwLock<Arc<Known>>,
    /// What [`Store::written_elsewhere`] said last.
    written_elsewhere: Mutex<Option<i64>>,
    /// Held while what is known is made anew.
    turn: Mutex<()>,
}

impl Knowing {
    /// `now` is in milliseconds since 1970-01-01 UTC.
    pub(crate) fn new(store: Arc<Store>, known: Known, now: i64) -> Self {
        tell_damage(&store, &known, now);
        // What another process writes from now on is noticed; what it wrote since `known` was read, when the index is looked at.
        let written_elsewhere = Mutex::new(store.written_elsewhere());
        Self { store, known: RwLock::new(Arc::new(known)), written_elsewhere, turn: Mutex::new(()) }
    }

    /// What is known now, with what other processes wrote. Takes some microseconds where they wrote nothing.
    pub(crate) fn known(&self) -> Arc<Known> {
        let now = self.store.written_elsewhere();
        if now.is_some() && lock(&self.written_elsewhere).replace(now.unwrap_or_default()) != now {
            // Where it cannot be read, what was known before is told.
            if let Ok(known) = self.take_up() {
                return known;
            }
        }
        read(&self.known)
    }

    /// Takes up what was changed in the store, if anything was.
    ///
    /// # Errors
    /// When the store cannot be read; what was known before stays.
    pub(crate) fn take_up(&self) -> Result<Arc<Known>, StoreError> {
        let _turn = lock(&self.turn);
        let before = read(&self.known);
        if self.store.knowledge_sequence()? == before.sequence
            || before.sequence == 0 && self.store.is_read_only()
        {
            return Ok(before);
        }
        let known = Arc::new(Known::of(&self.store, Some(&before))?);
        write(&self.known, Arc::clone(&known));
        Ok(known)
    }
}

/// Puts in the tray, once each, what cannot be read.
fn tell_damage(store: &Store, known: &Known, now: i64) {
    for damaged in &known.damaged {
        let address = Address::from_parts(&damaged.kind, &damaged.id);
        let what =
            address.map_or_else(|| format!("{} {}", damaged.kind, damaged.id), |address| address.to_string());
        damage::tell(store, now, Damage::Thing(what));
    }
}
