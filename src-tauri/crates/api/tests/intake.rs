//! Imports while they go on: what is in is found, how far they are, and what is left when they are stopped.

#![allow(clippy::unwrap_used)] // helpers of tests fail by panicking

use std::fmt::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use zhimai_api::*;

fn open(folder: &Path) -> OpenLibrary {
    let options = OpenOptions { folder: folder.to_owned(), clock: || 0, content: Content::Empty };
    let library = OpenLibrary::open(UiLang::En, options).unwrap();
    library.bring_index_up_to_date(UiLang::En, &mut |_| ControlFlow::Continue(())).unwrap();
    library
}

/// Articles in a file of JSON Lines. What each is padded with is read and left out, so that a large file has a small index.
fn lines(folder: &Path, articles: u32) -> PathBuf {
    let padding = "x".repeat(10_000);
    let mut text = String::new();
    for n in 0..articles {
        let _ = writeln!(
            text,
            r#"{{"id":"n{n}","title":"第{n}則","text":"晶片新聞，輝達與微軟。item{n}","padding":"{padding}"}}"#
        );
    }
    let path = folder.join("many.jsonl");
    std::fs::write(&path, text).unwrap();
    path
}

fn total(library: &OpenLibrary, query: &str) -> u32 {
    let request = SearchRequest { query: query.to_owned(), ..SearchRequest::default() };
    library.search(UiLang::En, request).unwrap().total
}

fn articles(library: &OpenLibrary) -> u32 {
    library.status(UiLang::En, Nothing {}).unwrap().counts.articles
}

/// Waits for the index, which runs on its own.
fn in_time(mut is_so: impl FnMut() -> bool) -> bool {
    (0..3_000).any(|_| {
        std::thread::sleep(Duration::from_millis(20));
        is_so()
    })
}

fn found_while_more_comes(library: &OpenLibrary, file: PathBuf) {
    let mut found_at = None;
    let mut told: Vec<Progress> = Vec::new();
    let report = library
        .import_paths(UiLang::En, &[file], &mut |progress| {
            told.push(progress);
            // Nothing more is kept while this waits.
            if found_at.is_none() && articles(library) >= 1_000 {
                assert!(
                    in_time(|| total(library, "晶片新聞") >= 1_000),
                    "not found while the import goes on"
                );
                found_at = Some(articles(library));
            }
            ControlFlow::Continue(())
        })
        .unwrap();
    assert_eq!((report.added, report.cancelled), (2_000, false));
    assert!(found_at.unwrap() < 2_000, "{found_at:?}");
    assert!(told.iter().all(|p| p.done <= p.total), "{told:?}");
    assert!(told.windows(2).all(|pair| pair[0].done <= pair[1].done), "{told:?}");
    // What is kept and not yet found counts for half.
    let kept_first = told.iter().find(|p| p.done > 0).unwrap();
    assert!(kept_first.done < kept_first.total / 2, "{told:?}");
    assert_eq!(told.last().map(|p| p.done), told.first().map(|p| p.total));
}

#[test]
fn what_is_in_is_found_before_the_import_ends() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(&folder.path().join("library"));
    found_while_more_comes(&library, lines(folder.path(), 2_000));
    // At its end nothing is left to do, with no thread that would.
    assert_eq!(total(&library, "晶片新聞"), 2_000);
    assert_eq!(library.status(UiLang::En, Nothing {}).unwrap().index, IndexState::Ready);
}

#[test]
fn so_it_is_beside_a_thread_that_keeps_the_index_and_a_note_that_is_saved_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    let library = Arc::new(open(&folder.path().join("library")));
    library.keep_indexed();
    let file = lines(folder.path(), 2_000);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            assert!(in_time(|| articles(&library) > 0));
            let note = SaveNote { zh: "順手記下".to_owned(), ..SaveNote::default() };
            library.save_note(UiLang::En, note).unwrap();
        });
        found_while_more_comes(&library, file);
    });
    assert_eq!(total(&library, "晶片新聞"), 2_000);
    assert!(in_time(|| total(&library, "順手記下") == 1));
}

#[test]
fn an_import_that_is_stopped_has_what_it_kept_and_goes_on_from_there() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("library");
    let library = open(&place);
    let file = lines(folder.path(), 2_000);
    let report = library
        .import_paths(UiLang::En, std::slice::from_ref(&file), &mut |_| match articles(&library) {
            0..1_000 => ControlFlow::Continue(()),
            _ => ControlFlow::Break(()),
        })
        .unwrap();
    assert!(report.cancelled && (1_000..2_000).contains(&report.added), "{}", report.added);
    assert_eq!(articles(&library), report.added);
    drop(library);
    let library = open(&place);
    assert_eq!(total(&library, "晶片新聞"), report.added);
    let again = library.import_paths(UiLang::En, &[file], &mut |_| ControlFlow::Continue(())).unwrap();
    assert_eq!((again.added, again.unchanged), (2_000 - report.added, report.added));
    assert_eq!((articles(&library), total(&library, "晶片新聞")), (2_000, 2_000));
}

#[test]
fn who_stops_when_all_is_kept_only_does_not_wait_for_the_index() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(&folder.path().join("library"));
    let file = lines(folder.path(), 600);
    let report = library
        .import_paths(UiLang::En, &[file], &mut |_| match articles(&library) {
            600 => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        })
        .unwrap();
    // The last batch is followed by one question whether to go on, and that one counts as before the end.
    assert_eq!((report.added, articles(&library)), (600, 600));
    library.bring_index_up_to_date(UiLang::En, &mut |_| ControlFlow::Continue(())).unwrap();
    assert_eq!(total(&library, "晶片新聞"), 600);
}

#[test]
fn the_same_files_give_the_same_library() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("in");
    std::fs::create_dir_all(input.join("deep")).unwrap();
    for n in 0..40 {
        let text = format!("# 標題{}\n\n輝達與微軟在第{n}次會面，OpenAI 也在。\n", n % 7);
        std::fs::write(input.join(format!("deep/{n}.md")), text).unwrap();
        std::fs::write(input.join(format!("{n}.bad.json")), "{").unwrap();
    }
    let same = r#"{"id":"same","title":"T","text":"text "#;
    std::fs::write(input.join("a.jsonl"), format!("{same}one\"}}\n{same}two\"}}\n{same}three\"}}\n"))
        .unwrap();
    let mut before = None;
    for name in ["one", "two", "three"] {
        let library = open(&folder.path().join(name));
        let report = library
            .import_paths(UiLang::En, std::slice::from_ref(&input), &mut |_| ControlFlow::Continue(()))
            .unwrap();
        assert_eq!((report.added, report.refused), (43, 40));
        let list =
            library.articles(UiLang::En, ArticlesRequest { limit: 100, ..Default::default() }).unwrap();
        let views: Vec<_> = list
            .articles
            .iter()
            .map(|one| {
                library
                    .article(UiLang::En, ArticleRequest { id: one.id.clone(), ..Default::default() })
                    .unwrap()
            })
            .collect();
        let problems = library.problems(UiLang::En, Nothing {}).unwrap();
        let all = (report, list, views, problems, total(&library, "輝達"));
        assert_eq!(all.4, 40);
        let all = format!("{all:?}");
        assert_eq!(before.get_or_insert_with(|| all.clone()), &all, "{name}");
    }
}
