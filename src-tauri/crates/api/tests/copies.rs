//! Copies of one story, as a door sees them: one hit, one source, and what differs.

#![allow(clippy::unwrap_used)] // helpers of tests fail by panicking

use std::ops::ControlFlow;
use zhimai_api::*;

const STORY: &str = "星河記憶體公司週二宣布，將在新竹興建第三座晶圓廠，投資額估計為新台幣420億元，預計2027年第二季開始量產高頻寬記憶體。\
    董事長在說明會上表示，客戶的訂單已經排到後年，現有的兩座廠房即使全天候運轉，也趕不上人工智慧伺服器的需求。\
    新廠的月產能規劃為三萬五千片，其中六成保留給兩家簽有長約的雲端業者。\n\n\
    市場分析師認為，這項投資反映業者對需求的信心，但也提醒，若各家同時擴產，價格可能在兩年內回落。\
    公司股價當天上漲4.6%，成交量是前一週平均的兩倍。工會則要求公司說明輪班安排，並在動工之前完成安全評估。";
const OTHER: &str = "立法機關昨日初審通過資料中心用電的專法草案，要求新設的資料中心提出節能計畫，並按月公布用電量。\
    草案也規定，用電超過5萬瓩的業者必須自備三成以上的再生能源，否則要繳納附加費。\
    業界擔心成本上升，環保團體則批評門檻太寬，主張再往下調整。主管機關預定在年底以前召開兩場公聽會，\
    聽取地方政府與電力公司的意見之後，再決定施行的日期與過渡期間的長短。";

struct Desk {
    library: OpenLibrary,
    folder: tempfile::TempDir,
}

fn options(folder: &tempfile::TempDir) -> OpenOptions {
    OpenOptions {
        folder: folder.path().join("library"),
        clock: || 1_767_225_600_000, // 2026-01-01T00:00:00Z
        content: Content::Empty,
    }
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { library: OpenLibrary::open(UiLang::En, options(&folder)).unwrap(), folder }
    }

    /// Imports an article from a file of its own.
    fn import(&self, id: &str, source: &str, date: &str, text: &str) {
        let path = self.folder.path().join(format!("{id}.md"));
        let header = format!("id: {id}\ntitle: 標題{id}\nsource: {source}\ndate: {date}");
        std::fs::write(&path, format!("---\n{header}\n---\n\n{text}\n")).unwrap();
        self.library.import_paths(UiLang::En, &[path], &mut |_| ControlFlow::Continue(())).unwrap();
    }

    /// A story, two copies of it, and another story.
    fn with_copies() -> Self {
        let desk = Self::new();
        desk.import("reprint", "晚報", "2025-03-03", &format!("據路透社報導，{STORY}"));
        desk.import("first", "日報", "2025-03-01", STORY);
        let hans =
            zhimai_text::convert::convert(STORY, zhimai_model::Script::Hans).text.replace("420", "430");
        desk.import("hans", "新聞網", "2025-03-02", &hans);
        desk.import("other", "日報", "2025-03-02", OTHER);
        assert_eq!(desk.compare(), 0);
        desk
    }

    /// Compares what was not compared yet; gives how much is left.
    fn compare(&self) -> u32 {
        self.library.find_copies(UiLang::En, u32::MAX, &mut |_| ControlFlow::Continue(())).unwrap()
    }

    fn search(&self, query: &str) -> SearchResponse {
        let request = SearchRequest { query: query.to_owned(), ..SearchRequest::default() };
        self.library.search(UiLang::En, request).unwrap()
    }

    fn remove(&self, id: &str) {
        let choice = ArticleChoice { ids: vec![id.to_owned()], ..ArticleChoice::default() };
        self.library.remove_articles(UiLang::En, choice).unwrap();
    }

    fn copies(&self, id: &str) -> Vec<String> {
        let answer = self.library.copies(UiLang::En, IdRequest { id: id.to_owned() }).unwrap();
        answer.copies.into_iter().map(|copy| copy.article.id).collect()
    }
}

