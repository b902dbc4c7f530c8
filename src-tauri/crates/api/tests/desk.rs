//! The front desk with the bundled collection, as a door sees it.

#![allow(clippy::unwrap_used)] // helpers of tests fail by panicking

use std::ops::ControlFlow;
use zhimai_api::*;

/// 2026-01-01T00:00:00Z
const NOW: i64 = 1_767_225_600_000;

struct Desk {
    library: OpenLibrary,
    folder: tempfile::TempDir,
}

fn open(content: Content) -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let library = open_in(folder.path(), content);
    Desk { library, folder }
}

fn open_in(folder: &std::path::Path, content: Content) -> OpenLibrary {
    let options = OpenOptions { folder: folder.to_owned(), clock: || NOW, content };
    let library = OpenLibrary::open(UiLang::En, options).unwrap();
    library.bring_index_up_to_date(UiLang::En, &mut |_| ControlFlow::Continue(())).unwrap();
    library
}

fn search(library: &OpenLibrary, query: &str) -> SearchResponse {
    let request = SearchRequest { query: query.to_owned(), limit: 200, ..SearchRequest::default() };
    library.search(UiLang::En, request).unwrap()
}

#[test]
fn the_bundled_collection_is_there_at_first_start() {
    let desk = open(Content::AsIs);
    let status = desk.library.status(UiLang::En, Nothing {}).unwrap();
    assert_eq!(status.counts.events, 107);
    assert_eq!(status.counts.articles, 67);
    assert_eq!(status.index, IndexState::Ready);
    assert_eq!(status.collections.len(), 1);
}

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
fn an_article_is_read_in_every_way_it_has() {
    let desk = open(Content::AsIs);
    let read = |reading| {
        let request = ArticleRequest { id: "alliance-retold".into(), reading, query: "英伟达".into() };
        desk.library.article(UiLang::ZhHant, request).unwrap()
    };
    let original = read(Reading::Original);
    assert_eq!(original.readings.len(), 5);
    assert_eq!(original.statements.len(), 74);
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
fn a_note_on_a_passage_is_there_tomorrow_in_every_script() {
    let desk = open(Content::AsIs);
    let request =
        ArticleRequest { id: "alliance-retold".into(), reading: Reading::Hans, query: String::new() };
    let shown = desk.library.article(UiLang::ZhHans, request.clone()).unwrap();
    let text: Vec<char> = shown.blocks[2].columns[0].text.chars().collect();
    let note = SaveNote {
        zh: "這裡的總數是相加而來".into(),
        en: "The total is a sum of two directions, quixotic as it is".into(),
        on: shown.address.clone(),
        selection: Some(Selection {
            reading: Reading::Hans,
            column: 0,
            start_paragraph: 2,
            start: 3,
            end_paragraph: 2,
            end: 9,
        }),
        ..SaveNote::default()
    };
    let saved = desk.library.save_note(UiLang::ZhHans, note).unwrap();
    assert_eq!(saved.quote.as_ref().map(|q| q.chars().count()), Some(6));
    let folder = desk.folder;
    drop(desk.library);
    let again = open_in(folder.path(), Content::AsIs);
    let shown = again.article(UiLang::ZhHans, request).unwrap();
    let span = shown.blocks[2].columns[0]
        .spans
        .iter()
        .find(|s| s.what == SpanKind::Note { note: saved.id.clone() })
        .unwrap();
    assert_eq!((span.start, span.end), (3, 9));
    assert_eq!(shown.blocks[2].columns[0].text.chars().collect::<Vec<_>>(), text);
    for query in ["quixotic", "相加而来"] {
        assert!(search(&again, query).hits.iter().any(|hit| hit.address == saved.address), "{query}");
    }
    again.delete_note(UiLang::En, IdRequest { id: saved.id.clone() }).unwrap();
    assert!(!search(&again, "quixotic").hits.iter().any(|hit| hit.address == saved.address));
    again.restore_note(UiLang::En, IdRequest { id: saved.id.clone() }).unwrap();
    assert!(search(&again, "quixotic").hits.iter().any(|hit| hit.address == saved.address));
}

#[test]
fn every_page_can_be_opened_in_every_language() {
    let desk = open(Content::AsIs);
    let library = &desk.library;
    for lang in [UiLang::ZhHant, UiLang::ZhHans, UiLang::En] {
        let entities = library.entities(lang, EntitiesRequest::default()).unwrap();
        assert_eq!(entities.len(), 66);
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
            assert_eq!(sum.low, sum.high, "{}", item.id);
            format!("{} {} {} {}", item.id, sum.currency, sum.high / 1_000_000, sum.qualifier)
        })
        .collect();
    shown.sort();
    let table = include_str!("headline_sums.txt").lines().filter(|line| !line.starts_with('#'));
    assert_eq!(shown, table.collect::<Vec<_>>());
}

