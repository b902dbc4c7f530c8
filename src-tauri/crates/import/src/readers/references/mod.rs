//! Lists of literature (BibTeX, RIS, CSL JSON, Zotero's RDF): each record with an abstract or notes is an article.

mod bibtex;
mod csl;
mod latex;
mod ris;
mod zotero;

use crate::finish::{Draft, finish, is_address, is_date};
use crate::html;
use crate::page;
use crate::paragraphs;
use crate::sink::Sink;
use crate::told::skipped;
use std::ops::ControlFlow;
use zhimai_model::{Block, ProblemKind};

pub(super) use bibtex::Bibtex;
pub(super) use csl::Csl;
pub(super) use ris::Ris;
pub(super) use zotero::Zotero;

/// The most that a list may have, in bytes.
const LARGEST: usize = 128 << 20;

/// A record of a list.
#[derive(Debug, Default)]
struct Reference {
    title: String,
    /// The abstract and the notes, as text or HTML.
    texts: Vec<String>,
    authors: Vec<String>,
    /// The journal or publisher.
    container: String,
    date: String,
    url: String,
    doi: String,
    line: Option<u32>,
}

/// The records of a list as they are taken in.
#[derive(Default)]
struct References {
    taken: usize,
    without_text: usize,
}

impl References {
    /// Makes an article of a record, if there is a text in it.
    fn take(&mut self, sink: &mut Sink<'_>, reference: Reference) -> ControlFlow<()> {
        let mut blocks: Vec<Block> = Vec::new();
        for text in &reference.texts {
            match if html::is_html(text) { page::whole(text) } else { Ok(paragraphs::blocks(text)) } {
                Ok(more) => blocks.extend(more),
                Err(what) => sink.tell(what, reference.line),
            }
        }
        if !blocks.iter().any(|block| !block.text.trim().is_empty()) {
            self.without_text = self.without_text.saturating_add(1);
            return ControlFlow::Continue(());
        }
        self.taken = self.taken.saturating_add(1);
        let said = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let authors = said(&reference.authors.join("、"));
        let container = said(&reference.container);
        let doi = said(&reference.doi)
            .map(|doi| format!("https://doi.org/{}", doi.trim_start_matches("https://doi.org/")));
        finish(
            sink,
            Draft {
                title: said(&reference.title),
                blocks,
                date: said(&reference.date).filter(|date| is_date(date)),
                source: container.or_else(|| authors.clone()),
                author: authors,
                url: said(&reference.url).filter(|url| is_address(url)).or(doi),
                line: reference.line,
                ..Draft::default()
            },
        );
        sink.step(0)
    }

    /// Tells what was left out of a list.
    fn end(self, sink: &mut Sink<'_>) {
        match skipped(&[("without-text", self.without_text)]) {
            Some(what) if self.taken == 0 => sink.refuse(what, None),
            Some(what) => sink.tell(what, None),
            None if self.taken == 0 => sink.refuse(ProblemKind::Empty, None),
            None => {}
        }
    }
}
