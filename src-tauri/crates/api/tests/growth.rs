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
    let request =
        SearchRequest { query: query.to_owned(), limit: 1_000, apart: true, ..SearchRequest::default() };
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
        assert!(now == before, "answer {at} is another one:\n{before}\n{now}");
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

fn review(library: &OpenLibrary) -> Review {
    library.review(LANG, ReviewRequest { examine: 100, limit: 0 }).unwrap()
}

fn claims(review: &Review) -> Vec<&ProposedClaim> {
    review.articles.iter().flat_map(|article| &article.claims).collect()
}

const NEWS: &str = "---\ntitle: 投資\nsource: 試驗日報\ndate: 2025-11-18\n---\n輝達將向Anthropic投資最多120億美元。天氣很好。\n";

#[test]
fn what_an_article_may_claim_is_the_persons_to_decide() {
    let (library, _folder) = open(Content::Bundled);
    assert_eq!((review(&library).all, review(&library).left), (0, 0), "what is bundled is known");
    let article = import(&library, "news.md", NEWS);
    let before = library.status(LANG, Nothing {}).unwrap().counts.claims;
    let all = review(&library);
    assert_eq!((all.left, all.articles.len()), (0, 1));
    let [one] = claims(&all)[..] else { panic!("{all:?}") };
    assert_eq!(library.status(LANG, Nothing {}).unwrap().counts.claims, before, "nothing is added by itself");
    let side = |link: &Option<Link>| link.as_ref().map(|link| link.label.clone());
    assert_eq!((side(&one.from).as_deref(), side(&one.to).as_deref()), (Some("NVIDIA"), Some("Anthropic")));
    assert_eq!(one.address, format!("zhimai://article/{article}#p0"));
    // The same money is known with another sum.
    let otherwise: Vec<_> = one.otherwise.iter().map(|claim| claim.id.as_str()).collect();
    assert!(otherwise.contains(&"alliance-2025#1"), "{otherwise:?}");
    assert_eq!(one.told.as_ref().map(|told| told.address.as_str()), Some("zhimai://event/alliance-2025"));

    let proposal = ProposalRequest { article: article.clone(), id: one.id.clone() };
    // Rejected, it does not come back: not in this article, and not in another that has the sentence too.
    library.reject_proposal(LANG, proposal.clone()).unwrap();
    assert_eq!(review(&library).all, 0);
    import(&library, "again.md", &NEWS.replace("天氣很好", "天氣不好").replace("試驗日報", "別的日報"));
    assert_eq!(review(&library).all, 0);
    library.undecide(LANG, proposal.clone()).unwrap();
    assert_eq!(review(&library).all, 2);
    assert_eq!(library.undecide(LANG, proposal.clone()).unwrap_err().code, ErrorCode::NotFound);

    // Accepted as one that disagrees, it is known, and what is known disagrees with it.
    let mut claim = one.claim.clone();
    claim.insert("conflicts_with".into(), json!(otherwise));
    let put = PutClaim { claim, event: None, proposal: Some(proposal.clone()) };
    let made = library.put_claim(LANG, put).unwrap();
    assert_eq!((made.id.as_str(), made.whose), ("alliance-2025#own-1", Ownership::Person));
    assert_eq!(review(&library).all, 1, "the other article may still bear it out");
    let event = library.event(LANG, id("alliance-2025")).unwrap();
    let own = event.claims.iter().find(|claim| claim.id == made.id).unwrap();
    assert_eq!(
        (own.quote.as_deref(), own.sources[0].publisher.as_str()),
        (Some("輝達將向Anthropic投資最多120億美元。"), "試驗日報")
    );
    let known = event.claims.iter().find(|claim| claim.id == "alliance-2025#1").unwrap();
    assert!(known.conflicts_with.contains(&made.id));
    // Now the other one says the same as a known claim.
    let other = review(&library);
    assert_eq!(claims(&other)[0].same.as_ref().map(|same| same.id.clone()), Some(made.id.clone()));

    library.undecide(LANG, proposal).unwrap();
    assert_eq!(library.status(LANG, Nothing {}).unwrap().counts.claims, before);
    assert_eq!(library.own_things(LANG, Nothing {}).unwrap(), [], "no trace is left");
}

#[test]
fn an_article_tells_the_claims_that_rest_on_it_and_their_events() {
    let (library, _folder) = open(Content::Bundled);
    let text = "2026年8月3日，輝達宣布以7億美元收購 Mistral AI。";
    let article = import(&library, "併購", text);
    let shown = || {
        let request = ArticleRequest { id: article.clone(), ..ArticleRequest::default() };
        let view = library.article(LANG, request).unwrap();
        let addresses = |links: Vec<Link>| links.into_iter().map(|link| link.address).collect::<Vec<_>>();
        (addresses(view.claims), addresses(view.events))
    };
    assert_eq!(shown(), (vec![], vec![]));
    let passage = ReadPassage { text: text.into(), article: article.clone() };
    let read = library.read_passage(LANG, passage).unwrap();
    let (claim, mut event) = (read.claim, read.event);
    event.insert("date".into(), json!("2026-08-03"));
    let made = library.put_claim(LANG, PutClaim { claim, event: Some(event), proposal: None }).unwrap();
    let of_event = made.id.rsplit_once('#').unwrap().0;
    let claims = vec![format!("zhimai://event/{}", made.id)];
    assert_eq!(shown(), (claims, vec![format!("zhimai://event/{of_event}")]));
    library.remove_thing(LANG, ThingRequest { kind: KnownKind::Claim, id: made.id }).unwrap();
    assert_eq!(shown(), (vec![], vec![]));
}

