use crate::library;
use zhimai_store::{Store, StoreError, StoredSearch};

fn search(name: &str, search: &str, saved: i64) -> StoredSearch {
    StoredSearch { name: name.to_owned(), search: search.to_owned(), saved }
}

#[test]
fn a_search_is_kept_renamed_and_forgotten() {
    let (folder, store) = library();
    assert_eq!(store.saved_searches().unwrap(), []);
    store.save_search(&search("晶片", "{}", 1), false).unwrap();
    store.save_search(&search("b", "{\"query\":\"b\"}", 2), false).unwrap();
    let renamed = store.rename_search("晶片", "晶片新聞", false).unwrap();
    assert_eq!(renamed, search("晶片新聞", "{}", 1));
    drop(store);
    let store = Store::open(folder.path()).unwrap();
    let kept = store.saved_searches().unwrap();
    assert_eq!(kept, [search("b", "{\"query\":\"b\"}", 2), renamed], "newest first");
    store.delete_search("b").unwrap();
    assert_eq!(store.saved_searches().unwrap().len(), 1);
}

#[test]
fn a_taken_name_is_replaced_only_when_asked() {
    let (_folder, store) = library();
    store.save_search(&search("a", "1", 1), false).unwrap();
    store.save_search(&search("b", "2", 2), false).unwrap();
    let taken =
        |result: Result<_, StoreError>| matches!(result, Err(StoreError::Taken { name }) if name == "a");
    assert!(taken(store.save_search(&search("a", "3", 3), false)));
    assert!(taken(store.rename_search("b", "a", false).map(|_| ())));
    assert_eq!(store.saved_searches().unwrap(), [search("b", "2", 2), search("a", "1", 1)]);
    store.save_search(&search("a", "3", 3), true).unwrap();
    assert_eq!(
        store.rename_search("a", "a", false).unwrap(),
        search("a", "3", 3),
        "its own name is not taken"
    );
    store.rename_search("b", "a", true).unwrap();
    assert_eq!(store.saved_searches().unwrap(), [search("a", "2", 2)]);
}

#[test]
fn what_is_not_there_is_told() {
    let (_folder, store) = library();
    let gone = |result: Result<(), StoreError>| matches!(result, Err(StoreError::NotFound { what: "saved search", id }) if id == "x");
    assert!(gone(store.delete_search("x")));
    assert!(gone(store.rename_search("x", "y", true).map(|_| ())));
}
