//! Pictures and links of a text that lead to files beside it, or to parts of the whole that it is in, or that are written into
//! it: the pictures come in with the article, and the links lead to the files, by which the articles that were made of them are
//! known.

use crate::beside::Here;
use crate::held::is_picture;
use crate::open;
use crate::percent::unescaped;
use crate::sink::Sink;
use crate::told::{skipped, too_large};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use zhimai_model::{Block, BlockKind, InlineKind, Picture, Place, Problem, ProblemKind, UnknownFormat};

/// The most that one picture, and all of one article, may have, in bytes.
const LARGEST: usize = 16 << 20;
const ALL: usize = 64 << 20;
/// The most pictures of one article.
const MOST: usize = 1_000;
/// The most pixels that one may have: whoever shows it holds them all in memory.
const PIXELS: u64 = 50_000_000;
/// The longest name of a file that an address tells, in code points.
const NAME: usize = 100;

/// What the address of a note begins with that is only known by its name.
pub(crate) const BY_NAME: &str = "note:";
/// What the address of a file on the disk begins with.
const FILE: &str = "file://";
/// What an address begins with that is the picture itself.
const DATA: &str = "data:";

/// Where a picture is.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Found {
    /// A file on the disk.
    File(PathBuf),
    /// A part of the whole, by its name.
    Held(String),
    /// The address itself.
    Written(String),
}

impl Found {
    /// Finds the picture that an address means; nothing where there is none.
    fn of(sink: &Sink<'_>, source: &str) -> Option<Self> {
        if source.starts_with(DATA) {
            return Some(Self::Written(source.to_owned()));
        }
        if let Some(here) = &sink.here {
            return beside(here, source).map(Self::File);
        }
        sink.held?.find(source).map(Self::Held)
    }

    /// The place that is told of what is wrong with it.
    fn place(&self, sink: &Sink<'_>) -> String {
        match self {
            Self::File(path) => path.to_string_lossy().into_owned(),
            Self::Held(name) => format!("{}/{name}", sink.name),
            Self::Written(_) => sink.name.to_owned(),
        }
    }

    /// What it is called.
    fn name(&self) -> String {
        let name = match self {
            Self::File(path) => path.file_name().unwrap_or_default().to_string_lossy(),
            Self::Held(name) => name.rsplit('/').next().unwrap_or_default().into(),
            Self::Written(_) => "".into(),
        };
        name.chars().filter(|c| !c.is_control()).take(NAME).collect()
    }

    /// Its bytes; nothing where the article has as many as there is room for.
    fn bytes(&self, sink: &Sink<'_>, room: usize) -> Result<Option<Vec<u8>>, ProblemKind> {
        let bytes = match (self, &sink.here, sink.held) {
            (Self::File(path), Some(here), _) => return file(here, path, room),
            (Self::Held(name), _, Some(held)) => held.read(name, LARGEST)?,
            (Self::Written(address), _, _) => written(address).ok_or_else(no_picture)?,
            _ => return Ok(None),
        };
        Ok((bytes.len() <= room).then_some(bytes))
    }
}

/// Brings in what the blocks of an article show and leads their links to the files they mean.
pub(crate) fn bring(sink: &mut Sink<'_>, blocks: &mut [Block], line: Option<u32>) {
    // The address of each picture that was met; nothing for one that is not taken in.
    let mut met: HashMap<Found, Option<String>> = HashMap::new();
    let (mut room, mut over, mut missing) = (ALL, 0, 0);
    for block in blocks {
        if let Some(here) = &sink.here {
            lead(here, block);
        }
        let BlockKind::Image { source } = &mut block.kind else { continue };
        let found = Found::of(sink, source);
        if source.starts_with(BY_NAME) {
            *source = source.split_off(BY_NAME.len());
        }
        let Some(found) = found else {
            // What lies on the net is never fetched, and its address stays.
            let is_whole = sink.here.is_some() || sink.held.is_some();
            missing += usize::from(is_whole && is_local_picture(source));
            continue;
        };
        if source.starts_with(DATA) {
            // What it is stays; the file itself is no address.
            source.truncate(source.find([';', ',']).unwrap_or(0));
        }
        if !met.contains_key(&found) && met.len() >= MOST {
            over += 1;
            continue;
        }
        let address = match met.get(&found) {
            Some(address) => address.clone(),
            None => {
                let taken = found.bytes(sink, room).and_then(|bytes| bytes.map(measured).transpose());
                let address = match taken {
                    Ok(Some((picture, size))) => {
                        room = room.saturating_sub(picture.bytes.len());
                        let address = Picture::address(&picture.hash, size, &found.name());
                        if !sink.output.pictures.iter().any(|known| known.hash == picture.hash) {
                            sink.output.pictures.push(picture);
                        }
                        Some(address)
                    }
                    Ok(None) => {
                        over += 1;
                        None
                    }
                    // Pages are full of small drawings that are none of those that are shown.
                    Err(_) if matches!(found, Found::Written(_)) => {
                        over += 1;
                        None
                    }
                    Err(what) => {
                        let place = Place { file: found.place(sink), line: None };
                        sink.output.problems.push(Problem { place, refused: true, what });
                        None
                    }
                };
                met.insert(found, address.clone());
                address
            }
        };
        if let Some(address) = address {
            *source = address;
        }
    }
    if let Some(told) = skipped(&[("picture", over), ("missing-picture", missing)]) {
        sink.tell(told, line);
    }
}

