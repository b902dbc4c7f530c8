//! As known on a day: whatever is asked, nothing is told that was first reported later.

use crate::{as_of, open};
use serde_json::{Value, json};
use std::collections::{BTreeSet, HashSet};
use zhimai_api::*;

/// Requests that tell what is known of the world. `search` honours the day in the index, and has tests of its own.
const TELL: &[&str] = &[
    "front_page",
    "article",
    "entities",
    "entity",
    "compare",
    "event",
    "deals",
    "deal",
    "loops",
    "flows",
    "conflicts",
    "timeline",
    "glossary",
    "term",
    "lookup",
    "search",
];

/// Requests about the library itself: what lies in it, what the person wrote or adds, and how things are kept.
const KEEP: &[&str] = &[
    "status",
    "written_elsewhere",
    "cancel_search",
    "articles",
    "picture",
    "article_versions",
    "compare_versions",
    "put_right",
    "undo_repairs",
    "article_stretch",
    "chosen_articles",
    "edit_articles",
    "remove_articles",
    "make_collection",
    "change_collection",
    "hide_collection",
    "remove_collection",
    "removed_collections",
    "restore_collection",
    "copies",
    "copy_groups",
    "compare_articles",
    "remove_dictionary",
    "bundled_dictionary",
    "use_bundled_dictionary",
    "define",
    "thing",
    "put_thing",
    "remove_thing",
    "revert_thing",
    "own_things",
    "merge_entities",
    "split_entity",
    "take_out_names",
    "merged_entities",
    "read_passage",
    "claims_like",
    "put_claim",
    "review",
    "reject_proposal",
    "undecide",
    "notes",
    "note",
    "save_note",
    "drafts",
    "keep_draft",
    "drop_draft",
    "delete_note",
    "restore_note",
    "settle_note",
    "note_history",
    "revert_note",
    "saved_searches",
    "save_search",
    "rename_search",
    "delete_search",
    "import_text",
    "imports",
    "own_changes",
    "undo_import",
    "redo_import",
    "forget_import",
    "problems",
    "clear_some_problems",
    "clear_problems",
    "watched",
    "pause_watched",
    "let_watched_go",
    "stop_watching",
    "settings",
    "save_settings",
    "backups",
    "verify",
];

#[test]
fn every_request_tells_of_the_world_or_of_the_library() {
    let sorted: BTreeSet<&str> = TELL.iter().chain(KEEP).copied().collect();
    assert_eq!(sorted, REQUESTS.iter().copied().collect());
    assert_eq!(sorted.len(), TELL.len() + KEEP.len());
}

/// What may not be told before a day: a text that stands for it, and the day, counted from 1970-01-01.
struct Secret {
    text: String,
    day: i32,
}

/// The bundled collection as it is known now, and how to ask for all of it.
struct World {
    library: OpenLibrary,
    entities: Vec<String>,
    events: Vec<String>,
    deals: Vec<String>,
    terms: Vec<String>,
    articles: Vec<String>,
    secrets: Vec<Secret>,
    _folder: tempfile::TempDir,
}

fn world() -> World {
    let desk = open(Content::AsIs);
    let library = desk.library;
    let events = library.timeline(UiLang::En, TimelineRequest::default()).unwrap().items;
    let mut secrets = Vec::new();
    for item in &events {
        let event = library.event(UiLang::En, IdRequest { id: item.id.clone() }).unwrap();
        let report = |claim: &ClaimView| {
            let dates = claim.sources.iter().filter_map(|source| source.date.as_ref());
            dates.filter(|date| date.last_day >= item.date.first_day).map(|date| date.last_day).min()
        };
        let first = event.claims.iter().filter_map(report).min();
        let untold = first.map_or(item.date.last_day, |first| first.max(item.date.last_day));
        let days: Vec<i32> = event.claims.iter().map(|claim| report(claim).unwrap_or(untold)).collect();
        for (claim, day) in event.claims.iter().zip(&days) {
            secrets.push(Secret { text: claim.id.clone(), day: *day });
            secrets.push(Secret { text: claim.text.clone(), day: *day });
        }
        let day = days.into_iter().min().unwrap_or(i32::MAX);
        secrets.push(Secret { text: item.address.clone(), day });
        secrets.push(Secret { text: item.title.clone(), day });
    }
    let all = ArticlesRequest { limit: 1_000, ..ArticlesRequest::default() };
    let articles = library.articles(UiLang::En, all).unwrap().articles;
    for article in &articles {
        let day = article.date.as_ref().map_or(i32::MAX, |date| date.last_day);
        secrets.push(Secret { text: article.address.clone(), day });
    }
    let entities = library.entities(UiLang::En, EntitiesRequest::default()).unwrap();
    let deals = library.deals(UiLang::En, DealsRequest::default()).unwrap().deals;
    let terms = library.glossary(UiLang::En, GlossaryRequest::default()).unwrap();
    World {
        entities: entities.into_iter().map(|one| one.id).collect(),
        events: events.into_iter().map(|one| one.id).collect(),
        deals: deals.into_iter().map(|one| one.id).collect(),
        terms: terms.into_iter().map(|one| one.id).collect(),
        articles: articles.into_iter().map(|one| one.id).collect(),
        secrets,
        library,
        _folder: desk.folder,
    }
}

