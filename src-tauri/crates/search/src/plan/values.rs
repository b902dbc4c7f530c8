//! Sums and dates in a query: found in any notation, and taken out of its plain words.

use crate::analysis::dates;
use crate::analysis::exact::Exact;
use crate::analysis::sums;
use crate::plan::clause::{Atom, Find, Mark};
use crate::plan::planner::Planner;
use crate::request::ReasonKind;
use crate::segment::bits::Bits;
use crate::segment::columns::spanning;
use tantivy::Term;
use tantivy::schema::Field;
use zhimai_text::amount;
use zhimai_text::date::{self, Precision};
use zhimai_text::fold::Folded;
use zhimai_text::offset::{self, CharOffset};
use zhimai_text::segment::{Unit, UnitKind};

/// How many units a number may have after it that say how large it is: 萬億, billion.
const LONGEST_MAGNITUDE: usize = 2;

/// Something in the query that stands for a value.
struct Value {
    start: CharOffset,
    end: CharOffset,
    find: Find,
    reason: ReasonKind,
    /// What it is found by.
    terms: Vec<Term>,
}

/// Takes sums and dates that occur anywhere out of a row of units; the rest of them are words like any other.
pub(crate) fn sums_and_dates(
    planner: &mut Planner<'_>,
    text: &str,
    folded: &Folded,
    row: &[Unit],
    taken: &mut [bool],
    factor: f32,
) {
    let mut values: Vec<Value> = stated_sums(planner, text).chain(stated_dates(planner, text)).collect();
    values.extend(bare_sums(planner, text, folded, row));
    for value in values {
        let inside = |unit: &Unit| {
            let (from, to) = folded.original(unit.start, unit.end);
            from < value.end && to > value.start
        };
        let free = row.iter().zip(taken.iter()).all(|(unit, taken)| !(*taken && inside(unit)));
        let stands = |term: &Term| planner.doc_freq(term) > 0;
        if !free || !value.terms.iter().any(stands) && !is_spanned(planner, &value.find) {
            continue;
        }
        if let Find::Sums(sums) = &value.find {
            planner.plan.sums.extend(sums);
        }
        let literal = offset::slice(text, value.start, value.end);
        let piece = planner.piece(literal);
        for (unit, taken) in row.iter().zip(taken.iter_mut()) {
            *taken |= inside(unit);
        }
        let mut weight = 0.0_f32;
        for term in value.terms {
            weight = weight.max(planner.score(term, factor));
        }
        let (find, reason) = (value.find, Some(value.reason));
        let atom = planner.plan.atoms.iter().position(|atom| atom.find == find).unwrap_or_else(|| {
            planner.plan.atoms.push(Atom { find, weight, piece, mark: Mark::Always, reason });
            planner.plan.atoms.len() - 1
        });
        // Said twice in the same way, it is looked for once.
        let also = Exact::apart(literal).map(|exact| (atom, exact));
        planner.plan.also.extend(also.filter(|also| !planner.plan.also.contains(also)));
    }
}

/// Whether a range of sums that a document states goes over one of these.
fn is_spanned(planner: &Planner<'_>, find: &Find) -> bool {
    let Find::Sums(sums) = find else { return false };
    planner
        .context
        .searcher
        .segment_readers()
        .iter()
        .any(|segment| spanning(segment, sums, &Bits::alive(segment)).is_ok_and(|bits| bits.count() > 0))
}

fn stated_sums(planner: &Planner<'_>, text: &str) -> impl Iterator<Item = Value> + use<> {
    let field = planner.context.fields.sums;
    // What ¥ alone means is not told.
    let signs: Vec<CharOffset> = text
        .chars()
        .enumerate()
        .filter(|(_, c)| matches!(c, '¥' | '￥'))
        .map(|(at, _)| CharOffset(at))
        .collect();
    amount::find(text).into_iter().filter_map(move |sum| {
        let keys = match sums::keys(&sum) {
            Some((low, high)) => vec![low, high],
            None if signs.contains(&sum.start) => sums::yen_or_renminbi(&sum),
            None => return None,
        };
        Some(Value::of_sums(sum.start, sum.end, field, keys))
    })
}

/// Numbers with a magnitude and no currency, which may be of any: 450億, 450 億, 45B, 45 billion, forty-five billion.
fn bare_sums(planner: &Planner<'_>, text: &str, folded: &Folded, row: &[Unit]) -> Vec<Value> {
    let value = |from: CharOffset, to: CharOffset| {
        let written: Vec<&str> = offset::slice(text, from, to).split_whitespace().collect();
        let keys = sums::any_currency(&amount::parse(&written.join(" "))?)?;
        Some(Value::of_sums(from, to, planner.context.fields.sums, keys))
    };
    let mut out: Vec<Value> =
        amount::find(text).into_iter().filter_map(|sum| value(sum.start, sum.end)).collect();
    for (at, unit) in row.iter().enumerate().filter(|(_, unit)| unit.kind == UnitKind::Number) {
        let magnitude = row.iter().skip(at + 1).take(LONGEST_MAGNITUDE);
        let magnitude =
            magnitude.take_while(|unit| matches!(unit.kind, UnitKind::Ideograph | UnitKind::Word));
        let ends: Vec<usize> = magnitude.map(|unit| unit.end).collect();
        out.extend(ends.into_iter().rev().find_map(|end| {
            let (start, end) = folded.original(unit.start, end);
            value(start, end)
        }));
    }
    out
}

fn stated_dates(planner: &Planner<'_>, text: &str) -> impl Iterator<Item = Value> + use<> {
    let field = planner.context.fields.dates;
    let days = date::find(text).into_iter().filter(|day| day.precision != Precision::Year);
    days.map(move |day| {
        let (first, last) = (day.first_day, day.last_day);
        let terms = [dates::term(first, last), dates::own_term(first, last)];
        let terms = terms.iter().map(|term| Term::from_field_text(field, term)).collect();
        let find = Find::Days { first, last };
        Value { start: day.start, end: day.end, find, reason: ReasonKind::Date, terms }
    })
}

impl Value {
    fn of_sums(start: CharOffset, end: CharOffset, field: Field, mut keys: Vec<i64>) -> Value {
        keys.dedup();
        let terms = keys.iter().map(|key| Term::from_field_i64(field, *key)).collect();
        let find = Find::Sums(keys.into_iter().map(|key| (key, key)).collect());
        Value { start, end, find, reason: ReasonKind::Amount, terms }
    }
}
