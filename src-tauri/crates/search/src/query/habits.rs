//! What people are used to from other search programs and is not done here: it is told, and the words are searched for.

/// What is left of a word when the signs that do nothing here are taken off; nothing when there are none.
/// `glued`: a quotation mark or parenthesis ends right before it.
pub(super) fn without_signs(word: &str, glued: bool) -> Option<String> {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
    let number = |text: &str| text.chars().all(|c| c.is_ascii_digit() || c == '.');
    // `"a b"~5`, `"a b"^2`
    if glued && word.strip_prefix(['~', '^']).is_some_and(number) {
        return Some(String::new());
    }
    // `foo*`, `*foo`; but not the algorithm `A*`.
    let bare = word.trim_matches('*');
    if bare.len() < word.len() && letters(bare) >= 2 {
        return Some(bare.to_owned());
    }
    // `foo~`, `foo~2`, `foo^2`, `foo^0.5`
    if let Some((bare, rest)) = word.rsplit_once(['~', '^'])
        && number(rest)
        && letters(bare) >= 2
        && (word.contains('~') || !rest.is_empty())
    {
        return Some(bare.to_owned());
    }
    // `~foo`, `!foo`
    if let Some(bare) = word.strip_prefix(['~', '!'])
        && bare.chars().next().is_some_and(char::is_alphabetic)
    {
        return Some(bare.to_owned());
    }
    // `/fo+/`
    if let Some(inside) = word.strip_prefix('/').and_then(|rest| rest.strip_suffix('/'))
        && !inside.is_empty()
        && !inside.contains('/')
    {
        return Some(inside.to_owned());
    }
    // `>10B` without a field
    if let Some(bare) =
        word.strip_prefix(['<', '>', '≤', '≥', '＜', '＞']).map(|rest| rest.trim_start_matches('='))
        && bare.chars().any(|c| c.is_ascii_digit())
    {
        return Some(bare.to_owned());
    }
    // `W/5`, `PRE/5`, `NEAR/few`
    if let Some((name, distance)) = word.split_once('/')
        && !distance.is_empty()
        && match name.to_ascii_uppercase().as_str() {
            "W" | "PRE" | "WITHIN" | "ADJ" | "ONEAR" => number(distance),
            "NEAR" => !distance.bytes().all(|b| b.is_ascii_digit()),
            _ => false,
        }
    {
        return Some(String::new());
    }
    inner_wildcard(word).then(|| word.to_owned())
}

/// `wom?n`, `colo*r`
fn inner_wildcard(word: &str) -> bool {
    let chars: Vec<char> = word.chars().collect();
    let plain = chars.iter().all(|c| c.is_ascii_alphabetic() || matches!(c, '?' | '*'));
    plain
        && chars.windows(3).any(
            |three| matches!(three, [a, '?' | '*', b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic()),
        )
}

/// The names of fields that other programs have, in small letters.
const FIELDS: [&str; 28] = [
    "title",
    "intitle",
    "allintitle",
    "標題",
    "标题",
    "body",
    "text",
    "content",
    "內文",
    "内文",
    "正文",
    "url",
    "inurl",
    "網址",
    "网址",
    "site",
    "domain",
    "filetype",
    "ext",
    "tag",
    "tags",
    "標籤",
    "标签",
    "after",
    "before",
    "since",
    "until",
    "type",
];

/// Whether a word before a colon is the name of a field that there is elsewhere, and not here.
pub(super) fn is_foreign_field(name: &str) -> bool {
    FIELDS.contains(&name.to_lowercase().as_str())
}
