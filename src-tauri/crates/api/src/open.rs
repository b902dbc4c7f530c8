//! An open library as the doors have it.

use crate::view::{Desk, backup_view, exported, import_report, index_state, unnamed};
use crate::wire::{
    BackupView, ExportedCollection, ImportReport, IndexState, Locale, Progress, UiLang, WireError,
};
use crate::words::library_error;
use std::cell::OnceCell;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU32;
use zhimai_library::{Library, LibraryError, OpenOptions};

/// Called between documents; `Break` stops the work, which the next call takes up again.
pub type OnProgress<'a> = &'a mut dyn FnMut(Progress) -> ControlFlow<()>;

/// An open library that is asked in a language and answers in it. Cheap to clone: all clones are one library. Any number of
/// requests may be under way.
#[derive(Clone)]
pub struct OpenLibrary {
    library: Arc<Library>,
    /// The highest sequence number of a search so far.
    newest_search: Arc<AtomicU32>,
}

fn told(lang: UiLang) -> impl Fn(LibraryError) -> WireError {
    move |e| library_error(lang, &e)
}

/// Hands progress on as the doors know it.
fn passed_on(progress: OnProgress<'_>) -> impl FnMut(zhimai_library::Progress) -> ControlFlow<()> {
    |zhimai_library::Progress { done, total, current }| progress(Progress { done, total, current })
}

impl OpenLibrary {
    /// Opens a library. The index may still be behind: see [`OpenLibrary::bring_index_up_to_date`] and
    /// [`OpenLibrary::keep_indexed`].
    ///
    /// # Errors
    /// `Damaged` when the store is damaged, `Storage` when it or its folder cannot be used.
    pub fn open(lang: UiLang, options: OpenOptions) -> Result<Self, WireError> {
        let library = Arc::new(Library::open(options).map_err(told(lang))?);
        Ok(Self { library, newest_search: Arc::default() })
    }

    /// Closes the library, if no clone of it is about; gives it back otherwise.
    ///
    /// # Errors
    /// The library itself, which somebody is still asking.
    pub fn close(self) -> Result<(), Self> {
        self.library.hold_following(true);
        let Self { library, newest_search } = self;
        Arc::try_unwrap(library).map(drop).map_err(|library| Self { library, newest_search })
    }

    /// Goes on following folders after the library could not be closed.
    pub fn go_on_following(&self) {
        self.library.hold_following(false);
    }

    /// The library's folder.
    pub fn folder(&self) -> &Path {
        self.library.folder()
    }

    /// Says which file is the dictionary that comes with the program, once, before anything is asked. It may be missing.
    pub fn bundle_dictionary(&self, file: PathBuf) {
        self.library.bundle_dictionary(file);
    }

    /// Starts a thread that brings the index up to date now and after every change, until the library is closed.
    pub fn keep_indexed(&self) {
        self.library.keep_indexed();
    }

    /// Brings the index up to date, building it anew if it cannot be used. Returns at once when there is nothing to do.
    ///
    /// # Errors
    /// `Cancelled` when `progress` says so, `Busy` while another process writes the index, `Storage` when store or disk fail.
    pub fn bring_index_up_to_date(&self, lang: UiLang, progress: OnProgress<'_>) -> Result<(), WireError> {
        self.library.indexer().bring_up_to_date(&mut passed_on(progress)).map_err(told(lang))
    }

    /// As [`OpenLibrary::bring_index_up_to_date`], for who only wants to read: where another process writes the index, nobody
    /// waits, and searches answer from what is there.
    ///
    /// # Errors
    /// `Cancelled` when `progress` says so, `Storage` when store or disk fail.
    pub fn refresh_index(&self, lang: UiLang, progress: OnProgress<'_>) -> Result<(), WireError> {
        self.library.indexer().refresh(&mut passed_on(progress)).map_err(told(lang))
    }

    /// Builds the index anew from the store. The old one answers until the new one is begun, and is then set aside.
    ///
    /// # Errors
    /// As [`OpenLibrary::bring_index_up_to_date`], and where the library is read-only: the index that is there answers on.
    pub fn reindex(&self, lang: UiLang, progress: OnProgress<'_>) -> Result<(), WireError> {
        self.library.indexer().reindex(&mut passed_on(progress)).map_err(told(lang))
    }

    /// Compares articles with each other that were not yet, `most` at the most, and brings the index up to date with what was found
    /// out. Gives how many are left.
    ///
    /// # Errors
    /// `Cancelled` when `progress` says so, `Storage` or `Busy` when the store cannot be written.
    pub fn find_copies(&self, lang: UiLang, most: u32, progress: OnProgress<'_>) -> Result<u32, WireError> {
        self.library.find_copies(most, &mut passed_on(progress)).map_err(told(lang))
    }

    /// How many changes a search does not know of, where it is known that there are any.
    pub fn changes_unseen(&self) -> Option<u32> {
        self.library.indexer().changes_unseen()
    }

    /// How many changes a search does not know of, counted now.
    pub fn changes_unseen_now(&self) -> u32 {
        self.library.indexer().changes_unseen_now()
    }

    /// How the index is.
    pub fn index_state(&self, lang: UiLang) -> IndexState {
        index_state(lang, self.library.indexer().state())
    }

