//! JSON Lines: an object a line.

use super::reader::{Head, Reader, Sure};
use super::records::{self, Records};
use crate::encoding::{Line, each_line};
use crate::input::Input;
use crate::sink::Sink;
use std::ops::ControlFlow;

pub(super) struct JsonLines;

impl Reader for JsonLines {
    fn extensions(&self) -> &'static [&'static str] {
        &["jsonl", "ndjson"]
    }

    fn probe(&self, head: &Head<'_>) -> Sure {
        head.by_name_or(self, |text| {
            let first = text.trim_start().lines().next().unwrap_or_default().trim_end();
            first.starts_with('{') && first.ends_with('}') && first.contains('"')
        })
    }

    fn read(&self, input: Input<'_>, sink: &mut Sink<'_>) -> ControlFlow<()> {
        let mut records = Records::default();
        let mut flow = ControlFlow::Continue(());
        let max_line = sink.options.max_line;
        let done = each_line(input.stream(), max_line, |line, number, read| {
            match line {
                Line::Text(text) => records.line(sink, text, number),
                Line::TooLong => records.long_line(sink, number),
            }
            flow = sink.step(read);
            flow.is_continue()
        });
        records::finish(sink, done, flow, |sink| records.tell_left_out(sink))
    }
}
