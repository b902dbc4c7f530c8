//! Plain text.

use super::reader::{Head, Reader, Sure};
use super::text;
use crate::finish::{Draft, finish};
use crate::input::Input;
use crate::paragraphs::{flat, lines, paragraphs, width};
use crate::sink::Sink;
use std::ops::ControlFlow;

pub(super) struct Plain;

impl Reader for Plain {
    // The last two are what dictionaries are often called; a look at the text tells.
    fn extensions(&self) -> &'static [&'static str] {
        &["txt", "text", "u8", "cedict"]
    }

    fn probe(&self, head: &Head<'_>) -> Sure {
        head.by_name_or(self, |_| false).max(Sure::IfNothingElse)
    }

    fn read(&self, input: Input<'_>, sink: &mut Sink<'_>) -> ControlFlow<()> {
        text::read_one(input, sink, read);
        ControlFlow::Continue(())
    }
}

/// Reads a text: a short first line is the title.
fn read(sink: &mut Sink<'_>, text: &str) {
    let mut paragraphs = paragraphs(text);
    let heading = takes_first_line(text, &paragraphs).then(|| paragraphs.remove(0));
    finish(sink, Draft { heading, blocks: flat(paragraphs), ..Draft::default() });
}

/// The most that a first line may have to be a title, in columns: an ideograph takes two.
const TITLE: usize = 110;

fn takes_first_line(text: &str, paragraphs: &[String]) -> bool {
    let [first, _, ..] = paragraphs else { return false };
    let width = width(first);
    let ends_open = first.ends_with(['。', '．', '.', '，', ',', '、', '；', ';', '：', ':']);
    // With nothing between it and the text a title has to be short to be one.
    let parted = lines(text).find(|line| !line.trim().is_empty()).is_some()
        && lines(text).map(str::trim).skip_while(|line| line.is_empty()).nth(1).is_some_and(str::is_empty);
    !ends_open && width <= if parted { TITLE } else { TITLE / 2 }
}
