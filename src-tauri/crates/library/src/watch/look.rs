//! One look at a folder: what lies there is compared with what lay there last, and the difference is taken in.

use crate::content::BUNDLED;
use crate::error::LibraryError;
use crate::import::Met;
use crate::intake::Walk;
use crate::library::Library;
use crate::progress::OnProgress;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use zhimai_import::{IMPORTED, Listing, Lying};
use zhimai_model::{Held, Place, Problem, ProblemKind};
use zhimai_store::{FileTaken, StoreError, WatchState, WatchedFile, WatchedFolder, Why};

/// How long a file must not have been changed before it is read, in milliseconds: who writes it may not be done.
pub(super) const STILL: i64 = 1000;
/// So many files are taken in by one import, or a tenth of them, where that is more.
const AT_ONCE: usize = 1000;
/// So many files may be gone at once before the person is asked, where they are more than half of all.
const MANY: usize = 10;

/// What a look came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    /// How the folder was found.
    pub(super) state: WatchState,
    /// False when a file is being written, so that it is to be looked at again soon.
    pub(super) is_settled: bool,
    /// True when anything was taken in or taken away.
    pub(super) has_changed: bool,
}

/// What is to be done about a folder.
#[derive(Default)]
struct Difference {
    /// Files that are new, or changed, as they lie there.
    to_read: Vec<Lying>,
    /// Paths of files that are there no more.
    gone: Vec<String>,
    is_settled: bool,
}

impl Library {
    pub(super) fn look(
        &self,
        folder: &WatchedFolder,
        found: WatchState,
        is_noted: bool,
        progress: OnProgress<'_>,
    ) -> Result<Look, LibraryError> {
        let root = Path::new(&folder.path);
        let listing = zhimai_import::list(root);
        // What cannot be looked at is not gone.
        if !root.is_dir() || listing.unseen.iter().any(|path| path == root) {
            return Ok(Look { state: WatchState::Missing, is_settled: true, has_changed: false });
        }
        let known = self.store().watched_files(folder.id)?;
        let Difference { to_read, mut gone, is_settled } = self.difference(folder, listing, &known)?;
        let mut state = found;
        if !folder.lets_go && are_many(gone.len(), known.len()) {
            state = WatchState::ManyGone(u32::try_from(gone.len()).unwrap_or(u32::MAX));
            gone.clear();
        }
        let mut taken = Vec::new();
        let most = AT_ONCE.max(to_read.len().div_ceil(10));
        let mut is_stopped = false;
        for some in to_read.chunks(most) {
            let (mut files, was_stopped) = self.take(folder, some, progress)?;
            if was_stopped {
                is_stopped = true;
                break;
            }
            if to_read.len() > most {
                // What a file holds no more is known when all were read: it may lie in another one now.
                let read: Vec<_> =
                    files.iter().cloned().map(|file| FileTaken { is_whole: false, ..file }).collect();
                self.store().note_watched(folder.id, IMPORTED, (&read, &[]), None)?;
            }
            taken.append(&mut files);
        }
        if is_stopped {
            return Ok(Look { state, is_settled: false, has_changed: true });
        }
        let left = self.store().left_by_watched(folder.id, &taken, &gone)?;
        self.store().settle_problems(&gone, self.store().last_problem()?)?;
        self.let_go(folder, &left)?;
        let has_changed = !taken.is_empty() || !gone.is_empty();
        if has_changed || is_noted {
            let looked = is_settled.then(|| self.now());
            self.store().note_watched(folder.id, IMPORTED, (&taken, &gone), looked)?;
        }
        if folder.lets_go {
            self.store().let_watched_go(folder.id, false)?;
        }
        if has_changed {
            self.indexer().store_changed();
        }
        Ok(Look { state, is_settled, has_changed })
    }

