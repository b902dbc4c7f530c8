//! Searches that ask about money: as of a day, about claims, and by questions.

use crate::open;
use zhimai_api::*;

fn day(edtf: &str) -> Option<i32> {
    Some(parse_date(UiLang::En, edtf).unwrap().last_day())
}

fn ask(desk: &crate::Desk, query: &str, as_of: Option<i32>) -> SearchResponse {
    let request = SearchRequest { query: query.to_owned(), limit: 200, ..SearchRequest::default() };
    desk.library.search(Locale::from(UiLang::En).as_of(as_of), request).unwrap()
}

fn addresses(answer: &SearchResponse) -> Vec<&str> {
    let each = answer.hits.iter().flat_map(|hit| std::iter::once(hit).chain(&hit.beside));
    each.map(|hit| hit.address.as_str()).collect()
}

#[test]
fn a_search_answers_as_of_a_day() {
    let desk = open(Content::AsIs);
    let before = ask(&desk, "Anthropic alliance", day("2025-11-17"));
    let after = ask(&desk, "Anthropic alliance", day("2025-11-18"));
    let alliance = "zhimai://event/alliance-2025";
    assert!(!addresses(&before).contains(&alliance) && addresses(&after).contains(&alliance));
    for answer in [&before, &after] {
        assert_eq!(addresses(answer).len(), answer.total as usize);
        let counted: u32 = answer.facets.kinds.iter().map(|facet| facet.count).sum();
        assert_eq!(counted, answer.total);
    }
    for hit in before.hits.iter().filter(|hit| hit.kind == HitKind::Article) {
        let date = hit.date.as_ref().unwrap();
        assert!(Some(date.last_day) <= day("2025-11-17"), "{}", hit.address);
    }
    let card = |as_of| ask(&desk, "NVIDIA", as_of).card.unwrap();
    let (then, now) = (card(day("2024-12-31")), card(None));
    assert!(then.articles < now.articles && then.events < now.events && then.events > 0);
}

#[test]
fn what_is_found_by_fields_about_claims_tells_such_a_claim() {
    let desk = open(Content::AsIs);
    for (query, expect) in [
        ("from:Microsoft to:Anthropic", "zhimai://event/alliance-2025"),
        ("from:微軟 to:Anthropic flow:equity", "zhimai://event/alliance-2025"),
        ("disputed:yes alliance", "zhimai://event/alliance-2025"),
        ("claims:\"up to $10 billion\" to:Anthropic", "zhimai://article/brief-alliance-2025"),
    ] {
        assert!(addresses(&ask(&desk, query, None)).contains(&expect), "{query}");
    }
    let of = |query: &str| ask(&desk, query, None).total;
    assert_eq!(of("狀態:遭否認"), of("status:denied"));
    assert_eq!(of("状态:被否认"), of("status:denied"));
    assert!(of("status:denied") > 0 && of("status:denied") < of("status:denied OR status:reported"));
    // One claim each is not one claim that is both.
    assert!(of("from:Anthropic to:Anthropic") < of("from:Anthropic"));
    assert_eq!(of("status:paid status:denied"), 0);
    let told = ask(&desk, "status:whatever", None).notices;
    assert!(told.iter().any(|notice| notice.contains("status:committed")), "{told:?}");
}

#[test]
fn counts_of_claims_are_what_narrowing_by_them_finds() {
    let desk = open(Content::AsIs);
    let narrowed = |some: SearchRequest| {
        let request = SearchRequest { query: "OpenAI".to_owned(), ..some };
        desk.library.search(UiLang::En, request).unwrap()
    };
    let all = narrowed(SearchRequest::default());
    assert!(all.facets.statuses.len() > 3 && all.facets.flows.len() > 3 && all.facets.disputed.len() == 2);
    for facet in &all.facets.statuses {
        let request = SearchRequest { statuses: vec![facet.value.clone()], ..SearchRequest::default() };
        assert_eq!(narrowed(request).total, facet.count, "{}", facet.value);
    }
    for facet in &all.facets.flows {
        let request = SearchRequest { flows: vec![facet.value.clone()], ..SearchRequest::default() };
        assert_eq!(narrowed(request).total, facet.count, "{}", facet.value);
    }
    for facet in &all.facets.disputed {
        let disputed = Some(facet.value == "yes");
        assert_eq!(narrowed(SearchRequest { disputed, ..SearchRequest::default() }).total, facet.count);
    }
}

#[test]
fn whom_one_narrows_to_has_a_name_also_where_nothing_is_left() {
    let desk = open(Content::AsIs);
    let named = |facets: &[FacetCount]| {
        facets.iter().any(|facet| (facet.value.as_str(), facet.label.as_str()) == ("nvidia", "NVIDIA"))
    };
    let entities = vec!["nvidia".to_owned()];
    let request = SearchRequest {
        query: "\"nobody wrote this\"".to_owned(),
        entities: entities.clone(),
        ..SearchRequest::default()
    };
    let answer = desk.library.search(UiLang::En, request).unwrap();
    assert_eq!(answer.total, 0);
    assert!(named(&answer.facets.entities), "{:?}", answer.facets.entities);
    let kinds = vec!["grant".to_owned()];
    let list =
        desk.library.deals(UiLang::En, DealsRequest { entities, kinds, ..DealsRequest::default() }).unwrap();
    assert!(list.deals.is_empty() && named(&list.entities), "{:?}", list.entities);
}

#[test]
fn a_question_is_answered_with_its_deals() {
    let desk = open(Content::AsIs);
    let card = |query: &str, as_of| ask(&desk, query, as_of).deals;
    let anthropic = card("who invested in Anthropic", None).unwrap();
    assert!(anthropic.reading.starts_with("Who invested in Anthropic: "), "{}", anthropic.reading);
    assert!(anthropic.list.deals.len() > 5);
    for deal in &anthropic.list.deals {
        assert_eq!(deal.kind, "equity");
        assert_eq!(deal.to.as_ref().unwrap().label, "Anthropic");
    }
    // It asks for just what the money view is asked for.
    let listed = desk.library.deals(UiLang::En, anthropic.asked.clone()).unwrap();
    assert_eq!(listed.deals.len(), anthropic.list.deals.len());
    for query in ["誰投資了Anthropic", "谁投资了Anthropic"] {
        assert_eq!(card(query, None).unwrap().list.deals.len(), anthropic.list.deals.len());
    }
    let before = card("who invested in Anthropic", day("2024-12-31")).unwrap();
    assert!(before.list.deals.len() < anthropic.list.deals.len());
    for query in ["Anthropic", "\"who invested in Anthropic\"", "who invested in", "invest in Anthropic"] {
        assert!(card(query, None).is_none(), "{query}");
    }
}

#[test]
fn an_alliance_comes_before_a_kit_for_programmers_and_its_article_stands_beside_it() {
    let desk = open(Content::AsIs);
    for query in ["微軟 Anthropic", "Microsoft Anthropic"] {
        let answer = ask(&desk, query, None);
        let first = &answer.hits[0];
        let group: Vec<&str> =
            std::iter::once(first).chain(&first.beside).map(|hit| hit.address.as_str()).collect();
        assert!(group.contains(&"zhimai://event/alliance-2025"), "{query}: {group:?}");
        assert!(group.contains(&"zhimai://article/brief-alliance-2025"), "{query}: {group:?}");
    }
    let apart =
        SearchRequest { query: "微軟 Anthropic".to_owned(), apart: true, ..SearchRequest::default() };
    let hits = desk.library.search(UiLang::En, apart).unwrap().hits;
    assert!(hits.iter().all(|hit| hit.beside.is_empty()));
}
