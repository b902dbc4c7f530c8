//! What the window may ask, with no window in it: every command is a method here, and the tests call them bare.
//!
//! Opens the library in the background, so that the window is there at once; whoever asks waits until it stands.
//! Knows neither Tauri nor what a request means: `zhimai_api` answers, this passes on.

use crate::{words, words::Say};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use zhimai_api::{
    BackupView, Content, Dossier, DossierRequest, ErrorCode, ExportedCollection, FrontDesk, ImportReport,
    Locale, OpenLibrary, OpenOptions, Progress, RestorePreview, RestoredView, UiLang, WireError,
};

/// Progress is told at most this often; a window needs no more, and a thousand files a second would flood it.
const TELL_EVERY: Duration = Duration::from_millis(50);

/// How long a restore waits for what is being done with the library, and how often it looks.
const PATIENCE: Duration = Duration::from_secs(30);
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// Where the library is and what time it is: all that comes from outside.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// The folder of the library.
    pub(crate) folder: PathBuf,
    /// The file of the dictionary that comes with the program, if there is one.
    pub(crate) dictionary: Option<PathBuf>,
    /// Milliseconds since 1970-01-01 UTC.
    pub(crate) clock: fn() -> i64,
    /// The language to say it in when the library cannot be opened: the person's own choice is kept in there.
    pub(crate) lang: UiLang,
}

/// The library, once it is open, and what the window is in the middle of. Cheap to clone: all clones are one desk.
#[derive(Clone)]
pub(crate) struct Desk(Arc<State>);

struct State {
    place: Place,
    library: Mutex<Opened>,
    /// Told when the library is open, or could not be opened.
    changed: Condvar,
    /// Paths that the person dropped on the window and has not decided about yet. The window learns names only.
    dropped: Mutex<Vec<PathBuf>>,
    /// The backup that the person was shown last, and may put back.
    shown: Mutex<Option<PathBuf>>,
    /// Counts how often the person said stop to imports and rebuilds; one that began before the last time ends. The same of
    /// dossiers, which are not stopped with them.
    stops: AtomicU64,
    dossier_stops: AtomicU64,
}

enum Opened {
    /// It is being opened, or another is being put in its place.
    NotYet,
    Open(OpenLibrary),
    Failed(WireError),
}

