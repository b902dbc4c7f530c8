//! Folders that are followed: what is added, changed and removed there follows in the library.
//!
//! What the system tells of changes only says that a folder is to be looked at. What changed is told by comparing what lies
//! there with what lay there last ([`look`]), so that nothing depends on every change having been told of, and what happened
//! while nobody looked is caught up in the same way. Nothing is ever written into a folder.

mod look;
mod thread;

use crate::error::{LibraryError, NotWatchable};
use crate::import::whole;
use crate::library::Library;
use crate::lock::lock;
use crate::progress::OnProgress;
use look::{Look, STILL};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::time::Duration;
use zhimai_store::{StoreError, StoredImport, WatchState, WatchedFolder};

/// A folder that is followed, and how it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watched {
    /// What is remembered of it.
    pub folder: WatchedFolder,
    /// How it is.
    pub state: WatchedState,
    /// The last import that was made for it.
    pub last: Option<StoredImport>,
}

/// How a folder that is followed is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WatchedState {
    /// The person wants it left alone for now.
    Paused,
    /// What changed in it is being taken in: as much as [`crate::Progress`] says.
    CatchingUp {
        /// What is done.
        done: u32,
        /// What there is in all.
        total: u32,
    },
    /// What changed in it could not be taken in, because the library could not be written. It is tried again.
    Failing,
    /// As it was found last.
    Found(WatchState),
}

/// Who follows the folders of a library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Follows {
    /// This process.
    Here,
    /// Another process.
    Another,
    /// Nobody now.
    Nobody,
}

impl Library {
    /// Another number after every change that following folders made to the library in this process.
    pub fn followed_changes(&self) -> i64 {
        self.following().changes()
    }

    /// Has nothing taken in from folders for now, so that the library can be closed, or goes on with it.
    pub fn hold_following(&self, is_held: bool) {
        self.following().is_held.store(is_held, Ordering::Relaxed);
        self.following().interrupt();
    }

    /// The folders that are followed, and who follows them.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn watched(&self) -> Result<(Vec<Watched>, Follows), StoreError> {
        let (looks, failing) =
            (lock(&self.following().looks).clone(), lock(&self.following().failing).clone());
        let imports = self.store().imports()?;
        let with_state = |folder: WatchedFolder| Watched {
            state: match (folder.is_paused, looks.get(&folder.id)) {
                (true, _) => WatchedState::Paused,
                (false, Some(&(done, total))) => WatchedState::CatchingUp { done, total },
                (false, None) if failing.contains(&folder.id) => WatchedState::Failing,
                (false, None) => WatchedState::Found(folder.state),
            },
            last: imports.iter().find(|import| Some(import.id) == folder.last).cloned(),
            folder,
        };
        let folders = self.store().watched_folders()?.into_iter().map(with_state).collect();
        let follows = if self.following().is_here.load(Ordering::Relaxed) {
            Follows::Here
        } else if self.store().follow_alone().is_some() {
            Follows::Nobody
        } else {
            Follows::Another
        };
        Ok((folders, follows))
    }

    /// Follows a folder from now on, with all that lies in it, and gives its number. Only for a folder that a person chose.
    ///
    /// # Errors
    /// `NotWatchable` when it is none, or has a place that is followed already or the library's own; and when the store cannot
    /// be written.
    pub fn watch_folder(&self, folder: &Path) -> Result<i64, LibraryError> {
        let not = |why| LibraryError::NotWatchable { folder: folder.to_owned(), why };
        let place = folder.canonicalize().ok().filter(|place| place.is_dir());
        let place = place.ok_or_else(|| not(NotWatchable::NoFolder))?;
        let overlaps = |other: &Path| place.starts_with(other) || other.starts_with(&place);
        if self.folder().canonicalize().is_ok_and(|own| overlaps(&own)) {
            return Err(not(NotWatchable::Library));
        }
        let path = whole(folder);
        for other in self.store().watched_folders()?.into_iter().filter(|other| other.path != path) {
            let other = PathBuf::from(other.path);
            if overlaps(&other.canonicalize().unwrap_or_else(|_| other.clone())) {
                return Err(not(NotWatchable::Overlaps(other)));
            }
        }
        let id = self.store().watch_folder(&path, self.now())?;
        self.following().interrupt();
        Ok(id)
    }

    /// Leaves a folder alone for now, or follows it again.
    ///
    /// # Errors
    /// `NoWatched`, or when the store cannot be written.
    pub fn pause_watched(&self, id: i64, is_paused: bool) -> Result<(), LibraryError> {
        self.set_watched(id, self.store().pause_watched(id, is_paused))
    }

    /// Has the articles of what is gone from a folder go, however many they are.
    ///
    /// # Errors
    /// As in [`Library::pause_watched`].
    pub fn let_watched_go(&self, id: i64) -> Result<(), LibraryError> {
        self.set_watched(id, self.store().let_watched_go(id, true))
    }

    /// Follows a folder no more. Its articles stay.
    ///
    /// # Errors
    /// As in [`Library::pause_watched`].
    pub fn stop_watching(&self, id: i64) -> Result<(), LibraryError> {
        self.set_watched(id, self.store().stop_watching(id))
    }

    fn set_watched(&self, id: i64, done: Result<(), StoreError>) -> Result<(), LibraryError> {
        done.map_err(|e| match e {
            StoreError::NotFound { .. } => LibraryError::NoWatched { id },
            e => e.into(),
        })?;
        self.following().interrupt();
        Ok(())
    }

    /// Takes in once what changed in the folders that are followed, or in one of them. False where another process follows
    /// them, so that nothing was done.
    ///
    /// # Errors
    /// As in [`Library::import_paths`], and `Cancelled` when `progress` says so.
    pub fn catch_up(&self, only: Option<i64>, progress: OnProgress<'_>) -> Result<bool, LibraryError> {
        let Some(_alone) = self.store().follow_alone() else { return Ok(false) };
        let folders = self.store().watched_folders()?;
        for folder in
            folders.iter().filter(|folder| !folder.is_paused && only.is_none_or(|id| id == folder.id))
        {
            // What is being written is waited for a while; it comes in at the next time.
            for _ in 0..5 {
                let (look, flow) = self.look_at(folder, WatchState::Followed, true, progress)?;
                if flow.is_break() {
                    return Err(LibraryError::Cancelled);
                }
                if look.is_settled {
                    break;
                }
                std::thread::sleep(Duration::from_millis(STILL.unsigned_abs()));
            }
        }
        self.indexer().store_changed();
        Ok(true)
    }

    /// Looks at a folder once and takes in what changed; notes how it was found. `is_noted` says that the time of the look is
    /// remembered even when nothing changed.
    fn look_at(
        &self,
        folder: &WatchedFolder,
        found: WatchState,
        is_noted: bool,
        progress: OnProgress<'_>,
    ) -> Result<(Look, ControlFlow<()>), LibraryError> {
        let mut flow = ControlFlow::Continue(());
        let look = self.look(folder, found, is_noted, &mut |at| {
            flow = progress(at);
            flow
        })?;
        if look.state != folder.state {
            self.store().note_watch_state(folder.id, look.state)?;
        }
        Ok((look, flow))
    }
}
