use crate::{file, imported, library, named, put_from, remove};
use proptest::prelude::*;
use std::collections::HashSet;
use std::ops::ControlFlow;
use zhimai_model::{Address, Article, ArticleKind};
use zhimai_store::{ArticleVersion, ChangeKind, DamagedVersion, NewNote, Origin, Put, Store, StoreError};

/// What an article is and was, newest first.
fn versions(store: &Store, id: &str) -> Vec<Result<ArticleVersion, DamagedVersion>> {
    let mut all = Vec::new();
    store
        .article_versions(id, |version| {
            all.push(version);
            ControlFlow::Continue(())
        })
        .unwrap();
    all
}

/// The title and the first paragraph of each version, newest first.
fn told(store: &Store, id: &str) -> Vec<String> {
    let told = |version: Result<ArticleVersion, DamagedVersion>| {
        let body = version.unwrap().article.body;
        format!("{}: {}", body.title, body.text())
    };
    versions(store, id).into_iter().map(told).collect()
}

/// Puts several articles in, in one import.
fn put_all(store: &Store, articles: &[(Article, Origin)]) -> Vec<Put> {
    let (articles, origins): (Vec<_>, Vec<_>) =
        articles.iter().map(|(article, origin)| ((article.clone(), Vec::new()), origin.clone())).unzip();
    let mut import = store.begin_import(1).unwrap();
    // Each in a transaction of its own, as the batches of a large import are.
    let mut all = Vec::new();
    for (article, origin) in articles.into_iter().zip(origins) {
        all.extend(store.put_articles_from(&[article], &[origin], &mut import).unwrap());
    }
    all
}

fn changed(id: &str) -> Put {
    Put::Changed { id: id.to_owned() }
}

fn added(id: &str) -> Put {
    Put::Added { id: id.to_owned() }
}

fn unchanged(id: &str) -> Put {
    Put::Unchanged { id: id.to_owned() }
}

fn updated(id: &str) -> Put {
    Put::Updated { id: id.to_owned() }
}

fn with_url(article: Article, url: &str) -> Article {
    Article { url: Some(url.to_owned()), ..article }
}

#[test]
fn a_changed_text_is_a_version_and_all_that_it_was_comes_back() {
    let (folder, store) = library();
    let first = Article {
        source: Some("某報".to_owned()),
        url: Some("https://x.test/a".to_owned()),
        date: "2025-11".parse().ok(),
        entities: vec!["nvidia".to_owned()],
        ..imported("x", "標題", "甲隊減少12%。")
    };
    assert_eq!(put_from(&store, &first, named()), added("x"));
    assert_eq!(versions(&store, "x").len(), 1);
    let second = Article { source: None, ..imported("x", "標題", "甲隊減少15%。") };
    let mut import = store.begin_import(77).unwrap();
    let put = store.put_articles_from(&[(second.clone(), Vec::new())], &[named()], &mut import).unwrap();
    assert_eq!(put, [changed("x")]);
    assert_eq!(store.article_count(None).unwrap(), 1);
    let again = Store::open(folder.path()).unwrap();
    let expected = [
        ArticleVersion { version: 2, replaced: None, article: second.clone() },
        ArticleVersion { version: 1, replaced: Some(77), article: first.clone() },
    ];
    for store in [&store, &again] {
        assert_eq!(versions(store, "x"), expected.clone().map(Ok));
        assert_eq!(store.article_version("x", 1).unwrap(), expected[1]);
        assert_eq!(store.article_version("x", 2).unwrap(), expected[0]);
        assert_eq!(store.changed_articles().unwrap(), HashSet::from(["x".to_owned()]));
    }
    for (id, version) in [("x", 3), ("x", 0), ("y", 1)] {
        assert!(
            matches!(store.article_version(id, version), Err(StoreError::NotFound { .. })),
            "{id} {version}"
        );
    }
    // The same again is no change, and the index hears of each change once.
    let sequence = store.last_sequence().unwrap();
    assert_eq!(put_from(&store, &second, named()), unchanged("x"));
    assert_eq!(store.last_sequence().unwrap(), sequence);
    let changes = store.changes_since(0, 10).unwrap();
    assert_eq!(
        changes.iter().map(|c| (c.kind, c.id.as_str())).collect::<Vec<_>>(),
        [(ChangeKind::Article, "x")]
    );
    // What it was before may come again; that is a change as any other.
    assert_eq!(put_from(&store, &first, named()), changed("x"));
    assert_eq!(told(&store, "x"), ["標題: 甲隊減少12%。", "標題: 甲隊減少15%。", "標題: 甲隊減少12%。"]);
    // What is removed takes its versions along, and comes back without them.
    remove(&store, "x");
    assert!(store.changed_articles().unwrap().is_empty());
    assert_eq!(put_from(&store, &second, named()), added("x"));
    assert_eq!(versions(&store, "x").len(), 1);
}

