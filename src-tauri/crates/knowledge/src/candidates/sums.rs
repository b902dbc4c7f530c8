//! Which sum belongs to which verb.

use super::tokens::{Sort, Token};
use super::verbs::Mark;
use super::words::Word;
use std::ops::Range;
use zhimai_model::Qualifier;

/// The sums of a sentence that may move, by their tokens: without what something is worth or earns, and without what stands in
/// brackets, which says the same in another currency.
pub(super) fn moving(tokens: &[Token]) -> Vec<usize> {
    let mut depth = 0_usize;
    let mut out: Vec<usize> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token.sort {
            Sort::Word(Word::Open) => depth += 1,
            Sort::Word(Word::Close) => depth = depth.saturating_sub(1),
            Sort::Sum(_) if depth == 0 && !is_worth(tokens, at) => out.push(at),
            _ => {}
        }
    }
    out
}

/// So many tokens may stand between a sum and the word behind it that says what it is: $965 billion post-money valuation.
const BEHIND: usize = 4;

/// Whether the words beside a sum say that it is what something is worth, earns or costs apiece.
fn is_worth(tokens: &[Token], at: usize) -> bool {
    let head = tokens.get(..at).unwrap_or_default().iter().rev();
    for token in head {
        match token.sort {
            Sort::Word(Word::Worth) => return true,
            Sort::Sum(_) | Sort::Word(Word::Verb { .. } | Word::Pause | Word::Stop | Word::Price) => break,
            _ => {}
        }
    }
    let tail = tokens.get(at + 1..).unwrap_or_default().iter().take(BEHIND);
    for token in tail {
        match token.sort {
            Sort::Word(Word::Worth) => return true,
            Sort::Word(Word::Possessive) | Sort::Other | Sort::Unknown => {}
            _ => break,
        }
    }
    false
}

/// The sums of a verb, those that are joined by a word such as 與 together: behind it up to what ends its say, else before it,
/// else in the clause behind where that tells a price.
pub(super) fn of_verb(tokens: &[Token], moving: &[usize], verb: usize, clause: &Range<usize>) -> Vec<usize> {
    let next_verb = |at: usize| {
        let is_other =
            |i: &usize| matches!(tokens[*i].sort, Sort::Word(Word::Verb { verb, .. }) if !verb.is_noun);
        (at + 1..tokens.len()).find(is_other).unwrap_or(tokens.len())
    };
    let end = clause.end.min(next_verb(verb));
    if let Some(first) = moving.iter().copied().find(|at| (verb..end).contains(at)) {
        return raised(tokens, moving, first, clause.end)
            .map_or_else(|| joined(tokens, moving, first, clause.end), |sum| vec![sum]);
    }
    if let Some(last) = moving.iter().copied().rev().find(|at| (clause.start..verb).contains(at)) {
        return vec![last];
    }
    // 合約價值約 180 億美元.
    let mut from = clause.end + 1;
    for _ in 0..2 {
        let to = (from..tokens.len())
            .find(|i| matches!(tokens[*i].sort, Sort::Word(Word::Pause | Word::Stop)))
            .unwrap_or(tokens.len());
        if from >= to {
            break;
        }
        let own = from..to;
        let is = |fits: fn(Sort) -> bool| own.clone().any(|i| fits(tokens[i].sort));
        let tells_price = is(|sort| matches!(sort, Sort::Word(Word::Price)));
        let says_else = is(|sort| matches!(sort, Sort::Word(Word::Verb { verb, .. }) if !verb.is_noun));
        let names = is(|sort| matches!(sort, Sort::Name(_)));
        let mut sums = moving.iter().copied().filter(|at| own.contains(at));
        if let (Some(sum), None) = (sums.next(), sums.next())
            && !says_else
            && (tells_price || moving.len() == 1 && !names)
        {
            return vec![sum];
        }
        from = to + 1;
    }
    Vec::new()
}

/// Where a sum rises from one to another, the other: 由 1150 億上調至 1250 億, from $5 billion to $25 billion.
fn raised(tokens: &[Token], moving: &[usize], first: usize, end: usize) -> Option<usize> {
    let next = moving.iter().copied().find(|at| (first + 1..end).contains(at))?;
    let is_mark = |at: usize, own: Mark| {
        let sort = |at: usize| tokens.get(at).map(|token| token.sort);
        (at.saturating_sub(3)..at)
            .any(|i| matches!(sort(i), Some(Sort::Word(Word::Mark(mark))) if mark == own))
    };
    let from = is_mark(first, Mark::From) || is_mark(first, Mark::By);
    (from && (is_mark(next, Mark::To) || moving.len() == 2)).then_some(next)
}

/// A sum with those that are joined to it: 50 億與 100 億美元.
fn joined(tokens: &[Token], moving: &[usize], first: usize, end: usize) -> Vec<usize> {
    let mut out = vec![first];
    for next in moving.iter().copied().filter(|at| (first + 1..end).contains(at)) {
        let last = out.last().copied().unwrap_or(first);
        let between = tokens.get(last + 1..next).unwrap_or_default();
        let is_and = between.iter().any(|token| matches!(token.sort, Sort::Word(Word::And)));
        let is_plain = between
            .iter()
            .all(|token| matches!(token.sort, Sort::Other | Sort::Word(Word::And | Word::Plain)));
        if !(is_and && is_plain) {
            break;
        }
        out.push(next);
    }
    out
}

/// Words before a verb that are said of its sum: 最多再向 Anthropic 投資 300 億美元.
const BEFORE_VERB: &[(&str, Qualifier)] = &[
    ("最多", Qualifier::UpTo),
    ("至多", Qualifier::UpTo),
    ("最高", Qualifier::UpTo),
    ("至少", Qualifier::AtLeast),
    ("最少", Qualifier::AtLeast),
];

/// How a sum is to be read by the words of its clause that do not stand beside it.
pub(super) fn qualifier(tokens: &[Token], chars: &[char], sum: usize, span: &Range<usize>) -> Qualifier {
    let start = |at: usize| tokens.get(at).map_or(0, |token| token.range.start);
    let last =
        tokens.get(..sum).unwrap_or_default().iter().rposition(|token| matches!(token.sort, Sort::Sum(_)));
    let from = start(last.map_or(span.start, |last| last + 1).max(span.start));
    let own = chars.get(from..start(sum)).unwrap_or_default();
    let says = |word: &str| {
        let word: Vec<char> = word.chars().collect();
        own.windows(word.len()).any(|window| window == word)
    };
    BEFORE_VERB.iter().find(|(word, _)| says(word)).map_or(Qualifier::Exactly, |(_, qualifier)| *qualifier)
}