#[test]
fn what_was_reported_later_is_not_known_yet() {
    let desk = open(Content::AsIs);
    let known = |as_of: Option<&str>| {
        let request = TimelineRequest { as_of: as_of.map(str::to_owned), ..TimelineRequest::default() };
        desk.library.timeline(UiLang::En, request).unwrap().items.len()
    };
    assert_eq!(known(None), 107);
    assert!(known(Some("2025-11-18")) < 107);
    assert_eq!(known(Some("1999")), 0);
}

fn timeline_as_of(library: &OpenLibrary, day: &str) -> Vec<TimelineItem> {
    let request = TimelineRequest { as_of: Some(day.to_owned()), ..TimelineRequest::default() };
    library.timeline(UiLang::En, request).unwrap().items
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
fn what_is_typed_is_a_draft_until_it_is_saved() {
    let desk = open(Content::AsIs);
    let ask = |name: &str, request: serde_json::Value| desk.library.answer(UiLang::En, name, request);
    let save = |id: &str, zh: &str, version: u32| {
        serde_json::json!({
            "id": id, "zh": zh, "version": version, "on": "zhimai://entity/nvidia", "typed": true
        })
    };
    let kept = || ask("drafts", serde_json::json!({})).unwrap();
    ask("keep_draft", serde_json::json!({ "save": save("0a-begun-here", "寫到", 0), "quote": "一段" }))
        .unwrap();
    assert_eq!((&kept()[0]["save"]["zh"], &kept()[0]["quote"]), (&"寫到".into(), &"一段".into()));
    assert_eq!(
        ask("note", serde_json::json!({"id": "0a-begun-here"})).unwrap_err().code,
        ErrorCode::NotFound
    );

    // Saved, it has the identifier that it was begun with, and is no draft any more.
    let note = ask("save_note", save("0a-begun-here", "寫到這裡", 0)).unwrap();
    assert_eq!((&note["id"], &note["version"]), (&"0a-begun-here".into(), &1.into()));
    assert_eq!(kept(), serde_json::json!([]));
    // The same once more makes no second note.
    assert_eq!(ask("save_note", save("0a-begun-here", "寫到這裡", 0)).unwrap_err().code, ErrorCode::Conflict);
    assert_eq!(ask("notes", serde_json::json!({})).unwrap().as_array().map(Vec::len), Some(1));

    ask("keep_draft", serde_json::json!({ "save": save("0a-begun-here", "又寫", 1) })).unwrap();
    // Somebody else's change leaves the draft.
    ask("save_note", serde_json::json!({ "id": "0a-begun-here", "zh": "別處", "version": 1 })).unwrap();
    assert_eq!(kept()[0]["save"]["zh"], "又寫");
    ask("drop_draft", serde_json::json!({ "id": "0a-begun-here" })).unwrap();
    assert_eq!(kept(), serde_json::json!([]));

    for id in ["", "short", "Ünicode-0000", "zhimai://note/1", "../../../etc/passwd"] {
        for (name, request) in [
            ("save_note", save(id, "字", 0)),
            ("keep_draft", serde_json::json!({ "save": save(id, "字", 0) })),
        ] {
            assert_eq!(ask(name, request).unwrap_err().code, ErrorCode::BadRequest, "{name} {id}");
        }
    }
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
fn a_search_is_kept_by_name_and_gives_the_same_answer_tomorrow() {
    let desk = open(Content::AsIs);
    let search = SearchRequest {
        query: "英伟达".into(),
        kinds: vec![HitKind::Article],
        entities: vec!["anthropic".into()],
        from_day: Some(20_393),
        sort: SortBy::Newest,
        limit: 200,
        sequence: 7,
        ..SearchRequest::default()
    };
    let save = SaveSearch { name: " 輝達 \n 新聞 ".into(), search: search.clone(), replace: false };
    let kept = desk.library.save_search(UiLang::En, save.clone()).unwrap();
    assert_eq!((kept.name.as_str(), kept.saved), ("輝達 新聞", NOW));
    let taken = desk.library.save_search(UiLang::En, save.clone()).unwrap_err();
    assert_eq!(taken.code, ErrorCode::Taken, "{taken:?}");
    desk.library.save_search(UiLang::En, SaveSearch { replace: true, ..save }).unwrap();
    let rename = RenameSearch { name: kept.name, to: "英偉達".into(), replace: false };
    desk.library.rename_search(UiLang::En, rename).unwrap();
    let addresses = |library: &OpenLibrary, search: SearchRequest| -> Vec<String> {
        let answer = library.search(UiLang::En, SearchRequest { limit: 200, ..search }).unwrap();
        answer.hits.into_iter().map(|hit| hit.address).collect()
    };
    let before = addresses(&desk.library, search);
    assert!(!before.is_empty());
    let folder = desk.folder;
    drop(desk.library);
    let again = open_in(folder.path(), Content::AsIs);
    let mut kept = again.saved_searches(UiLang::En, Nothing {}).unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!(addresses(&again, kept.remove(0).search.unwrap()), before);
    again.delete_search(UiLang::En, NameRequest { name: "英偉達".into() }).unwrap();
    assert!(again.saved_searches(UiLang::En, Nothing {}).unwrap().is_empty());
}

#[test]
fn a_search_that_cannot_be_kept_is_refused_in_words() {
    let desk = open(Content::Empty);
    let library = &desk.library;
    let refused = |name: &str, query: &str| {
        let search = SearchRequest { query: query.into(), sort: SortBy::Newest, ..SearchRequest::default() };
        let save = SaveSearch { name: name.into(), search, replace: false };
        let error = library.save_search(UiLang::ZhHant, save).unwrap_err();
        assert_eq!(error.code, ErrorCode::BadRequest, "{error:?}");
        error.message
    };
    assert!(refused(" \n", "a").contains("名稱"));
    assert!(refused(&"長".repeat(81), "a").contains("81"));
    assert!(refused("a", &"長".repeat(2_001)).contains("查詢太長"));
    assert!(refused("a", "  ").contains("沒有可儲存的搜尋"));
    let gone = library.delete_search(UiLang::En, NameRequest { name: "x".into() }).unwrap_err();
    assert_eq!((gone.code, gone.message.contains("“x”")), (ErrorCode::NotFound, true));
}

#[test]
fn searches_from_before_stay_when_history_is_switched_off_until_they_are_cleared() {
    let desk = open(Content::Empty);
    let settings = desk.library.settings(UiLang::En, Nothing {}).unwrap();
    assert!(settings.history);
    let searches: Vec<String> = (0..60).map(|n| n.to_string()).collect();
    let off = Settings { history: false, searches, ..settings };
    assert_eq!(desk.library.save_settings(UiLang::En, off.clone()).unwrap().searches.len(), 50);
    let cleared = Settings { searches: Vec::new(), ..off };
    desk.library.save_settings(UiLang::En, cleared.clone()).unwrap();
    assert_eq!(desk.library.settings(UiLang::En, Nothing {}).unwrap(), cleared);
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
fn a_dictionary_comes_and_goes_without_the_index_being_touched() {
    let desk = open(Content::Empty);
    let import = |name: &str, text: &str| {
        let request = ImportText { name: name.into(), text: text.into() };
        desk.library.import_text(UiLang::En, request).unwrap()
    };
    let found =
        || search(&desk.library, "gloom").hits.into_iter().map(|hit| hit.title.text).collect::<Vec<_>>();
    import("", "# 市場陰霾\n\n展望不佳。");
    assert_eq!(found(), [""; 0]);
    let words = "陰霾 阴霾 [yin1 mai2] /gloom/\n";
    let report = import("words", words);
    assert_eq!((report.added, report.dictionaries.len()), (0, 1));
    assert_eq!(found(), ["市場陰霾"]);
    assert!(import("words", words).dictionaries[0].replaced);
    // The index that is made anew translates too.
    desk.library.reindex(UiLang::En, &mut |_| ControlFlow::Continue(())).unwrap();
    assert_eq!(found(), ["市場陰霾"]);
    desk.library.remove_dictionary(UiLang::En, IdRequest { id: "words".into() }).unwrap();
    assert_eq!(found(), [""; 0]);
    let error = desk.library.remove_dictionary(UiLang::En, IdRequest { id: "words".into() }).unwrap_err();
    assert_eq!(error.code, ErrorCode::NotFound);
}

#[test]
fn a_thread_that_keeps_the_index_loads_dictionaries_too() {
    let desk = open(Content::Empty);
    let library = std::sync::Arc::new(desk.library);
    library.keep_indexed();
    for text in ["# 市場陰霾\n\n展望不佳。", "陰霾 阴霾 [yin1 mai2] /gloom/\n"] {
        let request = ImportText { name: "words".into(), text: text.into() };
        library.import_text(UiLang::En, request).unwrap();
    }
    let loaded = (0..200).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(20));
        search(&library, "gloom").total == 1
    });
    assert!(loaded);
}

