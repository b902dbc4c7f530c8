//! Reads a collection of the bundled format: entities, events, conflicts, glossary, regional words and bilingual articles,
//! from files that people edit.
//!
//! What cannot be read becomes a problem with its file; everything else is taken in.
//! [`check`] looks at the whole: references, dates, alignment.

mod check;
mod manifest;
mod words;

pub use check::{RELATIONS, check};
pub use manifest::{FORMAT, FileSum, INFO, MANIFEST, Manifest, VERSION};
pub(crate) use words::is_line;
pub use words::{
    LONGEST_DESCRIPTION, LONGEST_NAME, LONGEST_SOURCE, LONGEST_TITLE, is_description, is_name, is_seen,
    is_source, is_title,
};

use crate::paragraphs::flat;
use crate::told::{narrow, syntax};
use serde::de::DeserializeOwned;
use zhimai_model::{
    Article, ArticleHeader, Body, CollectionInfo, Conflict, Entity, Event, ImportedArticle, Lang, Misaligned,
    Place, Problem, ProblemKind, Script, Statement, Syntax, Term, UnknownFormat,
};

/// A collection as read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Collection {
    /// What it is; nothing when `collection.json` is missing or cannot be read.
    pub info: Option<CollectionInfo>,
    /// From `entities/*.json`.
    pub entities: Vec<Entity>,
    /// From `events/*.json`.
    pub events: Vec<Event>,
    /// From `conflicts.json`.
    pub conflicts: Vec<Conflict>,
    /// From `glossary.json`.
    pub terms: Vec<Term>,
    /// From `regions.json`: everyday words and names of which each region has its own, a list of forms each.
    pub regions: Vec<Vec<String>>,
    /// From `articles/*.md`, with `articles/*.statements.json`, and `articles/*.json`.
    pub articles: Vec<Article>,
}

/// Reads the files of a collection: paths relative to its folder, with `/` between parts, and their bytes.
/// Files that are no part of the format are problems too.
pub fn read<'a>(files: impl IntoIterator<Item = (String, &'a [u8])>) -> (Collection, Vec<Problem>) {
    let mut collection = Collection::default();
    let mut statements: Vec<(String, Vec<Statement>)> = Vec::new();
    let mut problems = Vec::new();
    for (path, bytes) in files {
        if let Err(what) = read_file(&mut collection, &mut statements, &path, bytes) {
            problems.push(problem(what, &path));
        }
    }
    for (id, list) in statements {
        match collection.articles.iter_mut().find(|article| article.id == id) {
            Some(article) => article.statements = list,
            None => {
                let file = format!("articles/{id}.statements.json");
                problems.push(problem(ProblemKind::BadReference { name: id }, &file));
            }
        }
    }
    if let Some(info) = &collection.info {
        for article in &mut collection.articles {
            article.collection.clone_from(&info.id);
        }
    }
    (collection, problems)
}

fn read_file(
    collection: &mut Collection,
    statements: &mut Vec<(String, Vec<Statement>)>,
    path: &str,
    bytes: &[u8],
) -> Result<(), ProblemKind> {
    match path.split_once('/').unwrap_or(("", path)) {
        ("", "collection.json") => collection.info = Some(json(bytes)?),
        ("", "conflicts.json") => collection.conflicts.extend(json::<Vec<Conflict>>(bytes)?),
        ("", "glossary.json") => collection.terms.extend(json::<Vec<Term>>(bytes)?),
        ("", "regions.json") => collection.regions.extend(json::<Vec<Vec<String>>>(bytes)?),
        ("entities", name) if name.ends_with(".json") => {
            collection.entities.extend(json::<Vec<Entity>>(bytes)?)
        }
        ("events", name) if name.ends_with(".json") => {
            let event: Event = json(bytes)?;
            named(&event.id, name, ".json")?;
            collection.events.push(event);
        }
        ("articles", name) => match name.strip_suffix(".statements.json") {
            Some(id) => statements.push((id.to_owned(), json(bytes)?)),
            None => collection.articles.push(article(path, bytes)?),
        },
        _ => return Err(no_place(path)),
    }
    Ok(())
}

/// What is one thing a file is found by the name of the file.
fn named(id: &str, name: &str, extension: &str) -> Result<(), ProblemKind> {
    if name.strip_suffix(extension) == Some(id) {
        Ok(())
    } else {
        Err(ProblemKind::BadField { field: "id".to_owned(), value: Some(id.to_owned()) })
    }
}

pub(crate) fn json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ProblemKind> {
    serde_json::from_slice(bytes)
        .map_err(|e| ProblemKind::BadSyntax(syntax(&e, &String::from_utf8_lossy(bytes))))
}

/// An article, by the path of its file: in the form in which people write them, or as one that was imported.
pub(crate) fn article(path: &str, bytes: &[u8]) -> Result<Article, ProblemKind> {
    let name = path.strip_prefix("articles/").unwrap_or(path);
    if name.ends_with(".md") {
        let article = written(bytes)?;
        named(&article.id, name, ".md")?;
        Ok(article)
    } else if name.ends_with(".json") {
        json::<ImportedArticle>(bytes).map(Article::from)
    } else {
        Err(no_place(path))
    }
}

