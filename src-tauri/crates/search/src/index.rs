//! An index in a folder: creating, opening, and the stamp that says whether it can be used.

use crate::analysis::tokenizer::{CharsTokenizer, TextTokenizer};
use crate::budget::{Budget, Limits};
use crate::claims::{Claims, NoClaims};
use crate::collect::FacetColumns;
use crate::context::Context;
use crate::current::Current;
use crate::document::Kind;
use crate::error::{OpenError, SearchError};
use crate::holding::holding;
use crate::marker::Marker;
use crate::plan::clause::Plan;
use crate::plan::plan;
use crate::request::{Answer, Request};
use crate::schema::{CHARS_TOKENIZER, Fields, TEXT_TOKENIZER, schema};
use crate::search::{Asked, search};
use crate::storage::files::Files;
use crate::storage::folder::Folder;
use crate::storage::guard::guarded;
use crate::storage::mark::{Built, Mark, Stamp};
use crate::writer::Writer;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use tantivy::{Directory, IndexReader, IndexSettings, ReloadPolicy, TantivyError};
use zhimai_dictionary::Dictionaries;
use zhimai_gazetteer::Gazetteer;

/// The engine's file of what there is; [`Stamp`] stands in it.
const META: &str = "meta.json";

/// How often an index is opened anew that another process changes meanwhile.
const TRIES: usize = 5;

/// At most so many texts are read to make out a query that is only to be marked.
const MARKED_TEXTS: u32 = 10_000;

/// An open index. It may be shared between threads; a search sees what was committed before it began.
pub struct Index {
    folder: PathBuf,
    index: tantivy::Index,
    reader: IndexReader,
    fields: Fields,
    /// The names of now. They may change at any time; a search goes on with those it began with.
    names: Arc<Current>,
    /// Words for queries only. They may change at any time; a search goes on with those it began with.
    dictionaries: RwLock<Dictionaries>,
    facets: FacetColumns,
    files: Arc<Files>,
    /// True when a search failed.
    failed: AtomicBool,
}

impl Index {
    /// Opens the index in a folder. Files that were touched since they were found right are read as a whole.
    ///
    /// # Errors
    /// When there is none, when it was built by another version, or when it is damaged.
    pub fn open(folder: &Path, names: Arc<Gazetteer>) -> Result<Index, OpenError> {
        let meta = || {
            // A pipe would have us wait.
            let path = folder.join(META);
            path.symlink_metadata().is_ok_and(|found| found.is_file()).then(|| std::fs::read(path).ok())
        };
        let mut opened = Err(OpenError::Missing);
        for _ in 0..TRIES {
            let before = meta();
            opened = Index::open_once(folder, &names);
            if !matches!(opened, Err(OpenError::Corrupt(_))) || meta() == before {
                break;
            }
            // Another process has committed or merged since, and files that were asked for are gone.
        }
        opened
    }

    fn open_once(folder: &Path, names: &Arc<Gazetteer>) -> Result<Index, OpenError> {
        let corrupt = |error: SearchError| OpenError::Corrupt(error.to_string());
        let files = Files::open(folder)?;
        let opened = guarded(|| {
            let directory = Folder::open(folder).map_err(TantivyError::from)?;
            let index = tantivy::Index::open(directory)?;
            let metas = index.load_metas()?;
            Ok((index, metas))
        });
        let (index, metas) = opened.map_err(corrupt)?;
        let stamp = Stamp::read(metas.payload.as_deref()).ok_or(OpenError::Stale)?;
        if stamp.built != Built::now() || index.schema() != schema().0 {
            return Err(OpenError::Stale);
        }
        files.look(&metas)?;
        Index::start(folder, index, Arc::clone(names), files).map_err(corrupt)
    }

