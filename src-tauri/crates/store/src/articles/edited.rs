//! Headers of articles as the person puts them right: the columns that one is, written where they stand. The text is not touched.

use super::header::{Edit, HEADER, Header};
use super::own::{Own, Value, digits};
use super::record::{self, Kept};
use super::row::{BEGINNING, joined, parted};
use super::versions;
use crate::damage::{is_of_row, lossy};
use crate::json::malformed;
use crate::knowledge::note_document;
use crate::{ChangeKind, mentions, sequence};
use rusqlite::types::Value as Column;
use rusqlite::{OptionalExtension, Row, Transaction, params, params_from_iter};
use zhimai_model::{Block, HeaderField, Part};

/// What became of an article that was to be edited.
pub(crate) enum Edited {
    /// It has another header now.
    Done,
    /// It had that header already.
    Same,
    /// It is of a collection that stays as it is.
    Fixed(String),
    /// What is in its row is damaged.
    Damaged(String),
    /// It is not there.
    Gone,
}

/// The columns of an article that an edit may change.
const COLUMNS: &str = "title, date, day, beginning, source, lang, script, collection, hash, extras";
const COLUMN_COUNT: usize = 10;

/// An article that is to be edited.
struct Present {
    kind: String,
    header: Header,
    hash: Vec<u8>,
    url: Option<String>,
    blocks: String,
    translation: Option<String>,
    /// Without the person's word.
    extras: Option<String>,
    own: Option<Own>,
}

fn present(row: &Row) -> rusqlite::Result<Present> {
    let (extras, own) = parted(row.get::<_, Option<String>>(11)?.as_deref()).map_err(|e| malformed(11, e))?;
    Ok(Present {
        header: Header::read(row)?,
        kind: row.get(6)?,
        hash: row.get(7)?,
        url: row.get(8)?,
        blocks: row.get(9)?,
        translation: row.get(10)?,
        extras,
        own,
    })
}

/// An edit at work.
pub(crate) struct Editing<'a> {
    settings: Vec<(HeaderField, Option<Value>)>,
    /// The collection whose articles stay as they are.
    fixed: &'a str,
    now: i64,
}

impl<'a> Editing<'a> {
    pub(crate) fn new(edit: &Edit, fixed: &'a str, now: i64) -> rusqlite::Result<Self> {
        Ok(Self { settings: edit.settings()?, fixed, now })
    }

    /// The fields that it is about.
    pub(crate) fn fields(&self) -> Vec<HeaderField> {
        self.settings.iter().map(|(field, _)| *field).collect()
    }

    /// Edits an article in the change `change`, which it asks for when there is something to change.
    pub(crate) fn edit(
        &self,
        transaction: &Transaction,
        id: &str,
        sequence: i64,
        change: &mut impl FnMut() -> rusqlite::Result<i64>,
    ) -> rusqlite::Result<Edited> {
        let sql = format!(
            "SELECT {HEADER}, kind, hash, url, blocks, translation, extras FROM article WHERE id = ?1"
        );
        let found = transaction
            .prepare_cached(&sql)?
            .query_row([id], |row| match present(row) {
                Err(error) if is_of_row(&error) => Ok(Err((lossy(row, 0)?, lossy(row, 5)?))),
                read => read.map(Ok),
            })
            .optional()?;
        let present = match found {
            None => return Ok(Edited::Gone),
            Some(Err((title, collection))) if collection == self.fixed => return Ok(Edited::Fixed(title)),
            Some(Err((title, _))) => return Ok(Edited::Damaged(title)),
            Some(Ok(present)) if present.header.collection == self.fixed => {
                return Ok(Edited::Fixed(present.header.title));
            }
            Some(Ok(present)) => present,
        };
        let Some((header, own)) = self.applied(&present) else { return Ok(Edited::Same) };
        let change = change()?;
        let is_version = header.reads_otherwise(&present.header);
        if is_version {
            versions::keep(transaction, id, self.now)?;
        }
        let former = record::state(transaction, id)?;
        // The text stays where it is.
        record::keep_former(transaction, change, id, Kept::Extras)?;
        write(transaction, id, &columns(&present, &header, own)?, sequence)?;
        record::note_changed(transaction, change, id, ("edited", &former, is_version))?;
        Ok(Edited::Done)
    }

