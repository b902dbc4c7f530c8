//! Markdown to title and blocks. Signs go, what they say stays in the kinds of blocks and in spans; footnotes stand at the
//! end.
//!
//! The rules of Markdown make some sentences invisible: `[更正]: 應為輝達` defines a link, `<The Information>` is a tag, an
//! unclosed `<!--` swallows what follows. Where that happens, a backslash is set before the sign and the text is read anew.

mod definitions;
mod events;
mod front;
mod hidden;
mod vault;

use super::reader::{Head, Reader, Sure};
use super::text;
use crate::finish::{Draft, finish};
use crate::input::Input;
use crate::paragraphs;
use crate::sink::{Sink, lines_in};
use events::Reading;
use std::borrow::Cow;
use std::ops::ControlFlow;
use zhimai_model::ProblemKind;

/// How often a text is read anew. Each time brings to light what the time before had hidden; two do for all but texts that
/// are made to need more.
const ROUNDS: usize = 8;

pub(super) struct Markdown;

impl Reader for Markdown {
    fn extensions(&self) -> &'static [&'static str] {
        &["md", "markdown", "mdown", "mkd"]
    }

    fn probe(&self, head: &Head<'_>) -> Sure {
        head.by_name_or(self, |text| {
            let text = text.trim_start();
            text.lines().next().is_some_and(|first| first.trim_end() == "---")
                || text.lines().take(200).any(|line| line.starts_with("# ") || line.starts_with("## "))
        })
    }

    fn read(&self, input: Input<'_>, sink: &mut Sink<'_>) -> ControlFlow<()> {
        text::read_one(input, sink, read);
        ControlFlow::Continue(())
    }
}

/// Reads a text with or without a header.
fn read(sink: &mut Sink<'_>, text: &str) {
    let mut draft = Draft::default();
    let body = front::header(sink, text, &mut draft);
    let header = text.len().checked_sub(body.len()).and_then(|end| text.get(..end)).unwrap_or_default();
    let line_of = |line: usize| u32::try_from(line.saturating_add(lines_in(header)).saturating_add(1)).ok();
    let is_vault = sink.here.is_some_and(|here| here.is_vault());
    let body = if is_vault { Cow::Owned(vault::plain(sink, &body, &mut draft)) } else { body };
    match whole(&body, is_vault) {
        Some(reading) => {
            for (line, what) in &reading.hidden.unclosed {
                sink.tell(ProblemKind::Unclosed { opening: (*what).to_owned() }, line_of(*line));
            }
            if let (Some(line), Some(counts)) = (reading.first_left_out, reading.html.told()) {
                sink.tell(counts, line_of(line));
            }
            (draft.heading, draft.blocks) = reading.out.finish();
        }
        // Nothing is lost that way.
        None => draft.blocks = paragraphs::blocks(&body),
    }
    finish(sink, draft);
}

/// A text read to its end; nothing where it hides something however often it is read.
fn whole(body: &str, is_vault: bool) -> Option<Reading> {
    let mut text = Cow::Borrowed(body);
    let mut unclosed = Vec::new();
    for _ in 0..ROUNDS {
        let mut reading = Reading::of(&text, is_vault);
        unclosed.append(&mut reading.hidden.unclosed);
        let hidden = reading.hidden.places();
        if hidden.is_empty() {
            reading.hidden.unclosed = unclosed;
            return Some(reading);
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

#[cfg(test)]
mod tests;
