//! What is known of the world, and what is made of it: all of it is of one state, and is replaced as one.

use crate::lexicon::{lexicon, titles};
use std::collections::HashMap;
use std::sync::Arc;
use zhimai_import::collection::Collection;
use zhimai_knowledge::{Knowledge, NameIndex};
use zhimai_model::Bilingual;
use zhimai_search::Lexicon;

/// What is known. Whoever asks keeps what they were given, whatever is known later.
pub struct Known {
    /// Entities, events, claims and terms.
    pub knowledge: Knowledge,
    /// The names of entities and terms, as they are looked for in texts.
    pub names: Arc<NameIndex>,
    /// The same names, as the index wants them.
    pub(crate) lexicon: Lexicon,
    /// What an index bears that holds what is known, or leaves it out; another one when any of it changes.
    pub(crate) stamp: String,
    /// False for a library without the bundled collection: the names are known there all the same.
    pub(crate) bundled: bool,
    /// Titles of bundled articles in both languages, by identifier.
    titles: HashMap<String, Bilingual>,
    /// Bundled articles that tell an event, by the event's identifier.
    telling: HashMap<String, Vec<String>>,
}

impl Known {
    /// What the bundled collection tells; where it is not in the library, only its names. `names` are of the same collection,
    /// and `stamp` changes with any file of it.
    pub(crate) fn new(collection: Collection, names: NameIndex, stamp: String, bundled: bool) -> Self {
        let Collection { entities, events, conflicts, terms, regions, articles, .. } = collection;
        let lexicon = lexicon(&entities, &terms, &regions);
        let mut telling = HashMap::<String, Vec<String>>::new();
        for article in articles.iter().filter(|_| bundled) {
            for event in &article.events {
                telling.entry(event.clone()).or_default().push(article.id.clone());
            }
        }
        let titles = if bundled { titles(&articles) } else { HashMap::new() };
        let (events, conflicts) = if bundled { (events, conflicts) } else { Default::default() };
        let stamp = if bundled { stamp } else { "empty".to_owned() };
        let knowledge = Knowledge::new(entities, events, conflicts, terms);
        Self { knowledge, names: Arc::new(names), lexicon, stamp, bundled, titles, telling }
    }

    /// The title of a bundled article in both languages.
    pub fn bundled_title(&self, article: &str) -> Option<&Bilingual> {
        self.titles.get(article)
    }

    /// Identifiers of bundled articles that tell an event.
    pub fn articles_that_tell(&self, event: &str) -> &[String] {
        self.telling.get(event).map_or(&[], Vec::as_slice)
    }
}
