//! Articles that change, and the notes on them, as a door sees them.

#![allow(clippy::unwrap_used)] // helpers of tests fail by panicking

use std::ops::ControlFlow;
use zhimai_api::*;

struct Desk {
    library: OpenLibrary,
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let options = OpenOptions {
            folder: folder.path().join("library"),
            clock: || 1_767_225_600_000, // 2026-01-01T00:00:00Z
            content: Content::Empty,
        };
        Self { library: OpenLibrary::open(UiLang::En, options).unwrap(), folder }
    }

    /// Imports a file of one article.
    fn import(&self, name: &str, text: &str) -> ImportReport {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        self.library.import_paths(UiLang::En, &[path], &mut |_| ControlFlow::Continue(())).unwrap()
    }

    /// Imports `t1` with this text.
    fn t1(&self, text: &str) -> ImportReport {
        self.import("t1.md", &format!("---\nid: t1\ntitle: 隊\n---\n\n{text}\n"))
    }

    fn article(&self, id: &str) -> ArticleView {
        let request = ArticleRequest { id: id.to_owned(), ..ArticleRequest::default() };
        self.library.article(UiLang::En, request).unwrap()
    }

    /// The text of an article with the places of notes in brackets.
    fn marked(&self, id: &str) -> String {
        let mark = |column: &Column| {
            let mut text: Vec<char> = column.text.chars().collect();
            let notes = column.spans.iter().filter(|span| matches!(span.what, SpanKind::Note { .. }));
            for span in notes.rev() {
                text.insert(span.end as usize, ']');
                text.insert(span.start as usize, '[');
            }
            text.into_iter().collect::<String>()
        };
        let view = self.article(id);
        view.blocks.iter().flat_map(|block| &block.columns).map(mark).collect::<Vec<_>>().join("/")
    }

    /// A note on a passage: the block, and where it starts and ends in it.
    fn note(&self, id: &str, block: u32, start: u32, end: u32) -> NoteView {
        let note = SaveNote {
            zh: "記".to_owned(),
            on: format!("zhimai://article/{id}"),
            selection: Some(Selection {
                quote: String::new(),
                reading: Reading::Original,
                column: 0,
                start_paragraph: block,
                start,
                end_paragraph: block,
                end,
            }),
            ..SaveNote::default()
        };
        self.library.save_note(UiLang::En, note).unwrap()
    }

    /// The quotes of all notes, each with whether the note is detached, in the list, by itself, and beside the article.
    fn detached(&self, id: &str) -> Vec<(String, bool)> {
        let told = |note: &NoteView| (note.quote.clone().unwrap(), note.detached);
        let list = self.library.notes(UiLang::En, NotesRequest::default()).unwrap();
        let listed: Vec<_> = list.iter().map(told).collect();
        assert_eq!(self.article(id).notes.iter().map(told).collect::<Vec<_>>(), listed);
        for (note, listed) in list.iter().zip(&listed) {
            let alone = self.library.note(UiLang::En, IdRequest { id: note.id.clone() }).unwrap();
            assert_eq!(told(&alone), *listed);
        }
        listed
    }

    fn versions(&self, id: &str) -> Vec<ArticleVersionView> {
        self.library.article_versions(UiLang::En, IdRequest { id: id.to_owned() }).unwrap()
    }

    fn count(&self) -> u32 {
        self.library.status(UiLang::En, Nothing {}).unwrap().counts.articles
    }
}

const BOTH: &str = "甲隊減少12%。\n\n乙隊減少12%。";

fn lost() -> Vec<(String, bool)> {
    vec![("減少12%".to_owned(), true)]
}

fn kept() -> Vec<(String, bool)> {
    vec![("減少12%".to_owned(), false)]
}

