//! The way in for files, with three things going on at a time: one thread reads and looks for names, the one that asked
//! for the import keeps what was read, and one brings the index up to date behind it, so that what is in is found
//! before the import ends.
//!
//! Only what is kept counts. The index follows the store by its sequence numbers, as ever, so that an import may be
//! stopped or killed at any moment: what was kept is there, and the index catches up.

use crate::batch::Batch;
use crate::exchange;
use crate::indexer::Indexer;
use crate::library::Library;
use crate::progress::Progress;
use std::collections::{HashSet, VecDeque};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, SyncSender};
use std::thread::Scope;
use std::time::Duration;
use zhimai_import::Event;

/// So many batches wait to be kept, beside the one that is being read and the one that is being kept.
const AHEAD: usize = 1;
/// Nothing more is kept while the index is so far behind, in bytes of input. A note that is saved meanwhile waits in the
/// same row.
const MOST_BEHIND: u64 = 64 << 20;
/// The index is told of what is new when that is two thirds of all that was kept, but not less and not more than this, in
/// bytes of input: every time leaves files behind that have to be merged.
const TELL_AT: (u64, u64) = (8 << 20, 32 << 20);
/// How often progress is told while the import waits for the index.
const TICK: Duration = Duration::from_millis(50);

/// What the thread that reads hands over.
pub(crate) enum Step {
    /// So many bytes more that will be read were found.
    Found(u64),
    /// What was read since the step before, and how many bytes of input were read so far.
    Read(Batch, u64),
}

/// What is to be read.
pub(crate) enum Walk {
    /// Files, and all that is in folders.
    All(Vec<PathBuf>),
    /// Some files of a folder.
    Only(PathBuf, HashSet<PathBuf>),
}

impl Walk {
    fn go(&self, on: &mut dyn FnMut(Event) -> ControlFlow<()>) -> ControlFlow<()> {
        match self {
            Self::All(paths) => zhimai_import::walk(paths, &exchange::options(), on),
            Self::Only(folder, only) => zhimai_import::walk_only(folder, only, &exchange::options(), on),
        }
    }
}

/// Begins to read files and folders. Reading ends when nobody takes the steps any more.
pub(crate) fn read<'scope>(
    library: &'scope Library,
    walks: &'scope [Walk],
    scope: &'scope Scope<'scope, '_>,
) -> Receiver<Step> {
    let (steps, taken) = mpsc::sync_channel(AHEAD);
    scope.spawn(move || {
        let hand_over = |steps: &SyncSender<Step>, step| match steps.send(step) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        };
        let mut before = 0_u64;
        for walk in walks {
            let mut read = before;
            let flow = walk.go(&mut |event| match event {
                Event::Found { bytes, .. } => hand_over(&steps, Step::Found(bytes)),
                Event::Batch { output, bytes, .. } => {
                    read = before.saturating_add(bytes);
                    let names = Arc::clone(library.known().names());
                    hand_over(&steps, Step::Read(Batch::of(output, names), read))
                }
            });
            // Whoever takes the steps knows whether they took all of them.
            if flow.is_break() {
                return;
            }
            before = read;
        }
    });
    taken
}

/// The index on its way behind an import, and how far both are.
pub(crate) struct Follow<'a> {
    library: &'a Library,
    /// The thread that indexes, while there is one.
    indexing: Option<Indexing<'a>>,
    /// All that is to be read, in bytes of input, as the next numbers are.
    total: u64,
    kept: u64,
    indexed: u64,
    /// How much was kept when the index was told last.
    told: u64,
    /// The last change in the store when so many bytes were kept, as far as the index is not there yet.
    marks: VecDeque<(i64, u64)>,
    /// The title of what was kept last.
    current: String,
}

struct Indexing<'a> {
    wake: Sender<()>,
    /// Says nothing, and breaks off when the thread is at its end.
    alive: Receiver<()>,
    stop: &'a AtomicBool,
}

