//! The damage as bytes of GBK: what the originals may have been.

use crate::convert::opencc;
use crate::fold::fold;
use crate::segment::DICTIONARY;

type Pair = [u8; 2];

/// The two bytes of a character, if it has two.
fn pair(c: char) -> Option<Pair> {
    let mut utf8 = [0; 4];
    let (bytes, _, unmappable) = encoding_rs::GBK.encode(c.encode_utf8(&mut utf8));
    match *bytes {
        [lead, trail] if !unmappable => Some([lead, trail]),
        _ => None,
    }
}

fn char_of(pair: Pair) -> Option<char> {
    let (text, bad) = encoding_rs::GBK.decode_without_bom_handling(&pair);
    let mut chars = text.chars();
    chars.next().filter(|_| !bad && chars.next().is_none())
}

/// GB 2312 level 1, the 3,755 most common Simplified characters: rows 16 to 55.
pub(super) fn is_level_1(c: char) -> bool {
    pair(c).is_some_and(|[lead, trail]| (0xb0..=0xd7).contains(&lead) && trail >= 0xa1)
}

/// What may stand in a Traditional text: a character of common use, or a sign.
fn is_plausible(c: char) -> bool {
    match c {
        '。' | '、' | '，' | '；' | '：' | '？' | '！' | '“' | '”' | '《' | '》' | '（' | '）' => {
            true
        }
        '\u{3400}'..='\u{9fff}' => !opencc::tables().hans_only.contains(c) && is_level_1(opencc::hans_of(c)),
        _ => false,
    }
}

/// Whether an ASCII character may be the second byte of a character of GBK.
pub(super) fn is_ascii_trail(c: char) -> bool {
    matches!(c, '\u{40}'..='\u{7e}')
}

/// The second byte of the full-width form of a sign, whose first is `A3`.
pub(super) fn full_width_trail(sign: char) -> Option<u8> {
    let ascii = match sign {
        '\u{ff01}'..='\u{ff5e}' => u32::from(sign).checked_sub(0xfee0)?,
        _ => u32::from(sign),
    };
    u8::try_from(ascii).ok().filter(|c| (0x21..=0x7e).contains(c)).map(|c| c | 0x80)
}

/// The characters out of step after a broken reading, up to and with the ASCII byte that brings them back into step.
pub(super) fn shifted_run(chars: &[char]) -> Option<Vec<char>> {
    let mut run = Vec::new();
    for &c in chars.iter().take(12) {
        run.push(c);
        if is_ascii_trail(c) {
            return (run.len() > 1).then_some(run);
        }
        pair(c)?;
    }
    None
}

/// The texts that a run may have been: the byte lost before it stood first. `heard` says whether the character of
/// the host's second byte and the lost byte is the one whose reading was put in. Each with the number of
/// characters of the run that it took.
pub(super) fn lost_leads(
    host: char,
    run: Option<&[char]>,
    heard: impl Fn(char) -> bool,
) -> Vec<(Vec<char>, usize)> {
    let (Some([_, trail]), Some(run)) = (pair(host), run) else { return Vec::new() };
    (0x81..=0xfe_u8)
        .filter(|lost| char_of([trail, *lost]).is_some_and(&heard))
        .filter_map(|lost| {
            let mut bytes = vec![lost];
            for &c in run {
                match pair(c) {
                    Some(pair) => bytes.extend(pair),
                    None => bytes.push(u8::try_from(u32::from(c)).ok()?),
                }
            }
            let text: Option<Vec<char>> = bytes
                .chunks(2)
                .map(|chunk| char_of(<Pair>::try_from(chunk).ok()?).filter(|c| is_plausible(*c)))
                .collect();
            Some((text?, run.len()))
        })
        .collect()
}

/// The texts that may have stood where a sign (`A3`, `trail`) was narrowed inside them and `tail` is the ASCII byte
/// after it, as the choices for each character in turn: `_A3 trail tail`, or with a pair between that no
/// character has, `_A3 trail_ _tail`. `heard` judges the last character.
pub(super) fn around_sign(trail: u8, tail: char, heard: impl Fn(char) -> bool) -> Vec<Vec<Vec<char>>> {
    let Ok(tail) = u8::try_from(u32::from(tail)) else { return Vec::new() };
    let of = |pairs: &mut dyn Iterator<Item = Pair>| -> Vec<char> {
        pairs.filter_map(char_of).filter(|c| is_plausible(*c)).collect()
    };
    let first = of(&mut (0x81..=0xfe).map(|lead| [lead, 0xa3]));
    let near: Vec<char> = of(&mut std::iter::once([trail, tail])).into_iter().filter(|c| heard(*c)).collect();
    let mut all = vec![vec![first.clone(), near]];
    // The user-defined areas of GBK, which decode to nothing: rows AA to AF and F8 to FE with a second byte from A1.
    let middle = of(&mut (0xaa..=0xaf).chain(0xf8..=0xfe).map(|second| [trail, second]));
    let last: Vec<char> =
        of(&mut (0xa1..=0xfe).map(|lead| [lead, tail])).into_iter().filter(|c| heard(*c)).collect();
    all.push(vec![first, middle, last]);
    all.retain(|choices| choices.iter().all(|choice| !choice.is_empty()));
    all
}

/// The choice that makes the fewest words with what stands around it; nothing when two do equally well.
/// Of two that differ in a sign and a character the sign is likelier: signs are everywhere.
pub(super) fn likeliest(originals: &[Vec<Vec<char>>], before: &[char], after: &[char]) -> Option<Vec<char>> {
    let mut best: Option<(usize, usize, Vec<char>)> = None;
    let mut tied = false;
    for choices in originals {
        let mut at = vec![0_usize; choices.len()];
        loop {
            let text: Vec<char> =
                at.iter().zip(choices).filter_map(|(i, choice)| choice.get(*i).copied()).collect();
            let whole: String = before.iter().chain(&text).chain(after).collect();
            let words = DICTIONARY.cut(&fold(&whole).chars).len();
            let letters = text.iter().filter(|c| matches!(c, '\u{3400}'..='\u{9fff}')).count();
            let better = best.as_ref().map(|(w, l, _)| (words, letters).cmp(&(*w, *l)));
            match better {
                None | Some(std::cmp::Ordering::Less) => {
                    best = Some((words, letters, text));
                    tied = false;
                }
                Some(std::cmp::Ordering::Equal) => tied = true,
                Some(std::cmp::Ordering::Greater) => {}
            }
            if !step(&mut at, choices) {
                break;
            }
        }
    }
    best.filter(|_| !tied).map(|(.., text)| text)
}

/// The next combination; false after the last.
fn step(at: &mut [usize], choices: &[Vec<char>]) -> bool {
    for (i, choice) in at.iter_mut().zip(choices) {
        *i += 1;
        if *i < choice.len() {
            return true;
        }
        *i = 0;
    }
    false
}
