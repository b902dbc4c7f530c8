//! What a parser of PDF would run out of stack or memory by: arrays and dictionaries that lie in each other too deep, and
//! streams that are packed to be far larger than any page.

use crate::told::too_large;
use flate2::read::ZlibDecoder;
use std::io::Read;
use zhimai_model::{ProblemKind, Syntax};

/// So deep may they lie in each other. No document comes near.
const DEEPEST: usize = 5_000;
/// The most that a stream of objects or signs may have, and all of them, in bytes.
const LARGEST: usize = 64 << 20;
const MOST: u64 = 1 << 30;
/// How far before a stream its dictionary may begin, in bytes.
const DICTIONARY: usize = 4_096;

/// Looks through a document before it is read.
///
/// # Errors
/// Something in it lies too deep, or is too large.
pub(super) fn check(bytes: &[u8]) -> Result<(), ProblemKind> {
    const TOO_DEEP: ProblemKind = ProblemKind::BadSyntax(Syntax::TooDeep);
    let mut room = MOST;
    let mut from = 0;
    while let Some((start, end)) = stream(bytes, from) {
        let before = bytes.get(from..start).unwrap_or_default();
        if objects(before) {
            return Err(TOO_DEEP);
        }
        let dictionary = bytes.get(start.saturating_sub(DICTIONARY).max(from)..start).unwrap_or_default();
        let data = bytes.get(start..end).unwrap_or_default();
        // Pictures and fonts are no objects.
        if !has(dictionary, b"/Image") && !has(dictionary, b"/Length1") && !has(dictionary, b"/FontFile") {
            if has(dictionary, b"/FlateDecode") || has(dictionary, b"/Fl") {
                let mut text = Vec::new();
                // What is damaged is looked at as far as it goes.
                let limit = (LARGEST as u64).min(room);
                let _ = ZlibDecoder::new(data).take(limit.saturating_add(1)).read_to_end(&mut text);
                if text.len() as u64 > limit {
                    return Err(too_large(LARGEST));
                }
                room = room.saturating_sub(text.len() as u64);
                if is_deep(&text) {
                    return Err(TOO_DEEP);
                }
            } else if is_deep(data) && !has(dictionary, b"/Filter") {
                return Err(TOO_DEEP);
            }
        }
        from = end;
    }
    if objects(bytes.get(from..).unwrap_or_default()) { Err(TOO_DEEP) } else { Ok(()) }
}

/// Where the next stream begins and ends.
fn stream(bytes: &[u8], from: usize) -> Option<(usize, usize)> {
    let start = from.checked_add(find(bytes.get(from..)?, b"stream")?)?.checked_add(b"stream".len())?;
    let rest = bytes.get(start..)?;
    let line = rest.iter().take(2).take_while(|b| matches!(b, b'\r' | b'\n')).count();
    let start = start.checked_add(line)?;
    let length = find(bytes.get(start..)?, b"endstream").unwrap_or_else(|| bytes.len().saturating_sub(start));
    Some((start, start.checked_add(length)?.checked_add(b"endstream".len())?.min(bytes.len())))
}

/// Whether one of some objects, each of which is read by itself, is deep.
fn objects(mut bytes: &[u8]) -> bool {
    while let Some(at) = find(bytes, b"endobj") {
        if is_deep(bytes.get(..at).unwrap_or_default()) {
            return true;
        }
        bytes = bytes.get(at.saturating_add(b"endobj".len())..).unwrap_or_default();
    }
    is_deep(bytes)
}

fn is_deep(bytes: &[u8]) -> bool {
    let mut depth = 0_usize;
    let mut before = 0;
    for b in bytes {
        match b {
            b'[' => depth = depth.saturating_add(1),
            b']' => depth = depth.saturating_sub(1),
            b'<' if before == b'<' => depth = depth.saturating_add(1),
            b'>' if before == b'>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return true;
        }
        // `<<<<` is two signs.
        before = if matches!(b, b'<' | b'>') && before == *b { 0 } else { *b };
    }
    false
}

fn has(bytes: &[u8], part: &[u8]) -> bool {
    find(bytes, part).is_some()
}

fn find(bytes: &[u8], part: &[u8]) -> Option<usize> {
    let first = *part.first()?;
    let mut from = 0_usize;
    loop {
        let at = from.checked_add(bytes.get(from..)?.iter().position(|b| *b == first)?)?;
        if bytes.get(at..)?.starts_with(part) {
            return Some(at);
        }
        from = at.checked_add(1)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_found_in_objects_and_streams() {
        let is_too_deep = |bytes: &[u8]| check(bytes) == Err(ProblemKind::BadSyntax(Syntax::TooDeep));
        let deep = "[".repeat(6_000);
        assert!(is_too_deep(format!("1 0 obj {deep} endobj").as_bytes()));
        assert!(is_too_deep(format!("1 0 obj {} endobj", "<</A ".repeat(6_000)).as_bytes()));
        assert!(is_too_deep(format!("1 0 obj << /Length 1 >>\nstream\n{deep}\nendstream endobj").as_bytes()));
        let flat = "[ 1 ] << /A [ 2 ] >> endobj\n".repeat(6_000);
        assert!(!is_too_deep(flat.as_bytes()));
        let picture = format!("1 0 obj << /Subtype /Image >>\nstream\n{deep}\nendstream endobj");
        assert!(!is_too_deep(picture.as_bytes()));
        assert!(is_too_deep(&packed(deep.as_bytes())));
    }

    #[test]
    fn bombs_are_found() {
        assert_eq!(check(&packed(&vec![b' '; LARGEST + 1])), Err(too_large(LARGEST)));
        assert_eq!(check(&packed(&vec![b' '; 1 << 20])), Ok(()));
    }

    fn packed(text: &[u8]) -> Vec<u8> {
        let mut packed = flate2::read::ZlibEncoder::new(text, flate2::Compression::fast());
        let mut bytes = b"1 0 obj << /Filter /FlateDecode >>\nstream\n".to_vec();
        packed.read_to_end(&mut bytes).unwrap();
        bytes.extend_from_slice(b"\nendstream endobj");
        bytes
    }
}
