//! Sums in 兆 and 万亿: 1.5兆 in Taiwan is 1.5萬億 in Hong Kong and 1.5万亿 on the mainland, 5兆3,000億 is 5.3萬億. On the mainland
//! 兆 is the unit prefix mega: 50兆瓦 is 50百萬瓦 in Taiwan.

use crate::region::Region;

/// What is to be written otherwise in a text: start and end in characters, and the new text, in order.
pub(super) fn sums(chars: &[char], from: Region, to: Region) -> Vec<(usize, usize, String)> {
    let own = |region: Region| region == Region::Tw;
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let sum = match (own(from), own(to)) {
            (true, false) => of_taiwan(chars, at, to),
            (false, true) => to_taiwan(chars, at),
            _ => return found,
        };
        match sum {
            Some(sum) => {
                at = sum.1.max(at + 1);
                found.push(sum);
            }
            None => at += 1,
        }
    }
    found
}

type Sum = (usize, usize, String);

fn of_taiwan(chars: &[char], at: usize, to: Region) -> Option<Sum> {
    let sign = if to == Region::Cn { "万亿" } else { "萬億" };
    let char = |at: usize| chars.get(at).copied();
    match char(at)? {
        '兆' if is_counted(chars, at) || is_sum_alone(chars, at) => {
            let whole = digits_before(chars, at);
            let rest = digits_after(chars, at + 1);
            if let (Some((start, whole)), Some((end, rest))) = (whole, rest)
                && char(end) == Some('億')
                && let Some(sum) = with_ten_thousandths(whole, rest)
            {
                return Some((start, end + 1, format!("{sum}{sign}")));
            }
            Some((at, at + 1, sign.to_owned()))
        }
        // 2百萬瓦 and 一百萬瓦 are so many 兆瓦; 三千兩百萬瓦 is not.
        '百' if chars.get(at..at + 3) == Some(&['百', '萬', '瓦'])
            && at.checked_sub(1).and_then(char).is_some_and(is_numeral)
            && !at.checked_sub(2).and_then(char).is_some_and(|c| "千萬億".contains(c)) =>
        {
            Some((at, at + 2, "兆".to_owned()))
        }
        _ => None,
    }
}

fn to_taiwan(chars: &[char], at: usize) -> Option<Sum> {
    let char = |at: usize| chars.get(at).copied();
    let is_hundred_million = |c: char| c == '亿' || c == '億';
    match char(at)? {
        // 2万至3万亿 are two to three 兆, of which only one says so; 3万亿万富翁 are so many rich.
        '万' | '萬' if char(at + 1).is_some_and(is_hundred_million) => {
            let is_rich = char(at + 2).is_some_and(|c| "万萬".contains(c));
            (!is_rich && !ends_a_range(chars, at)).then(|| (at, at + 2, "兆".to_owned()))
        }
        '万' | '萬'
            if char(at + 1).is_some_and(|c| "多余餘".contains(c))
                && char(at + 2).is_some_and(is_hundred_million) =>
        {
            Some((at, at + 3, if char(at + 1) == Some('多') { "兆多" } else { "兆餘" }.to_owned()))
        }
        // 百兆瓦 is no 百百萬瓦.
        '兆' if char(at + 1) == Some('瓦')
            && before(chars, at).is_some_and(|c| is_numeral(c) && !"十百千万萬".contains(c)) =>
        {
            Some((at, at + 1, "百萬".to_owned()))
        }
        _ => None,
    }
}

/// Whether what stands before 兆 counts it, and nothing after it makes another unit of it.
fn is_counted(chars: &[char], at: usize) -> bool {
    let unit = chars.get(at + 1).is_some_and(|c| "瓦赫位歐焦頭豐豊".contains(*c));
    !unit && before(chars, at).is_some_and(|c| is_numeral(c) || "數幾上破多餘逾".contains(c))
}

/// What stands before a place, but for spaces.
fn before(chars: &[char], at: usize) -> Option<char> {
    chars.get(..at)?.iter().rev().copied().find(|c| *c != ' ')
}

/// Whether the number that ends at a place is the upper end of a range whose lower end is so many 万: 2万至3.
fn ends_a_range(chars: &[char], at: usize) -> bool {
    let mut rest = chars.get(..at).unwrap_or_default();
    let mut skip = |inside: &dyn Fn(char) -> bool| {
        let length = rest.iter().rev().take_while(|c| inside(**c)).count();
        let (head, skipped) = rest.split_at_checked(rest.len() - length).unwrap_or_default();
        rest = head;
        (skipped.len(), rest.last().copied())
    };
    let (number, _) = skip(&|c| is_numeral(c) || c == '.' || c == '．' || c == ' ');
    let (between, last) = skip(&|c| "至到~～-–—－ ".contains(c));
    number > 0 && between > 0 && last.is_some_and(|c| "万萬".contains(c))
}

