//! Whether a name in Chinese stands between words, or is made of pieces of longer ones: 參加沙龍 does not name 加沙.
//!
//! Only the few characters around a name are looked at, and most names are done without cutting them into words: where no
//! word of the dictionary lies across an end of the name, there is nothing to weigh.

use std::cell::RefCell;
use std::sync::LazyLock;
use zhimai_text::char_set::CharSet;
use zhimai_text::segment::{DICTIONARY, Gap, Unit, UnitKind};

/// So many characters before and after are looked at: longer words hardly begin in the middle of a name.
const AROUND: usize = 4;

/// What may follow a company's name in one word of the dictionary, and what may go before it.
const ADDED: [&str; 8] = ["公司", "集团", "电脑", "电脑公司", "中国公司", "科技", "美国", "中国"];

/// Characters that stand alone in a sentence without being a word cut in pieces.
static ALONE: LazyLock<CharSet> = LazyLock::new(|| LONE.chars().collect());
const LONE: &str = "的了在是和与及或也都就还又被把让向从对为以于等之其这那此到将已由给跟比因如若但而并则即使个位名年月日时中上下内外前后里说称指看做去来会能要可不没有很更最只再才刚约超达近每各该本某第一二三四五六七八九十两几多少大小新旧老";

/// What times are counted by after a number: 週一次, 週三場.
const COUNTED: &str = "次篇期场集更天个回节顿班批轮份本";

/// What a name is of, as far as it matters for its borders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    /// Of an entity. `sure`: it is what the entity is shown by, and no word of the dictionary.
    Entity { sure: bool },
    /// A term or a word of a region.
    Word,
}

/// Whether the units `first..=last` of a text, which are a name, stand between words.
pub(crate) fn stands(chars: &[char], units: &[Unit], first: usize, last: usize, sort: Sort) -> bool {
    thread_local! {
        // There are thousands in a MB of text, so they are written over each other.
        static WINDOW: RefCell<Window> = RefCell::default();
    }
    WINDOW.with_borrow_mut(|window| !window.look(chars, units, first, last) || window.is_best_cut_here(sort))
}

/// A name with the characters around it.
#[derive(Default)]
struct Window {
    text: Vec<char>,
    /// Where the name is in it, in characters.
    start: usize,
    end: usize,
    /// The words in it.
    words: Vec<(usize, usize)>,
    /// For every place, what the likeliest words before it cost, and what those after it do.
    before: Vec<usize>,
    after: Vec<usize>,
}

impl Window {
    /// Takes up the characters around a name; false where none touches it.
    fn look(&mut self, chars: &[char], units: &[Unit], first: usize, last: usize) -> bool {
        let is_chinese = |at: usize| units.get(at).is_some_and(|unit| unit.kind == UnitKind::Ideograph);
        // Who writes spaces within words writes them between words too.
        let inner = units.get(first + 1..=last).unwrap_or_default();
        let spaced = inner.iter().any(|unit| unit.gap == Gap::Space);
        let touches = |gap: Gap| gap == Gap::None || spaced && gap == Gap::Space;
        let mut from = first;
        while first - from < AROUND
            && from > 0
            && is_chinese(from)
            && is_chinese(from - 1)
            && units.get(from).is_some_and(|unit| touches(unit.gap))
        {
            from -= 1;
        }
        let mut to = last;
        while to - last < AROUND
            && is_chinese(to)
            && is_chinese(to + 1)
            && units.get(to + 1).is_some_and(|unit| touches(unit.gap))
        {
            to += 1;
        }
        if (from, to) == (first, last) {
            return false;
        }
        self.text.clear();
        for (at, unit) in (from..).zip(units.get(from..=to).unwrap_or_default()) {
            if at == first {
                self.start = self.text.len();
            }
            self.text.extend(chars.get(unit.start..unit.end).unwrap_or_default());
            if at == last {
                self.end = self.text.len();
            }
        }
        true
    }

    /// The characters from one place to another.
    fn part(&self, from: usize, to: usize) -> &[char] {
        self.text.get(from..to).unwrap_or_default()
    }

    /// Whether a word of the dictionary lies across an end of the name, or holds more than the name. Most names are done with that.
    fn is_crossed(&self) -> bool {
        (0..self.end).any(|from| {
            let end = if from < self.start { self.start } else { self.end };
            DICTIONARY.exceeds(self.part(from, self.text.len()), end - from)
        })
    }

    /// Weighs every word of the dictionary that lies across an end of the name, or holds more than the name, against the words
    /// that are there beside the name. Where there is none, nothing is weighed.
    fn is_best_cut_here(&mut self, sort: Sort) -> bool {
        if !self.is_crossed() {
            return true;
        }
        self.weigh();
        let crosses =
            |from: usize, to: usize| from < self.start && to > self.start || from < self.end && to > self.end;
        let mut others = self.words.iter().copied().filter(|(from, to)| crosses(*from, *to));
        let whole = |from: usize, to: usize| {
            let cost = |costs: &[usize], at: usize| costs.get(at).copied().unwrap_or(0);
            cost(&self.before, from) + 1 + cost(&self.after, to)
        };
        let with = whole(self.start, self.end);
        others.all(|(from, to)| {
            let without = whole(from, to);
            if from <= self.start && self.end <= to {
                return with < without || self.is_part(from, to, sort);
            }
            with < without || with == without && self.is_likelier((from, to), sort)
        })
    }

