//! Dossiers: pages that need nothing else, in which every number leads to its sentence.

use crate::{NOW, as_of, open};
use std::collections::{BTreeSet, HashSet};
use std::ops::ControlFlow;
use zhimai_api::*;
use zhimai_model::Region;

fn made(
    library: &OpenLibrary,
    locale: impl Into<Locale>,
    request: &DossierRequest,
) -> Result<Dossier, WireError> {
    library.dossier(locale, request, &mut |_| ControlFlow::Continue(()))
}

fn of(address: &str) -> DossierRequest {
    DossierRequest { address: address.to_owned(), ..DossierRequest::default() }
}

fn of_search(query: &str) -> DossierRequest {
    let search = SearchRequest { query: query.to_owned(), ..SearchRequest::default() };
    DossierRequest { search: Some(search), ..DossierRequest::default() }
}

/// A tag of a page: its name and its attributes, and whether it ends an element.
struct Tag<'a> {
    name: &'a str,
    attributes: Vec<(&'a str, &'a str)>,
    ends: bool,
}

/// The tags of a page that is written as ours are: attributes in double quotation marks, and no bare `<` in text. Fails where
/// one is not, and where an element is not ended or ends within another.
fn tags(page: &str) -> Vec<Tag<'_>> {
    let body = page.strip_prefix("<!doctype html>\n").unwrap();
    let (mut all, mut open, mut rest) = (Vec::new(), Vec::new(), body);
    while let Some((text, after)) = rest.split_once('<') {
        assert!(!text.contains('>') || open.last() == Some(&"style"), "a bare > in {text:?}");
        let (tag, after) = after.split_once('>').unwrap();
        rest = after;
        let (ends, empty) = (tag.starts_with('/'), tag.ends_with('/'));
        let tag = tag.trim_matches('/');
        let (name, mut fields) = tag.split_once(' ').unwrap_or((tag, ""));
        let mut attributes = Vec::new();
        while let Some((key, value)) = fields.split_once("=\"") {
            let (value, others) = value.split_once('"').unwrap();
            attributes.push((key.trim(), value));
            fields = others;
        }
        assert_eq!(fields.trim(), "", "<{tag}>");
        if ends {
            assert_eq!(open.pop(), Some(name), "</{name}>");
        } else if !empty && !["meta", "br"].contains(&name) {
            open.push(name);
        }
        all.push(Tag { name, attributes, ends });
    }
    assert!(open.is_empty(), "{open:?} is not ended");
    all
}

/// What holds for every page: it is well-formed, loads and runs nothing, its links lead somewhere, and it is whole.
fn is_sound(page: &str) {
    let tags = tags(page);
    let known = [
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "header",
        "nav",
        "main",
        "section",
        "article",
        "div",
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "a",
        "b",
        "small",
        "br",
        "span",
        "mark",
        "blockquote",
        "figure",
        "figcaption",
        "svg",
        "line",
        "circle",
        "text",
    ];
    let values = |key: &'static str| {
        tags.iter()
            .flat_map(move |tag| tag.attributes.iter().filter(move |(k, _)| *k == key).map(|(_, v)| *v))
    };
    let ids: Vec<&str> = values("id").collect();
    let unique: HashSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "an id stands twice");
    for tag in &tags {
        assert!(known.contains(&tag.name) || tag.name == "title", "<{}>", tag.name);
        for (key, value) in &tag.attributes {
            assert!(
                !key.starts_with("on") && !["src", "srcset", "style", "action", "data"].contains(key),
                "{key}"
            );
            assert!(*key == "href" || *key == "xmlns" || !value.contains("://"), "{key}={value}");
        }
        if let Some((_, href)) = tag.attributes.iter().find(|(key, _)| *key == "href") {
            assert_eq!(tag.name, "a");
            match href.strip_prefix('#') {
                Some(id) => assert!(unique.contains(id), "#{id} is nowhere"),
                None => assert!(href.starts_with("https://") || href.starts_with("http://"), "{href}"),
            }
        }
        assert!(tag.ends || tag.name != "script");
    }
    let style = page.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
    assert!(!style.contains("url(") && !style.contains("@import") && !style.contains('<'));
    assert!(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:;"));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("dossier.html");
    std::fs::write(&path, page).unwrap();
    assert!(is_page(&path));
    assert_eq!(verify_dossier(UiLang::En, &path).unwrap().state, DossierState::Unchanged);
    std::fs::write(&path, page.replacen("<h1>", "<h1> ", 1)).unwrap();
    assert_eq!(verify_dossier(UiLang::En, &path).unwrap().state, DossierState::Changed);
}

