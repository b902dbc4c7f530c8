//! The table of the library: which articles it has, in which order. What was put in order once is kept while nothing changes, so
//! that any part of it, and all that match, are there at once.

use crate::document::language;
use crate::library::Library;
use crate::lists::{ListQuery, SortBy};
use std::cmp::Ordering;
use std::sync::Arc;
use zhimai_model::{Lang, Script};
use zhimai_store::{KeyedRow, Listed, StoreError};
use zhimai_text::collate::Collation;
use zhimai_text::fold::folded;

impl Library {
    /// The numbers of the rows of a table, in its order.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn list(&self, query: &ListQuery) -> Result<Arc<Vec<i64>>, StoreError> {
        let state = self.store().list_state()?;
        if let Some(keys) = self.lists().find(query, state) {
            return Ok(keys);
        }
        let keys = Arc::new(self.made(query)?);
        self.lists().keep(query.clone(), state, Arc::clone(&keys));
        Ok(keys)
    }

    /// A part of a table with how many rows it has.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn listed(
        &self,
        query: &ListQuery,
        offset: usize,
        limit: usize,
    ) -> Result<(usize, Vec<KeyedRow>), StoreError> {
        let keys = self.list(query)?;
        let part: Vec<_> = keys.iter().skip(offset).take(limit).copied().collect();
        Ok((keys.len(), self.store().article_rows_by_keys(&part)?))
    }

    /// Reads what a table is put in order by, and puts it in order.
    fn made(&self, query: &ListQuery) -> Result<Vec<i64>, StoreError> {
        let words: Vec<String> = folded(&query.words).split_whitespace().map(str::to_owned).collect();
        let mut all = Vec::new();
        self.store().for_each_listed(&query.filter, |listed| {
            let fits = query.language.as_ref().is_none_or(|wanted| *wanted == language_of(&listed));
            if fits && has_words(&listed, &words) {
                all.push(listed);
            }
        })?;
        let collation = Collation::new(query.order);
        all.sort_by(|one, other| {
            let order = match query.sort {
                SortBy::Date => Ordering::Equal,
                SortBy::Title => collation.compare(&one.title, &other.title),
                SortBy::Source => {
                    let by_name = collation.compare(&one.source, &other.source);
                    one.source.is_empty().cmp(&other.source.is_empty()).then(by_name)
                }
                SortBy::Language => (&one.lang, &one.script).cmp(&(&other.lang, &other.script)),
                SortBy::Added => other.key.cmp(&one.key),
                SortBy::Size => other.size.cmp(&one.size),
            };
            order.then_with(|| (other.day, other.key).cmp(&(one.day, one.key)))
        });
        if query.reversed {
            all.reverse();
        }
        Ok(all.into_iter().map(|listed| listed.key).collect())
    }
}

/// The name of the language of an article that is listed.
fn language_of(listed: &Listed) -> String {
    let lang = match listed.lang.as_str() {
        "zh" => Lang::Zh,
        "en" => Lang::En,
        _ => Lang::Other,
    };
    let script = if listed.script == "hans" { Script::Hans } else { Script::Hant };
    language(lang, script).unwrap_or_else(|| "other".to_owned())
}

fn has_words(listed: &Listed, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let text = folded(&format!("{} {}", listed.title, listed.source));
    words.iter().all(|word| text.contains(word))
}
