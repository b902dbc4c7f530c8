//! Texts in columns: a Chinese character takes two of a terminal's.

/// The columns of a terminal that a person reads at.
pub(crate) const WIDTH: usize = 80;

/// How many columns a text takes.
pub(crate) fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

/// A text with blanks after it, up to so many columns.
pub(crate) fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// Two texts at both ends of a line, or, where they do not fit, below each other, the second indented as far as there is room.
pub(crate) fn apart(left: &str, right: &str, indent: usize) -> String {
    if right.is_empty() {
        return left.to_owned();
    }
    let room = WIDTH.checked_sub(width(left) + width(right)).filter(|room| *room > 1);
    match room {
        Some(room) => format!("{left}{}{right}", " ".repeat(room)),
        None => {
            let indent = indent.min(WIDTH.saturating_sub(width(right)));
            format!("{left}\n{}{right}", " ".repeat(indent))
        }
    }
}

/// A text in lines of a terminal, each after the first indented. Breaks stand between words, and between Chinese
/// characters where what follows may begin a line.
pub(crate) fn wrapped(text: &str, indent: usize) -> String {
    let (mut out, mut used) = (String::new(), 0);
    for piece in pieces(text) {
        let bare = width(piece.trim_end());
        if used > indent && used + bare > WIDTH {
            out.truncate(out.trim_end().len());
            out.push('\n');
            out.push_str(&" ".repeat(indent));
            used = indent;
        }
        out.push_str(piece);
        used += width(piece);
    }
    out
}

/// What no line is broken within.
fn pieces(text: &str) -> Vec<&str> {
    let (mut all, mut start) = (Vec::new(), 0);
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let may_break = before.is_some_and(|before| {
            before == ' ' && c != ' '
                || (columns(before) == 2 || columns(c) == 2) && before != ' ' && !clings(before, c)
        });
        if may_break {
            all.push(&text[start..at]);
            start = at;
        }
        before = Some(c);
    }
    all.push(&text[start..]);
    all
}

/// Whether a line may not end after the one or begin with the other.
fn clings(before: char, c: char) -> bool {
    "，。、；：！？」』）》〉”’…,.;:!?)%".contains(c) || "「『（《〈“‘(".contains(before) || c == ' '
}

fn columns(c: char) -> usize {
    match u32::from(c) {
        0x0300..=0x036f | 0x200b..=0x200f | 0xfe00..=0xfe0f => 0,
        0x1100..=0x115f
        | 0x2e80..=0xa4cf
        | 0xac00..=0xd7a3
        | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f
        | 0xff00..=0xff60
        | 0xffe0..=0xffe6
        | 0x1f300..=0x1faff
        | 0x20000..=0x3fffd => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_takes_two_columns() {
        assert_eq!(width("輝達 AI"), 7);
        assert_eq!(padded("輝達", 6), "輝達  ");
        let line = apart("輝達", "US$1", 2);
        assert_eq!((width(&line), line.starts_with("輝達 "), line.ends_with(" US$1")), (WIDTH, true, true));
        assert_eq!(apart(&"長".repeat(39), "US$1", 2), format!("{}\n  US$1", "長".repeat(39)));
    }

    #[test]
    fn lines_are_as_wide_as_a_terminal_at_the_most() {
        let text =
            "輝達與 OpenAI 簽了意向書，最多投資1,000億美元。".repeat(6) + &"words in a row ".repeat(10);
        let lines = wrapped(&text, 4);
        assert!(lines.lines().all(|line| width(line) <= WIDTH), "{lines}");
        assert!(lines.lines().skip(1).all(|line| line.starts_with("    ")), "{lines}");
        assert!(!lines.lines().any(|line| line.trim_start().starts_with(['，', '。'])), "{lines}");
        let together = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(together(&lines), together(&text));
    }
}
