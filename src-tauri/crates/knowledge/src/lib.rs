//! Derived views over what is known: who is who, what happened when, who says what of it, and where the money goes.
//!
//! A [`Knowledge`] is built once from plain lists and never changes.
//! It knows neither where the lists come from nor how their answers are worded or shown.

pub mod align;
pub mod annotate;
pub mod candidates;
pub mod copies;
pub mod deals;
mod glossary;
mod headline;
mod merged;
mod owners;
pub mod question;
mod reported;
mod timeline;
mod weight;

pub use glossary::named_in;
pub use headline::headline_sum;
pub use merged::Merged;
pub use owners::Owners;
pub use reported::{is_reported, known_day, reported};
pub use timeline::TimelineFilter;
pub use weight::weight;

use std::collections::HashMap;
use zhimai_model::{Claim, Conflict, Entity, Event, Term};

/// Entities, events, claims, conflicts and terms, tied together.
#[derive(Debug, Default)]
pub struct Knowledge {
    entities: Vec<Entity>,
    events: Vec<Event>,
    conflicts: Vec<Conflict>,
    terms: Vec<Term>,
    entity_at: HashMap<String, usize>,
    event_at: HashMap<String, usize>,
    term_at: HashMap<String, usize>,
    /// Claim identifier to the positions of its event and of the claim in it.
    claim_at: HashMap<String, (usize, usize)>,
    merged: Merged,
}

impl Knowledge {
    /// Ties lists together. Events are put in order of their first day; where two things share an identifier the first counts.
    /// Claims that are not there disagree with none: a conflict of fewer than two is none. Who disagrees with a claim is
    /// disagreed with.
    pub fn new(
        entities: Vec<Entity>,
        events: Vec<Event>,
        conflicts: Vec<Conflict>,
        terms: Vec<Term>,
    ) -> Self {
        Self::with_merges(entities, events, conflicts, terms, &[])
    }

    /// The same, with entities that the person merged: each with the one that it was merged into.
    pub fn with_merges(
        mut entities: Vec<Entity>,
        mut events: Vec<Event>,
        mut conflicts: Vec<Conflict>,
        mut terms: Vec<Term>,
        merges: &[(String, String)],
    ) -> Self {
        let merged = Merged::of(merges, &entities);
        merged.fold(&mut entities, &mut events, &mut terms);
        events.sort_by(|a, b| {
            (a.date.first_day(), a.date.last_day(), &a.id).cmp(&(
                b.date.first_day(),
                b.date.last_day(),
                &b.id,
            ))
        });
        terms.sort_by(|a, b| (&a.pinyin, &a.id).cmp(&(&b.pinyin, &b.id)));
        fn places<'a>(
            ids: impl DoubleEndedIterator<Item = &'a String> + ExactSizeIterator,
        ) -> HashMap<String, usize> {
            ids.enumerate().rev().map(|(i, id)| (id.clone(), i)).collect()
        }
        let mut claim_at = HashMap::new();
        for (e, event) in events.iter().enumerate() {
            for (c, claim) in event.claims.iter().enumerate() {
                claim_at.entry(claim.id.clone()).or_insert((e, c));
            }
        }
        settle(&mut events, &mut conflicts, &claim_at);
        Self {
            entity_at: places(entities.iter().map(|x| &x.id)),
            event_at: places(events.iter().map(|x| &x.id)),
            term_at: places(terms.iter().map(|x| &x.id)),
            claim_at,
            merged,
            entities,
            events,
            conflicts,
            terms,
        }
    }

    /// All entities, as listed.
    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }

    /// All events, oldest first.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// All conflicts, as listed.
    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }

    /// All terms, by pinyin.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// How many claims there are.
    pub fn claim_count(&self) -> usize {
        self.claim_at.len()
    }

    /// The entity with this identifier, or the one that it was merged into.
    pub fn entity(&self, id: &str) -> Option<&Entity> {
        self.entities.get(*self.entity_at.get(self.merged.kept(id))?)
    }

    /// Which entities were merged into which.
    pub fn merged(&self) -> &Merged {
        &self.merged
    }

    /// The event with this identifier.
    pub fn event(&self, id: &str) -> Option<&Event> {
        self.events.get(*self.event_at.get(id)?)
    }

    /// The term with this identifier.
    pub fn term(&self, id: &str) -> Option<&Term> {
        self.terms.get(*self.term_at.get(id)?)
    }

    /// The claim with this identifier, and the event it tells of.
    pub fn claim(&self, id: &str) -> Option<(&Event, &Claim)> {
        let (e, c) = self.claim_at.get(id)?;
        let event = self.events.get(*e)?;
        Some((event, event.claims.get(*c)?))
    }

    /// Conflicts in which a claim about one of these events stands.
    pub fn conflicts_of_event<'a>(&'a self, event: &'a str) -> impl Iterator<Item = &'a Conflict> {
        self.conflicts.iter().filter(move |conflict| {
            conflict.claims.iter().any(|id| self.claim(id).is_some_and(|(e, _)| e.id == event))
        })
    }

    /// Conflicts in which a claim about the entity stands: it gives or takes, or took part in the event.
    pub fn conflicts_of_entity<'a>(&'a self, entity: &'a str) -> impl Iterator<Item = &'a Conflict> {
        self.conflicts.iter().filter(move |conflict| {
            conflict.claims.iter().any(|id| {
                self.claim(id).is_some_and(|(event, claim)| {
                    [&claim.from, &claim.to].into_iter().flatten().any(|side| side == entity)
                        || (claim.from.is_none()
                            && claim.to.is_none()
                            && event.participants.iter().any(|p| p == entity))
                })
            })
        })
    }
}

/// Leaves out claims that are not there among those that disagree, and has each claim name all that it disagrees with.
fn settle(events: &mut [Event], conflicts: &mut Vec<Conflict>, claim_at: &HashMap<String, (usize, usize)>) {
    let mut told: HashMap<(usize, usize), Vec<String>> = HashMap::new();
    for claim in events.iter().flat_map(|event| &event.claims) {
        for other in claim.conflicts_with.iter().filter_map(|other| claim_at.get(other)) {
            told.entry(*other).or_default().push(claim.id.clone());
        }
    }
    for (e, event) in events.iter_mut().enumerate() {
        for (c, claim) in event.claims.iter_mut().enumerate() {
            claim.conflicts_with.retain(|other| claim_at.contains_key(other));
            for other in told.remove(&(e, c)).into_iter().flatten() {
                if other != claim.id && !claim.conflicts_with.contains(&other) {
                    claim.conflicts_with.push(other);
                }
            }
        }
    }
    for conflict in &mut *conflicts {
        conflict.claims.retain(|claim| claim_at.contains_key(claim));
    }
    conflicts.retain(|conflict| conflict.claims.len() > 1);
}

/// True when the entity took part in the event, or one of the claims about it names it as giver or taker.
fn involves<'a>(event: &Event, mut claims: impl Iterator<Item = &'a Claim>, entity: &str) -> bool {
    event.participants.iter().any(|p| p == entity)
        || claims.any(|c| [&c.from, &c.to].into_iter().flatten().any(|side| side == entity))
}
