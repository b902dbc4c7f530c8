//! Markdown to title and paragraphs. Marks go, words stay: the text of links, what images show, code as text, footnotes at
//! the end.
//!
//! The rules of Markdown make some sentences invisible: `[更正]: 應為輝達` defines a link, `<The Information>` is a tag, an
//! unclosed `<!--` swallows what follows. Where that happens, a backslash is set before the sign and the text is read anew.

mod definitions;
mod marks;

use crate::Sink;
use crate::finish::{Draft, finish};
use crate::front;
use crate::html::{self, Stripper};
use crate::plain::{self, is_wide};
use definitions::Definition;
use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use zhimai_model::ProblemKind;

/// How often a text is read anew. Each time brings to light what the time before had hidden; two do for all but texts that
/// are made to need more.
const ROUNDS: usize = 8;

/// Reads a Markdown file, with or without a header.
pub(crate) fn read(sink: &mut Sink<'_>, text: &str) {
    let mut draft = Draft::default();
    let body = front::header(sink, text, &mut draft);
    let header = text.len().checked_sub(body.len()).and_then(|end| text.get(..end)).unwrap_or_default();
    let line_of = |line: usize| u32::try_from(line.saturating_add(lines_in(header)).saturating_add(1)).ok();
    match blocks(&body) {
        Some(blocks) => {
            for (line, what) in &blocks.unclosed {
                sink.tell(ProblemKind::Unclosed { opening: (*what).to_owned() }, line_of(*line));
            }
            if let (Some(line), Some(counts)) = (blocks.first_left_out, blocks.html.told()) {
                sink.tell(counts, line_of(line));
            }
            draft.heading = blocks.title;
            draft.blocks = plain::flat(blocks.paragraphs);
            draft.blocks.extend(plain::flat(blocks.notes));
        }
        // Nothing is lost that way.
        None => draft.blocks = plain::flat(plain::paragraphs(&body)),
    }
    finish(sink, draft);
}

/// How many lines end in a text.
fn lines_in(text: &str) -> usize {
    text.bytes().filter(|b| *b == b'\n').count()
}

/// The blocks of a text; nothing where it hides something however often it is read.
fn blocks(body: &str) -> Option<Blocks> {
    let mut text = Cow::Borrowed(body);
    let mut unclosed = Vec::new();
    for _ in 0..ROUNDS {
        let mut blocks = Blocks::of(&text);
        unclosed.append(&mut blocks.unclosed);
        let hidden = blocks.hidden();
        if hidden.is_empty() {
            blocks.unclosed = unclosed;
            return Some(blocks);
        }
        let mut shown = String::with_capacity(text.len().saturating_add(hidden.len()));
        let mut from = 0;
        for at in hidden {
            shown.push_str(text.get(from..at).unwrap_or_default());
            shown.push('\\');
            from = at;
        }
        shown.push_str(text.get(from..).unwrap_or_default());
        text = Cow::Owned(shown);
    }
    None
}

#[derive(Default)]
struct Blocks {
    paragraphs: Vec<String>,
    /// Footnotes, each with the mark that refers to it.
    notes: Vec<String>,
    /// The first heading of the first level.
    title: Option<String>,
    text: String,
    /// Where code stands in `text`, in bytes.
    code: Vec<Range<usize>>,
    /// Where signs of strong words stand in `text` that the rules left standing, in bytes; and where the last of them ends in
    /// the source.
    runs: Vec<Range<usize>>,
    run_end: usize,
    /// A line ended in the source; whether it becomes a space depends on what follows.
    soft_break: bool,
    heading: Option<HeadingLevel>,
    in_code: bool,
    /// The block of HTML at hand.
    block: Option<String>,
    html: Stripper,
    /// The numbers of the lists around; none for a list of points.
    lists: Vec<Option<u64>>,
    cells: usize,
    /// Where the last cell of the row ends in the source.
    cell_end: usize,
    /// The titles of the links and images around, with where their text begins.
    titles: Vec<String>,
    /// How many footnotes are around, and the mark of the one whose text has not begun.
    in_note: usize,
    note: Option<String>,

