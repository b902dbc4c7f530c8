//! Searches: what is found, and what is said of it.

use crate::{open, search};
use zhimai_api::*;

#[test]
fn a_company_is_found_by_its_names_in_three_scripts() {
    let desk = open(Content::AsIs);
    let mut all = Vec::new();
    for query in ["英偉達", "英伟达", "輝達", "NVIDIA"] {
        let answer = search(&desk.library, query);
        assert!(answer.hits.iter().any(|hit| hit.id == "alliance-retold"), "{query}");
        assert!(answer.hits.iter().any(|hit| hit.address == "zhimai://event/alliance-2025"), "{query}");
        assert_eq!(answer.card.map(|card| card.id).as_deref(), Some("nvidia"), "{query}");
        let mut ids: Vec<_> = answer.hits.into_iter().map(|hit| hit.address).collect();
        ids.sort();
        all.push(ids);
    }
    assert!(all.windows(2).all(|pair| pair[0] == pair[1]));
}

#[test]
fn a_slip_is_respelled_while_typing_too() {
    let desk = open(Content::AsIs);
    for (query, notice) in [("Microsft", true), ("Micros", false)] {
        let request = SearchRequest { query: query.into(), typing: true, ..SearchRequest::default() };
        let answer = desk.library.search(UiLang::En, request).unwrap();
        assert!(answer.total > 0, "{query}");
        assert_eq!(!answer.notices.is_empty(), notice, "{query}");
    }
}

#[test]
fn a_stale_search_is_cancelled() {
    let desk = open(Content::AsIs);
    let ask = |sequence| {
        let request = SearchRequest { query: "NVIDIA".into(), sequence, ..SearchRequest::default() };
        desk.library.search(UiLang::En, request).map(|answer| answer.sequence).map_err(|e| e.code)
    };
    assert_eq!(ask(2), Ok(2));
    assert_eq!(ask(1), Err(ErrorCode::Cancelled));
    assert_eq!(ask(3), Ok(3));
    assert_eq!(ask(0), Ok(0));
}

#[test]
fn the_same_notice_is_told_once() {
    let desk = open(Content::AsIs);
    for (query, told) in [
        ("OR OR NVIDIA", "“OR” goes between two words; one lacks a word and was ignored."),
        ("- - NVIDIA", "Nothing follows “-”; it was ignored."),
    ] {
        assert_eq!(search(&desk.library, query).notices, [told], "{query}");
    }
    assert_eq!(search(&desk.library, "company:Foobarbaz person:Foobarbaz").notices.len(), 1);
}

#[test]
fn a_respelling_is_told_once() {
    let desk = open(Content::AsIs);
    let answer = search(&desk.library, "investmnt");
    assert!(answer.notices.iter().any(|notice| notice.contains("investment")), "{:?}", answer.notices);
    assert_eq!(answer.suggestion, None, "it was searched for already");
}

#[test]
fn no_card_stands_above_nothing_found() {
    let desk = open(Content::AsIs);
    let answer = search(&desk.library, "OpenAI -OpenAI");
    assert_eq!((answer.total, answer.card.map(|card| card.id)), (0, None));
}

#[test]
fn a_hit_says_what_an_entity_is() {
    let desk = open(Content::AsIs);
    for (query, address, kind) in [
        ("NVIDIA", "zhimai://entity/nvidia", Some("company")),
        ("黃仁勳", "zhimai://entity/jensen-huang", Some("person")),
        ("算力", "zhimai://term/compute-power", None),
    ] {
        let hits = search(&desk.library, query).hits;
        let hit = hits.iter().find(|hit| hit.address == address).unwrap();
        assert_eq!(hit.entity_kind.as_deref(), kind, "{query}");
    }
}

#[test]
fn a_term_is_told_in_the_language_of_the_person_first() {
    let desk = open(Content::AsIs);
    for (lang, title) in [
        (UiLang::ZhHant, "算力 · compute"),
        (UiLang::ZhHans, "算力 · compute"),
        (UiLang::En, "compute · 算力"),
    ] {
        let request = SearchRequest { query: "compute".into(), ..SearchRequest::default() };
        let hits = desk.library.search(lang, request).unwrap().hits;
        let hit = hits.iter().find(|hit| hit.address == "zhimai://term/compute-power").unwrap();
        assert_eq!(hit.title.text, title);
    }
}

#[test]
fn reasons_name_what_is_marked_in_the_text_that_is_shown() {
    let desk = open(Content::AsIs);
    for (lang, query, written, shown) in [
        (UiLang::En, "英偉達 芯片", "英偉達", "NVIDIA"),
        (UiLang::En, "英偉達 芯片", "芯片", "chip"),
        (UiLang::En, "microsfot azure", "microsfot", "Microsoft"),
        (UiLang::ZhHans, "NVIDIA chip", "NVIDIA", "英伟达"),
        (UiLang::ZhHant, "NVIDIA chip", "chip", "晶片"),
    ] {
        let request = SearchRequest { query: query.into(), limit: 100, ..SearchRequest::default() };
        let mut told = 0;
        for hit in desk.library.search(lang, request).unwrap().hits {
            let marked = [&hit.title, &hit.snippet].into_iter().flat_map(|text| {
                let piece = |[start, end]: &[u32; 2]| -> String {
                    text.text.chars().skip(*start as usize).take((end - start) as usize).collect()
                };
                text.marks.iter().map(piece).collect::<Vec<_>>()
            });
            if !marked.into_iter().any(|piece| piece == shown) {
                continue;
            }
            for reason in hit.reasons.iter().filter(|reason| reason.written == written) {
                assert!(reason.found.starts_with(shown), "{query}: {reason:?} for {}", hit.address);
                told += 1;
            }
        }
        assert!(told > 0, "{query}: {written} is {shown}");
    }
}

#[test]
fn counts_to_narrow_by_hold_in_every_order() {
    let desk = open(Content::AsIs);
    for query in ["NVIDIA chips", "微軟 投資", "AI", "Anthropic"] {
        for sort in [SortBy::Relevance, SortBy::Newest, SortBy::Oldest, SortBy::Amount] {
            let ask = |kinds: Vec<HitKind>| {
                let request = SearchRequest { query: query.into(), sort, kinds, ..SearchRequest::default() };
                desk.library.search(UiLang::En, request).unwrap()
            };
            let all = ask(Vec::new());
            for (kind, name) in [
                (HitKind::Article, "article"),
                (HitKind::Event, "event"),
                (HitKind::Entity, "entity"),
                (HitKind::Term, "term"),
            ] {
                let count = all.facets.kinds.iter().find(|facet| facet.value == name).map_or(0, |f| f.count);
                assert_eq!(ask(vec![kind]).total, count, "{query} {sort:?} {name}");
            }
        }
    }
}

#[test]
fn a_query_that_names_several_things_has_no_card() {
    let desk = open(Content::AsIs);
    let card = |query: &str| search(&desk.library, query).card.map(|card| card.id);
    for query in ["Google OR Amazon", "Microsoft AND Anthropic"] {
        assert_eq!(card(query), None, "{query}");
    }
    assert_eq!(card("OpenAI -Oracle").as_deref(), Some("openai"));
    assert_eq!(card("company:Amazon NVIDIA").as_deref(), Some("nvidia"));
}