impl<'scope> Follow<'scope> {
    /// Starts a thread that indexes, where anything is kept. A library that has one of its own, which is behind from before, is
    /// left to it: the import does not wait for what others took in.
    pub(crate) fn start(
        library: &'scope Library,
        is_kept: bool,
        stop: &'scope AtomicBool,
        scope: &'scope Scope<'scope, '_>,
    ) -> Self {
        let follows = is_kept && (!library.indexer().is_kept() || library.indexer().is_current());
        let indexing = follows.then(|| {
            let (wake, woken) = mpsc::channel();
            let (life, alive) = mpsc::channel();
            scope.spawn(move || {
                let _life = life;
                index(library.indexer(), &woken, stop);
            });
            Indexing { wake, alive, stop }
        });
        let (total, kept, indexed, told) = (0, 0, 0, 0);
        let (marks, current) = Default::default();
        Self { library, indexing, total, kept, indexed, told, marks, current }
    }

    pub(crate) fn found(&mut self, bytes: u64) -> Progress {
        self.total = self.total.saturating_add(bytes);
        self.progress(true)
    }

    /// Notes that all up to so many bytes of input is kept, and waits as long as the index is too far behind.
    pub(crate) fn kept(
        &mut self,
        bytes: u64,
        current: Option<String>,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        self.kept = bytes;
        self.current = current.unwrap_or_else(|| std::mem::take(&mut self.current));
        let last = self.library.store().last_sequence();
        if let Ok(last) = last {
            self.marks.push_back((last, bytes));
        }
        let (least, most) = TELL_AT;
        if bytes.saturating_sub(self.told) >= (bytes / 3 * 2).clamp(least, most) {
            self.tell();
        }
        let flow = progress(self.progress(self.indexing.is_some()));
        // When the store cannot say where the index should be, it will after the next batch.
        if last.is_ok() { self.wait(MOST_BEHIND, flow, progress) } else { flow }
    }

    /// Waits until the index has everything, or cannot go on.
    pub(crate) fn finish(mut self, progress: &mut dyn FnMut(Progress) -> ControlFlow<()>) {
        self.tell();
        if let Some(Indexing { wake, alive, stop }) = self.indexing.take() {
            drop(wake);
            while alive.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout) {
                // All is kept: who stops now only does not wait for the index.
                if progress(self.progress(true)).is_break() {
                    stop.store(true, Ordering::Relaxed);
                }
            }
        }
        self.kept = self.total;
        let _ = progress(self.progress(false));
    }

    fn tell(&mut self) {
        self.told = self.kept;
        match &self.indexing {
            // A thread that is at its end has said why by the state of the index.
            Some(Indexing { wake, .. }) => drop(wake.send(())),
            None if self.library.indexer().is_kept() => self.library.indexer().store_changed(),
            None => {}
        }
    }

    /// Waits while the index is more than so many bytes of input behind.
    fn wait(
        &mut self,
        behind: u64,
        mut flow: ControlFlow<()>,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        while flow.is_continue()
            && let Some(Indexing { alive, .. }) = &self.indexing
            && self.kept.saturating_sub(self.indexed) > behind
        {
            if alive.recv_timeout(TICK) == Err(RecvTimeoutError::Disconnected) {
                // Why, the state of the index says.
                self.indexing = None;
            }
            flow = progress(self.progress(self.indexing.is_some()));
        }
        flow
    }

    /// A file counts for half of its size when it is kept, and for all when the index has it, too. Where no index follows,
    /// being kept is all.
    fn progress(&mut self, follows: bool) -> Progress {
        let seen = self.library.indexer().indexed_sequence();
        while let Some((_, bytes)) = self.marks.front().filter(|(sequence, _)| *sequence <= seen) {
            self.indexed = *bytes;
            self.marks.pop_front();
        }
        let done = if follows { self.kept.midpoint(self.indexed) } else { self.kept };
        Progress { done: kibibytes(done), total: kibibytes(self.total), current: self.current.clone() }
    }
}

/// Brings the index up to date whenever it is told to, until it cannot or nobody will tell it any more.
fn index(indexer: &Indexer, woken: &Receiver<()>, stop: &AtomicBool) {
    while woken.recv().is_ok() {
        while woken.try_recv().is_ok() {}
        if indexer.index_beside(stop).is_err() {
            return;
        }
    }
}

/// A size in KiB, rounded up, as progress counts.
fn kibibytes(bytes: u64) -> u32 {
    u32::try_from(bytes.div_ceil(1024)).unwrap_or(u32::MAX)
}
