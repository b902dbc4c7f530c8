//! What the store says, in words.

use super::error::{internal, not_found, wire};
use super::say::say;
use crate::wire::{ErrorCode, UiLang, WireError};
use zhimai_store::{BackupProblem, StoreError};

/// What is wrong with a file that should be a backup.
fn backup_problem(lang: UiLang, problem: &BackupProblem) -> String {
    match problem {
        BackupProblem::Missing => say(lang, "沒有這個檔案", "没有这个文件", "there is no such file"),
        BackupProblem::Empty => say(lang, "這個檔案是空的", "这个文件是空的", "the file is empty"),
        BackupProblem::Other => {
            say(lang, "這不是文庫的備份", "这不是文库的备份", "it is no backup of a library")
        }
        BackupProblem::CutShort { bytes } => say(
            lang,
            format!("它不完整，只剩前 {bytes} 位元組"),
            format!("它不完整，只剩前 {bytes} 字节"),
            format!("it is cut short: only the first {bytes} bytes are there"),
        ),
        BackupProblem::LastLine => say(
            lang,
            "它的最後一行（寫著各部分有多長）已損壞或被截掉",
            "它的最后一行（写着各部分有多长）已损坏或被截掉",
            "its last line, which says how long its parts are, is damaged or cut off",
        ),
        BackupProblem::Manifest { from, to } => say(
            lang,
            format!("它的清單已損壞，在檔案的位元組 {from} 到 {to} 之間"),
            format!("它的清单已损坏，在文件的字节 {from} 到 {to} 之间"),
            format!("its manifest is damaged, between bytes {from} and {to} of the file"),
        ),
        BackupProblem::Block { block, from, to } => say(
            lang,
            format!("它的資料庫第 {block} 塊已損壞，在檔案的位元組 {from} 到 {to} 之間"),
            format!("它的数据库第 {block} 块已损坏，在文件的字节 {from} 到 {to} 之间"),
            format!("block {block} of its database is damaged, between bytes {from} and {to} of the file"),
        ),
        BackupProblem::Database { detail } => say(
            lang,
            format!("它的資料庫在備份時就已損壞（{detail}）"),
            format!("它的数据库在备份时就已损坏（{detail}）"),
            format!("the database in it was damaged when it was made ({detail})"),
        ),
        BackupProblem::Newer { found, known } => say(
            lang,
            format!("它由較新版本的程式做成（格式 {found}，這個程式只認得到 {known}），請先更新程式"),
            format!("它由较新版本的程序做成（格式 {found}，这个程序只认得到 {known}），请先更新程序"),
            format!(
                "it was made by a newer version of the program (format {found}; this one knows {known}): update the program first"
            ),
        ),
    }
}

/// One note, version, article or thing that is known cannot be read.
pub(crate) fn damaged(lang: UiLang, what: &str, detail: &str) -> WireError {
    let message = match what {
        "note" => say(
            lang,
            "這則筆記在文庫檔案裡的資料損壞了，不能完整讀出；它原樣留著沒有動，其他筆記照常。可以回到它較早的版本，或還原備份。",
            "这条笔记在文库文件里的数据损坏了，不能完整读出；它原样留着没有动，其他笔记照常。可以回到它较早的版本，或还原备份。",
            "This note is damaged in the library's file and cannot be read in full. It was left as it is, and all other notes are fine. Go back to an earlier version of it, or restore a backup.",
        ),
        "version" => say(
            lang,
            "這個版本在文庫檔案裡的資料損壞了，不能完整讀出；它原樣留著沒有動，其他版本照常。",
            "这个版本在文库文件里的数据损坏了，不能完整读出；它原样留着没有动，其他版本照常。",
            "This version is damaged in the library's file and cannot be read in full. It was left as it is, and the other versions are fine.",
        ),
        "article" => say(
            lang,
            "這篇文章在文庫檔案裡的資料損壞了，讀不出來；它原樣留著沒有動，其他文章照常。可以移除它再重新匯入，或還原備份。",
            "这篇文章在文库文件里的数据损坏了，读不出来；它原样留着没有动，其他文章照常。可以移除它再重新导入，或还原备份。",
            "This article is damaged in the library's file and cannot be read. It was left as it is, and all other articles are fine. Remove it and import it again, or restore a backup.",
        ),
        // What is known: a collection's is put in anew when the library is opened.
        _ => say(
            lang,
            "這一項在文庫檔案裡的資料損壞了，讀不出來；它原樣留著沒有動，其他的照常。請重新開啟文庫，資料集的內容會重新放進來；或還原備份。",
            "这一项在文库文件里的数据损坏了，读不出来；它原样留着没有动，其他的照常。请重新打开文库，资料集的内容会重新放进来；或还原备份。",
            "This is damaged in the library's file and cannot be read. It was left as it is, and everything else is fine. Open the library again, and what its collection has is put in anew; or restore a backup.",
        ),
    };
    wire(ErrorCode::Storage, message, detail)
}

