//! Puts into an index what the store has and the index has not: what changed, in the order of the changes, and then what was
//! made by names that are others now.
//!
//! The index is committed with the number of the last change that it holds, and what was made anew is taken off the store's list
//! after that. So whatever is interrupted is gone on with, here or in another process, and at the worst done once more.

use crate::document::{self, States};
use crate::indexer::{DOCUMENTS, Indexer, Patience, Stopped, seen};
use crate::known::Known;
use crate::progress::{IndexState, OnProgress, Progress};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use zhimai_knowledge::annotate::annotate;
use zhimai_model::{Address, Damage};
use zhimai_search::{Document, Index, Kind, Mark, SearchError, Writer};
use zhimai_store::{ArticleToIndex, ChangeKind, StaleDocument, Store, StoreError, ThingKind};

/// How many changes are read from the store at a time.
const BATCH: u32 = 500;
/// What was put in is committed, and found by searches from then on, when it is half of all, but not less than the first and
/// no more than the second, in bytes of text. Every time leaves files behind that have to be merged; so much as the second
/// is written to files of its own anyway.
const COMMIT_AT: (usize, usize) = (32 << 20, 64 << 20);

/// How a round ended, when nothing failed.
enum Ended {
    /// The index holds everything.
    Done,
    /// Whoever watches said stop.
    Stopped,
    /// What is known was changed by another process meanwhile: what comes next is to be made by that.
    Overtaken,
}

/// One round of filling an index.
struct Filling<'a> {
    indexer: &'a Indexer,
    known: Arc<Known>,
    writer: Writer,
    /// The last change that was put in.
    sequence: i64,
    /// What was put in, and how much of it had been when it was committed last, in bytes of text.
    put: usize,
    committed: usize,
    /// How many documents were done, and how many there are, as far as known.
    done: u32,
    total: u32,
    /// What was made anew and is not committed yet, by the numbers of the store's list.
    made: Vec<i64>,
}

impl Indexer {
    /// Brings the index up to date. Who calls holds the turn.
    pub(crate) fn catch_up(&self, patience: Patience, progress: OnProgress<'_>) -> Result<(), Stopped> {
        loop {
            let known = self.knowing.take_up()?;
            let index = match self.index_if_any() {
                Some(index) => index,
                None => self.answer_from(self.open_or_create(patience)?),
            };
            index.set_gazetteer(Arc::clone(known.names()));
            self.indexed.store(seen(&index.mark()), Ordering::Relaxed);
            if self.behind(&index) == 0 {
                return Ok(());
            }
            let writer = patience.wait_for(|| index.writer().map_err(busy_or_failed))?;
            // Only now nobody else changes the index; what is known may have been changed before.
            if self.store.knowledge_sequence()? != known.sequence {
                continue;
            }
            let mut filling = Filling::new(self, known, writer, seen(&index.mark()))?;
            let ended = filling.fill(&index, progress)?;
            filling.writer.finish()?;
            match ended {
                Ended::Done => return Ok(()),
                Ended::Stopped => return Err(Stopped::Cancelled),
                Ended::Overtaken => {}
            }
        }
    }
}

impl<'a> Filling<'a> {
    fn new(
        indexer: &'a Indexer,
        known: Arc<Known>,
        writer: Writer,
        sequence: i64,
    ) -> Result<Self, StoreError> {
        let store = &indexer.store;
        let changes = u32::try_from(store.last_sequence()?.saturating_sub(sequence)).unwrap_or(u32::MAX);
        let total = changes.saturating_add(store.stale_count()?);
        let (put, committed, done, made) = (0, 0, 0, Vec::new());
        Ok(Self { indexer, known, writer, sequence, put, committed, done, total, made })
    }

