use crate::{article, file, imported, library, mention, named, remove};
use zhimai_model::{Address, Article, Dictionary, DictionaryEntry};
use zhimai_store::{NewNote, Origin, Put, Store, StoredImport, TakenBack, Why};

/// Puts articles in, in an import that is remembered.
fn import(store: &Store, articles: &[(Article, Origin)]) -> Vec<Put> {
    let mut import = store.begin_remembered_import(&["/news".to_owned()], 1).unwrap();
    let (articles, origins): (Vec<_>, Vec<_>) =
        articles.iter().map(|(a, o)| ((a.clone(), vec![mention("nvidia", 0)]), o.clone())).unzip();
    let all = store.put_articles_from(&articles, &origins, &mut import).unwrap();
    let ended = StoredImport { ended: Some(2), refused: 1, ..StoredImport::default() };
    store.end_import(&import, &ended, 9).unwrap();
    all
}

/// All articles with their mentions, versions and what leads to them, as they are told.
fn all(store: &Store) -> String {
    let mut told = String::new();
    let (_, rows) = store.articles(None, 100, 0).unwrap();
    let mut ids: Vec<_> = rows.iter().map(|row| row.id.clone()).collect();
    ids.sort();
    for id in ids {
        let article = store.article(&id).unwrap().unwrap();
        let mentions = store.mentions(&id).unwrap();
        told += &format!("{id}: {article:?} {mentions:?}\n");
        store
            .article_versions(&id, |version| {
                let version = version.unwrap();
                told += &format!("  {} {:?}\n", version.version, version.article);
                std::ops::ControlFlow::Continue(())
            })
            .unwrap();
    }
    told + &format!("{}\n", store.articles_of_entity("nvidia", None, 9).unwrap().0)
}

fn counts(done: &TakenBack) -> (u32, u32, u32) {
    (done.articles, done.versions, done.kept)
}

fn note(store: &Store, id: &str, article: &str) {
    let on = Some(Address::Article(article.to_owned()));
    let new = NewNote { id: id.to_owned(), zh: "筆記".to_owned(), on, ..NewNote::default() };
    store.create_note(&new, 3).unwrap();
}

#[test]
fn an_import_is_remembered_with_what_it_came_to() {
    let (_folder, store) = library();
    assert!(store.imports().unwrap().is_empty());
    import(&store, &[(imported("a", "T", "one"), named()), (imported("b", "T", "two"), named())]);
    import(&store, &[(imported("a", "T", "one"), named()), (imported("b", "T", "two, changed"), named())]);
    let all = store.imports().unwrap();
    let told: Vec<_> =
        all.iter().map(|i| (i.id, i.added, i.changed, i.unchanged, i.refused, i.standing)).collect();
    assert_eq!(told, [(2, 0, 1, 1, 1, 1), (1, 2, 0, 0, 1, 2)]);
    assert_eq!((all[0].began, all[0].ended, all[0].undone, all[0].taken_back), (1, Some(2), None, 0));
    assert_eq!(all[0].origin, ["/news"]);
    // One that came to nothing is forgotten.
    let nothing = store.begin_remembered_import(&[], 5).unwrap();
    assert_eq!(store.imports().unwrap().len(), 3);
    store.end_import(&nothing, &StoredImport::default(), 0).unwrap();
    assert_eq!(store.imports().unwrap().len(), 2);
    // What another import does in between is not of this one.
    assert!(store.undo_import(3, 9).is_err());
}