#[test]
fn sums_are_told_at_a_rate_of_the_persons_beside_what_was_claimed_and_never_in_its_place() {
    let (library, _folder) = open(Content::Bundled);
    let deals = |rates: &[&str]| {
        let rates = rates.iter().map(|rate| (*rate).to_owned()).collect();
        library.deals(LANG, DealsRequest { rates, ..DealsRequest::default() })
    };
    let (plain, at_rate) = (deals(&[]).unwrap(), deals(&["EUR=1.16"]).unwrap());
    assert!(plain.deals.iter().all(|deal| deal.converted.is_none()));
    assert_eq!(plain.sums.len(), at_rate.sums.len(), "no sum of several currencies");
    let mut converted = 0;
    for (before, deal) in plain.deals.iter().zip(&at_rate.deals) {
        let amount = |deal: &DealView| deal.amount.as_ref().map(|amount| amount.label.clone());
        assert_eq!(amount(before), amount(deal));
        let is_euro = deal.amount.as_ref().is_some_and(|amount| amount.currency == "EUR");
        assert_eq!(deal.converted.is_some(), is_euro);
        if let Some(made) = &deal.converted {
            assert_eq!(
                (made.currency.as_str(), made.at.as_str()),
                ("USD", "at your rate of 1 EUR = 1.16 USD")
            );
            converted += 1;
        }
    }
    assert!(converted > 0);
    for sum in &at_rate.sums {
        assert_eq!(sum.converted.is_some(), sum.currency == "EUR", "{}", sum.label);
    }
    assert!(deals(&["EUR=1,16"]).unwrap_err().message.contains("EUR=1,16"));
    let wrong = Settings { rates: vec!["EUR".into()], ..Settings::default() };
    assert!(library.save_settings(LANG, wrong).is_err());
    let kept = Settings { rates: vec!["EUR=1.16".into()], ..Settings::default() };
    assert_eq!(library.save_settings(LANG, kept).unwrap().rates, ["EUR=1.16"]);
    assert_eq!(library.settings(LANG, Nothing {}).unwrap().rates, ["EUR=1.16"]);
}

#[test]
fn a_new_event_comes_with_its_claim_or_not_at_all() {
    let (library, _folder) = open(Content::Bundled);
    let text = "2026年8月3日，輝達宣布以7億美元收購 Mistral AI。";
    let passage = ReadPassage { text: text.into(), article: String::new() };
    let read = library.read_passage(LANG, passage).unwrap();
    let named: Vec<_> = read.entities.iter().map(|link| link.address.as_str()).collect();
    assert!(named.contains(&"zhimai://entity/nvidia"), "{named:?}");
    assert_eq!(read.claim["from"], json!("nvidia"));
    assert_eq!(read.claim["amount"]["low"], json!(700_000_000));
    assert_eq!(read.claim["quote"], json!(text));

    let (mut claim, mut event) = (read.claim, read.event);
    event.insert("date".into(), json!("2026-08-03"));
    let put = |claim: &Map<String, Value>, event: &Map<String, Value>| {
        let (claim, event) = (claim.clone(), Some(event.clone()));
        library.put_claim(LANG, PutClaim { claim, event, proposal: None })
    };
    let refused = put(&claim, &event).unwrap_err();
    assert_eq!(refused.field.map(|field| field.name).as_deref(), Some("sources"));
    assert_eq!(library.own_things(LANG, Nothing {}).unwrap(), []);
    claim.insert("sources".into(), json!(["報"]));
    let made = put(&claim, &event).unwrap();
    let told = library.event(LANG, id(made.id.rsplit_once('#').unwrap().0)).unwrap();
    assert_eq!((told.item.date.edtf.as_str(), told.claims.len()), ("2026-08-03", 1));
    let again = put(&claim, &event).unwrap();
    assert_ne!(again.id, made.id, "what is there is not written over");

    // What is known of the same money is told while a claim is written.
    let like = library.claims_like(LANG, ClaimsLike { claim: claim.clone(), date: None }).unwrap();
    assert!(like.same.is_some());
    claim.insert("amount".into(), json!({"currency": "USD", "low": 900_000_000}));
    let like = library.claims_like(LANG, ClaimsLike { claim, date: Some("2026-08".into()) }).unwrap();
    assert_eq!((like.same.is_none(), like.otherwise.len()), (true, 2));
    assert!(!like.deals.is_empty());
}
