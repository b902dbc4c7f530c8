//! Numbers as English writes them: words (`forty-five billion`, `half a billion`), and what stands after digits
//! (`45 billion`, `$30MM`, `2 and a half million`).

use super::value::{Number, Reading, SCALE};

/// The letters of the word at a place, and where it ends.
pub(super) fn word_at(chars: &[char], at: usize) -> (&[char], usize) {
    let letters = |rest: &[char]| rest.iter().take(16).take_while(|c| c.is_ascii_alphabetic()).count();
    let length = chars.get(at..).map_or(0, letters);
    (chars.get(at..at + length).unwrap_or_default(), at + length)
}

/// Whether a word stands at a place, as a whole.
pub(super) fn is_word(chars: &[char], at: usize, word: &str) -> Option<usize> {
    let (own, end) = word_at(chars, at);
    own.iter().copied().eq(word.chars()).then_some(end)
}

/// The word before a place with one space or hyphen between, and where it starts.
pub(super) fn word_before(chars: &[char], at: usize) -> Option<(&[char], usize)> {
    let head = chars.get(..at)?;
    let head = head.strip_suffix(&[' ']).or_else(|| head.strip_suffix(&['-']))?;
    let length = head.iter().rev().take(16).take_while(|c| c.is_ascii_alphabetic()).count();
    let start = head.len() - length;
    Some((head.get(start..)?, start)).filter(|(word, _)| !word.is_empty())
}

fn gap(chars: &[char], at: usize) -> bool {
    matches!(chars.get(at), Some(' ' | '-'))
}

/// A unit at a place.
struct Magnitude {
    unit: i128,
    next: usize,
    /// A single letter says a unit only beside a currency: `70B` is as often a size.
    spelt: bool,
    /// Beside no currency it is something else altogether: `30mm`.
    money_only: bool,
}

/// An English unit at `at`, after a space or hyphen if need be.
fn magnitude(chars: &[char], at: usize) -> Option<Magnitude> {
    let space = usize::from(gap(chars, at));
    let from = at + space;
    if !chars.get(from)?.is_ascii_alphabetic() {
        return None;
    }
    let (own, next) = word_at(chars, from);
    let mut letters = [0_u8; 11];
    for (letter, c) in letters.get_mut(..own.len())?.iter_mut().zip(own) {
        *letter = u8::try_from(*c).ok()?;
    }
    let (unit, money_only) = match letters.get(..own.len())? {
        b"hundred" => (100, false),
        b"k" | b"thousand" => (1_000, false),
        b"lakh" => (100_000, false),
        b"m" | b"mn" | b"mln" | b"million" => (1_000_000, false),
        b"mm" | b"mil" | b"mill" | b"mio" => (1_000_000, true),
        b"crore" => (10_000_000, false),
        b"b" | b"bn" | b"bln" | b"billion" => (1_000_000_000, false),
        b"bil" | b"mrd" => (1_000_000_000, true),
        b"t" | b"tn" | b"trn" | b"trillion" => (1_000_000_000_000, false),
        b"tril" | b"trln" => (1_000_000_000_000, true),
        b"quadrillion" => (1_000_000_000_000_000, false),
        _ => return None,
    };
    let one = own.len() == 1;
    // `$5 m` is a sum, and `$20 T-shirts` are none; `5-k` is something else.
    let goes_on = matches!(chars.get(next), Some('-' | '\'' | '&' | '/' | '0'..='9'));
    if one && space == 1 && (goes_on || chars.get(at) == Some(&'-')) {
        return None;
    }
    Some(Magnitude { unit, next, spelt: next - at > 2, money_only: money_only || one && space == 1 })
}

/// What a number and its units come to.
pub(super) struct Scaled {
    /// Times [`SCALE`].
    pub(super) value: i128,
    pub(super) unit: i128,
    pub(super) next: usize,
    pub(super) spelt: bool,
    pub(super) money_only: bool,
}

