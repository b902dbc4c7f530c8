//! What a person expects of a search with a dictionary, on a few documents of our own.

#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests fail by panicking

use proptest::prelude::*;
use std::sync::Arc;
use zhimai_dictionary::{About, Dictionaries, Dictionary, make};
use zhimai_gazetteer::{Form, FormKind, Gazetteer, Group, GroupKind};
use zhimai_model::DictionaryEntry;
use zhimai_search::{Document, Hit, Index, Kind, News, Part, Reason, ReasonKind, Request};

const WORDS: &str = include_str!("../../import/tests/data/news-words.u8");

const DOCUMENTS: [(&str, &str, &str); 10] = [
    ("gloom", "市場陰霾", "分析師說今年的展望不佳。"),
    ("order", "工廠訂單回升", "電力短缺之後，工廠的訂單又多了起來。"),
    ("chain", "供應鏈吃緊", "供應鏈上的每一家都在等。"),
    ("revenue", "營收創新高", "這一季的營收比去年多。"),
    ("income", "收入增加", "這一季的收入比去年多。"),
    ("layoff", "A round of layoffs", "The firm said its layoffs would begin in May."),
    ("robots", "Robots at work", "Two robots carried the boxes."),
    ("regulation", "New regulations", "The regulation takes effect next year."),
    ("both", "監管與 regulation", "關於監管的報導，也寫到 regulation 一詞。"),
    ("chip", "新晶片", "晶片賣完了。"),
];

/// Reads entries; how such a file is read for real is the business of another crate.
fn made(lines: &str) -> Arc<Dictionary> {
    let made = make(About::default(), |add| {
        for line in lines.lines().filter(|line| !line.starts_with('#')) {
            let (words, rest) = line.split_once(" [").unwrap();
            let (traditional, simplified) = words.split_once(' ').unwrap();
            let (pinyin, glosses) = rest.split_once("] /").unwrap();
            add(&DictionaryEntry {
                traditional: traditional.to_owned(),
                simplified: simplified.to_owned(),
                pinyin: pinyin.to_owned(),
                glosses: glosses.trim_end_matches('/').split('/').map(str::to_owned).collect(),
            });
        }
        Ok::<(), ()>(())
    });
    Arc::new(made.unwrap())
}

fn dictionaries() -> Dictionaries {
    Dictionaries::new(vec![made(WORDS)], None)
}

fn names() -> Arc<Gazetteer> {
    let forms = ["chip", "晶片"].map(|form| Form::new(form, FormKind::Name));
    Arc::new(Gazetteer::of_groups(vec![Group::new("chip", GroupKind::Term, forms.to_vec())]))
}

struct Library {
    index: Index,
    _folder: tempfile::TempDir,
}

fn library() -> Library {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::create(folder.path(), names()).unwrap();
    let mut writer = index.writer().unwrap();
    for (id, title, body) in DOCUMENTS {
        writer.put(&document(id, title, body)).unwrap();
    }
    writer.commit(1).unwrap();
    writer.finish().unwrap();
    index.set_dictionaries(dictionaries());
    Library { index, _folder: folder }
}

fn document(id: &str, title: &str, body: &str) -> Document {
    Document {
        kind: Kind::Article,
        id: id.to_owned(),
        parts: vec![Part::title(None, title), Part::body(None, body)],
        source: None,
        author: None,
        language: None,
        collection: "test".to_owned(),
        days: None,
        entities: Vec::new(),
        sums: Vec::new(),
        news: News::default(),
    }
}

impl Library {
    fn hits(&self, query: &str) -> Vec<Hit> {
        let request = Request { query: query.to_owned(), limit: 100, snippets: true, ..Request::default() };
        self.index.search(&request).unwrap().hits
    }

    /// Exactly these documents, in this order.
    fn finds(&self, query: &str, expect: &[&str]) {
        let hits = self.hits(query);
        let found: Vec<&str> = hits.iter().map(|hit| hit.id.as_str()).collect();
        assert_eq!(found, expect, "{query}");
    }

    fn reason(&self, query: &str, id: &str, written: &str, found: &str) {
        let hit = self.hits(query).into_iter().find(|hit| hit.id == id).unwrap();
        let told = |reason: &Reason| (reason.kind, reason.written.clone(), reason.found.clone());
        let reasons: Vec<_> = hit.reasons.iter().map(told).collect();
        let expect = (ReasonKind::Dictionary, written.to_owned(), found.to_owned());
        assert_eq!(reasons, [expect], "{query}");
    }
}

fn marked(text: &str, marks: &[[u32; 2]]) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    marks.iter().map(|mark| chars[mark[0] as usize..mark[1] as usize].iter().collect()).collect()
}

#[test]
fn english_finds_chinese_and_says_through_which_word() {
    let library = library();
    library.finds("gloom", &["gloom"]);
    library.reason("gloom", "gloom", "gloom", "陰霾");
    library.finds("Supply Chains", &["chain"]);
    library.reason("the supply-chain problem", "chain", "supply-chain", "供應鏈");
    library.finds("orders", &["order"]);
    library.reason("factories", "order", "factories", "工廠");
    let hit = library.hits("factory").into_iter().next().unwrap();
    assert_eq!(marked(&hit.title.text, &hit.title.marks), ["工廠"]);
    assert_eq!(marked(&hit.snippet.text, &hit.snippet.marks), ["工廠"]);
}

