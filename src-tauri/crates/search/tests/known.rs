//! What was known by a day, events with what tells them, claims, and what matters more.

#![allow(clippy::unwrap_used)] // helpers of tests fail by panicking

use std::sync::Arc;
use zhimai_gazetteer::{Form, FormKind, Gazetteer, Group, GroupKind};
use zhimai_model::EntityKind;
use zhimai_search::{
    Answer, ClaimField, ClaimTest, ClaimValue, Claims, Document, Index, Kind, Known, Limits, News, Notice,
    Part, Request, Sort,
};

fn names() -> Arc<Gazetteer> {
    let company = |id: &str, names: &[&str]| {
        let forms = names.iter().map(|name| Form::new(name, FormKind::Name)).collect();
        Group::new(id, GroupKind::Entity(EntityKind::Company), forms)
    };
    Arc::new(Gazetteer::of_groups(vec![
        company("nvidia", &["NVIDIA", "輝達"]),
        company("openai", &["OpenAI"]),
        company("microsoft", &["Microsoft", "微軟"]),
    ]))
}

fn document(kind: Kind, id: &str, title: &str, body: &str, news: News) -> Document {
    let days = match news.known {
        Known::Since(day) | Known::Between(day, _) => Some((day, day)),
        Known::Always | Known::Undated => None,
    };
    Document {
        kind,
        id: id.to_owned(),
        parts: vec![Part::title(None, title), Part::body(None, body)],
        source: Some("The Wire".to_owned()),
        author: None,
        language: Some("zh-hant".to_owned()),
        collection: "test".to_owned(),
        days,
        entities: Vec::new(),
        sums: Vec::new(),
        news,
    }
}

fn news(known: Known, events: &[&str], weight: u8) -> News {
    News { known, events: events.iter().map(|event| (*event).to_owned()).collect(), weight, copies: None }
}

struct Library {
    index: Index,
    _folder: tempfile::TempDir,
}

fn library(documents: &[(Document, Vec<Document>)]) -> Library {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::create(folder.path(), names()).unwrap();
    let mut writer = index.writer().unwrap();
    for (now, before) in documents {
        writer.put_states(now, before).unwrap();
    }
    writer.commit(1).unwrap();
    writer.finish().unwrap();
    Library { index, _folder: folder }
}

fn deal() -> Library {
    let event = |known, body: &str| {
        let news = news(known, &["deal"], 80);
        document(Kind::Event, "deal", "輝達與OpenAI的聯盟", body, news)
    };
    let brief = |id: &str, title: &str, known, events: &[&str]| {
        document(Kind::Article, id, title, "聯盟的內容。", news(known, events, 0))
    };
    library(&[
        (
            event(Known::Since(300), "聯盟宣布。後來遭到否認。"),
            vec![
                event(Known::Between(100, 200), "聯盟宣布。"),
                event(Known::Between(200, 300), "聯盟宣布。傳聞生變。"),
            ],
        ),
        (brief("brief", "輝達聯盟", Known::Since(100), &["deal"]), vec![]),
        (brief("later", "聯盟之後", Known::Since(250), &["deal"]), vec![]),
        (brief("chronicle", "聯盟大事", Known::Since(260), &["deal", "other"]), vec![]),
        (brief("undated", "聯盟的由來", Known::Undated, &[]), vec![]),
        (brief("entity", "聯盟公司", Known::Always, &[]), vec![]),
    ])
}

fn request(query: &str) -> Request {
    Request { query: query.to_owned(), limit: 100, snippets: true, facets: true, ..Request::default() }
}

fn ids(answer: &Answer) -> Vec<&str> {
    let mut ids: Vec<&str> = answer.hits.iter().map(|hit| hit.id.as_str()).collect();
    ids.sort_unstable();
    ids
}

