//! The lines of a text of any length and encoding, in bounded memory.

use super::mixed;
use super::sniff::{is_utf16, sniff};
use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8};
use std::borrow::Cow;
use std::io::{self, Read};
use zhimai_model::ProblemKind;

/// How much is read at once, in bytes.
const CHUNK: usize = 256 << 10;

/// A line, without its end.
pub(crate) enum Line<'a> {
    Text(&'a str),
    /// It is longer than what is taken in, and was passed over.
    TooLong,
}

/// Why an input cannot be read.
pub(crate) enum Failure {
    /// What the disk says.
    Io(io::Error),
    /// It is nothing that can be read.
    Format(ProblemKind),
}

/// Calls `on` with each line and its number from 1, until it gives false. `on` may ask, through the last argument,
/// how many bytes of the input have been read by then. Gives how many lines are in another encoding than the first ones.
pub(crate) fn each_line(
    mut input: impl Read,
    max_line: usize,
    mut on: impl FnMut(Line<'_>, u32, u64) -> bool,
) -> Result<usize, Failure> {
    let mut chunk = vec![0; CHUNK];
    let mut filled = fill(&mut input, &mut chunk).map_err(Failure::Io)?;
    let mut decoder = Decoding::of(chunk.get(..filled).unwrap_or_default())?;
    let mut bytes = Vec::new();
    let mut number = 0_u32;
    let mut too_long = false;
    let mut read = 0_u64;
    loop {
        let last = filled < chunk.len();
        read = read.saturating_add(filled as u64);
        let searched = bytes.len();
        decoder.append(chunk.get(..filled).unwrap_or_default(), &mut bytes, last);
        let mut from = 0;
        let mut search = searched;
        while let Some(end) = bytes.get(search..).and_then(|rest| rest.iter().position(|b| *b == b'\n')) {
            let end = search.saturating_add(end);
            let line = bytes.get(from..end).unwrap_or_default();
            number = number.saturating_add(1);
            let fits = !std::mem::take(&mut too_long) && line.len() <= max_line;
            let go_on = if fits {
                on(Line::Text(&decoder.text(line)), number, read)
            } else {
                on(Line::TooLong, number, read)
            };
            if !go_on {
                return Ok(decoder.mixed);
            }
            from = end.saturating_add(1);
            search = from;
        }
        bytes.drain(..from);
        if bytes.len() > max_line {
            // The rest of it is passed over as it comes.
            too_long = true;
            bytes.clear();
        }
        if last {
            if too_long || !bytes.is_empty() {
                let number = number.saturating_add(1);
                let _ = if too_long {
                    on(Line::TooLong, number, read)
                } else {
                    on(Line::Text(&decoder.text(&bytes)), number, read)
                };
            }
            return Ok(decoder.mixed);
        }
        filled = fill(&mut input, &mut chunk).map_err(Failure::Io)?;
    }
}

/// Calls `on` with the text in parts of some size, until it gives false; with how many bytes of the input have been read by
/// then. Gives how many lines are in another encoding than the first ones.
pub(crate) fn each_part(
    mut input: impl Read,
    mut on: impl FnMut(&str, u64) -> bool,
) -> Result<usize, Failure> {
    let mut chunk = vec![0; CHUNK];
    let mut filled = fill(&mut input, &mut chunk).map_err(Failure::Io)?;
    let mut decoder = Decoding::of(chunk.get(..filled).unwrap_or_default())?;
    let mut bytes = Vec::new();
    let mut read = 0_u64;
    loop {
        let last = filled < chunk.len();
        read = read.saturating_add(filled as u64);
        decoder.append(chunk.get(..filled).unwrap_or_default(), &mut bytes, last);
        // No character of any encoding read here has one of these in it but themselves. Without one for long it is no text
        // that anybody wrote, and where it is cut matters no more.
        let safe = bytes.iter().rposition(|b| matches!(b, b'\n' | b' ' | b'"' | b','));
        let end = if last || (safe.is_none() && bytes.len() > 4 * CHUNK) {
            bytes.len()
        } else {
            safe.map_or(0, |at| at.saturating_add(1))
        };
        let text = decoder.text(bytes.get(..end).unwrap_or_default());
        if (!text.is_empty() && !on(&text, read)) || last {
            return Ok(decoder.mixed);
        }
        drop(text);
        bytes.drain(..end);
        filled = fill(&mut input, &mut chunk).map_err(Failure::Io)?;
    }
}

/// How the bytes of an input become text.
struct Decoding {
    encoding: &'static Encoding,
    /// For encodings whose line ends are not one byte: their text is made UTF-8 first.
    decoder: Option<Decoder>,
    any: bool,
    /// Lines in another encoding.
    mixed: usize,
}

impl Decoding {
    /// By the beginning of the input.
    fn of(head: &[u8]) -> Result<Self, Failure> {
        let mut encoding = sniff(head).map_err(Failure::Format)?;
        if encoding != UTF_8 && !is_utf16(encoding) && mixed::decode(head).is_some() {
            encoding = UTF_8;
        }
        let decoder = is_utf16(encoding).then(|| encoding.new_decoder_with_bom_removal());
        Ok(Self { encoding, decoder, any: false, mixed: 0 })
    }

    /// Appends the next bytes of the input.
    fn append(&mut self, input: &[u8], bytes: &mut Vec<u8>, last: bool) {
        let is_first = !std::mem::replace(&mut self.any, true);
        match &mut self.decoder {
            Some(decoder) => {
                let mut text = String::new();
                append(decoder, input, &mut text, last);
                bytes.extend_from_slice(text.as_bytes());
            }
            None => {
                let mark: &[u8] = b"\xef\xbb\xbf";
                bytes.extend_from_slice(input.strip_prefix(mark).filter(|_| is_first).unwrap_or(input));
            }
        }
    }

    /// The text of some lines.
    fn text<'a>(&mut self, bytes: &'a [u8]) -> Cow<'a, str> {
        let is_utf8 = self.decoder.is_some() || self.encoding == UTF_8;
        if let Ok(text) = std::str::from_utf8(bytes)
            && (is_utf8 || text.is_ascii())
        {
            return Cow::Borrowed(text);
        }
        let mut out = String::with_capacity(bytes.len());
        for line in bytes.split_inclusive(|b| *b == b'\n') {
            let (text, is_other) = mixed::of_file(line, self.encoding);
            self.mixed = self.mixed.saturating_add(usize::from(is_other));
            out.push_str(&text);
        }
        Cow::Owned(out)
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
    fn lines_in_another_encoding_than_the_rest() {
        let (hans, hant) = ("英伟达与微软宣布投资，双方将合作。", "微軟與輝達宣布投資，雙方將合作。");
        let gbk = encoding_rs::GB18030.encode(hans).0.into_owned();
        for (bytes, expect) in [
            ([hant.as_bytes(), b"\n", &gbk, b"\nplain"].concat(), [hant, hans, "plain"]),
            ([&gbk, b"\n".as_slice(), hant.as_bytes(), b"\nplain"].concat(), [hans, hant, "plain"]),
        ] {
            let mut lines = Vec::new();
            let mixed = each_line(bytes.as_slice(), 1000, |line, _, _| {
                if let Line::Text(text) = line {
                    lines.push(text.to_owned());
                }
                true
            });
            assert_eq!((lines.as_slice(), mixed.ok()), (expect.map(str::to_owned).as_slice(), Some(1)));
            let mut text = String::new();
            let mixed = each_part(bytes.as_slice(), |part, _| {
                text.push_str(part);
                true
            });
            assert_eq!((text, mixed.ok()), (expect.join("\n"), Some(1)));
        }
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
