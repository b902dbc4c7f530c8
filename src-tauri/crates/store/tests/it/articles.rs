use crate::{article, dated, file, imported, library, mention, named, put_from, remove};
use proptest::prelude::*;
use std::ops::ControlFlow;
use zhimai_model::{
    Article, ArticleKind, Bilingual, Block, Body, CharOffset, Confidence, Lang, Mention, Repair, Script,
    Source, Statement, StatementFlag, Verdict,
};
use zhimai_store::{ChangeKind, Origin, Put, Replaced, Store, Why};

fn full(id: &str) -> Article {
    let both = |zh: &str, en: &str| Bilingual { zh: zh.to_owned(), en: en.to_owned() };
    let source = Source {
        publisher: "Example".to_owned(),
        title: Some("A page".to_owned()),
        date: "2025-11".parse().ok(),
        url: Some("https://example.org/".to_owned()),
        address: None,
        confidence: Some(Confidence::High),
    };
    Article {
        translation: Some(Body {
            lang: Lang::En,
            script: Script::Latin,
            title: "Title".to_owned(),
            blocks: vec![Block::heading(2, "One"), Block::paragraph("two\n\nthree \0 \u{202e}")],
        }),
        kind: ArticleKind::Retelling,
        source: Some("某報".to_owned()),
        author: Some("王小明、李四".to_owned()),
        url: Some("https://example.org/a".to_owned()),
        date: "2025-36~".parse().ok(),
        original: Some(Bilingual { zh: "原文".to_owned(), en: "The original".to_owned() }),
        entities: vec!["nvidia".to_owned()],
        events: vec!["alliance".to_owned()],
        sources: vec![source.clone()],
        statements: vec![Statement {
            id: "s1".to_owned(),
            section: "一".to_owned(),
            flag: StatementFlag::AttributedQuote,
            checkable: true,
            text: both("句", "Sentence"),
            speaker: Some("someone".to_owned()),
            entities: Vec::new(),
            events: Vec::new(),
            verdict: Verdict::Unclear,
            reason: both("因", "Because"),
            sources: vec![source],
            paragraph: 1,
        }],
        repairs: vec![Repair {
            start: CharOffset(1),
            end: CharOffset(2),
            original: "�".to_owned(),
            certain: false,
        }],
        ..article(id, "第一段\n\n又一行\u{10FFFF}")
    }
}

fn put(store: &Store, articles: &[Article]) -> Vec<Put> {
    let with_mentions: Vec<_> = articles.iter().map(|a| (a.clone(), Vec::new())).collect();
    store.put_articles(&with_mentions).unwrap()
}

fn ids(store: &Store) -> Vec<String> {
    store.articles(None, 100, 0).unwrap().1.into_iter().map(|row| row.id).collect()
}

fn added(id: &str) -> Put {
    Put::Added { id: id.to_owned() }
}

fn unchanged(id: &str) -> Put {
    Put::Unchanged { id: id.to_owned() }
}

fn taken(wanted: &str, given: &str) -> Put {
    Put::IdTaken { wanted: wanted.to_owned(), given: given.to_owned() }
}

#[test]
fn what_is_put_in_comes_back_whole() {
    let (folder, store) = library();
    for article in [
        full("全"),
        article("plain", ""),
        Article { body: Body { title: String::new(), ..full("x").body }, ..full("untitled") },
    ] {
        put(&store, std::slice::from_ref(&article));
        assert_eq!(store.article(&article.id).unwrap().as_ref(), Some(&article));
        let again = Store::open(folder.path()).unwrap();
        assert_eq!(again.article(&article.id).unwrap(), Some(article));
    }
    assert_eq!(store.article("nobody").unwrap(), None);
}

