//! The second stage: the best of the first stage are read and weighed against each other.
//!
//! The first stage knows how often which terms occur.
//! This one knows how much of the query is there at all, how long a piece of it stands there word for word, how close
//! together the rest is, and what of it is in the title.

use crate::plan::{Find, Plan};
use crate::spot::{Spot, Spotter};

/// How much full coverage adds to the score of the first stage, as a share of it.
const COVERAGE: f32 = 0.6;
/// How much the query standing there in one piece adds.
const RUN: f32 = 0.3;
/// How much everything standing within one window adds.
const WINDOW: f32 = 1.0;
/// How much everything standing in the title adds.
const TITLE: f32 = 0.4;
/// For a query that is just one name: what a text that has it starts from, and how much it adds, as a share of that, to be
/// named as often as [`OFTEN`] times. How long a text is says nothing about how much it is about somebody.
const NAMED: f32 = 10.0;
const NAMED_OFTEN: f32 = 1.0;
const OFTEN: f32 = 16.0;
/// The width of the window in characters.
const WIDTH: usize = 80;
/// A shared run longer than this says no more.
const LONG: usize = 10;

/// How well a text fits a query.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Fit {
    /// Each between 0 and 1.
    pub(crate) coverage: f32,
    pub(crate) run: f32,
    pub(crate) window: f32,
    pub(crate) title: f32,
    /// How often the query stands in it.
    pub(crate) often: f32,
    /// The best window: the number of the text (0: the title) and folded characters in it.
    pub(crate) best: Option<(usize, usize, usize)>,
}

impl Fit {
    /// The score of the second stage and what adds up to it. `named`: the whole query is one name.
    pub(crate) fn score(&self, first: f32, named: bool) -> (f32, [(&'static str, f32); 6]) {
        let first = if named { NAMED } else { first };
        let parts = [
            ("words", first),
            ("often", if named { first * NAMED_OFTEN * self.often } else { 0.0 }),
            ("coverage", first * COVERAGE * self.coverage),
            ("run", first * RUN * self.run),
            ("proximity", first * WINDOW * self.window),
            ("title", first * TITLE * self.title),
        ];
        (parts.iter().map(|(_, value)| value).sum(), parts)
    }
}

/// Reads the texts of a document, title first. `days`: the first and last day that it is of, counted from 1970-01-01.
pub(crate) fn fit<'t>(
    spotter: &mut Spotter<'_>,
    texts: impl Iterator<Item = &'t str>,
    days: Option<(i64, i64)>,
) -> Fit {
    let plan = spotter.plan;
    let all: f32 = plan.atoms.iter().map(|atom| atom.weight).sum();
    let mut fit = Fit::default();
    if all <= 0.0 {
        return fit;
    }
    // A date that is the document's own counts as told everywhere in it.
    let mut seen: Vec<bool> = plan.atoms.iter().map(|atom| is_of(&atom.find, days)).collect();
    let own = sum(plan, &seen);
    let weights: Vec<f32> =
        plan.atoms.iter().zip(&seen).map(|(atom, own)| if *own { 0.0 } else { atom.weight }).collect();
    fit.window = own / all;
    let mut heaviest = 0.0;
    let mut times = 0_usize;
    let mut run = 0;
    for (number, text) in texts.enumerate() {
        spotter.look(text);
        times = times.saturating_add(spotter.spots.len());
        for spot in &spotter.spots {
            seen.get_mut(spot.atom).into_iter().for_each(|seen| *seen = true);
        }
        if number == 0 {
            fit.title = sum(plan, &seen) / all;
        }
        run = run.max(spotter.longest_run());
        if let Some((weight, start, end)) = window(&weights, &spotter.spots)
            // The title is shown anyway: the window is for choosing the passage below it.
            && (weight > heaviest || number > 0 && fit.best.is_some_and(|best| best.0 == 0))
        {
            fit.window = fit.window.max((weight + own) / all);
            heaviest = weight;
            fit.best = Some((number, start, end));
        }
    }
    fit.often = ((1.0 + times as f32).ln() / (1.0 + OFTEN).ln()).min(1.0);
    fit.coverage = sum(plan, &seen) / all;
    fit.run = run as f32 / plan.longest_run.clamp(2, LONG) as f32;
    fit.run = fit.run.min(1.0);
    fit
}

/// Whether a document of these days is of the date that is looked for.
fn is_of(find: &Find, days: Option<(i64, i64)>) -> bool {
    let Find::Days { first, last } = find else { return false };
    days.is_some_and(|(from, to)| from >= i64::from(*first) && to <= i64::from(*last))
}

fn sum(plan: &Plan, seen: &[bool]) -> f32 {
    plan.atoms.iter().zip(seen).filter(|(_, seen)| **seen).map(|(atom, _)| atom.weight).sum()
}

/// The window with the greatest weight of different atoms: its weight, first and last character.
fn window(weights: &[f32], spots: &[Spot]) -> Option<(f32, usize, usize)> {
    let mut counts = vec![0_u32; weights.len()];
    let weight = |atom: usize| weights.get(atom).copied().unwrap_or(0.0);
    let mut best: Option<(f32, usize, usize)> = None;
    let (mut now, mut from) = (0.0_f32, 0);
    for (to, spot) in spots.iter().enumerate() {
        if let Some(count) = counts.get_mut(spot.atom) {
            *count += 1;
            if *count == 1 {
                now += weight(spot.atom);
            }
        }
        while let Some(first) = spots.get(from).filter(|first| first.start + WIDTH < spot.end && from < to) {
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
            && let Some(first) = spots.get(from)
        {
            best = Some((now, first.start, spot.end));
        }
    }
    best
}
