//! Notes, anchors and addresses.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The label of a note is at most this many code points long.
const LABEL: usize = 40;

/// Which half of a bilingual text: of a note, or of an article and its translation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Half {
    Zh,
    En,
}

/// Where in an article something is attached: a W3C Web Annotation `TextQuoteSelector` and `TextPositionSelector`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Anchor {
    /// False: the original text ([`crate::Article::body`]). True: the translation.
    pub translation: bool,
    /// Start in [`crate::Body::text`], in Unicode code points.
    pub start: u32,
    /// End (exclusive), in Unicode code points.
    pub end: u32,
    /// The text from `start` to `end`.
    pub quote: String,
    /// Up to 32 code points before.
    pub prefix: String,
    /// Up to 32 code points after.
    pub suffix: String,
}

/// What can be shown and attached to, written `zhimai://article/ID`, `zhimai://entity/ID` and so on.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Address {
    Article(String),
    Entity(String),
    Event(String),
    Term(String),
    Note(String),
    /// All claims about the same money, by the identifier of one of them.
    Deal(String),
}

impl Address {
    /// The kind as it stands in the address, such as `article`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Article(_) => "article",
            Self::Entity(_) => "entity",
            Self::Event(_) => "event",
            Self::Term(_) => "term",
            Self::Note(_) => "note",
            Self::Deal(_) => "deal",
        }
    }

    /// The identifier.
    pub fn id(&self) -> &str {
        match self {
            Self::Article(id)
            | Self::Entity(id)
            | Self::Event(id)
            | Self::Term(id)
            | Self::Note(id)
            | Self::Deal(id) => id,
        }
    }

    /// An address from its two parts, or nothing when the kind is unknown or the identifier empty.
    pub fn from_parts(kind: &str, id: &str) -> Option<Self> {
        if id.is_empty() {
            return None;
        }
        let id = id.to_owned();
        Some(match kind {
            "article" => Self::Article(id),
            "entity" => Self::Entity(id),
            "event" => Self::Event(id),
            "term" => Self::Term(id),
            "note" => Self::Note(id),
            "deal" => Self::Deal(id),
            _ => return None,
        })
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "zhimai://{}/", self.kind())?;
        // What would end the path of an address, or is no visible character, is percent-encoded (RFC 3986).
        for c in self.id().chars() {
            if matches!(c, '%' | '#' | '?') || c.is_whitespace() || c.is_control() {
                let mut bytes = [0; 4];
                for byte in c.encode_utf8(&mut bytes).bytes() {
                    write!(f, "%{byte:02X}")?;
                }
            } else {
                write!(f, "{c}")?;
            }
        }
        Ok(())
    }
}

/// A string that is no address; it is told as it was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an address of the form zhimai://article|entity|event|term|note|deal/ID")]
pub struct AddressError(pub String);

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let error = || AddressError(text.to_owned());
        let rest = text.trim().strip_prefix("zhimai://").ok_or_else(error)?;
        let (kind, id) = rest.split_once('/').ok_or_else(error)?;
        let id = id.split(['#', '?']).next().unwrap_or_default();
        let id = percent_decode(id).ok_or_else(error)?;
        Self::from_parts(kind, &id).ok_or_else(error)
    }
}

fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        if *first == b'%' {
            let hex = std::str::from_utf8(tail.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(hex, 16).ok()?);
            rest = tail.get(2..)?;
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).ok()
}

/// The person's text: a Chinese half and an English half, either may be empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Unique in a library.
    pub id: String,
    /// The Chinese half, Markdown.
    pub zh: String,
    /// The English half, Markdown.
    pub en: String,
    /// What it is attached to, or nothing.
    pub on: Option<Address>,
    /// The passage it is attached to, when `on` is an article.
    pub anchor: Option<Anchor>,
    /// Tags, sorted, without duplicates.
    pub tags: Vec<String>,
    /// Milliseconds since 1970-01-01 UTC.
    pub created: i64,
    /// Milliseconds since 1970-01-01 UTC.
    pub modified: i64,
    /// The half that lags behind the other since an edit, until the person says otherwise.
    pub stale: Option<Half>,
    /// When it was moved to the bin, in milliseconds since 1970-01-01 UTC.
    pub deleted: Option<i64>,
    /// The number of the current version, from 1.
    pub version: u32,
}

impl Note {
    /// What a note is called in lists and links: its first line that says something, else the passage it is on, at most 40
    /// code points long.
    pub fn label(&self) -> String {
        let lines = self.zh.lines().chain(self.en.lines());
        let first = lines
            .map(|line| line.trim().trim_start_matches(['#', '>', '-', '*', ' ']))
            .find(|line| !line.is_empty());
        let quote = self.anchor.as_ref().map_or("", |anchor| &anchor.quote);
        first.unwrap_or(quote).chars().take(LABEL).collect()
    }
}

/// An earlier state of a note. Versions are only ever added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteVersion {
    /// From 1, without gaps.
    pub version: u32,
    /// When it was written, in milliseconds since 1970-01-01 UTC.
    pub written: i64,
    /// The Chinese half then.
    pub zh: String,
    /// The English half then.
    pub en: String,
    /// The tags then.
    pub tags: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_come_back_as_they_went() {
        for id in ["nvidia", "a b", "100%", "語料#1", "a/b?c"] {
            let address = Address::Article(id.to_owned());
            assert_eq!(address.to_string().parse(), Ok(address));
        }
        assert_eq!("zhimai://entity/nvidia#x".parse(), Ok(Address::Entity("nvidia".to_owned())));
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in [
            "",
            "nvidia",
            "zhimai://",
            "zhimai://entity/",
            "zhimai://what/x",
            "zhimai://term/%zz",
            "zhimai://term/%e5",
        ] {
            assert_eq!(text.parse::<Address>(), Err(AddressError(text.to_owned())));
        }
    }
}
