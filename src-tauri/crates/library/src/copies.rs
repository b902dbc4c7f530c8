//! Which articles of the library are copies of one story.
//!
//! Articles are looked at when there is nothing else to do, some at a time and in the order of their changes: first their
//! fingerprints are made, then each is compared with the leaders of those groups that have a band in common with it. So a group is
//! what was compared with its leader, and nothing is in it by way of a third. What is done is in the store, so that it goes on
//! after a stop or a kill, here or in another process. Bundled articles are written by the project and are nobody's copies.

use crate::content::BUNDLED;
use crate::error::LibraryError;
use crate::library::Library;
use crate::lock::lock;
use crate::progress::{OnProgress, Progress};
use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};
use zhimai_knowledge::copies::{Text, VERSION, bands, credited, named_agency};
use zhimai_knowledge::deals::{Origins, publisher};
use zhimai_model::Article;
use zhimai_store::{NewFingerprint, Provenance, StoreError, StoredCopy, Unplaced, Unseen};

/// How many articles are looked at at a time.
const BATCH: u32 = 100;
/// With how many leaders an article is compared at the most, those that are likeliest first.
const LEADERS: usize = 8;
/// A text of more bytes than this is compared with none: it is a book, and takes as much memory several times.
const LONGEST: usize = 4 << 20;

/// How far some more articles were compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Compared {
    /// There are more.
    Some,
    /// There are no more, or it cannot be done now; and whether copies were found since there were none to be looked at.
    All { are_copies: bool },
}

/// The copies of an article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CopiesOf {
    /// The article and its copies, the earliest first; none where it has none.
    pub copies: Vec<StoredCopy>,
    /// How many articles of the library are not compared yet.
    pub left: u32,
}

impl Library {
    /// Compares some more articles, for the thread that has nothing else to do.
    pub(crate) fn compare_some(&self) -> Compared {
        match self.compare_batch() {
            Ok(Some(_)) => Compared::Some,
            // What fails is tried again after the next change.
            Ok(None) | Err(_) => {
                let are_copies = std::mem::take(&mut *lock(&self.copies_found));
                Compared::All { are_copies }
            }
        }
    }

    /// Compares articles with each other that were not yet, `most` at the most, and brings the index up to date with what was found
    /// out. Gives how many are left.
    ///
    /// # Errors
    /// `Cancelled` when `progress` says so, and whatever the store says.
    pub fn find_copies(&self, most: u32, progress: OnProgress<'_>) -> Result<u32, LibraryError> {
        let mut left = self.not_compared()?;
        if self.is_read_only() {
            return Ok(left);
        }
        let (total, mut done) = (left.min(most), 0_u32);
        while left > 0 && done < most {
            let step = Progress { done: done.min(total), total, current: String::new() };
            if progress(step).is_break() {
                return Err(LibraryError::Cancelled);
            }
            let Some(more) = self.compare_batch()? else { break };
            done = done.saturating_add(more);
            left = self.not_compared()?;
        }
        if std::mem::take(&mut *lock(&self.copies_found)) {
            self.indexer().store_changed();
        }
        Ok(left)
    }

    /// How many articles are not compared yet.
    fn not_compared(&self) -> Result<u32, StoreError> {
        let (unseen, ..) = self.store().unseen(BUNDLED, VERSION, 0)?;
        let (unplaced, _) = self.store().unplaced(0)?;
        Ok(unseen.saturating_add(unplaced))
    }

    /// Compares a batch; gives how many articles were done, nothing where there are none.
    fn compare_batch(&self) -> Result<Option<u32>, StoreError> {
        if self.is_read_only() {
            return Ok(None);
        }
        let (_, unseen, span) = self.store().unseen(BUNDLED, VERSION, BATCH)?;
        if !unseen.is_empty() {
            let made: Vec<NewFingerprint> = unseen.iter().filter_map(|one| self.fingerprint(one)).collect();
            self.store().put_fingerprints(VERSION, span, &unseen, &made)?;
        }
        let (_, unplaced) = self.store().unplaced(BATCH)?;
        if unplaced.is_empty() {
            return Ok((!unseen.is_empty()).then_some(0));
        }
        let placed = self.place(&unplaced)?;
        if self.store().place_fingerprints(&placed)? > 0 {
            *lock(&self.copies_found) = true;
        }
        Ok(Some(u32::try_from(placed.len()).unwrap_or(u32::MAX)))
    }

    fn fingerprint(&self, unseen: &Unseen) -> Option<NewFingerprint> {
        // One that is damaged is told elsewhere.
        let article = self.article_to_compare(&unseen.article).filter(|_| !unseen.removed)?;
        let length: usize = article.body.texts().map(str::len).sum();
        let bands = if length > LONGEST { None } else { bands(&article.body) };
        let agency = credited(&article.body).or_else(|| named_agency(article.source.as_deref()?));
        Some(NewFingerprint {
            article: article.id,
            bands: bands.map(Vec::from).unwrap_or_default(),
            agency: agency.map(str::to_owned),
        })
    }

