//! A string that stands in a text is found, whatever it is made of.

#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests fail by panicking

use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;
use zhimai_search::{Document, Index, Kind, News, Part, Request};
use zhimai_text::fold::folded;
use zhimai_text::segment::is_ideograph;

fn index(texts: &[String]) -> (tempfile::TempDir, Index) {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::create(folder.path(), Arc::default()).unwrap();
    let mut writer = index.writer().unwrap();
    for (number, text) in texts.iter().enumerate() {
        let document = Document {
            kind: Kind::Article,
            id: number.to_string(),
            parts: vec![Part::body(None, text.as_str())],
            source: None,
            author: None,
            language: None,
            collection: String::new(),
            days: None,
            entities: Vec::new(),
            sums: Vec::new(),
            news: News::default(),
        };
        writer.put(&document).unwrap();
    }
    writer.commit(1).unwrap();
    (folder, index)
}

fn found(index: &Index, query: String) -> BTreeSet<usize> {
    let request = Request { query, limit: 1_000, snippets: true, ..Request::default() };
    let answer = index.search(&request).unwrap();
    assert_eq!(answer.total as usize, answer.hits.len());
    for hit in &answer.hits {
        let length = hit.snippet.text.chars().count() as u32;
        assert!(hit.snippet.marks.iter().all(|mark| mark[0] < mark[1] && mark[1] <= length));
    }
    answer.hits.iter().map(|hit| hit.id.parse().unwrap()).collect()
}

fn bare(text: &str) -> String {
    folded(text).split_whitespace().collect()
}

/// Texts of many sorts of characters, small alphabets so that strings occur again.
fn texts() -> impl Strategy<Value = Vec<String>> {
    let piece = prop_oneof![
        4 => "[輝達英偉台臺灣]{1,4}",
        2 => "[ab4]{1,3}",
        1 => "(GPT-5|4\\.5|C\\+\\+|45,000|300億美元|2025年|e\u{301}|ﬁ|㍿|①)",
        1 => "[ ,，。.%+\n·-]",
        1 => "(🙂|👩\u{200d}💻|שלום|가나|か\u{3099}|สวัส)",
    ];
    let text = prop::collection::vec(piece, 1..12).prop_map(|pieces| pieces.concat());
    prop::collection::vec(text, 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn what_stands_in_a_text_is_found(texts in texts(), picks in prop::collection::vec((0..6_usize, 0..40_usize, 1..9_usize), 12)) {
        let (_folder, index) = index(&texts);
        for (number, start, length) in picks {
            let text = &texts[number % texts.len()];
            let count = text.chars().count();
            let piece: String = text.chars().skip(start % count).take(length).collect();
            let folds = folded(&piece);
            // A mark alone belongs to the character before, and strings without Chinese are found as whole words.
            let cut = piece.starts_with(['\u{301}', '\u{3099}']) || text.chars().nth(start % count + length)
                .is_some_and(|next| matches!(next, '\u{301}' | '\u{3099}'));
            if cut || !folds.chars().any(is_ideograph) {
                continue;
            }
            let found = found(&index, format!("「{piece}」"));
            for (number, text) in texts.iter().enumerate() {
                if folded(text).contains(&folds) {
                    prop_assert!(found.contains(&number), "{piece:?} not found in {text:?}");
                }
                if found.contains(&number) {
                    prop_assert!(bare(text).contains(&bare(&piece)), "{piece:?} found in {text:?}");
                }
            }
        }
    }

    #[test]
    fn a_character_alone_is_found_wherever_it_stands(texts in texts(), picks in prop::collection::vec((0..6_usize, 0..40_usize), 12)) {
        let (_folder, index) = index(&texts);
        for (number, at) in picks {
            let text: Vec<char> = folded(&texts[number % texts.len()]).chars().collect();
            let Some(c) = text.get(at % text.len().max(1)).filter(|c| is_ideograph(**c)) else { continue };
            let expect: BTreeSet<usize> =
                (0..).zip(&texts).filter(|(_, text)| folded(text).contains(*c)).map(|(number, _)| number).collect();
            prop_assert_eq!(found(&index, c.to_string()), expect, "{} in {:?}", c, texts);
        }
    }

    #[test]
    fn marks_are_what_was_asked_for(texts in texts(), query in "[輝達英偉ab4 \"-]{0,8}|\\PC{0,12}") {
        let (_folder, index) = index(&texts);
        for text in &texts {
            let length = text.chars().count() as u32;
            let marks = index.marker(&query).marks(text);
            prop_assert!(marks.iter().all(|mark| mark[0] < mark[1] && mark[1] <= length));
            prop_assert!(marks.is_sorted_by(|a, b| a[1] < b[0]));
        }
        found(&index, query);
    }

    #[test]
    fn an_exact_string_is_marked_as_it_stands(before in "[輝達ab ，]{0,6}", piece in "[台臺灣积積電]{2,4}", after in "[輝達ab，]{0,6}") {
        let text = format!("{before}{piece}{after}");
        let (_folder, index) = index(std::slice::from_ref(&text));
        let marks = index.marker(&format!("\"{piece}\"")).marks(&text);
        let marked: Vec<String> =
            marks.iter().map(|mark| text.chars().skip(mark[0] as usize).take((mark[1] - mark[0]) as usize).collect()).collect();
        prop_assert_eq!(marked, [piece]);
    }

    #[test]
    fn every_mark_of_an_exact_string_is_that_string(texts in texts(), picks in prop::collection::vec((0..6_usize, 0..40_usize, 1..9_usize), 12)) {
        let (_folder, index) = index(&texts);
        for (number, start, length) in picks {
            let text = &texts[number % texts.len()];
            let piece: String = text.chars().skip(start % text.chars().count()).take(length).collect();
            let asked = bare(&piece);
            if asked.is_empty() || piece.contains('"') {
                continue;
            }
            let marker = index.marker(&format!("\"{piece}\""));
            for text in &texts {
                for [from, to] in marker.marks(text) {
                    let mark: String = text.chars().skip(from as usize).take((to - from) as usize).collect();
                    let marked = bare(&mark);
                    // One character may stand for several, of which the string is a part: 会社 in ㍿.
                    let stands_for_more = mark.chars().any(|c| folded(&c.to_string()).chars().count() > 1);
                    let times = marked.len() / asked.len();
                    prop_assert!(
                        marked == asked.repeat(times) || stands_for_more && marked.contains(&asked),
                        "{piece:?} marks {mark:?} in {text:?}"
                    );
                }
            }
        }
    }
}
