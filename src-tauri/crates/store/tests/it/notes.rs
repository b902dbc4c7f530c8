use crate::{article, library, remove};
use proptest::prelude::*;
use zhimai_model::{Address, Anchor, Half, Note};
use zhimai_store::{ChangeKind, NewNote, NoteChange, NoteFilter, Store, StoreError};

const MINUTE: i64 = 60_000;

fn new(id: &str, zh: &str, en: &str) -> NewNote {
    NewNote { id: id.to_owned(), zh: zh.to_owned(), en: en.to_owned(), ..NewNote::default() }
}

fn change(zh: &str, en: &str) -> NoteChange {
    NoteChange { zh: zh.to_owned(), en: en.to_owned(), ..NoteChange::default() }
}

fn words(tags: &[&str]) -> Vec<String> {
    tags.iter().map(|&tag| tag.to_owned()).collect()
}

fn list(store: &Store, filter: &NoteFilter) -> Vec<String> {
    store.notes(filter).unwrap().into_iter().map(|note| note.unwrap().id).collect()
}

#[test]
fn a_note_comes_back_as_it_was_written() {
    let (folder, store) = library();
    let on = Address::Article("全 文#1".to_owned());
    let anchor = Anchor {
        translation: true,
        start: 3,
        end: 5,
        quote: "引文".to_owned(),
        prefix: String::new(),
        suffix: "後".to_owned(),
    };
    let new = NewNote {
        on: Some(on.clone()),
        anchor: Some(anchor.clone()),
        tags: words(&[" b", "a", "", "b", "a "]),
        ..new("n", "中\0文", "English\u{202e}")
    };
    let expected = Note {
        id: "n".to_owned(),
        zh: "中\0文".to_owned(),
        en: "English\u{202e}".to_owned(),
        on: Some(on),
        anchor: Some(anchor),
        tags: words(&["a", "b"]),
        created: 5,
        modified: 5,
        stale: None,
        deleted: None,
        version: 1,
    };
    assert_eq!(store.create_note(&new, 5).unwrap(), expected);
    assert_eq!(Store::open(folder.path()).unwrap().note("n").unwrap(), Some(expected));
    assert!(matches!(store.create_note(&new, 6), Err(StoreError::Conflict { current: 1, .. })));
    assert_eq!(store.note("x").unwrap(), None);
}

#[test]
fn which_half_lags() {
    // What the note begins with; then saves as (minute, zh, en) and which half is stale after each.
    type Save = (i64, &'static str, &'static str, Option<Half>);
    let check = |name: &str, zh: &str, en: &str, saves: &[Save]| {
        let (_folder, store) = library();
        store.create_note(&new("n", zh, en), 0).unwrap();
        for (minute, zh, en, stale) in saves {
            let note = store.update_note("n", 0, &change(zh, en), minute * MINUTE).unwrap();
            assert_eq!(note.stale, *stale, "{name}: {zh} / {en}");
            assert_eq!(store.note("n").unwrap(), Some(note), "{name}");
        }
    };
    let (zh, en) = (Some(Half::Zh), Some(Half::En));
    check("one half only", "一", "", &[(1, "二", "", None), (2, "三", "", None)]);
    check("one half moves on", "一", "one", &[(1, "二", "one", en), (2, "二", "two", en)]);
    check("the other moves on", "一", "one", &[(1, "一", "two", zh)]);
    check("the half that is ahead goes further", "一", "one", &[(1, "二", "one", en), (2, "三", "one", en)]);
    check("both in one save", "一", "one", &[(1, "二", "one", en), (2, "三", "two", None)]);
    check("emptied", "一", "one", &[(1, "二", "one", en), (2, "二", "", None)]);
    check(
        "written for the first time, save by save",
        "一",
        "",
        &[(1, "一", "o", None), (2, "一", "on", None), (40, "一", "one", zh)],
    );
    check("first written, then the other changes", "一", "", &[(1, "一", "one", None), (2, "二", "one", en)]);
    check("nothing changed", "一", "one", &[(1, "二", "one", en), (2, "二", "one", en)]);
}

#[test]
fn settling_and_the_bin_are_no_versions() {
    let (_folder, store) = library();
    store.create_note(&new("n", "一", "one"), 0).unwrap();
    assert_eq!(store.update_note("n", 1, &change("二", "one"), 1).unwrap().stale, Some(Half::En));
    assert_eq!(store.settle_note("n").unwrap().stale, None);
    let binned = store.delete_note("n", 7).unwrap();
    assert_eq!((binned.deleted, binned.version, binned.modified), (Some(7), 2, 1));
    assert_eq!(store.delete_note("n", 9).unwrap().deleted, Some(7), "it stays where it is");
    let bin = NoteFilter { bin: true, ..NoteFilter::default() };
    assert_eq!(
        (list(&store, &bin), list(&store, &NoteFilter::default())),
        (vec!["n".to_owned()], Vec::new())
    );
    assert_eq!(store.note_counts().unwrap(), (0, 1));
    let last = store.changes_since(0, 10).unwrap().pop().unwrap();
    assert_eq!((last.kind, last.id.as_str(), last.removed), (ChangeKind::Note, "n", true));
    assert_eq!(
        store.update_note("n", 2, &change("三", "three"), 8).unwrap().deleted,
        Some(7),
        "no save is lost"
    );
    assert_eq!(store.restore_note("n").unwrap().deleted, None);
    assert!(!store.changes_since(0, 10).unwrap().pop().unwrap().removed);
    for result in [
        store.settle_note("x"),
        store.delete_note("x", 0),
        store.restore_note("x"),
        store.update_note("x", 0, &change("", ""), 0),
    ] {
        assert!(matches!(result, Err(StoreError::NotFound { .. })));
    }
}

