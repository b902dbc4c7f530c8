//! An index in a folder: creating, opening, and the stamp that says whether it can be used.

use crate::analysis::{self, CharsTokenizer, TextTokenizer};
use crate::budget::{Budget, Limits};
use crate::dictionary::Dictionary;
use crate::document::Lexicon;
use crate::folder::Folder;
use crate::names::Names;
use crate::schema::{self, CHARS_TOKENIZER, Fields, TEXT_TOKENIZER};
use crate::search::Engine;
use crate::writer::Writer;
use crate::{Answer, Marker, Request};
use serde::{Deserialize, Serialize};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tantivy::{IndexSettings, ReloadPolicy};

/// The file that says what an index was built by.
const STAMP: &str = "zhimai.json";

/// An index that cannot be used as it is. The documents are elsewhere: set the folder aside and build anew.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is none in the folder.
    #[error("there is no index in the folder")]
    Missing,
    /// It was built with another schema, analysis or lexicon.
    #[error("the index was built by another version")]
    Stale,
    /// It is damaged.
    #[error("the index is damaged: {0}")]
    Corrupt(String),
}

/// What went wrong on the way to an answer: the disk's or the index's own failure, never the query's.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The folder could not be read or written.
    #[error("the index could not be read or written: {0}")]
    Io(#[from] std::io::Error),
    /// The index failed.
    #[error("the index failed: {0}")]
    Index(#[from] tantivy::TantivyError),
    /// Nobody waits for the answer any more, as whoever asked has said.
    #[error("the search was cancelled")]
    Cancelled,
}

/// An open index. It may be shared between threads; a search sees what was committed before it began.
pub struct Index {
    folder: PathBuf,
    engine: Engine,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Stamp {
    schema: u32,
    analysis: u32,
    lexicon: u64,
}

impl Stamp {
    fn of(lexicon: &Lexicon) -> Stamp {
        let mut hasher = DefaultHasher::new();
        for group in &lexicon.groups {
            group.hash(&mut hasher);
        }
        Stamp { schema: schema::VERSION, analysis: analysis::VERSION, lexicon: hasher.finish() }
    }
}

impl Index {
    /// Opens the index in a folder.
    ///
    /// # Errors
    /// When there is none, when it was built by another version or for other names, or when it is damaged.
    pub fn open(folder: &Path, lexicon: Lexicon) -> Result<Index, OpenError> {
        let stamp = match std::fs::read(folder.join(STAMP)) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(OpenError::Missing),
            Err(error) => return Err(OpenError::Corrupt(error.to_string())),
        };
        let stamp: Stamp =
            serde_json::from_slice(&stamp).map_err(|error| OpenError::Corrupt(error.to_string()))?;
        if stamp != Stamp::of(&lexicon) {
            return Err(OpenError::Stale);
        }
        let damaged = |error: tantivy::TantivyError| OpenError::Corrupt(error.to_string());
        let directory = Folder::open(folder).map_err(|error| damaged(error.into()))?;
        let index = tantivy::Index::open(directory).map_err(damaged)?;
        let (schema, fields) = schema::schema();
        if index.schema() != schema {
            return Err(OpenError::Stale);
        }
        Index::start(folder, index, fields, lexicon).map_err(|error| OpenError::Corrupt(error.to_string()))
    }

    /// Makes an empty index in a folder, which is created if need be and must hold no index.
    ///
    /// # Errors
    /// When the folder cannot be written, or holds an index.
    pub fn create(folder: &Path, lexicon: Lexicon) -> Result<Index, SearchError> {
        std::fs::create_dir_all(folder)?;
        let (schema, fields) = schema::schema();
        let directory = Folder::open(folder).map_err(tantivy::TantivyError::from)?;
        if tantivy::Index::exists(&directory).map_err(tantivy::TantivyError::from)? {
            return Err(tantivy::TantivyError::IndexAlreadyExists.into());
        }
        let index =
            tantivy::Index::builder().schema(schema).settings(settings()).open_or_create(directory)?;
        // The stamp last: without it, what is there counts as nothing.
        let stamp = serde_json::to_vec(&Stamp::of(&lexicon)).map_err(std::io::Error::other)?;
        std::fs::write(folder.join(STAMP), stamp)?;
        Index::start(folder, index, fields, lexicon)
    }

    fn start(
        folder: &Path,
        index: tantivy::Index,
        fields: Fields,
        lexicon: Lexicon,
    ) -> Result<Index, SearchError> {
        let names = Arc::new(Names::new(lexicon));
        index.tokenizers().register(TEXT_TOKENIZER, TextTokenizer::new(Arc::clone(&names)));
        index.tokenizers().register(CHARS_TOKENIZER, CharsTokenizer::new());
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Index { folder: folder.to_owned(), engine: Engine::new(index, reader, fields, names) })
    }

    /// Queries are translated by this dictionary from now on; an empty one ends that. The index stays as it is.
    pub fn set_dictionary(&self, dictionary: Arc<Dictionary>) {
        self.engine.set_dictionary(dictionary);
    }

    /// The one writer; asking for a second while the first lives is an error.
    ///
    /// # Errors
    /// When there is one already, or the folder cannot be written.
    pub fn writer(&self) -> Result<Writer, SearchError> {
        Writer::new(&self.engine)
    }

    /// What the last commit was told; 0 before the first.
    pub fn sequence(&self) -> u64 {
        let metas = self.engine.index.load_metas();
        metas.ok().and_then(|metas| metas.payload).and_then(|payload| payload.parse().ok()).unwrap_or(0)
    }

    /// How many documents there are.
    pub fn len(&self) -> u64 {
        self.engine.reader.searcher().num_docs()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Answers a request, whatever it costs.
    ///
    /// # Errors
    /// When the index itself fails; no query is an error.
    pub fn search(&self, request: &Request) -> Result<Answer, SearchError> {
        self.search_and_mark(request, Limits::NONE).map(|(answer, _)| answer)
    }

    /// Answers a request within limits, and marks what it was answered by in other texts.
    ///
    /// # Errors
    /// When the index itself fails, or when the search was cancelled; no query is an error.
    pub fn search_and_mark(
        &self,
        request: &Request,
        limits: Limits<'_>,
    ) -> Result<(Answer, Marker<'_>), SearchError> {
        self.engine.search(request, &Budget::new(limits))
    }

    /// Reads a query once, for marking it in any number of texts.
    pub fn marker(&self, query: &str) -> Marker<'_> {
        self.engine.marker(query)
    }

    /// Loads the dictionary and so on, which otherwise happens at the first search. For a thread in the background.
    pub fn warm_up(&self) {
        load();
        // What cannot be read now is told by the search that needs it.
        let _ = self.engine.facets.prepare(&self.engine.reader.searcher());
    }

    /// Whether the files are as they were written; reads all of them.
    ///
    /// # Errors
    /// Names the first file that is not.
    pub fn check(&self) -> Result<(), OpenError> {
        match self.engine.index.validate_checksum() {
            Ok(damaged) => match damaged.into_iter().next() {
                None => Ok(()),
                Some(file) => Err(OpenError::Corrupt(file.display().to_string())),
            },
            Err(error) => Err(OpenError::Corrupt(error.to_string())),
        }
    }

    /// The size of the files in the folder, in bytes.
    pub fn size_bytes(&self) -> u64 {
        let files = std::fs::read_dir(&self.folder).into_iter().flatten().flatten();
        files.filter_map(|file| file.metadata().ok()).map(|data| data.len()).sum()
    }
}

/// Begins to load the dictionary and the tables that the first search needs, and returns at once. For who searches as soon
/// as the index is open: it takes as long as opening does, and needs nothing of it.
pub fn load_ahead() {
    std::thread::spawn(load);
}

fn load() {
    zhimai_text::segment::DICTIONARY.cut("预热");
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