#[test]
fn a_note_is_not_moved_to_another_sentence() {
    let desk = Desk::new();
    desk.t1(BOTH);
    let note = desk.note("t1", 1, 2, 7);
    assert_eq!((desk.marked("t1").as_str(), desk.detached("t1")), ("甲隊減少12%。/乙隊[減少12%]。", kept()));
    let report = desk.t1("甲隊減少12%。");
    assert_eq!((report.added, report.changed, report.unchanged, desk.count()), (0, 1, 0, 1));
    assert_eq!((desk.marked("t1").as_str(), desk.detached("t1")), ("甲隊減少12%。", lost()));
    // The note itself was not touched, and it is back where its words are.
    let now = desk.library.note(UiLang::En, IdRequest { id: note.id }).unwrap();
    assert_eq!((now.modified, now.version, now.quote), (note.modified, note.version, note.quote));
    desk.t1(&format!("快訊。\n\n{BOTH}"));
    assert_eq!(
        (desk.marked("t1").as_str(), desk.detached("t1")),
        ("快訊。/甲隊減少12%。/乙隊[減少12%]。", kept())
    );
}

#[test]
fn a_note_whose_quote_is_gone_marks_nothing() {
    let desk = Desk::new();
    desk.t1(BOTH);
    desk.note("t1", 1, 2, 7);
    desk.t1("甲隊增加3%。\n\n乙隊持平，沒有變化。");
    assert_eq!(
        (desk.marked("t1").as_str(), desk.detached("t1")),
        ("甲隊增加3%。/乙隊持平，沒有變化。", lost())
    );
}

#[test]
fn a_correction_elsewhere_is_a_second_version_and_the_note_stays() {
    let desk = Desk::new();
    desk.t1(BOTH);
    desk.note("t1", 1, 2, 7);
    desk.t1("甲隊減少15%。\n\n乙隊減少12%。");
    assert_eq!(desk.count(), 1);
    let versions = desk.versions("t1");
    assert_eq!(
        versions.iter().map(|v| (v.version, v.replaced.is_some())).collect::<Vec<_>>(),
        [(2, false), (1, true)]
    );
    assert_eq!((desk.marked("t1").as_str(), desk.detached("t1")), ("甲隊減少15%。/乙隊[減少12%]。", kept()));
    let request = CompareVersions { id: "t1".into(), older: 1, newer: 2 };
    let compared = desk.library.compare_versions(UiLang::ZhHant, request).unwrap();
    let told: Vec<_> = compared
        .rows
        .iter()
        .map(|row| {
            let changed = row
                .newer
                .iter()
                .flat_map(|block| &block.pieces)
                .filter(|piece| piece.changed)
                .map(|piece| piece.text.as_str());
            (row.kind.as_str(), changed.collect::<String>())
        })
        .collect();
    assert_eq!(told, [("same", String::new()), ("changed", "15".into()), ("same", String::new())]);
    assert_eq!((compared.older.as_str(), compared.newer.as_str()), ("版本 1", "版本 2（目前）"));
    assert_eq!(compared.remark, None);
    // A note on the text as it is now goes with that.
    desk.note("t1", 0, 2, 7);
    assert_eq!(desk.marked("t1"), "甲隊[減少15%]。/乙隊[減少12%]。");
}

#[test]
fn a_passage_that_was_selected_before_the_article_changed_is_still_that_passage() {
    let desk = Desk::new();
    desk.t1("甲隊減少12%。\n\n乙隊減少12%。");
    desk.t1("丙隊減少12%。\n\n甲隊減少12%。\n\n乙隊減少12%。\n\n丁隊減少12%。");
    let note = |quote: &str, block: u32, start: u32, end: u32| {
        let selection = Selection {
            quote: quote.to_owned(),
            reading: Reading::Original,
            column: 0,
            start_paragraph: block,
            start,
            end_paragraph: block,
            end,
        };
        let on = "zhimai://article/t1".to_owned();
        let note = SaveNote { zh: "記".to_owned(), on, selection: Some(selection), ..SaveNote::default() };
        desk.library.save_note(UiLang::En, note)
    };
    // It stood in the first block, and stands in the second now.
    let made = note("甲隊減少12%", 0, 0, 7).unwrap();
    assert_eq!((made.quote.as_deref(), made.detached), (Some("甲隊減少12%"), false));
    assert_eq!(desk.marked("t1"), "丙隊減少12%。/[甲隊減少12%]。/乙隊減少12%。/丁隊減少12%。");
    // Nor is what stands there now taken for it where it is gone altogether.
    desk.t1("丙隊持平，無話可說。");
    let made = note("乙隊 減少12%", 1, 0, 7).unwrap();
    assert_eq!((made.quote.as_deref(), made.detached), (Some("乙隊減少12%"), true));
    // Words that no version has are taken by their place, as without a quote.
    assert_eq!(note("別的話", 0, 0, 4).unwrap().quote.as_deref(), Some("丙隊持平"));
    assert!(note("別的話", 7, 0, 4).is_err());
}

