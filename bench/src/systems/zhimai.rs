//! Ours, as the library drives it: typed documents in, hits with titles, marks, snippets and reasons out.

use super::ask::{Ask, TOP};
use crate::pool::Doc;
use anyhow::{Context, Result};
use std::path::Path;
use std::sync::Arc;
use zhimai_gazetteer::Gazetteer;
use zhimai_search::{Document, Index, Kind, News, Part, Request};
use zhimai_text::script::{Script, detect};

pub(super) fn build(
    folder: &Path,
    each: impl FnOnce(&mut dyn FnMut(Doc) -> Result<()>) -> Result<()>,
    names: &Arc<Gazetteer>,
) -> Result<()> {
    let index = Index::create(folder, names.clone())?;
    let mut writer = index.writer()?;
    each(&mut |doc| Ok(writer.put(&document(doc))?))?;
    writer.commit(1)?;
    Ok(writer.finish()?)
}

fn document(doc: Doc) -> Document {
    let language = match detect(&doc.text) {
        Script::Hant => Some("zh-hant"),
        Script::Hans => Some("zh-hans"),
        Script::Latin => Some("en"),
        Script::Other => None,
    };
    Document {
        kind: Kind::Article,
        id: doc.id,
        parts: vec![Part::title(None, doc.title), Part::body(None, doc.text)],
        source: doc.source,
        author: None,
        language: language.map(str::to_owned),
        collection: "bench".to_owned(),
        days: doc.date.as_deref().and_then(day).map(|day| (day, day)),
        entities: doc.entities,
        sums: Vec::new(),
        news: News::default(),
    }
}

/// Days since 1970-01-01.
fn day(date: &str) -> Option<i32> {
    let date: jiff::civil::Date = date.parse().ok()?;
    let since = date.since((jiff::Unit::Day, jiff::civil::date(1970, 1, 1))).ok()?;
    Some(since.get_days())
}

pub(super) struct Asked {
    index: Index,
    facets: bool,
}

impl Asked {
    pub(super) fn open(folder: &Path, names: Arc<Gazetteer>, facets: bool) -> Result<Self> {
        // As a search in a terminal does.
        zhimai_search::load_ahead();
        let index = Index::open(folder, names).context("the index that was just built")?;
        Ok(Self { index, facets })
    }
}

impl Ask for Asked {
    fn top(&self, query: &str) -> Result<Vec<String>> {
        let request = Request {
            query: query.to_owned(),
            limit: TOP,
            facets: self.facets,
            snippets: true,
            ..Request::default()
        };
        Ok(self.index.search(&request)?.hits.into_iter().map(|hit| hit.id).collect())
    }
}
