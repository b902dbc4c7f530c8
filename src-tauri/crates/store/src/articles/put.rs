//! Articles put in, never one over another, and taken out.

use super::import::Import;
use super::origin::{self, Known, Origin};
use super::record::{self, Kept};
use super::row::{BEGINNING, Columns, WHOLE, whole};
use super::{header, versions};
use crate::holder::Holder;
use crate::knowledge::note_document;
use crate::{ChangeKind, Result, Store, damage, mentions, pictures, sequence};
use rusqlite::{OptionalExtension, Transaction, params};
use std::collections::HashSet;
use zhimai_model::{Address, Article, DateRange, Mention, Part};

/// What became of an article that was put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Put {
    /// It is new.
    Added {
        /// Its identifier.
        id: String,
    },
    /// The same article was there already.
    Unchanged {
        /// The identifier it has.
        id: String,
    },
    /// It was there already with the same text, and has its new title, date, source or address now.
    Updated {
        /// The identifier it has.
        id: String,
    },
    /// It was there already with another text, which is kept as an earlier version.
    Changed {
        /// The identifier it has.
        id: String,
    },
    /// Another article has its identifier, so it was given another one. Both are there.
    IdTaken {
        /// The identifier it came with.
        wanted: String,
        /// The identifier it has.
        given: String,
    },
}

impl Put {
    /// The identifier that the article has now.
    pub fn id(&self) -> &str {
        match self {
            Self::Added { id }
            | Self::Unchanged { id }
            | Self::Updated { id }
            | Self::Changed { id }
            | Self::IdTaken { given: id, .. } => id,
        }
    }
}

/// What became of a collection that was replaced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Replaced {
    /// Articles that were new.
    pub added: u32,
    /// Articles whose content or mentions changed.
    pub changed: u32,
    /// Articles that went.
    pub removed: u32,
}

impl Store {
    /// Puts articles with their mentions in, in one transaction.
    ///
    /// An article whose content is there already changes nothing.
    /// One whose identifier belongs to other content is stored as `id~2`, `id~3` and so on; nothing is overwritten.
    /// Content is everything but the identifier, the collection and the source.
    ///
    /// # Errors
    /// When the store cannot be written; then none of them is in.
    pub fn put_articles(&self, articles: &[(Article, Vec<Mention>)]) -> Result<Vec<Put>> {
        self.put_articles_from(articles, &[], &mut Import::default())
    }

