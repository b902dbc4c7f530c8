//! Where an anchor stands in a text that may have changed since the anchor was made.
//!
//! A note on the wrong sentence misleads, so that an anchor is found only where it is certain; elsewhere its note is detached:
//! it is listed with its quote, and nothing is marked.
//!
//! It is certain where the quote stands between all of its context, at its place or at one single other one.
//! Where the context has changed too, three things must hold: the clause that the quote stands in is the same up to its
//! borders; no other place fits nearly as well; and, seen from that place, no other place of the text as it was does, which
//! tells `乙隊減少12%` whose line was removed from `甲隊減少12%` whose line is left.
//! For the last one the text as it was is asked for. Where nobody has it, the quote must stand exactly once, amid nearly all of
//! its context.
//!
//! Positions are worked out when a text is read, and nothing is written: what was detached is back when its words are.

use std::ops::Range;
use zhimai_model::Anchor;
use zhimai_text::offset::{self, CharOffset};
use zhimai_text::segment::{self, Unit};

/// How many code points of context an anchor keeps on each side.
pub const CONTEXT: usize = 32;

/// So much of the old context must stand around a place, in code points of words: half, where it is known what the text was.
const KNOWN: (usize, usize) = (1, 2);
/// The same where that is not known: four fifths.
const UNKNOWN: (usize, usize) = (4, 5);
/// A line with so many more code points than the quote tells by itself what it speaks of.
const LONG: usize = 12;
/// More places than this of one quote are not told apart.
const MOST_PLACES: usize = 256;

/// An anchor for the code points `start..end` of a text.
pub fn make(translation: bool, text: &str, start: CharOffset, end: CharOffset) -> Anchor {
    let part = |from: usize, to: usize| offset::slice(text, CharOffset(from), CharOffset(to)).to_owned();
    Anchor {
        translation,
        start: number(start.0),
        end: number(end.0),
        quote: part(start.0, end.0),
        prefix: part(start.0.saturating_sub(CONTEXT), start.0),
        suffix: part(end.0, end.0.saturating_add(CONTEXT)),
    }
}

/// Where an anchor stands in a text, as code points; nothing where that is not certain.
/// `earlier` gives what the text was before, the newest first. It is asked only where the context has changed.
pub fn find<'a>(
    anchor: &Anchor,
    text: &str,
    earlier: impl FnOnce() -> &'a [String],
) -> Option<(CharOffset, CharOffset)> {
    if anchor.quote.trim().is_empty() {
        return None;
    }
    if stands_where_it_stood(anchor, text) {
        return Some((CharOffset(anchor.start as usize), CharOffset(anchor.end as usize)));
    }
    let (sought, text) = (Sought::of(anchor), Even::of(text));
    let places = sought.places(&text)?;
    let place = match sought.whole(&text, &places)[..] {
        [one] => Some(one),
        // All of it stands there more than once, and at none of the places for certain.
        [_, _, ..] => None,
        [] => {
            let earlier = earlier();
            match earlier.iter().find(|earlier| stands_where_it_stood(anchor, earlier)) {
                Some(earlier) => sought.by_what_it_was(&text, &places, anchor, &Even::of(earlier)),
                None => sought.by_context_alone(&text, &places),
            }
        }
    }?;
    text.range(place, place + sought.quote().len())
}

/// Whether the quote and all of its context are at their place, and the clause goes no further than it did.
fn stands_where_it_stood(anchor: &Anchor, text: &str) -> bool {
    let (start, end) = (anchor.start as usize, anchor.end as usize);
    let (before, after) = (anchor.prefix.chars().count(), anchor.suffix.chars().count());
    let Some(from) = start.checked_sub(before) else { return false };
    let here = offset::slice(text, CharOffset(from), CharOffset(end.saturating_add(CONTEXT + 1)));
    let same = [&anchor.prefix, &anchor.quote, &anchor.suffix]
        .into_iter()
        .try_fold(here, |rest, part| rest.strip_prefix(part.as_str()));
    let Some(rest) = same else { return false };
    if before < CONTEXT && from > 0 {
        return false;
    }
    if after == CONTEXT || rest.is_empty() {
        return true;
    }
    // The text ended with the context then, and goes on now.
    let sought = Sought::of(anchor);
    let here = Even { begins: from == 0, ends: rest.chars().count() <= CONTEXT - after, ..Even::of(here) };
    sought.fits_clause(&here, sought.start)
}