impl World {
    /// Every request that tells, with each `every`th thing that it can be asked for; searching is not among them.
    fn asked(&self, every: usize) -> Vec<(&'static str, Value)> {
        let mut all = vec![
            ("front_page", json!({})),
            ("entities", json!({})),
            ("deals", json!({})),
            ("loops", json!({})),
            ("flows", json!({})),
            ("conflicts", json!({})),
            ("timeline", json!({})),
            ("glossary", json!({})),
            ("lookup", json!({ "text": self.entities.join(" ") })),
            ("compare", json!({ "a": "nvidia", "b": "openai" })),
            ("compare", json!({ "a": "microsoft", "b": "anthropic" })),
        ];
        let ids = [
            ("entity", &self.entities),
            ("event", &self.events),
            ("deal", &self.deals),
            ("term", &self.terms),
        ];
        for (name, ids) in ids {
            all.extend(ids.iter().step_by(every).map(|id| (name, json!({ "id": id }))));
        }
        all.extend(
            self.articles
                .iter()
                .step_by(every)
                .map(|id| ("article", json!({ "id": id, "reading": "original", "query": "" }))),
        );
        all
    }
}

/// The days of dates in an answer that begin after a day. A source that is dated loosely is out when its period is over.
fn later(answer: &Value, day: i32, is_source: bool, found: &mut Vec<String>) {
    match answer {
        Value::Array(all) => all.iter().for_each(|one| later(one, day, is_source, found)),
        Value::Object(fields) => {
            let bound = if is_source { "last_day" } else { "first_day" };
            if fields.contains_key("edtf") && fields[bound].as_i64() > Some(i64::from(day)) {
                found.push(fields["edtf"].to_string());
            }
            fields.iter().for_each(|(name, one)| later(one, day, is_source || name == "sources", found));
        }
        _ => {}
    }
}

/// All texts of an answer.
fn all_texts<'a>(answer: &'a Value, found: &mut HashSet<&'a str>) {
    match answer {
        Value::String(text) => drop(found.insert(text)),
        Value::Array(all) => all.iter().for_each(|one| all_texts(one, found)),
        Value::Object(fields) => fields.values().for_each(|one| all_texts(one, found)),
        _ => {}
    }
}

#[test]
fn nothing_that_was_first_reported_later_is_told() {
    let world = world();
    for (date, every) in [("2025-11-17", 1), ("2025-07-31", 7), ("2026-01-19", 7)] {
        let asked = world.asked(every);
        let names: BTreeSet<&str> = asked.iter().map(|(name, _)| *name).chain(["search"]).collect();
        assert_eq!(names, TELL.iter().copied().collect());
        let locale = as_of(date);
        let day = locale.as_of_day().unwrap();
        let secrets: Vec<&Secret> = world.secrets.iter().filter(|secret| secret.day > day).collect();
        assert!(secrets.len() > 100, "{date}");
        let mut answered = BTreeSet::new();
        for (name, request) in &asked {
            let answer = match world.library.answer(locale, name, request.clone()) {
                Ok(answer) => answer,
                Err(e) => {
                    assert_eq!(e.code, ErrorCode::NotFound, "{name} {request}: {}", e.message);
                    continue;
                }
            };
            answered.insert(*name);
            let mut dates = Vec::new();
            later(&answer, day, false, &mut dates);
            assert_eq!(dates, Vec::<String>::new(), "{name} {request} as of {date}");
            let mut texts = HashSet::new();
            all_texts(&answer, &mut texts);
            let told: Vec<&str> =
                secrets.iter().map(|one| one.text.as_str()).filter(|one| texts.contains(one)).collect();
            assert_eq!(told, Vec::<&str>::new(), "{name} {request} as of {date}");
        }
        assert_eq!(answered.len(), TELL.len() - 1, "{date}: {answered:?}");
    }
}

#[test]
fn what_is_told_of_an_entity_names_no_date_that_was_not_over() {
    let desk = open(Content::AsIs);
    let described = |locale: Locale, id: &str| {
        let entity = desk.library.entity(locale, IdRequest { id: id.to_owned() }).unwrap();
        (entity.summary.description, entity.remark)
    };
    let (now, remark) = described(UiLang::En.into(), "anthropic");
    assert!(remark.is_some());
    let (then, remark) = described(as_of("2025-12-31"), "anthropic");
    assert_eq!((then, remark), (now, None));
    let (then, _) = described(as_of("2025-12-31"), "zhipu");
    assert_eq!(then, "Tsinghua spin-off behind the GLM models.");
    let chinese = Locale::from(UiLang::ZhHant).as_of(as_of("2025-12-31").as_of_day());
    assert!(!described(chinese, "zhipu").0.contains("2026"));
}

