//! What a person keeps: notes, drafts, searches, settings, dictionaries, backups.

use crate::{NOW, open, open_in, search};
use std::ops::ControlFlow;
use zhimai_api::*;

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
            quote: String::new(),
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
