//! Notes: a Chinese half and an English half, every state they were in, and the bin.

use crate::damage::{self, Damaged};
use crate::error::{Result, StoreError};
use crate::json::{json, optional_json, to_json};
use crate::store::Store;
use crate::{drafts, sequence};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use zhimai_model::{Address, Anchor, Half, Note, NoteVersion};

/// A note to be made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewNote {
    /// Made by the caller; unique.
    pub id: String,
    /// The Chinese half.
    pub zh: String,
    /// The English half.
    pub en: String,
    /// What it is attached to.
    pub on: Option<Address>,
    /// The passage it is attached to.
    pub anchor: Option<Anchor>,
    /// Tags, in any order.
    pub tags: Vec<String>,
    /// What was kept of it as a draft is forgotten in the same transaction.
    pub ends_draft: bool,
}

/// A note as it is to be from now on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoteChange {
    /// The Chinese half.
    pub zh: String,
    /// The English half.
    pub en: String,
    /// Tags, in any order.
    pub tags: Vec<String>,
    /// What was kept of it as a draft is forgotten in the same transaction.
    pub ends_draft: bool,
}

/// Which notes to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoteFilter {
    /// True: those in the bin; false: those that are not.
    pub bin: bool,
    /// Only with this tag.
    pub tag: Option<String>,
    /// Only on this address. For an article: on any passage of it too.
    pub on: Option<Address>,
}

/// A half that is being written for the first time is not "changed after the other" for this long after each save, in
/// milliseconds.
const FILLING: i64 = 30 * 60 * 1000;

impl Store {
    /// Makes a note. `now` is in milliseconds since 1970-01-01 UTC.
    ///
    /// # Errors
    /// `Conflict` when the identifier is taken, or when the store cannot be written.
    pub fn create_note(&self, new: &NewNote, now: i64) -> Result<Note> {
        let sqlite_error = self.sqlite_error();
        self.write(|transaction| {
            if let Some(note) = sound(find(transaction, &new.id).map_err(sqlite_error)?)? {
                return Err(StoreError::Conflict { id: note.id, current: note.version });
            }
            let note = Note {
                id: new.id.clone(),
                zh: new.zh.clone(),
                en: new.en.clone(),
                on: new.on.clone(),
                anchor: new.anchor.clone(),
                tags: tidy(&new.tags),
                created: now,
                modified: now,
                stale: None,
                deleted: None,
                version: 1,
            };
            insert(transaction, &note)
                .and_then(|()| add_version(transaction, &note))
                .map_err(sqlite_error)?;
            if new.ends_draft {
                drafts::forget(transaction, &note.id).map_err(sqlite_error)?;
            }
            Ok(note)
        })
    }

    /// Changes the halves and tags of a note, as a new version. What is the same as before changes nothing.
    ///
    /// A half that is changed while the other stays as it was leaves the other one stale, until both are changed in one
    /// save, one is emptied, or [`Store::settle_note`] says that they agree.
    /// A half that is written for the first time leaves nothing stale.
    ///
    /// # Errors
    /// `NotFound`; `Conflict` when the note is no longer at version `expected` (0: whichever it is at); or when the store
    /// cannot be written.
    pub fn update_note(&self, id: &str, expected: u32, change: &NoteChange, now: i64) -> Result<Note> {
        let sqlite_error = self.sqlite_error();
        self.write(|transaction| {
            let old = existing(transaction, id, sqlite_error)?;
            if expected != 0 && expected != old.version {
                return Err(StoreError::Conflict { id: old.id, current: old.version });
            }
            if change.ends_draft {
                drafts::forget(transaction, id).map_err(sqlite_error)?;
            }
            let tags = tidy(&change.tags);
            if (&old.zh, &old.en, &old.tags) == (&change.zh, &change.en, &tags) {
                return Ok(old);
            }
            let filling = filling(transaction, id).map_err(sqlite_error)?;
            let (stale, filling) = lag(&old, change, filling, now);
            let note = Note {
                zh: change.zh.clone(),
                en: change.en.clone(),
                tags,
                modified: now,
                stale,
                version: old.version.saturating_add(1),
                ..old
            };
            update(transaction, &note, filling)
                .and_then(|()| add_version(transaction, &note))
                .map_err(sqlite_error)?;
            Ok(note)
        })
    }

