//! The window's commands. Each unpacks, calls the desk on a thread that may wait, and hands back what it says.

use crate::closing::Closing;
use crate::desk::{self, Desk, Which};
use crate::guard;
use crate::words::{self, Say};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use tauri::ipc::Channel;
use tauri::{State, WebviewWindow};
use tauri_plugin_dialog::{DialogExt, FilePath};
use zhimai_api::{
    BackupView, DossierRequest, ErrorCode, ExportedCollection, ImportReport, Locale, Progress, Region,
    RestorePreview, RestoredView, UiLang, WireError, parse_date,
};

/// The address to begin with, until the window has asked for it. From then on it hears of addresses as they come.
pub(crate) struct LaunchAddress(Mutex<Launch>);

enum Launch {
    NotAsked(Option<String>),
    Asked,
}

impl LaunchAddress {
    /// Begins at `address`, or where the person was last.
    pub(crate) fn new(address: Option<String>) -> Self {
        Self(Mutex::new(Launch::NotAsked(address)))
    }

    /// Begins at `address` instead, if the window has not begun; says whether that came in time.
    pub(crate) fn replace(&self, address: &str) -> bool {
        match &mut *self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            Launch::NotAsked(begin) => {
                *begin = Some(address.to_owned());
                true
            }
            Launch::Asked => false,
        }
    }

    fn take(&self) -> Option<String> {
        match std::mem::replace(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner), Launch::Asked) {
            Launch::NotAsked(address) => address,
            Launch::Asked => None,
        }
    }
}

macro_rules! command_list {
    ($($name:ident)*) => {
        /// Answers all commands.
        pub(crate) fn handler() -> impl Fn(tauri::ipc::Invoke) -> bool + Send + Sync + 'static {
            tauri::generate_handler![$($name),*]
        }

        #[cfg(test)]
        const COMMANDS: &[&str] = &[$(stringify!($name)),*];
    };
}
include!("command_list.rs");

/// Answers the request called `name`: see `zhimai_api`. Chinese is shown in that of Taiwan where no region is said. Where a day
/// is given (EDTF), what is answered is as it was known at its end.
#[tauri::command]
async fn ask(
    desk: State<'_, Desk>,
    lang: UiLang,
    region: Option<Region>,
    as_of: Option<String>,
    name: String,
    request: serde_json::Value,
) -> Result<serde_json::Value, WireError> {
    let desk = desk.inner().clone();
    let locale = told_in(lang, region, as_of)?;
    waiting(lang, move || desk.ask(locale, &name, request)).await
}

/// Makes a dossier, lets the person say where to keep it, and writes it there; says where that is. Nothing when they changed
/// their mind.
#[tauri::command]
async fn save_dossier(
    window: WebviewWindow,
    desk: State<'_, Desk>,
    lang: UiLang,
    region: Option<Region>,
    as_of: Option<String>,
    request: DossierRequest,
    channel: Channel<Progress>,
) -> Result<Option<String>, WireError> {
    let desk = desk.inner().clone();
    let locale = told_in(lang, region, as_of)?;
    waiting(lang, move || {
        let made = desk.dossier(locale, &request, teller(channel))?;
        let dialog = window.dialog().file().set_parent(&window).set_file_name(made.name);
        let Some(path) = dialog.blocking_save_file().and_then(|path| path.into_path().ok()) else {
            return Ok(None);
        };
        desk::save(lang, &path, made.text.as_bytes())?;
        Ok(Some(path.display().to_string()))
    })
    .await
}

/// Lets the person say where to keep a collection, and writes it there. Nothing when they changed their mind.
#[tauri::command]
async fn export_collection(
    window: WebviewWindow,
    desk: State<'_, Desk>,
    lang: UiLang,
    id: String,
    channel: Channel<Progress>,
) -> Result<Option<ExportedCollection>, WireError> {
    let desk = desk.inner().clone();
    waiting(lang, move || {
        let name = desk.export_name(lang, &id)?;
        let dialog = window.dialog().file().set_parent(&window).set_file_name(name);
        match dialog.blocking_save_file().and_then(|path| path.into_path().ok()) {
            Some(path) => desk.export_collection(lang, &id, &path, teller(channel)).map(Some),
            None => Ok(None),
        }
    })
    .await
}

