//! How well bytes read in an encoding.

use encoding_rs::{BIG5, Encoding, GBK};

/// How well a text reads in an encoding, in thousandths: the share of its letters that are in common use, less what
/// makes no sense.
pub(super) fn score(encoding: &'static Encoding, bytes: &[u8]) -> i64 {
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