    fn store(&self) -> &'a Store {
        &self.indexer.store
    }

    /// Whatever has ended it, what was put in is committed.
    fn fill(&mut self, index: &Index, progress: OnProgress<'_>) -> Result<Ended, Stopped> {
        if self.sequence == 0 {
            // All of it is put in now, so that mentions have to be right and nothing else.
            self.annotate_before(progress)?;
        }
        let mut ended = self.follow(progress)?;
        self.commit()?;
        if matches!(ended, Ended::Done) {
            self.find_holders(index)?;
            self.total = self.done.saturating_add(self.store().stale_count()?);
            ended = self.make_anew(progress)?;
            self.commit()?;
        }
        Ok(ended)
    }

    /// Puts in what changed.
    fn follow(&mut self, progress: OnProgress<'_>) -> Result<Ended, Stopped> {
        loop {
            let changes = self.store().changes_since(self.sequence, BATCH)?;
            if changes.is_empty() {
                return Ok(Ended::Done);
            }
            for change in changes {
                if matches!(change.kind, ChangeKind::Known(_)) && change.sequence > self.known.sequence {
                    return Ok(Ended::Overtaken);
                }
                if self.step(&change.id, progress).is_break() {
                    return Ok(Ended::Stopped);
                }
                self.put(change.kind, &change.id)?;
                self.sequence = change.sequence;
                self.indexer.indexed.store(self.sequence, Ordering::Relaxed);
                self.commit_if_due()?;
            }
        }
    }

    /// Finds out what holds names that are others now.
    fn find_holders(&self, index: &Index) -> Result<(), Stopped> {
        let names = self.store().stale_names()?;
        if !names.is_empty() {
            let holders = holders(index, &names)?;
            self.store().spread_stale(&names, &holders)?;
        }
        Ok(())
    }

    /// Makes anew what holds names that are others now.
    fn make_anew(&mut self, progress: OnProgress<'_>) -> Result<Ended, Stopped> {
        let mut after = 0;
        loop {
            let stale = self.store().stale_documents(after, BATCH)?;
            let Some(last) = stale.last() else { return Ok(Ended::Done) };
            after = last.key;
            // What was changed while the names were spread is among them: made by what was known before, it would be lost.
            if self.store().knowledge_sequence()? != self.known.sequence {
                return Ok(Ended::Overtaken);
            }
            self.annotate(&stale)?;
            for StaleDocument { key, kind, id } in stale {
                if self.step(&id, progress).is_break() {
                    return Ok(Ended::Stopped);
                }
                self.put(kind, &id)?;
                self.made.push(key);
                self.commit_if_due()?;
            }
        }
    }

    /// Looks for names anew in articles whose names are others now, where all of them will be put in.
    fn annotate_before(&mut self, progress: OnProgress<'_>) -> Result<(), Stopped> {
        let mut after = 0;
        loop {
            let stale = self.store().stale_documents(after, BATCH)?;
            let Some(last) = stale.last() else { return Ok(()) };
            after = last.key;
            if self.step(&last.id, progress).is_break() {
                return Ok(());
            }
            self.annotate(&stale)?;
            self.store().made_anew(&stale.iter().map(|document| document.key).collect::<Vec<_>>())?;
            self.done = self.done.saturating_add(u32::try_from(stale.len()).unwrap_or(u32::MAX));
        }
    }

    fn annotate(&self, stale: &[StaleDocument]) -> Result<(), Stopped> {
        let mut found = Vec::with_capacity(stale.len());
        for document in stale.iter().filter(|document| document.kind == ChangeKind::Article) {
            let Some(change) = self.store().last_change_of(&document.id)? else { continue };
            let article = self.unless_damaged(self.store().article(&document.id))?.flatten();
            found.extend(
                article.map(|a| (document.id.clone(), change, annotate(&a, self.known.names()).mentions)),
            );
        }
        self.store().annotate(&found)?;
        Ok(())
    }

    /// Puts a document in, in place of what was there, or takes it out where there is nothing.
    fn put(&mut self, kind: ChangeKind, id: &str) -> Result<(), Stopped> {
        let (kind, document) = match kind {
            ChangeKind::Article => (Kind::Article, self.article(id)?.map(States::from)),
            ChangeKind::Note => (Kind::Note, self.note(id)?.map(States::from)),
            ChangeKind::Known(known) => {
                let kind = match known {
                    ThingKind::Entity => Kind::Entity,
                    ThingKind::Event => Kind::Event,
                    ThingKind::Term => Kind::Term,
                    // Parts of events, and names.
                    ThingKind::Claim | ThingKind::Conflict | ThingKind::Region => return Ok(()),
                };
                (kind, self.known.document(known, id))
            }
        };
        match document {
            Some(States { mut now, mut before }) => {
                let states = before.iter_mut().chain([&mut now]);
                states.for_each(|document| self.follow_merges(&mut document.entities));
                self.writer.put_states(&now, &before)?;
                let parts = before.iter().chain([&now]).flat_map(|document| &document.parts);
                let texts = parts.map(|part| part.text.len());
                self.put = texts.fold(self.put, usize::saturating_add);
            }
            None => self.writer.remove(kind, id)?,
        }
        Ok(())
    }

    /// Entities that were merged into others are those.
    fn follow_merges(&self, entities: &mut Vec<String>) {
        let merged = self.known.knowledge.merged();
        for entity in &mut *entities {
            let kept = merged.kept(entity);
            if kept != entity {
                *entity = kept.to_owned();
            }
        }
        entities.sort();
        entities.dedup();
    }

    fn article(&self, id: &str) -> Result<Option<Document>, Stopped> {
        let found = self.unless_damaged(self.store().article_to_index(id))?.flatten();
        Ok(found.map(|ArticleToIndex { article, mentions, copies }| {
            let mentioned = mentions.into_iter().map(|mention| mention.entity).collect();
            document::of_article(article, mentioned, copies)
        }))
    }

    fn note(&self, id: &str) -> Result<Option<Document>, Stopped> {
        let note = self.unless_damaged(self.store().note(id))?.flatten();
        Ok(note.filter(|note| note.deleted.is_none()).map(document::of_note))
    }

    /// What was read; nothing, and a problem in the tray, when it is damaged. It cannot be found, and all others can.
    fn unless_damaged<T>(&self, read: Result<T, StoreError>) -> Result<Option<T>, StoreError> {
        let Err(StoreError::Damaged { what, id, .. }) = &read else { return read.map(Some) };
        let address = Address::from_parts(what, id).map_or_else(|| id.clone(), |address| address.to_string());
        crate::damage::tell(self.store(), self.indexer.now(), Damage::Thing(address));
        Ok(None)
    }

    /// Tells how far it is, before the document at hand.
    fn step(&mut self, current: &str, progress: OnProgress<'_>) -> ControlFlow<()> {
        let step =
            Progress { done: self.done, total: self.total.max(self.done), current: current.to_owned() };
        self.indexer.set_state(IndexState::Building { done: self.done, total: step.total });
        self.done = self.done.saturating_add(1);
        progress(step)
    }

    fn commit_if_due(&mut self) -> Result<(), Stopped> {
        let (least, most) = COMMIT_AT;
        if self.put.saturating_sub(self.committed) >= (self.put / 2).clamp(least, most) {
            self.commit()?;
        }
        Ok(())
    }

    fn commit(&mut self) -> Result<(), Stopped> {
        let store = self.store();
        let mark = Mark {
            sequence: self.sequence.unsigned_abs(),
            library: store.identity()?,
            state: store.state(self.sequence)?.unwrap_or_default(),
            content: DOCUMENTS.to_owned(),
        };
        self.writer.commit_as(mark)?;
        self.committed = self.put;
        store.made_anew(&std::mem::take(&mut self.made))?;
        Ok(())
    }
}

fn busy_or_failed(error: SearchError) -> Stopped {
    if error.is_busy() { Stopped::Busy(error) } else { Stopped::Index(error) }
}

/// The documents that hold any of these names, and a few that do not.
fn holders(index: &Index, names: &[String]) -> Result<Vec<(ChangeKind, String)>, Stopped> {
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let kind = |kind| match kind {
        Kind::Article => ChangeKind::Article,
        Kind::Note => ChangeKind::Note,
        Kind::Entity => ChangeKind::Known(ThingKind::Entity),
        Kind::Event => ChangeKind::Known(ThingKind::Event),
        Kind::Term => ChangeKind::Known(ThingKind::Term),
    };
    Ok(index.holding(&names)?.into_iter().map(|(of, id)| (kind(of), id)).collect())
}