    /// Makes an empty index in a folder, which is created if need be and must hold nothing.
    ///
    /// It is made beside the folder and then moved there as a whole.
    ///
    /// # Errors
    /// When the folder cannot be written, or holds something.
    pub fn create(folder: &Path, names: Arc<Gazetteer>) -> Result<Index, SearchError> {
        let mut name = folder.file_name().unwrap_or_default().to_owned();
        name.push(format!(".new-{}", std::process::id()));
        let fresh = folder.with_file_name(name);
        match std::fs::remove_dir_all(&fresh) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
        make_private(&fresh)?;
        let moved = guarded(|| {
            let directory = Folder::open(&fresh).map_err(TantivyError::from)?;
            let builder = tantivy::Index::builder().schema(schema().0).settings(settings());
            let index = builder.open_or_create(directory)?;
            let mut metas = index.load_metas()?;
            let stamp = Stamp { built: Built::now(), mark: Mark::default() };
            metas.payload = Some(stamp.written()?);
            let metas = serde_json::to_vec_pretty(&metas).map_err(io::Error::other)?;
            index.directory().atomic_write(Path::new(META), &metas)?;
            drop(index);
            // An empty folder may give way, a full one does not.
            let _ = std::fs::remove_dir(folder);
            Ok(std::fs::rename(&fresh, folder)?)
        });
        if let Err(error) = moved {
            let _ = std::fs::remove_dir_all(&fresh);
            return Err(error);
        }
        Index::open(folder, names).map_err(|error| io::Error::other(error.to_string()).into())
    }

