//! Chinese names that nobody knows: characters before a word such as 科技, behind a title, or between quotation marks.

use super::sentence::Sentence;
use super::tokens::Sort;
use super::told::Named;
use super::words::Word;
use std::ops::Range;
use zhimai_model::EntityKind;
use zhimai_text::segment::DICTIONARY;

/// The last words of names of companies, the longer first, in folded characters.
const ENDINGS: &[&str] = &[
    "半导体",
    "机器人",
    "微电子",
    "实验室",
    "科技",
    "集团",
    "资本",
    "创投",
    "智能",
    "电子",
    "控股",
    "证券",
    "光电",
    "生技",
    "软体",
    "软件",
    "公司",
];

/// What may follow a name right away.
const FOLLOWS: &[&str] = &[
    "表示",
    "宣布",
    "公告",
    "今",
    "昨",
    "日前",
    "近日",
    "去年",
    "也",
    "则",
    "已",
    "将",
    "是",
    "在",
    "于",
    "等",
    "与",
    "和",
    "(",
    "（",
    "完成",
    "获",
    "指出",
    "说",
    "透露",
    "拟",
    "创办人",
    "创始人",
    "执行长",
    "董事长",
    "旗下",
];

/// Characters that are in no name.
const NO_NAME: &str = "的了在是和与也都就将已被这那其各每某个家间些并及等为以由向对从把两三四五六七八九十数多新旧大小全本该此另";

const TITLES: &[&str] = &[
    "首席执行官",
    "联合创始人",
    "共同创办人",
    "首席科学家",
    "首席技术官",
    "执行长",
    "创办人",
    "创始人",
    "董事长",
    "总裁",
    "总经理",
    "财务长",
    "技术长",
    "分析师",
];

const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔\
    钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温柯洪施庄简詹颜";

/// What a person does whose name stands before it.
const SPEAKS: &[&str] = &[
    "表示", "说", "指出", "称", "认为", "强调", "透露", "宣布", "在", "，", ",", "、", ")", "）", "坦言",
    "预期",
];

/// What says of a name between quotation marks that it is one.
const CALLED: &[(&str, Option<EntityKind>)] = &[
    ("名为", None),
    ("名叫", None),
    ("取名", None),
    ("命名为", None),
    ("推出", Some(EntityKind::Product)),
    ("发布", Some(EntityKind::Product)),
    ("新创公司", Some(EntityKind::Company)),
    ("初创公司", Some(EntityKind::Company)),
];

/// The Chinese names of a sentence that nobody knows.
pub(super) fn named(sentence: &Sentence<'_>) -> Vec<Named> {
    let (from, to) = (sentence.start(0), sentence.start(sentence.len()));
    let chars = sentence.text.folded.chars.get(..to).unwrap_or_default();
    let mut out = Vec::new();
    for at in from..to {
        out.extend(company(sentence, chars, at));
        out.extend(person(chars, at));
        out.extend(quoted(chars, from, at));
    }
    out
}

fn begins(chars: &[char], at: usize, word: &str) -> bool {
    let own = chars.get(at..).unwrap_or_default();
    let length = word.chars().count();
    own.len() >= length && own.iter().take(length).copied().eq(word.chars())
}

fn ends(chars: &[char], at: usize, word: &str) -> bool {
    at.checked_sub(word.chars().count()).is_some_and(|from| begins(chars, from, word))
}

fn is_ideograph(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c) || ('\u{3400}'..='\u{4dbf}').contains(&c)
}

/// The token that begins at a place.
fn token(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    sentence.tokens.all.binary_search_by_key(&at, |token| token.range.start).ok()
}

/// A company whose last word begins at a place: 生數科技. All before it, up to where something else begins, is its name, and
/// must not be words that everybody knows.
fn company(sentence: &Sentence<'_>, chars: &[char], at: usize) -> Option<Named> {
    let ending = ENDINGS.iter().find(|ending| begins(chars, at, ending))?;
    let end = at + ending.chars().count();
    let own = |at: usize| {
        let found = token(sentence, at).and_then(|i| sentence.sort(i));
        matches!(found, Some(Sort::Other)) && chars.get(at).copied().is_some_and(is_ideograph)
    };
    let length = (1..=5).take_while(|back| at.checked_sub(*back).is_some_and(own)).count();
    let stem = at - length..at;
    if !(2..=4).contains(&length) || !is_strange(chars.get(stem.clone())?) {
        return None;
    }
    let next = chars.get(end);
    let is_word = token(sentence, end).and_then(|i| sentence.word(i)).is_some_and(|word| {
        !matches!(
            word,
            Word::Thing(_) | Word::Build | Word::Worth | Word::Organisation | Word::Plain | Word::Kin
        )
    });
    let is_over = next.is_none_or(|c| !is_ideograph(*c)) || is_word;
    let follows = FOLLOWS.iter().any(|word| begins(chars, end, word));
    (is_over || follows).then_some(Named { range: stem.start..end, kind: Some(EntityKind::Company) })
}

/// Whether characters are no words that everybody knows.
fn is_strange(stem: &[char]) -> bool {
    let words = DICTIONARY.cut(stem);
    let is_single = |(from, to): &(usize, usize)| to - from == 1;
    let singles = words.iter().filter(|word| is_single(word)).count();
    !stem.iter().any(|c| NO_NAME.contains(*c)) && singles * 2 >= words.len() && singles > 0
}

/// A person behind a title that ends at a place: 執行長朱嘯虎表示.
fn person(chars: &[char], at: usize) -> Option<Named> {
    TITLES.iter().find(|title| ends(chars, at, title))?;
    SURNAMES.contains(*chars.get(at)?).then_some(())?;
    let is_name = |length: usize| {
        let own = chars.get(at..at + length).unwrap_or_default();
        let speaks = SPEAKS.iter().any(|word| begins(chars, at + length, word));
        own.len() == length && own.iter().all(|c| is_ideograph(*c)) && speaks
    };
    let length = [3, 2].into_iter().find(|length| is_name(*length))?;
    let is_word = DICTIONARY.cut(chars.get(at..at + length)?).len() == 1 && length == 2;
    (!is_word).then_some(Named { range: at..at + length, kind: Some(EntityKind::Person) })
}

/// A name between quotation marks that open at a place.
fn quoted(chars: &[char], from: usize, at: usize) -> Option<Named> {
    let close = match chars.get(at)? {
        '「' => '」',
        '“' => '”',
        '"' => '"',
        '『' => '』',
        _ => return None,
    };
    let (_, kind) = CALLED.iter().find(|(word, _)| at >= from && ends(chars, at, word))?;
    let length = chars.get(at + 1..)?.iter().position(|c| *c == close)?;
    let range: Range<usize> = at + 1..at + 1 + length;
    let own = chars.get(range.clone())?;
    let is_name = own.iter().all(|c| is_ideograph(*c) || c.is_ascii_alphanumeric() || " -.·".contains(*c));
    ((2..=10).contains(&length) && is_name).then_some(Named { range, kind: *kind })
}
