//! The header of an article: what the person may put right in it, and what came in with its file.
//!
//! What the person said of a field stands in the article's columns, and what the file said of it in `own`, which lies in the
//! article's extras and so goes with it wherever its row goes. Whether a file brings anything new is told by its own word.

use super::own::{Own, Value, digits};
use super::row::{content_hash, day_of, from_word, to_word};
use rusqlite::Row;
use zhimai_model::{Article, DateRange, HeaderField as Field, Lang, Script};

/// What is to become of a field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Setting<T> {
    /// It stays as it is.
    #[default]
    Leave,
    /// It is this from now on, whatever the file says.
    To(T),
    /// It is what the file says again.
    Given,
}

/// What is to become of the headers of articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edit {
    /// The title; for one article.
    pub title: Setting<String>,
    /// The date, or that there is none.
    pub date: Setting<Option<DateRange>>,
    /// The source, or that there is none.
    pub source: Setting<Option<String>>,
    /// The language and script.
    pub language: Setting<(Lang, Script)>,
    /// The collection.
    pub collection: Setting<String>,
}

impl Edit {
    /// The fields that are not left as they are, with what they are to be; nothing where it is the file's word.
    pub(crate) fn settings(&self) -> rusqlite::Result<Vec<(Field, Option<Value>)>> {
        let mut all = Vec::new();
        let mut put = |field, setting: Setting<Value>| match setting {
            Setting::Leave => {}
            Setting::To(value) => all.push((field, Some(value))),
            Setting::Given => all.push((field, None)),
        };
        put(Field::Title, self.title.clone().map(Some));
        put(Field::Date, self.date.clone().map(|date| date.map(|date| date.edtf().to_owned())));
        put(Field::Source, self.source.clone());
        put(Field::Collection, self.collection.clone().map(Some));
        if let Setting::To((lang, script)) = &self.language {
            let word = format!("{} {}", to_word(lang)?, to_word(script)?);
            put(Field::Language, Setting::To(Some(word)));
        } else {
            put(Field::Language, self.language.clone().map(|_| None));
        }
        Ok(all)
    }
}

impl<T> Setting<T> {
    fn map<U>(self, with: impl FnOnce(T) -> U) -> Setting<U> {
        match self {
            Self::Leave => Setting::Leave,
            Self::To(value) => Setting::To(with(value)),
            Self::Given => Setting::Given,
        }
    }
}

/// The columns of a header that the person may put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) title: String,
    pub(super) date: Option<String>,
    pub(super) source: Option<String>,
    pub(super) lang: String,
    pub(super) script: String,
    pub(super) collection: String,
}

/// What [`Header::read`] reads, from column 0 on.
pub(super) const HEADER: &str = "title, date, source, lang, script, collection";

impl Header {
    pub(super) fn read(row: &Row) -> rusqlite::Result<Self> {
        Ok(Self {
            title: row.get(0)?,
            date: row.get(1)?,
            source: row.get(2)?,
            lang: row.get(3)?,
            script: row.get(4)?,
            collection: row.get(5)?,
        })
    }

    pub(super) fn get(&self, field: Field) -> Value {
        match field {
            Field::Title => Some(self.title.clone()),
            Field::Date => self.date.clone(),
            Field::Source => self.source.clone(),
            Field::Language => Some(format!("{} {}", self.lang, self.script)),
            Field::Collection => Some(self.collection.clone()),
        }
    }

    pub(super) fn set(&mut self, field: Field, value: Value) {
        match field {
            Field::Title => self.title = value.unwrap_or_default(),
            Field::Date => self.date = value,
            Field::Source => self.source = value,
            Field::Language => {
                let value = value.unwrap_or_default();
                let (lang, script) = value.split_once(' ').unwrap_or((value.as_str(), "other"));
                (self.lang, self.script) = (lang.to_owned(), script.to_owned());
            }
            Field::Collection => self.collection = value.unwrap_or_default(),
        }
    }

    /// The day that it is put in order by.
    pub(super) fn day(&self) -> i64 {
        day_of(self.date.as_deref().and_then(|date| date.parse().ok()).as_ref())
    }

    /// Whether a reader sees another article in `other`.
    pub(super) fn reads_otherwise(&self, other: &Self) -> bool {
        (&self.title, &self.date) != (&other.title, &other.date)
    }

    /// The content of an article with this header.
    pub(super) fn content(
        &self,
        kind: &str,
        [blocks, translation, extras, url]: [Option<&str>; 4],
    ) -> Vec<u8> {
        content_hash(&[
            Some(kind),
            Some(&self.lang),
            Some(&self.script),
            Some(&self.title),
            blocks,
            translation,
            extras,
            url,
            self.date.as_deref(),
        ])
    }
}

/// A field of which a file says another thing than before, while the person's word stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stood {
    /// Which of the articles that were put in it is.
    pub at: usize,
    /// The field.
    pub field: Field,
    /// What the file says now; nothing where it says nothing any more.
    pub given: Option<String>,
}

/// An article as its file brings it, with the person's word on its header before the file's: what stands in the place of it,
/// and what is told of that.
pub(super) fn stand(
    article: &Article,
    hash: &[u8],
    (present, own): (&Header, &Own),
    at: usize,
) -> rusqlite::Result<(Article, Own, Vec<Stood>)> {
    let brought = Header {
        title: article.body.title.clone(),
        date: article.date.as_ref().map(|date| date.edtf().to_owned()),
        source: article.source.clone(),
        lang: to_word(&article.body.lang)?,
        script: to_word(&article.body.script)?,
        collection: article.collection.clone(),
    };
    let mut article = article.clone();
    let mut now = Own { hash: digits(hash), ..Own::default() };
    let mut told = Vec::new();
    for (field, before) in &own.given {
        let given = brought.get(*field);
        if given != *before && given != present.get(*field) {
            told.push(Stood { at, field: *field, given: given.clone() });
        }
        now.given.insert(*field, given);
        match field {
            Field::Title => article.body.title.clone_from(&present.title),
            Field::Date => article.date = present.date.as_deref().and_then(|date| date.parse().ok()),
            Field::Source => article.source.clone_from(&present.source),
            Field::Language => {
                article.body.lang = from_word(&present.lang).unwrap_or(article.body.lang);
                article.body.script = from_word(&present.script).unwrap_or(article.body.script);
            }
            Field::Collection => article.collection.clone_from(&present.collection),
        }
    }
    Ok((article, now, told))
}
