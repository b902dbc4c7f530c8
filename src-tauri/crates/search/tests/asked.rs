//! Groups, distances, sums in plain words, names by their sound, and what a search may cost.

#![allow(clippy::unwrap_used)] // helpers of tests fail by panicking

use std::cell::Cell;
use std::collections::BTreeSet;
use std::sync::Arc;
use zhimai_gazetteer::{Form, FormKind, Gazetteer, Group, GroupKind};
use zhimai_model::EntityKind;
use zhimai_search::{
    Answer, Document, Index, Kind, Limits, News, Notice, Pace, Part, Reason, ReasonKind, Request,
    SearchError, Sort,
};

fn names() -> Arc<Gazetteer> {
    let company = GroupKind::Entity(EntityKind::Company);
    let person = GroupKind::Entity(EntityKind::Person);
    let groups = [
        ("nvidia", company, vec!["NVIDIA", "輝達", "英偉達", "英伟达", "NVDA"]),
        ("microsoft", company, vec!["Microsoft", "微軟", "微软"]),
        ("intel", company, vec!["Intel", "英特爾"]),
        ("oracle", company, vec!["Oracle", "甲骨文"]),
        ("cxmt", company, vec!["CXMT", "長鑫"]),
        ("jensen-huang", person, vec!["Jensen Huang", "黃仁勳"]),
        ("investment", GroupKind::Term, vec!["investment", "投資"]),
        // Nothing tells of it.
        ("absent", company, vec!["Absent", "乏音"]),
    ];
    let form = |text: &str| Form::new(text, FormKind::Name);
    let groups = groups
        .into_iter()
        .map(|(id, kind, forms)| Group::new(id, kind, forms.into_iter().map(form).collect()));
    Arc::new(Gazetteer::of_groups(groups.collect()))
}

const DOCUMENTS: [(&str, &str); 17] = [
    ("nvidia-invests", "輝達宣布投資新創公司。"),
    ("nvidia-invests-10", "輝達在昨天下午終於宣布了投資計畫。"),
    ("nvidia-invests-far", "輝達在昨天下午晚些時候終於宣布了投資計畫。"),
    ("intel-invests", "英特爾縮減投資，甲骨文也是。"),
    ("intel-alone", "英特爾發布財報。"),
    ("oracle", "甲骨文的雲端業務成長。"),
    ("microsoft", "Microsoft plans an investment, and NVIDIA follows."),
    ("english", "Jensen Huang says that investing in chips pays; Intel agrees."),
    ("hamlet", "To be, or not to be, that is the question."),
    ("or", "Tea or coffee."),
    ("45b", "The round totals $45 billion."),
    ("450yi", "承諾投入450億美元。"),
    ("300yi", "规模300亿元人民币。"),
    ("two-sums", "There were 5 billion dollars first, later 60 billion dollars."),
    ("20b", "A sum of $20 billion."),
    ("greatness", "一個偉大的時代，伟大的发明。"),
    ("cxmt", "長鑫擴產記憶體。"),
];

struct Library {
    index: Index,
    _folder: tempfile::TempDir,
}

fn library_of<'a>(documents: impl IntoIterator<Item = (&'a str, &'a str)>) -> Library {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::create(folder.path(), names()).unwrap();
    let mut writer = index.writer().unwrap();
    for (at, (id, body)) in (0..).zip(documents) {
        let document = Document {
            kind: Kind::Article,
            id: id.to_owned(),
            parts: vec![Part::body(None, body)],
            source: Some("The Wire".to_owned()),
            author: None,
            language: None,
            collection: "test".to_owned(),
            days: Some((20_000 + at, 20_000 + at)),
            entities: Vec::new(),
            sums: Vec::new(),
            news: News::default(),
        };
        writer.put(&document).unwrap();
    }
    writer.commit(1).unwrap();
    writer.finish().unwrap();
    Library { index, _folder: folder }
}

fn library() -> Library {
    library_of(DOCUMENTS)
}

fn request(query: &str) -> Request {
    Request { query: query.to_owned(), limit: 100, snippets: true, ..Request::default() }
}

impl Library {
    fn ask(&self, query: &str) -> Answer {
        self.index.search(&request(query)).unwrap()
    }

    fn set(&self, query: &str) -> BTreeSet<String> {
        self.ask(query).hits.into_iter().map(|hit| hit.id).collect()
    }

    fn finds(&self, query: &str, expect: &[&str]) {
        let expect: BTreeSet<String> = expect.iter().map(|id| (*id).to_owned()).collect();
        assert_eq!(self.set(query), expect, "{query}");
    }
}

