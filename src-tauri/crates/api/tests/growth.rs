//! What is known grows by the person's hand, and everything that is made of it follows.

#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests fail by panicking

use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use zhimai_api::*;

const LANG: UiLang = UiLang::En;

fn open(content: Content) -> (OpenLibrary, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    // 2027-01-01T00:00:00Z
    let options = OpenOptions { folder: folder.path().to_owned(), clock: || 1_798_761_600_000, content };
    let library = OpenLibrary::open(LANG, options).unwrap();
    follow(&library);
    (library, folder)
}

/// Brings the index up to date.
fn follow(library: &OpenLibrary) {
    library.bring_index_up_to_date(LANG, &mut |_| ControlFlow::Continue(())).unwrap();
}

fn fields(value: Value) -> Map<String, Value> {
    let Value::Object(fields) = value else { panic!("{value}") };
    fields
}

fn add(library: &OpenLibrary, kind: KnownKind, value: Value) -> ThingView {
    library.put_thing(LANG, PutThing { kind, value: fields(value), new: true, version: None }).unwrap()
}

fn import(library: &OpenLibrary, name: &str, text: &str) -> String {
    library.import_text(LANG, ImportText { name: name.to_owned(), text: text.to_owned() }).unwrap();
    follow(library);
    let list =
        library.articles(LANG, ArticlesRequest { collection: "imported".into(), ..Default::default() });
    list.unwrap().articles[0].id.clone()
}

fn id(id: &str) -> IdRequest {
    IdRequest { id: id.to_owned() }
}

fn found(library: &OpenLibrary, query: &str) -> Vec<String> {
    let request = SearchRequest { query: query.to_owned(), limit: 1_000, ..SearchRequest::default() };
    library.search(LANG, request).unwrap().hits.into_iter().map(|hit| hit.address).collect()
}

/// Everything that the window tells of these entities and events, and of what is found by their names.
fn all(library: &OpenLibrary, entities: &[&str], events: &[&str], queries: &[&str]) -> Vec<Value> {
    let mut all = Vec::new();
    let entity = |entity: &&str| library.answer(LANG, "entity", json!({ "id": entity })).unwrap();
    all.extend(entities.iter().map(entity));
    all.extend(events.iter().map(|event| library.answer(LANG, "event", json!({ "id": event })).unwrap()));
    for (name, request) in [
        ("entities", json!({"kind": ""})),
        ("deals", json!({})),
        ("loops", json!({})),
        ("own_things", json!({})),
        ("notes", json!({"filter": "", "tag": "", "on": "", "bin": false})),
        ("merged_entities", json!({})),
    ] {
        all.push(library.answer(LANG, name, request).unwrap());
    }
    // Hits that fit as well as each other stand in the order in which they came into the index.
    let sorted = |query: &&str| found(library, query).into_iter().collect::<BTreeSet<_>>();
    all.extend(queries.iter().map(|query| json!(sorted(query))));
    all
}

