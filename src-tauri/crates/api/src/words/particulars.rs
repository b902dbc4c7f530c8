//! The particulars of a problem in words: what stands in the brackets of its sentence.

use super::import::why_kept;
use super::misfit::misfit;
use super::say::say;
use crate::wire::UiLang;
use zhimai_library::Why;
use zhimai_model::{
    Damage, HeaderField, Held, Misaligned, ProblemKind, Syntax, UnknownFormat, Unreadable, UnsafePath,
};

/// The particulars in the language of the request; empty where there are none. Names, values and numbers of the input stay
/// as they are.
pub(crate) fn particulars(lang: UiLang, what: &ProblemKind) -> String {
    match what {
        ProblemKind::Empty | ProblemKind::Protected => String::new(),
        ProblemKind::Unreadable(why) => unreadable(lang, why),
        ProblemKind::TooLarge { limit } => limit.to_string(),
        ProblemKind::UnknownFormat(looks) => unknown_format(lang, looks),
        ProblemKind::BadEncoding { encoding, places } => {
            let places = (*places > 0).then(|| in_places(lang, places));
            joined(lang, encoding.iter().cloned().chain(places))
        }
        ProblemKind::Illegible { pages, count } => illegible(lang, pages, *count),
        ProblemKind::MixedEncodings { lines: count }
        | ProblemKind::ListOfSources { count }
        | ProblemKind::ControlCharacters { count }
        | ProblemKind::MoreGuessed { count }
        | ProblemKind::More { count } => count.to_string(),
        ProblemKind::Repaired { places } => in_places(lang, places),
        ProblemKind::BadSyntax(why) => syntax(lang, why),
        ProblemKind::BadField { field, value: None } => field_name(lang, field),
        ProblemKind::BadField { field, value: Some(value) }
        | ProblemKind::SecondSpelling { field, value } => {
            let field = field_name(lang, field);
            say(lang, format!("{field}：{value}"), format!("{field}：{value}"), format!("{field}: {value}"))
        }
        ProblemKind::LeftOut { fields } => joined(lang, fields.iter().cloned()),
        ProblemKind::Shortened { field } => field_name(lang, field),
        ProblemKind::Unclosed { opening } => opening.clone(),
        ProblemKind::NotShown { parts } | ProblemKind::Skipped { parts } => {
            joined(lang, parts.iter().map(|(name, count)| format!("{} {count}", part(lang, name))))
        }
        ProblemKind::Guessed { date } => date.edtf().to_owned(),
        ProblemKind::YoursStands { field, value } => {
            let field = header_field(lang, *field);
            match value {
                Some(value) => {
                    let value = value.clone();
                    say(
                        lang,
                        format!("{field}：{value}"),
                        format!("{field}：{value}"),
                        format!("{field}: {value}"),
                    )
                }
                None => {
                    say(lang, format!("{field}：沒有"), format!("{field}：没有"), format!("{field}: none"))
                }
            }
        }
        ProblemKind::IdTaken { id } => id.clone(),
        ProblemKind::UnsafePath(UnsafePath::Outside) => {
            say(lang, "通往資料夾之外", "通往文件夹之外", "out of the folder")
        }
        ProblemKind::UnsafePath(UnsafePath::To(path)) => path.clone(),
        ProblemKind::UnsafePath(UnsafePath::TooDeep) => {
            say(lang, "資料夾套得太深", "文件夹嵌套太深", "too deep")
        }
        ProblemKind::UnsafePath(UnsafePath::Unreadable(why)) => unreadable(lang, why),
        ProblemKind::BadReference { name } | ProblemKind::Altered { name } => name.clone(),
        ProblemKind::Misaligned(how) => misaligned(lang, how),
        ProblemKind::FileGone { title, held } => held_by(lang, title, *held),
        ProblemKind::Damaged(Damage::Thing(name)) => name.clone(),
        ProblemKind::Damaged(Damage::Draft(note)) => {
            say(lang, format!("{note} 的草稿"), format!("{note} 的草稿"), format!("the draft of {note}"))
        }
        ProblemKind::Damaged(Damage::Entries(count)) => say(
            lang,
            format!("詞典的 {count} 條"),
            format!("词典的 {count} 条"),
            format!("entries of dictionaries: {count}"),
        ),
        ProblemKind::Damaged(Damage::Problem) => {
            say(lang, "先前提示的一個問題", "先前提示的一个问题", "a problem that was told before")
        }
        ProblemKind::Earlier { detail, .. } => detail.clone(),
    }
}

