//! A collection that was exported as one file: an archive in the layout of `content/`, with a list of checksums.
//!
//! All of it is looked through first. Where a file is not as the list says, nothing is taken in.

use super::guard::guarded;
use crate::archive::{Archive, is_hidden, leads_out};
use crate::collection::{
    self, FORMAT, FileSum, INFO, MANIFEST, Manifest, VERSION, is_description, is_line, is_name, is_source,
    is_title,
};
use crate::finish::{MAX_ID, is_address, is_stray, misfit, says_something};
use crate::pictures::measured;
use crate::sink::{Brought, Sink};
use crate::told::{bad_field, left_out_fields, too_large};
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::ControlFlow;
use zhimai_model::{
    Article, ArticleKind, Block, BlockKind, Body, CollectionInfo, Picture, Place, ProblemKind, UnsafePath,
};

/// The most that the list, and that any other file, may have, in bytes.
const LARGEST_LIST: usize = 32 << 20;
const LARGEST: usize = 64 << 20;
/// The most that all of it may have unpacked, in bytes: it is unpacked twice.
const MOST: u64 = 2 << 30;

/// The list of an archive that is a collection; nothing of one that is none.
pub(super) fn manifest(archive: &mut Archive<'_>) -> Option<Result<Manifest, ProblemKind>> {
    if !archive.has(MANIFEST) || !archive.has(INFO) {
        return None;
    }
    let altered = || ProblemKind::Altered { name: MANIFEST.to_owned() };
    let Ok(Ok(Some(bytes))) = guarded("ZIP", || archive.named(MANIFEST, LARGEST_LIST)) else {
        return Some(Err(altered()));
    };
    match serde_json::from_slice::<Manifest>(&bytes) {
        Ok(manifest) if manifest.format == FORMAT => Some(Ok(manifest)),
        Err(_) if bytes.windows(FORMAT.len()).any(|part| part == FORMAT.as_bytes()) => Some(Err(altered())),
        _ => None,
    }
}

/// Reads a collection of so many bytes.
pub(super) fn read(
    archive: &mut Archive<'_>,
    manifest: Result<Manifest, ProblemKind>,
    size: usize,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    let mut found = Found { archive, files: HashMap::new(), size: size as u64 };
    match manifest.and_then(|manifest| found.check(&manifest, sink).map(|flow| (manifest, flow))) {
        Err(what) => sink.refuse(what, None),
        Ok((_, ControlFlow::Break(()))) => return ControlFlow::Break(()),
        Ok((manifest, ControlFlow::Continue(()))) => match found.info(sink) {
            Err(what) => sink.refuse(what, None),
            Ok(info) => return found.take_in(&manifest, info, sink),
        },
    }
    ControlFlow::Continue(())
}

/// A collection in an archive, with the numbers of its files.
struct Found<'a, 'b> {
    archive: &'a mut Archive<'b>,
    files: HashMap<String, usize>,
    /// The length of the archive in bytes.
    size: u64,
}

