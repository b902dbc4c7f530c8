//! Encodings told apart: UTF-8, UTF-16, GB 18030, Big5, and what a detector knows beside them.

use crate::mixed;
use crate::told::narrow;
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;
use zhimai_model::{ProblemKind, UnknownFormat};

/// How much of an input is looked at, in bytes.
pub(crate) const HEAD: usize = 64 << 10;

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

/// The encoding of a text by its beginning.
pub(crate) fn sniff(bytes: &[u8]) -> Result<&'static Encoding, ProblemKind> {
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

pub(crate) fn is_utf16(encoding: &'static Encoding) -> bool {
    encoding == UTF_16LE || encoding == UTF_16BE
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

/// How well a text reads in an encoding, in thousandths: the share of its letters that are in common use, less what
/// makes no sense.
pub(crate) fn score(encoding: &'static Encoding, bytes: &[u8]) -> i64 {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let (mut all, mut common, mut bad) = (0_i64, 0_i64, 0_i64);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        all += 1;
        match c {
            '\u{fffd}' | '\u{e000}'..='\u{f8ff}' => bad += 1,
            '。' | '，' | '、' | '「' | '」' | '“' | '”' | '：' | '；' | '！' | '？' | '（' | '）' | '《'
            | '》' => common += 1,
            '\u{4e00}'..='\u{9fff}' => common += i64::from(is_common(c)),
            _ => {}
        }
    }
    if all == 0 { 0 } else { (common - bad * 10) * 1000 / all }
}

/// Whether an ideograph is in common use in either script: the first levels of Big5 and GB 2312.
fn is_common(c: char) -> bool {
    let mut utf8 = [0; 4];
    let text = c.encode_utf8(&mut utf8);
    let first_level = |encoding: &'static Encoding, last: u8, from: u8| {
        let (bytes, _, unmappable) = encoding.encode(text);
        !unmappable
            && matches!(*bytes, [lead, trail] if (from..=last).contains(&lead) && (encoding == BIG5 || trail >= 0xa1))
    };
    first_level(GBK, 0xd7, 0xb0) || first_level(BIG5, 0xc6, 0xa4)
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
fn magic(head: &[u8]) -> Option<&'static str> {
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

#[cfg(test)]
mod tests {
    use super::*;
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
