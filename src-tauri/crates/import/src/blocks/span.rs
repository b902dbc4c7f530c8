//! Spans while their text is put together, and the pictures among them that stand by themselves.

use std::ops::Range;
use zhimai_model::InlineKind;

/// A span of a text, in bytes.
pub(super) struct Span {
    pub(super) range: Range<usize>,
    pub(super) what: What,
}

/// What it is.
#[derive(Clone, PartialEq)]
pub(super) enum What {
    /// As a block has it.
    Inline(InlineKind),
    /// A picture, by its address.
    Image(String),
}

/// The parts of a text that are blocks by themselves: pictures that have a line for themselves, with the number of their span,
/// and what stands between them. `lines` is where lines begin.
pub(super) fn pieces(text: &str, lines: &[usize], spans: &[Span]) -> Vec<(Range<usize>, Option<usize>)> {
    let mut images: Vec<(Range<usize>, usize)> = spans
        .iter()
        .enumerate()
        .filter(|(_, span)| matches!(span.what, What::Image(_)))
        .map(|(at, span)| (span.range.clone(), at))
        .collect();
    if images.is_empty() {
        return vec![(0..text.len(), None)];
    }
    images.sort_by_key(|(range, _)| range.start);
    let mut all = Vec::new();
    let mut words = 0..0;
    let starts = std::iter::once(0).chain(lines.iter().copied());
    let ends = lines.iter().copied().chain([text.len()]);
    for (n, line) in starts.zip(ends).map(|(start, end)| start..end).enumerate() {
        let is_last = n == lines.len();
        let here: Vec<_> = images
            .iter()
            .filter(|(range, _)| {
                line.start <= range.start && (range.start < line.end || is_last) && range.end <= line.end
            })
            .collect();
        let mut at = line.start;
        let mut is_alone = !here.is_empty();
        for (range, _) in &here {
            is_alone &= text.get(at..range.start).is_some_and(|gap| gap.trim().is_empty());
            at = range.end;
        }
        is_alone &= text.get(at..line.end).is_some_and(|gap| gap.trim().is_empty());
        if is_alone {
            if words.start < words.end {
                all.push((words.clone(), None));
            }
            all.extend(here.into_iter().map(|(range, at)| (range.clone(), Some(*at))));
            words = line.end..line.end;
        } else {
            words.end = line.end;
        }
    }
    if words.start < words.end {
        all.push((words, None));
    }
    all
}