/// The title of an article that is damaged, in lists.
pub(crate) fn damaged_title(lang: UiLang, title: &str) -> String {
    let said = say(lang, "（資料損壞）", "（数据损坏）", "(damaged) ");
    format!("{said}{title}")
}

/// What the store says, in words.
pub(crate) fn store_error(lang: UiLang, error: &StoreError) -> WireError {
    let detail = error.to_string();
    match error {
        StoreError::Full { path, .. } => {
            let path = path.display();
            let message = say(
                lang,
                format!("磁碟沒有空間寫入 {path}，什麼也沒有改動。騰出空間後再試。"),
                format!("磁盘没有空间写入 {path}，什么也没有改动。腾出空间后再试。"),
                format!(
                    "There is no room left to write {path}; nothing was changed. Free some space and try again."
                ),
            );
            wire(ErrorCode::Storage, message, detail)
        }
        StoreError::ReadOnly { path, .. } => {
            let path = path.display();
            let message = say(
                lang,
                format!("{path} 是唯讀的，不能寫入，什麼也沒有改動。請檢查權限。"),
                format!("{path} 是只读的，不能写入，什么也没有改动。请检查权限。"),
                format!(
                    "{path} is read-only and cannot be written; nothing was changed. Check its permissions."
                ),
            );
            wire(ErrorCode::Storage, message, detail)
        }
        StoreError::Unreadable { path, .. } => {
            let path = path.display();
            let message = say(
                lang,
                format!("沒有權限讀取 {path}。請檢查它和所在資料夾的權限。"),
                format!("没有权限读取 {path}。请检查它和所在文件夹的权限。"),
                format!(
                    "There is no permission to read {path}. Check its permissions and those of its folder."
                ),
            );
            wire(ErrorCode::Storage, message, detail)
        }
        StoreError::InUse { path } => {
            let path = path.display();
            let message = say(
                lang,
                format!("文庫 {path} 正在另一個程式裡開著，什麼也沒有改動。請先關掉它再試。"),
                format!("文库 {path} 正在另一个程序里开着，什么也没有改动。请先关掉它再试。"),
                format!(
                    "The library {path} is open in another program; nothing was changed. Close it first and try again."
                ),
            );
            wire(ErrorCode::Busy, message, detail)
        }
        StoreError::Exists { path } => {
            let path = path.display();
            let message = say(
                lang,
                format!("{path} 已經存在，沒有動它。請換一個名稱。"),
                format!("{path} 已经存在，没有动它。请换一个名称。"),
                format!("{path} is there already and was left as it is. Choose another name."),
            );
            wire(ErrorCode::Taken, message, detail)
        }
        StoreError::NotABackup { path, problem } => {
            let (path, problem) = (path.display(), backup_problem(lang, problem));
            let message = say(
                lang,
                format!("{path} 不能還原：{problem}。什麼也沒有改動；請選另一份備份。"),
                format!("{path} 不能还原：{problem}。什么也没有改动；请选另一份备份。"),
                format!("{path} cannot be restored: {problem}. Nothing was changed; choose another backup."),
            );
            wire(ErrorCode::Storage, message, detail)
        }
        StoreError::Io { path, .. } => {
            let path = path.display();
            let message = say(
                lang,
                format!("讀寫 {path} 時磁碟出錯，什麼也沒有改動。請檢查磁碟後再試。"),
                format!("读写 {path} 时磁盘出错，什么也没有改动。请检查磁盘后再试。"),
                format!("The disk failed at {path}; nothing was changed. Check the disk and try again."),
            );
            wire(ErrorCode::Storage, message, detail)
        }
        StoreError::Gone { path } => {
            let path = path.display();
            let message = say(
                lang,
                format!(
                    "{path} 已不是開啟時的那個檔案：文庫在使用中被移走、刪除或換掉了。什麼也沒有存進去。請把文庫放回原處，或重新啟動程式。"
                ),
                format!(
                    "{path} 已不是打开时的那个文件：文库在使用中被移走、删除或替换了。什么也没有存进去。请把文库放回原处，或重新启动程序。"
                ),
                format!(
                    "{path} is no longer the file that was opened: the library was moved, removed or replaced while in use. Nothing was saved. Put the library back, or restart the program."
                ),
            );
            wire(ErrorCode::Storage, message, detail)
        }
        StoreError::Busy { holder } => {
            let by = holder.as_deref();
            let message = say(
                lang,
                format!("{}正在寫入這個文庫。等它完成後再試。", by.unwrap_or("另一個程式")),
                format!("{}正在写入这个文库。等它完成后再试。", by.unwrap_or("另一个程序")),
                format!(
                    "The library is being written by {}. Try again when it has finished.",
                    by.unwrap_or("another program")
                ),
            );
            wire(ErrorCode::Busy, message, detail)
        }
        StoreError::Corrupt { path, .. } => {
            let path = path.display();
            let message = say(
                lang,
                format!("{path} 已損壞或不是文庫，原樣留著沒有動。請還原備份，或改用別的資料夾。"),
                format!("{path} 已损坏或不是文库，原样留着没有动。请还原备份，或改用别的文件夹。"),
                format!(
                    "{path} is damaged or is no library; it was left as it is. Restore a backup or choose another folder."
                ),
            );
            wire(ErrorCode::Storage, message, detail)
        }
        StoreError::ForeignLog { path } => {
            let path = path.display();
            let message = say(
                lang,
                format!(
                    "{path} 是另一個文庫、或這個文庫另一個狀態留下的，合在一起會弄亂內容，所以沒有開啟，什麼也沒有改動。請把它和旁邊的 -shm 移到別處再開啟，或還原備份。"
                ),
                format!(
                    "{path} 是另一个文库、或这个文库另一个状态留下的，合在一起会弄乱内容，所以没有打开，什么也没有改动。请把它和旁边的 -shm 移到别处再打开，或还原备份。"
                ),
                format!(
                    "{path} was left by another library or another state of this one; together they would make a mixture, so nothing was opened or changed. Move it and the -shm beside it elsewhere and open the library again, or restore a backup."
                ),
            );
            wire(ErrorCode::Storage, message, detail)
        }
        StoreError::Damaged { what, detail, .. } => damaged(lang, what, detail),
        StoreError::Newer { path, .. } => {
            let path = path.display();
            let message = say(
                lang,
                format!("{path} 由較新版本的程式寫成。請更新程式再開啟。"),
                format!("{path} 由较新版本的程序写成。请更新程序再打开。"),
                format!(
                    "{path} was written by a newer version of the program. Update the program to open it."
                ),
            );
            wire(ErrorCode::Storage, message, detail)
        }
        StoreError::Conflict { .. } => {
            let message = say(
                lang,
                "這則筆記已在別處改過。請先看過新的內容再儲存。",
                "这则笔记已在别处改过。请先看过新的内容再保存。",
                "This note was changed elsewhere. Look at its new text before you save.",
            );
            wire(ErrorCode::Conflict, message, detail)
        }
        StoreError::Taken { name } => {
            let message = say(
                lang,
                format!("已經有名為「{name}」的搜尋。請換一個名稱，或取代原來的。"),
                format!("已经有名为“{name}”的搜索。请换一个名称，或替换原来的。"),
                format!("Another search is called “{name}” already. Choose another name, or replace it."),
            );
            wire(ErrorCode::Taken, message, detail)
        }
        StoreError::NotFound { what: "note", id } => not_found(lang, &format!("zhimai://note/{id}")),
        StoreError::NotFound { id, .. } => not_found(lang, id),
        StoreError::TooLarge(_) => {
            let message = say(
                lang,
                "這段文字太大，文庫放不下。請分成幾份。",
                "这段文字太大，文库放不下。请分成几份。",
                "The text is larger than a library can keep. Split it.",
            );
            wire(ErrorCode::BadRequest, message, detail)
        }
        StoreError::Internal(_) => internal(lang, detail),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use zhimai_store::ThingKind;

    #[test]
    fn what_is_damaged_is_told_as_what_it_is() {
        let message = |what: &str| damaged(UiLang::En, what, "").message;
        for (what, told) in [("note", "This note"), ("version", "This version"), ("article", "This article")]
        {
            assert!(message(what).starts_with(told), "{what}");
        }
        for kind in ThingKind::ALL {
            assert!(message(kind.name()).contains("what its collection has"), "{kind:?}");
        }
    }
}
