//! Collections that are hidden and removed, and what becomes of their articles.

use crate::{article, dated, file, library, put_from};
use zhimai_model::{Address, Article};
use zhimai_store::{Edit, NewNote, Put, Setting, Store, StoreError};

fn of(collection: &str, id: &str) -> Article {
    Article { collection: collection.to_owned(), ..article(id, &format!("{id} 的內容")) }
}

fn filled() -> (tempfile::TempDir, Store) {
    let (folder, store) = library();
    store.put_collection("own", 3, &serde_json::json!({"title": "甲"})).unwrap();
    let all = [of("own", "a"), of("own", "b"), of("other", "c"), dated("d", "2025")];
    store.put_articles(&all.map(|one| (one, Vec::new()))).unwrap();
    (folder, store)
}

/// Each collection with its title, how many articles it holds, and whether it is hidden.
fn told(store: &Store) -> Vec<String> {
    let all = store.collections().unwrap();
    all.iter()
        .map(|one| format!("{} {} {} {}", one.id, one.info["title"], one.articles, one.hidden))
        .collect()
}

#[test]
fn a_collection_is_hidden_and_shown() {
    let (folder, store) = filled();
    assert!(store.hidden_collections().unwrap().is_empty());
    store.hide_collection("own", true).unwrap();
    store.hide_collection("own", true).unwrap();
    // What holds nothing hides nothing.
    store.hide_collection("nothing", true).unwrap();
    let store = {
        drop(store);
        Store::open(folder.path()).unwrap()
    };
    assert_eq!(store.hidden_collections().unwrap(), ["own"]);
    assert_eq!(told(&store)[2], "own \"甲\" 2 true");
    // A new version of it leaves the person's word as it is.
    store.put_collection("own", 4, &serde_json::json!({"title": "乙"})).unwrap();
    assert_eq!(store.hidden_collections().unwrap(), ["own"]);
    store.hide_collection("own", false).unwrap();
    assert!(store.hidden_collections().unwrap().is_empty());
}

#[test]
fn a_collection_that_was_removed_comes_back_with_its_articles() {
    for to in [None, Some("other")] {
        let (folder, store) = filled();
        let on = Some(Address::Article("a".to_owned()));
        store
            .create_note(&NewNote { id: "n".into(), zh: "筆記".into(), on, ..NewNote::default() }, 5)
            .unwrap();
        store.hide_collection("own", true).unwrap();
        let before = (told(&store), store.article("a").unwrap());
        let changed = store.remove_collection("own", to, 7).unwrap();
        assert_eq!(changed.done.articles + changed.done.versions, 2);
        match to {
            None => assert_eq!(told(&store), ["imported null 1 false", "other null 1 false"]),
            Some(_) => assert_eq!(told(&store), ["imported null 1 false", "other null 3 false"]),
        }
        assert_eq!(store.article("a").unwrap().is_some(), to.is_some());
        assert_eq!(store.note("n").unwrap().unwrap().zh, "筆記");
        drop(store);
        let store = Store::open(folder.path()).unwrap();
        let gone = store.removed_collections().unwrap();
        assert_eq!(gone.len(), 1);
        assert_eq!((gone[0].id.as_str(), &gone[0].info["title"], gone[0].removed), ("own", &"甲".into(), 7));
        let back = store.undo_import(gone[0].articles.unwrap(), 9).unwrap();
        assert_eq!((back.articles + back.versions, back.kept), (2, 0));
        // A kill may come here: it has its name all the same.
        assert!(told(&store).contains(&"own \"甲\" 2 false".to_owned()));
        store.restore_collection(gone[0].number).unwrap();
        assert_eq!((told(&store), store.article("a").unwrap()), before);
        assert!(store.removed_collections().unwrap().is_empty());
        let again = store.restore_collection(gone[0].number);
        assert!(matches!(again, Err(StoreError::NotFound { .. })));
    }
}

#[test]
fn an_empty_collection_goes_and_comes_back() {
    let (_folder, store) = filled();
    store.put_collection("empty", 1, &serde_json::json!({"title": "空"})).unwrap();
    assert_eq!(store.remove_collection("empty", None, 7).unwrap().id, None);
    assert!(!told(&store).iter().any(|one| one.starts_with("empty")));
    let gone = store.removed_collections().unwrap();
    assert_eq!(gone[0].articles, None);
    store.restore_collection(gone[0].number).unwrap();
    assert!(told(&store).contains(&"empty \"空\" 0 false".to_owned()));
}

#[test]
fn what_was_moved_is_known_again_and_the_files_beside_it_are() {
    let (_folder, store) = library();
    put_from(&store, &article("a", "一"), file("/news/a.md"));
    put_from(&store, &article("b", "二"), file("/news/b.md"));
    let edit = Edit { collection: Setting::To("own".to_owned()), ..Edit::default() };
    store.edit_articles(&["a"], &edit, "bundled", 5).unwrap();
    assert_eq!(store.article_of_file_beside("a", "/news/b.md").unwrap().as_deref(), Some("b"));
    assert_eq!(store.article_of_file_beside("b", "/news/a.md").unwrap().as_deref(), Some("a"));
    assert_eq!(store.article_of_file_beside("none", "/news/a.md").unwrap(), None);
    let put = put_from(&store, &article("a", "一，改過"), file("/news/a.md"));
    assert_eq!(put, Put::Changed { id: "a".to_owned() });
    assert_eq!(store.article("a").unwrap().unwrap().collection, "own");
    assert_eq!(told(&store), ["imported null 1 false", "own null 1 false"]);
}
