//! A collection as one file that another person opens.
//!
//! It is a zip archive in the layout of `content/`: `collection.json`, `articles/*.json`, the pictures that the articles show, and a
//! list of all files with their checksums. The articles go along as they are, without their earlier versions; notes and what the
//! person added to what is known do not go along.

use crate::content::{BUNDLED, NAMES};
use crate::error::LibraryError;
use crate::library::Library;
use crate::progress::{OnProgress, Progress};
use std::collections::{BTreeMap, HashSet};
use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use zhimai_import::collection::{FORMAT, FileSum, INFO, MANIFEST, Manifest, VERSION};
use zhimai_import::{IMPORTED, Options};
use zhimai_model::{
    Address, Article, Bilingual, Block, BlockKind, CollectionInfo, DateRange, ImportedArticle, InlineKind,
    Picture,
};
use zhimai_store::{Store, StoreError};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const PROGRAM: &str = concat!("Zhimai ", env!("CARGO_PKG_VERSION"));
/// The most articles and pictures of one file: whoever opens one reads no more.
const MOST: usize = 90_000;
/// How many characters of a collection's identity tell one library's imports from another's.
const OWN: usize = 12;
/// What the address of a file on this disk begins with.
const FILE: &str = "file://";

/// A file that was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// Where it is.
    pub path: PathBuf,
    /// How many articles are in it.
    pub articles: u32,
    /// How many pictures.
    pub pictures: u32,
    /// How many articles are damaged, and so are not in it.
    pub damaged: u32,
    /// How many links are words in it because they led to files of this machine.
    pub links: u32,
    /// The SHA-256 of all of it, as its list of checksums says.
    pub sha256: String,
}

/// How files are read that come into a library.
pub(crate) fn options() -> Options {
    let reserved = [IMPORTED, BUNDLED, NAMES].map(str::to_owned);
    Options { reserved: reserved.into(), ..Options::default() }
}

/// What the collection of a library's imports is called in a file: another one for every library, so that what one person
/// imported does not get among what another did.
pub(crate) fn own_id(store: &Store) -> Result<String, StoreError> {
    let identity: String = store.identity()?.chars().take(OWN).collect();
    Ok(format!("{IMPORTED}-{identity}"))
}

impl Library {
    /// What a file of a collection is called when the person does not say.
    pub fn export_name(id: &str, title: &str) -> String {
        let plain = |c: char| if c.is_alphanumeric() { c } else { '-' };
        let name: String = title.chars().map(plain).take(60).collect();
        let name = name.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
        format!("{}.zhimai.zip", if name.is_empty() { id } else { &name })
    }

    /// Writes a collection of the person's into a file. `unnamed` is what it is called where nobody named it. A file that is there
    /// is written over only where that is said; nothing is left of one that could not be written to its end.
    ///
    /// # Errors
    /// `NoCollection`, `BundledCollection`, `Exists` where a file is there, `TooManyToExport`, `NotWritten`, `Cancelled`, and whatever the store says.
    pub fn export_collection(
        &self,
        id: &str,
        unnamed: &Bilingual,
        (to, replace): (&Path, bool),
        progress: OnProgress<'_>,
    ) -> Result<Exported, LibraryError> {
        self.check_own(id)?;
        if !replace && to.exists() {
            return Err(StoreError::Exists { path: to.to_owned() }.into());
        }
        let mut name = std::ffi::OsString::from(".");
        name.push(to.file_name().unwrap_or(to.as_os_str()));
        name.push(".unfinished");
        let unfinished = to.with_file_name(name);
        let done = self.write(id, unnamed, &unfinished, progress).and_then(|exported| {
            std::fs::rename(&unfinished, to).map_err(|e| not_written(to, &e))?;
            Ok(Exported { path: to.to_owned(), ..exported })
        });
        done.map_err(|error| {
            let _ = std::fs::remove_file(&unfinished);
            match error {
                // The person knows the file by the name that it was to have.
                LibraryError::NotWritten { detail, .. } => not_written(to, &detail),
                error => error,
            }
        })
    }

