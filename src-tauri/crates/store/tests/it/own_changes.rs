//! What the person edits and removes, many at once, and takes back again.

use crate::{article, file, imported, library, mention, named};
use proptest::prelude::*;
use std::ops::ControlFlow;
use zhimai_model::{Address, Article, HeaderField, Lang, Mention, Part, Script};
use zhimai_store::{
    ChangeOf, Edit, NewNote, Origin, Put, Setting, Stood, Store, StoreError, StoredImport, TakenBack, Why,
};

/// The collection that stays as it came.
const FIXED: &str = "bundled";

fn import(store: &Store, articles: &[(Article, Origin)]) -> (Vec<Put>, Vec<Stood>) {
    let mut import = store.begin_remembered_import(&["/news".to_owned()], 1).unwrap();
    let in_title = Mention { part: Part::Title, ..mention("openai", 0) };
    let (articles, origins): (Vec<_>, Vec<_>) = articles
        .iter()
        .map(|(a, o)| ((a.clone(), vec![mention("nvidia", 0), in_title.clone()]), o.clone()))
        .unzip();
    let all = store.put_articles_from(&articles, &origins, &mut import).unwrap();
    store.end_import(&import, &StoredImport { ended: Some(2), ..StoredImport::default() }, 9).unwrap();
    (all, import.stood())
}

/// All that is told of an article and its versions.
fn told(store: &Store, id: &str) -> String {
    let Some(article) = store.article(id).unwrap() else { return format!("no {id}\n") };
    let mut told = format!("{id}: {article:?} {:?}\n", store.mentions(id).unwrap());
    store
        .article_versions(id, |version| {
            let version = version.unwrap();
            told += &format!("  {} {:?}\n", version.version, version.article);
            ControlFlow::Continue(())
        })
        .unwrap();
    told
}

/// The same of all articles, and what leads to them.
fn all(store: &Store) -> String {
    let (_, rows) = store.articles(None, 100, 0).unwrap();
    let mut ids: Vec<_> = rows.into_iter().map(|row| row.id).collect();
    ids.sort();
    let each: String = ids.iter().map(|id| told(store, id)).collect();
    format!("{each}{}", store.articles_of_entity("nvidia", None, 9).unwrap().0)
}

fn counts(done: &TakenBack) -> (u32, u32, u32) {
    (done.articles, done.versions, done.kept)
}

fn whys(done: &TakenBack) -> Vec<(&str, Why)> {
    done.named.iter().map(|kept| (kept.id.as_str(), kept.why)).collect()
}

fn titled(title: &str) -> Edit {
    Edit { title: Setting::To(title.to_owned()), ..Edit::default() }
}

fn sourced(source: &str) -> Edit {
    Edit { source: Setting::To(Some(source.to_owned())), ..Edit::default() }
}

/// Edits articles and gives the number of the change.
fn edit(store: &Store, ids: &[&str], edit: &Edit) -> i64 {
    store.edit_articles(ids, edit, FIXED, 5).unwrap().id.unwrap()
}

fn remove(store: &Store, ids: &[&str]) -> i64 {
    store.remove_articles(ids, FIXED, 6).unwrap().id.unwrap()
}

fn three(store: &Store) {
    let news = |id: &str, text: &str| Article {
        source: Some("Paper".into()),
        date: "2025-11".parse().ok(),
        ..imported(id, "T", text)
    };
    import(store, &[(news("a", "one"), named()), (news("b", "two"), named()), (news("c", "three"), named())]);
}