#[test]
fn ties_and_names_are_those_of_the_day() {
    let desk = open(Content::AsIs);
    let page =
        |locale: Locale, id: &str| desk.library.entity(locale, IdRequest { id: id.to_owned() }).unwrap();
    let ties = |locale: Locale, id: &str| {
        let told = page(locale, id).relations.into_iter();
        told.map(|tie| format!("{} {}", tie.kind, tie.to.address)).collect::<BTreeSet<_>>()
    };
    let owner = "subsidiary-of zhimai://entity/spacex";
    assert!(!ties(as_of("2026-02-01"), "xai").contains(owner));
    assert!(
        ties(as_of("2026-02-02"), "xai").contains(owner) && ties(UiLang::En.into(), "xai").contains(owner)
    );
    let from = |id: &str| format!("received-investment-from zhimai://entity/{id}");
    let (before, after) = (ties(as_of("2025-11-17"), "anthropic"), ties(as_of("2025-11-18"), "anthropic"));
    assert!(before.contains(&from("amazon")) && !before.contains(&from("microsoft")));
    assert!(after.contains(&from("microsoft")) && after.contains(&from("nvidia")));
    assert_eq!(ties(as_of("2100"), "anthropic"), ties(UiLang::En.into(), "anthropic"));
    let spacex = |locale: Locale| {
        let flows = desk.library.flows(locale, FlowsRequest::default()).unwrap();
        flows.iter().filter(|flow| flow.to.label == "SpaceX" || flow.from.label == "SpaceX").count()
    };
    assert_eq!(spacex(as_of("2025-11-17")), 0);
    assert!(spacex(UiLang::En.into()) > 0);
    let named = |locale: Locale| page(locale, "xai").summary.other_names.contains(&"SpaceXAI".to_owned());
    assert!(!named(as_of("2025-11-17")) && named(UiLang::En.into()));
}

#[test]
fn an_event_is_summed_up_when_all_of_it_is_known() {
    let desk = open(Content::AsIs);
    let letter = |locale: Locale| {
        desk.library.event(locale, IdRequest { id: "nvidia-openai-loi".to_owned() }).unwrap().item.summary
    };
    let now = letter(UiLang::En.into());
    assert!(letter(as_of("2025-10-01")).is_empty() && !now.is_empty());
    // Nor is a passage of it shown by a hit.
    let passage = |locale: Locale| {
        let query = "\"two announced plans for at least\"".to_owned();
        let found = desk.library.search(locale, SearchRequest { query, ..SearchRequest::default() }).unwrap();
        let hit = found.hits.into_iter().find(|hit| hit.id == "nvidia-openai-loi");
        hit.map(|hit| hit.snippet.text).unwrap_or_default()
    };
    assert!(passage(UiLang::En.into()).contains("The two announced plans"));
    assert_eq!(passage(as_of("2025-10-01")), "");
}

#[test]
fn what_came_out_later_is_not_there_yet() {
    let desk = open(Content::AsIs);
    let ids = |locale: Locale| {
        let all = desk.library.entities(locale, EntitiesRequest::default()).unwrap();
        all.into_iter().map(|one| one.id).collect::<BTreeSet<_>>()
    };
    let (then, now) = (ids(as_of("2024-06-30")), ids(UiLang::En.into()));
    assert!(then.is_subset(&now) && now.contains("claude-opus-4-5") && !then.contains("claude-opus-4-5"));
    assert!(then.contains("nvidia") && then.contains("openai"));
    let asked = desk.library.entity(as_of("2024-06-30"), IdRequest { id: "claude-opus-4-5".into() });
    let error = asked.unwrap_err();
    assert_eq!(error.code, ErrorCode::NotFound);
    assert!(error.message.contains("Jun 30, 2024"), "{}", error.message);
}

#[test]
fn counts_are_of_what_was_known() {
    let desk = open(Content::AsIs);
    let counts = |locale: Locale| desk.library.front_page(locale, Nothing {}).unwrap().counts;
    let (then, now) = (counts(as_of("2025-11-17")), counts(UiLang::En.into()));
    assert!(0 < then.events && then.events < now.events);
    assert!(0 < then.claims && then.claims < now.claims);
    assert!(0 < then.articles && then.articles < now.articles);
    let events = desk.library.timeline(as_of("2025-11-17"), TimelineRequest::default()).unwrap().items;
    assert_eq!(then.events as usize, events.len());
    assert_eq!(then.claims, events.iter().map(|event| event.claims).sum::<u32>());
    let nvidia = |locale: Locale| {
        let page = desk.library.entity(locale, IdRequest { id: "nvidia".into() }).unwrap();
        assert_eq!(page.summary.events as usize, page.events.len());
        page.summary.articles
    };
    assert!(nvidia(as_of("2025-11-17")) < nvidia(UiLang::En.into()));
}