#[test]
fn chinese_finds_english_and_says_through_which_word() {
    let library = library();
    for query in ["裁員", "裁员"] {
        library.finds(query, &["layoff"]);
        library.reason(query, "layoff", query, "layoffs");
    }
    library.finds("機器人", &["robots"]);
    library.reason("機器人搬箱子", "robots", "機器人", "Robots");
    let hit = library.hits("裁員").into_iter().next().unwrap();
    assert_eq!(marked(&hit.title.text, &hit.title.marks), ["layoffs"]);
}

#[test]
fn what_is_written_comes_before_its_translation() {
    let library = library();
    let order = |query: &str| library.hits(query).into_iter().map(|hit| hit.id).collect::<Vec<_>>();
    assert_eq!(order("regulation"), ["both", "regulation"]);
    assert_eq!(order("監管"), ["both", "regulation"]);
    // The first meaning of a word comes before the second of another.
    assert_eq!(order("revenue"), ["revenue", "income"]);
    assert_eq!(order("income"), ["income"]);
    // Where the word itself stands, nothing needs to be told.
    assert!(library.hits("regulations")[0].reasons.is_empty());
    assert!(library.hits("監管").iter().all(|hit| hit.reasons.is_empty() == (hit.id == "both")));
    let scores: Vec<f32> = library.hits("監管").iter().map(|hit| hit.score).collect();
    assert!(scores[0] > scores[1] * 1.5, "{scores:?}");
}

#[test]
fn only_plain_words_are_translated() {
    let library = library();
    library.finds("\"gloom\"", &[]);
    library.finds("layoff -陰霾", &["layoff"]);
    library.finds("order -gloom", &["order"]);
    library.finds("陰霾 -gloom", &["gloom"]);
    library.finds("\"robots\" OR \"陰霾\"", &["robots", "gloom"]);
    library.finds("gloom OR robots", &["robots", "gloom"]);
    // Nor is a name among Chinese: the capital letter tells it.
    assert!(library.hits("市場 order").iter().any(|hit| hit.id == "order"));
    assert!(library.hits("市場 Order").iter().all(|hit| hit.id != "order"));
    library.finds("Order", &["order"]);
    // Function words are not.
    assert!(library.hits("the one of us").iter().all(|hit| hit.reasons.is_empty()));
}

#[test]
fn what_the_gazetteer_ties_is_not_looked_up() {
    let library = library();
    let hit = library.hits("chip").into_iter().next().unwrap();
    assert_eq!(hit.reasons.iter().map(|reason| reason.kind).collect::<Vec<_>>(), [ReasonKind::Term]);
}

#[test]
fn a_word_of_the_dictionary_is_no_slip() {
    let library = library();
    // Nothing has it, nor a translation of it; `robots` is near.
    library.finds("rebots", &["robots"]);
    let answer = library.index.search(&Request { query: "bond".to_owned(), ..Request::default() }).unwrap();
    assert_eq!((answer.total, answer.suggestion), (0, None));
}

#[test]
fn it_is_put_in_and_taken_out_at_any_time() {
    let library = library();
    library.finds("gloom", &["gloom"]);
    library.index.set_dictionaries(Dictionaries::default());
    library.finds("gloom", &[]);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for n in 0..200 {
                let now = if n % 2 == 0 { dictionaries() } else { Dictionaries::default() };
                library.index.set_dictionaries(now);
            }
        });
        for _ in 0..50 {
            assert!(library.hits("gloom").len() <= 1);
        }
    });
    library.index.set_dictionaries(dictionaries());
    library.finds("gloom", &["gloom"]);
}

#[test]
fn an_own_dictionary_goes_before_the_bundled_one() {
    let library = library();
    let bundled = made("陰霾 阴霾 [yin1 mai2] /murk/haze/\n裁員 裁员 [cai2 yuan2] /layoffs/");
    library.index.set_dictionaries(Dictionaries::new(Vec::new(), Some(Arc::clone(&bundled))));
    library.finds("murk", &["gloom"]);
    library.finds("裁員", &["layoff"]);
    library.finds("gloom", &[]);
    let own = made("陰霾 阴霾 [yin1 mai2] /gloom/");
    library.index.set_dictionaries(Dictionaries::new(vec![own], Some(bundled)));
    library.finds("gloom", &["gloom"]);
    library.finds("murk", &[]);
    // What it has no word for is still the bundled one's.
    library.finds("裁員", &["layoff"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_query_is_answered_and_every_reason_stands_in_the_text(
        parts in prop::collection::vec("(gloom|orders|supply|chains?|監管|裁员|機器人|-|OR|\"|the|\\PC{0,4})", 0..8),
    ) {
        thread_local! { static LIBRARY: Library = library(); }
        let query = parts.join(" ");
        LIBRARY.with(|library| {
            for hit in library.hits(&query) {
                let (_, title, body) = DOCUMENTS.iter().find(|(id, ..)| *id == hit.id).unwrap();
                for reason in hit.reasons.iter().filter(|reason| reason.kind == ReasonKind::Dictionary) {
                    assert!(title.contains(&reason.found) || body.contains(&reason.found), "{query}: {reason:?}");
                    // A minus sign with nothing to leave out is no part of what was written: `supply - chain`.
                    let written = reason.written.split(' ').all(|word| query.contains(word));
                    assert!(written, "{query}: {reason:?}");
                }
            }
        });
    }
}
