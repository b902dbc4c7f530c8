//! Takes articles and dictionaries in: from files and from pasted text.

use crate::batch::Batch;
use crate::error::LibraryError;
use crate::exchange;
use crate::intake::{self, Follow, Step, Walk};
use crate::library::Library;
use crate::progress::OnProgress;
use std::collections::{BTreeSet, HashSet};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use zhimai_import::{Brought, IMPORTED};
use zhimai_model::{Address, Article, CollectionInfo, Place, Problem, ProblemKind};
use zhimai_store::{ChangeKind, Import, Origin, Put, Stood, StoreError, StoredImport};

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
    /// Collections that had been exported.
    pub collections: Vec<OpenedCollection>,
    /// Pieces of input that were refused.
    pub refused: u32,
    /// True when whoever asked said stop; what was added stays.
    pub cancelled: bool,
    /// True when it was rehearsed: nothing was written, and the counts are those of what would come in.
    pub rehearsed: bool,
    /// How many bytes of input were read.
    pub bytes: u64,
    /// How long it took, in milliseconds; where it was rehearsed, how long it would take at the pace seen.
    pub milliseconds: u32,
    /// The first 100 articles that were added.
    pub addresses: Vec<Address>,
    /// What was refused, repaired or unclear: at most 1,000 problems.
    pub problems: Vec<Problem>,
}

