//! Pages: articles, entities, events, the timeline, the glossary, and what has no page.

use crate::{NOW, as_of, open, open_in, search};
use zhimai_api::*;

#[test]
fn the_bundled_collection_is_there_at_first_start() {
    let desk = open(Content::AsIs);
    let status = desk.library.status(UiLang::En, Nothing {}).unwrap();
    assert_eq!(status.counts.events, 325);
    assert_eq!(status.counts.articles, 209);
    assert_eq!(status.index, IndexState::Ready);
    assert_eq!(status.collections.len(), 1);
}

#[test]
fn an_article_is_read_in_every_way_it_has() {
    let desk = open(Content::AsIs);
    let read = |reading| {
        let request = ArticleRequest { id: "alliance-retold".into(), reading, query: "英伟达".into() };
        desk.library.article(UiLang::ZhHant, request).unwrap()
    };
    let original = read(Reading::Original);
    assert_eq!(original.readings.len(), 5);
    assert_eq!(original.statements.len(), 76);
    let parallel = read(Reading::Parallel);
    assert!(parallel.blocks.iter().all(|p| p.columns.len() == 2));
    assert_eq!(parallel.titles.len(), 2);
    let simplified = read(Reading::Hans);
    let text: String = simplified.blocks.iter().map(|p| p.columns[0].text.as_str()).collect();
    assert!(text.contains("英伟达") && !text.contains("英偉達"));
    for view in [original, parallel, simplified] {
        for column in view.blocks.iter().flat_map(|p| &p.columns) {
            let length = column.text.chars().count() as u32;
            assert!(column.spans.iter().all(|s| s.start < s.end && s.end <= length), "{column:?}");
            assert!(column.spans.is_sorted_by_key(|s| s.start));
        }
        assert!(
            view.blocks
                .iter()
                .flat_map(|p| &p.columns)
                .any(|c| { c.spans.iter().any(|s| s.what == SpanKind::Mention { entity: "nvidia".into() }) })
        );
        assert!(view.blocks[2].columns[0].spans.iter().any(|s| s.what == SpanKind::Match));
    }
}

#[test]
fn a_text_is_read_in_the_blocks_that_it_was_written_in() {
    let desk = open(Content::Empty);
    let text = "# 題\n\n業務**信息**後[內](http://x.test)。[^1]\n\n2. 二\n   - [ ] 內\n\n> 引\n\n| 甲 | 乙 |\n|:--|--:|\n| **一** | 二 |\n\n```rust\nfn a() {}\n```\n\n***\n\n![圖](a.png)\n\n[^1]: 註\n";
    let request = ImportText { name: "a.md".into(), text: text.into() };
    let report = desk.library.import_text(UiLang::En, request).unwrap();
    let id = report.addresses[0].rsplit('/').next().unwrap().to_owned();
    for reading in [Reading::Original, Reading::Hans] {
        let request = ArticleRequest { id: id.clone(), reading, query: String::new() };
        let view = desk.library.article(UiLang::ZhHant, request).unwrap();
        let kinds: Vec<_> = view.blocks.iter().map(|b| (b.what.clone(), b.quote, b.indent)).collect();
        let item = |number, checked| BlockKindView::Item { number, checked };
        let aligns = vec!["left".to_owned(), "right".to_owned()];
        assert_eq!(
            kinds,
            [
                (BlockKindView::Paragraph, 0, 0),
                (item(Some(2), None), 0, 1),
                (item(None, Some(false)), 0, 2),
                (BlockKindView::Paragraph, 1, 0),
                (BlockKindView::Table { header: true, aligns }, 0, 0),
                (BlockKindView::Code { language: Some("rust".into()) }, 0, 0),
                (BlockKindView::Rule, 0, 0),
                (BlockKindView::Image { source: "a.png".into() }, 0, 0),
                (BlockKindView::Footnote { label: "1".into() }, 0, 0),
            ]
        );
        // What is said of words lies on them in the other script too.
        let words = |block: usize| -> Vec<(SpanKind, String)> {
            let column = &view.blocks[block].columns[0];
            let words = |span: &Span| {
                let words = column.text.chars().skip(span.start as usize);
                words.take((span.end - span.start) as usize).collect()
            };
            let is_said =
                |span: &&Span| !matches!(span.what, SpanKind::Mention { .. } | SpanKind::Term { .. });
            column.spans.iter().filter(is_said).map(|span| (span.what.clone(), words(span))).collect()
        };
        let inner = if reading == Reading::Hans { "内" } else { "內" };
        assert_eq!(
            words(0),
            [
                (SpanKind::Strong, "信息".to_owned()),
                (SpanKind::Link { url: "http://x.test".into() }, inner.to_owned()),
                (SpanKind::Footnote { label: "1".into() }, "[1]".to_owned()),
            ]
        );
        assert_eq!(words(4), [(SpanKind::Strong, "一".to_owned())]);
        assert_eq!(view.blocks[4].columns[0].text, "甲\t乙\n一\t二");
    }
}

