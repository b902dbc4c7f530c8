//! What is named in texts that were looked through, for who asks the same soon: an article is annotated when it is taken in,
//! and indexed a little later.
//!
//! It belongs to one gazetteer, so that nothing is told that another one found.

use rustc_hash::FxHashMap;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Shorter texts are looked through again sooner than they are looked up, in bytes.
const SHORT: usize = 256;
/// So many texts are kept in mind. Those that nobody asked for until then are forgotten, all of them.
const KEPT: usize = 1 << 14;

/// What a text is known by: a hash that nobody can make two texts for, and its length.
type Key = (u64, usize);

/// The groups that texts name, as often as they do.
#[derive(Debug, Default)]
pub(crate) struct Ahead {
    hasher: RandomState,
    named: Mutex<FxHashMap<Key, Box<[u32]>>>,
}

impl Ahead {
    /// Keeps in mind what a text names.
    pub(crate) fn put(&self, text: &str, groups: &[u32]) {
        if text.len() < SHORT {
            return;
        }
        let mut named = lock(&self.named);
        if named.len() >= KEPT {
            named.clear();
        }
        named.insert(self.key(text), groups.into());
    }

    /// What a text names, if that is known; it is forgotten then.
    pub(crate) fn take(&self, text: &str) -> Option<Box<[u32]>> {
        if text.len() < SHORT || lock(&self.named).is_empty() {
            return None;
        }
        let key = self.key(text);
        lock(&self.named).remove(&key)
    }

    fn key(&self, text: &str) -> Key {
        (self.hasher.hash_one(text), text.len())
    }
}

/// A panic elsewhere leaves nothing half done.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_told_once() {
        let ahead = Ahead::default();
        let text = |number: usize| format!("{number:0300}");
        ahead.put("short", &[1]);
        ahead.put(&text(1), &[1, 1]);
        ahead.put(&text(2), &[]);
        assert_eq!(ahead.take("short"), None);
        assert_eq!(ahead.take(&text(1)).as_deref(), Some([1, 1].as_slice()));
        assert_eq!(ahead.take(&text(1)), None);
        assert_eq!(ahead.take(&text(2)).as_deref(), Some([].as_slice()));
        (0..KEPT + 2).for_each(|number| ahead.put(&text(number), &[]));
        assert_eq!(ahead.take(&text(KEPT - 1)), None);
        assert!(ahead.take(&text(KEPT + 1)).is_some());
    }
}
