//! Problems and notices in words.

use super::particulars::particulars;
use super::say::{say, word};
use crate::messages::{kinds, problems as kinds_of_problems};
use crate::wire::{ProblemView, UiLang};
use zhimai_model::{EntityKind, Problem, ProblemCode, ProblemKind, Syntax};
use zhimai_search::{ClaimField, Notice};

/// A problem as displayed: what happened, the particulars, and what to do.
pub(crate) fn problem_view(lang: UiLang, problem: &Problem) -> ProblemView {
    let d = &particulars(lang, &problem.what);
    let code = problem.what.code();
    let message = match code {
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
        ProblemCode::UnknownFormat if d.is_empty() => say(
            lang,
            "檔名沒有副檔名，看不出是什麼格式。資料夾裡只讀副檔名認得的檔案；要收這一個，請單獨選它，或補上副檔名。",
            "文件名没有扩展名，看不出是什么格式。文件夹里只读扩展名认得的文件；要收这一个，请单独选它，或补上扩展名。",
            "Its name has no ending that tells the format. In a folder only files with a known ending are read; choose this one by itself, or give it an ending.",
        ),
        ProblemCode::UnknownFormat => say(
            lang,
            format!("讀不懂這種格式（{d}）。可以另存為純文字、網頁、PDF 或 Word（DOCX）再匯入。"),
            format!("读不懂这种格式（{d}）。可以另存为纯文本、网页、PDF 或 Word（DOCX）再导入。"),
            format!(
                "This format cannot be read ({d}). Save it as plain text, a web page, PDF or Word (DOCX) and import that."
            ),
        ),
        ProblemCode::BadEncoding if !problem.refused => say(
            lang,
            format!(
                "有些位元組讀不通（{d}），以「�」代替，其餘照常收錄。要補全，請把原檔另存為 UTF-8 再匯入。"
            ),
            format!(
                "有些字节读不通（{d}），以“�”代替，其余照常收录。要补全，请把原文件另存为 UTF-8 再导入。"
            ),
            format!(
                "Some bytes make no sense ({d}) and were replaced by “�”; the rest is in. To mend it, save the file as UTF-8 and import it again."
            ),
        ),
        ProblemCode::ControlCharacters => say(
            lang,
            format!("文字裡有看不見的控制字元（{d} 個），已經略去，其餘照常收錄。"),
            format!("文字里有看不见的控制字符（{d} 个），已经略去，其余照常收录。"),
            format!("There were invisible control characters ({d}); they were left out, and the rest is in."),
        ),
        ProblemCode::BadEncoding => say(
            lang,
            format!("文字編碼不明或有誤（{d}）。請另存為 UTF-8 再匯入。"),
            format!("文字编码不明或有误（{d}）。请另存为 UTF-8 再导入。"),
            format!("The text encoding is unknown or broken ({d}). Save it as UTF-8 and import it again."),
        ),
        ProblemCode::Altered => say(
            lang,
            format!(
                "這個文集檔案損壞、不完整，或做成之後改動過（{d} 與裡面的校驗碼不符），什麼都沒有收錄。請向給您檔案的人再要一份。"
            ),
            format!(
                "这个文集文件损坏、不完整，或制成之后改动过（{d} 与里面的校验码不符），什么都没有收录。请向给您文件的人再要一份。"
            ),
            format!(
                "This file of a collection is damaged, cut short, or was changed after it was made ({d} does not agree with the checksums in it). Nothing of it was taken in. Ask whoever gave it to you for another copy."
            ),
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
            format!("這些欄位文庫用不到，沒有保留：{d}。內文照常收錄。"),
            format!("这些字段文库用不到，没有保留：{d}。正文照常收录。"),
            format!("These fields have no place in the library and were left out: {d}. The text is in."),
        ),
        ProblemCode::SecondSpelling => say(
            lang,
            format!("同一個欄位寫了不只一次；以先寫的為準，略過了後面的「{d}」。"),
            format!("同一个字段写了不止一次；以先写的为准，略过了后面的“{d}”。"),
            format!("A field stands there more than once; the first counts, and “{d}” was passed over."),
        ),
        ProblemCode::Shortened => say(
            lang,
            format!("欄位太長，只留開頭：{d}。"),
            format!("字段太长，只留开头：{d}。"),
            format!("A field is too long, and only its beginning was kept: {d}."),
        ),
        ProblemCode::Unclosed => say(
            lang,
            format!("「{d}」沒有收尾；後面的內容當作文字收錄。"),
            format!("“{d}”没有结尾；后面的内容当作文字收录。"),
            format!("“{d}” is never closed; what follows was taken in as text."),
        ),
        ProblemCode::NotShown => say(
            lang,
            format!("網頁上看不到的部分沒有保留：{d}。其餘照常收錄。"),
            format!("网页上看不到的部分没有保留：{d}。其余照常收录。"),
            format!("Parts that no page shows were left out: {d}. The rest is in."),
        ),
        ProblemCode::Skipped => say(
            lang,
            format!("不是內文的部分沒有收錄：{d}。其餘照常收錄。"),
            format!("不是正文的部分没有收录：{d}。其余照常收录。"),
            format!("Parts that are not the text of an article were left out: {d}. The rest is in."),
        ),
        ProblemCode::Illegible if !problem.refused => say(
            lang,
            format!(
                "有幾頁讀不出文字（{d}），可能是掃描的圖片；其餘照常收錄。要補全，請先以 OCR 轉成文字再匯入。"
            ),
            format!(
                "有几页读不出文字（{d}），可能是扫描的图片；其余照常收录。要补全，请先用 OCR 转成文字再导入。"
            ),
            format!(
                "Some pages have no text that can be read ({d}); they may be scans. The rest is in. To have them too, run OCR on the file and import it again."
            ),
        ),
        ProblemCode::Illegible => say(
            lang,
            format!("讀不出文字（{d}）：可能是掃描的圖片，或沒有寫明字元。請先以 OCR 轉成文字再匯入。"),
            format!("读不出文字（{d}）：可能是扫描的图片，或没有写明字符。请先用 OCR 转成文字再导入。"),
            format!(
                "There is no text that can be read ({d}): these may be scans, or the file does not say which characters it shows. Run OCR on it and import it again."
            ),
        ),
        ProblemCode::Protected => say(
            lang,
            "檔案有密碼保護，打不開。請先解除密碼再匯入。",
            "文件有密码保护，打不开。请先去掉密码再导入。",
            "It is protected by a password. Remove the password and import it again.",
        ),
        ProblemCode::ListOfSources => say(
            lang,
            format!(
                "這份檔案列出 {d} 個網址，各篇的內文不在裡面；程式離線運作，不會去取。要有內文，請從原來的程式匯出文章再匯入。"
            ),
            format!(
                "这份文件列出 {d} 个网址，各篇的正文不在里面；程序离线运行，不会去取。要有正文，请从原来的程序导出文章再导入。"
            ),
            format!(
                "It lists addresses ({d}); the texts behind them are not in it. Nothing is fetched from the network: to have the texts, export the articles from the program it comes from and import those."
            ),
        ),
        ProblemCode::Guessed => say(
            lang,
            format!("內文沒有寫日期，依檔名推測為 {d}。"),
            format!("正文没有写日期，按文件名推测为 {d}。"),
            format!("The text states no date; {d} was guessed from the name of the file."),
        ),
        ProblemCode::MoreGuessed => say(
            lang,
            format!("另有 {d} 份的日期是依檔名推測的。"),
            format!("另有 {d} 份的日期是按文件名推测的。"),
            format!("The dates of {d} more files were guessed from their names."),
        ),
        ProblemCode::More => say(
            lang,
            format!("同樣的問題還有 {d} 處，不逐一列出。"),
            format!("同样的问题还有 {d} 处，不逐一列出。"),
            format!("There are {d} more problems of the same sort, which are not listed one by one."),
        ),
        ProblemCode::MixedEncodings => say(
            lang,
            format!("檔案裡有 {d} 行的編碼與其餘不同，已各按其編碼讀取；請看看讀得對不對。"),
            format!("文件里有 {d} 行的编码与其余不同，已各按其编码读取；请看看读得对不对。"),
            format!(
                "Lines in another encoding than the rest ({d}) were each read by their own; see whether they read well."
            ),
        ),
        ProblemCode::Repaired => say(
            lang,
            format!("文字有損壞：{d}。原樣已保留，可在閱讀時查看。"),
            format!("文字有损坏：{d}。原样已保留，可在阅读时查看。"),
            format!("The text was damaged: {d}. The original is kept and can be seen while reading."),
        ),
        ProblemCode::YoursStands => say(
            lang,
            format!("檔案裡的這一項改了（{d}）；您自己填的保留不變。"),
            format!("文件里的这一项改了（{d}）；您自己填的保留不变。"),
            format!("The file says otherwise now ({d}); what you put there stands."),
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
        ProblemCode::Damaged => say(
            lang,
            format!("文庫檔案裡這一項的資料損壞了，搜尋不到；它原樣留著，其餘照常：{d}。"),
            format!("文库文件里这一项的数据损坏了，搜索不到；它原样留着，其余照常：{d}。"),
            format!(
                "This is damaged in the library's file and cannot be found by searching; it was left as it is, and the rest is fine: {d}."
            ),
        ),
        ProblemCode::FileGone => say(
            lang,
            format!("來源檔案已不在跟隨的資料夾裡，文章仍留在文庫：{d}。不需要時請自行移除。"),
            format!("来源文件已不在跟随的文件夹里，文章仍留在文库：{d}。不需要时请自行移除。"),
            format!(
                "Its file is gone from the watched folder, and the article stays: {d}. Remove it yourself if you no longer want it."
            ),
        ),
        ProblemCode::Misaligned => say(
            lang,
            format!("中英段落對不上（{d}）。"),
            format!("中英段落对不上（{d}）。"),
            format!("The Chinese and English paragraphs do not match ({d})."),
        ),
    };
    ProblemView {
        id: None,
        kind: crate::messages::word(lang, kinds_of_problems::ALL, &word(code)),
        code: word(code),
        file: problem.place.file.clone(),
        line: problem.place.line,
        message,
        detail: detail(&problem.what).to_owned(),
        refused: problem.refused,
        time: None,
        again: false,
        article: None,
        import: None,
        from: Vec::new(),
    }
}

/// What the reader of a format said, in its own words.
fn detail(what: &ProblemKind) -> &str {
    match what {
        ProblemKind::BadSyntax(Syntax::Value(said) | Syntax::Yaml(said)) => said,
        _ => "",
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
        Notice::TooMany(limit) => say(
            lang,
            format!("查詢的條件太多，只讀了前 {limit} 個。"),
            format!("查询的条件太多，只读了前 {limit} 个。"),
            format!("The query asks for too many things; only the first {limit} were read."),
        ),
        Notice::Undated(count) => say(
            lang,
            format!("另有 {count} 筆沒有日期，不知道那時是否已知，沒有列出。"),
            format!("另有 {count} 条没有日期，不知道那时是否已知，没有列出。"),
            match count {
                1 => "One more result has no date; whether it was known then cannot be told, so it is not listed.".to_owned(),
                _ => format!(
                    "{count} more results have no date; whether they were known then cannot be told, so they are not listed."
                ),
            },
        ),
        Notice::BadClaim(field, what) => {
            let instead = match field {
                ClaimField::From => "from:NVIDIA",
                ClaimField::To => "to:OpenAI",
                ClaimField::Status => "status:committed",
                ClaimField::Flow => "flow:loan",
                ClaimField::Kind => "kind:regulation",
                ClaimField::Disputed => "disputed:yes",
                ClaimField::Says => "claims:450億",
            };
            say(
                lang,
                format!("這個欄位讀不懂「{what}」，當作一般的字來找。可寫成 {instead}。"),
                format!("这个字段读不懂“{what}”，当作一般的字来找。可写成 {instead}。"),
                format!("“{what}” means nothing in this field; it was searched for as words. Write {instead}."),
            )
        }
        Notice::Unfinished => say(
            lang,
            "這個查詢太費時，沒有找完就停了：列出的都符合，但可能還有別的。加一個詞、日期或引號裡多幾個字，就能找完。",
            "这个查询太费时，没有找完就停了：列出的都符合，但可能还有别的。加一个词、日期或引号里多几个字，就能找完。",
            "This query takes too long and was stopped before all was looked at: what is listed matches, but there may be more. Add a word, a date, or more between the quotation marks.",
        ),
        Notice::UnbalancedParenthesis => say(
            lang,
            "有一個括號少了另一半，略過了。",
            "有一个括号少了另一半，略过了。",
            "A parenthesis lacks its other half; it was ignored.",
        ),
        Notice::InCapitals => say(
            lang,
            "整句都是大寫，所以 AND、NOT、NEAR 當作一般的字。要當運算符，請把其他的字改成小寫。",
            "整句都是大写，所以 AND、NOT、NEAR 当作一般的字。要当运算符，请把其他的字改成小写。",
            "All of it is in capitals, so AND, NOT and NEAR were read as words. To use them as operators, write the rest in small letters.",
        ),
        Notice::NotDone(what) => say(
            lang,
            format!("這裡不支援「{what}」這種寫法，只找其中的字。可用的寫法見「查詢語法」。"),
            format!("这里不支持“{what}”这种写法，只找其中的字。可用的写法见“查询语法”。"),
            format!(
                "“{what}” means nothing special here; only its words were searched for. See “Query language” for what does."
            ),
        ),
        Notice::UnclosedQuote => say(
            lang,
            "引號沒有收尾，當作到結尾為止。",
            "引号没有收尾，当作到结尾为止。",
            "A quotation mark is not closed; it was read to the end.",
        ),
        Notice::NothingToApply(what)
            if ["OR", "AND"].contains(&what.as_str()) || what.to_ascii_uppercase().starts_with("NEAR") =>
        {
            say(
                lang,
                format!("「{what}」要放在兩個詞之間；有一個少了詞，略過了。"),
                format!("“{what}”要放在两个词之间；有一个少了词，略过了。"),
                format!("“{what}” goes between two words; one lacks a word and was ignored."),
            )
        }
        Notice::OrBesideNot => say(
            lang,
            "OR 不能連接要找的和要排除的，略過了。",
            "OR 不能连接要找的和要排除的，略过了。",
            "OR cannot join what is wanted and what is left out; it was ignored.",
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
        Notice::OtherKind(what, kind) => {
            let kind = match kind {
                Some(EntityKind::Company) => {
                    say(lang, "公司或公共機構", "公司或公共机构", "company or public body")
                }
                Some(EntityKind::Person) => kinds::PERSON.within_line(lang),
                _ => kinds::TERM.within_line(lang),
            };
            say(
                lang,
                format!("「{what}」不是{kind}；仍列出與它有關的。"),
                format!("“{what}”不是{kind}；仍列出与它有关的。"),
                format!("“{what}” is no {kind}; what is about it is listed all the same."),
            )
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use zhimai_model::{Place, ProblemKind, UnknownFormat, Unreadable};

    fn told(lang: UiLang, refused: bool, what: ProblemKind) -> String {
        let place = Place { file: "a".to_owned(), line: None };
        problem_view(lang, &Problem { place, refused, what }).message
    }

    #[test]
    fn particulars_stand_in_the_sentence() {
        let missing = || ProblemKind::Unreadable(Unreadable::Missing);
        assert!(told(UiLang::ZhHant, true, missing()).contains("（沒有這個檔案或資料夾）"));
        assert!(told(UiLang::En, true, missing()).contains("(no such file or folder)"));
        let unknown = || ProblemKind::UnknownFormat(UnknownFormat::Extension("docx".to_owned()));
        assert!(told(UiLang::ZhHans, true, unknown()).contains("（docx）"));
    }

    #[test]
    fn what_an_earlier_version_kept_is_told_by_the_sentence_of_its_code() {
        let kept =
            r#"{"code":"bad-syntax","place":{"file":"a","line":3},"detail":"no [pinyin]","refused":true}"#;
        let problem: Problem = serde_json::from_str(kept).unwrap();
        let view = problem_view(UiLang::ZhHant, &problem);
        assert_eq!((view.code.as_str(), view.line, view.refused), ("bad-syntax", Some(3), true));
        assert_eq!(view.message, "寫法不合格式（no [pinyin]）。請改正這一處再匯入。");
    }

    #[test]
    fn what_is_taken_in_all_the_same_is_not_told_as_refused() {
        for lang in [UiLang::ZhHant, UiLang::ZhHans, UiLang::En] {
            let bad = || ProblemKind::BadEncoding { encoding: Some("UTF-8".to_owned()), places: 1 };
            assert_ne!(told(lang, false, bad()), told(lang, true, bad()));
            let unknown = ProblemKind::UnknownFormat(UnknownFormat::NoExtension);
            assert!(!told(lang, true, unknown).contains("()"));
        }
    }

    #[test]
    fn what_is_not_done_is_told_in_each_language() {
        for one in [
            Notice::TooMany(64),
            Notice::Unfinished,
            Notice::UnbalancedParenthesis,
            Notice::InCapitals,
            Notice::NotDone("chip*".to_owned()),
            Notice::NothingToApply("NEAR/10".to_owned()),
        ] {
            let told = [UiLang::ZhHant, UiLang::ZhHans, UiLang::En].map(|lang| notice(lang, &one));
            let [hant, hans, en] = &told;
            assert!(hant != hans && hans != en, "{told:?}");
        }
    }

    #[test]
    fn what_was_ignored_is_told_with_its_place_in_mind() {
        let nothing = |what: &str| notice(UiLang::ZhHant, &Notice::NothingToApply(what.to_owned()));
        assert_eq!(nothing("OR"), "「OR」要放在兩個詞之間；有一個少了詞，略過了。");
        assert_eq!(nothing("公司："), "「公司：」後面沒有東西，略過了。");
        assert_eq!(nothing("\""), "引號裡沒有文字，略過了。");
    }
}
