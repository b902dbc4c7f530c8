//! Copies of one story are one hit.

#![allow(clippy::unwrap_used)] // helpers of tests fail by panicking

use std::sync::Arc;
use zhimai_search::{Answer, Document, Index, Kind, News, Part, Request, Sort};

/// A document of a day, in a group of copies or in none, that tells these events.
fn document(id: &str, body: &str, day: Option<i32>, copies: Option<i64>, events: &[&str]) -> Document {
    Document {
        kind: Kind::Article,
        id: id.to_owned(),
        parts: vec![Part::title(None, id), Part::body(None, body)],
        author: None,
        source: Some(format!("paper {id}")),
        language: None,
        collection: "test".to_owned(),
        days: day.map(|day| (day, day)),
        entities: Vec::new(),
        sums: Vec::new(),
        news: News { copies, events: events.iter().map(|id| (*id).to_owned()).collect(), ..News::default() },
    }
}

fn index(documents: &[Document]) -> (tempfile::TempDir, Index) {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::create(folder.path(), Arc::default()).unwrap();
    let mut writer = index.writer().unwrap();
    documents.iter().for_each(|document| writer.put(document).unwrap());
    writer.commit(1).unwrap();
    drop(writer);
    (folder, index)
}

fn request() -> Request {
    Request { query: "晶片".to_owned(), limit: 10, grouped: true, facets: true, ..Request::default() }
}

/// Each hit with what stands beside it.
fn shape(answer: &Answer) -> Vec<String> {
    let ids = |hit: &zhimai_search::Hit| {
        let mut beside: Vec<&str> = hit.beside.iter().map(|other| other.id.as_str()).collect();
        beside.sort_unstable();
        format!("{}{}{}", hit.id, if hit.of_copies { "=" } else { "+" }, beside.join(","))
    };
    answer.hits.iter().map(ids).collect()
}

fn some() -> Vec<Document> {
    vec![
        document("late", "晶片 晶片 晶片擴產", Some(30), Some(7), &[]),
        document("first", "晶片擴產，加上很多別的話", Some(10), Some(7), &[]),
        document("undated", "晶片擴產", None, Some(7), &[]),
        document("other", "晶片減產", Some(20), None, &[]),
    ]
}

#[test]
fn the_earliest_stands_for_the_others_and_all_are_counted() {
    let (_folder, index) = index(&some());
    let answer = index.search(&request()).unwrap();
    let mut shapes = shape(&answer);
    shapes.sort();
    assert_eq!(shapes, ["first=late,undated", "other+"]);
    assert_eq!(answer.total, 4);
    // What one narrows by is counted article by article.
    assert_eq!(answer.facets.sources.iter().map(|(_, count)| count).sum::<u32>(), 4);
    // Scores fall from hit to hit.
    assert!(answer.hits.iter().zip(&answer.hits[1..]).all(|(one, next)| one.score >= next.score));
    let apart = index.search(&Request { grouped: false, ..request() }).unwrap();
    assert_eq!((apart.hits.len(), apart.total), (4, 4));
}

#[test]
fn in_order_of_time_the_group_stands_where_its_first_by_that_order_does() {
    let (_folder, index) = index(&some());
    let newest = index.search(&Request { sort: Sort::Newest, ..request() }).unwrap();
    assert_eq!(shape(&newest), ["late=first,undated", "other+"]);
    let oldest = index.search(&Request { sort: Sort::Oldest, ..request() }).unwrap();
    assert_eq!(shape(&oldest), ["first=late,undated", "other+"]);
}

#[test]
fn pages_are_of_groups_and_what_does_not_match_is_not_in_them() {
    let (_folder, index) = index(&some());
    let page = |offset| shape(&index.search(&Request { limit: 1, offset, ..request() }).unwrap());
    let both = shape(&index.search(&request()).unwrap());
    assert_eq!([page(0), page(1)].concat(), both);
    assert_eq!(page(2), Vec::<String>::new());
    let one = Request { sources: vec!["paper late".to_owned()], ..request() };
    assert_eq!(shape(&index.search(&one).unwrap()), ["late+"]);
}

#[test]
fn an_event_goes_before_copies() {
    let (_folder, index) = index(&[
        document("told", "晶片擴產", Some(5), Some(7), &["deal"]),
        document("brief", "晶片擴產", Some(6), None, &["deal"]),
        document("one", "晶片擴產", Some(10), Some(7), &[]),
        document("two", "晶片擴產", Some(11), Some(7), &[]),
    ]);
    let shapes = shape(&index.search(&request()).unwrap());
    let (copies, event): (Vec<_>, Vec<_>) = shapes.into_iter().partition(|shape| shape.contains('='));
    assert_eq!(copies, ["one=two"]);
    assert!(event == ["told+brief"] || event == ["brief+told"], "{event:?}");
}