#[test]
fn every_page_can_be_opened_in_every_language() {
    let desk = open(Content::AsIs);
    let library = &desk.library;
    for lang in [UiLang::ZhHant, UiLang::ZhHans, UiLang::En] {
        let entities = library.entities(lang, EntitiesRequest::default()).unwrap();
        assert_eq!(entities.len(), 235);
        for entity in entities {
            library.entity(lang, IdRequest { id: entity.id }).unwrap();
        }
        let timeline = library.timeline(lang, TimelineRequest::default()).unwrap();
        assert!(timeline.items.is_sorted_by_key(|item| item.date.first_day));
        for item in timeline.items {
            library.event(lang, IdRequest { id: item.id }).unwrap();
        }
        for term in library.glossary(lang, GlossaryRequest::default()).unwrap() {
            library.term(lang, IdRequest { id: term.id }).unwrap();
        }
        for article in library
            .articles(lang, ArticlesRequest { limit: 500, ..ArticlesRequest::default() })
            .unwrap()
            .articles
        {
            library
                .article(
                    lang,
                    ArticleRequest { id: article.id, reading: Reading::Parallel, query: String::new() },
                )
                .unwrap();
        }
    }
}

#[test]
fn the_sum_of_an_event_is_one_that_moves() {
    let desk = open(Content::AsIs);
    let sum = |id: &str| {
        let view = desk.library.event(UiLang::En, IdRequest { id: id.to_owned() }).unwrap();
        view.item.amount.map(|amount| amount.label)
    };
    assert_eq!(sum("alliance-2025").as_deref(), Some("US$30 billion"));
    assert_eq!(sum("anthropic-series-g").as_deref(), Some("US$30 billion"));
}

#[test]
fn an_emptied_library_is_not_taken_for_a_new_one() {
    let desk = open(Content::AsIs);
    let folder = desk.folder;
    drop(desk.library);
    for file in ["library.db", "library.db-wal"] {
        std::fs::write(folder.path().join(file), b"").unwrap();
    }
    let options = OpenOptions { folder: folder.path().to_owned(), clock: || NOW, content: Content::AsIs };
    let refused = OpenLibrary::open(UiLang::En, options).err().map(|e| e.code);
    assert_eq!(refused, Some(ErrorCode::Damaged));
}

#[test]
fn the_sum_in_a_list_is_the_one_that_the_event_is_about() {
    let desk = open(Content::AsIs);
    let timeline = desk.library.timeline(UiLang::En, TimelineRequest::default()).unwrap();
    let mut shown: Vec<String> = timeline
        .items
        .iter()
        .filter_map(|item| Some((item, item.amount.as_ref()?)))
        .map(|(item, sum)| {
            let millions = |units: i64| units as f64 / 1e6;
            let (low, high) = (millions(sum.low), millions(sum.high));
            let sums = if low < high { format!("{low}-{high}") } else { format!("{high}") };
            format!("{} {} {sums} {}", item.id, sum.currency, sum.qualifier)
        })
        .collect();
    shown.sort();
    let table = include_str!("../headline_sums.txt").lines().filter(|line| !line.starts_with('#'));
    assert_eq!(shown, table.collect::<Vec<_>>());
}

#[test]
fn what_was_reported_later_is_not_known_yet() {
    let desk = open(Content::AsIs);
    let all = desk.library.timeline(UiLang::En, TimelineRequest::default()).unwrap().items.len();
    assert_eq!(all, 325);
    assert!(timeline_as_of(&desk.library, "2025-11-18").len() < all);
    assert_eq!(timeline_as_of(&desk.library, "1999").len(), 0);
}

fn timeline_as_of(library: &OpenLibrary, day: &str) -> Vec<TimelineItem> {
    library.timeline(as_of(day), TimelineRequest::default()).unwrap().items
}