/// A text with white space evened out: a line feed where there was one, a space elsewhere.
struct Even {
    chars: Vec<char>,
    /// Where each character stands in the text, in code points.
    at: Vec<usize>,
    /// False where a longer text was cut off before it, and after it.
    begins: bool,
    ends: bool,
}

impl Even {
    fn of(text: &str) -> Self {
        let (mut chars, mut at): (Vec<char>, Vec<usize>) = (Vec::new(), Vec::new());
        for (place, c) in text.chars().enumerate() {
            if !c.is_whitespace() {
                chars.push(c);
                at.push(place);
                continue;
            }
            let c = if matches!(c, '\n' | '\r') { '\n' } else { ' ' };
            match chars.last_mut() {
                Some(last) if last.is_whitespace() => {
                    if c == '\n' {
                        *last = c;
                    }
                }
                _ => {
                    chars.push(c);
                    at.push(place);
                }
            }
        }
        Self { chars, at, begins: true, ends: true }
    }

    /// The code points of the text that these characters stand for.
    fn range(&self, start: usize, end: usize) -> Option<(CharOffset, CharOffset)> {
        let last = self.at.get(end.checked_sub(1)?)?;
        Some((CharOffset(*self.at.get(start)?), CharOffset(last + 1)))
    }

    fn part(&self, from: usize, to: usize) -> &[char] {
        self.chars.get(from..to.min(self.chars.len())).unwrap_or_default()
    }

    /// The line that a part of it is on.
    fn line(&self, from: usize, to: usize) -> Range<usize> {
        let ends = |c: &char| *c == '\n';
        let start = self.part(0, from).iter().rposition(ends).map_or(0, |at| at + 1);
        let rest = self.part(to, self.chars.len()).iter().position(ends);
        start..rest.map_or(self.chars.len(), |at| to + at)
    }

    /// The context before a place.
    fn before(&self, place: usize) -> &[char] {
        self.part(place.saturating_sub(CONTEXT), place)
    }

    /// The context from a place on.
    fn after(&self, place: usize) -> &[char] {
        self.part(place, place.saturating_add(CONTEXT))
    }

    /// What stands of the clause before a place, and whether the context shows all of it.
    fn clause_before(&self, place: usize) -> (&[char], bool) {
        let from = place.saturating_sub(CONTEXT);
        let border = (from..place).rev().find(|&at| self.is_border(at));
        let first = border.map_or(from, |border| border + 1);
        let first = if self.is_space(first) { first + 1 } else { first };
        (self.part(first.min(place), place), border.is_some() || from == 0 && self.begins)
    }

    /// What stands of the clause from a place on, and whether the context shows all of it.
    fn clause_after(&self, place: usize) -> (&[char], bool) {
        let to = place.saturating_add(CONTEXT).min(self.chars.len());
        let border = (place..to).find(|&at| self.is_border(at));
        let last = border.unwrap_or(to);
        let last = if last > place && self.is_space(last - 1) { last - 1 } else { last };
        (self.part(place, last), border.is_some() || to == self.chars.len() && self.ends)
    }

    fn is_space(&self, at: usize) -> bool {
        self.chars.get(at).is_some_and(|c| c.is_whitespace())
    }

    /// Whether a clause ends with this character.
    fn is_border(&self, at: usize) -> bool {
        match self.chars.get(at) {
            Some('\n' | '。' | '！' | '？' | '；' | '，' | '、' | '：' | '…') => true,
            // Within a number or an address they end nothing.
            Some('.' | ',' | ';' | ':' | '!' | '?') => match self.chars.get(at + 1) {
                Some(next) => next.is_whitespace() || segment::is_ideograph(*next),
                None => self.ends,
            },
            _ => false,
        }
    }
}

/// What is looked for: the context with the quote in it, evened out.
struct Sought {
    text: Even,
    /// Where the quote begins and ends in it.
    start: usize,
    end: usize,
}

