//! Chinese of one region in the words of another.
//!
//! What the caller fixes (names) comes first, then sums ([`trillions`]), then the words of which each region has its own
//! ([`Table`]), the longest first and none across the words of the sentence; all else changes its script alone, as
//! [`words`] does it.

use super::addresses::addresses;
use super::converted::{Converted, Step};
use super::opencc::{TO_HANS, TO_HANT, is_ideograph};
use super::table::Table;
use super::{quotes, through, trillions, words};
use crate::fold::folded_char;
use crate::offset::CharOffset;
use crate::region::Region;
use crate::script::Script;
use std::borrow::Cow;

/// A part of a text of which is said what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixed {
    /// Where it starts, in code points.
    pub start: CharOffset,
    /// Where it ends (exclusive).
    pub end: CharOffset,
    /// What is written for it. Nothing: no word in it is changed, only its script.
    pub text: Option<String>,
}

/// A text of one region in the words of another. `fixed` holds whatever words there are; `words` holds where no longer word of
/// the table is. Both are in order and do not overlap; what lies outside of the text is left out. Addresses of the web stay as they
/// are. Within a region nothing changes.
pub fn localize(text: &str, from: Region, to: Region, fixed: &[Fixed], words: &[Fixed]) -> Converted {
    let table = Table::between(from, to);
    let (Some(table), true) = (table, text.contains(is_ideograph)) else {
        return Converted { text: text.to_owned(), steps: Vec::new() };
    };
    let chars: Vec<char> = text.chars().collect();
    let change = |part: &Fixed| (part.start.0, part.end.0, part.text.clone());
    let kept = |(start, end): (usize, usize)| {
        (start, end, Some(chars.get(start..end).unwrap_or_default().iter().collect()))
    };
    let mut said: Vec<Change> = addresses(&chars).into_iter().map(kept).collect();
    said.extend(fixed.iter().map(change));
    said.extend(
        trillions::sums(&chars, from, to).into_iter().map(|(start, end, new)| (start, end, Some(new))),
    );
    let changes = with_words(
        &chars,
        table,
        from == Region::Cn,
        in_order(said, chars.len()),
        words.iter().map(change).collect(),
    );
    let mut out = Writer {
        chars: &chars,
        from,
        to,
        text: String::with_capacity(text.len()),
        steps: Vec::new(),
        length: 0,
    };
    let mut changes = changes.into_iter().peekable();
    let (mut at, mut before) = (0, ' ');
    while at < chars.len() {
        // Runs are converted one by one, as no phrase reaches past one; what a change takes of the next ones is theirs.
        let run = chars.get(at..).unwrap_or_default().iter().position(|c| !is_ideograph(*c));
        let end = run.map_or(chars.len(), |length| at + length + 1);
        let mut own = Vec::new();
        let mut last = end;
        while let Some(change) = changes.next_if(|change| change.0 < last) {
            // A change may end within a later run: it is taken in whole.
            if change.1 > last {
                let rest = chars.get(change.1..).unwrap_or_default().iter().position(|c| !is_ideograph(*c));
                last = rest.map_or(chars.len(), |length| change.1 + length + 1);
            }
            own.push(change);
        }
        out.write(at, last, &own, before);
        before = chars.get(last.saturating_sub(1)).copied().unwrap_or(' ');
        at = last;
    }
    let Writer { text, steps, .. } = out;
    let mut converted = Converted { text, steps };
    let is_said = |part: &&Fixed| part.text.as_ref().is_some_and(|text| text.contains(quotes::MARKS));
    let said: Vec<_> =
        fixed.iter().filter(is_said).map(|part| converted.range_to_converted(part.start, part.end)).collect();
    quotes::convert(&mut converted.text, to.script(), &said);
    converted
}

/// Start, end, and what is written: nothing for what only changes its script.
type Change = (usize, usize, Option<String>);

/// The changes in order, each within the text; of two that overlap the one that was said first.
fn in_order(said: Vec<Change>, length: usize) -> Vec<Change> {
    let mut kept: Vec<(usize, Change)> =
        said.into_iter().enumerate().filter(|(_, (start, end, _))| start < end && *end <= length).collect();
    kept.sort_by_key(|(said, (start, _, _))| (*start, *said));
    let mut out: Vec<(usize, Change)> = Vec::with_capacity(kept.len());
    for (said, change) in kept {
        match out.last() {
            Some((earlier, (_, end, _))) if *end > change.0 => {
                if said < *earlier {
                    out.pop();
                    out.push((said, change));
                }
            }
            _ => out.push((said, change)),
        }
    }
    out.into_iter().map(|(_, change)| change).collect()
}

