//! A text without some of its parts, and where its places are then.

use std::ops::Range;
use zhimai_model::{Inline, InlineKind};

/// A part of a text with some ranges left out.
pub(super) struct Cut<'a> {
    source: &'a str,
    /// What stays, in bytes of the source, in order.
    kept: Vec<Range<usize>>,
    /// What is left of the text.
    pub(super) text: String,
}

impl<'a> Cut<'a> {
    /// The part of `source` in `range` without what is `out`, in bytes, in any order.
    pub(super) fn of(source: &'a str, range: Range<usize>, out: impl Iterator<Item = Range<usize>>) -> Self {
        let mut out: Vec<Range<usize>> = out.collect();
        out.sort_by_key(|range| range.start);
        let mut kept = Vec::new();
        let mut from = range.start;
        for out in out.into_iter().filter(|out| out.end > range.start && out.start < range.end) {
            if from < out.start {
                kept.push(from..out.start);
            }
            from = from.max(out.end);
        }
        if from < range.end {
            kept.push(from..range.end);
        }
        let text = kept.iter().filter_map(|range| source.get(range.clone())).collect();
        Self { source, kept, text }
    }

    /// Whether nothing but white space is left of a range of the source.
    pub(super) fn is_blank(&self, range: &Range<usize>) -> bool {
        self.kept.iter().all(|kept| {
            let (start, end) = (kept.start.max(range.start), kept.end.min(range.end));
            start >= end || self.source.get(start..end).is_none_or(|text| text.trim().is_empty())
        })
    }

    /// Ranges of the source as spans of what is left; those of which nothing is left are dropped.
    pub(super) fn inlines(&self, ranges: Vec<(Range<usize>, InlineKind)>) -> Vec<Inline> {
        if ranges.is_empty() {
            return Vec::new();
        }
        let mut places: Vec<usize> = ranges.iter().flat_map(|(range, _)| [range.start, range.end]).collect();
        places.sort_unstable();
        places.dedup();
        let counted = self.counted(&places);
        let at = |place: usize| {
            let found = places.binary_search(&place).ok().and_then(|at| counted.get(at));
            found.copied().unwrap_or_default()
        };
        let inline = |(range, kind): (Range<usize>, InlineKind)| Inline {
            start: at(range.start),
            end: at(range.end),
            kind,
        };
        ranges.into_iter().map(inline).filter(|span| span.start < span.end).collect()
    }

    /// How many code points are left before each place, of places in order.
    fn counted(&self, places: &[usize]) -> Vec<u32> {
        let mut counted = Vec::with_capacity(places.len());
        let mut kept = self.kept.iter();
        let (mut here, mut before, mut at) = (kept.next(), 0_u32, None);
        for place in places {
            while let Some(range) = here {
                let from = at.unwrap_or(range.start);
                let to = range.end.min((*place).max(from));
                let more = self.source.get(from..to).map_or(0, |text| text.chars().count());
                before = before.saturating_add(u32::try_from(more).unwrap_or(u32::MAX));
                if *place < range.end {
                    at = Some(to);
                    break;
                }
                (here, at) = (kept.next(), None);
            }
            counted.push(before);
        }
        counted
    }
}

/// What of a part of a text is no more than the look of its source: white space around lines, and blank lines.
pub(super) fn blank(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut from = range.start;
    // Where the words so far end.
    let mut end = None;
    for line in text.get(range.clone()).unwrap_or_default().split_inclusive('\n') {
        let words = line.trim();
        let start = from.saturating_add(line.len().saturating_sub(line.trim_start().len()));
        if !words.is_empty() {
            match end {
                None => out.push(range.start..start),
                // One line end stays.
                Some(end) => {
                    let gap = text.get(end..start).unwrap_or_default();
                    let line_end = gap.find('\n').map_or(end, |at| end.saturating_add(at));
                    out.extend([end..line_end, line_end.saturating_add(1)..start]);
                }
            }
            end = Some(start.saturating_add(words.len()));
        }
        from = from.saturating_add(line.len());
    }
    out.push(end.unwrap_or(range.start)..range.end);
    out.retain(|range| range.start < range.end);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        let cut = Cut::of(text, 0..text.len(), blank(text, 0..text.len()).into_iter());
        assert_eq!(cut.text, expect, "{text:?}");
    }

    #[test]
    fn white_space_around_lines_goes() {
        check("  一 \n\n \t二\u{3000}\n", "一\n二");
        check("a\r\nb", "a\nb");
        check(" \n\n ", "");
        check("", "");
        check("一", "一");
    }

    #[test]
    fn places_are_counted_in_what_is_left() {
        let text = "一**「二」**三";
        let signs = [3..5, 14..16];
        let cut = Cut::of(text, 0..text.len(), signs.into_iter());
        assert_eq!(cut.text, "一「二」三");
        let strong = |range: Range<usize>| {
            let spans = cut.inlines(vec![(range, InlineKind::Strong)]);
            spans.first().map(|span| (span.start, span.end))
        };
        assert_eq!(strong(3..16), Some((1, 4)));
        assert_eq!(strong(5..14), Some((1, 4)));
        assert_eq!(strong(0..text.len()), Some((0, 5)));
        assert_eq!(strong(3..5), None);
        let two = cut.inlines(vec![
            (0..3, InlineKind::Strong),
            (16..19, InlineKind::Code),
            (8..11, InlineKind::Strike),
        ]);
        assert_eq!(
            two.iter().map(|span| (span.start, span.end)).collect::<Vec<_>>(),
            [(0, 1), (4, 5), (2, 3)]
        );
    }
}