#[test]
fn no_event_of_the_bundled_collection_is_known_too_early_or_for_ever_too_late() {
    let desk = open(Content::AsIs);
    let check = |day: &str, id: &str, expect: bool| {
        let found = timeline_as_of(&desk.library, day).iter().any(|item| item.id == id);
        assert_eq!(found, expect, "{id} as of {day}");
    };
    check("2025-11-17", "alliance-2025", false);
    check("2025-11-18", "alliance-2025", true);
    check("2026-01-19", "amodei-davos", false);
    check("2026-01-20", "amodei-davos", false);
    check("2026-01-21", "amodei-davos", true);
    check("2025-07-31", "oracle-openai-300b", false);
    check("2025-09-12", "oracle-openai-300b", true);
    check("2025-09-25", "bubble-warnings-2025-10", false);
    check("2025-10-30", "bubble-warnings-2025-10", false);
    check("2025-10-31", "bubble-warnings-2025-10", true);
    check("2026-05-27", "opus-4-8", false);
    check("2026-06-07", "openai-ipo-filing", false);

    let iso = |day: i32| zhimai_model::DateRange::from_days(day, day).unwrap().edtf().to_owned();
    for item in timeline_as_of(&desk.library, "2099") {
        let known =
            |day: i32| timeline_as_of(&desk.library, &iso(day)).into_iter().find(|found| found.id == item.id);
        assert!(known(item.date.first_day - 1).is_none(), "{} before it happened", item.id);
        let event = desk.library.event(UiLang::En, IdRequest { id: item.id.clone() }).unwrap();
        let sources = event.claims.iter().flat_map(|claim| &claim.sources);
        let last = sources.filter_map(|source| source.date.as_ref()).map(|date| date.last_day).max();
        let last = last.unwrap_or(i32::MIN).max(item.date.last_day);
        let claims = known(last).map(|found| found.claims);
        assert_eq!(claims, Some(item.claims), "{} when its last source is out", item.id);
    }
}

#[test]
fn a_disagreement_is_told_when_both_sides_are_known() {
    let desk = open(Content::AsIs);
    let conflicted = |day: &str| {
        let items = timeline_as_of(&desk.library, day);
        items.iter().find(|item| item.id == "mcp-microsoft-csharp").map(|item| item.conflicted)
    };
    // Who says otherwise is dated to November 2025.
    for (day, expect) in [("2025-04-01", None), ("2025-04-02", Some(false)), ("2025-11-30", Some(true))] {
        assert_eq!(conflicted(day), expect, "{day}");
    }
}

#[test]
fn the_glossary_is_filtered_in_both_languages_and_by_sound() {
    let desk = open(Content::AsIs);
    for filter in ["算力", "compute", "suan li", "SUÀN LÌ", "suanli"] {
        let request = GlossaryRequest { filter: filter.to_owned() };
        let found = desk.library.glossary(UiLang::En, request).unwrap();
        assert!(found.iter().any(|term| term.id == "compute-power"), "{filter}");
    }
}

#[test]
fn an_empty_library_knows_names_and_nothing_else() {
    let desk = open(Content::Empty);
    let status = desk.library.status(UiLang::En, Nothing {}).unwrap();
    assert_eq!((status.counts.articles, status.counts.events), (0, 0));
    assert_eq!(search(&desk.library, "NVIDIA").hits.len(), 0);
    let folder = desk.folder;
    drop(desk.library);
    let again = open_in(folder.path(), Content::AsIs);
    assert_eq!(again.status(UiLang::En, Nothing {}).unwrap().counts.articles, 0);
}

#[test]
fn what_does_not_fit_is_refused_in_words() {
    let desk = open(Content::Empty);
    let library = &desk.library;
    let code = |name: &str, request: serde_json::Value| {
        library.answer(UiLang::ZhHant, name, request).unwrap_err().code
    };
    assert_eq!(code("what", serde_json::json!({})), ErrorCode::BadRequest);
    assert_eq!(code("entity", serde_json::json!({})), ErrorCode::BadRequest);
    assert_eq!(code("entity", serde_json::json!({"id": "nobody"})), ErrorCode::NotFound);
    assert_eq!(code("article", serde_json::json!({"id": "nothing"})), ErrorCode::NotFound);
    assert_eq!(code("note", serde_json::json!({"id": ""})), ErrorCode::NotFound);
    assert_eq!(code("save_note", serde_json::json!({"zh": " "})), ErrorCode::BadRequest);
    assert_eq!(code("save_note", serde_json::json!({"zh": "字", "on": "nvidia"})), ErrorCode::BadRequest);
    assert_eq!(
        code("save_note", serde_json::json!({"zh": "字", "on": "zhimai://article/none"})),
        ErrorCode::NotFound
    );
    assert_eq!(code("timeline", serde_json::json!({"from": "soon"})), ErrorCode::BadRequest);
    assert_eq!(code("timeline", serde_json::json!({"kinds": ["party"]})), ErrorCode::BadRequest);
}

