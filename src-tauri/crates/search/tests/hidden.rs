//! What is hidden is left out of a search as if it were not there: of hits, counts, spellings and completions.

#![allow(clippy::unwrap_used)] // helpers of tests fail by panicking

use std::sync::Arc;
use zhimai_gazetteer::{Form, FormKind, Gazetteer, Group, GroupKind};
use zhimai_model::EntityKind;
use zhimai_search::{Answer, Document, Index, Kind, Known, News, Part, Request, Sort};

fn names() -> Arc<Gazetteer> {
    let forms = ["NVIDIA", "輝達"].iter().map(|name| Form::new(name, FormKind::Name)).collect();
    Arc::new(Gazetteer::of_groups(vec![Group::new("nvidia", GroupKind::Entity(EntityKind::Company), forms)]))
}

fn article(id: &str, collection: &str, title: &str, body: &str) -> Document {
    let day = 100 + i32::from(id.as_bytes().first().copied().unwrap_or(0));
    let news = News { known: Known::Since(day), ..News::default() };
    Document {
        kind: Kind::Article,
        id: id.to_owned(),
        parts: vec![Part::title(None, title), Part::body(None, body)],
        author: None,
        source: Some(format!("source of {collection}")),
        language: Some("zh-hant".to_owned()),
        collection: collection.to_owned(),
        days: Some((day, day)),
        entities: vec![format!("entity-of-{collection}")],
        sums: Vec::new(),
        news,
    }
}

fn documents() -> Vec<Document> {
    vec![
        article("a", "open", "輝達的晶片", "輝達出貨。Compute is scarce."),
        article("b", "open", "供給約束", "供給約束仍在。The supply constraint persists."),
        article("c", "drawer", "輝達的秘密", "輝達與對手的密約。Foobarium ships; computing grows."),
        article("d", "drawer", "密約", "密約的內容，供給約束。A foobarium, again."),
        article("e", "attic", "舊聞", "輝達舊聞。Quuxite."),
        article("f", "open", "另一則", "與此無關的一則。"),
    ]
}

struct Library {
    index: Index,
    _folder: tempfile::TempDir,
}

/// An index in several segments.
fn library(documents: &[Document]) -> Library {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::create(folder.path(), names()).unwrap();
    let mut writer = index.writer().unwrap();
    for (number, document) in (1..).zip(documents) {
        writer.put(document).unwrap();
        writer.commit(number).unwrap();
    }
    writer.finish().unwrap();
    Library { index, _folder: folder }
}

fn ids(answer: &Answer) -> Vec<String> {
    let mut ids: Vec<_> = answer.hits.iter().map(|hit| hit.id.clone()).collect();
    ids.sort_unstable();
    ids
}

#[test]
fn what_is_hidden_is_left_out_as_if_it_were_not_there() {
    let all = library(&documents());
    for hidden in [&["drawer"][..], &["attic"], &["drawer", "attic"], &["open", "drawer", "attic"], &["none"]]
    {
        let hidden: Vec<String> = hidden.iter().map(|id| (*id).to_owned()).collect();
        let rest: Vec<_> = documents().into_iter().filter(|one| !hidden.contains(&one.collection)).collect();
        let without = library(&rest);
        for query in [
            "輝達",
            "密約",
            "供給約束",
            "\"密約\"",
            "foobarium",
            "foobarim",
            "foo",
            "quux",
            "quuxit",
            "comput",
            "密",
            "輝達 -舊聞",
            "source:drawer",
            "NVIDIA",
            "in:articles",
            "秘密 OR 約束",
            "密約 NEAR/5 輝達",
            "",
        ] {
            for (typing, as_of, sort) in [
                (false, None, Sort::Relevance),
                (true, None, Sort::Relevance),
                (false, Some(199), Sort::Newest),
                (true, Some(201), Sort::Oldest),
            ] {
                let request = Request {
                    query: query.to_owned(),
                    limit: 100,
                    snippets: true,
                    facets: true,
                    typing,
                    as_of,
                    sort,
                    ..Request::default()
                };
                let expect = without.index.search(&request).unwrap();
                let answer = all.index.search(&Request { hidden: hidden.clone(), ..request }).unwrap();
                let place = format!("{query} {hidden:?} {typing} {as_of:?}");
                assert_eq!(ids(&answer), ids(&expect), "{place}");
                assert_eq!(answer.total, expect.total, "{place}");
                assert_eq!(answer.facets, expect.facets, "{place}");
                assert_eq!(answer.histogram, expect.histogram, "{place}");
                assert_eq!(answer.suggestion, expect.suggestion, "{place}");
                assert_eq!(answer.notices, expect.notices, "{place}");
                assert_eq!(answer.named, expect.named, "{place}");
            }
        }
    }
}

#[test]
fn what_is_hidden_is_there_for_whoever_asks_for_it() {
    let all = library(&documents());
    let request = Request { query: "密約".to_owned(), limit: 100, ..Request::default() };
    assert_eq!(ids(&all.index.search(&request).unwrap()), ["c", "d"]);
    let hidden = vec!["drawer".to_owned()];
    assert_eq!(all.index.search(&Request { hidden, ..request }).unwrap().total, 0);
}
