use crate::{article, library, mention};
use proptest::prelude::*;
use std::collections::BTreeMap;
use zhimai_model::{
    Alias, AliasKind, Bilingual, Claim, Conflict, Entity, EntityKind, Event, EventKind, FlowKind, Names,
    Precision, Status, Term, Variants,
};
use zhimai_store::{
    ChangeKind, Expected, Placed, Store, StoreError, StoredKnowledge, Thing, ThingKind, Whose,
};

fn bilingual(text: &str) -> Bilingual {
    Bilingual { zh: text.to_owned(), en: text.to_owned() }
}

pub(crate) fn entity(id: &str, name: &str) -> Thing {
    let names =
        Names { en: name.to_owned(), zh_tw: name.to_owned(), zh_hk: name.to_owned(), zh_cn: name.to_owned() };
    Thing::Entity(Entity {
        id: id.to_owned(),
        kind: EntityKind::Company,
        names,
        aliases: Vec::new(),
        description: Bilingual::default(),
        relations: Vec::new(),
        ticker: None,
        founded: None,
        headquarters: None,
        released: None,
        note: None,
    })
}

fn aliased(id: &str, name: &str, alias: &str, kind: AliasKind) -> Thing {
    let Thing::Entity(mut made) = entity(id, name) else { unreachable!() };
    made.aliases.push(Alias { text: alias.to_owned(), kind });
    Thing::Entity(made)
}

fn event(id: &str) -> Thing {
    Thing::Event(Event {
        id: id.to_owned(),
        date: "2025-11".parse().unwrap(),
        precision: Precision::Month,
        kind: EventKind::Investment,
        title: bilingual(id),
        summary: Bilingual::default(),
        participants: Vec::new(),
        claims: Vec::new(),
    })
}

fn claim(id: &str) -> Thing {
    // By its JSON, so that a claim may learn to say more.
    let claim = serde_json::json!({
        "id": id, "text": bilingual(id), "quote": null, "amount": null, "from": null, "to": null,
        "flow": FlowKind::None, "status": Status::Reported, "conflicts_with": [], "sources": [],
    });
    Thing::Claim(serde_json::from_value::<Claim>(claim).unwrap())
}

fn conflict(id: &str, claims: &[&str]) -> Thing {
    let claims = claims.iter().map(|&claim| claim.to_owned()).collect();
    Thing::Conflict(Conflict { id: id.to_owned(), topic: bilingual("t"), claims, assessment: bilingual("a") })
}

fn term(id: &str, zh: &str) -> Thing {
    Thing::Term(Term {
        id: id.to_owned(),
        zh: zh.to_owned(),
        zh_cn: zh.to_owned(),
        en: Vec::new(),
        pinyin: String::new(),
        definition: Bilingual::default(),
        variants: Variants::default(),
        entity: None,
    })
}

fn region(words: &[&str]) -> Thing {
    Thing::Region(words.iter().map(|&word| word.to_owned()).collect())
}

/// Kinds and identifiers of what changed since, in order.
fn changed(store: &Store, since: i64) -> Vec<(&'static str, String, bool)> {
    let changes = store.changes_since(since, 1_000).unwrap();
    changes.into_iter().map(|change| (change.kind.name(), change.id, change.removed)).collect()
}

fn ids(known: &StoredKnowledge) -> Vec<(&str, Whose)> {
    known.things.iter().map(|stored| (stored.thing.id(), stored.whose)).collect()
}

