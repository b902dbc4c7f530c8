//! The tables, version by version. A version that was released is never edited: the next one changes it.

/// Marks a database as a library of this program (`zhim` in ASCII).
pub(crate) const APPLICATION_ID: i64 = 0x7a68_696d;

/// What brings a database from version `n` to `n + 1` stands at `n`.
pub(crate) const MIGRATIONS: &[&str] =
    &[V1, SAVED_SEARCHES, DICTIONARIES, DRAFTS, HISTORY, ORIGINS, VERSIONS];

/// What a library of an earlier version lacks where it may only be read, and so cannot be brought up to date: statements that
/// make the tables that came later, empty, for one connection alone. Empty when it lacks none; nothing when a later version
/// did more than to add tables.
pub(crate) fn lent(version: i64) -> Option<String> {
    let version = usize::try_from(version).ok()?;
    let statements = MIGRATIONS.iter().skip(version).flat_map(|step| step.split(';')).map(str::trim);
    let lend = |statement: &str| match statement.strip_prefix("CREATE TABLE ") {
        Some(table) => Some(format!("CREATE TEMP TABLE {table};")),
        // What a table was filled with, it was made of the rest.
        None => (statement.is_empty() || statement.starts_with("INSERT INTO ")).then(String::new),
    };
    statements.map(lend).collect()
}

/// Columns that lists need come first, so that reading a list does not touch the texts.
///
/// `wanted` is the identifier that an article came with, and `nth` which of the articles that wanted it this is: from 2 where
/// it was given another one.
/// `day` is the last day that the date may mean, counted from 1970-01-01, and the lowest number where there is no date.
/// `mentions` is a JSON array of `[entity, translation (0 or 1), start, end]`; `mention` leads from an entity to its articles
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
/// `state` has a row for each transaction that changed articles or notes: the highest number after it, and a random token,
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
    paragraphs TEXT NOT NULL,
    translation TEXT,
    extras TEXT,
    PRIMARY KEY (article, version)
) STRICT;
";
