//! Blocks as they are put together. Whoever reads a format with structure says what begins and what ends, and adds words.
//!
//! This knows no format: what is a heading or strong, its callers say. It sees to what holds for every text: lines are
//! trimmed, white space is no block, spans lie where their words lie at last.

mod cut;
mod marks;
mod span;

use crate::paragraphs::is_wide;
use cut::{Cut, blank};
pub(crate) use marks::Signs;
use span::{Span, What, pieces};
use std::ops::Range;
use zhimai_model::{Align, Block, BlockKind, Inline, InlineKind};

/// So many spans may be open within each other; more are passed over.
const DEEPEST: usize = 64;

/// Puts blocks together.
#[derive(Default)]
pub(crate) struct Builder {
    blocks: Vec<Block>,
    /// Footnotes, which stand at the end.
    notes: Vec<Block>,
    /// What was taken for the title of the whole.
    title: Option<String>,
    /// The text of the block at hand. Whoever adds words that are no text of the source, such as brackets, may do so here.
    pub(crate) text: String,
    /// Which signs of Markdown may stand in it, and runs of those in it, in bytes, that may be signs of strong words though
    /// the rules say no: see [`marks`].
    dialect: Signs,
    runs: Vec<Range<usize>>,
    kind: BlockKind,
    /// Spans of the text that have ended, and those that have not, in bytes.
    spans: Vec<Span>,
    open: Vec<Span>,
    /// Where lines begin in the text, in bytes.
    lines: Vec<usize>,
    /// A line ended in the source; whether it becomes a space depends on what follows.
    soft_break: bool,
    quote: u8,
    /// The numbers of the next items of the lists around; none for a list of points.
    lists: Vec<Option<u32>>,
    /// The mark of an item whose text has not begun.
    item: Option<BlockKind>,
    table: Option<Table>,
    /// The footnote at hand, and whether something of it is in.
    note: Option<(String, bool)>,
}

/// The table at hand.
struct Table {
    columns: Vec<Align>,
    header: bool,
    rows: usize,
    cells: usize,
    /// Where its text begins, and the cell at hand, in bytes.
    start: usize,
    cell: usize,
}

impl Builder {
    /// What was put together: the title, if one was taken, and the blocks, footnotes last.
    pub(crate) fn finish(mut self) -> (Option<String>, Vec<Block>) {
        self.end_block();
        self.blocks.append(&mut self.notes);
        (self.title, self.blocks)
    }

    /// Says which signs of Markdown may be left in the blocks from now on.
    pub(crate) fn signs_are(&mut self, signs: Signs) {
        self.end_block();
        self.dialect = signs;
    }

    /// Says that the last `length` bytes that were added are signs that may be those of strong words, and that they follow
    /// right on those of which it was said before.
    pub(crate) fn sign(&mut self, length: usize, follows: bool) {
        let end = self.text.len();
        let start = end.saturating_sub(length);
        let first = |at: usize| self.text.get(at..).and_then(|text| text.chars().next());
        match self.runs.last_mut() {
            Some(run) if follows && run.end == start && first(run.start) == first(start) => run.end = end,
            _ => self.runs.push(start..end),
        }
    }

    /// Adds words.
    pub(crate) fn add(&mut self, words: &str) {
        self.space_before(words);
        if self.table.is_some() && words.contains(['\n', '\t', '\r']) {
            self.text.push_str(&words.replace(['\n', '\t', '\r'], " "));
        } else {
            self.text.push_str(words);
        }
    }

    /// Adds words that may begin or end with a space, of which no two stand side by side.
    pub(crate) fn add_spaced(&mut self, words: &str) {
        let mut rest = words;
        while let Some(first) = rest.chars().next() {
            let blank =
                rest.len().saturating_sub(rest.trim_start_matches(|c: char| c.is_ascii_whitespace()).len());
            if blank > 0 {
                let (space, after) = rest.split_at_checked(blank).unwrap_or((rest, ""));
                // Between ideographs the end of a line is nothing, and the space of somebody who wrote one is one.
                if space.contains('\n') {
                    self.soft_break |= !self.is_at_start();
                } else if !self.is_at_start() && !self.text.ends_with(' ') {
                    self.text.push(' ');
                }
                rest = after;
                continue;
            }
            let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
            let (word, after) = rest.split_at_checked(end.max(first.len_utf8())).unwrap_or((rest, ""));
            if self.text.ends_with(' ') {
                self.soft_break = false;
            }
            self.add(word);
            rest = after;
        }
    }

