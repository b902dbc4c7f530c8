//! Paragraphs of plain text.

use zhimai_model::Block;

/// The blocks of a plain text.
pub(crate) fn blocks(text: &str) -> Vec<Block> {
    flat(paragraphs(text))
}

/// Paragraphs as blocks. Signs of Markdown are what they are in a text that is none, but people mark headings so everywhere.
pub(crate) fn flat(paragraphs: Vec<String>) -> Vec<Block> {
    let block = |paragraph: String| match paragraph.strip_prefix("## ") {
        Some(heading) => Block::heading(2, heading),
        None => Block::paragraph(paragraph),
    };
    paragraphs.into_iter().map(block).collect()
}

/// The paragraphs of a plain text. Blank lines part them; lines that somebody broke at a fixed width are joined, and
/// otherwise every line is a paragraph.
pub(crate) fn paragraphs(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut block: Vec<&str> = Vec::new();
    for line in lines(text).map(trim).chain([""]) {
        if !line.is_empty() {
            block.push(line);
        } else if is_wrapped(&block) {
            out.push(join(&block));
            block.clear();
        } else {
            out.extend(block.drain(..).map(str::to_owned));
        }
    }
    out
}

/// Whether a line may be the title of what follows: it is short, and no sentence ends or goes on behind it.
pub(crate) fn is_title(line: &str) -> bool {
    const LONGEST: usize = 60;
    let ends_open = line.ends_with(['。', '．', '.', '，', ',', '、', '；', ';', '：', ':', '！', '？']);
    !ends_open && !line.contains('\n') && width(line) <= LONGEST
}

/// All that Unicode and old editors take for the end of a line.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'])
}

fn trim(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}')
}

/// Lines of much the same length, most of them ending in the middle of a sentence.
fn is_wrapped(block: &[&str]) -> bool {
    let [head @ .., last] = block else { return false };
    if head.len() < 2 {
        return false;
    }
    let widths: Vec<usize> = head.iter().map(|line| width(line)).collect();
    let most = widths.iter().copied().max().unwrap_or(0);
    let open = head
        .iter()
        .filter(|line| {
            !line.ends_with(['。', '.', '!', '?', '！', '？', '”', '」', '…', ':', '：', ';', '；'])
        })
        .count();
    let full = widths.iter().filter(|width| **width * 4 >= most * 3).count();
    let listed = block.iter().filter(|line| is_item(line)).count();
    (30..=120).contains(&most)
        && width(last) <= most
        && open * 2 > head.len()
        && full * 10 >= head.len() * 9
        && listed * 3 < block.len()
}

fn is_item(line: &str) -> bool {
    line.starts_with(['-', '*', '•', '·', '#', '|', '>'])
        || line.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(['.', '、', ')', '．'])
}

fn join(block: &[&str]) -> String {
    let mut out = String::new();
    for line in block {
        let wide = |c: Option<char>| c.is_none_or(is_wide);
        let unspaced = out.is_empty() || (wide(out.chars().last()) && wide(line.chars().next()));
        if !unspaced {
            out.push(' ');
        }
        out.push_str(line);
    }
    out
}

/// Columns on a screen of fixed width.
pub(crate) fn width(line: &str) -> usize {
    line.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

/// Ideographs, kana, and the signs that go with them: no space stands between two of these.
pub(crate) fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}' | '“' | '”' | '—' | '…')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        assert_eq!(paragraphs(text), expect, "{text:?}");
    }

    #[test]
    fn blank_lines_and_single_ones() {
        check("一。\n\n二。\n三。", &["一。", "二。", "三。"]);
        check("a\r\n\r\nb\rc\u{2028}d", &["a", "b", "c", "d"]);
        check("\u{3000}\u{3000}段首。\n\u{3000}\n", &["段首。"]);
        check("", &[]);
    }

    #[test]
    fn lines_broken_at_a_width_are_joined() {
        let text = "The three companies said on Tuesday that they had\nagreed on a deal which will bring more of the same\nto those who asked for it.\n\nAnother one.";
        check(
            text,
            &[
                "The three companies said on Tuesday that they had agreed on a deal which will bring more of the same to those who asked for it.",
                "Another one.",
            ],
        );
        check(
            "三家公司在星期二宣布他們已經就這筆交易達成\n了協議這將會為那些提出要求的人帶來更多同樣\n的東西。",
            &["三家公司在星期二宣布他們已經就這筆交易達成了協議這將會為那些提出要求的人帶來更多同樣的東西。"],
        );
        let list = "- one thing that is long enough to be a line of text\n- another that is as long as the first one and more\n- a third of them which is here to make it three";
        assert_eq!(paragraphs(list).len(), 3);
    }
}
