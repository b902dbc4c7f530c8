//! What is about one and the same event is one hit: the event itself, and what tells it and no other. So are copies of one story,
//! where no event holds them together.

use crate::context::Context;
use crate::error::SearchError;
use crate::events::EventColumn;
use crate::rescore::Ranked;
use crate::segment::bits::Bits;
use crate::segment::columns::Column;
use std::collections::{HashMap, HashSet};
use tantivy::{DocAddress, Term};

/// A hit, with what matches too and belongs to it.
pub(crate) struct Group {
    pub(crate) first: Ranked,
    pub(crate) beside: Vec<Ranked>,
    /// Whether it is of copies of one story.
    pub(crate) of_copies: bool,
}

/// What holds documents together.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Bond {
    Event(String),
    Copies(i64),
}

impl Group {
    /// How many documents it is of.
    pub(crate) fn size(&self) -> usize {
        1 + self.beside.len()
    }
}

impl From<Ranked> for Group {
    fn from(first: Ranked) -> Self {
        Group { first, beside: Vec::new(), of_copies: false }
    }
}

/// The first `wanted` groups of what is ranked. `matches` holds a set for each segment: what is in it belongs to its group,
/// wherever it is ranked, so that a group is the same on every page of an answer.
pub(crate) fn grouped(
    context: &Context,
    matches: &[Bits],
    ranked: Vec<Ranked>,
    wanted: usize,
) -> Result<Vec<Group>, SearchError> {
    let (events, copies) = (EventColumn::open(context)?, Column::open(&context.searcher, "copies")?);
    let mut groups: Vec<Group> = Vec::new();
    let mut at: HashMap<Bond, usize> = HashMap::new();
    for one in ranked {
        let bond = match events.of(one.address)? {
            Some(event) => Some(Bond::Event(event)),
            None => copies.first(one.address).map(Bond::Copies),
        };
        let is_full = groups.len() >= wanted;
        let place = bond.as_ref().and_then(|bond| at.get(bond).copied());
        match place.and_then(|place| groups.get_mut(place)) {
            Some(group) => group.beside.push(one),
            // What comes later and belongs to one that is there is found by what holds them together.
            None if is_full => break,
            None => {
                at.extend(bond.map(|bond| (bond, groups.len())));
                groups.push(Group::from(one));
            }
        }
    }
    for (bond, place) in at {
        let Some(group) = groups.get_mut(place) else { continue };
        let known: HashSet<DocAddress> =
            std::iter::once(&group.first).chain(&group.beside).map(|one| one.address).collect();
        let held = held_by(context, &bond, matches)?;
        let held = held
            .into_iter()
            .filter(|address| !known.contains(address) && !of_event(&events, &bond, *address));
        group.beside.extend(held.map(|address| Ranked { address, score: 0.0, read: None }));
        group.of_copies = matches!(bond, Bond::Copies(_)) && !group.beside.is_empty();
    }
    Ok(groups)
}

/// Has the earliest of copies stand for the others, of those of one day the one that fits best; what has no date comes last.
pub(crate) fn earliest_first(context: &Context, groups: &mut [Group]) -> Result<(), SearchError> {
    let days = Column::open(&context.searcher, "first")?;
    let day = |one: &Ranked| days.first(one.address).unwrap_or(i64::MAX);
    for group in groups.iter_mut().filter(|group| group.of_copies) {
        let earliest = group.beside.iter_mut().min_by_key(|one| day(one));
        if let Some(earliest) = earliest.filter(|one| day(one) < day(&group.first)) {
            std::mem::swap(earliest, &mut group.first);
            // It stands where the best of them does.
            std::mem::swap(&mut earliest.score, &mut group.first.score);
        }
    }
    Ok(())
}

/// Whether an event holds a copy, so that it is not among the copies.
fn of_event(events: &EventColumn, bond: &Bond, address: DocAddress) -> bool {
    matches!(bond, Bond::Copies(_)) && events.of(address).is_ok_and(|event| event.is_some())
}

/// The documents that something holds together, of those that match.
fn held_by(context: &Context, bond: &Bond, matches: &[Bits]) -> Result<Vec<DocAddress>, SearchError> {
    let term = [match bond {
        Bond::Event(event) => Term::from_field_text(context.fields.event, event),
        Bond::Copies(group) => Term::from_field_i64(context.fields.copies, *group),
    }];
    let segments = context.searcher.segment_readers().iter().zip(matches);
    let mut out = Vec::new();
    for (number, (segment, matching)) in (0_u32..).zip(segments) {
        let mut bits = Bits::of_terms(segment, &term)?;
        bits.and(matching);
        out.extend(bits.iter().map(|doc| DocAddress::new(number, doc)));
    }
    Ok(out)
}
