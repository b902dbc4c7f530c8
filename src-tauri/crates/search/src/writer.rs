//! Putting documents into an index and taking them out.

use crate::analysis::{dates, sums};
use crate::document::{Document, Kind, Known, News, Part, Role};
use crate::error::SearchError;
use crate::schema::{Fields, PAST};
use crate::segment::stored::{key, letters};
use crate::storage::files::Files;
use crate::storage::guard::guarded;
use crate::storage::mark::{Built, Mark, Stamp};
use crate::storage::merging;
use rustc_hash::{FxBuildHasher, FxHashSet};
use std::collections::BTreeSet;
use std::hash::BuildHasher;
use std::sync::Arc;
use tantivy::{IndexReader, IndexWriter, TantivyDocument, Term};
use zhimai_text::amount;
use zhimai_text::fold::folded;
use zhimai_text::pinyin;
use zhimai_text::segment::{DICTIONARY, is_ideograph};

/// Memory for documents on their way to the disk, in bytes, shared by the threads.
const MEMORY: usize = 112 << 20;
const THREADS: usize = 2;
/// Longest title that is found by its sound, in code points.
const SOUNDING: usize = 120;

/// Puts documents into an index and takes them out. Nothing is seen by a search before [`Writer::commit`].
pub struct Writer {
    writer: IndexWriter,
    reader: IndexReader,
    fields: Fields,
    files: Arc<Files>,
    /// Hashes of the keys of what was put in since the last commit.
    put: FxHashSet<u64>,
    /// How many documents were put in by this writer, as long as they are few.
    few: u32,
}

impl Writer {
    pub(crate) fn new(
        index: &tantivy::Index,
        reader: &IndexReader,
        fields: Fields,
        files: Arc<Files>,
    ) -> Result<Writer, SearchError> {
        let writer = index.writer_with_num_threads(THREADS, MEMORY)?;
        writer.set_merge_policy(Box::new(merging::Small));
        // Another process may have written since the index was opened; what it put in must be known to be replaced.
        reader.reload()?;
        let reader = reader.clone();
        Ok(Writer { writer, reader, fields, files, put: FxHashSet::default(), few: 0 })
    }

    /// Puts a document in, in place of what there is of the same kind and identifier.
    ///
    /// # Errors
    /// When the index fails.
    pub fn put(&mut self, document: &Document) -> Result<(), SearchError> {
        self.put_states(document, &[])
    }

    /// The same, with what was known of the document before: documents of the same kind and identifier that were known until a
    /// day ([`Known::Between`]).
    ///
    /// # Errors
    /// When the index fails.
    pub fn put_states(&mut self, document: &Document, before: &[Document]) -> Result<(), SearchError> {
        self.remove(document.kind, &document.id)?;
        self.put.insert(FxBuildHasher.hash_one(key(document.kind, &document.id)));
        for state in before.iter().chain([document]) {
            self.writer.add_document(prepare(state, &self.fields))?;
        }
        if self.few <= merging::SMALL {
            self.few += 1;
            if self.few > merging::SMALL {
                self.writer.set_merge_policy(Box::new(merging::All::default()));
            }
        }
        Ok(())
    }

    /// Takes a document out.
    ///
    /// # Errors
    /// When the index fails.
    pub fn remove(&mut self, kind: Kind, id: &str) -> Result<(), SearchError> {
        let key = key(kind, id);
        let term = Term::from_field_text(self.fields.key, &key);
        // What is taken out is looked for in every file that is written, and most of what is put in is new.
        let put = self.put.contains(&FxBuildHasher.hash_one(&key));
        let reader = &self.reader;
        if put || guarded(|| Ok(reader.searcher().doc_freq(&term)?))? > 0 {
            self.writer.delete_term(term);
        }
        Ok(())
    }

    /// Takes all documents out.
    ///
    /// # Errors
    /// When the index fails.
    pub fn clear(&mut self) -> Result<(), SearchError> {
        self.writer.delete_all_documents()?;
        Ok(())
    }

    /// Makes what was put in and taken out since the last commit visible and durable.
    /// The number is given back by [`crate::Index::sequence`].
    ///
    /// # Errors
    /// When the index fails.
    pub fn commit(&mut self, sequence: u64) -> Result<(), SearchError> {
        self.commit_as(Mark { sequence, ..Mark::default() })
    }

    /// Makes what was put in and taken out since the last commit visible and durable, all of it or nothing.
    /// The mark is given back by [`crate::Index::mark`].
    ///
    /// # Errors
    /// When the index fails.
    pub fn commit_as(&mut self, mark: Mark) -> Result<(), SearchError> {
        let stamp = Stamp { built: Built::now(), mark }.written()?;
        guarded(|| {
            let mut commit = self.writer.prepare_commit()?;
            commit.set_payload(&stamp);
            commit.commit()?;
            self.reader.reload()?;
            Ok(())
        })?;
        self.put.clear();
        Ok(())
    }

