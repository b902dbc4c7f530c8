//! What is about one and the same event is one hit: the event itself, and what tells it and no other.

use crate::context::Context;
use crate::error::SearchError;
use crate::events::EventColumn;
use crate::rescore::Ranked;
use crate::segment::bits::Bits;
use std::collections::{HashMap, HashSet};
use tantivy::{DocAddress, Term};

/// A hit, with what matches too and is about the same event.
pub(crate) struct Group {
    pub(crate) first: Ranked,
    pub(crate) beside: Vec<Ranked>,
}

impl Group {
    /// How many documents it is of.
    pub(crate) fn size(&self) -> usize {
        1 + self.beside.len()
    }
}

impl From<Ranked> for Group {
    fn from(first: Ranked) -> Self {
        Group { first, beside: Vec::new() }
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
    let events = EventColumn::open(context)?;
    let mut groups: Vec<Group> = Vec::new();
    let mut at: HashMap<String, usize> = HashMap::new();
    for one in ranked {
        let event = events.of(one.address)?;
        let is_full = groups.len() >= wanted;
        let place = event.as_ref().and_then(|event| at.get(event).copied());
        match place.and_then(|place| groups.get_mut(place)) {
            Some(group) => group.beside.push(one),
            // What comes later and belongs to one that is there is found by its event.
            None if is_full => break,
            None => {
                at.extend(event.map(|event| (event, groups.len())));
                groups.push(Group::from(one));
            }
        }
    }
    for (event, place) in at {
        let Some(group) = groups.get_mut(place) else { continue };
        let known: HashSet<DocAddress> =
            std::iter::once(&group.first).chain(&group.beside).map(|one| one.address).collect();
        let rest = about(context, &event, matches)?.into_iter().filter(|address| !known.contains(address));
        group.beside.extend(rest.map(|address| Ranked { address, score: 0.0, read: None }));
    }
    Ok(groups)
}

/// The documents that are about an event, of those that match.
fn about(context: &Context, event: &str, matches: &[Bits]) -> Result<Vec<DocAddress>, SearchError> {
    let term = [Term::from_field_text(context.fields.event, event)];
    let segments = context.searcher.segment_readers().iter().zip(matches);
    let mut out = Vec::new();
    for (number, (segment, matching)) in (0_u32..).zip(segments) {
        let mut bits = Bits::of_terms(segment, &term)?;
        bits.and(matching);
        out.extend(bits.iter().map(|doc| DocAddress::new(number, doc)));
    }
    Ok(out)
}
