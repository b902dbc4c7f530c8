//! What a dossier says of itself.

use super::words;
use crate::view::Desk;
use crate::wire::{Counts, DateView, DossierRequest, UiLang, WireError};
use crate::words::{date_view, moment};
use zhimai_model::{DateRange, Region};

/// What a dossier says of itself.
pub(super) struct About {
    /// The day at whose end all of it was known.
    pub(super) as_of: Option<DateView>,
    /// When it was made, such as `2026-11-29 13:14 UTC`.
    pub(super) time: String,
    /// For the `lang` attribute.
    pub(super) tag: &'static str,
    pub(super) counts: Counts,
    pub(super) collections: Vec<String>,
    pub(super) without_notes: bool,
}

impl About {
    pub(super) fn new(desk: &Desk<'_>, request: &DossierRequest, now: i64) -> Result<Self, WireError> {
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
    pub(super) fn made(&self, lang: UiLang) -> String {
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

/// For the `lang` attribute.
fn tag(lang: UiLang, region: Region) -> &'static str {
    match (lang, region) {
        (UiLang::En, _) => "en",
        (UiLang::ZhHans, _) => "zh-Hans",
        (UiLang::ZhHant, Region::Hk) => "zh-Hant-HK",
        (UiLang::ZhHant, _) => "zh-Hant",
    }
}
