//! Markdown to title and paragraphs. Marks go, words stay: the text of links, what images show, code as text.

use crate::Sink;
use crate::finish::{Draft, finish};
use crate::front;
use crate::html::Stripper;
use crate::plain::is_wide;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::borrow::Cow;
use std::ops::Range;

/// Reads a Markdown file, with or without a header.
pub(crate) fn read(sink: &mut Sink<'_>, text: &str) {
    let mut draft = Draft::default();
    let body = front::header(sink, text, &mut draft);
    let mut blocks = Blocks::default();
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    for event in Parser::new_ext(body, options) {
        blocks.take(event);
    }
    blocks.flush();
    draft.heading = blocks.title;
    draft.paragraphs = blocks.paragraphs;
    finish(sink, draft);
}

#[derive(Default)]
struct Blocks {
    paragraphs: Vec<String>,
    /// The first heading of the first level.
    title: Option<String>,
    text: String,
    /// Where code stands in `text`, in bytes.
    code: Vec<Range<usize>>,
    /// A line ended in the source; whether it becomes a space depends on what follows.
    soft_break: bool,
    heading: Option<HeadingLevel>,
    in_code: bool,
    in_html: bool,
    html: Stripper,
    /// The numbers of the lists around; none for a list of points.
    lists: Vec<Option<u64>>,
    cells: usize,
}

impl Blocks {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.add(&text),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.space(&text);
                let start = self.text.len();
                self.add(&text);
                self.code.push(start..self.text.len());
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                self.space("");
                self.html.feed(&html, &mut self.text);
            }
            Event::SoftBreak => self.soft_break = true,
            Event::HardBreak => self.text.push('\n'),
            Event::Rule => self.flush(),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.flush();
                self.heading = Some(*level);
            }
            Tag::CodeBlock(_) => {
                self.flush();
                self.in_code = true;
            }
            Tag::HtmlBlock => {
                self.flush();
                self.in_html = true;
            }
            Tag::List(first) => {
                self.flush();
                self.lists.push(*first);
            }
            Tag::Item => {
                self.flush();
                match self.lists.last_mut() {
                    Some(Some(number)) => {
                        self.text = format!("{number}. ");
                        *number = number.saturating_add(1);
                    }
                    _ => self.text.push_str("• "),
                }
            }
            // The mark of an item stands before its first paragraph.
            Tag::Paragraph if is_mark(&self.text) => {}
            Tag::TableRow | Tag::TableHead => {
                self.flush();
                self.cells = 0;
            }
            Tag::TableCell => {
                if self.cells > 0 {
                    self.text.push_str(" | ");
                }
                self.cells += 1;
            }
            Tag::Paragraph | Tag::BlockQuote(_) | Tag::Table(_) => self.flush(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
            }
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::Item
            | TagEnd::TableRow
            | TagEnd::TableHead
            | TagEnd::BlockQuote(_) => self.flush(),
            _ => {}
        }
    }

    fn add(&mut self, text: &str) {
        if self.html.is_silent() {
            return;
        }
        self.space(text);
        self.text.push_str(text);
    }

    /// A line end between two lines is a space, but not between ideographs.
    fn space(&mut self, next: &str) {
        if std::mem::take(&mut self.soft_break) {
            let wide = |c: Option<char>| c.is_some_and(is_wide);
            if !(wide(self.text.chars().last()) && wide(next.chars().next())) {
                self.text.push(' ');
            }
        }
    }

    /// Ends a paragraph, if one was begun.
    fn flush(&mut self) {
        let mut text = std::mem::take(&mut self.text);
        let code = std::mem::take(&mut self.code);
        if !self.in_code {
            text = without_marks(&text, &code);
        }
        let heading = self.heading.take();
        let (in_code, in_html) = (std::mem::take(&mut self.in_code), std::mem::take(&mut self.in_html));
        self.soft_break = false;
        // What was left open ends with its paragraph.
        self.html = Stripper::default();
        let lines = text.lines().map(str::trim_end).filter(|line| !line.trim().is_empty());
        if in_html {
            self.paragraphs.extend(lines.map(|line| line.trim().to_owned()));
            return;
        }
        // A blank line would part the paragraph in two.
        let lines: Vec<&str> = if in_code { lines.collect() } else { lines.map(str::trim).collect() };
        let text = lines.join("\n");
        if text.is_empty() || (!self.lists.is_empty() && is_mark(&text)) {
            return;
        }
        match heading {
            Some(HeadingLevel::H1) if self.title.is_none() => self.title = Some(text.replace('\n', " ")),
            Some(_) => self.paragraphs.push(format!("## {}", text.replace('\n', " "))),
            None => self.paragraphs.push(text),
        }
    }
}

