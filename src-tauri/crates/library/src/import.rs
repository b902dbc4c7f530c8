//! Takes articles and dictionaries in: from files and from pasted text.

use crate::batch::Batch;
use crate::error::LibraryError;
use crate::intake::{self, Follow, Step};
use crate::library::Library;
use crate::progress::OnProgress;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use zhimai_import::Options;
use zhimai_model::{Address, Article, Place, Problem, ProblemKind};
use zhimai_store::{ChangeKind, Import, Origin, Put, StoreError};

/// How many addresses of new articles, and how many problems, a report names. The tray has all problems.
const ADDRESSES: usize = 100;
const PROBLEMS: usize = 1_000;

/// What became of an import.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Imported {
    /// Articles that were new.
    pub added: u32,
    /// Articles that were there already.
    pub unchanged: u32,
    /// Articles that were there with the same text, and have the new title, date, source or address now.
    pub updated: u32,
    /// Articles that were there with another text, which is kept as an earlier version.
    pub changed: u32,
    /// Dictionaries that were taken in.
    pub dictionaries: Vec<ImportedDictionary>,
    /// Pieces of input that were refused.
    pub refused: u32,
    /// True when whoever asked said stop; what was added stays.
    pub cancelled: bool,
    /// The first 100 articles that were added.
    pub addresses: Vec<Address>,
    /// What was refused, repaired or unclear: at most 1,000 problems.
    pub problems: Vec<Problem>,
}

/// A dictionary that an import brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedDictionary {
    /// What it is known by.
    pub name: String,
    /// How many entries it has.
    pub entries: u32,
    /// True when it took the place of one of the same name.
    pub replaced: bool,
}

impl Library {
    /// Takes in files and folders. Safe to stop and to repeat: what is there already changes nothing.
    ///
    /// # Errors
    /// `ImportEnded` when the store cannot be written; what was added before stays.
    pub fn import_paths(
        &self,
        paths: &[PathBuf],
        progress: OnProgress<'_>,
    ) -> Result<Imported, LibraryError> {
        let mut taken = Taken::new(self, true);
        let stop = AtomicBool::new(false);
        let flow = std::thread::scope(|scope| {
            let steps = intake::read(self, paths, scope);
            let mut follow = Follow::start(self, &stop, scope);
            let flow = steps.iter().try_for_each(|step| match step {
                Step::Found(bytes) => stopped(progress(follow.found(bytes))),
                Step::Read(batch, bytes) => {
                    let current = batch.articles.last().map(|(article, _)| article.body.title.clone());
                    taken.take_in(batch).map_err(Some)?;
                    stopped(follow.kept(bytes, current, progress))
                }
            });
            match flow {
                Ok(()) => follow.finish(progress),
                Err(_) => stop.store(true, Ordering::Relaxed),
            }
            flow
        });
        self.give_room_back();
        if self.indexer().is_kept() {
            self.indexer().store_changed();
        }
        match flow {
            Err(Some(error)) => Err(LibraryError::ImportEnded { error, added: taken.report.added }),
            cancelled => Ok(Imported { cancelled: cancelled.is_err(), ..taken.report }),
        }
    }

    /// Takes in text that was pasted or dropped, from the source `name`.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn import_text(&self, name: &str, text: &str) -> Result<Imported, LibraryError> {
        let mut taken = Taken::new(self, false);
        let output = zhimai_import::read(name, text.as_bytes(), &Options::default());
        let batch = Batch::of(output, Arc::clone(self.known().names()));
        taken.take_in(batch)?;
        self.indexer().store_changed();
        Ok(taken.report)
    }
}

/// What ends an import before its end: an error, or nothing where the person said stop.
fn stopped(flow: ControlFlow<()>) -> Result<(), Option<StoreError>> {
    if flow.is_break() { Err(None) } else { Ok(()) }
}

/// What an import has taken in so far.
struct Taken<'a> {
    library: &'a Library,
    /// True where the names of inputs are paths.
    from_files: bool,
    /// The import as the store knows it, once it began.
    import: Option<Import>,
    report: Imported,
}

impl<'a> Taken<'a> {
    fn new(library: &'a Library, from_files: bool) -> Self {
        Self { library, from_files, import: None, report: Imported::default() }
    }

    /// What an article that was read is known by when it is read again.
    fn origin(&self, article: &Article, place: &Place) -> Origin {
        let path = Path::new(&place.file);
        let is_whole = self.from_files && place.line.is_none();
        let whole_path = self.from_files.then(|| std::path::absolute(path).ok()).flatten();
        let whole_path = whole_path.map(|path| path.to_string_lossy().into_owned());
        let name = path.file_name().map(|name| name.to_string_lossy());
        let (path, among) = if is_whole { (whole_path, None) } else { (None, whole_path) };
        Origin {
            path,
            among,
            names_itself: !zhimai_import::is_made_id(&article.id),
            // That of a file's only article may be the name of a folder, which belongs to the path.
            names_source: is_whole || article.source.as_deref() != name.as_deref(),
        }
    }

    /// Puts what was read into the store: articles in one transaction, each dictionary in one, then what was wrong.
    fn take_in(&mut self, mut batch: Batch) -> Result<(), StoreError> {
        let known = self.library.known();
        batch.look_for(known.names());
        let Batch { articles, places, dictionaries, mut problems, .. } = batch;
        let store = self.library.store();
        let origins: Vec<_> =
            articles.iter().zip(&places).map(|((article, _), place)| self.origin(article, place)).collect();
        let import = match &mut self.import {
            Some(import) => import,
            None => self.import.insert(store.begin_import(self.library.now())?),
        };
        let all = store.put_articles_from(&articles, &origins, import)?;
        if store.knowledge_sequence()? != known.sequence {
            // Names became others between looking for them and keeping what was found.
            let again: Vec<_> = all.iter().map(|put| (ChangeKind::Article, put.id().to_owned())).collect();
            store.spread_stale(&[], &again)?;
        }
        for (put, place) in all.iter().zip(places) {
            match put {
                Put::Unchanged { .. } => self.report.unchanged += 1,
                Put::Updated { .. } => self.report.updated += 1,
                Put::Changed { .. } => self.report.changed += 1,
                Put::Added { id } | Put::IdTaken { given: id, .. } => {
                    self.report.added += 1;
                    if self.report.addresses.len() < ADDRESSES {
                        self.report.addresses.push(Address::Article(id.clone()));
                    }
                }
            }
            if let Put::IdTaken { given, .. } = put {
                let what = ProblemKind::IdTaken { id: given.clone() };
                problems.push(Problem { place, refused: false, what });
            }
        }
        for dictionary in dictionaries {
            let replaced = self.library.store().put_dictionary(&dictionary, self.library.now())?;
            self.report.dictionaries.push(ImportedDictionary {
                entries: narrow(dictionary.entries.len()),
                name: dictionary.name,
                replaced,
            });
        }
        self.library.store().add_problems(&problems, self.library.now())?;
        for problem in problems.iter().filter(|problem| problem.refused) {
            let more = if let ProblemKind::More { count } = problem.what { count } else { 1 };
            self.report.refused = self.report.refused.saturating_add(more);
        }
        let room = PROBLEMS.saturating_sub(self.report.problems.len());
        self.report.problems.extend(problems.into_iter().take(room));
        Ok(())
    }
}

/// A count as it is told.
fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
