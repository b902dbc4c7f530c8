//! The documents in which two things stand near each other.
//!
//! How far apart they are is counted in units of the text: a Chinese character counts one, and so does a sign, a number and a
//! whole word of letters. They may stand in either order, and must not overlap.

use crate::context::Context;
use crate::error::SearchError;
use crate::matcher::Matcher;
use crate::plan::clause::{Condition, Near};
use crate::segment::bits::{Bits, Cost};
use tantivy::SegmentReader;

/// The documents in which the two are near each other.
pub(super) fn documents(
    context: &Context,
    segment: &SegmentReader,
    near: &Near,
    within: &Bits,
    cost: Cost<'_>,
) -> Result<Bits, SearchError> {
    let mut bits = within.clone();
    for side in &near.sides {
        bits.and(&may_meet(context, segment, side, &bits)?);
    }
    let mut matcher = Matcher::new(&near.plan);
    bits.those_whose_texts(segment, &context.fields, cost, |text| stands_in(near, &mut matcher, text))
}

fn stands_in(near: &Near, matcher: &mut Matcher<'_>, text: &str) -> bool {
    matcher.look(text);
    let places: Vec<(usize, usize, bool)> = matcher
        .occurrences
        .iter()
        .map(|one| {
            let (from, to) = matcher.units_of(one);
            (from, to, one.atom < near.ones)
        })
        .collect();
    // By their start: behind the first that begins too late, all do.
    places.iter().enumerate().any(|(at, (_, end, one))| {
        let behind = places.iter().skip(at + 1);
        let near = behind.take_while(|(from, ..)| *from <= end.saturating_add(near.within));
        near.into_iter().any(|(from, _, other)| from >= end && one != other)
    })
}

/// The documents that may meet a side: no text is read for it.
fn may_meet(
    context: &Context,
    segment: &SegmentReader,
    side: &Condition,
    within: &Bits,
) -> Result<Bits, SearchError> {
    match side {
        Condition::Exact(exact) => Bits::may_hold(segment, &context.fields, exact, within),
        Condition::Terms(terms) => Bits::of_terms(segment, terms),
        Condition::Any(any) => {
            let mut bits = Bits::none(segment);
            for one in any {
                bits.or(&may_meet(context, segment, one, within)?);
            }
            Ok(bits)
        }
        _ => Ok(within.clone()),
    }
}
