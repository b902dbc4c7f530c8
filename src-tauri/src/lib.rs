//! The desktop shell: one window, and adapters between it and the library.
//!
//! The only code of the project that knows Tauri.
//! It decides what the window may do (`capabilities/` and `guard`), never what an answer is.

mod closing;
mod commands;
mod desk;
#[cfg(test)]
mod desk_tests;
mod guard;
#[cfg(unix)]
mod handover;
#[cfg(target_os = "linux")]
mod page;
mod words;

use closing::Closing;
use commands::LaunchAddress;
use desk::{Desk, Place};
use serde::Serialize;
use std::path::{Path, PathBuf};
use tauri::webview::NewWindowResponse;
use tauri::{App, DragDropEvent, Emitter, Manager, RunEvent, WebviewWindowBuilder, Window, WindowEvent};
use tauri_plugin_window_state::StateFlags;
use zhimai_api::Locale;

/// The label of the one window.
const MAIN: &str = "main";

/// The proxy for whatever the web view would ask of a network: the port of this machine that is set apart for what is to be
/// thrown away (RFC 863). The window's own pages come from the program and pass no proxy.
const NOWHERE: &str = "http://127.0.0.1:9";

/// All that comes from outside.
#[derive(Clone, Debug)]
pub struct Start {
    /// The folder of the library.
    pub folder: PathBuf,
    /// The file of the dictionary that comes with the program, if there is one.
    pub dictionary: Option<PathBuf>,
    /// Gives the time in milliseconds since 1970-01-01 UTC.
    pub clock: fn() -> i64,
    /// A folder for what lives as long as the person is logged in, where the system has one that nobody else may enter.
    pub runtime_folder: Option<PathBuf>,
    /// The program's arguments without its name; the first `zhimai://` address among them is where it begins.
    pub arguments: Vec<String>,
}

/// Told to the window when files were dropped on it. It never learns where they are.
#[derive(Clone, Serialize)]
struct FilesDropped {
    count: usize,
    names: Vec<String>,
    /// Whether a folder or an archive is among them: what may hold much is rehearsed first.
    folder: bool,
}

/// Opens the window and stays until it is closed.
/// Where one is open on the same library already, that one comes to the front and goes to the address.
///
/// # Errors
/// When there is no display, or the system's web view cannot be started.
pub fn run(start: Start) -> anyhow::Result<()> {
    let Start { folder, dictionary, clock, runtime_folder, arguments } = start;
    let address = guard::launch_address(arguments);
    #[cfg(unix)]
    let listener =
        match handover::knock(runtime_folder.as_deref(), &folder, address.as_deref().unwrap_or_default()) {
            handover::Found::Another => return Ok(()),
            handover::Found::Nobody(listener) => listener,
        };
    #[cfg(not(unix))]
    drop(runtime_folder);

    let lang = Locale::of_system(&sys_locale::get_locale().unwrap_or_default()).lang();
    let restored = StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED | StateFlags::FULLSCREEN;
    tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_window_state::Builder::default().with_state_flags(restored).build())
        .manage(Desk::open(Place { folder, dictionary, clock, lang }))
        .manage(LaunchAddress::new(address))
        .manage(Closing::default())
        .invoke_handler(commands::handler())
        .setup(move |app| {
            open_window(app)?;
            #[cfg(unix)]
            {
                let app = app.handle().clone();
                closing::on_signal(move || close(&app))?;
            }
            #[cfg(unix)]
            if let Some(listener) = listener {
                let (app, window) = (app.handle().clone(), app.handle().clone());
                let is_open = move || window.get_webview_window(MAIN).is_some();
                handover::listen(listener, is_open, move |address| go_to(&app, &address));
            }
            Ok(())
        })
        .on_window_event(on_window_event)
        .build(tauri::generate_context!())?
        .run(|app, event| {
            // The window is gone, and all that it had to save is saved.
            if let RunEvent::Exit = event {
                app.state::<Desk>().back_up_daily();
            }
        });
    Ok(())
}

fn open_window(app: &App) -> Result<(), Box<dyn std::error::Error>> {
    let windows = &app.config().app.windows;
    let config =
        windows.iter().find(|window| window.label == MAIN).ok_or("tauri.conf.json describes no window")?;
    let window = WebviewWindowBuilder::from_config(app, config)?
        // What no policy of a page's content stops, such as `<link rel=preconnect>`, goes to where nobody answers.
        .proxy_url(NOWHERE.parse()?)
        // So that the menu of the right button can paste. No code but the program's own runs in the page.
        .enable_clipboard_access()
        .on_navigation(guard::is_own_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .devtools(cfg!(debug_assertions))
        .build()?;
    #[cfg(target_os = "linux")]
    page::look_after(&window)?;
    #[cfg(not(target_os = "linux"))]
    drop(window);
    Ok(())
}

fn on_window_event(window: &Window, event: &WindowEvent) {
    match event {
        WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) => {
            let is_archive =
                |path: &Path| path.extension().is_some_and(|end| end.eq_ignore_ascii_case("zip"));
            let folder = paths.iter().any(|path| path.is_dir() || is_archive(path));
            let names = window.state::<Desk>().remember_dropped(paths.clone());
            // Nobody listens in a window that is closing; then nothing was dropped.
            drop(window.emit("files-dropped", FilesDropped { count: names.len(), names, folder }));
        }
        WindowEvent::CloseRequested { api, .. } => {
            api.prevent_close();
            let closed = window.clone();
            window.state::<Closing>().wait(closing::PATIENCE, move || drop(closed.destroy()));
            // A page that cannot be told is closed when it has not answered.
            drop(window.emit("closing", ()));
        }
        _ => {}
    }
}

/// Closes the window as the person would. Without a window there is nothing to save.
#[cfg(unix)]
fn close(app: &tauri::AppHandle) {
    match app.get_webview_window(MAIN) {
        Some(window) => drop(window.close()),
        None => app.exit(0),
    }
}

/// Brings the window to the front, and to an address if there is one. A window that is closing does neither.
#[cfg(unix)]
fn go_to(app: &tauri::AppHandle, address: &str) {
    if let Some(window) = app.get_webview_window(MAIN) {
        drop(window.unminimize().and_then(|()| window.set_focus()));
    }
    let Some(address) = guard::launch_address([address.to_owned()]) else { return };
    if !app.state::<LaunchAddress>().replace(&address) {
        drop(app.emit("navigate", address));
    }
}