    /// Begins an import; `now` is in milliseconds since 1970-01-01 UTC.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn begin_import(&self, now: i64) -> Result<Import> {
        let has_flat = self.setting(origin::FLAT)?.unwrap_or(false);
        Ok(Import::new(self.last_sequence()?, has_flat, now))
    }

    /// The same, where it is known what each article comes from: one that was there already in the same collection is changed,
    /// and notes on it stay. What it was before is kept as a version (see [`Store::article_versions`]) when its text, title or
    /// date is another one; a source or an address is put right where it stands.
    /// `origins` are those of `articles`, in their order. What was put in or met since the import began is left as it is: two
    /// articles of one import that go by one name both stay.
    ///
    /// # Errors
    /// When the store cannot be written; then none of them is in.
    pub fn put_articles_from(
        &self,
        articles: &[(Article, Vec<Mention>)],
        origins: &[Origin],
        import: &mut Import,
    ) -> Result<Vec<Put>> {
        let sqlite_error = self.sqlite_error();
        self.write_for(import, |transaction, import| {
            let columns = articles.iter().map(|(article, _)| Columns::of(article));
            let columns = columns.collect::<rusqlite::Result<Vec<_>>>().map_err(sqlite_error)?;
            let mut sequence = import.next(transaction).map_err(sqlite_error)?;
            import.expect(columns.iter().map(|columns| columns.hash.clone()));
            pictures::put(transaction, import).map_err(sqlite_error)?;
            let mut all = Vec::with_capacity(articles.len());
            for (at, ((article, mentions), columns)) in articles.iter().zip(&columns).enumerate() {
                let new = New { at, article, columns, mentions, sequence };
                let put = put(transaction, &new, origins.get(at), import).map_err(sqlite_error)?;
                pictures::show(transaction, put.id(), article).map_err(sqlite_error)?;
                if !matches!(put, Put::Unchanged { .. }) {
                    sequence = sequence.saturating_add(1);
                }
                all.push(put);
            }
            import.put_until(sequence);
            if let Some(id) = import.record {
                record::count(transaction, id, counts(&all)).map_err(sqlite_error)?;
            }
            Ok(all)
        })
    }

    /// Writes in one transaction what an import brings, or puts it aside where the import is rehearsed.
    pub(crate) fn write_for<T>(
        &self,
        import: &mut Import,
        work: impl FnOnce(&Transaction, &mut Import) -> Result<T>,
    ) -> Result<T> {
        let Some(mut aside) = import.aside.take() else {
            return self.write(|transaction| {
                let _slip = Holder::leave(&self.path);
                work(transaction, import)
            });
        };
        let done = aside.write(self.sqlite_error(), |transaction| work(transaction, import));
        import.aside = Some(aside);
        done
    }

    /// Makes `articles` the whole of a collection, in one transaction: changes those that are there, adds what is new and
    /// removes what is gone.
    /// An article of another collection is never touched; where it has the identifier, the new one becomes `id~2`.
    /// What an article was is kept as a version only where a note is attached to it: nothing else of the person's hangs on it,
    /// and the whole collection comes anew with each version of the program. `now` is in milliseconds since 1970-01-01 UTC.
    ///
    /// # Errors
    /// When the store cannot be written; then the collection is as it was.
    pub fn replace_collection(
        &self,
        collection: &str,
        articles: &[(Article, Vec<Mention>)],
        now: i64,
    ) -> Result<Replaced> {
        let sqlite_error = self.sqlite_error();
        self.write(|transaction| {
            let _slip = Holder::leave(&self.path);
            let mut done = Replaced::default();
            let mut kept = HashSet::new();
            let mut sequence = sequence::next(transaction).map_err(sqlite_error)?;
            for (article, mentions) in articles {
                let mut article = article.clone();
                collection.clone_into(&mut article.collection);
                let (id, outcome) =
                    upsert(transaction, &article, mentions, sequence, now).map_err(sqlite_error)?;
                match outcome {
                    Upsert::Added => done.added += 1,
                    Upsert::Changed => done.changed += 1,
                    Upsert::Same => {}
                }
                sequence = sequence.saturating_add(i64::from(outcome != Upsert::Same));
                kept.insert(id);
            }
            let gone: Vec<String> = transaction
                .prepare_cached("SELECT id FROM article WHERE collection = ?1")
                .and_then(|mut s| s.query_map([collection], |row| row.get(0))?.collect())
                .map_err(sqlite_error)?;
            for id in gone.iter().filter(|id| !kept.contains(*id)) {
                remove(transaction, id)
                    .and_then(|_| sequence::removed(transaction, sequence, id))
                    .map_err(sqlite_error)?;
                sequence = sequence.saturating_add(1);
                done.removed += 1;
            }
            Ok(done)
        })
    }
}

/// How many were added, changed, updated and left as they were.
fn counts(all: &[Put]) -> [u32; 4] {
    let mut counts = [0; 4];
    for put in all {
        let [added, changed, updated, unchanged] = &mut counts;
        *match put {
            Put::Added { .. } | Put::IdTaken { .. } => added,
            Put::Changed { .. } => changed,
            Put::Updated { .. } => updated,
            Put::Unchanged { .. } => unchanged,
        } += 1;
    }
    counts
}

/// Removes an article with its versions and says whether it was there.
pub(crate) fn remove(transaction: &Transaction, id: &str) -> rusqlite::Result<bool> {
    versions::forget(transaction, id)?;
    pictures::forget(transaction, id)?;
    delete(transaction, id)
}

/// Deletes an article's row and says whether it was there.
pub(crate) fn delete(transaction: &Transaction, id: &str) -> rusqlite::Result<bool> {
    let found = transaction
        .prepare_cached("SELECT key, day, mentions FROM article WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?, mentions::read_sound(row, 2)?)))
        .optional()?;
    let Some((key, day, mentions)) = found else { return Ok(false) };
    mentions::unlead(transaction, key, day, mentions.as_deref())?;
    transaction.prepare_cached("DELETE FROM article WHERE key = ?1")?.execute([key])?;
    Ok(true)
}

fn exists(transaction: &Transaction, id: &str) -> rusqlite::Result<bool> {
    transaction.prepare_cached("SELECT 1 FROM article WHERE id = ?1")?.exists([id])
}

/// An article that is to be put in, and the number of the change that it would be.
struct New<'a> {
    /// Which of those that are put in it is.
    at: usize,
    article: &'a Article,
    columns: &'a Columns,
    mentions: &'a [Mention],
    sequence: i64,
}

