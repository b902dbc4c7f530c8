//! What is put into the index for each thing that can be found.

use std::collections::HashSet;
use zhimai_knowledge::{known_day, weight};
use zhimai_model::{
    Address, Amount, Article, Bilingual, Body, Claim, Entity, Event, Lang, Note, Script, Term,
};
use zhimai_search::{Document, Kind, Known, Language, News, Part, Role, Sum};
use zhimai_text::fold::folded;

/// What is bundled is written in Traditional characters and in English.
const ZH: Option<Language> = Some(Language::ZhHant);
const HANS: Option<Language> = Some(Language::ZhHans);
const EN: Option<Language> = Some(Language::En);

/// An article, with the entities that its text names, and the group of copies that it is in.
pub(crate) fn of_article(article: Article, mentioned: Vec<String>, copies: Option<i64>) -> Document {
    let mut entities = article.entities;
    entities.extend(mentioned);
    entities.sort();
    entities.dedup();
    let mut parts = parts_of(&article.body);
    parts.extend(article.translation.iter().flat_map(parts_of));
    let known = article.date.as_ref().map_or(Known::Undated, |date| Known::Since(date.last_day()));
    Document {
        kind: Kind::Article,
        id: article.id,
        parts,
        source: article.source,
        author: article.author,
        language: language(article.body.lang, article.body.script),
        collection: article.collection,
        days: article.date.as_ref().map(|date| (date.first_day(), date.last_day())),
        entities,
        sums: Vec::new(),
        news: News { known, events: article.events, copies, weight: 0 },
    }
}

fn parts_of(body: &Body) -> Vec<Part> {
    let language = language(body.lang, body.script).as_deref().and_then(Language::from_code);
    vec![Part::title(language, body.title.as_str()), Part::body(language, body.text())]
}

/// What is put into the index for one thing: as it is known now, and as it was known before.
pub(crate) struct States {
    pub(crate) now: Document,
    pub(crate) before: Vec<Document>,
}

impl From<Document> for States {
    fn from(now: Document) -> Self {
        Self { now, before: Vec::new() }
    }
}

/// An event, with the claims that tell it; before, with those of them that were known on each day on which more became known.
pub(crate) fn of_event(event: &Event, collection: &str) -> States {
    let mut days: Vec<i32> = event.claims.iter().map(|claim| known_day(event, claim)).collect();
    days.sort_unstable();
    days.dedup();
    let by =
        |day: i32| event.claims.iter().filter(|claim| known_day(event, claim) <= day).collect::<Vec<_>>();
    let spans = days.iter().zip(days.iter().skip(1));
    let before =
        spans.map(|(day, until)| event_told_by(event, &by(*day), collection, Known::Between(*day, *until)));
    let known = days.last().map_or(Known::Undated, |day| Known::Since(*day));
    let all: Vec<&Claim> = event.claims.iter().collect();
    States { before: before.collect(), now: event_told_by(event, &all, collection, known) }
}

/// An event with some of its claims.
fn event_told_by(event: &Event, claims: &[&Claim], collection: &str, known: Known) -> Document {
    let told = |pick: fn(&Bilingual) -> &String| {
        let claims = claims.iter().map(move |claim| pick(&claim.text).as_str());
        std::iter::once(pick(&event.summary).as_str()).chain(claims).collect::<Vec<_>>().join("\n\n")
    };
    let mut entities = event.participants.clone();
    entities.extend(claims.iter().flat_map(|claim| [claim.from.clone(), claim.to.clone()]).flatten());
    entities.sort();
    entities.dedup();
    Document {
        kind: Kind::Event,
        id: event.id.clone(),
        parts: vec![
            Part::title(ZH, event.title.zh.as_str()),
            Part::body(ZH, told(|text| &text.zh)),
            Part::title(EN, event.title.en.as_str()),
            Part::body(EN, told(|text| &text.en)),
        ],
        source: None,
        author: None,
        language: None,
        collection: collection.to_owned(),
        days: Some((event.date.first_day(), event.date.last_day())),
        entities,
        sums: claims.iter().filter_map(|claim| claim.amount.as_ref()).map(sum).collect(),
        news: News { known, events: vec![event.id.clone()], weight: weight(claims), copies: None },
    }
}

