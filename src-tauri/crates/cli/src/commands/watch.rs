//! Folders that are followed.

use crate::desk::{Desk, shown};
use crate::out::{Ended, Out, Run, Stop, Style, plain};
use crate::watch::{Watch, WhichFolder};
use crate::words::{moment, say};
use std::collections::HashMap;
use std::time::Duration;
use zhimai_api::messages::watching;
use zhimai_api::{FrontDesk, Nothing, PauseWatched, WatchedFolderView, WatchedRequest, WatchedView};

/// How often it is looked what became of the folders.
const LOOK_EVERY: Duration = Duration::from_secs(1);

pub(crate) fn watch(watch: Watch, desk: &Desk, out: &mut Out) -> Run {
    let (library, lang) = (&desk.library, desk.lang);
    let request = |which: &WhichFolder| Ok::<_, Stop>(WatchedRequest { id: number(which, desk)? });
    match watch {
        Watch::Add { folder } => {
            let id = library.watch_folder(lang, &folder)?;
            let done = library.catch_up(lang, Some(id), &mut |progress| shown(out, &progress));
            out.progress_done();
            if !done? {
                out.line(say(
                    lang,
                    "另一個開著這個文庫的程式會收錄它。",
                    "另一个开着这个文库的程序会收录它。",
                    "Another program that has this library open takes it in.",
                ))?;
            }
            desk.refresh(out);
            list(&library.watched(desk.locale, Nothing {})?, out)?;
        }
        Watch::List { json } => {
            let watched = library.watched(desk.locale, Nothing {})?;
            if json { out.json(&watched)? } else { list(&watched, out)? }
        }
        Watch::Pause(which) => {
            let request = PauseWatched { id: number(&which, desk)?, paused: true };
            list(&library.pause_watched(desk.locale, request)?, out)?;
        }
        Watch::Resume(which) => {
            let request = PauseWatched { id: number(&which, desk)?, paused: false };
            list(&library.pause_watched(desk.locale, request)?, out)?;
        }
        Watch::Remove(which) => list(&library.stop_watching(desk.locale, request(&which)?)?, out)?,
        Watch::LetGo(which) => {
            let request = request(&which)?;
            library.let_watched_go(desk.locale, request)?;
            library.catch_up(lang, Some(request.id), &mut |progress| shown(out, &progress))?;
            out.progress_done();
            desk.refresh(out);
            list(&library.watched(desk.locale, Nothing {})?, out)?;
        }
        Watch::Run { once: true } => {
            let done = library.catch_up(lang, None, &mut |progress| shown(out, &progress));
            out.progress_done();
            done?;
            desk.refresh(out);
            list(&library.watched(desk.locale, Nothing {})?, out)?;
        }
        Watch::Run { once: false } => follow(desk, out)?,
    }
    out.flush()?;
    Ok(Ended::Done)
}

/// Follows the folders until the process is ended, and says whenever one is not as it was.
fn follow(desk: &Desk, out: &mut Out) -> Result<(), Stop> {
    desk.library.keep_indexed();
    desk.library.follow_folders();
    let mut told = HashMap::new();
    loop {
        let watched = desk.library.watched(desk.locale, Nothing {})?;
        for folder in &watched.folders {
            let line = line(folder, out);
            if told.get(&folder.id) != Some(&line) {
                out.line(&line)?;
                told.insert(folder.id, line);
            }
        }
        out.flush()?;
        std::thread::sleep(LOOK_EVERY);
    }
}

/// The number of a folder that was named by its number or its path.
fn number(which: &WhichFolder, desk: &Desk) -> Result<i64, Stop> {
    let watched = desk.library.watched(desk.locale, Nothing {})?;
    let path = std::path::absolute(&which.folder).unwrap_or_default();
    let named = |folder: &&WatchedFolderView| {
        folder.id.to_string() == which.folder || std::path::Path::new(&folder.path) == path
    };
    match watched.folders.iter().find(named) {
        Some(folder) => Ok(folder.id),
        None => Err(Stop::Failed(format!(
            "{}: {}",
            plain(&which.folder),
            say(
                desk.lang,
                "沒有跟隨這個資料夾；跟隨中的都列在 zhimai watch list。",
                "没有跟随这个文件夹；跟随中的都列在 zhimai watch list。",
                "This folder is not followed; those that are: zhimai watch list",
            )
        ))),
    }
}

fn list(watched: &WatchedView, out: &mut Out) -> Result<(), Stop> {
    if watched.folders.is_empty() {
        return out.line(watching::NONE.in_language(out.lang));
    }
    for folder in &watched.folders {
        let line = line(folder, out);
        out.line(&line)?;
    }
    if watched.remark.is_empty() { Ok(()) } else { out.line(&watched.remark) }
}

/// The number, the path, how it is, how many files, and when it was looked at.
fn line(folder: &WatchedFolderView, out: &Out) -> String {
    let lang = out.lang;
    let id = out.styled(Style::Bold, &folder.id.to_string());
    let mut parts =
        vec![folder.message.clone(), format!("{}: {}", say(lang, "檔案", "文件", "files"), folder.files)];
    if let Some(last) = &folder.last {
        parts.extend(super::imports::counts(last, lang));
    }
    let path = out.styled(Style::Dim, &folder.path);
    let looked = folder.looked.map(|at| format!("  {}", moment(at))).unwrap_or_default();
    format!("{id}  {path}{looked}  {}", parts.join(" · "))
}
