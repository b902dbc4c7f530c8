//! The day of a claim, as far as its sentence tells.

use jiff::Span;
use jiff::civil::{Date, Weekday, date};
use std::ops::Range;
use zhimai_model::DateRange;

/// A date that a sentence tells, by the day on which it was published where it needs one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dated {
    /// Where it stands, in folded characters.
    pub(super) range: Range<usize>,
    pub(super) date: DateRange,
}

/// Words for a day, by how many days it lies after the day of the article.
const DAYS: &[(&str, i64)] = &[
    ("今日", 0),
    ("今天", 0),
    ("今晨", 0),
    ("今早", 0),
    ("当日", 0),
    ("today", 0),
    ("昨日", -1),
    ("昨天", -1),
    ("昨晚", -1),
    ("昨夜", -1),
    ("yesterday", -1),
    ("前天", -2),
    ("前日", -2),
    ("明天", 1),
    ("明日", 1),
    ("tomorrow", 1),
];

/// Words for a year, by how many years it lies after that of the article.
const YEARS: &[(&str, i16)] = &[
    ("今年", 0),
    ("本年度", 0),
    ("本年", 0),
    ("this year", 0),
    ("去年", -1),
    ("last year", -1),
    ("前年", -2),
    ("明年", 1),
    ("next year", 1),
];

/// Words for a month, by how many months it lies after that of the article.
const MONTHS: &[(&str, i64)] = &[
    ("本月", 0),
    ("这个月", 0),
    ("this month", 0),
    ("上月", -1),
    ("上个月", -1),
    ("last month", -1),
    ("下月", 1),
    ("下个月", 1),
    ("next month", 1),
];

const MONTH_NAMES: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [(&str, char, Weekday); 7] = [
    ("monday", '一', Weekday::Monday),
    ("tuesday", '二', Weekday::Tuesday),
    ("wednesday", '三', Weekday::Wednesday),
    ("thursday", '四', Weekday::Thursday),
    ("friday", '五', Weekday::Friday),
    ("saturday", '六', Weekday::Saturday),
    ("sunday", '日', Weekday::Sunday),
];

/// The dates between two places of a text that need the day of the article to be dates: 昨日, 今年 2 月, on Tuesday, Dec. 1.
pub(super) fn relative(chars: &[char], within: &Range<usize>, published: Date) -> Vec<Dated> {
    let mut out = Vec::new();
    let mut at = within.start;
    while at < within.end {
        let starts = !chars.get(at).is_some_and(char::is_ascii_alphanumeric)
            || !at
                .checked_sub(1)
                .and_then(|before| chars.get(before))
                .is_some_and(char::is_ascii_alphanumeric);
        let rest = chars.get(at..within.end).unwrap_or_default();
        match starts.then(|| Reader { rest, published }.date()).flatten() {
            Some((length, date)) => {
                out.push(Dated { range: at..at + length, date });
                at += length;
            }
            None => at += 1,
        }
    }
    out
}

/// What stands at a place, and the day that it is read by.
struct Reader<'a> {
    rest: &'a [char],
    published: Date,
}