fn sum(amount: &Amount) -> Sum {
    Sum { currency: amount.currency, low: amount.low, high: amount.high }
}

/// An entity, with all its names.
pub(crate) fn of_entity(entity: &Entity, collection: &str) -> Document {
    let names = &entity.names;
    // Mistakes stand apart, so that no passage tells them as names.
    let wrong = entity.mistakes().cloned().collect::<Vec<_>>().join(" · ");
    let titles = [names.zh_hk.as_str(), &names.zh_cn, &names.en];
    let further = std::iter::once(&names.zh_tw).chain(entity.right_aliases());
    let further = further_names(titles, further.map(String::as_str));
    let mut parts = titles_of(titles);
    parts.extend([
        Part::body(ZH, entity.description.zh.as_str()),
        Part::body(EN, entity.description.en.as_str()),
        names_part(further),
        names_part(wrong),
    ]);
    Document {
        kind: Kind::Entity,
        id: entity.id.clone(),
        parts,
        source: None,
        author: None,
        language: None,
        collection: collection.to_owned(),
        days: None,
        entities: vec![entity.id.clone()],
        sums: Vec::new(),
        news: News::default(),
    }
}

/// A glossary term, with all its forms.
pub(crate) fn of_term(term: &Term, collection: &str) -> Document {
    let variants = &term.variants;
    let titles = [term.zh.as_str(), &term.zh_cn, term.en.first().map_or("", String::as_str)];
    let further = term.en.iter().chain(&variants.tw).chain(&variants.hk).chain(&variants.cn);
    let mut parts = titles_of(titles);
    parts.extend([
        Part::body(ZH, term.definition.zh.as_str()),
        Part::body(EN, term.definition.en.as_str()),
        names_part(further_names(titles, further.map(String::as_str))),
    ]);
    Document {
        kind: Kind::Term,
        id: term.id.clone(),
        parts,
        source: None,
        author: None,
        language: None,
        collection: collection.to_owned(),
        days: None,
        entities: term.entity.iter().cloned().collect(),
        sums: Vec::new(),
        news: News::default(),
    }
}

/// A note, with the passage it is on. Its date is the day of its last change.
pub(crate) fn of_note(note: Note) -> Document {
    let title = note.label();
    let day = i32::try_from(note.modified.div_euclid(86_400_000)).ok();
    let entities = match &note.on {
        Some(Address::Entity(id)) => vec![id.clone()],
        _ => Vec::new(),
    };
    let quote = note.anchor.map(|anchor| anchor.quote).unwrap_or_default();
    Document {
        kind: Kind::Note,
        id: note.id,
        parts: vec![
            Part::title(None, title),
            Part::body(ZH, note.zh),
            Part::body(EN, note.en),
            Part { role: Role::Quote, language: None, text: quote },
            names_part(note.tags.join(" · ")),
        ],
        source: None,
        author: None,
        language: None,
        collection: String::new(),
        days: day.map(|day| (day, day)),
        entities,
        sums: Vec::new(),
        news: News::default(),
    }
}

/// The titles in Chinese and in English. The one in Simplified characters is left out where it is the same but for the
/// script: it would count twice, and is told from the other.
fn titles_of([hant, hans, en]: [&str; 3]) -> Vec<Part> {
    let mut out = vec![Part::title(ZH, hant)];
    if folded(hans) != folded(hant) {
        out.push(Part::title(HANS, hans));
    }
    out.push(Part::title(EN, en));
    out
}

/// Names that are no titles, each once.
fn further_names<'n>(titles: [&'n str; 3], names: impl Iterator<Item = &'n str>) -> String {
    let mut seen = HashSet::from(titles);
    names.filter(|name| seen.insert(name)).collect::<Vec<_>>().join(" · ")
}

/// Names one after the other, in any language.
fn names_part(text: String) -> Part {
    Part { role: Role::Names, language: None, text }
}

/// A language with its script, as facets and filters name it: `zh-hant`, `zh-hans` or `en`.
pub fn language(lang: Lang, script: Script) -> Option<String> {
    let name = match (lang, script) {
        (Lang::Zh, Script::Hans) => "zh-hans",
        (Lang::Zh, _) => "zh-hant",
        (Lang::En, _) => "en",
        (Lang::Other, _) => return None,
    };
    Some(name.to_owned())
}