    fn write(
        &self,
        id: &str,
        unnamed: &Bilingual,
        to: &Path,
        progress: OnProgress<'_>,
    ) -> Result<Exported, LibraryError> {
        let store = self.store();
        let ids = store.articles_of(id)?;
        if ids.len() > MOST {
            return Err(LibraryError::TooManyToExport { most: MOST });
        }
        let own: HashSet<&str> = ids.iter().map(String::as_str).collect();
        let mut info = match self.info(id)? {
            Some(info) => info,
            None => self.blank(id)?,
        };
        if info.title.zh.is_empty() {
            info.title = unnamed.clone();
        }
        if id == IMPORTED {
            info.id = own_id(store)?;
        }
        let file = File::create(to).map_err(|e| not_written(to, &e))?;
        let file = Told { file, failed: false };
        let mut out = Out { zip: ZipWriter::new(file), path: to, files: BTreeMap::new() };
        let mut exported = Exported::default();
        let mut pictures = HashSet::new();
        let mut latest: Option<DateRange> = None;
        let total = u32::try_from(ids.len()).unwrap_or(u32::MAX);
        for (done, id) in (0_u32..).zip(&ids) {
            let mut article = match store.article(id) {
                Ok(Some(article)) => article,
                // It was removed meanwhile.
                Ok(None) => continue,
                Err(StoreError::Damaged { .. }) => {
                    exported.damaged = exported.damaged.saturating_add(1);
                    continue;
                }
                Err(error) => return Err(error.into()),
            };
            if progress(Progress { done, total, current: article.body.title.clone() }).is_break() {
                return Err(LibraryError::Cancelled);
            }
            exported.links = exported.links.saturating_add(self.lead(&mut article, &own)?);
            for hash in shown(&article) {
                if pictures.insert(hash.clone())
                    && let Some(picture) = store.picture(&hash)?
                {
                    if out.files.len() >= MOST {
                        return Err(LibraryError::TooManyToExport { most: MOST });
                    }
                    out.put(&format!("pictures/{hash}.{}", ending(&picture)), &picture.bytes, false)?;
                    exported.pictures = exported.pictures.saturating_add(1);
                }
            }
            let is_later =
                |date: &DateRange| latest.as_ref().is_none_or(|latest| latest.last_day() < date.last_day());
            if let Some(date) = article.date.as_ref().filter(|date| is_later(date)) {
                latest = Some(date.clone());
            }
            let name = out.name_of(&article.id);
            out.put(&name, &json(&ImportedArticle::from(article))?, true)?;
            exported.articles = exported.articles.saturating_add(1);
        }
        info.latest_evidence = latest.unwrap_or(info.latest_evidence);
        out.put(INFO, &json(&CollectionInfo { front: None, ..info })?, true)?;
        exported.sha256 = out.finish(exported.articles, self.blank(id)?.compiled.edtf())?;
        let _ = progress(Progress { done: total, total, current: String::new() });
        Ok(exported)
    }

    /// Leads links to files of this machine to their articles, where these go along, and leaves only the words of others. Gives how
    /// many these were.
    fn lead(&self, article: &mut Article, own: &HashSet<&str>) -> Result<u32, StoreError> {
        let (of, mut gone) = (article.id.clone(), 0_u32);
        let bodies = std::iter::once(&mut article.body).chain(&mut article.translation);
        for block in bodies.flat_map(|body| &mut body.blocks) {
            hide_place(block);
            for span in &mut block.spans {
                if let InlineKind::Link { url } = &mut span.kind
                    && let Some(path) = url.strip_prefix(FILE)
                {
                    let known = self.store().article_of_file_beside(&of, path)?;
                    let known = known.filter(|id| own.contains(id.as_str()));
                    *url = known.map(|id| Address::Article(id).to_string()).unwrap_or_default();
                }
            }
            let before = block.spans.len();
            block.spans.retain(|span| !matches!(&span.kind, InlineKind::Link { url } if url.is_empty()));
            let lost = before.saturating_sub(block.spans.len());
            gone = gone.saturating_add(u32::try_from(lost).unwrap_or(u32::MAX));
        }
        Ok(gone)
    }
}

/// Of a picture that did not come in, where its file lay on this machine is nobody's business.
fn hide_place(block: &mut Block) {
    if let BlockKind::Image { source } = &mut block.kind
        && source.starts_with(FILE)
    {
        *source = source.rsplit('/').next().unwrap_or_default().to_owned();
    }
}

