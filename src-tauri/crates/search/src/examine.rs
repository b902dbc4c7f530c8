//! A document read once: how well it fits a query, where its passages are, and what to mark.
//!
//! What comes of it is enough to rank the document, and to show it without matching its texts again.

use crate::document::Role;
use crate::matcher::{Matcher, Occurrence};
use crate::plan::clause::{Find, Plan};
use crate::segment::stored::StoredPart;
use zhimai_text::offset::CharOffset;

/// The width of a window in characters.
const WIDTH: usize = 80;
/// A shared run longer than this says no more.
const LONG: usize = 10;
/// A query that is named so many times is named as often as matters.
const OFTEN: f32 = 16.0;

/// How well a document fits a query; each between 0 and 1.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Features {
    /// How much of the query is there at all, by weight.
    pub(crate) coverage: f32,
    /// How much of it stands there in one piece.
    pub(crate) run: f32,
    /// How much of it stands within one window.
    pub(crate) proximity: f32,
    /// How much of it stands in one title, the one that has most of it. A range that a sum is in is not the sum.
    pub(crate) title: f32,
    /// The same of a title that has nothing else in it.
    pub(crate) whole_title: f32,
    /// How often the query stands there.
    pub(crate) often: f32,
}

/// What was found in a document.
#[derive(Debug, Default)]
pub(crate) struct Examined {
    pub(crate) features: Features,
    /// In the order of the parts.
    pub(crate) parts: Vec<Found>,
}

/// What was found in one part.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// What to mark: start and end in code points of the text, in order, not overlapping.
    pub(crate) marks: Vec<[u32; 2]>,
    /// The window with most of the query in it.
    pub(crate) window: Option<Window>,
    /// Where those atoms stand of which it is told why they match, by their numbers in the plan.
    pub(crate) told: Vec<(usize, CharOffset, CharOffset)>,
}

/// A stretch of a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Window {
    /// How much of the query is in it.
    pub(crate) weight: f32,
    pub(crate) start: CharOffset,
    pub(crate) end: CharOffset,
}

/// Reads the parts of a document. `days`: the first and last day that it is of, counted from 1970-01-01. `shown`: it may be
/// shown, so that marks and what is told of it are wanted.
pub(crate) fn examine<'t>(
    matcher: &mut Matcher<'_>,
    parts: impl Iterator<Item = StoredPart<'t>>,
    days: Option<(i64, i64)>,
    shown: bool,
) -> Examined {
    let plan = matcher.plan;
    // A date that is the document's own counts as told everywhere in it.
    let own: Vec<bool> = plan.atoms.iter().map(|atom| is_of(&atom.find, days)).collect();
    let weights: Vec<f32> =
        plan.atoms.iter().zip(&own).map(|(atom, own)| if *own { 0.0 } else { atom.weight }).collect();
    let mut seen = own.clone();
    let (mut heaviest, mut times, mut run) = (0.0_f32, 0_usize, 0);
    let (mut title, mut whole_title) = (weight_of(plan, &own), 0.0_f32);
    let mut found = Vec::new();
    for part in parts {
        matcher.look(part.text);
        times = times.saturating_add(matcher.occurrences.len());
        run = run.max(matcher.longest_run());
        let mut here = if part.role == Role::Title { own.clone() } else { Vec::new() };
        for one in &matcher.occurrences {
            seen.get_mut(one.atom).into_iter().for_each(|seen| *seen = true);
            if !matcher.loose.contains(&one.atom) {
                here.get_mut(one.atom).into_iter().for_each(|here| *here = true);
            }
        }
        let weight = weight_of(plan, &here);
        title = title.max(weight);
        if part.role == Role::Title && matcher.is_all() {
            whole_title = whole_title.max(weight);
        }
        let window = heaviest_window(&weights, &matcher.occurrences);
        heaviest = heaviest.max(window.map_or(0.0, |(weight, ..)| weight));
        found.push(if shown { found_in(matcher, window) } else { Found::default() });
    }
    let all: f32 = plan.atoms.iter().map(|atom| atom.weight).sum();
    if all <= 0.0 {
        return Examined { features: Features::default(), parts: found };
    }
    let features = Features {
        coverage: weight_of(plan, &seen) / all,
        run: (run as f32 / plan.longest_run.clamp(2, LONG) as f32).min(1.0),
        proximity: (heaviest + weight_of(plan, &own)) / all,
        title: title / all,
        whole_title: whole_title / all,
        often: ((1.0 + times as f32).ln() / (1.0 + OFTEN).ln()).min(1.0),
    };
    Examined { features, parts: found }
}

fn found_in(matcher: &Matcher<'_>, window: Option<(f32, usize, usize)>) -> Found {
    let original = |start, end| matcher.folded.original(start, end);
    let told = |one: &&Occurrence| matcher.plan.atoms.get(one.atom).is_some_and(|atom| atom.reason.is_some());
    let told = matcher.occurrences.iter().filter(told).map(|one| {
        let (start, end) = original(one.start, one.end);
        (one.atom, start, end)
    });
    let window = window.map(|(weight, start, end)| {
        let (start, end) = original(start, end);
        Window { weight, start, end }
    });
    Found { marks: matcher.marks(), window, told: told.collect() }
}

/// Whether a document of these days is of the date that is looked for.
fn is_of(find: &Find, days: Option<(i64, i64)>) -> bool {
    let Find::Days { first, last } = find else { return false };
    days.is_some_and(|(from, to)| from >= i64::from(*first) && to <= i64::from(*last))
}

fn weight_of(plan: &Plan, seen: &[bool]) -> f32 {
    plan.atoms.iter().zip(seen).filter(|(_, seen)| **seen).map(|(atom, _)| atom.weight).sum()
}

/// The window with the greatest weight of different atoms: its weight, first and last folded character.
fn heaviest_window(weights: &[f32], occurrences: &[Occurrence]) -> Option<(f32, usize, usize)> {
    let mut counts = vec![0_u32; weights.len()];
    let weight = |atom: usize| weights.get(atom).copied().unwrap_or(0.0);
    let mut best: Option<(f32, usize, usize)> = None;
    let (mut now, mut from) = (0.0_f32, 0);
    for (to, last) in occurrences.iter().enumerate() {
        if let Some(count) = counts.get_mut(last.atom) {
            *count += 1;
            if *count == 1 {
                now += weight(last.atom);
            }
        }
        while let Some(first) =
            occurrences.get(from).filter(|first| first.start + WIDTH < last.end && from < to)
        {
            if let Some(count) = counts.get_mut(first.atom) {
                *count -= 1;
                if *count == 0 {
                    now -= weight(first.atom);
                }
            }
            from += 1;
        }
        // A little more is needed to move on, so that rounding never makes a later window the better one.
        if best.is_none_or(|(weight, ..)| now > weight * 1.000_1)
            && let Some(first) = occurrences.get(from)
        {
            best = Some((now, first.start, last.end));
        }
    }
    best
}
