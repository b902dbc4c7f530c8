//! What a person expects of a search, on a few documents of our own.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeSet;
use std::sync::Arc;
use zhimai_gazetteer::{Form, FormKind, Gazetteer, Group, GroupKind};
use zhimai_model::EntityKind;
use zhimai_search::{
    Answer, Dictionary, Document, Hit, Index, Kind, Notice, OpenError, Reason, ReasonKind, Request, Sort,
};

fn form(text: &str) -> Form {
    match text.strip_prefix('!') {
        Some(wrong) => Form::new(wrong, FormKind::Misspelling),
        None => Form::new(text, FormKind::Name),
    }
}

fn names() -> Arc<Gazetteer> {
    let company = GroupKind::Entity(EntityKind::Company);
    let person = GroupKind::Entity(EntityKind::Person);
    let groups = [
        ("nvidia", company, vec!["NVIDIA", "輝達", "英偉達", "NVDA", "!Nvidea"]),
        ("microsoft", company, vec!["Microsoft", "微軟", "MSFT"]),
        ("anthropic", company, vec!["Anthropic"]),
        ("tsmc", company, vec!["TSMC", "台積電"]),
        ("jensen-huang", person, vec!["Jensen Huang", "黃仁勳", "老黃"]),
        ("h200", GroupKind::Entity(EntityKind::Hardware), vec!["NVIDIA H200", "輝達H200", "H200"]),
        (
            "bis",
            GroupKind::Entity(EntityKind::PublicBody),
            vec!["Bureau of Industry and Security", "工業與安全局"],
        ),
        ("chip", GroupKind::Term, vec!["chip", "晶片", "芯片"]),
        ("compute", GroupKind::Term, vec!["compute", "算力"]),
    ];
    let groups = groups
        .into_iter()
        .map(|(id, kind, forms)| Group::new(id, kind, forms.into_iter().map(form).collect()));
    Arc::new(Gazetteer::of_groups(groups.collect()))
}

fn dictionary() -> Arc<Dictionary> {
    let gloom = vec!["gloom".to_owned()];
    let built = Dictionary::build(|add| {
        add("陰霾", "阴霾", &gloom);
        Ok::<(), ()>(())
    });
    Arc::new(built.unwrap())
}

const DOCUMENTS: [(&str, &str, &str, &str); 20] = [
    ("hant", "輝達與微軟投資 Anthropic", "輝達承諾最多投入 100 億美元，微軟最多 50 億美元。", "2025-11-18"),
    ("hans", "英伟达发布新芯片", "英伟达的数据中心业务增长。黄仁勋说需求惊人。", "2025-11-20"),
    (
        "en",
        "Nvidia earnings",
        "Nvidia's data centers keep growing, says Jensen Huang. Chips sell out.",
        "2025-11-19",
    ),
    ("ticker", "Markets", "Shares of NVDA rose after the report.", "2025-10-01"),
    ("tsmc", "台積電擴產", "台積電將在亞利桑那擴產，總投資 1,650 億美元。", "2025-03-04"),
    ("sum", "A round of $45 billion", "The round totals $45 billion, people familiar said.", "2025-09-02"),
    ("rmb", "一份預算", "預算為人民幣20億元。", "2025-05-02"),
    ("rmb-en", "A budget", "The budget is RMB 2 billion.", "2025-05-03"),
    ("yen", "另一份預算", "預算為300億日圓。", "2025-05-04"),
    ("sum-zh", "承諾四百五十億", "公司承諾投入450億美元。", "2025-08-02"),
    ("gpt", "GPT-5 與 Claude 4.5", "模型 GPT-5 和 Claude 4.5 都支援 C++。abc一二三。", "2025-08-07"),
    ("compute", "算力緊缺", "算力不足拖慢訓練，各家排隊等候。", "2024-05-05"),
    ("date", "回顧", "合約在 2025 年 11 月 18 日公布。", "2026-01-01"),
    ("said", "Maintenance", "He said the paint would dry.", "2023-01-01"),
    ("ai", "AI policy", "A new law on AI was passed.", "2023-02-01"),
    ("cloudy", "市場陰霾", "投資人擔心需求轉弱。", "2023-03-01"),
    ("emoji", "慶祝", "發布會很成功🎉大家🙂開心", "2023-04-01"),
    ("typo", "Rumour", "A blog wrote Nvidea by mistake.", "2023-05-01"),
    ("running", "Training runs", "Three large training runs were running at once.", "2023-06-01"),
    ("h200", "Export rules", "The H200 may be sold abroad.", "2023-07-01"),
];

