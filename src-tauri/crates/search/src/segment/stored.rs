//! What is written of a document to be read back: its parts with their roles and languages, and what answers show of it.

use crate::document::{Kind, Language, Part, Role};
use crate::schema::Fields;
use tantivy::schema::{Field, Value};
use tantivy::{TantivyDocument, Term};

/// A document as far as answers show it.
#[derive(Debug)]
pub(crate) struct Stored<'a> {
    pub(crate) kind: Kind,
    pub(crate) id: &'a str,
    pub(crate) source: Option<&'a str>,
    pub(crate) language: Option<&'a str>,
    pub(crate) collection: &'a str,
}

impl<'a> Stored<'a> {
    /// `None` when the document is not one that this crate wrote.
    pub(crate) fn new(document: &'a TantivyDocument, fields: &Fields) -> Option<Stored<'a>> {
        let (kind, id) = text(document, fields.key)?.split_once('/')?;
        Some(Stored {
            kind: Kind::from_name(kind)?,
            id,
            source: text(document, fields.source),
            language: text(document, fields.language),
            collection: text(document, fields.collection).unwrap_or_default(),
        })
    }
}

/// What a document is replaced, taken out and found by.
pub(crate) fn key(kind: Kind, id: &str) -> String {
    format!("{}/{id}", kind.name())
}

/// The terms of documents by their keys.
pub(crate) fn key_terms(fields: &Fields, documents: &[(Kind, String)]) -> Vec<Term> {
    documents.iter().map(|(kind, id)| Term::from_field_text(fields.key, &key(*kind, id))).collect()
}

fn text(document: &TantivyDocument, field: Field) -> Option<&str> {
    document.get_first(field)?.as_str()
}

/// A part of a stored document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct StoredPart<'a> {
    pub(crate) role: Role,
    pub(crate) language: Option<Language>,
    pub(crate) text: &'a str,
}

/// The parts of a document, in the order given.
pub(crate) fn parts<'a>(
    document: &'a TantivyDocument,
    fields: &Fields,
) -> impl Iterator<Item = StoredPart<'a>> {
    let mut texts = document.get_all(fields.text).filter_map(|value| value.as_str());
    let mut letters = text(document, fields.parts).unwrap_or_default().chars();
    std::iter::from_fn(move || {
        let (role, language) = (role_of(letters.next()?)?, language_of(letters.next()?));
        // Titles are there twice.
        let first = texts.next()?;
        let text = if role == Role::Title { texts.next()? } else { first };
        Some(StoredPart { role, language, text })
    })
}

/// What the field `parts` holds: two letters for each part, the role's and the language's.
pub(crate) fn letters<'a>(parts: impl Iterator<Item = &'a Part>) -> String {
    parts.flat_map(|part| [role_letter(part.role), language_letter(part.language)]).collect()
}

fn role_letter(role: Role) -> char {
    match role {
        Role::Title => 't',
        Role::Body => 'b',
        Role::Names => 'n',
        Role::Quote => 'q',
    }
}

fn role_of(letter: char) -> Option<Role> {
    [Role::Title, Role::Body, Role::Names, Role::Quote].into_iter().find(|role| role_letter(*role) == letter)
}

fn language_letter(language: Option<Language>) -> char {
    match language {
        None => '-',
        Some(Language::ZhHant) => 'h',
        Some(Language::ZhHans) => 's',
        Some(Language::En) => 'e',
    }
}

fn language_of(letter: char) -> Option<Language> {
    let all = [Language::ZhHant, Language::ZhHans, Language::En];
    all.into_iter().find(|language| language_letter(Some(*language)) == letter)
}
