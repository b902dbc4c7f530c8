//! What is put into the index for each thing that can be found.

use zhimai_model::{Address, Amount, Article, Entity, Event, Lang, Note, Script, Term};
use zhimai_search::{Document, Kind, Sum};

/// An article, with the entities that its text names.
pub(crate) fn of_article(article: Article, mentioned: Vec<String>) -> Document {
    let mut entities = article.entities;
    entities.extend(mentioned);
    entities.sort();
    entities.dedup();
    let others = match &article.translation {
        Some(translation) => vec![translation.title.clone(), translation.text()],
        None => Vec::new(),
    };
    Document {
        kind: Kind::Article,
        id: article.id,
        title: article.body.title.clone(),
        body: article.body.text(),
        others,
        source: article.source,
        language: language(article.body.lang, article.body.script),
        collection: article.collection,
        days: article.date.as_ref().map(|date| (date.first_day(), date.last_day())),
        entities,
        sums: Vec::new(),
    }
}

/// An event, with the claims that tell it.
pub(crate) fn of_event(event: &Event, collection: &str) -> Document {
    let claims = |pick: fn(&zhimai_model::Bilingual) -> &String| {
        let claims = event.claims.iter().map(move |claim| pick(&claim.text).as_str());
        std::iter::once(pick(&event.summary).as_str()).chain(claims).collect::<Vec<_>>().join("\n\n")
    };
    let mut entities = event.participants.clone();
    entities.extend(event.claims.iter().flat_map(|claim| [claim.from.clone(), claim.to.clone()]).flatten());
    entities.sort();
    entities.dedup();
    Document {
        kind: Kind::Event,
        id: event.id.clone(),
        title: event.title.zh.clone(),
        body: claims(|text| &text.zh),
        others: vec![event.title.en.clone(), claims(|text| &text.en)],
        source: None,
        language: None,
        collection: collection.to_owned(),
        days: Some((event.date.first_day(), event.date.last_day())),
        entities,
        sums: event.claims.iter().filter_map(|claim| claim.amount.as_ref()).map(sum).collect(),
    }
}

fn sum(amount: &Amount) -> Sum {
    Sum { currency: amount.currency, low: amount.low, high: amount.high }
}

/// An entity, with all its names.
pub(crate) fn of_entity(entity: &Entity, collection: &str) -> Document {
    let names = &entity.names;
    // Mistakes stand apart, so that no passage tells them as names.
    let wrong: Vec<&str> = entity.mistakes().map(String::as_str).collect();
    let wrong = (!wrong.is_empty()).then(|| wrong.join(" · "));
    let mut seen = std::collections::HashSet::from([&names.zh_hk]);
    let names = [&names.en, &names.zh_tw, &names.zh_cn]
        .into_iter()
        .chain(entity.right_aliases())
        .filter(|name| seen.insert(name))
        .cloned()
        .collect::<Vec<_>>()
        .join(" · ");
    Document {
        kind: Kind::Entity,
        id: entity.id.clone(),
        title: entity.names.zh_hk.clone(),
        body: entity.description.zh.clone(),
        others: [names, entity.description.en.clone()].into_iter().chain(wrong).collect(),
        source: None,
        language: None,
        collection: collection.to_owned(),
        days: None,
        entities: vec![entity.id.clone()],
        sums: Vec::new(),
    }
}

/// A glossary term, with all its forms.
pub(crate) fn of_term(term: &Term, collection: &str) -> Document {
    let variants = &term.variants;
    let mut seen = std::collections::HashSet::from([&term.zh]);
    let forms = term
        .en
        .iter()
        .chain(&variants.tw)
        .chain(&variants.hk)
        .chain(&variants.cn)
        .filter(|form| seen.insert(form))
        .cloned()
        .collect::<Vec<_>>()
        .join(" · ");
    Document {
        kind: Kind::Term,
        id: term.id.clone(),
        title: term.zh.clone(),
        body: term.definition.zh.clone(),
        others: vec![forms, term.definition.en.clone()],
        source: None,
        language: None,
        collection: collection.to_owned(),
        days: None,
        entities: term.entity.iter().cloned().collect(),
        sums: Vec::new(),
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
        title,
        body: note.zh,
        others: vec![note.en, quote, note.tags.join(" · ")],
        source: None,
        language: None,
        collection: String::new(),
        days: day.map(|day| (day, day)),
        entities,
        sums: Vec::new(),
    }
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