/// Whether 兆 counts money with no number before it: 兆元規模.
fn is_sum_alone(chars: &[char], at: usize) -> bool {
    let rest = chars.get(at + 1..).unwrap_or_default();
    ["元", "美元", "歐元", "日圓", "級"]
        .iter()
        .any(|unit| unit.chars().eq(rest.iter().take(unit.chars().count()).copied()))
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c) || "〇零一二兩两三四五六七八九十百千万萬半".contains(c)
}

/// The whole number in digits that ends at a place, and where it starts.
fn digits_before(chars: &[char], at: usize) -> Option<(usize, u64)> {
    let before = chars.get(..at)?;
    let length = before.iter().rev().take_while(|c| c.is_ascii_digit() || **c == ',').count();
    let start = at - length;
    // 1.5兆3,000億 is nothing that anybody writes.
    if length == 0 || start.checked_sub(1).and_then(|at| chars.get(at)) == Some(&'.') {
        return None;
    }
    Some((start, number(chars.get(start..at)?)?))
}

/// The whole number in digits that starts at a place, and where it ends.
fn digits_after(chars: &[char], at: usize) -> Option<(usize, u64)> {
    let length = chars.get(at..)?.iter().take_while(|c| c.is_ascii_digit() || **c == ',').count();
    Some((at + length, number(chars.get(at..at + length)?)?))
}

fn number(digits: &[char]) -> Option<u64> {
    digits.iter().filter(|c| **c != ',').collect::<String>().parse().ok()
}

/// `5` and `3000` as `5.3`.
fn with_ten_thousandths(whole: u64, rest: u64) -> Option<String> {
    let decimals = (rest < 10_000).then(|| format!("{rest:04}"))?;
    let decimals = decimals.trim_end_matches('0');
    Some(if decimals.is_empty() { whole.to_string() } else { format!("{whole}.{decimals}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(from: Region, text: &str, to: Region, expect: &str) {
        let chars: Vec<char> = text.chars().collect();
        let (mut out, mut at) = (String::new(), 0);
        for (start, end, new) in sums(&chars, from, to) {
            out.extend(chars.get(at..start).unwrap());
            out.push_str(&new);
            at = end;
        }
        out.extend(chars.get(at..).unwrap());
        assert_eq!(out, expect);
    }

    #[test]
    fn of_taiwan_elsewhere() {
        for (tw, cn) in [
            ("1.5兆美元", "1.5万亿美元"),
            ("5兆3,000億元", "5.3万亿元"),
            ("5兆3,210億元", "5.321万亿元"),
            ("1,200兆3億元", "1200.0003万亿元"),
            ("一兆", "一万亿"),
            ("十兆日圓", "十万亿日圓"),
            ("數兆、上兆、市值破兆", "數万亿、上万亿、市值破万亿"),
            ("兆元規模", "万亿元規模"),
            ("5 兆美元", "5 万亿美元"),
            ("預兆、兆頭、兆豐金、吉兆", "預兆、兆頭、兆豐金、吉兆"),
            ("8兆位元組、3兆赫、5兆瓦", "8兆位元組、3兆赫、5兆瓦"),
            ("500百萬瓦、一百萬瓦", "500兆瓦、一兆瓦"),
            ("三千兩百萬瓦，100萬瓦", "三千兩百萬瓦，100萬瓦"),
            ("5兆3億4", "5.0003万亿4"),
            ("5兆30,000億", "5万亿30,000億"),
            ("３兆參數，１．５兆個", "３万亿參數，１．５万亿個"),
        ] {
            check(Region::Tw, tw, Region::Cn, cn);
        }
        check(Region::Tw, "1.5兆", Region::Hk, "1.5萬億");
        check(Region::Hk, "1.5萬億", Region::Cn, "1.5萬億");
    }

    #[test]
    fn of_elsewhere_in_taiwan() {
        for (cn, tw) in [
            ("1.5万亿美元", "1.5兆美元"),
            ("十万亿、上万亿、几万亿", "十兆、上兆、几兆"),
            ("3万多亿元，2万余亿", "3兆多元，2兆餘"),
            ("500兆瓦，500 兆瓦", "500百萬瓦，500 百萬瓦"),
            ("数百兆瓦、百兆瓦级、千兆瓦", "数百兆瓦、百兆瓦级、千兆瓦"),
            ("2万至3万亿元，2万~3.5万亿", "2万至3万亿元，2万~3.5万亿"),
            ("2至3万亿元，2万亿至3万亿", "2至3兆元，2兆至3兆"),
            ("有3万亿万富翁", "有3万亿万富翁"),
            ("预兆，兆易创新，兆字节", "预兆，兆易创新，兆字节"),
            ("12,000亿元，3万，亿万富翁", "12,000亿元，3万，亿万富翁"),
        ] {
            check(Region::Cn, cn, Region::Tw, tw);
        }
        check(Region::Hk, "1.5萬億", Region::Tw, "1.5兆");
    }
}
