//! Encodings told apart: UTF-8, UTF-16, GB 18030, Big5, and what a detector knows beside them.

mod lines;
mod mixed;
mod score;
mod sniff;

use crate::told::narrow;
use encoding_rs::{Encoding, UTF_8};
use sniff::{is_utf16, magic, sniff};
use std::borrow::Cow;
use zhimai_model::{ProblemKind, UnknownFormat};

pub(crate) use lines::{Failure, Line, each_line, each_part};
pub(crate) use sniff::HEAD;

/// A decoded input.
pub(crate) struct Decoded<'a> {
    pub(crate) text: Cow<'a, str>,
    encoding: &'static Encoding,
    /// Places where bytes made no sense; U+FFFD stands there.
    bad: usize,
    /// Lines that are in another encoding than the rest.
    mixed: usize,
}

impl Decoded<'_> {
    /// How many lines are in another encoding than the rest.
    pub(crate) fn mixed(&self) -> usize {
        self.mixed
    }

    /// What to tell of bytes that made no sense; nothing when all did.
    pub(crate) fn damage(&self) -> Option<ProblemKind> {
        (self.bad > 0).then(|| ProblemKind::BadEncoding {
            encoding: Some(self.encoding.name().to_owned()),
            places: narrow(self.bad),
        })
    }
}

/// Decodes an input, or says why it cannot be: it is no text, or in no encoding that makes sense of it.
pub(crate) fn decode(bytes: &[u8]) -> Result<Decoded<'_>, ProblemKind> {
    if let Some(kind) = magic(bytes) {
        return Err(ProblemKind::UnknownFormat(UnknownFormat::Signature(kind.to_owned())));
    }
    // By far the most.
    if let Ok(text) = std::str::from_utf8(bytes)
        && !text.contains('\0')
    {
        return Ok(Decoded {
            text: Cow::Borrowed(text.trim_start_matches('\u{feff}')),
            encoding: UTF_8,
            bad: 0,
            mixed: 0,
        });
    }
    if let Some(text) = utf32(bytes) {
        let bad = text.matches('\u{fffd}').count();
        return Ok(Decoded { text: Cow::Owned(text), encoding: UTF_8, bad, mixed: 0 });
    }
    if let Some((text, bad)) = with_surrogates(bytes).filter(|(text, _)| !text.contains('\0')) {
        return Ok(Decoded { text: Cow::Owned(text), encoding: UTF_8, bad, mixed: 0 });
    }
    let encoding = sniff(bytes)?;
    if Encoding::for_bom(bytes).is_none_or(|(encoding, _)| encoding == UTF_8)
        && !is_utf16(encoding)
        && let Some((text, mixed)) = mixed::decode(bytes)
    {
        let bad = text.matches('\u{fffd}').count();
        if bad.saturating_mul(20) <= text.chars().count() {
            let text = text.trim_start_matches('\u{feff}').to_owned();
            return Ok(Decoded { text: Cow::Owned(text), encoding: UTF_8, bad, mixed });
        }
    }
    let (text, encoding, bad) = encoding.decode(bytes);
    let bad = if bad { text.matches('\u{fffd}').count() } else { 0 };
    // One character in twenty: whatever it is, it is not this.
    if bad > 0 && bad.saturating_mul(20) > text.chars().count() {
        return Err(ProblemKind::BadEncoding { encoding: Some(encoding.name().to_owned()), places: 0 });
    }
    Ok(Decoded { text, encoding, bad, mixed: 0 })
}

/// The beginning of an input as text, as well as that can be told; it may end within a character. Nothing where it is none.
pub(crate) fn head(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text.trim_start_matches('\u{feff}')),
        Err(_) => sniff(bytes).map_or(Cow::Borrowed(""), |encoding| encoding.decode(bytes).0),
    }
}

/// The encoding of names that are not UTF-8, by all of them together.
pub(crate) fn of_names(names: &[u8]) -> &'static Encoding {
    sniff(names).ok().filter(|encoding| !is_utf16(encoding)).unwrap_or(UTF_8)
}

/// UTF-8 in which halves of UTF-16 pairs were written down each by itself, as some programs do: two that make a pair are
/// its character, and what is left alone is U+FFFD. With how many are. Nothing where something else is no UTF-8 either.
fn with_surrogates(bytes: &[u8]) -> Option<(String, usize)> {
    let half = |at: usize| match bytes.get(at..at.checked_add(3)?)? {
        [0xed, second @ 0xa0..=0xbf, third @ 0x80..=0xbf] => {
            Some(0xd000 | u16::from(*second & 0x3f) << 6 | u16::from(*third & 0x3f))
        }
        _ => None,
    };
    let (mut text, mut bad, mut from) = (String::new(), 0_usize, 0_usize);
    loop {
        let rest = bytes.get(from..)?;
        let sound = match std::str::from_utf8(rest) {
            Ok(rest) => {
                text.push_str(rest);
                return Some((text.trim_start_matches('\u{feff}').to_owned(), bad));
            }
            Err(error) => error.valid_up_to(),
        };
        text.push_str(std::str::from_utf8(rest.get(..sound)?).ok()?);
        from = from.checked_add(sound)?;
        let first = half(from)?;
        let pair = half(from.checked_add(3)?)
            .and_then(|second| char::decode_utf16([first, second]).next()?.ok())
            .filter(|c| *c > '\u{ffff}');
        bad = bad.checked_add(usize::from(pair.is_none()))?;
        text.push(pair.unwrap_or('\u{fffd}'));
        from = from.checked_add(if pair.is_some() { 6 } else { 3 })?;
    }
}

