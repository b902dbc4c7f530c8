//! The tables, version by version. A version that was released is never edited: the next one changes it.

mod blocks;
mod collections;
mod fingerprints;
mod own_changes;
mod watched;

use fingerprints::FINGERPRINTS;
use own_changes::OWN_CHANGES;
use rusqlite::Connection;
use watched::WATCHED;

/// Marks a database as a library of this program (`zhim` in ASCII).
pub(crate) const APPLICATION_ID: i64 = 0x7a68_696d;

/// What brings a database from version `n` to `n + 1` stands at `n`.
pub(crate) const MIGRATIONS: &[Step] = &[
    Step::Tables(V1),
    Step::Tables(SAVED_SEARCHES),
    Step::Tables(DICTIONARIES),
    Step::Tables(DRAFTS),
    Step::Tables(HISTORY),
    Step::Tables(ORIGINS),
    Step::Rows { change: blocks::change, lend: blocks::lend },
    Step::Tables(VERSIONS),
    Step::Tables(KNOWLEDGE),
    Step::Tables(GROWTH),
    Step::Tables(IMPORTS),
    Step::Tables(PICTURES),
    Step::Tables(WATCHED),
    Step::Tables(OWN_CHANGES),
    Step::Tables(collections::TABLES),
    Step::Tables(FINGERPRINTS),
];