fn day(text: &str) -> i32 {
    text.parse::<zhimai_model::DateRange>().unwrap().first_day()
}

struct Library {
    index: Index,
    _folder: tempfile::TempDir,
}

fn library() -> Library {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::create(folder.path(), names()).unwrap();
    let mut writer = index.writer().unwrap();
    for (id, title, body, date) in DOCUMENTS {
        writer.put(&document(id, title, body, date)).unwrap();
    }
    writer.commit(7).unwrap();
    writer.finish().unwrap();
    index.set_dictionary(dictionary());
    Library { index, _folder: folder }
}

fn document(id: &str, title: &str, body: &str, date: &str) -> Document {
    let entities = if id == "hant" { vec!["microsoft".to_owned(), "nvidia".to_owned()] } else { Vec::new() };
    Document {
        kind: if id == "date" { Kind::Note } else { Kind::Article },
        id: id.to_owned(),
        title: title.to_owned(),
        body: body.to_owned(),
        others: Vec::new(),
        source: Some(if title.is_ascii() { "The Wire" } else { "科技日報" }.to_owned()),
        language: Some(if title.is_ascii() { "en" } else { "zh-hant" }.to_owned()),
        collection: "test".to_owned(),
        days: Some((day(date), day(date))),
        entities,
        sums: Vec::new(),
    }
}

impl Library {
    fn ask(&self, query: &str) -> Answer {
        self.answer(&Request { query: query.to_owned(), ..request() })
    }

    fn answer(&self, request: &Request) -> Answer {
        self.index.search(request).unwrap()
    }

    fn set(&self, query: &str) -> BTreeSet<String> {
        let answer = self.ask(query);
        assert_eq!(answer.total as usize, answer.hits.len(), "{query}");
        answer.hits.into_iter().map(|hit| hit.id).collect()
    }

    /// Exactly these documents, in any order.
    fn finds(&self, query: &str, expect: &[&str]) {
        let expect: BTreeSet<String> = expect.iter().map(|id| (*id).to_owned()).collect();
        assert_eq!(self.set(query), expect, "{query}");
    }

    /// This document first.
    fn first(&self, query: &str, expect: &str) {
        let answer = self.ask(query);
        assert_eq!(answer.hits.first().map(|hit| hit.id.as_str()), Some(expect), "{query}");
    }

    fn reason(&self, query: &str, id: &str, kind: ReasonKind, written: &str, found: &str) {
        let answer = self.ask(query);
        let hit = answer
            .hits
            .iter()
            .find(|hit| hit.id == id)
            .unwrap_or_else(|| panic!("{query} does not find {id}"));
        let told =
            |reason: &Reason| (reason.kind, &*reason.written, &*reason.found) == (kind, written, found);
        assert!(hit.reasons.iter().any(told), "{query}: {:?}", hit.reasons);
    }
}

fn request() -> Request {
    Request { limit: 100, snippets: true, facets: true, explain: true, ..Request::default() }
}

fn marked(text: &str, marks: &[[u32; 2]]) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    marks.iter().map(|mark| chars[mark[0] as usize..mark[1] as usize].iter().collect()).collect()
}

#[test]
fn every_name_of_a_thing_finds_the_same() {
    let library = library();
    for query in
        ["輝達", "辉达", "英偉達", "英伟达", "NVIDIA", "nvidia", "NVDA", "company:輝達", "公司：NVIDIA"]
    {
        library.finds(query, &["hant", "hans", "en", "ticker"]);
    }
    for query in ["老黃", "黄仁勋", "Jensen Huang", "jensen huang"] {
        library.finds(query, &["hans", "en"]);
    }
    for query in ["晶片", "芯片", "chip", "chips"] {
        library.finds(query, &["hans", "en"]);
    }
    for query in ["compute", "算力"] {
        library.finds(query, &["compute"]);
    }
    assert_eq!(library.ask("輝達").named.as_deref(), Some("nvidia"));
    assert_eq!(library.ask("輝達 投資").named, None);
    library.reason("老黃", "en", ReasonKind::Alias, "老黃", "Jensen Huang");
    library.reason("晶片", "hans", ReasonKind::Term, "晶片", "芯片");
    assert!(library.ask("輝達").hits.iter().find(|hit| hit.id == "hant").unwrap().reasons.is_empty());
}

