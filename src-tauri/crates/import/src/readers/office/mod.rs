//! Documents of word processors: Word (DOCX) and OpenDocument (ODT). Both are archives of XML.

mod document;
mod docx;
mod lists;
mod numbering;
mod odt;
mod styles;

use super::guard::guarded;
use super::reader::{Head, Reader, Sure};
use crate::archive::Archive;
use crate::fields::written_by;
use crate::finish::{Draft, finish};
use crate::held::InArchive;
use crate::input::Input;
use crate::paragraphs::is_title;
use crate::sink::Sink;
use document::Document;
use std::ops::ControlFlow;
use zhimai_model::{Block, ProblemKind};

pub(super) use lists::Lists;

/// The most that a document may have, in bytes: most of a large one is pictures.
const LARGEST: usize = 256 << 20;
/// The most that may be unpacked of it, in bytes.
const UNPACKED: u64 = 256 << 20;

pub(super) struct Docx;
pub(super) struct Odt;

impl Reader for Docx {
    fn extensions(&self) -> &'static [&'static str] {
        &["docx", "docm", "dotx"]
    }

    fn probe(&self, head: &Head<'_>) -> Sure {
        head.by_name_or_bytes(self, |bytes| holds(bytes, b"[Content_Types].xml") && holds(bytes, b"word/"))
    }

    fn read(&self, input: Input<'_>, sink: &mut Sink<'_>) -> ControlFlow<()> {
        read(("DOCX", docx::TEXT), input, sink, docx::read);
        ControlFlow::Continue(())
    }
}

impl Reader for Odt {
    fn extensions(&self) -> &'static [&'static str] {
        &["odt", "ott"]
    }

    fn probe(&self, head: &Head<'_>) -> Sure {
        head.by_name_or_bytes(self, |bytes| holds(bytes, b"application/vnd.oasis.opendocument.text"))
    }

    fn read(&self, input: Input<'_>, sink: &mut Sink<'_>) -> ControlFlow<()> {
        read(("ODT", odt::TEXT), input, sink, odt::read);
        ControlFlow::Continue(())
    }
}

/// Whether an archive begins with an entry of such a name.
fn holds(bytes: &[u8], name: &[u8]) -> bool {
    let bytes = bytes.get(..8_192).unwrap_or(bytes);
    bytes.starts_with(b"PK\x03\x04") && bytes.windows(name.len()).any(|part| part == name)
}

/// Reads a document of a format, with the path of its text in the archive, into one article.
fn read(
    (format, text): (&str, &str),
    input: Input<'_>,
    sink: &mut Sink<'_>,
    parts: impl FnOnce(&mut Archive<'_>) -> Result<Document, ProblemKind>,
) {
    let Some(bytes) = sink.bytes(input, LARGEST) else { return };
    // A document with a password is in a file of another sort.
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return sink.refuse(ProblemKind::Protected, None);
    }
    let read = guarded(format, || {
        let mut archive = Archive::open(&bytes, UNPACKED, format)?;
        let document = parts(&mut archive)?;
        Ok((archive, document))
    });
    match read.and_then(|read| read) {
        Ok((mut archive, document)) => {
            sink.holding(&InArchive::new(&mut archive, text), |sink| finish(sink, draft(document)));
        }
        Err(what) => sink.refuse(what, None),
    }
}

/// The title is what is set as one; else the heading or short line that the text begins with; else what is stated.
fn draft(document: Document) -> Draft {
    let (title, mut blocks) = document.text.finish();
    let first = blocks.iter().position(|block| !block.text.trim().is_empty());
    let opens = first.filter(|at| {
        let has_more = blocks.iter().skip(at.saturating_add(1)).any(|block| !block.text.trim().is_empty());
        has_more
            && blocks
                .get(*at)
                .is_some_and(|block| block.is_heading() || (is_line(block) && is_title(&block.text)))
    });
    let heading = title.or_else(|| opens.map(|at| blocks.remove(at).text));
    let title = if heading.is_none() { document.stated } else { None };
    Draft { title, heading, blocks, author: written_by(document.author), ..Draft::default() }
}

fn is_line(block: &Block) -> bool {
    block.kind == zhimai_model::BlockKind::Paragraph && block.indent == 0 && block.quote == 0
}
