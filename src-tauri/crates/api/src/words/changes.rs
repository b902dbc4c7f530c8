//! What is said of changes of many articles.

use super::error::bad_request;
use super::particulars::header_field;
use super::say::say;
use crate::wire::{UiLang, WireError};
use zhimai_model::HeaderField;

/// How many articles were edited, how many were so already, and how many stayed as they were.
pub(crate) fn edited(lang: UiLang, articles: u32, same: u32, kept: u32) -> String {
    let done = say(
        lang,
        format!("已修改 {articles} 篇"),
        format!("已修改 {articles} 篇"),
        if articles == 1 { "1 article edited".to_owned() } else { format!("{articles} articles edited") },
    );
    sentence(lang, done, same, kept)
}

/// How many articles were removed, and how many stayed.
pub(crate) fn removed(lang: UiLang, articles: u32, same: u32, kept: u32) -> String {
    let done = say(
        lang,
        format!("已移除 {articles} 篇"),
        format!("已移除 {articles} 篇"),
        if articles == 1 { "1 article removed".to_owned() } else { format!("{articles} articles removed") },
    );
    sentence(lang, done, same, kept)
}

fn sentence(lang: UiLang, done: String, same: u32, kept: u32) -> String {
    let mut parts = vec![done];
    if same > 0 {
        parts.push(say(
            lang,
            format!("{same} 篇本來就是這樣"),
            format!("{same} 篇本来就是这样"),
            format!("{same} so already"),
        ));
    }
    if kept > 0 {
        parts.push(say(
            lang,
            format!("{kept} 篇不能更動"),
            format!("{kept} 篇不能更改"),
            format!("{kept} cannot be changed"),
        ));
    }
    let [between, end] = if lang == UiLang::En { [", ", "."] } else { ["，", "。"] };
    parts.join(between) + end
}

/// A title is of one article.
pub(crate) fn one_title(lang: UiLang) -> WireError {
    bad_request(say(
        lang,
        "標題一次只能改一篇的。請只選一篇，或不動標題。",
        "标题一次只能改一篇的。请只选一篇，或不动标题。",
        "A title can be given to one article at a time. Choose one article, or leave the title as it is.",
    ))
}

/// A field cannot be empty.
pub(crate) fn needs_value(lang: UiLang, field: HeaderField) -> WireError {
    let name = header_field(lang, field);
    bad_request(say(
        lang,
        format!("「{name}」不能空著。請填寫，或保持原樣。"),
        format!("“{name}”不能为空。请填写，或保持原样。"),
        format!("The {name} cannot be empty. Fill it in, or leave it as it is."),
    ))
}

/// A title or source cannot be so.
pub(super) fn header_text(lang: UiLang, field: HeaderField, longest: usize) -> WireError {
    let name = header_field(lang, field);
    bad_request(say(
        lang,
        format!("「{name}」要是看得見的一行，不超過 {longest} 個字，不含控制字元或改變書寫方向的字元。"),
        format!("“{name}”要是看得见的一行，不超过 {longest} 个字，不含控制字符或改变书写方向的字符。"),
        format!(
            "The {name} must be one line that can be seen, of at most {longest} characters, without control characters or marks that turn the order of letters."
        ),
    ))
}

/// No language has this name.
pub(crate) fn no_language(lang: UiLang, name: &str) -> WireError {
    bad_request(say(
        lang,
        format!("沒有「{name}」這個語言。可用 zh-hant、zh-hans、en、other。"),
        format!("没有“{name}”这个语言。可用 zh-hant、zh-hans、en、other。"),
        format!("“{name}” is no language that is known. Use zh-hant, zh-hans, en or other."),
    ))
}

/// No field of an article has this name.
pub(crate) fn no_field(lang: UiLang, name: &str) -> WireError {
    bad_request(say(
        lang,
        format!("沒有「{name}」這一項。可改的有 title、date、source、language、collection。"),
        format!("没有“{name}”这一项。可改的有 title、date、source、language、collection。"),
        format!("There is no field “{name}”. Those are title, date, source, language and collection."),
    ))
}
