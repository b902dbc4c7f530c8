//! The articles and queries that everyone gets, as JSON Lines, and how they are scored.
//!
//! Read line by line, so that a pool that does not fit into memory can be measured, and nobody's memory counts the pool.

use anyhow::{Context, Result, ensure};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

/// An article, as `zhimai import` reads it too.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Doc {
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) title: String,
    pub(crate) text: String,
    /// `YYYY-MM-DD`; anything else counts as unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) date: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) source: Option<String>,
    /// What the article is known to be about. Only generated articles tell.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) entities: Vec<String>,
}

impl Doc {
    /// Bytes of text that there are to index.
    pub(crate) fn bytes(&self) -> u64 {
        u64::try_from(self.title.len() + self.text.len()).unwrap_or(u64::MAX)
    }
}

/// A query, with the identifiers of the articles that answer it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Query {
    pub(crate) query: String,
    #[serde(default)]
    pub(crate) relevant: Vec<String>,
    /// What is hard about it: a row of its own in the report. Without one, the name of the file.
    #[serde(default)]
    pub(crate) kind: String,
}

/// Calls `take` with every line of a file of JSON Lines.
pub(crate) fn each_line<T: for<'de> Deserialize<'de>>(
    path: &Path,
    mut take: impl FnMut(T) -> Result<()>,
) -> Result<()> {
    let file = File::open(path).with_context(|| path.display().to_string())?;
    for (number, line) in BufReader::new(file).lines().enumerate() {
        let place = || format!("{}, line {}", path.display(), number + 1);
        let line = line.with_context(place)?;
        if !line.trim().is_empty() {
            take(serde_json::from_str(&line).with_context(place)?)?;
        }
    }
    Ok(())
}

/// Calls `take` with every article of the files.
pub(crate) fn each_doc(files: &[PathBuf], mut take: impl FnMut(Doc) -> Result<()>) -> Result<()> {
    files.iter().try_for_each(|file| each_line(file, &mut take))
}

/// Reads files of queries.
pub(crate) fn queries(files: &[PathBuf]) -> Result<Vec<Query>> {
    let mut out: Vec<Query> = Vec::new();
    for file in files {
        let set = name_of(file);
        each_line(file, |mut query: Query| {
            if query.kind.is_empty() {
                query.kind.clone_from(&set);
            }
            out.push(query);
            Ok(())
        })?;
    }
    ensure!(!out.is_empty(), "there are no queries");
    Ok(out)
}

/// A file's name with its folder's, which is where sets of questions differ: `drcd-dev/queries`.
fn name_of(file: &Path) -> String {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    match file.parent().and_then(Path::file_name) {
        Some(folder) => format!("{}/{stem}", folder.to_string_lossy()),
        None => stem.into_owned(),
    }
}

/// Articles and their bytes of text. Two articles with one identifier are an error: nobody could tell which was found.
pub(crate) fn size(files: &[PathBuf]) -> Result<(u64, u64)> {
    let (mut count, mut bytes, mut ids) = (0_u64, 0_u64, HashSet::new());
    each_doc(files, |doc| {
        count += 1;
        bytes += doc.bytes();
        ensure!(ids.insert(doc.id.clone()), "two articles are called {}", doc.id);
        Ok(())
    })?;
    ensure!(count > 0, "there are no articles");
    Ok((count, bytes))
}

/// How well a set of queries was answered, each with the ten best hits.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Quality {
    /// Queries that have an answer.
    pub(crate) queries: usize,
    /// Mean of 1 / rank of the first right hit; 0 when it is not among the ten.
    pub(crate) mrr: f64,
    /// Mean share of the right articles that are among the ten.
    pub(crate) recall: f64,
}

/// Scores the hits of queries; queries without known answers are left out.
pub(crate) fn quality<'a>(answered: impl Iterator<Item = (&'a Query, &'a [String])>) -> Quality {
    let mut sum = Quality::default();
    for (query, hits) in answered.filter(|(query, _)| !query.relevant.is_empty()) {
        let right = |hit: &&String| query.relevant.contains(hit);
        sum.queries += 1;
        if let Some(rank) = hits.iter().take(10).position(|hit| right(&hit)) {
            sum.mrr += 1.0 / (rank + 1) as f64;
        }
        sum.recall += hits.iter().take(10).filter(right).count() as f64 / query.relevant.len().min(10) as f64;
    }
    let n = sum.queries.max(1) as f64;
    Quality { queries: sum.queries, mrr: sum.mrr / n, recall: sum.recall / n }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quality_counts_ranks_and_shares() {
        let check = |relevant: &[&str], hits: &[&str], mrr: f64, recall: f64| {
            let owned = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
            let query = Query { query: String::new(), relevant: owned(relevant), kind: String::new() };
            let hits = owned(hits);
            let found = quality([(&query, hits.as_slice())].into_iter());
            assert!((found.mrr - mrr).abs() < 1e-9 && (found.recall - recall).abs() < 1e-9, "{found:?}");
        };
        check(&["a"], &["a", "b"], 1.0, 1.0);
        check(&["a"], &["b", "c", "a"], 1.0 / 3.0, 1.0);
        check(&["a", "b"], &["x", "b"], 0.5, 0.5);
        check(&["a"], &[], 0.0, 0.0);
        check(&["k"], &["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "k"], 0.0, 0.0);
    }
}
