//! What is known changes while a library is open, and everything that is made of it follows.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // helpers of tests fail by panicking

use serde_json::{Map, Value, json};
use std::ops::ControlFlow;
use std::path::Path;
use std::time::{Duration, Instant};
use zhimai_api::*;

const LANG: UiLang = UiLang::En;

fn open(folder: &Path, content: Content) -> OpenLibrary {
    // 2027-01-01T00:00:00Z
    let options = OpenOptions { folder: folder.to_owned(), clock: || 1_798_761_600_000, content };
    let library = OpenLibrary::open(LANG, options).unwrap();
    library.bring_index_up_to_date(LANG, &mut |_| ControlFlow::Continue(())).unwrap();
    library
}

fn bundled() -> (OpenLibrary, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    (open(folder.path(), Content::Bundled), folder)
}

fn fields(value: Value) -> Map<String, Value> {
    let Value::Object(fields) = value else { panic!("{value}") };
    fields
}

fn add(library: &OpenLibrary, kind: KnownKind, value: Value) -> ThingView {
    library.put_thing(LANG, PutThing { kind, value: fields(value), new: true, version: None }).unwrap()
}

fn edit(library: &OpenLibrary, kind: KnownKind, id: &str, change: Value) -> ThingView {
    let old = library.thing(LANG, ThingRequest { kind, id: id.to_owned() }).unwrap();
    let mut value = old.value;
    value.extend(fields(change));
    let put = PutThing { kind, value, new: false, version: Some(old.version) };
    library.put_thing(LANG, put).unwrap()
}

fn refused(library: &OpenLibrary, kind: KnownKind, value: Value) -> WireError {
    let put = PutThing { kind, value: fields(value), new: true, version: None };
    library.put_thing(LANG, put).unwrap_err()
}

fn request(kind: KnownKind, id: &str) -> ThingRequest {
    ThingRequest { kind, id: id.to_owned() }
}

fn search(library: &OpenLibrary, query: &str) -> SearchResponse {
    let request = SearchRequest { query: query.to_owned(), limit: 1_000, ..SearchRequest::default() };
    library.search(LANG, request).unwrap()
}

fn hits(library: &OpenLibrary, query: &str) -> Vec<String> {
    search(library, query).hits.into_iter().map(|hit| hit.address).collect()
}

fn import(library: &OpenLibrary, name: &str, text: &str) -> String {
    let request = ImportText { name: name.to_owned(), text: text.to_owned() };
    let mut report = library.import_text(LANG, request).unwrap();
    assert_eq!(report.added, 1, "{report:?}");
    report.addresses.remove(0)
}

/// A company that no text names but those of a test.
fn company() -> Value {
    json!({ "kind": "company", "names": { "en": "Quillfern", "zh_tw": "羽蕨算科" }, "aliases": ["QFN Systems"] })
}

