//! Documents put in and taken out, counts, orders, and an index that cannot be used.

use super::*;

#[test]
fn counts_and_orders() {
    let library = library();
    let answer = library.ask("輝達");
    assert_eq!(answer.facets.kinds, [(Kind::Article, 4)]);
    assert_eq!(answer.facets.languages, [("en".to_owned(), 2), ("zh-hant".to_owned(), 2)]);
    assert_eq!(answer.facets.entities, [("microsoft".to_owned(), 1), ("nvidia".to_owned(), 1)]);
    assert_eq!(answer.histogram, [((2025, 10), 1), ((2025, 11), 3)]);
    let sorted = |sort| {
        let answer = library.answer(&Request { query: "輝達".to_owned(), sort, ..request() });
        answer.hits.into_iter().map(|hit| hit.days.unwrap().0).collect::<Vec<_>>()
    };
    assert!(sorted(Sort::Newest).is_sorted_by(|a, b| a >= b));
    assert!(sorted(Sort::Oldest).is_sorted());
    let sums = library.answer(&Request { query: "投資".to_owned(), sort: Sort::Amount, ..request() });
    assert_eq!(sums.hits[0].id, "tsmc");
    let all = library.ask("");
    assert_eq!((all.total as usize, all.hits[0].id.as_str()), (DOCUMENTS.len(), "date"));
    let paged = library.answer(&Request { query: "輝達".to_owned(), limit: 2, offset: 1, ..request() });
    assert_eq!(
        paged.hits.iter().map(|hit| &hit.id).collect::<Vec<_>>(),
        [&answer.hits[1].id, &answer.hits[2].id]
    );
    assert_eq!(paged.total, 4);
    let narrowed =
        Request { query: "輝達".to_owned(), entities: vec!["microsoft".to_owned()], ..request() };
    assert_eq!(library.answer(&narrowed).total, 1);
}

#[test]
fn documents_are_replaced_and_taken_out() {
    let library = library();
    assert_eq!(library.index.sequence(), 7);
    let mut writer = library.index.writer().unwrap();
    assert!(library.index.writer().is_err());
    writer.put(&document("hant", "改寫", "內容換了。", "2025-11-18")).unwrap();
    writer.remove(Kind::Article, "ticker").unwrap();
    library.finds("輝達", &["hant", "hans", "en", "ticker"]);
    writer.commit(8).unwrap();
    library.finds("輝達", &["hans", "en"]);
    library.finds("改寫", &["hant"]);
    assert_eq!(library.index.sequence(), 8);
    writer.clear().unwrap();
    writer.commit(9).unwrap();
    assert!(library.index.is_empty());
    assert_eq!(library.ask("輝達").total, 0);
}

#[test]
fn a_document_is_there_once() {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::create(folder.path(), names()).unwrap();
    let other = Index::open(folder.path(), names()).unwrap();
    let check = |index: &Index, titles: &[&str], count: u64| {
        let mut writer = index.writer().unwrap();
        for title in titles {
            writer.put(&document("hant", title, "內容", "2025-11-18")).unwrap();
            writer.put(&document(title, title, "內容", "2025-11-18")).unwrap();
        }
        writer.commit(1).unwrap();
        let request = Request { query: "內容".to_owned(), ..Request::default() };
        assert_eq!(index.search(&request).unwrap().total as u64, count, "{titles:?}");
        let last = Request { query: format!("\"{}\"", titles.last().unwrap()), ..Request::default() };
        assert_eq!(index.search(&last).unwrap().total, 2);
        assert_eq!(index.len(), count);
    };
    check(&index, &["第一", "第二"], 3);
    check(&index, &["第三", "第三"], 4);
    // What another process put in is replaced too.
    check(&other, &["第二", "第四"], 5);
    let mut writer = other.writer().unwrap();
    writer.put(&document("hant", "第五", "內容", "2025-11-18")).unwrap();
    writer.remove(Kind::Article, "hant").unwrap();
    writer.commit(2).unwrap();
    assert_eq!(other.len(), 4);
}

#[test]
fn what_has_more_of_the_characters_comes_first() {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::create(folder.path(), names()).unwrap();
    let mut writer = index.writer().unwrap();
    for number in 0..100 {
        let date = format!("2025-01-{:02}", number % 28 + 1);
        writer.put(&document(&format!("one-{number}"), "", "在中部。", &date)).unwrap();
        writer.put(&document(&format!("sign-{number}"), "", "都是山、水。", "2025-12-01")).unwrap();
    }
    writer.put(&document("both", "", "在中部的人。", "2024-11-18")).unwrap();
    writer.commit(1).unwrap();
    let ask = |query: &str, sort: Sort| {
        index.search(&Request { query: query.to_owned(), sort, ..request() }).unwrap()
    };
    for (query, total) in [
        ("中、人", 101),
        ("人、中", 101),
        ("「中。", 101),
        ("中", 101),
        ("的」", 1),
        ("。", 201),
        ("、", 100),
    ] {
        let answer = ask(query, Sort::Relevance);
        assert_eq!(answer.total, total, "{query}");
        let first = |hit: &Hit| hit.id == "both" || hit.id.starts_with("one-");
        assert!(query == "。" || query == "、" || answer.hits.iter().all(first), "{query}");
    }
    assert_eq!(ask("人、中", Sort::Relevance).hits[0].id, "both");
    // Of equals the newer comes first, wherever in the index it stands.
    let newest: Vec<_> = ask("中", Sort::Relevance).hits.iter().take(20).map(|hit| hit.days).collect();
    assert!(newest.is_sorted_by(|a, b| a >= b) && newest[0] == Some((day("2025-01-28"), day("2025-01-28"))));
    // What has only the sign is no match.
    let kept = ask("中、", Sort::Newest);
    assert_eq!((kept.total, kept.hits[0].days), (101, newest[0]));
    let hit = &ask("中、人", Sort::Relevance).hits[0];
    let marked: Vec<String> = hit
        .snippet
        .marks
        .iter()
        .map(|[a, b]| hit.snippet.text.chars().skip(*a as usize).take((b - a) as usize).collect())
        .collect();
    assert_eq!(marked, ["中", "人"]);
}

#[test]
fn an_index_says_when_it_cannot_be_used() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(Index::open(folder.path(), names()), Err(OpenError::Missing)));
    drop(Index::create(folder.path(), names()).unwrap());
    let index = Index::open(folder.path(), names()).unwrap();
    index.check(1).unwrap();
    assert!(index.size_bytes() > 0);
    drop(index);
    // A dictionary is for queries only and leaves the index as it is.
    let index = Index::open(folder.path(), names()).unwrap();
    index.set_dictionaries(dictionaries());
    index.check(1).unwrap();
    drop(index);
    // Nor do other names make it useless: what they are in is put in anew by whoever changes them.
    Index::open(folder.path(), Arc::default()).unwrap().check(1).unwrap();
    std::fs::write(folder.path().join("meta.json"), "{").unwrap();
    assert!(matches!(Index::open(folder.path(), names()), Err(OpenError::Corrupt(_))));
    std::fs::remove_file(folder.path().join("meta.json")).unwrap();
    assert!(matches!(Index::open(folder.path(), names()), Err(OpenError::Corrupt(_))));
}
