//! Where an import is rehearsed: a connection that may only read the library, before whose tables stand temporary ones of its
//! own. What is written by it goes there, and what is read by it is the library with that in it; so an import that is rehearsed
//! runs the statements of a real one. Nobody else sees any of it, and it is gone with the connection.

use crate::error::{Result, StoreError};
use rusqlite::{Connection, Transaction};

/// See the module.
#[derive(Debug)]
pub(crate) struct Aside {
    connection: Connection,
}

/// Of what is put in no texts are kept: an import never reads again what it put in itself.
/// What it writes that it does not read again is kept nowhere.
const TABLES: &str = "
CREATE TEMP TABLE put_article (
    key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, wanted TEXT NOT NULL, nth INTEGER NOT NULL,
    sequence INTEGER NOT NULL, hash BLOB NOT NULL, collection TEXT NOT NULL, kind TEXT NOT NULL,
    lang TEXT NOT NULL DEFAULT '', script TEXT NOT NULL DEFAULT '', day INTEGER NOT NULL, date TEXT,
    title TEXT NOT NULL, translated_title TEXT, beginning TEXT NOT NULL DEFAULT '', source TEXT, url TEXT,
    blocks TEXT NOT NULL DEFAULT '', translation TEXT, extras TEXT, mentions TEXT
);
CREATE INDEX temp.put_article_renamed ON put_article (wanted, nth) WHERE nth > 1;
CREATE TEMP TABLE gone_article (key INTEGER PRIMARY KEY);
CREATE TEMP VIEW article AS
    SELECT key, id, wanted, nth, sequence, hash, collection, kind, lang, script, day, date, title, translated_title,
        beginning, source, url, blocks, translation, extras, mentions FROM main.article AS kept
        WHERE NOT EXISTS (SELECT 1 FROM gone_article WHERE gone_article.key = kept.key)
    UNION ALL SELECT key, id, wanted, nth, sequence, hash, collection, kind, lang, script, day, date, title,
        translated_title, beginning, source, url, blocks, translation, extras, mentions FROM put_article;
CREATE TEMP TRIGGER article_put INSTEAD OF INSERT ON article BEGIN
    INSERT INTO put_article (key, id, wanted, nth, sequence, hash, collection, kind, lang, script, day, date, title, source,
        url, extras)
    VALUES ((SELECT coalesce(min(key), 0) - 1 FROM put_article), new.id, new.wanted, new.nth, new.sequence, new.hash,
        new.collection, new.kind, new.lang, new.script, new.day, new.date, new.title, new.source, new.url,
        CASE WHEN instr(new.extras, 'own') THEN new.extras END);
END;
CREATE TEMP TRIGGER article_gone INSTEAD OF DELETE ON article BEGIN
    INSERT OR IGNORE INTO gone_article (key) VALUES (old.key);
    DELETE FROM put_article WHERE key = old.key;
END;

CREATE TEMP TABLE put_origin (key BLOB PRIMARY KEY, article TEXT NOT NULL) WITHOUT ROWID;
CREATE TEMP VIEW origin AS
    SELECT key, article FROM main.origin AS kept
        WHERE NOT EXISTS (SELECT 1 FROM put_origin WHERE put_origin.key = kept.key)
    UNION ALL SELECT key, article FROM put_origin;
CREATE TEMP TRIGGER origin_put INSTEAD OF INSERT ON origin BEGIN
    INSERT OR REPLACE INTO put_origin (key, article) VALUES (new.key, new.article);
END;

CREATE TEMP VIEW article_version AS SELECT * FROM main.article_version;
CREATE TEMP TRIGGER article_version_put INSTEAD OF INSERT ON article_version BEGIN SELECT 1; END;
CREATE TEMP VIEW mention AS SELECT * FROM main.mention;
CREATE TEMP TRIGGER mention_put INSTEAD OF INSERT ON mention BEGIN SELECT 1; END;
CREATE TEMP TRIGGER mention_gone INSTEAD OF DELETE ON mention BEGIN SELECT 1; END;
CREATE TEMP VIEW picture AS SELECT * FROM main.picture;
CREATE TEMP TRIGGER picture_put INSTEAD OF INSERT ON picture BEGIN SELECT 1; END;
CREATE TEMP VIEW picture_of AS SELECT * FROM main.picture_of;
CREATE TEMP TRIGGER picture_of_put INSTEAD OF INSERT ON picture_of BEGIN SELECT 1; END;
CREATE TEMP VIEW removed AS SELECT * FROM main.removed;
CREATE TEMP TRIGGER removed_gone INSTEAD OF DELETE ON removed BEGIN SELECT 1; END;

CREATE TEMP TABLE dictionary (
    key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, imported INTEGER NOT NULL, entries INTEGER NOT NULL
);
INSERT INTO temp.dictionary SELECT key, name, imported, entries FROM main.dictionary;
CREATE TEMP VIEW dictionary_entry AS SELECT * FROM main.dictionary_entry;
CREATE TEMP TRIGGER dictionary_entry_put INSTEAD OF INSERT ON dictionary_entry BEGIN SELECT 1; END;
";

impl Aside {
    /// A place to rehearse in, of a connection that may only read.
    pub(crate) fn new(connection: Connection) -> rusqlite::Result<Self> {
        connection.pragma_update(None, "query_only", false)?;
        // All that a great import would bring is too much for memory.
        connection.pragma_update(None, "temp_store", "FILE")?;
        connection.execute_batch(TABLES)?;
        Ok(Self { connection })
    }

    /// Runs `work` in one transaction, as a write to the library does.
    pub(crate) fn write<T>(
        &mut self,
        sqlite_error: impl Fn(rusqlite::Error) -> StoreError,
        work: impl FnOnce(&Transaction) -> Result<T>,
    ) -> Result<T> {
        let transaction = self.connection.transaction().map_err(&sqlite_error)?;
        let done = work(&transaction)?;
        transaction.commit().map_err(&sqlite_error)?;
        Ok(done)
    }
}