    /// Compares what lies in a folder with what lay there last. A file that only goes by another name is known by it from now
    /// on, and is read again: its name may say what it is from.
    fn difference(
        &self,
        folder: &WatchedFolder,
        listing: Listing,
        known: &HashMap<String, WatchedFile>,
    ) -> Result<Difference, StoreError> {
        let (root, now) = (Path::new(&folder.path), self.now());
        let mut gone: HashSet<&str> = known.keys().map(String::as_str).collect();
        gone.retain(|path| !listing.unseen.iter().any(|unseen| Path::new(path).starts_with(unseen)));
        let (mut unsettled, mut to_read) = (HashSet::new(), Vec::new());
        for file in listing.files {
            let path = file.path.to_string_lossy();
            gone.remove(&*path);
            let is_same = |before: &WatchedFile| (before.size, before.modified) == (file.size, file.modified);
            if known.get(&*path).is_some_and(is_same) {
                continue;
            }
            if now.abs_diff(file.touched) < STILL.unsigned_abs() {
                unsettled.insert(file.size);
            } else {
                to_read.push(file);
            }
        }
        // It may be one of these that goes by another name.
        gone.retain(|path| known.get(*path).is_none_or(|file| !unsettled.contains(&file.size)));
        to_read.sort_by(|one, other| one.path.cmp(&other.path));
        let mut by_size: HashMap<u64, Vec<&str>> = HashMap::new();
        for path in &gone {
            if let Some(file) = known.get(*path).filter(|file| file.size > 0) {
                by_size.entry(file.size).or_default().push(path);
            }
        }
        for file in &to_read {
            let to = file.path.to_string_lossy();
            let Some(candidates) = by_size.get_mut(&file.size).filter(|_| !known.contains_key(&*to)) else {
                continue;
            };
            let print = zhimai_import::print(&file.path, root);
            let is_it =
                |path: &&str| known.get(*path).is_some_and(|known| Some(&known.print) == print.as_ref());
            if let Some(at) = candidates.iter().position(is_it) {
                let from = candidates.swap_remove(at);
                self.store().move_watched(folder.id, IMPORTED, from, &to)?;
                gone.remove(from);
            }
        }
        let mut gone: Vec<_> = gone.into_iter().map(str::to_owned).collect();
        gone.sort();
        Ok(Difference { to_read, gone, is_settled: unsettled.is_empty() })
    }

    /// Takes files in, and says what came of each; whether it was stopped.
    fn take(
        &self,
        folder: &WatchedFolder,
        files: &[Lying],
        progress: OnProgress<'_>,
    ) -> Result<(Vec<FileTaken>, bool), LibraryError> {
        let root = Path::new(&folder.path);
        let mut taken: HashMap<PathBuf, FileTaken> = HashMap::new();
        for Lying { path, size, modified, .. } in files {
            let print = zhimai_import::print(path, root).unwrap_or_default();
            let file = WatchedFile { size: *size, modified: *modified, print };
            let named = path.to_string_lossy().into_owned();
            let one = FileTaken { path: named, file, articles: HashSet::new(), is_whole: true };
            taken.insert(path.clone(), one);
        }
        let import = self.store().begin_remembered_import(std::slice::from_ref(&folder.path), self.now())?;
        self.store().note_watched_import(folder.id, &import)?;
        let only = taken.keys().cloned().collect();
        let mut met = Met::default();
        let imported = self.run(&[Walk::Only(root.to_owned(), only)], import, Some(&mut met), progress)?;
        // A part of an archive belongs to the file that it lies in.
        let on_disk = |taken: &HashMap<PathBuf, FileTaken>, name: &str| {
            Path::new(name).ancestors().find(|path| taken.contains_key(*path)).map(Path::to_owned)
        };
        for (name, article) in met.articles {
            if let Some(file) = on_disk(&taken, &name).and_then(|path| taken.get_mut(&path)) {
                file.articles.insert(article);
            }
        }
        for name in met.refused {
            if let Some(file) = on_disk(&taken, &name).and_then(|path| taken.get_mut(&path)) {
                file.is_whole = false;
            }
        }
        Ok((taken.into_values().collect(), imported.cancelled))
    }

    /// Removes the articles that no file holds any more; what the person made something of stays, and is told.
    fn let_go(&self, folder: &WatchedFolder, left: &[String]) -> Result<(), StoreError> {
        let store = self.store();
        let mut free = Vec::new();
        for id in left {
            let Some(row) = store.article_rows_by_ids(&[id])?.pop() else { continue };
            let held = match store.held_by_person(id)? {
                None => {
                    free.push(id);
                    continue;
                }
                Some(Why::Note) => Held::Note,
                Some(Why::Claim) => Held::Claim,
                Some(_) => Held::Edit,
            };
            let title = if row.title.is_empty() { id.clone() } else { row.title };
            let place = Place { file: folder.path.clone(), line: None };
            let problem = Problem { place, refused: false, what: ProblemKind::FileGone { title, held } };
            store.add_problem_once(&problem, self.now())?;
        }
        store.remove_articles(&free, BUNDLED, self.now())?;
        Ok(())
    }
}

/// Whether so many files of so many are gone that the disk may be, or somebody's hand slipped.
fn are_many(gone: usize, known: usize) -> bool {
    let is_all = gone > 1 && gone == known;
    is_all || (gone > MANY && gone.saturating_mul(2) > known)
}