    /// Where the source was read to, in bytes, and how many blocks that hold text are around.
    read_to: usize,
    in_leaf: usize,
    definitions: Vec<Definition>,
    /// The labels that links refer to.
    labels: HashSet<String>,
    /// Where what looks like a tag and is none stands, or one that never closes.
    no_tags: Vec<usize>,
    /// Letters that have no end tag anywhere in the source, once that was looked up.
    lone: HashMap<char, bool>,
    /// What never closes, and after how many lines it stands.
    unclosed: Vec<(usize, &'static str)>,
    /// After how many lines the first thing stands that no page shows.
    first_left_out: Option<usize>,
}

impl Blocks {
    fn of(source: &str) -> Self {
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
        let mut blocks = Self::default();
        for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
            blocks.look(source, &event, &range);
            blocks.take(source, event, &range);
            if blocks.first_left_out.is_none() && !blocks.html.left_out().is_empty() {
                blocks.first_left_out = source.get(..range.start).map(lines_in);
            }
        }
        blocks.flush();
        definitions::find(source, blocks.read_to..source.len(), &mut blocks.definitions);
        blocks
    }

    /// Where the source hides what is text, in order.
    fn hidden(&mut self) -> Vec<usize> {
        let mut seen = HashSet::new();
        let labels = &self.labels;
        let definitions = std::mem::take(&mut self.definitions);
        // One that no link uses says something by itself, and only the first of a label is used.
        let texts = definitions.into_iter().filter(|definition| {
            let is_first = seen.insert(definition.label.clone());
            !(definition.is_link && is_first && labels.contains(&definition.label))
        });
        let mut hidden: Vec<usize> = texts.map(|definition| definition.at).collect();
        hidden.append(&mut self.no_tags);
        hidden.sort_unstable();
        hidden.dedup();
        hidden
    }