#[test]
fn a_collection_is_put_in_anew_and_only_what_differs_is_told() {
    let (folder, store) = library();
    let all = [
        entity("ant", "蟻"),
        entity("bee", "蜂"),
        event("deal"),
        claim("deal#1"),
        claim("deal#2"),
        conflict("sum", &["deal#1", "deal#2"]),
        term("word", "詞"),
        region(&["軟體", "软件"]),
    ];
    assert_eq!(store.replace_knowledge("c", &all, None, true).unwrap().changed, 8);
    let known = store.knowledge().unwrap();
    assert_eq!(
        known.things.iter().map(|stored| &stored.thing).collect::<Vec<_>>(),
        all.iter().collect::<Vec<_>>()
    );
    assert!(known.things.iter().all(|stored| stored.whose == Whose::Collection && stored.collection == "c"));
    assert_eq!(known.sequence, store.last_sequence().unwrap());
    assert!(store.state(known.sequence).unwrap().is_some());
    drop(store);

    let store = Store::open(folder.path()).unwrap();
    assert_eq!(store.knowledge().unwrap(), known);
    let before = store.last_sequence().unwrap();
    assert_eq!(store.replace_knowledge("c", &all, None, true).unwrap(), Default::default());
    assert_eq!(store.last_sequence().unwrap(), before, "nothing is another one");

    // One is another one, one is new, one is gone, and all have moved.
    let next =
        [entity("cat", "貓"), entity("bee", "蜜蜂"), event("deal"), claim("deal#1"), term("word", "詞")];
    store.replace_knowledge("c", &next, None, true).unwrap();
    assert_eq!(store.knowledge().unwrap().things.len(), 5);
    let mut told = changed(&store, before);
    told.sort();
    assert_eq!(
        told,
        [
            ("claim", "deal#2".into(), true),
            ("conflict", "sum".into(), true),
            ("entity", "ant".into(), true),
            ("entity", "bee".into(), false),
            ("entity", "cat".into(), false),
            ("event", "deal".into(), false),
            ("region", "軟體".into(), true),
        ]
    );
}

#[test]
fn the_persons_word_goes_first_and_what_it_stood_before_comes_back() {
    let (_folder, store) = library();
    store.replace_knowledge("c", &[entity("ant", "蟻"), term("word", "詞")], None, true).unwrap();
    let put = |thing: &Thing, expected| store.put_thing(thing, expected, 5).unwrap();
    assert_eq!(put(&entity("ant", "x"), Expected::Nothing), Placed::Taken);
    assert_eq!(put(&entity("bee", "x"), Expected::Something), Placed::Missing);
    let (_, version) = store.thing(ThingKind::Entity, "ant").unwrap().unwrap();
    assert_eq!(put(&entity("ant", "x"), Expected::Version(version + 9)), Placed::Moved(version));
    let Placed::Done(second) = put(&entity("ant", "螞蟻"), Expected::Version(version)) else { panic!() };
    assert!(second > version);
    assert_eq!(put(&entity("ant", "螞蟻"), Expected::Something), Placed::AsItWas);
    assert!(matches!(put(&entity("bee", "蜂"), Expected::Nothing), Placed::Done(_)));
    let known = store.knowledge().unwrap();
    assert_eq!(ids(&known), [("ant", Whose::Changed), ("word", Whose::Collection), ("bee", Whose::Person)]);
    assert_eq!(known.things[0].thing, entity("ant", "螞蟻"));

    // The collection changes what the person changed, and gets what the person added: the person's word stands.
    let newer = [entity("ant", "白蟻"), entity("bee", "野蜂"), term("word", "詞")];
    assert_eq!(store.replace_knowledge("c", &newer, None, true).unwrap().written, 2);
    let known = store.knowledge().unwrap();
    assert_eq!(ids(&known), [("ant", Whose::Changed), ("bee", Whose::Changed), ("word", Whose::Collection)]);
    assert_eq!(known.things[0].thing, entity("ant", "螞蟻"));

    assert!(matches!(store.revert_thing(ThingKind::Entity, "ant").unwrap(), Placed::Done(_)));
    assert_eq!(store.revert_thing(ThingKind::Entity, "ant").unwrap(), Placed::AsItWas);
    let (ant, _) = store.thing(ThingKind::Entity, "ant").unwrap().unwrap();
    assert_eq!((ant.thing, ant.whose), (entity("ant", "白蟻"), Whose::Collection));
    // Put as the collection has it, nothing of the person's stands before it.
    put(&entity("ant", "x"), Expected::Something);
    put(&entity("ant", "白蟻"), Expected::Something);
    assert_eq!(store.revert_thing(ThingKind::Entity, "ant").unwrap(), Placed::AsItWas);
}

