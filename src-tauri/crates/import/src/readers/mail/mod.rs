//! Letters: one in a file, and pages that a browser saved in the form of one (MHTML).

mod mbox;
mod message;

use super::guard::guarded;
use super::reader::{Head, Reader, Sure};
use crate::finish::Draft;
use crate::input::Input;
use crate::sink::Sink;
use std::ops::ControlFlow;

pub(super) use mbox::Mailbox;

pub(super) struct Letter;

/// The most that one letter may have, in bytes: most of a large one is attachments.
const LARGEST: usize = 64 << 20;

impl Reader for Letter {
    fn extensions(&self) -> &'static [&'static str] {
        &["eml", "mht", "mhtml"]
    }

    fn probe(&self, head: &Head<'_>) -> Sure {
        head.by_name_or(self, begins_letter)
    }

    fn read(&self, input: Input<'_>, sink: &mut Sink<'_>) -> ControlFlow<()> {
        if let Some(bytes) = sink.bytes(input, LARGEST) {
            read(sink, &bytes, Draft::default());
        }
        ControlFlow::Continue(())
    }
}

/// Reads one letter.
fn read(sink: &mut Sink<'_>, bytes: &[u8], draft: Draft) {
    let line = draft.line;
    if let Err(what) = guarded("EML", || message::read(sink, bytes, draft)) {
        sink.refuse(what, line);
    }
}

/// Whether a text begins with the header of a letter.
fn begins_letter(text: &str) -> bool {
    const FIELDS: [&str; 9] = [
        "from:",
        "to:",
        "subject:",
        "date:",
        "mime-version:",
        "received:",
        "message-id:",
        "return-path:",
        "delivered-to:",
    ];
    let lines = text.lines().take_while(|line| !line.is_empty()).take(60);
    let mut found = [false; FIELDS.len()];
    for line in lines {
        let is_field = line.split_once(':').is_some_and(|(name, _)| {
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        });
        if !is_field && !line.starts_with([' ', '\t']) {
            return false;
        }
        let small = line.get(..24.min(line.len())).unwrap_or(line).to_ascii_lowercase();
        for (found, field) in found.iter_mut().zip(FIELDS) {
            *found |= small.starts_with(field);
        }
    }
    found.iter().filter(|found| **found).count() >= 3
}