#[test]
fn a_title_and_a_date_are_kept_as_versions_and_a_source_is_put_right_in_place() {
    let (_folder, store) = library();
    let article = |title: &str, date: &str, source: &str| Article {
        date: date.parse().ok(),
        source: Some(source.to_owned()),
        ..imported("x", title, "text")
    };
    assert_eq!(put_from(&store, &article("Tilte", "2025-01-01", "A"), named()), added("x"));
    assert_eq!(put_from(&store, &article("Tilte", "2025-01-01", "B"), named()), updated("x"));
    assert_eq!(versions(&store, "x").len(), 1);
    assert_eq!(put_from(&store, &article("Title", "2025-01-01", "B"), named()), updated("x"));
    assert_eq!(put_from(&store, &article("Title", "2025-01-02", "B"), named()), updated("x"));
    let dates: Vec<_> = versions(&store, "x")
        .into_iter()
        .map(|version| version.unwrap().article)
        .map(|article| (article.body.title, article.date.unwrap().edtf().to_owned(), article.source.unwrap()))
        .collect();
    let expected = [("Title", "2025-01-02"), ("Title", "2025-01-01"), ("Tilte", "2025-01-01")];
    assert_eq!(dates, expected.map(|(title, date)| (title.to_owned(), date.to_owned(), "B".to_owned())));
}

#[test]
fn who_wrote_an_article_is_read_later_without_a_new_version_of_it() {
    let (_folder, store) = library();
    let signed = |article: Article| Article { author: Some("王小明".to_owned()), ..article };
    let all = [("a-1", "/a"), ("a-2", "/b"), ("a-3", "/c")];
    for (id, path) in all {
        assert_eq!(put_from(&store, &imported(id, "T", id), file(path)), added(id));
    }
    // In its place, moved elsewhere, and with an identifier of its own.
    assert_eq!(put_from(&store, &signed(imported("a-1", "T", "a-1")), file("/a")), updated("a-1"));
    assert_eq!(put_from(&store, &signed(imported("a-2", "T", "a-2")), file("/moved")), updated("a-2"));
    let named_c = Origin { names_itself: true, ..file("/c") };
    assert_eq!(put_from(&store, &signed(imported("x", "T", "a-3")), named_c), updated("a-3"));
    for (id, path) in all {
        assert_eq!(versions(&store, id).len(), 1);
        let article = store.article(id).unwrap().unwrap();
        assert_eq!(article.author.as_deref(), Some("王小明"));
        assert_eq!(store.article_rows_by_ids(&[id]).unwrap()[0].author, article.author);
        if id != "a-3" {
            assert_eq!(put_from(&store, &signed(imported(id, "T", id)), file(path)), unchanged(id));
        }
    }
    // A correction of it is none of the text.
    let other = Article { author: Some("李四".to_owned()), ..imported("a-1", "T", "a-1") };
    assert_eq!(put_from(&store, &other, file("/a")), updated("a-1"));
    assert_eq!(versions(&store, "a-1").len(), 1);
}

#[test]
fn the_path_of_a_file_tells_which_article_it_holds() {
    let (_folder, store) = library();
    assert_eq!(put_from(&store, &imported("a-1", "T", "one"), file("/a")), added("a-1"));
    assert_eq!(put_from(&store, &imported("a-2", "T", "two"), file("/a")), changed("a-1"));
    assert_eq!(put_from(&store, &imported("a-3", "U", "three"), file("/a")), changed("a-1"));
    assert_eq!(told(&store, "a-1"), ["U: three", "T: two", "T: one"]);
    // A copy of what it is now is the same; a copy of what it was is an article of its own.
    assert_eq!(put_from(&store, &imported("a-3", "U", "three"), file("/copy")), unchanged("a-1"));
    assert_eq!(put_from(&store, &imported("a-1", "T", "one"), file("/old copy")), added("a-1~2"));
    assert_eq!(put_from(&store, &imported("a-1", "T", "one"), file("/old copy")), unchanged("a-1~2"));
    // A file of the same path in another collection is another one.
    let other = Article { collection: "other".to_owned(), ..imported("a-4", "T", "four") };
    assert_eq!(put_from(&store, &other, file("/a")), added("a-4"));
    // A file that has another address now holds another article; one that has one for the first time does not.
    let at = |url: &str, id: &str, text: &str| with_url(imported(id, "T", text), url);
    assert_eq!(put_from(&store, &at("https://x.test/1", "a-5", "five"), file("/a")), changed("a-1"));
    assert_eq!(put_from(&store, &at("https://x.test/2", "a-6", "six"), file("/a")), added("a-6"));
    // A file that names its article holds that one, whatever it held before.
    let named_file = Origin { names_itself: true, ..file("/a") };
    assert_eq!(put_from(&store, &imported("n", "T", "seven"), named_file.clone()), added("n"));
    assert_eq!(put_from(&store, &imported("n", "T", "eight"), named_file), changed("n"));
}