#[test]
fn what_was_taken_away_is_not_lost() {
    let (_folder, store) = library();
    store.replace_knowledge("c", &[entity("ant", "蟻")], None, true).unwrap();
    store.put_thing(&entity("bee", "蜂"), Expected::Nothing, 5).unwrap();
    assert_eq!(store.remove_thing(ThingKind::Entity, "cat", 6).unwrap(), Placed::Missing);
    for (at, id) in [(6, "ant"), (7, "bee")] {
        assert!(matches!(store.remove_thing(ThingKind::Entity, id, at).unwrap(), Placed::Done(_)));
        assert_eq!(store.remove_thing(ThingKind::Entity, id, at).unwrap(), Placed::Missing);
        assert_eq!(store.thing(ThingKind::Entity, id).unwrap(), None);
    }
    assert_eq!(store.knowledge().unwrap().things, []);
    let removed = store.removed_things().unwrap();
    let ant = entity("ant", "蟻");
    let of = |id: &str, thing| (ThingKind::Entity, id.to_owned(), Some(thing));
    assert_eq!(removed, [of("bee", entity("bee", "蜂")), of("ant", ant)]);
    // It stays away when the collection is another one.
    store.replace_knowledge("c", &[entity("ant", "白蟻")], None, true).unwrap();
    assert_eq!(store.knowledge().unwrap().things, []);
    for id in ["ant", "bee"] {
        assert!(matches!(store.revert_thing(ThingKind::Entity, id).unwrap(), Placed::Done(_)));
    }
    let known = store.knowledge().unwrap();
    assert_eq!(ids(&known), [("ant", Whose::Collection), ("bee", Whose::Person)]);
    assert_eq!(known.things[1].thing, entity("bee", "蜂"));
    // What is taken away may be added anew.
    store.remove_thing(ThingKind::Entity, "bee", 8).unwrap();
    assert!(matches!(
        store.put_thing(&entity("bee", "蜜蜂"), Expected::Nothing, 9).unwrap(),
        Placed::Done(_)
    ));
}

#[test]
fn one_collection_takes_the_place_of_another() {
    let (_folder, store) = library();
    store.replace_knowledge("names", &[entity("ant", "蟻"), entity("bee", "蜂")], None, true).unwrap();
    store.put_thing(&entity("bee", "蜜蜂"), Expected::Something, 1).unwrap();
    let before = store.last_sequence().unwrap();
    let names = store.stale_names().unwrap();
    store
        .replace_knowledge("whole", &[entity("ant", "蟻"), entity("bee", "蜂")], Some("names"), true)
        .unwrap();
    let known = store.knowledge().unwrap();
    assert!(known.things.iter().all(|stored| stored.collection == "whole"));
    assert_eq!(ids(&known), [("ant", Whose::Collection), ("bee", Whose::Changed)]);
    assert_eq!(changed(&store, before).len(), 2, "they are of another collection");
    assert_eq!(store.stale_names().unwrap(), names, "their names are the same");
}

