//! What is said of imports.

use super::error::wire;
use super::say::say;
use crate::wire::{ErrorCode, UiLang, WireError};
use zhimai_library::Why;

/// That nothing was written, and how long it would take.
pub(crate) fn rehearsed(lang: UiLang, milliseconds: u32) -> String {
    let seconds = milliseconds.div_ceil(1000).max(1);
    let time = match (lang, seconds) {
        (UiLang::ZhHant, ..90) => format!("{seconds} 秒"),
        (UiLang::ZhHans, ..90) => format!("{seconds} 秒"),
        (UiLang::En, 1) => "a second".to_owned(),
        (UiLang::En, ..90) => format!("{seconds} seconds"),
        (UiLang::ZhHant, _) => format!("{} 分鐘", seconds.div_ceil(60)),
        (UiLang::ZhHans, _) => format!("{} 分钟", seconds.div_ceil(60)),
        (UiLang::En, _) => format!("{} minutes", seconds.div_ceil(60)),
    };
    match lang {
        UiLang::ZhHant => format!("這是預演，什麼都沒有寫入。照目前的速度，匯入約需 {time}。"),
        UiLang::ZhHans => format!("这是预演，什么都没有写入。照目前的速度，导入约需 {time}。"),
        UiLang::En => {
            format!("This was a rehearsal: nothing was written. At this pace the import takes about {time}.")
        }
    }
}

/// No import has this number.
pub(crate) fn no_import(lang: UiLang, id: i64) -> WireError {
    let message = say(
        lang,
        format!("沒有第 {id} 次匯入的紀錄。它可能已經刪除；現有的紀錄都列在「匯入紀錄」裡。"),
        format!("没有第 {id} 次导入的记录。它可能已经删除；现有的记录都列在“导入记录”里。"),
        format!(
            "There is no import {id}. It may have been forgotten; those that are remembered are in the list of imports."
        ),
    );
    wire(ErrorCode::NotFound, message, id.to_string())
}

/// Why an article stayed as it was when its import was taken back or brought back.
pub(crate) fn why_kept(lang: UiLang, why: Why) -> String {
    match why {
        Why::Note => say(lang, "上面有您的筆記", "上面有您的笔记", "you wrote a note on it"),
        Why::Claim => say(
            lang,
            "您採用了從中讀出的主張",
            "您采用了从中读出的主张",
            "you accepted a claim that was found in it",
        ),
        Why::Changed => say(
            lang,
            "之後另有改動；若是後來的匯入改的，請先撤回那一次",
            "之后另有改动；若是后来的导入改的，请先撤回那一次",
            "it was changed since; if a later import did that, take that one back first",
        ),
        Why::ThereAgain => {
            say(lang, "之後又匯入過一次", "之后又导入过一次", "it was imported again meanwhile")
        }
        Why::Gone => say(lang, "文庫裡沒有這一篇", "文库里没有这一篇", "it is not in the library"),
        Why::Fixed => say(
            lang,
            "它是隨程式附上的，不能更動",
            "它是随程序附带的，不能更改",
            "it comes with the program and cannot be changed",
        ),
        Why::Damaged => say(
            lang,
            "文庫裡的這一篇已損壞，讀不出來",
            "文库里的这一篇已损坏，读不出来",
            "what the library holds of it is damaged and cannot be read",
        ),
    }
}
