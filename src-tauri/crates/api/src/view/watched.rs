//! Folders that are followed, as displayed.

use super::desk::Desk;
use super::imports::import_view;
use crate::wire::{WatchedFolderView, WatchedState, WatchedView, WireError};
use crate::words;
use zhimai_library::{Watched, WatchedState as State};
use zhimai_store::WatchState;

impl Desk<'_> {
    /// The folders that are followed.
    pub(crate) fn watched_view(&self) -> Result<WatchedView, WireError> {
        let (folders, follows) = self.library.watched().map_err(|e| words::store_error(self.lang, &e))?;
        let remark = if folders.is_empty() { String::new() } else { words::follows(self.lang, follows) };
        Ok(WatchedView { folders: folders.into_iter().map(|one| self.watched_folder(one)).collect(), remark })
    }

    fn watched_folder(&self, watched: Watched) -> WatchedFolderView {
        let Watched { folder, state, last } = watched;
        let (done, total) = match state {
            State::CatchingUp { done, total } => (done, total),
            _ => (0, 0),
        };
        WatchedFolderView {
            id: folder.id,
            path: folder.path,
            state: match state {
                State::Paused => WatchedState::Paused,
                State::CatchingUp { .. } => WatchedState::CatchingUp,
                State::Failing => WatchedState::Failing,
                State::Found(WatchState::New) => WatchedState::New,
                State::Found(WatchState::Followed) => WatchedState::Followed,
                State::Found(WatchState::EveryMinute) => WatchedState::EveryMinute,
                State::Found(WatchState::Missing) => WatchedState::Missing,
                State::Found(WatchState::ManyGone(_)) => WatchedState::ManyGone,
            },
            message: words::watched_state(self.lang, state),
            done,
            total,
            files: folder.files,
            looked: folder.looked,
            last: last.map(|import| import_view(self.lang, import)),
        }
    }
}