/// Stores an article, unless the same content is there under its identifier or one that was given instead of it. One that is
/// known by where it comes from takes the place of what it was.
fn put(
    transaction: &Transaction,
    new: &New<'_>,
    origin: Option<&Origin>,
    import: &mut Import,
) -> rusqlite::Result<Put> {
    let (article, columns) = (new.article, new.columns);
    let same = match (origin::same(transaction, article, &columns.hash)?, origin) {
        (None, Some(origin)) if !origin.names_itself => {
            origin::same_before(transaction, article, &columns.hash)?
        }
        (same, _) => same,
    };
    let Some(origin) = origin else {
        return match same {
            Some(same) => Ok(Put::Unchanged { id: same.id }),
            None => add(transaction, new),
        };
    };
    let find = || origin::find(transaction, article, columns, origin, import);
    let known = match &same {
        None => match find()? {
            None if !origin.names_itself => match origin::flat(transaction, article, columns, import)? {
                None => origin::unsigned(transaction, article, columns, import)?,
                flat => flat,
            },
            known => known,
        },
        // Only the source is another one; the same content may be there a second time, from another file.
        Some(same) if origin.names_source && same.source != article.source => {
            find()?.filter(|known| known.hash == columns.hash)
        }
        Some(_) => None,
    };
    let put = match (known, same) {
        (Some(known), _) if known.hash == columns.hash && !known.is_from_another(article, origin) => {
            import.meet(known.key);
            return Ok(Put::Unchanged { id: known.id });
        }
        (Some(known), _) => replace(transaction, new, origin, known, import)?,
        (None, Some(same)) => {
            import.meet(same.key);
            return Ok(Put::Unchanged { id: same.id });
        }
        (None, None) => match add(transaction, new)? {
            // The identifier was made of a text that another article had before it was changed.
            Put::IdTaken { given, .. } if !origin.names_itself => Put::Added { id: given },
            put => put,
        },
    };
    if let (Some(import), Put::Added { id } | Put::IdTaken { given: id, .. }) = (import.record, &put) {
        let state = record::state_as_put(article, columns.hash.clone());
        record::note(transaction, import, "added", (id, new.sequence, &state))?;
    }
    origin::remember(transaction, article, columns, origin, put.id(), import.record)?;
    Ok(put)
}

/// Stores an article in the place of what it was before, which is kept as a version where a reader would see the difference.
/// What the person said of its header stands.
fn replace(
    transaction: &Transaction,
    new: &New<'_>,
    origin: &Origin,
    known: Known,
    import: &mut Import,
) -> rusqlite::Result<Put> {
    let New { mentions, sequence, .. } = *new;
    let is_same_text = known.has_text_of(new.article, new.columns);
    let stands;
    let (article, columns) = match &known.own {
        None => (new.article, new.columns),
        Some(own) => {
            let (article, own, stood) =
                header::stand(new.article, &new.columns.hash, (&known.present, own), new.at)?;
            import.stands(stood);
            let columns = Columns::of(&article)?.with_own(&article, own)?;
            stands = (article, columns);
            (&stands.0, &stands.1)
        }
    };
    // What was found in a title that is the file's alone is not in the person's.
    let is_titled = new.article.body.title == article.body.title;
    let mentions: Vec<_> =
        mentions.iter().filter(|mention| is_titled || mention.part != Part::Title).cloned().collect();
    let is_kept = !is_same_text
        || known.gains_structure(article)
        || known.present.title != article.body.title
        || known.present.date.as_deref() != article.date.as_ref().map(DateRange::edtf);
    if is_kept {
        versions::keep(transaction, &known.id, import.now)?;
    }
    let former = match import.record {
        Some(import) => {
            let texts = if is_kept { Kept::Nothing } else { Kept::Texts };
            record::keep_former(transaction, import, &known.id, texts)?;
            record::state(transaction, &known.id)?
        }
        None => Vec::new(),
    };
    delete(transaction, &known.id)?;
    let (wanted, nth) = match origin.names_itself && known.wanted != article.id {
        // It was given an identifier since; it goes by that one too from now on, and notes on it stay.
        true => (article.id.clone(), last(transaction, &article.id)?.saturating_add(1)),
        false => (known.wanted, known.nth),
    };
    let article = Article { id: wanted, ..article.clone() };
    insert(transaction, &article, columns, (&known.id, nth), &mentions, sequence)?;
    if let Some(import) = import.record {
        if !is_titled {
            note_document(transaction, ChangeKind::Article, &known.id)?;
        }
        let change = if is_same_text { "updated" } else { "changed" };
        record::note_changed(transaction, import, &known.id, (change, &former, is_kept))?;
    }
    Ok(if is_same_text { Put::Updated { id: known.id } } else { Put::Changed { id: known.id } })
}

