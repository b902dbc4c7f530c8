//! Mailboxes: letters one after the other, each behind a line that begins with `From `.

use super::LARGEST;
use super::begins_letter;
use crate::finish::Draft;
use crate::input::Input;
use crate::readers::reader::{Head, Reader, Sure};
use crate::sink::Sink;
use crate::told::too_large;
use std::io::{BufRead, BufReader, Read};
use std::ops::ControlFlow;
use zhimai_model::ProblemKind;

pub(crate) struct Mailbox;

impl Reader for Mailbox {
    fn extensions(&self) -> &'static [&'static str] {
        &["mbox", "mbx"]
    }

    fn probe(&self, head: &Head<'_>) -> Sure {
        head.by_name_or(self, |text| {
            text.starts_with("From ") && text.split_once('\n').is_some_and(|(_, rest)| begins_letter(rest))
        })
    }

    fn read(&self, input: Input<'_>, sink: &mut Sink<'_>) -> ControlFlow<()> {
        let mut reading =
            Reading { lines: BufReader::new(input.stream()), letter: None, line: 0, read: 0, is_blank: true };
        let mut any = false;
        loop {
            match reading.next() {
                Ok(Some(letter)) => {
                    any = true;
                    if letter.is_too_large {
                        sink.refuse(too_large(LARGEST), Some(letter.line));
                    } else {
                        let draft = Draft { line: Some(letter.line), ..Draft::default() };
                        super::read(sink, &letter.bytes, draft);
                    }
                    sink.step(reading.read)?;
                }
                Ok(None) => break,
                Err(error) => {
                    sink.fail(crate::encoding::Failure::Io(error));
                    return ControlFlow::Continue(());
                }
            }
        }
        if !any {
            sink.refuse(ProblemKind::Empty, None);
        }
        ControlFlow::Continue(())
    }
}

/// A letter as it stands in a mailbox.
struct Stored {
    /// The line that it begins behind, from 1.
    line: u32,
    bytes: Vec<u8>,
    is_too_large: bool,
}

/// A mailbox as it is read.
struct Reading<R> {
    lines: BufReader<R>,
    letter: Option<Stored>,
    line: u32,
    /// In bytes.
    read: u64,
    /// Whether the line before was blank: only then does a letter begin.
    is_blank: bool,
}

impl<R: Read> Reading<R> {
    /// The next letter; nothing at the end.
    fn next(&mut self) -> std::io::Result<Option<Stored>> {
        let mut line = Vec::new();
        loop {
            line.clear();
            // A line without an end is taken in pieces.
            let length = (&mut self.lines).take(1 << 16).read_until(b'\n', &mut line)?;
            if length == 0 {
                return Ok(self.letter.take());
            }
            self.read = self.read.saturating_add(length as u64);
            let begins = self.is_blank && line.starts_with(b"From ");
            self.is_blank = matches!(line.as_slice(), b"\n" | b"\r\n");
            self.line = self.line.saturating_add(u32::from(line.ends_with(b"\n")));
            if begins {
                let new = Stored { line: self.line, bytes: Vec::new(), is_too_large: false };
                if let Some(letter) = self.letter.replace(new) {
                    return Ok(Some(letter));
                }
                continue;
            }
            let letter =
                self.letter.get_or_insert_with(|| Stored { line: 1, bytes: Vec::new(), is_too_large: false });
            letter.is_too_large |= letter.bytes.len().saturating_add(line.len()) > LARGEST;
            if !letter.is_too_large {
                letter.bytes.extend_from_slice(unquoted(&line));
            }
        }
    }
}

/// A line of a letter that began with `From ` has a sign before it in a mailbox.
fn unquoted(line: &[u8]) -> &[u8] {
    let signs = line.iter().take_while(|b| **b == b'>').count();
    let is_quoted = signs > 0 && line.get(signs..).is_some_and(|rest| rest.starts_with(b"From "));
    if is_quoted { line.get(1..).unwrap_or_default() } else { line }
}