/// A number with the units after it: billion, hundred million, billion and a half, billion two hundred million.
pub(super) fn scaled(chars: &[char], value: i128, at: usize) -> Option<Scaled> {
    let first = magnitude(chars, at)?;
    let (mut unit, mut next, mut spelt) = (first.unit, first.next, first.spelt);
    if unit <= 1000
        && let Some(further) = magnitude(chars, next).filter(|further| further.unit >= 1_000_000)
    {
        unit *= further.unit;
        (next, spelt) = (further.next, true);
    }
    let mut value = value.checked_mul(unit)?;
    if let Some((part, end)) = and_a_part(chars, next) {
        value = value.checked_add(part.checked_mul(unit)?)?;
        next = end;
    } else if unit > 1000
        && chars.get(next) == Some(&' ')
        && let Some((small, end)) = cardinal(chars, next + 1).or_else(|| plain_digits(chars, next + 1))
        && let Some(further) = magnitude(chars, end).filter(|further| further.unit < unit && further.spelt)
    {
        let hundreds = if further.unit == 100 { magnitude(chars, further.next) } else { None };
        let (smaller, end) =
            hundreds.map_or((further.unit, further.next), |more| (more.unit * 100, more.next));
        value = value.checked_add(small.checked_mul(smaller).filter(|small| *small < unit * SCALE)?)?;
        next = end;
    }
    // Two thousand five hundred.
    if unit == 1000
        && chars.get(next) == Some(&' ')
        && let Some((small, end)) = cardinal(chars, next + 1)
        && magnitude(chars, end).is_none()
        && word_at(chars, next + 1).0 != ['a']
    {
        value = value.checked_add(small)?;
        next = end;
    }
    Some(Scaled { value, unit, next, spelt, money_only: first.money_only })
}

/// One to three digits and nothing else.
fn plain_digits(chars: &[char], at: usize) -> Option<(i128, usize)> {
    let length = chars.get(at..)?.iter().take(4).take_while(|c| c.is_ascii_digit()).count();
    let own = chars.get(at..at + length).filter(|own| (1..4).contains(&own.len()))?;
    let value = own.iter().try_fold(0_i128, |sum, c| Some(sum * 10 + i128::from(c.to_digit(10)?)))?;
    Some((value * SCALE, at + length))
}

/// `and a half`, `and a quarter`, `and three quarters` after a number: the part, times [`SCALE`], and where it ends.
pub(super) fn and_a_part(chars: &[char], at: usize) -> Option<(i128, usize)> {
    if !gap(chars, at) {
        return None;
    }
    let and = is_word(chars, at + 1, "and").filter(|end| gap(chars, *end))?;
    part(chars, and + 1)
}

/// `a half`, `one half`, `a quarter`, `three quarters`.
fn part(chars: &[char], at: usize) -> Option<(i128, usize)> {
    let (count, end) = word_at(chars, at);
    let times = match word_value(count)? {
        times @ (1 | 3) if gap(chars, end) => times,
        _ => return None,
    };
    let (name, end) = word_at(chars, end + 1);
    let name: String = name.iter().collect();
    match name.as_str() {
        "half" if times == 1 => Some((SCALE / 2, end)),
        "quarter" | "quarters" => Some((SCALE / 4 * times, end)),
        _ => None,
    }
}