/// Which backup is to be put back.
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(tag = "from", rename_all = "kebab-case")]
pub(crate) enum Which {
    /// The person says so in a dialog.
    Picked,
    /// The newest daily one that is whole.
    Newest,
    /// The daily one of this name.
    Kept {
        /// The name of the file.
        name: String,
    },
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Desk {
    /// Begins to open the library and returns at once.
    pub(crate) fn open(place: Place) -> Desk {
        let desk = Desk(Arc::new(State {
            place,
            library: Mutex::new(Opened::NotYet),
            changed: Condvar::new(),
            dropped: Mutex::default(),
            shown: Mutex::default(),
            stops: AtomicU64::new(0),
            dossier_stops: AtomicU64::new(0),
        }));
        let opening = desk.clone();
        std::thread::spawn(move || opening.open_library());
        desk
    }

    fn open_library(&self) {
        let Place { folder, dictionary, clock, lang } = self.0.place.clone();
        // A panic while opening must not leave everyone waiting.
        let opened = std::panic::catch_unwind(move || {
            let options = OpenOptions { folder, clock, content: Content::AsIs };
            let library = OpenLibrary::open(lang, options)?;
            if let Some(file) = dictionary {
                library.bundle_dictionary(file);
            }
            library.keep_indexed();
            library.follow_folders();
            Ok(library)
        });
        let broke_off = || words::error(ErrorCode::Internal, lang, Say::BrokeOff, "open");
        self.set(match opened.unwrap_or_else(|_| Err(broke_off())) {
            Ok(library) => Opened::Open(library),
            Err(error) => Opened::Failed(error),
        });
    }

    fn set(&self, opened: Opened) {
        *lock(&self.0.library) = opened;
        self.0.changed.notify_all();
    }

    /// Puts a backup of the library at `to`. Only for a path that a person chose.
    ///
    /// # Errors
    /// Whatever the library says.
    pub(crate) fn back_up(&self, lang: UiLang, to: &Path) -> Result<BackupView, WireError> {
        self.library()?.back_up(lang, to)
    }

    /// What a backup that the person makes now is called when they do not say.
    pub(crate) fn backup_name(&self) -> String {
        zhimai_api::backup_name((self.0.place.clock)())
    }

    /// Chooses the folder for the daily backups; nothing for the library's own. Only for a folder that a person chose.
    ///
    /// # Errors
    /// Whatever the library says.
    pub(crate) fn choose_backup_folder(&self, lang: UiLang, folder: Option<&Path>) -> Result<(), WireError> {
        self.library()?.choose_backup_folder(lang, folder)
    }

    /// The daily backup that is meant, if there is one. The library may be damaged.
    ///
    /// # Errors
    /// `NotFound` when none has that name.
    pub(crate) fn kept_backup(&self, lang: UiLang, which: &Which) -> Result<Option<PathBuf>, WireError> {
        match which {
            Which::Picked => Ok(None),
            Which::Newest => Ok(zhimai_api::newest_backup(&self.0.place.folder).map(|(path, _)| path)),
            Which::Kept { name } => match self.library()?.kept_backup(name) {
                Some(path) => Ok(Some(path)),
                None => Err(words::error(ErrorCode::NotFound, lang, Say::NoBackup(name), "")),
            },
        }
    }

    /// Says what putting a backup back would change, and remembers it as the one that was shown. Only for a path that a
    /// person chose, or a daily one.
    ///
    /// # Errors
    /// When it is no whole backup.
    pub(crate) fn preview_restore(&self, lang: UiLang, file: PathBuf) -> Result<RestorePreview, WireError> {
        *lock(&self.0.shown) = None;
        let preview = zhimai_api::preview_restore(lang, &self.0.place.folder, &file)?;
        *lock(&self.0.shown) = Some(file);
        Ok(preview)
    }

    /// Puts the backup that was shown last in the place of the library, once. Whatever is asked meanwhile waits, and is
    /// answered from the library that is there then.
    ///
    /// # Errors
    /// `BadRequest` when none was shown, `Busy` while the library is at work, and whatever the library says. The library is
    /// as it was then.
    pub(crate) fn restore(&self, lang: UiLang) -> Result<RestoredView, WireError> {
        let Some(file) = lock(&self.0.shown).take() else {
            return Err(words::error(ErrorCode::BadRequest, lang, Say::NoBackup(""), ""));
        };
        // One that could not be opened need not be closed.
        let library = self.library().ok();
        self.set(Opened::NotYet);
        if let Some(Err(library)) = library.map(close) {
            library.go_on_following();
            self.set(Opened::Open(library));
            return Err(words::error(ErrorCode::Busy, lang, Say::AtWork, ""));
        }
        let Place { folder, clock, .. } = self.0.place.clone();
        // A panic here must not leave everyone waiting either.
        let restored = std::panic::catch_unwind(move || zhimai_api::restore(lang, &folder, &file, clock()));
        self.open_library();
        restored.unwrap_or_else(|_| Err(words::error(ErrorCode::Internal, lang, Say::BrokeOff, "restore")))
    }

    /// Makes the backup of this day, when the window has closed. A library that is not open is none to be backed up.
    pub(crate) fn back_up_daily(&self) {
        let library = match &*lock(&self.0.library) {
            Opened::Open(library) => library.clone(),
            Opened::NotYet | Opened::Failed(_) => return,
        };
        // What went wrong is told with the backups at the next start.
        let _ = library.back_up_daily(self.0.place.lang);
    }

    /// Answers the request called `name`. Waits for the library.
    ///
    /// # Errors
    /// Whatever the library says, or that it could not be opened.
    pub(crate) fn ask(
        &self,
        locale: impl Into<Locale>,
        name: &str,
        request: serde_json::Value,
    ) -> Result<serde_json::Value, WireError> {
        self.library()?.answer(locale, name, request)
    }

    /// Makes a dossier.
    ///
    /// # Errors
    /// Whatever the library says, and `Cancelled` when the person stopped it.
    pub(crate) fn dossier(
        &self,
        locale: Locale,
        request: &DossierRequest,
        tell: impl Fn(Progress),
    ) -> Result<Dossier, WireError> {
        self.library()?.dossier(locale, request, &mut task(&self.0.dossier_stops, tell))
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
        self.library()?.import_paths(lang, paths, &mut task(&self.0.stops, tell))
    }

    /// What the file of a collection is called when the person does not say.
    ///
    /// # Errors
    /// Whatever the library says.
    pub(crate) fn export_name(&self, lang: UiLang, id: &str) -> Result<String, WireError> {
        self.library()?.export_name(lang, id)
    }

    /// Writes a collection into a file, over one that is there: the person's own dialog has asked.
    ///
    /// # Errors
    /// Whatever the library says, and `Cancelled` when the person stopped it.
    pub(crate) fn export_collection(
        &self,
        lang: UiLang,
        id: &str,
        to: &Path,
        tell: impl Fn(Progress),
    ) -> Result<ExportedCollection, WireError> {
        self.library()?.export_collection(lang, id, (to, true), &mut task(&self.0.stops, tell))
    }

    /// Reads the files again that problems in the tray are of, or those of all.
    ///
    /// # Errors
    /// As [`Desk::import`].
    pub(crate) fn try_again(
        &self,
        lang: UiLang,
        problems: Option<&[i64]>,
        tell: impl Fn(Progress),
    ) -> Result<ImportReport, WireError> {
        self.library()?.try_again(lang, problems, &mut task(&self.0.stops, tell))
    }

    /// Follows folders from now on. Only for folders that a person chose.
    ///
    /// # Errors
    /// Whatever the library says of the first that cannot be followed; those before it are.
    pub(crate) fn watch(&self, lang: UiLang, folders: &[PathBuf]) -> Result<(), WireError> {
        let library = self.library()?;
        folders.iter().try_for_each(|folder| library.watch_folder(lang, folder).map(drop))
    }

    /// Builds the index anew.
    ///
    /// # Errors
    /// Whatever the library says.
    pub(crate) fn reindex(&self, lang: UiLang, tell: impl Fn(Progress)) -> Result<(), WireError> {
        self.library()?.reindex(lang, &mut task(&self.0.stops, tell))
    }

    /// Stops every import and rebuild that is under way.
    pub(crate) fn cancel_task(&self) {
        self.0.stops.fetch_add(1, Ordering::Relaxed);
    }

    /// Stops every dossier that is being made.
    pub(crate) fn cancel_dossier(&self) {
        self.0.dossier_stops.fetch_add(1, Ordering::Relaxed);
    }

    /// Remembers what was dropped, in place of what was dropped before, and gives the names to show.
    pub(crate) fn remember_dropped(&self, paths: Vec<PathBuf>) -> Vec<String> {
        let names = paths.iter().map(|path| file_name(path)).collect();
        *lock(&self.0.dropped) = paths;
        names
    }

    /// Says what taking in what was dropped last would come to. It stays to be taken in.
    ///
    /// # Errors
    /// As [`Desk::import_dropped`].
    pub(crate) fn rehearse_dropped(
        &self,
        lang: UiLang,
        tell: impl Fn(Progress),
    ) -> Result<ImportReport, WireError> {
        let paths = lock(&self.0.dropped).clone();
        if paths.is_empty() {
            return Err(words::error(ErrorCode::BadRequest, lang, Say::NothingDropped, ""));
        }
        self.library()?.rehearse_paths(lang, &paths, &mut task(&self.0.stops, tell))
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
        let paths = std::mem::take(&mut *lock(&self.0.dropped));
        if paths.is_empty() {
            return Err(words::error(ErrorCode::BadRequest, lang, Say::NothingDropped, ""));
        }
        self.import(lang, &paths, tell)
    }

    /// The library, as soon as it is open.
    fn library(&self) -> Result<OpenLibrary, WireError> {
        let mut opened = lock(&self.0.library);
        loop {
            match &*opened {
                Opened::Open(library) => return Ok(library.clone()),
                Opened::Failed(error) => return Err(error.clone()),
                Opened::NotYet => {
                    opened = self.0.changed.wait(opened).unwrap_or_else(PoisonError::into_inner);
                }
            }
        }
    }
}

/// What a long task calls at every step: it tells how far it is, and stops when the person has said so, which `stops` counts.
fn task<'a>(
    stops: &'a AtomicU64,
    tell: impl Fn(Progress) + 'a,
) -> impl FnMut(Progress) -> ControlFlow<()> + 'a {
    let began_at = stops.load(Ordering::Relaxed);
    let mut told: Option<Instant> = None;
    move |progress| {
        let last = progress.done == progress.total;
        if last || told.is_none_or(|at| at.elapsed() >= TELL_EVERY) {
            told = Some(Instant::now());
            tell(progress);
        }
        if stops.load(Ordering::Relaxed) == began_at {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    }
}

/// Closes a library as soon as nothing is being done with it; gives it back when that takes too long.
fn close(mut library: OpenLibrary) -> Result<(), OpenLibrary> {
    let began = Instant::now();
    loop {
        match library.close() {
            Ok(()) => return Ok(()),
            Err(shared) if began.elapsed() > PATIENCE => return Err(shared),
            Err(shared) => library = shared,
        }
        std::thread::sleep(LOOK_EVERY);
    }
}

/// Writes what the person saves from the window to where they said.
///
/// # Errors
/// `Storage` when it cannot be written.
pub(crate) fn save(lang: UiLang, path: &Path, bytes: &[u8]) -> Result<(), WireError> {
    // Under another name until it is whole: what cannot be written to its end leaves nothing, and what was there stays.
    let unfinished = path.with_file_name(format!(".{}.unfinished", file_name(path)));
    let written = std::fs::write(&unfinished, bytes).and_then(|()| std::fs::rename(&unfinished, path));
    if written.is_err() {
        let _ = std::fs::remove_file(&unfinished);
    }
    written
        .map_err(|e| words::error(ErrorCode::Storage, lang, Say::NotSaved(&file_name(path)), &e.to_string()))
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
