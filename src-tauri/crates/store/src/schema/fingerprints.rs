//! The tables by which copies of one story are told.

/// What tells copies of one story. `fingerprint` has a row for each article that was looked at: `leader` is the fingerprint whose
/// article it is a copy of, its own where it is none's, and 0 where that is still to be found out; `bands` are those of the
/// fingerprint, six bytes each, empty where the text is too short to tell; `agency` is the one that the text is credited to.
/// A `key` is never used again, and an article that changes gets another one.
/// `fingerprint_band` leads from a band to fingerprints. `fingerprint_seen` has one row: up to which change (`sequence`) articles
/// were looked at, by what `version` of that.
pub(super) const FINGERPRINTS: &str = "
CREATE TABLE fingerprint (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    article TEXT NOT NULL UNIQUE,
    leader INTEGER NOT NULL,
    agency TEXT,
    bands BLOB NOT NULL
) STRICT;
CREATE INDEX fingerprint_led ON fingerprint (leader) WHERE leader <> key;

CREATE TABLE fingerprint_band (
    band INTEGER NOT NULL,
    fingerprint INTEGER NOT NULL,
    PRIMARY KEY (band, fingerprint)
) STRICT, WITHOUT ROWID;

CREATE TABLE fingerprint_seen (
    version INTEGER PRIMARY KEY,
    sequence INTEGER NOT NULL
) STRICT;
";