#[test]
fn notes_after_headings_and_lists_stay_when_the_text_gets_others() {
    let desk = Desk::new();
    desk.t1("## 前言\n\n- 甲隊減少12%\n- 乙隊減少9%\n\n## 結語\n\n兩隊都減少，而且減少得比預期多。");
    desk.note("t1", 4, 6, 8);
    desk.t1("# 更正\n\n## 前言\n\n1. 甲隊減少12%\n2. 乙隊減少9%\n3. 丙隊持平\n\n## 結語\n\n兩隊都減少，而且**減少**得比預期多。");
    let marked = desk.marked("t1");
    assert!(marked.contains("兩隊都減少，[而且]減少得比預期多。"), "{marked}");
}

#[test]
fn a_file_that_is_edited_stays_one_article() {
    let desk = Desk::new();
    assert_eq!(desk.import("a.md", "# 標題\n\n輝達的晶片供不應求，價格上漲。\n").added, 1);
    let report = desk.import("a.md", "# 標題\n\n輝達的晶片供不應求，價格下跌。\n");
    assert_eq!((report.added, report.changed, desk.count()), (0, 1, 1));
    let report = desk.import("a.md", "# 標題\n\n輝達的晶片供不應求，價格下跌。\n");
    assert_eq!((report.unchanged, desk.count()), (1, 1));
    desk.library.bring_index_up_to_date(UiLang::En, &mut |_| ControlFlow::Continue(())).unwrap();
    let found = |query: &str| {
        let request = SearchRequest { query: query.to_owned(), ..SearchRequest::default() };
        desk.library.search(UiLang::En, request).unwrap().total
    };
    assert_eq!((found("下跌"), found("上漲")), (1, 0), "what is, is searched");
}

#[test]
fn a_row_without_identifier_whose_header_is_corrected_stays_one_article() {
    let desk = Desk::new();
    let rows = |title: &str, date: &str| {
        format!(
            "{{\"title\":\"{title}\",\"date\":\"{date}\",\"text\":\"晶片供不應求。\"}}\n{{\"title\":\"乙\",\"text\":\"另一篇。\"}}\n"
        )
    };
    assert_eq!(desk.import("rows.jsonl", &rows("甲", "2025-01-01")).added, 2);
    let report = desk.import("rows.jsonl", &rows("甲", "2025-01-02"));
    assert_eq!((report.added, report.updated, report.unchanged), (0, 1, 1), "{report:?}");
    let report = desk.import("rows.jsonl", &rows("丙", "2025-01-02"));
    assert_eq!((report.added, report.updated, report.unchanged, desk.count()), (0, 1, 1, 2), "{report:?}");
}

#[test]
fn what_is_not_there_is_said_in_words() {
    let desk = Desk::new();
    desk.t1(BOTH);
    let compare = |id: &str, older, newer| {
        let request = CompareVersions { id: id.to_owned(), older, newer };
        desk.library.compare_versions(UiLang::En, request).unwrap_err()
    };
    let error = compare("t1", 1, 2);
    assert_eq!(
        (error.code, error.message.as_str()),
        (ErrorCode::NotFound, "The article has no version 2; it has versions 1 to 1.")
    );
    for error in [
        compare("nobody", 1, 2),
        desk.library.article_versions(UiLang::En, IdRequest { id: "nobody".into() }).unwrap_err(),
    ] {
        assert!(
            error.code == ErrorCode::NotFound && error.message.contains("zhimai://article/nobody"),
            "{error:?}"
        );
    }
}

