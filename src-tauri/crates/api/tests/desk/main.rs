//! The front desk with the bundled collection, as a door sees it.

#![allow(clippy::unwrap_used)] // helpers of tests fail by panicking

mod as_of;
mod asking;
mod dossier;
mod first;
mod front;
mod kept;
mod pages;
mod regions;
mod searching;
mod table;

use std::ops::ControlFlow;
use zhimai_api::*;

/// 2026-01-01T00:00:00Z
const NOW: i64 = 1_767_225_600_000;

struct Desk {
    library: OpenLibrary,
    folder: tempfile::TempDir,
}

fn open(content: Content) -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let library = open_in(folder.path(), content);
    Desk { library, folder }
}

fn open_in(folder: &std::path::Path, content: Content) -> OpenLibrary {
    let options = OpenOptions { folder: folder.to_owned(), clock: || NOW, content };
    let library = OpenLibrary::open(UiLang::En, options).unwrap();
    library.bring_index_up_to_date(UiLang::En, &mut |_| ControlFlow::Continue(())).unwrap();
    library
}

/// English, as of the end of a date.
fn as_of(date: &str) -> Locale {
    Locale::from(UiLang::En).as_of(Some(parse_date(UiLang::En, date).unwrap().last_day()))
}

fn search(library: &OpenLibrary, query: &str) -> SearchResponse {
    let request = SearchRequest { query: query.to_owned(), limit: 200, ..SearchRequest::default() };
    library.search(UiLang::En, request).unwrap()
}