    /// Whether nothing stands in the block, or the cell, at hand.
    fn is_at_start(&self) -> bool {
        let from = self.table.as_ref().map_or(0, |table| table.cell);
        self.text.get(from..).is_none_or(|text| text.trim().is_empty())
    }

    /// A line ends in the source, and no more is meant by it.
    pub(crate) fn soft_break(&mut self) {
        self.soft_break = true;
    }

    /// A line ends, and is meant to.
    pub(crate) fn line_break(&mut self) {
        self.space_before("");
        let is_line = self.table.is_none() && !self.kind_is_heading();
        self.text.push(if is_line { '\n' } else { ' ' });
        self.lines.push(self.text.len());
    }

    /// A line end between two lines is a space, but not between ideographs.
    fn space_before(&mut self, next: &str) {
        if std::mem::take(&mut self.soft_break) {
            let wide = |c: Option<char>| c.is_some_and(is_wide);
            if !(wide(self.text.chars().last()) && wide(next.chars().next())) {
                self.text.push(' ');
            }
            self.lines.push(self.text.len());
        }
    }

    fn kind_is_heading(&self) -> bool {
        matches!(self.kind, BlockKind::Heading { .. })
    }

    /// Begins a span.
    pub(crate) fn begin_span(&mut self, kind: InlineKind) {
        self.begin(What::Inline(kind));
    }

    /// Ends the span of such a kind that was begun last, if any was.
    pub(crate) fn end_span(&mut self, is_such: impl Fn(&InlineKind) -> bool) {
        self.end(|what| matches!(what, What::Inline(kind) if is_such(kind)));
    }

    /// Begins a picture; the words until its end say what it shows.
    pub(crate) fn begin_image(&mut self, source: impl Into<String>) {
        self.begin(What::Image(source.into()));
    }

    /// Ends the picture that was begun last.
    pub(crate) fn end_image(&mut self) {
        self.end(|what| matches!(what, What::Image(_)));
    }

    fn begin(&mut self, what: What) {
        self.space_before("");
        if self.open.len() < DEEPEST {
            let start = self.text.len();
            self.open.push(Span { range: start..start, what });
        }
    }

    fn end(&mut self, is_such: impl Fn(&What) -> bool) {
        if let Some(at) = self.open.iter().rposition(|span| is_such(&span.what)) {
            let mut span = self.open.remove(at);
            span.range.end = self.text.len();
            self.spans.push(span);
        }
    }

    /// Begins a block of a kind; what was begun before ends.
    pub(crate) fn begin_block(&mut self, kind: BlockKind) {
        self.end_block();
        self.kind = kind;
    }

    /// Begins a list; `first` is the number of its first item, none for a list of points.
    pub(crate) fn begin_list(&mut self, first: Option<u32>) {
        self.end_block();
        self.lists.push(first);
    }

    /// How many lists are open, one in the other.
    pub(crate) fn lists(&self) -> usize {
        self.lists.len()
    }

    /// Ends a list.
    pub(crate) fn end_list(&mut self) {
        self.end_block();
        self.item = None;
        self.lists.pop();
    }

    /// Begins an item of the list at hand.
    pub(crate) fn begin_item(&mut self) {
        self.end_block();
        let number = self.lists.last_mut().and_then(|next| {
            let number = *next;
            *next = number.map(|number| number.saturating_add(1));
            number
        });
        self.item = Some(BlockKind::Item { number, checked: None });
    }

    /// Says whether the item at hand is done.
    pub(crate) fn check_item(&mut self, is_done: bool) {
        if let Some(BlockKind::Item { checked, .. }) = &mut self.item {
            *checked = Some(is_done);
        }
    }

    /// Ends an item.
    pub(crate) fn end_item(&mut self) {
        self.end_block();
        self.item = None;
    }

    /// Begins a quotation.
    pub(crate) fn begin_quote(&mut self) {
        self.end_block();
        self.quote = self.quote.saturating_add(1);
    }

    /// Ends a quotation.
    pub(crate) fn end_quote(&mut self) {
        self.end_block();
        self.quote = self.quote.saturating_sub(1);
    }

    /// A line across.
    pub(crate) fn rule(&mut self) {
        self.end_block();
        self.push(BlockKind::Rule, String::new(), Vec::new());
    }

    /// Begins a footnote.
    pub(crate) fn begin_note(&mut self, label: &str) {
        self.end_block();
        self.note = Some((label.to_owned(), false));
    }

