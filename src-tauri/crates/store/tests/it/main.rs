//! The store as its callers see it: what is put in comes back, whatever happens in between.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what went wrong by panicking"
)]

mod articles;
mod backup;
mod crash;
mod damage;
mod dictionaries;
mod drafts;
mod killed;
mod knowledge;
mod notes;
mod owner;
mod saved;
mod small;

use tempfile::TempDir;
use zhimai_model::{Article, ArticleKind, Block, Body, Lang, Mention, Part, Script};
use zhimai_store::Store;

/// A library in a folder that goes with the test.
fn library() -> (TempDir, Store) {
    let folder = TempDir::new().unwrap();
    let store = Store::open(folder.path()).unwrap();
    (folder, store)
}

fn article(id: &str, text: &str) -> Article {
    Article {
        id: id.to_owned(),
        collection: "imported".to_owned(),
        kind: ArticleKind::Imported,
        body: Body {
            lang: Lang::Zh,
            script: Script::Hant,
            title: format!("標題 {id}"),
            blocks: vec![Block::paragraph(text)],
        },
        translation: None,
        source: None,
        url: None,
        date: None,
        original: None,
        entities: Vec::new(),
        events: Vec::new(),
        sources: Vec::new(),
        statements: Vec::new(),
        repairs: Vec::new(),
    }
}

fn dated(id: &str, date: &str) -> Article {
    Article { date: date.parse().ok(), ..article(id, "內容") }
}

fn mention(entity: &str, start: u32) -> Mention {
    Mention { entity: entity.to_owned(), part: Part::Text, start, end: start + 2 }
}