/// The hashes of the pictures that an article shows.
fn shown(article: &Article) -> Vec<String> {
    let bodies = std::iter::once(&article.body).chain(&article.translation);
    let sources = bodies.flat_map(|body| &body.blocks).filter_map(|block| match &block.kind {
        BlockKind::Image { source } => Picture::hash_in(source),
        _ => None,
    });
    sources.map(str::to_owned).collect()
}

/// The ending of the name of a picture.
fn ending(picture: &Picture) -> &str {
    picture.kind.strip_prefix("image/").unwrap_or("picture")
}

fn json<T: serde::Serialize>(value: &T) -> Result<Vec<u8>, LibraryError> {
    let mut bytes = serde_json::to_vec_pretty(value)
        .map_err(|error| LibraryError::NotWritten { path: PathBuf::new(), detail: error.to_string() })?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn not_written(path: &Path, error: &dyn std::fmt::Display) -> LibraryError {
    LibraryError::NotWritten { path: path.to_owned(), detail: error.to_string() }
}

/// A file of which the first thing that goes wrong is told, and nothing after it: what is thrown away then would say on the standard
/// error that it cannot be ended.
struct Told {
    file: File,
    failed: bool,
}

impl Write for Told {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.failed {
            return Ok(bytes.len());
        }
        let written = self.file.write(bytes);
        self.failed = written.as_ref().is_err_and(|error| error.kind() != std::io::ErrorKind::Interrupted);
        written
    }

    fn flush(&mut self) -> std::io::Result<()> {
        if self.failed { Ok(()) } else { self.file.flush() }
    }
}

impl Seek for Told {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.file.seek(to)
    }
}

/// The file in the making.
struct Out<'a> {
    zip: ZipWriter<Told>,
    path: &'a Path,
    files: BTreeMap<String, FileSum>,
}

impl Out<'_> {
    /// Puts a file in. What is packed already is put in as it is.
    fn put(&mut self, name: &str, bytes: &[u8], pack: bool) -> Result<(), LibraryError> {
        self.add(name, bytes, pack)?;
        self.files.insert(name.to_owned(), FileSum::of(bytes));
        Ok(())
    }

    fn add(&mut self, name: &str, bytes: &[u8], pack: bool) -> Result<(), LibraryError> {
        let method = if pack { CompressionMethod::Deflated } else { CompressionMethod::Stored };
        let options = SimpleFileOptions::default().compression_method(method);
        self.zip.start_file(name, options).map_err(|e| not_written(self.path, &e))?;
        self.zip.write_all(bytes).map_err(|e| not_written(self.path, &e))
    }

    /// The name of an article's file: its identifier where any system takes that for a name, else one made of it.
    fn name_of(&self, id: &str) -> String {
        let is_plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        let name = format!("articles/{id}.json");
        if (1..=80).contains(&id.len()) && id.bytes().all(is_plain) && !self.files.contains_key(&name) {
            return name;
        }
        let made: String = FileSum::of(id.as_bytes()).sha256.chars().take(32).collect();
        format!("articles/{made}.json")
    }

    /// Puts the list in and ends the file, which is on the disk then. Gives the checksum of all.
    fn finish(mut self, articles: u32, today: &str) -> Result<String, LibraryError> {
        let files = std::mem::take(&mut self.files);
        let mut manifest = Manifest {
            format: FORMAT.to_owned(),
            version: VERSION,
            made_by: PROGRAM.to_owned(),
            made: today.to_owned(),
            articles,
            files,
            sha256: String::new(),
        };
        manifest.sha256 = manifest.whole();
        self.add(MANIFEST, &json(&manifest)?, true)?;
        let path = self.path;
        let file = self.zip.finish().map_err(|e| not_written(path, &e))?;
        file.file.sync_all().map_err(|e| not_written(path, &e))?;
        Ok(manifest.sha256)
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_told_once() {
        let file = File::create("/dev/full").unwrap();
        let mut told = Told { file, failed: false };
        let error = told.write(b"a").unwrap_err();
        assert_eq!(error.kind(), std::io::ErrorKind::StorageFull);
        told.write_all(b"b").unwrap();
        told.flush().unwrap();
    }
}