#[test]
fn a_page_is_sound_in_every_language_and_the_same_each_time() {
    let desk = open(Content::AsIs);
    let library = &desk.library;
    let deal = library.deals(UiLang::En, DealsRequest::default()).unwrap().deals[0].address.clone();
    let event = library.timeline(UiLang::En, TimelineRequest::default()).unwrap();
    let event =
        event.items.iter().find(|item| item.conflicted && item.amount.is_some()).unwrap().address.clone();
    for request in [of("zhimai://entity/nvidia"), of(&event), of(&deal), of_search("Anthropic")] {
        for locale in [
            Locale::from(UiLang::ZhHant),
            Locale::new(UiLang::ZhHant, Region::Hk),
            Locale::from(UiLang::ZhHans),
            Locale::from(UiLang::En),
        ] {
            let one = made(library, locale, &request).unwrap();
            assert_eq!(one, made(library, locale, &request).unwrap());
            is_sound(&one.text);
            assert!(one.text.contains("2026-01-01 00:00 UTC"), "{NOW}");
            assert!(one.name.starts_with("zhimai-") && one.name.ends_with(".html"), "{}", one.name);
        }
    }
}

#[test]
fn every_sum_of_a_deal_leads_to_a_claim_that_names_it() {
    let desk = open(Content::AsIs);
    let library = &desk.library;
    let page = made(library, UiLang::En, &of("zhimai://entity/openai")).unwrap().text;
    let view = library.entity(UiLang::En, IdRequest { id: "openai".to_owned() }).unwrap();
    let mut seen = BTreeSet::new();
    for deal in view.deals_in.deals.iter().chain(&view.deals_out.deals) {
        let Some(amount) = &deal.amount else { continue };
        // The first link with this sum, and the claim that it leads to.
        let link = format!("\">{}</a>", amount.label.replace('\'', "&#39;"));
        let places = page
            .match_indices(&link)
            .filter_map(|(at, _)| page[..at].rsplit_once("href=\"#").map(|(_, id)| id));
        let claims: Vec<&str> = places
            .map(|id| {
                page.split_once(&format!("id=\"{id}\">")).unwrap().1.split_once("</article>").unwrap().0
            })
            .collect();
        assert!(!claims.is_empty(), "{} leads nowhere", amount.label);
        assert!(
            claims.iter().all(|claim| claim.contains(&format!("<b>{}</b>", amount.label))),
            "{}",
            amount.label
        );
        assert!(claims.iter().all(|claim| claim.contains("class=\"sources\"")));
        seen.insert(&amount.label);
    }
    assert!(seen.len() > 10, "{seen:?}");
}

#[test]
fn what_is_hostile_is_text_and_notes_can_be_left_out() {
    let desk = open(Content::AsIs);
    let library = &desk.library;
    let hostile = "<script>alert(1)</script>\"><img src=x onerror=alert(1)> ]]> \u{202e}\u{0} zhimai-dossier";
    let name = hostile.replace(['\u{202e}', '\u{0}'], "");
    let value = serde_json::json!({ "id": "hostile", "kind": "company", "names": { "en": name } });
    let put =
        serde_json::from_value(serde_json::json!({ "kind": "entity", "value": value, "new": true })).unwrap();
    let who = library.put_thing(UiLang::En, put).unwrap();
    let note = format!("<style>*{{}}</style> {hostile}");
    let on = who.address.clone();
    library
        .save_note(UiLang::En, SaveNote { zh: note.clone(), en: note, on, ..SaveNote::default() })
        .unwrap();
    let page = made(library, UiLang::En, &of(&who.address)).unwrap().text;
    is_sound(&page);
    assert!(
        page.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && page.contains("&lt;style&gt;"),
        "{page}"
    );
    let without = DossierRequest { without_notes: true, ..of(&who.address) };
    let without = made(library, UiLang::En, &without).unwrap().text;
    is_sound(&without);
    assert!(!without.contains("&lt;style&gt;"));
}

