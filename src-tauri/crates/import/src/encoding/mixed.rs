//! Texts of which some lines are UTF-8 and others GBK or Big5: several files put into one, or a form filled in by another
//! program. Each line is read by itself, and within a line each run; what cannot be told for certain is U+FFFD, never noise.

use super::score::score;
use encoding_rs::{BIG5, Encoding, GB18030};
use std::borrow::Cow;

/// How well a run has to read in an encoding, in thousandths, to be taken for certain: see [`score`].
const CERTAIN: i64 = 800;

/// A text read line by line, with the number of lines that are not UTF-8 and were read all the same; nothing where all of it
/// can be of one encoding.
pub(crate) fn decode(bytes: &[u8]) -> Option<(String, usize)> {
    // One line of each kind has to be certain.
    let (mut any_utf8, mut others, mut other) = (false, 0_usize, None);
    for line in bytes.split(|b| *b == b'\n').filter(|line| !line.is_ascii()) {
        match std::str::from_utf8(line) {
            Ok(text) => any_utf8 |= is_chinese(text),
            Err(_) => {
                others = others.saturating_add(1);
                any_utf8 |= utf8_runs(line).any(|run| run.is_ok_and(is_chinese));
                other = other.or_else(|| encoding_of(line));
            }
        }
    }
    if !any_utf8 || others == 0 {
        return None;
    }
    let other = other.unwrap_or(GB18030);
    let mut out = String::with_capacity(bytes.len());
    for (n, line) in bytes.split(|b| *b == b'\n').enumerate() {
        if n > 0 {
            out.push('\n');
        }
        let text = self::line(line, other);
        if matches!(text, Cow::Owned(_)) && text.contains('\u{fffd}') {
            others = others.saturating_sub(1);
        }
        out.push_str(&text);
    }
    Some((out, others))
}

/// One line of a text whose other lines are in an encoding beside UTF-8.
pub(crate) fn line<'a>(line: &'a [u8], other: &'static Encoding) -> Cow<'a, str> {
    if let Ok(text) = std::str::from_utf8(line)
        && !(is_foreign(text) && encoding_of(line).is_some())
    {
        return Cow::Borrowed(text);
    }
    if let Some(encoding) = encoding_of(line) {
        return Cow::Owned(encoding.decode_without_bom_handling(line).0.into_owned());
    }
    let mut out = String::with_capacity(line.len());
    for run in utf8_runs(line) {
        match run {
            Ok(text) => out.push_str(text),
            Err(run) => {
                let (text, bad) = other.decode_without_bom_handling(run);
                if !bad && score(other, run) >= CERTAIN {
                    out.push_str(&text);
                } else {
                    out.push_str(&String::from_utf8_lossy(run));
                }
            }
        }
    }
    Cow::Owned(out)
}

/// The encoding that makes sense of a whole line.
fn encoding_of(line: &[u8]) -> Option<&'static Encoding> {
    let scores = [GB18030, BIG5].map(|encoding| {
        let (_, bad) = encoding.decode_without_bom_handling(line);
        (encoding, if bad { 0 } else { score(encoding, line) })
    });
    let (encoding, best) = scores.into_iter().max_by_key(|(_, score)| *score)?;
    (best >= CERTAIN).then_some(encoding)
}

/// Whether all that is not ASCII is of two bytes in UTF-8, as ideographs of GBK look that happen to be UTF-8.
fn is_foreign(text: &str) -> bool {
    !text.is_ascii() && text.chars().all(|c| c < '\u{800}')
}

