//! What a collection's articles tell, as far as lists need it.

use crate::damage::lossy;
use crate::{Result, Store};
use serde::Deserialize;
use zhimai_model::Bilingual;

/// What an article tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleTold {
    /// The article.
    pub id: String,
    /// Its titles, where it has one in each language.
    pub titles: Option<Bilingual>,
    /// The events that it tells of.
    pub events: Vec<String>,
}

/// What is read of the rest of an article.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Extras {
    events: Vec<String>,
}

impl Store {
    /// What the articles of a collection tell. What is damaged of it tells nothing.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn told_by(&self, collection: &str) -> Result<Vec<ArticleTold>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT id, lang, title, translated_title, extras FROM article WHERE collection = ?1 ORDER BY key",
            )?;
            let rows = statement.query_map([collection], |row| {
                let (title, translated) = (lossy(row, 2)?, lossy(row, 3)?);
                let (zh, en) = if lossy(row, 1)? == "en" { (translated, title) } else { (title, translated) };
                let titles = (!zh.is_empty() && !en.is_empty()).then_some(Bilingual { zh, en });
                let extras: Extras = serde_json::from_str(&lossy(row, 4)?).unwrap_or_default();
                Ok(ArticleTold { id: lossy(row, 0)?, titles, events: extras.events })
            })?;
            rows.collect()
        })
    }
}
