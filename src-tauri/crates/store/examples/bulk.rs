//! Measures how fast articles go in: `cargo run --release -p zhimai-store --example bulk -- FOLDER [ARTICLES]`.

use std::path::Path;
use std::time::Instant;
use zhimai_model::{Article, ArticleKind, Block, Body, Lang, Mention, Part, Script};
use zhimai_store::{ArticleFilter, Edit, Setting, Store, StoreError};

/// Bytes of text in each article, about.
const SIZE: usize = 1300;

#[allow(clippy::print_stdout, reason = "it is what an example is for")]
fn main() -> Result<(), StoreError> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| "bulk-library".to_owned());
    let count: usize = arguments.next().and_then(|n| n.parse().ok()).unwrap_or(100_000);
    let store = Store::open(Path::new(&folder))?;
    let (started, mut bytes) = (Instant::now(), 0);
    for batch in (0..count).collect::<Vec<_>>().chunks(500) {
        let articles: Vec<_> = batch.iter().map(|n| made(*n)).collect();
        bytes += articles.iter().map(|(a, _)| a.body.text().len()).sum::<usize>();
        store.put_articles(&articles)?;
    }
    let seconds = started.elapsed().as_secs_f64();
    let megabytes = bytes as f64 / 1e6;
    println!(
        "put in {count} articles, {megabytes:.0} MB, in {seconds:.2} s: {:.1} MB/s",
        megabytes / seconds
    );
    println!("{:.0} MB on disk", store.size_bytes() as f64 / 1e6);
    for (what, ask) in [
        ("first page", &(|| store.articles(None, 50, 0).map(|_| ())) as &dyn Fn() -> Result<(), StoreError>),
        ("last page", &|| store.articles(None, 50, 1_000_000).map(|_| ())),
        ("mention counts", &|| store.mention_counts(None).map(|_| ())),
        ("articles of an entity", &|| store.articles_of_entity("entity-3", None, 100).map(|_| ())),
        ("every article", &|| store.for_each_article(|_| std::ops::ControlFlow::Continue(())).map(|_| ())),
        ("collections", &|| store.collections().map(|_| ())),
        ("what the table is made of", &|| store.for_each_listed(&ArticleFilter::default(), |_| {})),
        ("open again", &|| Store::open(Path::new(&folder)).map(|_| ())),
    ] {
        let started = Instant::now();
        ask()?;
        println!("{what}: {:.1} ms", started.elapsed().as_secs_f64() * 1e3);
    }
    changes(&store, count)
}

/// Measures changes of all articles at once.
#[allow(clippy::print_stdout, reason = "it is what an example is for")]
fn changes(store: &Store, count: usize) -> Result<(), StoreError> {
    let ids: Vec<_> = (0..count).map(|n| format!("a{n}")).collect();
    let source = Edit { source: Setting::To(Some("A paper".to_owned())), ..Edit::default() };
    let date = Edit { date: Setting::To("2024-05".parse().ok()), ..Edit::default() };
    for (what, edit) in [("source", Some(&source)), ("date", Some(&date)), ("removal", None)] {
        let started = Instant::now();
        let changed = match edit {
            Some(edit) => store.edit_articles(&ids, edit, "bundled", 1)?,
            None => store.remove_articles(&ids, "bundled", 1)?,
        };
        let done = started.elapsed().as_secs_f64();
        let started = Instant::now();
        if let Some(id) = changed.id {
            store.undo_import(id, 2)?;
        }
        println!("{what} of all: {done:.2} s, taken back: {:.2} s", started.elapsed().as_secs_f64());
    }
    println!("{:.0} MB on disk", store.size_bytes() as f64 / 1e6);
    Ok(())
}

fn made(n: usize) -> (Article, Vec<Mention>) {
    let words = ["輝達", "微軟", "模型", "算力", "投資", "合作", "資料中心", "晶片", "美元", "宣布"];
    let mut text = String::with_capacity(SIZE + 16);
    let mut state = n as u64;
    while text.len() < SIZE {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        text.push_str(words[(state >> 33) as usize % words.len()]);
    }
    let mentions = (0..5u32).map(|m| Mention {
        entity: format!("entity-{}", (n as u32 + m * m) % 60),
        part: Part::Text,
        start: m,
        end: m + 2,
    });
    let article = Article {
        id: format!("a{n}"),
        collection: "imported".to_owned(),
        kind: ArticleKind::Imported,
        body: Body {
            lang: Lang::Zh,
            script: Script::Hant,
            title: format!("第{n}篇"),
            blocks: vec![Block::paragraph(text)],
        },
        translation: None,
        source: Some("file.jsonl".to_owned()),
        author: None,
        url: None,
        date: format!("2025-{:02}-{:02}", n % 12 + 1, n % 28 + 1).parse().ok(),
        original: None,
        entities: Vec::new(),
        events: Vec::new(),
        sources: Vec::new(),
        statements: Vec::new(),
        repairs: Vec::new(),
    };
    (article, mentions.collect())
}
