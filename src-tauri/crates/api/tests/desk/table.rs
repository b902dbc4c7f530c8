//! The table of the library: narrowed, put in order, chosen from, edited, removed, and all of that followed by the index.

use crate::{Desk, open, search};
use std::collections::HashSet;
use std::fmt::Write;
use std::ops::ControlFlow;
use zhimai_api::*;

fn library(count: u32) -> Desk {
    let desk = open(Content::Empty);
    let mut text = String::new();
    for n in 0..count {
        let (month, source) = (n % 12 + 1, ["甲報", "乙報", "Daily"][n as usize % 3]);
        let date = if n % 5 == 0 { String::new() } else { format!(",\"date\":\"2025-{month:02}\"") };
        let words = "糰子店開張。".repeat(n as usize % 4 + 1);
        let _ = writeln!(
            text,
            "{{\"id\":\"n{n}\",\"title\":\"輝達第{n}則\",\"source\":\"{source}\"{date},\"text\":\"{words}第{n}次\"}}"
        );
    }
    desk.library.import_text(UiLang::En, ImportText { name: "many.jsonl".into(), text }).unwrap();
    desk
}

fn ids(desk: &Desk, request: &ArticlesRequest) -> Vec<String> {
    let list = desk.library.articles(UiLang::En, request.clone()).unwrap();
    assert_eq!(list.articles.len(), list.sizes.len());
    list.articles.into_iter().map(|article| article.id).collect()
}

fn total(desk: &Desk, request: ArticlesRequest) -> u32 {
    desk.library.articles(UiLang::En, request).unwrap().total
}

fn one(field: &str, value: &str) -> FieldEdit {
    FieldEdit { field: field.into(), value: Some(value.into()), given: false }
}

#[test]
fn each_order_has_every_article_once_and_its_parts_make_the_whole() {
    let desk = library(130);
    use ListSort::{Added, Date, Language, Size, Source, Title};
    for sort in [Date, Title, Source, Language, Added, Size] {
        for reversed in [false, true] {
            let request = ArticlesRequest { sort, reversed, limit: 1_000, ..ArticlesRequest::default() };
            let whole = ids(&desk, &request);
            assert_eq!(whole.iter().collect::<HashSet<_>>().len(), 130, "{sort:?}");
            let mut parts = Vec::new();
            for offset in (0..130).step_by(37) {
                parts.extend(ids(&desk, &ArticlesRequest { offset, limit: 37, ..request.clone() }));
            }
            assert_eq!(parts, whole, "{sort:?}");
            let stretch = StretchRequest { list: request, first: 10, last: 19 };
            assert_eq!(desk.library.article_stretch(UiLang::En, stretch).unwrap(), whole[10..20]);
        }
    }
    let list = |sort| {
        let request = ArticlesRequest { sort, limit: 1_000, ..ArticlesRequest::default() };
        desk.library.articles(UiLang::En, request).unwrap()
    };
    assert!(list(Size).sizes.is_sorted_by(|a, b| a >= b));
    let sources: Vec<_> = list(Source).articles.into_iter().map(|a| a.source.unwrap()).collect();
    assert!(sources.is_sorted_by_key(|source| ["Daily", "乙報", "甲報"].iter().position(|s| s == source)));
    // Those without a date are at the end.
    assert!(list(Date).articles[104..].iter().all(|article| article.date.is_none()));
}

#[test]
fn filters_narrow_together() {
    let desk = library(60);
    let all = ArticlesRequest::default;
    assert_eq!(total(&desk, ArticlesRequest { undated: true, ..all() }), 12);
    assert_eq!(total(&desk, ArticlesRequest { date: "2025".into(), ..all() }), 48);
    assert_eq!(
        total(&desk, ArticlesRequest { date: "2025-02".into(), words: "辉达 daily".into(), ..all() }),
        0
    );
    assert_eq!(total(&desk, ArticlesRequest { words: "辉达 daily".into(), ..all() }), 20);
    assert_eq!(total(&desk, ArticlesRequest { language: "zh-hant".into(), ..all() }), 60);
    assert_eq!(total(&desk, ArticlesRequest { import: Some(1), ..all() }), 60);
    assert_eq!(total(&desk, ArticlesRequest { noted: true, ..all() }), 0);
    let note = SaveNote { en: "mine".into(), on: "zhimai://article/n7".into(), ..SaveNote::default() };
    desk.library.save_note(UiLang::En, note).unwrap();
    assert_eq!(ids(&desk, &ArticlesRequest { noted: true, ..all() }), ["n7"], "what is kept is made anew");
    // A problem is of the article of its file.
    let file = desk.folder.path().join("20240506 a.md");
    std::fs::write(&file, "# 題\n\n內文沒有日期。\n").unwrap();
    let told = desk
        .library
        .import_paths(UiLang::En, std::slice::from_ref(&file), &mut |_| ControlFlow::Continue(()))
        .unwrap();
    assert_eq!(told.problems.len(), 1, "{told:?}");
    let with = ids(&desk, &ArticlesRequest { problems: true, ..all() });
    assert_eq!(with.len(), 1);
    desk.library.clear_problems(UiLang::En, Nothing {}).unwrap();
    assert_eq!(total(&desk, ArticlesRequest { problems: true, ..all() }), 0);
}