/// Lets the person pick files, or folders, and takes them in; with a collection that was exported among them, says what that
/// would come to, and `import_dropped` takes them in. Nothing when they picked none.
#[tauri::command]
async fn import_picked(
    window: WebviewWindow,
    desk: State<'_, Desk>,
    lang: UiLang,
    folder: bool,
    channel: Channel<Progress>,
) -> Result<Option<ImportReport>, WireError> {
    let desk = desk.inner().clone();
    waiting(lang, move || {
        let Some(paths) = picked(&window, folder) else { return Ok(None) };
        if paths.iter().any(|path| zhimai_api::is_collection(path)) {
            desk.remember_dropped(paths);
            return desk.rehearse_dropped(lang, teller(channel)).map(Some);
        }
        desk.import(lang, &paths, teller(channel)).map(Some)
    })
    .await
}

/// Lets the person pick files, or folders, and says what taking them in would come to; `import_dropped` takes them in. Nothing
/// when they picked none.
#[tauri::command]
async fn rehearse_picked(
    window: WebviewWindow,
    desk: State<'_, Desk>,
    lang: UiLang,
    folder: bool,
    channel: Channel<Progress>,
) -> Result<Option<ImportReport>, WireError> {
    let desk = desk.inner().clone();
    waiting(lang, move || {
        let Some(paths) = picked(&window, folder) else { return Ok(None) };
        desk.remember_dropped(paths);
        desk.rehearse_dropped(lang, teller(channel)).map(Some)
    })
    .await
}

/// Reads the files again that problems in the tray are of; without any, those of all.
#[tauri::command]
async fn try_again(
    desk: State<'_, Desk>,
    lang: UiLang,
    problems: Option<Vec<i64>>,
    channel: Channel<Progress>,
) -> Result<ImportReport, WireError> {
    let desk = desk.inner().clone();
    waiting(lang, move || desk.try_again(lang, problems.as_deref(), teller(channel))).await
}

/// Lets the person pick folders, and follows them from now on. False when they picked none.
#[tauri::command]
async fn watch_picked(window: WebviewWindow, desk: State<'_, Desk>, lang: UiLang) -> Result<bool, WireError> {
    let desk = desk.inner().clone();
    waiting(lang, move || match picked(&window, true) {
        Some(folders) => desk.watch(lang, &folders).map(|()| true),
        None => Ok(false),
    })
    .await
}

/// Says what taking in what was dropped on the window last would come to.
#[tauri::command]
async fn rehearse_dropped(
    desk: State<'_, Desk>,
    lang: UiLang,
    channel: Channel<Progress>,
) -> Result<ImportReport, WireError> {
    let desk = desk.inner().clone();
    waiting(lang, move || desk.rehearse_dropped(lang, teller(channel))).await
}

/// The files or folders that the person picks; nothing when they pick none.
fn picked(window: &WebviewWindow, folder: bool) -> Option<Vec<PathBuf>> {
    let dialog = window.dialog().file().set_parent(window);
    let picked = if folder { dialog.blocking_pick_folders() } else { dialog.blocking_pick_files() };
    let paths: Vec<_> = picked?.into_iter().filter_map(|path| FilePath::into_path(path).ok()).collect();
    (!paths.is_empty()).then_some(paths)
}

/// Takes in what was dropped on the window last, or rehearsed last.
#[tauri::command]
async fn import_dropped(
    desk: State<'_, Desk>,
    lang: UiLang,
    channel: Channel<Progress>,
) -> Result<ImportReport, WireError> {
    let desk = desk.inner().clone();
    waiting(lang, move || desk.import_dropped(lang, teller(channel))).await
}

