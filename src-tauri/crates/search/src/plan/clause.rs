//! What a query looks for, as plain data: terms to rank by, conditions to meet, and the atoms that coverage counts.

use crate::analysis::exact::Exact;
use crate::analysis::sums;
use crate::request::{Notice, ReasonKind};
use std::sync::Arc;
use tantivy::Term;
use tantivy::schema::Field;
use zhimai_gazetteer::Gazetteer;

/// What a query looks for.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// What coverage, marks and snippets go by.
    pub(crate) atoms: Vec<Atom>,
    /// What is ranked by.
    pub(crate) scored: Vec<Scored>,
    /// Must stand in the text; then other words may be missing.
    pub(crate) quoted: Vec<Condition>,
    /// Must hold of the document.
    pub(crate) filters: Vec<Condition>,
    /// What the request asks for beside the query.
    pub(crate) narrowing: Vec<Condition>,
    pub(crate) not: Vec<Condition>,
    /// Documents with these strings match too, whatever they rank by: sums and dates as written. Each stands for the atom of
    /// this number.
    pub(crate) also: Vec<(usize, Exact)>,
    /// Documents match too that state a range over one of these sums (of [`crate::analysis::sums`]).
    pub(crate) sums: Vec<(i64, i64)>,
    /// Characters that are looked for by themselves, or signs, as the query has nothing else, with their rarity. They are
    /// ranked by instead of terms.
    pub(crate) alone: Vec<(char, f32)>,
    /// Exact strings to look for.
    pub(crate) exacts: Vec<Exact>,
    /// The pieces of the query that atoms belong to, as written.
    pub(crate) written: Vec<String>,
    /// The longest run of Chinese characters in the query.
    pub(crate) longest_run: usize,
    /// Whether the last word was taken for the beginning of one: the person is still typing it.
    pub(crate) grows: bool,
    /// Whether the query has words at all; else every document that meets the conditions matches.
    pub(crate) wants_text: bool,
    /// The names that the query was read by; groups are numbers of them.
    pub(crate) names: Arc<Gazetteer>,
    /// The groups that the whole query names.
    pub(crate) named: Vec<u32>,
    pub(crate) notices: Vec<Notice>,
    pub(crate) suggestion: Option<String>,
}

/// A term that is ranked by.
#[derive(Clone, Debug)]
pub(crate) struct Scored {
    pub(crate) term: Term,
    pub(crate) factor: f32,
    pub(crate) rarity: f32,
    /// Whether a document matches that has it and no other.
    pub(crate) matches: bool,
}

/// The smallest piece that a text may have or lack.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Atom {
    pub(crate) find: Find,
    /// Rarity times factor.
    pub(crate) weight: f32,
    /// The number of the piece of the query in [`Plan::written`].
    pub(crate) piece: usize,
    pub(crate) mark: Mark,
    /// What to tell when it was not found as written.
    pub(crate) reason: Option<ReasonKind>,
}

/// Whether an atom is marked where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// It counts, but a mark would say more than is true.
    Never,
    /// When it weighs something beside the rest of the query.
    Weighty,
    Always,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Find {
    /// Two characters, at this place of their run.
    Pair {
        a: char,
        b: char,
        at: usize,
    },
    Char(char),
    /// A word or, with `prefix`, the beginning of one.
    Word {
        word: String,
        prefix: bool,
    },
    Number(String),
    /// Words and numbers that are written as one, without what joins them; with `prefix`, the beginning of such.
    Joined {
        text: String,
        prefix: bool,
    },
    /// The string of this number in [`Plan::exacts`].
    Exact(usize),
    /// Any name of these groups.
    Groups(Vec<u32>),
    /// A word or phrase as written, or any translation of it, folded; words of letters are parted by single spaces.
    /// `chinese` says whether the translations are Chinese, and what is written is not.
    Forms {
        forms: Vec<String>,
        chinese: bool,
    },
    /// A sum that has an end in one of the ranges of [`crate::analysis::sums`], both ends inside.
    Sums(Vec<(i64, i64)>),
    Days {
        first: i32,
        last: i32,
    },
}

/// What a document must or must not meet.
#[derive(Clone, Debug)]
pub(crate) enum Condition {
    Exact(Exact),
    /// Any of the terms.
    Terms(Vec<Term>),
    /// First day not after the second, last day not before the first.
    Days(Option<i32>, Option<i32>),
    /// A sum in any of the ranges of [`crate::analysis::sums`], both ends inside.
    Sums(Vec<(i64, i64)>),
    Near(Arc<Near>),
    Any(Vec<Condition>),
    All(Vec<Condition>),
    Not(Box<Condition>),
}

impl Plan {
    /// Whether there is anything to rank by.
    pub(crate) fn ranks(&self) -> bool {
        !self.scored.is_empty() || !self.alone.is_empty()
    }

    /// Whether dates are all that is ranked by, which stand in this field.
    pub(crate) fn has_dates_alone(&self, dates: Field) -> bool {
        !self.scored.is_empty() && self.scored.iter().all(|scored| scored.term.field() == dates)
    }

    /// Whether it is plain before anything is looked for that nothing matches.
    pub(crate) fn finds_nothing(&self) -> bool {
        self.wants_text
            && self.quoted.is_empty()
            && self.also.is_empty()
            && self.sums.is_empty()
            && self.alone.is_empty()
            && !self.scored.iter().any(|scored| scored.matches)
    }

    /// A sum that the query asks for, as of [`crate::analysis::sums`]; 0 US dollars when it asks for none.
    pub(crate) fn asked_sum(&self) -> i64 {
        let condition = self.filters.iter().find_map(|condition| match condition {
            Condition::Sums(ranges) => ranges.first().map(|(low, _)| *low),
            _ => None,
        });
        let word = || {
            self.atoms.iter().find_map(|atom| match atom.find {
                Find::Sums(ref ranges) => ranges.first().map(|(low, _)| *low),
                _ => None,
            })
        };
        condition.or_else(word).unwrap_or_else(sums::of_dollars)
    }
}

/// Two things of which each must be near the other.
#[derive(Debug)]
pub(crate) struct Near {
    /// The forms of the one as atoms, then those of the other.
    pub(crate) plan: Plan,
    /// How many of the atoms are of the one.
    pub(crate) ones: usize,
    /// At most so many units may lie between.
    pub(crate) within: usize,
    /// What every document has that has the one; the same of the other.
    pub(crate) sides: [Condition; 2],
}

impl Near {
    /// What every document must meet, each side by itself.
    pub(crate) fn sides(&self) -> [&Condition; 2] {
        let [one, other] = &self.sides;
        [one, other]
    }
}