#[test]
fn many_are_edited_at_once_and_it_is_taken_back_and_brought_back() {
    let (_folder, store) = library();
    three(&store);
    let before = all(&store);
    let wanted = Edit {
        date: Setting::To("2024-05-06".parse().ok()),
        source: Setting::To(None),
        language: Setting::To((Lang::Zh, Script::Hans)),
        collection: Setting::To("mine".into()),
        ..Edit::default()
    };
    let changed = store.edit_articles(&["a", "b", "x"], &wanted, FIXED, 5).unwrap();
    assert_eq!((changed.same, counts(&changed.done)), (0, (0, 2, 1)));
    assert_eq!(whys(&changed.done), [("x", Why::Gone)]);
    let a = store.article("a").unwrap().unwrap();
    assert_eq!((a.date, a.source, a.collection.as_str()), ("2024-05-06".parse().ok(), None, "mine"));
    assert_eq!((a.body.lang, a.body.script, a.body.title.as_str()), (Lang::Zh, Script::Hans, "T"));
    // A date is a version, and what leads to the article by its day follows.
    assert_eq!(store.article_version("a", 1).unwrap().article.date, "2025-11".parse().ok());
    assert_eq!(store.articles_of_entity("nvidia", Some(19_900), 9).unwrap().0, 2);
    let after = all(&store);
    // The same once more changes nothing, and is no change.
    let again = store.edit_articles(&["a", "b"], &wanted, FIXED, 6).unwrap();
    assert_eq!((again.id, again.same, counts(&again.done)), (None, 2, (0, 0, 0)));
    let changes = store.own_changes().unwrap();
    assert_eq!(changes.len(), 1);
    assert_eq!((changes[0].kind, changes[0].began, changes[0].standing), (ChangeOf::Edit, 5, 2));
    use HeaderField::{Collection, Date, Language, Source};
    assert_eq!(changes[0].fields, [Date, Source, Collection, Language]);
    assert_eq!(store.imports().unwrap().len(), 1, "the list of imports has imports alone");
    let id = changed.id.unwrap();
    for _ in 0..2 {
        let last = store.last_sequence().unwrap();
        assert_eq!(counts(&store.undo_import(id, 7).unwrap()), (0, 2, 0));
        assert_eq!(all(&store), before);
        assert_eq!(store.last_sequence().unwrap(), last + 2, "whoever follows the changes is told");
        assert_eq!(counts(&store.redo_import(id, 8).unwrap()), (0, 2, 0));
        assert_eq!(all(&store), after);
    }
    store.forget_import(id).unwrap();
    assert!(matches!(store.undo_import(id, 9), Err(StoreError::NotFound { .. })));
    assert_eq!(all(&store), after, "what is forgotten stands");
}

#[test]
fn a_new_title_is_looked_through_anew() {
    let (_folder, store) = library();
    three(&store);
    let stale = store.stale_count().unwrap();
    let id = edit(&store, &["a"], &titled("另一個標題"));
    let in_title = |store: &Store| store.mentions("a").unwrap().iter().any(|m| m.part == Part::Title);
    assert!(!in_title(&store) && store.mentions("a").unwrap().len() == 1);
    assert_eq!(store.stale_count().unwrap(), stale + 1);
    assert_eq!(store.article_version("a", 1).unwrap().article.body.title, "T");
    store.undo_import(id, 7).unwrap();
    assert_eq!(store.article("a").unwrap().unwrap().body.title, "T");
    // An article without a title goes by its beginning; so it does when its file's word counts again.
    import(&store, &[(imported("d", "", "the beginning"), named())]);
    edit(&store, &["d"], &titled("named"));
    let beginning = |store: &Store| store.article_rows_by_ids(&["d"]).unwrap().remove(0).beginning;
    assert_eq!(beginning(&store), "");
    edit(&store, &["d"], &Edit { title: Setting::Given, ..Edit::default() });
    assert_eq!(beginning(&store), "the beginning");
}

#[test]
fn what_is_removed_comes_back_with_all_that_hung_on_it() {
    let (_folder, store) = library();
    three(&store);
    import(&store, &[(imported("a", "T", "one, changed"), named())]);
    let on = Some(Address::Article("a".to_owned()));
    store.create_note(&NewNote { id: "n".into(), zh: "筆記".into(), on, ..NewNote::default() }, 3).unwrap();
    let before = all(&store);
    let changed = store.remove_articles(&["a", "c", "x"], FIXED, 6).unwrap();
    assert_eq!((counts(&changed.done), whys(&changed.done)), ((2, 0, 1), vec![("x", Why::Gone)]));
    let id = changed.id.unwrap();
    assert_eq!((store.article_count(None).unwrap(), store.note_counts().unwrap()), (1, (1, 0)));
    assert!(store.changed_articles().unwrap().is_empty());
    let after = all(&store);
    for _ in 0..2 {
        assert_eq!(counts(&store.undo_import(id, 7).unwrap()), (2, 0, 0));
        assert_eq!(all(&store), before);
        assert_eq!(counts(&store.redo_import(id, 8).unwrap()), (2, 0, 0));
        assert_eq!(all(&store), after);
    }
    let told = &store.own_changes().unwrap()[0];
    assert_eq!((told.kind, told.standing, told.taken_back), (ChangeOf::Removal, 2, 0));
    // What came in again meanwhile stays as it is.
    assert!(matches!(&import(&store, &[(imported("c", "T", "anew"), named())]).0[0], Put::Added { .. }));
    let done = store.undo_import(id, 9).unwrap();
    assert_eq!((counts(&done), whys(&done)), ((1, 0, 1), vec![("c", Why::ThereAgain)]));
    // What was changed since is not removed once more.
    edit(&store, &["a"], &sourced("Other"));
    let done = store.redo_import(id, 9).unwrap();
    assert_eq!((counts(&done), whys(&done)), ((0, 0, 1), vec![("a", Why::Changed)]));
}