    /// Looks for what the parser passes over.
    fn look(&mut self, source: &str, event: &Event<'_>, range: &Range<usize>) {
        let is_leaf = |tag: &Tag<'_>| {
            matches!(
                tag,
                Tag::Paragraph | Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Table(_)
            )
        };
        match event {
            Event::Start(tag) => {
                if let Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. } = tag
                    && matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut)
                {
                    self.labels.insert(definitions::normal(id));
                }
                if is_leaf(tag) {
                    self.passed_over(source, range.start);
                    self.in_leaf = self.in_leaf.saturating_add(1);
                }
                if matches!(tag, Tag::HtmlBlock) {
                    self.look_at_block(source, range);
                }
            }
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::CodeBlock
                | TagEnd::HtmlBlock
                | TagEnd::Table,
            ) => {
                self.in_leaf = self.in_leaf.saturating_sub(1);
                self.read_to = self.read_to.max(range.end);
            }
            Event::End(_) => {}
            _ => {
                if let Event::InlineHtml(html) = event
                    && (!html::is_markup(html) || self.is_lone(source, html))
                {
                    self.no_tags.push(range.start);
                }
                if self.in_leaf == 0 {
                    self.passed_over(source, range.start);
                }
                self.read_to = self.read_to.max(range.end);
            }
        }
    }

    /// Whether this is a letter between signs rather than a tag, as in `a<b>c`: no tag of the text ends it.
    fn is_lone(&mut self, source: &str, html: &str) -> bool {
        let [b'<', letter @ (b'b' | b'i' | b's' | b'u' | b'q'), b'>'] = *html.as_bytes() else {
            return false;
        };
        let letter = char::from(letter);
        *self.lone.entry(letter).or_insert_with(|| {
            let end = |letter: char| format!("</{letter}");
            !source.contains(&end(letter)) && !source.contains(&end(letter.to_ascii_uppercase()))
        })
    }

    fn passed_over(&mut self, source: &str, to: usize) {
        if self.read_to < to {
            definitions::find(source, self.read_to..to, &mut self.definitions);
        }
    }

    fn look_at_block(&mut self, source: &str, range: &Range<usize>) {
        let Some(block) = source.get(range.clone()) else { return };
        let Some((indent, _)) = block.split_once('<') else { return };
        let (at, block) =
            (range.start.saturating_add(indent.len()), block.get(indent.len()..).unwrap_or_default());
        if let Some(what) = html::unclosed(block) {
            self.unclosed.push((source.get(..at).map_or(0, lines_in), what));
            self.no_tags.push(at);
            // Others of its kind inside it do not close either.
            let start = if what.starts_with('<') { what.to_owned() } else { format!("<{what}") };
            let mut line_at = at;
            for line in block.split_inclusive('\n') {
                let rest = line.trim_start_matches([' ', '\t', '>']);
                if rest.get(..start.len()).is_some_and(|own| own.eq_ignore_ascii_case(&start)) {
                    self.no_tags.push(line_at.saturating_add(line.len().saturating_sub(rest.len())));
                }
                line_at = line_at.saturating_add(line.len());
            }
        } else if !html::is_markup(html::first_tag(block)) {
            self.no_tags.push(at);
        }
    }

    fn take(&mut self, source: &str, event: Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(source, tag, range),
            Event::Text(text) => {
                self.add(&text);
                self.run(source, &text, range);
            }
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.space(&text);
                let start = self.text.len();
                self.add(&text);
                self.code.push(start..self.text.len());
            }
            Event::Html(html) => match &mut self.block {
                Some(block) => block.push_str(&html),
                None => self.html.feed(&html, &mut self.text),
            },
            Event::InlineHtml(html) => {
                self.space("");
                self.html.feed(&html, &mut self.text);
            }
            Event::SoftBreak => self.soft_break = true,
            Event::HardBreak => self.add("\n"),
            Event::Rule => self.flush(),
            Event::FootnoteReference(label) => self.add(&note_mark(&label)),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.flush();
                self.heading = Some(*level);
            }
            Tag::CodeBlock(kind) => {
                self.flush();
                self.in_code = true;
                if let CodeBlockKind::Fenced(info) = kind
                    && says_something(info)
                {
                    self.text = format!("{info}\n");
                }
            }
            Tag::HtmlBlock => {
                self.flush();
                self.block = Some(String::new());
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
                self.cell_end = range.end;
            }
            Tag::TableCell => {
                if self.cells > 0 {
                    self.text.push_str(" | ");
                }
                self.cells += 1;
            }
            Tag::FootnoteDefinition(label) => {
                self.flush();
                self.in_note = self.in_note.saturating_add(1);
                self.note = Some(note_mark(label));
            }
            Tag::Link { title, .. } | Tag::Image { title, .. } => self.titles.push(CowStr::to_string(title)),
            Tag::Paragraph | Tag::BlockQuote(_) | Tag::Table(_) => self.flush(),
            _ => {}
        }
    }

    fn end(&mut self, source: &str, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
            }
            TagEnd::TableCell => self.cell_end = range.end,
            TagEnd::TableRow | TagEnd::TableHead => {
                // By the rules a row ends with the last column of the head.
                let more = source.get(self.cell_end..range.end).unwrap_or_default();
                if more.chars().any(char::is_alphanumeric) {
                    for cell in more.split('|').map(str::trim).filter(|cell| !cell.is_empty()) {
                        self.text.push_str(" | ");
                        self.text.push_str(cell);
                    }
                }
                self.flush();
            }
            TagEnd::FootnoteDefinition => {
                self.flush();
                self.in_note = self.in_note.saturating_sub(1);
                self.note = None;
            }
            TagEnd::Link | TagEnd::Image => {
                if let Some(title) = self.titles.pop() {
                    html::aside(self.html.target(&mut self.text), &title);
                }
            }
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::Item
            | TagEnd::BlockQuote(_) => self.flush(),
            _ => {}
        }
    }

    fn add(&mut self, text: &str) {
        self.space(text);
        self.html.target(&mut self.text).push_str(text);
    }

    /// Remembers a text that is only signs of strong words. The parser gives them one by one.
    fn run(&mut self, source: &str, text: &str, range: &Range<usize>) {
        let Some(sign) = text.chars().next().filter(|c| matches!(c, '*' | '_' | '~')) else { return };
        let is_escaped = range.start.checked_sub(1).and_then(|at| source.as_bytes().get(at)) == Some(&b'\\');
        if self.in_code || is_escaped || !text.chars().all(|c| c == sign) {
            return;
        }
        let end = self.text.len();
        let start = end.saturating_sub(text.len());
        match self.runs.last_mut() {
            Some(run)
                if run.end == start
                    && self.run_end == range.start
                    && self.text.get(run.clone()).is_some_and(|run| run.starts_with(sign)) =>
            {
                run.end = end;
            }
            _ => self.runs.push(start..end),
        }
        self.run_end = range.end;
    }

    /// A line end between two lines is a space, but not between ideographs.
    fn space(&mut self, next: &str) {
        if std::mem::take(&mut self.soft_break) {
            let out = self.html.target(&mut self.text);
            let wide = |c: Option<char>| c.is_some_and(is_wide);
            if !(wide(out.chars().last()) && wide(next.chars().next())) {
                out.push(' ');
            }
        }
    }

    /// Ends a paragraph, if one was begun.
    fn flush(&mut self) {
        let mut text = std::mem::take(&mut self.text);
        let (code, mut runs) = (std::mem::take(&mut self.code), std::mem::take(&mut self.runs));
        let block = self.block.take();
        if let Some(block) = &block {
            self.html.feed(block, &mut text);
        }
        // What was left open ends with its paragraph.
        self.html.finish(&mut text);
        let in_code = std::mem::take(&mut self.in_code);
        if block.is_some() {
            runs = marks::runs_of_stars(&text);
        }
        if !in_code {
            text = marks::without_marks(&text, &code, &runs).into_owned();
        }
        let heading = self.heading.take();
        self.soft_break = false;
        let lines = text.lines().map(str::trim_end).filter(|line| !line.trim().is_empty());
        if block.is_some() {
            for line in lines {
                self.paragraph(line.trim());
            }
            return;
        }
        // A blank line would part the paragraph in two.
        let lines: Vec<&str> = if in_code { lines.collect() } else { lines.map(str::trim).collect() };
        let text = lines.join("\n");
        if text.is_empty() || (!self.lists.is_empty() && is_mark(&text)) {
            return;
        }
        match heading {
            Some(HeadingLevel::H1) if self.title.is_none() && self.in_note == 0 => {
                self.title = Some(text.replace('\n', " "));
            }
            Some(_) => self.paragraph(&format!("## {}", text.replace('\n', " "))),
            None => self.paragraph(&text),
        }
    }

    fn paragraph(&mut self, text: &str) {
        if self.in_note == 0 {
            self.paragraphs.push(text.to_owned());
            return;
        }
        match self.note.take() {
            Some(mark) => self.notes.push(format!("{mark} {text}")),
            None => self.notes.push(text.to_owned()),
        }
    }
}

