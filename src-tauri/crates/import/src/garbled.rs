//! Texts that were read in a wrong encoding before they came here: `浜哄伐鏅鸿兘` is 人工智能 in UTF-8, read as GBK, and
//! `äººå·¥` is 人工, read as Windows-1252. So are texts in Japanese and Korean encodings that were taken for Chinese: `偙傟偼` is
//! これは in Shift-JIS, `茄惫瓷瓷` is Korean.
//!
//! Such a text is what it was before, where it says so itself: its bytes in the wrong encoding are UTF-8 from end to end. No
//! text that anybody wrote is that by chance once it has some characters. Whatever does not come out whole is left as it is.

use encoding_rs::{EUC_KR, Encoding, GB18030, SHIFT_JIS, UTF_8, WINDOWS_1252};
use zhimai_model::{BETWEEN_BLOCKS, Block, CharOffset, Repair};

/// Fewer characters than these prove nothing.
const LEAST: usize = 4;
/// So much of a text is looked at first from where it is no ASCII, in code points: in nearly all texts that is enough, and in
/// most the first of them. To encode a character takes long.
const BEGIN: usize = 8;
/// So many characters of Japanese or Korean prove that a text is in it, of so many that are looked at.
const FEWEST: usize = 24;
const MOST_LOOKED_AT: usize = 2_000;
/// The sign of text of which nothing is left: bytes that were none of UTF-8, written as U+FFFD, and read as GBK.
const LOST: &str = "锟斤拷";
/// So often it is not spoken of but met.
const OFTEN: usize = 2;

/// A text as it is now, and as it came.
pub(crate) struct Undone {
    now: String,
    came: String,
}

/// Puts the texts of blocks, and others, right; gives those that were wrong.
pub(crate) fn undo<'a>(blocks: &mut [Block], others: impl Iterator<Item = &'a mut String>) -> Vec<Undone> {
    let mut undone = Vec::new();
    let neighbour = neighbour(blocks);
    let right = |text: &str| match neighbour {
        Some(encoding) => decoded(text, encoding).map(|now| (now, GB18030, encoding)),
        None => right(text).map(|(now, taken_for)| (now, taken_for, UTF_8)),
    };
    for block in blocks {
        let Some((now, taken_for, encoding)) = right(&block.text) else { continue };
        let moved: Vec<(u32, u32)> = block
            .spans
            .iter()
            .map(|span| {
                (
                    place(&block.text, &now, (taken_for, encoding), span.start),
                    place(&block.text, &now, (taken_for, encoding), span.end),
                )
            })
            .collect();
        for (span, (start, end)) in block.spans.iter_mut().zip(moved) {
            (span.start, span.end) = (start, end);
        }
        block.spans.retain(|span| span.start < span.end);
        let came = std::mem::replace(&mut block.text, now.clone());
        undone.push(Undone { now, came });
    }
    for text in others {
        if let Some((now, ..)) = right(text) {
            let came = std::mem::replace(text, now.clone());
            undone.push(Undone { now, came });
        }
    }
    undone
}

/// How many places say that something was lost for good.
pub(crate) fn lost(blocks: &[Block]) -> usize {
    let count: usize = blocks.iter().map(|block| block.text.matches(LOST).count()).sum();
    if count < OFTEN { 0 } else { count }
}

/// Where that was, in code points of the whole text.
pub(crate) fn repairs(blocks: &[Block], undone: &[Undone]) -> Vec<Repair> {
    let mut repairs = Vec::new();
    let (mut start, mut rest) = (0_usize, undone.iter());
    let mut next = rest.next();
    for block in blocks {
        let length = block.text.chars().count();
        if let Some(one) = next.filter(|one| one.now == block.text) {
            let end = CharOffset(start.saturating_add(length));
            let original = one.came.clone();
            repairs.push(Repair { start: CharOffset(start), end, original, certain: true });
            next = rest.next();
        }
        start = start.saturating_add(length).saturating_add(BETWEEN_BLOCKS.len());
    }
    repairs
}

