//! Words that stand nowhere.
//!
//! A word that is found as written is never respelled: only for one that is not are the nearest names and words
//! looked for, and then what it sounds like in pinyin.

use crate::analysis::terms::group_term;
use crate::plan::clause::{Atom, Find, Mark};
use crate::plan::complete::words_from;
use crate::plan::planner::Planner;
use crate::request::{Notice, ReasonKind};
use std::collections::HashMap;
use std::ops::Range;
use tantivy::Term;
use zhimai_gazetteer::squeeze;
use zhimai_text::fold::fold;
use zhimai_text::offset;
use zhimai_text::segment::{Unit, units};

/// At most so many words of a query are looked for in other spellings, or by their sound.
pub(crate) const MOST_RESPELLED: usize = 16;
/// The shortest beginning of a name that is read as the name where it stands nowhere, in letters.
const BEGINNING: usize = 4;
/// A word in no more documents than this may be a slip, if a name that it may be a slip of stands in so many times more.
const FEW: u64 = 2;
const MORE: u64 = 10;
/// How much a title's sound counts.
const SOUND: f32 = 1.0;

/// Looks for what a word that stands nowhere may mean. Gives back whether it was replaced.
pub(crate) fn respell(planner: &mut Planner<'_>, word: &str, factor: f32) -> bool {
    if !word.bytes().all(|b| b.is_ascii_lowercase()) || word.len() < 2 {
        return false;
    }
    if planner.respelled >= MOST_RESPELLED {
        return false;
    }
    planner.respelled += 1;
    let context = planner.context;
    // Pinyin that is whole comes before a spelling that is near; initials say least and come last.
    let by_sound = if word.len() < 6 { Vec::new() } else { context.names.by_sound(word, false) };
    if means(planner, word, by_sound, ReasonKind::Pinyin, factor) {
        return true;
    }
    // The beginning of a name is what one stops typing at.
    let begins = word.len() >= BEGINNING && corrected(planner, word).is_none();
    let begun = if begins { context.names.by_prefix(word) } else { Vec::new() };
    if means(planner, word, begun, ReasonKind::Alias, factor) {
        return true;
    }
    if let Some((group, form)) = near_name(planner, word) {
        let piece = tell_respelled(planner, word, &form);
        planner.groups(vec![group], piece, ReasonKind::Spelling, factor);
        return true;
    }
    if let Some(near) = near_word(planner, word) {
        // It may be a slip that the gazetteer knows, which then means the name.
        if let Some((group, form)) = corrected(planner, &near) {
            let piece = tell_respelled(planner, word, &form);
            planner.groups(vec![group], piece, ReasonKind::Spelling, factor);
            return true;
        }
        let piece = tell_respelled(planner, word, &near);
        let weight = planner.score(Term::from_field_text(context.fields.text, &near), factor);
        let (find, reason) = (Find::Word { word: near, prefix: false }, Some(ReasonKind::Spelling));
        planner.plan.atoms.push(Atom { find, weight, piece, mark: Mark::Weighty, reason });
        return true;
    }
    if means(planner, word, context.names.by_sound(word, false), ReasonKind::Pinyin, factor) {
        return true;
    }
    let sound = Term::from_field_text(context.fields.sound, word);
    if planner.doc_freq(&sound) > 0 {
        planner.score(sound, factor * SOUND);
        return true;
    }
    false
}

/// Takes a word for the names of some groups. Gives back whether there are any.
fn means(planner: &mut Planner<'_>, word: &str, groups: Vec<u32>, reason: ReasonKind, factor: f32) -> bool {
    if groups.is_empty() {
        return false;
    }
    let typed = as_typed(planner, word);
    let piece = planner.piece(&typed);
    planner.groups(groups, piece, reason, factor);
    true
}

/// Says so, with the word as it was typed. Gives back its piece: the words beside it are none of the reason.
fn tell_respelled(planner: &mut Planner<'_>, word: &str, used: &str) -> usize {
    let written = as_typed(planner, word);
    if let Some(range) = range_of(planner, word) {
        planner.suggestion.replace_range(range, used);
    }
    planner.plan.suggestion = Some(planner.suggestion.clone());
    planner.plan.notices.push(Notice::ReadAs(written.clone(), used.to_owned()));
    planner.piece(&written)
}

fn as_typed(planner: &Planner<'_>, word: &str) -> String {
    range_of(planner, word).and_then(|range| planner.suggestion.get(range)).unwrap_or(word).to_owned()
}

/// Where a folded word stands in the query, in bytes.
fn range_of(planner: &Planner<'_>, word: &str) -> Option<Range<usize>> {
    let query = fold(&planner.suggestion);
    let own = |unit: &Unit| query.chars.get(unit.start..unit.end).unwrap_or_default().iter().copied();
    let unit = units(&query.chars).find(|unit| own(unit).eq(word.chars()))?;
    let (start, end) = query.original(unit.start, unit.end);
    Some(offset::byte_of(&planner.suggestion, start).0..offset::byte_of(&planner.suggestion, end).0)
}

