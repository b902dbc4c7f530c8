use crate::library;
use zhimai_store::{NewNote, NoteChange, Store, StoreError, StoredDraft};

fn draft(note: &str, draft: &str, kept: i64) -> StoredDraft {
    StoredDraft { note: note.to_owned(), draft: draft.to_owned(), kept }
}

fn drafts(store: &Store) -> Vec<StoredDraft> {
    store.drafts().unwrap().into_iter().collect::<Result<_, _>>().unwrap()
}

#[test]
fn a_draft_is_kept_until_its_note_is_saved() {
    let (folder, store) = library();
    store.keep_draft(&draft("b", "一", 2)).unwrap();
    store.keep_draft(&draft("a", "二", 1)).unwrap();
    store.keep_draft(&draft("b", "三", 3)).unwrap();
    drop(store);
    let store = Store::open(folder.path()).unwrap();
    assert_eq!(drafts(&store), [draft("a", "二", 1), draft("b", "三", 3)]);
    assert!(store.note("a").unwrap().is_none(), "a draft is no note");

    let new = NewNote { id: "a".to_owned(), zh: "二".to_owned(), ends_draft: true, ..NewNote::default() };
    store.create_note(&new, 4).unwrap();
    assert_eq!(drafts(&store), [draft("b", "三", 3)]);

    // Whoever saves the note without having read the draft leaves it.
    store.keep_draft(&draft("a", "寫到一半", 5)).unwrap();
    let elsewhere = NoteChange { zh: "別處".to_owned(), ..NoteChange::default() };
    store.update_note("a", 1, &elsewhere, 6).unwrap();
    assert_eq!(drafts(&store).len(), 2);

    // A save that is refused keeps it too.
    let typed = NoteChange { zh: "寫到一半".to_owned(), ends_draft: true, ..NoteChange::default() };
    assert!(matches!(store.update_note("a", 1, &typed, 7), Err(StoreError::Conflict { .. })));
    assert!(matches!(store.create_note(&new, 7), Err(StoreError::Conflict { .. })));
    assert_eq!(drafts(&store).len(), 2);

    store.update_note("a", 2, &typed, 8).unwrap();
    store.drop_draft("b").unwrap();
    store.drop_draft("none").unwrap();
    assert_eq!(drafts(&store), []);
}

/// What a note says is on the disk is there under the path that the library has.
#[cfg(unix)]
#[test]
fn nothing_is_acknowledged_in_a_library_that_was_taken_away() {
    let note = |id: &str| NewNote { id: id.to_owned(), zh: "字".to_owned(), ..NewNote::default() };
    let gone = |result: Result<zhimai_model::Note, StoreError>| matches!(result, Err(StoreError::Gone { path }) if path.ends_with("library.db"));
    type TakeAway = fn(&std::path::Path, &std::path::Path);
    let cases: [(&str, TakeAway); 4] = [
        ("removed folder", |folder, _| std::fs::remove_dir_all(folder).unwrap()),
        ("moved folder", |folder, aside| std::fs::rename(folder, aside).unwrap()),
        ("removed file", |folder, _| std::fs::remove_file(folder.join("library.db")).unwrap()),
        ("another library", |folder, aside| {
            std::fs::rename(folder, aside).unwrap();
            Store::open(folder).unwrap();
        }),
    ];
    for (name, take_away) in cases {
        let outer = tempfile::tempdir().unwrap();
        let (folder, aside) = (outer.path().join("library"), outer.path().join("aside"));
        let store = Store::open(&folder).unwrap();
        store.create_note(&note("before"), 1).unwrap();
        take_away(&folder, &aside);
        assert!(gone(store.create_note(&note("after"), 2)), "{name}");
        assert!(gone(store.update_note("before", 1, &NoteChange::default(), 2)), "{name}");
        assert!(gone(store.delete_note("before", 2)), "{name}");
        if name == "moved folder" {
            std::fs::rename(&aside, &folder).unwrap();
            store.create_note(&note("again"), 3).unwrap();
        }
        if name == "another library" {
            drop(store);
            assert_eq!(Store::open(&folder).unwrap().note_counts().unwrap(), (0, 0), "{name}");
        }
    }
}