#[test]
fn an_article_that_is_removed_takes_its_versions_along_and_leaves_the_notes() {
    let desk = Desk::new();
    desk.t1(BOTH);
    desk.note("t1", 1, 2, 7);
    desk.t1("甲隊減少12%。");
    desk.library
        .remove_articles(UiLang::En, ArticleChoice { ids: vec!["t1".into()], ..ArticleChoice::default() })
        .unwrap();
    assert_eq!(desk.library.notes(UiLang::En, NotesRequest::default()).unwrap().len(), 1);
    desk.t1(BOTH);
    assert_eq!((desk.versions("t1").len(), desk.marked("t1").as_str()), (1, "甲隊減少12%。/乙隊[減少12%]。"));
}

#[test]
fn a_text_that_a_program_made_traditional_is_shown_in_right_traditional() {
    let desk = Desk::new();
    desk.t1("云算力并對制造最后，關系復雜，稱贊游戲。\n\n皇后在公里外。");
    assert_eq!(desk.article("t1").right_traditional, Some(false));
    let put = |right| RightTraditional { id: "t1".into(), right };
    desk.library.put_right(UiLang::En, put(true)).unwrap();
    let view = desk.article("t1");
    let texts: Vec<&str> = view.blocks.iter().map(|block| block.columns[0].text.as_str()).collect();
    assert_eq!(texts, ["雲算力並對製造最後，關係複雜，稱讚遊戲。", "皇后在公里外。"]);
    let repaired = |span: &Span| matches!(&span.what, SpanKind::Repair { original, .. } if original == "云");
    assert!(view.blocks[0].columns[0].spans.iter().any(repaired));
    assert_eq!((view.repairs, view.right_traditional), (0, Some(true)));
    // A note has the words as they came, and stands at the same place either way.
    desk.note("t1", 0, 5, 7);
    assert_eq!(desk.detached("t1"), [("制造".to_owned(), false)]);
    assert_eq!(desk.marked("t1"), "雲算力並對[製造]最後，關係複雜，稱讚遊戲。/皇后在公里外。");
    // It is found by the right words as by the wrong ones, and its file changes nothing.
    for query in ["製造", "制造", "\"關係複雜\""] {
        let kinds = vec![HitKind::Article];
        let request = SearchRequest { query: query.to_owned(), kinds, ..SearchRequest::default() };
        assert_eq!(desk.library.search(UiLang::En, request).unwrap().hits[0].id, "t1", "{query}");
    }
    assert_eq!(desk.t1("云算力并對制造最后，關系復雜，稱贊游戲。\n\n皇后在公里外。").unchanged, 1);
    assert_eq!(desk.article("t1").right_traditional, Some(true));
    desk.library.put_right(UiLang::En, put(false)).unwrap();
    assert_eq!(desk.marked("t1"), "云算力并對[制造]最后，關系復雜，稱贊游戲。/皇后在公里外。");
    // What somebody wrote so is left alone.
    desk.t1("雲端算力並對製造最後，關係複雜。");
    assert_eq!(desk.article("t1").right_traditional, None);
}

#[test]
fn a_repaired_text_is_shown_as_it_stood_in_its_file_and_repaired_again() {
    let desk = Desk::new();
    let file = "甲隊：\n\n浜哄伐鏅鸿兘\n\n乙隊減少12%。";
    desk.t1(file);
    desk.note("t1", 1, 1, 3);
    desk.note("t1", 2, 2, 4);
    let repaired = "甲隊：/人[工智]能/乙隊[減少]12%。";
    assert_eq!(desk.marked("t1"), repaired);
    let undo = |undone| {
        desk.library.undo_repairs(UiLang::En, UndoRepairs { id: "t1".into(), undone }).unwrap();
    };
    let title = desk.article("t1").titles;
    undo(true);
    let view = desk.article("t1");
    assert_eq!((view.repairs, view.as_it_stood, view.titles), (1, true, title));
    // Of a garbled passage nobody knows a part; what stands after it stays where it is.
    let garbled = "甲隊：/[浜哄伐鏅鸿兘]/乙隊[減少]12%。";
    assert_eq!(desk.marked("t1"), garbled);
    assert_eq!(desk.t1(file).unchanged, 1);
    assert_eq!(desk.marked("t1"), garbled);
    // A note that is made so is one on the text that is kept.
    desk.note("t1", 2, 4, 6);
    undo(false);
    assert!(!desk.article("t1").as_it_stood);
    assert_eq!(desk.marked("t1"), "甲隊：/人[工智]能/乙隊[減少][12]%。");
}
