//! Repair of Chinese texts that a web converter damaged.
//!
//! The damage has one origin. A converter walked over text in GBK byte by byte and put the reading in brackets after
//! certain Traditional characters: 結成 became `結(jié)成`. It did not keep to the borders of characters.
//! Where the second byte of one character and the first of the next happened to be such a character, the reading was
//! put between them and everything up to the next ASCII byte came out as something else: 張天價 became `張?zhí)靸r`,
//! for 張天 holds the bytes of 執 (zhí). Full-width signs were narrowed the same way: 不容。現在 became `不容?,F(xiàn)在`.
//!
//! The first is undone wherever the reading is one of the character's, the second wherever one original alone gives
//! the damaged bytes. Where several would, the most likely by the dictionary is put in its place and marked.
//! A text without systematic damage is never touched: readings that an author put after a rare character, or after
//! every character for learners, stay.

mod bytes;

use crate::convert::opencc;
use crate::fold::fold;
use crate::offset::CharOffset;
use crate::segment::DICTIONARY;
use pinyin::{ToPinyin, ToPinyinMulti};
use serde::{Deserialize, Serialize};

/// A place that was damaged, and is repaired or marked. Nothing is repaired silently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repair {
    /// Start in the repaired text, in code points.
    pub start: CharOffset,
    /// End (exclusive) in the repaired text, in code points.
    pub end: CharOffset,
    /// What stood there before.
    pub original: String,
    /// False when other originals are possible, or none was found and the place is only marked.
    pub certain: bool,
}

/// A repaired text. Putting every [`Repair::original`] back gives the text as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repaired {
    /// The text to be read.
    pub text: String,
    /// What was repaired or marked, in order, without overlaps.
    pub repairs: Vec<Repair>,
}

/// Fewer readings than these prove nothing, and so few only in a line that has little else.
const LEAST_GLOSSES: usize = 2;
const FEW_GLOSSES: usize = 3;
/// Of so many common Traditional characters at least one has a reading; in a line with few readings.
const SPREAD: usize = 100;
const SPREAD_OF_FEW: usize = 5;

/// Whether a text shows systematic damage: the usual readings of common Traditional characters all over the text, not
/// after nearly all characters, and after nearly every occurrence of those that have one.
///
/// An author gives a reading where it is not the usual one (單縣 is read shàn), and in names of places and people.
pub fn is_damaged(text: &str) -> bool {
    // Most texts end here: letters with tone marks are the characters of two bytes that begin with these.
    if !text.bytes().any(|b| matches!(b, 0xc3..=0xc5 | 0xc7)) {
        return false;
    }
    let chars: Vec<char> = text.chars().collect();
    let mut glossed: Vec<char> = Vec::new();
    // The text without its readings, and where in it a character had one.
    let (mut plain, mut places) = (Vec::with_capacity(chars.len()), Vec::new());
    let (mut common, mut unusual) = (0_usize, 0_usize);
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        plain.push(c);
        match gloss(&chars, at + 1).filter(|gloss| gloss.toned && reads(c, &gloss.syllable)) {
            Some(gloss) => {
                glossed.push(c);
                places.push(plain.len() - 1);
                common += usize::from(is_common_hant(c));
                unusual += usize::from(!is_usual(c, &gloss.syllable));
                at = gloss.next;
            }
            None => at += 1,
        }
    }
    let count = glossed.len();
    if count < LEAST_GLOSSES || common * 10 < count * 8 {
        return false;
    }
    let named = in_names(&plain, &places);
    let few = count < FEW_GLOSSES;
    if (unusual + named) * 10 > count * 3 || few && unusual + named > 0 {
        return false;
    }
    let han = plain.iter().filter(|c| is_han(**c)).count();
    let hant = plain.iter().filter(|c| is_common_hant(**c)).count();
    if count * if few { SPREAD_OF_FEW } else { SPREAD } < hant {
        return false;
    }
    glossed.sort_unstable();
    glossed.dedup();
    let occurrences = chars.iter().filter(|c| glossed.binary_search(c).is_ok()).count();
    count * 5 <= han * 3 && count * 10 >= occurrences * 8
}

