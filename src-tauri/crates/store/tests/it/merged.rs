use crate::knowledge::entity;
use crate::{article, library, mention};
use proptest::prelude::*;
use zhimai_model::{Address, Relation};
use zhimai_store::{ChangeKind, Expected, NewNote, Placed, Store, Thing, ThingKind};

fn put(store: &Store, thing: &Thing) {
    assert!(matches!(store.put_thing(thing, Expected::Nothing, 1).unwrap(), Placed::Done(_)));
}

/// What is to be made anew, and takes it off.
fn stale(store: &Store) -> Vec<(ChangeKind, String)> {
    let stale = store.stale_documents(0, 100).unwrap();
    store.made_anew(&stale.iter().map(|document| document.key).collect::<Vec<_>>()).unwrap();
    stale.into_iter().map(|document| (document.kind, document.id)).collect()
}

fn names(store: &Store) -> Vec<String> {
    let names = store.stale_names().unwrap();
    store.spread_stale(&names, &[]).unwrap();
    names
}

#[test]
fn what_holds_the_names_of_what_was_merged_is_made_anew_and_once_more_when_it_is_taken_back() {
    let (_folder, store) = library();
    put(&store, &entity("ant", "螞蟻"));
    put(&store, &entity("bee", "蜂"));
    store.put_articles(&[(article("a", "蜂"), vec![mention("bee", 0)])]).unwrap();
    let note = NewNote {
        id: "n".to_owned(),
        zh: "記".to_owned(),
        on: Some(Address::Entity("bee".to_owned())),
        ..NewNote::default()
    };
    store.create_note(&note, 1).unwrap();
    let (_, _) = (stale(&store), names(&store));
    let before = store.knowledge().unwrap();

    assert_eq!(store.merge_entities("bee", "cat", 2).unwrap(), Placed::Missing);
    assert!(matches!(store.merge_entities("bee", "ant", 2).unwrap(), Placed::Done(_)));
    assert_eq!(store.merge_entities("bee", "ant", 3).unwrap(), Placed::Taken);
    let all = [(ChangeKind::Article, "a".to_owned()), (ChangeKind::Note, "n".to_owned())];
    for round in 0..2 {
        assert_eq!((stale(&store), names(&store)), (all.to_vec(), vec!["蜂".to_owned(), "螞蟻".to_owned()]));
        let known = store.knowledge().unwrap();
        assert_eq!(known.things, before.things, "no row is another one");
        assert_eq!(known.merges, [("bee".to_owned(), "ant".to_owned())][round..]);
        assert!(known.sequence > before.sequence);
        if round == 0 {
            assert!(matches!(store.split_entity("bee").unwrap(), Placed::Done(_)));
        }
    }
    assert_eq!(store.split_entity("bee").unwrap(), Placed::Missing);
}

#[test]
fn a_name_that_a_merged_entity_gets_concerns_the_one_that_it_counts_as() {
    let (_folder, store) = library();
    put(&store, &entity("ant", "螞蟻"));
    put(&store, &entity("bee", "蜂"));
    store.merge_entities("bee", "ant", 2).unwrap();
    let sequence = store.last_sequence().unwrap();
    let (_, _) = (stale(&store), names(&store));
    store.put_thing(&entity("bee", "蜜蜂"), Expected::Something, 3).unwrap();
    assert_eq!(names(&store), ["蜂", "蜜蜂", "螞蟻"]);
    let changed: Vec<_> = store.changes_since(sequence, 10).unwrap().into_iter().map(|c| c.id).collect();
    assert!(changed.contains(&"ant".to_owned()), "{changed:?}");
}

/// An entity that is tied to another.
fn tied(id: usize, to: usize) -> Thing {
    let Thing::Entity(mut made) = entity(&format!("e{id}"), &format!("名{id}")) else { unreachable!() };
    made.relations.push(Relation { kind: "partner-of".to_owned(), target: format!("e{to}"), since: None });
    Thing::Entity(made)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever was merged, a merge more that is taken back leaves all as it was.
    #[test]
    fn a_merge_that_is_taken_back_leaves_no_trace(
        ties in prop::collection::vec(0_usize..5, 5),
        merges in prop::collection::vec((0_usize..5, 0_usize..5), 0..4),
        (gone, kept) in (0_usize..5, 0_usize..5),
    ) {
        let (_folder, store) = library();
        for (id, to) in ties.iter().enumerate() {
            put(&store, &tied(id, *to));
        }
        for (gone, kept) in merges {
            store.merge_entities(&format!("e{gone}"), &format!("e{kept}"), 2).unwrap();
        }
        let before = store.knowledge().unwrap();
        let gone = format!("e{gone}");
        if store.merge_entities(&gone, &format!("e{kept}"), 3).unwrap() != Placed::Taken {
            prop_assert!(matches!(store.split_entity(&gone).unwrap(), Placed::Done(_)));
        }
        let after = store.knowledge().unwrap();
        prop_assert_eq!((before.things, before.merges), (after.things, after.merges));
        let (thing, _) = store.thing(ThingKind::Entity, &gone).unwrap().unwrap();
        prop_assert_eq!(thing.thing.id(), gone);
    }
}
