//! Problems and notices in words.

use crate::api::{ProblemView, UiLang};
use crate::words::{say, word};
use zhimai_model::{Problem, ProblemCode};
use zhimai_search::Notice;

/// A problem as displayed: what happened, the particulars, and what to do.
pub(crate) fn problem_view(lang: UiLang, problem: &Problem) -> ProblemView {
    let d = &problem.detail;
    let message = match problem.code {
        ProblemCode::Unreadable => say(
            lang,
            format!("讀不到這個檔案（{d}）。請檢查它是否還在、是否准許讀取。"),
            format!("读不到这个文件（{d}）。请检查它是否还在、是否允许读取。"),
            format!("The file cannot be read ({d}). See whether it is still there and may be read."),
        ),
        ProblemCode::Empty => say(lang, "裡面沒有文字。", "里面没有文字。", "There is no text in it."),
        ProblemCode::TooLarge => say(
            lang,
            format!("太大了（上限 {d}）。請分成幾份再匯入。"),
            format!("太大了（上限 {d}）。请分成几份再导入。"),
            format!("It is too large (the limit is {d}). Split it and import the parts."),
        ),
        ProblemCode::UnknownFormat => say(
            lang,
            format!("讀不懂這種格式（{d}）。可以匯入純文字、Markdown 和 JSON Lines。"),
            format!("读不懂这种格式（{d}）。可以导入纯文本、Markdown 和 JSON Lines。"),
            format!("This format cannot be read ({d}). Plain text, Markdown and JSON Lines can."),
        ),
        ProblemCode::BadEncoding => say(
            lang,
            format!("文字編碼不明或有誤（{d}）。請另存為 UTF-8 再匯入。"),
            format!("文字编码不明或有误（{d}）。请另存为 UTF-8 再导入。"),
            format!("The text encoding is unknown or broken ({d}). Save it as UTF-8 and import it again."),
        ),
        ProblemCode::BadSyntax => say(
            lang,
            format!("寫法不合格式（{d}）。請改正這一處再匯入。"),
            format!("写法不合格式（{d}）。请改正这一处再导入。"),
            format!("It breaks the rules of its format ({d}). Mend this place and import it again."),
        ),
        ProblemCode::BadField => say(
            lang,
            format!("欄位缺少或不合用：{d}。"),
            format!("字段缺少或不合用：{d}。"),
            format!("A field is missing or does not fit: {d}."),
        ),
        ProblemCode::LeftOut => say(
            lang,
            format!("檔頭的這些欄位文庫用不到，沒有保留：{d}。內文照常收錄。"),
            format!("文件头的这些字段文库用不到，没有保留：{d}。正文照常收录。"),
            format!(
                "These fields of the header have no place in the library and were left out: {d}. The text is in."
            ),
        ),
        ProblemCode::Repaired => say(
            lang,
            format!("文字有損壞：{d}。原樣已保留，可在閱讀時查看。"),
            format!("文字有损坏：{d}。原样已保留，可在阅读时查看。"),
            format!("The text was damaged: {d}. The original is kept and can be seen while reading."),
        ),
        ProblemCode::IdTaken => say(
            lang,
            format!("這個識別碼已屬另一篇文章，改用 {d}。"),
            format!("这个标识符已属另一篇文章，改用 {d}。"),
            format!("Another article already has this identifier; {d} is used instead."),
        ),
        ProblemCode::UnsafePath => say(
            lang,
            format!("路徑通往資料夾之外或繞成圈，沒有跟進（{d}）。"),
            format!("路径通往文件夹之外或绕成圈，没有跟进（{d}）。"),
            format!("The path leads out of the folder or in a circle and was not followed ({d})."),
        ),
        ProblemCode::BadReference => say(
            lang,
            format!("提到的 {d} 並不存在。"),
            format!("提到的 {d} 并不存在。"),
            format!("It refers to {d}, which does not exist."),
        ),
        ProblemCode::Misaligned => say(
            lang,
            format!("中英段落對不上（{d}）。"),
            format!("中英段落对不上（{d}）。"),
            format!("The Chinese and English paragraphs do not match ({d})."),
        ),
    };
    ProblemView {
        code: word(problem.code),
        file: problem.place.file.clone(),
        line: problem.place.line,
        message,
        refused: problem.refused,
    }
}

