//! The words around a sum that say how it is to be read.

/// How a sum is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
const BEFORE: [(&str, Qualifier); 50] = [
    ("up to a total of", UpTo),
    ("up to", UpTo),
    ("as much as", UpTo),
    ("at most", UpTo),
    ("no more than", UpTo),
    ("not more than", UpTo),
    ("至多", UpTo),
    ("最多", UpTo),
    ("最高", UpTo),
    ("高达", UpTo),
    ("多达", UpTo),
    ("上限", UpTo),
    ("不超过", UpTo),
    ("at least", AtLeast),
    ("no less than", AtLeast),
    ("not less than", AtLeast),
    ("≥", AtLeast),
    ("至少", AtLeast),
    ("最少", AtLeast),
    ("不少于", AtLeast),
    ("不低于", AtLeast),
    ("more than", MoreThan),
    ("greater than", MoreThan),
    ("in excess of", MoreThan),
    ("exceeding", MoreThan),
    ("above", MoreThan),
    ("over", MoreThan),
    (">", MoreThan),
    ("超过", MoreThan),
    ("多于", MoreThan),
    ("高于", MoreThan),
    ("突破", MoreThan),
    ("逾", MoreThan),
    ("超", MoreThan),
    ("less than", LessThan),
    ("under", LessThan),
    ("below", LessThan),
    ("<", LessThan),
    ("不到", LessThan),
    ("少于", LessThan),
    ("低于", LessThan),
    ("approximately", About),
    ("about", About),
    ("around", About),
    ("roughly", About),
    ("nearly", About),
    ("almost", About),
    ("约", About),
    ("近", About),
    ("~", About),
];

/// The qualifier of the sum from `start` to `end`. `more`: the number itself said 多 or 餘.
pub(super) fn around(chars: &[char], start: usize, end: usize, more: bool) -> Qualifier {
    if let Some(head) = chars.get(..start) {
        let head = head.strip_suffix(&[' ']).unwrap_or(head);
        let last = head.last().copied().unwrap_or(' ');
        for (word, qualifier) in BEFORE.into_iter().filter(|(word, _)| word.ends_with(last)) {
            let Some(at) = head.len().checked_sub(word.chars().count()) else { continue };
            let Some((rest, tail)) = head.split_at_checked(at) else { continue };
            let inside = word.starts_with(|c: char| c.is_ascii_lowercase())
                && rest.last().is_some_and(char::is_ascii_alphabetic);
            if !inside && tail.iter().copied().eq(word.chars()) {
                return qualifier;
            }
        }
    }
    if let Some(tail) = chars.get(end..) {
        for (word, qualifier) in [
            (['以', '上'], AtLeast),
            (['左', '右'], About),
            (['上', '下'], About),
            (['以', '内'], UpTo),
            (['以', '下'], UpTo),
        ] {
            if tail.starts_with(&word) {
                return qualifier;
            }
        }
        if tail.first() == Some(&'+') {
            return AtLeast;
        }
    }
    if more { MoreThan } else { Exactly }
}