fn illegible(lang: UiLang, pages: &[u32], count: u32) -> String {
    let listed = joined(lang, pages.iter().map(u32::to_string));
    let more = if pages.len() < usize::try_from(count).unwrap_or(usize::MAX) { "…" } else { "" };
    say(
        lang,
        format!("第 {listed}{more} 頁"),
        format!("第 {listed}{more} 页"),
        format!("pages {listed}{more}"),
    )
}

fn joined(lang: UiLang, parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(&say(lang, "、", "、", ", "))
}

fn unreadable(lang: UiLang, why: &Unreadable) -> String {
    match why {
        Unreadable::Missing => {
            say(lang, "沒有這個檔案或資料夾", "没有这个文件或文件夹", "no such file or folder")
        }
        Unreadable::Denied => say(lang, "沒有讀取的權限", "没有读取的权限", "permission denied"),
        Unreadable::Folder => say(lang, "是一個資料夾", "是一个文件夹", "it is a folder"),
        Unreadable::NoFile => say(lang, "不是一般的檔案", "不是普通文件", "no regular file"),
        Unreadable::Circle => say(lang, "連結繞成了圈", "链接绕成了圈", "links lead in a circle"),
        Unreadable::Disk => say(lang, "磁碟讀寫出錯", "磁盘读写出错", "the disk fails"),
        Unreadable::Other(said) => said.clone(),
    }
}

fn unknown_format(lang: UiLang, looks: &UnknownFormat) -> String {
    match looks {
        UnknownFormat::NoExtension => String::new(),
        UnknownFormat::Extension(name) | UnknownFormat::Signature(name) | UnknownFormat::NoPlace(name) => {
            name.clone()
        }
        UnknownFormat::Binary => say(lang, "不是文字", "不是文字", "no text"),
        UnknownFormat::NoFile => unreadable(lang, &Unreadable::NoFile),
    }
}

fn syntax(lang: UiLang, why: &Syntax) -> String {
    match why {
        Syntax::Unfinished => {
            say(lang, "還沒寫完就到了結尾", "还没写完就到了结尾", "it ends before it is whole")
        }
        Syntax::Broken(format) => say(
            lang,
            format!("不是完好的 {format} 檔"),
            format!("不是完好的 {format} 文件"),
            format!("no sound {format} file"),
        ),
        Syntax::NoValue => say(lang, "這裡該有一個值", "这里该有一个值", "a value should be here"),
        Syntax::Trailing => say(lang, "後面多了東西", "后面多了东西", "something follows the end"),
        Syntax::Json { near } => say(
            lang,
            format!("不合 JSON 的寫法，錯在「{near}」"),
            format!("不合 JSON 的写法，错在“{near}”"),
            format!("no JSON at “{near}”"),
        ),
        Syntax::NoObject => say(lang, "不是大括號裡的物件", "不是大括号里的对象", "not an object"),
        Syntax::Value(said) => misfit(lang, said, false),
        Syntax::Yaml(said) => misfit(lang, said, true),
        Syntax::TooDeep => say(lang, "層層套得太深", "层层嵌套太深", "parts in parts, too deep"),
        Syntax::Stray(line) => line.clone(),
        Syntax::NoHeader => say(lang, "沒有檔頭", "没有文件头", "no header"),
        Syntax::HeaderUnended => say(lang, "檔頭沒有收尾", "文件头没有结尾", "the header has no end"),
        Syntax::NoPinyin => say(lang, "沒有 [拼音]", "没有 [拼音]", "no [pinyin]"),
        Syntax::PinyinUnended => say(lang, "拼音後面沒有 ]", "拼音后面没有 ]", "no ] after the pinyin"),
        Syntax::NotTwoHeadwords => {
            say(lang, "[ 前面不是繁簡兩個詞", "[ 前面不是繁简两个词", "not two headwords before the [")
        }
        Syntax::JyutpingUnended => say(lang, "粵拼後面沒有 }", "粤拼后面没有 }", "no } after the jyutping"),
        Syntax::NoMeaning => {
            say(lang, "斜線之間沒有釋義", "斜线之间没有释义", "no /meaning/ between slashes")
        }
    }
}

/// An article, and what the person made of it.
fn held_by(lang: UiLang, title: &str, held: Held) -> String {
    let why = match held {
        Held::Note => why_kept(lang, Why::Note),
        Held::Claim => why_kept(lang, Why::Claim),
        Held::Edit => say(lang, "您編輯過它", "您编辑过它", "you edited it"),
    };
    say(lang, format!("《{title}》，{why}"), format!("《{title}》，{why}"), format!("“{title}”, {why}"))
}

