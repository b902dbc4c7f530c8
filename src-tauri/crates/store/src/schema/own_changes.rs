//! The tables of changes that the person made of many articles.

/// Changes that the person made of articles: rows of `import` that no import is, so that each is taken back and brought back as
/// an import is. `kind` is `edit` or `removal`, `fields` a JSON array of what was edited.
/// To `import_change` come `edited` and `removed`; `hash` and `former` have the source and the collection in them too from now
/// on. `import_row` has the header of what was edited, without its texts, and the whole of what was removed.
/// `import_version` has the versions of an article that was removed.
/// `article_listed` holds all that the table of the library is put in order and narrowed by, so that no text is read for that.
pub(super) const OWN_CHANGES: &str = "
CREATE TABLE own_change (
    import INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    fields TEXT NOT NULL
) STRICT;

CREATE TABLE import_version (
    import INTEGER NOT NULL,
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
    PRIMARY KEY (import, article, version)
) STRICT;

CREATE INDEX article_listed ON article (day DESC, key DESC, collection, lang, script, source, title, beginning,
    octet_length(blocks));
";