/// UTF-32 with a byte order mark, which is also one of UTF-16 in one of the two orders.
fn utf32(bytes: &[u8]) -> Option<String> {
    let is_little = bytes.starts_with(b"\xff\xfe\0\0");
    if !is_little && !bytes.starts_with(b"\0\0\xfe\xff") {
        return None;
    }
    let units = bytes.chunks(4).skip(1).map(|unit| {
        let unit = <[u8; 4]>::try_from(unit).unwrap_or([0xff; 4]);
        let code = if is_little { u32::from_le_bytes(unit) } else { u32::from_be_bytes(unit) };
        char::from_u32(code).unwrap_or('\u{fffd}')
    });
    Some(units.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{BIG5, GB18030};
    use zhimai_model::ProblemCode;

    const HANT: &str = "微軟與輝達宣布投資，雙方將合作發展雲端運算與人工智慧。";
    const HANS: &str = "微软与英伟达宣布投资，双方将合作发展云计算与人工智能。";

    fn check(bytes: &[u8], text: &str, encoding: &str) {
        let decoded = decode(bytes).unwrap_or_else(|e| panic!("{encoding}: {e:?}"));
        assert_eq!((&*decoded.text, decoded.encoding.name(), decoded.bad), (text, encoding, 0));
    }

    fn utf16_bytes(text: &str, little: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() }).collect()
    }

    #[test]
    fn encodings() {
        for text in [HANT, HANS, "Plain English, and no more of it than this."] {
            check(text.as_bytes(), text, "UTF-8");
            check(format!("\u{feff}{text}").as_bytes(), text, "UTF-8");
            for (little, name) in [(true, "UTF-16LE"), (false, "UTF-16BE")] {
                check(&utf16_bytes(&format!("\u{feff}{text}"), little), text, name);
                check(&utf16_bytes(text, little), text, name);
            }
        }
        check(&GB18030.encode(HANS).0, HANS, "gb18030");
        check(&GB18030.encode(HANT).0, HANT, "gb18030");
        check(&BIG5.encode(HANT).0, HANT, "Big5");
        let mixed = format!("Anthropic and NVIDIA: {HANT}\n{}", "GPU ".repeat(20_000));
        check(&BIG5.encode(&mixed).0, &mixed, "Big5");
        check(
            b"caf\xe9 au lait is what the menu says, and nothing else is on it.",
            "café au lait is what the menu says, and nothing else is on it.",
            "windows-1252",
        );
    }

    #[test]
    fn halves_of_pairs() {
        let with =
            |halves: &[u8]| [b"ASCII before ".as_slice(), halves, b" and after, 3 lines of it."].concat();
        let told = |halves: &[u8]| {
            let bytes = with(halves);
            let decoded = decode(&bytes).unwrap();
            assert_eq!(decoded.encoding.name(), "UTF-8");
            let inner = decoded
                .text
                .strip_prefix("ASCII before ")
                .and_then(|text| text.strip_suffix(" and after, 3 lines of it."));
            (inner.unwrap().to_owned(), decoded.bad)
        };
        assert_eq!(told(b"\xed\xa0\x80"), ("\u{fffd}".to_owned(), 1));
        assert_eq!(told(b"\xed\xb0\x80\xed\xa0\x80"), ("\u{fffd}\u{fffd}".to_owned(), 2));
        assert_eq!(told(b"\xed\xa0\xbd\xed\xb8\x80"), ("😀".to_owned(), 0));
        assert_eq!(told(b"\xed\xa0\xbd\xed\xa0\xbd\xed\xb8\x80"), ("\u{fffd}😀".to_owned(), 1));
    }

    #[test]
    fn a_little_damage_is_told() {
        let mut bytes = HANT.repeat(4).into_bytes();
        bytes.push(0xff);
        let decoded = decode(&bytes).unwrap();
        assert_eq!(
            decoded.damage(),
            Some(ProblemKind::BadEncoding { encoding: Some("UTF-8".to_owned()), places: 1 })
        );
        assert!(decoded.text.ends_with('\u{fffd}'));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let noise: Vec<u8> = (0..4096_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        for (bytes, code) in [
            (b"%PDF-1.7 and so on".as_slice(), ProblemCode::UnknownFormat),
            (b"PK\x03\x04\x14\0\0\0", ProblemCode::UnknownFormat),
            (&[0; 512], ProblemCode::UnknownFormat),
            (&noise, ProblemCode::UnknownFormat),
        ] {
            assert_eq!(decode(bytes).err().map(|what| what.code()), Some(code), "{:?}", bytes.get(..8));
        }
    }
}
