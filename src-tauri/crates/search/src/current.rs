//! The names of now: they may change while an index is open, and whoever asks goes on with those that it asked for.

use std::sync::{Arc, PoisonError, RwLock};
use zhimai_gazetteer::Gazetteer;

/// Names that are shared by what writes an index and what reads it.
#[derive(Debug, Default)]
pub(crate) struct Current(RwLock<Arc<Gazetteer>>);

impl Current {
    pub(crate) fn new(names: Arc<Gazetteer>) -> Self {
        Self(RwLock::new(names))
    }

    pub(crate) fn get(&self) -> Arc<Gazetteer> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn set(&self, names: Arc<Gazetteer>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = names;
    }
}