    /// Says that both halves of a note agree. Adds no version.
    ///
    /// # Errors
    /// `NotFound`, or when the store cannot be written.
    pub fn settle_note(&self, id: &str) -> Result<Note> {
        self.alter_note(id, |note| note.stale = None)
    }

    /// Moves a note to the bin. Adds no version. A note that is there already stays as it is.
    ///
    /// # Errors
    /// `NotFound`, or when the store cannot be written.
    pub fn delete_note(&self, id: &str, now: i64) -> Result<Note> {
        self.alter_note(id, |note| note.deleted = note.deleted.or(Some(now)))
    }

    /// Takes a note out of the bin. Adds no version.
    ///
    /// # Errors
    /// `NotFound`, or when the store cannot be written.
    pub fn restore_note(&self, id: &str) -> Result<Note> {
        self.alter_note(id, |note| note.deleted = None)
    }

    /// Makes an earlier state of a note the current one, as a new version. A note whose text is damaged is whole again by it.
    ///
    /// # Errors
    /// `NotFound` for a note or version that is not there, `Damaged` for one that cannot be read, or when the store cannot be
    /// written.
    pub fn revert_note(&self, id: &str, version: u32, now: i64) -> Result<Note> {
        let sqlite_error = self.sqlite_error();
        self.write(|transaction| {
            let sql = format!("SELECT {VERSION} FROM note_version WHERE note = ?1 AND version = ?2");
            let state = transaction
                .prepare_cached(&sql)
                .and_then(|mut s| s.query_row(params![id, version], read_version).optional())
                .map_err(sqlite_error)?;
            let Some(state) = damage::sound("version", state)? else {
                existing(transaction, id, sqlite_error)?;
                return Err(StoreError::NotFound { what: "version", id: format!("{id}, {version}") });
            };
            let old = match find(transaction, id).map_err(sqlite_error)? {
                Some(Err(_)) => {
                    put_text(transaction, id, &state).map_err(sqlite_error)?;
                    existing(transaction, id, sqlite_error)?
                }
                old => of_note(old, id)?,
            };
            let note = Note {
                zh: state.zh,
                en: state.en,
                tags: state.tags,
                modified: now,
                stale: None,
                version: old.version.saturating_add(1),
                ..old
            };
            update(transaction, &note, None)
                .and_then(|()| add_version(transaction, &note))
                .map_err(sqlite_error)?;
            Ok(note)
        })
    }

    /// A note, in the bin or not; nothing when there is none with this identifier.
    ///
    /// # Errors
    /// `Damaged` when it cannot be read, or when the store cannot be.
    pub fn note(&self, id: &str) -> Result<Option<Note>> {
        sound(self.read(|connection| find(connection, id))?)
    }

