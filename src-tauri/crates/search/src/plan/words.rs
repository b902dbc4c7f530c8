//! Plain words and quoted strings of a query: sums and dates, then names, then what sounds like a name, then the rest.

use crate::analysis::exact::Exact;
use crate::analysis::terms::is_clitic;
use crate::plan::complete;
use crate::plan::homophone::{heard_in, is_whole};
use crate::plan::named::{covers, longest_names};
use crate::plan::plain::{plain_words, wholes};
use crate::plan::planner::{Planner, original};
use crate::plan::translate::translate;
use crate::plan::values::sums_and_dates;
use crate::request::ReasonKind;
use zhimai_gazetteer::Named;
use zhimai_text::fold::{Folded, fold};
use zhimai_text::segment::{Unit, UnitKind, units};

/// Ranks by what an exact string is made of, and marks where all of it stands.
pub(crate) fn quoted_string(planner: &mut Planner<'_>, text: &str) {
    let Some(exact) = Exact::new(text) else { return };
    let folded = fold(text);
    let row: Vec<Unit> = units(&folded.chars).collect();
    let piece = planner.piece(text);
    let before = planner.plan.atoms.len();
    planner.exactly = true;
    plain_words(planner, &folded, &row, piece, false, 1.0);
    planner.exactly = false;
    let weight = planner.plan.atoms.drain(before..).map(|atom| atom.weight).sum();
    planner.exact(exact, weight, piece);
}

/// Plain words: sums and dates, then names, then the rest.
pub(crate) fn words(planner: &mut Planner<'_>, text: &str, growing: bool, factor: f32) {
    let folded = fold(text);
    let row: Vec<Unit> = units(&folded.chars).collect();
    planner.plan.wants_text |= !row.is_empty();
    // What the units belong to: nothing yet.
    let mut taken = vec![false; row.len()];
    sums_and_dates(planner, text, &folded, &row, &mut taken, factor);
    for (range, named) in longest_names(&planner.context.names, &folded.chars, &row) {
        if taken.get(range.clone()).is_none_or(|taken| taken.contains(&true)) {
            continue;
        }
        let piece = piece_of(planner, text, &folded, &named);
        let groups: Vec<u32> = named.iter().map(|named| named.group).collect();
        if covers(&named, &row) {
            planner.plan.named.clone_from(&groups);
        }
        planner.groups(groups, piece, ReasonKind::Alias, factor);
        // Versions share a name: who asks for GPT-5 wants GPT-5.2 less.
        let own = row.get(range.clone()).unwrap_or_default();
        if own.iter().any(|unit| unit.kind == UnitKind::Number) {
            wholes(planner, &folded.chars, own, piece, false, factor);
        }
        // A wrong spelling may stand in a text all the same, and what is a name only beside evidence as the word that it is.
        if !named.iter().all(|named| named.mistake || named.doubtful) {
            taken.get_mut(range).into_iter().flatten().for_each(|taken| *taken = true);
        }
    }
    for (at, taken) in taken.iter_mut().enumerate() {
        *taken |= is_clitic(&folded.chars, &row, at);
    }
    let mut from = 0;
    for end in 0..=row.len() {
        if taken.get(end).copied().unwrap_or(true) {
            if let Some(rest) = row.get(from..end).filter(|rest| !rest.is_empty()) {
                heard_or_rest(planner, text, &folded, rest, growing && end == row.len(), factor);
            }
            from = end + 1;
        }
    }
}

/// A row of units that is no name, sum or date. `growing`: the last may be unfinished.
pub(crate) fn other_words(
    planner: &mut Planner<'_>,
    text: &str,
    folded: &Folded,
    rest: &[Unit],
    growing: bool,
    factor: f32,
) {
    let (start, stop) = (rest.first().map_or(0, |u| u.start), rest.last().map_or(0, |u| u.end));
    let piece = planner.piece(&original(text, folded, start, stop));
    translate(planner, text, folded, rest, factor);
    let begun = if growing { complete::growing(planner, folded, rest, piece) } else { 0 };
    let plain = rest.get(..rest.len().saturating_sub(begun)).unwrap_or_default();
    plain_words(planner, folded, plain, piece, growing && begun == 0, factor);
}

/// A row of units that is no name, sum or date: what it sounds like where it stands nowhere, and else as it is.
pub(crate) fn heard_or_rest(
    planner: &mut Planner<'_>,
    text: &str,
    folded: &Folded,
    rest: &[Unit],
    growing: bool,
    factor: f32,
) {
    let heard = if growing { Vec::new() } else { heard_in(planner, text, folded, rest) };
    let mut from = 0;
    for (range, groups) in heard {
        if let Some(before) = rest.get(from..range.start).filter(|before| !before.is_empty()) {
            other_words(planner, text, folded, before, false, factor);
        }
        let own = rest.get(range.clone()).unwrap_or_default();
        let (start, end) = (own.first().map_or(0, |u| u.start), own.last().map_or(0, |u| u.end));
        let piece = planner.piece(&original(text, folded, start, end));
        if own.len() == rest.len() && is_whole(planner, folded, own) {
            planner.plan.named.clone_from(&groups);
        }
        planner.groups(groups, piece, ReasonKind::Pinyin, factor);
        from = range.end;
    }
    if let Some(after) = rest.get(from..).filter(|after| !after.is_empty()) {
        other_words(planner, text, folded, after, growing, factor);
    }
}

fn piece_of(planner: &mut Planner<'_>, text: &str, folded: &Folded, named: &[Named]) -> usize {
    let (start, end) = named.first().map_or((0, 0), |named| (named.start, named.end));
    planner.piece(&original(text, folded, start, end))
}
