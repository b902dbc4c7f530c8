//! Whatever asks which articles name an entity has the same answer: what narrows a search, the fields of the query language, the
//! links and the list beside an article, the marks of a search, and what it ranks by.

#![allow(clippy::unwrap_used)] // helpers of tests fail by panicking

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use zhimai_api::*;

/// 2026-01-01T00:00:00Z
const NOW: i64 = 1_767_225_600_000;

type Ids = BTreeSet<String>;

struct Desk {
    library: OpenLibrary,
    _folder: tempfile::TempDir,
}

/// A library of made-up articles: every name of every entity in a sentence, some of them beside others, and sentences that only
/// look as if they named something.
fn desk() -> (Desk, Vec<EntitySummary>) {
    let folder = tempfile::tempdir().unwrap();
    let options = OpenOptions { folder: folder.path().to_owned(), clock: || NOW, content: Content::Empty };
    let library = OpenLibrary::open(UiLang::En, options).unwrap();
    let entities = library.entities(UiLang::En, EntitiesRequest::default()).unwrap();
    let mut texts: Vec<(String, String)> = Vec::new();
    for (at, entity) in entities.iter().enumerate() {
        let beside = entities.get((at * 7 + 3) % entities.len()).map_or("", |other| other.name.as_str());
        for name in std::iter::once(&entity.name).chain(&entity.other_names) {
            texts.push(("標題".to_owned(), format!("昨天傳出，{name} 有了新的計畫。")));
            texts.push(("Title".to_owned(), format!("They wrote about {name}, and about {beside} too.")));
            texts.push((format!("報導：{name}"), "內文什麼也沒說。".to_owned()));
        }
    }
    for text in [
        "他參加沙龍，山谷歌聲迴盪，這是光輝達成的一刻，火勢稍微軟弱。",
        "研究員表示他正在劈柴，老馬識途。",
        "2330 人參加，蘋果派賣完了，亞馬遜雨林大火。",
        "Security researchers said that an apple fell near the oracle.",
        "The films of Robert Altman, and the copilot of flight 9988.",
        "• 稍微\n• 軟弱",
    ] {
        texts.push(("陷阱".to_owned(), text.to_owned()));
    }
    let lines = texts.iter().enumerate().map(|(n, (title, text))| {
        let (id, text) = (format!("a{n}"), format!("{text}（{n}）"));
        serde_json::json!({ "id": id, "title": format!("{title} {n}"), "text": text }).to_string()
    });
    let text = lines.collect::<Vec<_>>().join("\n");
    let report = library.import_text(UiLang::En, ImportText { name: "made.jsonl".into(), text }).unwrap();
    assert_eq!(report.added as usize, texts.len(), "{:?}", report.problems);
    library.bring_index_up_to_date(UiLang::En, &mut |_| ControlFlow::Continue(())).unwrap();
    (Desk { library, _folder: folder }, entities)
}

impl Desk {
    /// The articles that a search finds.
    fn found(&self, query: &str, entities: &[&str]) -> Ids {
        let request = SearchRequest {
            query: query.to_owned(),
            entities: entities.iter().map(|id| (*id).to_owned()).collect(),
            kinds: vec![HitKind::Article],
            limit: 5_000,
            ..SearchRequest::default()
        };
        let hits = self.library.search(UiLang::En, request).unwrap().hits;
        hits.into_iter().map(|hit| hit.id).collect()
    }

    /// Of the articles, those in which a search marks something.
    fn marked(&self, query: &str, among: &Ids) -> Ids {
        let request = SearchRequest {
            query: query.to_owned(),
            kinds: vec![HitKind::Article],
            limit: 5_000,
            ..SearchRequest::default()
        };
        let hits = self.library.search(UiLang::En, request).unwrap().hits;
        let marked = hits.into_iter().filter(|hit| {
            let snippet = !hit.snippet.marks.is_empty();
            among.contains(&hit.id) && (snippet || !hit.title.marks.is_empty())
        });
        marked.map(|hit| hit.id).collect()
    }

    /// For every entity, the articles whose text or title is linked to it, and those that list it.
    fn linked(&self, articles: &Ids) -> (BTreeMap<String, Ids>, BTreeMap<String, Ids>) {
        let (mut linked, mut listed) = (BTreeMap::<String, Ids>::new(), BTreeMap::<String, Ids>::new());
        for id in articles {
            let request = ArticleRequest { id: id.clone(), reading: Reading::Original, query: String::new() };
            let view = self.library.article(UiLang::En, request).unwrap();
            for span in view.blocks.iter().flat_map(|block| &block.columns).flat_map(|column| &column.spans) {
                if let SpanKind::Mention { entity } = &span.what {
                    linked.entry(entity.clone()).or_default().insert(id.clone());
                }
            }
            for link in view.entities {
                let entity = link.address.trim_start_matches("zhimai://entity/").to_owned();
                listed.entry(entity).or_default().insert(id.clone());
            }
        }
        (linked, listed)
    }
}

#[test]
fn all_that_ask_who_is_named_have_the_same_answer() {
    let (desk, entities) = desk();
    let articles = desk.found("in:article", &[]);
    let (linked, listed) = desk.linked(&articles);
    let titled = desk.found("報導", &[]);
    assert!(articles.len() > 500 && !titled.is_empty() && titled.len() < articles.len() / 2);
    let none = Ids::new();
    let mut differ: Vec<String> = Vec::new();
    for entity in &entities {
        let id = entity.id.as_str();
        let narrowed = desk.found("in:article", &[id]);
        let mut same = |what: &str, found: &Ids| {
            let apart: Vec<_> = found.symmetric_difference(&narrowed).collect();
            if !apart.is_empty() {
                differ.push(format!("{what}: {id}: {apart:?}"));
            }
        };
        same("company:", &desk.found(&format!("company:{id}"), &[]));
        same("listed", listed.get(id).unwrap_or(&none));
        // A title has no links; what is named there is in the list.
        let linked = linked.get(id).unwrap_or(&none);
        let others: Ids = narrowed.difference(linked).cloned().collect();
        same("linked", &linked.union(&others.intersection(&titled).cloned().collect()).cloned().collect());
        same("ranked", &desk.found(&format!("+({})", entity.name), &[]));
        same("marked", &desk.marked(&entity.name, &narrowed));
        if narrowed.is_empty() {
            differ.push(format!("nothing names {id}"));
        }
    }
    assert!(differ.is_empty(), "{}", differ.join("\n"));
    let traps = desk.found("陷阱", &[]);
    assert!(traps.len() >= 6);
    for (entity, articles) in linked.iter().chain(&listed) {
        let wrong: Vec<_> = articles.intersection(&traps).collect();
        assert!(wrong.is_empty(), "{entity}: {wrong:?}");
    }
}