    fn article_to_compare(&self, id: &str) -> Option<Article> {
        self.store().article(id).ok().flatten()
    }

    /// Which fingerprint leads each of some, that are to be in the order of their numbers.
    fn place(&self, unplaced: &[Unplaced]) -> Result<Vec<(i64, i64)>, StoreError> {
        let known = self.known();
        let text = |article: &str| Some(Text::of(&self.article_to_compare(article)?.body, known.names()));
        let mut texts: HashMap<i64, Option<Text>> = HashMap::new();
        let mut placed: Vec<(i64, i64)> = Vec::with_capacity(unplaced.len());
        for Unplaced { key, article } in unplaced {
            let mut leaders: Vec<i64> = Vec::new();
            for alike in self.store().alike(*key)? {
                let of_batch = placed.binary_search_by_key(&alike.key, |(key, _)| *key).ok();
                let leader = match of_batch.and_then(|at| placed.get(at)) {
                    Some((_, leader)) => *leader,
                    None => alike.leader,
                };
                if leader != 0 && !leaders.contains(&leader) {
                    leaders.push(leader);
                }
            }
            leaders.truncate(LEADERS);
            let own = if leaders.is_empty() { None } else { text(article) };
            let mut found = *key;
            for leader in leaders {
                let of_leader = match texts.entry(leader) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(new) => {
                        let article = self.store().fingerprinted(leader)?;
                        new.insert(article.and_then(|article| text(&article)))
                    }
                };
                if own.as_ref().zip(of_leader.as_ref()).is_some_and(|(own, text)| own.is_copy_of(text)) {
                    found = leader;
                    break;
                }
            }
            placed.push((*key, found));
        }
        Ok(placed)
    }

    /// The copies of an article.
    ///
    /// # Errors
    /// When there is no such article, or the store cannot be read.
    pub fn copies_of(&self, article: &str) -> Result<CopiesOf, LibraryError> {
        if self.store().article_rows_by_ids(&[article])?.is_empty() {
            return Err(StoreError::NotFound { what: "article", id: article.to_owned() }.into());
        }
        let copies = match self.store().copy_group(article)? {
            Some(group) => self.store().copies(group)?,
            None => Vec::new(),
        };
        let copies = if copies.len() > 1 { copies } else { Vec::new() };
        Ok(CopiesOf { copies, left: self.not_compared()? })
    }

    /// The groups of copies, the largest first, with their number in all and how many articles are not compared yet.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn copy_groups(&self, limit: u32) -> Result<(u32, u32, Vec<Vec<StoredCopy>>), LibraryError> {
        let (all, groups) = self.store().copy_groups(limit)?;
        let groups: Result<Vec<_>, _> = groups.into_iter().map(|group| self.store().copies(group)).collect();
        Ok((all, self.not_compared()?, groups?))
    }

    /// How many independent sources articles are, each with its publisher: copies of one story are one, and so is whatever is
    /// credited to one news agency. With the agency, where all is from one.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn sources_of(
        &self,
        articles: &[(&str, Option<&str>)],
    ) -> Result<(usize, Option<String>), StoreError> {
        let ids: Vec<&str> = articles.iter().map(|(id, _)| *id).collect();
        let all = self.store().provenance(&ids)?;
        let mut origins = BTreeSet::new();
        for ((id, named), one) in articles.iter().zip(&all) {
            let known = origin(one);
            let named = || named.map(publisher);
            origins.insert(known.or_else(named).unwrap_or_else(|| format!("article {id}")));
        }
        let agency = all.first().and_then(|one| one.agency.clone());
        let agency = agency.filter(|agency| all.iter().all(|one| one.agency.as_ref() == Some(agency)));
        Ok((origins.len(), agency))
    }

    /// Where the articles come from that claims were accepted from.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn origins(&self) -> Result<Origins, StoreError> {
        let accepted = self.store().accepted_claims()?;
        let ids: Vec<&str> = accepted.iter().map(|(_, row)| row.id.as_str()).collect();
        let all = self.store().provenance(&ids)?;
        let known = accepted.iter().zip(&all).filter_map(|((claim, row), one)| {
            // The claim names its source so.
            let publisher = row.source.clone().unwrap_or_else(|| row.title.clone());
            Some((claim.clone(), publisher, origin(one)?))
        });
        Ok(Origins::of(known))
    }
}

/// What articles have in common that are one source.
fn origin(one: &Provenance) -> Option<String> {
    one.agency.clone().or_else(|| one.group.map(|group| format!("copies {group}")))
}
