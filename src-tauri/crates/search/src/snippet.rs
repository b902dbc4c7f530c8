//! Cutting a passage out of a text, by characters and at the ends of sentences where possible.

use crate::request::Marked;

/// How wide a passage is: Chinese characters count two, others one.
const WIDTH: usize = 200;
/// How much of it may stand before what is to be shown.
const BEFORE: usize = 60;

/// The passage of a text around the code points `start..end`, with those of the marks that are in it.
/// White space becomes single spaces; signs of headings at the beginning of a paragraph are left out.
pub(crate) fn passage(text: &str, start: usize, end: usize, marks: &[[u32; 2]]) -> Marked {
    let chars: Vec<char> = text.chars().collect();
    let start = start.min(chars.len());
    let (from, cut_before) = begin(&chars, start);
    let (to, cut_after) = finish(&chars, from, end.min(chars.len()).max(start));
    let mut out = Marked::default();
    if cut_before {
        out.text.push('…');
    }
    let mut length = u32::from(cut_before);
    // Where each code point of the passage went.
    let mut places = Vec::with_capacity(to.saturating_sub(from) + 1);
    let mut space = true;
    for (at, c) in chars.iter().enumerate().take(to).skip(from) {
        places.push(length);
        let c = if c.is_whitespace() { ' ' } else { *c };
        if c == ' ' && space || is_heading_sign(&chars, at) {
            continue;
        }
        space = c == ' ';
        out.text.push(c);
        length += 1;
    }
    if out.text.ends_with(' ') {
        out.text.pop();
        length -= 1;
    }
    places.push(length);
    let place = |at: u32| {
        let at = (at as usize).clamp(from, to) - from;
        places.get(at).copied().unwrap_or(length).min(length)
    };
    for [a, b] in marks {
        let (a, b) = (place(*a), place(*b));
        if a < b {
            out.marks.push([a, b]);
        }
    }
    if cut_after {
        out.text.push('…');
    }
    out
}

/// `#` at the beginning of a paragraph, as headings are written.
fn is_heading_sign(chars: &[char], at: usize) -> bool {
    let before = chars.get(..at).unwrap_or_default().iter().rev().find(|c| **c != '#');
    chars.get(at) == Some(&'#')
        && before.is_none_or(|c| *c == '\n')
        && chars.get(at..).unwrap_or_default().iter().find(|c| **c != '#') == Some(&' ')
}

fn width(c: char) -> usize {
    if c.is_ascii() || c < '\u{1100}' { 1 } else { 2 }
}

/// Where the passage begins, and whether that is within a sentence.
fn begin(chars: &[char], start: usize) -> (usize, bool) {
    let (mut at, mut used) = (start, 0);
    let mut space = None;
    while at > 0 {
        if ends_sentence(chars, at) {
            return (at, false);
        }
        let Some(before) = chars.get(at - 1) else { break };
        used += width(*before);
        if used > BEFORE {
            // No word is cut in two.
            let at =
                if before.is_alphanumeric() && width(*before) == 1 { space.unwrap_or(start) } else { at };
            return (at, true);
        }
        if before.is_whitespace() {
            space = Some(at);
        }
        at -= 1;
    }
    (0, false)
}

/// Where the passage ends, and whether that is within a sentence.
fn finish(chars: &[char], from: usize, shown: usize) -> (usize, bool) {
    let (mut at, mut used) = (from, 0);
    let (mut sentence, mut space) = (None, None);
    while let Some(c) = chars.get(at) {
        used += width(*c);
        if used > WIDTH {
            if let Some(sentence) = sentence {
                return (sentence, false);
            }
            let at = if c.is_alphanumeric() && width(*c) == 1 { space.unwrap_or(at) } else { at };
            return (at, true);
        }
        at += 1;
        if at >= shown && used > WIDTH / 3 && ends_sentence(chars, at) {
            sentence = Some(at);
        }
        if c.is_whitespace() {
            space = Some(at);
        }
    }
    (chars.len(), false)
}

/// Whether a sentence or paragraph ends right before `at`.
fn ends_sentence(chars: &[char], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|i| chars.get(i)) else { return true };
    let next = chars.get(at);
    let closes = |c: &char| matches!(c, '」' | '』' | '”' | '）' | ')' | '"' | '’');
    match before {
        '。' | '！' | '？' | '\n' => next.is_none_or(|next| !closes(next)),
        '.' | '!' | '?' => next.is_none_or(|c| c.is_whitespace()),
        c if closes(c) => matches!(at.checked_sub(2).and_then(|i| chars.get(i)), Some('。' | '！' | '？')),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, range: (usize, usize), expect: &str) {
        let marks = [[range.0 as u32, range.1 as u32]];
        let out = passage(text, range.0, range.1, &marks);
        let mut shown = String::new();
        for (at, c) in (0..).zip(out.text.chars()) {
            if out.marks.iter().any(|mark| mark[0] == at) {
                shown.push('[');
            }
            shown.push(c);
            if out.marks.iter().any(|mark| mark[1] == at + 1) {
                shown.push(']');
            }
        }
        assert_eq!(shown, expect);
    }

    #[test]
    fn passages() {
        check("第一句。輝達發布新晶片。", (4, 6), "[輝達]發布新晶片。");
        check("One.  Two\n\nthree", (6, 9), "[Two] three");
        check("導言\n\n## 小標\n\n正文", (7, 9), "[小標] 正文");
        check("", (0, 0), "");
        let long = format!("{}輝達{}", "前".repeat(50), "後".repeat(200));
        let expect = format!("…{}[輝達]{}…", "前".repeat(30), "後".repeat(68));
        check(&long, (50, 52), &expect);
        let words = format!("{} Nvidia {}", "before ".repeat(20).trim(), "after ".repeat(60));
        let start = words.find("Nvidia").unwrap();
        let out = passage(&words, start, start + 6, &[]);
        assert!(out.text.starts_with("…before ") && out.text.ends_with("after…"), "{}", out.text);
    }

    proptest! {
        #[test]
        fn marks_stay_in_the_passage(text in "[a-z 。.\n#輝達🙂]{0,300}", start in 0..320_usize, length in 0..9_usize) {
            let out = passage(&text, start, start + length, &[[start as u32, (start + length) as u32]]);
            let count = out.text.chars().count() as u32;
            prop_assert!(out.marks.iter().all(|mark| mark[0] < mark[1] && mark[1] <= count));
        }
    }
}