#[test]
fn names_that_are_others_are_written_down_with_whom_they_concern() {
    let (_folder, store) = library();
    store.put_articles(&[(article("a", "x"), vec![mention("ant", 0)]), (article("b", "y"), vec![])]).unwrap();
    let change = |thing: &Thing, names: &[&str], documents: &[&str]| {
        store.put_thing(thing, Expected::Something, 2).unwrap();
        assert_eq!(store.stale_names().unwrap(), names, "{thing:?}");
        let stale = store.stale_documents(0, 10).unwrap();
        assert_eq!(stale.iter().map(|d| d.id.as_str()).collect::<Vec<_>>(), documents, "{thing:?}");
        assert_eq!(store.stale_count().unwrap() as usize, names.len() + documents.len());
        store.spread_stale(&store.stale_names().unwrap(), &[]).unwrap();
        store.made_anew(&stale.iter().map(|d| d.key).collect::<Vec<_>>()).unwrap();
    };
    store.put_thing(&entity("ant", "蟻"), Expected::Nothing, 1).unwrap();
    change(&entity("ant", "螞蟻"), &["螞蟻", "蟻"], &["a"]);
    change(&aliased("ant", "螞蟻", "Ant", AliasKind::Alias), &["Ant"], &["a"]);
    change(&aliased("ant", "螞蟻", "Ant", AliasKind::Nickname), &["Ant"], &["a"]);
    let Thing::Entity(mut told) = aliased("ant", "螞蟻", "Ant", AliasKind::Nickname) else { panic!() };
    told.description = bilingual("an insect");
    change(&Thing::Entity(told), &[], &[]);
    store.put_thing(&region(&["軟體", "软件"]), Expected::Nothing, 1).unwrap();
    change(&region(&["軟體", "軟件"]), &["軟件", "軟體", "软件"], &[]);
    // Events have no names.
    store.put_thing(&event("deal"), Expected::Nothing, 1).unwrap();
    assert_eq!(store.stale_count().unwrap(), 0);
}

#[test]
fn what_is_to_be_made_anew_stays_until_it_was() {
    let (folder, store) = library();
    store.put_articles(&[(article("a", "x"), vec![]), (article("b", "y"), vec![])]).unwrap();
    store.put_thing(&entity("ant", "蟻"), Expected::Nothing, 1).unwrap();
    let holders = [(ChangeKind::Article, "a".to_owned()), (ChangeKind::Note, "n".to_owned())];
    store.spread_stale(&["蟻".to_owned()], &holders).unwrap();
    drop(store);
    let store = Store::open(folder.path()).unwrap();
    let stale = store.stale_documents(0, 10).unwrap();
    assert_eq!(stale.iter().map(|d| (d.kind, d.id.clone())).collect::<Vec<_>>(), holders);
    assert_eq!(store.stale_documents(stale[0].key, 10).unwrap().len(), 1);
    // It is to be made anew once more before it was.
    store.make_all_stale().unwrap();
    store.made_anew(&stale.iter().map(|d| d.key).collect::<Vec<_>>()).unwrap();
    let left = store.stale_documents(0, 10).unwrap();
    assert_eq!(left.iter().map(|d| d.id.as_str()).collect::<Vec<_>>(), ["a", "b"]);
}

#[test]
fn mentions_are_made_anew_unless_the_article_has_changed() {
    let (_folder, store) = library();
    store.put_articles(&[(article("a", "x"), vec![mention("ant", 0)])]).unwrap();
    let last = store.last_sequence().unwrap();
    let found = |sequence| vec![("a".to_owned(), sequence, vec![mention("bee", 0)])];
    assert_eq!(store.annotate(&found(last + 1)).unwrap(), 0);
    assert_eq!(store.annotate(&found(last)).unwrap(), 1);
    assert_eq!(store.annotate(&found(last)).unwrap(), 0, "they are the same");
    assert_eq!(store.mentions("a").unwrap(), [mention("bee", 0)]);
    assert_eq!(store.articles_of_entity("bee", None, 10).unwrap().0, 1);
    assert_eq!(store.articles_of_entity("ant", None, 10).unwrap().0, 0);
    assert_eq!(store.last_sequence().unwrap(), last, "that is no change of the article");
}

