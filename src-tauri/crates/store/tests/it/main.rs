//! The store as its callers see it: what is put in comes back, whatever happens in between.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what went wrong by panicking"
)]

mod articles;
mod backup;
mod collections;
mod copies;
mod crash;
mod damage;
mod dictionaries;
mod drafts;
mod imports;
mod killed;
mod knowledge;
mod merged;
mod notes;
mod own_changes;
mod owner;
mod pictures;
mod saved;
mod small;
mod versions;
mod watched;

use tempfile::TempDir;
use zhimai_model::{Article, ArticleKind, Block, Body, Lang, Mention, Part, Script};
use zhimai_store::{Changed, Origin, Put, Store};

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
        author: None,
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

/// Removes an article as the person does.
fn remove(store: &Store, id: &str) -> Changed {
    store.remove_articles(&[id], "bundled", 9).unwrap()
}

fn dated(id: &str, date: &str) -> Article {
    Article { date: date.parse().ok(), ..article(id, "內容") }
}

fn mention(entity: &str, start: u32) -> Mention {
    Mention { entity: entity.to_owned(), part: Part::Text, start, end: start + 2 }
}

/// An article as it is imported: of its own kind and collection, with the title in its header.
fn imported(id: &str, title: &str, text: &str) -> Article {
    let mut article = article(id, text);
    article.kind = ArticleKind::Imported;
    article.body.title = title.to_owned();
    article
}

/// Where an article comes from that was given its identifier, in no file of its own.
fn named() -> Origin {
    Origin { names_itself: true, names_source: true, ..Origin::default() }
}

/// Where the only article of a file comes from.
fn file(path: &str) -> Origin {
    Origin { path: Some(path.to_owned()), names_source: true, ..Origin::default() }
}

/// Puts one article in, in an import of its own.
fn put_from(store: &Store, article: &Article, origin: Origin) -> Put {
    let mut import = store.begin_import(1).unwrap();
    store.put_articles_from(&[(article.clone(), Vec::new())], &[origin], &mut import).unwrap().remove(0)
}