    /// Where the name is as likely as the word across its ends that stands from one place to another.
    fn is_likelier(&self, (from, to): (usize, usize), sort: Sort) -> bool {
        let words = || DICTIONARY.cut(&self.text);
        let is_cut = |at: usize| words().iter().all(|(from, to)| at <= *from || *to <= at);
        match sort {
            // A word across the beginning goes before the name: 山谷|歌, 稍微|軟.
            Sort::Entity { sure: true } => from > self.start || !words().contains(&(from, to)),
            Sort::Entity { sure: false } => from > self.start && is_cut(self.start) && is_cut(self.end),
            Sort::Word => self.is_day_of_a_week() || is_cut(self.start) && is_cut(self.end),
        }
    }

    /// The Monday of 下週一公布, which is none in 下週一次 and 每週一篇: the week is told, and nothing counted.
    fn is_day_of_a_week(&self) -> bool {
        let char = |at: Option<usize>| at.and_then(|at| self.text.get(at)).copied();
        char(Some(self.start)) == Some('周')
            && char(self.start.checked_sub(1)).is_some_and(|week| "上下本这".contains(week))
            && !char(Some(self.end)).is_some_and(|counted| COUNTED.contains(counted))
    }

    /// Finds the words, and what they cost.
    fn weigh(&mut self) {
        let Self { text, words, before, after, .. } = self;
        DICTIONARY.all(text, words);
        let cost = |costs: &[usize], at: usize| costs.get(at).copied().unwrap_or(0);
        let lower = |costs: &mut [usize], at: usize, cost: usize| {
            costs.get_mut(at).into_iter().for_each(|old| *old = cost.min(*old));
        };
        before.clear();
        before.push(0);
        before.resize(text.len() + 1, usize::MAX);
        let mut starting = words.iter().peekable();
        for (at, c) in text.iter().enumerate() {
            let here = cost(before, at);
            lower(before, at + 1, here + cost_alone(*c));
            while let Some((_, to)) = starting.next_if(|word| word.0 == at) {
                lower(before, *to, here + 1);
            }
        }
        after.clear();
        after.resize(text.len() + 1, 0);
        let mut starting = words.iter().rev().peekable();
        for (at, c) in text.iter().enumerate().rev() {
            let mut least = cost(after, at + 1) + cost_alone(*c);
            while let Some((_, to)) = starting.next_if(|word| word.0 == at) {
                least = least.min(cost(after, *to) + 1);
            }
            after.get_mut(at).into_iter().for_each(|old| *old = least);
        }
    }

    /// Whether the name is still named where it is a part of one longer word.
    fn is_part(&self, from: usize, to: usize, sort: Sort) -> bool {
        match sort {
            Sort::Word => from == self.start || to == self.end,
            Sort::Entity { .. } => [(from, self.start), (self.end, to)].into_iter().all(|(from, to)| {
                let rest = self.part(from, to);
                let is_added = || ADDED.iter().any(|added| added.chars().eq(rest.iter().copied()));
                rest.is_empty() || is_added() || matches!(rest, [one] if ALONE.contains(*one))
            }),
        }
    }
}

/// How unlikely a character is that is left alone; a word costs 1.
fn cost_alone(c: char) -> usize {
    1 + usize::from(!ALONE.contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use zhimai_text::fold::fold;
    use zhimai_text::segment::units;

    fn check(text: &str, name: &str, sort: Sort, expect: bool) {
        let (text, name) = (fold(text).chars, fold(name).chars);
        let row: Vec<Unit> = units(&text).collect();
        let first = row
            .windows(name.len())
            .position(|own| own.iter().zip(&name).all(|(unit, c)| text[unit.start] == *c));
        let first = first.unwrap();
        assert_eq!(
            stands(&text, &row, first, first + name.len() - 1, sort),
            expect,
            "{} in {}",
            name.iter().collect::<String>(),
            text.iter().collect::<String>()
        );
    }

    #[test]
    fn words_across_the_ends_of_a_name() {
        let known = Sort::Entity { sure: false };
        let other = Sort::Entity { sure: true };
        for (text, name) in [
            ("參加沙龍", "加沙"),
            ("國內存款", "內存"),
            ("每週一篇", "週一"),
            ("山谷歌聲", "谷歌"),
            ("增加納稅", "加納"),
            ("股東加碼", "東加"),
            ("獲得州長", "得州"),
            ("聯合約談", "合約"),
            ("光輝達成", "輝達"),
            ("稍微軟弱", "微軟"),
            ("下週一次", "週一"),
            ("本周三場", "周三"),
        ] {
            check(text, name, Sort::Word, false);
            check(text, name, other, false);
        }
        for (text, name) in
            [("去阿里山", "阿里"), ("一塊蘋果派", "蘋果"), ("沿著亞馬遜河", "亞馬遜"), ("買蘋果日報", "蘋果")]
        {
            check(text, name, known, false);
        }
    }

    #[test]
    fn names_between_words() {
        let other = Sort::Entity { sure: true };
        for text in ["提升輝達產能", "輝達成立", "與輝達合作", "去年輝達到此", "輝達成為", "用輝達的"]
        {
            check(text, "輝達", other, true);
        }
        for text in ["谷歌聲稱", "谷歌雲", "在谷歌工作"] {
            check(text, "谷歌", other, true);
        }
        // The dictionary has 英特 and 尔后, 亚马 and 逊于 too.
        for (text, name) in [("英特爾後", "英特爾"), ("亚马逊于去年", "亚马逊")] {
            check(text, name, Sort::Entity { sure: false }, true);
        }
        for (text, name) in [("下周一公布", "周一"), ("上週三收盤", "週三"), ("本週一", "週一")]
        {
            check(text, name, Sort::Word, true);
        }
        check("微軟公司", "微軟", Sort::Entity { sure: false }, true);
        check("去加沙採訪", "加沙", Sort::Word, true);
        check("手機芯片", "芯片", Sort::Word, true);
        check("週一早上", "週一", Sort::Word, true);
    }
}
