//! Sums as a text says them, with all that hedges them: a little more than the reader of sums looks at.

use crate::texts::around;
use zhimai_model::Qualifier;
use zhimai_text::amount::{self, Stated};

/// How a sum is read, as far as both languages tell it apart: 逾 and 至少 are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hedge {
    None,
    UpTo,
    About,
    AtLeast,
    LessThan,
}

pub(crate) fn hedge(qualifier: Qualifier) -> Hedge {
    match qualifier {
        Qualifier::Exactly => Hedge::None,
        Qualifier::UpTo => Hedge::UpTo,
        Qualifier::About => Hedge::About,
        Qualifier::MoreThan | Qualifier::AtLeast => Hedge::AtLeast,
        Qualifier::LessThan => Hedge::LessThan,
    }
}

/// Words that hedge a sum in its clause, a little before it.
const NEAR: [(Hedge, &str); 4] = [
    (
        Hedge::UpTo,
        "最多|至多|最高|上限|不超過|高達|多達|封頂|up to|as much as|at most|maximum|ceiling|capped| cap |no more than",
    ),
    (
        Hedge::About,
        "約|近|大致|in the region of| like |about|around|roughly|approximately|nearly|almost| some |close to|estimate| near ",
    ),
    (
        Hedge::AtLeast,
        "逾|超過|至少|最少|不低於|不少於|突破|越過|跨過|站上|破|more than| over |at least|above|exceed|upwards|minimum| past |cross|topped|passed|passes|beyond",
    ),
    (Hedge::LessThan, "不到|不足|低於|少於|未達|less than| under |below|short of|fewer"),
];

/// Words that hedge a sum after it.
const AFTER: [(Hedge, &str); 3] = [
    (Hedge::UpTo, "為上限|為限|封頂|以內|at most|at the most|or less"),
    (Hedge::About, "左右|上下|or so"),
    (Hedge::AtLeast, "以上|起跳|關口|大關|or more|at least| mark "),
];

/// What joins two sums so that what hedges the first hedges the second.
const JOINTS: &str = "和|與|及|、|或|and|or|plus|,";

/// A sum in a text, with how it is hedged: right beside it, and anywhere in its clause.
pub(crate) struct Said {
    pub(crate) low: i64,
    pub(crate) high: i64,
    pub(crate) currency: Stated,
    pub(crate) beside: Hedge,
    pub(crate) near: Vec<Hedge>,
    pub(crate) excerpt: String,
}

impl Said {
    pub(crate) fn is(&self, low: i64, high: i64) -> bool {
        (self.low, self.high) == (low, high)
    }

    pub(crate) fn is_money(&self) -> bool {
        matches!(self.currency, Stated::Code(_))
    }

    /// Whether it is a claimed sum, or that one in fewer digits: 42億 of 41.97億.
    pub(crate) fn rounds(&self, claimed: &Self) -> bool {
        let digits = |n: i64| n.to_string().trim_end_matches('0').len();
        let near = |own: i64, other: i64| {
            let (own, other) = (i128::from(own), i128::from(other));
            own == other || (own - other).abs() * 100 <= other
        };
        // 逾1000億 of 1066億.
        let (own, other) = (i128::from(self.low), i128::from(claimed.low));
        if self.may_be(Hedge::AtLeast) && own <= other && other * 10 <= own * 11 {
            return true;
        }
        let shorter = digits(self.low) < digits(claimed.low) && digits(self.high) < digits(claimed.high);
        self.is(claimed.low, claimed.high)
            || shorter && near(self.low, claimed.low) && near(self.high, claimed.high)
    }

    /// Whether the sum may be read so. 最多 counts for all of its clause: 最多向甲投資50億美元.
    pub(crate) fn may_be(&self, hedge: Hedge) -> bool {
        match (self.beside, hedge) {
            (Hedge::None, Hedge::None) => !self.near.contains(&Hedge::UpTo),
            (Hedge::None, hedge) => self.near.contains(&hedge),
            // At most about: 最多約55億美元.
            (Hedge::About, Hedge::UpTo) => self.near.contains(&Hedge::UpTo),
            (own, hedge) => own == hedge,
        }
    }

