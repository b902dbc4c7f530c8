//! Libraries that earlier versions made open with nothing lost.

#![allow(clippy::unwrap_used)] // helpers of tests fail by panicking

use std::ops::ControlFlow;
use zhimai_api::*;

const VERSION_3: &[u8] = include_bytes!("libraries/version-3.db");
const VERSION_6: &[u8] = include_bytes!("libraries/version-6.db");

fn open(database: &[u8]) -> (OpenLibrary, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("library.db"), database).unwrap();
    let options = OpenOptions {
        folder: folder.path().to_owned(),
        clock: || 1_798_761_600_000, // 2027-01-01T00:00:00Z
        content: Content::AsIs,
    };
    let library = OpenLibrary::open(UiLang::En, options).unwrap();
    library.bring_index_up_to_date(UiLang::En, &mut |_| ControlFlow::Continue(())).unwrap();
    (library, folder)
}

fn texts(library: &OpenLibrary, id: &str, reading: Reading) -> Vec<String> {
    let request = ArticleRequest { id: id.to_owned(), reading, query: String::new() };
    let view = library.article(UiLang::ZhHant, request).unwrap();
    view.blocks.into_iter().map(|mut paragraph| paragraph.columns.remove(0).text).collect()
}

#[test]
fn articles_and_their_repairs_are_as_they_were() {
    let (library, _folder) = open(VERSION_3);
    let list = library.articles(UiLang::En, ArticlesRequest::default()).unwrap();
    let mut ids: Vec<_> = list.articles.iter().map(|article| article.id.as_str()).collect();
    ids.sort_unstable();
    assert_eq!((list.total, ids), (4, vec!["a-7d01a24a5b85", "both", "supply", "supply~2"]));

    let supply = texts(&library, "supply", Reading::Original);
    assert_eq!(supply.first().map(String::as_str), Some("前言"));
    assert_eq!(supply.last().map(String::as_str), Some("乙隊也減少12%，金額約 US$4.5 billion。"));
    assert_eq!(
        texts(&library, "supply~2", Reading::Original),
        ["A different text under an identifier that is taken."]
    );
    let request = ArticleRequest { id: "a-7d01a24a5b85".into(), ..ArticleRequest::default() };
    let repaired = library.article(UiLang::ZhHant, request).unwrap();
    let columns: Vec<_> = repaired.blocks.iter().flat_map(|paragraph| &paragraph.columns).collect();
    assert!(columns.iter().any(|column| column.text.starts_with("三家公司結成聯盟,把規模推到新高")));
    assert_eq!(repaired.repairs, 10);
}

#[test]
fn notes_stand_where_they_stood_in_every_version_they_had() {
    let (library, _folder) = open(VERSION_3);
    let notes = library.notes(UiLang::En, NotesRequest::default()).unwrap();
    let told: Vec<_> = notes
        .iter()
        .map(|note| {
            let on = note.on.as_ref().map_or("", |on| on.address.as_str());
            (note.zh.as_str(), note.en.as_str(), on, note.quote.as_deref().unwrap_or(""), note.version)
        })
        .collect();
    assert_eq!(
        told,
        [
            ("無所附著，見 [[zhimai://article/supply]]", "", "", "", 1),
            ("輝達", "NVIDIA", "zhimai://entity/nvidia", "", 1),
            ("修復後的字", "", "zhimai://article/a-7d01a24a5b85", "結成聯盟", 1),
            ("", "On the sum", "zhimai://article/both", "$30 billion", 1),
            (
                "第二處才是重點，第一處不是",
                "The second place is the point",
                "zhimai://article/supply",
                "減少12%",
                2
            ),
        ]
    );
    let anchored = &notes[4];
    assert_eq!(
        (anchored.stale.as_deref(), &anchored.tags),
        (Some("en"), &vec!["check".into(), "供應".into()])
    );
    let history = library.note_history(UiLang::En, IdRequest { id: anchored.id.clone() }).unwrap();
    assert_eq!(history.iter().map(|v| v.zh.as_str()).collect::<Vec<_>>()[1], "第二處才是重點");

    // The passage is marked in the last paragraph, where the same words stand a second time.
    let request = ArticleRequest { id: "supply".into(), ..ArticleRequest::default() };
    let view = library.article(UiLang::ZhHant, request).unwrap();
    let marked = view.blocks.iter().position(|paragraph| {
        paragraph
            .columns
            .iter()
            .flat_map(|column| &column.spans)
            .any(|span| matches!(span.what, SpanKind::Note { .. }))
    });
    assert_eq!(marked, Some(view.blocks.len() - 1));

    // Nothing is detached, and there is nothing that an article was before.
    assert!(notes.iter().chain(&view.notes).all(|note| !note.detached));
    for id in ["supply", "supply~2", "both"] {
        let versions = library.article_versions(UiLang::En, IdRequest { id: id.into() }).unwrap();
        assert_eq!(versions.iter().map(|v| (v.version, v.replaced)).collect::<Vec<_>>(), [(1, None)], "{id}");
        assert!(
            library
                .article(UiLang::En, ArticleRequest { id: id.into(), ..ArticleRequest::default() })
                .unwrap()
                .notes
                .iter()
                .all(|note| !note.detached)
        );
    }

    let bin = library.notes(UiLang::En, NotesRequest { bin: true, ..NotesRequest::default() }).unwrap();
    assert_eq!(bin.iter().map(|note| note.en.as_str()).collect::<Vec<_>>(), ["Binned"]);
}

