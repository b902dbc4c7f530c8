//! What the library and its index say, in words.

use super::changes::header_text;
use super::collections::{
    bundled_collection, collection_name, collection_named, no_collection, not_written, too_many_to_export,
};
use super::error::{bad_request, cancelled, wire};
use super::import::no_import;
use super::say::say;
use super::store::store_error;
use super::thing::thing_error;
use super::watched::{no_watched, not_watchable};
use crate::wire::{ErrorCode, UiLang, WireError};
use zhimai_library::{LibraryError, NoIndex};
use zhimai_store::StoreError;

/// What the library says, in words.
pub(crate) fn library_error(lang: UiLang, error: &LibraryError) -> WireError {
    match error {
        LibraryError::Open(e) => open_error(lang, e),
        LibraryError::Store(e) => store_error(lang, e),
        LibraryError::Index(e) => search_error(lang, e),
        LibraryError::NoIndex(NoIndex::ReadOnly) => index_read_only(lang),
        LibraryError::NoIndex(NoIndex::Failed(reason)) => index_failed(lang, reason),
        LibraryError::IndexBuilding => index_building(lang),
        LibraryError::IndexBusy(e) => index_busy(lang, &e.to_string()),
        LibraryError::Cancelled => cancelled(lang),
        LibraryError::ImportEnded { error, added } => import_stopped(lang, error, *added),
        LibraryError::Folder { folder, detail } => unreadable_folder(lang, folder, detail),
        LibraryError::IndexFolder { folder } => unreadable_folder(lang, folder, index_folder(lang)),
        LibraryError::Bundled { .. } => bad_request(bundled(lang)),
        LibraryError::NoImport { id } => no_import(lang, *id),
        LibraryError::NoDictionary { name } => no_dictionary(lang, name),
        LibraryError::NoCollection { id } => no_collection(lang, id),
        LibraryError::BundledCollection => bundled_collection(lang),
        LibraryError::CollectionNamed { name } => collection_named(lang, name),
        LibraryError::CollectionName { longest } => collection_name(lang, *longest),
        LibraryError::HeaderText { field, longest } => header_text(lang, *field, *longest),
        LibraryError::TooManyToExport { most } => too_many_to_export(lang, *most),
        LibraryError::NotWritten { path, detail } => not_written(lang, path, detail),
        LibraryError::NoWatched { id } => no_watched(lang, *id),
        LibraryError::NotWatchable { folder, why } => not_watchable(lang, folder, why),
        LibraryError::Thing(e) => thing_error(lang, e),
    }
}

/// Why a library cannot be opened. Where it is damaged, the door may offer a backup.
fn open_error(lang: UiLang, error: &StoreError) -> WireError {
    let damaged = matches!(error, StoreError::Corrupt { .. } | StoreError::ForeignLog { .. });
    let code = damaged.then_some(ErrorCode::Damaged);
    let told = store_error(lang, error);
    WireError { code: code.unwrap_or(told.code), ..told }
}

/// No dictionary has this name.
fn no_dictionary(lang: UiLang, name: &str) -> WireError {
    let message = say(
        lang,
        format!("文庫裡沒有名為「{name}」的詞典。它可能已經移除。"),
        format!("文库里没有名为“{name}”的词典。它可能已经移除。"),
        format!("The library has no dictionary called “{name}”. It may have been removed."),
    );
    wire(ErrorCode::NotFound, message, name)
}

/// Searching is off because the index could not be made.
fn index_failed(lang: UiLang, reason: &str) -> WireError {
    let message = say(
        lang,
        format!("索引建不起來，暫時不能搜尋；其他功能照常。請到「文庫」重建索引。（{reason}）"),
        format!("索引建不起来，暂时不能搜索；其他功能照常。请到“文库”重建索引。（{reason}）"),
        format!(
            "The index could not be made, so searching is off; everything else works. Rebuild it under Library. ({reason})"
        ),
    );
    wire(ErrorCode::Storage, message, reason)
}

/// Searching is off because the library, which has no index of its state, may not be written to.
fn index_read_only(lang: UiLang) -> WireError {
    let why = no_index(lang, &NoIndex::ReadOnly);
    let message = say(
        lang,
        format!("{why}，所以不能搜尋；閱讀、時間線與筆記照常。請先讓文庫可以寫入，再重新開啟。"),
        format!("{why}，所以不能搜索；阅读、时间线与笔记照常。请先让文库可以写入，再重新打开。"),
        format!(
            "Searching is off: {why}. Texts, the timeline and notes can be read. Make the library writable, then open it again."
        ),
    );
    wire(ErrorCode::Storage, message, why)
}

/// The index is being made for the first time; there is nothing to answer from yet.
fn index_building(lang: UiLang) -> WireError {
    let message = say(
        lang,
        "索引還在建立，稍候就能搜尋。",
        "索引还在建立，稍候就能搜索。",
        "The index is still being made; searching works in a moment.",
    );
    wire(ErrorCode::Busy, message, "")
}

/// Why there is no index.
pub(crate) fn no_index(lang: UiLang, why: &NoIndex) -> String {
    match why {
        NoIndex::ReadOnly => say(
            lang,
            "文庫是唯讀的，索引不能寫入",
            "文库是只读的，索引不能写入",
            "the library is read-only, so that no index can be written",
        ),
        NoIndex::Failed(reason) => reason.clone(),
    }
}

/// Another process is writing the index.
fn index_busy(lang: UiLang, detail: &str) -> WireError {
    let message = say(
        lang,
        "另一個程式正在寫入索引。搜尋照常，新的內容稍後才找得到。",
        "另一个程序正在写入索引。搜索照常，新的内容稍后才找得到。",
        "Another program is writing the index. Searching works; what is new will be found a little later.",
    );
    wire(ErrorCode::Busy, message, detail)
}

