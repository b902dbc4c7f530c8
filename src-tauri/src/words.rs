//! The few sentences that the shell itself says, in the three languages of the interface.

use zhimai_api::{ErrorCode, UiLang, WireError};

/// Something to say.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Say<'a> {
    /// The window asked for what was dropped, and nothing was.
    NothingDropped,
    /// A file could not be written; its name.
    NotSaved(&'a str),
    /// An address that the shell does not hand to the system; the address.
    NotOurs(&'a str),
    /// The system did not open an address; the address.
    NoBrowser(&'a str),
    /// There is no backup of this name; empty when none was chosen.
    NoBackup(&'a str),
    /// The library is at work, so that no other can be put in its place.
    AtWork,
    /// A handler broke off.
    BrokeOff,
}

/// The error with its sentence.
pub(crate) fn error(code: ErrorCode, lang: UiLang, say: Say<'_>, detail: &str) -> WireError {
    WireError { code, message: sentence(lang, say), detail: detail.to_owned(), field: None }
}

fn sentence(lang: UiLang, say: Say<'_>) -> String {
    let [hant, hans, en] = match say {
        Say::NothingDropped => [
            "沒有可匯入的檔案。請再拖放一次。".to_owned(),
            "没有可导入的文件。请再拖放一次。".to_owned(),
            "There is nothing to import. Drop the files once more.".to_owned(),
        ],
        Say::NotSaved(name) => [
            format!("無法寫入「{name}」。請換一個位置再試。"),
            format!("无法写入“{name}”。请换一个位置再试。"),
            format!("“{name}” could not be written. Try another place."),
        ],
        Say::NotOurs(address) => [
            format!("只會開啟 http 與 https 網址，不會開啟「{address}」。"),
            format!("只会打开 http 与 https 网址，不会打开“{address}”。"),
            format!("Only http and https addresses are opened, not “{address}”."),
        ],
        Say::NoBrowser(address) => [
            format!("系統無法開啟「{address}」。可以複製網址，到瀏覽器貼上。"),
            format!("系统无法打开“{address}”。可以复制网址，到浏览器粘贴。"),
            format!("The system could not open “{address}”. Copy the address into a browser."),
        ],
        Say::NoBackup("") => [
            "還沒有選擇備份。".to_owned(),
            "还没有选择备份。".to_owned(),
            "No backup is chosen yet.".to_owned(),
        ],
        Say::NoBackup(name) => [
            format!("沒有名為「{name}」的備份。它可能已經移走。"),
            format!("没有名为“{name}”的备份。它可能已经移走。"),
            format!("There is no backup called “{name}”. It may have been moved away."),
        ],
        Say::AtWork => [
            "文庫正忙（匯入或建立索引），什麼也沒有改動。等它完成後再還原。".to_owned(),
            "文库正忙（导入或建立索引），什么也没有改动。等它完成后再还原。".to_owned(),
            "The library is at work (importing, or building its index); nothing was changed. Restore when it has finished."
                .to_owned(),
        ],
        Say::BrokeOff => [
            "程式內部發生錯誤，這個動作沒有完成。".to_owned(),
            "程序内部发生错误，这个操作没有完成。".to_owned(),
            "Something went wrong inside the program; this was not done.".to_owned(),
        ],
    };
    match lang {
        UiLang::ZhHant => hant,
        UiLang::ZhHans => hans,
        UiLang::En => en,
    }
}
