//! Lists of feeds (OPML). They hold no article, and that is told.

use super::reader::{Head, Reader, Sure};
use super::text;
use crate::input::Input;
use crate::sink::Sink;
use crate::told::narrow;
use crate::xml::{self, Piece};
use std::ops::ControlFlow;
use zhimai_model::ProblemKind;

pub(super) struct Opml;

impl Reader for Opml {
    fn extensions(&self) -> &'static [&'static str] {
        &["opml"]
    }

    fn probe(&self, head: &Head<'_>) -> Sure {
        let is_list = head.root().is_some_and(|root| root.eq_ignore_ascii_case("opml"));
        if is_list { Sure::ByContent } else { head.by_name_or(self, |_| false) }
    }

    fn read(&self, input: Input<'_>, sink: &mut Sink<'_>) -> ControlFlow<()> {
        text::read(input, sink, |sink, text| {
            let mut count = 0_usize;
            let read = xml::each(text, "OPML", &mut |piece| {
                if let Piece::Start("outline", attributes) = piece
                    && attributes.get("xmlUrl").is_some()
                {
                    count = count.saturating_add(1);
                }
            });
            match read {
                Ok(()) => sink.refuse(ProblemKind::ListOfSources { count: narrow(count) }, None),
                Err(what) => sink.refuse(what, None),
            }
        });
        ControlFlow::Continue(())
    }
}
