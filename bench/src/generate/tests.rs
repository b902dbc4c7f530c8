use super::*;

fn generator(articles: u64) -> Generator {
    Generator::new(1, articles, &crate::content::collection().unwrap()).unwrap()
}

#[test]
fn the_same_number_gives_the_same_articles() {
    let (first, second) = (generator(100), generator(100));
    for number in 0..100 {
        assert_eq!(first.article(number), second.article(number));
    }
    assert_ne!(first.article(1).text, first.article(2).text);
}

#[test]
fn nothing_is_left_to_put_in() {
    let generator = generator(500);
    for number in 0..500 {
        let doc = generator.article(number);
        assert!(!doc.text.contains('{') && !doc.title.contains('{'), "{doc:?}");
        assert!(!doc.title.trim().is_empty() && doc.text.len() > 200, "{doc:?}");
    }
}

#[test]
fn queries_ask_for_what_their_articles_tell() {
    let generator = generator(3_000);
    let queries = generator.queries(20);
    for kind in Kind::ALL {
        let of_kind: Vec<_> = queries.iter().filter(|query| query.kind == kind.title()).collect();
        assert_eq!(of_kind.len(), 20, "{kind:?}");
    }
    for query in &queries {
        assert!(!query.relevant.is_empty() && query.relevant.len() <= MOST_RELEVANT, "{query:?}");
        assert!(!query.query.contains('{'), "{query:?}");
    }
    // The words of the article itself stand in it.
    for query in queries.iter().filter(|query| query.kind == Kind::Keywords.title()) {
        let number = query.relevant.iter().find_map(|id| {
            let doc = generator.article(id.strip_prefix("made-")?.parse().ok()?);
            query.query.split(' ').all(|word| doc.text.contains(word)).then_some(())
        });
        assert!(number.is_some(), "{query:?}");
    }
}
