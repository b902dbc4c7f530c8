//! Whether a thing fits what is known: identifiers, names, dates, sums, and what it refers to.

use crate::error::LibraryError;
use crate::fault::Fault;
use zhimai_knowledge::Knowledge;
use zhimai_model::{Bilingual, Claim, Conflict, Entity, Event, Term};
use zhimai_store::{Thing, ThingKind};

/// The longest identifier, in characters.
const ID: usize = 120;

type Checked = Result<(), LibraryError>;

/// Whether a thing fits.
pub(super) fn check(thing: &Thing, known: &Knowledge) -> Checked {
    id(thing)?;
    match thing {
        Thing::Entity(one) => entity(one, known),
        Thing::Event(one) => event(one, known),
        Thing::Claim(one) => claim(one, known),
        Thing::Conflict(one) => conflict(one, known),
        Thing::Term(one) => term(one, known),
        Thing::Region(_) => Ok(()),
    }
}

fn refuse(field: &str, fault: Fault) -> Checked {
    Err(Fault::of(field, fault).into())
}

/// Readable and the same in every address: small letters, digits, hyphens and dots; a claim's has its event's before a `#`.
fn id(thing: &Thing) -> Checked {
    let id = thing.id();
    let plain = |part: &str| {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '.';
        !part.is_empty() && part.chars().all(fits)
    };
    let fits = match (thing.kind(), id.rsplit_once('#')) {
        (ThingKind::Claim, Some((event, own))) => plain(event) && plain(own),
        (ThingKind::Claim, None) | (_, Some(_)) => false,
        (_, None) => plain(id),
    };
    if fits && id.chars().count() <= ID { Ok(()) } else { refuse("id", Fault::Id) }
}

fn written(field: &str, text: &str) -> Checked {
    if text.trim().is_empty() { refuse(field, Fault::Missing) } else { Ok(()) }
}

fn both(field: &str, text: &Bilingual) -> Checked {
    written(field, &text.zh)?;
    written(field, &text.en)
}

fn refers(field: &str, kind: ThingKind, id: &str, is_known: bool) -> Checked {
    if is_known { Ok(()) } else { refuse(field, Fault::NoSuch { kind, id: id.to_owned() }) }
}

fn to_entity(field: &str, id: &str, known: &Knowledge) -> Checked {
    refers(field, ThingKind::Entity, id, known.entity(id).is_some())
}

fn entity(entity: &Entity, known: &Knowledge) -> Checked {
    let names = &entity.names;
    for name in [&names.en, &names.zh_tw, &names.zh_hk, &names.zh_cn] {
        written("names", name)?;
    }
    for alias in &entity.aliases {
        written("aliases", &alias.text)?;
    }
    for relation in &entity.relations {
        if !zhimai_import::collection::RELATIONS.contains(&relation.kind.as_str()) {
            let all = zhimai_import::collection::RELATIONS.iter().map(|&word| word.to_owned()).collect();
            return refuse("relations", Fault::NoWord { word: relation.kind.clone(), all });
        }
        if relation.target != entity.id {
            to_entity("relations", &relation.target, known)?;
        }
    }
    Ok(())
}

fn event(event: &Event, known: &Knowledge) -> Checked {
    both("title", &event.title)?;
    if !event.claims.is_empty() {
        return refuse("claims", Fault::NotHere);
    }
    event.participants.iter().try_for_each(|id| to_entity("participants", id, known))
}

fn claim(claim: &Claim, known: &Knowledge) -> Checked {
    let event = claim.id.rsplit_once('#').map_or("", |(event, _)| event);
    refers("event", ThingKind::Event, event, known.event(event).is_some())?;
    both("text", &claim.text)?;
    for (field, side) in [("from", &claim.from), ("to", &claim.to)] {
        side.iter().try_for_each(|id| to_entity(field, id, known))?;
    }
    for other in &claim.conflicts_with {
        if *other == claim.id {
            return refuse("conflicts_with", Fault::Itself);
        }
        refers("conflicts_with", ThingKind::Claim, other, known.claim(other).is_some())?;
    }
    if claim.amount.as_ref().is_some_and(|amount| amount.low <= 0 || amount.low > amount.high) {
        return refuse("amount", Fault::Sum);
    }
    if claim.sources.is_empty() {
        return refuse("sources", Fault::Missing);
    }
    claim.sources.iter().try_for_each(|source| written("sources", &source.publisher))
}

fn conflict(conflict: &Conflict, known: &Knowledge) -> Checked {
    both("topic", &conflict.topic)?;
    if conflict.claims.len() < 2 {
        return refuse("claims", Fault::Missing);
    }
    let mut claims = conflict.claims.iter();
    claims.try_for_each(|id| refers("claims", ThingKind::Claim, id, known.claim(id).is_some()))
}

fn term(term: &Term, known: &Knowledge) -> Checked {
    written("zh", &term.zh)?;
    if term.en.iter().all(|en| en.trim().is_empty()) {
        return refuse("en", Fault::Missing);
    }
    term.entity.iter().try_for_each(|id| to_entity("entity", id, known))
}

/// What names a thing, and would name nothing without it.
pub(super) fn named_by(kind: ThingKind, id: &str, known: &Knowledge) -> Vec<(ThingKind, String)> {
    if kind != ThingKind::Entity {
        return Vec::new();
    }
    let mut by = Vec::new();
    let is = |other: &Option<String>| other.as_deref() == Some(id);
    for entity in known.entities().iter().filter(|entity| entity.id != id) {
        if entity.relations.iter().any(|relation| relation.target == id) {
            by.push((ThingKind::Entity, entity.id.clone()));
        }
    }
    for event in known.events() {
        if event.participants.iter().any(|participant| participant == id) {
            by.push((ThingKind::Event, event.id.clone()));
        }
        let claims = event.claims.iter().filter(|claim| is(&claim.from) || is(&claim.to));
        by.extend(claims.map(|claim| (ThingKind::Claim, claim.id.clone())));
    }
    let terms = known.terms().iter().filter(|term| is(&term.entity));
    by.extend(terms.map(|term| (ThingKind::Term, term.id.clone())));
    by
}
