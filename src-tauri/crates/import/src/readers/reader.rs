//! What a reader of a format is.

pub(crate) use crate::ending::extension;
use crate::input::Input;
use crate::sink::Sink;
use std::ops::ControlFlow;

/// A format: how it is known, and how it is read.
pub(crate) trait Reader: Sync {
    /// What follows the last full stop of names of such files, in small letters.
    fn extensions(&self) -> &'static [&'static str];

    /// How sure it is, by its name and its beginning, that an input is of this format.
    fn probe(&self, head: &Head<'_>) -> Sure;

    /// Reads an input into articles, dictionaries and problems. What is of any size is read as it comes, with a
    /// [`Sink::step`] now and then; breaks off when that says so.
    fn read(&self, input: Input<'_>, sink: &mut Sink<'_>) -> ControlFlow<()>;
}

/// How sure a reader is that an input is of its format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sure {
    /// It is not.
    No,
    /// Any text may be.
    IfNothingElse,
    /// It looks so, and its name says nothing.
    ByLook,
    /// Its name says so.
    ByName,
    /// What stands in it says so, whatever its name.
    ByContent,
}

/// What a name says of the format.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Named {
    /// A reader knows it.
    Known(String),
    /// It is one that cannot be read.
    Unreadable(String),
    /// Nothing.
    Nothing,
}

/// What of an input is looked at to tell its format.
pub(crate) struct Head<'a> {
    /// What follows the last full stop of its name, in small letters; empty where that says nothing.
    pub(crate) extension: &'a str,
    /// The bytes that it begins with, by which a format that is no text is told.
    pub(crate) bytes: &'a [u8],
    /// The text that it begins with; empty where it is none.
    pub(crate) text: &'a str,
    /// Whether that is all of it.
    pub(crate) is_whole: bool,
}

impl Head<'_> {
    /// The name of the element that all others are in, of a text that is XML.
    pub(crate) fn root(&self) -> Option<&str> {
        root(self.text)
    }

    /// Sure by the name, or by the first bytes, which no text has by chance, whatever the name.
    pub(crate) fn by_name_or_bytes(&self, reader: &dyn Reader, looks_so: impl FnOnce(&[u8]) -> bool) -> Sure {
        if looks_so(self.bytes) {
            Sure::ByContent
        } else if reader.extensions().contains(&self.extension) {
            Sure::ByName
        } else {
            Sure::No
        }
    }

    /// Sure by the name, or by a look where the name says nothing.
    pub(crate) fn by_name_or(&self, reader: &dyn Reader, looks_so: impl FnOnce(&str) -> bool) -> Sure {
        if reader.extensions().contains(&self.extension) {
            Sure::ByName
        } else if self.extension.is_empty() && looks_so(self.text) {
            Sure::ByLook
        } else {
            Sure::No
        }
    }
}

/// The name, without its prefix, of the element that all others are in, of a text that is XML.
pub(crate) fn root(text: &str) -> Option<&str> {
    let mut rest = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    loop {
        rest = rest.strip_prefix('<')?;
        let end = match rest.get(..3) {
            Some("!--") => "-->",
            _ if rest.starts_with(['?', '!']) => ">",
            _ => break,
        };
        rest = rest.split_once(end)?.1.trim_start();
    }
    let length = rest.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))?;
    rest.get(..length)?.rsplit(':').next().filter(|name| !name.is_empty())
}
