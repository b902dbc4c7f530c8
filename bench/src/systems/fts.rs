//! SQLite's FTS5 (<https://sqlite.org/fts5.html>), the full-text search of most desktop programs, in two set-ups.
//!
//! *Trigram* is its own tokenizer for text without spaces; a query is every three characters in a row, joined with OR.
//! *Characters* puts spaces around every ideograph, and a query is every two in a row as a phrase, joined with OR.
//! Both keep no text, weigh the title twice, and are optimised after loading.

use super::ask::{Ask, TOP, runs};
use crate::pool::Doc;
use anyhow::Result;
use rusqlite::{Connection, OpenFlags, params};
use std::path::Path;

#[derive(Clone, Copy)]
pub(super) enum Analysis {
    Trigram,
    Characters,
}

const FILE: &str = "fts.sqlite";

pub(super) fn build(
    folder: &Path,
    each: impl FnOnce(&mut dyn FnMut(Doc) -> Result<()>) -> Result<()>,
    analysis: Analysis,
) -> Result<()> {
    let mut db = Connection::open(folder.join(FILE))?;
    let tokenizer = match analysis {
        Analysis::Trigram => "trigram",
        Analysis::Characters => "unicode61",
    };
    db.execute_batch(&format!(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -262144;
         CREATE TABLE article (row INTEGER PRIMARY KEY, id TEXT NOT NULL);
         CREATE VIRTUAL TABLE words USING fts5(title, body, content = '', tokenize = '{tokenizer}');
         INSERT INTO words(words, rank) VALUES ('rank', 'bm25(2.0, 1.0)');",
    ))?;
    let work = db.transaction()?;
    {
        let mut article = work.prepare("INSERT INTO article(id) VALUES (?1)")?;
        let mut words = work.prepare("INSERT INTO words(rowid, title, body) VALUES (?1, ?2, ?3)")?;
        each(&mut |doc| {
            let row = article.insert(params![doc.id])?;
            match analysis {
                Analysis::Trigram => words.insert(params![row, doc.title, doc.text])?,
                Analysis::Characters => words.insert(params![row, spaced(&doc.title), spaced(&doc.text)])?,
            };
            Ok(())
        })?;
        work.execute("INSERT INTO words(words) VALUES ('optimize')", [])?;
    }
    work.commit()?;
    Ok(())
}

pub(super) struct Asked {
    db: Connection,
    analysis: Analysis,
}

impl Asked {
    pub(super) fn open(folder: &Path, analysis: Analysis) -> Result<Self> {
        let db = Connection::open_with_flags(folder.join(FILE), OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        db.execute_batch("PRAGMA mmap_size = 8589934592; PRAGMA cache_size = -65536;")?;
        Ok(Self { db, analysis })
    }
}

impl Ask for Asked {
    fn top(&self, query: &str) -> Result<Vec<String>> {
        let matching = match self.analysis {
            Analysis::Trigram => trigrams(query),
            Analysis::Characters => phrases(query),
        };
        if matching.is_empty() {
            return Ok(Vec::new());
        }
        let mut found = self.db.prepare_cached(
            "SELECT id FROM (SELECT rowid AS hit FROM words WHERE words MATCH ?1 ORDER BY rank LIMIT ?2)
             JOIN article ON row = hit",
        )?;
        let hits = found.query_map(params![matching, TOP as i64], |row| row.get(0))?;
        Ok(hits.collect::<Result<_, _>>()?)
    }
}

/// A space around every ideograph, so that each is a token.
fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for c in text.chars() {
        if zhimai_text::segment::is_ideograph(c) {
            out.extend([' ', c, ' ']);
        } else {
            out.push(c);
        }
    }
    out
}

/// `any OR of OR these`, each as a string of the query language. Only letters, digits and ideographs come in.
fn any_of(mut parts: Vec<String>) -> String {
    let mut seen = std::collections::HashSet::new();
    parts.retain(|part| seen.insert(part.clone()));
    parts.iter().map(|part| format!("\"{part}\"")).collect::<Vec<_>>().join(" OR ")
}

/// Every three ideographs in a row, and words as they are. What is shorter than three cannot be looked up.
fn trigrams(query: &str) -> String {
    let mut parts = Vec::new();
    for (ideographs, run) in runs(query) {
        let chars: Vec<char> = run.chars().collect();
        if ideographs {
            parts.extend(chars.windows(3).map(|three| three.iter().collect::<String>()));
        } else if chars.len() >= 3 {
            parts.push(run);
        }
    }
    any_of(parts)
}

/// Every two ideographs in a row as a phrase, single ones and words as they are.
fn phrases(query: &str) -> String {
    let mut parts = Vec::new();
    for (ideographs, run) in runs(query) {
        let chars: Vec<char> = run.chars().collect();
        if ideographs && chars.len() > 1 {
            parts.extend(chars.windows(2).map(|two| spaced(&two.iter().collect::<String>())));
        } else {
            parts.push(run);
        }
    }
    any_of(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_strings_joined_with_or() {
        let check = |query: &str, three: &str, two: &str| {
            assert_eq!((trigrams(query).as_str(), phrases(query).as_str()), (three, two));
        };
        check("資料中心", r#""資料中" OR "料中心""#, r#"" 資  料 " OR " 料  中 " OR " 中  心 ""#);
        check("晶片 GPT-5", r#""GPT""#, r#"" 晶  片 " OR "GPT" OR "5""#);
        check("\"'*", "", "");
    }
}
