//! JSON: an array of objects, an object, or several one after the other.

use super::reader::{Head, Reader, Sure};
use super::records::{self, Records};
use crate::encoding::each_part;
use crate::input::Input;
use crate::sink::Sink;
use std::ops::ControlFlow;

pub(super) struct Json;

impl Reader for Json {
    fn extensions(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn probe(&self, head: &Head<'_>) -> Sure {
        head.by_name_or(self, |text| {
            let text = text.trim();
            let first = text.lines().next().unwrap_or_default().trim_end();
            let begins = first == "[" || first.starts_with("[{") || first == "{";
            begins && (text.ends_with([']', '}']) || !head.is_whole)
        })
    }

    fn read(&self, input: Input<'_>, sink: &mut Sink<'_>) -> ControlFlow<()> {
        let mut records = Records::default();
        let mut flow = ControlFlow::Continue(());
        let done = each_part(input.stream(), |part, read| {
            records.part(sink, part);
            flow = sink.step(read);
            flow.is_continue()
        });
        records::finish(sink, done, flow, |sink| records.end(sink))
    }
}
