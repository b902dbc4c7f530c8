//! Numbers with their units: digits with separators, Chinese numerals, 萬 億 兆, thousand to trillion.

/// Values are whole numbers of 10⁻¹², so that decimals times a unit stay exact to less than one unit.
pub(super) const SCALE: i128 = 1_000_000_000_000;

/// A number in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    /// The value, times [`SCALE`].
    pub(super) value: i128,
    /// The last unit of the value (億, billion), times [`SCALE`]; [`SCALE`] itself when there is none.
    pub(super) unit: i128,
    /// Where the text goes on, in code points.
    pub(super) next: usize,
    /// 100多億: more than stated.
    pub(super) more: bool,
    /// It has a unit of at least 10⁴ (Chinese) or 10⁶ (English), so that it may be a sum with no currency told.
    pub(super) is_large: bool,
}

/// What was read at a place: a number or none, and where reading may go on.
pub(super) struct Reading {
    pub(super) number: Option<Number>,
    pub(super) next: usize,
}

/// Whether a number may start with this character.
pub(super) fn may_start(c: char) -> bool {
    c.is_ascii_digit()
        || matches!(c, '十' | '百' | '千' | '拾' | '佰' | '仟')
        || chinese_digit(c).is_some()
        // The first letters of the English number words.
        || matches!(c, 'a' | 'o' | 't' | 'f' | 's' | 'e' | 'n' | 'h')
}

fn chinese_digit(c: char) -> Option<i128> {
    Some(match c {
        '〇' | '零' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

fn small_unit(c: char) -> Option<i128> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        _ => return None,
    })
}

fn large_unit(c: char) -> Option<i128> {
    Some(match c {
        '万' => 10_000,
        '亿' => 100_000_000,
        '兆' => 1_000_000_000_000,
        _ => return None,
    })
}

/// Reads the number that starts at `at`.
pub(super) fn read(chars: &[char], at: usize) -> Reading {
    if chars.get(at).is_some_and(char::is_ascii_alphabetic) {
        return words(chars, at);
    }
    let mut state = State { at, ..State::default() };
    let sound = state.run(chars).is_some();
    let next = state.at.max(at.saturating_add(1));
    if !sound {
        return Reading { number: None, next };
    }
    let Some(mut number) = state.finish(chars, at) else { return Reading { number: None, next } };
    if state.last_unit == 0
        && let Some((unit, next)) = magnitude(chars, number.next)
    {
        let Some(value) = number.value.checked_mul(unit) else { return Reading { number: None, next } };
        // A single letter says a unit only beside a currency: `70B` is as often a size.
        let spelt = next.saturating_sub(number.next) > 2;
        number = Number {
            value,
            unit: unit.saturating_mul(SCALE),
            next,
            is_large: spelt && unit >= 1_000_000,
            ..number
        };
    }
    Reading { number: Some(number), next: number.next }
}

#[derive(Default)]
struct State {
    at: usize,
    /// What is behind a large unit already.
    total: i128,
    /// What is behind 十, 百 or 千 since.
    section: i128,
    /// Digits with no unit yet.
    digits: Option<i128>,
    /// How many Chinese digits `digits` holds, and whether one of them is zero.
    run: (usize, bool),
    last_unit: i128,
    more: bool,
}

