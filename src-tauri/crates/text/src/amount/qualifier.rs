//! The words around a sum that say how it is to be read.

use crate::char_set::CharSet;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// How a sum is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Qualifier {
    /// As it stands.
    Exactly,
    /// Not more: 最多, 高達, up to.
    UpTo,
    /// 約, 近, about, nearly.
    About,
    /// 超過, 逾, more than, over.
    MoreThan,
    /// 至少, 以上, at least.
    AtLeast,
    /// 不到, less than.
    LessThan,
}

use Qualifier::{About, AtLeast, Exactly, LessThan, MoreThan, UpTo};

/// Longer ones first where one ends another.
const BEFORE: [(&str, Qualifier); 69] = [
    ("up to a total of", UpTo),
    ("up to", UpTo),
    ("as much as", UpTo),
    ("as high as", UpTo),
    ("at most", UpTo),
    ("no more than", UpTo),
    ("not more than", UpTo),
    ("至多", UpTo),
    ("最多", UpTo),
    ("最多达", UpTo),
    ("最多可达", UpTo),
    ("最高", UpTo),
    ("最高达", UpTo),
    ("最高可达", UpTo),
    ("高达", UpTo),
    ("多达", UpTo),
    ("上限", UpTo),
    ("不超过", UpTo),
    ("不多于", UpTo),
    ("at least", AtLeast),
    ("no less than", AtLeast),
    ("not less than", AtLeast),
    ("upwards of", AtLeast),
    ("≥", AtLeast),
    ("至少", AtLeast),
    ("最少", AtLeast),
    ("不少于", AtLeast),
    ("不低于", AtLeast),
    ("more than", MoreThan),
    ("greater than", MoreThan),
    ("in excess of", MoreThan),
    ("north of", MoreThan),
    ("exceeding", MoreThan),
    ("above", MoreThan),
    ("over", MoreThan),
    (">", MoreThan),
    ("超过", MoreThan),
    ("多于", MoreThan),
    ("高于", MoreThan),
    ("大于", MoreThan),
    ("突破", MoreThan),
    ("逾", MoreThan),
    ("超", MoreThan),
    ("fewer than", LessThan),
    ("less than", LessThan),
    ("under", LessThan),
    ("below", LessThan),
    ("<", LessThan),
    ("不到", LessThan),
    ("不足", LessThan),
    ("不满", LessThan),
    ("少于", LessThan),
    ("低于", LessThan),
    ("小于", LessThan),
    ("approximately", About),
    ("approx.", About),
    ("about", About),
    ("around", About),
    ("roughly", About),
    ("nearly", About),
    ("almost", About),
    ("close to", About),
    ("some", About),
    ("大约", About),
    ("约", About),
    ("接近", About),
    ("将近", About),
    ("近", About),
    ("~", About),
];

/// The last characters of [`BEFORE`]: most sums have none before them.
static ENDS: LazyLock<CharSet> =
    LazyLock::new(|| BEFORE.iter().filter_map(|(word, _)| word.chars().last()).collect());

/// The qualifier that a text ends with, and its length in characters.
pub(super) fn at_end(text: &[char]) -> Option<(Qualifier, usize)> {
    let last = *text.last()?;
    if !ENDS.contains(last) {
        return None;
    }
    BEFORE.iter().filter(|(word, _)| word.ends_with(last)).find_map(|(word, qualifier)| {
        let length = word.chars().count();
        let (rest, tail) = text.split_at_checked(text.len().checked_sub(length)?)?;
        let inside = word.starts_with(|c: char| c.is_ascii_lowercase())
            && rest.last().is_some_and(char::is_ascii_alphabetic);
        (!inside && !belongs_before(word, rest) && tail.iter().copied().eq(word.chars()))
            .then_some((*qualifier, length))
    })
}

/// Whether a word that could qualify a sum belongs to what stands before it: 找不到, adds up to, 77% above.
fn belongs_before(word: &str, rest: &[char]) -> bool {
    let head = rest.strip_suffix(&[' ']).unwrap_or(rest);
    let ends = |words: &[&str]| {
        words.iter().any(|word| {
            head.len() >= word.len() && head.iter().rev().copied().take(word.len()).eq(word.chars().rev())
        })
    };
    match word {
        "不到" => head.last().is_some_and(|c| "找看见听想料查".contains(*c)),
        "up to" => ends(&["add", "adds", "added", "adding"]),
        "above" | "over" | "below" | "under" => ends(&["%", "per cent", "percent"]),
        _ => false,
    }
}

/// The qualifier of the sum from `start` to `end`. `said`: what the number itself says, as in 100多億.
pub(super) fn around(chars: &[char], start: usize, end: usize, said: Option<Qualifier>) -> Qualifier {
    let head = chars.get(..start).unwrap_or_default();
    let head = head.strip_suffix(&[' ']).unwrap_or(head);
    // 可達新台幣100億, 共約合人民幣100億: what stands between says nothing of its own.
    let head = head.strip_suffix(&['为']).or_else(|| head.strip_suffix(&['合'])).unwrap_or(head);
    if let Some((qualifier, _)) = at_end(head) {
        return qualifier;
    }
    let tail = chars.get(end..).unwrap_or_default();
    let spaced = tail.strip_prefix(&[' ']).unwrap_or(tail);
    for (words, qualifier) in AFTER {
        let mut own = spaced.iter();
        if words.chars().all(|c| own.next() == Some(&c))
            && !(words.is_ascii() && spaced.get(words.len()).is_some_and(char::is_ascii_alphabetic))
        {
            return qualifier;
        }
    }
    if tail.first() == Some(&'+') || tail.starts_with(&['-', 'p', 'l', 'u', 's']) {
        return AtLeast;
    }
    said.unwrap_or(Exactly)
}

const AFTER: [(&str, Qualifier); 11] = [
    ("以上", AtLeast),
    ("左右", About),
    ("上下", About),
    ("以内", UpTo),
    ("以下", UpTo),
    ("之内", UpTo),
    ("or more", AtLeast),
    ("or so", About),
    ("or less", UpTo),
    ("at least", AtLeast),
    ("plus", AtLeast),
];
