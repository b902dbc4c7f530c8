//! Blocks as Markdown, from which the same blocks can be read again.

mod words;

use crate::{Align, Block, BlockKind};
use words::{escaped_line_starts, words};

/// Blocks as Markdown, a blank line between each two but for items of a list.
pub fn markdown(blocks: &[Block]) -> String {
    let mut writer = MarkdownWriter::default();
    let mut out = String::new();
    for block in blocks {
        let text = writer.block(block);
        if !out.is_empty() {
            out.push('\n');
            out.push_str(writer.separator());
        }
        out.push_str(&text);
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// Writes blocks one after the other. Whoever puts something else between them asks for one at a time.
#[derive(Default)]
pub struct MarkdownWriter {
    /// The items around, the outermost first.
    items: Vec<Item>,
    /// What every line of the block before began with, and whether that was an item.
    before: Option<(String, bool)>,
    separator: String,
    /// The footnote at hand.
    note: Option<String>,
}

/// An item of a list that may hold what follows.
struct Item {
    /// How deep it stands in quotations.
    quote: u8,
    /// Its number, and the sign that follows it in this list.
    number: Option<(u32, char)>,
    /// How wide its mark is.
    width: usize,
}

impl MarkdownWriter {
    /// What stands between the block that was written last and the one before it: nothing, or a blank line.
    pub fn separator(&self) -> &str {
        &self.separator
    }

    /// A block, without the end of its last line.
    pub fn block(&mut self, block: &Block) -> String {
        let is_item = matches!(block.kind, BlockKind::Item { .. });
        let depth = usize::from(block.indent);
        // An item ends those that are as deep as it is; anything else lies in them.
        let around = if is_item { depth.saturating_sub(1) } else { depth };
        let sibling = self.items.get(around).and_then(|item| item.number);
        self.items.truncate(around);
        while self.items.last().is_some_and(|item| item.quote > block.quote) {
            self.items.pop();
        }
        let mut first = String::new();
        let mut rest = String::new();
        let mut quote = 0;
        for item in &self.items {
            let signs = "> ".repeat(usize::from(item.quote.saturating_sub(quote)));
            quote = quote.max(item.quote);
            let blank = " ".repeat(item.width);
            rest.extend([signs.as_str(), blank.as_str()]);
        }
        first.push_str(&rest);
        let signs = "> ".repeat(usize::from(block.quote.saturating_sub(quote)));
        first.push_str(&signs);
        rest.push_str(&signs);
        // Items that say nothing themselves.
        while self.items.len() < around {
            first.push_str("- ");
            rest.push_str("  ");
            self.items.push(Item { quote: block.quote, number: None, width: 2 });
        }
        let mut joins = false;
        if let BlockKind::Item { number, checked } = block.kind {
            let (mark, number) = mark(number, sibling);
            joins = number.is_none_or(|(number, _)| number == 1 || sibling.is_some());
            rest.push_str(&" ".repeat(mark.len()));
            self.items.push(Item { quote: block.quote, number, width: mark.len() });
            first.push_str(&mark);
            first.push_str(match checked {
                Some(true) => "[x] ",
                Some(false) => "[ ] ",
                None => "",
            });
        }
        self.separate(&rest, is_item, joins);
        if let BlockKind::Footnote { label } = &block.kind {
            let is_first = self.note.as_ref() != Some(label);
            first.push_str(&if is_first { format!("[^{label}]: ") } else { "    ".to_owned() });
            rest.push_str("    ");
            self.note = Some(label.clone());
        } else {
            self.note = None;
        }
        let text = content(block);
        let mut out = String::with_capacity(text.len());
        for (n, line) in text.split('\n').enumerate() {
            if n > 0 {
                out.push('\n');
            }
            let start = if n == 0 { &first } else { &rest };
            out.push_str(if line.is_empty() { start.trim_end() } else { start });
            out.push_str(line);
        }
        out
    }

    /// Notes what stands before a block whose lines begin so; an item that joins a list stands right behind one.
    fn separate(&mut self, start: &str, is_item: bool, joins: bool) {
        let before = self.before.replace((start.to_owned(), is_item));
        self.separator = match before {
            Some((_, true)) if joins => String::new(),
            Some((before, _)) => {
                let same = before.bytes().zip(start.bytes()).take_while(|(a, b)| a == b).count();
                let same = start.get(..same).unwrap_or_default().trim_end();
                format!("{same}\n")
            }
            None => String::new(),
        };
    }
}

/// The mark of an item, and its number with the sign that follows it. A list that does not go on from the item before it has
/// the other sign.
fn mark(number: Option<u32>, sibling: Option<(u32, char)>) -> (String, Option<(u32, char)>) {
    let Some(number) = number else { return ("- ".to_owned(), None) };
    let sign = match sibling {
        Some((before, sign)) if before.checked_add(1) == Some(number) => sign,
        Some((_, '.')) => ')',
        _ => '.',
    };
    (format!("{number}{sign} "), Some((number, sign)))
}

/// What a block says, line by line, without what stands before each line.
fn content(block: &Block) -> String {
    match &block.kind {
        BlockKind::Heading { level } => {
            let text = words(block, 0..usize::MAX).replace('\n', " ");
            let end = if text.ends_with('#') { "\\#" } else { "" };
            let text = text.strip_suffix('#').filter(|_| !end.is_empty()).unwrap_or(&text);
            format!("{} {text}{end}", "#".repeat(usize::from((*level).clamp(1, 6))))
        }
        BlockKind::Code { language } => {
            let longest = block.text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
            let fence = "`".repeat(longest.saturating_add(1).max(3));
            format!("{fence}{}\n{}\n{fence}", language.as_deref().unwrap_or_default(), block.text)
        }
        BlockKind::Table { header, columns } => table(block, *header, columns),
        BlockKind::Image { source } => {
            format!("![{}]({})", words(block, 0..usize::MAX), words::address(source))
        }
        BlockKind::Rule => "***".to_owned(),
        BlockKind::Paragraph | BlockKind::Item { .. } | BlockKind::Footnote { .. } => {
            escaped_line_starts(&words(block, 0..usize::MAX)).replace('\n', "\\\n")
        }
    }
}

fn table(block: &Block, header: bool, columns: &[Align]) -> String {
    let mut start = 0_usize;
    let mut rows: Vec<Vec<String>> = Vec::new();
    for row in block.rows() {
        let cells = row.map(|cell| {
            let end = start.saturating_add(cell.chars().count());
            let text = words(block, start..end).replace('|', "\\|");
            start = end.saturating_add(1);
            text
        });
        rows.push(cells.collect());
    }
    let width = rows.iter().map(Vec::len).max().unwrap_or(0).max(columns.len());
    if !header {
        rows.insert(0, Vec::new());
    }
    let line = |cells: &[String]| {
        let cells = (0..width).map(|n| cells.get(n).map_or("", String::as_str));
        format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
    };
    let aligns = (0..width).map(|n| match columns.get(n).copied().unwrap_or_default() {
        Align::None => "---",
        Align::Left => ":--",
        Align::Center => ":-:",
        Align::Right => "--:",
    });
    let aligns = format!("| {} |", aligns.collect::<Vec<_>>().join(" | "));
    let mut lines: Vec<String> = rows.iter().map(|row| line(row)).collect();
    lines.insert(1, aligns);
    lines.join("\n")
}