impl Sought {
    fn of(anchor: &Anchor) -> Self {
        let (before, after) = (anchor.prefix.chars().count(), anchor.suffix.chars().count());
        let text = Even::of(&format!("{}{}{}", anchor.prefix, anchor.quote, anchor.suffix));
        // A context that is shorter than it could be ends where the text did.
        let text = Even { begins: before < CONTEXT, ends: after < CONTEXT, ..text };
        let place = |code_point: usize| text.at.partition_point(|&at| at < code_point);
        let (mut start, mut end) = (place(before), place(before + anchor.quote.chars().count()));
        // Spaces at the ends of what was selected belong to the context.
        while start < end && text.is_space(start) {
            start += 1;
        }
        while end > start && text.is_space(end - 1) {
            end -= 1;
        }
        Self { text, start, end }
    }

    fn quote(&self) -> &[char] {
        self.text.part(self.start, self.end)
    }

    /// Where the quote stands in a text; nothing when that is too often.
    fn places(&self, text: &Even) -> Option<Vec<usize>> {
        let quote = self.quote();
        let first = *quote.first()?;
        let mut places = Vec::new();
        for (place, c) in text.chars.iter().enumerate() {
            if *c == first && text.part(place, place + quote.len()) == quote {
                places.push(place);
            }
            if places.len() > MOST_PLACES {
                return None;
            }
        }
        Some(places)
    }

    /// Those of the places where all of the context stands, too.
    fn whole(&self, text: &Even, places: &[usize]) -> Vec<usize> {
        // White space that was cut in two looks like less than it is.
        let cut = |at: usize| usize::from(self.text.is_space(at));
        let length = self.text.chars.len();
        let before = self.text.part(cut(0).min(self.start), self.start);
        let after = self.text.part(self.end, (length - cut(length.saturating_sub(1))).max(self.end));
        let stands = |place: usize| {
            let end = place + self.quote().len();
            let from = place.checked_sub(before.len());
            from.is_some_and(|from| text.part(from, place) == before)
                && text.part(end, end + after.len()) == after
                && self.fits_clause(text, place)
        };
        places.iter().copied().filter(|&place| stands(place)).collect()
    }

    /// Whether the clause around a place is that around the quote.
    fn fits_clause(&self, text: &Even, place: usize) -> bool {
        // Where the context was cut off in the middle of the clause, so much of it must be there.
        let (own, is_whole) = self.text.clause_before(self.start);
        let (other, other_is_whole) = text.clause_before(place);
        let is_there = || place.checked_sub(own.len()).is_some_and(|from| text.part(from, place) == own);
        let before = if is_whole { other_is_whole && own == other } else { is_there() };
        if self.end > 0 && self.text.is_border(self.end - 1) {
            return before;
        }
        let (own, is_whole) = self.text.clause_after(self.end);
        let end = place + self.quote().len();
        let (other, other_is_whole) = text.clause_after(end);
        let is_there = || text.part(end, end + own.len()) == own;
        before && if is_whole { other_is_whole && own == other } else { is_there() }
    }

    /// The place that fits, where it is known what the text was when the anchor was made.
    fn by_what_it_was(
        &self,
        text: &Even,
        places: &[usize],
        anchor: &Anchor,
        earlier: &Even,
    ) -> Option<usize> {
        let length = self.quote().len();
        let start = anchor.start as usize;
        let own = earlier.at.partition_point(|&at| at < start);
        let was = self.places(earlier)?;
        // White space at the ends of the selection was left out.
        let own = *was.iter().find(|&&place| place >= own)?;
        let own_words = Words::around(earlier, own, length);
        let here = places.iter().copied().filter(|&place| self.fits_clause(text, place));
        let (place, words) = best(&own_words, text, here, length)?;
        let there = was.iter().copied().filter(|&place| self.fits_clause(earlier, place));
        let (back, _) = best(&words, earlier, there, length)?;
        let common = own_words.common(&words);
        // All that stands around it now stood around it before: the rest was removed. Or its whole line was moved.
        let is_enough = reaches(common, own_words.weight(), KNOWN)
            || common == words.weight()
            || self.is_on_the_same_line(earlier, own, text, place);
        (back == own && is_enough).then_some(place)
    }