#[test]
fn only_what_was_known_by_the_day_is_found() {
    let library = deal();
    let ask = |query: &str, as_of| library.index.search(&Request { as_of, ..request(query) }).unwrap();
    for (query, as_of, expect, undated) in [
        ("聯盟", None, &["brief", "chronicle", "deal", "entity", "later", "undated"][..], 0),
        ("聯盟", Some(99), &["entity"], 1),
        ("聯盟", Some(100), &["brief", "deal", "entity"], 1),
        ("聯盟", Some(260), &["brief", "chronicle", "deal", "entity", "later"], 1),
        ("傳聞", None, &[], 0),
        ("傳聞", Some(199), &[], 0),
        ("傳聞", Some(200), &["deal"], 0),
        ("傳聞", Some(300), &[], 0),
        ("否認", Some(299), &[], 0),
        ("否認", Some(300), &["deal"], 0),
        ("\"聯盟宣布\"", Some(150), &["deal"], 0),
        ("in:articles", Some(150), &["brief", "entity"], 1),
    ] {
        let answer = ask(query, as_of);
        assert_eq!(ids(&answer), expect, "{query} {as_of:?}");
        let told = (undated > 0).then_some(Notice::Undated(undated));
        assert_eq!(answer.notices, told.into_iter().collect::<Vec<_>>(), "{query} {as_of:?}");
        assert_eq!(answer.total as usize, expect.len());
        let counted: u32 = answer.facets.kinds.iter().map(|(_, count)| count).sum();
        assert_eq!(counted, answer.total, "{query} {as_of:?}");
    }
}

#[test]
fn what_is_shown_is_as_it_was_known() {
    let library = deal();
    let answer = library.index.search(&Request { as_of: Some(250), ..request("輝達 聯盟 宣布") }).unwrap();
    let event = answer.hits.iter().find(|hit| hit.id == "deal").unwrap();
    assert!(event.snippet.text.contains("傳聞") && !event.snippet.text.contains("否認"), "{event:?}");
}

#[test]
fn what_was_known_before_goes_with_what_is_known_now() {
    let library = deal();
    let mut writer = library.index.writer().unwrap();
    writer.remove(Kind::Event, "deal").unwrap();
    writer.commit(2).unwrap();
    let answer = library.index.search(&Request { as_of: Some(150), ..request("聯盟宣布") }).unwrap();
    assert!(!ids(&answer).contains(&"deal"));
    assert_eq!(library.index.len(), 5);
}

#[test]
fn an_event_and_what_tells_it_and_no_other_are_one_hit() {
    let library = deal();
    let ask = |limit, offset, sort| {
        let request = Request { grouped: true, limit, offset, sort, ..request("聯盟") };
        library.index.search(&request).unwrap()
    };
    for sort in [Sort::Relevance, Sort::Newest, Sort::Oldest] {
        let whole = ask(100, 0, sort);
        let sizes: Vec<usize> = whole.hits.iter().map(|hit| 1 + hit.beside.len()).collect();
        assert_eq!(sizes.iter().sum::<usize>(), whole.total as usize, "{sort:?}");
        assert_eq!((whole.total, sizes.iter().max()), (6, Some(&3)), "{sort:?}");
        let group = whole.hits.iter().find(|hit| !hit.beside.is_empty()).unwrap();
        let mut told: Vec<&str> =
            group.beside.iter().map(|hit| hit.id.as_str()).chain([group.id.as_str()]).collect();
        told.sort_unstable();
        assert_eq!(told, ["brief", "deal", "later"], "{sort:?}");
        // Page by page it is the same.
        let pages: Vec<String> =
            (0..sizes.len()).flat_map(|at| ask(1, at, sort).hits).map(|hit| hit.id).collect();
        let all: Vec<String> = whole.hits.iter().map(|hit| hit.id.clone()).collect();
        assert_eq!(pages, all, "{sort:?}");
        assert!(ask(1, sizes.len(), sort).hits.is_empty());
    }
}

#[test]
fn what_matters_more_comes_first_where_it_fits_alike() {
    let event = |id: &str, title: &str, weight| {
        let news = news(Known::Since(100), &[id], weight);
        (document(Kind::Event, id, title, "微軟與OpenAI。", news), Vec::new())
    };
    let library = library(&[
        event("kit", "微軟與OpenAI推出工具", 5),
        event("alliance", "微軟與OpenAI宣布結盟與投資", 95),
        event("aside", "另一件事", 100),
    ]);
    let answer = library.index.search(&request("微軟 OpenAI")).unwrap();
    let order: Vec<&str> = answer.hits.iter().map(|hit| hit.id.as_str()).collect();
    // However much of a matter it is, what fits less stays behind.
    assert_eq!(order, ["alliance", "kit", "aside"]);
}

/// Two claims: one of money from nvidia to openai that is committed, one that is disputed.
struct Two;

const CLAIMS: [(&str, &str, &str, &str); 2] =
    [("deal", "nvidia", "committed", "no"), ("other", "microsoft", "rumoured", "yes")];