impl Found<'_, '_> {
    /// Whether every file is as the list says, and no other is there.
    fn check(&mut self, manifest: &Manifest, sink: &mut Sink<'_>) -> Result<ControlFlow<()>, ProblemKind> {
        let altered = |name: &str| ProblemKind::Altered { name: name.to_owned() };
        if manifest.version != VERSION {
            return Err(misfit("version", &manifest.version.to_string()));
        }
        if manifest.sha256 != manifest.whole() {
            return Err(altered(MANIFEST));
        }
        for entry in self.archive.entries() {
            if entry.is_folder || entry.path == MANIFEST || is_hidden(&entry.path) {
                continue;
            }
            if entry.is_link || leads_out(&entry.path) {
                return Err(ProblemKind::UnsafePath(UnsafePath::Outside));
            }
            if !manifest.files.contains_key(&entry.path) || self.files.contains_key(&entry.path) {
                return Err(altered(&entry.path));
            }
            self.files.insert(entry.path, entry.index);
        }
        let (mut unpacked, count) = (0_u64, manifest.files.len().max(1) as u64);
        for (done, (path, sum)) in (0_u64..).zip(&manifest.files) {
            let bytes = self.unpacked(path).map_err(|what| match what {
                ProblemKind::TooLarge { .. } => what,
                _ => altered(path),
            })?;
            unpacked = unpacked.saturating_add(bytes.len() as u64);
            if unpacked > MOST {
                return Err(too_large(usize::try_from(MOST).unwrap_or(usize::MAX)));
            }
            if FileSum::of(&bytes) != *sum {
                return Err(altered(path));
            }
            if sink.step(self.part(done, count.saturating_mul(2))).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    /// How much of the archive so many of all steps are.
    fn part(&self, done: u64, all: u64) -> u64 {
        (self.size / all.max(1)).saturating_mul(done).min(self.size)
    }

    /// The bytes of a file.
    fn unpacked(&mut self, path: &str) -> Result<Vec<u8>, ProblemKind> {
        match self.files.get(path) {
            Some(index) => guarded("ZIP", || self.archive.unpack(*index, LARGEST))?,
            None => Err(ProblemKind::Altered { name: path.to_owned() }),
        }
    }

    /// What the collection is.
    fn info(&mut self, sink: &Sink<'_>) -> Result<CollectionInfo, ProblemKind> {
        let bytes = self.unpacked(INFO)?;
        let mut info: CollectionInfo = collection::json(&bytes)?;
        let is_plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if !(1..=64).contains(&info.id.len())
            || !info.id.bytes().all(is_plain)
            || sink.options.reserved.contains(&info.id)
        {
            return Err(misfit("id", &info.id));
        }
        for name in [&info.title.zh, &info.title.en] {
            if !is_name(name) {
                return Err(misfit("title", name));
            }
        }
        for text in [&info.description.zh, &info.description.en] {
            if !is_description(text) {
                return Err(bad_field("description"));
            }
        }
        // The front page is the bundled collection's.
        info.front = None;
        Ok(info)
    }

    /// Takes in the articles with their pictures.
    fn take_in(&mut self, manifest: &Manifest, info: CollectionInfo, sink: &mut Sink<'_>) -> ControlFlow<()> {
        let id = info.id.clone();
        let mut left_out = BTreeSet::new();
        let mut pictures = HashMap::new();
        let mut articles = Vec::new();
        for path in manifest.files.keys() {
            match path.split_once('/') {
                _ if path == INFO => {}
                Some(("articles", name)) if !name.ends_with(".statements.json") => {
                    articles.push(path.clone())
                }
                Some(("pictures", name)) => {
                    let hash = name.split_once('.').map_or(name, |(hash, _)| hash);
                    pictures.insert(hash.to_owned(), path.clone());
                }
                // What is known is of the library that it was made in.
                Some((first, _)) => {
                    left_out.insert(first.to_owned());
                }
                None => {
                    left_out.insert(path.clone());
                }
            }
        }
        if !left_out.is_empty() {
            sink.tell(left_out_fields(left_out), None);
        }
        let count = articles.len() as u64;
        sink.output.collections.push(Brought { info, articles: u32::try_from(count).unwrap_or(u32::MAX) });
        let (mut ids, mut brought) = (HashSet::new(), HashSet::new());
        for (done, path) in (0_u64..).zip(&articles) {
            let at = self.part(count.saturating_add(done), count.saturating_mul(2));
            let read = self.unpacked(path).and_then(|bytes| collection::article(path, &bytes));
            let read = read.and_then(|article| sound(article, sink.options.max_article));
            sink.part(path, "", at, |part| match read {
                Ok(article) if !ids.insert(article.id.clone()) => {
                    part.refuse(ProblemKind::IdTaken { id: article.id }, None);
                }
                Ok(mut article) => {
                    article.collection.clone_from(&id);
                    for hash in hashes(&article) {
                        if let Some(path) = pictures.get(&hash)
                            && brought.insert(hash.clone())
                        {
                            match self.picture(path, &hash) {
                                Ok(picture) => part.output.pictures.push(picture),
                                Err(what) => part.refuse(what, None),
                            }
                        }
                    }
                    part.output.articles.push(article);
                    part.output.places.push(Place { file: part.name.to_owned(), line: None });
                }
                Err(what) => part.refuse(what, None),
            });
            sink.step(at)?;
        }
        ControlFlow::Continue(())
    }

    /// A picture, if it is the one that its name says.
    fn picture(&mut self, path: &str, hash: &str) -> Result<Picture, ProblemKind> {
        let bytes = self.unpacked(path)?;
        let (picture, _) = measured(bytes)?;
        if picture.hash != hash {
            return Err(ProblemKind::Altered { name: path.to_owned() });
        }
        Ok(picture)
    }
}

/// The hashes of the pictures that an article shows.
fn hashes(article: &Article) -> Vec<String> {
    let sources = article.body.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Image { source } => Picture::hash_in(source),
        _ => None,
    });
    sources.map(str::to_owned).collect()
}

/// An article that holds what an imported one may. Whatever it says that it is, nobody here wrote it.
fn sound(mut article: Article, max_article: usize) -> Result<Article, ProblemKind> {
    if article.id.trim().is_empty() || article.id.len() > MAX_ID || !is_line(&article.id, MAX_ID) {
        return Err(misfit("id", &article.id));
    }
    if article.source.as_ref().is_some_and(|source| !is_source(source)) {
        return Err(bad_field("source"));
    }
    if article.author.as_ref().is_some_and(|author| !is_source(author)) {
        return Err(bad_field("author"));
    }
    if article.url.as_ref().is_some_and(|url| !is_address(url)) {
        return Err(bad_field("url"));
    }
    let bodies = std::iter::once(&article.body).chain(&article.translation);
    for body in bodies.clone() {
        if !is_title(&body.title) {
            return Err(bad_field("title"));
        }
        if !body.blocks.iter().all(is_sound) {
            return Err(bad_field("blocks"));
        }
    }
    let size = bodies.flat_map(Body::texts).map(str::len).fold(0, usize::saturating_add);
    if size > max_article {
        return Err(too_large(max_article));
    }
    if !article.body.texts().any(|text| !text.trim().is_empty()) {
        return Err(ProblemKind::Empty);
    }
    if article.translation.as_ref().is_some_and(|other| other.blocks.len() != article.body.blocks.len()) {
        return Err(bad_field("translation"));
    }
    let length = article.body.text().chars().count();
    if !article.repairs.iter().all(|repair| repair.start <= repair.end && repair.end.0 <= length) {
        return Err(bad_field("repairs"));
    }
    let bodies = std::iter::once(&mut article.body).chain(&mut article.translation);
    for block in bodies.flat_map(|body| &mut body.blocks) {
        block.spans.sort_by_key(|span| (span.start, Reverse(span.end)));
    }
    article.kind = ArticleKind::Imported;
    // What these name is of the library that it was made in.
    article.entities = Vec::new();
    article.events = Vec::new();
    Ok(article)
}

/// Whether a block says something that may be read, with spans that lie in it.
fn is_sound(block: &Block) -> bool {
    let length = u32::try_from(block.text.chars().count()).unwrap_or(u32::MAX);
    says_something(block)
        && !block.text.chars().any(is_stray)
        && block.spans.iter().all(|span| span.start < span.end && span.end <= length)
}