/// What a text was, and the encoding that it was wrongly read in; nothing where it was right, or does not come out whole.
fn right(text: &str) -> Option<(String, &'static Encoding)> {
    // What stands before is the same in all encodings.
    let foreign = text.get(text.bytes().position(|b| !b.is_ascii())?..)?;
    if foreign.chars().filter(|c| !c.is_ascii()).take(LEAST).count() < LEAST {
        return None;
    }
    let begin = |length: usize| {
        foreign.char_indices().nth(length).map_or(foreign, |(end, _)| foreign.split_at(end).0)
    };
    let may_be =
        |encoding: &&'static Encoding| [1, BEGIN].iter().all(|length| may_be(begin(*length), encoding));
    [GB18030, WINDOWS_1252].into_iter().filter(may_be).find_map(|encoding| {
        let (bytes, _, has_failed) = encoding.encode(text);
        if has_failed {
            return None;
        }
        let now = String::from_utf8(bytes.into_owned()).ok()?;
        let is_shorter = now.chars().count() < text.chars().count();
        let has_words = now.chars().any(|c| !c.is_ascii() && c.is_alphabetic());
        // What is as long as it was came out by chance.
        (is_shorter && has_words && !now.contains(|c: char| c.is_control() && !c.is_whitespace()))
            .then_some((now, encoding))
    })
}

/// Whether the bytes of the beginning of a text in an encoding may be UTF-8. Nearly all texts are seen through here.
fn may_be(begin: &str, encoding: &'static Encoding) -> bool {
    let (bytes, _, has_failed) = encoding.encode(begin);
    // It may end within a character.
    !has_failed && std::str::from_utf8(&bytes).map_or_else(|error| error.error_len().is_none(), |_| true)
}

/// Where a place of the text as it came is in the text as it is, in code points: what it was taken for, and what it was in.
fn place(
    came: &str,
    now: &str,
    (taken_for, encoding): (&'static Encoding, &'static Encoding),
    at: u32,
) -> u32 {
    let end = came.char_indices().nth(at as usize).map_or(came.len(), |(end, _)| end);
    let bytes = taken_for.encode(came.get(..end).unwrap_or(came)).0;
    let before = match encoding == UTF_8 {
        true => now.char_indices().take_while(|(start, _)| *start < bytes.len()).count(),
        false => encoding.decode_without_bom_handling(&bytes).0.chars().count(),
    };
    u32::try_from(before).unwrap_or(u32::MAX)
}

/// The encoding of Japanese or Korean that a text is in which was taken for Chinese. No Chinese text is that by chance: read
/// so, a third of it is kana, or all but all of it Hangul, and Chinese has half of its characters elsewhere.
fn neighbour(blocks: &[Block]) -> Option<&'static Encoding> {
    let foreign = || blocks.iter().flat_map(|block| block.text.chars()).filter(|c| !c.is_ascii());
    // Nearly all texts are seen through by their first characters.
    let begin: String = foreign().take(BEGIN).collect();
    [SHIFT_JIS, EUC_KR].into_iter().filter(|encoding| is_of(&begin, encoding, 1)).find(|encoding| {
        let some: String = foreign().take(MOST_LOOKED_AT).collect();
        is_of(&some, encoding, FEWEST)
    })
}

/// Whether a text that was taken for Chinese is in an encoding, by no fewer than so many characters of its own.
fn is_of(text: &str, encoding: &'static Encoding, fewest: usize) -> bool {
    let Some(now) = decoded(text, encoding) else { return false };
    let (mut kana, mut hangul, mut all) = (0_usize, 0_usize, 0_usize);
    for c in now.chars().filter(|c| c.is_alphabetic()) {
        all = all.saturating_add(1);
        kana = kana.saturating_add(usize::from(matches!(c, '\u{3041}'..='\u{30ff}')));
        hangul = hangul.saturating_add(usize::from(matches!(c, '\u{ac00}'..='\u{d7a3}')));
    }
    // Half the width, one byte each: what Chinese is made of when it is taken for Japanese.
    let is_narrow = now.contains(|c| matches!(c, '\u{ff61}'..='\u{ff9f}'));
    match encoding == SHIFT_JIS {
        true => kana >= fewest && kana.saturating_mul(3) >= all && !is_narrow,
        false => hangul >= fewest && hangul.saturating_mul(20) >= all.saturating_mul(19),
    }
}

