//! Chinese that stands nowhere and sounds like a name: what an input method gives first is often not what was meant.

use crate::analysis::exact::Exact;
use crate::analysis::terms::group_term;
use crate::plan::planner::{Planner, original};
use crate::plan::spell::MOST_RESPELLED;
use crate::request::Notice;
use crate::segment::bits::{Bits, Cost};
use std::ops::Range;
use tantivy::Term;
use zhimai_text::fold::{Folded, fold};
use zhimai_text::pinyin::readings;
use zhimai_text::segment::{DICTIONARY, Gap, Unit, UnitKind};

/// The shortest piece of a longer run that may be a name by its sound: shorter ones sound like too much.
const PIECE: usize = 3;
/// Of a run longer than this no piece is looked at: it was not typed.
const LONGEST_RUN: usize = 16;
/// The longest name that is known by its sound, in characters.
const LONGEST: usize = 8;

/// A piece of a row that is read as what it sounds like: its units, and the groups.
pub(crate) type Heard = (Range<usize>, Vec<u32>);

/// The pieces of a row that are read as what they sound like.
pub(crate) fn heard_in(planner: &mut Planner<'_>, text: &str, folded: &Folded, rest: &[Unit]) -> Vec<Heard> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < rest.len() {
        let run = rest.get(at..).unwrap_or_default();
        let length = run
            .iter()
            .enumerate()
            .take_while(|(i, unit)| unit.kind == UnitKind::Ideograph && (*i == 0 || unit.gap == Gap::None))
            .count();
        out.extend(
            heard_in_run(planner, text, folded, run.get(..length).unwrap_or_default())
                .into_iter()
                .map(|(range, groups)| (range.start + at..range.end + at, groups)),
        );
        at += length.max(1);
    }
    out
}

/// The whole run, or else the longest pieces of it between words that it is cut into.
fn heard_in_run(planner: &mut Planner<'_>, text: &str, folded: &Folded, run: &[Unit]) -> Vec<Heard> {
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return Vec::new() };
    let chars = folded.chars.get(first.start..last.end).unwrap_or_default();
    if chars.len() != run.len() {
        return Vec::new();
    }
    let written = |from: usize, to: usize| original(text, folded, first.start + from, first.start + to);
    let whole = is_whole(planner, folded, run);
    if let Some(groups) = heard(planner, &written(0, chars.len()), chars, whole) {
        return vec![(0..chars.len(), groups)];
    }
    if chars.len() > LONGEST_RUN {
        return Vec::new();
    }
    let words = DICTIONARY.cut(chars);
    let mut out: Vec<Heard> = Vec::new();
    let mut from = 0;
    for (start, _) in &words {
        if *start < from {
            continue;
        }
        let ends = words.iter().rev().map(|(_, end)| *end);
        let ends =
            ends.filter(|end| (start + PIECE..=start + LONGEST).contains(end) && end - start < chars.len());
        for end in ends {
            let piece = chars.get(*start..end).unwrap_or_default();
            if let Some(groups) = heard(planner, &written(*start, end), piece, false) {
                out.push((*start..end, groups));
                from = end;
                break;
            }
        }
    }
    out
}

/// Whether these units are all of the query, but for signs.
pub(crate) fn is_whole(planner: &Planner<'_>, folded: &Folded, own: &[Unit]) -> bool {
    let letters = |chars: &[char]| chars.iter().filter(|c| c.is_alphanumeric()).count();
    let own: usize =
        own.iter().map(|unit| letters(folded.chars.get(unit.start..unit.end).unwrap_or_default())).sum();
    own == letters(&fold(&planner.suggestion).chars)
}

/// The groups that a piece of Chinese sounds like, if it stands nowhere itself and they do somewhere; that is told.
/// `whole`: nothing else is asked for, so that it may also be a word that the dictionary knows.
pub(crate) fn heard(
    planner: &mut Planner<'_>,
    written: &str,
    chars: &[char],
    whole: bool,
) -> Option<Vec<u32>> {
    if planner.exactly || chars.len() < 2 || chars.len() > LONGEST || planner.respelled >= MOST_RESPELLED {
        return None;
    }
    let text: String = chars.iter().collect();
    let mut groups: Vec<u32> = Vec::new();
    for reading in readings(&text) {
        groups.extend(planner.context.names.by_reading(&reading));
    }
    groups.sort_unstable();
    groups.dedup();
    groups.retain(|group| stands(planner, *group));
    let form = sounding(planner, &text, written, &groups)?;
    let known = !whole && DICTIONARY.cut(chars).len() == 1;
    let translated = !planner.context.dictionaries.phrases_of(&text).is_empty();
    if known || translated || stands_anywhere(planner, written) {
        return None;
    }
    planner.respelled += 1;
    planner.plan.notices.push(Notice::ReadAs(written.to_owned(), form.clone()));
    if let Some(at) = planner.suggestion.find(written) {
        planner.suggestion.replace_range(at..at + written.len(), &form);
    }
    planner.plan.suggestion = Some(planner.suggestion.clone());
    Some(groups)
}

fn stands(planner: &Planner<'_>, group: u32) -> bool {
    let group = planner.context.names.group(group);
    let term = group.map(|group| Term::from_field_text(planner.context.fields.text, &group_term(group)));
    term.is_some_and(|term| planner.doc_freq(&term) > 0)
}

/// The name that sounds so, in the characters that the person writes where it is known in both.
fn sounding(planner: &Planner<'_>, text: &str, written: &str, groups: &[u32]) -> Option<String> {
    let asked = readings(text);
    let forms =
        groups.iter().filter_map(|group| planner.context.names.group(*group)).flat_map(|group| &group.forms);
    let mut right: Vec<&str> = forms
        .filter(|form| !form.is_mistake())
        .map(|form| form.text.as_str())
        .filter(|form| readings(form).iter().any(|reading| asked.contains(reading)))
        .collect();
    let traditional = |text: &str| fold(text).text() != text;
    right.sort_by_key(|form| traditional(form) != traditional(written));
    right.first().map(|form| (*form).to_owned())
}

fn stands_anywhere(planner: &Planner<'_>, written: &str) -> bool {
    let Some(exact) = Exact::new(written) else { return true };
    let cost = Cost { budget: planner.budget, unread: true };
    planner.context.searcher.segment_readers().iter().any(|segment| {
        let found = Bits::of_exact(segment, &planner.context.fields, &exact, &Bits::alive(segment), cost);
        // What cannot be read is not taken for absent.
        found.map_or(true, |found| found.count() > 0)
    })
}
