//! What of a paragraph is compared with one in the other language.

use std::collections::BTreeSet;
use zhimai_gazetteer::Gazetteer;
use zhimai_text::amount::{self, Stated};
use zhimai_text::currency::Currency;
use zhimai_text::date;
use zhimai_text::fold::fold;
use zhimai_text::segment::{self, UnitKind};

/// A Chinese character says about as much as so many letters of English.
const LETTERS: usize = 3;

/// What a paragraph has that its translation has too.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// Its ends in whole units, and the currency where one is told.
    Sum(i64, i64, Option<Currency>),
    /// The first and the last day that it may mean, in days since 1970-01-01.
    Date(i32, i32),
    /// An entity or a term, by the number of its group.
    Name(u32),
    /// Any other number, without the commas of thousands.
    Number(String),
}

/// A paragraph made ready for being aligned.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Paragraph {
    /// In letters of English.
    pub(super) length: usize,
    pub(super) marks: BTreeSet<Mark>,
}

impl Paragraph {
    /// The paragraph with this text.
    pub fn of(text: &str, names: &Gazetteer) -> Self {
        let (sums, dates) = (amount::find(text), date::find(text));
        let mut told: Vec<_> = sums.iter().map(|sum| sum.start.0..sum.end.0).collect();
        told.extend(dates.iter().map(|date| date.start.0..date.end.0));
        let mut marks: BTreeSet<_> = names.find(text).iter().map(|found| Mark::Name(found.group)).collect();
        marks.extend(sums.iter().map(|sum| {
            let currency = if let Stated::Code(code) = sum.currency { Some(code) } else { None };
            Mark::Sum(sum.low, sum.high, currency)
        }));
        marks.extend(dates.iter().map(|date| Mark::Date(date.first_day, date.last_day)));
        // The digits of a sum or a date are others in the other language: 10.3億 is 1.03 billion.
        let chars: Vec<char> = text
            .chars()
            .enumerate()
            .map(|(at, c)| if told.iter().any(|span| span.contains(&at)) { ' ' } else { c })
            .collect();
        let folded = fold(&chars.iter().collect::<String>()).chars;
        for unit in segment::units(&folded).filter(|unit| unit.kind == UnitKind::Number) {
            let digits = folded.get(unit.start..unit.end).unwrap_or_default();
            marks.insert(Mark::Number(digits.iter().filter(|c| **c != ',').collect()));
        }
        let length = text.chars().filter(|c| c.is_alphanumeric());
        let length = length.map(|c| if c >= '\u{2e80}' { LETTERS } else { 1 }).sum();
        Self { length, marks }
    }
}