/// A number in words without its unit, times [`SCALE`]: two hundred and fifty, one point five, two and a half.
fn cardinal(chars: &[char], start: usize) -> Option<(i128, usize)> {
    let (first, mut at) = word_at(chars, start);
    let mut value = word_value(first)?;
    for _ in 0..6 {
        if !gap(chars, at) {
            break;
        }
        let (mut word, mut next) = word_at(chars, at + 1);
        let and = word == ['a', 'n', 'd'];
        if and && value >= 100 && gap(chars, next) {
            (word, next) = word_at(chars, next + 1);
        }
        value = match word_value(word) {
            Some(100) if value < 100 && !and => value * 100,
            Some(small) if small < 100 && value != 0 && word != ['a'] && word != ['a', 'n'] => {
                let fits = value % 100 == 0 || (value % 100 >= 20 && value % 10 == 0 && small < 10 && !and);
                if !fits {
                    break;
                }
                value + small
            }
            _ => break,
        };
        at = next;
    }
    let mut scaled = value * SCALE;
    if let Some(point) = gap(chars, at).then(|| is_word(chars, at + 1, "point")).flatten() {
        let (mut place, mut end) = (SCALE, point);
        while chars.get(end) == Some(&' ')
            && let (word, next) = word_at(chars, end + 1)
            && let Some(digit) =
                word_value(word).filter(|digit| *digit < 10 && word != ['a'] && word != ['a', 'n'])
        {
            place /= 10;
            scaled += digit * place;
            end = next;
        }
        // `one point` of something else.
        return (end > point).then_some((scaled, end));
    }
    if let Some((part, end)) = and_a_part(chars, at) {
        return Some((scaled + part, end));
    }
    Some((scaled, at))
}

/// An English number in words: a billion, forty-five billion, half a billion.
pub(super) fn words(chars: &[char], start: usize) -> Reading {
    let inside = start.checked_sub(1).and_then(|i| chars.get(i)).is_some_and(char::is_ascii_alphanumeric);
    let (first, end) = word_at(chars, start);
    let none = |next| Reading { number: None, next };
    let half = first == ['h', 'a', 'l', 'f'] || first == ['q', 'u', 'a', 'r', 't', 'e', 'r'];
    if inside || !half && word_value(first).is_none() {
        return none(end);
    }
    if is_part_of_more(chars, start) || continues_a_number(chars, start) {
        return none(cardinal(chars, start).map_or(end, |(_, next)| next.max(end)));
    }
    if let Some(reading) = part_of_unit(chars, start) {
        return reading;
    }
    let Some((value, at)) = cardinal(chars, start) else { return none(end) };
    let number = |value, unit: i128, next, is_large| {
        let number = Number { unit: unit * SCALE, is_large, ..Number::new(value, next) };
        Reading { number: Some(number), next }
    };
    match scaled(chars, value, at) {
        Some(Scaled { value, unit, next, spelt: true, money_only: false }) => {
            number(value, unit, next, unit >= 1_000_000 && (value > unit * SCALE || first.len() > 1))
        }
        Some(_) => none(at),
        None if value >= 100 * SCALE => number(value, 1, at, false),
        // `five to ten billion`: the unit comes with the second.
        None if goes_to_another(chars, at) => {
            let Reading { number, next } = number(value, 1, at, false);
            Reading { number: number.map(|number| Number { needs_upper: true, ..number }), next }
        }
        None => none(at),
    }
}

fn goes_to_another(chars: &[char], at: usize) -> bool {
    ["to", "or", "and"]
        .iter()
        .any(|word| gap(chars, at) && is_word(chars, at + 1, word).is_some_and(|end| gap(chars, end)))
}

/// `half a billion`, `a half billion`, `a quarter of a billion`, `three-quarters of a billion`. Parts that are not
/// worked out here (a third of a billion) are passed over as a whole.
fn part_of_unit(chars: &[char], start: usize) -> Option<Reading> {
    let (first, end) = word_at(chars, start);
    let bare = match first {
        ['h', 'a', 'l', 'f'] => Some((SCALE / 2, end)),
        ['q', 'u', 'a', 'r', 't', 'e', 'r'] => Some((SCALE / 4, end)),
        _ => None,
    };
    let own = bare.or_else(|| part(chars, start));
    let (value, mut at) = match own {
        Some(own) => own,
        None => {
            let (name, end) = gap(chars, end).then(|| word_at(chars, end + 1))?;
            (is_part(name) && word_value(first)? < 100).then_some((0, end))?
        }
    };
    for word in ["of", "a", "one"] {
        if gap(chars, at)
            && let Some(end) = is_word(chars, at + 1, word)
        {
            at = end;
        }
    }
    let Some(Scaled { value: sum, unit, next, .. }) =
        scaled(chars, value, at).filter(|scaled| scaled.spelt && scaled.unit >= 1000)
    else {
        return (value == 0).then_some(Reading { number: None, next: at });
    };
    let large = unit >= 1_000_000;
    let number = Number { unit: unit * SCALE, is_large: large, ..Number::new(sum, next) };
    Some(Reading { number: (value > 0).then_some(number), next })
}

