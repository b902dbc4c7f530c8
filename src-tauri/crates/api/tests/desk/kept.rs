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
    // Six characters as shown: 英伟达 is 輝達 in the text as it came.
    assert_eq!(saved.quote.as_deref(), Some("了，輝達來"));
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

/// Writes a dictionary as one that comes with the program.
fn bundle(file: &std::path::Path, entries: &[(&str, &str)]) {
    let about = zhimai_dictionary::About { name: "Sample".to_owned(), ..zhimai_dictionary::About::default() };
    let made = zhimai_dictionary::make(about, |add| {
        for (headword, gloss) in entries {
            add(&zhimai_model::DictionaryEntry {
                traditional: (*headword).to_owned(),
                simplified: (*headword).to_owned(),
                pinyin: "que1 huo4".to_owned(),
                glosses: vec![(*gloss).to_owned(), "CL:種[zhong3]".to_owned()],
            });
        }
        Ok::<(), ()>(())
    });
    std::fs::write(file, made.unwrap().bytes()).unwrap();
}

#[test]
fn the_first_search_of_all_goes_by_the_dictionaries() {
    let desk = open(Content::Empty);
    let text = "# 變壓器缺貨\n\n交貨要等兩年。".to_owned();
    desk.library.import_text(UiLang::En, ImportText { name: String::new(), text }).unwrap();
    let file = desk.folder.path().join("words.dictionary");
    bundle(&file, &[("缺貨", "shortage")]);
    for _ in 0..20 {
        // As the window opens it at the search that it was left at.
        let again = open_in(desk.folder.path(), Content::AsIs);
        again.bundle_dictionary(file.clone());
        again.keep_indexed();
        assert_eq!(search(&again, "shortage").total, 1);
    }
}

#[test]
fn the_bundled_dictionary_goes_behind_an_own_one_and_may_go_at_any_time() {
    let desk = open(Content::Empty);
    let file = desk.folder.path().join("words.dictionary");
    bundle(&file, &[("缺貨", "shortage"), ("漲價", "price rise")]);
    desk.library.bundle_dictionary(file.clone());
    let import = |name: &str, text: &str| {
        let request = ImportText { name: name.to_owned(), text: text.to_owned() };
        desk.library.import_text(UiLang::En, request).unwrap();
    };
    import("", "# 變壓器缺貨\n\n工廠說，今年還要漲價。");
    let found = |query: &str| search(&desk.library, query).total;
    let define = |text: &str| {
        let request = LookupRequest { text: text.to_owned() };
        let Definitions { entries, trouble } = desk.library.define(UiLang::En, request).unwrap();
        let told = |entry: DefinitionView| {
            format!("{}: {} {}", entry.dictionary, entry.pinyin, entry.glosses.join("/"))
        };
        (entries.into_iter().map(told).collect::<Vec<_>>(), trouble)
    };
    let bundled = || desk.library.bundled_dictionary(UiLang::En, Nothing {}).unwrap();
    assert_eq!((found("shortage"), found("price rise")), (1, 1));
    assert_eq!(define("缺貨"), (vec!["Sample: quē huò shortage".to_owned()], String::new()));
    assert_eq!(define("Shortages").0.len(), 1);
    assert!(define(&"缺貨".repeat(40)).1.contains("too long"));
    assert_eq!(bundled().about.unwrap().entries, 2);
    // An own one takes its place for the words that it has.
    import("mine", "缺貨 缺货 [que1 huo4] /dearth/\n");
    assert_eq!((found("shortage"), found("dearth"), found("price rise")), (0, 1, 1));
    let both = ["mine: quē huò dearth", "Sample: quē huò shortage"].map(str::to_owned);
    assert_eq!(define("缺貨").0, both);
    desk.library.remove_dictionary(UiLang::En, IdRequest { id: "mine".into() }).unwrap();
    assert_eq!((found("shortage"), found("dearth")), (1, 0));
    // Off, and on again, also after the library was closed.
    let off = desk.library.use_bundled_dictionary(UiLang::En, UseBundledDictionary { on: false }).unwrap();
    assert!(!off.on && off.about.is_some() && off.trouble.is_empty());
    assert_eq!(found("shortage"), 0);
    assert!(define("缺貨").1.contains("switched off"));
    let again = open_in(desk.folder.path(), Content::AsIs);
    again.bundle_dictionary(file.clone());
    assert_eq!(search(&again, "shortage").total, 0);
    drop(again);
    desk.library.use_bundled_dictionary(UiLang::En, UseBundledDictionary { on: true }).unwrap();
    assert_eq!(found("shortage"), 1);
    // The file is replaced, damaged, taken away.
    bundle(&file, &[("缺貨", "scarcity")]);
    assert_eq!((found("shortage"), found("scarcity")), (0, 1));
    let mut bytes = std::fs::read(&file).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    bytes.push(0);
    std::fs::write(&file, bytes).unwrap();
    assert_eq!(found("scarcity"), 0);
    assert!(bundled().about.is_none() && bundled().trouble.contains("damaged"));
    assert!(define("缺貨").1.contains("damaged"));
    std::fs::remove_file(&file).unwrap();
    assert!(bundled().trouble.contains("No dictionary came"));
    assert!(define("缺貨").1.contains("No dictionary came"));
}
