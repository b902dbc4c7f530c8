//! Pages of HTML, as browsers save them: one article, which is the text proper of the page.

use super::reader::{Head, Reader, Sure};
use super::text;
use crate::finish::{Draft, finish};
use crate::input::Input;
use crate::page;
use crate::sink::Sink;
use std::ops::ControlFlow;

pub(super) struct Html;

/// The most that a page may have, in bytes: programs that save pages write their pictures into them.
const LARGEST: usize = 64 << 20;

impl Reader for Html {
    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml", "shtml"]
    }

    fn probe(&self, head: &Head<'_>) -> Sure {
        head.by_name_or(self, |text| {
            let start: String = text.trim_start().chars().take(15).collect::<String>().to_ascii_lowercase();
            start.starts_with("<!doctype html") || start.starts_with("<html")
        })
    }

    fn read(&self, input: Input<'_>, sink: &mut Sink<'_>) -> ControlFlow<()> {
        text::read_up_to(LARGEST, input, sink, read);
        ControlFlow::Continue(())
    }
}

/// Reads a page into one article.
fn read(sink: &mut Sink<'_>, html: &str) {
    match page::read(html) {
        Ok(page) => take(sink, page, Draft::default()),
        Err(what) => sink.refuse(what, None),
    }
}

/// Makes an article of a page; what the draft has counts first.
pub(super) fn take(sink: &mut Sink<'_>, page: page::Page, mut draft: Draft) {
    let page::Page { meta, blocks } = page;
    draft.title = draft.title.or(meta.title);
    draft.date = draft.date.or(meta.date);
    draft.url = draft.url.or(meta.url);
    draft.author = draft.author.or(meta.author);
    // Who wrote it is its source, too, where none is named.
    draft.source = draft.source.or(meta.source).or_else(|| draft.author.clone());
    draft.blocks = blocks;
    finish(sink, draft);
}
