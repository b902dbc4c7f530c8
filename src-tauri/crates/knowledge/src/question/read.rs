//! From what was typed to the pieces of a question: names, dates and words.

use super::asked::Question;
use super::grammar::{Piece, question};
use super::words::{WORDS, Word};
use zhimai_gazetteer::{Gazetteer, GroupKind, Named};
use zhimai_model::EntityKind;
use zhimai_text::date;
use zhimai_text::fold::fold;
use zhimai_text::segment::{Unit, UnitKind, units};

/// What is longer is no question, in code points.
const LONGEST: usize = 80;
/// A date is of so many units at most: `18 Nov. 2025`.
const LONGEST_DATE: usize = 7;
/// Years that are asked about.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2100;

/// Reads what was typed; nothing where it asks for no money.
pub fn read(text: &str, names: &Gazetteer) -> Option<Question> {
    if text.chars().count() > LONGEST {
        return None;
    }
    question(&pieces(text.trim(), names)?)
}

/// What was typed, piece by piece; nothing where a piece is none that questions are made of.
fn pieces(text: &str, names: &Gazetteer) -> Option<Vec<Piece>> {
    let chars = fold(text.trim_end_matches(['?', '？', '。', '.', '!', '！', ' '])).chars;
    let row: Vec<Unit> = units(&chars).collect();
    let named = named(names, &chars, &row);
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(unit) = row.get(at) {
        let name = named.iter().find(|(first, ..)| *first == at);
        let next_name = named.iter().map(|(first, ..)| *first).find(|first| *first > at).unwrap_or(row.len());
        if let Some((_, end, ids)) = name {
            out.push(Piece::Name(ids.clone()));
            at = *end;
        } else if let Some((piece, end)) = days(&chars, &row, at, next_name) {
            out.push(piece);
            at = end;
        } else {
            let (word, end) = word(&chars, &row, at, next_name).or_else(|| {
                let is_sign =
                    unit.kind == UnitKind::Symbol && matches!(chars.get(unit.start), Some(',' | '，'));
                is_sign.then_some((Word::Filler, at + 1))
            })?;
            out.push(Piece::Word(word));
            at = end;
        }
    }
    Some(out)
}

/// The names of whoever may give or get money: first unit, the unit after the last, and entities. Leftmost and longest.
fn named(names: &Gazetteer, chars: &[char], row: &[Unit]) -> Vec<(usize, usize, Vec<String>)> {
    let mut all: Vec<(Named, &str)> = Vec::new();
    names.find_typed(chars, row, |named| {
        let group = names.group(named.group).filter(|group| {
            matches!(
                group.kind,
                GroupKind::Entity(
                    EntityKind::Company | EntityKind::PublicBody | EntityKind::Person | EntityKind::Product
                )
            )
        });
        all.extend(group.map(|group| (named, group.id.as_str())));
    });
    all.sort_by_key(|(named, _)| (named.start, std::cmp::Reverse(named.end)));
    let mut out: Vec<(usize, usize, Vec<String>)> = Vec::new();
    for (named, id) in all {
        let first = row.partition_point(|unit| unit.start < named.start);
        let end = row.partition_point(|unit| unit.end <= named.end);
        match out.last_mut() {
            Some((from, to, ids)) if (*from, *to) == (first, end) => ids.push(id.to_owned()),
            Some((_, to, _)) if first < *to => {}
            _ => out.push((first, end, vec![id.to_owned()])),
        }
    }
    out
}

/// The longest date that begins with a unit, and the unit after it.
fn days(chars: &[char], row: &[Unit], at: usize, until: usize) -> Option<(Piece, usize)> {
    let start = row.get(at)?.start;
    let furthest = until.min(at + LONGEST_DATE).min(row.len());
    (at..furthest).rev().find_map(|last| {
        let text: String = chars.get(start..row.get(last)?.end)?.iter().collect();
        let has_number = text.chars().any(|c| c.is_ascii_digit());
        let day = date::parse(&text).filter(|_| has_number)?;
        let year = |day: i32| 1970 + day.div_euclid(365);
        YEARS.contains(&year(day.first_day)).then_some((Piece::Days(day.first_day, day.last_day), last + 1))
    })
}

/// The longest word that begins with a unit, and the unit after it.
fn word(chars: &[char], row: &[Unit], at: usize, until: usize) -> Option<(Word, usize)> {
    let start = row.get(at)?.start;
    let all = WORDS.iter().flat_map(|(forms, word)| forms.iter().map(move |form| (form, *word)));
    let mut best: Option<(Word, usize)> = None;
    for (form, word) in all {
        let Some(end) = follows(chars, start, form) else { continue };
        let next = row.partition_point(|unit| unit.end <= end);
        let is_whole = row.get(next.wrapping_sub(1)).is_some_and(|unit| unit.end == end);
        if is_whole && next <= until && best.is_none_or(|(_, before)| next > before) {
            best = Some((word, next));
        }
    }
    best
}

/// Where a form ends that stands at a place. A space in it stands for any white space.
fn follows(chars: &[char], start: usize, form: &str) -> Option<usize> {
    let mut at = start;
    for c in form.chars() {
        if c == ' ' {
            let spaces = chars.get(at..)?.iter().take_while(|c| c.is_whitespace()).count();
            at += spaces;
            if spaces == 0 {
                return None;
            }
        } else if chars.get(at) == Some(&c) {
            at += 1;
        } else {
            return None;
        }
    }
    Some(at)
}
