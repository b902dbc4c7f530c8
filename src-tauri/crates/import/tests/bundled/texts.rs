//! All texts of a collection that a person reads, each in both languages and with its place.

use zhimai_import::collection::Collection;
use zhimai_model::{Bilingual, BlockKind};

/// A text in both languages, and where it stands.
pub(crate) struct Text {
    pub(crate) place: String,
    pub(crate) zh: String,
    pub(crate) en: String,
}

/// Of what a text is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Of {
    Known,
    Article,
}

fn of(place: String, text: &Bilingual) -> Text {
    Text { place, zh: text.zh.clone(), en: text.en.clone() }
}

/// What is known: entities, events with their claims, conflicts, terms.
pub(crate) fn known(collection: &Collection) -> Vec<Text> {
    let mut out = Vec::new();
    for entity in &collection.entities {
        out.push(of(entity.id.clone(), &entity.description));
        out.extend(entity.note.iter().map(|note| of(format!("{}.note", entity.id), note)));
    }
    for event in &collection.events {
        out.push(of(format!("{}.title", event.id), &event.title));
        out.push(of(format!("{}.summary", event.id), &event.summary));
        for claim in &event.claims {
            out.push(of(claim.id.clone(), &claim.text));
            let horizon = claim.amount.as_ref().and_then(|amount| amount.horizon.as_ref());
            out.extend(horizon.map(|horizon| of(format!("{}.horizon", claim.id), horizon)));
        }
    }
    for conflict in &collection.conflicts {
        out.push(of(format!("{}.topic", conflict.id), &conflict.topic));
        out.push(of(format!("{}.assessment", conflict.id), &conflict.assessment));
    }
    out.extend(collection.terms.iter().map(|term| of(format!("{}.definition", term.id), &term.definition)));
    out
}

/// Titles, blocks and statements of the articles. The place of a block is `ID/N`, its number from 0.
pub(crate) fn articles(collection: &Collection) -> Vec<Text> {
    let mut out = Vec::new();
    for article in &collection.articles {
        let Some(translation) = &article.translation else { continue };
        out.push(Text {
            place: format!("{}.title", article.id),
            zh: article.body.title.clone(),
            en: translation.title.clone(),
        });
        for (n, (zh, en)) in article.body.texts().zip(translation.texts()).enumerate() {
            out.push(Text { place: format!("{}/{n}", article.id), zh: zh.to_owned(), en: en.to_owned() });
        }
        for statement in &article.statements {
            out.push(of(format!("{}.text", statement.id), &statement.text));
            out.push(of(format!("{}.reason", statement.id), &statement.reason));
        }
    }
    out
}

/// Every text, with what it is of.
pub(crate) fn all(collection: &Collection) -> Vec<(Of, Text)> {
    let of = |of: Of| move |text| (of, text);
    known(collection)
        .into_iter()
        .map(of(Of::Known))
        .chain(articles(collection).into_iter().map(of(Of::Article)))
        .collect()
}

/// Whether a block is a heading.
pub(crate) fn is_heading(kind: &BlockKind) -> bool {
    matches!(kind, BlockKind::Heading { .. })
}

/// What stands around a place, in code points, for a person to see.
pub(crate) fn around(text: &str, start: usize, end: usize) -> String {
    text.chars().skip(start.saturating_sub(12)).take(end - start.saturating_sub(12) + 12).collect()
}

/// Whether a code point is a Chinese character.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