#[test]
fn searches_settings_dictionaries_and_problems_are_there() {
    let (library, _folder) = open(VERSION_3);
    let saved = library.saved_searches(UiLang::En, Nothing {}).unwrap();
    let told =
        saved.iter().map(|one| (one.name.as_str(), one.search.as_ref().map(|search| search.query.as_str())));
    assert_eq!(told.collect::<Vec<_>>(), [("供應鏈", Some("供應 -韓國"))]);
    let settings = library.settings(UiLang::En, Nothing {}).unwrap();
    assert_eq!(
        (settings.language.as_str(), settings.theme.as_str(), settings.text_scale, settings.history),
        ("zh-Hant", "dark", 125, true)
    );
    assert_eq!(settings.searches, ["輝達 供應", "\"減少12%\""]);
    assert_eq!(settings.last_address, "zhimai://article/supply");
    let status = library.status(UiLang::En, Nothing {}).unwrap();
    assert_eq!((status.dictionaries[0].name.as_str(), status.dictionaries[0].entries), ("small", 2));
    assert_eq!((status.counts.problems, status.counts.notes, status.counts.binned), (3, 5, 1));
    assert_eq!(status.index, IndexState::Ready);
    let request = SearchRequest { query: "供應".into(), ..SearchRequest::default() };
    let found = library.search(UiLang::En, request).unwrap();
    assert!(found.hits.iter().any(|hit| hit.id == "supply"), "{:?}", found.hits);
}

/// The words that each note on a passage is shown on, by the note's text.
fn noted(library: &OpenLibrary, id: &str, reading: Reading) -> Vec<(String, String)> {
    let request = ArticleRequest { id: id.to_owned(), reading, query: String::new() };
    let view = library.article(UiLang::ZhHant, request).unwrap();
    let mut all = Vec::<(String, String)>::new();
    for column in view.blocks.iter().map(|block| &block.columns[0]) {
        for span in &column.spans {
            let SpanKind::Note { note } = &span.what else { continue };
            let words = column.text.chars().skip(span.start as usize).take((span.end - span.start) as usize);
            let note = view.notes.iter().find(|one| one.id == *note).unwrap();
            let text = if note.zh.is_empty() { &note.en } else { &note.zh };
            match all.iter_mut().find(|(own, _)| own == text) {
                Some((_, before)) => *before = format!("{before}/{}", words.collect::<String>()),
                None => all.push((text.clone(), words.collect())),
            }
        }
    }
    all
}

/// The library, opened as it may be in this test: brought up to date, or from a folder that cannot be written.
fn both_ways() -> [(OpenLibrary, tempfile::TempDir); 2] {
    let changed = open(VERSION_6);
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("library.db"), VERSION_6).unwrap();
    read_only(folder.path(), true);
    let options =
        OpenOptions { folder: folder.path().to_owned(), clock: || 1_798_761_600_000, content: Content::AsIs };
    let lent = OpenLibrary::open(UiLang::En, options).unwrap();
    read_only(folder.path(), false);
    [changed, (lent, folder)]
}

