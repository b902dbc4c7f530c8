//! Words that stand nowhere, and words that are still being typed.
//!
//! A word that is found as written is never respelled: only for one that is not are the nearest names and words
//! looked for, and then what it sounds like in pinyin.

use crate::analysis::{group_term, joined_rows};
use crate::plain::is_numbered;
use crate::plan::{Atom, Find, Mark, Planner};
use crate::request::{Notice, ReasonKind};
use std::collections::HashMap;
use std::ops::Range;
use tantivy::Term;
use zhimai_text::fold::{Folded, fold};
use zhimai_text::offset;
use zhimai_text::segment::{Unit, UnitKind, units};

/// At most so many words that begin like the one being typed.
const COMPLETIONS: usize = 24;
/// At most so many words of a query are looked for in other spellings, or by their sound.
pub(crate) const MOST_RESPELLED: usize = 16;
/// At most so many words are looked at for completions, and for spellings.
const LOOKED_AT: usize = 20_000;
/// The shortest beginning of a name that is read as the name where it stands nowhere, in letters.
const BEGINNING: usize = 4;
/// How much a completion counts against the word itself.
const COMPLETED: f32 = 0.6;
/// A word in no more documents than this may be a slip, if a name that it may be a slip of stands in so many times more.
const FEW: u64 = 2;
const MORE: u64 = 10;
/// How much a title's sound counts.
const SOUND: f32 = 1.0;

