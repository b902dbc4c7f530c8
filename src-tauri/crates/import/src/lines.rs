//! The lines of a text of any length and encoding, in bounded memory.

use crate::decode;
use encoding_rs::{CoderResult, Decoder};
use std::io::{self, Read};
use zhimai_model::ProblemCode;

/// How much is read at once, in bytes.
const CHUNK: usize = 256 << 10;

/// A line, without its end.
pub(crate) enum Line<'a> {
    Text(&'a str),
    /// It is longer than what is taken in, and was passed over.
    TooLong,
}

pub(crate) enum Failure {
    Io(io::Error),
    /// It is no text.
    Format(ProblemCode, String),
}

/// Calls `on` with each line and its number from 1, until it gives false. `on` may ask, through the last argument,
/// how many bytes of the input have been read by then.
pub(crate) fn each_line(
    mut input: impl Read,
    max_line: usize,
    mut on: impl FnMut(Line<'_>, u32, u64) -> bool,
) -> Result<(), Failure> {
    let mut chunk = vec![0; CHUNK];
    let mut filled = fill(&mut input, &mut chunk).map_err(Failure::Io)?;
    let encoding = decode::sniff(chunk.get(..filled).unwrap_or_default())
        .map_err(|(code, why)| Failure::Format(code, why))?;
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let mut text = String::new();
    let mut number = 0_u32;
    let mut too_long = false;
    let mut read = 0_u64;
    loop {
        let last = filled < chunk.len();
        read = read.saturating_add(filled as u64);
        append(&mut decoder, chunk.get(..filled).unwrap_or_default(), &mut text, last);
        let mut from = 0;
        while let Some(length) = text.get(from..).and_then(|rest| rest.find('\n')) {
            let line = text.get(from..from.saturating_add(length)).unwrap_or_default();
            number = number.saturating_add(1);
            let fits = !std::mem::take(&mut too_long) && line.len() <= max_line;
            if !on(if fits { Line::Text(line) } else { Line::TooLong }, number, read) {
                return Ok(());
            }
            from = from.saturating_add(length).saturating_add(1);
        }
        text.drain(..from);
        if text.len() > max_line {
            // The rest of it is passed over as it comes.
            too_long = true;
            text.clear();
        }
        if last {
            if too_long || !text.is_empty() {
                on(if too_long { Line::TooLong } else { Line::Text(&text) }, number.saturating_add(1), read);
            }
            return Ok(());
        }
        filled = fill(&mut input, &mut chunk).map_err(Failure::Io)?;
    }
}

/// Fills a buffer as far as the input goes.
fn fill(input: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0_usize;
    while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match input.read(rest) {
            Ok(0) => break,
            Ok(read) => filled = filled.saturating_add(read),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

fn append(decoder: &mut Decoder, mut bytes: &[u8], text: &mut String, last: bool) {
    loop {
        text.reserve(decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(bytes.len()).max(16));
        let (result, read, _) = decoder.decode_to_string(bytes, text, last);
        bytes = bytes.get(read..).unwrap_or_default();
        if matches!(result, CoderResult::InputEmpty) {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], max: usize, expect: &[(u32, Option<&str>)]) {
        let mut found = Vec::new();
        let done = each_line(bytes, max, |line, number, _| {
            found.push((
                number,
                match line {
                    Line::Text(text) => Some(text.to_owned()),
                    Line::TooLong => None,
                },
            ));
            true
        });
        assert!(done.is_ok());
        let found: Vec<_> = found.iter().map(|(n, text)| (*n, text.as_deref())).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn lines_of_every_sort() {
        check(b"a\nb\n", 9, &[(1, Some("a")), (2, Some("b"))]);
        check("一\r\n\n二".as_bytes(), 9, &[(1, Some("一\r")), (2, Some("")), (3, Some("二"))]);
        check(b"short\nmuch too long\nend", 8, &[(1, Some("short")), (2, None), (3, Some("end"))]);
        check(b"", 9, &[]);
        let utf16: Vec<u8> = "\u{feff}甲\n乙".encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&utf16, 9, &[(1, Some("甲")), (2, Some("乙"))]);
    }

    #[test]
    fn a_line_longer_than_a_chunk_is_passed_over_in_little_memory() {
        let mut bytes = vec![b'x'; CHUNK * 3 + 7];
        bytes.extend(b"\nend");
        check(&bytes, 100, &[(1, None), (2, Some("end"))]);
        let long = "長".repeat(CHUNK);
        check(format!("{long}\nend").as_bytes(), usize::MAX, &[(1, Some(&long)), (2, Some("end"))]);
    }
}