/// Adds the words of the table that stand between what is said already, and the others where none of the table is as long.
fn with_words(
    chars: &[char],
    table: &Table,
    from_mainland: bool,
    said: Vec<Change>,
    others: Vec<Change>,
) -> Vec<Change> {
    let folded: Vec<char> = chars.iter().copied().map(folded_char).collect();
    let mut out = Vec::new();
    let mut said = said.into_iter().peekable();
    let mut others = others.into_iter().peekable();
    let mut borders = Borders::default();
    let mut at = 0;
    while at < chars.len() {
        if let Some(change) = said.next_if(|change| change.0 <= at) {
            at = change.1;
            out.push(change);
            continue;
        }
        let until = said.peek().map_or(chars.len(), |change| change.0);
        let here = folded.get(at..until).unwrap_or_default();
        if from_mainland && here.starts_with(&['通', '过']) && through::is_means(&folded, at) {
            out.push((at, at + 2, Some("透過".to_owned())));
            at += 2;
            continue;
        }
        let word = table.at(here).find(|(length, _)| borders.are_at(chars, at, at + length));
        while others.next_if(|other| other.0 < at).is_some() {}
        if let Some(other) = others.next_if(|other| other.0 == at)
            && other.1 <= until
            && word.is_none_or(|(length, _)| at + length < other.1)
        {
            at = other.1;
            out.push(other);
            continue;
        }
        match word {
            Some((length, new)) => {
                if let Some(new) = new {
                    out.push((at, at + length, Some(new.to_owned())));
                }
                at += length;
            }
            None => at += 1,
        }
    }
    out
}

/// The words of the run that was asked about last.
#[derive(Default)]
struct Borders {
    start: usize,
    end: usize,
    words: Vec<(usize, usize)>,
}

impl Borders {
    /// Whether a word may stand from one place to another: no word of the sentence lies across one of its ends. Three characters
    /// and more are hardly ever there by chance.
    fn are_at(&mut self, chars: &[char], start: usize, end: usize) -> bool {
        if end - start >= 3 {
            return true;
        }
        if start < self.start || end > self.end {
            let before =
                chars.get(..start).unwrap_or_default().iter().rev().take_while(|c| is_ideograph(**c)).count();
            let after = chars.get(end..).unwrap_or_default().iter().take_while(|c| is_ideograph(**c)).count();
            (self.start, self.end) = (start - before, end + after);
            let run: String = chars.get(self.start..self.end).unwrap_or_default().iter().collect();
            self.words = words::cut(&run, ' ', self.end - self.start).unwrap_or_default();
        }
        let (start, end) = (start - self.start, end - self.start);
        self.words.iter().all(|(from, to)| {
            let across =
                *from < start && start < *to && *to < end || start < *from && *from < end && end < *to;
            !across
        })
    }
}

/// Writes the new text, and the steps from the old one.
struct Writer<'a> {
    chars: &'a [char],
    from: Region,
    to: Region,
    text: String,
    steps: Vec<Step>,
    /// Of the text, in code points.
    length: usize,
}

impl Writer<'_> {
    /// Writes what stands from one place to another, with the changes in it.
    fn write(&mut self, start: usize, end: usize, changes: &[Change], before: char) {
        let part = |from: usize, to: usize| -> String {
            self.chars.get(from..to).unwrap_or_default().iter().collect()
        };
        let own = part(start, end);
        let piece: Vec<char> = self.in_script(&own, before).chars().collect();
        if piece.len() != end - start {
            // Hardly ever: then what lies between the changes is converted by itself.
            let mut at = start;
            for (from, to, new) in changes.iter().cloned().chain([(end, end, None)]) {
                self.push(at, from, &self.in_script(&part(at, from), before));
                let new = new.unwrap_or_else(|| self.in_script(&part(from, to), before));
                self.push(from, to, &new);
                at = to;
            }
            return;
        }
        let mut at = start;
        for (from, to, new) in changes {
            let rest: String = piece.get(at - start..from - start).unwrap_or_default().iter().collect();
            self.push(at, *from, &rest);
            match new {
                Some(new) => self.push(*from, *to, new),
                None => {
                    let same: String =
                        piece.get(from - start..to - start).unwrap_or_default().iter().collect();
                    self.push(*from, *to, &same);
                }
            }
            at = *to;
        }
        let rest: String = piece.get(at - start..).unwrap_or_default().iter().collect();
        self.push(at, end, &rest);
    }

    fn push(&mut self, start: usize, end: usize, new: &str) {
        let length = new.chars().count();
        if length != end - start {
            let converted = (self.length, self.length + length);
            self.steps.push(Step { original: (start, end), converted });
        }
        self.length += length;
        self.text.push_str(new);
    }

    /// Runs in the script of the region. `before` is the character before them.
    fn in_script(&self, text: &str, before: char) -> String {
        let mut out = String::with_capacity(text.len());
        let mut last = before;
        for run in text.split_inclusive(|c| !is_ideograph(c)) {
            out.push_str(&self.run(run, last));
            last = run.chars().next_back().unwrap_or(last);
        }
        out
    }

    fn run<'a>(&self, run: &'a str, before: char) -> Cow<'a, str> {
        match (self.from, self.to) {
            (Region::Cn, Region::Tw) => Cow::Owned(hant(run, before).replace('佔', "占")),
            (Region::Cn, Region::Hk) => {
                let out = hant(run, before);
                if out.chars().count() != run.chars().count() {
                    return out;
                }
                // 着 and 著 are told apart on both sides.
                let written = words::to_hong_kong(&out, before).into_owned();
                let kept = run.chars().zip(written.chars());
                let kept = kept.map(|(own, new)| if "着著".contains(own) { own } else { new });
                Cow::Owned(kept.collect())
            }
            (Region::Tw, Region::Cn) => hans(run, before),
            (Region::Hk, Region::Cn) => Cow::Owned(hans(&words::from_hong_kong(run), before).into_owned()),
            (Region::Tw, Region::Hk) => words::to_hong_kong(run, before),
            (Region::Hk, Region::Tw) => Cow::Owned(words::from_hong_kong(run).replace('着', "著")),
            (Region::Tw, Region::Tw) | (Region::Hk, Region::Hk) | (Region::Cn, Region::Cn) => {
                Cow::Borrowed(run)
            }
        }
    }
}

