//! What changed from one version of a text to another: block by block, and word by word where a block changed.
//!
//! Words are those of the dictionary for Chinese, and runs of letters and numbers elsewhere.
//! The time that it takes is bounded: where very much changed, whole blocks are told to have changed.

use imara_diff::{Algorithm, Diff, InternedInput};
use std::collections::HashMap;
use zhimai_text::fold;
use zhimai_text::segment::{self, DICTIONARY, UnitKind};

/// What became of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum RowKind {
    Same,
    Changed,
    Added,
    Removed,
}

/// A piece of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its text.
    pub text: String,
    /// True when the other version does not have it.
    pub changed: bool,
}

/// A block of one version beside what it is in the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What became of it.
    pub kind: RowKind,
    /// The older text; empty where it was added.
    pub older: Vec<Piece>,
    /// The newer text; empty where it was removed.
    pub newer: Vec<Piece>,
}

/// Two versions side by side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// The blocks of both, in order.
    pub rows: Vec<Row>,
    /// True when so much changed that some blocks were not compared word by word.
    pub is_coarse: bool,
}

/// So many code points of changed blocks are compared word by word, of both versions together.
const MOST_WORDS: usize = 400_000;
/// So many pairs of blocks are tried for which became which, where several in a row changed.
const MOST_PAIRS: usize = 2_500;
/// Of two blocks that are versions of one, at least so much is the same, in per cent.
const ALIKE: usize = 40;

/// Compares texts that are lists of blocks.
pub fn compare(older: &[&str], newer: &[&str]) -> Compared {
    let mut comparing = Comparing { left: MOST_WORDS, ..Comparing::default() };
    let input = interned(older, newer);
    let diff = Diff::compute(Algorithm::Histogram, &input);
    let (mut before, mut after) = (older.iter(), newer.iter());
    let mut at = 0;
    for hunk in diff.hunks() {
        let same = (hunk.before.start - at) as usize;
        comparing.same(before.by_ref().zip(after.by_ref()).take(same).map(|(text, _)| *text));
        let old: Vec<&str> = before.by_ref().take(hunk.before.len()).copied().collect();
        let new: Vec<&str> = after.by_ref().take(hunk.after.len()).copied().collect();
        comparing.hunk(&old, &new);
        at = hunk.before.end;
    }
    comparing.same(before.copied());
    Compared { rows: comparing.rows, is_coarse: comparing.is_coarse }
}

/// Compares two texts that are known to be versions of one, such as titles.
pub fn compare_one(older: &str, newer: &str) -> Row {
    if older == newer {
        let same = vec![Piece { text: older.to_owned(), changed: false }];
        return Row { kind: RowKind::Same, older: same.clone(), newer: same };
    }
    let (old, new) = (words(older), words(newer));
    let (older, newer) = pieces(&old, &new);
    Row { kind: RowKind::Changed, older, newer }
}

/// Both lists with a number for each text.
fn interned<'a>(older: &[&'a str], newer: &[&'a str]) -> InternedInput<&'a str> {
    let mut input = InternedInput::default();
    input.update_before(older.iter().copied());
    input.update_after(newer.iter().copied());
    input
}

#[derive(Default)]
struct Comparing {
    rows: Vec<Row>,
    is_coarse: bool,
    /// How many code points may still be compared word by word.
    left: usize,
}

impl Comparing {
    fn same<'a>(&mut self, texts: impl Iterator<Item = &'a str>) {
        self.rows.extend(texts.map(|text| compare_one(text, text)));
    }

    fn whole(&mut self, kind: RowKind, text: &str) {
        let piece = vec![Piece { text: text.to_owned(), changed: true }];
        self.rows.push(match kind {
            RowKind::Removed => Row { kind, older: piece, newer: Vec::new() },
            _ => Row { kind, older: Vec::new(), newer: piece },
        });
    }

    /// Paragraphs that came in the place of others, some of them as versions of those.
    fn hunk(&mut self, older: &[&str], newer: &[&str]) {
        let size: usize = older.iter().chain(newer).map(|text| text.chars().count()).sum();
        let is_affordable = size <= self.left && older.len() * newer.len() <= MOST_PAIRS;
        if !is_affordable && !older.is_empty() && !newer.is_empty() {
            self.is_coarse = true;
        }
        if !is_affordable || older.is_empty() || newer.is_empty() {
            older.iter().for_each(|text| self.whole(RowKind::Removed, text));
            newer.iter().for_each(|text| self.whole(RowKind::Added, text));
            return;
        }
        self.left -= size;
        let (old, new): (Vec<_>, Vec<_>) =
            (older.iter().map(|text| words(text)).collect(), newer.iter().map(|text| words(text)).collect());
        let (mut next_old, mut next_new) = (0, 0);
        for (at, there) in pairs(&old, &new).into_iter().chain([(old.len(), new.len())]) {
            older.iter().take(at).skip(next_old).for_each(|text| self.whole(RowKind::Removed, text));
            newer.iter().take(there).skip(next_new).for_each(|text| self.whole(RowKind::Added, text));
            if let (Some(old), Some(new)) = (old.get(at), new.get(there)) {
                let (older, newer) = pieces(old, new);
                self.rows.push(Row { kind: RowKind::Changed, older, newer });
            }
            (next_old, next_new) = (at + 1, there + 1);
        }
    }
}