#[test]
fn an_address_tells_an_article_unless_the_file_does() {
    let (_folder, store) = library();
    let at = |url: &str, id: &str, text: &str| with_url(imported(id, "T", text), url);
    let page = "https://x.test/page";
    assert_eq!(put_from(&store, &at(page, "a-1", "one"), file("/a")), added("a-1"));
    assert_eq!(put_from(&store, &at(page, "a-2", "two"), file("/saved again")), changed("a-1"));
    // The front page of a publisher is no article.
    let (front, bare) = ("https://x.test/", "https://x.test");
    assert_eq!(put_from(&store, &at(front, "a-3", "three"), file("/c")), added("a-3"));
    assert_eq!(put_from(&store, &at(front, "a-4", "four"), file("/d")), added("a-4"));
    assert_eq!(put_from(&store, &at(bare, "a-5", "five"), file("/e")), added("a-5"));
    assert_eq!(put_from(&store, &at(bare, "a-6", "six"), file("/f")), added("a-6"));
}

#[test]
fn two_files_of_one_address_do_not_take_each_others_place() {
    let (_folder, store) = library();
    let at = |id: &str, text: &str| with_url(imported(id, "T", text), "https://x.test/page");
    let both = [(at("a-1", "one"), file("/1")), (at("a-2", "two"), file("/2"))];
    assert_eq!(put_all(&store, &both), [added("a-1"), added("a-2")]);
    for _ in 0..3 {
        assert_eq!(put_all(&store, &both), [unchanged("a-1"), unchanged("a-2")]);
    }
    // One is edited, and a third of that address comes along.
    let third = (at("a-3", "three"), file("/3"));
    let edited = [(at("a-4", "one, edited"), file("/1")), both[1].clone(), third];
    assert_eq!(put_all(&store, &edited), [changed("a-1"), unchanged("a-2"), added("a-3")]);
    assert_eq!(put_all(&store, &edited), [unchanged("a-1"), unchanged("a-2"), unchanged("a-3")]);
    // One alone was there before the other: what was met is not the other's earlier version.
    let (_folder, store) = library();
    assert_eq!(put_all(&store, &both[..1]), [added("a-1")]);
    assert_eq!(put_all(&store, &both), [unchanged("a-1"), added("a-2")]);
    assert_eq!(put_all(&store, &both), [unchanged("a-1"), unchanged("a-2")]);
}

#[test]
fn two_of_one_identifier_in_one_import_stay_two_and_each_keeps_its_own_versions() {
    let (_folder, store) = library();
    let import = |one: &str, two: &str| {
        put_all(&store, &[(imported("x", "One", one), named()), (imported("x", "Two", two), named())])
    };
    let taken = Put::IdTaken { wanted: "x".to_owned(), given: "x~2".to_owned() };
    assert_eq!(import("one", "two"), [added("x"), taken]);
    assert_eq!(import("one", "two"), [unchanged("x"), unchanged("x~2")]);
    assert_eq!(import("one", "two!"), [unchanged("x"), changed("x~2")]);
    assert_eq!(import("one!", "two!"), [changed("x"), unchanged("x~2")]);
    assert_eq!(import("one!", "two!"), [unchanged("x"), unchanged("x~2")]);
    assert_eq!(import("one?", "two?"), [changed("x"), changed("x~2")]);
    assert_eq!(told(&store, "x"), ["One: one?", "One: one!", "One: one"]);
    assert_eq!(told(&store, "x~2"), ["Two: two?", "Two: two!", "Two: two"]);
    // Where each has a file, the file tells which of them it is, in whatever order they come.
    let (_folder, store) = library();
    let of = |path: &str, text: &str| (imported("x", "T", text), Origin { names_itself: true, ..file(path) });
    put_all(&store, &[of("/1", "one"), of("/2", "two")]);
    assert_eq!(put_all(&store, &[of("/2", "two!"), of("/1", "one!")]), [changed("x~2"), changed("x")]);
    // A row that was not there before is no version of the one that was met.
    let (_folder, store) = library();
    put_all(&store, &[of("/1", "one")]);
    let more = [of("/1", "one"), of("/2", "two")];
    assert!(matches!(put_all(&store, &more)[..], [Put::Unchanged { .. }, Put::IdTaken { .. }]));
    assert_eq!(put_all(&store, &more), [unchanged("x"), unchanged("x~2")]);
}

