//! What was read of an input, with the names that were found in it.

use crate::mentions::mentions;
use std::sync::Arc;
use zhimai_import::Output;
use zhimai_knowledge::NameIndex;
use zhimai_model::{Article, Dictionary, Place, Problem};
use zhimai_store::Mention;

/// Articles, each with where it names entities and where it was read, dictionaries, and what was wrong.
pub(crate) struct Batch {
    /// The names that were looked for.
    pub(crate) names: Arc<NameIndex>,
    pub(crate) articles: Vec<(Article, Vec<Mention>)>,
    pub(crate) places: Vec<Place>,
    pub(crate) dictionaries: Vec<Dictionary>,
    pub(crate) problems: Vec<Problem>,
}

impl Batch {
    pub(crate) fn of(output: Output, names: Arc<NameIndex>) -> Self {
        let Output { articles, places, dictionaries, problems } = output;
        let articles = articles.into_iter().map(|a| (mentions(&names, &a), a)).map(|(m, a)| (a, m)).collect();
        Self { names, articles, places, dictionaries, problems }
    }

    /// Looks for other names in the articles, if they are others.
    pub(crate) fn look_for(&mut self, names: &Arc<NameIndex>) {
        if !Arc::ptr_eq(&self.names, names) {
            self.names = Arc::clone(names);
            for (article, found) in &mut self.articles {
                *found = mentions(names, article);
            }
        }
    }
}