#[test]
fn what_stands_in_a_text_is_found() {
    let library = library();
    library.finds("\"輝達\"", &["hant"]);
    library.finds("「辉达」", &["hant"]);
    library.finds("\"abc一二三\"", &["gpt"]);
    library.finds("\"c一\"", &["gpt"]);
    library.finds("\"C++\"", &["gpt"]);
    library.finds("\"4.5 都\"", &["gpt"]);
    library.finds("\"50億美元\"", &["hant", "sum-zh", "tsmc"]);
    library.finds("\"AI\"", &["ai"]);
    library.finds("\"🎉\"", &["emoji"]);
    library.finds("🙂", &["emoji"]);
    library.finds("擴", &["tsmc"]);
    library.finds("\"很成功🎉大\"", &["emoji"]);
    library.finds("\"nvidia's data\"", &["en"]);
    library.finds("C++", &["gpt"]);
    library.first("4.5", "gpt");
    library.first("gpt5", "gpt");
    library.first("GPT-5", "gpt");
    library.finds("\"沒有這句話\"", &[]);
    library.finds("Nvidea", &["hant", "hans", "en", "ticker", "typo"]);
}

#[test]
fn sums_and_dates_in_any_notation() {
    let library = library();
    for query in ["450億美元", "450亿美元", "US$45B", "$45 billion", "45,000,000,000 dollars"] {
        library.finds(query, &["sum", "sum-zh"]);
    }
    library.reason("450億美元", "sum", ReasonKind::Amount, "450億美元", "$45 billion");
    library.finds("amount:>40B", &["sum", "sum-zh", "tsmc"]);
    library.finds("金額：4B..12B", &["hant"]);
    for query in ["人民幣20億元", "RMB 2 billion", "CN¥2B", "20亿人民币"] {
        library.finds(query, &["rmb", "rmb-en"]);
    }
    library.finds("amount:>10億人民幣", &["rmb", "rmb-en"]);
    library.finds("金額:10億元..30億元", &["rmb", "rmb-en"]);
    library.finds("amount:>10億日圓", &["yen"]);
    library.finds("amount:>10億歐元", &[]);
    for query in ["2025年11月", "Nov 2025", "2025-11"] {
        library.finds(query, &["hant", "hans", "en", "date"]);
    }
    library.finds("date:2025-08..2025-09", &["sum", "sum-zh", "gpt"]);
    library.finds("date:2025-11 輝達", &["hant", "hans", "en"]);
    library.reason("2025-11-18", "date", ReasonKind::Date, "2025-11-18", "2025 年 11 月 18 日");
}

#[test]
fn operators() {
    let library = library();
    library.finds("輝達 -微軟", &["hans", "en", "ticker"]);
    library.finds("輝達 OR 台積電", &["hant", "hans", "en", "ticker", "tsmc"]);
    library.finds("\"輝達\" OR \"台積電\"", &["hant", "tsmc"]);
    library.finds("輝達 AND 微軟", &["hant"]);
    library.finds("輝達 NOT 微軟", &["hans", "en", "ticker"]);
    library.finds("budget AND RMB", &["rmb-en"]);
    library.finds("in:notes", &["date"]);
    library.finds("輝達 in:notes", &[]);
    library.finds("source:wire chips", &["en"]);
    library.finds("lang:en nvidia", &["en", "ticker"]);
    library.finds("-lang:en -date:2025 -date:2026", &["compute", "cloudy", "emoji"]);
    library.finds("person:黃仁勳", &["hans", "en"]);
    library.finds("term:chip", &["hans", "en"]);
    let told = |query: &str, notice: Notice| assert_eq!(library.ask(query).notices, [notice], "{query}");
    told("輝達 date:soon", Notice::BadDate("soon".to_owned()));
    told("amount:many 輝達", Notice::BadAmount("many".to_owned()));
    told("company:無名", Notice::UnknownName("無名".to_owned()));
    told("person:輝達", Notice::OtherKind("輝達".to_owned(), Some(EntityKind::Person)));
    told("term:輝達", Notice::OtherKind("輝達".to_owned(), None));
    // A public body acts like a company, and is asked for by the same field.
    assert_eq!(library.ask("company:工業與安全局").notices, []);
    told("person:工業與安全局", Notice::OtherKind("工業與安全局".to_owned(), Some(EntityKind::Person)));
    told("in:nowhere", Notice::BadKind("nowhere".to_owned()));
    told("lang:xx", Notice::BadLanguage("xx".to_owned()));
}

