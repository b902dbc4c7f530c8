//! Zip archives of files in other formats. Each is read as if it lay in a folder, but for a collection that was exported.

use super::exchange;
use super::guard::guarded;
use super::reader::{Head, Named, Reader, Sure, extension};
use crate::archive::{Archive, Entry, is_hidden, leads_out};
use crate::held::{InArchive, is_picture};
use crate::input::Input;
use crate::sink::Sink;
use crate::told::too_large;
use std::ops::ControlFlow;
use zhimai_model::{ProblemKind, Syntax, UnknownFormat, UnsafePath};

/// Archives, with what is lent to them of the list of all readers.
pub(super) struct Zip {
    /// What the name of an input says of its format.
    pub(super) named: fn(&str) -> Named,
    /// Reads an input of any format.
    pub(super) read: fn(Input<'_>, &mut Sink<'_>) -> ControlFlow<()>,
}

/// The most that an archive may have, in bytes: it is held in memory.
const LARGEST: usize = 512 << 20;
/// The most that one file in it may have, and all that is unpacked of an archive and those in it, in bytes.
const LARGEST_ENTRY: usize = 256 << 20;
const MOST_UNPACKED: u64 = 4 << 30;
/// Archives in archives, at most.
const DEEPEST: usize = 3;

impl Reader for Zip {
    fn extensions(&self) -> &'static [&'static str] {
        &["zip"]
    }

    fn probe(&self, head: &Head<'_>) -> Sure {
        if self.extensions().contains(&head.extension) {
            Sure::ByName
        } else if head.extension.is_empty() && head.bytes.starts_with(b"PK\x03\x04") {
            Sure::ByLook
        } else {
            Sure::No
        }
    }

    fn read(&self, input: Input<'_>, sink: &mut Sink<'_>) -> ControlFlow<()> {
        if sink.depth >= DEEPEST {
            sink.refuse(ProblemKind::BadSyntax(Syntax::TooDeep), None);
            return ControlFlow::Continue(());
        }
        let Some(bytes) = sink.bytes(input, LARGEST) else { return ControlFlow::Continue(()) };
        let room = MOST_UNPACKED.saturating_sub(sink.tally.unpacked);
        match guarded("ZIP", || Archive::open(&bytes, room, "ZIP")) {
            Ok(Ok(mut archive)) => match exchange::manifest(&mut archive) {
                None => self.files(&mut archive, bytes.len(), sink),
                Some(manifest) => {
                    let flow = exchange::read(&mut archive, manifest, bytes.len(), sink);
                    let unpacked = room.saturating_sub(archive.room());
                    sink.tally.unpacked = sink.tally.unpacked.saturating_add(unpacked);
                    flow
                }
            },
            Ok(Err(what)) | Err(what) => {
                sink.refuse(what, None);
                ControlFlow::Continue(())
            }
        }
    }
}

impl Zip {
    /// Reads the files of an archive of so many bytes, in the order of their names.
    fn files(&self, archive: &mut Archive<'_>, size: usize, sink: &mut Sink<'_>) -> ControlFlow<()> {
        let mut entries = archive.entries();
        entries.retain(|entry| !entry.is_folder && !is_hidden(&entry.path));
        entries.sort_by(|one, other| one.path.cmp(&other.path));
        if entries.is_empty() {
            sink.refuse(ProblemKind::Empty, None);
        }
        let own = sink.name.rsplit(['/', '\\']).next().unwrap_or(sink.name);
        let own = own.rsplit_once('.').map_or(own, |(stem, _)| stem).to_owned();
        let count = entries.len().max(1);
        let (pictures, texts): (Vec<_>, Vec<_>) =
            entries.into_iter().partition(|entry| is_picture(&entry.path));
        let (mut done, mut unused) = (0_usize, pictures.into_iter());
        let mut texts = texts.into_iter();
        // What no text shows is a file like any other that cannot be read.
        while let Some(entry) = texts.next().or_else(|| unused.find(|picture| !archive.is_used(picture))) {
            // Where each stands in the archive is in no order.
            let read = (size / count).saturating_mul(done) as u64;
            done = done.saturating_add(1);
            // As in a folder, the first folder in it says what is in it.
            let folder = match entry.path.split_once('/') {
                Some((first, _)) => format!("{own}/{first}"),
                None => own.clone(),
            };
            sink.part(&entry.path, &folder, read, |part| self.one(archive, &entry, part))?;
            sink.step(read)?;
        }
        ControlFlow::Continue(())
    }

    /// Reads one file.
    fn one(&self, archive: &mut Archive<'_>, entry: &Entry, part: &mut Sink<'_>) -> ControlFlow<()> {
        match self.bytes_of(archive, entry, part) {
            Ok(bytes) => {
                let room = archive.room();
                let holder = InArchive::new(archive, &entry.path);
                let flow = part.holding(&holder, |part| (self.read)(Input::of_bytes(&bytes), part));
                // Pictures were unpacked with it.
                let more = room.saturating_sub(archive.room());
                part.tally.unpacked = part.tally.unpacked.saturating_add(more);
                return flow;
            }
            Err(what) => part.refuse(what, None),
        }
        ControlFlow::Continue(())
    }

    /// The bytes of a file, if it is one that can be read.
    fn bytes_of(
        &self,
        archive: &mut Archive<'_>,
        entry: &Entry,
        part: &mut Sink<'_>,
    ) -> Result<Vec<u8>, ProblemKind> {
        if entry.is_link || leads_out(&entry.path) {
            return Err(ProblemKind::UnsafePath(UnsafePath::Outside));
        }
        if !matches!((self.named)(&entry.path), Named::Known(_)) {
            return Err(ProblemKind::UnknownFormat(match extension(&entry.path) {
                "" => UnknownFormat::NoExtension,
                extension => UnknownFormat::Extension(extension.to_owned()),
            }));
        }
        let room = MOST_UNPACKED.saturating_sub(part.tally.unpacked);
        if room == 0 {
            return Err(too_large(usize::try_from(MOST_UNPACKED).unwrap_or(usize::MAX)));
        }
        let limit = LARGEST_ENTRY.min(usize::try_from(room).unwrap_or(usize::MAX));
        let bytes = guarded("ZIP", || archive.unpack(entry.index, limit))??;
        part.tally.unpacked = part.tally.unpacked.saturating_add(bytes.len() as u64);
        Ok(bytes)
    }
}