#[test]
fn a_new_company_is_marked_linked_counted_and_found() {
    let (library, _folder) = bundled();
    let article = import(&library, "a.txt", "羽蕨算科發布新晶片\n\n羽蕨算科昨天在台北發布一款晶片。");
    let other = import(&library, "b.txt", "A shop opened\n\nIt sells tea and has nothing to do with chips.");
    let id = article.trim_start_matches("zhimai://article/").to_owned();
    let of_company = || {
        let view = library.entity(LANG, IdRequest { id: "quillfern".into() }).unwrap();
        view.articles.iter().map(|a| a.address.clone()).collect::<Vec<_>>()
    };
    let before = hits(&library, "\"羽蕨算科\"");
    let added = add(&library, KnownKind::Entity, company());
    assert_eq!((added.id.as_str(), added.whose), ("quillfern", Ownership::Person));
    assert_eq!(added.value["names"]["zh_cn"], "羽蕨算科");

    assert!(before.contains(&article));
    assert_eq!(of_company(), std::slice::from_ref(&article), "the page lists it");
    // By another name, in another language.
    let found = hits(&library, "Quillfern");
    assert_eq!(found.first().map(String::as_str), Some("zhimai://entity/quillfern"), "{found:?}");
    assert!(found.contains(&article) && !found.contains(&other), "{found:?}");
    assert!(hits(&library, "QFN Systems").contains(&article));
    assert_eq!(hits(&library, "company:quillfern").iter().filter(|a| a.contains("/article/")).count(), 1);
    let facets = search(&library, "\"一款晶片\"").facets.entities;
    assert!(facets.iter().any(|facet| facet.value == "quillfern"), "{facets:?}");
    let request = ArticleRequest { id: id.clone(), ..ArticleRequest::default() };
    let view = serde_json::to_string(&library.article(LANG, request).unwrap()).unwrap();
    assert!(view.contains("zhimai://entity/quillfern"), "{view}");
    let looked = library.lookup(LANG, LookupRequest { text: "QFN Systems".into() }).unwrap();
    assert_eq!(looked[0].address, "zhimai://entity/quillfern");
    // What comes later is annotated by it at once.
    let later = import(&library, "c.txt", "Later\n\nQFN Systems bought land.");
    assert!(of_company().contains(&later));

    // Its names change: what held the old one no longer mentions it.
    edit(&library, KnownKind::Entity, "quillfern", json!({ "names": "Quillfern", "aliases": [] }));
    assert_eq!(of_company(), [] as [String; 0]);
    assert!(!hits(&library, "Quillfern").contains(&article));
    library.revert_thing(LANG, request_of("quillfern")).unwrap_err();
    library.remove_thing(LANG, request_of("quillfern")).unwrap();
    assert_eq!(
        library.entity(LANG, IdRequest { id: "quillfern".into() }).unwrap_err().code,
        ErrorCode::NotFound
    );
    assert!(!hits(&library, "Quillfern").contains(&"zhimai://entity/quillfern".to_owned()));
    let own = library.own_things(LANG, Nothing {}).unwrap();
    assert_eq!(
        own,
        [OwnThing {
            kind: KnownKind::Entity,
            id: "quillfern".into(),
            whose: Ownership::Removed,
            label: "Quillfern".into(),
            address: "zhimai://entity/quillfern".into(),
        }]
    );
    library.revert_thing(LANG, request_of("quillfern")).unwrap();
    assert!(hits(&library, "Quillfern").contains(&"zhimai://entity/quillfern".to_owned()));
}

fn request_of(id: &str) -> ThingRequest {
    request(KnownKind::Entity, id)
}

