//! What a person expects of a search, on a few documents of our own.

#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests fail by panicking

mod found;
mod index;
mod parts;
mod shown;
mod typing;

use std::collections::BTreeSet;
use std::sync::Arc;
use zhimai_dictionary::{About, Dictionaries, make};
use zhimai_gazetteer::{Form, FormKind, Gazetteer, Group, GroupKind};
use zhimai_model::{DictionaryEntry, EntityKind};
use zhimai_search::{
    Answer, Document, Hit, Index, Kind, News, Notice, OpenError, Part, Reason, ReasonKind, Request, Sort,
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
        (
            "bis",
            GroupKind::Entity(EntityKind::PublicBody),
            vec!["Bureau of Industry and Security", "工業與安全局"],
        ),
        ("h200", GroupKind::Entity(EntityKind::Hardware), vec!["NVIDIA H200", "輝達H200", "H200"]),
        ("chip", GroupKind::Term, vec!["chip", "晶片", "芯片"]),
        ("compute", GroupKind::Term, vec!["compute", "算力"]),
    ];
    let groups = groups
        .into_iter()
        .map(|(id, kind, forms)| Group::new(id, kind, forms.into_iter().map(form).collect()));
    Arc::new(Gazetteer::of_groups(groups.collect()))
}

fn dictionaries() -> Dictionaries {
    let made = make(About::default(), |add| {
        add(&DictionaryEntry {
            traditional: "陰霾".to_owned(),
            simplified: "阴霾".to_owned(),
            pinyin: "yin1 mai2".to_owned(),
            glosses: vec!["gloom".to_owned()],
        });
        Ok::<(), ()>(())
    });
    Dictionaries::new(vec![Arc::new(made.unwrap())], None)
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
    index.set_dictionaries(dictionaries());
    Library { index, _folder: folder }
}

fn document(id: &str, title: &str, body: &str, date: &str) -> Document {
    let entities = if id == "hant" { vec!["microsoft".to_owned(), "nvidia".to_owned()] } else { Vec::new() };
    Document {
        kind: if id == "date" { Kind::Note } else { Kind::Article },
        id: id.to_owned(),
        parts: vec![Part::title(None, title), Part::body(None, body)],
        source: Some(if title.is_ascii() { "The Wire" } else { "科技日報" }.to_owned()),
        author: title.is_ascii().then(|| "Ada Smith、王小明".to_owned()),
        language: Some(if title.is_ascii() { "en" } else { "zh-hant" }.to_owned()),
        collection: "test".to_owned(),
        days: Some((day(date), day(date))),
        entities,
        sums: Vec::new(),
        news: News::default(),
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
