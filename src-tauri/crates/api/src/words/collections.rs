//! What is said of collections.

use super::error::{bad_request, wire};
use super::say::say;
use crate::wire::{ErrorCode, UiLang, WireError};
use zhimai_library::Exported;

/// No collection has this identifier.
pub(crate) fn no_collection(lang: UiLang, id: &str) -> WireError {
    let message = say(
        lang,
        format!("沒有「{id}」這個文集。它可能已經移除。"),
        format!("没有“{id}”这个文集。它可能已经移除。"),
        format!("There is no collection “{id}”. It may have been removed."),
    );
    wire(ErrorCode::NotFound, message, id)
}

/// The bundled collection was to be changed.
pub(super) fn bundled_collection(lang: UiLang) -> WireError {
    bad_request(say(
        lang,
        "內附的文集隨程式而來，不能改名、移入、移除或匯出；可以不讓它出現在搜尋裡。",
        "内附的文集随程序而来，不能改名、移入、移除或导出；可以不让它出现在搜索里。",
        "The bundled collection comes with the program: it cannot be renamed, added to, removed or exported. It can be hidden from search.",
    ))
}

/// Another collection has this name.
pub(super) fn collection_named(lang: UiLang, name: &str) -> WireError {
    let message = say(
        lang,
        format!("已經有名為「{name}」的文集。請換一個名稱。"),
        format!("已经有名为“{name}”的文集。请换一个名称。"),
        format!("There is a collection called “{name}” already. Choose another name."),
    );
    wire(ErrorCode::Taken, message, name)
}

/// No collection can be called so.
pub(super) fn collection_name(lang: UiLang, longest: usize) -> WireError {
    bad_request(say(
        lang,
        format!(
            "文集要有看得見的名稱，一行，不超過 {longest} 個字；說明不超過 4,000 字。兩者都不能含控制字元或改變書寫方向的字元。"
        ),
        format!(
            "文集要有看得见的名称，一行，不超过 {longest} 个字；说明不超过 4,000 字。两者都不能含控制字符或改变书写方向的字符。"
        ),
        format!(
            "A collection needs a name of one line that can be seen, of at most {longest} characters, and a description of at most 4,000; neither may have control characters or marks that turn the order of letters."
        ),
    ))
}

/// A collection is too large for one file.
pub(super) fn too_many_to_export(lang: UiLang, most: usize) -> WireError {
    bad_request(say(
        lang,
        format!("一個檔案最多裝 {most} 篇文章和圖片。請把文集分成幾個再匯出。"),
        format!("一个文件最多装 {most} 篇文章和图片。请把文集分成几个再导出。"),
        format!(
            "A file takes at most {most} articles and pictures. Split the collection and export the parts."
        ),
    ))
}

/// A file that the person wanted could not be written.
pub(super) fn not_written(lang: UiLang, path: &std::path::Path, detail: &str) -> WireError {
    let path = path.display();
    let message = say(
        lang,
        format!("{path} 寫不進去（{detail}），沒有留下檔案。請檢查空間與權限，或換一個位置。"),
        format!("{path} 写不进去（{detail}），没有留下文件。请检查空间与权限，或换一个位置。"),
        format!(
            "{path} could not be written ({detail}), and nothing is left of it. Check for room and permissions, or choose another place."
        ),
    );
    wire(ErrorCode::Storage, message, detail)
}

/// Which collections were left out of a search, or were searched all the same; empty where none is hidden.
pub(crate) fn hidden(lang: UiLang, titles: &[String], shown: bool) -> String {
    let (count, names) = (titles.len(), titles.join(if lang == UiLang::En { ", " } else { "、" }));
    match (shown, count) {
        (_, 0) => String::new(),
        (true, _) => say(
            lang,
            format!("這次也搜尋了平時隱藏的文集：{names}。"),
            format!("这次也搜索了平时隐藏的文集：{names}。"),
            format!("This search also looked into what is hidden otherwise: {names}."),
        ),
        (false, 1) => say(
            lang,
            format!("有一個文集不參與搜尋：{names}。"),
            format!("有一个文集不参与搜索：{names}。"),
            format!("One collection is hidden from search: {names}."),
        ),
        (false, _) => say(
            lang,
            format!("有 {count} 個文集不參與搜尋：{names}。"),
            format!("有 {count} 个文集不参与搜索：{names}。"),
            format!("{count} collections are hidden from search: {names}."),
        ),
    }
}

/// What went along in a file, and what did not.
pub(crate) fn exported(lang: UiLang, exported: &Exported) -> Vec<String> {
    let mut told = vec![say(
        lang,
        "檔案裡有文章現在的內容與圖片；筆記、先前的版本，以及您自己加的公司、事件、主張與詞彙都不在裡面。",
        "文件里有文章现在的内容与图片；笔记、先前的版本，以及您自己加的公司、事件、主张与词汇都不在里面。",
        "In the file are the articles as they are now, with their pictures. Notes, earlier versions, and companies, events, claims and terms that you added are not in it.",
    )];
    let (links, damaged) = (exported.links, exported.damaged);
    if links > 0 {
        told.push(say(
            lang,
            format!("{links} 個連結指向這台電腦上的檔案，檔案裡只留下文字。"),
            format!("{links} 个链接指向这台电脑上的文件，文件里只留下文字。"),
            format!("Links to files of this computer are plain words in it: {links}."),
        ));
    }
    if damaged > 0 {
        told.push(say(
            lang,
            format!("{damaged} 篇損壞讀不出來，不在檔案裡。"),
            format!("{damaged} 篇损坏读不出来，不在文件里。"),
            format!("Articles that are damaged and so are not in it: {damaged}."),
        ));
    }
    told
}