#[test]
fn changes_on_top_of_each_other_are_taken_back_from_the_top() {
    let (_folder, store) = library();
    three(&store);
    let first = edit(&store, &["a", "b"], &sourced("One"));
    let between = all(&store);
    let second = edit(&store, &["a"], &sourced("Two"));
    let after = all(&store);
    // No content of an article changed, and yet the later change is known.
    let done = store.undo_import(first, 7).unwrap();
    assert_eq!((counts(&done), whys(&done)), ((0, 1, 1), vec![("a", Why::Changed)]));
    store.redo_import(first, 7).unwrap();
    assert_eq!(all(&store), after);
    assert_eq!(counts(&store.undo_import(second, 7).unwrap()), (0, 1, 0));
    assert_eq!(all(&store), between);
    assert_eq!(counts(&store.undo_import(first, 7).unwrap()), (0, 2, 0));
    // Without what it was made on, the second is another one.
    let done = store.redo_import(second, 7).unwrap();
    assert_eq!((counts(&done), whys(&done)), ((0, 0, 1), vec![("a", Why::Changed)]));
    store.redo_import(first, 7).unwrap();
    assert_eq!(counts(&store.redo_import(second, 7).unwrap()), (0, 1, 0));
    assert_eq!(all(&store), after);
    // An import below is not taken back from under an edit, and is when that is gone.
    assert_eq!(counts(&store.undo_import(1, 7).unwrap()), (1, 0, 2));
    store.undo_import(second, 7).unwrap();
    store.undo_import(first, 7).unwrap();
    assert_eq!(counts(&store.undo_import(1, 7).unwrap()), (2, 0, 0));
}

#[test]
fn an_import_whose_articles_were_removed_is_taken_back_when_they_are_there_again() {
    let (_folder, store) = library();
    three(&store);
    let before = all(&store);
    let removal = remove(&store, &["a"]);
    assert_eq!(counts(&store.undo_import(1, 7).unwrap()), (2, 0, 0));
    assert_eq!(counts(&store.undo_import(removal, 7).unwrap()), (1, 0, 0));
    assert_eq!(counts(&store.undo_import(1, 7).unwrap()), (1, 0, 0));
    assert_eq!(store.article_count(None).unwrap(), 0);
    assert_eq!(counts(&store.redo_import(1, 7).unwrap()), (3, 0, 0));
    assert_eq!(all(&store), before);
}

#[test]
fn the_persons_word_stands_when_the_file_comes_again() {
    let (_folder, store) = library();
    let news = |title: &str, text: &str| Article {
        source: Some("Paper".into()),
        date: "2025-11".parse().ok(),
        ..imported("m-1", title, text)
    };
    import(&store, &[(news("Tpyo", "one"), file("/news/a.md"))]);
    let wanted = Edit {
        date: Setting::To("2025-11-18".parse().ok()),
        collection: Setting::To("mine".into()),
        ..titled("Typo")
    };
    edit(&store, &["m-1"], &wanted);
    let unchanged = Put::Unchanged { id: "m-1".into() };
    let now = |store: &Store| {
        let a = store.article("m-1").unwrap().unwrap();
        (
            a.body.title,
            a.date.unwrap().edtf().to_owned(),
            a.source.unwrap(),
            a.collection,
            a.body.blocks[0].text.clone(),
        )
    };
    let is = |title: &str, date: &str, source: &str, collection: &str, text: &str| {
        (title.to_owned(), date.to_owned(), source.to_owned(), collection.to_owned(), text.to_owned())
    };
    // The same file again, by its path, and pasted once more.
    for origin in [file("/news/a.md"), Origin::default()] {
        assert_eq!(import(&store, &[(news("Tpyo", "one"), origin)]), (vec![unchanged.clone()], vec![]));
    }
    assert_eq!(now(&store), is("Typo", "2025-11-18", "Paper", "mine", "one"));
    // Another text: that is the article's, and the person's word stands.
    let (put, stood) =
        import(&store, &[(Article { id: "m-2".into(), ..news("Tpyo", "two") }, file("/news/a.md"))]);
    assert_eq!((put, stood), (vec![Put::Changed { id: "m-1".into() }], vec![]));
    assert_eq!(now(&store), is("Typo", "2025-11-18", "Paper", "mine", "two"));
    // The file says something else of the title, and of a field that is not the person's.
    let other = Article { source: Some("Daily".into()), ..news("Tyypo", "two") };
    let (put, stood) = import(&store, &[(other.clone(), file("/news/a.md"))]);
    assert_eq!(put, [Put::Updated { id: "m-1".into() }]);
    assert_eq!(stood, [Stood { at: 0, field: HeaderField::Title, given: Some("Tyypo".into()) }]);
    assert_eq!(now(&store), is("Typo", "2025-11-18", "Daily", "mine", "two"));
    // It is told once.
    assert_eq!(import(&store, &[(other, file("/news/a.md"))]), (vec![unchanged], vec![]));
    // And when the person takes the word back, the file's last one counts.
    edit(&store, &["m-1"], &Edit { title: Setting::Given, date: Setting::Given, ..Edit::default() });
    assert_eq!(now(&store), is("Tyypo", "2025-11", "Daily", "mine", "two"));
    assert_eq!(store.article_count(None).unwrap(), 1);
}

