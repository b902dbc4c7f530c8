//! What was read of an input, with the names that were found in it.

use zhimai_gazetteer::Gazetteer;
use zhimai_import::Output;
use zhimai_knowledge::annotate::annotate;
use zhimai_model::{Article, Dictionary, Mention, Place, Problem};

/// Articles, each with where it names entities and where it was read, dictionaries, and what was wrong.
pub(crate) struct Batch {
    pub(crate) articles: Vec<(Article, Vec<Mention>)>,
    pub(crate) places: Vec<Place>,
    pub(crate) dictionaries: Vec<Dictionary>,
    pub(crate) problems: Vec<Problem>,
}

impl Batch {
    pub(crate) fn of(output: Output, names: &Gazetteer) -> Self {
        let Output { articles, places, dictionaries, problems } = output;
        let named = |article: Article| {
            let mentions = annotate(&article, names).mentions;
            (article, mentions)
        };
        let articles = articles.into_iter().map(named).collect();
        Self { articles, places, dictionaries, problems }
    }
}