#[test]
fn copies_are_one_hit_and_one_source() {
    let desk = Desk::with_copies();
    let answer = desk.search("記憶體 晶圓廠");
    assert_eq!((answer.total, answer.hits.len()), (3, 1));
    let hit = &answer.hits[0];
    assert_eq!((hit.id.as_str(), hit.of_copies, hit.beside.len()), ("first", true, 2));
    let sources = hit.sources.clone().unwrap();
    assert_eq!(
        (sources.articles, sources.independent, sources.label.as_str()),
        (3, 1, "3 articles, all from Reuters")
    );
    let apart =
        SearchRequest { query: "記憶體 晶圓廠".to_owned(), apart: true, ..SearchRequest::default() };
    assert_eq!(desk.library.search(UiLang::En, apart).unwrap().hits.len(), 3);

    let answer = desk.library.copies(UiLang::ZhHant, IdRequest { id: "hans".to_owned() }).unwrap();
    let told: Vec<_> =
        answer.copies.iter().map(|copy| (copy.article.id.as_str(), copy.agency.as_deref())).collect();
    assert_eq!(told, [("first", None), ("hans", None), ("reprint", Some("路透社"))]);
    assert_eq!((answer.sources.unwrap().label.as_str(), answer.left), ("3 篇文章，都來自路透社", 0));
    assert_eq!(desk.copies("other"), Vec::<String>::new());
    let missing = desk.library.copies(UiLang::En, IdRequest { id: "none".to_owned() }).unwrap_err();
    assert_eq!(missing.code, ErrorCode::NotFound);
    let groups = desk.library.copy_groups(UiLang::En, CopyGroupsRequest::default()).unwrap();
    assert_eq!((groups.all, groups.groups.len(), groups.groups[0].len(), groups.left), (1, 1, 3, 0));
}

#[test]
fn nothing_is_told_of_what_came_later() {
    let desk = Desk::with_copies();
    let as_of = Locale::new(UiLang::En, Region::Tw).as_of(Some(20_149)); // 2025-03-02
    let answer = desk.library.copies(as_of, IdRequest { id: "first".to_owned() }).unwrap();
    assert_eq!(
        answer.copies.iter().map(|copy| copy.article.id.as_str()).collect::<Vec<_>>(),
        ["first", "hans"]
    );
    let both = CompareArticles { older: "first".to_owned(), newer: "reprint".to_owned() };
    assert!(desk.library.compare_articles(as_of, both).is_err());
}

#[test]
fn what_differs_is_shown_word_by_word_whatever_the_script() {
    let desk = Desk::with_copies();
    let both = CompareArticles { older: "first".to_owned(), newer: "hans".to_owned() };
    let compared = desk.library.compare_articles(UiLang::En, both).unwrap();
    assert_eq!(
        (compared.older.as_str(), compared.newer.as_str()),
        ("日報 · Mar 1, 2025", "新聞網 · Mar 2, 2025")
    );
    assert!(compared.remark.unwrap().contains("script"));
    let changed = |side: fn(&ComparedRow) -> &Option<ComparedBlock>| {
        let blocks = compared.rows.iter().skip(1).flat_map(side);
        blocks
            .flat_map(|block| &block.pieces)
            .filter(|piece| piece.changed)
            .map(|piece| piece.text.as_str())
            .collect::<Vec<_>>()
    };
    assert_eq!((changed(|row| &row.older), changed(|row| &row.newer)), (vec!["420"], vec!["430"]));
}

#[test]
fn a_group_is_right_again_after_whatever_happens_to_an_article() {
    let desk = Desk::with_copies();
    // Another text: until it was compared, it is nobody's copy.
    desk.import("first", "日報", "2025-03-01", OTHER);
    assert_eq!(
        (desk.copies("first"), desk.copies("hans")),
        (vec![], vec!["hans".to_owned(), "reprint".into()])
    );
    desk.compare();
    assert_eq!(desk.copies("first"), ["first", "other"]);
    assert_eq!(desk.search("記憶體 晶圓廠").hits[0].beside.len(), 1);
    // Gone.
    desk.remove("reprint");
    assert_eq!(desk.copies("hans"), Vec::<String>::new());
    desk.compare();
    let hits = desk.search("記憶體 晶圓廠").hits;
    assert_eq!((hits.len(), hits[0].beside.len(), hits[0].of_copies), (1, 0, false));
    // An import taken back, and brought back.
    let imports = desk.library.imports(UiLang::En, Nothing {}).unwrap();
    desk.library.undo_import(UiLang::En, ImportRequest { id: imports[0].id }).unwrap();
    desk.compare();
    assert_eq!(
        (desk.copies("first"), desk.copies("other")),
        (vec!["first".to_owned(), "hans".into()], vec![])
    );
    desk.library.redo_import(UiLang::En, ImportRequest { id: imports[0].id }).unwrap();
    desk.compare();
    assert_eq!(desk.copies("other"), ["first", "other"]);
}