#[test]
fn a_rehearsal_knows_what_the_person_said() {
    let (_folder, store) = library();
    import(&store, &[(imported("m-1", "T", "one"), file("/news/a.md"))]);
    edit(&store, &["m-1"], &titled("Mine"));
    let batch = |text: &str| [(imported("m-1", "T", text), vec![mention("nvidia", 0)])];
    let run = |mut import: zhimai_store::Import| {
        ["two", "two", "one"].map(|text| {
            store.put_articles_from(&batch(text), &[file("/news/a.md")], &mut import).unwrap().remove(0)
        })
    };
    let rehearsed = run(store.rehearse_import(5).unwrap());
    assert_eq!(rehearsed, run(store.begin_remembered_import(&[], 5).unwrap()));
}

#[test]
fn what_comes_with_the_program_stays_as_it_is() {
    let (_folder, store) = library();
    let bundled = Article { collection: FIXED.into(), ..article("p", "內容") };
    store.replace_collection(FIXED, &[(bundled, vec![])], 1).unwrap();
    three(&store);
    let before = all(&store);
    let changed = store.edit_articles(&["p"], &sourced("Mine"), FIXED, 5).unwrap();
    assert_eq!((changed.id, whys(&changed.done)), (None, vec![("p", Why::Fixed)]));
    let changed = store.remove_articles(&["p"], FIXED, 5).unwrap();
    assert_eq!((changed.id, whys(&changed.done)), (None, vec![("p", Why::Fixed)]));
    assert_eq!(changed.done.named[0].title, "標題 p");
    assert_eq!((all(&store), store.own_changes().unwrap().len()), (before, 0));
}

#[test]
fn a_number_that_another_has_now_is_not_taken_a_second_time() {
    let (_folder, store) = library();
    import(&store, &[(imported("x", "T", "one"), named())]);
    let twin = |text: &str| (imported("x", "T", text), Origin::default());
    import(&store, &[twin("two")]);
    let removal = remove(&store, &["x~2"]);
    import(&store, &[(imported("m-9", "T", "three"), file("/news/z.md"))]);
    // It goes by the name of the other from now on, and has the number that is free.
    import(&store, &[(imported("x", "T", "three"), Origin { names_itself: true, ..file("/news/z.md") })]);
    assert_eq!(counts(&store.undo_import(removal, 7).unwrap()), (1, 0, 0));
    assert_eq!(store.article_count(None).unwrap(), 3);
}

#[test]
fn what_took_an_article_out_before_it_came_back_otherwise_holds_no_import() {
    let (_folder, store) = library();
    let came = || import(&store, &[(imported("m-0", "T", "one"), file("/news/0.md"))]);
    came();
    let first = remove(&store, &["m-0"]);
    came();
    remove(&store, &["m-0"]);
    // The first removal is taken back, and the second stands, though the article is there.
    assert_eq!(counts(&store.undo_import(first, 7).unwrap()), (1, 0, 0));
    let last = store.imports().unwrap()[0].id;
    assert_eq!(counts(&store.undo_import(last, 8).unwrap()), (1, 0, 0));
    assert_eq!(store.article_count(None).unwrap(), 0);
    assert_eq!(counts(&store.redo_import(last, 9).unwrap()), (1, 0, 0));
    assert_eq!(store.article_count(None).unwrap(), 1);
}