impl Reader<'_> {
    fn date(&self) -> Option<(usize, DateRange)> {
        self.day_in_brackets()
            .or_else(|| self.word(DAYS).and_then(|(length, days)| Some((length, of_day(self.later(days)?)?))))
            .or_else(|| self.weekday())
            .or_else(|| self.year())
            .or_else(|| {
                let (length, months) = self.word(MONTHS)?;
                let month = self.published.checked_add(Span::new().try_months(months).ok()?).ok()?;
                Some((length, of_month(month.year(), month.month())?))
            })
            .or_else(|| self.month_and_day(None))
            .or_else(|| self.english_month())
    }

    fn word<T: Copy>(&self, words: &[(&str, T)]) -> Option<(usize, T)> {
        words
            .iter()
            .find(|(word, _)| self.begins(0, word))
            .map(|(word, value)| (word.chars().count(), *value))
    }

    /// Whether a word stands at a place; a Latin one ends there.
    fn begins(&self, at: usize, word: &str) -> bool {
        let length = word.chars().count();
        let own = self.rest.get(at..at + length);
        own.is_some_and(|own| own.iter().copied().eq(word.chars()))
            && !(word.is_ascii() && self.rest.get(at + length).is_some_and(char::is_ascii_alphanumeric))
    }

    fn later(&self, days: i64) -> Option<Date> {
        self.published.checked_add(Span::new().try_days(days).ok()?).ok()
    }

    /// 昨(20)日.
    fn day_in_brackets(&self) -> Option<(usize, DateRange)> {
        let days = match self.rest.first()? {
            '今' => 0,
            '昨' => -1,
            _ => return None,
        };
        let rest = self.rest.get(1..)?.strip_prefix(&['('])?;
        let (digits, _) = number(rest)?;
        let length = digits + 2;
        let is_day =
            self.rest.get(length) == Some(&')') && matches!(self.rest.get(length + 1), Some('日' | '天'));
        is_day.then(|| Some((length + 2, of_day(self.later(days)?)?)))?
    }

    /// 週二, 上週二, on Tuesday: the last one, the day itself included.
    fn weekday(&self) -> Option<(usize, DateRange)> {
        let (start, weeks) = match self.rest {
            ['上', '周' | '星', ..] => (1, 1),
            ['本' | '这', '周' | '星', ..] => (1, 0),
            _ => (0, 0),
        };
        let (name, length) = match self.rest.get(start..)? {
            ['周', name, ..] => (*name, 2),
            ['星', '期', name, ..] | ['礼', '拜', name, ..] => (*name, 3),
            _ => ('\0', 0),
        };
        let chinese = WEEKDAYS.iter().find(|(_, own, _)| *own == name || *own == '日' && name == '天');
        let (length, weekday, weeks) = match chinese {
            Some((.., weekday)) => (start + length, *weekday, weeks),
            None => {
                let (word, .., weekday) = WEEKDAYS.iter().find(|(word, ..)| self.begins(0, word))?;
                (word.len(), *weekday, 0)
            }
        };
        let back = i64::from(self.published.weekday().since(weekday));
        // Last week’s, where this week’s has been.
        let monday_based = i64::from(self.published.weekday().to_monday_zero_offset());
        let back = if weeks == 1 && back <= monday_based { back + 7 } else { back };
        Some((length, of_day(self.later(-back)?)?))
    }

    /// 去年, 今年 2 月, 今年 2 月 3 日.
    fn year(&self) -> Option<(usize, DateRange)> {
        let (length, years) = self.word(YEARS)?;
        let year = self.published.year().checked_add(years)?;
        let rest = Reader { rest: self.rest.get(length..)?, published: self.published };
        match rest.month_and_day(Some(year)) {
            Some((more, date)) => Some((length + more, date)),
            None => Some((length, format!("{year:04}").parse().ok()?)),
        }
    }

    /// 4 月 20 日, 4 月: the last one, where no year is told.
    fn month_and_day(&self, year: Option<i16>) -> Option<(usize, DateRange)> {
        let (digits, month) = number(self.rest)?;
        let length = digits + 1;
        if self.rest.get(digits) != Some(&'月') || self.rest.get(length) == Some(&'份') && year.is_none() {
            return None;
        }
        let day = self
            .rest
            .get(length..)
            .and_then(number)
            .filter(|(digits, _)| matches!(self.rest.get(length + digits), Some('日' | '号')));
        let (length, day) = day.map_or((length, None), |(digits, day)| (length + digits + 1, Some(day)));
        if day.is_none() && year.is_none() {
            return None;
        }
        Some((length, self.last(year, month, day)?))
    }

    /// On Dec. 1, in February, last December.
    fn english_month(&self) -> Option<(usize, DateRange)> {
        let skip = if self.begins(0, "last") { 5 } else { 0 };
        let rest = self.rest.get(skip..)?;
        let letters = rest.iter().take_while(|c| c.is_ascii_alphabetic()).count();
        let word: String = rest.iter().take(letters).collect();
        let month = MONTH_NAMES
            .iter()
            .position(|name| *name == word || (3..=4).contains(&letters) && name.starts_with(&word))?;
        let month = i8::try_from(month + 1).ok()?;
        let mut end = letters + usize::from(rest.get(letters) == Some(&'.'));
        let day = rest.get(end..)?.strip_prefix(&[' ']).and_then(number).filter(|(digits, _)| *digits < 3);
        if let Some((digits, _)) = day {
            end += 1 + digits;
        } else if word == "may" || word == "march" && skip == 0 || letters < 4 && skip == 0 {
            return None;
        }
        if rest
            .get(end..)
            .is_some_and(|tail| matches!(tail, [' ', '1' | '2', ..] | [',', ' ', '1' | '2', ..]))
        {
            return None;
        }
        Some((skip + end, self.last(None, month, day.map(|(_, day)| day))?))
    }

    /// The last such day or month up to the day of the article, or that of a year.
    fn last(&self, year: Option<i16>, month: i8, day: Option<i8>) -> Option<DateRange> {
        let first = date(self.published.year(), 1, 1);
        let own = year.unwrap_or(first.year());
        let begins = |year: i16| Date::new(year, month, day.unwrap_or(1)).ok();
        // What is a little ahead is still to come.
        let soon = self.later(60)?;
        let own = if year.is_none() && begins(own)? > soon { own - 1 } else { own };
        match day {
            Some(_) => of_day(begins(own)?),
            None => of_month(own, month),
        }
    }
}

