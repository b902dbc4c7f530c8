//! Exact strings: what must stand in a text character by character, after folding.
//!
//! Spaces beside Chinese characters do not count, as writers differ about them and lines are broken anywhere;
//! other white space counts as one space. A string with Chinese in it matches anywhere; one without must begin and
//! end where words and numbers do, so that `"AI"` is not found in `said`.

use crate::analysis::terms::{is_clitic, meeting, write_unit};
use zhimai_text::fold::{Folded, fold, fold_into};
use zhimai_text::segment::{Unit, UnitKind, is_ideograph, units};

/// A string to be found exactly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Exact {
    /// Folded and compacted.
    needle: Vec<char>,
    /// Whether it must begin and end where units do.
    whole: bool,
    /// Whether its numbers must not go on beyond it: 50億 does not stand in 450億.
    apart: bool,
    /// What every text with the string has.
    pub(crate) terms: Vec<ExactTerm>,
    /// Whether a text with all the terms may still lack the string.
    pub(crate) verify: bool,
}

/// What every text with a string has.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum ExactTerm {
    /// A term of the field `text`.
    Term(String),
    Char(char),
    /// Where Chinese meets a word or number.
    Meeting(char, char),
}

impl Exact {
    /// `None` when nothing is left of the string after folding.
    pub(crate) fn new(text: &str) -> Option<Exact> {
        let mut needle = Vec::new();
        compact(&fold(text).chars, &mut needle, &mut Vec::new());
        let row: Vec<Unit> = units(&needle).collect();
        if row.is_empty() {
            return None;
        }
        let whole = !row.iter().any(|unit| unit.kind == UnitKind::Ideograph);
        let mut terms = Vec::new();
        let mut buffer = String::new();
        for (at, unit) in row.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|i| row.get(i));
            let next = row.get(at + 1);
            let kind = |unit: Option<&Unit>| unit.map(|unit| unit.kind);
            match unit.kind {
                UnitKind::Ideograph if kind(next) == Some(UnitKind::Ideograph) => {
                    terms.push(ExactTerm::Term(needle.iter().skip(unit.start).take(2).collect()));
                }
                // What it is beside tells that it is there: a pair, or a meeting.
                UnitKind::Ideograph
                    if [kind(before), kind(next)]
                        .iter()
                        .any(|kind| !matches!(kind, None | Some(UnitKind::Symbol))) => {}
                UnitKind::Ideograph | UnitKind::Symbol => {
                    terms.extend(needle.get(unit.start).map(|c| ExactTerm::Char(*c)));
                }
                UnitKind::Word | UnitKind::Number => {
                    if is_clitic(&needle, &row, at) {
                        continue;
                    }
                    if whole && bounded_whole(&row, at) || !whole && is_inner(&needle, &row, at) {
                        write_unit(&needle, unit, &mut buffer);
                        terms.push(ExactTerm::Term(buffer.clone()));
                    }
                }
            }
            if let Some((a, b)) = next.and_then(|next| meeting(&needle, unit, next)) {
                terms.push(ExactTerm::Meeting(a, b));
            }
        }
        terms.sort();
        terms.dedup();
        let verify = match row.as_slice() {
            [one] => one.kind == UnitKind::Number && needle.contains(&',') || one.end - one.start > 50,
            [a, b] => a.kind != UnitKind::Ideograph || b.kind != UnitKind::Ideograph,
            _ => true,
        };
        Some(Exact { needle, whole, apart: false, terms, verify })
    }

    /// The same, but numbers at its ends are whole numbers.
    pub(crate) fn apart(text: &str) -> Option<Exact> {
        let exact = Exact::new(text)?;
        Some(Exact { apart: true, verify: true, ..exact })
    }

    /// Where it stands in a text: ranges of folded characters, not overlapping.
    pub(crate) fn find(&self, text: &Folded, room: &mut Haystack) -> Vec<(usize, usize)> {
        room.fill(&text.chars);
        let mut out = Vec::new();
        let mut from = 0;
        while let Some(at) = room.next(self, from) {
            let end = at + self.needle.len();
            if let (Some(start), Some(last)) = (room.at.get(at), room.at.get(end - 1)) {
                out.push((*start, last + 1));
            }
            from = end;
        }
        out
    }

    /// Whether it stands in a text.
    pub(crate) fn stands_in(&self, text: &str, room: &mut Haystack) -> bool {
        let mut folded = std::mem::take(&mut room.folded);
        fold_into(text, &mut folded);
        room.fill(&folded.chars);
        room.folded = folded;
        room.next(self, 0).is_some()
    }
}