    /// The header as it is to be, with what the file said of it; nothing where it is so already.
    fn applied(&self, present: &Present) -> Option<(Header, Option<Own>)> {
        let mut header = present.header.clone();
        let brought = present.own.as_ref().map_or_else(|| digits(&present.hash), |own| own.hash.clone());
        let mut own = present.own.clone().unwrap_or_default();
        own.hash = brought;
        for (field, setting) in &self.settings {
            let is = header.get(*field);
            let given = own.given.get(field).cloned().unwrap_or_else(|| is.clone());
            let to = setting.clone().unwrap_or_else(|| given.clone());
            // What the file says too is no word of the person's own.
            if to == given {
                own.given.remove(field);
            } else {
                own.given.insert(*field, given);
            }
            header.set(*field, to);
        }
        let own = Some(own).filter(|own| !own.given.is_empty());
        (header != present.header).then_some((header, own))
    }
}

/// The columns of an article under another header.
fn columns(present: &Present, header: &Header, own: Option<Own>) -> rusqlite::Result<Vec<Column>> {
    let texts = [
        Some(present.blocks.as_str()),
        present.translation.as_deref(),
        present.extras.as_deref(),
        present.url.as_deref(),
    ];
    let extras = joined(present.extras.as_deref(), own).map_err(|e| malformed(COLUMN_COUNT, e))?;
    let beginning: String = match header.title.is_empty() {
        false => String::new(),
        true => {
            let blocks: Vec<Block> =
                serde_json::from_str(&present.blocks).map_err(|e| malformed(COLUMN_COUNT, e))?;
            let first = blocks.into_iter().map(|block| block.text).find(|text| !text.is_empty());
            first.unwrap_or_default().chars().take(BEGINNING).collect()
        }
    };
    let text = |text: &Option<String>| text.clone().map_or(Column::Null, Column::Text);
    Ok(vec![
        Column::Text(header.title.clone()),
        text(&header.date),
        Column::Integer(header.day()),
        Column::Text(beginning),
        text(&header.source),
        Column::Text(header.lang.clone()),
        Column::Text(header.script.clone()),
        Column::Text(header.collection.clone()),
        Column::Blob(header.content(&present.kind, texts)),
        text(&extras),
    ])
}

/// Has an article and the header that a change keeps of it change places.
pub(crate) fn swap_header(
    transaction: &Transaction,
    change: i64,
    id: &str,
    sequence: i64,
) -> rusqlite::Result<()> {
    let read = |row: &Row| {
        (0..COLUMN_COUNT).map(|column| row.get(column)).collect::<rusqlite::Result<Vec<Column>>>()
    };
    let present = transaction
        .prepare_cached(&format!("SELECT {COLUMNS} FROM article WHERE id = ?1"))?
        .query_row([id], read)?;
    let kept = transaction
        .prepare_cached(&format!("SELECT {COLUMNS} FROM import_row WHERE import = ?1 AND id = ?2"))?
        .query_row(params![change, id], read)?;
    let sql = format!("UPDATE import_row SET ({COLUMNS}) = ({PLACES}) WHERE id = ?11 AND import = ?12");
    let values = present.into_iter().chain([Column::Text(id.to_owned()), Column::Integer(change)]);
    transaction.prepare_cached(&sql)?.execute(params_from_iter(values))?;
    write(transaction, id, &kept, sequence)
}

const PLACES: &str = "?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10";

/// Writes the columns of a header. What leads to the article by its day follows; what its title names is looked for anew.
fn write(transaction: &Transaction, id: &str, columns: &[Column], sequence: i64) -> rusqlite::Result<()> {
    let sql = "SELECT key, day, title, mentions FROM article WHERE id = ?1";
    let (key, day, title, mut found) = transaction.prepare_cached(sql)?.query_row([id], |row| {
        Ok((
            row.get::<_, i64>(0)?,
            row.get::<_, i64>(1)?,
            row.get::<_, Column>(2)?,
            mentions::read_sound(row, 3)?,
        ))
    })?;
    mentions::unlead(transaction, key, day, found.as_deref())?;
    let sql = format!(
        "UPDATE article SET ({COLUMNS}) = ({PLACES}), sequence = ?12 WHERE key = ?11 RETURNING day, title = ?13"
    );
    let values = columns.iter().cloned().chain([Column::Integer(key), Column::Integer(sequence), title]);
    let (day, is_titled): (i64, bool) = transaction
        .prepare_cached(&sql)?
        .query_row(params_from_iter(values), |row| Ok((row.get(0)?, row.get(1)?)))?;
    if !is_titled {
        if let Some(found) = &mut found {
            found.retain(|mention| mention.part != Part::Title);
            let sql = "UPDATE article SET mentions = ?2 WHERE key = ?1";
            transaction.prepare_cached(sql)?.execute(params![key, mentions::written(found)?])?;
        }
        note_document(transaction, ChangeKind::Article, id)?;
    }
    mentions::lead(transaction, key, day, &found.unwrap_or_default())?;
    sequence::back(transaction, id)
}
