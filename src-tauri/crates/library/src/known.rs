//! What is known of the world, and what is made of it: all of it is of one state, and is replaced as one.

use crate::content::{self, BUNDLED, NAMES};
use crate::document::{self, States};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use zhimai_gazetteer::Gazetteer;
use zhimai_import::collection::Collection;
use zhimai_knowledge::Knowledge;
use zhimai_model::{Bilingual, Event};
use zhimai_store::{DamagedThing, Store, StoreError, StoredKnowledge, StoredThing, Thing, ThingKind, Whose};

/// What is known. Whoever asks keeps what they were given, whatever is known later.
pub struct Known {
    /// Entities, events, claims and terms.
    pub knowledge: Knowledge,
    /// The names of entities and terms, and the words of which each region has its own.
    pub names: Arc<Gazetteer>,
    /// The number of the last change that is in it.
    pub(crate) sequence: i64,
    /// What cannot be read.
    pub(crate) damaged: Vec<DamagedThing>,
    regions: Vec<Vec<String>>,
    /// Whose things are, and of which collection; by kind and identifier.
    whose: HashMap<(ThingKind, String), (Whose, String)>,
    articles: Arc<Told>,
}

/// What bundled articles tell.
#[derive(Default)]
struct Told {
    /// Titles in both languages, by identifier.
    titles: HashMap<String, Bilingual>,
    /// Articles that tell an event, by the event's identifier.
    telling: HashMap<String, Vec<String>>,
    /// Articles that tell one event and no other.
    alone: HashSet<String>,
}

impl Told {
    fn of(store: &Store) -> Result<Self, StoreError> {
        let mut told = Self::default();
        for article in store.told_by(BUNDLED)? {
            if article.events.len() == 1 {
                told.alone.insert(article.id.clone());
            }
            for event in article.events {
                told.telling.entry(event).or_default().push(article.id.clone());
            }
            told.titles.extend(article.titles.map(|titles| (article.id, titles)));
        }
        Ok(told)
    }
}

impl Known {
    /// What the store has. What of `before` is the same is not made anew.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(crate) fn of(store: &Store, before: Option<&Self>) -> Result<Self, StoreError> {
        let articles = match before {
            Some(before) => Arc::clone(&before.articles),
            None => Arc::new(Told::of(store)?),
        };
        Ok(Self::made_of(store.knowledge()?, articles, before))
    }

    /// The same, with what the articles tell now.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(crate) fn told_anew(self, store: &Store) -> Result<Self, StoreError> {
        Ok(Self { articles: Arc::new(Told::of(store)?), ..self })
    }

    /// What a collection knows, for a library that it cannot be put into.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(crate) fn of_collection(
        store: &Store,
        collection: &Collection,
        whole: bool,
    ) -> Result<Self, StoreError> {
        let name = if whole { BUNDLED } else { NAMES };
        let stored = |thing| StoredThing { thing, whose: Whose::Collection, collection: name.to_owned() };
        let things = content::things(collection, whole).into_iter().map(stored).collect();
        let stored = StoredKnowledge { things, ..StoredKnowledge::default() };
        Ok(Self::made_of(stored, Arc::new(Told::of(store)?), None))
    }

    fn made_of(stored: StoredKnowledge, articles: Arc<Told>, before: Option<&Self>) -> Self {
        let StoredKnowledge { sequence, things, merges, damaged } = stored;
        let mut whose = HashMap::with_capacity(things.len());
        let (mut entities, mut events, mut terms) = (Vec::new(), Vec::<Event>::new(), Vec::new());
        let (mut claims, mut conflicts, mut regions) = (Vec::new(), Vec::new(), Vec::new());
        for StoredThing { thing, whose: of, collection } in things {
            whose.insert((thing.kind(), thing.id().to_owned()), (of, collection));
            match thing {
                Thing::Entity(entity) => entities.push(entity),
                Thing::Event(event) => events.push(event),
                Thing::Claim(claim) => claims.push(claim),
                Thing::Conflict(conflict) => conflicts.push(conflict),
                Thing::Term(term) => terms.push(term),
                Thing::Region(words) => regions.push(words),
            }
        }
        let at: HashMap<String, usize> =
            events.iter().enumerate().map(|(at, e)| (e.id.clone(), at)).collect();
        for claim in claims {
            // A claim of an event that was taken away waits for it to come back.
            let event = claim.id.rsplit_once('#').and_then(|(event, _)| at.get(event));
            if let Some(event) = event.and_then(|at| events.get_mut(*at)) {
                event.claims.push(claim);
            }
        }
        let knowledge = Knowledge::with_merges(entities, events, conflicts, terms, &merges);
        let same_names = before.filter(|before| {
            before.knowledge.entities() == knowledge.entities()
                && before.knowledge.terms() == knowledge.terms()
                && before.regions == regions
        });
        let names = match same_names {
            Some(before) => Arc::clone(&before.names),
            None => Arc::new(Gazetteer::new(knowledge.entities(), knowledge.terms(), &regions)),
        };
        Self { knowledge, names, sequence, damaged, regions, whose, articles }
    }

    /// Whose a thing is; nothing for one that is not known.
    pub fn whose(&self, kind: ThingKind, id: &str) -> Option<Whose> {
        self.whose.get(&(kind, id.to_owned())).map(|(whose, _)| *whose)
    }

    /// What the person added or changed: kinds and identifiers, and which of both, in order.
    pub fn own(&self) -> Vec<(ThingKind, String, Whose)> {
        let own = self.whose.iter().filter(|(_, (whose, _))| *whose != Whose::Collection);
        let mut own: Vec<_> = own.map(|((kind, id), (whose, _))| (*kind, id.clone(), *whose)).collect();
        own.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
        own
    }

    /// The title of a bundled article in both languages.
    pub fn bundled_title(&self, article: &str) -> Option<&Bilingual> {
        self.articles.titles.get(article)
    }

    /// Identifiers of bundled articles that tell an event.
    pub fn articles_that_tell(&self, event: &str) -> &[String] {
        self.articles.telling.get(event).map_or(&[], Vec::as_slice)
    }

    /// Identifiers of bundled articles that tell an event and no other.
    pub fn articles_about(&self, event: &str) -> impl Iterator<Item = &String> {
        let told = &self.articles;
        self.articles_that_tell(event).iter().filter(|article| told.alone.contains(*article))
    }

    /// Whether a collection brought any of it.
    pub(crate) fn is_of_a_collection(&self) -> bool {
        self.whose.values().any(|(whose, _)| *whose == Whose::Collection)
    }

    /// Whether something that a collection brought cannot be read. What the collection has can take its place.
    pub(crate) fn is_damaged_in_a_collection(&self) -> bool {
        self.damaged.iter().any(|damaged| damaged.collection.is_some())
    }

    /// What is put into the index for an entity, event or term; nothing for one that is not known, or of which only the names
    /// are.
    pub(crate) fn document(&self, kind: ThingKind, id: &str) -> Option<States> {
        let (_, collection) = self.whose.get(&(kind, id.to_owned()))?;
        if collection == NAMES {
            return None;
        }
        match kind {
            ThingKind::Entity => {
                let entity = self.knowledge.entity(id).filter(|entity| entity.id == id);
                entity.map(|entity| document::of_entity(entity, collection).into())
            }
            ThingKind::Event => self.knowledge.event(id).map(|event| document::of_event(event, collection)),
            ThingKind::Term => self.knowledge.term(id).map(|term| document::of_term(term, collection).into()),
            ThingKind::Claim | ThingKind::Conflict | ThingKind::Region => None,
        }
    }
}
