//! Feeds (RSS, Atom): each entry is an article, with the feed as its source.

mod entry;

use super::reader::{Head, Reader, Sure};
use super::text;
use crate::input::Input;
use crate::sink::Sink;
use crate::xml;
use entry::Reading;
use std::ops::ControlFlow;
use zhimai_model::{ProblemKind, UnknownFormat};

pub(super) struct Feed;

/// The most that a feed may have, in bytes.
const LARGEST: usize = 128 << 20;

impl Reader for Feed {
    // What else is called so is told as being of no format known here.
    fn extensions(&self) -> &'static [&'static str] {
        &["rss", "atom", "xml"]
    }

    fn probe(&self, head: &Head<'_>) -> Sure {
        if head.root().is_some_and(|root| is_feed(root, head.text)) {
            Sure::ByContent
        } else {
            head.by_name_or(self, |_| false)
        }
    }

    fn read(&self, input: Input<'_>, sink: &mut Sink<'_>) -> ControlFlow<()> {
        text::read_up_to(LARGEST, input, sink, |sink, text| {
            let root = super::reader::root(text);
            if !root.is_some_and(|root| is_feed(root, text)) {
                let what = UnknownFormat::Extension("xml".to_owned());
                return sink.refuse(ProblemKind::UnknownFormat(what), None);
            }
            let mut reading = Reading::new(text);
            let read = xml::each(text, "RSS", &mut |piece| reading.piece(sink, piece));
            // What came before is in.
            match read {
                Err(what) if reading.count > 0 => sink.tell(what, Some(reading.line())),
                Err(what) => sink.refuse(what, Some(reading.line())),
                Ok(()) if reading.count == 0 => sink.refuse(ProblemKind::Empty, None),
                Ok(()) => {}
            }
        });
        ControlFlow::Continue(())
    }
}

/// Whether the element that all others are in is that of a feed.
fn is_feed(root: &str, text: &str) -> bool {
    match root {
        "rss" | "feed" => true,
        // RDF is of many uses.
        "RDF" => text.contains("purl.org/rss/1.0"),
        _ => false,
    }
}