#[test]
fn merged_entities_are_one_everywhere_and_taken_apart_they_are_as_before() {
    let (library, _folder) = open(Content::Bundled);
    let twin = json!({ "kind": "company", "id": "lumen-works", "names": {"en": "Lumen Works", "zh_tw": "流明工坊"},
        "aliases": ["流明工房"], "relations": [{"kind": "partner-of", "target": "openai"}] });
    add(&library, KnownKind::Entity, twin);
    let event = json!({ "id": "lumen-2026", "date": "2026-03-02", "kind": "investment", "title": "流明獲得投資",
        "participants": ["lumen-works"] });
    add(&library, KnownKind::Event, event);
    let claim = json!({ "event": "lumen-2026", "text": "輝達投資流明工坊", "from": "nvidia", "to": "lumen-works",
        "flow": "equity", "status": "announced", "amount": {"currency": "USD", "low": 7_000_000}, "sources": ["報"] });
    add(&library, KnownKind::Claim, claim);
    let term = json!({ "zh": "流明法", "en": ["Lumen method"], "entity": "lumen-works" });
    add(&library, KnownKind::Term, term);
    let note =
        SaveNote {
            zh: "記在流明上".into(), on: "zhimai://entity/lumen-works".into(), ..SaveNote::default()
        };
    library.save_note(LANG, note).unwrap();
    let article = import(&library, "流明", "流明工坊今天發表新品，與OpenAI合作。");
    let address = format!("zhimai://article/{article}");

    let (entities, events) = (["lumen-works", "anthropic", "nvidia"], ["lumen-2026"]);
    let queries = ["流明工坊", "company:Anthropic", "流明工房", "company:lumen-works"];
    let before = all(&library, &entities, &events, &queries);
    assert!(!found(&library, "company:Anthropic").contains(&address));

    let merge = MergeEntities { gone: "lumen-works".into(), kept: "anthropic".into() };
    let kept = library.merge_entities(LANG, merge.clone()).unwrap();
    assert_eq!((kept.address.as_str(), kept.label.as_str()), ("zhimai://entity/anthropic", "Anthropic"));
    follow(&library);
    let one = library.entity(LANG, id("lumen-works")).unwrap();
    assert_eq!(one.summary.id, "anthropic");
    for name in ["Lumen Works", "流明工坊", "流明工房"] {
        assert!(one.aliases.iter().any(|alias| alias.name == name), "{name}");
    }
    assert!(one.events.iter().any(|event| event.id == "lumen-2026"));
    assert!(one.deals_in.deals.iter().any(|deal| deal.event.address == "zhimai://event/lumen-2026"));
    assert!(one.articles.iter().any(|row| row.id == article), "mentions follow");
    let on = |note: &NoteView| note.on.as_ref().map(|on| on.address.clone());
    assert_eq!(one.notes.iter().filter_map(on).collect::<Vec<_>>(), ["zhimai://entity/anthropic"]);
    let event = library.event(LANG, id("lumen-2026")).unwrap();
    assert_eq!(event.claims[0].to.as_ref().map(|to| to.address.as_str()), Some("zhimai://entity/anthropic"));
    assert_eq!(event.item.participants[0].label, "Anthropic");
    let term = library.term(LANG, id("lumen-method")).unwrap();
    assert_eq!(term.entity.map(|entity| entity.address), Some("zhimai://entity/anthropic".to_owned()));
    assert!(found(&library, "company:Anthropic").contains(&address), "facets follow");
    let hits = found(&library, "流明工坊");
    assert!(hits.contains(&"zhimai://entity/anthropic".to_owned()), "{hits:?}");
    assert!(!hits.contains(&"zhimai://entity/lumen-works".to_owned()), "{hits:?}");
    let merged = library.merged_entities(LANG, Nothing {}).unwrap();
    assert_eq!((merged[0].id.as_str(), merged[0].name.as_str()), ("lumen-works", "Lumen Works"));

    // What stands together does not go alone, and is merged but once.
    for gone in ["lumen-works", "anthropic"] {
        let request = ThingRequest { kind: KnownKind::Entity, id: gone.into() };
        assert_eq!(library.remove_thing(LANG, request).unwrap_err().code, ErrorCode::Conflict);
    }
    assert_eq!(library.merge_entities(LANG, merge).unwrap_err().code, ErrorCode::Conflict);

    assert_eq!(library.split_entity(LANG, id("lumen-works")).unwrap().label, "Lumen Works");
    follow(&library);
    for (at, (now, before)) in all(&library, &entities, &events, &queries).iter().zip(&before).enumerate() {
        assert!(now == before, "answer {at} is another one");
    }
    assert_eq!(library.split_entity(LANG, id("lumen-works")).unwrap_err().code, ErrorCode::Conflict);
}

#[test]
fn names_are_taken_out_of_an_entity_and_make_one_of_their_own() {
    let (library, _folder) = open(Content::Bundled);
    let kept = json!({ "kind": "company", "id": "lumen", "names": "Lumen", "aliases": ["流明工坊", "Lumen Works", "流明"] });
    add(&library, KnownKind::Entity, kept);
    let article = import(&library, "流明", "流明工坊今天發表新品。");
    assert_eq!(library.entity(LANG, id("lumen")).unwrap().articles[0].id, article);

    let take = |names: &[&str]| {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        library.take_out_names(LANG, TakeOutNames { id: "lumen".into(), names })
    };
    for wrong in [&[][..], &["Anthropic"], &["Lumen"]] {
        assert_eq!(take(wrong).unwrap_err().field.map(|field| field.name).as_deref(), Some("aliases"));
    }
    let made = take(&["Lumen Works", "流明工坊"]).unwrap();
    follow(&library);
    assert_eq!((made.id.as_str(), made.whose), ("lumen-works", Ownership::Person));
    let names = |view: &EntityView| view.aliases.iter().map(|alias| alias.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&library.entity(LANG, id("lumen")).unwrap()), ["流明"]);
    let own = library.entity(LANG, id("lumen-works")).unwrap();
    assert!(names(&own).contains(&"流明工坊".to_owned()));
    assert_eq!(own.articles[0].id, article, "the article follows the name");
    assert_eq!(library.entity(LANG, id("lumen")).unwrap().articles.len(), 0);

    let other = library.entities(LANG, EntitiesRequest::default()).unwrap().len();
    let twice = json!({ "kind": "company", "id": "twice", "names": "Twice", "aliases": ["Lumen Works"] });
    add(&library, KnownKind::Entity, twice);
    let names = vec!["Lumen Works".to_owned()];
    let made = library.take_out_names(LANG, TakeOutNames { id: "twice".into(), names }).unwrap();
    assert_eq!(made.id, "lumen-works-2", "what is taken is not written over");
    assert_eq!(library.entities(LANG, EntitiesRequest::default()).unwrap().len(), other + 2);
}