/// The line of a file of which `encoding` is told by its beginning; true where it is in another one.
pub(crate) fn of_file<'a>(line: &'a [u8], encoding: &'static Encoding) -> (Cow<'a, str>, bool) {
    let is_utf8 = encoding == encoding_rs::UTF_8;
    match std::str::from_utf8(line) {
        Ok(text) if is_utf8 || line.is_ascii() => (Cow::Borrowed(text), false),
        Ok(text) if is_chinese(text) => (Cow::Borrowed(text), true),
        _ if is_utf8 => {
            let text = self::line(line, GB18030);
            let is_other = !text.contains('\u{fffd}');
            (text, is_other)
        }
        _ => {
            let (text, bad) = encoding.decode_without_bom_handling(line);
            // A run of UTF-8 in it, or no text at all.
            if bad { (self::line(line, encoding), true) } else { (text, false) }
        }
    }
}

/// Runs of bytes of a line that are UTF-8, plain ones aside, and those that are not.
fn utf8_runs(line: &[u8]) -> impl Iterator<Item = Result<&str, &[u8]>> {
    let is_high = |b: &u8| *b >= 0x80;
    line.chunk_by(move |a, b| is_high(a) == is_high(b)).map(|run| std::str::from_utf8(run).map_err(|_| run))
}

/// Whether a text that is UTF-8 by its bytes is also one by what it says: two ideographs of GBK can be taken for letters of
/// UTF-8, but hardly for ideographs in use.
fn is_chinese(text: &str) -> bool {
    let high = text.chars().filter(|c| !c.is_ascii()).count();
    high > 0 && score(encoding_rs::UTF_8, text.as_bytes()) >= CERTAIN
}

#[cfg(test)]
mod tests {
    use super::*;

    const HANT: &str = "微軟與輝達宣布投資，雙方將合作發展雲端運算。";
    const HANS: &str = "英伟达与微软宣布投资，双方将合作发展云计算。";

    fn bytes(parts: &[(&'static Encoding, &str)]) -> Vec<u8> {
        parts.iter().flat_map(|(encoding, text)| encoding.encode(text).0.into_owned()).collect()
    }

    #[test]
    fn lines_of_two_encodings() {
        let utf8 = encoding_rs::UTF_8;
        for other in [GB18030, BIG5] {
            let text = if other == BIG5 { HANT } else { HANS };
            let mixed = bytes(&[(utf8, HANT), (utf8, "\r\nplain\n"), (other, text), (utf8, "\n")]);
            let (found, lines) = decode(&mixed).unwrap();
            assert_eq!((found, lines), (format!("{HANT}\r\nplain\n{text}\n"), 1), "{}", other.name());
        }
        let many = bytes(&[(GB18030, &format!("{HANS}\n").repeat(50)), (utf8, HANT)]);
        assert_eq!(decode(&many).unwrap(), (format!("{}{HANT}", format!("{HANS}\n").repeat(50)), 50));
    }

    #[test]
    fn runs_of_a_line() {
        let utf8 = encoding_rs::UTF_8;
        let mixed = bytes(&[(utf8, "標題：輝達發布新品 "), (GB18030, "英伟达发布新品"), (utf8, " end")]);
        assert_eq!(decode(&mixed).unwrap().0, "標題：輝達發布新品 英伟达发布新品 end");
        let mut noise = bytes(&[(utf8, HANT), (utf8, "\n")]);
        noise.extend(b"\xff\xfe\xfd");
        let (found, lines) = decode(&noise).unwrap();
        assert!(found.starts_with(HANT) && found.ends_with('\u{fffd}') && lines == 0, "{found}");
    }

    #[test]
    fn one_encoding_is_left_alone() {
        for encoding in [GB18030, BIG5] {
            let text = if encoding == BIG5 { HANT } else { HANS };
            let lines: String = text.chars().map(|c| format!("{c}\n")).collect();
            assert_eq!(decode(&bytes(&[(encoding, &lines)])), None);
            assert_eq!(decode(&bytes(&[(encoding, text)])), None);
            assert_eq!(decode(&bytes(&[(encoding, "联通\n通知\n中文\n")])), None);
        }
        assert_eq!(decode(HANT.as_bytes()), None);
        assert_eq!(decode(b"caf\xe9\nna\xefve"), None);
    }
}
