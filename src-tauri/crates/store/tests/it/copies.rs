//! Fingerprints, and groups of copies.

use crate::{article, dated, library, remove};
use zhimai_model::Article;
use zhimai_store::{Alike, NewFingerprint, Provenance, Store};

const VERSION: u32 = 1;

fn put(store: &Store, articles: &[Article]) {
    let all: Vec<_> = articles.iter().map(|article| (article.clone(), Vec::new())).collect();
    store.put_articles(&all).unwrap();
}

/// Takes up what changed; each article has these bands.
fn follow(store: &Store, bands: &[u64]) -> bool {
    let (_, unseen, span) = store.unseen("bundled", VERSION, 100).unwrap();
    let there = unseen.iter().filter(|one| !one.removed);
    let made: Vec<_> = there
        .map(|one| NewFingerprint {
            article: one.article.clone(),
            bands: bands.to_vec(),
            agency: (one.article == "b").then(|| "reuters".to_owned()),
        })
        .collect();
    store.put_fingerprints(VERSION, span, &unseen, &made).unwrap()
}

/// Has the first of what is to be placed lead the rest.
fn place(store: &Store) -> u32 {
    let (_, unplaced) = store.unplaced(100).unwrap();
    let leader = unplaced[0].key;
    store.place_fingerprints(&unplaced.iter().map(|one| (one.key, leader)).collect::<Vec<_>>()).unwrap()
}

fn groups(store: &Store) -> Vec<Vec<String>> {
    let (all, groups) = store.copy_groups(10).unwrap();
    assert_eq!(groups.len(), all as usize);
    let ids = |group| store.copies(group).unwrap().into_iter().map(|copy| copy.row.id).collect();
    groups.into_iter().map(ids).collect()
}

/// What is to be indexed anew, which is done then.
fn stale(store: &Store) -> Vec<String> {
    let stale = store.stale_documents(0, 100).unwrap();
    store.made_anew(&stale.iter().map(|one| one.key).collect::<Vec<_>>()).unwrap();
    let mut ids: Vec<String> = stale.into_iter().map(|one| one.id).collect();
    ids.sort();
    ids
}

#[test]
fn copies_are_a_group_with_the_earliest_first() {
    let (_folder, store) = library();
    put(&store, &[article("c", "甲"), dated("b", "2025-03-02"), dated("a", "2025-03-01")]);
    assert_eq!(store.unseen("imported", VERSION, 9).unwrap().0, 0);
    assert!(follow(&store, &[1, 2, 3]));
    assert_eq!(store.unseen("bundled", VERSION, 9).unwrap().0, 0);
    // Nothing is told of what is not placed yet.
    assert_eq!((groups(&store), store.copy_group("a").unwrap()), (vec![], None));
    let (all, unplaced) = store.unplaced(1).unwrap();
    assert_eq!((all, unplaced.len()), (3, 1));
    let alike = store.alike(unplaced[0].key).unwrap();
    assert_eq!(
        alike.iter().map(|Alike { leader, bands, .. }| (*leader, *bands)).collect::<Vec<_>>(),
        [(0, 3); 2]
    );
    assert_eq!((place(&store), stale(&store)), (2, vec!["a".to_owned(), "b".to_owned(), "c".to_owned()]));
    assert_eq!(groups(&store), [["a", "b", "c"]]);
    let group = store.copy_group("c").unwrap();
    assert!(
        group.is_some()
            && store.copy_group("a").unwrap() == group
            && store.copy_group("x").unwrap().is_none()
    );
    // One of them is credited to an agency, and so are its copies.
    let reuters = Provenance { group, agency: Some("reuters".to_owned()) };
    assert_eq!(
        store.provenance(&["a", "x", "b"]).unwrap(),
        [reuters.clone(), Provenance::default(), reuters]
    );
}

#[test]
fn what_changes_or_goes_leaves_its_group_and_the_rest_is_placed_again() {
    let (_folder, store) = library();
    put(&store, &[article("a", "甲"), article("b", "乙"), article("c", "丙"), article("d", "丁")]);
    follow(&store, &[7]);
    place(&store);
    stale(&store);
    // What changed is told of nobody's copies until it was looked at again.
    remove(&store, "d");
    assert_eq!(groups(&store), [["a", "b", "c"]]);
    assert_eq!(store.unseen("bundled", VERSION, 9).unwrap().0, 1);
    follow(&store, &[7]);
    assert_eq!(
        (groups(&store), store.unplaced(9).unwrap().0),
        (vec![vec!["a".to_owned(), "b".into(), "c".into()]], 0)
    );
    // The one that leads goes: the others have to be compared with each other.
    remove(&store, "a");
    follow(&store, &[7]);
    assert_eq!((groups(&store), store.unplaced(9).unwrap().0), (vec![], 2));
    assert_eq!(stale(&store), ["b", "c"]);
    place(&store);
    assert_eq!(
        (groups(&store), stale(&store)),
        (vec![vec!["b".to_owned(), "c".into()]], vec!["b".to_owned(), "c".into()])
    );
}

#[test]
fn who_is_overtaken_keeps_nothing() {
    let (_folder, store) = library();
    put(&store, &[article("a", "甲"), article("b", "乙")]);
    let (_, unseen, span) = store.unseen("bundled", VERSION, 9).unwrap();
    assert!(follow(&store, &[5]));
    assert!(!store.put_fingerprints(VERSION, span, &unseen, &[]).unwrap());
    let (_, unplaced) = store.unplaced(9).unwrap();
    let [one, other] = [unplaced[0].key, unplaced[1].key];
    // Nobody leads who is not there, or is led itself.
    assert_eq!(store.place_fingerprints(&[(one, 99), (other, one)]).unwrap(), 0);
    assert_eq!(store.place_fingerprints(&[(one, one), (other, one)]).unwrap(), 1);
    assert_eq!(store.place_fingerprints(&[(other, other)]).unwrap(), 0);
    assert_eq!(groups(&store).len(), 1);
    // Another way of telling copies begins anew.
    let (all, unseen, span) = store.unseen("bundled", VERSION + 1, 9).unwrap();
    assert_eq!((all, span[0]), (2, 0));
    stale(&store);
    store.put_fingerprints(VERSION + 1, span, &unseen, &[]).unwrap();
    assert_eq!((groups(&store), stale(&store)), (vec![], vec!["b".to_owned()]));
}

#[test]
fn what_is_too_short_to_tell_is_nobodys_copy() {
    let (_folder, store) = library();
    put(&store, &[article("b", "短")]);
    follow(&store, &[]);
    assert_eq!(store.unplaced(9).unwrap().0, 0);
    let agency = Some("reuters".to_owned());
    assert_eq!(store.provenance(&["b"]).unwrap(), [Provenance { group: None, agency }]);
}