/// What brings a database from one version to the next.
#[derive(Clone, Copy)]
pub(crate) enum Step {
    /// Statements that make tables, and fill them with what can be made of the rest.
    Tables(&'static str),
    /// Work on rows that are there.
    Rows {
        /// Does it.
        change: fn(&Connection) -> rusqlite::Result<()>,
        /// Shows a connection that may only read the rows as they would be after it: makes temporary views that bear the
        /// names of the tables. A later step that changes the same tables takes the place of these views with its own.
        lend: fn(&Connection) -> rusqlite::Result<()>,
    },
}

impl Step {
    /// Brings a database that can be written to the next version.
    pub(crate) fn take(self, connection: &Connection) -> rusqlite::Result<()> {
        match self {
            Self::Tables(statements) => connection.execute_batch(statements),
            Self::Rows { change, .. } => change(connection),
        }
    }
}

/// What a library of an earlier version lacks where it may only be read, and so cannot be brought up to date: what lends a
/// connection the tables that came later, empty, and shows it the rows as they would be now. Nobody else sees them. Nothing
/// when a later version did more than that.
pub(crate) fn lent(version: i64) -> Option<Vec<Loan>> {
    let version = usize::try_from(version).ok()?;
    let mut loans = Vec::new();
    for step in MIGRATIONS.iter().skip(version) {
        match step {
            Step::Tables(statements) => {
                for statement in statements.split(';').map(str::trim).filter(|text| !text.is_empty()) {
                    match statement.strip_prefix("CREATE TABLE ") {
                        Some(table) => loans.push(Loan::Table(table)),
                        // What a table was filled with, it was made of the rest; and an index only makes haste.
                        None if PASSED_OVER.iter().any(|start| statement.starts_with(start)) => {}
                        None => return None,
                    }
                }
            }
            Step::Rows { lend, .. } => loans.push(Loan::Rows(*lend)),
        }
    }
    Some(loans)
}

/// What stands for a table of an attached database where it is compared with one of another version.
pub(crate) fn compared(connection: &Connection, database: &str, table: &str) -> rusqlite::Result<String> {
    let version: i64 =
        connection.query_row(&format!("PRAGMA {database}.user_version"), [], |row| row.get(0))?;
    match table {
        "article" if version < BLOCKS => blocks::compared(connection, database),
        _ => Ok(format!("{database}.{table}")),
    }
}

/// The version that has blocks.
const BLOCKS: i64 = 7;

const PASSED_OVER: [&str; 3] = ["INSERT INTO ", "CREATE INDEX ", "CREATE UNIQUE INDEX "];

/// Something that is lent.
pub(crate) enum Loan {
    /// A table, as it is made.
    Table(&'static str),
    /// See [`Step::Rows`].
    Rows(fn(&Connection) -> rusqlite::Result<()>),
}

impl Loan {
    /// Lends it to a connection.
    pub(crate) fn lend(&self, connection: &Connection) -> rusqlite::Result<()> {
        match self {
            Self::Table(table) => connection.execute_batch(&format!("CREATE TEMP TABLE {table};")),
            Self::Rows(lend) => lend(connection),
        }
    }
}

/// Columns that lists need come first, so that reading a list does not touch the texts.
///
/// `wanted` is the identifier that an article came with, and `nth` which of the articles that wanted it this is: from 2 where
/// it was given another one.
/// `paragraphs` is a JSON array of texts; since the seventh version it is called `blocks`, and has an object for what is no
/// plain paragraph.
/// `day` is the last day that the date may mean, counted from 1970-01-01, and the lowest number where there is no date.
/// `mentions` is a JSON array of `[entity, part, start, end]`; `mention` leads from an entity to its articles
/// and is kept by whoever writes `mentions`.
/// `sequence` numbers the last change of an article or note, and `removed` holds what is gone: the highest number in any of
/// them only grows.
const V1: &str = "
CREATE TABLE article (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    wanted TEXT NOT NULL,
    nth INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    hash BLOB NOT NULL,
    collection TEXT NOT NULL,
    kind TEXT NOT NULL,
    lang TEXT NOT NULL,
    script TEXT NOT NULL,
    day INTEGER NOT NULL,
    date TEXT,
    title TEXT NOT NULL,
    translated_title TEXT,
    beginning TEXT NOT NULL,
    source TEXT,
    url TEXT,
    paragraphs TEXT NOT NULL,
    translation TEXT,
    extras TEXT,
    mentions TEXT
) STRICT;
CREATE UNIQUE INDEX article_renamed ON article (wanted, nth) WHERE nth > 1;
CREATE INDEX article_by_sequence ON article (sequence);
CREATE INDEX article_by_day ON article (day DESC, key DESC);
CREATE INDEX article_by_collection ON article (collection, day DESC, key DESC);

CREATE TABLE mention (
    entity TEXT NOT NULL,
    day INTEGER NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (entity, day DESC, article DESC)
) STRICT, WITHOUT ROWID;

CREATE TABLE removed (
    sequence INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    UNIQUE (kind, id)
) STRICT;

CREATE TABLE note (
    id TEXT PRIMARY KEY,
    zh TEXT NOT NULL,
    en TEXT NOT NULL,
    attached TEXT,
    anchor TEXT,
    tags TEXT NOT NULL,
    created INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    stale TEXT,
    filling TEXT,
    deleted INTEGER,
    version INTEGER NOT NULL,
    sequence INTEGER NOT NULL
) STRICT;
CREATE INDEX note_by_sequence ON note (sequence);
CREATE INDEX note_by_time ON note (modified DESC);
CREATE INDEX note_by_address ON note (attached) WHERE attached IS NOT NULL;

CREATE TABLE note_version (
    note TEXT NOT NULL REFERENCES note (id),
    version INTEGER NOT NULL,
    written INTEGER NOT NULL,
    zh TEXT NOT NULL,
    en TEXT NOT NULL,
    tags TEXT NOT NULL,
    PRIMARY KEY (note, version)
) STRICT;
CREATE TRIGGER note_version_stays BEFORE DELETE ON note_version
BEGIN SELECT RAISE(ABORT, 'versions are only ever added'); END;
CREATE TRIGGER note_version_stands BEFORE UPDATE ON note_version
BEGIN SELECT RAISE(ABORT, 'versions are only ever added'); END;

CREATE TABLE problem (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    time INTEGER NOT NULL,
    problem TEXT NOT NULL
) STRICT;

CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE collection (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    info TEXT NOT NULL
) STRICT, WITHOUT ROWID;
";

/// Searches that the person keeps by name. `search` is a JSON object in the words of the front desk's search request.
const SAVED_SEARCHES: &str = "
CREATE TABLE saved_search (
    name TEXT PRIMARY KEY,
    search TEXT NOT NULL,
    saved INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
";

/// Dictionaries that the person imported. `glosses` is a JSON array of texts, `number` the place of an entry in its file.
const DICTIONARIES: &str = "
CREATE TABLE dictionary (
    key INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    imported INTEGER NOT NULL,
    entries INTEGER NOT NULL
) STRICT;

CREATE TABLE dictionary_entry (
    dictionary INTEGER NOT NULL REFERENCES dictionary (key) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    traditional TEXT NOT NULL,
    simplified TEXT NOT NULL,
    pinyin TEXT NOT NULL,
    glosses TEXT NOT NULL,
    PRIMARY KEY (dictionary, number)
) STRICT, WITHOUT ROWID;
";

/// What was typed into a note and is not saved as one yet. `draft` is a JSON object in the words of the front desk.
const DRAFTS: &str = "
CREATE TABLE draft (
    note TEXT PRIMARY KEY,
    draft TEXT NOT NULL,
    kept INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
";

/// Which library this is, and which states it went through. `identity` has one row, and a copy has the same identity.
/// `state` has a row for each transaction that changed articles, notes or what is known: the highest number after it, and a random token,
/// which tells this state from any other that went on from an older copy.
const HISTORY: &str = "
CREATE TABLE identity (id TEXT NOT NULL) STRICT;
INSERT INTO identity VALUES (lower(hex(randomblob(16))));

CREATE TABLE state (
    sequence INTEGER PRIMARY KEY,
    token TEXT NOT NULL
) STRICT;
INSERT INTO state SELECT last, lower(hex(randomblob(8))) FROM (
    SELECT max(coalesce((SELECT max(sequence) FROM article), 0),
        coalesce((SELECT max(sequence) FROM note), 0), coalesce((SELECT max(sequence) FROM removed), 0)) AS last
) WHERE last > 0;
";

/// What imported articles are known by beside their identifiers: `key` is made of an address or the path of a file (see
/// `origin`), `article` the identifier, which may be gone.
const ORIGINS: &str = "
CREATE TABLE origin (
    key BLOB PRIMARY KEY,
    article TEXT NOT NULL
) STRICT, WITHOUT ROWID;
";

/// What articles were before they were changed, as their rows were then: `article` is the identifier, `version` counts from 1,
/// and the article as it is now has the number after the highest. `replaced` is when the next one took its place, in
/// milliseconds since 1970-01-01 UTC.
const VERSIONS: &str = "
CREATE TABLE article_version (
    article TEXT NOT NULL,
    version INTEGER NOT NULL,
    replaced INTEGER NOT NULL,
    hash BLOB NOT NULL,
    collection TEXT NOT NULL,
    kind TEXT NOT NULL,
    lang TEXT NOT NULL,
    script TEXT NOT NULL,
    date TEXT,
    title TEXT NOT NULL,
    source TEXT,
    url TEXT,
    blocks TEXT NOT NULL,
    translation TEXT,
    extras TEXT,
    PRIMARY KEY (article, version)
) STRICT;
";

/// What is known of the world, a row for each thing: `known` has what collections bring, `own` what the person says of it, which
/// goes before. `thing` is the thing as JSON, in the words of the bundled collection's files; an event has no claims in it, as
/// these are rows of their own. `place` is the order within a collection.
/// In `own`, `thing` is nothing where the person took a collection's thing away and never changed it, and `removed` is when a
/// thing was taken away; what the person made of it before stays.
/// `known_change` numbers the last change of each thing as it counts, in the row of numbers of articles and notes.
/// `stale_name` has names that are to be looked for because they are others now, `stale_document` what is to be made anew for
/// that: article, note, entity, event or term.
const KNOWLEDGE: &str = "
CREATE TABLE known (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    collection TEXT NOT NULL,
    place INTEGER NOT NULL,
    thing TEXT NOT NULL,
    PRIMARY KEY (kind, id, collection)
) STRICT, WITHOUT ROWID;

CREATE TABLE own (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    thing TEXT,
    removed INTEGER,
    written INTEGER NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE known_change (
    sequence INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    UNIQUE (kind, id)
) STRICT;

CREATE TABLE stale_name (
    name TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE stale_document (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    UNIQUE (kind, id)
) STRICT;
";

/// What grows by the person's word. `merged` has entities that count as another one, `kept`, since the time `merged`, in
/// milliseconds since 1970-01-01 UTC.
/// `examined` says in which state (`sequence`), and by which `version` of what proposes, an article was read for what it claims;
/// `proposal` has what was found there and is not decided, as JSON, in the order of `place`. Its `id` is made of the sentence and
/// of what it is taken to say.
/// `decision` is the person's word on a proposal: `accepted` or `rejected`; `article` is empty where it is on the sentence in
/// whatever article. `claim` is what was made of it, and `event` the event that was added with that.
const GROWTH: &str = "
CREATE TABLE merged (
    gone TEXT PRIMARY KEY,
    kept TEXT NOT NULL,
    merged INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE examined (
    article TEXT PRIMARY KEY,
    sequence INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE proposal (
    article TEXT NOT NULL,
    id TEXT NOT NULL,
    place INTEGER NOT NULL,
    proposal TEXT NOT NULL,
    PRIMARY KEY (article, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE decision (
    id TEXT NOT NULL,
    article TEXT NOT NULL,
    decision TEXT NOT NULL,
    decided INTEGER NOT NULL,
    claim TEXT,
    event TEXT,
    PRIMARY KEY (id, article)
) STRICT, WITHOUT ROWID;
";

/// Imports, so that each can be taken back. `origin` is a JSON array of the paths, or of the name of a text that was pasted, and
/// `dictionaries` one of names. `ended` is nothing for one that was killed or is going on, `undone` when it was last taken back.
/// `import_change` has what an import did to an article: `added`, `changed` or `updated` it, as which change, to which content
/// (`hash`), from which (`former`), and as which `version` the article was kept as it was. `undone` is when that was taken back.
/// `import_row` has the row of an article that is not in its place: what it was before, and once that was taken back, what had
/// come in. Its texts are those of the version where `blocks` is nothing.
/// `import_origin` has keys of `origin` that led to another article before.
const IMPORTS: &str = "
CREATE TABLE import (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    began INTEGER NOT NULL,
    ended INTEGER,
    origin TEXT NOT NULL,
    bytes INTEGER NOT NULL DEFAULT 0,
    added INTEGER NOT NULL DEFAULT 0,
    changed INTEGER NOT NULL DEFAULT 0,
    updated INTEGER NOT NULL DEFAULT 0,
    unchanged INTEGER NOT NULL DEFAULT 0,
    refused INTEGER NOT NULL DEFAULT 0,
    dictionaries TEXT NOT NULL DEFAULT '[]',
    cancelled INTEGER NOT NULL DEFAULT 0,
    undone INTEGER
) STRICT;

CREATE TABLE import_change (
    import INTEGER NOT NULL,
    article TEXT NOT NULL,
    change TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    hash BLOB NOT NULL,
    former BLOB,
    version INTEGER,
    undone INTEGER,
    PRIMARY KEY (import, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_change_of_article ON import_change (article);

CREATE TABLE import_row (
    import INTEGER NOT NULL,
    id TEXT NOT NULL,
    wanted TEXT NOT NULL,
    nth INTEGER NOT NULL,
    hash BLOB NOT NULL,
    collection TEXT NOT NULL,
    kind TEXT NOT NULL,
    lang TEXT NOT NULL,
    script TEXT NOT NULL,
    day INTEGER NOT NULL,
    date TEXT,
    title TEXT NOT NULL,
    translated_title TEXT,
    beginning TEXT NOT NULL,
    source TEXT,
    url TEXT,
    blocks TEXT,
    translation TEXT,
    extras TEXT,
    mentions TEXT,
    PRIMARY KEY (import, id)
) STRICT;

CREATE TABLE import_origin (
    import INTEGER NOT NULL,
    key BLOB NOT NULL,
    former TEXT NOT NULL,
    latter TEXT NOT NULL,
    PRIMARY KEY (import, key)
) STRICT, WITHOUT ROWID;
";

/// Pictures that came in beside the files of articles: `hash` is made of `bytes`, `kind` is such as `image/png`. `picture_of`
/// says which articles show one, in any of their versions.
const PICTURES: &str = "
CREATE TABLE picture (
    hash TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    bytes BLOB NOT NULL
) STRICT;

CREATE TABLE picture_of (
    hash TEXT NOT NULL,
    article TEXT NOT NULL,
    PRIMARY KEY (hash, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX picture_of_article ON picture_of (article);
";
