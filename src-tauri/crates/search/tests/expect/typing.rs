//! What is found while a query is still being typed.

use super::*;

#[test]
fn an_answer_for_every_key() {
    let library = library();
    let typing = |query: &str| {
        let answer = library.answer(&Request { query: query.to_owned(), typing: true, ..request() });
        answer.hits.first().map(|hit| hit.id.clone())
    };
    for query in ["n", "nv", "nvid", "nvidi"] {
        assert!(typing(query).is_some(), "{query}");
    }
    assert_eq!(typing("maint").as_deref(), Some("said"));
    assert_eq!(typing("英").as_deref(), Some("hans"));
    assert!(typing("英偉").is_some());
    assert!(typing("yingw").is_some());
    assert_eq!(typing("台積").as_deref(), Some("tsmc"));
    assert_eq!(typing("jensen h").as_deref(), Some("en"));
}

#[test]
fn a_whole_name_is_not_the_beginning_of_a_longer_one() {
    let library = library();
    let found = |query: &str| {
        let answer = library.answer(&Request { query: query.to_owned(), typing: true, ..request() });
        answer.hits.into_iter().map(|hit| hit.id).collect::<BTreeSet<_>>()
    };
    for name in ["輝達", "英偉達", "Nvidia"] {
        assert!(found(name).contains("ticker"), "{name}");
        assert!(!found(name).contains("h200"), "{name}");
    }
    assert!(found("nvidia h").contains("h200"));
    assert!(found("h20").contains("h200"));
}

#[test]
fn the_beginning_of_a_name_is_read_as_the_name() {
    let library = library();
    let named = library.set("NVIDIA");
    assert!(!named.is_empty());
    for beginning in ["nvid", "NVIDI"] {
        assert_eq!(library.set(beginning), named, "{beginning}");
        assert!(library.ask(beginning).notices.is_empty());
    }
    // A known slip is told as one, though it may begin like a name.
    assert!(!library.ask("nvida").notices.is_empty());
}

#[test]
fn a_whole_name_is_that_name_while_typing_too() {
    let library = library();
    for query in ["NVIDIA", "輝達", "微軟", "chip"] {
        for sort in [Sort::Relevance, Sort::Newest] {
            let hits = |typing| {
                let answer = library.answer(&Request { query: query.to_owned(), typing, sort, ..request() });
                answer.hits.into_iter().map(|hit| hit.id).collect::<Vec<_>>()
            };
            assert_eq!(hits(true), hits(false), "{query} {sort:?}");
        }
    }
}

#[test]
fn the_beginning_of_a_name_is_nothing_else() {
    let library = library();
    let typed = |query: &str| {
        let request = Request { query: query.to_owned(), typing: true, ..request() };
        library.answer(&request).hits.into_iter().map(|hit| hit.id).collect::<BTreeSet<_>>()
    };
    assert_eq!(typed("Jensen H"), library.set("Jensen Huang"));
    // H200 is another name, which begins with a whole one.
    assert!(!typed("nvid").contains("h200"));
    assert!(typed("gpt").contains("gpt") && typed("GPT-").contains("gpt"));
}

#[test]
fn the_value_of_a_field_is_a_beginning_while_it_is_typed() {
    let library = library();
    let typed = |query: &str| {
        let request = Request { query: query.to_owned(), typing: true, ..request() };
        let answer = library.answer(&request);
        assert_eq!(answer.notices, [], "{query}");
        answer.hits.into_iter().map(|hit| hit.id).collect::<BTreeSet<_>>()
    };
    let whole = library.set("company:NVIDIA");
    for query in ["company:N", "company:NVI", "公司:輝", "company:nvidia"] {
        assert_eq!(typed(query), whole, "{query}");
    }
    assert_eq!(typed("date:2025-11-"), library.set("date:2025-11"));
    assert!(typed("amount:>").len() == DOCUMENTS.len() && typed("in:no").len() == DOCUMENTS.len());
    // With a space behind it, it is finished.
    let finished = Request { query: "company:NVI ".to_owned(), typing: true, ..request() };
    assert_eq!(library.answer(&finished).notices, [Notice::UnknownName("NVI".to_owned())]);
}