fn hans(run: &str, before: char) -> Cow<'_, str> {
    match TO_HANS.as_ref() {
        Some(converter) => words::convert(run, before, Script::Hans, converter),
        None => Cow::Borrowed(run),
    }
}

fn hant(run: &str, before: char) -> Cow<'_, str> {
    match TO_HANT.as_ref() {
        Some(converter) => words::convert(run, before, Script::Hant, converter),
        None => Cow::Borrowed(run),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(from: Region, text: &str, to: Region, expect: &str) {
        assert_eq!(localize(text, from, to, &[], &[]).text, expect);
    }

    #[test]
    fn words_and_characters_of_the_regions() {
        for (tw, hk, cn) in [
            ("他看著螢幕，這裡的軟體不錯", "他看着螢幕，這裏的軟件不錯", "他看着屏幕，这里的软件不错"),
            ("她的著作很著名", "她的著作很著名", "她的著作很著名"),
            ("市值達1.5兆元", "市值達1.5萬億元", "市值达1.5万亿元"),
            ("他說「資料『很多』」", "他說「數據『很多』」", "他说“数据‘很多’”"),
            ("衛生條件", "衞生條件", "卫生条件"),
        ] {
            check(Region::Tw, tw, Region::Hk, hk);
            check(Region::Tw, tw, Region::Cn, cn);
            check(Region::Hk, hk, Region::Tw, tw);
            check(Region::Hk, hk, Region::Cn, cn);
            check(Region::Cn, cn, Region::Tw, tw);
            check(Region::Cn, cn, Region::Hk, hk);
        }
    }

    #[test]
    fn no_word_runs_across_the_words_of_the_sentence() {
        check(Region::Cn, "相信息息相关", Region::Tw, "相信息息相關");
        check(Region::Tw, "司機車禍", Region::Cn, "司机车祸");
        check(Region::Tw, "預兆與兆豐金", Region::Cn, "预兆与兆丰金");
    }

    #[test]
    fn what_is_fixed_stays_or_becomes_what_is_said() {
        let fixed = |start, end, text: Option<&str>| Fixed {
            start: CharOffset(start),
            end: CharOffset(end),
            text: text.map(str::to_owned),
        };
        let out = localize("資料王推出軟體", Region::Tw, Region::Cn, &[fixed(0, 3, None)], &[]);
        assert_eq!(out.text, "资料王推出软件");
        let out = localize("輝達H200很快", Region::Tw, Region::Cn, &[fixed(0, 6, Some("英伟达H200"))], &[]);
        assert_eq!(out.text, "英伟达H200很快");
        assert_eq!(out.range_to_converted(CharOffset(6), CharOffset(8)), (CharOffset(7), CharOffset(9)));
        assert_eq!(out.range_to_original(CharOffset(1), CharOffset(3)), (CharOffset(0), CharOffset(6)));
        let out =
            localize("「軟體」是「軟體」", Region::Tw, Region::Cn, &[fixed(0, 4, Some("「軟體」"))], &[]);
        assert_eq!(out.text, "「軟體」是“软件”");
        // What lies outside of the text is left out.
        assert_eq!(localize("軟體", Region::Tw, Region::Hk, &[fixed(1, 9, Some("x"))], &[]).text, "軟件");
        // A word of the caller's holds where the table has none as long.
        let words = [fixed(0, 2, Some("甲")), fixed(2, 5, Some("乙"))];
        assert_eq!(
            localize("軟體程式碼", Region::Tw, Region::Hk, &[], &words).text,
            "軟件乙".replace('乙', "程式碼")
        );
    }

    proptest! {
        #[test]
        fn every_position_has_a_place_in_the_other_text(
            text in "[a-z，。「」5兆億百萬瓦資料軟體程式看著裡数据软件信息万亿，芯片裏着衞\u{0}🙂]{0,40}",
            from in 0..3_usize,
            to in 0..3_usize,
        ) {
            let (from, to) = (Region::ALL[from], Region::ALL[to]);
            let out = localize(&text, from, to, &[], &[]);
            let (before, after) = (text.chars().count(), out.text.chars().count());
            prop_assert_eq!(out.to_converted(CharOffset(before)), CharOffset(after));
            prop_assert_eq!(out.to_original(CharOffset(after)), CharOffset(before));
            let mut last = 0;
            for at in 0..=before {
                let there = out.to_converted(CharOffset(at)).0;
                prop_assert!(last <= there && there <= after);
                last = there;
            }
        }
    }
}