impl Claims for Two {
    fn reads(&self, field: ClaimField, value: &str, growing: bool) -> bool {
        let words: &[&str] = match field {
            ClaimField::Status => &["committed", "rumoured"],
            ClaimField::Disputed => &["yes", "no"],
            _ => return false,
        };
        words.iter().any(|word| *word == value || growing && word.starts_with(value))
    }

    fn telling(&self, tests: &[ClaimTest]) -> Vec<(Kind, String)> {
        let passes = |(_, giver, status, disputed): &(&str, &str, &str, &str), test: &ClaimTest| match test {
            ClaimTest::Side(ClaimField::From, ids) => ids.iter().any(|id| id == giver),
            ClaimTest::Side(_, ids) => ids.iter().any(|id| id == "openai"),
            ClaimTest::Is(ClaimField::Status, values) => {
                values.iter().any(|value| status.starts_with(value.as_str()))
            }
            ClaimTest::Is(_, values) => values.iter().any(|value| value == disputed),
        };
        let telling = CLAIMS.iter().filter(|claim| tests.iter().all(|test| passes(claim, test)));
        telling.map(|(event, ..)| (Kind::Event, (*event).to_owned())).collect()
    }

    fn values(&self) -> Vec<ClaimValue> {
        let value = |(event, _, status, _): &(&str, &str, &str, &str)| ClaimValue {
            field: ClaimField::Status,
            value: (*status).to_owned(),
            events: vec![(*event).to_owned()],
        };
        CLAIMS.iter().map(value).collect()
    }
}

fn two() -> Library {
    let event = |id: &str, day| {
        (document(Kind::Event, id, "一件事", "輝達與微軟。", news(Known::Since(day), &[id], 0)), Vec::new())
    };
    library(&[event("deal", 20_000), event("other", 20_500), event("third", 20_600)])
}

#[test]
fn fields_ask_about_one_and_the_same_claim() {
    let library = two();
    let ask = |query: &str| library.index.search_with(&request(query), Limits::NONE, &Two).unwrap();
    for (query, expect) in [
        ("from:NVIDIA", &["deal"][..]),
        ("from:輝達 status:committed", &["deal"]),
        ("from:輝達 status:rumoured", &[]),
        ("出資方:微軟 爭議:yes", &["other"]),
        ("status:(committed OR rumoured)", &["deal", "other"]),
        ("-status:committed", &["other", "third"]),
        ("to:OpenAI -disputed:yes", &["deal"]),
        ("from:輝達 OR status:rumoured", &["deal", "other"]),
        // A day behind it is a day.
        ("from:2024-10", &["deal", "other", "third"]),
        ("from:2026", &["other", "third"]),
        ("to:2024", &["deal"]),
        ("from:2025 to:2026-02", &["other"]),
    ] {
        let answer = ask(query);
        assert_eq!(ids(&answer), expect, "{query}");
        assert_eq!(answer.notices, [], "{query}");
    }
}

#[test]
fn a_value_that_cannot_be_read_is_told_and_searched_for() {
    let library = two();
    let ask = |query: &str| library.index.search_with(&request(query), Limits::NONE, &Two).unwrap();
    let answer = ask("status:輝達");
    assert_eq!(answer.notices, [Notice::BadClaim(ClaimField::Status, "輝達".to_owned())]);
    assert_eq!(answer.total, 3);
    let growing = Request { typing: true, ..request("status:com") };
    let answer = library.index.search_with(&growing, Limits::NONE, &Two).unwrap();
    assert_eq!(answer.notices, []);
}

#[test]
fn values_of_claims_are_counted_over_what_matches() {
    let library = two();
    let count = |request: &Request| {
        let answer = library.index.search_with(request, Limits::NONE, &Two).unwrap();
        answer.facets.claims.into_iter().map(|(_, value, count)| (value, count)).collect::<Vec<_>>()
    };
    let both = [("committed".to_owned(), 1), ("rumoured".to_owned(), 1)];
    assert_eq!(count(&request("輝達")), both);
    assert_eq!(count(&request("輝達 status:rumoured")), both[1..]);
    let narrowed = vec![ClaimTest::Is(ClaimField::Status, vec!["committed".to_owned()])];
    assert_eq!(count(&Request { claims: narrowed, ..request("輝達") }), both[..1]);
}
