//! What the person decides about collections.

/// `hidden_collection` names the collections that no search looks into.
/// `removed_collection` has collections that the person removed and that can come back: the row of `collection` as it was, whether
/// it was hidden, and the number under which it is remembered what became of its articles (see `own_change`). `removed` is when,
/// in milliseconds since 1970-01-01 UTC.
pub(super) const TABLES: &str = "
CREATE TABLE hidden_collection (
    id TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE removed_collection (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    info TEXT NOT NULL,
    hidden INTEGER NOT NULL,
    articles INTEGER,
    removed INTEGER NOT NULL
) STRICT;
";