/// Whether a reading is the one that a character has most often, tones aside.
fn is_usual(c: char, syllable: &str) -> bool {
    c.to_pinyin().is_some_and(|usual| {
        usual.plain().chars().map(|c| if c == 'ü' { 'v' } else { c }).eq(syllable.chars())
    })
}

/// How many of these places are in the name of a place or a person.
fn in_names(plain: &[char], places: &[usize]) -> usize {
    let text: String = plain.iter().map(|c| if is_han(*c) { *c } else { ' ' }).collect();
    let mut names = DICTIONARY.names(&fold(&text).chars);
    names.retain(|(start, end)| end - start > 1);
    places.iter().filter(|place| names.iter().any(|(start, end)| (start..end).contains(place))).count()
}

/// Repairs a text, or a part of one, of which [`is_damaged`] is true.
pub fn repair(text: &str) -> Repaired {
    let chars: Vec<char> = text.chars().collect();
    let mut out = Output::default();
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        if let Some(gloss) = gloss(&chars, at + 1).filter(|gloss| reads(c, &gloss.syllable)) {
            out.put(&[c], chars.get(at..gloss.next), true);
            at = gloss.next;
        } else if c == '?' && out.chars.last().is_some_and(|c| is_han(*c)) {
            match lost(&chars, at, &out.chars) {
                Some(found) => {
                    out.drop_last(found.back);
                    out.put(&found.text, chars.get(at - found.back..found.next), found.certain);
                    at = found.next;
                }
                None => {
                    out.chars.push(c);
                    at += 1;
                }
            }
        } else {
            out.chars.push(c);
            at += 1;
        }
    }
    Repaired { text: out.chars.iter().collect(), repairs: out.repairs }
}

#[derive(Default)]
struct Output {
    chars: Vec<char>,
    repairs: Vec<Repair>,
}

impl Output {
    fn put(&mut self, text: &[char], original: Option<&[char]>, certain: bool) {
        let start = self.chars.len();
        self.chars.extend_from_slice(text);
        self.repairs.push(Repair {
            start: CharOffset(start),
            end: CharOffset(self.chars.len()),
            original: original.unwrap_or_default().iter().collect(),
            certain,
        });
    }

    /// Takes back characters that belong to a repair which is found only after them.
    fn drop_last(&mut self, count: usize) {
        self.chars.truncate(self.chars.len().saturating_sub(count));
    }
}

/// What stood where bytes were lost.
struct Found {
    /// Characters before the `?` that belong to it.
    back: usize,
    text: Vec<char>,
    next: usize,
    certain: bool,
}

/// Works out what stood at a `?` after an ideograph. Nothing when the `?` may be one that the author wrote.
fn lost(chars: &[char], at: usize, before: &[char]) -> Option<Found> {
    broken_gloss(chars, at).or_else(|| narrowed_sign(chars, at, before))
}

/// `張?zhí)靸r`: a reading put inside a character, and all out of step up to an ASCII byte.
fn broken_gloss(chars: &[char], at: usize) -> Option<Found> {
    let host = *chars.get(at.checked_sub(1)?).filter(|c| is_han(**c))?;
    let open = at.checked_add(1)?;
    let (syllable, _, close) = syllable(chars, if is_open(*chars.get(open)?) { open + 1 } else { open })?;
    let after = close.checked_add(1).filter(|_| chars.get(close).copied().is_some_and(is_close))?;
    let shifted = bytes::shifted_run(chars.get(after..)?);
    // The second byte of the host with the lost one makes the character that has this reading. The lost byte then
    // leads the next character.
    let mut solutions =
        bytes::lost_leads(host, shifted.as_deref(), |c| reads(c, &syllable) && is_common_hant(c));
    let run = shifted.map_or(0, |run| run.len());
    let first = solutions.pop();
    match first {
        Some((text, consumed)) if solutions.is_empty() => {
            let text: Vec<char> = std::iter::once(host).chain(text).collect();
            Some(Found { back: 1, text, next: after.saturating_add(consumed), certain: true })
        }
        // No original, or several: readable as far as it goes, and marked.
        _ => {
            let text: Vec<char> = chars.get(at - 1..after.saturating_add(run))?.to_vec();
            Some(Found { back: 1, text, next: after.saturating_add(run), certain: false })
        }
    }
}

