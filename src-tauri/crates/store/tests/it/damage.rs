use crate::{article, mention};
use std::ops::ControlFlow;
use std::path::Path;
use zhimai_model::{Address, Anchor, Dictionary, DictionaryEntry, Place, Problem, ProblemKind};
use zhimai_store::{NewNote, NoteFilter, Store, StoreError, StoredDraft, StoredSearch};

/// Bytes in a page of the database.
const PAGE: usize = 8192;

/// A closed library with some megabytes in it.
fn library() -> (tempfile::TempDir, Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let articles: Vec<_> =
        (0..500).map(|n| (article(&format!("{n}"), &format!("第{n}").repeat(200)), Vec::new())).collect();
    store.put_articles(&articles).unwrap();
    drop(store);
    let bytes = std::fs::read(folder.path().join("library.db")).unwrap();
    (folder, bytes)
}

fn open_damaged(folder: &Path, bytes: &[u8]) -> StoreError {
    let path = folder.join("library.db");
    std::fs::write(&path, bytes).unwrap();
    let error = Store::open(folder).unwrap_err();
    assert_eq!(std::fs::read(&path).unwrap(), bytes, "the file was changed");
    error
}

#[test]
fn what_is_no_library_is_refused_and_left_alone() {
    let (folder, good) = library();
    let other = {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("other.db");
        rusqlite::Connection::open(&path).unwrap().execute_batch("CREATE TABLE bookmark (url TEXT)").unwrap();
        std::fs::read(path).unwrap()
    };
    let noise: Vec<u8> = (0..20_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let prose = "這不是資料庫".repeat(500);
    let mut no_header = good.clone();
    no_header[..100].fill(0);
    let cases: [(&str, &[u8]); 6] = [
        ("noise", &noise),
        ("a text", prose.as_bytes()),
        ("another program's database", &other),
        ("half of it", &good[..good.len() / 2]),
        ("all but the last page", &good[..good.len() - PAGE]),
        ("no header", &no_header),
    ];
    for (name, bytes) in cases {
        let error = open_damaged(folder.path(), bytes);
        assert!(matches!(error, StoreError::Corrupt { .. }), "{name}: {error:?}");
        assert!(error.to_string().contains("library.db"), "{error}");
    }
    std::fs::write(folder.path().join("library.db"), &good).unwrap();
    assert_eq!(Store::open(folder.path()).unwrap().article_count(None).unwrap(), 500);
}

#[test]
fn a_newer_library_is_refused_and_left_alone() {
    let (folder, mut bytes) = library();
    // The user version stands at offset 60 of the header, big-endian (SQLite's file format).
    bytes[60..64].copy_from_slice(&99u32.to_be_bytes());
    let error = open_damaged(folder.path(), &bytes);
    assert!(matches!(error, StoreError::Newer { found: 99, .. }), "{error:?}");
}

#[test]
fn pages_overwritten_are_noticed_and_never_a_panic() {
    let (folder, good) = library();
    let pages = good.len() / PAGE;
    let mut noticed = 0;
    let victims: Vec<usize> = (1..pages).step_by(pages / 40 + 1).collect();
    for &page in &victims {
        let mut bytes = good.clone();
        bytes[page * PAGE..(page + 1) * PAGE].fill(0x5a);
        std::fs::write(folder.path().join("library.db"), &bytes).unwrap();
        let damaged = match Store::open(folder.path()) {
            Err(error) => matches!(error, StoreError::Corrupt { .. }),
            Ok(store) => {
                let found = store.quick_check();
                let read = store.for_each_article(|_| std::ops::ControlFlow::Continue(()));
                assert!(matches!(read, Ok(_) | Err(StoreError::Corrupt { .. })), "{read:?}");
                found.map_or(true, |damage| !damage.is_empty())
            }
        };
        noticed += usize::from(damaged);
    }
    // A page of nothing but text has no structure to be broken; every other one does.
    assert!(noticed * 10 >= victims.len() * 9, "{noticed} of {}", victims.len());
}

/// A closed library with two of everything; texts of the first say `harm`.
fn two_of_everything() -> (tempfile::TempDir, Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let dated = |id: &str, text: &str| {
        let date = "2025-11-18".parse().ok();
        let translation = Some(article("t", &format!("{text}-translation")).body);
        let entities = vec![format!("{text}-extra")];
        let title = format!("{text}-title");
        let mut made =
            zhimai_model::Article { date, translation, entities, ..article(id, &format!("{text}-text")) };
        made.body.title = title;
        (made, vec![mention(&format!("{text}-entity"), 0)])
    };
    store.put_articles(&[dated("harm-article", "harm"), dated("fine-article", "fine")]).unwrap();
    for name in ["harm", "fine"] {
        let anchor = Anchor {
            translation: false,
            start: 0,
            end: 5,
            quote: format!("{name}-quote"),
            prefix: String::new(),
            suffix: String::new(),
        };
        let new = NewNote {
            id: format!("{name}-note"),
            zh: format!("{name}-zh"),
            en: format!("{name}-en"),
            on: Address::from_parts("article", "fine-article"),
            anchor: Some(anchor),
            tags: vec![format!("{name}-tag"), "both".to_owned()],
            ends_draft: false,
        };
        store.create_note(&new, 1).unwrap();
        let search =
            StoredSearch { name: format!("{name}-name"), search: format!("\"{name}-search\""), saved: 1 };
        store.save_search(&search, false).unwrap();
        store.put_setting(&format!("{name}-key"), &format!("{name}-value")).unwrap();
        let place = Place { file: format!("{name}-file"), line: None };
        let problem = Problem { place, refused: true, what: ProblemKind::Empty };
        store.add_problems(&[problem], 1).unwrap();
        let entry = DictionaryEntry {
            traditional: format!("{name}-traditional"),
            simplified: format!("{name}-simplified"),
            pinyin: String::new(),
            glosses: vec![format!("{name}-gloss")],
        };
        let dictionary = Dictionary { name: format!("{name}-dictionary"), entries: vec![entry] };
        store.put_dictionary(&dictionary, 1).unwrap();
        let typed = format!("{name}-typed");
        store.keep_draft(&StoredDraft { note: format!("{name}-draft"), draft: typed, kept: 1 }).unwrap();
        store.put_collection(&format!("{name}-collection"), 1, &format!("{name}-info")).unwrap();
    }
    drop(store);
    let bytes = std::fs::read(folder.path().join("library.db")).unwrap();
    (folder, bytes)
}

/// A byte that is no text, a quotation mark that ends a text of JSON too early, and a sign that none may have.
const BYTES: [u8; 3] = [0xff, b'"', 0x01];

#[test]
fn a_damaged_row_harms_itself_alone() {
    let (folder, good) = two_of_everything();
    for text in [
        "harm-article",
        "harm-title",
        "harm-text",
        "harm-translation",
        "harm-extra",
        "harm-entity",
        "harm-note",
        "harm-zh",
        "harm-en",
        "harm-quote",
        "harm-tag",
        "harm-name",
        "harm-search",
        "harm-key",
        "harm-value",
        "harm-file",
        "harm-traditional",
        "harm-simplified",
        "harm-gloss",
        "harm-dictionary",
        "harm-collection",
        "harm-info",
        "harm-draft",
        "harm-typed",
    ] {
        for byte in BYTES {
            let mut bytes = good.clone();
            let places: Vec<usize> = good
                .windows(text.len())
                .enumerate()
                .filter(|(_, window)| *window == text.as_bytes())
                .map(|(place, _)| place + 2)
                .collect();
            assert!(!places.is_empty(), "{text}");
            for place in places {
                bytes[place] = byte;
            }
            std::fs::write(folder.path().join("library.db"), &bytes).unwrap();
            let store = Store::open(folder.path()).unwrap();
            the_others_are_fine(&store, &format!("{text} with {byte:x}"));
            drop(store);
        }
    }
}

fn the_others_are_fine(store: &Store, what: &str) {
    let (total, rows) = store.articles(None, 10, 0).unwrap();
    assert_eq!((total, rows.len()), (2, 2), "{what}");
    assert!(rows.iter().any(|row| row.id == "fine-article" && !row.damaged), "{what}");
    assert_eq!(store.article("fine-article").unwrap().unwrap().body.title, "fine-title", "{what}");
    assert_eq!(store.articles_of_entity("fine-entity", None, 10).unwrap().1.len(), 1, "{what}");
    assert_eq!(store.mention_counts(None).unwrap()["fine-entity"], 1, "{what}");
    let one = store.article("harm-article");
    assert!(matches!(one, Ok(_) | Err(StoreError::Damaged { what: "article", .. })), "{what}: {one:?}");
    let mut handed = (0, 0);
    store
        .for_each_article(|read| {
            match read {
                Ok(_) => handed.0 += 1,
                Err(_) => handed.1 += 1,
            }
            ControlFlow::Continue(())
        })
        .unwrap();
    assert!(handed.0 >= 1 && handed.0 + handed.1 == 2, "{what}: {handed:?}");
    assert_eq!(store.changes_since(0, 10).unwrap().len(), 4, "{what}");
    let fine = |filter: &NoteFilter| {
        let notes = store.notes(filter).unwrap();
        assert!(notes.len() <= 2, "{what}");
        notes.into_iter().flatten().any(|note| note.zh == "fine-zh")
    };
    assert!(fine(&NoteFilter::default()), "{what}");
    assert_eq!(store.notes(&NoteFilter::default()).unwrap().len(), 2, "{what}");
    assert!(fine(&NoteFilter { tag: Some("both".to_owned()), ..NoteFilter::default() }), "{what}");
    assert!(
        fine(&NoteFilter { on: Address::from_parts("article", "fine-article"), ..NoteFilter::default() }),
        "{what}"
    );
    let history = store.note_history("fine-note").unwrap();
    assert!(history.len() == 1 && history[0].is_ok(), "{what}");
    assert!(store.saved_searches().unwrap().iter().any(|one| one.name == "fine-name"), "{what}");
    assert_eq!(store.setting::<String>("fine-key").unwrap().as_deref(), Some("fine-value"), "{what}");
    let _ = store.setting::<String>("harm-key").unwrap();
    let drafts = store.drafts().unwrap();
    assert_eq!(drafts.len(), 2, "{what}");
    assert!(drafts.into_iter().flatten().any(|draft| draft.draft == "fine-typed"), "{what}");
    let problems = store.problems(10).unwrap();
    assert_eq!(problems.len(), 2, "{what}");
    assert!(problems.iter().any(|stored| stored.problem.place.file == "fine-file"), "{what}");
    assert!(store.dictionaries().unwrap().iter().any(|one| one.name == "fine-dictionary"), "{what}");
    let (mut entries, mut damaged) = (0, 0);
    for one in store.dictionaries().unwrap() {
        damaged += store.each_dictionary_entry(one.key, |_| entries += 1).unwrap();
    }
    assert_eq!(entries + damaged, 2, "{what}");
    assert!(
        store.collections().unwrap().iter().any(|one| one.id == "fine-collection" && !one.info.is_null()),
        "{what}"
    );
}

#[test]
fn what_is_damaged_is_kept_and_can_be_put_in_anew() {
    let (folder, good) = two_of_everything();
    let mut bytes = good.clone();
    for text in ["harm-text", "harm-entity"] {
        let place = good.windows(text.len()).position(|window| window == text.as_bytes()).unwrap();
        bytes[place] = 0xff;
    }
    std::fs::write(folder.path().join("library.db"), &bytes).unwrap();
    let store = Store::open(folder.path()).unwrap();
    // The bundled collection is compared with what is there, and replaces what is damaged.
    let whole = article("harm-article", "again");
    store.replace_collection("imported", &[(whole, vec![mention("openai", 0)])], 1).unwrap();
    assert_eq!(store.article("harm-article").unwrap().unwrap().body.text(), "again");
    assert_eq!(store.articles_of_entity("openai", None, 10).unwrap().1.len(), 1);
    assert_eq!(store.mention_counts(None).unwrap().len(), 1);
}

#[test]
fn each_state_is_told_from_every_other() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let identity = store.identity().unwrap();
    assert_eq!(identity.len(), 32);
    assert_eq!((store.state(0).unwrap(), store.state(1).unwrap()), (Some(String::new()), None));
    store.put_setting("a", &1).unwrap();
    assert_eq!(store.state(1).unwrap(), None, "a setting is no change");
    store.put_articles(&[(article("a", "a"), vec![]), (article("b", "b"), vec![])]).unwrap();
    let first = store.state(2).unwrap().unwrap();
    assert_eq!(store.state(1).unwrap().as_ref(), Some(&first), "of one transaction");
    drop(store);
    // A copy goes on apart.
    let copy = tempfile::tempdir().unwrap();
    std::fs::copy(folder.path().join("library.db"), copy.path().join("library.db")).unwrap();
    let after = |folder: &Path| {
        let store = Store::open(folder).unwrap();
        store.put_articles(&[(article("c", "c"), vec![])]).unwrap();
        assert_eq!(store.identity().unwrap(), identity);
        assert_eq!(store.state(2).unwrap().as_ref(), Some(&first));
        assert_eq!(store.state(4).unwrap(), None);
        store.state(3).unwrap().unwrap()
    };
    assert_ne!(after(folder.path()), after(copy.path()));
    let other = tempfile::tempdir().unwrap();
    assert_ne!(Store::open(other.path()).unwrap().identity().unwrap(), identity);
}