/// A text without marks that people write and the rules do not know. Code, in these ranges of bytes, stays as it is.
fn without_marks(text: &str, code: &[Range<usize>]) -> String {
    let mut out = String::new();
    let mut from = 0;
    for range in code.iter().chain([&(text.len()..text.len())]) {
        without_stars(&without_addresses(text.get(from..range.start).unwrap_or_default()), &mut out);
        out.push_str(text.get(range.clone()).unwrap_or_default());
        from = range.end;
    }
    out
}

/// A text with the links in it that are none by the rules, because a space stands in the address. What they say stays.
fn without_addresses(text: &str) -> Cow<'_, str> {
    const MIDDLE: &str = "](http";
    let mut out = String::new();
    let mut from = 0;
    let mut search = 0;
    while let Some(middle) = text.get(search..).and_then(|rest| rest.find(MIDDLE)).map(|at| search + at) {
        search = middle + MIDDLE.len();
        let Some(open) = text.get(from..middle).and_then(label).map(|at| from + at) else {
            continue;
        };
        let Some(end) = text.get(middle + 2..).and_then(address).map(|length| middle + 2 + length) else {
            continue;
        };
        // An image has one more sign.
        let start =
            if text.get(from..open).is_some_and(|before| before.ends_with('!')) { open - 1 } else { open };
        out.push_str(text.get(from..start).unwrap_or_default());
        out.push_str(text.get(open + 1..middle).unwrap_or_default());
        from = end + 1;
        search = from;
    }
    if from == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(text.get(from..).unwrap_or_default());
    Cow::Owned(out)
}

/// A text without the signs of strong words that are none by the rules, because they stand between an ideograph and a
/// sign: `**注意：**同樣`. It goes to the end of another.
fn without_stars(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("**") {
        out.push_str(before);
        let plain = |c: Option<char>| c.is_none_or(|c| !c.is_ascii_alphanumeric() && c != '*');
        let strong = after.split_once("**").filter(|(inner, then)| {
            plain(out.chars().last())
                && plain(then.chars().next())
                && !inner.starts_with(char::is_whitespace)
                && !inner.contains(['*', '\n'])
                && inner.chars().any(is_wide)
        });
        match strong {
            Some((inner, then)) => {
                out.push_str(inner);
                rest = then;
            }
            None => {
                out.push_str("**");
                rest = after;
            }
        }
    }
    out.push_str(rest);
}

/// What a link says, and its address, have at most so many characters: more is looked at for nothing.
const LONGEST_PART: usize = 2_000;