    /// Ends a footnote.
    pub(crate) fn end_note(&mut self) {
        self.end_block();
        self.note = None;
    }

    /// Begins a table.
    pub(crate) fn begin_table(&mut self, columns: Vec<Align>) {
        self.end_block();
        self.table = Some(Table { columns, header: false, rows: 0, cells: 0, start: 0, cell: 0 });
    }

    /// Whether a table is at hand.
    pub(crate) fn is_in_table(&self) -> bool {
        self.table.is_some()
    }

    /// Begins a row of the table at hand.
    pub(crate) fn row(&mut self) {
        self.end_cell();
        self.before_first_row();
        if let Some(table) = &mut self.table {
            if table.rows > 0 {
                self.text.push('\n');
            }
            (table.rows, table.cells, table.cell) = (table.rows.saturating_add(1), 0, self.text.len());
        }
    }

    /// Begins a cell of the row at hand; `is_name` when it names its column.
    pub(crate) fn cell(&mut self, is_name: bool) {
        if self.table.as_ref().is_some_and(|table| table.rows == 0) {
            self.row();
        }
        self.end_cell();
        if let Some(table) = &mut self.table {
            if table.cells > 0 {
                self.text.push('\t');
            }
            (table.cells, table.cell) = (table.cells.saturating_add(1), self.text.len());
            table.header |= is_name && table.rows == 1;
        }
    }

    /// Ends the table at hand.
    pub(crate) fn end_table(&mut self) {
        self.end_block();
    }

    /// Spaces at the end of a cell are none of it.
    fn end_cell(&mut self) {
        self.soft_break = false;
        if let Some(table) = &self.table {
            let cell = self.text.get(table.cell..).unwrap_or_default().trim_end_matches(' ').len();
            self.text.truncate(table.cell.saturating_add(cell));
        }
    }

    /// What stands in a table before its rows, such as its title, is a paragraph.
    fn before_first_row(&mut self) {
        if self.table.as_ref().is_some_and(|table| table.rows == 0) && !self.text.trim().is_empty() {
            let table = self.table.take();
            self.end_block();
            self.table = table.map(|table| Table { start: 0, cell: 0, ..table });
        }
    }

    /// Takes the text of the heading at hand for the title of the whole instead of a block, if there is none yet.
    pub(crate) fn end_title(&mut self) {
        if self.title.is_some() || self.note.is_some() || !self.kind_is_heading() {
            return self.end_block();
        }
        let at = self.blocks.len();
        self.end_block();
        // Whatever else came of it, as a picture, stays.
        if let Some(title) = self.blocks.iter().skip(at).position(Block::is_heading) {
            self.title = Some(self.blocks.remove(at.saturating_add(title)).text);
        }
    }

    /// Ends the block at hand, if one was begun: what is left open in it ends with it.
    pub(crate) fn end_block(&mut self) {
        if self.is_plain() {
            return self.end_plain_block();
        }
        self.end_cell();
        let text = std::mem::take(&mut self.text);
        let mut spans = std::mem::take(&mut self.spans);
        for mut span in std::mem::take(&mut self.open) {
            span.range.end = text.len();
            spans.push(span);
        }
        let (runs, lines) = (std::mem::take(&mut self.runs), std::mem::take(&mut self.lines));
        self.soft_break = false;
        let kind = std::mem::take(&mut self.kind);
        let table = self.table.take();
        if let BlockKind::Code { .. } = kind {
            let lines = text.trim_end_matches(['\n', '\r']);
            let lines = if lines.contains('\r') { lines.replace("\r\n", "\n") } else { lines.to_owned() };
            return self.push(kind, lines, Vec::new());
        }
        spans.retain(|span| span.range.start < span.range.end || matches!(span.what, What::Image(_)));
        let mut code: Vec<Range<usize>> = spans
            .iter()
            .filter(|span| span.what == What::Inline(InlineKind::Code))
            .map(|span| span.range.clone())
            .collect();
        code.sort_by_key(|range| range.start);
        let found = match self.dialect {
            Signs::None => marks::Found::default(),
            Signs::Ruled => marks::find(&text, &code, &runs, table.is_some()),
            Signs::Raw => marks::find(&text, &code, &marks::runs_of_stars(&text), table.is_some()),
        };
        spans.extend(found.spans.into_iter().map(|(range, kind)| Span { range, what: What::Inline(kind) }));
        if let Some(Table { columns, header, start, .. }) = table {
            let kind = BlockKind::Table { header, columns };
            return self.piece(&text, start..text.len(), &found.signs, &spans, kind);
        }
        let parts = pieces(&text, &lines, &spans);
        // A picture that is a block by itself is nothing else.
        let alone: Vec<usize> = parts.iter().filter_map(|(_, image)| *image).collect();
        let source = |at: usize| match spans.get(at) {
            Some(Span { what: What::Image(source), .. }) => source.clone(),
            _ => String::new(),
        };
        let mut sources = alone.iter().map(|at| source(*at)).collect::<Vec<_>>().into_iter();
        let mut at = 0_usize;
        spans.retain(|_| {
            at = at.saturating_add(1);
            !alone.contains(&at.saturating_sub(1))
        });
        let mut kind = Some(kind);
        for (range, image) in parts {
            let kind = match image.and_then(|_| sources.next()) {
                Some(source) => BlockKind::Image { source },
                // What follows a picture in a paragraph is a paragraph.
                None => kind.take().unwrap_or_default(),
            };
            self.piece(&text, range, &found.signs, &spans, kind);
        }
    }

