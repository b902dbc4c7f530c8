//! Takes articles and dictionaries in: from files, from pasted text, from the bundled collection.

use crate::api::{ImportReport, ImportText, ImportedDictionary, Progress, UiLang, WireError};
use crate::indexing::OnProgress;
use crate::settings::CONTENT_STAMP;
use crate::view::wire;
use crate::{Library, content, words};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use zhimai_import::collection::Collection;
use zhimai_import::{Event, Options, Output};
use zhimai_knowledge::{NameIndex, Named};
use zhimai_model::{Address, Article, Body, Place, Problem, ProblemCode};
use zhimai_store::{Mention, Origin, Put, Store, StoreError};

/// How many addresses of new articles, and how many problems, a report names. The tray has all problems.
const ADDRESSES: usize = 100;
const PROBLEMS: usize = 1_000;

/// Brings the bundled collection in the store up to what is compiled in, if it differs.
pub(crate) fn take_in_bundled(
    store: &Store,
    collection: &Collection,
    names: &NameIndex,
    stamp: &str,
) -> Result<(), StoreError> {
    if store.is_read_only() || store.setting::<String>(CONTENT_STAMP)?.as_deref() == Some(stamp) {
        return Ok(());
    }
    let articles: Vec<_> = collection.articles.iter().map(|a| (a.clone(), mentions(names, a))).collect();
    store.replace_collection(content::BUNDLED, &articles)?;
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
        let (mut total, mut failed) = (0, None);
        let walked = zhimai_import::walk(paths, &Options::default(), &mut |event| match event {
            Event::Found { bytes, .. } => {
                total = kibibytes(bytes);
                progress(Progress { done: 0, total, current: String::new() })
            }
            Event::Batch { output, bytes, .. } => {
                let current =
                    output.articles.last().map(|article| article.body.title.clone()).unwrap_or_default();
                if let Err(e) = taken.take_in(output) {
                    failed = Some(e);
                    return ControlFlow::Break(());
                }
                progress(Progress { done: kibibytes(bytes), total, current })
            }
        });
        self.give_room_back();
        self.store_changed();
        match failed {
            Some(e) => Err(words::import_stopped(lang, &e, taken.report.added)),
            None => Ok(ImportReport { cancelled: walked.is_break(), ..taken.report }),
        }
    }

    pub(crate) fn take_in_text(&self, lang: UiLang, request: &ImportText) -> Result<ImportReport, WireError> {
        let pasted = words::say(lang, "貼上的文字", "粘贴的文字", "Pasted text");
        let name = if request.name.trim().is_empty() { pasted.as_str() } else { request.name.trim() };
        let mut taken = Taken::new(self, lang, false);
        let output = zhimai_import::read(name, request.text.as_bytes(), &Options::default());
        taken.take_in(output).map_err(|e| words::store_error(lang, &e))?;
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

/// What an import has taken in so far.
struct Taken<'a> {
    library: &'a Library,
    lang: UiLang,
    /// True where the names of inputs are paths.
    from_files: bool,
    /// The last change of the store before anything was taken in, once it was looked up.
    since: Option<i64>,
    report: ImportReport,
}

impl<'a> Taken<'a> {
    fn new(library: &'a Library, lang: UiLang, from_files: bool) -> Self {
        Self { library, lang, from_files, since: None, report: ImportReport::default() }
    }

    /// What an article that was read is known by when it is read again.
    fn origin(&self, article: &Article, place: &Place) -> Origin {
        let path = Path::new(&place.file);
        let is_whole = self.from_files && place.line.is_none();
        let whole_path = is_whole.then(|| std::path::absolute(path).ok()).flatten();
        let name = path.file_name().map(|name| name.to_string_lossy());
        Origin {
            path: whole_path.map(|path| path.to_string_lossy().into_owned()),
            names_itself: !zhimai_import::is_made_id(&article.id),
            // That of a file's only article may be the name of a folder, which belongs to the path.
            names_source: is_whole || article.source.as_deref() != name.as_deref(),
        }
    }

    /// Puts what was read into the store: articles in one transaction, each dictionary in one, then what was wrong.
    fn take_in(&mut self, output: Output) -> Result<(), StoreError> {
        let Output { articles, places, dictionaries, mut problems } = output;
        let names = self.library.names();
        let articles: Vec<_> =
            articles.into_iter().map(|a| (mentions(names, &a), a)).map(|(m, a)| (a, m)).collect();
        let store = self.library.store();
        let since = match self.since {
            Some(since) => since,
            None => *self.since.insert(store.last_sequence()?),
        };
        let origins: Vec<_> =
            articles.iter().zip(&places).map(|((article, _), place)| self.origin(article, place)).collect();
        for (put, place) in store.put_articles_from(&articles, &origins, since)?.iter().zip(places) {
            match put {
                Put::Unchanged { .. } => self.report.unchanged += 1,
                Put::Updated { .. } => self.report.updated += 1,
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

/// A size in KiB, rounded up, as progress counts.
fn kibibytes(bytes: u64) -> u32 {
    u32::try_from(bytes.div_ceil(1024)).unwrap_or(u32::MAX)
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
