//! Takes articles and dictionaries in: from files, from pasted text, from the bundled collection.

use crate::api::{ImportReport, ImportText, ImportedDictionary, UiLang, WireError};
use crate::indexing::OnProgress;
use crate::intake::{self, Follow, Step};
use crate::settings::CONTENT_STAMP;
use crate::view::wire;
use crate::{Library, content, words};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use zhimai_import::collection::Collection;
use zhimai_import::{Options, Output};
use zhimai_knowledge::{NameIndex, Named};
use zhimai_model::{Address, Article, Body, Dictionary, Place, Problem, ProblemCode};
use zhimai_store::{Import, Mention, Origin, Put, Store, StoreError};

/// How many addresses of new articles, and how many problems, a report names. The tray has all problems.
const ADDRESSES: usize = 100;
const PROBLEMS: usize = 1_000;

/// Brings the bundled collection in the store up to what is compiled in, if it differs.
pub(crate) fn take_in_bundled(
    store: &Store,
    collection: &Collection,
    names: &NameIndex,
    stamp: &str,
    now: i64,
) -> Result<(), StoreError> {
    if store.is_read_only() || store.setting::<String>(CONTENT_STAMP)?.as_deref() == Some(stamp) {
        return Ok(());
    }
    let articles: Vec<_> = collection.articles.iter().map(|a| (a.clone(), mentions(names, a))).collect();
    store.replace_collection(content::BUNDLED, &articles, now)?;
    if let Some(info) = &collection.info {
        store.put_collection(&info.id, info.version, info)?;
    }
    store.put_setting(CONTENT_STAMP, &stamp)
}

impl Library {
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
        let mut taken = Taken::new(self, lang, true);
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
        if self.is_kept() {
            self.store_changed();
        }
        match flow {
            Err(Some(e)) => Err(words::import_stopped(lang, &e, taken.report.added)),
            cancelled => Ok(ImportReport { cancelled: cancelled.is_err(), ..taken.report }),
        }
    }

    pub(crate) fn take_in_text(&self, lang: UiLang, request: &ImportText) -> Result<ImportReport, WireError> {
        let pasted = words::say(lang, "貼上的文字", "粘贴的文字", "Pasted text");
        let name = if request.name.trim().is_empty() { pasted.as_str() } else { request.name.trim() };
        let mut taken = Taken::new(self, lang, false);
        let output = zhimai_import::read(name, request.text.as_bytes(), &Options::default());
        let batch = Batch::of(output, self.names());
        taken.take_in(batch).map_err(|e| words::store_error(lang, &e))?;
        self.store_changed();
        Ok(taken.report)
    }
}

impl Library {
    /// Gives room back that earlier removals left, where it is worth it. What fails here, fails again at the next write.
    pub(crate) fn give_room_back(&self) {
        let _ = self.store().give_room_back();
    }
}

/// What ends an import before its end: an error, or nothing where the person said stop.
fn stopped(flow: ControlFlow<()>) -> Result<(), Option<StoreError>> {
    if flow.is_break() { Err(None) } else { Ok(()) }
}

/// What was read, with the names that were found in it.
pub(crate) struct Batch {
    articles: Vec<(Article, Vec<Mention>)>,
    places: Vec<Place>,
    dictionaries: Vec<Dictionary>,
    problems: Vec<Problem>,
}

impl Batch {
    pub(crate) fn of(output: Output, names: &NameIndex) -> Self {
        let Output { articles, places, dictionaries, problems } = output;
        let articles = articles.into_iter().map(|a| (mentions(names, &a), a)).map(|(m, a)| (a, m)).collect();
        Self { articles, places, dictionaries, problems }
    }
}

/// What an import has taken in so far.
struct Taken<'a> {
    library: &'a Library,
    lang: UiLang,
    /// True where the names of inputs are paths.
    from_files: bool,
    /// The import as the store knows it, once it began.
    import: Option<Import>,
    report: ImportReport,
}

impl<'a> Taken<'a> {
    fn new(library: &'a Library, lang: UiLang, from_files: bool) -> Self {
        Self { library, lang, from_files, import: None, report: ImportReport::default() }
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
    fn take_in(&mut self, batch: Batch) -> Result<(), StoreError> {
        let Batch { articles, places, dictionaries, mut problems } = batch;
        let store = self.library.store();
        let origins: Vec<_> =
            articles.iter().zip(&places).map(|((article, _), place)| self.origin(article, place)).collect();
        let import = match &mut self.import {
            Some(import) => import,
            None => self.import.insert(store.begin_import(self.library.now())?),
        };
        for (put, place) in store.put_articles_from(&articles, &origins, import)?.iter().zip(places) {
            match put {
                Put::Unchanged { .. } => self.report.unchanged += 1,
                Put::Updated { .. } => self.report.updated += 1,
                Put::Changed { .. } => self.report.changed += 1,
                Put::Added { id } | Put::IdTaken { given: id, .. } => {
                    self.report.added += 1;
                    if self.report.addresses.len() < ADDRESSES {
                        self.report.addresses.push(Address::Article(id.clone()).to_string());
                    }
                }
            }
            if let Put::IdTaken { given, .. } = put {
                problems.push(Problem {
                    code: ProblemCode::IdTaken,
                    place,
                    detail: given.clone(),
                    refused: false,
                });
            }
        }
        for dictionary in dictionaries {
            let replaced = self.library.store().put_dictionary(&dictionary, self.library.now())?;
            self.report.dictionaries.push(ImportedDictionary {
                entries: wire(dictionary.entries.len()),
                name: dictionary.name,
                replaced,
            });
        }
        self.library.store().add_problems(&problems, self.library.now())?;
        for problem in problems.iter().filter(|problem| problem.refused) {
            let more =
                if problem.code == ProblemCode::More { problem.detail.parse().unwrap_or(0) } else { 1_u32 };
            self.report.refused = self.report.refused.saturating_add(more);
        }
        let room = PROBLEMS.saturating_sub(self.report.problems.len());
        self.report.problems.extend(problems.iter().take(room).map(|p| words::problem_view(self.lang, p)));
        Ok(())
    }
}

/// Where an article names entities, in its text and its translation.
fn mentions(names: &NameIndex, article: &Article) -> Vec<Mention> {
    let of = |translation: bool, body: &Body| {
        let found = names.find(&body.text()).into_iter();
        found
            .filter_map(|found| {
                let Named::Entity(entity) = found.named else { return None };
                Some(Mention { entity, translation, start: wire(found.start.0), end: wire(found.end.0) })
            })
            .collect::<Vec<_>>()
    };
    let mut all = of(false, &article.body);
    all.extend(article.translation.iter().flat_map(|body| of(true, body)));
    all
}
