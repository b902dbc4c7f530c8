//! Pictures and links of a text that lead to files beside it: the pictures come in with the article, and the links lead to the
//! files, by which the articles that were made of them are known.

use crate::beside::Here;
use crate::ending::extension;
use crate::open;
use crate::sink::Sink;
use crate::told::{skipped, too_large};
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

/// Brings in what the blocks of an article show and leads their links to the files they mean.
pub(crate) fn bring(sink: &mut Sink<'_>, blocks: &mut [Block], line: Option<u32>) {
    let Some(here) = sink.here else { return };
    // The address of each picture that was met; nothing for one that is not taken in.
    let mut met: HashMap<PathBuf, Option<String>> = HashMap::new();
    let (mut room, mut over, mut missing) = (ALL, 0, 0);
    for block in blocks {
        lead(&here, block);
        let BlockKind::Image { source } = &mut block.kind else { continue };
        let path = found(&here, source);
        if source.starts_with(BY_NAME) {
            *source = source.split_off(BY_NAME.len());
        }
        let Some(path) = path else {
            // What lies on the net is never fetched, and its address stays.
            missing += usize::from(is_local_picture(source));
            continue;
        };
        if !met.contains_key(&path) && met.len() >= MOST {
            over += 1;
            continue;
        }
        let address = match met.get(&path) {
            Some(address) => address.clone(),
            None => {
                let address = match read(&here, &path, room) {
                    Ok(Some((picture, size))) => {
                        room = room.saturating_sub(picture.bytes.len());
                        let name = path.file_name().unwrap_or_default().to_string_lossy();
                        let name: String = name.chars().filter(|c| !c.is_control()).take(NAME).collect();
                        let address = Picture::address(&picture.hash, size, &name);
                        if !sink.output.pictures.iter().any(|known| known.hash == picture.hash) {
                            sink.output.pictures.push(picture);
                        }
                        Some(address)
                    }
                    Ok(None) => {
                        over += 1;
                        None
                    }
                    Err(what) => {
                        let place = Place { file: path.to_string_lossy().into_owned(), line: None };
                        sink.output.problems.push(Problem { place, refused: true, what });
                        None
                    }
                };
                met.insert(path, address.clone());
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

/// The file that a picture is; nothing where there is none.
fn found(here: &Here<'_>, source: &str) -> Option<PathBuf> {
    let path = match source.strip_prefix(BY_NAME) {
        Some(name) => here.path_of(name).or_else(|| here.named(name)),
        None => here.path_of(source).or_else(|| {
            // In a folder of notes a picture goes by its name wherever it lies.
            let name = source.rsplit(['/', '\\']).next().filter(|_| is_local_picture(source))?;
            here.named(name)
        }),
    };
    path.filter(|path| path.is_file() && kind_of(path).is_some())
}

fn is_local_picture(source: &str) -> bool {
    !source.contains(':') && !source.starts_with("//") && kind_of(Path::new(source)).is_some()
}

/// What a picture is, by its name; nothing for what is none, or may hold programs.
fn kind_of(path: &Path) -> Option<&'static str> {
    match extension(&path.to_string_lossy()).to_ascii_lowercase().as_str() {
        "png" => Some("image/png"),
        "jpg" | "jpeg" => Some("image/jpeg"),
        "gif" => Some("image/gif"),
        "webp" => Some("image/webp"),
        "bmp" => Some("image/bmp"),
        _ => None,
    }
}

/// A picture with its width and height in pixels.
type Measured = (Picture, (u32, u32));

/// A picture; nothing where the article has as many as there is room for.
fn read(here: &Here<'_>, path: &Path, room: usize) -> Result<Option<Measured>, ProblemKind> {
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
    if bytes.len() > LARGEST {
        return Err(too_large(LARGEST));
    }
    let no_picture = || ProblemKind::UnknownFormat(UnknownFormat::Binary);
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
    Ok(Some((Picture { hash, kind: kind.to_owned(), bytes }, (width, height))))
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
