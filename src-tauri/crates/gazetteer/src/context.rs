//! A text while names are looked for in it: its units, its sentences, and how they are written.

use crate::written::Written;
use std::ops::Range;
use zhimai_text::segment::{Gap, Unit, UnitKind};

/// A sentence is not looked through further than so many units to each side.
const SENTENCE: usize = 200;

/// A text while names are looked for in it.
pub(crate) struct Context<'a> {
    pub(crate) chars: &'a [char],
    pub(crate) units: &'a [Unit],
    pub(crate) written: &'a Written<'a>,
}

impl Context<'_> {
    /// The units of the sentence that a unit is in.
    pub(crate) fn sentence(&self, at: usize) -> Range<usize> {
        let mut from = at;
        while from > 0 && at - from < SENTENCE && !self.ends_before(from) {
            from -= 1;
        }
        let mut to = at + 1;
        while to < self.units.len() && to - at < SENTENCE && !self.ends_before(to) {
            to += 1;
        }
        from..to
    }

    /// Whether a sentence ends before this unit.
    fn ends_before(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return true };
        let sign = match self.char(before) {
            Some('。' | '!' | '?' | ';') => true,
            // Not that of an initial or of a title.
            Some('.') => {
                let length = |at: usize| self.units.get(at).map_or(0, |unit| unit.end - unit.start);
                self.gap(at) != Gap::None && before.checked_sub(1).is_some_and(|word| length(word) > 2)
            }
            _ => false,
        };
        sign || self.gap(at) != Gap::None && self.written.parts(self.end(before), self.start(at))
    }

    pub(crate) fn is_ideograph(&self, at: usize) -> bool {
        self.units.get(at).is_some_and(|unit| unit.kind == UnitKind::Ideograph)
    }

    /// Whether a unit begins with a capital.
    pub(crate) fn is_capital(&self, at: usize) -> bool {
        self.units.get(at).is_some_and(|unit| self.written.is_capital(unit.start))
    }

    pub(crate) fn text(&self, at: usize) -> &[char] {
        self.units.get(at).and_then(|unit| self.chars.get(unit.start..unit.end)).unwrap_or_default()
    }

    pub(crate) fn char(&self, at: usize) -> Option<char> {
        self.units.get(at).and_then(|unit| self.chars.get(unit.start)).copied()
    }

    pub(crate) fn gap(&self, at: usize) -> Gap {
        self.units.get(at).map_or(Gap::Start, |unit| unit.gap)
    }

    pub(crate) fn start(&self, at: usize) -> usize {
        self.units.get(at).map_or(self.chars.len(), |unit| unit.start)
    }

    /// The last folded character of a unit.
    pub(crate) fn end(&self, at: usize) -> usize {
        self.units.get(at).map_or(0, |unit| unit.end.saturating_sub(1))
    }
}