    /// Whether two places are in the same words on lines that are alike, and like no other line of their texts. Short lines
    /// tell too little: under another heading they speak of something else.
    fn is_on_the_same_line(&self, earlier: &Even, own: usize, text: &Even, place: usize) -> bool {
        let length = self.quote().len();
        let (was, is) = (earlier.line(own, own + length), text.line(place, place + length));
        let alike =
            |text: &Even, line: &[char]| text.chars.split(|c| *c == '\n').filter(|own| *own == line).count();
        let (before, after) = (own - was.start, place - is.start);
        let (was, is) = (earlier.part(was.start, was.end), text.part(is.start, is.end));
        let is_long = was.len() >= length + LONG;
        is_long && was == is && before == after && alike(earlier, was) == 1 && alike(text, is) == 1
    }

    /// The place that fits, where nothing else is known than the anchor.
    fn by_context_alone(&self, text: &Even, places: &[usize]) -> Option<usize> {
        let &[place] = places else { return None };
        let length = self.quote().len();
        let own = Words::around(&self.text, self.start, length);
        let common = own.common(&Words::around(text, place, length));
        (self.fits_clause(text, place) && reaches(common, own.weight(), UNKNOWN)).then_some(place)
    }
}

fn reaches(part: usize, whole: usize, (over, under): (usize, usize)) -> bool {
    part * under >= whole * over
}

/// The place around which most of these words stand, if they are clearly fewer around every other one, and their unbroken run
/// beside it is the longest.
fn best<'a>(
    own: &Words<'_>,
    text: &'a Even,
    places: impl Iterator<Item = usize>,
    length: usize,
) -> Option<(usize, Words<'a>)> {
    let mut scored: Vec<_> = places
        .map(|place| {
            let words = Words::around(text, place, length);
            (own.common(&words), own.run(&words), place, words)
        })
        .collect();
    scored.sort_by_key(|(common, ..)| std::cmp::Reverse(*common));
    let mut scored = scored.into_iter();
    let (common, run, place, words) = scored.next()?;
    // Three quarters of the way are near.
    let is_clear = scored.all(|(other, other_run, ..)| other * 4 < common * 3 && other_run < run);
    is_clear.then_some((place, words))
}

/// The words of the context on both sides of a place: single characters of Chinese, words of letters, numbers, signs.
struct Words<'a> {
    before: Vec<&'a [char]>,
    after: Vec<&'a [char]>,
}

impl<'a> Words<'a> {
    fn around(text: &'a Even, place: usize, length: usize) -> Self {
        let words = |chars: &'a [char]| {
            let units = segment::units(chars);
            units.filter_map(|Unit { start, end, .. }| chars.get(start..end)).collect::<Vec<_>>()
        };
        Self { before: words(text.before(place)), after: words(text.after(place + length)) }
    }

    /// How many code points they have.
    fn weight(&self) -> usize {
        self.before.iter().chain(&self.after).map(|word| word.len()).sum()
    }

    /// How many code points of words are the same from the place outwards, until the first that is not.
    fn run(&self, other: &Words<'_>) -> usize {
        let same = |(one, other): (&&[char], &&[char])| if one == other { Some(one.len()) } else { None };
        let before = self.before.iter().rev().zip(other.before.iter().rev()).map_while(same);
        before.sum::<usize>() + self.after.iter().zip(&other.after).map_while(same).sum::<usize>()
    }

    /// How many code points of words stand around both places, in the same order.
    fn common(&self, other: &Words<'_>) -> usize {
        common(&self.before, &other.before) + common(&self.after, &other.after)
    }
}

/// The weight of the heaviest list of words that both have in the same order.
fn common(one: &[&[char]], other: &[&[char]]) -> usize {
    let mut row = vec![0; other.len() + 1];
    for word in one {
        // What stood in the row before, one place to the left.
        let mut left_above = 0;
        let mut left = 0;
        for (known, there) in row.iter_mut().skip(1).zip(other) {
            let above = *known;
            let both = if word == there { left_above + word.len() } else { 0 };
            *known = above.max(left).max(both);
            (left_above, left) = (above, *known);
        }
    }
    row.last().copied().unwrap_or_default()
}

/// A position as it is kept.
fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