    /// Whether two that tell the same sum may be read in one way.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        const ALL: [Hedge; 5] = [Hedge::None, Hedge::UpTo, Hedge::About, Hedge::AtLeast, Hedge::LessThan];
        ALL.into_iter().any(|hedge| self.may_be(hedge) && other.may_be(hedge))
    }
}

/// The sums of a text, in order.
pub(crate) fn said(text: &str) -> Vec<Said> {
    let chars: Vec<char> = text.chars().collect();
    let piece = |from: usize, to: usize| chars.get(from..to).unwrap_or_default().iter().collect::<String>();
    let mut out: Vec<Said> = Vec::new();
    let mut last = 0;
    for sum in amount::find(text) {
        let (start, end) = (sum.start.0, sum.end.0);
        let from = clause_start(&chars, start).max(last);
        let mut near = hedges(&format!(" {} ", piece(from, start)), &NEAR);
        near.extend(hedges(&format!("{} ", piece(end, clause_end(&chars, end))), &AFTER));
        let joint = piece(last, start);
        if let Some(before) = out.last().filter(|_| JOINTS.split('|').any(|word| word == joint.trim())) {
            let of_before = before.near.iter().copied().chain([before.beside]);
            near.extend(of_before.filter(|hedge| *hedge != Hedge::None).collect::<Vec<_>>());
        }
        out.push(Said {
            low: sum.low,
            high: sum.high,
            currency: sum.currency,
            beside: hedge(sum.qualifier),
            near,
            excerpt: around(text, start, end),
        });
        last = end;
    }
    out
}

/// Whether a clause ends before this place.
fn ends(chars: &[char], at: usize) -> bool {
    let c = chars.get(at).copied().unwrap_or(' ');
    let next = chars.get(at + 1).copied().unwrap_or(' ');
    "，。；：（）「」".contains(c) || ",;:.()".contains(c) && (next.is_whitespace() || "\")".contains(next))
}

fn clause_start(chars: &[char], start: usize) -> usize {
    let least = start.saturating_sub(60);
    (least..start).rev().find(|at| ends(chars, *at)).map_or(least, |at| at + 1)
}

fn clause_end(chars: &[char], end: usize) -> usize {
    let most = chars.len().min(end + 20);
    (end..most).find(|at| ends(chars, *at)).unwrap_or(most)
}

fn hedges(text: &str, words: &[(Hedge, &str)]) -> Vec<Hedge> {
    let text = text.to_lowercase();
    let has = |words: &str| words.split('|').any(|word| text.contains(word));
    words.iter().filter(|(_, words)| has(words)).map(|(hedge, _)| *hedge).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hedges_a_sum() {
        let check = |text: &str, which: usize, hedge: Hedge, expect: bool| {
            assert_eq!(said(text)[which].may_be(hedge), expect, "{text} {hedge:?}");
        };
        check("螞蟻最多向蜜蜂投資50億美元", 0, Hedge::UpTo, true);
        check("螞蟻最多向蜜蜂投資50億美元", 0, Hedge::None, false);
        check("先付50億美元，其後最多再付200億美元", 0, Hedge::UpTo, false);
        check("先付50億美元，其後最多再付200億美元", 1, Hedge::UpTo, true);
        check("$5 billion now and up to $20 billion later", 0, Hedge::UpTo, false);
        check("up to $10 billion and $5 billion", 1, Hedge::UpTo, true);
        check("up to $40 billion at $300 billion", 1, Hedge::UpTo, false);
        check("最多約55億美元", 0, Hedge::UpTo, true);
        check("市值站上5兆美元", 0, Hedge::AtLeast, true);
        check("以50億美元為上限", 0, Hedge::UpTo, true);
    }

    #[test]
    fn a_sum_in_fewer_digits() {
        let rounds = |own: &str, claimed: &str| said(own)[0].rounds(&said(claimed)[0]);
        assert!(rounds("42億美元", "41.97億美元"));
        assert!(rounds("42億美元", "42億美元"));
        assert!(!rounds("41.97億美元", "42億美元"));
        assert!(!rounds("40億美元", "41.97億美元"));
        assert!(rounds("逾40億美元", "41.97億美元"));
        assert!(!rounds("逾30億美元", "41.97億美元"));
    }
}
