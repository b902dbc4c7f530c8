use crate::library;
use zhimai_model::{Dictionary, DictionaryEntry};
use zhimai_store::{Store, StoreError, StoredDictionary};

fn dictionary(name: &str, words: &[&str]) -> Dictionary {
    let entry = |word: &&str| DictionaryEntry {
        traditional: (*word).to_owned(),
        simplified: (*word).to_owned(),
        pinyin: String::new(),
        glosses: vec!["one".to_owned(), "two \"quoted\"".to_owned()],
    };
    Dictionary { name: name.to_owned(), entries: words.iter().map(entry).collect() }
}

fn words(store: &Store) -> Vec<String> {
    let mut out = Vec::new();
    for one in store.dictionaries().unwrap() {
        store.each_dictionary_entry(one.key, |entry| out.push(entry.traditional)).unwrap();
    }
    out
}

fn names(store: &Store) -> Vec<(String, i64, u32)> {
    let list = store.dictionaries().unwrap().into_iter();
    list.map(|dictionary| (dictionary.name, dictionary.imported, dictionary.entries)).collect()
}

#[test]
fn what_is_put_in_comes_back_in_its_order() {
    let (folder, store) = library();
    let first = dictionary("詞", &["乙", "甲"]);
    assert!(!store.put_dictionary(&first, 7).unwrap());
    let mut back = Vec::new();
    let again = Store::open(folder.path()).unwrap();
    let key = again.dictionaries().unwrap()[0].key;
    again.each_dictionary_entry(key, |entry| back.push(entry)).unwrap();
    assert_eq!(back, first.entries);
    assert_eq!(names(&store), [("詞".to_owned(), 7, 2)]);
}

#[test]
fn the_same_name_replaces_and_others_stay() {
    let (_folder, store) = library();
    store.put_dictionary(&dictionary("a", &["甲", "乙"]), 1).unwrap();
    store.put_dictionary(&dictionary("b", &["丙"]), 2).unwrap();
    let before = store.dictionaries().unwrap();
    assert!(store.put_dictionary(&dictionary("a", &["丁"]), 3).unwrap());
    let keys = |list: &[StoredDictionary]| list.iter().map(|one| one.key).collect::<Vec<_>>();
    let after = store.dictionaries().unwrap();
    assert!(keys(&after)[0] != keys(&before)[0] && keys(&after)[1] == keys(&before)[1]);
    assert_eq!(names(&store), [("a".to_owned(), 3, 1), ("b".to_owned(), 2, 1)]);
    assert_eq!(words(&store), ["丁", "丙"]);
    store.remove_dictionary("a").unwrap();
    assert_eq!(words(&store), ["丙"]);
    assert!(matches!(store.remove_dictionary("a"), Err(StoreError::NotFound { .. })));
    assert_eq!(store.last_sequence().unwrap(), 0, "the index has nothing to catch up with");
}