#[test]
fn a_damaged_row_gives_way_and_stays_as_it_is() {
    let (folder, store) = library();
    store.replace_knowledge("c", &[entity("ant", "harm-base"), entity("bee", "蜂")], None, true).unwrap();
    store.put_thing(&entity("bee", "harm-own"), Expected::Something, 1).unwrap();
    store.put_thing(&entity("cat", "harm-new"), Expected::Nothing, 1).unwrap();
    drop(store);
    let path = folder.path().join("library.db");
    let good = std::fs::read(&path).unwrap();
    let harm = |text: &str, byte: u8| {
        let mut bytes = good.clone();
        let at = good.windows(text.len()).position(|window| window == text.as_bytes()).unwrap();
        bytes[at + 2] = byte;
        std::fs::write(&path, &bytes).unwrap();
        Store::open(folder.path()).unwrap()
    };
    for byte in [0xff, b'"', 0x01] {
        let store = harm("harm-base", byte);
        let known = store.knowledge().unwrap();
        assert_eq!(ids(&known), [("bee", Whose::Changed), ("cat", Whose::Person)]);
        assert_eq!((known.damaged.len(), known.damaged[0].id.as_str()), (1, "ant"));
        assert_eq!(known.damaged[0].collection.as_deref(), Some("c"));
        let one = store.thing(ThingKind::Entity, "ant");
        assert!(matches!(one, Err(StoreError::Damaged { what: "entity", .. })), "{one:?}");
        // The collection is compared with what is there, and replaces what is damaged.
        let whole = [entity("ant", "harm-base"), entity("bee", "蜂")];
        assert_eq!(store.replace_knowledge("c", &whole, None, true).unwrap().written, 1);
        assert_eq!(store.knowledge().unwrap().damaged, []);
        drop(store);

        let store = harm("harm-own", byte);
        let known = store.knowledge().unwrap();
        assert_eq!(known.things[1].thing, entity("bee", "蜂"), "what it stood before counts");
        assert_eq!((known.damaged.len(), known.damaged[0].collection.as_deref()), (1, None));
        let told = zhimai_store::damage(folder.path()).unwrap();
        assert!(told.iter().any(|line| line.starts_with("own bee")), "{told:?}");
        assert!(matches!(
            store.revert_thing(ThingKind::Entity, "bee").unwrap(),
            Placed::AsItWas | Placed::Done(_)
        ));
        assert_eq!(store.knowledge().unwrap().damaged, []);
        drop(store);

        let store = harm("harm-new", byte);
        assert_eq!(store.knowledge().unwrap().damaged.len(), 1);
        let taken = store.put_thing(&entity("cat", "貓"), Expected::Nothing, 1).unwrap();
        assert_eq!(taken, Placed::Taken, "nobody writes over it by mistake");
        assert!(matches!(
            store.put_thing(&entity("cat", "貓"), Expected::Something, 1).unwrap(),
            Placed::Done(_)
        ));
    }
}

#[test]
fn what_is_json_still_and_can_no_longer_be_read_is_told() {
    let (folder, store) = library();
    store.put_thing(&entity("cat", "貓"), Expected::Nothing, 1).unwrap();
    store.put_articles(&[(crate::article("a", "一"), Vec::new())]).unwrap();
    drop(store);
    assert_eq!(zhimai_store::damage(folder.path()).unwrap(), Vec::<String>::new());
    let connection = rusqlite::Connection::open(folder.path().join("library.db")).unwrap();
    let harm = "UPDATE own SET thing = replace(thing, '\"kind\"', '\"kine\"');
        UPDATE article SET blocks = '{}';";
    connection.execute_batch(harm).unwrap();
    drop(connection);
    let told = zhimai_store::damage(folder.path()).unwrap();
    for row in ["own cat: thing: ", "article a: blocks: "] {
        assert!(told.iter().any(|line| line.starts_with(row)), "{told:?}");
    }
}

