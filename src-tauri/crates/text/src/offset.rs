//! Positions in text, and the ways between them. A bare `usize` never crosses a module as a text position.

use serde::{Deserialize, Serialize};

/// A position in bytes of UTF-8.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ByteOffset(pub usize);

/// A position in Unicode code points. Written down as its number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CharOffset(pub usize);

/// The byte position of a code point. Past the end: the end.
pub fn byte_of(text: &str, at: CharOffset) -> ByteOffset {
    ByteOffset(text.char_indices().nth(at.0).map_or(text.len(), |(i, _)| i))
}

/// The part of a text between two code points; positions past the end count as the end.
pub fn slice(text: &str, start: CharOffset, end: CharOffset) -> &str {
    let (from, to) = (byte_of(text, start).0, byte_of(text, end).0);
    text.get(from..to).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_between() {
        let text = "a輝達🙂";
        assert_eq!(byte_of(text, CharOffset(3)), ByteOffset(7));
        assert_eq!(byte_of(text, CharOffset(9)), ByteOffset(text.len()));
        assert_eq!(slice(text, CharOffset(1), CharOffset(3)), "輝達");
        assert_eq!(slice(text, CharOffset(3), CharOffset(1)), "");
    }
}
