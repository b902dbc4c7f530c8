//! A sentence with who and which sums stand in it.

use super::slots::{Slot, slots};
use super::sums;
use super::tokens::{Sort, Text, Token, Tokens};
use super::verbs::{Form, Verb};
use super::words::Word;
use std::ops::Range;

/// A sentence that is read.
pub(super) struct Sentence<'a> {
    pub(super) text: &'a Text,
    pub(super) tokens: &'a Tokens,
    pub(super) slots: Vec<Slot>,
    /// The tokens of the sums that may move.
    pub(super) sums: Vec<usize>,
    /// Chinese puts whom it is for before the verb.
    pub(super) is_chinese: bool,
}

impl<'a> Sentence<'a> {
    pub(super) fn new(text: &'a Text, tokens: &'a Tokens) -> Self {
        let chars = |token: &Token| text.folded.chars.get(token.range.clone()).unwrap_or_default();
        let chinese = tokens.all.iter().flat_map(chars).filter(|c| !c.is_ascii()).count();
        let latin = tokens.all.iter().filter(|token| !matches!(token.sort, Sort::Name(_))).flat_map(chars);
        let is_chinese = chinese * 2 >= latin.filter(|c| c.is_ascii_alphabetic()).count().max(1);
        let slots = slots(tokens, &text.folded.chars);
        Self { text, tokens, slots, sums: sums::moving(&tokens.all), is_chinese }
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.all.len()
    }

    pub(super) fn sort(&self, at: usize) -> Option<Sort> {
        self.tokens.all.get(at).map(|token| token.sort)
    }

    pub(super) fn word(&self, at: usize) -> Option<Word> {
        match self.sort(at)? {
            Sort::Word(word) => Some(word),
            _ => None,
        }
    }

    /// The verb that a token is, and whether it tells what has been.
    pub(super) fn verb(&self, at: usize) -> Option<(&'static Verb, bool)> {
        match self.word(at)? {
            Word::Verb { verb, is_past } => Some((verb, is_past)),
            _ => None,
        }
    }

    /// Whether a token is a verb that is no noun.
    pub(super) fn is_verb(&self, at: usize) -> bool {
        self.verb(at).is_some_and(|(verb, _)| !verb.is_noun)
    }

    /// The first verb of a form among tokens.
    pub(super) fn verb_of(&self, mut among: Range<usize>, form: Form) -> Option<usize> {
        among.find(|i| self.verb(*i).is_some_and(|(verb, _)| verb.form == form))
    }

    pub(super) fn has(&self, mut among: Range<usize>, is: impl Fn(Word) -> bool) -> bool {
        among.any(|i| self.word(i).is_some_and(&is))
    }

    /// Where a token begins, in folded characters; past the last, where the sentence ends.
    pub(super) fn start(&self, token: usize) -> usize {
        let last = || self.tokens.all.last().map_or(0, |token| token.range.end);
        self.tokens.all.get(token).map_or_else(last, |token| token.range.start)
    }

    /// The clause around a token: up to the signs that end it.
    pub(super) fn clause(&self, at: usize) -> Range<usize> {
        let ends = |i: &usize| self.ends_clause(*i);
        let start = (0..at).rev().find(ends).map_or(0, |end| end + 1);
        start..(at..self.len()).find(ends).unwrap_or(self.len())
    }

    fn ends_clause(&self, at: usize) -> bool {
        match self.word(at) {
            Some(Word::Pause | Word::Stop) => true,
            // 騰訊出資 100 億元、梁文鋒出資 200 億元.
            Some(Word::And) => {
                let before = at.checked_sub(1).and_then(|i| self.sort(i));
                let is_after_sum = matches!(before, Some(Sort::Sum(_) | Sort::Other));
                let slot = self.slots.iter().find(|slot| slot.first == at + 1);
                is_after_sum
                    && slot.is_some_and(|slot| (slot.last + 1..slot.last + 6).any(|i| self.is_verb(i)))
            }
            _ => false,
        }
    }
}

/// The last of what fits.
pub(super) trait FindLast: DoubleEndedIterator + Sized {
    fn find_last(self, mut fits: impl FnMut(&Self::Item) -> bool) -> Option<Self::Item> {
        self.rev().find(|item| fits(item))
    }
}

impl<I: DoubleEndedIterator> FindLast for I {}