/// Leads the links of a block to the files they mean. Words that lead to a note that is not there are words.
fn lead(here: &Here<'_>, block: &mut Block) {
    for span in &mut block.spans {
        if let InlineKind::Link { url } = &mut span.kind
            && let Some(path) = target(here, url)
        {
            *url = path;
        }
    }
    block.spans.retain(|span| match &span.kind {
        InlineKind::Link { url } => !url.starts_with(BY_NAME),
        _ => true,
    });
}

/// The address of the file that a link means; nothing where it means none.
fn target(here: &Here<'_>, url: &str) -> Option<String> {
    let path = match url.strip_prefix(BY_NAME) {
        Some(name) => here.named(name),
        None => here.path_of(url).filter(|path| path.is_file()),
    }?;
    Some(format!("{FILE}{}", path.to_string_lossy()))
}

/// The file beside that a picture is; nothing where there is none.
fn beside(here: &Here<'_>, source: &str) -> Option<PathBuf> {
    let path = match source.strip_prefix(BY_NAME) {
        Some(name) => here.path_of(name).or_else(|| here.named(name)),
        None => here.path_of(source).or_else(|| {
            // In a folder of notes a picture goes by its name wherever it lies.
            let name = source.rsplit(['/', '\\']).next().filter(|_| is_local_picture(source))?;
            here.named(name)
        }),
    };
    path.filter(|path| path.is_file() && is_picture(&path.to_string_lossy()))
}

fn is_local_picture(source: &str) -> bool {
    !source.contains(':') && !source.starts_with("//") && is_picture(source)
}

/// The bytes of a file; nothing where the article has as many as there is room for.
fn file(here: &Here<'_>, path: &Path, room: usize) -> Result<Option<Vec<u8>>, ProblemKind> {
    let (file, size) = here.open(path)?;
    if size > LARGEST as u64 {
        return Err(too_large(LARGEST));
    }
    if size > room as u64 {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    let limit = (LARGEST as u64).saturating_add(1);
    file.take(limit).read_to_end(&mut bytes).map_err(|error| open::unreadable(&error))?;
    if bytes.len() > LARGEST { Err(too_large(LARGEST)) } else { Ok(Some(bytes)) }
}

/// The bytes that are written into an address; nothing where those are no picture, or too many.
fn written(address: &str) -> Option<Vec<u8>> {
    let (kind, data) = address.strip_prefix(DATA)?.split_once(',')?;
    let is_picture = kind.starts_with("image/") && kind.ends_with(";base64");
    if !is_picture || data.len() / 4 > LARGEST / 3 {
        return None;
    }
    let data = if data.contains('%') { unescaped(data) } else { data.to_owned() };
    let bytes = STANDARD_NO_PAD.decode(data.trim().trim_end_matches('=')).ok()?;
    (bytes.len() <= LARGEST).then_some(bytes)
}

fn no_picture() -> ProblemKind {
    ProblemKind::UnknownFormat(UnknownFormat::Binary)
}

/// A picture with its width and height in pixels.
pub(crate) type Measured = (Picture, (u32, u32));

/// A picture of bytes, if they are one, and not too large to be shown.
pub(crate) fn measured(bytes: Vec<u8>) -> Result<Measured, ProblemKind> {
    let kind = told_kind(&bytes).ok_or_else(no_picture)?;
    let size = imagesize::blob_size(&bytes).map_err(|_| no_picture())?;
    let (Ok(width), Ok(height)) = (u32::try_from(size.width), u32::try_from(size.height)) else {
        return Err(no_picture());
    };
    let pixels = u64::from(width).saturating_mul(u64::from(height));
    if pixels == 0 {
        return Err(no_picture());
    }
    if pixels > PIXELS {
        return Err(ProblemKind::TooLarge { limit: PIXELS });
    }
    let digest = Sha256::digest(&bytes);
    let hash: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    Ok((Picture { hash, kind: kind.to_owned(), bytes }, (width, height)))
}

/// What a picture is, by its first bytes, whatever its name.
fn told_kind(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => Some("image/png"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [b'G', b'I', b'F', b'8', ..] => Some("image/gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        [b'B', b'M', ..] => Some("image/bmp"),
        _ => None,
    }
}
