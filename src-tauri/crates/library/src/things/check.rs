//! Whether a thing fits what is known: identifiers, names, dates, sums, and what it refers to.

use crate::error::LibraryError;
use crate::fault::{Fault, ThingError};
use zhimai_knowledge::Knowledge;
use zhimai_model::{Amount, Bilingual, Claim, Conflict, Entity, Event, Term};
use zhimai_store::{Thing, ThingKind};

/// The longest identifier, in characters.
const ID: usize = 120;
/// The longest name, in characters.
const NAME: usize = 200;
/// The longest text, in characters.
const TEXT: usize = 20_000;
/// The longest list. Each name is asked for in the index, so that a hundred thousand would hold up whoever opens the library.
const LIST: usize = 500;

type Checked = Result<(), LibraryError>;

/// Whether a thing fits. `along` is the identifier of an event that is put in with it.
pub(super) fn check(thing: &Thing, known: &Knowledge, along: Option<&str>) -> Checked {
    id(thing)?;
    match thing {
        Thing::Entity(one) => entity(one, known),
        Thing::Event(one) => event(one, known),
        Thing::Claim(one) => claim(one, known, along),
        Thing::Conflict(one) => conflict(one, known),
        Thing::Term(one) => term(one, known),
        Thing::Region(_) => Ok(()),
    }
}

fn refuse(field: &str, fault: Fault) -> Checked {
    Err(Fault::of(field, fault).into())
}

/// Readable and the same in every address: small letters, digits, and between them hyphens and dots; a claim's has its event's before a `#`.
fn id(thing: &Thing) -> Checked {
    let id = thing.id();
    let plain = |part: &str| {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '.';
        let ends = |end: Option<char>| end.is_some_and(|c| c.is_ascii_alphanumeric());
        ends(part.chars().next()) && ends(part.chars().next_back()) && part.chars().all(fits)
    };
    let fits = match (thing.kind(), id.rsplit_once('#')) {
        (ThingKind::Claim, Some((event, own))) => plain(event) && plain(own),
        (ThingKind::Claim, None) | (_, Some(_)) => false,
        (_, None) => plain(id),
    };
    if fits && id.chars().count() <= ID { Ok(()) } else { refuse("id", Fault::Id) }
}

fn written(field: &str, text: &str) -> Checked {
    if text.trim().is_empty() { refuse(field, Fault::Missing) } else { within(field, text, TEXT) }
}

fn within(field: &str, text: &str, most: usize) -> Checked {
    if text.chars().nth(most).is_some() { refuse(field, Fault::Long(most)) } else { Ok(()) }
}

/// A name stands within a line, as it is written.
fn name(field: &str, text: &str) -> Checked {
    written(field, text)?;
    if text.chars().any(is_unseen) { refuse(field, Fault::Unseen) } else { within(field, text, NAME) }
}

/// Ends a line, steers a terminal, or turns the order of what is written.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fn few<T>(field: &str, list: &[T]) -> Checked {
    if list.len() > LIST { refuse(field, Fault::Many(LIST)) } else { Ok(()) }
}

/// Both halves may be empty.
fn short(field: &str, text: &Bilingual) -> Checked {
    within(field, &text.zh, TEXT)?;
    within(field, &text.en, TEXT)
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
    for text in [&names.en, &names.zh_tw, &names.zh_hk, &names.zh_cn] {
        name("names", text)?;
    }
    few("aliases", &entity.aliases)?;
    for alias in &entity.aliases {
        name("aliases", &alias.text)?;
    }
    short("description", &entity.description)?;
    few("relations", &entity.relations)?;
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
    short("summary", &event.summary)?;
    few("participants", &event.participants)?;
    // The year 0 stands where a form was not filled in.
    if event.date.first().year() == 0 {
        return refuse("date", Fault::Missing);
    }
    if !event.claims.is_empty() {
        return refuse("claims", Fault::NotHere);
    }
    event.participants.iter().try_for_each(|id| to_entity("participants", id, known))
}

/// No sum is above this, in whole units of any currency: ten thousand trillions.
const MOST: i64 = 10_000_000_000_000_000;

fn claim(claim: &Claim, known: &Knowledge, along: Option<&str>) -> Checked {
    let event = claim.id.rsplit_once('#').map_or("", |(event, _)| event);
    refers("event", ThingKind::Event, event, along == Some(event) || known.event(event).is_some())?;
    both("text", &claim.text)?;
    within("quote", claim.quote.as_deref().unwrap_or_default(), TEXT)?;
    few("conflicts_with", &claim.conflicts_with)?;
    few("sources", &claim.sources)?;
    for (field, side) in [("from", &claim.from), ("to", &claim.to)] {
        side.iter().try_for_each(|id| to_entity(field, id, known))?;
    }
    few("includes", &claim.includes)?;
    few("ends", &claim.ends)?;
    let others = [
        ("conflicts_with", claim.conflicts_with.iter().collect::<Vec<_>>()),
        ("same_as", claim.same_as.iter().collect()),
        ("includes", claim.includes.iter().collect()),
        ("ends", claim.ends.iter().collect()),
    ];
    for (field, other) in others.iter().flat_map(|(field, ids)| ids.iter().map(move |id| (*field, *id))) {
        if *other == claim.id {
            return refuse(field, Fault::Itself);
        }
        refers(field, ThingKind::Claim, other, known.claim(other).is_some())?;
    }
    let unsound = |amount: &Amount| amount.low <= 0 || amount.low > amount.high || amount.high > MOST;
    if claim.amount.as_ref().is_some_and(unsound) {
        return refuse("amount", Fault::Sum);
    }
    if claim.sources.is_empty() {
        return refuse("sources", Fault::Missing);
    }
    claim.sources.iter().try_for_each(|source| written("sources", &source.publisher))
}

fn conflict(conflict: &Conflict, known: &Knowledge) -> Checked {
    both("topic", &conflict.topic)?;
    short("assessment", &conflict.assessment)?;
    few("claims", &conflict.claims)?;
    if conflict.claims.len() < 2 {
        return refuse("claims", Fault::Missing);
    }
    let mut claims = conflict.claims.iter();
    claims.try_for_each(|id| refers("claims", ThingKind::Claim, id, known.claim(id).is_some()))
}

fn term(term: &Term, known: &Knowledge) -> Checked {
    name("zh", &term.zh)?;
    name("zh_cn", &term.zh_cn)?;
    short("definition", &term.definition)?;
    let variants = &term.variants;
    for (field, list) in
        [("en", &term.en), ("variants", &variants.tw), ("variants", &variants.hk), ("variants", &variants.cn)]
    {
        few(field, list)?;
        list.iter().filter(|word| !word.trim().is_empty()).try_for_each(|word| name(field, word))?;
    }
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

/// Refuses an entity that was merged with others.
pub(super) fn apart(kind: ThingKind, id: &str, known: &Knowledge) -> Result<(), ThingError> {
    if kind != ThingKind::Entity {
        return Ok(());
    }
    let merged = known.merged();
    let kept = merged.kept(id);
    let mut with: Vec<String> = merged.into_one(kept).into_iter().map(str::to_owned).collect();
    if with.is_empty() {
        return Ok(());
    }
    with.push(kept.to_owned());
    with.retain(|other| other != id);
    Err(ThingError::Merged { id: id.to_owned(), with })
}