#[test]
fn what_was_taken_back_is_as_before_and_what_was_brought_back_is_as_imported() {
    let (_folder, store) = library();
    let before = all(&store);
    let first = [
        (imported("a", "T", "one"), named()),
        (imported("b", "T", "two"), named()),
        (Article { source: Some("Paper".into()), ..imported("m-1", "made", "three") }, file("/news/c.md")),
    ];
    import(&store, &first);
    let one = all(&store);
    let second = [
        // Another text, another title, another source, and a new one.
        (imported("a", "T", "one, changed"), named()),
        (imported("b", "A title", "two"), named()),
        (Article { source: Some("Daily".into()), ..imported("m-1", "made", "three") }, file("/news/c.md")),
        (article("d", "four"), named()),
    ];
    let put = import(&store, &second);
    assert!(matches!(put[0], Put::Changed { .. }) && matches!(put[3], Put::Added { .. }), "{put:?}");
    assert!(matches!((&put[1], &put[2]), (Put::Updated { .. }, Put::Updated { .. })), "{put:?}");
    let two = all(&store);
    for _ in 0..2 {
        let last = store.last_sequence().unwrap();
        assert_eq!(counts(&store.undo_import(2, 7).unwrap()), (1, 3, 0));
        assert_eq!(all(&store), one);
        assert_eq!(store.last_sequence().unwrap(), last + 4, "whoever follows the changes is told");
        assert_eq!(counts(&store.undo_import(2, 8).unwrap()), (0, 0, 0), "nothing more is to be taken back");
        assert_eq!(counts(&store.redo_import(2, 9).unwrap()), (1, 3, 0));
        assert_eq!(all(&store), two);
    }
    assert_eq!(counts(&store.undo_import(2, 7).unwrap()), (1, 3, 0));
    let told = &store.imports().unwrap()[0];
    assert_eq!((told.undone, told.standing, told.taken_back), (Some(7), 0, 4));
    assert_eq!(counts(&store.undo_import(1, 7).unwrap()), (3, 0, 0));
    assert_eq!(all(&store), before);
    // The same files come in again as before.
    assert!(import(&store, &first).iter().all(|put| matches!(put, Put::Added { .. })));
    assert_eq!(all(&store), one);
    // And what came back so is not brought back a second time.
    let done = store.redo_import(1, 9).unwrap();
    assert_eq!((counts(&done), done.named[0].why), ((0, 0, 3), Why::ThereAgain));
    assert_eq!(all(&store), one);
}

#[test]
fn what_the_person_made_of_an_article_holds_it() {
    let (_folder, store) = library();
    import(&store, &[(imported("a", "T", "one"), named()), (imported("b", "U", "two"), named())]);
    note(&store, "n1", "b");
    import(
        &store,
        &[
            (imported("a", "T", "one, changed"), named()),
            (imported("b", "U", "two, changed"), named()),
            (imported("c", "V", "three"), named()),
            (imported("d", "W", "four"), named()),
        ],
    );
    note(&store, "n2", "a");
    note(&store, "n3", "c");
    store.accept_proposal(("d", "p"), &[], 5).unwrap();
    // A later import changed what the first added.
    let done = store.undo_import(1, 6).unwrap();
    assert_eq!(counts(&done), (0, 0, 2));
    assert!(done.named.iter().all(|kept| kept.why == Why::Changed), "{done:?}");
    // A note that was there before is no reason: it is carried over again.
    let done = store.undo_import(2, 6).unwrap();
    let why: Vec<_> =
        done.named.iter().map(|kept| (kept.id.as_str(), kept.title.as_str(), kept.why)).collect();
    assert_eq!(why, [("d", "W", Why::Claim), ("c", "V", Why::Note), ("a", "T", Why::Note)]);
    assert_eq!((counts(&done), store.note_counts().unwrap()), ((0, 1, 3), (3, 0)));
    // When nothing holds them any more, they go.
    store.delete_note("n2", 8).unwrap();
    store.delete_note("n3", 8).unwrap();
    store.undecide("d", "p").unwrap();
    assert_eq!(counts(&store.undo_import(2, 9).unwrap()), (2, 1, 0));
    let done = store.undo_import(1, 9).unwrap();
    assert_eq!((counts(&done), done.named[0].id.as_str()), ((1, 0, 1), "b"));
    assert_eq!(store.articles(None, 9, 0).unwrap().1.len(), 1);
    // Of what the person removed nothing is said, and it does not come back.
    remove(&store, "b");
    assert_eq!(counts(&store.undo_import(1, 9).unwrap()), (0, 0, 0));
    assert_eq!(counts(&store.redo_import(1, 9).unwrap()), (1, 0, 0));
    let done = store.redo_import(2, 9).unwrap();
    assert_eq!((counts(&done), done.named[0].why), ((2, 1, 1), Why::Gone));
    store.forget_import(2).unwrap();
    assert!(
        store.undo_import(2, 9).is_err()
            && store.redo_import(2, 9).is_err()
            && store.forget_import(2).is_err()
    );
    assert_eq!(store.articles(None, 9, 0).unwrap().1.len(), 3, "the articles stay");
}