#[test]
fn groups_as_in_algebra() {
    let library = library();
    let nvidia = ["nvidia-invests", "nvidia-invests-10", "nvidia-invests-far", "microsoft"];
    library.finds("(輝達 OR 英特爾) AND 投資 -甲骨文", &nvidia);
    library.finds("（輝達 OR 英特爾）AND 投資 －甲骨文", &nvidia);
    library.finds("投資 AND (輝達 OR (英特爾 AND 甲骨文))", &[&nvidia[..], &["intel-invests"]].concat());
    library.finds("(輝達 AND 投資) OR (英特爾 AND 財報)", &[&nvidia[..], &["intel-alone"]].concat());
    library.finds("英特爾 AND -(投資 OR 財報)", &["english"]);
    library.finds("英特爾 NOT (投資 AND 甲骨文)", &["intel-alone", "english"]);
    library.finds("英特爾 -(-財報)", &["intel-alone"]);
    library.finds("\"英特爾\" AND -(投資 財報)", &[]);
    library.finds("((輝達))", &nvidia);
    library.finds("company:(Intel OR Oracle) -投資", &["intel-alone", "oracle", "english"]);
    library.finds("+輝達 +微軟", &["microsoft"]);
    library.finds("甲骨文 AND (", &["intel-invests", "oracle"]);
}

#[test]
fn near_is_within_so_many_characters_or_words() {
    let library = library();
    library.finds("輝達 NEAR/10 投資", &["nvidia-invests", "nvidia-invests-10", "microsoft"]);
    library.finds("投資 NEAR/10 輝達", &["nvidia-invests", "nvidia-invests-10", "microsoft"]);
    library.finds("輝達 NEAR 投資", &["nvidia-invests", "nvidia-invests-10", "microsoft"]);
    library.finds(
        "NVDA NEAR/14 投資",
        &["nvidia-invests", "nvidia-invests-10", "nvidia-invests-far", "microsoft"],
    );
    library.finds("輝達 NEAR/2 投資", &["nvidia-invests", "microsoft"]);
    library.finds("輝達 NEAR/1 投資", &[]);
    library.finds("\"輝達\" NEAR/5 \"投資\"", &["nvidia-invests"]);
    library.finds("Jensen Huang NEAR/3 investing", &["english"]);
    library.finds("Jensen Huang NEAR/1 investing", &[]);
    library.finds("黃仁勳 NEAR/3 invest", &["english"]);
    library.finds("(輝達 OR 英特爾) NEAR/3 投資", &["nvidia-invests", "intel-invests", "microsoft"]);
    library.finds("英特爾 NEAR/2 投資 NEAR/3 甲骨文", &["intel-invests"]);
    library.finds("英特爾 -英特爾 NEAR/5 財報", &["intel-invests", "english"]);
    library.finds("輝達 NEAR/10 輝達", &[]);
}

#[test]
fn a_headline_in_capitals_is_words() {
    let library = library();
    let answer = library.ask("TO BE OR NOT TO BE");
    assert_eq!(answer.hits.first().map(|hit| hit.id.as_str()), Some("hamlet"));
    assert_eq!(answer.notices, [Notice::InCapitals]);
    library.finds("INTEL OR ORACLE", &["intel-invests", "intel-alone", "english", "oracle"]);
}

#[test]
fn a_dash_between_clauses_joins_nothing() {
    let library = library_of([
        ("latin", "OpenAI—Microsoft and Intel--Oracle."),
        ("chinese", "輝達——微軟的夥伴。"),
        ("clause", "It beats GPT—5 is not enough; the data—center of all; Jensen – Huang."),
        ("joined", "GPT–5 in a data-center, says Jensen-Huang."),
    ]);
    library.finds("company:Microsoft", &["latin", "chinese"]);
    library.finds("company:輝達", &["chinese"]);
    library.finds("OpenAI AND Microsoft AND Intel AND Oracle", &["latin"]);
    library.finds("\"GPT-5\"", &["joined"]);
    library.finds("\"data-center\"", &["joined"]);
    library.finds("\"OpenAI—Microsoft\"", &["latin"]);
    library.finds("person:\"Jensen Huang\"", &["joined"]);
    assert_eq!(library.ask("GPT-5").hits.first().map(|hit| hit.id.as_str()), Some("joined"));
}

