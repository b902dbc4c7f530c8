//! A sentence as names, sums, dates and words.

use super::firmness::{self, Sense};
use super::words::{self, Word};
use std::ops::Range;
use zhimai_gazetteer::{Gazetteer, GroupKind};
use zhimai_model::{CharOffset, EntityKind};
use zhimai_text::amount::{self, Amount};
use zhimai_text::date::{self, Date};
use zhimai_text::fold::{Folded, fold};
use zhimai_text::function_words::ENGLISH_FUNCTION_WORDS;
use zhimai_text::segment::DICTIONARY;

/// A text with what is named in it. Positions are those of its folded characters, if nothing else is said.
pub(super) struct Text {
    pub(super) folded: Folded,
    /// As written, by code points.
    written: Vec<char>,
    pub(super) names: Vec<Name>,
    pub(super) sums: Vec<(Range<usize>, Amount)>,
    pub(super) dates: Vec<(Range<usize>, Date)>,
}

/// An entity that is named.
pub(super) struct Name {
    pub(super) id: String,
    pub(super) kind: EntityKind,
    pub(super) range: Range<usize>,
}

/// A piece of a sentence.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) sort: Sort,
    pub(super) range: Range<usize>,
}

/// What a piece is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Sort {
    /// A name, by its place among those of the text.
    Name(usize),
    /// A sum, by its place.
    Sum(usize),
    /// A date, by its place.
    Date(usize),
    /// A word that says something of money.
    Word(Word),
    /// A name that nobody knows: Latin, with a capital.
    Unknown,
    /// Any other Latin word, or a Chinese character.
    Other,
}

/// The pieces of a sentence, and what its words say of how firm it is.
pub(super) struct Tokens {
    pub(super) all: Vec<Token>,
    pub(super) senses: Vec<(Sense, usize)>,
}

impl Text {
    /// Looks for names, sums and dates.
    pub(super) fn new(text: &str, gazetteer: &Gazetteer) -> Self {
        let folded = fold(text);
        let place = |start: CharOffset, end: CharOffset| folded.at(start)..folded.at(end);
        let mut names: Vec<Name> = Vec::new();
        let mut found = gazetteer.find(text);
        found.sort_by_key(|found| (found.start, std::cmp::Reverse(found.end)));
        for found in found {
            let Some(group) = gazetteer.group(found.group) else { continue };
            let GroupKind::Entity(kind) = group.kind else { continue };
            let range = place(found.start, found.end);
            if names.last().is_none_or(|last| last.range.end <= range.start) {
                names.push(Name { id: group.id.clone(), kind, range });
            }
        }
        let sums = amount::find(text).into_iter().map(|sum| (place(sum.start, sum.end), sum)).collect();
        let dates = date::find(text).into_iter().map(|date| (place(date.start, date.end), date)).collect();
        Self { written: text.chars().collect(), names, sums, dates, folded }
    }

    /// The text as written, by code points.
    pub(super) fn written(&self) -> &[char] {
        &self.written
    }

    /// Where folded characters stand in what is written.
    pub(super) fn original(&self, range: &Range<usize>) -> Range<usize> {
        let (start, end) = self.folded.original(range.start, range.end);
        start.0..end.0
    }

    /// Cuts a sentence, given in code points of what is written.
    pub(super) fn tokens(&self, sentence: &Range<usize>) -> Tokens {
        let (from, to) =
            (self.folded.at(CharOffset(sentence.start)), self.folded.at(CharOffset(sentence.end)));
        let mut marked: Vec<Token> = Vec::new();
        let mut mark = |range: &Range<usize>, sort: Sort| {
            let overlaps = |other: &Token| other.range.start < range.end && range.start < other.range.end;
            if range.end <= to && !range.is_empty() && !marked.iter().any(overlaps) {
                marked.push(Token { sort, range: range.clone() });
            }
        };
        for at in between(&self.names, |name| name.range.start, from, to) {
            let name = &self.names[at];
            mark(&name.range, if may_pay(name.kind) { Sort::Name(at) } else { Sort::Other });
        }
        for at in between(&self.sums, |(range, _)| range.start, from, to) {
            mark(&self.sums[at].0, Sort::Sum(at));
        }
        for at in between(&self.dates, |(range, _)| range.start, from, to) {
            mark(&self.dates[at].0, Sort::Date(at));
        }
        marked.sort_by_key(|token| token.range.start);
        let mut out = Tokens { all: Vec::new(), senses: Vec::new() };
        let mut at = from;
        for token in marked {
            self.cut(at..token.range.start, to, &mut out);
            at = token.range.end;
            out.all.push(token);
        }
        self.cut(at..to, to, &mut out);
        self.begin(&mut out);
        out
    }

