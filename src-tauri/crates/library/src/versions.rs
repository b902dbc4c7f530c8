//! What articles were before they were changed, and where notes stand in them now.

use crate::anchor;
use crate::compare::{self, Compared};
use crate::error::LibraryError;
use crate::library::Library;
use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;
use zhimai_model::{Address, Article, Body, DateRange, Note};
use zhimai_store::{ArticleVersion, Damaged};
use zhimai_text::offset::CharOffset;

/// Earlier texts are looked through as long as they have no more than so many bytes together.
const MOST_EARLIER: usize = 64 << 20;

/// A version of an article, for lists.
#[derive(Clone, Debug, PartialEq)]
pub struct VersionRow {
    /// From 1; the article as it is now has the highest.
    pub version: u32,
    /// When the next version took its place, in milliseconds since 1970-01-01 UTC; nothing for the article as it is.
    pub replaced: Option<i64>,
    /// The title it had.
    pub title: String,
    /// The date it had.
    pub date: Option<DateRange>,
    /// What does not fit, where it cannot be read.
    pub damaged: Option<String>,
}

/// Two versions of an article side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparedVersions {
    /// The older one.
    pub older: VersionRow,
    /// The newer one.
    pub newer: VersionRow,
    /// What changed: the title first, then the text, then title and text of the translation.
    pub compared: Compared,
}

/// Where a note stands in the half of the article that its anchor names, in code points of [`Body::text`].
pub type Place = (CharOffset, CharOffset);

impl Library {
    /// The versions of an article, the newest first, the article as it is among them.
    ///
    /// # Errors
    /// When there is no such article, or the store cannot be read.
    pub fn article_versions(&self, id: &str) -> Result<Vec<VersionRow>, LibraryError> {
        let mut rows = Vec::new();
        self.store().article_versions(id, |version| {
            let is_now = rows.is_empty();
            rows.push(version.map_or_else(|damaged| damaged_row(damaged, is_now), |version| row(&version)));
            ControlFlow::Continue(())
        })?;
        Ok(rows)
    }

    /// What changed from one version of an article to another.
    ///
    /// # Errors
    /// When there is no such article or version, one of them is damaged, or the store cannot be read.
    pub fn compare_versions(
        &self,
        id: &str,
        older: u32,
        newer: u32,
    ) -> Result<ComparedVersions, LibraryError> {
        let (older, newer) =
            (self.store().article_version(id, older)?, self.store().article_version(id, newer)?);
        let mut compared = compare_bodies(Some(&older.article.body), Some(&newer.article.body));
        let translations = (older.article.translation.as_ref(), newer.article.translation.as_ref());
        let more = compare_bodies(translations.0, translations.1);
        compared.rows.extend(more.rows);
        compared.is_coarse |= more.is_coarse;
        Ok(ComparedVersions { older: row(&older), newer: row(&newer), compared })
    }

    /// Where each of the notes on an article stands in it; nothing for a note that is detached, or is on no passage.
    pub fn places(&self, article: &Article, notes: &[Note]) -> Vec<Option<Place>> {
        let texts = [false, true].map(|translation| half(article, translation).map(Body::text));
        let earlier = OnceCell::new();
        let place = |note: &Note| {
            let anchor = note.anchor.as_ref()?;
            let half = usize::from(anchor.translation);
            let earlier = || {
                let both: &[Vec<String>; 2] = earlier.get_or_init(|| self.earlier_texts(&article.id));
                both.get(half).map(Vec::as_slice).unwrap_or_default()
            };
            anchor::find(anchor, texts.get(half)?.as_ref()?, earlier)
        };
        notes.iter().map(place).collect()
    }

    /// Those of the notes whose passage is not certain any more. Articles that have no earlier versions are not looked at.
    /// What cannot be read detaches nothing.
    pub fn detached(&self, notes: &[Note]) -> HashSet<String> {
        let mut of_article: HashMap<&str, Vec<&Note>> = HashMap::new();
        for note in notes.iter().filter(|note| note.anchor.is_some()) {
            if let Some(Address::Article(id)) = &note.on {
                of_article.entry(id).or_default().push(note);
            }
        }
        if of_article.is_empty() {
            return HashSet::new();
        }
        let changed = self.store().changed_articles().unwrap_or_default();
        let mut detached = HashSet::new();
        for (id, notes) in of_article.into_iter().filter(|(id, _)| changed.contains(*id)) {
            let Ok(Some(article)) = self.store().article(id) else { continue };
            let notes: Vec<Note> = notes.into_iter().cloned().collect();
            let places = self.places(&article, &notes);
            let lost = notes.into_iter().zip(places).filter(|(_, place)| place.is_none());
            detached.extend(lost.map(|(note, _)| note.id));
        }
        detached
    }

    /// The texts that both halves of an article had before, the newest first.
    fn earlier_texts(&self, id: &str) -> [Vec<String>; 2] {
        let mut texts = [Vec::new(), Vec::new()];
        let mut size = 0;
        // Where the versions cannot be read, an anchor has only its own context.
        let _ = self.store().article_versions(id, |version| {
            let Some(version) = version.ok().filter(|version| version.replaced.is_some()) else {
                return ControlFlow::Continue(());
            };
            for (translation, texts) in [false, true].into_iter().zip(&mut texts) {
                if let Some(body) = half(&version.article, translation) {
                    let text = body.text();
                    size += text.len();
                    texts.push(text);
                }
            }
            if size > MOST_EARLIER { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        texts
    }
}

fn half(article: &Article, translation: bool) -> Option<&Body> {
    if translation { article.translation.as_ref() } else { Some(&article.body) }
}

fn row(version: &ArticleVersion) -> VersionRow {
    let ArticleVersion { version, replaced, article } = version;
    VersionRow {
        version: *version,
        replaced: *replaced,
        title: article.body.title.clone(),
        date: article.date.clone(),
        damaged: None,
    }
}

/// A version of which the number and what can be read of the title are known.
fn damaged_row(damaged: Damaged, is_now: bool) -> VersionRow {
    VersionRow {
        version: damaged.id.parse().unwrap_or_default(),
        replaced: (!is_now).then_some(0),
        title: damaged.texts.into_iter().next().unwrap_or_default(),
        date: None,
        damaged: Some(damaged.detail),
    }
}

/// Title and blocks of two texts, one of which need not be there.
fn compare_bodies(older: Option<&Body>, newer: Option<&Body>) -> Compared {
    let title = |body: Option<&Body>| body.map(|body| body.title.clone()).unwrap_or_default();
    let texts = |body: Option<&Body>| -> Vec<String> {
        body.map(|body| body.texts().map(str::to_owned).collect()).unwrap_or_default()
    };
    let (old, new) = (texts(older), texts(newer));
    let old: Vec<&str> = old.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
    let new: Vec<&str> = new.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
    let mut compared = compare::compare(&old, &new);
    let (older, newer) = (title(older), title(newer));
    if !older.is_empty() || !newer.is_empty() {
        compared.rows.insert(0, compare::compare_one(&older, &newer));
    }
    compared
}