#[test]
fn nothing_is_overwritten() {
    let (_folder, store) = library();
    let (a, b, c) = (article("a", "one"), article("a", "two"), article("a", "three"));
    assert_eq!(
        put(&store, &[a.clone(), b.clone(), a.clone()]),
        [added("a"), taken("a", "a~2"), unchanged("a")]
    );
    assert_eq!(put(&store, &[b.clone(), c.clone()]), [unchanged("a~2"), taken("a", "a~3")]);
    // A place in the row that someone else took is passed over.
    assert_eq!(put(&store, &[article("a~4", "mine")]), [added("a~4")]);
    assert_eq!(put(&store, &[article("a", "four")]), [taken("a", "a~5")]);
    // The same text under another identifier is another article; from another file it is not.
    assert_eq!(put(&store, &[article("b", "one")]), [added("b")]);
    assert_eq!(
        put(&store, &[Article { source: Some("copy.txt".to_owned()), ..a.clone() }]),
        [unchanged("a")]
    );
    // What was removed may come back under its own identifier, and the others keep theirs.
    remove(&store, "a");
    assert_eq!(put(&store, &[b]), [unchanged("a~2")]);
    assert_eq!(put(&store, &[article("a", "five"), a]), [added("a"), taken("a", "a~6")]);
    assert_eq!(store.article("a").unwrap().unwrap().body.blocks, [Block::paragraph("five")]);
}