/// A number of one or two digits, and how many.
fn number(chars: &[char]) -> Option<(usize, i8)> {
    let digits = chars.iter().take_while(|c| c.is_ascii_digit()).count();
    let value = chars
        .iter()
        .take(digits.min(3))
        .filter_map(|c| c.to_digit(10))
        .fold(0, |sum, digit| sum * 10 + digit);
    matches!(digits, 1 | 2).then(|| Some((digits, i8::try_from(value).ok()?)))?
}

fn of_day(day: Date) -> Option<DateRange> {
    day.to_string().parse().ok()
}

fn of_month(year: i16, month: i8) -> Option<DateRange> {
    format!("{year:04}-{month:02}").parse().ok()
}

/// The year whose four digits stand before a place: 2026 capital expenditure.
pub(super) fn year_before(chars: &[char], at: usize) -> Option<DateRange> {
    let head = chars.get(..at)?;
    let head = head.strip_suffix(&[' ']).unwrap_or(head);
    let digits = head.get(head.len().checked_sub(4)?..)?;
    let before = head.len().checked_sub(5).and_then(|i| head.get(i));
    let year: String = digits.iter().collect();
    let is_year = digits.starts_with(&['2', '0']) && !before.is_some_and(char::is_ascii_alphanumeric);
    is_year.then(|| year.parse().ok())?
}

/// Whether a date is the end of a time: until 2031, 年底前, by 2030.
pub(super) fn is_end(chars: &[char], range: &Range<usize>) -> bool {
    let head = chars.get(..range.start).unwrap_or_default();
    let head = head.strip_suffix(&[' ']).unwrap_or(head);
    let tail = chars.get(range.end..).unwrap_or_default();
    let ends = |word: &str| {
        let length = word.chars().count();
        head.len() >= length && head.iter().skip(head.len() - length).copied().eq(word.chars())
    };
    let begins = |word: &str| tail.iter().copied().take(word.chars().count()).eq(word.chars());
    [
        "到",
        "至",
        "截至",
        "直到",
        "until",
        "through",
        "by",
        "before",
        "to",
        "till",
        "by the end of",
        "since",
        "自",
        "end of",
    ]
    .into_iter()
    .any(ends)
        || ["前", "之前", "以前", "年底前", "底前", "底", "年底"].into_iter().any(begins)
}

#[cfg(test)]
mod tests {
    use super::*;
    use zhimai_text::fold::fold;

    fn check(text: &str, published: &str, expect: &[&str]) {
        let chars = fold(text).chars;
        let found = relative(&chars, &(0..chars.len()), published.parse().unwrap());
        assert_eq!(found.iter().map(|dated| dated.date.edtf()).collect::<Vec<_>>(), expect, "{text}");
    }

    #[test]
    fn days_count_from_the_article() {
        check("輝達今日宣布", "2026-02-27", &["2026-02-27"]);
        check("董事會昨（20）日通過", "2025-11-21", &["2025-11-20"]);
        check("said yesterday", "2026-03-01", &["2026-02-28"]);
    }

    #[test]
    fn a_weekday_is_the_last_one() {
        check("said on Tuesday", "2025-11-18", &["2025-11-18"]);
        check("周二宣布", "2026-02-26", &["2026-02-24"]);
        check("上週二宣布", "2026-02-26", &["2026-02-17"]);
    }

    #[test]
    fn months_and_days_without_a_year() {
        check("今年2月，去年12月", "2026-03-01", &["2026-02", "2025-12"]);
        check("4月20日", "2026-04-21", &["2026-04-20"]);
        check("12月20日", "2026-04-21", &["2025-12-20"]);
        check("on Dec. 1, paying", "2025-12-02", &["2025-12-01"]);
        check("in October", "2025-11-11", &["2025-10"]);
        check("it may rise; a march; Nov 3, 2025; mars", "2025-11-11", &[]);
    }

    #[test]
    fn the_end_of_a_time_is_known() {
        let is = |text: &str, range: Range<usize>| is_end(&fold(text).chars, &range);
        assert!(is("until 2031", 6..10) && is("直到2030年", 2..7) && is("今年底前", 0..2));
        assert!(!is("in 2031", 3..7));
    }
}