#[test]
fn a_damaged_index_is_set_aside_and_built_anew() {
    let desk = open(Content::AsIs);
    let folder = desk.folder;
    drop(desk.library);
    for file in std::fs::read_dir(folder.path().join("index")).unwrap() {
        std::fs::write(file.unwrap().path(), b"not an index").unwrap();
    }
    let again = open_in(folder.path(), Content::AsIs);
    assert!(search(&again, "英伟达").total > 0);
    assert!(folder.path().join("index.set-aside").exists());
}

#[test]
fn an_address_that_leads_nowhere_is_told_in_words() {
    let desk = open(Content::Empty);
    let id = |id: &str| IdRequest { id: id.to_owned() };
    for (message, address) in [
        (desk.library.entity(UiLang::En, id("x")).unwrap_err().message, "zhimai://entity/x"),
        (desk.library.note(UiLang::En, id("x")).unwrap_err().message, "zhimai://note/x"),
        (desk.library.delete_note(UiLang::En, id("x")).unwrap_err().message, "zhimai://note/x"),
    ] {
        assert!(
            message.starts_with(&format!("Nothing in this library has the address {address}.")),
            "{message}"
        );
    }
}

#[test]
fn no_wrong_spelling_is_told_as_a_name() {
    let desk = open(Content::AsIs);
    let answer = search(&desk.library, "NVIDIA");
    let snippets = answer.hits.iter().map(|hit| hit.snippet.text.as_str());
    assert_eq!(snippets.filter(|text| text.contains("Nividia")).collect::<Vec<_>>(), [] as [&str; 0]);
    let found = search(&desk.library, "nvida");
    assert_eq!(
        (found.card.map(|card| card.id), found.suggestion),
        (Some("nvidia".to_owned()), Some("NVIDIA".to_owned()))
    );
    let card = answer.card.unwrap();
    assert!(card.other_names.iter().any(|name| name == "英偉達"), "{:?}", card.other_names);
    assert!(card.misspellings.iter().any(|name| name == "Nividia"), "{:?}", card.misspellings);
    let told: Vec<_> = card.misspellings.iter().filter(|wrong| card.other_names.contains(wrong)).collect();
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn every_tie_is_told_in_words() {
    let desk = open(Content::AsIs);
    for lang in [UiLang::ZhHant, UiLang::ZhHans, UiLang::En] {
        for entity in desk.library.entities(lang, EntitiesRequest::default()).unwrap() {
            let view = desk.library.entity(lang, IdRequest { id: entity.id }).unwrap();
            assert!(view.relations.iter().all(|tie| tie.label != tie.kind), "{:?}", view.relations);
        }
    }
}

#[test]
fn claims_of_an_event_are_grouped_by_its_deals_each_once() {
    let desk = open(Content::AsIs);
    let event = |id: &str| desk.library.event(UiLang::En, IdRequest { id: id.to_owned() }).unwrap();
    for item in desk.library.timeline(UiLang::En, TimelineRequest::default()).unwrap().items {
        let event = event(&item.id);
        let deals: Vec<&str> = event.accounts.iter().map(|one| one.deal.as_str()).collect();
        let listed: Vec<&str> = event.deals.deals.iter().map(|deal| deal.id.as_str()).collect();
        assert_eq!(deals.len(), listed.len(), "{}", item.id);
        assert!(deals.iter().all(|deal| listed.contains(deal)), "{}", item.id);
        let mut claims: Vec<&String> = event.accounts.iter().flat_map(|one| &one.claims).collect();
        let grouped = claims.len();
        claims.sort();
        claims.dedup();
        assert_eq!(claims.len(), grouped, "{}", item.id);
        assert!(claims.iter().all(|id| event.claims.iter().any(|claim| claim.id == **id)), "{}", item.id);
    }
    let alliance = event("alliance-2025");
    assert!(alliance.accounts.iter().any(|one| one.claims.len() > 1));
    assert!(alliance.totals.iter().any(|total| total.directions.len() > 1));
}

#[test]
fn two_are_put_side_by_side() {
    let desk = open(Content::AsIs);
    let compare = |a: &str, b: &str| {
        desk.library.compare(UiLang::En, CompareRequest { a: a.to_owned(), b: b.to_owned() })
    };
    let both = compare("nvidia", "openai").unwrap();
    assert_eq!((both.a.summary.id.as_str(), both.b.summary.id.as_str()), ("nvidia", "openai"));
    assert!(both.a.deals_in > 0 && both.b.deals_in > 0);
    assert!(!both.between.deals.is_empty());
    for deal in &both.between.deals {
        let sides = [&deal.from, &deal.to].map(|side| side.as_ref().unwrap().address.clone());
        assert_ne!(sides[0], sides[1]);
    }
    assert!(!both.partners.is_empty());
    for one in &both.partners {
        assert_ne!(one.entity.address, "zhimai://entity/nvidia");
        assert_ne!(one.entity.address, "zhimai://entity/openai");
        assert!(one.a.deals > 0 && one.b.deals > 0, "{}", one.entity.label);
    }
    assert!(!both.events.is_empty());
    let other = compare("openai", "nvidia").unwrap();
    assert_eq!(other.between.deals.len(), both.between.deals.len());
    assert_eq!(other.loops.loops.len(), both.loops.loops.len());
    assert_eq!(other.partners.len(), both.partners.len());
    assert_eq!(other.events.len(), both.events.len());
    assert_eq!(compare("nvidia", "nvidia").unwrap_err().code, ErrorCode::BadRequest);
    assert_eq!(compare("nvidia", "nobody-at-all").unwrap_err().code, ErrorCode::NotFound);
}

#[test]
fn partners_and_what_is_no_deal_stand_on_a_page() {
    let desk = open(Content::AsIs);
    let page = desk.library.entity(UiLang::En, IdRequest { id: "nvidia".into() }).unwrap();
    assert!(page.partners.windows(2).all(|two| two[0].deals >= two[1].deals));
    let dealt: u32 = page.partners.iter().map(|one| one.deals).sum();
    assert!(dealt > 0 && dealt as usize <= page.deals_in.deals.len() + page.deals_out.deals.len());
    assert!(page.claims.len() as u32 <= page.claim_count && page.claims.len() <= 100);
    for claim in &page.claims {
        let deal = desk.library.deal(UiLang::En, IdRequest { id: claim.id.clone() });
        assert_eq!(deal.unwrap_err().code, ErrorCode::NotFound, "{}", claim.id);
    }
}

#[test]
fn notes_lead_to_each_other_and_show_their_pictures() {
    let folder = tempfile::tempdir().unwrap();
    let vault = folder.path().join("vault");
    std::fs::create_dir_all(vault.join(".obsidian")).unwrap();
    std::fs::write(vault.join("甲.md"), "見[[乙|那篇]]與[[丙]]。\n\n![[a.png|圖]]\n").unwrap();
    std::fs::write(vault.join("乙.md"), "# 乙題\n\n文。\n").unwrap();
    let picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x03\x08\x02\0\0\0";
    std::fs::write(vault.join("a.png"), picture).unwrap();
    let desk = open_in(&folder.path().join("library"), Content::Empty);
    let go_on = &mut |_| std::ops::ControlFlow::Continue(());
    let report = desk.import_paths(UiLang::En, &[vault], go_on).unwrap();
    assert_eq!((report.added, report.problems.len()), (2, 0), "{:?}", report.problems);
    let view = |address: &String| {
        let id = address.rsplit('/').next().unwrap().to_owned();
        desk.article(UiLang::En, ArticleRequest { id, ..ArticleRequest::default() }).unwrap()
    };
    let views: Vec<ArticleView> = report.addresses.iter().map(view).collect();
    let (other, note) = (&views[0], &views[1]);
    assert_eq!((other.titles[0].as_str(), note.titles[0].as_str()), ("乙題", "甲"));
    let links: Vec<&SpanKind> = note.blocks[0].columns[0].spans.iter().map(|span| &span.what).collect();
    assert_eq!(links, [&SpanKind::Link { url: other.address.clone() }]);
    let BlockKindView::Image { source } = &note.blocks[1].what else { panic!("{:?}", note.blocks[1]) };
    let shown = desk.picture(UiLang::En, PictureRequest { source: source.clone() }).unwrap();
    assert_eq!(
        (shown.kind.as_str(), shown.base64.as_str()),
        ("image/png", "iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAIAAAA=")
    );
    for source in ["a.png", "zhimai://picture/ff/1x1/a.png"] {
        let error = desk.picture(UiLang::En, PictureRequest { source: source.into() }).unwrap_err();
        assert_eq!(error.code, ErrorCode::NotFound, "{source}");
    }
    let choice = ArticleChoice { ids: vec![note.id.clone()], ..ArticleChoice::default() };
    let removed = desk.remove_articles(UiLang::En, choice).unwrap();
    let shown = || desk.picture(UiLang::En, PictureRequest { source: source.clone() });
    assert!(shown().is_ok(), "it comes back with its article");
    desk.forget_import(UiLang::En, ImportRequest { id: removed.id.unwrap() }).unwrap();
    assert!(shown().is_err());
}