/// Which of the older blocks became which of the newer, in the order of both: those lists of pairs that have most in common.
fn pairs(older: &[Vec<&str>], newer: &[Vec<&str>]) -> Vec<(usize, usize)> {
    let old: Vec<_> = older.iter().map(|words| Counted::of(words)).collect();
    let new: Vec<_> = newer.iter().map(|words| Counted::of(words)).collect();
    let width = new.len() + 1;
    // What can be had of the blocks from here on; the last row and column are none.
    let mut most = vec![0_usize; (old.len() + 1) * width];
    let mut gains = vec![0_usize; (old.len() + 1) * width];
    let value = |list: &[usize], at: usize| list.get(at).copied().unwrap_or_default();
    for (at, one) in old.iter().enumerate().rev() {
        for (there, other) in new.iter().enumerate().rev() {
            let here = at * width + there;
            let gain = one.alike(other);
            let paired = if gain > 0 { gain + value(&most, here + width + 1) } else { 0 };
            let best = paired.max(value(&most, here + width)).max(value(&most, here + 1));
            if let (Some(most), Some(gains)) = (most.get_mut(here), gains.get_mut(here)) {
                (*most, *gains) = (best, gain);
            }
        }
    }
    let (mut at, mut there, mut found) = (0, 0, Vec::new());
    while at < old.len() && there < new.len() {
        let here = at * width + there;
        let gain = value(&gains, here);
        if gain > 0 && value(&most, here) == gain + value(&most, here + width + 1) {
            found.push((at, there));
            (at, there) = (at + 1, there + 1);
        } else if value(&most, here) == value(&most, here + width) {
            at += 1;
        } else {
            there += 1;
        }
    }
    found
}

/// How often a block has each word.
struct Counted<'a> {
    words: HashMap<&'a str, usize>,
    weight: usize,
}

impl<'a> Counted<'a> {
    fn of(words: &[&'a str]) -> Self {
        let mut counted = Self { words: HashMap::new(), weight: 0 };
        for word in words.iter().filter(|word| says_something(word)) {
            let weight = word.chars().count();
            *counted.words.entry(word).or_default() += weight;
            counted.weight += weight;
        }
        counted
    }

    /// How many code points of words both have, where that makes them versions of one; otherwise none.
    fn alike(&self, other: &Counted<'_>) -> usize {
        let of =
            |(word, weight): (&&str, &usize)| other.words.get(word).map_or(0, |there| *weight.min(there));
        let common: usize = self.words.iter().map(of).sum();
        if common * 200 >= (self.weight + other.weight) * ALIKE { common } else { 0 }
    }
}

/// Whether a word is more than white space and punctuation.
fn says_something(word: &str) -> bool {
    word.chars().any(char::is_alphanumeric)
}

/// A text as words, numbers, signs and white space, of which it can be put together again.
fn words(text: &str) -> Vec<&str> {
    let chars: Vec<char> = text.chars().collect();
    let mut borders = vec![0];
    // Where a run of Chinese began, and after its last character.
    let mut run: Option<(usize, usize)> = None;
    for unit in segment::units(&chars) {
        run = match (run, unit.kind) {
            (Some((start, end)), UnitKind::Ideograph) if end == unit.start => Some((start, unit.end)),
            (run, kind) => {
                run.into_iter().for_each(|(start, end)| cut(&chars, start, end, &mut borders));
                borders.extend([unit.start, unit.end]);
                (kind == UnitKind::Ideograph).then_some((unit.start, unit.end))
            }
        };
    }
    run.into_iter().for_each(|(start, end)| cut(&chars, start, end, &mut borders));
    borders.push(chars.len());
    borders.sort_unstable();
    borders.dedup();
    let mut rest = text;
    let lengths = borders.iter().zip(borders.iter().skip(1)).map(|(from, to)| to - from);
    lengths
        .map(|length| {
            let end = rest.char_indices().nth(length).map_or(rest.len(), |(at, _)| at);
            let (word, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
            rest = after;
            word
        })
        .collect()
}

/// The borders of the words in a run of Chinese.
fn cut(chars: &[char], start: usize, end: usize, borders: &mut Vec<usize>) {
    // The first character was taken for a word of its own.
    borders.pop();
    let run: String = chars.get(start..end).unwrap_or_default().iter().collect();
    let folded = fold::fold(&run).chars;
    if folded.len() == end - start {
        borders.extend(DICTIONARY.cut(&folded).into_iter().map(|(_, to)| start + to));
    } else {
        borders.extend(start + 1..=end);
    }
}

/// Both texts in pieces that the other has or has not.
fn pieces(older: &[&str], newer: &[&str]) -> (Vec<Piece>, Vec<Piece>) {
    let input = interned(older, newer);
    let diff = Diff::compute(Algorithm::Histogram, &input);
    let (mut old, mut new) = (Pieces::default(), Pieces::default());
    let (mut before, mut after) = (older.iter(), newer.iter());
    let mut at = 0;
    for hunk in diff.hunks() {
        let same: String = before.by_ref().take((hunk.before.start - at) as usize).copied().collect();
        after.by_ref().take((hunk.before.start - at) as usize).for_each(drop);
        // A comma or a single character between two changes is no more the same than they are.
        let is_little = at > 0 && same.chars().filter(|c| c.is_alphanumeric()).count() <= 1;
        for side in [&mut old, &mut new] {
            side.push(&same, is_little && !same.is_empty());
        }
        old.push(&before.by_ref().take(hunk.before.len()).copied().collect::<String>(), true);
        new.push(&after.by_ref().take(hunk.after.len()).copied().collect::<String>(), true);
        at = hunk.before.end;
    }
    old.push(&before.copied().collect::<String>(), false);
    new.push(&after.copied().collect::<String>(), false);
    (old.0, new.0)
}

#[derive(Default)]
struct Pieces(Vec<Piece>);

impl Pieces {
    fn push(&mut self, text: &str, changed: bool) {
        match self.0.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.changed == changed => last.text.push_str(text),
            _ => self.0.push(Piece { text: text.to_owned(), changed }),
        }
    }
}

#[cfg(test)]
mod tests;