/// What stands for a footnote, at its place and before it.
fn note_mark(label: &str) -> String {
    format!("[{label}]")
}

/// Whether what follows the signs that open a block of code is more than the name of a language, which is a small word.
fn says_something(info: &str) -> bool {
    info.chars().any(|c| !c.is_ascii() || c.is_ascii_uppercase() || "[(<!?*&;".contains(c))
        || info.split_whitespace().nth(1).is_some_and(|word| word.bytes().all(|b| b.is_ascii_alphabetic()))
}

/// The point or number of an item, with nothing after it yet.
fn is_mark(text: &str) -> bool {
    let text = text.trim_end();
    text == "•"
        || text.strip_suffix('.').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use crate::tests::told_of;
    use crate::{Options, read};

    fn check(text: &str, title: &str, paragraphs: &[&str]) {
        let output = read("name.md", text.as_bytes(), &Options::default());
        let article = output.articles.first().unwrap_or_else(|| panic!("{text}: {:?}", output.problems));
        assert_eq!(article.body.title, title, "{text}");
        let blocks: Vec<String> = article
            .body
            .blocks
            .iter()
            .map(|block| if block.is_heading() { format!("## {}", block.text) } else { block.text.clone() })
            .collect();
        assert_eq!(blocks, paragraphs, "{text}");
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
        check(row, "name", &["a | b", "7 | 輝達: 發布 | c"]);
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
    fn sentences_that_the_rules_make_invisible() {
        for text in [
            "[更正]: 前文誤植,應為輝達。",
            "[註]: 資料來源路透社",
            "[註]: 《路透社》",
            "[Update]: Nvidia",
            "[1]: https://a.example",
            "[輝達財報]: https://a.example \"第三季\"",
            "據 <The Information> 報導,金額未定。",
            "<The Information>",
            "<輝達>與<think>想</think>",
            "a < b > c",
            "$a<b>c$，與x<i>y",
        ] {
            check(text, "name", &[text]);
        }
        check("[更正]: 前文\n[註]: 後文\n\n> [注]: 引文", "name", &["[更正]: 前文 [註]: 後文", "[注]: 引文"]);
        check("[註]: 一\n\n[註]: 二\n\n見[註]。", "name", &["[註]: 一", "[註]: 二", "見[註]。"]);
        check(
            "見[輝達][1]與[甲]。\n\n[1]: https://a.example\n[甲]: http://b.example '乙'",
            "name",
            &["見輝達與甲（乙）。"],
        );
        check("- [更正]: 前文\n- 文", "name", &["• [更正]: 前文", "• 文"]);
        check(
            "<The Information>\n**報導**說 [a](http://x)\n\n後",
            "name",
            &["<The Information> 報導說 a", "後"],
        );
        check("```\n[a]: b\n<The X>\n```", "name", &["[a]: b\n<The X>"]);
        check("``` 這是說明\ncode\n```", "name", &["這是說明\ncode"]);
        check("```rust\ncode\n```", "name", &["code"]);
        check("| a |\n|---|\n| b | 多的 | c |", "name", &["a", "b | 多的 | c"]);
        check("[圖](a.png \"說明\")與![圖](a.png '圖')", "name", &["圖（說明）與圖"]);
    }

    #[test]
    fn footnotes_stand_at_the_end() {
        check(
            "本季營收創高。[^1]\n\n[^1]: 附註說明\n\n後文。",
            "name",
            &["本季營收創高。[1]", "後文。", "[1] 附註說明"],
        );
        check(
            "a[^註]。\n\n[^註]: 一\n\n    二\n\n[^x]: 沒有人提",
            "name",
            &["a[註]。", "[註] 一", "二", "[x] 沒有人提"],
        );
        check("a[^2] b", "name", &["a[^2] b"]);
    }

    #[test]
    fn strong_words_beside_signs() {
        check("含**「重點」**內容;**輝達,**她說", "name", &["含「重點」內容;輝達,她說"]);
        check("含**「重點」**內容**「又一」**與**《甲》**。", "name", &["含「重點」內容「又一」與《甲》。"]);
        check("含*「重點」*內容與__「甲」__乙~~（丙）~~丁", "name", &["含「重點」內容與「甲」乙（丙）丁"]);
        check("丁***「戊」***己", "name", &["丁「戊」己"]);
        check("把**\"AI\"**說成**[輝達](http://x)，**她", "name", &["把\"AI\"說成輝達，她"]);
        check("用**`code`，**然後", "name", &["用code，然後"]);
        check(
            "公司甲*、公司乙*皆有；2**521；\\*\\*「甲」\\*\\*乙",
            "name",
            &["公司甲*、公司乙*皆有；2**521；**「甲」**乙"],
        );
    }

    #[test]
    fn what_is_left_out_is_told() {
        let told = |text: &str| {
            let output = read("a.md", text.as_bytes(), &Options::default());
            let told: Vec<_> = output
                .problems
                .into_iter()
                .map(|p| (p.what.code(), p.place.line, told_of(&p.what)))
                .collect();
            (
                output
                    .articles
                    .first()
                    .map(|a| a.body.texts().collect::<Vec<_>>().join("|"))
                    .unwrap_or_default(),
                told,
            )
        };
        let line = |code, line, detail: &str| vec![(code, Some(line), detail.to_owned())];
        use zhimai_model::ProblemCode::{NotShown, Unclosed};
        assert_eq!(
            told("一\n\n<!-- 隱藏 的 -->\n\n二<script>x</script>"),
            ("一|二".to_owned(), line(NotShown, 3, "comment 1, script 1"))
        );
        assert_eq!(
            told("<ruby>辉<rt>huī</rt>达<rt>dá</rt></ruby>发布新品"),
            ("辉达发布新品".to_owned(), line(NotShown, 1, "rt 2"))
        );
        assert_eq!(
            told("---\ntitle: 題\n---\n一\n\n<!-- 未完\n\n**二**"),
            ("一|<!-- 未完|二".to_owned(), line(Unclosed, 6, "<!--"))
        );
        assert_eq!(
            told("一\n\n<script>\nx = 1\n\n二"),
            ("一|<script> x = 1|二".to_owned(), line(Unclosed, 3, "script"))
        );
        assert_eq!(told("一 <script> 二"), ("一  二".to_owned(), vec![]));
        assert_eq!(told("一<!-- more -->\n\n二"), ("一|二".to_owned(), vec![]));
    }

    #[test]
    fn a_block_between_lines_that_has_no_fields_is_text() {
        check("---\n第一段。\n---\n第二段。", "name", &["第一段。", "第二段。"]);
        check("---\n# 標題\n---\n第二段。", "標題", &["第二段。"]);
        check("---\n他說: 這是一段話。\n---\n第二段。", "name", &["他說: 這是一段話。", "第二段。"]);
        check(
            "---\nNote: OpenAI raised money.\n---\nMore.",
            "name",
            &["Note: OpenAI raised money.", "More."],
        );
        check("---\n- 甲\n- 乙\n---\n文", "name", &["• 甲", "• 乙", "文"]);
        for text in ["---\n第一段。\n---\n第二段。", "---\n\n第一段。\n\n---\n第二段。"] {
            assert_eq!(read("a.md", text.as_bytes(), &Options::default()).problems, [], "{text}");
        }
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
        let told: Vec<_> = output.problems.iter().map(|p| (told_of(&p.what), p.refused)).collect();
        assert_eq!((output.articles.len(), told.as_slice()), (1, &[("author, tags".to_owned(), false)][..]));
        let output = read("a.md", "---\ntitle: [\n---\n\n文".as_bytes(), &Options::default());
        assert_eq!(output.articles.len(), 1);
        assert_eq!(output.problems.len(), 1, "{:?}", output.problems);
    }
}