/// Something that is done to a small library.
#[derive(Clone, Debug)]
enum Step {
    Import(u8, u8),
    Title(u8, u8),
    Source(u8),
    Given(u8),
    Remove(u8),
    Undo(u8),
    Redo(u8),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (0u8..3, 0u8..3).prop_map(|(file, text)| Step::Import(file, text)),
        2 => (0u8..3, 0u8..2).prop_map(|(article, title)| Step::Title(article, title)),
        2 => (0u8..2).prop_map(Step::Source),
        1 => (0u8..3).prop_map(Step::Given),
        2 => (0u8..3).prop_map(Step::Remove),
        4 => (0u8..12).prop_map(Step::Undo),
        3 => (0u8..12).prop_map(Step::Redo),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Whatever was done in whatever order: what is taken back from the last to the first leaves nothing, each article is found
    /// under what it names and has sound versions, and what is brought back at once after it was taken back is as it was.
    #[test]
    fn any_order_of_changes_is_taken_back(steps in prop::collection::vec(step(), 1..14)) {
        let (_folder, store) = library();
        let ids = |store: &Store| {
            let mut ids: Vec<_> =
                store.articles(None, 99, 0).unwrap().1.into_iter().map(|row| row.id).collect();
            ids.sort();
            ids
        };
        let pick = |store: &Store, at: u8| {
            let ids = ids(store);
            (!ids.is_empty()).then(|| ids[usize::from(at) % ids.len()].clone())
        };
        let turned = |store: &Store, at: u8| {
            let mut all: Vec<_> = store.imports().unwrap().into_iter().chain(store.own_changes().unwrap()).map(|i| i.id).collect();
            all.sort_unstable();
            (!all.is_empty()).then(|| all[usize::from(at) % all.len()])
        };
        for step in steps {
            match step {
                Step::Import(at, text) => {
                    let text = ["one", "two", "three"][usize::from(text)];
                    let article = imported(&format!("m-{at}-{text}"), "T", text);
                    import(&store, &[(article, file(&format!("/news/{at}.md")))]);
                }
                Step::Title(at, title) => {
                    if let Some(id) = pick(&store, at) {
                        store.edit_articles(&[id], &titled(["A", "B"][usize::from(title)]), FIXED, 5).unwrap();
                    }
                }
                Step::Source(source) => {
                    let ids = ids(&store);
                    store.edit_articles(&ids, &sourced(["P", "Q"][usize::from(source)]), FIXED, 5).unwrap();
                }
                Step::Given(at) => {
                    let given = Edit { title: Setting::Given, source: Setting::Given, ..Edit::default() };
                    if let Some(id) = pick(&store, at) {
                        store.edit_articles(&[id], &given, FIXED, 5).unwrap();
                    }
                }
                Step::Remove(at) => {
                    if let Some(id) = pick(&store, at) {
                        store.remove_articles(&[id], FIXED, 6).unwrap();
                    }
                }
                Step::Undo(at) => {
                    if let Some(id) = turned(&store, at) {
                        let before = all(&store);
                        let standing = |store: &Store| {
                            let all = store.imports().unwrap().into_iter().chain(store.own_changes().unwrap());
                            all.filter(|i| i.id == id).map(|i| (i.standing, i.taken_back)).next().unwrap()
                        };
                        let (_, taken_back) = standing(&store);
                        store.undo_import(id, 7).unwrap();
                        if taken_back == 0 {
                            store.redo_import(id, 8).unwrap();
                            prop_assert_eq!(all(&store), before);
                            store.undo_import(id, 7).unwrap();
                        }
                    }
                }
                Step::Redo(at) => {
                    if let Some(id) = turned(&store, at) {
                        store.redo_import(id, 8).unwrap();
                    }
                }
            }
            let listed = ids(&store).len();
            prop_assert_eq!(store.articles_of_entity("nvidia", None, 99).unwrap().0 as usize, listed);
        }
        // In the order in which they stand on each other: the last that changed an article is on top.
        for _ in 0..64 {
            let all: Vec<_> = store.imports().unwrap().into_iter().chain(store.own_changes().unwrap()).collect();
            let mut moved = 0;
            for change in all.iter().filter(|change| change.standing > 0) {
                let done = store.undo_import(change.id, 9).unwrap();
                moved += done.articles + done.versions;
            }
            if moved == 0 {
                break;
            }
        }
        prop_assert_eq!(ids(&store), Vec::<String>::new());
    }
}
