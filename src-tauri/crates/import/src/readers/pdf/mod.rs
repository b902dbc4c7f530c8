//! PDF. A page whose text cannot be read is told, and never taken as text.

mod bounds;
mod legible;

use super::guard::guarded_with_stack;
use super::office::Lists;
use super::reader::{Head, Reader, Sure};
use crate::blocks::Builder;
use crate::fields::written_by;
use crate::finish::{Draft, finish};
use crate::input::Input;
use crate::paragraphs::{is_title, is_wide};
use crate::sink::Sink;
use crate::told::{broken, narrow};
use legible::{is_edge, is_legible};
use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;
use unpdf::model::ListStyle;
use unpdf::{Block, Document, Error, InlineContent, Page, Paragraph, ParseOptions};
use zhimai_model::{BlockKind, InlineKind, ProblemKind};

pub(super) struct Pdf;

/// The most that a document may have, in bytes.
const LARGEST: usize = 256 << 20;
/// What the parser has for following what lies in each other, in bytes. What is not used takes no memory.
const STACK: usize = 256 << 20;
/// How many pages without text are told by their numbers.
const LISTED: usize = 20;

impl Reader for Pdf {
    fn extensions(&self) -> &'static [&'static str] {
        &["pdf"]
    }

    fn probe(&self, head: &Head<'_>) -> Sure {
        head.by_name_or_bytes(self, |bytes| bytes.starts_with(b"%PDF-"))
    }

    fn read(&self, input: Input<'_>, sink: &mut Sink<'_>) -> ControlFlow<()> {
        if let Some(bytes) = sink.bytes(input, LARGEST) {
            read(sink, &bytes);
        }
        ControlFlow::Continue(())
    }
}

fn read(sink: &mut Sink<'_>, bytes: &[u8]) {
    if let Err(what) = bounds::check(bytes) {
        return sink.refuse(what, None);
    }
    let options = ParseOptions::new().lenient().sequential().with_resources(false);
    match guarded_with_stack("PDF", STACK, || unpdf::parse_bytes_with_options(bytes, options)) {
        Ok(Ok(document)) if !document.pages.is_empty() => take(sink, document),
        Ok(Err(Error::Encrypted | Error::InvalidPassword)) => sink.refuse(ProblemKind::Protected, None),
        Ok(_) => sink.refuse(broken("PDF"), None),
        Err(what) => sink.refuse(what, None),
    }
}

fn take(sink: &mut Sink<'_>, document: Document) {
    let edges = edges(&document.pages);
    let mut reading = Reading::default();
    let (mut illegible, mut any) = (Vec::new(), false);
    for page in &document.pages {
        let text = page.plain_text();
        let is_blank = text.trim().is_empty();
        if is_blank || !is_legible(&text) {
            // A page may be blank.
            if !is_blank || is_shown(page) {
                illegible.push(page.number);
            }
            continue;
        }
        any = true;
        reading.page(page, &edges);
    }
    if !any {
        illegible = document.pages.iter().map(|page| page.number).collect();
    }
    let count = narrow(illegible.len());
    illegible.truncate(LISTED);
    let what = ProblemKind::Illegible { pages: illegible, count };
    if !any {
        return sink.refuse(if count > 0 { what } else { ProblemKind::Empty }, None);
    }
    if count > 0 {
        sink.tell(what, None);
    }
    let (_, mut blocks) = reading.out.finish();
    let opens =
        blocks.len() > 1 && blocks.first().is_some_and(|first| first.is_heading() || is_title(&first.text));
    let heading = opens.then(|| blocks.remove(0).text);
    let title = document.metadata.title.filter(|title| heading.is_none() && is_legible(title));
    let author = written_by(document.metadata.author.filter(|author| is_legible(author)));
    finish(sink, Draft { title, heading, blocks, author, ..Draft::default() });
}

/// Whether a page without text shows something all the same.
fn is_shown(page: &Page) -> bool {
    page.ocr_text_suppressed
        || page.suppressed_text_runs > 0
        || !page.unreadable_fonts.is_empty()
        || page.elements.iter().any(|block| matches!(block, Block::Image { .. }))
}

/// What stands at the edge of most pages, as the title of a book does. It stays where it stands first.
fn edges(pages: &[Page]) -> HashSet<String> {
    const FEWEST: usize = 4;
    let mut counts: HashMap<String, usize> = HashMap::new();
    for page in pages {
        let texts: Vec<String> = page.elements.iter().map(text_of).filter(|text| !text.is_empty()).collect();
        let ends: HashSet<&String> = texts.first().into_iter().chain(texts.last()).collect();
        for text in ends.into_iter().filter(|text| is_title(text)) {
            let count = counts.entry(text.clone()).or_default();
            *count = count.saturating_add(1);
        }
    }
    counts.retain(|_, count| *count >= FEWEST && count.saturating_mul(3) >= pages.len());
    counts.into_keys().collect()
}