#[test]
fn many_that_want_one_identifier_are_numbered_without_a_search() {
    let (_folder, store) = library();
    let many: Vec<Article> = (0..3000).map(|n| article("1", &format!("text {n}"))).collect();
    let started = std::time::Instant::now();
    put(&store, &many);
    assert!(put(&store, &many).iter().all(|put| matches!(put, Put::Unchanged { .. })));
    assert_eq!(store.article_count(None).unwrap(), 3000);
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

#[test]
fn lists_come_newest_first_and_in_pages() {
    let (_folder, store) = library();
    let mut articles = vec![
        dated("old", "2024-01-01"),
        dated("new", "2025-11-18"),
        dated("year", "2025"),
        article("never", ""),
    ];
    articles.push(Article { collection: "other".to_owned(), ..dated("elsewhere", "2026-01-01") });
    put(&store, &articles);
    assert_eq!(ids(&store), ["elsewhere", "year", "new", "old", "never"]);
    let page = |collection, limit, offset| {
        let (total, rows) = store.articles(collection, limit, offset).unwrap();
        (total, rows.into_iter().map(|row| row.id).collect::<Vec<_>>().join(" "))
    };
    assert_eq!(page(None, 2, 1), (5, "year new".to_owned()));
    assert_eq!(page(Some("imported"), 2, 2), (4, "old never".to_owned()));
    assert_eq!(page(Some("nothing"), 2, 0), (0, String::new()));
    assert_eq!(page(None, 2, u32::MAX), (5, String::new()));
    let rows = store.article_rows_by_ids(&["never", "gone", "old"]).unwrap();
    assert_eq!(rows.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["never", "old"]);
}

#[test]
fn a_row_without_a_title_shows_how_the_text_begins() {
    let (_folder, store) = library();
    let mut untitled = article("a", &"字".repeat(200));
    untitled.body.title.clear();
    put(&store, &[untitled, full("b")]);
    let rows = store.article_rows_by_ids(&["a", "b"]).unwrap();
    assert_eq!((rows[0].beginning.as_str(), rows[0].title.as_str()), ("字".repeat(80).as_str(), ""));
    assert_eq!((rows[1].beginning.as_str(), rows[1].translated_title.as_deref()), ("", Some("Title")));
    assert_eq!(rows[1].date.as_ref().map(|date| date.edtf()), Some("2025-36~"));
}

#[test]
fn a_collection_is_replaced_and_others_are_left_alone() {
    let (_folder, store) = library();
    let bundled = |id: &str, text: &str| {
        (Article { collection: "bundled".to_owned(), ..article(id, text) }, vec![mention("nvidia", 0)])
    };
    put(&store, &[article("mine", "my own"), article("c", "same words")]);
    let first = [bundled("a", "1"), bundled("b", "1"), bundled("c", "same words")];
    let replaced = |added, changed, removed| Replaced { added, changed, removed };
    assert_eq!(store.replace_collection("bundled", &first, 1).unwrap(), replaced(3, 0, 0));
    // The person's article keeps its identifier and the bundled one stands beside it.
    assert_eq!(store.article("c").unwrap().unwrap().collection, "imported");
    assert_eq!(store.article("c~2").unwrap().unwrap().collection, "bundled");
    let before = store.last_sequence().unwrap();
    assert_eq!(store.replace_collection("bundled", &first, 1).unwrap(), replaced(0, 0, 0));
    assert_eq!(store.last_sequence().unwrap(), before, "what is the same is not a change");
    let mut second = vec![bundled("a", "2"), bundled("c", "same words"), bundled("d", "1")];
    second[1].1.push(mention("openai", 1));
    assert_eq!(store.replace_collection("bundled", &second, 1).unwrap(), replaced(1, 2, 1));
    assert_eq!(store.article("a").unwrap().unwrap().body.blocks, [Block::paragraph("2")]);
    assert_eq!(store.article("b").unwrap(), None);
    assert_eq!(store.mentions("a").unwrap(), [mention("nvidia", 0)]);
    assert_eq!(store.replace_collection("bundled", &[], 1).unwrap(), replaced(0, 0, 3));
    assert_eq!(store.article_count(None).unwrap(), 2);
    assert_eq!(store.mention_counts(None).unwrap().len(), 0);
}

#[test]
fn mentions_come_back_by_article_and_by_entity() {
    let (_folder, store) = library();
    let here = [mention("openai", 9), mention("nvidia", 4), mention("nvidia", 0), mention("nvidia", 4)];
    let articles = [
        (dated("old", "2024-01-01"), here.to_vec()),
        (dated("new", "2025-01-01"), vec![mention("nvidia", 1)]),
    ];
    store.put_articles(&articles).unwrap();
    assert_eq!(
        store.mentions("old").unwrap(),
        [mention("nvidia", 0), mention("nvidia", 4), mention("openai", 9)]
    );
    assert_eq!(store.mentions("nobody").unwrap(), []);
    let of = |entity: &str, limit| {
        let (total, rows) = store.articles_of_entity(entity, None, limit).unwrap();
        (total, rows.into_iter().map(|row| row.id).collect::<Vec<_>>().join(" "))
    };
    assert_eq!(of("nvidia", 10), (2, "new old".to_owned()));
    assert_eq!(of("nvidia", 1), (2, "new".to_owned()));
    assert_eq!(of("nobody", 1), (0, String::new()));
    assert_eq!(store.mention_counts(None).unwrap()["nvidia"], 2);

    let before = store.last_sequence().unwrap();
    let change = store.last_change_of("old").unwrap().unwrap();
    let found = |change: i64, mentions: &[Mention]| [("old".to_owned(), change, mentions.to_vec())];
    assert_eq!(store.annotate(&found(change, &here)).unwrap(), 0, "the same mentions");
    assert_eq!(store.annotate(&[("nobody".to_owned(), change, here.to_vec())]).unwrap(), 0);
    assert_eq!(store.annotate(&found(change - 1, &[mention("amd", 0)])).unwrap(), 0, "of another text");
    assert_eq!(store.annotate(&found(change, &[mention("amd", 0)])).unwrap(), 1);
    assert_eq!(store.last_sequence().unwrap(), before, "mentions found anew are no change of the article");
    assert_eq!(of("nvidia", 10), (1, "new".to_owned()));
    remove(&store, "old");
    assert_eq!(of("amd", 10), (0, String::new()));
}

#[test]
fn whoever_follows_the_changes_arrives_at_the_same_articles() {
    let (_folder, store) = library();
    assert_eq!((store.last_sequence().unwrap(), store.changes_since(0, 10).unwrap()), (0, Vec::new()));
    put(&store, &[article("a", "1"), article("b", "1"), article("a", "1")]);
    remove(&store, "a");
    assert_eq!(remove(&store, "a").done.named[0].why, Why::Gone);
    let changes = store.changes_since(0, 10).unwrap();
    let told: Vec<_> = changes.iter().map(|c| (c.kind, c.id.as_str(), c.removed)).collect();
    assert_eq!(told, [(ChangeKind::Article, "b", false), (ChangeKind::Article, "a", true)]);
    assert_eq!(changes.last().map(|c| c.sequence), Some(store.last_sequence().unwrap()));
    assert_eq!(store.changes_since(changes[0].sequence, 10).unwrap(), changes[1..]);
    assert_eq!(store.changes_since(0, 1).unwrap(), changes[..1]);
}

#[test]
fn every_article_is_handed_out_as_of_one_moment() {
    let (_folder, store) = library();
    let articles: Vec<_> =
        (0..50).map(|n| (article(&format!("{n:02}"), "text"), vec![mention("nvidia", n)])).collect();
    store.put_articles(&articles).unwrap();
    let expected = store.last_sequence().unwrap();
    let mut seen = Vec::new();
    let sequence = store.for_each_article(|read| {
        let (article, mentions) = read.unwrap();
        // Writing meanwhile is allowed and does not show.
        put(&store, &[Article { id: format!("during {}", article.id), ..article.clone() }]);
        seen.push((article, mentions));
        ControlFlow::Continue(())
    });
    assert_eq!((sequence.unwrap(), seen), (expected, articles));
    assert_eq!(store.changes_since(expected, 100).unwrap().len(), 50);
    let mut count = 0;
    store
        .for_each_article(|_| {
            count += 1;
            if count == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })
        .unwrap();
    assert_eq!(count, 3);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever the identifiers and texts, each content that was put in is there once per identifier wanted.
    #[test]
    fn any_identifiers_and_texts(puts in prop::collection::vec(("[ab~2/%' \u{0}語]{0,3}", ".{0,8}"), 1..20)) {
        let (_folder, store) = library();
        let mut wanted = std::collections::HashSet::new();
        for (id, text) in &puts {
            let article = article(id, text);
            // The title tells which identifier was wanted.
            let outcome = put(&store, std::slice::from_ref(&article)).remove(0);
            let stored = store.article(outcome.id()).unwrap().unwrap();
            prop_assert_eq!(&stored.body, &article.body);
            prop_assert_eq!(wanted.insert((id.clone(), text.clone())), !matches!(outcome, Put::Unchanged { .. }));
        }
        prop_assert_eq!(store.article_count(None).unwrap() as usize, wanted.len());
    }
}

fn updated(id: &str) -> Put {
    Put::Updated { id: id.to_owned() }
}

fn changed(id: &str) -> Put {
    Put::Changed { id: id.to_owned() }
}

#[test]
fn a_corrected_header_changes_the_article_in_place() {
    let (_folder, store) = library();
    let named = named();
    let with_url = |url: &str, title: &str| Article {
        url: Some(url.to_owned()),
        ..imported(&format!("a-{title}"), title, "of an address")
    };
    // By its identifier, whatever the file.
    assert_eq!(put_from(&store, &imported("x", "Tilte", "text"), named.clone()), added("x"));
    assert_eq!(put_from(&store, &imported("x", "Title", "text"), named.clone()), updated("x"));
    assert_eq!(put_from(&store, &imported("x", "Title", "text"), named.clone()), unchanged("x"));
    let sourced = Article { source: Some("B".to_owned()), ..imported("x", "Title", "text") };
    let unnamed = Origin { names_source: false, ..named.clone() };
    assert_eq!(put_from(&store, &sourced, unnamed), unchanged("x"));
    assert_eq!(put_from(&store, &sourced, named.clone()), updated("x"));
    assert_eq!(store.article("x").unwrap(), Some(sourced));
    // By its path, though its own identifier is made of the title; by its address, though the file is another one.
    assert_eq!(put_from(&store, &imported("a-1", "Old", "in a file"), file("/a")), added("a-1"));
    assert_eq!(put_from(&store, &imported("a-2", "New", "in a file"), file("/a")), updated("a-1"));
    assert_eq!(put_from(&store, &imported("a-2", "New", "in a file"), file("/a")), unchanged("a-1"));
    assert_eq!(put_from(&store, &imported("a-3", "Copy", "in a file"), file("/b")), added("a-3"));
    assert_eq!(put_from(&store, &with_url("https://x.test/", "one"), file("/c")), added("a-one"));
    assert_eq!(put_from(&store, &with_url("https://x.test/", "two"), file("/d")), updated("a-one"));
    // The title's place at the head of the text is no change of it.
    let mut headed = imported("a-4", "Given", "in a file");
    headed.body.blocks.insert(0, Block::heading(2, "New"));
    assert_eq!(put_from(&store, &headed, file("/a")), updated("a-1"));
    assert_eq!(put_from(&store, &imported("a-2", "New", "in a file"), file("/a")), updated("a-1"));
    // Another text is another version of the same article.
    assert_eq!(put_from(&store, &imported("x", "Title", "other text"), named.clone()), changed("x"));
    assert_eq!(put_from(&store, &imported("x", "Titel", "other text"), named.clone()), updated("x"));
    assert_eq!(put_from(&store, &imported("a-5", "New", "edited"), file("/a")), changed("a-1"));
    assert_eq!(store.article("a-1").unwrap().unwrap().body.blocks, [Block::paragraph("edited")]);
    // Whoever keeps the index learns of it.
    let last = store.changes_since(0, 100).unwrap().pop().unwrap();
    assert_eq!((last.kind, last.id.as_str()), (ChangeKind::Article, "a-1"));
}

#[test]
fn an_article_is_known_again_with_and_without_an_identifier_and_beside_copies() {
    let (_folder, store) = library();
    let named = |path: &str| Origin { names_itself: true, ..file(path) };
    // The file is given an identifier, then another one, then none.
    assert_eq!(put_from(&store, &imported("a-1", "Title", "text"), file("/a")), added("a-1"));
    assert_eq!(put_from(&store, &imported("x", "Title", "text"), named("/a")), unchanged("a-1"));
    assert_eq!(put_from(&store, &imported("x", "Better", "text"), named("/a")), updated("a-1"));
    assert_eq!(put_from(&store, &imported("x", "Better", "text"), named("/a")), unchanged("a-1"));
    assert_eq!(put_from(&store, &imported("x", "Best", "text"), named("/moved")), updated("a-1"));
    assert_eq!(put_from(&store, &imported("y", "Yes", "text"), named("/moved")), updated("a-1"));
    assert_eq!(put_from(&store, &imported("a-2", "None", "text"), file("/moved")), updated("a-1"));
    // Another file that names itself is another article.
    assert_eq!(put_from(&store, &imported("z", "Title", "text"), named("/z")), added("z"));
    // A corrected article that was copied is there already; a source is corrected where it stands.
    assert_eq!(put_from(&store, &imported("a-2", "None", "text"), file("/copy")), unchanged("a-1"));
    let sourced =
        |source: &str, id: &str| Article { source: Some(source.to_owned()), ..imported(id, "T", "other") };
    assert_eq!(put_from(&store, &sourced("A", "a-3"), file("/b")), added("a-3"));
    let old = Article { body: imported("a-4", "Old", "other").body, ..sourced("A", "a-4") };
    assert_eq!(put_from(&store, &old, file("/c")), added("a-4"));
    assert_eq!(put_from(&store, &sourced("A", "a-3"), file("/c")), unchanged("a-3"));
    assert_eq!(put_from(&store, &sourced("B", "a-3"), file("/b")), updated("a-3"));
    assert_eq!(store.article("a-3").unwrap().unwrap().source.as_deref(), Some("B"));
}

#[test]
fn nothing_of_another_collection_or_of_the_same_import_is_changed() {
    let (_folder, store) = library();
    let named = named();
    let bundled = Article { kind: ArticleKind::Brief, ..imported("x", "Bundled", "text") };
    store.replace_collection("bundled", &[(bundled, Vec::new())], 1).unwrap();
    assert_eq!(put_from(&store, &imported("x", "Mine", "text"), named.clone()), taken("x", "x~2"));
    assert_eq!(store.article("x").unwrap().unwrap().body.title, "Bundled");
    // Two of one name in one import both stay, and stay as they are when it is repeated.
    let both: Vec<_> = ["One", "Two"].map(|title| (imported("y", title, "same"), Vec::new())).into();
    let origins = [named.clone(), named];
    for expect in [[added("y"), taken("y", "y~2")], [unchanged("y"), unchanged("y~2")]] {
        let mut import = store.begin_import(1).unwrap();
        assert_eq!(store.put_articles_from(&both, &origins, &mut import).unwrap(), expect);
    }
}

#[test]
fn room_is_given_back_after_a_great_removal() {
    let (folder, store) = library();
    put(&store, &[article("kept", "文")]);
    assert_eq!(store.give_room_back().unwrap(), 0);
    let large = "字".repeat(1 << 20);
    let articles: Vec<_> = (0..30).map(|n| article(&format!("n{n}"), &format!("{n}{large}"))).collect();
    put(&store, &articles);
    for n in 0..30 {
        let removal = remove(&store, &format!("n{n}")).id.unwrap();
        store.forget_import(removal).unwrap();
    }
    assert!(store.give_room_back().unwrap() > 64 << 20);
    assert!(store.size_bytes() < 1 << 20, "{}", store.size_bytes());
    let again = Store::open(folder.path()).unwrap();
    assert_eq!(again.article("kept").unwrap(), Some(article("kept", "文")));
    assert_eq!(again.quick_check().unwrap(), [] as [String; 0]);
}