fn misaligned(lang: UiLang, how: &Misaligned) -> String {
    match how {
        Misaligned::NoTranslation => say(lang, "沒有譯文", "没有译文", "no translation"),
        Misaligned::Counts { zh, en } => format!("{zh} : {en}"),
        Misaligned::Paragraph(number) => {
            let number = number.saturating_add(1);
            say(lang, format!("第 {number} 段"), format!("第 {number} 段"), format!("paragraph {number}"))
        }
    }
}

/// The fields that every article has, by their names; others go by the name that they have in the input.
fn field_name(lang: UiLang, field: &str) -> String {
    match field {
        "title" => say(lang, "標題", "标题", "title"),
        "text" => say(lang, "內文", "正文", "text"),
        "source" => say(lang, "來源", "来源", "source"),
        "author" => say(lang, "作者", "作者", "author"),
        other => other.to_owned(),
    }
}

/// A field of an article that the person may put right.
pub(crate) fn header_field(lang: UiLang, field: HeaderField) -> String {
    match field {
        HeaderField::Title => field_name(lang, "title"),
        HeaderField::Date => say(lang, "日期", "日期", "date"),
        HeaderField::Source => field_name(lang, "source"),
        HeaderField::Language => say(lang, "語言", "语言", "language"),
        HeaderField::Collection => say(lang, "文集", "文集", "collection"),
    }
}

/// A kind of parts that were left out, by its name or that of its element.
fn part(lang: UiLang, name: &str) -> String {
    match name {
        "comment" => say(lang, "註解", "注释", "comments"),
        "script" | "template" => say(lang, "程式", "程序", "scripts"),
        "attachment" => say(lang, "附件", "附件", "attachments"),
        "picture" => say(lang, "圖片", "图片", "pictures"),
        "missing-picture" => {
            say(lang, "找不到檔案的圖片", "找不到文件的图片", "pictures whose files are not there")
        }
        "headword" => say(lang, "沒有漢字的詞條", "没有汉字的词条", "entries without Chinese characters"),
        "meaning" => say(lang, "沒有釋義的詞條", "没有释义的词条", "entries without a meaning"),
        "redirect" => say(lang, "轉址", "重定向", "redirects"),
        "media" => say(lang, "圖片、聲音、檔案", "图片、声音、文件", "pictures, sounds and files"),
        "short-page" => say(lang, "篇幅很短的頁", "篇幅很短的页", "very short pages"),
        "without-text" => {
            say(lang, "只有書目、沒有內文的條目", "只有书目、没有正文的条目", "records without a text")
        }
        "notice" => say(lang, "系統訊息", "系统消息", "notices of the service"),
        "style" => say(lang, "樣式", "样式", "styles"),
        "rt" | "rp" | "rtc" => say(lang, "標音", "注音", "readings"),
        other => other.to_owned(),
    }
}

/// In how many places something is.
fn in_places(lang: UiLang, places: impl std::fmt::Display) -> String {
    say(lang, format!("{places} 處"), format!("{places} 处"), format!("places: {places}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use zhimai_model::ProblemCode;

    #[test]
    fn particulars_are_in_the_language_of_the_request() {
        let check = |what: ProblemKind, hant: &str, hans: &str, en: &str| {
            assert_eq!(particulars(UiLang::ZhHant, &what), hant);
            assert_eq!(particulars(UiLang::ZhHans, &what), hans);
            assert_eq!(particulars(UiLang::En, &what), en);
        };
        check(
            ProblemKind::Unreadable(Unreadable::Denied),
            "沒有讀取的權限",
            "没有读取的权限",
            "permission denied",
        );
        check(
            ProblemKind::BadSyntax(Syntax::Json { near: "{\"a\" 1".to_owned() }),
            "不合 JSON 的寫法，錯在「{\"a\" 1」",
            "不合 JSON 的写法，错在“{\"a\" 1”",
            "no JSON at “{\"a\" 1”",
        );
        check(
            ProblemKind::BadField { field: "title".to_owned(), value: Some("x".to_owned()) },
            "標題：x",
            "标题：x",
            "title: x",
        );
        check(
            ProblemKind::NotShown { parts: vec![("comment".to_owned(), 2), ("script".to_owned(), 1)] },
            "註解 2、程式 1",
            "注释 2、程序 1",
            "comments 2, scripts 1",
        );
        check(
            ProblemKind::BadEncoding { encoding: Some("Big5".to_owned()), places: 3 },
            "Big5、3 處",
            "Big5、3 处",
            "Big5, places: 3",
        );
        check(ProblemKind::Misaligned(Misaligned::Paragraph(0)), "第 1 段", "第 1 段", "paragraph 1");
        // What an earlier version told stays in its words.
        let earlier =
            ProblemKind::Earlier { code: ProblemCode::BadSyntax, detail: "expected value".to_owned() };
        check(earlier, "expected value", "expected value", "expected value");
    }
}
