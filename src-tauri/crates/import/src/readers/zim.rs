//! Archives of web pages as Kiwix reads them (ZIM): an article a page. Nothing is unpacked but pages of HTML, cluster by cluster.
//!
//! An archive has a header, a list of kinds, entries in the order of their addresses, and clusters of contents, packed each by
//! itself. All places and lengths in it are believed only as far as what is there bears them out.

use super::guard::guarded;
use super::html;
use super::reader::{Head, Reader, Sure};
use crate::encoding;
use crate::finish::Draft;
use crate::input::Input;
use crate::open::unreadable;
use crate::page;
use crate::sink::Sink;
use crate::told::{broken, skipped, too_large};
use std::fs::File;
use std::io::{Cursor, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use zhimai_model::ProblemKind;

pub(super) struct Zim;

/// The bytes that an archive begins with.
const MAGIC: &[u8] = b"ZIM\x04";
/// The most that an archive may have that is not read from the disk, in bytes: it is held in memory.
const LARGEST: usize = 512 << 20;
/// The most that a cluster may have unpacked, and one page, in bytes.
const CLUSTER: usize = 64 << 20;
const PAGE: usize = 16 << 20;
/// How much memory unpacking may take, in KiB, and the window that a packed cluster may ask for, in bytes.
const MEMORY: u32 = 128 << 10;
const WINDOW: u64 = 64 << 20;
/// The most entries that are looked at, and the most pages that are read.
const MOST_ENTRIES: u32 = 4_000_000;
const MOST_PAGES: usize = 200_000;
/// The longest entry in the list of entries, and the longest list of kinds, in bytes.
const ENTRY: usize = 4 << 10;
const KINDS: usize = 16 << 10;
const HEADER: usize = 80;

impl Reader for Zim {
    fn extensions(&self) -> &'static [&'static str] {
        &["zim"]
    }

    fn probe(&self, head: &Head<'_>) -> Sure {
        head.by_name_or_bytes(self, |bytes| bytes.starts_with(MAGIC))
    }

    fn read(&self, input: Input<'_>, sink: &mut Sink<'_>) -> ControlFlow<()> {
        let done = match sink.here {
            // Its contents lie in another order than its list of them.
            Some(here) => match here.reopen() {
                Ok((file, _)) => read::<File>(sink, file),
                Err(what) => Err(what),
            },
            None => match sink.bytes(input, LARGEST) {
                Some(bytes) => read(sink, Cursor::new(&*bytes)),
                None => return ControlFlow::Continue(()),
            },
        };
        done.unwrap_or_else(|what| {
            sink.refuse(what, None);
            ControlFlow::Continue(())
        })
    }
}

/// An archive with what its header says.
struct Archive<R> {
    source: R,
    /// Its length in bytes.
    size: u64,
    entries: u32,
    clusters: u32,
    /// Where the lists of entries and of clusters begin.
    entries_at: u64,
    clusters_at: u64,
    kinds: Vec<String>,
}

/// An entry that holds something.
struct Entry {
    number: u32,
    cluster: u32,
    blob: u32,
    title: String,
}

/// What an entry is.
enum Found {
    Page(Entry),
    /// Something about the archive as a whole, by its name.
    About(String, Entry),
    Redirect,
    Other,
}