/// A text that was taken for Chinese, in the encoding that it was in; nothing where it does not come out whole.
fn decoded(text: &str, encoding: &'static Encoding) -> Option<String> {
    let (bytes, _, has_failed) = GB18030.encode(text);
    let now = encoding.decode_without_bom_handling_and_without_replacement(&bytes)?;
    (!has_failed && now != text).then(|| now.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, read};
    use zhimai_model::{InlineKind, ProblemKind};

    const TEXT: &str = "人工智能公司宣布投资，双方将合作。";

    fn wrongly(text: &str, encoding: &'static Encoding) -> String {
        encoding.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    #[test]
    fn what_was_read_in_a_wrong_encoding() {
        assert_eq!(wrongly("人工智能", GB18030), "浜哄伐鏅鸿兘");
        for (text, encoding) in
            [("人工智能", GB18030), ("人工智慧與輝達", WINDOWS_1252), ("投資人工智慧與輝達", WINDOWS_1252)]
        {
            let garbled = wrongly(text, encoding);
            if !garbled.contains('\u{fffd}') {
                assert_eq!(right(&garbled).map(|(now, _)| now).as_deref(), Some(text), "{garbled}");
            }
        }
        for sound in [
            TEXT,
            "人工智慧公司宣布投資，雙方將合作。",
            "Café à la crème, naïve façade",
            "Ünïcödé",
            "浜哄伐",
            "東京で発表",
        ] {
            assert_eq!(right(sound).map(|(now, _)| now), None, "{sound}");
        }
    }

    #[test]
    fn a_garbled_article_is_put_right_and_told() {
        let text = format!(
            "# {}\n\nABC{}\n\n{TEXT}\n\n**{}**x\n",
            wrongly("人工智能", GB18030),
            wrongly("人工智能的投资是", GB18030),
            wrongly("人工智能", GB18030)
        );
        let output = read("a.md", text.as_bytes(), &Options::default());
        let article = &output.articles[0];
        assert_eq!(article.body.title, "人工智能");
        assert_eq!(article.body.texts().collect::<Vec<_>>(), ["ABC人工智能的投资是", TEXT, "人工智能x"]);
        let [span] = article.body.blocks[2].spans.as_slice() else { panic!("{:?}", article.body.blocks[2]) };
        assert_eq!((span.start, span.end, &span.kind), (0, 4, &InlineKind::Strong));
        let whole: Vec<char> = article.body.text().chars().collect();
        let repaired: Vec<String> = article
            .repairs
            .iter()
            .map(|repair| whole[repair.start.0..repair.end.0].iter().collect())
            .collect();
        assert_eq!(repaired, ["ABC人工智能的投资是", "人工智能x"]);
        assert_eq!(article.repairs[1].original, "浜哄伐鏅鸿兘x");
        let told: Vec<_> = output.problems.iter().map(|problem| &problem.what).collect();
        assert_eq!(told, [&ProblemKind::Repaired { places: 3 }]);
    }

    #[test]
    fn japanese_and_korean_that_were_taken_for_chinese() {
        let japanese =
            "エヌビディアとマイクロソフトは、人工知能のための新しいデータセンターを建設すると発表した。";
        let korean = "엔비디아와 마이크로소프트는 인공지능을 위한 새로운 데이터센터를 건설한다고 발표했다.";
        for (text, encoding) in [(japanese, SHIFT_JIS), (korean, EUC_KR)] {
            let bytes = encoding.encode(text).0;
            let wrongly = GB18030.decode_without_bom_handling(&bytes).0.into_owned();
            let output = read("a.txt", wrongly.as_bytes(), &Options::default());
            let article = &output.articles[0];
            assert_eq!(article.body.texts().collect::<Vec<_>>(), [text]);
            assert_eq!(article.repairs[0].original, wrongly);
            let told: Vec<_> = output.problems.iter().map(|problem| &problem.what).collect();
            assert_eq!(told, [&ProblemKind::Repaired { places: 1 }]);
        }
        for sound in [
            TEXT,
            "人工智慧公司宣布投資，雙方將合作。",
            "他的工作是改革國家經濟發展的基本方法和技术标准",
            japanese,
            korean,
        ] {
            assert_eq!(neighbour(&[Block::paragraph(sound.repeat(3))]), None, "{sound}");
        }
    }

    #[test]
    fn what_is_lost_is_told() {
        let output = read("a.txt", "锟斤拷锟斤拷宣布投资。".as_bytes(), &Options::default());
        assert_eq!(output.problems[0].what, ProblemKind::BadEncoding { encoding: None, places: 2 });
        assert!(!output.problems[0].refused);
    }
}