/// Whether a number in words follows another one, with a comma between if need be: three, four billion; four hundred
/// thousand five hundred. Where these are one number it was read as such.
fn continues_a_number(chars: &[char], start: usize) -> bool {
    let Some(head) = chars.get(..start) else { return false };
    let head = match head {
        // Two thousand and five hundred.
        [head @ .., ' ', 'a', 'n', 'd', ' '] if head.ends_with(&['s', 'a', 'n', 'd']) => head,
        [head @ .., ',' | '-', ' '] | [head @ .., '-' | ' '] => head,
        _ => return false,
    };
    let length = head.iter().rev().take(16).take_while(|c| c.is_ascii_alphabetic()).count();
    let Some(word) = head.get(head.len() - length..) else { return false };
    let small = word.len() > 2 && word_value(word).is_some();
    small || word.len() > 4 && magnitude(head, head.len() - length).is_some()
}

/// The names of parts: half, thirds, tenth.
fn is_part(word: &[char]) -> bool {
    const PARTS: [&str; 16] = [
        "half",
        "halves",
        "third",
        "thirds",
        "quarter",
        "quarters",
        "fourth",
        "fourths",
        "fifth",
        "fifths",
        "sixth",
        "eighth",
        "eighths",
        "tenth",
        "tenths",
        "hundredth",
    ];
    PARTS.iter().any(|part| word.iter().copied().eq(part.chars()))
}

/// Whether the words before say that a number is a piece of something else: several hundred million, a tenth of a billion.
pub(super) fn is_part_of_more(chars: &[char], start: usize) -> bool {
    const MANY: [&str; 9] =
        ["several", "few", "couple", "many", "multiple", "point", "dozen", "dozens", "some-odd"];
    const OF: [&str; 14] = [
        "couple",
        "fraction",
        "fractions",
        "part",
        "most",
        "much",
        "majority",
        "portion",
        "share",
        "percent",
        "tens",
        "dozens",
        "hundreds",
        "thousands",
    ];
    let Some((word, at)) = word_before(chars, start) else { return false };
    let among = |words: &[&str], own: &[char]| words.iter().any(|word| own.iter().copied().eq(word.chars()));
    if word == ['o', 'f'] {
        return match word_before(chars, at) {
            Some((word, _)) => among(&OF, word) || is_part(word),
            None => chars.get(..at).is_some_and(|head| head.ends_with(&['%', ' '])),
        };
    }
    among(&MANY, word)
}

pub(super) fn word_value(word: &[char]) -> Option<i128> {
    // Longer than the longest there is no use in comparing.
    let mut letters = [0_u8; 9];
    let own = letters.get_mut(..word.len())?;
    for (letter, c) in own.iter_mut().zip(word) {
        *letter = u8::try_from(*c).ok()?;
    }
    Some(match &*own {
        b"zero" => 0,
        b"a" | b"an" | b"one" => 1,
        b"two" => 2,
        b"three" => 3,
        b"four" => 4,
        b"five" => 5,
        b"six" => 6,
        b"seven" => 7,
        b"eight" => 8,
        b"nine" => 9,
        b"ten" => 10,
        b"eleven" => 11,
        b"twelve" => 12,
        b"thirteen" => 13,
        b"fourteen" => 14,
        b"fifteen" => 15,
        b"sixteen" => 16,
        b"seventeen" => 17,
        b"eighteen" => 18,
        b"nineteen" => 19,
        b"twenty" => 20,
        b"thirty" => 30,
        b"forty" => 40,
        b"fifty" => 50,
        b"sixty" => 60,
        b"seventy" => 70,
        b"eighty" => 80,
        b"ninety" => 90,
        b"hundred" => 100,
        _ => return None,
    })
}