/// `不容?,F(xiàn)在` and `規?;\行`: bytes of two neighbours that happened to be a full-width sign were narrowed.
fn narrowed_sign(chars: &[char], at: usize, before: &[char]) -> Option<Found> {
    let sign = *chars.get(at.checked_add(1)?)?;
    // A `?` followed by these is no end of a sentence; followed by `!` it may be one.
    let trail = bytes::full_width_trail(sign)
        .filter(|_| matches!(sign, ',' | ';' | ':' | '.' | '，' | '；' | '：' | '．'))?;
    let from = at.checked_add(2)?;
    let tail = *chars.get(from).filter(|c| bytes::is_ascii_trail(**c))?;
    let heard = gloss(chars, from + 1);
    let next = heard.as_ref().map_or(from + 1, |gloss| gloss.next);
    let originals = bytes::around_sign(trail, tail, |last| match &heard {
        Some(gloss) => reads(last, &gloss.syllable),
        None => true,
    });
    let context = before.get(before.len().saturating_sub(4)..)?;
    let after: Vec<char> = chars.get(next..)?.iter().copied().take_while(|c| is_han(*c)).take(3).collect();
    let best = bytes::likeliest(&originals, context, &after);
    let text = match best {
        Some(text) => text,
        None => chars.get(at..next)?.to_vec(),
    };
    Some(Found { back: 0, text, next, certain: false })
}

/// A reading in brackets.
struct Gloss {
    syllable: String,
    toned: bool,
    next: usize,
}

fn gloss(chars: &[char], at: usize) -> Option<Gloss> {
    if !chars.get(at).copied().is_some_and(is_open) {
        return None;
    }
    let (syllable, toned, end) = syllable(chars, at.checked_add(1)?)?;
    chars.get(end).copied().filter(|c| is_close(*c))?;
    Some(Gloss { syllable, toned, next: end.checked_add(1)? })
}

fn is_open(c: char) -> bool {
    matches!(c, '(' | '（')
}

fn is_close(c: char) -> bool {
    matches!(c, ')' | '）')
}

/// Up to six letters of pinyin at `at`: as plain letters, whether one has a tone mark, and where they end.
fn syllable(chars: &[char], at: usize) -> Option<(String, bool, usize)> {
    let mut plain = String::new();
    let mut toned = false;
    let mut end = at;
    while let Some((letter, mark)) = chars.get(end).copied().and_then(plain_letter) {
        plain.push(letter);
        toned |= mark;
        end = end.checked_add(1)?;
        if plain.len() > 6 {
            return None;
        }
    }
    (!plain.is_empty()).then_some((plain, toned, end))
}

/// A letter of pinyin without its tone, and whether it had one; ü is `v`.
fn plain_letter(c: char) -> Option<(char, bool)> {
    Some(match c {
        'a'..='z' => (c, false),
        'ɑ' => ('a', false),
        'ɡ' => ('g', false),
        'ü' => ('v', false),
        'ā' | 'á' | 'ǎ' | 'ă' | 'à' => ('a', true),
        'ē' | 'é' | 'ě' | 'ĕ' | 'è' => ('e', true),
        'ī' | 'í' | 'ǐ' | 'ĭ' | 'ì' => ('i', true),
        'ō' | 'ó' | 'ǒ' | 'ŏ' | 'ò' => ('o', true),
        'ū' | 'ú' | 'ǔ' | 'ŭ' | 'ù' => ('u', true),
        'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => ('v', true),
        'ń' | 'ň' | 'ǹ' => ('n', true),
        _ => return None,
    })
}

/// Whether a character has this reading, tones aside.
fn reads(c: char, syllable: &str) -> bool {
    c.to_pinyin_multi().is_some_and(|all| {
        all.into_iter().any(|reading| {
            let plain = reading.plain();
            plain.chars().map(|c| if c == 'ü' { 'v' } else { c }).eq(syllable.chars())
        })
    })
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}')
}

/// A Traditional character whose Simplified form is among the common ones: GB 2312 level 1.
fn is_common_hant(c: char) -> bool {
    is_han(c) && opencc::tables().hant_only.contains(c) && bytes::is_level_1(opencc::hans_of(c))
}

#[cfg(test)]
mod tests;