/// An article as people write it: a YAML header between `---` lines, then blocks that are Chinese and English in turn.
fn written(bytes: &[u8]) -> Result<Article, ProblemKind> {
    let text = std::str::from_utf8(bytes)
        .map_err(|_| ProblemKind::BadEncoding { encoding: Some("UTF-8".to_owned()), places: 0 })?;
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let rest = text.strip_prefix("---\n").ok_or(ProblemKind::BadSyntax(Syntax::NoHeader))?;
    let (header, body) = rest.split_once("\n---\n").ok_or(ProblemKind::BadSyntax(Syntax::HeaderUnended))?;
    // The line that opens the header counts too.
    let header: ArticleHeader = serde_saphyr::from_str(&format!("\n{header}"))
        .map_err(|e| ProblemKind::BadSyntax(Syntax::Yaml(e.without_snippet().to_string())))?;
    let blocks: Vec<&str> = body.split("\n\n").map(str::trim).filter(|block| !block.is_empty()).collect();
    if blocks.is_empty() {
        return Err(ProblemKind::Empty);
    }
    let half =
        |from: usize| flat(blocks.iter().skip(from).step_by(2).map(|block| (*block).to_owned()).collect());
    let (zh, en) = (half(0), half(1));
    if zh.len() != en.len() {
        return Err(ProblemKind::Misaligned(Misaligned::Counts {
            zh: narrow(zh.len()),
            en: narrow(en.len()),
        }));
    }
    Ok(Article {
        id: header.id,
        collection: String::new(),
        kind: header.kind,
        body: Body { lang: Lang::Zh, script: Script::Hant, title: header.title.zh, blocks: zh },
        translation: Some(Body { lang: Lang::En, script: Script::Latin, title: header.title.en, blocks: en }),
        source: Some(header.source),
        author: header.author,
        url: None,
        date: Some(header.date),
        original: header.original,
        entities: header.entities,
        events: header.events,
        sources: header.sources,
        statements: Vec::new(),
        repairs: Vec::new(),
    })
}

fn no_place(path: &str) -> ProblemKind {
    ProblemKind::UnknownFormat(UnknownFormat::NoPlace(path.to_owned()))
}

fn problem(what: ProblemKind, path: &str) -> Problem {
    Problem { place: Place { file: path.to_owned(), line: None }, refused: true, what }
}

#[cfg(test)]
mod tests {
    use super::*;
    use zhimai_model::ProblemCode;

    const HEADER: &str =
        "---\nid: a\nkind: brief\ndate: \"2025-11-18\"\ntitle:\n  zh: 題\n  en: T\nsource: S\n---\n\n";

    fn check(path: &str, text: &str, expect: Option<ProblemCode>) -> Collection {
        let (collection, problems) = read([(path.to_owned(), text.as_bytes())]);
        assert_eq!(problems.first().map(|p| p.what.code()), expect, "{text} {problems:?}");
        collection
    }

    #[test]
    fn blocks_are_chinese_and_english_in_turn() {
        let collection = check("articles/a.md", &format!("{HEADER}一。\n\nOne.\n\n二。\n\nTwo.\n"), None);
        let article = &collection.articles[0];
        assert_eq!(article.body.texts().collect::<Vec<_>>(), ["一。", "二。"]);
        assert_eq!(article.translation.as_ref().unwrap().texts().collect::<Vec<_>>(), ["One.", "Two."]);
    }

    #[test]
    fn a_header_that_does_not_fit_is_told_with_its_place_and_no_excerpt() {
        let said = |header: &str| {
            let text = format!("---\n{header}\n---\n一。\n\nOne.\n");
            let (_, problems) = read([("articles/a.md".to_owned(), text.as_bytes())]);
            match &problems.first().unwrap().what {
                ProblemKind::BadSyntax(Syntax::Yaml(said)) => said.clone(),
                what => panic!("{what:?}"),
            }
        };
        assert_eq!(said("id: [\nkind: b").lines().count(), 1);
        assert!(said("id: a\nkinds: brief").starts_with("unknown field `kinds`, expected one of "));
        assert!(
            said("id: a\nkinds: brief").ends_with(" at line 3, column 1"),
            "{}",
            said("id: a\nkinds: brief")
        );
        assert!(said("id: a\nkind: brief").starts_with("missing field `"));
        assert!(said("id: a\nid: b").starts_with("duplicate "), "{}", said("id: a\nid: b"));
        assert_eq!(said("id: [a]"), "expected string scalar at line 2, column 5");
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        check("articles/a.md", &format!("{HEADER}一。\n\nOne.\n\n二。\n"), Some(ProblemCode::Misaligned));
        check("articles/a.md", HEADER, Some(ProblemCode::Empty));
        check("articles/a.md", "一。", Some(ProblemCode::BadSyntax));
        check("articles/a.md", "---\nid: [\n---\n一", Some(ProblemCode::BadSyntax));
        check("articles/a.txt", "", Some(ProblemCode::UnknownFormat));
        check("glossary.json", "[{}]", Some(ProblemCode::BadSyntax));
        check("events/e.json", "", Some(ProblemCode::BadSyntax));
        let event = |currency: &str| {
            format!(
                r#"{{"id":"e","date":"2025","precision":"year","kind":"funding","title":{{"zh":"","en":""}},"summary":{{"zh":"","en":""}},"participants":[],"claims":[{{"id":"e#1","text":{{"zh":"","en":""}},"quote":null,"amount":{{"currency":"{currency}","low":5,"high":10,"qualifier":"exactly","horizon":null}},"from":null,"to":null,"flow":"grant","status":"announced","said_by":"official","conflicts_with":[],"sources":[]}}]}}"#
            )
        };
        check("events/e.json", &event("TWD"), None);
        check("events/e.json", &event("XYZ"), Some(ProblemCode::BadSyntax));
        check("articles/none.statements.json", "[]", Some(ProblemCode::BadReference));
        check("what.json", "{}", Some(ProblemCode::UnknownFormat));
        check("articles/b.md", &format!("{HEADER}一。\n\nOne.\n"), Some(ProblemCode::BadField));
        check("articles/a.md", &format!("{HEADER}一。\n\nOne.\n").replace('\n', "\r\n"), None);
    }
}