#[test]
fn slips_and_sounds() {
    let library = library();
    library.finds("Antropic", &["hant"]);
    assert_eq!(library.ask("Antropic").suggestion.as_deref(), Some("Anthropic"));
    assert_eq!(
        library.ask("Antropic").notices,
        [Notice::ReadAs("Antropic".to_owned(), "Anthropic".to_owned())]
    );
    library.first("maintenence", "said");
    library.finds("yingweida", &["hant", "hans", "en", "ticker"]);
    library.finds("ywd", &["hant", "hans", "en", "ticker"]);
    library.reason("yingweida", "hans", ReasonKind::Pinyin, "yingweida", "英伟达");
    library.finds("suanli", &["compute"]);
    library.finds("kuochan", &["tsmc"]);
    // A word that is there is never respelled.
    assert_eq!(library.ask("paint").suggestion, None);
    library.finds("paint", &["said"]);
    library.finds("zzzzqq", &[]);
    library.finds("run", &["running"]);
    library.finds("gloom", &["cloudy"]);
    library.reason("gloom", "cloudy", ReasonKind::Dictionary, "gloom", "陰霾");
}

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
fn a_chip_names_the_respelled_word_alone() {
    let library = library();
    library.reason("Microsft earnings", "hant", ReasonKind::Spelling, "Microsft", "微軟");
    library.reason("earnings yingweida", "ticker", ReasonKind::Pinyin, "yingweida", "NVDA");
}

#[test]
fn marks_and_passages() {
    let library = library();
    let answer = library.ask("輝達");
    let hit = |id: &str| answer.hits.iter().find(|hit| hit.id == id).unwrap();
    assert_eq!(marked(&hit("hant").title.text, &hit("hant").title.marks), ["輝達"]);
    assert_eq!(marked(&hit("ticker").snippet.text, &hit("ticker").snippet.marks), ["NVDA"]);
    let check = |query: &str, text: &str, expect: &[&str]| {
        assert_eq!(marked(text, &library.index.marker(query).marks(text)), expect, "{query} in {text}");
    };
    check("輝達 投資", "英伟达投资了 Nvidia", &["英伟达投资", "Nvidia"]);
    check("\"AI\"", "AI, said ＡＩ", &["AI", "ＡＩ"]);
    check("$45 billion", "共450億美元。", &["450億美元"]);
    check("trains", "Training a train", &["Training", "train"]);
    check("深度學習", "深度学习与学习", &["深度学习", "学习"]);
    check("", "輝達", &[]);
}

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
    index.set_dictionary(dictionary());
    index.check(1).unwrap();
    drop(index);
    // Nor do other names make it useless: what they are in is put in anew by whoever changes them.
    Index::open(folder.path(), Arc::default()).unwrap().check(1).unwrap();
    std::fs::write(folder.path().join("meta.json"), "{").unwrap();
    assert!(matches!(Index::open(folder.path(), names()), Err(OpenError::Corrupt(_))));
    std::fs::remove_file(folder.path().join("meta.json")).unwrap();
    assert!(matches!(Index::open(folder.path(), names()), Err(OpenError::Corrupt(_))));
}

/// What is marked in the titles and passages of an answer, each once.
fn all_marked(answer: &Answer) -> BTreeSet<String> {
    let texts = answer.hits.iter().flat_map(|hit| [&hit.title, &hit.snippet]);
    texts.flat_map(|text| marked(&text.text, &text.marks)).collect()
}

#[test]
fn marks_show_what_matched_and_no_more() {
    let library = library();
    let check = |query: &str, expect: &[&str]| {
        let found = all_marked(&library.ask(query));
        assert_eq!(found.iter().map(String::as_str).collect::<Vec<_>>(), expect, "{query}");
    };
    check("\"輝達與微軟\"", &["輝達與微軟"]);
    check("\"data centers\"", &["data centers"]);
    check("gpt5", &["GPT-5"]);
    check("H200", &["H200"]);
    check("amount:>40B", &["$45 billion", "1,650 億美元", "450億美元"]);
    check("company:微軟", &["微軟"]);
    check("the law on AI", &["AI", "law"]);
    check("Nvidia's chips", &["Chips", "NVDA", "Nvidia", "芯片", "英伟达", "輝達"]);
    check("2025年11月", &["2025 年 11 月 18 日"]);
}

