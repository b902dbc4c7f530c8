//! Numbers with their units: digits with separators, Chinese numerals, 萬 億 兆, thousand to trillion.

use super::english::{Scaled, and_a_part, is_word, scaled, words};
use super::qualifier::Qualifier;
use super::value::{Number, Reading, SCALE};

/// Whether a number may start with this character.
pub(super) fn may_start(c: char) -> bool {
    c.is_ascii_digit()
        || matches!(c, '十' | '百' | '千' | '拾' | '佰' | '仟' | '半')
        || chinese_digit(c).is_some()
        || fraction(c).is_some()
        // The first letters of the English number words.
        || matches!(c, 'a' | 'o' | 't' | 'f' | 's' | 'e' | 'n' | 'h' | 'q' | 'z')
}

pub(super) fn chinese_digit(c: char) -> Option<i128> {
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

pub(super) fn large_unit(c: char) -> Option<i128> {
    Some(match c {
        '万' => 10_000,
        '亿' => 100_000_000,
        '兆' => 1_000_000_000_000,
        _ => return None,
    })
}

/// One character for a part of one, times [`SCALE`]; 0 for those that are no whole number of 10⁻¹².
fn fraction(c: char) -> Option<i128> {
    Some(match c {
        '½' => SCALE / 2,
        '¼' => SCALE / 4,
        '¾' => SCALE / 4 * 3,
        '⅛' => SCALE / 8,
        '⅜' => SCALE / 8 * 3,
        '⅝' => SCALE / 8 * 5,
        '⅞' => SCALE / 8 * 7,
        '⅕' => SCALE / 5,
        '⅖' => SCALE / 5 * 2,
        '⅗' => SCALE / 5 * 3,
        '⅘' => SCALE / 5 * 4,
        '⅓' | '⅔' | '⅙' | '⅚' => 0,
        _ => return None,
    })
}

/// Reads the number that starts at `at`.
pub(super) fn read(chars: &[char], at: usize) -> Reading {
    if chars.get(at).is_some_and(char::is_ascii_alphabetic) {
        return words(chars, at);
    }
    let mut state = State { at, ..State::default() };
    let sound = state.run(chars).and_then(|()| state.finish(chars, at));
    let Some(mut number) = sound else {
        // All of it is passed over, so that nobody reads a piece of it: 兩三百億 holds no 百億.
        return Reading { number: None, next: skip(chars, state.at).max(at.saturating_add(1)) };
    };
    if state.last_unit == 0 {
        let mut from = number.next;
        let mut plus = None;
        if let Some((part, end)) = and_a_part(chars, from).or_else(|| and_of_digits(chars, from)) {
            number.value = number.value.saturating_add(part);
            from = end;
        } else if chars.get(from) == Some(&'+') {
            plus = Some(Qualifier::AtLeast);
            from += 1;
        } else if matches!(chars.get(from), Some(' ' | '-'))
            && let Some(end) = is_word(chars, from + 1, "plus")
        {
            plus = Some(Qualifier::AtLeast);
            from = end;
        }
        let whole = from == number.next;
        match scaled(chars, number.value, from) {
            Some(Scaled { value, unit, next, spelt, money_only }) => {
                number = Number {
                    value,
                    unit: unit.saturating_mul(SCALE),
                    shared: unit.saturating_mul(SCALE),
                    next,
                    said: plus.or(number.said),
                    is_large: spelt && !money_only && unit >= 1_000_000,
                    money_only,
                    plain: false,
                    ..number
                };
            }
            // `2 and a half` of something else, or a number too large.
            None if !whole && plus.is_none() => return Reading { number: None, next: from },
            None => {}
        }
    }
    Reading { number: Some(number), next: number.next }
}

/// ` 1/2` after a whole number.
fn and_of_digits(chars: &[char], at: usize) -> Option<(i128, usize)> {
    match chars.get(at..at + 4)? {
        [' ' | '-', '1', '/', '2'] => Some((SCALE / 2, at + 4)),
        [' ' | '-', '1', '/', '4'] => Some((SCALE / 4, at + 4)),
        [' ' | '-', '3', '/', '4'] => Some((SCALE / 4 * 3, at + 4)),
        _ => None,
    }
}

/// Past the rest of a number that cannot be read.
fn skip(chars: &[char], at: usize) -> usize {
    let own = |c: &char| {
        c.is_ascii_digit()
            || chinese_digit(*c).is_some()
            || small_unit(*c).is_some()
            || large_unit(*c).is_some()
            || matches!(c, '点' | '多' | '余' | '个' | '半')
    };
    at + chars.get(at..).map_or(0, |rest| rest.iter().take_while(|c| own(c)).count())
}

#[derive(Default)]
struct State {
    at: usize,
    /// What is behind a large unit already.
    total: i128,
    /// What is behind 十, 百 or 千 since.
    section: i128,
    /// The last of 十, 百 and 千 in the section, and the first.
    small: i128,
    first_small: i128,
    /// The section begins with 百 or 千 and no digit.
    bare_small: bool,
    /// Digits with no unit yet.
    digits: Option<i128>,
    /// How many Chinese digits `digits` holds, and whether one of them is zero.
    run: (usize, bool),
    /// `digits` are one ASCII digit.
    single: bool,
    /// `digits` are one to four ASCII digits.
    plain: bool,
    last_unit: i128,
    /// What stood before the last large unit had 百 or 千 in it.
    has_small: bool,
    /// What a bare number before this one shares of it in a range, if that is more than the last unit.
    shared: i128,
    said: Option<Qualifier>,
}

impl State {
    /// Reads as far as the number goes; nothing when what stands here is no sound number.
    fn run(&mut self, chars: &[char]) -> Option<()> {
        let peek = |i: usize| chars.get(i).copied().unwrap_or(' ');
        loop {
            let c = peek(self.at);
            // 1 兆 5000 億.
            if c == ' ' && self.goes_on_after_space(chars) {
                self.at += 1;
                continue;
            }
            // 1億零500萬.
            if c == '零' && self.last_unit > 0 && self.digits.is_none() && peek(self.at + 1).is_ascii_digit()
            {
                self.at += 1;
                continue;
            }
            if c.is_ascii_digit() || fraction(c).is_some() {
                if self.digits.is_some() {
                    return Some(());
                }
                let start = self.at;
                let (value, next) = ascii_digits(chars, self.at);
                self.at = next;
                self.digits = Some(value?);
                self.single = next == start + 1;
                self.plain = next <= start + 4 && chars.get(start..next)?.iter().all(char::is_ascii_digit);
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
                // 千百億 is "a great many"; 一百十 is well formed.
                let descends = self.small == 0 || unit < self.small;
                if !descends || self.section > 0 && self.digits.is_none() && unit != 10 {
                    return None;
                }
                // 百八十億 is eighty to a hundred, or 180.
                if self.section > 0 && self.bare_small {
                    return None;
                }
                self.bare_small = unit > 10 && self.digits.is_none();
                let part = self.digits.take().unwrap_or(SCALE).checked_mul(unit)?;
                self.section = self.section.checked_add(part)?;
                self.first_small = if self.small == 0 { unit } else { self.first_small };
                self.small = unit;
            } else if let Some((unit, next)) = self.next_large(chars) {
                // 三百五億: 350 or 305?
                if self.colloquial().is_some_and(|small| small > 10) {
                    return None;
                }
                self.no_list()?;
                self.at = next;
                let alone = self.total == 0 && self.digits.is_none() && self.small == self.first_small;
                let part = self.section.checked_add(self.digits.take().unwrap_or(0))?;
                // 1萬2000億: what is smaller than the unit is counted in it.
                let scaled = unit.checked_mul(SCALE)?;
                let smaller = if self.total < scaled { self.total } else { self.total % scaled };
                let counted = smaller.checked_add(part)?;
                if counted == 0 {
                    return None;
                }
                self.total = self.total.checked_sub(smaller)?.checked_add(counted.checked_mul(unit)?)?;
                self.has_small = self.small >= 100;
                if part != 0 {
                    self.shared = if alone && self.small >= 10 { self.small } else { 1 };
                }
                (self.section, self.small, self.first_small, self.bare_small) = (0, 0, 0, false);
                // 萬億 is one unit; after 億 come smaller ones, as in 1億2000萬.
                self.last_unit =
                    if self.last_unit != 0 && part == 0 { self.last_unit.checked_mul(unit)? } else { unit };
                if peek(self.at) == '半' && !"年天月日个小数途导".contains(peek(self.at + 1)) {
                    self.total = self.total.checked_add(self.last_unit.checked_mul(SCALE / 2)?)?;
                    self.at += 1;
                    return Some(());
                }
            } else if c == '半' && self.nothing_yet() {
                // 半億, 半個億.
                let from = self.at + 1 + usize::from(peek(self.at + 1) == '个');
                let unit = large_unit(peek(from)).filter(|unit| *unit > 10_000)?;
                self.at = from + 1;
                self.total = unit.checked_mul(SCALE / 2)?;
                self.last_unit = unit;
                self.shared = 1;
                return Some(());
            } else {
                return Some(());
            }
        }
    }

    /// Whether after a large unit and a space a number follows that has a large unit of its own.
    fn goes_on_after_space(&self, chars: &[char]) -> bool {
        if self.last_unit == 0 || self.digits.is_some() || self.section > 0 {
            return false;
        }
        let (value, end) = ascii_digits(chars, self.at + 1);
        let end = end + usize::from(chars.get(end) == Some(&' '));
        let unit = chars.get(end).and_then(|c| large_unit(*c));
        end > self.at + 1 && value.is_some() && unit.is_some_and(|unit| unit != self.last_unit)
    }

    fn nothing_yet(&self) -> bool {
        self.digits.is_none() && self.section == 0 && self.total == 0
    }

    /// 一兩億 is "one or two", not twelve.
    fn no_list(&mut self) -> Option<()> {
        let list = self.run.0 > 1 && !self.run.1;
        self.run = (0, false);
        (!list).then_some(())
    }

    /// The unit of which a single digit at the end is a tenth: 三萬五 is 35,000, 三千五 is 3,500.
    fn colloquial(&self) -> Option<i128> {
        let one = self.digits? != 0 && (self.run == (1, false) || self.run.0 == 0 && self.single);
        match (one, self.section > 0) {
            (true, true) => Some(self.small),
            (true, false) if self.last_unit > 0 => Some(self.last_unit),
            _ => None,
        }
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

    /// 萬, 億 or 兆 here, after one space, or after 多, 餘 or `+`, if need be.
    fn next_large(&mut self, chars: &[char]) -> Option<(i128, usize)> {
        if self.nothing_yet() {
            return None;
        }
        let counted = self.digits.is_some() || self.section > 0;
        let mut at = self.at;
        let said = match chars.get(at) {
            Some('多' | '余') if counted => Some(Qualifier::MoreThan),
            Some('+') if counted => Some(Qualifier::AtLeast),
            _ => None,
        };
        at += usize::from(said.is_some());
        if chars.get(at) == Some(&' ') && self.digits.is_some() {
            at += 1;
        }
        // 10個億, as is said for 10億.
        if counted && chars.get(at) == Some(&'个') && chars.get(at + 1) == Some(&'亿') {
            at += 1;
        }
        let unit = large_unit(*chars.get(at)?)?;
        // 兆瓦, 兆赫, 兆位元: here 兆 is mega.
        if unit == 1_000_000_000_000
            && matches!(
                chars.get(at + 1),
                Some(
                    '瓦' | '赫'
                        | '位'
                        | '字'
                        | '比'
                        | '帕'
                        | '伏'
                        | '焦'
                        | '欧'
                        | '宽'
                        | '流'
                        | 'b'
                        | 'h'
                        | 'w'
                )
            )
        {
            return None;
        }
        self.said = self.said.or(said);
        Some((unit, at + 1))
    }

    fn finish(&mut self, chars: &[char], start: usize) -> Option<Number> {
        let single = self.last_unit == 0 && self.section == 0;
        let colloquial = self.colloquial();
        let numerals = self.run.0;
        self.no_list().or(single.then_some(()))?;
        let mut digits = self.digits.unwrap_or(0);
        match colloquial {
            // 三百億五: of what is five?
            Some(_) if self.section == 0 && self.has_small => return None,
            Some(unit) if unit > 10 => digits = digits.checked_mul(unit)? / 10,
            _ => {}
        }
        let value = self.total.checked_add(self.section)?.checked_add(digits)?;
        // 百萬 and 千萬 with no digit are as often "a lot" or "by all means".
        let counted = chars.get(start).is_some_and(|c| c.is_ascii_digit() || chinese_digit(*c).is_some())
            || chars.get(start.saturating_add(1)).is_some_and(|c| chinese_digit(*c).is_some());
        let mut next = self.at;
        if self.last_unit > 0 && matches!(chars.get(next), Some('多' | '余')) {
            self.said = Some(Qualifier::MoreThan);
            next += 1;
        }
        let unit = self.last_unit.max(1).checked_mul(SCALE)?;
        Some(Number {
            unit,
            shared: unit.checked_mul(self.shared.max(1))?,
            said: self.said,
            is_large: counted && self.last_unit >= 10_000,
            plain: self.plain && self.last_unit == 0 && self.section == 0,
            one_numeral: single && numerals == 1 && (1..=5 * SCALE).contains(&value),
            ..Number::new(value, next)
        })
    }
}

/// Digits with thousands separators and decimals, times [`SCALE`]. All of a run of digits is read, so that nobody
/// starts again in the middle of it; no value where it may be read in two ways: `1,5`, `1 234 567`, `1/2`.
fn ascii_digits(chars: &[char], start: usize) -> (Option<i128>, usize) {
    let digit = |i: usize| chars.get(i).and_then(|c| c.to_digit(10)).map(i128::from);
    let group = |sign: usize| (1..4).all(|i| digit(sign + i).is_some()) && digit(sign + 4).is_none();
    let mut at = start;
    let mut value = Some(0_i128);
    let mut first_group = 0_usize;
    while let Some(d) = digit(at) {
        value = value.and_then(|v| v.checked_mul(10)?.checked_add(d)).filter(|v| *v < SCALE * SCALE);
        at += 1;
        first_group += 1;
        let may_group = first_group <= 3 || at.saturating_sub(start) > first_group;
        if may_group && matches!(chars.get(at), Some(',' | '\'' | '’')) && group(at) {
            at += 1;
        }
    }
    value = value.and_then(|v| v.checked_mul(SCALE));
    if matches!(chars.get(at), Some('.')) && digit(at + 1).is_some() {
        at += 1;
        let mut place = SCALE;
        while let Some(d) = digit(at) {
            at += 1;
            place /= 10;
            value = value.and_then(|v| v.checked_add(d * place));
        }
    } else if chars.get(at) == Some(&'点') && digit(at + 1).is_some() && at > start {
        // 3點5億; but 10點30分.
        let tenth = digit(at + 1).filter(|_| digit(at + 2).is_none());
        value = value.zip(tenth).and_then(|(v, d)| v.checked_add(d * (SCALE / 10)));
        at += 2;
    }
    if let Some(part) = chars.get(at).copied().and_then(fraction) {
        value = value.and_then(|v| v.checked_add(part)).filter(|_| part > 0);
        at += 1;
    }
    let short = (1..=3).contains(&at.saturating_sub(start));
    let unclear = match chars.get(at) {
        Some(',' | '/') => digit(at + 1).is_some(),
        Some('，') => short && group(at),
        Some(' ') => short && group(at),
        _ => false,
    };
    if unclear {
        while digit(at).is_some()
            || matches!(chars.get(at), Some(',' | '/' | '，' | ' ' | '.')) && digit(at + 1).is_some()
        {
            at += 1;
        }
        return (None, at);
    }
    (value, at)
}