    fn start(
        folder: &Path,
        index: tantivy::Index,
        names: Arc<Gazetteer>,
        files: Files,
    ) -> Result<Index, SearchError> {
        let names = Arc::new(Current::new(names));
        index.tokenizers().register(TEXT_TOKENIZER, TextTokenizer::new(Arc::clone(&names)));
        index.tokenizers().register(CHARS_TOKENIZER, CharsTokenizer::new());
        let reader = guarded(|| {
            let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual);
            Ok(reader.try_into()?)
        })?;
        Ok(Index {
            folder: folder.to_owned(),
            index,
            reader,
            fields: schema().1,
            names,
            dictionaries: RwLock::default(),
            facets: FacetColumns::default(),
            files: Arc::new(files),
            failed: AtomicBool::new(false),
        })
    }

    /// From now on, what is put in is looked through for these names, and queries are read by them. What is in the index stays as
    /// it is: [`Index::holding`] tells what is to be put in anew.
    pub fn set_gazetteer(&self, names: Arc<Gazetteer>) {
        self.names.set(names);
    }

    /// The documents that may hold one of these forms of a name, in any spacing and script; a few too many, and none left out.
    ///
    /// # Errors
    /// When the index fails.
    pub fn holding(&self, forms: &[&str]) -> Result<Vec<(Kind, String)>, SearchError> {
        guarded(|| holding(&self.reader.searcher(), &self.fields, forms))
    }

    /// Queries are translated by these dictionaries from now on; none ends that. The index stays as it is.
    pub fn set_dictionaries(&self, dictionaries: Dictionaries) {
        *self.dictionaries.write().unwrap_or_else(PoisonError::into_inner) = dictionaries;
    }

    /// The one writer; asking for a second while the first lives is an error.
    ///
    /// # Errors
    /// When there is one already ([`SearchError::is_busy`]), or the folder cannot be written.
    pub fn writer(&self) -> Result<Writer, SearchError> {
        guarded(|| Writer::new(&self.index, &self.reader, self.fields.clone(), Arc::clone(&self.files)))
    }

    /// What the last commit was told; the default before the first.
    pub fn mark(&self) -> Mark {
        let metas = guarded(|| Ok(self.index.load_metas()?));
        let payload = metas.ok().and_then(|metas| metas.payload);
        Stamp::read(payload.as_deref()).map(|stamp| stamp.mark).unwrap_or_default()
    }

    /// The number that the last commit was told; 0 before the first.
    pub fn sequence(&self) -> u64 {
        self.mark().sequence
    }

    /// How many documents there are, those of what was known before among them.
    pub fn len(&self) -> u64 {
        self.reader.searcher().num_docs()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What a search that begins now runs in.
    fn context(&self, as_of: Option<i32>) -> Context {
        Context {
            searcher: self.reader.searcher(),
            fields: self.fields.clone(),
            names: self.names.get(),
            dictionaries: self.dictionaries.read().unwrap_or_else(PoisonError::into_inner).clone(),
            as_of,
            hidden: Vec::new(),
        }
    }

    /// Answers a request, whatever it costs.
    ///
    /// # Errors
    /// When the index itself fails; no query is an error.
    pub fn search(&self, request: &Request) -> Result<Answer, SearchError> {
        self.search_within(request, Limits::NONE)
    }

    /// Answers a request within limits.
    ///
    /// # Errors
    /// When the index itself fails ([`Index::has_failed`]), or when the search was cancelled; no query is an error.
    pub fn search_within(&self, request: &Request, limits: Limits<'_>) -> Result<Answer, SearchError> {
        self.search_with(request, limits, &NoClaims)
    }

    /// Answers a request within limits, by what is known of claims.
    ///
    /// # Errors
    /// As [`Index::search_within`].
    pub fn search_with(
        &self,
        request: &Request,
        limits: Limits<'_>,
        claims: &dyn Claims,
    ) -> Result<Answer, SearchError> {
        let asked = Asked { request, claims, budget: &Budget::new(limits) };
        let answered =
            guarded(|| search(&self.context(request.as_of).without(&request.hidden)?, &self.facets, asked));
        if answered.as_ref().is_err_and(|error| !matches!(error, SearchError::Cancelled)) {
            self.failed.store(true, Ordering::Relaxed);
        }
        answered
    }

    /// Reads a query once, for marking it in any number of texts. An index that fails marks nothing.
    pub fn marker(&self, query: &str) -> Marker {
        let context = self.context(None);
        let budget = Budget::new(Limits { texts: MARKED_TEXTS, ..Limits::NONE });
        let plan = guarded(|| Ok(plan(&context, query, false, &budget, &NoClaims))).unwrap_or_else(|_| {
            self.failed.store(true, Ordering::Relaxed);
            Plan::default()
        });
        Marker { plan }
    }

    /// Whether a search has failed. Then [`Index::check`] tells whether the files are at fault.
    pub fn has_failed(&self) -> bool {
        self.failed.load(Ordering::Relaxed)
    }

    /// Loads the dictionary and so on, which otherwise happens at the first search. For a thread in the background.
    pub fn warm_up(&self) {
        load();
        // What cannot be read now is told by the search that needs it.
        let _ = guarded(|| self.facets.prepare(&self.reader.searcher()));
    }

    /// Whether the files that were touched since they were last found right are as they were written.
    ///
    /// # Errors
    /// Names the first file that is not.
    pub fn look(&self) -> Result<(), OpenError> {
        self.verify(|metas| self.files.look(metas))
    }

    /// Whether the files are as they were written; reads all of them. `now` is in milliseconds since 1970-01-01 UTC.
    ///
    /// # Errors
    /// Names the first file that is not.
    pub fn check(&self, now: i64) -> Result<(), OpenError> {
        self.verify(|metas| self.files.check(metas, now))
    }

    /// When [`Index::check`] last found everything right, in milliseconds since 1970-01-01 UTC; 0: never.
    pub fn checked_at(&self) -> i64 {
        self.files.checked_at()
    }

    fn verify(&self, check: impl Fn(&tantivy::IndexMeta) -> Result<(), OpenError>) -> Result<(), OpenError> {
        let metas = || {
            let metas = guarded(|| Ok(self.index.load_metas()?));
            metas.map_err(|error| OpenError::Corrupt(error.to_string()))
        };
        let mut checked = Ok(());
        for _ in 0..TRIES {
            let before = metas()?;
            checked = check(&before);
            // As in opening: a merge may have taken a file away meanwhile.
            if checked.is_ok() || format!("{:?}", metas()?) == format!("{before:?}") {
                break;
            }
        }
        checked
    }

    /// The size of the files in the folder, in bytes.
    pub fn size_bytes(&self) -> u64 {
        let files = std::fs::read_dir(&self.folder).into_iter().flatten().flatten();
        files.filter_map(|file| file.metadata().ok()).map(|data| data.len()).sum()
    }
}

/// Makes a folder for its owner only, whatever the umask says. What it lies in has to be there: where a library was taken
/// away, an index makes no new place for it.
fn make_private(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    #[cfg_attr(not(unix), allow(unused_mut))]
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Begins to load the dictionary and the tables that the first search needs, and returns at once. For who searches as soon
/// as the index is open: it takes as long as opening does, and needs nothing of it.
pub fn load_ahead() {
    std::thread::spawn(load);
}

fn load() {
    zhimai_text::fold::folded("預熱");
}

/// Blocks of half the usual size: the second stage reads some thirty documents from as many places.
/// They are compressed by the threads that fill them, which have all processors at work already.
fn settings() -> IndexSettings {
    IndexSettings {
        docstore_blocksize: 8_192,
        docstore_compress_dedicated_thread: false,
        ..IndexSettings::default()
    }
}
