//! What changed, in order: whoever keeps something derived from the store remembers the last sequence number it took
//! in, and catches up from there.

use crate::damage::lossy;
use crate::error::Result;
use crate::knowledge::ThingKind;
use crate::sequence;
use crate::store::Store;
use rusqlite::{OptionalExtension, params};

/// What was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum ChangeKind {
    Article,
    Note,
    /// Something that is known. When a claim or conflict changes, so does the event.
    Known(ThingKind),
}

impl ChangeKind {
    /// `article`, `note`, or the name of the kind of what is known.
    pub fn name(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Note => "note",
            Self::Known(kind) => kind.name(),
        }
    }

    /// The kind of this name; one that is damaged in the file reads as that of an article, and finds none.
    pub(crate) fn from_name(name: &str) -> Self {
        match name {
            "note" => Self::Note,
            name => ThingKind::from_name(name).map_or(Self::Article, Self::Known),
        }
    }
}

/// The last change of one article, note, or thing that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Grows with every change and is never used again.
    pub sequence: i64,
    /// What was changed.
    pub kind: ChangeKind,
    /// Its identifier.
    pub id: String,
    /// True when it is gone. A note in the bin is gone, and so is what the person took away.
    pub removed: bool,
}

impl Store {
    /// Which library this is: 32 hexadecimal digits, made with it. A copy has the same, and so has what was restored from a
    /// backup. Empty in one of an earlier version that can only be read.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn identity(&self) -> Result<String> {
        self.read(|connection| {
            let known = "SELECT count(*) FROM sqlite_schema WHERE name = 'identity'";
            if connection.query_row(known, [], |row| row.get::<_, i64>(0))? == 0 {
                return Ok(String::new());
            }
            connection.query_row("SELECT id FROM identity", [], |row| row.get(0))
        })
    }

    /// What tells the state after the change with this number from every other state with the same number: of two copies of a
    /// library that went on apart from each other, say. Nothing for a change that there was not.
    /// The state before all changes is the empty text.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn state(&self, sequence: i64) -> Result<Option<String>> {
        if sequence == 0 {
            return Ok(Some(String::new()));
        }
        self.read(|connection| {
            // Changes of one transaction share what stands at the last of them.
            let sql = "SELECT token FROM state WHERE sequence >= ?1 ORDER BY sequence LIMIT 1";
            connection.prepare_cached(sql)?.query_row([sequence], |row| row.get(0)).optional()
        })
    }

    /// The sequence number of the last change; 0 when there was none.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn last_sequence(&self) -> Result<i64> {
        self.read(sequence::last_sequence)
    }

    /// Changes after `sequence`, oldest first, at most `limit`. Of one article, note or thing only the last change is told.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn changes_since(&self, sequence: i64, limit: u32) -> Result<Vec<Change>> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT sequence, 'article', id, 0 FROM article WHERE sequence > ?1
                 UNION ALL SELECT sequence, 'note', id, deleted IS NOT NULL FROM note WHERE sequence > ?1
                 UNION ALL SELECT sequence, kind, id, 1 FROM removed WHERE sequence > ?1
                 UNION ALL SELECT sequence, kind, id,
                    coalesce((SELECT removed IS NOT NULL FROM own WHERE own.kind = known_change.kind
                        AND own.id = known_change.id), NOT EXISTS (SELECT 1 FROM known
                        WHERE known.kind = known_change.kind AND known.id = known_change.id))
                    FROM known_change WHERE sequence > ?1
                 ORDER BY sequence LIMIT ?2",
            )?;
            let rows = statement.query_map(params![sequence, limit], |row| {
                let kind = ChangeKind::from_name(&lossy(row, 1)?);
                // An identifier that is damaged finds nothing; what comes after it is told all the same.
                Ok(Change { sequence: row.get(0)?, kind, id: lossy(row, 2)?, removed: row.get(3)? })
            })?;
            rows.collect()
        })
    }
}