    /// Notes, newest change first, with those that are damaged in their places. Of a damaged one the texts are its halves.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn notes(&self, filter: &NoteFilter) -> Result<Vec<std::result::Result<Note, Damaged>>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&format!(
                "SELECT {NOTE} FROM note WHERE (deleted IS NOT NULL) = ?1 AND (?2 IS NULL OR attached = ?2)
                   AND (?3 IS NULL
                     OR CASE WHEN json_valid(tags) THEN EXISTS (SELECT 1 FROM json_each(tags) WHERE value = ?3) END)
                 ORDER BY coalesce(deleted, modified) DESC, id"
            ))?;
            let on = filter.on.as_ref().map(Address::to_string);
            let rows = statement.query_map(params![filter.bin, on, filter.tag], read)?;
            rows.collect()
        })
    }

    /// How many notes there are, and how many more in the bin.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn note_counts(&self) -> Result<(u32, u32)> {
        let sql = "SELECT count(*) - count(deleted), count(deleted) FROM note";
        self.read(|connection| connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))))
    }

    /// Every state a note was in, the current one included, newest first, with those that are damaged in their places: their
    /// identifiers are the numbers of the versions, and the texts the halves.
    ///
    /// # Errors
    /// `NotFound`, or when the store cannot be read.
    pub fn note_history(&self, id: &str) -> Result<Vec<std::result::Result<NoteVersion, Damaged>>> {
        let versions: Vec<_> = self.read(|connection| {
            let sql = format!("SELECT {VERSION} FROM note_version WHERE note = ?1 ORDER BY version DESC");
            connection.prepare_cached(&sql)?.query_map([id], read_version)?.collect()
        })?;
        if versions.is_empty() {
            return Err(StoreError::NotFound { what: "note", id: id.to_owned() });
        }
        Ok(versions)
    }

    /// Changes what is no version of a note.
    fn alter_note(&self, id: &str, alter: impl FnOnce(&mut Note)) -> Result<Note> {
        let sqlite_error = self.sqlite_error();
        self.write(|transaction| {
            let old = existing(transaction, id, sqlite_error)?;
            let mut note = old.clone();
            alter(&mut note);
            if note != old {
                let filling = filling(transaction, id).map_err(sqlite_error)?;
                update(transaction, &note, filling).map_err(sqlite_error)?;
            }
            Ok(note)
        })
    }
}

/// Which half lags behind after a change, and which one is being written for the first time.
fn lag(old: &Note, new: &NoteChange, filling: Option<Half>, now: i64) -> (Option<Half>, Option<Half>) {
    let (half, other, before, other_text) = match (old.zh != new.zh, old.en != new.en) {
        (true, true) => return (None, None),
        (false, false) => return (old.stale, filling),
        (true, false) => (Half::Zh, Half::En, &old.zh, &new.en),
        (false, true) => (Half::En, Half::Zh, &old.en, &new.zh),
    };
    let text = if half == Half::Zh { &new.zh } else { &new.en };
    if text.trim().is_empty() || other_text.trim().is_empty() {
        return (None, None);
    }
    if old.stale == Some(half) {
        // It is catching up; whether it has is for the person to say.
        return (old.stale, None);
    }
    let goes_on = filling == Some(half) && now.saturating_sub(old.modified) <= FILLING;
    if old.stale.is_none() && (before.trim().is_empty() || goes_on) {
        return (None, Some(half));
    }
    (Some(other), None)
}

/// Tags trimmed, sorted, without empty and double ones.
fn tidy(tags: &[String]) -> Vec<String> {
    let mut tags: Vec<String> =
        tags.iter().map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty()).collect();
    tags.sort();
    tags.dedup();
    tags
}

const NOTE: &str = "id, zh, en, attached, anchor, tags, created, modified, stale, deleted, version";

type Found<T> = rusqlite::Result<std::result::Result<T, Damaged>>;

fn read(row: &Row) -> Found<Note> {
    damage::read(row, &[1, 2], whole)
}

fn whole(row: &Row) -> rusqlite::Result<Note> {
    Ok(Note {
        id: row.get(0)?,
        zh: row.get(1)?,
        en: row.get(2)?,
        on: row.get_ref(3)?.as_str_or_null()?.and_then(|text| text.parse().ok()),
        anchor: optional_json(row, 4)?,
        tags: json(row, 5)?,
        created: row.get(6)?,
        modified: row.get(7)?,
        stale: half(row, 8)?,
        deleted: row.get(9)?,
        version: row.get(10)?,
    })
}

const VERSION: &str = "version, written, zh, en, tags";

fn read_version(row: &Row) -> Found<NoteVersion> {
    let whole = |row: &Row| {
        Ok(NoteVersion {
            version: row.get(0)?,
            written: row.get(1)?,
            zh: row.get(2)?,
            en: row.get(3)?,
            tags: json(row, 4)?,
        })
    };
    let version = row.get_ref(0)?.as_i64().unwrap_or_default();
    let named = |damaged| Damaged { id: version.to_string(), ..damaged };
    Ok(damage::read(row, &[2, 3], whole)?.map_err(named))
}