#[test]
fn events_claims_and_terms_come_and_go() {
    let (library, _folder) = bundled();
    add(&library, KnownKind::Entity, company());
    add(
        &library,
        KnownKind::Event,
        json!({ "id": "quillfern-round", "date": "2026-03", "kind": "funding", "participants": ["quillfern"],
                "title": { "zh": "羽蕨算科完成新一輪融資", "en": "Quillfern closes a round" } }),
    );
    let claim = add(
        &library,
        KnownKind::Claim,
        json!({ "event": "quillfern-round", "text": "Quillfern raised money from NVIDIA", "from": "nvidia",
                "to": "quillfern", "flow": "equity", "sources": ["The Paper"] }),
    );
    assert_eq!(
        (claim.id.as_str(), claim.address.as_str()),
        ("quillfern-round#own-1", "zhimai://event/quillfern-round")
    );
    let second = add(
        &library,
        KnownKind::Claim,
        json!({ "event": "quillfern-round", "text": "It did not", "sources": ["Another Paper"],
                "conflicts_with": [claim.id] }),
    );
    assert_eq!(second.id, "quillfern-round#own-2");
    let event = library.event(LANG, IdRequest { id: "quillfern-round".into() }).unwrap();
    assert_eq!((event.claims.len(), event.item.conflicted), (2, true));
    assert_eq!(event.claims[0].conflicts_with, ["quillfern-round#own-2"], "who disagrees is disagreed with");
    let found = hits(&library, "Quillfern raised");
    assert_eq!(found.first().map(String::as_str), Some("zhimai://event/quillfern-round"), "{found:?}");
    let line = TimelineRequest { entities: vec!["quillfern".into()], ..TimelineRequest::default() };
    assert_eq!(library.timeline(LANG, line.clone()).unwrap().items.len(), 1);

    // One with claims that name it stays; then they go, one by one, and come back.
    let error = library.remove_thing(LANG, request_of("quillfern")).unwrap_err();
    assert!(error.message.contains("quillfern-round#own-1"), "{}", error.message);
    library.remove_thing(LANG, request(KnownKind::Claim, &second.id)).unwrap();
    let event = library.event(LANG, IdRequest { id: "quillfern-round".into() }).unwrap();
    assert_eq!((event.claims.len(), event.item.conflicted), (1, false));
    library.remove_thing(LANG, request(KnownKind::Event, "quillfern-round")).unwrap();
    assert_eq!(library.timeline(LANG, line.clone()).unwrap().items.len(), 0);
    assert!(!hits(&library, "Quillfern raised").contains(&"zhimai://event/quillfern-round".to_owned()));
    library.revert_thing(LANG, request(KnownKind::Event, "quillfern-round")).unwrap();
    let event = library.event(LANG, IdRequest { id: "quillfern-round".into() }).unwrap();
    assert_eq!(event.claims.len(), 1, "its claim is back with it");

    let term = add(
        &library,
        KnownKind::Term,
        json!({ "zh": "蕨葉散熱", "en": "fern cooling", "definition": "Cooling by fins that look like a fern." }),
    );
    assert_eq!((term.id.as_str(), &term.value["zh_cn"]), ("fern-cooling", &json!("蕨叶散热")));
    assert_eq!(hits(&library, "蕨叶散热").first().map(String::as_str), Some("zhimai://term/fern-cooling"));
    let listed = library.glossary(LANG, GlossaryRequest { filter: "fern".into() }).unwrap();
    assert_eq!(listed.len(), 1);
}

#[test]
fn what_the_collection_has_is_changed_and_put_back() {
    let (library, folder) = bundled();
    let article = import(&library, "a.txt", "News\n\nThe Green Giant reported earnings on Tuesday.");
    let old = library.entity(LANG, IdRequest { id: "nvidia".into() }).unwrap();
    let aliases = json!([{ "text": "The Green Giant", "kind": "alias" }]);
    let changed = edit(&library, KnownKind::Entity, "nvidia", json!({ "aliases": aliases }));
    assert_eq!(changed.whose, Ownership::Changed);
    assert!(hits(&library, "company:nvidia").contains(&article));
    assert!(!hits(&library, "company:nvidia \"The Green Giant\"").is_empty());
    library.close().ok().unwrap();
    // It is still so after the library was opened again, and the collection taken in anew.
    let store = zhimai_store::Store::open(folder.path()).unwrap();
    store.put_setting("content.stamp", &"another").unwrap();
    drop(store);
    let library = open(folder.path(), Content::AsIs);
    assert_eq!(library.thing(LANG, request_of("nvidia")).unwrap().whose, Ownership::Changed);
    assert!(hits(&library, "company:nvidia").contains(&article));
    library.revert_thing(LANG, request_of("nvidia")).unwrap();
    let back = library.entity(LANG, IdRequest { id: "nvidia".into() }).unwrap();
    assert_eq!(back.summary.other_names, old.summary.other_names);
    assert!(!hits(&library, "company:nvidia").contains(&article));
    let error = library.revert_thing(LANG, request_of("nvidia")).unwrap_err();
    assert_eq!(error.code, ErrorCode::Conflict);
}

