//! Signs of LaTeX in fields of BibTeX.

use unicode_normalization::UnicodeNormalization;

/// A text as LaTeX would set it: `{\"o}` is ö, `\&` is &, commands go and their words stay.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    // The mark that goes on the next letter.
    let mut mark = None;
    while let Some(c) = chars.next() {
        match c {
            '{' | '}' => {}
            '~' => out.push(' '),
            '\\' => match chars.next() {
                Some(sign) if !sign.is_alphabetic() => match accent(sign) {
                    Some(accent) => mark = Some(accent),
                    None if sign == '\\' => out.push('\n'),
                    None => out.push(sign),
                },
                Some(letter) => {
                    let mut name = String::from(letter);
                    while let Some(next) = chars.next_if(char::is_ascii_alphabetic) {
                        name.push(next);
                    }
                    if let Some(accent) = accent_named(&name) {
                        mark = Some(accent);
                    } else {
                        out.push_str(symbol(&name));
                    }
                    chars.next_if(|c| *c == ' ');
                }
                None => {}
            },
            c => {
                out.push(c);
                if let Some(mark) = mark.take() {
                    out.push(mark);
                }
            }
        }
    }
    let out: String = out.nfc().collect();
    out.replace("---", "—").replace("--", "–").replace("``", "“").replace("''", "”")
}

fn accent(sign: char) -> Option<char> {
    Some(match sign {
        '"' => '\u{308}',
        '\'' => '\u{301}',
        '`' => '\u{300}',
        '^' => '\u{302}',
        '~' => '\u{303}',
        '=' => '\u{304}',
        '.' => '\u{307}',
        _ => return None,
    })
}

fn accent_named(name: &str) -> Option<char> {
    Some(match name {
        "c" => '\u{327}',
        "v" => '\u{30c}',
        "u" => '\u{306}',
        "H" => '\u{30b}',
        "k" => '\u{328}',
        "r" => '\u{30a}',
        _ => return None,
    })
}

/// What a command without words stands for; nothing where it only says how words look.
fn symbol(name: &str) -> &'static str {
    match name {
        "ss" => "ß",
        "o" => "ø",
        "O" => "Ø",
        "l" => "ł",
        "L" => "Ł",
        "ae" => "æ",
        "AE" => "Æ",
        "aa" => "å",
        "AA" => "Å",
        "i" => "i",
        "textendash" => "–",
        "textemdash" => "—",
        "ldots" | "dots" => "…",
        "par" => "\n",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn signs_go_and_words_stay() {
        for (text, expect) in [
            ("{G{\\\"o}del} \\& {\\'{e}}t{\\'e}", "Gödel & été"),
            ("\\textit{AI}~chips: 10\\% more --- ``now''", "AI chips: 10% more — “now”"),
            ("{\\v{S}} koda {\\ss} \\o re", "Š koda ß øre"),
            ("三方結盟", "三方結盟"),
            ("\\", ""),
        ] {
            assert_eq!(plain(text), expect, "{text}");
        }
    }
}