#[test]
fn versions_are_only_ever_added() {
    let (folder, store) = library();
    store.create_note(&new("n", "一", ""), 1).unwrap();
    store.update_note("n", 1, &NoteChange { tags: words(&["t"]), ..change("二", "") }, 2).unwrap();
    assert!(matches!(
        store.update_note("n", 1, &change("三", ""), 3),
        Err(StoreError::Conflict { current: 2, .. })
    ));
    assert_eq!(store.revert_note("n", 1, 4).unwrap().version, 3);
    let history = store.note_history("n").unwrap();
    let history: Vec<_> = history.into_iter().flatten().collect();
    let told: Vec<_> = history.iter().map(|v| (v.version, v.written, v.zh.as_str(), v.tags.len())).collect();
    assert_eq!(told, [(3, 4, "一", 0), (2, 2, "二", 1), (1, 1, "一", 0)]);
    assert!(matches!(store.revert_note("n", 9, 5), Err(StoreError::NotFound { what: "version", .. })));
    assert!(matches!(store.note_history("x"), Err(StoreError::NotFound { what: "note", .. })));
    let raw = rusqlite::Connection::open(folder.path().join("library.db")).unwrap();
    for sql in ["DELETE FROM note_version", "UPDATE note_version SET zh = ''", "DELETE FROM note"] {
        assert!(raw.execute(sql, []).is_err(), "{sql}");
    }
}

#[test]
fn lists_by_tag_and_by_what_they_are_on() {
    let (_folder, store) = library();
    let on = |id: &str| Some(Address::Article(id.to_owned()));
    store.put_articles(&[(article("a", "text"), Vec::new())]).unwrap();
    store.create_note(&NewNote { on: on("a"), tags: words(&["x"]), ..new("1", "一", "") }, 1).unwrap();
    store
        .create_note(&NewNote { on: on("b"), tags: words(&["x", "y\"z"]), ..new("2", "二", "") }, 2)
        .unwrap();
    store
        .create_note(&NewNote { on: Some(Address::Entity("a".to_owned())), ..new("3", "三", "") }, 3)
        .unwrap();
    let by = |tag: &str, on: Option<Address>| {
        list(&store, &NoteFilter { bin: false, tag: (!tag.is_empty()).then(|| tag.to_owned()), on })
    };
    assert_eq!(by("", None), ["3", "2", "1"]);
    assert_eq!(by("x", None), ["2", "1"]);
    assert_eq!(by("y\"z", None), ["2"]);
    assert_eq!(by("y", None), [""; 0]);
    assert_eq!(by("", on("a")), ["1"]);
    assert_eq!(by("x", on("b")), ["2"]);
    remove(&store, "a");
    assert_eq!(by("", on("a")), ["1"], "notes on a removed article stay");
}

/// What a person may do to a note.
#[derive(Clone, Debug)]
enum Deed {
    Save(String, String, u32),
    Settle,
    Delete,
    Restore,
    Revert(u32),
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        4 => ("[一二]{0,2}", "[ab ]{0,2}", 0..4u32).prop_map(|(zh, en, behind)| Deed::Save(zh, en, behind)),
        1 => Just(Deed::Settle),
        1 => Just(Deed::Delete),
        1 => Just(Deed::Restore),
        1 => (0..8u32).prop_map(Deed::Revert),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever is done to a note, its history holds every state it was in, and nothing that was not accepted.
    #[test]
    fn any_deeds(deeds in prop::collection::vec((deed(), 0..40i64), 1..25)) {
        let (_folder, store) = library();
        let mut note = store.create_note(&new("n", "一", ""), 0).unwrap();
        let mut states = vec![(note.zh.clone(), note.en.clone())];
        let (mut now, mut sequence) = (0, store.last_sequence().unwrap());
        for (deed, minutes) in deeds {
            now += minutes * MINUTE;
            let before = note.clone();
            let result = match &deed {
                // A save that is based on an older version than the current one.
                Deed::Save(zh, en, behind) => {
                    let expected = note.version.saturating_sub(*behind);
                    let result = store.update_note("n", expected, &change(zh, en), now);
                    prop_assert_eq!(result.is_err(), expected != 0 && expected != note.version);
                    result
                }
                Deed::Settle => store.settle_note("n"),
                Deed::Delete => store.delete_note("n", now),
                Deed::Restore => store.restore_note("n"),
                Deed::Revert(version) => {
                    let result = store.revert_note("n", *version, now);
                    prop_assert_eq!(result.is_ok(), (1..=note.version).contains(version));
                    result
                }
            };
            note = result.unwrap_or(before.clone());
            prop_assert_eq!(store.note("n").unwrap(), Some(note.clone()));
            if note.version > before.version {
                states.push((note.zh.clone(), note.en.clone()));
            } else {
                prop_assert_eq!((&note.zh, &note.en), (&before.zh, &before.en));
            }
            if note.stale.is_some() {
                prop_assert!(!note.zh.trim().is_empty() && !note.en.trim().is_empty(), "an empty half lags behind nothing");
            }
            let last = store.last_sequence().unwrap();
            prop_assert_eq!(last > sequence, note != before, "whoever follows the changes hears of it");
            sequence = last;
            let history = store.note_history("n").unwrap();
            let told: Vec<_> = history.into_iter().flatten().rev().map(|v| (v.version as usize, (v.zh, v.en))).collect();
            prop_assert_eq!(told, states.iter().cloned().enumerate().map(|(n, state)| (n + 1, state)).collect::<Vec<_>>());
        }
    }
}