#[test]
fn what_was_reported_later_is_not_in_a_dossier_of_a_day() {
    let desk = open(Content::AsIs);
    let later = made(&desk.library, UiLang::En, &of("zhimai://entity/openai")).unwrap().text;
    let then = made(&desk.library, as_of("2025-06"), &of("zhimai://entity/openai")).unwrap().text;
    is_sound(&then);
    assert!(then.contains("Only what had been reported by Jun 30, 2025."));
    assert!(then.len() < later.len() / 2, "{} {}", then.len(), later.len());
}

#[test]
fn linked_data_refers_only_to_what_is_in_it() {
    let desk = open(Content::AsIs);
    for request in [of("zhimai://entity/openai"), of_search("Anthropic")] {
        let request = DossierRequest { format: DossierFormat::JsonLd, ..request };
        let text = made(&desk.library, UiLang::ZhHant, &request).unwrap().text;
        let document: serde_json::Value = serde_json::from_str(&text).unwrap();
        let graph = document["@graph"].as_array().unwrap();
        let named: BTreeSet<&str> = graph.iter().filter_map(|one| one["@id"].as_str()).collect();
        let claims = graph.iter().filter(|one| one["@type"] == "Claim").count();
        assert!(claims > 10, "{claims}");
        for claim in graph.iter().filter(|one| one["@type"] == "Claim") {
            assert!(named.contains(claim["about"]["@id"].as_str().unwrap()), "{claim}");
            for key in ["zhimai:from", "zhimai:to"] {
                let side = claim[key]["@id"].as_str();
                assert!(side.is_none_or(|id| named.contains(id)), "{claim}");
            }
        }
        for review in graph.iter().filter(|one| one["@type"] == "ClaimReview") {
            let items = review["itemReviewed"].as_array().unwrap();
            assert!(items.iter().all(|item| named.contains(item["@id"].as_str().unwrap())), "{review}");
        }
    }
}

#[test]
fn a_table_has_a_line_for_each_deal() {
    let desk = open(Content::AsIs);
    let request = DossierRequest { format: DossierFormat::Csv, ..of("zhimai://entity/anthropic") };
    let made = made(&desk.library, UiLang::En, &request).unwrap();
    let view = desk.library.entity(UiLang::En, IdRequest { id: "anthropic".to_owned() }).unwrap();
    let deals = view.deals_in.deals.len() + view.deals_out.deals.len();
    assert_eq!(made.text.matches("\r\n").count(), deals + 1);
    assert!(made.name.ends_with(".csv") && made.text.starts_with("\u{feff}address,date,"));
}

#[test]
fn no_dossier_is_made_of_an_article_or_of_nothing() {
    let desk = open(Content::AsIs);
    for (request, code) in [
        (of("zhimai://entity/nobody"), ErrorCode::NotFound),
        (of("zhimai://term/compute"), ErrorCode::BadRequest),
        (of("nonsense"), ErrorCode::BadRequest),
        (DossierRequest::default(), ErrorCode::BadRequest),
    ] {
        assert_eq!(made(&desk.library, UiLang::ZhHans, &request).unwrap_err().code, code, "{request:?}");
    }
    let stopped =
        desk.library.dossier(UiLang::En, &of("zhimai://entity/openai"), &mut |_| ControlFlow::Break(()));
    assert_eq!(stopped.unwrap_err().code, ErrorCode::Cancelled);
}

#[test]
fn who_pays_whom_is_told_by_owner_and_conflicts_by_entity() {
    let desk = open(Content::AsIs);
    let all = desk.library.flows(UiLang::En, FlowsRequest::default()).unwrap();
    let of_one = FlowsRequest { entities: vec!["openai".to_owned()], ..FlowsRequest::default() };
    let of_one = desk.library.flows(UiLang::En, of_one).unwrap();
    assert!(!of_one.is_empty() && of_one.len() < all.len());
    assert!(all.iter().all(|flow| flow.from.address != flow.to.address && !flow.deals.is_empty()));
    let conflicts = |entities: &[&str]| {
        let entities = entities.iter().map(|id| (*id).to_owned()).collect();
        desk.library.conflicts(UiLang::En, ConflictsRequest { entities }).unwrap()
    };
    let (all, some) = (conflicts(&[]), conflicts(&["openai"]));
    assert!(!some.is_empty() && some.len() < all.len());
    assert!(all.iter().all(|conflict| conflict.claims.len() > 1));
}