fn read<R: Read + Seek>(sink: &mut Sink<'_>, source: R) -> Result<ControlFlow<()>, ProblemKind> {
    let mut archive = Archive::open(source)?;
    let (mut pages, mut about, mut redirects, mut others, mut bad) = (Vec::new(), Vec::new(), 0, 0, 0);
    if archive.entries > MOST_ENTRIES {
        return Err(too_large(MOST_ENTRIES as usize));
    }
    for number in 0..archive.entries {
        match archive.entry(number) {
            Some(Found::Page(entry)) if pages.len() < MOST_PAGES => pages.push(entry),
            Some(Found::Page(_)) => {
                sink.refuse(too_large(MOST_PAGES), None);
                break;
            }
            Some(Found::About(name, entry)) => about.push((name, entry)),
            Some(Found::Redirect) => redirects += 1,
            Some(Found::Other) => others += 1,
            // Where the list of entries ends early, there are no more.
            None => {
                bad += 1;
                if archive.is_beyond(number) {
                    break;
                }
            }
        }
        if number % 4096 == 0 && sink.step(0).is_break() {
            return Ok(ControlFlow::Break(()));
        }
    }
    if pages.is_empty() {
        return Err(if bad > 0 { broken("ZIM") } else { ProblemKind::Empty });
    }
    let source = archive.title(&about);
    pages.sort_by_key(|entry| (entry.cluster, entry.blob));
    let count = pages.len().max(1) as u64;
    let mut last: Option<(u32, Result<Vec<u8>, ProblemKind>)> = None;
    let (mut done, mut unpacked_bad) = (0_u64, None);
    for entry in pages {
        if last.as_ref().is_none_or(|(cluster, _)| *cluster != entry.cluster) {
            last = Some((entry.cluster, archive.cluster(entry.cluster)));
        }
        let line = Some(entry.number.saturating_add(1));
        match &last {
            Some((_, Ok(cluster))) => match blob(cluster, entry.blob) {
                Some(bytes) if bytes.len() > PAGE => sink.refuse(too_large(PAGE), line),
                Some(bytes) => page(sink, bytes, entry.title, source.clone(), line),
                None => sink.refuse(broken("ZIM"), line),
            },
            // All pages of it are lost by one damage, which is told once.
            Some((cluster, Err(what))) if unpacked_bad != Some(*cluster) => {
                unpacked_bad = Some(*cluster);
                sink.refuse(what.clone(), line);
            }
            _ => {}
        }
        done = done.saturating_add(1);
        if sink.step(archive.size / count * done).is_break() {
            return Ok(ControlFlow::Break(()));
        }
    }
    if let Some(told) = skipped(&[("redirect", redirects), ("media", others)]) {
        sink.tell(told, None);
    }
    if bad > 0 {
        sink.refuse(broken("ZIM"), None);
    }
    Ok(ControlFlow::Continue(()))
}

/// Reads a page.
fn page(sink: &mut Sink<'_>, bytes: &[u8], title: String, source: Option<String>, line: Option<u32>) {
    let decoded = match encoding::decode(bytes) {
        Ok(decoded) => decoded,
        Err(what) => return sink.refuse(what, line),
    };
    match page::read(&decoded.text) {
        Ok(page) => {
            let title = Some(title).filter(|title| !title.is_empty());
            html::take(sink, page, Draft { title, source, line, ..Draft::default() });
        }
        Err(what) => sink.refuse(what, line),
    }
}

impl<R: Read + Seek> Archive<R> {
    fn open(mut source: R) -> Result<Self, ProblemKind> {
        let size = source.seek(SeekFrom::End(0)).map_err(|error| unreadable(&error))?;
        let mut archive =
            Self { source, size, entries: 0, clusters: 0, entries_at: 0, clusters_at: 0, kinds: Vec::new() };
        let header = archive.bytes(0, HEADER)?;
        let broken = || broken("ZIM");
        if header.len() < HEADER || !header.starts_with(MAGIC) {
            return Err(broken());
        }
        let long = |at: usize| number(&header, at, 8).unwrap_or(u64::MAX);
        archive.entries = u32::try_from(number(&header, 24, 4).unwrap_or_default()).unwrap_or_default();
        archive.clusters = u32::try_from(number(&header, 28, 4).unwrap_or_default()).unwrap_or_default();
        (archive.entries_at, archive.clusters_at) = (long(32), long(48));
        let kinds = archive.bytes(long(56), KINDS)?;
        archive.kinds = kinds
            .split(|b| *b == 0)
            .take_while(|kind| !kind.is_empty())
            .map(|kind| String::from_utf8_lossy(kind).into_owned())
            .collect();
        Ok(archive)
    }

    /// Up to so many bytes from a place on.
    fn bytes(&mut self, at: u64, length: usize) -> Result<Vec<u8>, ProblemKind> {
        if at >= self.size {
            return Ok(Vec::new());
        }
        let mut bytes = Vec::new();
        self.source.seek(SeekFrom::Start(at)).map_err(|error| unreadable(&error))?;
        (&mut self.source).take(length as u64).read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
        Ok(bytes)
    }

    /// The number at a place of a list of numbers of eight bytes.
    fn listed(&mut self, list: u64, nth: u32) -> Option<u64> {
        let at = list.checked_add(u64::from(nth).checked_mul(8)?)?;
        number(&self.bytes(at, 8).ok()?, 0, 8)
    }

    /// Whether the list of entries ends before this one.
    fn is_beyond(&self, nth: u32) -> bool {
        self.entries_at.saturating_add(u64::from(nth).saturating_mul(8)) >= self.size
    }

