//! Changes that the person makes of many articles at once: headers that are put right, articles that are removed. Each is one
//! transaction, and is remembered as an import is, so that it is taken back and brought back by the same way.

use super::turn::{TakenBack, Why, take_out};
use crate::articles::{Edit, Edited, Editing, record};
use crate::damage::lossy;
use crate::error::Result;
use crate::holder::Holder;
use crate::json::to_json;
use crate::sequence;
use crate::store::Store;
use rusqlite::{OptionalExtension, Transaction, params};
use zhimai_model::HeaderField;

/// What became of a change that was made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// Its number, to take it back by; nothing where nothing had to be changed.
    pub id: Option<i64>,
    /// How many articles were removed or edited, and which stayed as they were.
    pub done: TakenBack,
    /// How many were so already.
    pub same: u32,
}

impl Store {
    /// Puts the headers of articles right, in one transaction. The person's word stands from then on, whatever their files say.
    /// What an article was before is kept as a version where its title or date is another one. Articles of the collection
    /// `fixed` stay as they are. `now` is in milliseconds since 1970-01-01 UTC.
    ///
    /// # Errors
    /// When the store cannot be written; then nothing is changed.
    pub fn edit_articles<S: AsRef<str>>(
        &self,
        ids: &[S],
        edit: &Edit,
        fixed: &str,
        now: i64,
    ) -> Result<Changed> {
        let sqlite_error = self.sqlite_error();
        self.write(|transaction| {
            let _slip = Holder::leave(&self.path);
            edit_in(transaction, ids, edit, (fixed, now)).map_err(sqlite_error)
        })
    }

    /// Removes articles, in one transaction. They are kept aside with their versions; notes on them stay. Articles
    /// of the collection `fixed` stay as they are. `now` is in milliseconds since 1970-01-01 UTC.
    ///
    /// # Errors
    /// When the store cannot be written; then nothing is removed.
    pub fn remove_articles<S: AsRef<str>>(&self, ids: &[S], fixed: &str, now: i64) -> Result<Changed> {
        let sqlite_error = self.sqlite_error();
        self.write(|transaction| {
            let _slip = Holder::leave(&self.path);
            remove_in(transaction, ids, (fixed, now)).map_err(sqlite_error)
        })
    }
}

/// See [`Store::edit_articles`].
pub(crate) fn edit_in<S: AsRef<str>>(
    transaction: &Transaction,
    ids: &[S],
    edit: &Edit,
    (fixed, now): (&str, i64),
) -> rusqlite::Result<Changed> {
    let editing = Editing::new(edit, fixed, now)?;
    let mut changed = Changed::default();
    let mut next = sequence::next(transaction)?;
    for id in ids.iter().map(AsRef::as_ref) {
        let number = &mut changed.id;
        let mut change = || begin(transaction, number, ("edit", &editing.fields()), now);
        match editing.edit(transaction, id, next, &mut change)? {
            Edited::Done => {
                next = next.saturating_add(1);
                changed.done.versions = changed.done.versions.saturating_add(1);
            }
            Edited::Same => changed.same = changed.same.saturating_add(1),
            Edited::Fixed(title) => changed.done.keep(id, title, Why::Fixed),
            Edited::Damaged(title) => changed.done.keep(id, title, Why::Damaged),
            Edited::Gone => changed.done.keep(id, String::new(), Why::Gone),
        }
    }
    Ok(changed)
}

/// See [`Store::remove_articles`].
pub(crate) fn remove_in<S: AsRef<str>>(
    transaction: &Transaction,
    ids: &[S],
    (fixed, now): (&str, i64),
) -> rusqlite::Result<Changed> {
    let mut changed = Changed::default();
    let mut next = sequence::next(transaction)?;
    let sql = "SELECT title, collection = ?2 FROM article WHERE id = ?1";
    for id in ids.iter().map(AsRef::as_ref) {
        let found = transaction
            .prepare_cached(sql)?
            .query_row([id, fixed], |row| Ok((lossy(row, 0)?, row.get::<_, bool>(1)?)))
            .optional()?;
        match found {
            None => changed.done.keep(id, String::new(), Why::Gone),
            Some((title, true)) => changed.done.keep(id, title, Why::Fixed),
            Some((_, false)) => {
                let change = begin(transaction, &mut changed.id, ("removal", &[]), now)?;
                let state = record::state(transaction, id)?;
                take_out(transaction, change, id, next)?;
                record::note(transaction, change, "removed", (id, next, &state))?;
                next = next.saturating_add(1);
                changed.done.articles = changed.done.articles.saturating_add(1);
            }
        }
    }
    Ok(changed)
}

/// The number of a change, which begins where it has none yet.
fn begin(
    transaction: &Transaction,
    number: &mut Option<i64>,
    (kind, fields): (&str, &[HeaderField]),
    now: i64,
) -> rusqlite::Result<i64> {
    if let Some(number) = *number {
        return Ok(number);
    }
    let sql = "INSERT INTO import (began, ended, origin) VALUES (?1, ?1, '[]')";
    transaction.prepare_cached(sql)?.execute([now])?;
    let id = transaction.last_insert_rowid();
    let sql = "INSERT INTO own_change (import, kind, fields) VALUES (?1, ?2, ?3)";
    transaction.prepare_cached(sql)?.execute(params![id, kind, to_json(&fields)?])?;
    *number = Some(id);
    Ok(id)
}
