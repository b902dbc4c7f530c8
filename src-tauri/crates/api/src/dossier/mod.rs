//! A dossier: all that the library has on a company, event, deal or search, as one file that needs nothing else.
//!
//! [`matter`] gathers it, and [`page`], [`json_ld`] and [`csv`] each write it down. The same library at the same time gives the
//! same bytes.

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
use crate::view::Desk;
use crate::wire::*;
use crate::words::{bad_request, cancelled, date_view, moment, unreadable_dossier};
use seal::Seal;
use std::path::Path;
use zhimai_model::{DateRange, Region};

/// Progress is told for so many claims at a time.
const TELL_EVERY: usize = 20;

/// The most of a file that is read to see whether it is a page.
const BEGINNING: usize = 512;

/// What a dossier says of itself.
struct About {
    /// The day at whose end all of it was known.
    as_of: Option<DateView>,
    /// When it was made, such as `2026-11-29 13:14 UTC`.
    time: String,
    /// For the `lang` attribute.
    tag: &'static str,
    counts: Counts,
    collections: Vec<String>,
    without_notes: bool,
}

impl About {
    fn new(desk: &Desk<'_>, request: &DossierRequest, now: i64) -> Result<Self, WireError> {
        let day = desk.as_of_day.and_then(|day| DateRange::from_days(day, day));
        let status = desk.status_view()?;
        Ok(Self {
            as_of: day.map(|day| date_view(desk.lang, &day)),
            time: moment(now),
            tag: tag(desk.lang, desk.region),
            counts: status.counts,
            collections: status.collections.into_iter().map(|one| one.title).collect(),
            without_notes: request.without_notes,
        })
    }

    /// When it was made, by what, and of what.
    fn made(&self, lang: UiLang) -> String {
        let counts = &self.counts;
        let numbers = [
            ("articles", counts.articles),
            ("entities", counts.entities),
            ("events", counts.events),
            ("claims", counts.claims),
            ("conflicts", counts.conflicts),
        ]
        .map(|(what, count)| (what, count.to_string()));
        let mut values = vec![("version", env!("CARGO_PKG_VERSION")), ("time", self.time.as_str())];
        values.extend(numbers.iter().map(|(what, count)| (*what, count.as_str())));
        words::MADE.with(lang, &values)
    }
}

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

/// For the `lang` attribute.
fn tag(lang: UiLang, region: Region) -> &'static str {
    match (lang, region) {
        (UiLang::En, _) => "en",
        (UiLang::ZhHans, _) => "zh-Hans",
        (UiLang::ZhHant, Region::Hk) => "zh-Hant-HK",
        (UiLang::ZhHant, _) => "zh-Hant",
    }
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