#[test]
fn a_row_without_identifier_and_address_is_known_by_its_text_in_its_file() {
    let (_folder, store) = library();
    let rows = Origin { among: Some("/rows.jsonl".to_owned()), names_source: true, ..Origin::default() };
    let dated = |id: &str, title: &str, text: &str, date: &str| {
        (Article { date: date.parse().ok(), ..imported(id, title, text) }, rows.clone())
    };
    let before = [dated("a-1", "One", "one", "2025"), dated("a-2", "Two", "two", "2025")];
    assert_eq!(put_all(&store, &before), [added("a-1"), added("a-2")]);
    // The date of one is put right, which its identifier does not show, and the title of the other, which it does.
    let after = [dated("a-1", "One", "one", "2024"), dated("a-3", "Zwei", "two", "2025")];
    assert_eq!(put_all(&store, &after), [updated("a-1"), updated("a-2")]);
    assert_eq!(put_all(&store, &after), [unchanged("a-1"), unchanged("a-2")]);
    // Nothing says of which row another text is a version.
    assert_eq!(put_all(&store, &[dated("a-4", "One", "uno", "2024")]), [added("a-4")]);
    assert_eq!(store.article_count(None).unwrap(), 3);
    // In another file it is another article.
    let other = Origin { among: Some("/other.jsonl".to_owned()), ..rows.clone() };
    assert_eq!(put_all(&store, &[(imported("a-5", "Drei", "two"), other)]), [added("a-5")]);
}

#[test]
fn what_an_earlier_version_of_the_program_stored_twice_stays_two() {
    let (_folder, store) = library();
    let articles = ["one", "two"].map(|text| (imported("x", "T", text), Vec::new()));
    store.put_articles(&articles).unwrap();
    assert_eq!(put_from(&store, &imported("x", "T", "two"), named()), unchanged("x~2"));
    assert_eq!(put_from(&store, &imported("x", "T", "one"), named()), unchanged("x"));
    assert!(store.changed_articles().unwrap().is_empty());
    assert_eq!(put_from(&store, &imported("x", "T", "three"), named()), changed("x"));
    assert_eq!((told(&store, "x").len(), told(&store, "x~2")), (2, vec!["T: two".to_owned()]));
}

#[test]
fn the_bundled_collection_keeps_a_version_only_where_a_note_stands() {
    let (_folder, store) = library();
    let bundled = |id: &str, text: &str| {
        let article = Article { kind: ArticleKind::Brief, ..imported(id, "T", text) };
        (Article { collection: "bundled".to_owned(), ..article }, Vec::new())
    };
    store.replace_collection("bundled", &[bundled("a", "1"), bundled("b", "1")], 1).unwrap();
    let note = NewNote {
        id: "n".to_owned(),
        zh: "記".to_owned(),
        on: Address::from_parts("article", "a"),
        ..NewNote::default()
    };
    store.create_note(&note, 1).unwrap();
    store.replace_collection("bundled", &[bundled("a", "2"), bundled("b", "2")], 5).unwrap();
    assert_eq!(
        (told(&store, "a"), told(&store, "b")),
        (vec!["T: 2".into(), "T: 1".into()], vec!["T: 2".into()])
    );
    assert_eq!(store.article_version("a", 1).unwrap().replaced, Some(5));
    // What is said beside the text is no version.
    let mut beside = bundled("a", "2");
    beside.0.entities.push("nvidia".to_owned());
    store.replace_collection("bundled", &[beside.clone(), bundled("b", "2")], 6).unwrap();
    assert_eq!(told(&store, "a").len(), 2);
    store.replace_collection("bundled", &[], 7).unwrap();
    assert!(store.changed_articles().unwrap().is_empty());
}

#[test]
fn versions_go_into_a_backup_and_come_back() {
    let (folder, store) = library();
    for text in ["one", "two", "three"] {
        put_from(&store, &imported("x", "T", text), named());
    }
    let file = folder.path().join("b.zhimai");
    let manifest = store.back_up(&file, 1, "1").unwrap();
    assert_eq!(manifest.tables["article_version"].rows, 2);
    remove(&store, "x");
    drop(store);
    zhimai_store::restore(folder.path(), &file, 2).unwrap();
    let store = Store::open(folder.path()).unwrap();
    assert_eq!(told(&store, "x"), ["T: three", "T: two", "T: one"]);
}

