//! What a page says of itself in its own words: `2024年6月3日 10:20`, `来源：`, `作者：`, `〔記者王小明／台北報導〕`.

use crate::finish::is_date;
use zhimai_text::date;
use zhimai_text::offset::CharOffset;

/// What was found in the lines of a page.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Said {
    pub(super) date: Option<String>,
    pub(super) source: Option<String>,
    pub(super) author: Option<String>,
}

/// A line that says such things is no longer, in code points.
const LONGEST_LINE: usize = 120;
/// A name is no longer.
const LONGEST_NAME: usize = 30;
/// How many lines after the title are looked at.
const LINES: usize = 40;
/// A byline ends within so many code points.
const LONGEST_BYLINE: usize = 60;
/// It names no more reporters.
const MOST_REPORTERS: usize = 5;

const SOURCE: [&str; 8] = ["文章来源", "文章來源", "新闻来源", "新聞來源", "来源", "來源", "稿源", "出处"];
const AUTHOR: [&str; 9] = ["文章作者", "作者", "撰文", "记者", "記者", "文／", "文/", "文｜", "文|"];
/// Words beside a date that say that it is the one of publication.
const PUBLISHED: [&str; 12] = [
    "发布",
    "發布",
    "發佈",
    "发表",
    "發表",
    "时间",
    "時間",
    "日期",
    "更新",
    "published",
    "posted",
    "updated",
];

/// Looks through the lines of a page for what it says of itself. Those of the text proper begin behind the title.
pub(super) fn find(text: &str, title: &str) -> Said {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let title = title.trim();
    // The last line that is the title: the first may be that of the window or of a list.
    let at = lines
        .iter()
        .rposition(|line| !title.is_empty() && *line == title)
        .map_or(0, |at| at.saturating_add(1));
    let mut said = Said::default();
    for line in lines.iter().skip(at).take(LINES) {
        if line.chars().count() > LONGEST_LINE {
            // A text may begin with who reported it.
            said.author = said.author.take().or_else(|| reported_by(line));
            continue;
        }
        said.source = said.source.take().or_else(|| named(line, &SOURCE));
        // Who is asked and answers is named with a colon, too.
        let is_speech = line.contains(['。', '？', '！', '?', '!']);
        said.author = said.author.take().or_else(|| named(line, &AUTHOR).filter(|_| !is_speech));
        said.author = said.author.take().or_else(|| reported_by(line));
        said.date = said.date.take().or_else(|| day(line));
    }
    said
}

/// The name behind one of some words and a colon, up to what is no part of a name.
fn named(line: &str, words: &[&str]) -> Option<String> {
    words.iter().find_map(|word| {
        let (before, rest) = line.split_once(word)?;
        // 「記者」 within a sentence is no label.
        if !before.chars().next_back().is_none_or(|c| !c.is_alphanumeric() || c.is_ascii_digit()) {
            return None;
        }
        let is_labelled = word.ends_with(['／', '/', '｜', '|']);
        let rest = rest.trim_start();
        let name = match rest.strip_prefix(['：', ':', '／', '/', '｜', '|']) {
            Some(name) => name.trim_start(),
            None if is_labelled => rest,
            None => return None,
        };
        let ends = |c: char| c.is_whitespace() || "|｜｜,，;；。）)】]「」".contains(c);
        let name = name.split(ends).find(|name| !name.is_empty())?;
        let name = name.trim_matches(|c: char| "《》【】“”\"<>".contains(c));
        let fits =
            (1..=LONGEST_NAME).contains(&name.chars().count()) && name.chars().any(char::is_alphabetic);
        (fits && !is_date(name)).then(|| name.to_owned())
    })
}

/// Where reports are written, as bylines name it behind the reporter without a sign between.
const PLACES: [&str; 40] = [
    "台北",
    "臺北",
    "新北",
    "桃園",
    "新竹",
    "苗栗",
    "台中",
    "臺中",
    "彰化",
    "南投",
    "雲林",
    "嘉義",
    "台南",
    "臺南",
    "高雄",
    "屏東",
    "宜蘭",
    "花蓮",
    "台東",
    "臺東",
    "基隆",
    "澎湖",
    "金門",
    "香港",
    "北京",
    "上海",
    "東京",
    "首爾",
    "新加坡",
    "紐約",
    "華盛頓",
    "舊金山",
    "洛杉磯",
    "矽谷",
    "西雅圖",
    "倫敦",
    "巴黎",
    "柏林",
    "布魯塞爾",
    "日內瓦",
];