/// Where the square bracket opens that closes right after this text; brackets in between come in pairs.
fn label(before: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in before.char_indices().rev().take(LONGEST_PART) {
        match c {
            ']' => depth += 1,
            '[' if depth == 0 => return Some(at),
            '[' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The length in bytes of an address up to the bracket that ends it; brackets in it come in pairs. No line ends in it.
fn address(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices().take(LONGEST_PART) {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return Some(at),
            ')' => depth -= 1,
            '\n' => return None,
            _ => {}
        }
    }
    None
}

/// The point or number of an item, with nothing after it yet.
fn is_mark(text: &str) -> bool {
    let text = text.trim_end();
    text == "•"
        || text.strip_suffix('.').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use crate::{Options, read};

    fn check(text: &str, title: &str, paragraphs: &[&str]) {
        let output = read("name.md", text.as_bytes(), &Options::default());
        let article = output.articles.first().unwrap_or_else(|| panic!("{text}: {:?}", output.problems));
        assert_eq!(article.body.title, title, "{text}");
        assert_eq!(article.body.paragraphs, paragraphs, "{text}");
    }

    #[test]
    fn marks_go_and_words_stay() {
        check(
            "# 標題\n\n第一段\n接續，見[連結](http://x)與**粗體**。\n\n## 節\n\n![圖](a.png)",
            "標題",
            &["第一段接續，見連結與粗體。", "## 節", "圖"],
        );
        check("one\ntwo  \nthree", "name", &["one two\nthree"]);
        check("- a\n- b\n\n1. c\n2. d", "name", &["• a", "• b", "1. c", "2. d"]);
        check("- a\n\n  more\n\n- b", "name", &["• a", "more", "• b"]);
        check("```rust\nfn a() {\n\n    b()\n}\n```", "name", &["fn a() {\n    b()\n}"]);
        check("| a | b |\n|---|---|\n| c | d |", "name", &["a | b", "c | d"]);
        let row = "| a | b |\n|---|---|\n| <a id=\"x\"></a>7 | [輝達: 發布](http://x.test/s?q=輝達: (發布) 了) | [c](http://x) |";
        check(row, "name", &["a | b", "7 | 輝達: 發布"]);
        check(
            "見![圖 [1]](https://x.test/a b.png)、`[a](http://x y)`與[b](http://x\ny)。",
            "name",
            &["見圖 [1]、[a](http://x y)與b。"],
        );
        check("**注意：**同樣在**「甲」**裡。", "name", &["注意：同樣在「甲」裡。"]);
        check("質數；`**碼：**`與**乙：**丙", "name", &["質數；**碼：**與乙：丙"]);
        check("質數 2**521 - 1。", "name", &["質數 2**521 - 1。"]);
        check("> quoted\n\nplain", "name", &["quoted", "plain"]);
        check("a <b>bold</b><script>alert(1)</script> b", "name", &["a bold b"]);
        check("<div>\n<p>x</p><p>y</p>\n</div>\n\nz", "name", &["x", "y", "z"]);
        check("Title\n=====\n\ntext\n\n# Other", "Title", &["text", "## Other"]);
        check("&lt;b&gt; \\*not\\*", "name", &["<b> *not*"]);
    }

    #[test]
    fn headers() {
        check("---\ntitle: \"題\"\ndate: 2025-11-18\n---\n\n文", "題", &["文"]);
        check("---\r\ntitle: 題\r\n---\r\n\r\n一\r\n\r\n二\r\n", "題", &["一", "二"]);
        check("---\ntitle: 題\n---\n# 題\n文", "題", &["文"]);
        check("---\ntitle: 題\n---\n# 另題\n文", "題", &["## 另題", "文"]);
        check("---\ntitle: 2025\n---\n文", "2025", &["文"]);
        check("a\n\n---\n\nb", "name", &["a", "b"]);
        let output = read(
            "a.md",
            "---\ntitle: 題\ntags: [甲, 乙]\nauthor: 某\ndraft:\n---\n文".as_bytes(),
            &Options::default(),
        );
        let told: Vec<_> = output.problems.iter().map(|p| (p.detail.as_str(), p.refused)).collect();
        assert_eq!((output.articles.len(), told.as_slice()), (1, &[("author, tags", false)][..]));
        let output = read("a.md", "---\ntitle: [\n---\n\n文".as_bytes(), &Options::default());
        assert_eq!(output.articles.len(), 1);
        assert_eq!(output.problems.len(), 1, "{:?}", output.problems);
    }
}
