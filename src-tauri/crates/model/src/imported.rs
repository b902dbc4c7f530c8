//! An article as one that the person imported stands in the file of a collection.

use crate::{Article, ArticleKind, Block, Body, DateRange, Lang, Repair, Script};
use serde::{Deserialize, Serialize};

/// `articles/*.json`: an article with what the form in which people write articles has no place for: any language, blocks of any
/// kind, and neither date nor source where none is known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImportedArticle {
    /// Unique in its collection.
    pub id: String,
    /// The language of the text.
    pub lang: Lang,
    /// Its script.
    pub script: Script,
    /// The title; may be empty.
    pub title: String,
    /// When it was published (EDTF).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<DateRange>,
    /// Who wrote it, as stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Where it comes from, as shown to the person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The address it was published at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The text. A picture is named by its hash, which is the name of a file in `pictures`.
    pub blocks: Vec<Block>,
    /// The same text in another language; block `n` of one is block `n` of the other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub translation: Option<Body>,
    /// Where damage was repaired or marked, in code points of [`Body::text`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub repairs: Vec<Repair>,
}

impl From<Article> for ImportedArticle {
    fn from(article: Article) -> Self {
        let Body { lang, script, title, blocks } = article.body;
        Self {
            id: article.id,
            lang,
            script,
            title,
            date: article.date,
            author: article.author,
            source: article.source,
            url: article.url,
            blocks,
            translation: article.translation,
            repairs: article.repairs,
        }
    }
}

impl From<ImportedArticle> for Article {
    /// Of no collection yet.
    fn from(imported: ImportedArticle) -> Self {
        let ImportedArticle {
            id,
            lang,
            script,
            title,
            date,
            author,
            source,
            url,
            blocks,
            translation,
            repairs,
        } = imported;
        Self {
            id,
            collection: String::new(),
            kind: ArticleKind::Imported,
            body: Body { lang, script, title, blocks },
            translation,
            author,
            source,
            url,
            date,
            original: None,
            entities: Vec::new(),
            events: Vec::new(),
            sources: Vec::new(),
            statements: Vec::new(),
            repairs,
        }
    }
}