fn half(row: &Row, column: usize) -> rusqlite::Result<Option<Half>> {
    Ok(match row.get_ref(column)?.as_str_or_null()? {
        Some("zh") => Some(Half::Zh),
        Some("en") => Some(Half::En),
        _ => None,
    })
}

fn half_word(half: Option<Half>) -> Option<&'static str> {
    half.map(|half| match half {
        Half::Zh => "zh",
        Half::En => "en",
    })
}

fn find(connection: &Connection, id: &str) -> rusqlite::Result<Option<std::result::Result<Note, Damaged>>> {
    connection
        .prepare_cached(&format!("SELECT {NOTE} FROM note WHERE id = ?1"))?
        .query_row([id], read)
        .optional()
}

fn sound(found: Option<std::result::Result<Note, Damaged>>) -> Result<Option<Note>> {
    damage::sound("note", found)
}

/// A note that must be there.
fn of_note(found: Option<std::result::Result<Note, Damaged>>, id: &str) -> Result<Note> {
    sound(found)?.ok_or_else(|| StoreError::NotFound { what: "note", id: id.to_owned() })
}

fn existing(
    connection: &Connection,
    id: &str,
    sqlite_error: impl Fn(rusqlite::Error) -> StoreError,
) -> Result<Note> {
    of_note(find(connection, id).map_err(sqlite_error)?, id)
}

/// Puts the text of one of its versions in place of a text that is damaged.
fn put_text(transaction: &Transaction, id: &str, version: &NoteVersion) -> rusqlite::Result<()> {
    let sql = "UPDATE note SET zh = ?2, en = ?3, tags = ?4 WHERE id = ?1";
    let tags = to_json(&version.tags)?;
    transaction.prepare_cached(sql)?.execute([id, &version.zh, &version.en, &tags])?;
    Ok(())
}

fn filling(connection: &Connection, id: &str) -> rusqlite::Result<Option<Half>> {
    connection.prepare_cached("SELECT filling FROM note WHERE id = ?1")?.query_row([id], |row| half(row, 0))
}

fn insert(transaction: &Transaction, note: &Note) -> rusqlite::Result<()> {
    let sql = format!(
        "INSERT INTO note ({NOTE}, sequence)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, NULL, NULL, ?9, ?10)"
    );
    transaction.prepare_cached(&sql)?.execute(params![
        note.id,
        note.zh,
        note.en,
        note.on.as_ref().map(Address::to_string),
        note.anchor.as_ref().map(to_json).transpose()?,
        to_json(&note.tags)?,
        note.created,
        note.modified,
        note.version,
        sequence::next(transaction)?,
    ])?;
    Ok(())
}

fn update(transaction: &Transaction, note: &Note, filling: Option<Half>) -> rusqlite::Result<()> {
    let sql =
        "UPDATE note SET zh = ?2, en = ?3, tags = ?4, modified = ?5, stale = ?6, filling = ?7, deleted = ?8,
        version = ?9, sequence = ?10 WHERE id = ?1";
    transaction.prepare_cached(sql)?.execute(params![
        note.id,
        note.zh,
        note.en,
        to_json(&note.tags)?,
        note.modified,
        half_word(note.stale),
        half_word(filling),
        note.deleted,
        note.version,
        sequence::next(transaction)?,
    ])?;
    Ok(())
}

fn add_version(transaction: &Transaction, note: &Note) -> rusqlite::Result<()> {
    let sql =
        "INSERT INTO note_version (note, version, written, zh, en, tags) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    transaction.prepare_cached(sql)?.execute(params![
        note.id,
        note.version,
        note.modified,
        note.zh,
        note.en,
        to_json(&note.tags)?,
    ])?;
    Ok(())
}