/// In a string without Chinese, every word and number is a unit of the text too, but where a sign at the end of the
/// string may go on: `c+` of `c++`, `4.` of `4.5`.
fn bounded_whole(row: &[Unit], at: usize) -> bool {
    let edge = |i: Option<usize>, last: usize| {
        i.and_then(|i| row.get(i)).is_some_and(|unit| unit.kind == UnitKind::Symbol) && i == Some(last)
    };
    !(edge(at.checked_sub(1), 0) || edge(at.checked_add(1), row.len() - 1))
}

/// Whether the unit's own characters are bounded by others of the string, so that it is a unit of the text too.
fn is_inner(chars: &[char], row: &[Unit], at: usize) -> bool {
    at > 0
        && at + 1 < row.len()
        && bounded_whole(row, at)
        && !(goes_on(chars, row, at) || comes_from(chars, row, at))
}

/// Whether a number is parted from another by a dot or comma: `45,00` is two numbers, and within `45,000` it is none.
fn goes_on(chars: &[char], row: &[Unit], at: usize) -> bool {
    let number = |i: usize| row.get(i).is_some_and(|unit| unit.kind == UnitKind::Number);
    let sign = row.get(at + 1).and_then(|sign| chars.get(sign.start));
    number(at) && number(at + 2) && matches!(sign, Some('.' | ','))
}

fn comes_from(chars: &[char], row: &[Unit], at: usize) -> bool {
    at.checked_sub(2).is_some_and(|before| goes_on(chars, row, before))
}

/// Memory for a text to look in.
#[derive(Debug, Default)]
pub(crate) struct Haystack {
    folded: Folded,
    chars: Vec<char>,
    at: Vec<usize>,
    edges: Vec<bool>,
}

impl Haystack {
    fn fill(&mut self, folded: &[char]) {
        self.edges.clear();
        compact(folded, &mut self.chars, &mut self.at);
    }

    fn next(&mut self, exact: &Exact, from: usize) -> Option<usize> {
        let needle = exact.needle.as_slice();
        let (first, rest) = needle.split_first()?;
        let mut from = from;
        loop {
            let found = self.chars.get(from..)?.iter().position(|c| c == first)?;
            let at = from + found;
            let end = at + needle.len();
            if self.chars.get(at + 1..end)? == rest
                && (!exact.whole || self.is_whole(at, end))
                && !(exact.apart && self.cuts_a_number(at, end))
            {
                return Some(at);
            }
            from = at + 1;
        }
    }

    /// Whether a number goes on before `start` or after `end`, also beyond a sign: the 50 of 1,50 and of 450.
    fn cuts_a_number(&self, start: usize, end: usize) -> bool {
        let digit =
            |at: Option<usize>| at.and_then(|at| self.chars.get(at)).is_some_and(char::is_ascii_digit);
        let sign =
            |at: Option<usize>| at.and_then(|at| self.chars.get(at)).is_some_and(|c| matches!(c, '.' | ','));
        let (first, last) = (Some(start), end.checked_sub(1));
        let (before, after) = (start.checked_sub(1), Some(end));
        let beyond = (start.checked_sub(2), end.checked_add(1));
        digit(first) && (digit(before) || sign(before) && digit(beyond.0))
            || digit(last) && (digit(after) || sign(after) && digit(beyond.1))
    }

