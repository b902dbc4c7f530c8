//! Folders that are followed, as the store remembers them.

use super::{article, library};
use zhimai_model::Address;
use zhimai_store::{FileTaken, NewNote, Origin, Put, Store, StoredImport, WatchState, WatchedFile, Why};

const COLLECTION: &str = "imported";

fn text_of(store: &Store, id: &str) -> String {
    store.article(id).unwrap().unwrap().body.blocks.remove(0).text
}

fn taken(path: &str, articles: &[&str], is_whole: bool) -> FileTaken {
    FileTaken {
        path: path.to_owned(),
        file: WatchedFile { size: 1, modified: 2, print: vec![3] },
        articles: articles.iter().map(|&id| id.to_owned()).collect(),
        is_whole,
    }
}

/// Takes articles in for a folder at a time, and gives the number of the import.
fn import(store: &Store, folder: Option<i64>, articles: &[(&str, &str)], path: &str, now: i64) {
    let mut import = store.begin_remembered_import(&["/f".to_owned()], now).unwrap();
    if let Some(folder) = folder {
        store.note_watched_import(folder, &import).unwrap();
    }
    for (id, text) in articles {
        let origin = Origin { among: Some(path.to_owned()), names_itself: true, ..Origin::default() };
        store.put_articles_from(&[(article(id, text), Vec::new())], &[origin], &mut import).unwrap();
    }
    let ended = StoredImport { ended: Some(now + 1), ..StoredImport::default() };
    store.end_import(&import, &ended, 1).unwrap();
}

#[test]
fn a_folder_is_followed_paused_and_followed_no_more() {
    let (_folder, store) = library();
    let id = store.watch_folder("/f", 7).unwrap();
    assert_eq!(store.watch_folder("/f", 9).unwrap(), id);
    store.note_watch_state(id, WatchState::ManyGone(12)).unwrap();
    store.pause_watched(id, true).unwrap();
    store.let_watched_go(id, true).unwrap();
    store.note_watched(id, COLLECTION, (&[taken("/f/a", &["x"], true)], &[]), Some(11)).unwrap();
    let one = store.watched_folders().unwrap().remove(0);
    assert_eq!((one.path.as_str(), one.added, one.is_paused, one.lets_go), ("/f", 7, true, true));
    assert_eq!((one.state, one.looked, one.files, one.last), (WatchState::ManyGone(12), Some(11), 1, None));
    assert_eq!(store.watched_files(id).unwrap()["/f/a"].print, [3]);
    store.stop_watching(id).unwrap();
    assert_eq!(store.watched_folders().unwrap(), []);
    assert!(store.watched_files(id).unwrap().is_empty());
    for gone in [store.stop_watching(id), store.pause_watched(id, true)] {
        assert!(matches!(gone, Err(zhimai_store::StoreError::NotFound { .. })), "{gone:?}");
    }
    // What was read while the person said so is not remembered.
    store.note_watched(id, COLLECTION, (&[taken("/f/a", &["x"], true)], &[]), Some(12)).unwrap();
    assert!(store.watched_files(id).unwrap().is_empty());
    assert!(store.watch_folder("/f", 9).unwrap() > id, "a number is never used again");
}

#[test]
fn one_process_follows() {
    let (folder, store) = library();
    let one = store.follow_alone();
    assert!(one.is_some());
    let other = Store::open(folder.path()).unwrap();
    assert!(other.follow_alone().is_none());
    drop(one);
    assert!(other.follow_alone().is_some());
}

#[test]
fn what_no_file_holds_any_more_is_left() {
    let (_folder, store) = library();
    let (f, g) = (store.watch_folder("/f", 1).unwrap(), store.watch_folder("/g", 1).unwrap());
    let texts = [("a", "甲"), ("b", "乙"), ("c", "丙"), ("d", "丁")];
    import(&store, Some(f), &texts, "/f/1", 10);
    // What another import brought is not the folder's own.
    import(&store, None, &[("e", "戊")], "/elsewhere", 20);
    import(&store, Some(g), &[("c", "丙改")], "/g/1", 30);
    let note = |id, files: &[FileTaken]| store.note_watched(id, COLLECTION, (files, &[]), None).unwrap();
    note(f, &[taken("/f/1", &["a", "b", "e"], true), taken("/f/2", &["b", "c", "d"], true)]);
    note(g, &[taken("/g/1", &["c"], true)]);
    let left = |taken: &[FileTaken], gone: &[&str]| {
        let gone: Vec<_> = gone.iter().map(|&path| path.to_owned()).collect();
        store.left_by_watched(f, taken, &gone).unwrap()
    };
    assert_eq!(left(&[], &["/f/1"]), ["a"], "b is in another file, and e was there before");
    assert_eq!(left(&[], &["/f/1", "/f/2"]), ["a", "b", "d"], "c is in another folder");
    assert_eq!(left(&[taken("/f/3", &["a"], true)], &["/f/1"]), [""; 0], "it was moved");
    assert_eq!(left(&[taken("/f/2", &["b"], true)], &[]), ["d"], "c is in another folder");
    assert_eq!(left(&[taken("/f/2", &["b"], false)], &[]), [""; 0], "it may not have been read to its end");
    store.note_watched(f, COLLECTION, (&[], &["/f/1".to_owned()]), None).unwrap();
    assert_eq!(left(&[], &["/f/1"]), [""; 0]);
}