#[test]
fn what_another_process_takes_in_is_noticed_at_the_next_search() {
    let desk = open(Content::Empty);
    let library = std::sync::Arc::new(desk.library);
    library.keep_indexed();
    let found = |query: &str| {
        (0..200).any(|_| {
            std::thread::sleep(std::time::Duration::from_millis(20));
            search(&library, query).total == 1
        })
    };
    // A second library on the same folder stands for the other process: it has connections of its own.
    let other = open_in(desk.folder.path(), Content::AsIs);
    let import = |text: &str| {
        let request = ImportText { name: "words".into(), text: text.into() };
        other.import_text(UiLang::En, request).unwrap()
    };
    import("# 市場陰霾\n\n展望不佳。");
    assert!(found("市場陰霾"));
    import("陰霾 阴霾 [yin1 mai2] /gloom/\n");
    assert!(found("gloom"));
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
        (UiLang::En, "輝達 晶片", "輝達", "NVIDIA"),
        (UiLang::En, "輝達 晶片", "晶片", "chip"),
        (UiLang::En, "microsfot azure", "microsfot", "Microsoft"),
        (UiLang::ZhHans, "NVIDIA chip", "NVIDIA", "英伟达"),
        (UiLang::ZhHant, "NVIDIA chip", "chip", "芯片"),
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

#[test]
fn daily_backups_are_listed_wherever_they_went() {
    let desk = open(Content::Empty);
    let library = &desk.library;
    library.back_up_daily(UiLang::En).unwrap();
    let own = library.backups(UiLang::En, Nothing {}).unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    library.choose_backup_folder(UiLang::En, Some(elsewhere.path())).unwrap();
    let both = library.backups(UiLang::En, Nothing {}).unwrap();
    assert_eq!((own.kept.len(), own.chosen, both.chosen), (1, false, true));
    assert_eq!(both.kept.first().map(|one| &one.name), own.kept.first().map(|one| &one.name));
    let file = library.kept_backup(&own.kept[0].name).unwrap();
    assert!(file.starts_with(desk.folder.path()), "{file:?}");
    // One of the same time in both is one.
    library.back_up_daily(UiLang::En).unwrap();
    assert_eq!(library.backups(UiLang::En, Nothing {}).unwrap().kept.len(), 1);
}