    /// An entry; nothing where it is damaged.
    fn entry(&mut self, nth: u32) -> Option<Found> {
        let at = self.listed(self.entries_at, nth)?;
        let bytes = self.bytes(at, ENTRY).ok()?;
        let kind = usize::try_from(number(&bytes, 0, 2)?).ok()?;
        let space = *bytes.get(3)?;
        match kind {
            0xffff => return Some(Found::Redirect),
            0xfffd | 0xfffe => return Some(Found::Other),
            _ => {}
        }
        let cluster = u32::try_from(number(&bytes, 8, 4)?).ok()?;
        let blob = u32::try_from(number(&bytes, 12, 4)?).ok()?;
        let mut texts = bytes.get(16..)?.split(|b| *b == 0);
        let mut text = || Some(String::from_utf8_lossy(texts.next()?).into_owned());
        let (url, title) = (text()?, text()?);
        let title = if title.is_empty() { url.clone() } else { title };
        let entry = Entry { number: nth, cluster, blob, title };
        let is_page = self.kinds.get(kind)?.starts_with("text/html");
        Some(match space {
            b'A' | b'C' if is_page => Found::Page(entry),
            b'M' => Found::About(url, entry),
            _ => Found::Other,
        })
    }

    /// A cluster, unpacked.
    fn cluster(&mut self, nth: u32) -> Result<Vec<u8>, ProblemKind> {
        let broken = || broken("ZIM");
        if nth >= self.clusters {
            return Err(broken());
        }
        let at = self.listed(self.clusters_at, nth).filter(|at| *at < self.size).ok_or_else(broken)?;
        let next = self.listed(self.clusters_at, nth.saturating_add(1)).filter(|next| *next > at);
        let last = nth.saturating_add(1) == self.clusters;
        let end = next.filter(|_| !last).unwrap_or(self.size).min(self.size);
        let length = usize::try_from(end.saturating_sub(at)).unwrap_or(usize::MAX).min(CLUSTER);
        let packed = self.bytes(at, length)?;
        let (info, packed) = packed.split_first().ok_or_else(broken)?;
        let unpacked = match info & 0xf {
            0 | 1 => packed.to_vec(),
            4 => guarded("ZIM", || unpack(lzma_rust2::XzReader::new_mem_limit(packed, false, MEMORY)))??,
            5 => guarded("ZIM", || {
                let reader = ruzstd::decoding::StreamingDecoder::new_with_max_window_size(packed, WINDOW);
                unpack(reader.map_err(|_| broken())?)
            })??,
            _ => return Err(broken()),
        };
        // The places of its parts are as long as its first byte says; that is kept at its head.
        let mut whole = Vec::with_capacity(unpacked.len().saturating_add(1));
        whole.push(if info & 0x10 == 0 { 4 } else { 8 });
        whole.extend(unpacked);
        Ok(whole)
    }

    /// What the archive is called, and where it is from.
    fn title(&mut self, about: &[(String, Entry)]) -> Option<String> {
        let names = ["Title", "Name", "Source", "Creator"];
        let found = names.iter().find_map(|name| about.iter().find(|(own, _)| own == name));
        let (_, entry) = found?;
        let (cluster, blob_number) = (entry.cluster, entry.blob);
        let cluster = self.cluster(cluster).ok()?;
        let text = String::from_utf8_lossy(blob(&cluster, blob_number)?).trim().to_owned();
        Some(text).filter(|text| !text.is_empty())
    }
}

/// What is packed, if it is no more than a cluster may have.
fn unpack(reader: impl Read) -> Result<Vec<u8>, ProblemKind> {
    let mut bytes = Vec::new();
    let most = (CLUSTER as u64).saturating_add(1);
    reader.take(most).read_to_end(&mut bytes).map_err(|_| broken("ZIM"))?;
    if bytes.len() > CLUSTER { Err(too_large(CLUSTER)) } else { Ok(bytes) }
}

/// A part of a cluster, which has the length of its places at its head.
fn blob(cluster: &[u8], nth: u32) -> Option<&[u8]> {
    let (width, cluster) = cluster.split_first()?;
    let width = usize::from(*width);
    let place = |nth: usize| {
        let at = nth.checked_mul(width)?;
        usize::try_from(number(cluster, at, width)?).ok()
    };
    let nth = usize::try_from(nth).ok()?;
    // The first part begins where the places end.
    let count = place(0)?.checked_div(width)?;
    let next = nth.checked_add(1).filter(|next| *next < count)?;
    cluster.get(place(nth)?..place(next)?)
}

/// A number of so many bytes, the lowest first.
fn number(bytes: &[u8], at: usize, width: usize) -> Option<u64> {
    let digits = bytes.get(at..at.checked_add(width)?)?;
    Some(digits.iter().rev().fold(0, |number, digit| number << 8 | u64::from(*digit)))
}