fn text_of(block: &Block) -> String {
    let mut text = String::new();
    block.append_plain_text(&mut text);
    text.trim().to_owned()
}

/// A document as it is put together.
#[derive(Default)]
struct Reading {
    out: Builder,
    lists: Lists,
    /// What stood at the edge of pages before.
    seen: HashSet<String>,
    /// Whether the paragraph before goes on, on the next page.
    is_open: bool,
}

impl Reading {
    fn page(&mut self, page: &Page, edges: &HashSet<String>) {
        for block in &page.elements {
            let text = text_of(block);
            if is_edge(&text) || (edges.contains(&text) && !self.seen.insert(text)) {
                continue;
            }
            match block {
                Block::Paragraph(paragraph) => self.paragraph(paragraph),
                Block::Table(table) => {
                    self.end();
                    self.out.begin_table(Vec::new());
                    for (at, row) in table.rows.iter().enumerate() {
                        self.out.row();
                        for cell in &row.cells {
                            self.out.cell(at < usize::from(table.header_rows));
                            self.out.add(&closed(&cell.plain_text()));
                        }
                    }
                    self.out.end_table();
                }
                Block::Code { content } => {
                    self.end();
                    self.out.begin_block(BlockKind::Code { language: None });
                    self.out.add(content);
                    self.out.end_block();
                }
                Block::Raw { content } => {
                    self.end();
                    for line in content.lines() {
                        self.out.add(&closed(line));
                        self.out.end_block();
                    }
                }
                Block::HorizontalRule => {
                    self.end();
                    self.out.rule();
                }
                _ => {}
            }
        }
    }

    /// Ends whatever is open.
    fn end(&mut self) {
        self.out.end_block();
        self.lists.end(&mut self.out);
        self.is_open = false;
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let is_plain = paragraph.style.heading_level.is_none() && paragraph.style.list_info.is_none();
        if self.is_open && is_plain {
            self.out.soft_break();
        } else {
            self.out.end_block();
        }
        match (&paragraph.style.list_info, paragraph.style.heading_level) {
            (Some(list), None) => {
                let first = match list.style {
                    ListStyle::Ordered { .. } => list.item_number.or(Some(1)),
                    ListStyle::Unordered { .. } => None,
                };
                // Each list that counts says the numbers of its items, so that each is one by itself.
                let name = first.map_or_else(String::new, |first| first.to_string());
                self.lists.item(&mut self.out, &name, list.level.into(), first);
            }
            (_, level) => {
                self.lists.end(&mut self.out);
                if let Some(level) = level {
                    self.out.begin_block(BlockKind::Heading { level: level.clamp(1, 6) });
                }
            }
        }
        for piece in &paragraph.content {
            match piece {
                InlineContent::Text(run) => {
                    let kind = InlineKind::Strong;
                    let is_strong = run.style.bold && is_plain;
                    if is_strong {
                        self.out.begin_span(kind.clone());
                    }
                    self.out.add(&closed(&run.text));
                    if is_strong {
                        self.out.end_span(|own| *own == kind);
                    }
                }
                InlineContent::LineBreak => self.out.line_break(),
                InlineContent::Link { text, url, .. } => {
                    self.out.begin_span(InlineKind::Link { url: url.clone() });
                    self.out.add(&closed(text));
                    self.out.end_span(|kind| matches!(kind, InlineKind::Link { .. }));
                }
                InlineContent::Image { .. } => {}
            }
        }
        let ends = ['。', '！', '？', '.', '!', '?', '」', '”', '：', ':', '；'];
        self.is_open =
            is_plain && !self.out.text.trim_end().ends_with(ends) && !is_title(self.out.text.trim());
    }
}

/// A text without the spaces between ideographs, which stand where lines were joined.
fn closed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let joins = c == ' '
            && out.chars().next_back().is_some_and(is_wide)
            && chars.peek().copied().is_some_and(is_wide);
        if !joins {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::closed;

    #[test]
    fn no_space_stands_between_ideographs() {
        assert_eq!(closed("三家公司 ，在 星期一"), "三家公司，在星期一");
        assert_eq!(closed("輝達 GPU 與 a b"), "輝達 GPU 與 a b");
    }
}
