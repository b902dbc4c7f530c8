//! What readers of texts have in common: the input is one text, in any encoding.

use crate::encoding;
use crate::input::Input;
use crate::sink::{Sink, line_of};
use crate::told::narrow;
use std::ops::ControlFlow;
use zhimai_model::ProblemKind;

/// Hands the text of an input to a reader, or says why there is none. What is wrong with its encoding is told.
pub(super) fn read(input: Input<'_>, sink: &mut Sink<'_>, reader: impl FnOnce(&mut Sink<'_>, &str)) {
    // UTF-16 takes up to two bytes for what is one in UTF-8.
    let limit = sink.options.max_article.saturating_mul(2);
    read_up_to(limit, input, sink, reader);
}

/// The same for an input of at most so many bytes, of which the text that is taken in is only a part.
pub(super) fn read_up_to(
    limit: usize,
    input: Input<'_>,
    sink: &mut Sink<'_>,
    reader: impl FnOnce(&mut Sink<'_>, &str),
) {
    let _ = read_records(limit, input, sink, |sink, text| {
        reader(sink, text);
        ControlFlow::Continue(())
    });
}

/// The same for a text of many records, of which the reader may be told to break off.
pub(super) fn read_records(
    limit: usize,
    input: Input<'_>,
    sink: &mut Sink<'_>,
    reader: impl FnOnce(&mut Sink<'_>, &str) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let Some(bytes) = sink.bytes(input, limit) else { return ControlFlow::Continue(()) };
    let decoded = match encoding::decode(&bytes) {
        Ok(decoded) => decoded,
        Err(what) => {
            sink.refuse(what, None);
            return ControlFlow::Continue(());
        }
    };
    if decoded.mixed() > 0 {
        sink.tell(ProblemKind::MixedEncodings { lines: narrow(decoded.mixed()) }, None);
    }
    if let Some(damage) = decoded.damage() {
        let line = line_of(&decoded.text, |c| c == '\u{fffd}');
        sink.tell(damage, line);
    }
    let text = decoded.text;
    if text.trim().is_empty() {
        sink.refuse(ProblemKind::Empty, None);
        return ControlFlow::Continue(());
    }
    reader(sink, &text)
}

/// The same for a text that is one article: what is wrong in it is placed by line.
pub(super) fn read_one(input: Input<'_>, sink: &mut Sink<'_>, reader: impl FnOnce(&mut Sink<'_>, &str)) {
    read(input, sink, |sink, text| {
        let Sink { name, folder, here, held, depth, options, output, tally, on_step, .. } = sink;
        let mut one = Sink {
            name,
            folder: *folder,
            text: Some(text),
            here: *here,
            held: *held,
            depth: *depth,
            options,
            output,
            tally,
            on_step: *on_step,
        };
        reader(&mut one, text);
    });
}