#[test]
fn what_does_not_fit_is_told_with_its_field() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path(), Content::Bundled);
    let entity = |change: Value| {
        let mut value = fields(company());
        value.extend(fields(change));
        refused(&library, KnownKind::Entity, Value::Object(value))
    };
    for (error, field) in [
        (entity(json!({ "kind": "firm" })), "kind"),
        (entity(json!({ "kind": null })), "kind"),
        (entity(json!({ "names": {} })), "names"),
        (entity(json!({ "names": 7 })), "names"),
        (entity(json!({ "id": "Quill Fern" })), "id"),
        (entity(json!({ "aliases": [""] })), "aliases"),
        (entity(json!({ "relations": [{ "kind": "owns", "target": "nobody" }] })), "relations"),
        (entity(json!({ "relations": [{ "kind": "hugs", "target": "nvidia" }] })), "relations"),
        (entity(json!({ "colour": "green" })), "colour"),
        (entity(json!({ "founded": "long ago" })), "founded"),
        (
            refused(&library, KnownKind::Event, json!({ "title": "T", "kind": "product", "date": "soon" })),
            "date",
        ),
        (refused(&library, KnownKind::Event, json!({ "title": "T", "kind": "product" })), "date"),
        (refused(&library, KnownKind::Claim, json!({ "text": "T", "sources": ["P"] })), "event"),
        (
            refused(&library, KnownKind::Claim, json!({ "event": "none", "text": "T", "sources": ["P"] })),
            "event",
        ),
        (refused(&library, KnownKind::Claim, json!({ "event": "alliance-2025", "text": "T" })), "sources"),
        (
            refused(
                &library,
                KnownKind::Claim,
                json!({ "event": "alliance-2025", "text": "T", "sources": ["P"], "from": "nobody" }),
            ),
            "from",
        ),
        (refused(&library, KnownKind::Term, json!({ "zh": "詞" })), "en"),
        (refused(&library, KnownKind::Term, json!({ "zh": "詞", "en": "w", "entity": "nobody" })), "entity"),
    ] {
        // The detail names the field, and has what its reader said where that says more.
        let named = error.detail.split(':').next();
        assert_eq!((error.code, named), (ErrorCode::BadRequest, Some(field)), "{}", error.message);
        assert!(error.message.contains(field), "{}", error.message);
    }
    assert_eq!(
        refused(&library, KnownKind::Entity, json!({ "kind": "company", "names": "NVIDIA" })).code,
        ErrorCode::Taken
    );
    assert_eq!(library.own_things(LANG, Nothing {}).unwrap(), []);
    // Somebody else was faster.
    let put = PutThing { kind: KnownKind::Entity, value: fields(company()), new: false, version: None };
    assert_eq!(library.put_thing(LANG, put).unwrap_err().code, ErrorCode::BadRequest, "which one");
    add(&library, KnownKind::Entity, company());
    let old = library.thing(LANG, request_of("quillfern")).unwrap();
    edit(&library, KnownKind::Entity, "quillfern", json!({ "founded": 2020 }));
    let late = PutThing { kind: KnownKind::Entity, value: old.value, new: false, version: Some(old.version) };
    assert_eq!(library.put_thing(LANG, late).unwrap_err().code, ErrorCode::Conflict);
}

#[test]
fn everything_of_the_collection_may_be_written_back_as_it_is() {
    let (library, _folder) = bundled();
    let mut kinds = Vec::new();
    for entity in library.entities(LANG, EntitiesRequest::default()).unwrap() {
        kinds.push((KnownKind::Entity, entity.id));
    }
    for item in library.timeline(LANG, TimelineRequest::default()).unwrap().items {
        for claim in library.event(LANG, IdRequest { id: item.id.clone() }).unwrap().claims {
            kinds.push((KnownKind::Claim, claim.id));
        }
        kinds.push((KnownKind::Event, item.id));
    }
    for term in library.glossary(LANG, GlossaryRequest::default()).unwrap() {
        kinds.push((KnownKind::Term, term.id));
    }
    assert!(kinds.len() > 450, "{}", kinds.len());
    for (kind, id) in kinds.into_iter().step_by(7) {
        let put = edit(&library, kind, &id, json!({}));
        assert_eq!(put.whose, Ownership::Collection, "{id}");
    }
    assert_eq!(library.own_things(LANG, Nothing {}).unwrap(), []);
}