    /// What only the beginning of a sentence tells: its capital makes no name of a word, and a turned verb supposes.
    fn begin(&self, tokens: &mut Tokens) {
        let Some(first) = tokens.all.first_mut() else { return };
        let own = self.folded.chars.get(first.range.clone()).unwrap_or_default();
        let ends = |tail: &str| own.len() > tail.len() && own.ends_with(&tail.chars().collect::<Vec<_>>());
        if matches!(first.sort, Sort::Unknown) && ["s", "ing", "ed"].into_iter().any(ends) {
            first.sort = Sort::Other;
        }
        let is = |word: &str| own.iter().copied().eq(word.chars());
        if ["had", "were", "should"].into_iter().any(is) {
            tokens.senses.push((Sense::If, first.range.start));
        }
    }

    /// Cuts what stands between names, sums and dates.
    fn cut(&self, range: Range<usize>, end: usize, out: &mut Tokens) {
        let chars = self.folded.chars.as_slice();
        let Some(own) = chars.get(range.clone()) else { return };
        let words = DICTIONARY.cut(own);
        // 年內向亞馬遜 holds no 內向: what stands before a name is a word by itself.
        let is_before_name = |at: usize| match chars.get(at + 1) {
            _ if at + 1 == range.end => range.end < end,
            Some(next) => matches!(next, '其' | '该'),
            None => false,
        };
        let is_alone = |at: usize| {
            is_before_name(at) || words.binary_search(&(at - range.start, at - range.start + 1)).is_ok()
        };
        let mut at = range.start;
        while at < range.end {
            if let Some((sense, _)) = firmness::LEXICON.at(chars, at, is_alone) {
                out.senses.push((sense, at));
            }
            let known = words::LEXICON.at(chars, at, is_alone).filter(|(_, length)| at + length <= range.end);
            let (sort, length) = match known {
                Some((word, length)) => (Sort::Word(word), length),
                None => self.other(at, range.end),
            };
            if !chars.get(at).is_some_and(|c| c.is_whitespace()) {
                // The words of a phrase say something of firmness too.
                for inner in at + 1..at + length {
                    out.senses.extend(
                        firmness::LEXICON.at(chars, inner, is_alone).map(|(sense, _)| (sense, inner)),
                    );
                }
                out.all.push(Token { sort, range: at..at + length });
            }
            at += length;
        }
    }

    /// What no word is known for: a Latin word, or a character.
    fn other(&self, at: usize, end: usize) -> (Sort, usize) {
        let chars = self.folded.chars.get(at..end).unwrap_or_default();
        let is_letter = |c: &&char| c.is_ascii_alphanumeric() || c.is_alphabetic() && (**c as u32) < 0x2e80;
        let mut length = chars.iter().take_while(is_letter).count();
        // 10,000 GPUs.
        let digits = |from: usize| chars.iter().skip(from).take_while(|c| c.is_ascii_digit()).count();
        while length > 0
            && digits(0) > 0
            && matches!(chars.get(length), Some(',' | '.'))
            && digits(length + 1) > 0
        {
            length += 1 + digits(length + 1);
        }
        if length == 0 {
            return (Sort::Other, 1);
        }
        let original = self.folded.original(at, at + 1).0;
        let is_capital = self.written.get(original.0).is_some_and(|c| c.is_uppercase());
        let word: String = chars.iter().take(length).collect();
        let is_function = ENGLISH_FUNCTION_WORDS.binary_search(&word.as_str()).is_ok();
        let is_name = is_capital && !is_function && length > 2 && !is_time(&word);
        (if is_name { Sort::Unknown } else { Sort::Other }, length)
    }
}

/// Whether it is a month or a day of the week.
fn is_time(word: &str) -> bool {
    let months = "january february march april june july august september october november december";
    let days = "monday tuesday wednesday thursday friday saturday sunday";
    months.split(' ').chain(days.split(' ')).any(|own| own == word)
}

/// The places of those that begin between two positions, of a list in their order.
fn between<T>(all: &[T], start: impl Fn(&T) -> usize, from: usize, to: usize) -> Range<usize> {
    all.partition_point(|one| start(one) < from)..all.partition_point(|one| start(one) < to)
}

/// Whether what is named may pay or be paid: a product stands for its seller, a model for nobody.
fn may_pay(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Company | EntityKind::PublicBody | EntityKind::Person | EntityKind::Product)
}
