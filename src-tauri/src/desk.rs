//! What the window may ask, with no window in it: every command is a method here, and the tests call them bare.
//!
//! Opens the library in the background, so that the window is there at once; whoever asks waits until it stands.
//! Knows neither Tauri nor what a request means: `zhimai_library` answers, this passes on.

use crate::{words, words::Say};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};
use zhimai_library::api::{ErrorCode, FrontDesk, ImportReport, Progress, UiLang, WireError};
use zhimai_library::{Content, Library, OpenOptions};

/// Progress is told at most this often; a window needs no more, and a thousand files a second would flood it.
const TELL_EVERY: Duration = Duration::from_millis(50);

/// Where the library is and what time it is: all that comes from outside.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// The folder of the library.
    pub(crate) folder: PathBuf,
    /// Milliseconds since 1970-01-01 UTC.
    pub(crate) clock: fn() -> i64,
    /// The language to say it in when the library cannot be opened: the person's own choice is kept in there.
    pub(crate) lang: UiLang,
}

/// The library, once it is open, and what the window is in the middle of. Cheap to clone: all clones are one desk.
#[derive(Clone)]
pub(crate) struct Desk(Arc<State>);

struct State {
    library: OnceLock<Result<Arc<Library>, WireError>>,
    /// Paths that the person dropped on the window and has not decided about yet. The window learns names only.
    dropped: Mutex<Vec<PathBuf>>,
    /// Counts how often the person said stop; a task that began before the last time ends.
    stops: AtomicU64,
}

impl Desk {
    /// Begins to open the library and returns at once.
    pub(crate) fn open(place: Place) -> Desk {
        let desk = Desk(Arc::new(State {
            library: OnceLock::new(),
            dropped: Mutex::default(),
            stops: AtomicU64::new(0),
        }));
        let opening = desk.clone();
        std::thread::spawn(move || {
            let Place { folder, clock, lang } = place;
            // A panic while opening must not leave everyone waiting.
            let opened = std::panic::catch_unwind(move || {
                let library =
                    Arc::new(Library::open(lang, OpenOptions { folder, clock, content: Content::AsIs })?);
                library.keep_indexed();
                Ok(library)
            });
            let broke_off = || words::error(ErrorCode::Internal, lang, Say::BrokeOff, "open");
            opening.0.library.get_or_init(|| opened.unwrap_or_else(|_| Err(broke_off())));
        });
        desk
    }

    /// Answers the request called `name`. Waits for the library.
    ///
    /// # Errors
    /// Whatever the library says, or that it could not be opened.
    pub(crate) fn ask(
        &self,
        lang: UiLang,
        name: &str,
        request: serde_json::Value,
    ) -> Result<serde_json::Value, WireError> {
        self.library()?.answer(lang, name, request)
    }

    /// Takes in files and folders. Only for paths that a person chose: the caller vouches for them.
    ///
    /// # Errors
    /// Whatever the library says. That the person stopped it is no error: the report says so.
    pub(crate) fn import(
        &self,
        lang: UiLang,
        paths: &[PathBuf],
        tell: impl Fn(Progress),
    ) -> Result<ImportReport, WireError> {
        self.library()?.import_paths(lang, paths, &mut self.task(tell))
    }

    /// Builds the index anew.
    ///
    /// # Errors
    /// Whatever the library says.
    pub(crate) fn reindex(&self, lang: UiLang, tell: impl Fn(Progress)) -> Result<(), WireError> {
        self.library()?.reindex(lang, &mut self.task(tell))
    }

    /// Stops every import and rebuild that is under way.
    pub(crate) fn cancel_task(&self) {
        self.0.stops.fetch_add(1, Ordering::Relaxed);
    }

    /// Remembers what was dropped, in place of what was dropped before, and gives the names to show.
    pub(crate) fn remember_dropped(&self, paths: Vec<PathBuf>) -> Vec<String> {
        let names = paths.iter().map(|path| file_name(path)).collect();
        *self.0.dropped.lock().unwrap_or_else(PoisonError::into_inner) = paths;
        names
    }

    /// Takes in what was dropped last, once.
    ///
    /// # Errors
    /// `BadRequest` when nothing was dropped since; whatever the library says.
    pub(crate) fn import_dropped(
        &self,
        lang: UiLang,
        tell: impl Fn(Progress),
    ) -> Result<ImportReport, WireError> {
        let paths = std::mem::take(&mut *self.0.dropped.lock().unwrap_or_else(PoisonError::into_inner));
        if paths.is_empty() {
            return Err(words::error(ErrorCode::BadRequest, lang, Say::NothingDropped, ""));
        }
        self.import(lang, &paths, tell)
    }

    /// The library, as soon as it is open.
    fn library(&self) -> Result<&Library, WireError> {
        self.0.library.wait().as_deref().map_err(WireError::clone)
    }

    /// What a long task calls at every step: it tells how far it is, and stops when the person has said so.
    fn task<'a>(&'a self, tell: impl Fn(Progress) + 'a) -> impl FnMut(Progress) -> ControlFlow<()> + 'a {
        let began_at = self.0.stops.load(Ordering::Relaxed);
        let mut told: Option<Instant> = None;
        move |progress| {
            let last = progress.done == progress.total;
            if last || told.is_none_or(|at| at.elapsed() >= TELL_EVERY) {
                told = Some(Instant::now());
                tell(progress);
            }
            if self.0.stops.load(Ordering::Relaxed) == began_at {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        }
    }
}

/// Writes what the person saves from the window to where they said.
///
/// # Errors
/// `Storage` when it cannot be written.
pub(crate) fn save(lang: UiLang, path: &Path, bytes: &[u8]) -> Result<(), WireError> {
    std::fs::write(path, bytes)
        .map_err(|e| words::error(ErrorCode::Storage, lang, Say::NotSaved(&file_name(path)), &e.to_string()))
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