    /// Whether units begin at `start` and end at `end`.
    fn is_whole(&mut self, start: usize, end: usize) -> bool {
        if self.edges.is_empty() {
            self.edges.resize(self.chars.len() + 1, true);
            for unit in units(&self.chars) {
                for inside in self.edges.iter_mut().take(unit.end).skip(unit.start + 1) {
                    *inside = false;
                }
            }
        }
        let edge = |at: usize| self.edges.get(at).copied().unwrap_or(true);
        edge(start) && edge(end)
    }
}

/// Drops the spaces that do not count; `at` says where each character stood.
fn compact(folded: &[char], chars: &mut Vec<char>, at: &mut Vec<usize>) {
    chars.clear();
    at.clear();
    let mut space = None;
    for (i, c) in folded.iter().enumerate() {
        if *c == ' ' {
            space = space.or(Some(i));
            continue;
        }
        if let Some(i) = space.take()
            && let Some(before) = chars.last()
            && !is_ideograph(*before)
            && !is_ideograph(*c)
        {
            chars.push(' ');
            at.push(i);
        }
        chars.push(*c);
        at.push(i);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(needle: &str, text: &str, expect: &[(usize, usize)]) {
        let exact = Exact::new(needle).unwrap();
        assert_eq!(exact.find(&fold(text), &mut Haystack::default()), expect, "{needle} in {text}");
    }

    #[test]
    fn where_strings_stand() {
        check("輝達", "辉达与輝達", &[(0, 2), (3, 5)]);
        check("使用GPT-5模型", "使用 GPT-5 模型", &[(0, 11)]);
        check("AI", "said the AI, OpenAI", &[(9, 11)]);
        check("AI晶片", "OpenAI晶片", &[(4, 8)]);
        check("20年", "2020年", &[(2, 5)]);
        check("4", "4.5 and 4", &[(8, 9)]);
        check("C++", "C++11, C++ and C", &[(0, 3), (7, 10)]);
        check("graphics  card", "Graphics\ncard", &[(0, 13)]);
        check("aa一", "aaa一", &[(1, 4)]);
        check("，", "a，b", &[(1, 2)]);
        assert_eq!(Exact::new(" \u{200d}"), None);
    }

    #[test]
    fn numbers_apart() {
        let check = |needle: &str, text: &str, expect: bool| {
            let exact = Exact::apart(needle).unwrap();
            assert_eq!(exact.stands_in(text, &mut Haystack::default()), expect, "{needle} in {text}");
        };
        check("50億美元", "50億美元", true);
        check("50億美元", "約50 億美元。", true);
        check("50億美元", "450億美元", false);
        check("50億美元", "1.50億美元", false);
        check("2025年11", "2025年11月", true);
        check("2025年1", "2025年11月", false);
    }

    #[test]
    fn terms_that_are_there() {
        fn check<const N: usize>(needle: &str, expect: [&str; N], verify: bool) {
            let exact = Exact::new(needle).unwrap();
            let found: Vec<String> = exact
                .terms
                .iter()
                .map(|term| match term {
                    ExactTerm::Term(term) => term.clone(),
                    ExactTerm::Meeting(a, b) => format!("{a}{b}"),
                    ExactTerm::Char(c) => c.to_string(),
                })
                .collect();
            assert_eq!(
                (found.as_slice(), exact.verify),
                (expect.map(str::to_owned).as_slice(), verify),
                "{needle}"
            );
        }
        check("輝達", ["辉达"], false);
        check("台積電", ["台积", "积电"], true);
        check("年", ["年"], false);
        check("年、A", ["、", "年"], true);
        check("20年", ["0年"], true);
        check("用GPT-5的", ["5", "gpt", "-", "5的", "用g"], true);
        // Within `45,000` there is no number 45.
        check("用45,00", [",", "用4"], true);
        check("nvidia", ["nvidia"], false);
        check("new york", ["new", "york"], true);
    }
}
