//! The signs and operators that a query is made of, in all the forms that people write them.

/// An operator's name as it is written here, whatever its width; others as they are.
pub(super) fn half_width(word: &str) -> String {
    let half = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c),
        c => c,
    };
    word.chars().map(half).collect()
}

pub(super) fn is_operator(word: &str) -> bool {
    matches!(word, "AND" | "OR" | "NOT" | "&&" | "||") || distance(word).is_some()
}

/// What a word asks for as the operator that wants two things near each other: a distance, or none that is stated.
pub(super) fn distance(word: &str) -> Option<Option<usize>> {
    if word == "NEAR" {
        return Some(None);
    }
    let word = word.to_ascii_uppercase();
    let number = word.strip_prefix("NEAR/").or_else(|| {
        let rest = word.strip_prefix("NEAR(").or_else(|| word.strip_prefix("AROUND("))?;
        rest.strip_suffix(')')
    })?;
    number.parse().ok().map(Some)
}

pub(super) fn is_minus(c: char) -> bool {
    matches!(c, '-' | '－' | '−')
}

pub(super) fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：')
}

pub(super) fn is_double(c: char) -> bool {
    matches!(c, '"' | '＂' | '“' | '”' | '„' | '〝' | '〞')
}

/// The mark that closes what this one opens. A stray closing mark opens too: people mix them up.
pub(super) fn closing(open: char) -> Option<char> {
    match open {
        c if is_double(c) => Some('"'),
        '「' => Some('」'),
        '『' => Some('』'),
        '«' => Some('»'),
        _ => None,
    }
}

/// Whether a quotation begins inside a word; a straight mark does not (`27" screen`, `5'11"`).
pub(super) fn opens_here(c: char, at: usize, start: usize) -> bool {
    at > start && c != '"' && c != '”' && closing(c).is_some()
}