/// Takes from the files of a library what who writes needs, or gives it back.
fn read_only(folder: &std::path::Path, is_so: bool) {
    let path = folder.join("library.db");
    let mut permissions = std::fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(is_so);
    std::fs::set_permissions(&path, permissions).unwrap();
}

#[test]
fn headings_become_blocks_and_every_note_keeps_its_words() {
    for (library, _folder) in both_ways() {
        let request = ArticleRequest { id: "a-9a590dbd02d9".into(), ..ArticleRequest::default() };
        let view = library.article(UiLang::ZhHant, request).unwrap();
        let heads: Vec<_> = view
            .blocks
            .iter()
            .filter(|block| block.what == BlockKindView::Heading { level: 2 })
            .map(|block| block.columns[0].text.as_str())
            .collect();
        assert_eq!((view.blocks.len(), heads), (13, vec!["前言", "數據", "結語"]));
        assert!(view.blocks.iter().flat_map(|block| &block.columns).all(|c| !c.text.starts_with('#')));

        let noted = |id: &str, reading| noted(&library, id, reading);
        let of = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
            pairs.iter().map(|(note, words)| ((*note).to_owned(), (*words).to_owned())).collect()
        };
        assert_eq!(
            noted("a-9a590dbd02d9", Reading::Original),
            of(&[("跨過標題", "減少12%。/數據/• 第一項"), ("標題之後的第二處才是重點", "減少12%")])
        );
        assert_eq!(noted("a-335789b3ab36", Reading::Original), of(&[("修復後的字", "船票")]));
        assert_eq!(noted("given", Reading::Original), of(&[("在標題上", "標題")]));
        // The article was changed since: words are found again, the space at their end is not part of them.
        assert_eq!(
            noted("alliance-retold", Reading::En),
            of(&[("In the translation", "Why would Anthropic stake so much? In a")])
        );
        let notes = library.notes(UiLang::En, NotesRequest::default()).unwrap();
        let across = notes.iter().find(|note| note.zh == "跨過標題").unwrap();
        assert_eq!(across.quote.as_deref(), Some("減少12%。\n\n數據\n\n• 第一項"));

        let request = ArticleRequest { id: "a-335789b3ab36".into(), ..ArticleRequest::default() };
        let repaired = library.article(UiLang::ZhHant, request).unwrap();
        assert_eq!(repaired.repairs, 11);
        let mended: Vec<(String, String)> = repaired
            .blocks
            .iter()
            .flat_map(|block| &block.columns)
            .flat_map(|column| {
                column.spans.iter().filter_map(|span| match &span.what {
                    SpanKind::Repair { original, .. } => {
                        let length = (span.end - span.start) as usize;
                        let words = column.text.chars().skip(span.start as usize).take(length);
                        Some((words.collect(), original.clone()))
                    }
                    _ => None,
                })
            })
            .collect();
        assert_eq!(mended.len(), 11);
        assert!(
            mended
                .iter()
                .all(|(now, before)| now.contains('。') || before.starts_with(now.chars().next().unwrap())),
            "{mended:?}"
        );

        let drafts = library.drafts(UiLang::En, Nothing {}).unwrap();
        let selection = drafts[0].save.selection.clone().unwrap();
        let text = &view.blocks[selection.start_paragraph as usize].columns[0].text;
        let (start, end) = (selection.start as usize, selection.end as usize);
        assert_eq!(text.chars().skip(start).take(end - start).collect::<String>(), drafts[0].quote);
        let saved = library.saved_searches(UiLang::En, Nothing {}).unwrap();
        assert_eq!(saved[0].search.as_ref().map(|search| search.query.as_str()), Some("減少12%"));
    }
}