    /// Takes in files and folders. Safe to stop and to repeat: what is there already changes nothing.
    ///
    /// # Errors
    /// `Storage` or `Busy` when the store cannot be written; what was added before stays.
    pub fn import_paths(
        &self,
        lang: UiLang,
        paths: &[PathBuf],
        progress: OnProgress<'_>,
    ) -> Result<ImportReport, WireError> {
        let imported = self.library.import_paths(paths, &mut passed_on(progress)).map_err(told(lang))?;
        Ok(import_report(lang, imported))
    }

    /// Reads the files again that problems in the tray are of, or those of all, as an import.
    ///
    /// # Errors
    /// As [`OpenLibrary::import_paths`].
    pub fn try_again(
        &self,
        lang: UiLang,
        problems: Option<&[i64]>,
        progress: OnProgress<'_>,
    ) -> Result<ImportReport, WireError> {
        let imported = self.library.try_again(problems, &mut passed_on(progress)).map_err(told(lang))?;
        Ok(import_report(lang, imported))
    }

    /// Follows a folder from now on, with all that lies in it, and gives its number. Only for a folder that a person chose.
    ///
    /// # Errors
    /// `BadRequest` where it cannot be followed, and what the store says.
    pub fn watch_folder(&self, lang: UiLang, folder: &Path) -> Result<i64, WireError> {
        self.library.watch_folder(folder).map_err(told(lang))
    }

    /// Starts a thread that follows the folders, until the library is closed. As long as another process does, it waits.
    pub fn follow_folders(&self) {
        self.library.follow_folders();
    }

    /// Takes in once what changed in the folders that are followed, or in one of them. False where another process follows
    /// them, so that nothing was done.
    ///
    /// # Errors
    /// As [`OpenLibrary::import_paths`], and `Cancelled` when `progress` says so.
    pub fn catch_up(
        &self,
        lang: UiLang,
        only: Option<i64>,
        progress: OnProgress<'_>,
    ) -> Result<bool, WireError> {
        self.library.catch_up(only, &mut passed_on(progress)).map_err(told(lang))
    }

    /// The same run, of which nothing is kept: says what would come in, what would not and why, and how long it would take.
    ///
    /// # Errors
    /// As [`OpenLibrary::import_paths`].
    pub fn rehearse_paths(
        &self,
        lang: UiLang,
        paths: &[PathBuf],
        progress: OnProgress<'_>,
    ) -> Result<ImportReport, WireError> {
        let imported = self.library.rehearse_paths(paths, &mut passed_on(progress)).map_err(told(lang))?;
        Ok(import_report(lang, imported))
    }

    /// Writes one of the person's collections into a file that another person opens; over one that is there only where that is
    /// said.
    ///
    /// # Errors
    /// `Taken` when a file is there already, `Storage` when it cannot be written; there is nothing new at `to` then.
    pub fn export_collection(
        &self,
        lang: UiLang,
        id: &str,
        to: (&Path, bool),
        progress: OnProgress<'_>,
    ) -> Result<ExportedCollection, WireError> {
        let done = self.library.export_collection(id, &unnamed(), to, &mut passed_on(progress));
        done.map(|done| exported(lang, done)).map_err(told(lang))
    }

    /// What the file of a collection is called when the person does not say.
    ///
    /// # Errors
    /// `NotFound` when there is no such collection.
    pub fn export_name(&self, lang: UiLang, id: &str) -> Result<String, WireError> {
        let collection = self.desk(lang).collection(id)?;
        Ok(Library::export_name(id, &collection.title))
    }

    /// Puts a backup at `to`, or under a name that tells the time into the folder that is there.
    ///
    /// # Errors
    /// `Taken` when a file is there already, and whatever store and disk say; there is nothing new at `to` then.
    pub fn back_up(&self, lang: UiLang, to: &Path) -> Result<BackupView, WireError> {
        let (path, manifest) = self.library.back_up(to).map_err(told(lang))?;
        Ok(backup_view(&path, &manifest))
    }

    /// Makes the backup of this day, where there is none yet. Where the folder that the person chose cannot be used, it goes
    /// into the library's own, and why is told with the backups.
    ///
    /// # Errors
    /// When it cannot be made there either.
    pub fn back_up_daily(&self, lang: UiLang) -> Result<(), WireError> {
        self.library.back_up_daily(|e| library_error(lang, e).message).map_err(told(lang))
    }

    /// Chooses the folder for the daily backups; nothing for the one in the library's folder.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn choose_backup_folder(&self, lang: UiLang, folder: Option<&Path>) -> Result<(), WireError> {
        self.library.choose_backup_folder(folder).map_err(told(lang))
    }

    /// The daily backup of this name, if there is one.
    pub fn kept_backup(&self, name: &str) -> Option<PathBuf> {
        self.library.kept_backup(name)
    }

    pub(crate) fn library(&self) -> &Library {
        &self.library
    }

    pub(crate) fn newest_search(&self) -> &AtomicU32 {
        &self.newest_search
    }

    pub(crate) fn desk(&self, locale: impl Into<Locale>) -> Desk<'_> {
        let locale = locale.into();
        Desk {
            library: &self.library,
            known: self.library.known(),
            lang: locale.lang(),
            region: locale.region(),
            as_of_day: locale.as_of_day(),
            origins: OnceCell::new(),
        }
    }
}
