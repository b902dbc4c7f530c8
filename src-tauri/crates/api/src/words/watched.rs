//! What is said of folders that are followed.

use super::error::{bad_request, wire};
use super::say::say;
use crate::messages::watching;
use crate::wire::{ErrorCode, UiLang, WireError};
use std::path::Path;
use zhimai_library::{Follows, NotWatchable, WatchedState};
use zhimai_store::WatchState;

/// How a folder is, and what to do about it.
pub(crate) fn watched_state(lang: UiLang, state: WatchedState) -> String {
    match state {
        WatchedState::Paused => watching::PAUSED.in_language(lang).to_owned(),
        WatchedState::CatchingUp { .. } => watching::CATCHING_UP.in_language(lang).to_owned(),
        WatchedState::Failing => say(
            lang,
            "文庫寫不進去，變動還沒有收錄；一分鐘後再試。",
            "文库写不进去，变动还没有收录；一分钟后再试。",
            "The library could not be written, so the changes are not in yet; it is tried again in a minute.",
        ),
        WatchedState::Found(WatchState::New) => watching::NEW.in_language(lang).to_owned(),
        WatchedState::Found(WatchState::Followed) => watching::FOLLOWED.in_language(lang).to_owned(),
        WatchedState::Found(WatchState::EveryMinute) => say(
            lang,
            "跟隨中，每分鐘查看一次：系統無法通知這個資料夾的變動（多半是監看數量已達系統上限）。",
            "跟随中，每分钟查看一次：系统无法通知这个文件夹的变动（多半是监视数量已达系统上限）。",
            "Following by a look every minute: the system cannot tell of changes in it, most likely because its limit of watches is reached.",
        ),
        WatchedState::Found(WatchState::Missing) => say(
            lang,
            "資料夾不在或讀不到。文章都留著，等它回來再繼續。",
            "文件夹不在或读不到。文章都留着，等它回来再继续。",
            "The folder is not there or cannot be read. Its articles stay, and it goes on when the folder is back.",
        ),
        WatchedState::Found(WatchState::ManyGone(count)) => say(
            lang,
            format!("有 {count} 份檔案不見了。它們的文章先留著：檔案回來就繼續，否則請決定要不要移除。"),
            format!("有 {count} 份文件不见了。它们的文章先留着：文件回来就继续，否则请决定要不要移除。"),
            format!(
                "{count} files are gone. Their articles stay for now: if the files come back, all goes on; if not, say whether to remove them."
            ),
        ),
    }
}

/// Who follows the folders, where it is not this program.
pub(crate) fn follows(lang: UiLang, follows: Follows) -> String {
    match follows {
        Follows::Here => String::new(),
        Follows::Another => say(
            lang,
            "另一個開著這個文庫的程式正在跟隨這些資料夾。",
            "另一个开着这个文库的程序正在跟随这些文件夹。",
            "Another program that has this library open is following these folders.",
        ),
        Follows::Nobody => say(
            lang,
            "現在沒有程式在跟隨；開啟視窗時會補上變動。",
            "现在没有程序在跟随；打开窗口时会补上变动。",
            "No program is following them now; the window catches up when it opens.",
        ),
    }
}

/// No folder that is followed has this number.
pub(crate) fn no_watched(lang: UiLang, id: i64) -> WireError {
    let message = say(
        lang,
        format!("沒有跟隨編號 {id} 的資料夾。它可能已經停止跟隨。"),
        format!("没有跟随编号 {id} 的文件夹。它可能已经停止跟随。"),
        format!("No watched folder has the number {id}. It may not be followed any more."),
    );
    wire(ErrorCode::NotFound, message, id.to_string())
}

/// Why a folder cannot be followed.
pub(crate) fn not_watchable(lang: UiLang, folder: &Path, why: &NotWatchable) -> WireError {
    let folder = folder.display();
    bad_request(match why {
        NotWatchable::NoFolder => say(
            lang,
            format!("{folder} 不是資料夾，或已經不在。請另選一個。"),
            format!("{folder} 不是文件夹，或已经不在。请另选一个。"),
            format!("{folder} is no folder, or is not there. Choose another one."),
        ),
        NotWatchable::Library => say(
            lang,
            format!("{folder} 與文庫本身的資料夾重疊，不能跟隨。請另選一個。"),
            format!("{folder} 与文库本身的文件夹重叠，不能跟随。请另选一个。"),
            format!(
                "{folder} holds the library itself or lies in it, and cannot be followed. Choose another one."
            ),
        ),
        NotWatchable::Overlaps(other) => {
            let other = other.display();
            say(
                lang,
                format!("{folder} 與已經跟隨的 {other} 重疊。請先停止跟隨那一個。"),
                format!("{folder} 与已经跟随的 {other} 重叠。请先停止跟随那一个。"),
                format!(
                    "{folder} overlaps with {other}, which is followed already. Stop following that one first."
                ),
            )
        }
    })
}
