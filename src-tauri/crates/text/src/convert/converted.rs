//! A converted text, and the way between its positions and the original's.

use crate::offset::CharOffset;

/// A converted text and the way between its positions and the original's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Converted {
    /// The converted text.
    pub text: String,
    /// The stretches between which both texts run in step, where lengths differ; empty when every code point has
    /// one counterpart.
    pub(super) steps: Vec<Step>,
}

/// A stretch of the original and what it became, in code points from the beginning of either text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) original: (usize, usize),
    pub(super) converted: (usize, usize),
}

impl Converted {
    /// The position in the original that a position in the converted text stands for.
    ///
    /// Inside a stretch whose length changed, the start of the stretch in the original.
    pub fn to_original(&self, at: CharOffset) -> CharOffset {
        CharOffset(follow(at.0, self.steps.iter().map(|s| (s.converted, s.original))))
    }

    /// The position in the converted text that a position in the original went to.
    ///
    /// Inside a stretch whose length changed, the start of what the stretch became.
    pub fn to_converted(&self, at: CharOffset) -> CharOffset {
        CharOffset(follow(at.0, self.steps.iter().map(|s| (s.original, s.converted))))
    }

    /// A range of the original in the converted text: never empty unless the original range is, and covering all
    /// of a stretch whose length changed.
    pub fn range_to_converted(&self, start: CharOffset, end: CharOffset) -> (CharOffset, CharOffset) {
        let range = cover(start.0, end.0, self.steps.iter().map(|s| (s.original, s.converted)));
        (CharOffset(range.0), CharOffset(range.1))
    }

    /// A range of the converted text in the original, covering all of a stretch whose length changed.
    pub fn range_to_original(&self, start: CharOffset, end: CharOffset) -> (CharOffset, CharOffset) {
        let range = cover(start.0, end.0, self.steps.iter().map(|s| (s.converted, s.original)));
        (CharOffset(range.0), CharOffset(range.1))
    }
}

type Range = (usize, usize);

fn follow(at: usize, steps: impl Iterator<Item = (Range, Range)>) -> usize {
    // Up to the first stretch both texts run in step from zero, then from the end of the last stretch passed.
    let mut origin: Range = (0, 0);
    for (from, to) in steps {
        if at < from.0 {
            break;
        }
        if at < from.1 {
            return to.0;
        }
        origin = (from.1, to.1);
    }
    at.saturating_sub(origin.0).saturating_add(origin.1)
}

fn cover(start: usize, end: usize, steps: impl Iterator<Item = (Range, Range)> + Clone) -> Range {
    let from = follow(start, steps.clone());
    if end <= start {
        return (from, from);
    }
    let inside = steps.clone().find(|(own, _)| own.0 < end && end < own.1);
    let to = inside.map_or_else(|| follow(end, steps), |(_, other)| other.1);
    (from, to.max(from))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_over_a_changed_length() {
        let map = Converted {
            text: String::new(),
            steps: vec![
                Step { original: (2, 4), converted: (2, 5) },
                Step { original: (6, 8), converted: (7, 8) },
            ],
        };
        let at: Vec<usize> = (0..10).map(|i| map.to_converted(CharOffset(i)).0).collect();
        assert_eq!(at, [0, 1, 2, 2, 5, 6, 7, 7, 8, 9]);
        let back: Vec<usize> = (0..10).map(|i| map.to_original(CharOffset(i)).0).collect();
        assert_eq!(back, [0, 1, 2, 2, 2, 4, 5, 6, 8, 9]);
        assert_eq!(map.range_to_converted(CharOffset(3), CharOffset(4)), (CharOffset(2), CharOffset(5)));
        assert_eq!(map.range_to_converted(CharOffset(2), CharOffset(3)), (CharOffset(2), CharOffset(5)));
        assert_eq!(map.range_to_original(CharOffset(7), CharOffset(8)), (CharOffset(6), CharOffset(8)));
    }
}