#[test]
fn sums_in_plain_words() {
    let library = library();
    for query in [
        "45B",
        "45 B",
        "45 billion",
        "45  billion",
        "45 bn",
        "forty-five billion",
        "450億",
        "450 億",
        "450　亿",
    ] {
        library.finds(query, &["45b", "450yi"]);
    }
    for query in ["300亿", "300 亿", "300 億", "30 billion"] {
        library.finds(query, &["300yi"]);
    }
    // What is counted and no sum is found as written, and marked.
    let ranges = library_of([
        ("range", "A round of US$5–10 billion."),
        ("range-zh", "規模在50億至100億美元之間。"),
        ("seven", "It cost $7 billion."),
        ("other", "It cost $70 billion."),
        ("yuan", "营收¥500亿，以人民币计。"),
        ("yen", "營收 ¥500 億，日圓貶值。"),
        ("either", "營收 ¥500億。"),
    ]);
    for query in ["$7 billion", "7 billion", "US$7bn", "70億美元", "70 億"] {
        ranges.finds(query, &["range", "range-zh", "seven"]);
        assert_eq!(ranges.ask(query).hits.first().map(|hit| hit.id.as_str()), Some("seven"), "{query}");
    }
    ranges.finds("$8 billion", &["range", "range-zh"]);
    ranges.finds("amount:7B..7B", &["range", "range-zh", "seven"]);
    ranges.finds("amount:70B..70B", &["other"]);
    ranges.finds("500億人民幣", &["yuan"]);
    ranges.finds("500億日圓", &["yen"]);
    ranges.finds("¥500億", &["yuan", "yen", "either"]);
    let counted = library_of([("users", "It has 45 billion users."), ("sum", "It cost $45 billion.")]);
    counted.finds("45 billion users", &["users", "sum"]);
    let answer = counted.ask("45 billion users");
    let first = answer.hits.first().unwrap();
    assert_eq!((first.id.as_str(), first.snippet.marks.as_slice()), ("users", &[[7, 17], [18, 23]][..]));
    for query in ["45 billion AND 投入", "投入 AND 450 億", "投入 AND $45B", "(45B) AND 投入"] {
        library.finds(query, &["450yi"]);
    }
    library.finds("amount:>10B <50B", &["45b", "450yi", "20b"]);
    library.finds("amount:>10B amount:<50B", &["45b", "450yi", "20b"]);
    library.finds("金額:>100億 且 <300億", &["20b"]);
    library.finds("amount:10B-50B", &["45b", "450yi", "20b"]);
    library.finds("amount:>=1 billion <= 5 billion", &["two-sums"]);
    library.finds("amount:5B amount:60B", &["two-sums"]);
    assert_eq!(library.ask("amount:>50B <10B").notices, [Notice::NotDone("<10B".to_owned())]);
}

#[test]
fn chinese_that_stands_nowhere_is_read_by_its_sound() {
    let library = library();
    for (query, told, like) in [
        ("应伟大", "英伟达", "英伟达"),
        ("應偉大", "英偉達", "英偉達"),
        ("會達", "輝達", "輝達"),
        ("薇软", "微软", "微软"),
        ("威阮", "微软", "微軟"),
        // Of several readings, not the one that is most common.
        ("常新", "長鑫", "長鑫"),
        ("张欣", "長鑫", "長鑫"),
    ] {
        let answer = library.ask(query);
        assert_eq!(library.set(query), library.set(like), "{query}");
        assert!(!answer.hits.is_empty(), "{query}");
        let read: Vec<&str> = answer
            .notices
            .iter()
            .map(|notice| match notice {
                Notice::ReadAs(written, read) if written == query => read.as_str(),
                other => panic!("{query}: {other:?}"),
            })
            .collect();
        assert_eq!(read, [told], "{query}");
        assert_eq!(answer.suggestion.as_deref(), Some(told));
    }
    let reason = Reason {
        kind: ReasonKind::Pinyin,
        written: "會達".to_owned(),
        found: "輝達".to_owned(),
        others: Vec::new(),
    };
    assert!(library.ask("會達").hits.iter().any(|hit| hit.reasons.contains(&reason)));
    assert_eq!(library.ask("应伟大").named.as_deref(), Some("nvidia"));
}

