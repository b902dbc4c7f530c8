//! What may stand beside a date and says nothing of the day: a time, a weekday, a zone.

/// Whether all of it is of that sort.
pub(super) fn all(chars: &[char]) -> bool {
    let mut at = 0;
    while at < chars.len() {
        match piece(chars, at) {
            Some(next) if next > at => at = next,
            _ => return false,
        }
    }
    true
}

/// Words and signs; longer ones first where one begins another.
const WORDS: [&str; 131] = [
    // Of 中華民國.
    "中華",
    "中华",
    "last updated",
    "published",
    "updated",
    "posted",
    "發布時間",
    "发布时间",
    "發佈時間",
    "發表時間",
    "发表时间",
    "更新時間",
    "更新时间",
    "發布於",
    "发布于",
    "發佈於",
    "發表於",
    "发表于",
    "更新於",
    "更新于",
    "發布",
    "发布",
    "發佈",
    "日期",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tues",
    "tue",
    "weds",
    "wed",
    "thurs",
    "thur",
    "thu",
    "fri",
    "sat",
    "sun",
    "a.m.",
    "p.m.",
    "a.m",
    "p.m",
    "am",
    "pm",
    "noon",
    "midnight",
    "local time",
    "standard time",
    "daylight time",
    "time",
    "china",
    "taipei",
    "beijing",
    "hong kong",
    "coordinated",
    "universal",
    "eastern",
    "pacific",
    "central",
    "mountain",
    "the",
    "on",
    "at",
    "of",
    "星期一",
    "星期二",
    "星期三",
    "星期四",
    "星期五",
    "星期六",
    "星期日",
    "星期天",
    "禮拜一",
    "禮拜二",
    "禮拜三",
    "禮拜四",
    "禮拜五",
    "禮拜六",
    "禮拜日",
    "禮拜天",
    "礼拜一",
    "礼拜二",
    "礼拜三",
    "礼拜四",
    "礼拜五",
    "礼拜六",
    "礼拜日",
    "礼拜天",
    "週一",
    "週二",
    "週三",
    "週四",
    "週五",
    "週六",
    "週日",
    "周一",
    "周二",
    "周三",
    "周四",
    "周五",
    "周六",
    "周日",
    "上午",
    "下午",
    "中午",
    "晚上",
    "早上",
    "凌晨",
    "清晨",
    "傍晚",
    "深夜",
    "晚间",
    "晚間",
    "午夜",
    "正午",
    "北京时间",
    "北京時間",
    "台北时间",
    "台北時間",
    "当地时间",
    "當地時間",
    "美东时间",
    "美東時間",
    "香港时间",
    "香港時間",
    "整",
    "许",
];

/// Zones by their letters.
const ZONES: [&str; 29] = [
    "utc", "gmt", "z", "est", "edt", "et", "cst", "cdt", "ct", "mst", "mdt", "mt", "pst", "pdt", "pt", "cet",
    "cest", "bst", "ist", "jst", "kst", "hkt", "sgt", "aest", "aedt", "msk", "eet", "eest", "wet",
];

/// One piece of it at a place, and where it ends.
fn piece(chars: &[char], at: usize) -> Option<usize> {
    let c = *chars.get(at)?;
    if matches!(c, ' ' | ',' | '，' | '(' | ')' | '|' | '·' | '@' | '、' | '[' | ']') {
        return Some(at + 1);
    }
    if matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '日')
        && at.checked_sub(1).and_then(|i| chars.get(i)) == Some(&'(')
        && chars.get(at + 1) == Some(&')')
    {
        return Some(at + 1);
    }
    let rest = chars.get(at..)?;
    let word = WORDS.iter().find(|word| {
        let mut own = rest.iter();
        let whole = word.chars().all(|c| own.next() == Some(&c));
        whole && !(word.is_ascii() && own.next().is_some_and(char::is_ascii_alphabetic))
    });
    if let Some(word) = word {
        let end = at + word.chars().count();
        let sign = chars.get(end);
        return Some(end + usize::from(sign == Some(&':') || word.is_ascii() && sign == Some(&'.')));
    }
    time(chars, at).or_else(|| zone(chars, at)).or_else(|| region(chars, at))
}

fn digits(chars: &[char], at: usize, most: usize) -> Option<usize> {
    let length = chars.get(at..)?.iter().take(most + 1).take_while(|c| c.is_ascii_digit()).count();
    (1..=most).contains(&length).then_some(at + length)
}

/// `10:30`, `10:30:00.123`, `t10:30`, `t103000`, `10 am`, `10時30分15秒`, `10点`.
fn time(chars: &[char], at: usize) -> Option<usize> {
    let marked = chars.get(at) == Some(&'t');
    let from = at + usize::from(marked);
    if marked && let Some(end) = digits(chars, from, 6) {
        return Some(seconds(chars, end));
    }
    let hour = digits(chars, from, 2)?;
    match chars.get(hour) {
        Some(':') => Some(seconds(chars, hour)),
        Some('时' | '時' | '点' | '點') => {
            let mut end = hour + 1;
            for signs in [['分', '分'], ['秒', '秒']] {
                let space = end + usize::from(chars.get(end) == Some(&' '));
                if let Some(next) = digits(chars, space, 2).filter(|next| chars.get(*next) == signs.first()) {
                    end = next + 1;
                }
            }
            Some(end)
        }
        _ => {
            let space = hour + usize::from(chars.get(hour) == Some(&' '));
            matches!(chars.get(space..), Some(['a' | 'p', 'm' | '.', ..])).then_some(hour)
        }
    }
}

/// Minutes, seconds and their parts.
fn seconds(chars: &[char], mut at: usize) -> usize {
    while matches!(chars.get(at), Some(':' | '.' | ','))
        && let Some(end) = digits(chars, at + 1, 9)
    {
        at = end;
    }
    at
}

/// `utc`, `gmt+8`, `+0800`, `-05:00`, `z`.
pub(super) fn zone(chars: &[char], at: usize) -> Option<usize> {
    let length = chars.get(at..)?.iter().take(6).take_while(|c| c.is_ascii_alphabetic()).count();
    let name: String = chars.get(at..at + length)?.iter().collect();
    if length > 0 && !ZONES.contains(&name.as_str()) {
        return None;
    }
    let end = at + length;
    if matches!(chars.get(end), Some('+' | '-'))
        && let Some(hours) = digits(chars, end + 1, 4)
    {
        return Some(match chars.get(hours) {
            Some(':') => digits(chars, hours + 1, 2).unwrap_or(hours),
            _ => hours,
        });
    }
    (length > 0).then_some(end)
}

/// `asia/shanghai`.
fn region(chars: &[char], at: usize) -> Option<usize> {
    const PARTS: [&str; 8] =
        ["asia/", "america/", "europe/", "australia/", "africa/", "pacific/", "atlantic/", "etc/"];
    let rest = chars.get(at..)?;
    let part =
        PARTS.iter().find(|part| part.chars().zip(rest).all(|(a, b)| a == *b) && rest.len() > part.len())?;
    let name = rest.iter().skip(part.len()).take_while(|c| c.is_ascii_alphabetic() || **c == '_').count();
    (name > 0).then_some(at + part.len() + name)
}
