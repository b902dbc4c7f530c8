//! Rich text (RTF).

use super::guard::guarded;
use super::reader::{Head, Reader, Sure};
use crate::blocks::Builder;
use crate::fields::written_by;
use crate::finish::{Draft, finish};
use crate::input::Input;
use crate::paragraphs::is_title;
use crate::sink::Sink;
use crate::told::broken;
use rtf_parser_tt::document::RtfDocument;
use rtf_parser_tt::parser::{Part, StyleBlock};
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use zhimai_model::{BlockKind, InlineKind};

pub(super) struct Rtf;

/// The most that a text may have, in bytes: pictures are written into it.
const LARGEST: usize = 64 << 20;

impl Reader for Rtf {
    fn extensions(&self) -> &'static [&'static str] {
        &["rtf"]
    }

    fn probe(&self, head: &Head<'_>) -> Sure {
        head.by_name_or_bytes(self, |bytes| bytes.starts_with(b"{\\rtf"))
    }

    fn read(&self, input: Input<'_>, sink: &mut Sink<'_>) -> ControlFlow<()> {
        if let Some(bytes) = sink.bytes(input, LARGEST) {
            read(sink, &bytes);
        }
        ControlFlow::Continue(())
    }
}

fn read(sink: &mut Sink<'_>, bytes: &[u8]) {
    match guarded("RTF", || RtfDocument::from_bytes(bytes)) {
        Ok(Ok(document)) => finish(sink, draft(document)),
        Ok(Err(_)) => sink.refuse(broken("RTF"), None),
        Err(what) => sink.refuse(what, None),
    }
}

fn draft(document: RtfDocument) -> Draft {
    let size = usual_size(&document.body);
    let mut lines = Lines { out: Builder::default(), line: Vec::new(), size };
    let mut notes: BTreeMap<u32, String> = BTreeMap::new();
    for block in document.body.into_iter().filter(|block| !block.painter.hidden) {
        match block.part {
            Part::Body | Part::NoteReference(_) => lines.take(block),
            Part::Note(number) => notes.entry(number).or_default().push_str(&block.text),
            // What stands at the edge of every page.
            _ => {}
        }
    }
    lines.end();
    for (number, text) in notes {
        let label = number.to_string();
        lines.out.begin_note(&label);
        lines.out.add(text.trim().trim_start_matches(&label).trim());
        lines.out.end_note();
    }
    let (_, mut blocks) = lines.out.finish();
    let opens =
        blocks.len() > 1 && blocks.first().is_some_and(|first| first.is_heading() || is_title(&first.text));
    let heading = opens.then(|| blocks.remove(0).text);
    let title = document.info.title.filter(|_| heading.is_none());
    Draft { title, heading, blocks, author: written_by(document.info.author), ..Draft::default() }
}

/// The size of most letters.
fn usual_size(body: &[StyleBlock]) -> u16 {
    let mut sizes: BTreeMap<u16, usize> = BTreeMap::new();
    for block in body {
        let count = sizes.entry(block.painter.font_size).or_default();
        *count = count.saturating_add(block.text.len());
    }
    sizes.into_iter().max_by_key(|(_, count)| *count).map_or(0, |(size, _)| size)
}

/// Lines as they are put together.
struct Lines {
    out: Builder,
    /// The pieces of the line at hand.
    line: Vec<StyleBlock>,
    /// The size of most letters.
    size: u16,
}

impl Lines {
    fn take(&mut self, block: StyleBlock) {
        let mut parts = block.text.split('\n');
        let first = parts.next().unwrap_or_default().to_owned();
        let rest: Vec<String> = parts.map(str::to_owned).collect();
        let piece = |text: String| {
            let mut piece = block.clone();
            piece.text = text;
            piece
        };
        self.line.push(piece(first));
        for text in rest {
            self.end();
            self.line.push(piece(text));
        }
    }

    /// Ends the line at hand, which is a paragraph. One in larger letters is a heading.
    fn end(&mut self) {
        let line = std::mem::take(&mut self.line);
        let text: String = line.iter().map(|piece| piece.text.as_str()).collect();
        if text.trim().is_empty() {
            return;
        }
        let is_large =
            |piece: &StyleBlock| piece.painter.font_size > self.size || piece.text.trim().is_empty();
        let is_heading = self.size > 0 && is_title(text.trim()) && line.iter().all(is_large);
        self.out.begin_block(if is_heading { BlockKind::Heading { level: 2 } } else { BlockKind::Paragraph });
        for piece in line {
            let looks = [
                (piece.painter.bold && !is_heading, InlineKind::Strong),
                (piece.painter.italic, InlineKind::Emphasis),
                (piece.painter.strike, InlineKind::Strike),
            ];
            if let Part::NoteReference(number) = piece.part {
                let label = number.to_string();
                self.out.begin_span(InlineKind::FootnoteRef { label: label.clone() });
                self.out.add(&format!("[{label}]"));
                self.out.end_span(|kind| matches!(kind, InlineKind::FootnoteRef { .. }));
                continue;
            }
            for (_, kind) in looks.iter().filter(|(is_such, _)| *is_such) {
                self.out.begin_span(kind.clone());
            }
            self.out.add(&piece.text);
            for (_, kind) in looks.iter().rev().filter(|(is_such, _)| *is_such) {
                self.out.end_span(|own| own == kind);
            }
        }
        self.out.end_block();
    }
}
