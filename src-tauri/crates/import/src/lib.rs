//! Bytes in any supported format become articles, dictionaries and problems.
//!
//! Nothing is dropped in silence: what cannot be used, or not as it stood, is a [`Problem`] with its place.
//! This crate knows neither the store nor the index, nor who asked, and writes nothing anywhere.

mod archive;
mod beside;
mod blocks;
pub mod collection;
mod encoding;
mod ending;
mod fields;
mod finish;
mod garbled;
mod held;
mod html;
mod input;
mod listing;
mod open;
mod page;
mod paragraphs;
mod percent;
mod pictures;
mod readers;
mod sink;
mod told;
mod walk;
mod xml;

use input::Input;
use sink::{Sink, Tally};
use std::ops::ControlFlow;

pub use archive::is_collection;
pub use finish::is_made_id;
pub use listing::{Listing, Lying, list, print};
pub use sink::{Brought, IMPORTED, Options, Output};
pub use walk::{Event, walk, walk_only};

/// Reads one input: a file's bytes, or text that was pasted or dropped, in which case `name` is what the person calls it.
pub fn read(name: &str, bytes: &[u8], options: &Options) -> Output {
    let (mut output, mut tally) = (Output::default(), Tally::default());
    let mut go_on = |_: &mut Output, _| ControlFlow::Continue(());
    let mut sink = Sink {
        name,
        folder: None,
        text: None,
        here: None,
        held: None,
        depth: 0,
        options,
        output: &mut output,
        tally: &mut tally,
        on_step: &mut go_on,
    };
    // Nobody breaks off.
    let _ = readers::read(Input::of_bytes(bytes), &mut sink);
    sink.tell_more();
    output
}

#[cfg(test)]
mod tests;