impl Planner<'_> {
    /// Looks for what a word that stands nowhere may mean. Gives back whether it was replaced.
    pub(crate) fn respell(&mut self, word: &str, factor: f32) -> bool {
        if !word.bytes().all(|b| b.is_ascii_lowercase()) || word.len() < 2 {
            return false;
        }
        if self.respelled >= MOST_RESPELLED {
            return false;
        }
        self.respelled += 1;
        let engine = self.engine;
        // Pinyin that is whole comes before a spelling that is near; initials say least and come last.
        let by_sound = if word.len() < 6 { Vec::new() } else { self.names.by_sound(word, false) };
        if self.means(word, by_sound, ReasonKind::Pinyin, factor) {
            return true;
        }
        // The beginning of a name is what one stops typing at.
        let begins = word.len() >= BEGINNING && self.corrected(word).is_none();
        let begun = if begins { self.names.by_prefix(word) } else { Vec::new() };
        if self.means(word, begun, ReasonKind::Alias, factor) {
            return true;
        }
        if let Some((group, form)) = self.near_name(word) {
            let piece = self.told(word, &form);
            self.groups(vec![group], piece, ReasonKind::Spelling, factor);
            return true;
        }
        if let Some(near) = self.near_word(word) {
            // It may be a slip that the gazetteer knows, which then means the name.
            if let Some((group, form)) = self.corrected(&near) {
                let piece = self.told(word, &form);
                self.groups(vec![group], piece, ReasonKind::Spelling, factor);
                return true;
            }
            let piece = self.told(word, &near);
            let weight = self.score(Term::from_field_text(engine.fields.text, &near), factor);
            let (find, reason) = (Find::Word { word: near, prefix: false }, Some(ReasonKind::Spelling));
            self.plan.atoms.push(Atom { find, weight, piece, mark: Mark::Weighty, reason });
            return true;
        }
        if self.means(word, self.names.by_sound(word, false), ReasonKind::Pinyin, factor) {
            return true;
        }
        let sound = Term::from_field_text(engine.fields.sound, word);
        if self.doc_freq(&sound) > 0 {
            self.score(sound, factor * SOUND);
            return true;
        }
        false
    }

    /// Takes a word for the names of some groups. Gives back whether there are any.
    fn means(&mut self, word: &str, groups: Vec<u32>, reason: ReasonKind, factor: f32) -> bool {
        if groups.is_empty() {
            return false;
        }
        let typed = self.as_typed(word);
        let piece = self.piece(&typed);
        self.groups(groups, piece, reason, factor);
        true
    }

    /// Says so, with the word as it was typed. Gives back its piece: the words beside it are none of the reason.
    fn told(&mut self, word: &str, used: &str) -> usize {
        let written = self.as_typed(word);
        if let Some(range) = self.range_of(word) {
            self.suggestion.replace_range(range, used);
        }
        self.plan.suggestion = Some(self.suggestion.clone());
        self.plan.notices.push(Notice::ReadAs(written.clone(), used.to_owned()));
        self.piece(&written)
    }

    fn as_typed(&self, word: &str) -> String {
        self.range_of(word).and_then(|range| self.suggestion.get(range)).unwrap_or(word).to_owned()
    }

    /// Where a folded word stands in the query, in bytes.
    fn range_of(&self, word: &str) -> Option<Range<usize>> {
        let query = fold(&self.suggestion);
        let own = |unit: &Unit| query.chars.get(unit.start..unit.end).unwrap_or_default().iter().copied();
        let unit = units(&query.chars).find(|unit| own(unit).eq(word.chars()))?;
        let (start, end) = query.original(unit.start, unit.end);
        Some(offset::byte_of(&self.suggestion, start).0..offset::byte_of(&self.suggestion, end).0)
    }

    /// Offers the name that a word is a slip of, when the word stands in hardly any document: it may be right all the same,
    /// so it is searched for as it is.
    pub(crate) fn offer(&mut self, word: &str, frequency: u64) {
        if frequency > FEW
            || self.plan.suggestion.is_some()
            || self.respelled >= MOST_RESPELLED
            || !word.bytes().all(|b| b.is_ascii_lowercase())
        {
            return;
        }
        let near = self.near_name(word).filter(|(group, _)| {
            let group = self.names.group(*group);
            let term = group.map(|group| Term::from_field_text(self.engine.fields.text, &group_term(group)));
            term.is_some_and(|term| self.doc_freq(&term) > frequency * MORE)
        });
        if let Some(((_, form), range)) = near.zip(self.range_of(word)) {
            let mut offered = self.suggestion.clone();
            offered.replace_range(range, &form);
            self.plan.suggestion = Some(offered);
        }
    }

    /// The name that a word is a known wrong spelling of, as it is written in the gazetteer.
    fn corrected(&self, word: &str) -> Option<(u32, String)> {
        let chars: Vec<char> = word.chars().collect();
        let row: Vec<Unit> = units(&chars).collect();
        let names = self.names;
        let mut found = None;
        names.find_typed(&chars, &row, |named| {
            if named.mistake && named.end - named.start == chars.len() {
                found = found.or(Some(named.group));
            }
        });
        let group = found?;
        let right = || {
            names.group(group).into_iter().flat_map(|group| &group.forms).filter(|form| !form.is_mistake())
        };
        // Who types letters reads them.
        let right = right().find(|form| form.text.is_ascii()).or_else(|| right().next())?;
        Some((group, right.text.clone()))
    }

    /// The name that a word is a known wrong spelling of, else the one that is spelled most like it, as it is written in the
    /// lexicon.
    fn near_name(&self, word: &str) -> Option<(u32, String)> {
        if let Some(known) = self.corrected(word) {
            return Some(known);
        }
        let most = allowed(word)?;
        let names = self.names;
        let near = names.forms().iter().filter_map(|(form, group)| {
            let distance = distance(word, form, most)?;
            Some((distance, *group, form))
        });
        let (_, group, form) = near.min_by_key(|(distance, ..)| *distance)?;
        let written =
            names.group(group)?.forms.iter().find(|known| zhimai_gazetteer::squeeze(&known.text) == *form);
        Some((group, written.map_or_else(|| form.clone(), |form| form.text.clone())))
    }

    /// The word of the index that is spelled most like this one, the most frequent of them.
    fn near_word(&self, word: &str) -> Option<String> {
        let most = allowed(word)?;
        let mut near: HashMap<String, (usize, u32)> = HashMap::new();
        let first = word.get(..1)?;
        self.words_from(first, |known, frequency| {
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

    /// Adds what the last piece of the query may become. Gives back how many of its last units are the beginning of a name
    /// of several words, and then stand for nothing else.
    pub(crate) fn growing(&mut self, folded: &Folded, rest: &[Unit], piece: usize) -> usize {
        let chars = &folded.chars;
        let Some(last) = rest.last() else { return 0 };
        let typed = |start: usize| chars.get(start..last.end).unwrap_or_default().iter().collect::<String>();
        match last.kind {
            UnitKind::Word => {
                // A name may be of several words: the longest row of words that one begins with.
                let names = self.names;
                // Of what is written as one, such as `GPT-4o`, the last letter begins nothing.
                let joined = joined_rows(chars, rest).pop().filter(|range| range.end == rest.len());
                let joined = joined.and_then(|range| rest.get(range)).filter(|row| is_numbered(row));
                let least = joined.map_or(1, <[Unit]>::len);
                let starts = rest.iter().rev().take(4).enumerate().skip(least - 1);
                let names = starts
                    .map(|(before, unit)| (before + 1, names.by_prefix(&typed(unit.start))))
                    .rfind(|(_, groups)| !groups.is_empty());
                let word = typed(last.start);
                match names {
                    Some((words, groups)) => {
                        self.groups(groups, piece, ReasonKind::Alias, COMPLETED);
                        if words > 1 {
                            return words;
                        }
                    }
                    None if joined.is_none() && word.len() >= 3 => {
                        let groups = self.names.by_sound(&word, true);
                        if !groups.is_empty() {
                            self.groups(groups, piece, ReasonKind::Pinyin, COMPLETED);
                        }
                    }
                    None => {}
                }
                if joined.is_none() {
                    self.complete(&word);
                }
            }
            UnitKind::Ideograph => {
                let run = rest.iter().rev().take_while(|unit| unit.kind == UnitKind::Ideograph).count();
                let shortest = if run == 1 { 1 } else { 2 };
                for length in (shortest..=run.min(6)).rev() {
                    let groups =
                        last.end.checked_sub(length).map(|start| self.names.by_prefix(&typed(start)));
                    if let Some(groups) = groups.filter(|groups| !groups.is_empty()) {
                        self.groups(groups, piece, ReasonKind::Alias, COMPLETED);
                        break;
                    }
                }
            }
            UnitKind::Number | UnitKind::Symbol => {}
        }
        0
    }

    /// Ranks by the most frequent words that begin like this one, as if they were one word.
    pub(crate) fn complete(&mut self, beginning: &str) {
        let mut found: HashMap<String, u32> = HashMap::new();
        self.words_from(beginning, |word, frequency| {
            let entry = found.entry(word.to_owned()).or_insert(0);
            *entry = entry.saturating_add(frequency);
        });
        let mut found: Vec<(String, u32)> = found.into_iter().filter(|(word, _)| word != beginning).collect();
        found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let field = self.engine.fields.text;
        let words = found.into_iter().take(COMPLETIONS);
        let terms = words.map(|(word, _)| Term::from_field_text(field, &word)).collect();
        self.score_as_one(terms, COMPLETED);
    }

    /// Calls back with the words of the index that begin like this, with the number of documents that have them.
    fn words_from(&self, beginning: &str, mut found: impl FnMut(&str, u32)) {
        let mut looked_at = 0;
        for segment in self.searcher.segment_readers() {
            let Ok(inverted) = segment.inverted_index(self.engine.fields.text) else { continue };
            let Ok(mut stream) = inverted.terms().range().ge(beginning.as_bytes()).into_stream() else {
                continue;
            };
            while stream.advance() && stream.key().starts_with(beginning.as_bytes()) && looked_at < LOOKED_AT
            {
                looked_at += 1;
                if let Ok(word) = std::str::from_utf8(stream.key()) {
                    found(word, stream.value().doc_freq);
                }
            }
        }
    }
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