impl State {
    /// Reads as far as the number goes; nothing when what stands here is no sound number.
    fn run(&mut self, chars: &[char]) -> Option<()> {
        let peek = |i: usize| chars.get(i).copied().unwrap_or(' ');
        loop {
            let c = peek(self.at);
            if c.is_ascii_digit() {
                if self.digits.is_some() {
                    return Some(());
                }
                let (value, next) = ascii_digits(chars, self.at);
                self.at = next;
                self.digits = Some(value?);
            } else if let Some(digit) = chinese_digit(c) {
                if self.digits.is_some() && self.run.0 == 0 {
                    return Some(());
                }
                self.at += 1;
                let so_far = self.digits.unwrap_or(0);
                self.digits = Some(so_far.checked_mul(10)?.checked_add(digit.checked_mul(SCALE)?)?);
                self.run = (self.run.0 + 1, self.run.1 || digit == 0);
                if self.run.0 > 18 {
                    return None;
                }
                if peek(self.at) == '点' && chinese_digit(peek(self.at + 1)).is_some() {
                    self.at += 1;
                    self.decimals(chars)?;
                }
            } else if let Some(unit) = small_unit(c) {
                self.no_list()?;
                self.at += 1;
                let part = self.digits.take().unwrap_or(SCALE).checked_mul(unit)?;
                self.section = self.section.checked_add(part)?;
            } else if let Some((unit, next)) = self.next_large(chars) {
                self.no_list()?;
                self.at = next;
                let part = self.section.checked_add(self.digits.take().unwrap_or(0))?;
                // 1萬2000億: what is smaller than the unit is counted in it.
                let scaled = unit.checked_mul(SCALE)?;
                let smaller = if self.total < scaled { self.total } else { self.total % scaled };
                let counted = smaller.checked_add(part)?;
                if counted == 0 {
                    return None;
                }
                self.total = self.total.checked_sub(smaller)?.checked_add(counted.checked_mul(unit)?)?;
                self.section = 0;
                // 萬億 is one unit; after 億 come smaller ones, as in 1億2000萬.
                self.last_unit =
                    if self.last_unit != 0 && part == 0 { self.last_unit.checked_mul(unit)? } else { unit };
            } else {
                return Some(());
            }
        }
    }

    /// 一兩億 is "one or two", not twelve.
    fn no_list(&mut self) -> Option<()> {
        let list = self.run.0 > 1 && !self.run.1;
        self.run = (0, false);
        (!list).then_some(())
    }

    fn decimals(&mut self, chars: &[char]) -> Option<()> {
        let mut place = SCALE;
        while let Some(digit) = chars.get(self.at).copied().and_then(chinese_digit) {
            self.at += 1;
            place /= 10;
            self.digits = Some(self.digits.unwrap_or(0).checked_add(digit.checked_mul(place)?)?);
        }
        self.run = (1, true);
        Some(())
    }

    /// 萬, 億 or 兆 here, after one space or after 多 or 餘 if need be.
    fn next_large(&mut self, chars: &[char]) -> Option<(i128, usize)> {
        let begun = self.digits.is_some() || self.section > 0 || self.total > 0;
        if !begun {
            return None;
        }
        let mut at = self.at;
        if chars.get(at) == Some(&' ') && self.digits.is_some() {
            at += 1;
        }
        let more = matches!(chars.get(at), Some('多' | '余')) && (self.digits.is_some() || self.section > 0);
        if more {
            at += 1;
        }
        let unit = large_unit(*chars.get(at)?)?;
        // 兆瓦, 兆赫, 兆位元: here 兆 is mega.
        if unit == 1_000_000_000_000
            && matches!(chars.get(at + 1), Some('瓦' | '赫' | '位' | '字' | '比' | '帕' | '伏' | '焦' | '欧'))
        {
            return None;
        }
        self.more |= more;
        Some((unit, at + 1))
    }

    fn finish(&mut self, chars: &[char], start: usize) -> Option<Number> {
        self.no_list().or((self.last_unit == 0 && self.section == 0).then_some(()))?;
        let value = self.total.checked_add(self.section)?.checked_add(self.digits.unwrap_or(0))?;
        // 百萬 and 千萬 with no digit are as often "a lot" or "by all means".
        let counted = chars.get(start).is_some_and(|c| c.is_ascii_digit() || chinese_digit(*c).is_some())
            || chars.get(start.saturating_add(1)).is_some_and(|c| chinese_digit(*c).is_some());
        let mut next = self.at;
        if self.last_unit > 0 && matches!(chars.get(next), Some('多' | '余')) {
            self.more = true;
            next += 1;
        }
        Some(Number {
            value,
            unit: self.last_unit.max(1).checked_mul(SCALE)?,
            next,
            more: self.more,
            is_large: counted && self.last_unit >= 10_000,
        })
    }
}