#[test]
fn a_sum_is_not_found_inside_a_larger_one() {
    let library = library();
    let found = library.set("50億美元");
    assert!(found.contains("hant") && !found.contains("sum-zh") && !found.contains("tsmc"), "{found:?}");
    assert_eq!(library.set("450億"), library.set("450億美元"));
    assert_eq!(library.set("45B"), library.set("US$45B"));
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
fn what_is_written_as_one_is_looked_for_as_one() {
    let library = library();
    assert_eq!(library.set("A100"), BTreeSet::new());
    assert_eq!(library.set("GPT5"), library.set("gpt-5"));
    assert!(!library.set("h100").contains("h200"));
}

#[test]
fn a_rare_character_finds_what_its_neighbours_do_not() {
    let library = library();
    let first = |query: &str| library.ask(query).hits.first().map(|hit| hit.id.clone());
    assert_eq!(first("霾的影響").as_deref(), Some("cloudy"));
    assert_eq!(first("隨着訓練").as_deref(), Some("compute"));
    let set = |query: &str| library.set(query).into_iter().collect::<Vec<_>>();
    // A word of its own is looked for, a part of a word only counts beside the rest.
    assert_eq!(set("霾與算力"), ["cloudy", "compute"]);
    assert_eq!(set("發布"), ["emoji", "hans"]);
    // 公布 has one of the characters, and is no word for it.
    assert_eq!(set("宣布"), [] as [&str; 0]);
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

#[test]
fn words_beside_a_quoted_string_count_and_are_marked() {
    let library = library();
    let answer = library.ask("\"承諾最多投入 100 億美元\" 微軟");
    assert_eq!(answer.hits[0].id, "hant");
    assert!(all_marked(&answer).is_superset(&["微軟", "承諾最多投入 100 億美元"].map(str::to_owned).into()));
    assert_eq!(answer.named, None);
    assert_eq!(library.set("GPT 5"), library.set("GPT-5"));
    assert_eq!(library.set("amount:>40 B"), library.set("amount:>40B"));
}

#[test]
fn what_looks_alike_is_found_and_marked() {
    let library = library();
    let mut writer = library.index.writer().unwrap();
    for (id, body) in [
        ("radicals", "⻓期而言，⻢斯克的⻛险與⻔檻，⺠眾都看到。"),
        ("hyphens", "先看 GPT‑7，再看 GPT–7 和 state‑of‑the‑art 的說法。"),
        ("apostrophe", "Zhimai’s view: we’re early."),
        ("marks", "Claude™ 與 Blackwell® 都在列。"),
        ("notes", "Qwen-9¹ 與 B300² 比較。"),
        ("initials", "A.I. chips from the U.S. again."),
        ("dots", "達里歐‧阿莫代伊（Dario・Amodei）出席。"),
        ("range", "預估 US$5–US$10 billion 之間。"),
        ("days", "大會於 Nov 18-20, 2026 舉行。"),
        ("months", "2027年9至11月間交貨。"),
    ] {
        writer.put(&document(id, id, body, "2026-01-01")).unwrap();
    }
    writer.commit(8).unwrap();
    writer.finish().unwrap();
    library.finds("\"长期\"", &["radicals"]);
    library.finds("\"馬斯克的風險與門檻\"", &["radicals"]);
    library.finds("\"GPT-7\"", &["hyphens"]);
    library.finds("\"state-of-the-art\"", &["hyphens"]);
    library.finds("\"Zhimai's\"", &["apostrophe"]);
    library.finds("\"we're\"", &["apostrophe"]);
    library.finds("\"Claude™\" \"Blackwell\"", &["marks"]);
    library.finds("\"Qwen-9\"", &["notes"]);
    library.finds("\"B300\"", &["notes"]);
    library.finds("\"AI chips\"", &["initials"]);
    library.finds("\"達里歐·阿莫代伊\"", &["dots"]);
    library.finds("\"达里欧•阿莫代伊\"", &["dots"]);
    library.finds("\"Dario·Amodei\"", &["dots"]);
    library.first("amount:7B", "range");
    library.finds("amount:5B", &["hant", "range"]);
    library.finds("amount:6B..9B", &["range"]);
    library.first("2026-11-19", "days");
    library.first("2027年10月", "months");
    for (query, id, expect) in [
        ("\"Qwen-9\"", "notes", "Qwen-9"),
        ("\"GPT-7\"", "hyphens", "GPT‑7"),
        ("\"AI chips\"", "initials", "A.I. chips"),
        ("amount:7B", "range", "US$5–US$10 billion"),
    ] {
        let answer = library.ask(query);
        let hit = answer.hits.iter().find(|hit| hit.id == id).unwrap();
        assert_eq!(
            marked(&hit.snippet.text, &hit.snippet.marks).first().map(String::as_str),
            Some(expect),
            "{query}"
        );
    }
}
