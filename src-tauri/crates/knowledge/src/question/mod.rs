//! Questions about who pays whom, as people type them: 誰投資了Anthropic, “who invested in Anthropic”, 輝達投資.
//!
//! They are read by rules, precision first: each word has to be a name, a date, or one of the words that such questions are
//! asked in. A headline, a sentence, or a query of any other kind has a word that is none of these.

mod grammar;
mod words;

use grammar::{Piece, question};
use words::{WORDS, Word};
use zhimai_gazetteer::{Gazetteer, GroupKind, Named};
use zhimai_model::{EntityKind, FlowKind};
use zhimai_text::date;
use zhimai_text::fold::fold;
use zhimai_text::segment::{Unit, UnitKind, units};

/// What is longer is no question, in code points.
const LONGEST: usize = 80;
/// A date is of so many units at most: `18 Nov. 2025`.
const LONGEST_DATE: usize = 7;
/// Years that are asked about.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2100;

/// A question about who pays whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What is done.
    pub deed: Deed,
    /// Who gives: any of these entities, or what belongs to them; where it is empty, that is asked for.
    pub from: Vec<String>,
    /// Who gets.
    pub to: Vec<String>,
    /// The forms that the money takes.
    pub kinds: Vec<FlowKind>,
    /// The first and the last day that it is asked about, counted from 1970-01-01.
    pub days: Option<(i32, i32)>,
}

/// What is done with money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Shares are bought.
    Invest,
    /// A company is bought.
    Acquire,
    /// Money is lent.
    Lend,
    /// Something is bought or rented from another.
    Buy,
    /// A company is bought, or something from it.
    BuyAny,
    /// Money is put in, in whatever form.
    Fund,
    /// It is promised to pay for another.
    Guarantee,
    /// Money is given for whatever it may be.
    Pay,
}

impl Deed {
    fn is_purchase(self) -> bool {
        matches!(self, Deed::Buy | Deed::BuyAny)
    }

    /// The forms that the money takes.
    pub fn kinds(self) -> &'static [FlowKind] {
        use FlowKind::{
            Acquisition, Capex, ComputePurchase, Equity, Grant, Guarantee, Lease, Licence, Loan,
            PowerPurchase, RevenueShare, Warrant,
        };
        match self {
            Deed::Invest => &[Equity],
            Deed::Acquire => &[Acquisition],
            Deed::Lend => &[Loan],
            Deed::Buy => &[ComputePurchase, Lease, PowerPurchase, Licence],
            Deed::BuyAny => &[Acquisition, ComputePurchase, Lease, PowerPurchase, Licence],
            Deed::Fund => &[Equity, Loan, Grant],
            Deed::Guarantee => &[Guarantee],
            Deed::Pay => &[
                Equity,
                Loan,
                Guarantee,
                Warrant,
                ComputePurchase,
                Lease,
                PowerPurchase,
                Capex,
                Licence,
                Acquisition,
                RevenueShare,
                Grant,
            ],
        }
    }
}

impl Question {
    /// Reads what was typed; nothing where it asks for no money.
    pub fn read(text: &str, names: &Gazetteer) -> Option<Self> {
        if text.chars().count() > LONGEST {
            return None;
        }
        question(&pieces(text.trim(), names)?)
    }
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

#[cfg(test)]
mod tests {
    use super::words::WORDS;
    use std::collections::HashSet;
    use zhimai_text::fold::folded;

    #[test]
    fn words_are_folded() {
        let mut seen = HashSet::new();
        for form in WORDS.iter().flat_map(|(forms, _)| *forms) {
            assert_eq!(folded(form), *form);
            seen.insert(form);
        }
        assert!(seen.len() > 200);
    }
}
