//! The front page: what a library opens with, and what one shows that has nothing.

use crate::{Desk, as_of, open};
use zhimai_api::*;

fn front(desk: &Desk, lang: UiLang) -> FrontPage {
    desk.library.front_page(lang, Nothing {}).unwrap()
}

fn import(desk: &Desk, name: &str, text: &str) {
    desk.library.import_text(UiLang::En, ImportText { name: name.into(), text: text.into() }).unwrap();
}

#[test]
fn the_lead_story_has_its_money_taken_apart() {
    let desk = open(Content::AsIs);
    let page = front(&desk, UiLang::En);
    let lead = page.lead.unwrap();
    assert_eq!(lead.event.address, "zhimai://event/alliance-2025");
    assert_eq!(lead.article.unwrap().address, "zhimai://article/brief-alliance-2025");
    let ways: Vec<_> = lead
        .money
        .iter()
        .map(|deal| {
            let sum = deal.amount.as_ref().unwrap().label.as_str();
            let end = |end: &Option<Link>| end.clone().unwrap().address;
            (end(&deal.from), end(&deal.to), sum, deal.kind.as_str())
        })
        .collect();
    let entity = |id: &str| format!("zhimai://entity/{id}");
    assert_eq!(
        ways,
        [
            (entity("nvidia"), entity("anthropic"), "up to US$10 billion", "equity"),
            (entity("microsoft"), entity("anthropic"), "up to US$5 billion", "equity"),
            (entity("anthropic"), entity("azure"), "US$30 billion", "compute-purchase"),
        ]
    );
    let total = lead.total.unwrap();
    assert_eq!(total.claim.amount.unwrap().label, "US$45 billion");
    assert_eq!((total.parts.len(), total.directions.len()), (3, 2));
    assert!(lead.conflicts > 0);
}

#[test]
fn it_says_where_to_begin_and_what_came_last_in_every_language() {
    let desk = open(Content::AsIs);
    for (lang, first) in [
        (UiLang::ZhHant, "如何閱讀這個"),
        (UiLang::ZhHans, "如何阅读这个"),
        (UiLang::En, "How to read this collection"),
    ] {
        let page = front(&desk, lang);
        assert!((3..=6).contains(&page.start.len()), "{}", page.start.len());
        assert!(page.start[0].title.starts_with(first), "{}", page.start[0].title);
        assert_eq!(page.events.len(), 10);
        let days: Vec<_> = page.events.iter().map(|event| event.date.first_day).collect();
        assert!(days.is_sorted_by(|a, b| a >= b), "{days:?}");
        assert!(page.events.iter().all(|event| event.id != "alliance-2025"));
        assert!(!page.collection.unwrap().title.is_empty());
        assert!(page.imports.is_empty() && page.saved.is_empty());
        assert_eq!(page.counts, desk.library.status(lang, Nothing {}).unwrap().counts);
    }
}

#[test]
fn imports_stand_by_when_they_came_in_dated_or_not() {
    let desk = open(Content::AsIs);
    import(&desk, "new.md", "---\ntitle: New\ndate: 2026-06-01\n---\n\nText.");
    import(&desk, "old.md", "---\ntitle: Old\ndate: 1999-01-01\n---\n\nOther text.");
    import(&desk, "undated.md", "# Undated\n\nMore text.");
    let titles = |page: &FrontPage| page.imports.iter().map(|a| a.title.clone()).collect::<Vec<_>>();
    assert_eq!(titles(&front(&desk, UiLang::En)), ["Undated", "Old", "New"]);
    for n in 0..6 {
        import(&desk, "more.md", &format!("# More {n}\n\nText number {n}."));
    }
    let page = front(&desk, UiLang::En);
    assert_eq!(page.imports.len(), 6);
    assert_eq!(page.imports[0].title, "More 5");
}

#[test]
fn saved_searches_are_on_it() {
    let desk = open(Content::AsIs);
    let search = SearchRequest { query: "輝達".into(), ..SearchRequest::default() };
    desk.library
        .save_search(UiLang::En, SaveSearch { name: "Chips".into(), search, replace: false })
        .unwrap();
    let page = front(&desk, UiLang::En);
    assert_eq!(page.saved, desk.library.saved_searches(UiLang::En, Nothing {}).unwrap());
    assert_eq!(page.saved[0].name, "Chips");
}

#[test]
fn a_library_without_a_collection_has_none_of_its_things() {
    let desk = open(Content::Empty);
    let page = front(&desk, UiLang::En);
    assert!(page.collection.is_none() && page.lead.is_none());
    assert!(page.start.is_empty() && page.events.is_empty() && page.imports.is_empty());
    import(&desk, "own.md", "# Own\n\nText.");
    assert_eq!(front(&desk, UiLang::En).imports.len(), 1);
}

#[test]
fn a_lead_story_that_was_taken_away_is_none() {
    let desk = open(Content::AsIs);
    let event = ThingRequest { kind: KnownKind::Event, id: "alliance-2025".into() };
    desk.library.remove_thing(UiLang::En, event.clone()).unwrap();
    let page = front(&desk, UiLang::En);
    assert!(page.lead.is_none());
    assert_eq!((page.events.len(), page.start.is_empty()), (10, false));
    desk.library.revert_thing(UiLang::En, event).unwrap();
    assert!(front(&desk, UiLang::En).lead.is_some());
}

#[test]
fn a_lead_story_is_none_before_it_is_known_and_the_latest_events_are_those_of_the_day() {
    let desk = open(Content::AsIs);
    let page = |date: &str| desk.library.front_page(as_of(date), Nothing {}).unwrap();
    assert!(page("2025-11-17").lead.is_none());
    let then = page("2025-11-18");
    assert!(then.lead.is_some());
    let day = as_of("2025-11-18").as_of_day().unwrap();
    assert_eq!(then.events.len(), 10);
    assert!(then.events.iter().all(|event| event.date.last_day <= day));
}