/// Adds to an error that stopped an import that what had been taken in stays.
fn import_stopped(lang: UiLang, error: &StoreError, added: u32) -> WireError {
    let mut told = store_error(lang, error);
    if added > 0 {
        told.message.push_str(&say(
            lang,
            format!("在此之前匯入的 {added} 篇都還在。"),
            format!("在此之前导入的 {added} 篇都还在。"),
            format!(" The {added} articles imported before that stay."),
        ));
    }
    told
}

/// The engine failed on a search.
pub(crate) fn search_error(lang: UiLang, error: &zhimai_search::SearchError) -> WireError {
    match error {
        zhimai_search::SearchError::Cancelled => cancelled(lang),
        error => index_failed(lang, &error.to_string()),
    }
}

/// A folder for the library that cannot be made or found.
fn unreadable_folder(lang: UiLang, folder: &std::path::Path, detail: &str) -> WireError {
    let folder = folder.display();
    let message = say(
        lang,
        format!("不能使用資料夾 {folder}（{detail}）。請檢查權限，或改用別的資料夾。"),
        format!("不能使用文件夹 {folder}（{detail}）。请检查权限，或改用别的文件夹。"),
        format!(
            "The folder {folder} cannot be used ({detail}). Check its permissions or choose another one."
        ),
    );
    wire(ErrorCode::Storage, message, detail)
}

/// Why nothing is put beside the files of the index.
fn index_folder(lang: UiLang) -> &'static str {
    match lang {
        UiLang::ZhHant => "這是索引的資料夾，索引重建時整個會被清掉",
        UiLang::ZhHans => "这是索引的文件夹，索引重建时整个会被清掉",
        UiLang::En => "it is that of the index, and goes when the index is built anew",
    }
}

/// An article of the bundled collection is not removed on its own.
fn bundled(lang: UiLang) -> String {
    say(
        lang,
        "這篇屬於內附的文集，不能單獨移除。",
        "这篇属于内附的文集，不能单独移除。",
        "This article is of the bundled collection and cannot be removed on its own.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;
    use zhimai_library::NotWatchable;
    use zhimai_model::HeaderField;
    use zhimai_search::SearchError;

    #[test]
    fn whatever_the_library_says_is_told_in_each_language() {
        let (path, folder) = (PathBuf::from("library.db"), PathBuf::from("folder"));
        let full = || StoreError::Full { path: PathBuf::from("library.db"), detail: "full".to_owned() };
        let not_watchable = |why| LibraryError::NotWatchable { folder: PathBuf::from("folder"), why };
        let engine = || SearchError::Io(std::io::Error::other("broken"));
        let corrupt = StoreError::Corrupt { path: path.clone(), detail: "no header".to_owned() };
        for (error, code) in [
            (LibraryError::Open(corrupt), ErrorCode::Damaged),
            (LibraryError::Open(full()), ErrorCode::Storage),
            (LibraryError::Store(full()), ErrorCode::Storage),
            (LibraryError::Index(engine()), ErrorCode::Storage),
            (LibraryError::Index(SearchError::Cancelled), ErrorCode::Cancelled),
            (LibraryError::NoIndex(NoIndex::ReadOnly), ErrorCode::Storage),
            (LibraryError::NoIndex(NoIndex::Failed("broken".to_owned())), ErrorCode::Storage),
            (LibraryError::IndexBuilding, ErrorCode::Busy),
            (LibraryError::IndexBusy(engine()), ErrorCode::Busy),
            (LibraryError::Cancelled, ErrorCode::Cancelled),
            (LibraryError::ImportEnded { error: full(), added: 3 }, ErrorCode::Storage),
            (LibraryError::Folder { folder: folder.clone(), detail: String::new() }, ErrorCode::Storage),
            (LibraryError::IndexFolder { folder }, ErrorCode::Storage),
            (LibraryError::Bundled { id: "a".to_owned() }, ErrorCode::BadRequest),
            (LibraryError::NoDictionary { name: "d".to_owned() }, ErrorCode::NotFound),
            (LibraryError::NoCollection { id: "c".to_owned() }, ErrorCode::NotFound),
            (LibraryError::BundledCollection, ErrorCode::BadRequest),
            (LibraryError::CollectionNamed { name: "c".to_owned() }, ErrorCode::Taken),
            (LibraryError::CollectionName { longest: 200 }, ErrorCode::BadRequest),
            (LibraryError::HeaderText { field: HeaderField::Title, longest: 500 }, ErrorCode::BadRequest),
            (LibraryError::TooManyToExport { most: 90 }, ErrorCode::BadRequest),
            (LibraryError::NotWritten { path, detail: "full".to_owned() }, ErrorCode::Storage),
            (LibraryError::NoWatched { id: 7 }, ErrorCode::NotFound),
            (not_watchable(NotWatchable::NoFolder), ErrorCode::BadRequest),
            (not_watchable(NotWatchable::Library), ErrorCode::BadRequest),
            (not_watchable(NotWatchable::Overlaps(PathBuf::from("other"))), ErrorCode::BadRequest),
        ] {
            let told = [UiLang::ZhHant, UiLang::ZhHans, UiLang::En].map(|lang| library_error(lang, &error));
            assert!(told.iter().all(|one| one.code == code && !one.message.is_empty()), "{told:?}");
            let [hant, hans, en] = told.map(|one| one.message);
            assert!(en != hant && en != hans, "{hant} {hans} {en}");
            // Some Chinese sentences are the same in both scripts.
            assert!(hant != hans || code == ErrorCode::Cancelled, "{hant}");
        }
    }
}