#[test]
fn an_open_library_sees_what_another_adds() {
    let (library, folder) = bundled();
    let article = import(&library, "a.txt", "News\n\nQuillfern was mentioned here.");
    library.keep_indexed();
    let other = open(folder.path(), Content::AsIs);
    add(&other, KnownKind::Entity, company());
    let begun = Instant::now();
    loop {
        library.written_elsewhere(LANG, Nothing {}).unwrap();
        // The page is there at once, and searches follow.
        let page = library.entity(LANG, IdRequest { id: "quillfern".into() }).unwrap();
        let found = hits(&library, "company:quillfern");
        if found.contains(&article) && page.articles.len() == 1 {
            break;
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "{found:?}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn what_is_to_be_made_anew_outlives_a_kill() {
    let (library, folder) = bundled();
    let article = import(&library, "a.txt", "News\n\nQuillfern was mentioned here.");
    library.close().ok().unwrap();
    // As after a kill between writing what is known and making anew what holds its names.
    let store = zhimai_store::Store::open(folder.path()).unwrap();
    let value = json!({
        "id": "quillfern", "kind": "company", "aliases": [], "relations": [], "ticker": null, "founded": null,
        "headquarters": null, "released": null, "note": null, "description": { "zh": "", "en": "" },
        "names": { "en": "Quillfern", "zh_tw": "Quillfern", "zh_hk": "Quillfern", "zh_cn": "Quillfern" },
    });
    let thing = zhimai_store::Thing::from_json(zhimai_store::ThingKind::Entity, value).unwrap();
    store.put_thing(&thing, zhimai_store::Expected::Nothing, 1).unwrap();
    assert!(store.stale_count().unwrap() > 0);
    drop(store);
    let options =
        OpenOptions { folder: folder.path().to_owned(), clock: || 1_798_761_600_000, content: Content::AsIs };
    let library = OpenLibrary::open(LANG, options).unwrap();
    // Stopped before the first document, and gone on with.
    let stopped = library.bring_index_up_to_date(LANG, &mut |_| ControlFlow::Break(()));
    assert_eq!(stopped.unwrap_err().code, ErrorCode::Cancelled);
    library.bring_index_up_to_date(LANG, &mut |_| ControlFlow::Continue(())).unwrap();
    assert!(hits(&library, "company:quillfern").contains(&article));
    assert_eq!(library.changes_unseen(), None);
    let page = library.entity(LANG, IdRequest { id: "quillfern".into() }).unwrap();
    assert_eq!(page.articles.len(), 1);
    library.close().ok().unwrap();
    assert_eq!(zhimai_store::Store::open(folder.path()).unwrap().stale_count().unwrap(), 0);
}

#[test]
fn a_library_with_names_alone_gets_the_whole_collection_when_asked() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path(), Content::Empty);
    add(&library, KnownKind::Entity, company());
    assert_eq!(hits(&library, "Quillfern"), ["zhimai://entity/quillfern"], "what the person adds is found");
    assert_eq!(
        hits(&library, "NVIDIA"),
        [] as [String; 0],
        "the names are known, and have no pages that are found"
    );
    library.close().ok().unwrap();
    let library = open(folder.path(), Content::Bundled);
    assert!(hits(&library, "NVIDIA").contains(&"zhimai://entity/nvidia".to_owned()));
    assert_eq!(hits(&library, "Quillfern"), ["zhimai://entity/quillfern"]);
}