#[test]
fn one_damaged_version_harms_itself_alone() {
    let (folder, store) = library();
    for text in ["harm-one", "fine-two", "fine-three"] {
        put_from(&store, &imported("x", "T", text), named());
    }
    drop(store);
    let path = folder.path().join("library.db");
    let good = std::fs::read(&path).unwrap();
    for byte in [0xff, b'"', 0x01] {
        let mut bytes = good.clone();
        let places: Vec<usize> = (0..good.len()).filter(|at| good[*at..].starts_with(b"harm-one")).collect();
        assert!(!places.is_empty());
        for place in places {
            bytes[place] = byte;
        }
        std::fs::write(&path, &bytes).unwrap();
        let store = Store::open(folder.path()).unwrap();
        let all = versions(&store, "x");
        assert_eq!(all.len(), 3);
        assert!(all[0].is_ok() && all[1].is_ok(), "{all:?}");
        let damaged = all[2].as_ref().unwrap_err();
        assert_eq!((damaged.version, damaged.title.as_str()), (1, "T"));
        // It says when the next one took its place, as the sound ones do.
        assert_eq!(damaged.replaced, all[1].as_ref().unwrap().replaced);
        assert!(damaged.replaced.is_some_and(|time| time > 0), "{damaged:?}");
        assert!(matches!(store.article_version("x", 1), Err(StoreError::Damaged { what: "version", .. })));
        assert_eq!(store.article_version("x", 2).unwrap().article.body.text(), "fine-two");
        // So does the article as it is.
        let path = store.path().to_owned();
        let open = |sql: &str| rusqlite::Connection::open(&path).unwrap().execute(sql, []).unwrap();
        open("UPDATE article SET extras = '[' WHERE id = 'x'");
        let all = versions(&store, "x");
        assert!(all[0].as_ref().unwrap_err().version == 3 && all[1].is_ok(), "{all:?}");
        assert!(matches!(store.article_version("x", 3), Err(StoreError::Damaged { what: "version", .. })));
        open("UPDATE article SET extras = NULL WHERE id = 'x'");
        // It is told, and it is in the way of nothing.
        drop(store);
        let told = zhimai_store::damage(folder.path()).unwrap();
        assert!(told.iter().any(|line| line.contains("article_version")), "{told:?}");
        let store = Store::open(folder.path()).unwrap();
        assert_eq!(put_from(&store, &imported("x", "T", "four"), named()), changed("x"));
        remove(&store, "x");
        drop(store);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever is imported in whatever order, no text that was ever in is lost, the newest is what was imported last, and the
    /// same import again changes nothing.
    #[test]
    fn nothing_that_was_in_is_lost(
        imports in prop::collection::vec(prop::collection::vec((0..3_usize, 0..4_usize, 0..5_u32), 1..5), 1..6)
    ) {
        let (_folder, store) = library();
        let mut seen = HashSet::new();
        for rows in &imports {
            let rows: Vec<_> = rows
                .iter()
                .map(|(way, which, text)| {
                    let (text, made) = (format!("text {text}"), format!("a-{which}-{text}"));
                    match way {
                        0 => (imported(&format!("x{which}"), "T", &text), named()),
                        1 => (imported(&made, "T", &text), file(&format!("/{which}"))),
                        _ => {
                            let url = format!("https://x.test/{which}");
                            (with_url(imported(&made, "T", &text), &url), file(&format!("/{which} {text}")))
                        }
                    }
                })
                .collect();
            let puts = put_all(&store, &rows);
            for (put, (article, _)) in puts.iter().zip(&rows) {
                let now = store.article(put.id()).unwrap().unwrap();
                prop_assert_eq!(&now.body, &article.body);
                seen.insert((put.id().to_owned(), article.body.text()));
            }
            let sequence = store.last_sequence().unwrap();
            let again = put_all(&store, &rows);
            prop_assert!(again.iter().all(|put| matches!(put, Put::Unchanged { .. })), "{puts:?} {again:?}");
            prop_assert_eq!(store.last_sequence().unwrap(), sequence);
        }
        for (id, text) in seen {
            let all = versions(&store, &id);
            prop_assert!(all.into_iter().any(|version| version.unwrap().article.body.text() == text));
        }
    }
}