    /// Whether the block at hand is one line of words without anything in it: most are.
    fn is_plain(&self) -> bool {
        let is_bare = self.table.is_none() && self.spans.is_empty() && self.open.is_empty();
        let is_line = !matches!(self.kind, BlockKind::Code { .. }) && !self.text.contains('\n');
        let has_no_signs = || self.runs.is_empty() && !self.text.contains(marks::MIDDLE);
        is_bare && is_line && (self.dialect == Signs::None || self.dialect == Signs::Ruled && has_no_signs())
    }

    /// Ends such a block: it has no more to be taken out of than the space around it.
    fn end_plain_block(&mut self) {
        self.soft_break = false;
        self.runs.clear();
        self.lines.clear();
        let kind = std::mem::take(&mut self.kind);
        let text = self.text.trim().to_owned();
        self.text.clear();
        self.push(kind, text, Vec::new());
    }

    /// A part of a text as a block by itself. `signs` go.
    fn piece(
        &mut self,
        text: &str,
        range: Range<usize>,
        signs: &[Range<usize>],
        spans: &[Span],
        kind: BlockKind,
    ) {
        let is_table = matches!(kind, BlockKind::Table { .. });
        let blanks = if is_table { Vec::new() } else { blank(text, range.clone()) };
        let cut = Cut::of(text, range.clone(), signs.iter().chain(&blanks).cloned());
        let mut inlines = Vec::new();
        let mut images = Vec::new();
        for Span { range: span, what } in spans {
            let inside = span.start.max(range.start)..span.end.min(range.end);
            let kind = match what {
                _ if inside.start > inside.end => continue,
                // A picture among words; where it says nothing it follows them.
                What::Image(source) if cut.is_blank(&inside) => {
                    images.push(source.clone());
                    continue;
                }
                What::Image(url) => InlineKind::Link { url: url.clone() },
                What::Inline(kind) => kind.clone(),
            };
            inlines.push((inside, kind));
        }
        let mut spans = cut.inlines(inlines);
        spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
        spans.dedup();
        let mut text = cut.text;
        if matches!(kind, BlockKind::Heading { .. }) {
            text = text.replace('\n', " ");
        }
        self.push(kind, text, spans);
        for source in images {
            self.push(BlockKind::Image { source }, String::new(), Vec::new());
        }
    }

    fn push(&mut self, kind: BlockKind, text: String, spans: Vec<Inline>) {
        let needs_words = !matches!(kind, BlockKind::Rule | BlockKind::Image { .. });
        if needs_words && text.trim().is_empty() {
            return;
        }
        // The mark of an item stands before its first paragraph.
        let kind = match (kind, self.item.take()) {
            (BlockKind::Paragraph, Some(item)) => item,
            (kind, _) => kind,
        };
        let indent = u8::try_from(self.lists.len()).unwrap_or(u8::MAX);
        let mut block = Block { kind, quote: self.quote, indent, text, spans };
        let Some((label, has_begun)) = &mut self.note else { return self.blocks.push(block) };
        if block.kind == BlockKind::Paragraph {
            block.kind = BlockKind::Footnote { label: label.clone() };
        } else if !*has_begun {
            // Whatever it is, it belongs to the mark.
            let kind = BlockKind::Footnote { label: label.clone() };
            self.notes.push(Block::new(kind, format!("[{label}]")));
        }
        *has_begun = true;
        self.notes.push(block);
    }
}

#[cfg(test)]
mod tests;