/// What a search ignored, or read in another way than written.
pub(crate) fn notice(lang: UiLang, notice: &Notice) -> String {
    match notice {
        Notice::TooLong(limit) => say(
            lang,
            format!("查詢太長，只讀了前 {limit} 個字。"),
            format!("查询太长，只读了前 {limit} 个字。"),
            format!("The query is too long; only its first {limit} characters were read."),
        ),
        Notice::UnclosedQuote => say(
            lang,
            "引號沒有收尾，當作到結尾為止。",
            "引号没有收尾，当作到结尾为止。",
            "A quotation mark is not closed; it was read to the end.",
        ),
        Notice::NothingToApply(what) if what == "OR" || what == "AND" => say(
            lang,
            format!("「{what}」要放在兩個詞之間；有一個少了詞，略過了。"),
            format!("“{what}”要放在两个词之间；有一个少了词，略过了。"),
            format!("“{what}” goes between two words; one lacks a word and was ignored."),
        ),
        Notice::NothingToApply(what) if what == "\"" => say(
            lang,
            "引號裡沒有文字，略過了。",
            "引号里没有文字，略过了。",
            "There is nothing between the quotation marks; they were ignored.",
        ),
        Notice::NothingToApply(what) => say(
            lang,
            format!("「{what}」後面沒有東西，略過了。"),
            format!("“{what}”后面没有东西，略过了。"),
            format!("Nothing follows “{what}”; it was ignored."),
        ),
        Notice::BadDate(what) => say(
            lang,
            format!("「{what}」不是日期，略過了。可寫成 date:2025-11 或 date:2025-09..2025-11。"),
            format!("“{what}”不是日期，略过了。可写成 date:2025-11 或 date:2025-09..2025-11。"),
            format!("“{what}” is not a date and was ignored. Write date:2025-11 or date:2025-09..2025-11."),
        ),
        Notice::BadAmount(what) => say(
            lang,
            format!("「{what}」不是金額，略過了。可寫成 amount:>10B 或 金額:>100億。"),
            format!("“{what}”不是金额，略过了。可写成 amount:>10B 或 金额:>100亿。"),
            format!("“{what}” is not a sum and was ignored. Write amount:>10B."),
        ),
        Notice::BadKind(what) => say(
            lang,
            format!("「{what}」不是可搜尋的種類，略過了。可寫成 in:articles、in:events 或 in:notes。"),
            format!("“{what}”不是可搜索的种类，略过了。可写成 in:articles、in:events 或 in:notes。"),
            format!(
                "“{what}” is no kind of thing and was ignored. Write in:articles, in:events or in:notes."
            ),
        ),
        Notice::BadLanguage(what) => say(
            lang,
            format!("「{what}」不是認得的語言，略過了。可寫成 lang:zh-hant、lang:zh-hans 或 lang:en。"),
            format!("“{what}”不是认得的语言，略过了。可写成 lang:zh-hant、lang:zh-hans 或 lang:en。"),
            format!(
                "“{what}” is no language known here and was ignored. Write lang:zh-hant, lang:zh-hans or lang:en."
            ),
        ),
        Notice::UnknownName(what) => say(
            lang,
            format!("沒有叫「{what}」的公司、人物或詞彙，當作必須出現的文字來找。"),
            format!("没有叫“{what}”的公司、人物或词汇，当作必须出现的文字来找。"),
            format!(
                "No company, person or term is called “{what}”; it was searched for as text that must be there."
            ),
        ),
        Notice::NotAsQuoted => say(
            lang,
            "引號裡的字沒有一處完全相同，改按詞語來找。要完全相同，請用直引號 \"…\"。",
            "引号里的字没有一处完全相同，改按词语来找。要完全相同，请用直引号 \"…\"。",
            "Nothing holds exactly what is quoted, so it was searched for as words. Straight quotation marks insist.",
        ),
        Notice::ReadAs(written, read) => say(
            lang,
            format!("找不到「{written}」，改找「{read}」。"),
            format!("找不到“{written}”，改找“{read}”。"),
            format!("“{written}” stands nowhere; “{read}” was searched for instead."),
        ),
    }
}