#[test]
fn what_was_imported_before_is_known_when_it_is_imported_again() {
    let (library, _folder) = open(VERSION_6);
    let files = tempfile::tempdir().unwrap();
    let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/libraries/version-6");
    let mut paths = Vec::new();
    for name in ["news.md", "repaired.md", "lines.jsonl", "untitled.txt", "plain.txt"] {
        let path = files.path().join(name);
        std::fs::copy(source.join(name), &path).unwrap();
        paths.push(path);
    }
    for round in 0..2 {
        let report = library.import_paths(UiLang::En, &paths, &mut |_| ControlFlow::Continue(())).unwrap();
        // What has its structure now is changed, once.
        let updated = if round == 0 { 1 } else { 0 };
        assert_eq!((report.added, report.updated, report.unchanged), (0, updated, 6 - updated), "{round}");
    }
    let imported = ArticlesRequest { collection: "imported".to_owned(), ..ArticlesRequest::default() };
    assert_eq!(library.articles(UiLang::En, imported).unwrap().total, 6);
    let request = ArticleRequest { id: "a-9a590dbd02d9".into(), ..ArticleRequest::default() };
    let view = library.article(UiLang::ZhHant, request).unwrap();
    let is = |wanted: fn(&BlockKindView) -> bool| view.blocks.iter().filter(|b| wanted(&b.what)).count();
    assert_eq!(is(|what| matches!(what, BlockKindView::Item { .. })), 4);
    assert_eq!(is(|what| matches!(what, BlockKindView::Table { header: true, .. })), 1);
    assert_eq!(is(|what| matches!(what, BlockKindView::Code { .. })), 1);
    assert_eq!(is(|what| matches!(what, BlockKindView::Footnote { .. })), 1);
    let words = noted(&library, "a-9a590dbd02d9", Reading::Original);
    assert!(words.contains(&("標題之後的第二處才是重點".to_owned(), "減少12%".to_owned())), "{words:?}");
}

#[test]
fn the_database_is_copied_before_its_tables_change() {
    let (library, folder) = open(VERSION_3);
    drop(library);
    let database = std::fs::read(folder.path().join("library.db")).unwrap();
    // Bytes 60 to 63 of a database file are SQLite's `user_version`.
    let changed = database[60..64] != VERSION_3[60..64];
    let copies = std::fs::read_dir(folder.path())
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().starts_with("backup-before-v"));
    assert_eq!(copies.count(), usize::from(changed));
}

const VERSION_9: &[u8] = include_bytes!("libraries/version-9.db");

#[test]
fn what_the_person_knew_is_known_and_can_be_merged_now() {
    let (library, _folder) = open(VERSION_9);
    let own = library.own_things(UiLang::En, Nothing {}).unwrap();
    let told: Vec<_> = own.iter().map(|thing| (thing.id.as_str(), thing.whose)).collect();
    assert_eq!(
        told,
        [
            ("galaxy", Ownership::Person),
            ("galaxy-computing", Ownership::Person),
            ("starsea", Ownership::Person),
            ("starsea-galaxy", Ownership::Person),
            ("starsea-galaxy#own-1", Ownership::Person),
            ("starsea-galaxy#own-2", Ownership::Person),
            ("compute", Ownership::Person),
            ("gone", Ownership::Removed),
        ]
    );
    assert_eq!(own.last().map(|thing| thing.label.as_str()), Some("Gone Inc."));
    assert_eq!(library.merged_entities(UiLang::En, Nothing {}).unwrap(), []);
    let merge = MergeEntities { gone: "galaxy-computing".into(), kept: "galaxy".into() };
    assert_eq!(library.merge_entities(UiLang::En, merge).unwrap().label, "Galaxy Compute");
    let one = library.entity(UiLang::En, IdRequest { id: "galaxy".into() }).unwrap();
    assert_eq!((one.notes.len(), one.deals_in.deals.len()), (2, 1));
}

#[test]
fn an_import_into_any_of_them_is_taken_back() {
    for (database, there) in [(VERSION_3, "supply"), (VERSION_6, "given")] {
        let (library, _folder) = open(database);
        let articles = || library.status(UiLang::En, Nothing {}).unwrap().counts.articles;
        let before = articles();
        assert!(library.imports(UiLang::En, Nothing {}).unwrap().is_empty(), "none was remembered then");
        // One that was there, under its identifier, and a new one.
        let line = |id: &str| format!("{{\"id\":\"{id}\",\"title\":\"T\",\"text\":\"另一段文字\"}}\n");
        let text = line(there) + &line("fresh");
        let was = texts(&library, there, Reading::Original);
        library.import_text(UiLang::En, ImportText { name: "a.jsonl".into(), text }).unwrap();
        let id = library.imports(UiLang::En, Nothing {}).unwrap()[0].id;
        assert!(articles() > before);
        let done = library.undo_import(UiLang::En, ImportRequest { id }).unwrap();
        assert_eq!((done.articles >= 1, articles()), (true, before), "{done:?}");
        assert_eq!(texts(&library, there, Reading::Original), was);
    }
}