    /// Waits for the merging of files that commits have set off, and gives the writer back.
    /// An index that has come to rest answers faster, and does not fall apart into ever more files.
    ///
    /// What is in the files is read once more, so that the next opening need not.
    ///
    /// # Errors
    /// When the index fails.
    pub fn finish(self) -> Result<(), SearchError> {
        let Writer { writer, reader, files, .. } = self;
        guarded(|| {
            let index = writer.index().clone();
            writer.wait_merging_threads()?;
            reader.reload()?;
            let metas = index.load_metas()?;
            // What is not right is told by the next who looks; another writer may be at work already.
            let _ = files.look(&metas);
            Ok(())
        })
    }
}

fn prepare(document: &Document, fields: &Fields) -> TantivyDocument {
    let parts: Vec<&Part> = document.parts.iter().filter(|part| !part.text.is_empty()).collect();
    let bytes: usize = parts.iter().map(|part| part.text.len()).sum();
    // Each text is in it twice. Growing it step by step would take as long as finding the sums in the text.
    let mut out = TantivyDocument::with_capacity(2 * bytes + 1024);
    out.add_text(fields.key, key(document.kind, &document.id));
    out.add_text(fields.kind, document.kind.name());
    out.add_text(fields.collection, &document.collection);
    let stated = [
        (fields.source, &document.source),
        (fields.author, &document.author),
        (fields.language, &document.language),
    ];
    for (field, value) in stated {
        if let Some(value) = value {
            out.add_text(field, value);
        }
    }
    for entity in document.entities.iter().collect::<BTreeSet<_>>() {
        out.add_text(fields.entities, entity);
    }
    out.add_text(fields.parts, letters(parts.iter().copied()));
    let mut sounding = BTreeSet::new();
    for part in &parts {
        if part.role == Role::Title {
            out.add_text(fields.text, &part.text);
            sounds(&part.text, &mut sounding);
        }
        out.add_text(fields.text, &part.text);
        out.add_text(fields.chars, &part.text);
    }
    for sound in sounding {
        out.add_text(fields.sound, sound);
    }
    if let Some((first, last)) = document.days {
        out.add_i64(fields.first, first.into());
        out.add_i64(fields.last, last.into());
    }
    let (mut stated, mut spans, mut days) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let mut add = |(low, high): (i64, i64)| {
        stated.extend([low, high]);
        if low < high {
            spans.insert((low, high));
        }
    };
    for sum in &document.sums {
        add((sums::key(sum.currency, sum.low), sums::key(sum.currency, sum.high)));
    }
    for part in &parts {
        amount::find(&part.text).iter().filter_map(sums::keys).for_each(&mut add);
        dates::mentions(&part.text, &mut days);
    }
    if let Some(own) = document.days {
        dates::of_document(own, &mut days);
    }
    for sum in stated {
        out.add_i64(fields.sums, sum);
    }
    for end in spans.into_iter().flat_map(|(low, high)| [low, high]) {
        out.add_i64(fields.spans, end);
    }
    for day in days {
        out.add_text(fields.dates, day);
    }
    add_news(document.kind, &document.news, fields, &mut out);
    out
}

fn add_news(kind: Kind, news: &News, fields: &Fields, out: &mut TantivyDocument) {
    match news.known {
        Known::Always => out.add_i64(fields.known, i32::MIN.into()),
        Known::Undated => {}
        Known::Since(day) => out.add_i64(fields.known, day.into()),
        Known::Between(day, until) => {
            out.add_i64(fields.known, day.into());
            out.add_i64(fields.until, until.into());
            out.add_text(fields.state, PAST);
        }
    }
    if let [event] = news.events.as_slice() {
        out.add_text(fields.event, event);
    }
    if kind == Kind::Event {
        out.add_i64(fields.weight, news.weight.into());
    } else {
        news.events.iter().for_each(|event| out.add_text(fields.tells, event));
    }
    if let Some(group) = news.copies {
        out.add_i64(fields.copies, group);
    }
}

/// Adds the pinyin and initials of the words of a title, and of every two words that follow each other.
fn sounds(title: &str, out: &mut BTreeSet<String>) {
    let title: Vec<char> = folded(title).chars().take(SOUNDING).collect();
    for run in title.split(|c| !is_ideograph(*c)).filter(|run| run.len() > 1) {
        let words = DICTIONARY.cut(run);
        let pairs = words.iter().zip(words.iter().skip(1)).map(|(a, b)| (a.0, b.1));
        for (start, end) in words.iter().copied().chain(pairs).filter(|(start, end)| end - start > 1) {
            let word: String = run.get(start..end).unwrap_or_default().iter().collect();
            if let Some((full, initials)) = pinyin::sound(&word) {
                out.extend([full, initials]);
            }
        }
    }
}