#[test]
fn all_that_match_are_edited_but_some_and_the_index_follows() {
    let desk = library(60);
    let daily = ArticlesRequest { words: "daily".into(), ..ArticlesRequest::default() };
    let which = ArticleChoice { matching: Some(daily.clone()), except: vec!["n2".into()], ids: Vec::new() };
    let chosen = desk.library.chosen_articles(UiLang::En, which.clone()).unwrap();
    let told: Vec<_> = chosen.fields.iter().map(|f| (f.field.as_str(), f.mixed, f.value.as_str())).collect();
    assert_eq!((chosen.articles, chosen.fixed), (19, 0));
    assert_eq!(
        told,
        [
            ("title", true, ""),
            ("date", true, ""),
            ("source", false, "Daily"),
            ("language", false, "zh-hant"),
            ("collection", false, "imported"),
        ]
    );
    let request = EditArticles { which, fields: vec![one("source", "新報"), one("date", "2024-05")] };
    let changed = desk.library.edit_articles(UiLang::En, request).unwrap();
    assert_eq!((changed.articles, changed.same, changed.kept), (19, 0, 0));
    assert_eq!(changed.told, "19 articles edited.");
    assert_eq!(total(&desk, daily.clone()), 1);
    let which = ArticleChoice { ids: vec!["n8".into()], ..ArticleChoice::default() };
    let request = EditArticles { which: which.clone(), fields: vec![one("title", "微軟與糰子")] };
    desk.library.edit_articles(UiLang::En, request).unwrap();
    desk.library.bring_index_up_to_date(UiLang::En, &mut |_| ControlFlow::Continue(())).unwrap();
    let is_found = || {
        let found = search(&desk.library, "\"微軟與糰子\"");
        found.hits.iter().any(|hit| hit.address == "zhimai://article/n8")
    };
    assert!(is_found());
    assert_eq!(desk.library.article_versions(UiLang::En, IdRequest { id: "n8".into() }).unwrap().len(), 3);
    let removed = desk.library.remove_articles(UiLang::En, which).unwrap();
    desk.library.bring_index_up_to_date(UiLang::En, &mut |_| ControlFlow::Continue(())).unwrap();
    assert!(!is_found());
    let request = ImportRequest { id: removed.id.unwrap() };
    assert_eq!(desk.library.undo_import(UiLang::En, request).unwrap().articles, 1);
    desk.library.bring_index_up_to_date(UiLang::En, &mut |_| ControlFlow::Continue(())).unwrap();
    assert!(is_found());
    assert_eq!(desk.library.article_versions(UiLang::En, IdRequest { id: "n8".into() }).unwrap().len(), 3);
}

#[test]
fn what_comes_with_the_program_is_told_and_stays() {
    let desk = open(Content::AsIs);
    let before = total(&desk, ArticlesRequest::default());
    let which = ArticleChoice { matching: Some(ArticlesRequest::default()), ..ArticleChoice::default() };
    let changed = desk.library.remove_articles(UiLang::En, which.clone()).unwrap();
    assert_eq!((changed.id, changed.articles, changed.kept), (None, 0, before));
    assert!(changed.named[0].why.contains("comes with the program"));
    let into = EditArticles { which, fields: vec![one("collection", "bundled")] };
    assert!(desk.library.edit_articles(UiLang::En, into).is_err());
    assert_eq!(total(&desk, ArticlesRequest::default()), before);
    assert!(desk.library.own_changes(UiLang::En, Nothing {}).unwrap().is_empty());
}
