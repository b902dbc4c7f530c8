//! The best links between two runs of paragraphs.

use super::link::Link;
use super::paragraph::{Mark, Paragraph};
use std::collections::BTreeSet;

/// How far from the diagonal pairs are compared, in paragraphs of the longer side.
const BAND: usize = 150;

/// What it is worth to have all marks in common, and to be as long.
const MARKS: usize = 200;
const LENGTH: usize = 100;
/// What stands for common marks where neither side has any.
const NO_MARKS: usize = 50;
/// A link has to be worth more than this to be better than none.
const LEAST: i64 = 130;
/// So much more where it takes two paragraphs of a side.
const OF_TWO: i64 = 20;

/// How many paragraphs of either side a link takes. Where two are as good, the one that is named first is taken.
const STEPS: [(usize, usize); 5] = [(1, 1), (1, 2), (2, 1), (1, 0), (0, 1)];

/// The best way to a pair of places: what it is worth, and the step that it ends with.
#[derive(Clone, Copy)]
struct Best {
    worth: i64,
    step: (usize, usize),
}

/// The places of the other side that are near the diagonal, and the best way to each.
struct Row {
    first: usize,
    best: Vec<Option<Best>>,
}

impl Row {
    fn at(&self, place: usize) -> Option<Best> {
        *self.best.get(place.checked_sub(self.first)?)?
    }
}

/// The links of the highest worth, in order.
pub(super) fn links(one: &[Paragraph], other: &[Paragraph]) -> Vec<Link> {
    let mut rows: Vec<Row> = Vec::with_capacity(one.len() + 1);
    for a in 0..=one.len() {
        let (first, last) = near(a, one.len(), other.len());
        let mut row = Row { first, best: Vec::with_capacity(last - first + 1) };
        for b in first..=last {
            let best = best(one, other, (a, b), &rows, &row);
            row.best.push(best);
        }
        rows.push(row);
    }
    let mut links = Vec::new();
    let (mut a, mut b) = (one.len(), other.len());
    while let Some(Best { step: (of_one, of_other), .. }) = rows.get(a).and_then(|row| row.at(b))
        && (of_one, of_other) != (0, 0)
    {
        links.push(Link { one: a - of_one..a, other: b - of_other..b });
        (a, b) = (a - of_one, b - of_other);
    }
    links.reverse();
    links
}

/// The first and the last place of the other side that are near the diagonal where the one side is at a place: as many to
/// either side as [`BAND`] of the longer one. The first and the last pair are always among them, and every row touches the next.
fn near(at: usize, of_one: usize, of_other: usize) -> (usize, usize) {
    if of_one == 0 {
        return (0, of_other);
    }
    let reach = BAND * of_one.max(of_other);
    let on = at * of_other;
    (on.saturating_sub(reach).div_ceil(of_one), ((on + reach) / of_one).min(of_other))
}

fn best(
    one: &[Paragraph],
    other: &[Paragraph],
    (a, b): (usize, usize),
    rows: &[Row],
    row: &Row,
) -> Option<Best> {
    if (a, b) == (0, 0) {
        return Some(Best { worth: 0, step: (0, 0) });
    }
    let mut best: Option<Best> = None;
    for step in STEPS {
        let (Some(from_a), Some(from_b)) = (a.checked_sub(step.0), b.checked_sub(step.1)) else { continue };
        let before =
            if step.0 == 0 { row.at(from_b) } else { rows.get(from_a).and_then(|row| row.at(from_b)) };
        let Some(before) = before else { continue };
        let own = one.get(from_a..a).unwrap_or_default();
        let worth = before.worth + worth(own, other.get(from_b..b).unwrap_or_default());
        if best.is_none_or(|best| worth > best.worth) {
            best = Some(Best { worth, step });
        }
    }
    best
}

/// What a link is worth; nothing where one side has no paragraph in it.
fn worth(one: &[Paragraph], other: &[Paragraph]) -> i64 {
    if one.is_empty() || other.is_empty() {
        return 0;
    }
    let length = |side: &[Paragraph]| side.iter().map(|paragraph| paragraph.length).sum::<usize>();
    let (of_one, of_other) = (length(one), length(other));
    let as_long = LENGTH * of_one.min(of_other) / of_one.max(of_other).max(1);
    let marks =
        |side| -> BTreeSet<&Mark> { Iterator::flat_map(<[Paragraph]>::iter(side), |p| &p.marks).collect() };
    let (own, theirs) = (marks(one), marks(other));
    let shared = match own.len() + theirs.len() {
        0 => NO_MARKS,
        all => MARKS * 2 * own.intersection(&theirs).count() / all,
    };
    let two = if one.len() + other.len() > 2 { OF_TWO } else { 0 };
    i64::try_from(as_long + shared).unwrap_or(i64::MAX) - LEAST - two
}