/// A collection that had been exported, and that an import brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedCollection {
    /// What it says of itself.
    pub info: CollectionInfo,
    /// How many articles it says it has.
    pub articles: u32,
    /// True when the library had none of this identifier; else its articles are brought up to date.
    pub is_new: bool,
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
        let origin: Vec<_> = paths.iter().map(|path| whole(path)).collect();
        let import = self.store().begin_remembered_import(&origin, self.now()).map_err(not_begun)?;
        let imported = self.run(&[Walk::All(paths.to_vec())], import, None, progress);
        self.give_room_back();
        if self.indexer().is_kept() {
            self.indexer().store_changed();
        }
        imported
    }

    /// The same run, of which nothing is kept: says what would come in and what would not, and how long it would take.
    ///
    /// # Errors
    /// `ImportEnded` where the store could not be written either.
    pub fn rehearse_paths(
        &self,
        paths: &[PathBuf],
        progress: OnProgress<'_>,
    ) -> Result<Imported, LibraryError> {
        let import = self.store().rehearse_import(self.now()).map_err(not_begun)?;
        self.run(&[Walk::All(paths.to_vec())], import, None, progress)
    }

    /// Reads files and folders and puts in what they hold, as an import that begins. Notes what it `met`, where that is asked.
    pub(crate) fn run(
        &self,
        walks: &[Walk],
        import: Import,
        met: Option<&mut Met>,
        progress: OnProgress<'_>,
    ) -> Result<Imported, LibraryError> {
        let began = self.now();
        let is_rehearsal = import.is_rehearsal();
        let mut taken = Taken { met, ..Taken::new(self, import, true) };
        let stop = AtomicBool::new(false);
        let flow = std::thread::scope(|scope| {
            let steps = intake::read(self, walks, scope);
            let mut follow = Follow::start(self, !is_rehearsal, &stop, scope);
            let flow = steps.iter().try_for_each(|step| match step {
                Step::Found(bytes) => stopped(progress(follow.found(bytes))),
                Step::Read(batch, bytes) => {
                    taken.report.bytes = bytes;
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
        taken.report.cancelled = flow.is_err();
        let kept = taken.end();
        let report = std::mem::take(&mut taken.report);
        match flow {
            Err(Some(error)) => return Err(LibraryError::ImportEnded { error, added: report.added }),
            // All is in; only how it ended is not remembered.
            _ => kept.map_err(|error| LibraryError::ImportEnded { error, added: report.added })?,
        }
        let took = u64::try_from(self.now().saturating_sub(began)).unwrap_or(0);
        let milliseconds =
            if is_rehearsal { expected(&report, took, self.store().import_pace()?) } else { took };
        let milliseconds = u32::try_from(milliseconds).unwrap_or(u32::MAX);
        Ok(Imported { rehearsed: is_rehearsal, milliseconds, ..report })
    }

    /// Takes in text that was pasted or dropped, from the source `name`.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn import_text(&self, name: &str, text: &str) -> Result<Imported, LibraryError> {
        let import = self.store().begin_remembered_import(&[name.to_owned()], self.now())?;
        let mut taken = Taken::new(self, import, false);
        let output = zhimai_import::read(name, text.as_bytes(), &exchange::options());
        let batch = Batch::of(output, Arc::clone(self.known().names()));
        taken.report.bytes = text.len() as u64;
        taken.take_in(batch)?;
        taken.end()?;
        self.indexer().store_changed();
        Ok(taken.report)
    }
}

/// Of an import that cannot even begin.
fn not_begun(error: StoreError) -> LibraryError {
    LibraryError::ImportEnded { error, added: 0 }
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
    /// The import as the store knows it.
    import: Import,
    report: Imported,
    /// The identifiers of the collections that it brings, and where it brings any, what a file calls that of this library's own
    /// imports.
    brought: HashSet<String>,
    own: Option<String>,
    /// The last problem that was told before it began.
    last_problem: i64,
    met: Option<&'a mut Met>,
}

/// What an import met in files, as the files are named in it.
#[derive(Debug, Default)]
pub(crate) struct Met {
    /// The articles, each with its file.
    pub(crate) articles: Vec<(String, String)>,
    /// The files in which something was refused.
    pub(crate) refused: Vec<String>,
}

impl<'a> Taken<'a> {
    fn new(library: &'a Library, import: Import, from_files: bool) -> Self {
        let last_problem = library.store().last_problem().unwrap_or_default();
        let (report, brought) = (Imported::default(), HashSet::new());
        Self { library, from_files, import, report, brought, own: None, last_problem, met: None }
    }

    /// Makes the collections that a file brings, where there are none of these identifiers. One that is there keeps the name
    /// that the person gave it.
    fn make(&mut self, collections: Vec<Brought>) -> Result<(), StoreError> {
        if collections.is_empty() {
            return Ok(());
        }
        let store = self.library.store();
        let own = exchange::own_id(store)?;
        for Brought { info, articles } in collections {
            let is_new = info.id != own && store.collection_info(&info.id)?.is_none();
            if is_new && !self.import.is_rehearsal() {
                store.put_collection(&info.id, info.version, &info)?;
            }
            self.brought.insert(info.id.clone());
            self.report.collections.push(OpenedCollection { info, articles, is_new });
        }
        self.own = Some(own);
        Ok(())
    }

    /// Has it remembered how the import ended.
    fn end(&self) -> Result<(), StoreError> {
        let Imported { refused, cancelled, bytes, ref dictionaries, .. } = self.report;
        let dictionaries = dictionaries.iter().map(|one| one.name.clone()).collect();
        let ended = Some(self.library.now());
        let ended = StoredImport { ended, refused, dictionaries, cancelled, ..StoredImport::default() };
        self.library.store().end_import(&self.import, &ended, bytes)
    }

    /// What an article that was read is known by when it is read again.
    fn origin(&self, article: &Article, place: &Place) -> Origin {
        if self.brought.contains(&article.collection) {
            // It goes by its identifier alone, wherever the file lies.
            return Origin { names_itself: true, names_source: true, ..Origin::default() };
        }
        let path = Path::new(&place.file);
        let is_whole = self.from_files && place.line.is_none();
        let whole_path = self.from_files.then(|| whole(path));
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
        let Batch { mut articles, places, dictionaries, pictures, collections, mut problems, .. } = batch;
        let store = self.library.store();
        self.make(collections)?;
        let origins: Vec<_> =
            articles.iter().zip(&places).map(|((article, _), place)| self.origin(article, place)).collect();
        for (article, _) in &mut articles {
            if self.own.as_ref() == Some(&article.collection) {
                IMPORTED.clone_into(&mut article.collection);
            }
        }
        self.import.bring(pictures);
        let all = store.put_articles_from(&articles, &origins, &mut self.import)?;
        for Stood { at, field, given } in self.import.stood() {
            let what = ProblemKind::YoursStands { field, value: given };
            problems.extend(places.get(at).map(|place| Problem {
                place: place.clone(),
                refused: false,
                what,
            }));
        }
        let is_rehearsal = self.import.is_rehearsal();
        if !is_rehearsal && store.knowledge_sequence()? != known.sequence {
            // Names became others between looking for them and keeping what was found.
            let again: Vec<_> = all.iter().map(|put| (ChangeKind::Article, put.id().to_owned())).collect();
            store.spread_stale(&[], &again)?;
        }
        let files =
            places.iter().chain(problems.iter().map(|problem| &problem.place)).map(|place| &place.file);
        let files: BTreeSet<_> = files.cloned().collect();
        if let Some(met) = &mut self.met {
            met.articles.extend(
                places.iter().zip(&all).map(|(place, put)| (place.file.clone(), put.id().to_owned())),
            );
            let refused = problems.iter().filter(|problem| problem.refused);
            met.refused.extend(refused.map(|problem| problem.place.file.clone()));
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
            let replaced = store.put_dictionary_from(&dictionary, self.library.now(), &mut self.import)?;
            self.report.dictionaries.push(ImportedDictionary {
                entries: narrow(dictionary.entries.len()),
                name: dictionary.name,
                replaced,
            });
        }
        if !is_rehearsal {
            if self.from_files {
                // What was wrong with a file before is told again where it still is.
                let files: Vec<_> = files.iter().map(|file| on_disk(file)).collect();
                store.settle_problems(&files, self.last_problem)?;
            }
            let path = |problem: &Problem| self.from_files.then(|| on_disk(&problem.place.file));
            let paths: Vec<_> = problems.iter().map(path).collect();
            store.add_problems_of(&problems, &paths, Some(&self.import), self.library.now())?;
        }
        for problem in problems.iter().filter(|problem| problem.refused) {
            let more = if let ProblemKind::More { count } = problem.what { count } else { 1 };
            self.report.refused = self.report.refused.saturating_add(more);
        }
        let room = PROBLEMS.saturating_sub(self.report.problems.len());
        self.report.problems.extend(problems.into_iter().take(room));
        Ok(())
    }
}

/// How long an import takes that was rehearsed in so many milliseconds; `pace` is how long earlier ones took in milliseconds, and
/// for how many bytes. What is there already takes no longer than in the rehearsal.
fn expected(report: &Imported, took: u64, pace: Option<(u64, u64)>) -> u64 {
    let new =
        u64::from(report.added).saturating_add(report.changed.into()).saturating_add(report.updated.into());
    let all = new.saturating_add(report.unchanged.into()).max(1);
    let part =
        |whole: u64| u64::try_from(u128::from(whole) * u128::from(new) / u128::from(all)).unwrap_or(u64::MAX);
    match pace {
        Some((time, bytes)) => {
            let taking = u128::from(part(report.bytes)) * u128::from(time) / u128::from(bytes.max(1));
            took.max(u64::try_from(taking).unwrap_or(u64::MAX))
        }
        // Where no import has told: what comes in is written and indexed, too, most of it while the rest is read.
        None => took.saturating_add(part(took / 3)),
    }
}

/// The path of the file on the disk in which a file lies, such as the archive that it is a part of.
fn on_disk(file: &str) -> String {
    let path = Path::new(file);
    whole(path.ancestors().find(|path| path.is_file()).unwrap_or(path))
}

/// A path as it is known from anywhere.
pub(crate) fn whole(path: &Path) -> String {
    let whole = std::path::absolute(path);
    whole.as_deref().unwrap_or(path).to_string_lossy().into_owned()
}

/// A count as it is told.
fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