#[test]
fn whoever_leads_a_group_and_goes_leaves_the_others_together() {
    let desk = Desk::with_copies();
    // The first that came in is the one that the others were compared with.
    desk.remove("reprint");
    desk.compare();
    assert_eq!(desk.copies("hans"), ["first", "hans"]);
    assert_eq!(desk.search("記憶體 晶圓廠").hits.len(), 1);
}

#[test]
fn it_can_be_stopped_and_goes_on_in_another_process() {
    let desk = Desk::new();
    for n in 0..6 {
        desk.import(&format!("n{n}"), "日報", "2025-03-01", &format!("{STORY}\n\n第{n}版。"));
    }
    let stopped =
        desk.library.find_copies(UiLang::En, u32::MAX, &mut |_| ControlFlow::Break(())).unwrap_err();
    assert_eq!(stopped.code, ErrorCode::Cancelled);
    assert_eq!(desk.library.copies(UiLang::En, IdRequest { id: "n0".to_owned() }).unwrap().left, 6);
    assert_eq!(desk.search("記憶體").hits.len(), 6);
    let Desk { library, folder } = desk;
    assert!(library.close().is_ok());
    let desk = Desk { library: OpenLibrary::open(UiLang::En, options(&folder)).unwrap(), folder };
    assert_eq!((desk.compare(), desk.copies("n3").len()), (0, 6));
    assert_eq!(desk.search("記憶體").hits.len(), 1);
}

#[test]
fn an_open_library_compares_by_itself() {
    let desk = Desk::new();
    desk.library.keep_indexed();
    desk.import("one", "日報", "2025-03-01", STORY);
    desk.import("two", "晚報", "2025-03-02", &format!("（中央社台北2日電）{STORY}"));
    for _ in 0..600 {
        let request = SearchRequest { query: "記憶體".to_owned(), ..SearchRequest::default() };
        // As long as the index is being made, no search is answered.
        let found = desk.library.search(UiLang::En, request).map(|answer| answer.hits);
        if let Some(hit) = found.iter().flatten().next().filter(|hit| hit.beside.len() == 1) {
            assert_eq!(hit.sources.clone().unwrap().label, "2 articles, all from Central News Agency");
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    assert_eq!(desk.copies("one"), ["one", "two"]);
}

#[test]
fn articles_that_are_copies_count_as_one_source_of_what_they_claim() {
    let desk = Desk::new();
    let deal = "微軟投資Anthropic 50億美元。";
    let one = format!("{STORY}\n\n{deal}");
    desk.import("one", "日報", "2025-03-01", &one);
    desk.import("two", "晚報", "2025-03-02", &format!("{one}\n\n（本文完）"));
    let review = || desk.library.review(UiLang::En, ReviewRequest { examine: 100, limit: 0 }).unwrap();
    let mut event = None;
    for id in ["one", "two"] {
        let review = review();
        let article = review.articles.iter().find(|one| one.article.id == id).unwrap();
        let proposed = &article.claims[0];
        let mut claim = proposed.claim.clone();
        let new = match &event {
            None => proposed.event.clone(),
            Some(event) => {
                claim.insert("event".to_owned(), serde_json::Value::from(String::clone(event)));
                None
            }
        };
        claim.remove("same_as");
        let proposal = Some(ProposalRequest { article: id.to_owned(), id: proposed.id.clone() });
        desk.library.put_claim(UiLang::En, PutClaim { claim, event: new, proposal }).unwrap();
        event =
            Some(desk.library.timeline(UiLang::En, TimelineRequest::default()).unwrap().items[0].id.clone());
    }
    let told = || {
        let item = desk.library.timeline(UiLang::En, TimelineRequest::default()).unwrap().items.remove(0);
        (item.claims, item.sources, item.independent)
    };
    assert_eq!(told(), (2, 2, 2));
    desk.compare();
    assert_eq!(told(), (2, 2, 1));
}