/// Digits with thousands separators and decimals, times [`SCALE`]. All of a run of digits is read, so that nobody
/// starts again in the middle of it.
fn ascii_digits(chars: &[char], start: usize) -> (Option<i128>, usize) {
    let digit = |i: usize| chars.get(i).and_then(|c| c.to_digit(10)).map(i128::from);
    let mut at = start;
    let mut value = Some(0_i128);
    let mut first_group = 0_usize;
    while let Some(d) = digit(at) {
        value = value.and_then(|v| v.checked_mul(10)?.checked_add(d)).filter(|v| *v < SCALE * SCALE);
        at += 1;
        first_group += 1;
        let group = first_group <= 3 || at.saturating_sub(start) > first_group;
        if group
            && chars.get(at) == Some(&',')
            && (1..4).all(|i| digit(at + i).is_some())
            && digit(at + 4).is_none()
        {
            at += 1;
        }
    }
    value = value.and_then(|v| v.checked_mul(SCALE));
    if chars.get(at) == Some(&'.') && digit(at + 1).is_some() {
        at += 1;
        let mut place = SCALE;
        while let Some(d) = digit(at) {
            at += 1;
            place /= 10;
            value = value.and_then(|v| v.checked_add(d * place));
        }
    }
    (value, at)
}

/// An English unit at `at`, after a space or hyphen if need be: its value and where it ends.
fn magnitude(chars: &[char], at: usize) -> Option<(i128, usize)> {
    let gap = usize::from(matches!(chars.get(at), Some(' ' | '-')));
    let from = at + gap;
    let length = chars.get(from..)?.iter().take(9).take_while(|c| c.is_ascii_alphabetic()).count();
    if length == 0 {
        return None;
    }
    let word: String = chars.get(from..from + length)?.iter().collect();
    let unit = match word.as_str() {
        "k" | "thousand" => 1_000,
        "m" | "mn" | "mln" | "million" => 1_000_000,
        "b" | "bn" | "bln" | "billion" => 1_000_000_000,
        "t" | "tn" | "trn" | "trillion" => 1_000_000_000_000,
        _ => return None,
    };
    // `5 m` and `5-k` are something else.
    (gap == 0 || length > 1).then_some((unit, from + length))
}

/// An English number word with its unit: a billion, forty-five billion, two hundred million.
fn words(chars: &[char], start: usize) -> Reading {
    let word_at = |at: usize| -> (&[char], usize) {
        let length = chars
            .get(at..)
            .map_or(0, |rest| rest.iter().take(16).take_while(|c| c.is_ascii_alphabetic()).count());
        (chars.get(at..at + length).unwrap_or_default(), at + length)
    };
    let inside = start.checked_sub(1).and_then(|i| chars.get(i)).is_some_and(char::is_ascii_alphanumeric);
    let (first, end) = word_at(start);
    let none = Reading { number: None, next: end };
    if inside {
        return none;
    }
    let Some(mut value) = word_value(first) else { return none };
    let mut at = end;
    for _ in 0..4 {
        if !matches!(chars.get(at), Some(' ' | '-')) {
            break;
        }
        let (word, next) = word_at(at + 1);
        let value_next = match word_value(word) {
            Some(100) if value < 100 => value * 100,
            Some(small) if small < 100 && (value % 100 == 0 || (value % 10 == 0 && small < 10)) => {
                value + small
            }
            _ => break,
        };
        value = value_next;
        at = next;
    }
    match magnitude(chars, at) {
        Some((unit, next)) if unit >= 1_000_000 => Reading {
            number: Some(Number {
                value: value * unit * SCALE,
                unit: unit * SCALE,
                next,
                more: false,
                is_large: value > 1 || first.len() > 1,
            }),
            next,
        },
        _ => none,
    }
}

fn word_value(word: &[char]) -> Option<i128> {
    // Longer than the longest there is no use in comparing.
    let mut letters = [0_u8; 9];
    let own = letters.get_mut(..word.len())?;
    for (letter, c) in own.iter_mut().zip(word) {
        *letter = u8::try_from(*c).ok()?;
    }
    Some(match &*own {
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