/// Stops every import and rebuild that is under way, or else every dossier that is being made.
#[tauri::command]
async fn cancel_task(desk: State<'_, Desk>, dossier: bool) -> Result<(), WireError> {
    if dossier {
        desk.cancel_dossier();
    } else {
        desk.cancel_task();
    }
    Ok(())
}

/// The page heard that the window is to close, and will close it itself.
#[tauri::command]
async fn close_heard(closing: State<'_, Closing>) -> Result<(), WireError> {
    closing.heard();
    Ok(())
}

/// Closes the window, without asking the page again.
#[tauri::command]
async fn close_window(window: WebviewWindow, lang: UiLang) -> Result<(), WireError> {
    window.destroy().map_err(|e| words::error(ErrorCode::Internal, lang, Say::BrokeOff, &e.to_string()))
}

/// Builds the index anew.
#[tauri::command]
async fn reindex(desk: State<'_, Desk>, lang: UiLang, channel: Channel<Progress>) -> Result<(), WireError> {
    let desk = desk.inner().clone();
    waiting(lang, move || desk.reindex(lang, teller(channel))).await
}

/// Lets the person say where to put a backup of the library, and makes it there. Nothing when they changed their mind.
#[tauri::command]
async fn back_up(
    window: WebviewWindow,
    desk: State<'_, Desk>,
    lang: UiLang,
) -> Result<Option<BackupView>, WireError> {
    let desk = desk.inner().clone();
    waiting(lang, move || {
        let dialog = window.dialog().file().set_parent(&window).set_file_name(desk.backup_name());
        match dialog.blocking_save_file().and_then(|path| path.into_path().ok()) {
            Some(path) => desk.back_up(lang, &path).map(Some),
            None => Ok(None),
        }
    })
    .await
}

/// Lets the person choose the folder for the daily backups, or takes the library's own again. False when they changed their
/// mind.
#[tauri::command]
async fn choose_backup_folder(
    window: WebviewWindow,
    desk: State<'_, Desk>,
    lang: UiLang,
    own: bool,
) -> Result<bool, WireError> {
    let desk = desk.inner().clone();
    waiting(lang, move || {
        if own {
            return desk.choose_backup_folder(lang, None).map(|()| true);
        }
        let picked = window.dialog().file().set_parent(&window).blocking_pick_folder();
        match picked.and_then(|path| path.into_path().ok()) {
            Some(folder) => desk.choose_backup_folder(lang, Some(&folder)).map(|()| true),
            None => Ok(false),
        }
    })
    .await
}

/// Says what putting a backup back would change. Nothing when the person picked none, or there is none.
#[tauri::command]
async fn preview_restore(
    window: WebviewWindow,
    desk: State<'_, Desk>,
    lang: UiLang,
    which: Which,
) -> Result<Option<RestorePreview>, WireError> {
    let desk = desk.inner().clone();
    waiting(lang, move || {
        let path = match &which {
            Which::Picked => {
                let picked = window.dialog().file().set_parent(&window).blocking_pick_file();
                picked.and_then(|path| path.into_path().ok())
            }
            which => desk.kept_backup(lang, which)?,
        };
        path.map(|path| desk.preview_restore(lang, path)).transpose()
    })
    .await
}

/// Puts the backup that was shown last in the place of the library.
#[tauri::command]
async fn restore_backup(desk: State<'_, Desk>, lang: UiLang) -> Result<RestoredView, WireError> {
    let desk = desk.inner().clone();
    waiting(lang, move || desk.restore(lang)).await
}

/// Opens an address of the web in the person's own browser.
#[tauri::command]
async fn open_external(lang: UiLang, url: String) -> Result<(), WireError> {
    let Some(address) = guard::web_address(&url) else {
        return Err(words::error(ErrorCode::BadRequest, lang, Say::NotOurs(&url), ""));
    };
    waiting(lang, move || {
        open::that_detached(address.as_str())
            .map_err(|e| words::error(ErrorCode::Internal, lang, Say::NoBrowser(&url), &e.to_string()))
    })
    .await
}

