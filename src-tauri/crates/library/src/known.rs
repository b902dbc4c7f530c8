//! What is known of the world, and what is made of it: all of it is of one state, and is replaced as one.

use crate::content::{self, BUNDLED, NAMES};
use crate::document::{self, States};
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};
use zhimai_gazetteer::Gazetteer;
use zhimai_import::collection::Collection;
use zhimai_knowledge::Knowledge;
use zhimai_model::{Bilingual, Event};
use zhimai_store::{
    ChangedKnowledge, DamagedThing, Store, StoreError, StoredKnowledge, StoredThing, Thing, ThingKind, Whose,
};

/// What is another in more things than this is read as a whole.
const MOST_CHANGED: usize = 1_000;

/// What is known. Whoever asks keeps what they were given, whatever is known later.
pub struct Known {
    /// Entities, events, claims and terms.
    pub knowledge: Knowledge,
    /// Made when it is asked for first: who puts in many things, one after another, asks for none of those between.
    names: OnceLock<Arc<Gazetteer>>,
    /// The things that it is made of, in the order of [`StoredKnowledge`].
    things: Vec<StoredThing>,
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
        let changed = match before.filter(|before| before.sequence > 0 && before.damaged.is_empty()) {
            Some(before) => {
                let changed = store.knowledge_since(before.sequence, MOST_CHANGED)?;
                changed.and_then(|changed| before.with(changed))
            }
            None => None,
        };
        let stored = match changed {
            Some(stored) => stored,
            None => store.knowledge()?,
        };
        Ok(Self::made_of(stored, articles, before))
    }

    /// What the store has, where so much of it is another than this; nothing where that does not tell its order.
    fn with(&self, changed: ChangedKnowledge) -> Option<StoredKnowledge> {
        let ChangedKnowledge { sequence, things: changed, merges } = changed;
        let mut things = self.things.clone();
        let mut at: HashMap<(ThingKind, &str), usize> = HashMap::with_capacity(things.len());
        at.extend(self.things.iter().enumerate().map(|(n, one)| ((one.thing.kind(), one.thing.id()), n)));
        let mut gone = HashSet::new();
        for (kind, id, now) in changed {
            let place = at.get(&(kind, id.as_str())).copied();
            match (place.and_then(|place| things.get_mut(place)), now) {
                (Some(before), Some(now)) => {
                    if before.collection != now.collection {
                        return None;
                    }
                    *before = now;
                }
                (None, Some(now)) if now.whose == Whose::Person => things.push(now),
                (None, Some(_)) => return None,
                (Some(_), None) => gone.extend(place),
                (None, None) => {}
            }
        }
        let mut n = 0_usize;
        things.retain(|_| {
            n = n.saturating_add(1);
            !gone.contains(&n.saturating_sub(1))
        });
        let of_collections = things.iter().take_while(|one| one.whose != Whose::Person).count();
        if let Some(own) = things.get_mut(of_collections..) {
            own.sort_by(|a, b| {
                let key = |one: &StoredThing| (one.written, one.thing.kind().name());
                key(a).cmp(&key(b)).then_with(|| a.thing.id().cmp(b.thing.id()))
            });
        }
        Some(StoredKnowledge { sequence, things, merges, damaged: Vec::new() })
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
        let stored =
            |thing| StoredThing { thing, whose: Whose::Collection, collection: name.to_owned(), written: 0 };
        let things = content::things(collection, whole).into_iter().map(stored).collect();
        let stored = StoredKnowledge { things, ..StoredKnowledge::default() };
        Ok(Self::made_of(stored, Arc::new(Told::of(store)?), None))
    }

    fn made_of(stored: StoredKnowledge, articles: Arc<Told>, before: Option<&Self>) -> Self {
        let StoredKnowledge { sequence, things, merges, damaged } = stored;
        let mut whose = HashMap::with_capacity(things.len());
        let (mut entities, mut events, mut terms) = (Vec::new(), Vec::<Event>::new(), Vec::new());
        let (mut claims, mut conflicts, mut regions) = (Vec::new(), Vec::new(), Vec::new());
        for StoredThing { thing, whose: of, collection, .. } in &things {
            whose.insert((thing.kind(), thing.id().to_owned()), (*of, collection.clone()));
            match thing.clone() {
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
        let names = same_names.map(|before| before.names.clone()).unwrap_or_default();
        Self { knowledge, names, things, sequence, damaged, regions, whose, articles }
    }

    /// The names of entities and terms, and the words of which each region has its own.
    pub fn names(&self) -> &Arc<Gazetteer> {
        self.names.get_or_init(|| {
            let known = &self.knowledge;
            Arc::new(Gazetteer::new(known.entities(), known.terms(), &self.regions))
        })
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

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use zhimai_store::Expected;

    fn company(id: &str, name: &str) -> Thing {
        let value = json!({
            "id": id, "kind": "company", "names": {"en": name, "zh_tw": name, "zh_hk": name, "zh_cn": name},
            "aliases": [], "description": {"zh": "", "en": ""}, "relations": [], "ticker": null,
            "founded": null, "headquarters": null, "released": null, "note": null,
        });
        Thing::from_json(ThingKind::Entity, value).unwrap()
    }

    #[test]
    fn what_changed_is_taken_up_as_if_all_were_read_anew() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        let of_collection = vec![company("b", "Bark"), company("a", "Alder"), company("c", "Cedar")];
        store.replace_knowledge("one", &of_collection, None, true).unwrap();
        let mut known = Known::of(&store, None).unwrap();
        let mut follow = |what: &str| {
            let next = Known::of(&store, Some(&known)).unwrap();
            let whole = store.knowledge().unwrap();
            assert_eq!(next.things, whole.things, "{what}");
            assert_eq!(next.sequence, whole.sequence, "{what}");
            let fresh = Known::of(&store, None).unwrap();
            assert_eq!(next.knowledge.entities(), fresh.knowledge.entities(), "{what}");
            assert_eq!(next.own(), fresh.own(), "{what}");
            for name in ["Bark", "Zelkova", "Birch", "Elm"] {
                assert_eq!(next.names().lookup(name), fresh.names().lookup(name), "{what}: {name}");
            }
            known = next;
        };
        let kind = ThingKind::Entity;
        let put = |thing: &Thing, expected, now| store.put_thing(thing, expected, now).unwrap();
        put(&company("z", "Zelkova"), Expected::Nothing, 10);
        follow("one is added");
        put(&company("e", "Elm"), Expected::Nothing, 20);
        put(&company("d", "Elm"), Expected::Nothing, 20);
        follow("two are added at once");
        put(&company("z", "Zelkova Works"), Expected::Something, 30);
        follow("one of the person's is changed");
        put(&company("b", "Birch"), Expected::Something, 40);
        follow("one of a collection is changed");
        store.remove_thing(kind, "a", 50).unwrap();
        store.remove_thing(kind, "z", 50).unwrap();
        follow("one of each is taken away");
        store.revert_thing(kind, "z").unwrap();
        follow("one comes back to where it was");
        store.revert_thing(kind, "a").unwrap();
        store.revert_thing(kind, "b").unwrap();
        follow("those of a collection come back to where they were");
        store.replace_knowledge("one", &of_collection[..2], None, true).unwrap();
        follow("a collection is another one");
        follow("nothing");
    }
}