/// Offers the name that a word is a slip of, when the word stands in hardly any document: it may be right all the same,
/// so it is searched for as it is.
pub(crate) fn offer(planner: &mut Planner<'_>, word: &str, frequency: u64) {
    if frequency > FEW
        || planner.plan.suggestion.is_some()
        || planner.respelled >= MOST_RESPELLED
        || !word.bytes().all(|b| b.is_ascii_lowercase())
    {
        return;
    }
    let near = near_name(planner, word).filter(|(group, _)| {
        let group = planner.context.names.group(*group);
        let term = group.map(|group| Term::from_field_text(planner.context.fields.text, &group_term(group)));
        term.is_some_and(|term| planner.doc_freq(&term) > frequency * MORE)
    });
    if let Some(((_, form), range)) = near.zip(range_of(planner, word)) {
        let mut offered = planner.suggestion.clone();
        offered.replace_range(range, &form);
        planner.plan.suggestion = Some(offered);
    }
}

/// The name that a word is a known wrong spelling of, as it is written in the gazetteer.
fn corrected(planner: &Planner<'_>, word: &str) -> Option<(u32, String)> {
    let chars: Vec<char> = word.chars().collect();
    let row: Vec<Unit> = units(&chars).collect();
    let names = &planner.context.names;
    let mut found = None;
    names.find_typed(&chars, &row, |named| {
        if named.mistake && named.end - named.start == chars.len() {
            found = found.or(Some(named.group));
        }
    });
    let group = found?;
    let right =
        || names.group(group).into_iter().flat_map(|group| &group.forms).filter(|form| !form.is_mistake());
    // Who types letters reads them.
    let right = right().find(|form| form.text.is_ascii()).or_else(|| right().next())?;
    Some((group, right.text.clone()))
}

/// The name that a word is a known wrong spelling of, else the one that is spelled most like it, as it is written in the
/// gazetteer.
fn near_name(planner: &Planner<'_>, word: &str) -> Option<(u32, String)> {
    if let Some(known) = corrected(planner, word) {
        return Some(known);
    }
    let most = allowed(word)?;
    let names = &planner.context.names;
    let near = names.forms().iter().filter_map(|(form, group)| {
        let distance = distance(word, form, most)?;
        Some((distance, *group, form))
    });
    let (_, group, form) = near.min_by_key(|(distance, ..)| *distance)?;
    let written = names.group(group)?.forms.iter().find(|known| squeeze(&known.text) == *form);
    Some((group, written.map_or_else(|| form.clone(), |form| form.text.clone())))
}

/// The word of the index that is spelled most like this one, the most frequent of them.
fn near_word(planner: &Planner<'_>, word: &str) -> Option<String> {
    let most = allowed(word)?;
    let mut near: HashMap<String, (usize, u32)> = HashMap::new();
    let first = word.get(..1)?;
    words_from(planner, first, |known, frequency| {
        if let Some(distance) = distance(word, known, most) {
            let entry = near.entry(known.to_owned()).or_insert((distance, 0));
            entry.1 = entry.1.saturating_add(frequency);
        }
    });
    let best = near.into_iter().min_by_key(|(word, (distance, frequency))| {
        (*distance, std::cmp::Reverse(*frequency), word.clone())
    })?;
    Some(best.0)
}

/// How many slips a word of this length may have.
fn allowed(word: &str) -> Option<usize> {
    match word.chars().count() {
        0..4 => None,
        4..8 => Some(1),
        _ => Some(2),
    }
}

/// How many letters were left out, added, changed or swapped with their neighbour (optimal string alignment), if at
/// most so many.
fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().take(a.len() + most + 1).collect());
    if a.len().abs_diff(b.len()) > most || a.first() != b.first() {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let at = |row: &[usize], j: usize| row.get(j).copied().unwrap_or(usize::MAX - 1);
            let mut best = (at(&row, j) + usize::from(x != y)).min(at(&row, j + 1) + 1).min(at(&next, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if swapped {
                best = best.min(at(&before, j - 1) + 1);
            }
            next.push(best);
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().filter(|distance| *distance <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips() {
        for (a, b, most, expect) in [
            ("antropic", "anthropic", 2, Some(1)),
            ("nividia", "nvidia", 2, Some(1)),
            ("nviida", "nvidia", 1, Some(1)),
            ("nvidia", "nvidia", 1, Some(0)),
            ("openai", "opera", 2, Some(2)),
            ("openai", "opera", 1, None),
            ("claude", "flaude", 1, None),
            ("", "a", 1, None),
        ] {
            assert_eq!(distance(a, b, most), expect, "{a} {b}");
        }
    }
}