/// Who a line says reported, as newspapers do: `〔記者王小明／台北報導〕`, `（中央社記者王小明台北3日電）`,
/// `新华社北京6月3日电（记者王小明、李四）`. Nothing where it is not plain where the name ends.
fn reported_by(line: &str) -> Option<String> {
    let begin =
        line.char_indices().nth(LONGEST_BYLINE).map_or(line, |(end, _)| line.get(..end).unwrap_or(line));
    let (before, rest) = begin.split_once("記者").or_else(|| begin.split_once("记者"))?;
    let opens = before.chars().next_back().is_none_or(|c| "〔【（([「／/|｜ \u{3000}社報报".contains(c));
    if !opens {
        return None;
    }
    let end = rest.find(|c: char| "／/｜|〕】）)]".contains(c))?;
    let (names, after) = rest.split_at_checked(end)?;
    let sign = after.chars().next()?;
    let is_report =
        |text: &str| ["報導", "报道", "報道", "专电", "專電"].iter().any(|word| text.contains(word));
    let is_sent = |text: &str| text.ends_with(['電', '电']) || is_report(text);
    let names = match sign {
        '／' | '/' | '｜' | '|' => is_report(after).then_some(names)?,
        // The place and the day stand between the name and the bracket.
        _ if is_sent(names) => {
            let at = PLACES.iter().filter_map(|place| names.find(place)).filter(|at| *at > 0).min()?;
            names.get(..at)?
        }
        '）' | ')' if before.trim_end_matches(['（', '(']).ends_with(['電', '电', '訊', '讯']) => names,
        _ => return None,
    };
    let all: Vec<&str> =
        names.split(['、', '，', ' ', '\u{3000}']).map(str::trim).filter(|name| !name.is_empty()).collect();
    let is_name = |name: &&str| {
        (2..=4).contains(&name.chars().count())
            && name.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
    };
    (!all.is_empty() && all.len() <= MOST_REPORTERS && all.iter().all(is_name)).then(|| all.join("、"))
}

/// The day that a line states, where it hardly says anything else, or says that it is that of publication.
fn day(line: &str) -> Option<String> {
    let found = date::find(line).into_iter().find(|found| found.precision == date::Precision::Day)?;
    let (start, end) = (found.start, found.end);
    let length = line.chars().count();
    let rest = length.saturating_sub(end.0.saturating_sub(start.0));
    let small = line.to_lowercase();
    let is_stated = PUBLISHED.iter().chain(&SOURCE).chain(&AUTHOR[..4]).any(|word| small.contains(word));
    // A time of day, a name: what stands beside the date of a text.
    let is_alone = rest <= 24 && !line.contains(['。', '，']) && start.0 <= 12;
    (is_alone || (is_stated && start.0 <= 60 && !line.ends_with('。'))).then(|| part(line, start, end))
}

fn part(line: &str, start: CharOffset, end: CharOffset) -> String {
    line.chars().skip(start.0).take(end.0.saturating_sub(start.0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, date: &str, source: &str, author: &str) {
        let said = find(text, "題");
        let expect = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        assert_eq!(
            said,
            Said { date: expect(date), source: expect(source), author: expect(author) },
            "{text}"
        );
    }

    #[test]
    fn lines_under_a_title() {
        check(
            "首頁\n題\n2024年6月3日 10:20  来源：某某日报  作者：王小明\n正文。",
            "2024年6月3日",
            "某某日报",
            "王小明",
        );
        check("題\n發布時間：2024-06-03 10:20\n稿源：某社", "2024-06-03", "某社", "");
        check("題\n文／李四\n2024/06/03", "2024/06/03", "", "李四");
        check("題\n责任编辑：张三\n来源: 36氪 | 2024-06-03", "2024-06-03", "36氪", "");
    }

    #[test]
    fn bylines_of_newspapers() {
        check("題\n〔記者王小明／台北報導〕微軟宣布投資。", "", "", "王小明");
        check("題\n記者 王小明、李四/綜合報導", "", "", "王小明、李四");
        check("題\n（中央社記者王小明台北3日電）微軟宣布投資。", "", "", "王小明");
        check("題\n新华社北京6月3日电（记者王小明、李四）微软宣布投资。", "", "", "王小明、李四");
        // It is not plain where the name ends, or nobody is named.
        check("題\n（中央社記者王小明某地3日電）微軟宣布投資。", "", "", "");
        check("題\n他告訴記者／編輯，報導有誤。", "", "", "");
        check("題\n（記者會上沒有人回答這個問題）", "", "", "");
        check("題\n記者：你怎麼看？", "", "", "");
        check("題\n（記者手記）微軟宣布投資。", "", "", "");
        check("題\n（記者會）微軟宣布投資。", "", "", "");
    }

    #[test]
    fn sentences_are_no_labels() {
        check("題\n他在2024年6月3日說，來源不明的資金已經撤出，記者無法證實。", "", "", "");
        check("題\n據記者：了解。", "", "", "");
        check("2023年1月1日\n題\n正文沒有日期。", "", "", "");
    }
}
