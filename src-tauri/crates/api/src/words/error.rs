//! Errors in words: what happened, to what, and what to do.

use super::say::say;
use crate::wire::{ErrorCode, UiLang, WireError};
use std::path::Path;

/// An error as it crosses to a door.
pub(super) fn wire(code: ErrorCode, message: String, detail: impl Into<String>) -> WireError {
    WireError { code, message, detail: detail.into(), field: None }
}

/// Nothing has this address.
pub(crate) fn not_found(lang: UiLang, address: &str) -> WireError {
    let message = say(
        lang,
        format!(
            "這個文庫裡沒有這個位址的內容：{address}。它可能已經刪除，或屬於另一個文庫；也請檢查位址有沒有寫錯。"
        ),
        format!(
            "这个文库里没有这个地址的内容：{address}。它可能已经删除，或属于另一个文库；也请检查地址有没有写错。"
        ),
        format!(
            "Nothing in this library has the address {address}. It may have been removed, belong to another library, or be mistyped."
        ),
    );
    wire(ErrorCode::NotFound, message, address)
}

/// What has this address was not known yet on a day.
pub(crate) fn not_yet(lang: UiLang, day: &str, address: &str) -> WireError {
    let message = say(
        lang,
        format!(
            "到{day}為止，還沒有關於這個位址的報導：{address}。取消「當時已知」的日期，或改成較晚的日期，就看得到。"
        ),
        format!(
            "到{day}为止，还没有关于这个地址的报道：{address}。取消“当时已知”的日期，或改成较晚的日期，就能看到。"
        ),
        format!(
            "By {day} nothing had been reported of {address}. Take the date of “As known on” away, or choose a later one, to see it."
        ),
    );
    wire(ErrorCode::NotFound, message, address)
}

/// A dossier cannot be read.
pub(crate) fn unreadable_dossier(lang: UiLang, file: &Path, error: &std::io::Error) -> WireError {
    let file = file.display();
    let message = say(
        lang,
        format!("讀不到卷宗 {file}。請檢查它是否還在，以及有沒有讀取的權限。"),
        format!("读不到卷宗 {file}。请检查它是否还在，以及有没有读取的权限。"),
        format!("The dossier {file} cannot be read. Check that it is there and may be read."),
    );
    wire(ErrorCode::Storage, message, error.to_string())
}

/// A note never was at this version; versions count from 1 to `newest`.
pub(crate) fn no_version(lang: UiLang, version: u32, newest: u32) -> WireError {
    let message = say(
        lang,
        format!("這則筆記沒有版本 {version}，只有 1 到 {newest}。"),
        format!("这条笔记没有版本 {version}，只有 1 到 {newest}。"),
        format!("The note has no version {version}; it has versions 1 to {newest}."),
    );
    wire(ErrorCode::NotFound, message, "")
}

/// An article never was at this version; versions count from 1 to `newest`.
pub(crate) fn no_article_version(lang: UiLang, version: u32, newest: u32) -> WireError {
    let message = say(
        lang,
        format!("這篇文章沒有版本 {version}，只有 1 到 {newest}。"),
        format!("这篇文章没有版本 {version}，只有 1 到 {newest}。"),
        format!("The article has no version {version}; it has versions 1 to {newest}."),
    );
    wire(ErrorCode::NotFound, message, "")
}

/// No search is kept under this name.
pub(crate) fn no_saved_search(lang: UiLang, name: &str) -> WireError {
    let message = say(
        lang,
        format!("沒有名為「{name}」的已儲存搜尋。它可能已經改名或刪除。"),
        format!("没有名为“{name}”的已保存搜索。它可能已经改名或删除。"),
        format!("No saved search is called “{name}”. It may have been renamed or deleted."),
    );
    wire(ErrorCode::NotFound, message, name)
}

/// The request does not fit; `message` says how.
pub(crate) fn bad_request(message: String) -> WireError {
    wire(ErrorCode::BadRequest, message, "")
}

/// A newer request took its place, or the person stopped it.
pub(crate) fn cancelled(lang: UiLang) -> WireError {
    wire(ErrorCode::Cancelled, say(lang, "已停止。", "已停止。", "Stopped."), "")
}

/// Our own fault.
pub(crate) fn internal(lang: UiLang, detail: impl Into<String>) -> WireError {
    let message = say(
        lang,
        "程式內部出錯，什麼也沒有改動。重新啟動後再試一次。",
        "程序内部出错，什么也没有改动。重新启动后再试一次。",
        "Something went wrong inside the program; nothing was changed. Restart it and try again.",
    );
    wire(ErrorCode::Internal, message, detail)
}