#[test]
fn also_within_a_longer_query() {
    let library = library();
    for query in ["应伟大 投资", "应伟大投资", "投資 应伟大"] {
        assert_eq!(library.set(query), library.set("英伟达 投资"), "{query}");
        assert_eq!(library.ask(query).notices, [Notice::ReadAs("应伟大".to_owned(), "英伟达".to_owned())]);
    }
    library
        .finds("会达 AND 投资", &["nvidia-invests", "nvidia-invests-10", "nvidia-invests-far", "microsoft"]);
    library.finds("公司:会达 -微软", &["nvidia-invests", "nvidia-invests-10", "nvidia-invests-far"]);
    library.finds("会达 NEAR/3 投资", &["nvidia-invests", "microsoft"]);
}

#[test]
fn what_stands_anywhere_is_never_respelled() {
    let with = DOCUMENTS.into_iter().chain([("there", "他在應偉大樓上班。"), ("title", "微阮是人名。")]);
    let library = library_of(with);
    for query in ["應偉大", "应伟大", "微阮"] {
        assert_eq!(library.ask(query).notices, [], "{query}");
    }
    // In quotation marks nothing is, and a name that nothing tells of is no help.
    for query in ["\"會達\"", "發音", "偉大"] {
        assert_eq!(library.ask(query).notices, [], "{query}");
    }
    // A word that the dictionary knows is meant, beside others that are there.
    assert_eq!(library.ask("回答 投資").notices, []);
    assert_eq!(library.ask("回答").notices, [Notice::ReadAs("回答".to_owned(), "輝達".to_owned())]);
}

/// So many documents that all have the words, and of which half have them as one string.
fn many() -> Library {
    let ids: Vec<String> = (0..400).map(|n| format!("{n:03}")).collect();
    let body = |n: usize| {
        if n.is_multiple_of(2) { "一直在成長的公司" } else { "公司在成長，一直在此" }
    };
    library_of(ids.iter().enumerate().map(|(n, id)| (id.as_str(), body(n))))
}

#[test]
fn a_search_that_costs_too_much_is_stopped_and_says_so() {
    let library = many();
    let within = |query: &str, texts: u32| {
        let limits = Limits { texts, ..Limits::NONE };
        library.index.search_within(&request(query), limits).unwrap()
    };
    let whole = within("\"一直在成長\"", 1_000);
    assert_eq!((whole.total, whole.notices), (200, vec![]));
    // Of the hundred texts that are read about half have it: which ones are read first is up to the writer's threads.
    let cut = within("\"一直在成長\"", 100);
    assert!((30..=70).contains(&cut.total), "{}", cut.total);
    assert_eq!(cut.notices, [Notice::Unfinished]);
    // What is listed matches, also where something is left out.
    let left_out = within("成長 -\"一直在成長\"", 100);
    assert_eq!(left_out.notices, [Notice::Unfinished]);
    assert!(left_out.hits.iter().all(|hit| hit.id.parse::<u32>().unwrap() % 2 == 1));
    // Asked fifty times it costs no more than asked once.
    let often = within(&"\"一直在成長\" ".repeat(50), 500);
    assert_eq!((often.total, often.notices), (200, vec![]));
}

#[test]
fn a_sum_said_fifty_times_is_looked_for_once() {
    let ids: Vec<String> = (0..300).map(|n| format!("{n:03}")).collect();
    let text = "It raised $100 billion, of 100 billion dollars.";
    let library = library_of(ids.iter().map(|id| (id.as_str(), text)));
    let limits = Limits { texts: 0, ..Limits::NONE };
    // All have the sum, so that no text is read to see whether it stands there as written.
    let answer = library.index.search_within(&request(&"$100 billion ".repeat(50)), limits).unwrap();
    assert_eq!((answer.total, answer.notices), (300, vec![]));
}

#[test]
fn a_search_ends_when_nobody_waits() {
    let library = many();
    let asked = Cell::new(0_u32);
    let pace = |end: Pace, after: u32| {
        let asked = &asked;
        move || {
            asked.set(asked.get() + 1);
            if asked.get() > after { end } else { Pace::GoOn }
        }
    };
    let cancelled = pace(Pace::Cancelled, 5);
    let limits = Limits { texts: u32::MAX, pace: &cancelled };
    let answer = library.index.search_within(&request("\"一直在成長\""), limits);
    assert!(matches!(answer, Err(SearchError::Cancelled)));
    assert!(asked.get() < 10, "{}", asked.get());

    asked.set(0);
    let enough = pace(Pace::Enough, 5);
    let limits = Limits { texts: u32::MAX, pace: &enough };
    let newest = Request { sort: Sort::Newest, ..request("\"一直在成長\"") };
    let answer = library.index.search_within(&newest, limits).unwrap();
    assert!(answer.total < 200 && answer.notices == [Notice::Unfinished], "{}", answer.total);
}
