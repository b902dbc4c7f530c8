//! The tables of folders that are followed, and of the files that problems are of.

/// Folders that are followed. `state` is how one was found last, as JSON, and `looked` when all in it was last taken in;
/// `let_go` says that the person wants what is gone from it to go here, too, however much it is.
/// `watched_file` has what lay there then: `size` in bytes, `modified` in nanoseconds, `print` made of the content.
/// `watched_article` says which articles came of a file, as far as they are the folder's own.
/// `watched_import` has the imports that were made for a folder, and of several that are shown as one the first, `leader`.
/// `problem_file` says which file a problem is of, and which import told it.
pub(super) const WATCHED: &str = "
CREATE TABLE watched (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    path TEXT NOT NULL UNIQUE,
    added INTEGER NOT NULL,
    paused INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL,
    looked INTEGER,
    let_go INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE watched_file (
    folder INTEGER NOT NULL,
    path TEXT NOT NULL,
    size INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    print BLOB NOT NULL,
    PRIMARY KEY (folder, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE watched_article (
    folder INTEGER NOT NULL,
    path TEXT NOT NULL,
    article TEXT NOT NULL,
    PRIMARY KEY (folder, path, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX watched_article_by_article ON watched_article (article);

CREATE TABLE watched_import (
    import INTEGER PRIMARY KEY,
    folder INTEGER NOT NULL,
    leader INTEGER NOT NULL
) STRICT;

CREATE TABLE problem_file (
    problem INTEGER PRIMARY KEY,
    path TEXT NOT NULL,
    import INTEGER
) STRICT;
CREATE INDEX problem_file_by_path ON problem_file (path);
";
