//! Books (EPUB): each chapter is an article, with the book as its source.

mod package;

use super::guard::guarded;
use super::reader::{Head, Reader, Sure};
use crate::archive::Archive;
use crate::finish::{Draft, finish};
use crate::held::InArchive;
use crate::input::Input;
use crate::page;
use crate::paragraphs::width;
use crate::sink::Sink;
use crate::told::skipped;
use package::{LARGEST_PART, Package};
use std::ops::ControlFlow;
use zhimai_model::{Block, ProblemKind};

pub(super) struct Epub;

/// The most that a book may have, in bytes: most of a large one is pictures.
const LARGEST: usize = 512 << 20;
/// The most that may be unpacked of it, in bytes.
const UNPACKED: u64 = 512 << 20;
/// A page that the table of contents does not name and that has less text, in columns, is a cover or a page of titles.
const SHORT: usize = 400;

impl Reader for Epub {
    fn extensions(&self) -> &'static [&'static str] {
        &["epub"]
    }

    fn probe(&self, head: &Head<'_>) -> Sure {
        head.by_name_or_bytes(self, |bytes| {
            let start = bytes.get(..200).unwrap_or(bytes);
            start.starts_with(b"PK\x03\x04") && start.windows(20).any(|part| part == b"application/epub+zip")
        })
    }

    fn read(&self, input: Input<'_>, sink: &mut Sink<'_>) -> ControlFlow<()> {
        let Some(bytes) = sink.bytes(input, LARGEST) else { return ControlFlow::Continue(()) };
        let opened = guarded("EPUB", || {
            let mut archive = Archive::open(&bytes, UNPACKED, "EPUB")?;
            let package = Package::read(&mut archive)?;
            Ok((archive, package))
        });
        match opened.and_then(|opened| opened) {
            Ok((mut archive, package)) => read(&mut archive, &package, sink),
            Err(what) => {
                sink.refuse(what, None);
                ControlFlow::Continue(())
            }
        }
    }
}

/// Reads the chapters of a book.
fn read(archive: &mut Archive<'_>, book: &Package, sink: &mut Sink<'_>) -> ControlFlow<()> {
    let name = sink.name.rsplit(['/', '\\']).next().unwrap_or(sink.name).to_owned();
    let source = book.title.clone().unwrap_or(name);
    let (mut short, mut any) = (0_usize, false);
    for path in &book.spine {
        let named = book.contents.get(path);
        let chapter = match archive.text(path, LARGEST_PART) {
            Ok(Some(text)) => page::whole_xhtml(&text),
            Ok(None) => Err(ProblemKind::BadReference { name: path.clone() }),
            Err(what) => Err(what),
        };
        sink.part(path, &source, 0, |part| match chapter {
            Ok((_, blocks)) if named.is_none() && columns(&blocks) < SHORT => {
                short = short.saturating_add(usize::from(columns(&blocks) > 0));
            }
            // A part of a book may have its title on a page of its own.
            Ok((_, blocks)) if columns(&blocks) == 0 => {}
            Ok((title, blocks)) => {
                any = true;
                let draft = chapter_draft(book, &source, named.cloned(), title, blocks);
                part.holding(&InArchive::new(archive, path), |part| finish(part, draft));
            }
            Err(what) => {
                any = true;
                part.refuse(what, None);
            }
        });
        sink.step(0)?;
    }
    if let Some(what) = skipped(&[("short-page", short)]) {
        if any { sink.tell(what, None) } else { sink.refuse(what, None) }
    } else if !any {
        sink.refuse(ProblemKind::Empty, None);
    }
    ControlFlow::Continue(())
}

/// A chapter goes by the name that the table of contents has for it, else by its first heading, else by its own title.
fn chapter_draft(
    book: &Package,
    source: &str,
    named: Option<String>,
    title: Option<String>,
    mut blocks: Vec<Block>,
) -> Draft {
    let first = blocks.iter().position(|block| !block.text.trim().is_empty());
    let opening = first.filter(|at| blocks.get(*at).is_some_and(Block::is_heading) && blocks.len() > 1);
    let heading = opening.and_then(|at| blocks.get(at)).map(|block| block.text.clone());
    let title = named.or(heading.clone()).or(title.filter(|title| title != source));
    if let Some(at) = opening.filter(|_| heading == title) {
        blocks.remove(at);
    }
    // That of a page without a name would be the name of its file.
    let title = title.or_else(|| Some(source.to_owned()));
    // The day in the name of a file in it is none of publication.
    Draft {
        title,
        blocks,
        date: book.date.clone(),
        states_date: true,
        source: Some(source.to_owned()),
        author: book.author.clone(),
        ..Draft::default()
    }
}

/// How much text there is, in columns.
fn columns(blocks: &[Block]) -> usize {
    blocks.iter().map(|block| width(block.text.trim())).fold(0, usize::saturating_add)
}