#[test]
fn a_file_that_goes_by_another_path_holds_the_same_article() {
    let (_folder, store) = library();
    let f = store.watch_folder("/f", 1).unwrap();
    let put = |path: &str, text: &str, now| {
        let mut import = store.begin_import(now).unwrap();
        let origin = Origin { path: Some(path.to_owned()), ..Origin::default() };
        // As identifiers are that are made of texts.
        let id = format!("i-{text}");
        store
            .put_articles_from(&[(article(&id, text), Vec::new())], &[origin], &mut import)
            .unwrap()
            .remove(0)
    };
    let first = put("/f/old", "甲", 5);
    let id = first.id().to_owned();
    store.note_watched(f, COLLECTION, (&[taken("/f/old", &[&id], true)], &[]), None).unwrap();
    store.move_watched(f, COLLECTION, "/f/old", "/f/new").unwrap();
    assert_eq!(store.watched_files(f).unwrap().keys().collect::<Vec<_>>(), ["/f/new"]);
    assert_eq!(put("/f/new", "乙", 6), Put::Changed { id: id.clone() });
    assert_eq!(text_of(&store, &id), "乙");
    assert_eq!(store.left_by_watched(f, &[], &["/f/new".to_owned()]).unwrap(), [id]);
}

#[test]
fn imports_of_half_a_day_are_one_entry_and_are_forgotten_as_one() {
    const HOUR: i64 = 60 * 60 * 1000;
    let (_folder, store) = library();
    let (f, g) = (store.watch_folder("/f", 1).unwrap(), store.watch_folder("/g", 1).unwrap());
    import(&store, Some(f), &[("a", "甲")], "/f/1", HOUR);
    import(&store, Some(g), &[("b", "乙")], "/g/1", 2 * HOUR);
    import(&store, None, &[("c", "丙")], "/c", 2 * HOUR);
    import(&store, Some(f), &[("a", "甲改"), ("d", "丁")], "/f/1", 12 * HOUR);
    // Nothing changed: that is no entry.
    import(&store, Some(f), &[("a", "甲改")], "/f/1", 12 * HOUR + 1);
    import(&store, Some(f), &[("e", "戊")], "/f/1", 14 * HOUR);
    let told = || -> Vec<_> {
        let all = store.imports().unwrap();
        all.iter().map(|one| (one.began / HOUR, one.added, one.changed, one.standing)).collect()
    };
    assert_eq!(told(), [(14, 1, 0, 1), (2, 1, 0, 1), (2, 1, 0, 1), (1, 2, 1, 3)]);
    let first = store.imports().unwrap().last().unwrap().id;
    let listed = store.imports_listed_as(first).unwrap();
    assert_eq!(listed.len(), 2);
    for id in listed.iter().rev() {
        assert_eq!(store.undo_import(*id, 15 * HOUR).unwrap().kept, 0);
    }
    assert_eq!(store.article_count(None).unwrap(), 3);
    for id in &listed {
        store.redo_import(*id, 15 * HOUR).unwrap();
    }
    assert_eq!(text_of(&store, "a"), "甲改");
    for id in &listed {
        store.forget_import(*id).unwrap();
    }
    assert_eq!(told(), [(14, 1, 0, 1), (2, 1, 0, 1), (2, 1, 0, 1)]);
    let folders = store.watched_folders().unwrap();
    assert_eq!(folders[0].last, Some(store.imports().unwrap()[0].id));
}

#[test]
fn what_the_person_made_of_an_article_holds_it() {
    let (_folder, store) = library();
    let f = store.watch_folder("/f", 1).unwrap();
    import(&store, Some(f), &[("a", "甲")], "/f/1", 1);
    assert_eq!(store.held_by_person("a").unwrap(), None);
    let on = Some(Address::Article("a".to_owned()));
    let note = NewNote { id: "n".to_owned(), en: "mine".to_owned(), on, ..NewNote::default() };
    store.create_note(&note, 2).unwrap();
    assert_eq!(store.held_by_person("a").unwrap(), Some(Why::Note));
    store.delete_note("n", 3).unwrap();
    assert_eq!(store.held_by_person("a").unwrap(), None);
}