/// Stores an article under its identifier, or the first of `id~2`, `id~3` and so on that is free.
fn add(transaction: &Transaction, new: &New<'_>) -> rusqlite::Result<Put> {
    let New { article, columns, mentions, sequence, .. } = *new;
    let wanted = &article.id;
    if !exists(transaction, wanted)? {
        insert(transaction, article, columns, (wanted, 1), mentions, sequence)?;
        return Ok(Put::Added { id: wanted.clone() });
    }
    let mut nth = last(transaction, wanted)?;
    let given = loop {
        nth = nth.saturating_add(1);
        let id = format!("{wanted}~{nth}");
        if !exists(transaction, &id)? {
            break id;
        }
    };
    insert(transaction, article, columns, (&given, nth), mentions, sequence)?;
    Ok(Put::IdTaken { wanted: wanted.clone(), given })
}

/// The highest number of the articles that wanted an identifier; 1 where none was given another one.
fn last(transaction: &Transaction, wanted: &str) -> rusqlite::Result<i64> {
    let last: Option<i64> = transaction
        .prepare_cached("SELECT max(nth) FROM article WHERE wanted = ?1 AND nth > 1")?
        .query_row([wanted], |row| row.get(0))?;
    Ok(last.unwrap_or(1))
}

#[derive(Clone, Copy, PartialEq)]
enum Upsert {
    Added,
    Changed,
    Same,
}

/// Stores an article over the one that its collection has under the same identifier.
fn upsert(
    transaction: &Transaction,
    article: &Article,
    mentions: &[Mention],
    sequence: i64,
    now: i64,
) -> rusqlite::Result<(String, Upsert)> {
    let sql = format!(
        "SELECT {WHOLE}, nth FROM article WHERE collection = ?2 AND id = ?1
         UNION ALL SELECT {WHOLE}, nth FROM article WHERE collection = ?2 AND wanted = ?1 AND nth > 1 LIMIT 1"
    );
    let old = transaction
        .prepare_cached(&sql)?
        .query_row([&article.id, &article.collection], |row| {
            Ok((row.get::<_, String>(0)?, damage::read(row, &[], whole)?, row.get::<_, i64>("nth")?))
        })
        .optional()?;
    let Some((id, old, nth)) = old else {
        let columns = &Columns::of(article)?;
        let put = add(transaction, &New { at: 0, article, columns, mentions, sequence })?;
        return Ok((put.id().to_owned(), Upsert::Added));
    };
    if old.as_ref().is_ok_and(|old| *old == Article { id: id.clone(), ..article.clone() }) {
        let changed = mentions::replace(transaction, &id, mentions, sequence)?;
        return Ok((id, if changed { Upsert::Changed } else { Upsert::Same }));
    }
    let reads_the_same = |old: &Article| {
        (&old.body, &old.translation, &old.date) == (&article.body, &article.translation, &article.date)
    };
    if old.is_ok_and(|old| !reads_the_same(&old)) && has_notes(transaction, &id)? {
        versions::keep(transaction, &id, now)?;
    }
    delete(transaction, &id)?;
    insert(transaction, article, &Columns::of(article)?, (&id, nth), mentions, sequence)?;
    Ok((id, Upsert::Changed))
}

/// Whether a note is attached to an article, in the bin or not.
fn has_notes(transaction: &Transaction, id: &str) -> rusqlite::Result<bool> {
    let address = Address::Article(id.to_owned()).to_string();
    transaction.prepare_cached("SELECT 1 FROM note WHERE attached = ?1")?.exists([address])
}

fn insert(
    transaction: &Transaction,
    article: &Article,
    columns: &Columns,
    (id, nth): (&str, i64),
    mentions: &[Mention],
    sequence: i64,
) -> rusqlite::Result<()> {
    let sql = "INSERT INTO article (id, wanted, nth, sequence, hash, collection, kind, lang, script, day, date, title,
        translated_title, beginning, source, url, blocks, translation, extras, mentions)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)";
    let body = &article.body;
    let beginning: String = match body.texts().find(|text| !text.is_empty()) {
        Some(first) if body.title.is_empty() => first.chars().take(BEGINNING).collect(),
        _ => String::new(),
    };
    transaction.prepare_cached(sql)?.execute(params![
        id,
        article.id,
        nth,
        sequence,
        columns.hash,
        article.collection,
        columns.kind,
        columns.lang,
        columns.script,
        columns.day,
        article.date.as_ref().map(DateRange::edtf),
        body.title,
        article.translation.as_ref().map(|t| t.title.as_str()),
        beginning,
        article.source,
        article.url,
        columns.blocks,
        columns.translation,
        columns.extras,
        mentions::written(mentions)?,
    ])?;
    mentions::lead(transaction, transaction.last_insert_rowid(), columns.day, mentions)?;
    sequence::back(transaction, id)
}
