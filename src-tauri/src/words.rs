//! The few sentences that the shell itself says, in the three languages of the interface.

use zhimai_library::api::{ErrorCode, UiLang, WireError};

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
    /// A handler broke off.
    BrokeOff,
}

/// The error with its sentence.
pub(crate) fn error(code: ErrorCode, lang: UiLang, say: Say<'_>, detail: &str) -> WireError {
    WireError { code, message: sentence(lang, say), detail: detail.to_owned() }
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
