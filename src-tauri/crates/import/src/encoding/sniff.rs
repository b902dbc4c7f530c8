//! Which encoding a text is in, and what is no text at all.

use super::score::score;
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};
use zhimai_model::{ProblemKind, UnknownFormat};

/// How much of an input is looked at, in bytes.
pub(crate) const HEAD: usize = 64 << 10;

/// The encoding of a text by its beginning.
pub(super) fn sniff(bytes: &[u8]) -> Result<&'static Encoding, ProblemKind> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Ok(encoding);
    }
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    if let Some(kind) = magic(head) {
        return Err(ProblemKind::UnknownFormat(UnknownFormat::Signature(kind.to_owned())));
    }
    if let Some(encoding) = utf16(head) {
        return Ok(encoding);
    }
    let control = head.iter().filter(|b| matches!(b, 0..=8 | 14..=26 | 28..=31)).count();
    if control > 4 && control.saturating_mul(50) > head.len() {
        return Err(ProblemKind::UnknownFormat(UnknownFormat::Binary));
    }
    // The bytes that say something may come late.
    let bytes = bytes.iter().position(|b| *b >= 0x80).map_or(head, |first| {
        let rest = bytes.get(first..).unwrap_or_default();
        rest.get(..HEAD).unwrap_or(rest)
    });
    Ok(multi_byte(bytes))
}

fn multi_byte(bytes: &[u8]) -> &'static Encoding {
    let (good, bad) = utf8_sequences(bytes);
    if bad == 0 || good > bad.saturating_mul(20) {
        return UTF_8;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, chardetng::Utf8Detection::Deny);
    let guess = if guess == GBK { GB18030 } else { guess };
    let high = bytes.iter().filter(|b| **b >= 0x80).count();
    // A few accented letters among many plain ones: a European text. But two such bytes in a row are rare in one, and
    // most characters of Chinese are two.
    if guess != GB18030 && guess != BIG5 && high.saturating_mul(10) < bytes.len() {
        let paired = bytes.windows(2).filter(|pair| pair.iter().all(|b| *b >= 0x80)).count();
        let chinese =
            [GB18030, BIG5].into_iter().find(|e| paired.saturating_mul(3) >= high && score(e, bytes) == 1000);
        return chinese.unwrap_or(guess);
    }
    let mut best = (guess, score(guess, bytes));
    for encoding in [GB18030, BIG5] {
        let own = score(encoding, bytes);
        if own > best.1 {
            best = (encoding, own);
        }
    }
    best.0
}

pub(super) fn is_utf16(encoding: &'static Encoding) -> bool {
    encoding == UTF_16LE || encoding == UTF_16BE
}

/// UTF-16 without a byte order mark.
fn utf16(head: &[u8]) -> Option<&'static Encoding> {
    let head = head.get(..head.len() / 2 * 2)?;
    if head.len() < 4 || std::str::from_utf8(head).is_ok_and(|text| !text.contains('\0')) {
        return None;
    }
    // The wrong byte order scatters over all of Unicode.
    let (encoding, usual) = [UTF_16LE, UTF_16BE]
        .into_iter()
        .map(|encoding| (encoding, head.chunks_exact(2).filter(|unit| is_usual(encoding, unit)).count()))
        .max_by_key(|(_, usual)| *usual)?;
    let (text, bad) = encoding.decode_without_bom_handling(head);
    // A last half of a pair is no fault: the head may end in it.
    let sound = !bad || text.matches('\u{fffd}').count() <= 1;
    (sound && usual.saturating_mul(20) >= head.len().saturating_mul(9)).then_some(encoding)
}

/// Whether a unit of UTF-16 is one that texts are made of: Basic Latin, punctuation and symbols, CJK signs,
/// ideographs, halves of pairs, full-width forms.
fn is_usual(encoding: &'static Encoding, unit: &[u8]) -> bool {
    let unit = <[u8; 2]>::try_from(unit).unwrap_or_default();
    let unit = if encoding == UTF_16LE { u16::from_le_bytes(unit) } else { u16::from_be_bytes(unit) };
    matches!(
        unit,
        9 | 10 | 13 | 0x20..=0x7e | 0x2010..=0x2027 | 0x2190..=0x2bff | 0x3000..=0x303f | 0x4e00..=0x9fff
            | 0xd83c..=0xd83f | 0xdc00..=0xdfff | 0xfe0f | 0xff00..=0xffef
    )
}

/// How many sequences of more than one byte are UTF-8, and how many places are not.
fn utf8_sequences(mut bytes: &[u8]) -> (usize, usize) {
    let (mut good, mut bad) = (0_usize, 0_usize);
    loop {
        match std::str::from_utf8(bytes) {
            Ok(text) => return (good + non_ascii(text), bad),
            Err(error) => {
                let (valid, rest) = bytes.split_at_checked(error.valid_up_to()).unwrap_or_default();
                good += std::str::from_utf8(valid).map_or(0, non_ascii);
                // Cut short at the end of the head.
                let Some(length) = error.error_len() else { return (good, bad) };
                bad += 1;
                bytes = rest.get(length..).unwrap_or_default();
            }
        }
    }
}

fn non_ascii(text: &str) -> usize {
    text.chars().filter(|c| !c.is_ascii()).count()
}

/// Well-known formats that are no text.
pub(super) fn magic(head: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 13] = [
        (b"%PDF-", "pdf"),
        (b"PK\x03\x04", "zip"),
        (b"\x89PNG", "png"),
        (b"\xff\xd8\xff", "jpeg"),
        (b"GIF8", "gif"),
        (b"\x1f\x8b", "gzip"),
        (b"BZh91AY&SY", "bzip2"),
        (b"\xfd7zXZ", "xz"),
        (b"7z\xbc\xaf", "7z"),
        (b"Rar!\x1a", "rar"),
        (b"\x7fELF", "elf"),
        (b"\xd0\xcf\x11\xe0", "ole"),
        (b"SQLite format 3\0", "sqlite"),
    ];
    KINDS.iter().find(|(start, _)| head.starts_with(start)).map(|(_, kind)| *kind)
}