#[test]
fn what_a_path_led_to_it_leads_to_again() {
    let (_folder, store) = library();
    let page = |id: &str, url: &str, text: &str| Article { url: Some(url.into()), ..imported(id, "T", text) };
    import(&store, &[(page("m-1", "https://a.test/1", "one"), file("/news/p.md"))]);
    // Another page in the same file.
    let other = (page("m-2", "https://a.test/2", "two"), file("/news/p.md"));
    assert!(matches!(import(&store, &[other])[0], Put::Added { .. }));
    store.undo_import(2, 3).unwrap();
    let corrected = (page("m-3", "https://a.test/1", "one, corrected"), file("/news/p.md"));
    assert_eq!(import(&store, &[corrected]), [Put::Changed { id: "m-1".into() }]);
}

#[test]
fn a_rehearsal_says_what_the_import_does_and_writes_nothing() {
    let (_folder, store) = library();
    import(
        &store,
        &[
            (imported("a", "T", "one"), named()),
            (imported("m-1", "made", "three"), file("/news/c.md")),
            (imported("e", "T", "five"), named()),
        ],
    );
    let batches = [
        vec![
            (imported("a", "T", "one, changed"), named()),
            (imported("b", "T", "two"), named()),
            (imported("b", "T", "two too"), named()),
            (imported("m-2", "made", "three and more"), file("/news/c.md")),
        ],
        // The second batch meets what the first brought.
        vec![
            (imported("b", "T", "two"), named()),
            (imported("b", "T", "another"), named()),
            (imported("a", "T", "one"), named()),
            (imported("m-2", "made", "three and more"), file("/news/c.md")),
            (imported("e", "Another", "five"), named()),
        ],
    ];
    let entry = DictionaryEntry {
        traditional: "算".into(),
        simplified: "算".into(),
        pinyin: "suan4".into(),
        glosses: vec!["to count".into()],
    };
    let dictionary = Dictionary { name: "d".into(), entries: vec![entry] };
    let run = |mut import: zhimai_store::Import| {
        let mut told = Vec::new();
        for batch in &batches {
            let (articles, origins): (Vec<_>, Vec<_>) =
                batch.iter().map(|(a, o)| ((a.clone(), vec![mention("nvidia", 0)]), o.clone())).unzip();
            told.push(store.put_articles_from(&articles, &origins, &mut import).unwrap());
        }
        let replaced = [(); 2].map(|()| store.put_dictionary_from(&dictionary, 4, &mut import).unwrap());
        (told, replaced)
    };
    let (before, last) = (all(&store), store.last_sequence().unwrap());
    let rehearsed = run(store.rehearse_import(5).unwrap());
    assert_eq!((all(&store), store.last_sequence().unwrap()), (before, last));
    assert!(store.dictionaries().unwrap().is_empty() && store.imports().unwrap().len() == 1);
    assert_eq!(rehearsed.1, [false, true]);
    assert_eq!(run(store.begin_remembered_import(&[], 5).unwrap()), rehearsed);
    assert_ne!(store.last_sequence().unwrap(), last);
}