/// Lets the person say where to keep something, and writes it there. False when they changed their mind.
#[tauri::command]
async fn save_file(
    window: WebviewWindow,
    lang: UiLang,
    name: String,
    bytes: Vec<u8>,
) -> Result<bool, WireError> {
    waiting(lang, move || {
        let picked = window.dialog().file().set_parent(&window).set_file_name(name).blocking_save_file();
        match picked.and_then(|path| path.into_path().ok()) {
            Some(path) => desk::save(lang, &path, &bytes).map(|()| true),
            None => Ok(false),
        }
    })
    .await
}

/// The interface language and the region that fit the system.
#[tauri::command]
async fn system_locale() -> Locale {
    Locale::of_system(&sys_locale::get_locale().unwrap_or_default())
}

/// The `zhimai://` address that the program was started with, if any.
#[tauri::command]
async fn launch_address(address: State<'_, LaunchAddress>) -> Result<Option<String>, WireError> {
    Ok(address.take())
}

/// What answers are to be in. Chinese is shown in that of Taiwan where no region is said; where a day is given (EDTF), what is
/// told is as it was known at its end.
fn told_in(lang: UiLang, region: Option<Region>, as_of: Option<String>) -> Result<Locale, WireError> {
    let as_of = as_of.map(|date| parse_date(lang, &date)).transpose()?.map(|date| date.last_day());
    Ok(Locale::new(lang, region.unwrap_or_default()).as_of(as_of))
}

/// Runs `work` where it may block, never on the thread that answers the window.
async fn waiting<T: Send + 'static>(
    lang: UiLang,
    work: impl FnOnce() -> Result<T, WireError> + Send + 'static,
) -> Result<T, WireError> {
    match tauri::async_runtime::spawn_blocking(work).await {
        Ok(done) => done,
        Err(e) => Err(words::error(ErrorCode::Internal, lang, Say::BrokeOff, &e.to_string())),
    }
}

/// Tells the window; a window that has closed meanwhile hears nothing.
fn teller(channel: Channel<Progress>) -> impl Fn(Progress) {
    move |progress| drop(channel.send(progress))
}

#[cfg(test)]
mod tests {
    use super::{COMMANDS, LaunchAddress};
    use std::collections::BTreeSet;

    #[test]
    fn the_window_may_ask_exactly_the_commands_there_are() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/src-tauri/capabilities/main.json");
        let capability: serde_json::Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
        let permissions = capability["permissions"].as_array().unwrap();
        let allowed: BTreeSet<&str> = permissions.iter().map(|p| p.as_str().unwrap()).collect();
        let mut expect: BTreeSet<String> =
            COMMANDS.iter().map(|c| format!("allow-{}", c.replace('_', "-"))).collect();
        expect.extend(["core:event:allow-listen", "core:event:allow-unlisten"].map(str::to_owned));
        assert_eq!(allowed, expect.iter().map(String::as_str).collect());
        assert_eq!(capability["windows"], serde_json::json!(["main"]));
        assert!(capability.get("remote").is_none());
    }

    #[test]
    fn an_address_that_comes_before_the_window_asks_is_where_it_begins() {
        let launch = LaunchAddress::new(Some("zhimai://entity/nvidia".to_owned()));
        assert!(launch.replace("zhimai://entity/tsmc"));
        assert_eq!(launch.take().as_deref(), Some("zhimai://entity/tsmc"));
        assert!(!launch.replace("zhimai://entity/nvidia"));
        assert_eq!(launch.take(), None);
    }

    #[test]
    fn no_other_capability_lies_about() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src-tauri/capabilities");
        assert_eq!(std::fs::read_dir(folder).unwrap().count(), 1);
    }
}
