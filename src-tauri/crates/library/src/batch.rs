//! What was read of an input, with the names that were found in it.

use std::sync::Arc;
use zhimai_gazetteer::Gazetteer;
use zhimai_import::{Brought, Output};
use zhimai_knowledge::annotate::annotate;
use zhimai_model::{Article, Dictionary, Mention, Picture, Place, Problem};

/// Articles, each with where it names entities and where it was read, dictionaries, and what was wrong.
pub(crate) struct Batch {
    /// The names that were looked for.
    pub(crate) names: Arc<Gazetteer>,
    pub(crate) articles: Vec<(Article, Vec<Mention>)>,
    pub(crate) places: Vec<Place>,
    pub(crate) dictionaries: Vec<Dictionary>,
    pub(crate) pictures: Vec<Picture>,
    pub(crate) collections: Vec<Brought>,
    pub(crate) problems: Vec<Problem>,
}

impl Batch {
    pub(crate) fn of(output: Output, names: Arc<Gazetteer>) -> Self {
        let Output { articles, places, dictionaries, pictures, collections, problems } = output;
        let named = |article: Article| {
            let mentions = annotate(&article, &names).mentions;
            (article, mentions)
        };
        let articles = articles.into_iter().map(named).collect();
        Self { names, articles, places, dictionaries, pictures, collections, problems }
    }

    /// Looks for other names in the articles, if they are others.
    pub(crate) fn look_for(&mut self, names: &Arc<Gazetteer>) {
        if !Arc::ptr_eq(&self.names, names) {
            self.names = Arc::clone(names);
            for (article, found) in &mut self.articles {
                *found = annotate(article, names).mentions;
            }
        }
    }
}
