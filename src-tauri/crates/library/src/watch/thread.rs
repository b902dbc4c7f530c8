//! The thread that follows folders while a library is open.

use super::look::Look;
use crate::library::Library;
use crate::lock::lock;
use notify::{Config, Event, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};
use zhimai_store::{Follower, WatchState, WatchedFolder};

/// How often it is looked whether folders are there, whether others are to be followed, and whether anybody else follows them.
const TICK: Duration = Duration::from_secs(1);
/// So many ticks are a minute, after which a folder is looked at of which the system cannot tell.
const MINUTE: u64 = 60;
/// So many ticks after which any folder is looked at, whatever the system tells.
const AT_LEAST: u64 = 10 * MINUTE;
/// How long nothing must happen in folders before they are looked at, and how long that is waited for at the most.
const QUIET: Duration = Duration::from_millis(500);
const PATIENCE: Duration = Duration::from_secs(5);

impl Library {
    /// Starts a thread that follows the folders until the library is dropped. As long as another process follows them, it waits
    /// for that one to end.
    pub fn follow_folders(self: &Arc<Self>) {
        let (wake, woken) = mpsc::channel();
        if self.following().wake.set(wake.clone()).is_err() {
            return;
        }
        let library = Arc::downgrade(self);
        std::thread::spawn(move || {
            let mut eyes = Eyes {
                wake,
                follower: None,
                watchers: HashMap::new(),
                due: HashSet::new(),
                failed: HashSet::new(),
            };
            for tick in 0_u64.. {
                let Some(library) = library.upgrade() else { return };
                eyes.look_around(&library, tick);
                drop(library);
                eyes.wait(&woken);
            }
        });
    }
}

/// What the thread knows.
struct Eyes {
    /// Says that something happened in a folder, or that others are to be followed.
    wake: Sender<Option<i64>>,
    follower: Option<Follower>,
    /// What tells of changes in each folder; nothing where the system cannot.
    watchers: HashMap<i64, Option<RecommendedWatcher>>,
    /// The folders that are to be looked at.
    due: HashSet<i64>,
    /// Those of which the last look failed.
    failed: HashSet<i64>,
}

impl Eyes {
    /// Waits until something happened and nothing more happens, or for a tick.
    fn wait(&mut self, woken: &Receiver<Option<i64>>) {
        let Ok(first) = woken.recv_timeout(TICK) else { return };
        self.due.extend(first);
        // What a person says is done at once.
        let (began, mut last) = (Instant::now(), first);
        while last.is_some() && began.elapsed() < PATIENCE {
            let Ok(next) = woken.recv_timeout(QUIET) else { return };
            self.due.extend(next);
            last = next;
        }
    }

    fn look_around(&mut self, library: &Library, tick: u64) {
        if library.following().is_held.load(Ordering::Relaxed) {
            return;
        }
        if self.follower.is_none() {
            self.follower = library.store().follow_alone();
            library.following().is_here.store(self.follower.is_some(), Ordering::Relaxed);
        }
        // A library that cannot be read now is looked at again.
        let Ok(mut folders) = library.store().watched_folders() else { return };
        if self.follower.is_none() {
            return;
        }
        folders.retain(|folder| !folder.is_paused);
        self.watchers.retain(|id, _| folders.iter().any(|folder| folder.id == *id));
        for folder in &folders {
            if library.following().is_held.load(Ordering::Relaxed) {
                return;
            }
            self.follow(library, folder, tick);
        }
    }

    /// Looks at a folder, if there is a reason to.
    fn follow(&mut self, library: &Library, folder: &WatchedFolder, tick: u64) {
        let id = folder.id;
        if !Path::new(&folder.path).is_dir() {
            self.watchers.remove(&id);
            if folder.state != WatchState::Missing
                && library.store().note_watch_state(id, WatchState::Missing).is_ok()
            {
                library.following().changed();
            }
            return;
        }
        let is_new = !self.watchers.contains_key(&id);
        // The system is asked first, so that nothing happens between.
        let watcher = self.watchers.entry(id).or_insert_with(|| watcher(&self.wake, folder));
        let (found, every) = match watcher {
            Some(_) => (WatchState::Followed, AT_LEAST),
            None => (WatchState::EveryMinute, MINUTE),
        };
        let is_time = tick > 0 && tick.is_multiple_of(every);
        let is_again = tick.is_multiple_of(MINUTE) && self.failed.remove(&id);
        if !(self.due.remove(&id) || is_new || is_time || is_again || folder.lets_go) {
            return;
        }
        match library.look_on(folder, found, is_new) {
            Some(look) if look.is_settled => {}
            Some(_) => drop(self.due.insert(id)),
            // It is taken up anew, in a minute.
            None => drop(self.failed.insert(id)),
        }
    }
}

impl Library {
    /// Looks at a folder as far as nobody says stop, and tells how far it is. Nothing where it failed.
    fn look_on(&self, folder: &WatchedFolder, found: WatchState, is_noted: bool) -> Option<Look> {
        let (following, id) = (self.following(), folder.id);
        let began = following.interrupts.load(Ordering::Relaxed);
        let done = self.look_at(folder, found, is_noted, &mut |at| {
            lock(&following.looks).insert(id, (at.done, at.total));
            following.changed();
            if following.interrupts.load(Ordering::Relaxed) == began {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        });
        let was_shown = lock(&following.looks).remove(&id).is_some();
        let mut failing = lock(&following.failing);
        let failing_changed = if done.is_ok() { failing.remove(&id) } else { failing.insert(id) };
        drop(failing);
        let look = done.ok().map(|(look, _)| look);
        if was_shown
            || failing_changed
            || look.is_some_and(|look| look.has_changed || look.state != folder.state)
        {
            following.changed();
        }
        look
    }
}

/// What tells of changes in a folder; nothing where the system cannot, as when it watches as much as it may already.
fn watcher(wake: &Sender<Option<i64>>, folder: &WatchedFolder) -> Option<RecommendedWatcher> {
    let (wake, id) = (wake.clone(), folder.id);
    let tell = move |event: notify::Result<Event>| {
        // That a file is read, also by ourselves, is no change.
        if !event.is_ok_and(|event| event.kind.is_access()) {
            let _ = wake.send(Some(id));
        }
    };
    // Links may lead out of the folder.
    let mut watcher = RecommendedWatcher::new(tell, Config::default().with_follow_symlinks(false)).ok()?;
    watcher.watch(Path::new(&folder.path), RecursiveMode::Recursive).ok()?;
    Some(watcher)
}
