//! A dossier: all that the library has on a company, event, deal or search, as one file that needs nothing else.
//!
//! [`matter`] gathers it, and [`page`], [`json_ld`] and [`csv`] each write it down. The same library at the same time gives the
//! same bytes.

mod about;
mod csv;
mod json_ld;
mod markup;
mod matter;
mod money;
mod page;
mod picture;
mod rest;
mod seal;
mod told;
mod words;

pub use csv::deals_csv;

use crate::open::{OnProgress, OpenLibrary};
use crate::wire::*;
use crate::words::{bad_request, cancelled, unreadable_dossier};
use about::About;
use seal::Seal;
use std::path::Path;

/// Progress is told for so many claims at a time.
const TELL_EVERY: usize = 20;

/// The most of a file that is read to see whether it is a page.
const BEGINNING: usize = 512;

impl OpenLibrary {
    /// Makes a dossier, as of the library's time. `progress` counts claims.
    ///
    /// # Errors
    /// `NotFound` when nothing has the address, `BadRequest` when no dossier is made of what has it, `Cancelled` when
    /// `progress` says so, and whatever store and index say.
    pub fn dossier(
        &self,
        locale: impl Into<Locale>,
        request: &DossierRequest,
        progress: OnProgress<'_>,
    ) -> Result<Dossier, WireError> {
        let desk = self.desk(locale);
        let mut tell = |done: usize, total: usize| {
            if !done.is_multiple_of(TELL_EVERY) && done != total {
                return Ok(());
            }
            let [done, total] = [done, total].map(|count| u32::try_from(count).unwrap_or(u32::MAX));
            let told = progress(Progress { done, total, current: String::new() });
            if told.is_break() { Err(cancelled(desk.lang)) } else { Ok(()) }
        };
        let matter = matter::gather(&desk, request, &mut tell)?;
        let about = About::new(&desk, request, self.library().now())?;
        let (text, end) = match request.format {
            DossierFormat::Html => (page::Page::new(desk.lang, &matter).markup(&about), "html"),
            DossierFormat::JsonLd => {
                (json_ld::written(&matter, &about).map_err(|e| bad_request(e.to_string()))?, "jsonld")
            }
            DossierFormat::Csv => {
                (csv::deals_csv(desk.lang, matter.lists.iter().flat_map(|(_, list)| &list.deals)), "csv")
            }
        };
        Ok(Dossier { name: format!("{}.{end}", file_name(&matter.title)), text })
    }
}

/// Holds a dossier against the checksum in it.
///
/// # Errors
/// `Storage` when the file cannot be read.
pub fn verify_dossier(lang: UiLang, file: &Path) -> Result<DossierCheck, WireError> {
    let bytes = std::fs::read(file).map_err(|e| unreadable_dossier(lang, file, &e))?;
    let (state, checksum) = match seal::check(&bytes) {
        Seal::Whole(checksum) => (DossierState::Unchanged, checksum),
        Seal::Broken(checksum) => (DossierState::Changed, checksum),
        Seal::None => (DossierState::None, String::new()),
    };
    Ok(DossierCheck { path: file.display().to_string(), state, checksum })
}

/// Whether a file looks like a page, and so may be a dossier. One that cannot be read does not.
pub fn is_page(file: &Path) -> bool {
    use std::io::Read;
    let mut beginning = Vec::with_capacity(BEGINNING);
    let read =
        std::fs::File::open(file).and_then(|file| file.take(BEGINNING as u64).read_to_end(&mut beginning));
    let text = String::from_utf8_lossy(&beginning).to_ascii_lowercase();
    let text = text.trim_start_matches('\u{feff}').trim_start();
    read.is_ok() && (text.starts_with("<!doctype html") || text.starts_with("<html"))
}

/// A title as the name of a file: short, and without what a system or a shell would take for something else.
fn file_name(title: &str) -> String {
    let mut name = String::from("zhimai");
    for part in title.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()) {
        if name.chars().count() + part.chars().count() > 60 {
            break;
        }
        name.push('-');
        name.push_str(part);
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_plain() {
        assert_eq!(file_name("NVIDIA → OpenAI · US$100 billion"), "zhimai-NVIDIA-OpenAI-US-100-billion");
        assert_eq!(file_name("../../etc/passwd\0<x>"), "zhimai-etc-passwd-x");
        assert_eq!(file_name("輝達「投資」"), "zhimai-輝達-投資");
        assert_eq!(file_name(&"長".repeat(100)), "zhimai");
    }
}