/// What somebody does to a library.
#[derive(Clone, Debug)]
enum Step {
    /// The collection is put in anew: which of the five things it has, in which wording.
    Collection([Option<u8>; 5]),
    Put(usize, u8, bool),
    Remove(usize),
    Revert(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let wording = || 0..3_u8;
    prop_oneof![
        prop::array::uniform5(prop::option::of(wording())).prop_map(Step::Collection),
        (0..5_usize, wording(), any::<bool>()).prop_map(|(at, wording, new)| Step::Put(at, wording, new)),
        (0..5_usize).prop_map(Step::Remove),
        (0..5_usize).prop_map(Step::Revert),
    ]
}

/// What the rules say, without a database: the collection's wording, the person's, and whether the person took it away.
#[derive(Clone, Copy, Default)]
struct Rule {
    base: Option<u8>,
    own: Option<u8>,
    removed: bool,
}

impl Rule {
    fn counts(self) -> Option<(u8, Whose)> {
        match (self.removed, self.own, self.base) {
            (true, ..) | (false, None, None) => None,
            (_, Some(own), Some(_)) => Some((own, Whose::Changed)),
            (_, Some(own), None) => Some((own, Whose::Person)),
            (_, None, Some(base)) => Some((base, Whose::Collection)),
        }
    }

    fn put(&mut self, wording: u8, new: bool) {
        if self.counts().is_some() == new {
            return;
        }
        *self = match self.base == Some(wording) {
            true => Self { base: self.base, ..Self::default() },
            false => Self { own: Some(wording), removed: false, ..*self },
        };
    }

    fn remove(&mut self) {
        self.removed |= self.counts().is_some();
    }

    fn revert(&mut self) {
        match self.base {
            Some(_) => *self = Self { base: self.base, ..Self::default() },
            None if self.own.is_some() => self.removed = false,
            None => {}
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_the_order_the_collection_and_the_person_leave_each_other_alone(
        steps in prop::collection::vec(step(), 1..24)
    ) {
        let (_folder, store) = library();
        let mut rules = [Rule::default(); 5];
        let thing = |at: usize, wording: u8| entity(&format!("e{at}"), &format!("w{wording}"));
        let mut sequence = 0;
        for step in steps {
            let before = rules.map(Rule::counts);
            match step {
                Step::Collection(has) => {
                    let things: Vec<_> =
                        has.iter().enumerate().filter_map(|(at, w)| w.map(|w| thing(at, w))).collect();
                    store.replace_knowledge("c", &things, None, true).unwrap();
                    for (rule, base) in rules.iter_mut().zip(has) {
                        rule.base = base;
                    }
                }
                Step::Put(at, wording, new) => {
                    let expected = if new { Expected::Nothing } else { Expected::Something };
                    store.put_thing(&thing(at, wording), expected, 1).unwrap();
                    rules[at].put(wording, new);
                }
                Step::Remove(at) => {
                    store.remove_thing(ThingKind::Entity, &format!("e{at}"), 1).unwrap();
                    rules[at].remove();
                }
                Step::Revert(at) => {
                    store.revert_thing(ThingKind::Entity, &format!("e{at}")).unwrap();
                    rules[at].revert();
                }
            }
            let known = store.knowledge().unwrap();
            let found: BTreeMap<_, _> =
                known.things.iter().map(|s| (s.thing.id().to_owned(), (s.thing.clone(), s.whose))).collect();
            let expected: BTreeMap<_, _> = rules
                .iter()
                .enumerate()
                .filter_map(|(at, rule)| {
                    let (wording, whose) = rule.counts()?;
                    Some((format!("e{at}"), (thing(at, wording), whose)))
                })
                .collect();
            prop_assert_eq!(found, expected);
            // Whatever counts otherwise than before is told, and nothing else.
            let told: std::collections::BTreeSet<_> =
                changed(&store, sequence).into_iter().map(|(_, id, _)| id).collect();
            let differs: std::collections::BTreeSet<_> = (0..5)
                .filter(|at| before[*at] != rules[*at].counts())
                .map(|at| format!("e{at}"))
                .collect();
            prop_assert_eq!(told, differs);
            sequence = store.last_sequence().unwrap();
        }
    }
}
