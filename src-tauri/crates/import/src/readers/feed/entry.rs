//! The entries of a feed, put together piece by piece.

use crate::finish::{Draft, finish, is_address, is_date};
use crate::html;
use crate::page;
use crate::paragraphs;
use crate::sink::{Sink, lines_in};
use crate::xml::{Attributes, Piece};
use zhimai_model::ProblemKind;

/// A feed as it is read.
pub(super) struct Reading<'a> {
    text: &'a str,
    /// How many entries there were.
    pub(super) count: usize,
    /// The names of the elements around.
    open: Vec<String>,
    title: String,
    entry: Option<Entry>,
    /// The text of the element at hand; elements in it are written into it where it holds a page.
    held: String,
    field: Option<Field>,
    /// How many elements are open in the field at hand, and whether they are those of a page.
    depth: usize,
    is_page: bool,
    /// Where the tag at hand ends, and up to where lines were counted, in bytes.
    at: usize,
    counted: usize,
    lines: usize,
}

/// What is known of an entry.
#[derive(Default)]
struct Entry {
    title: String,
    /// Its text, and a shorter one.
    content: String,
    summary: String,
    date: Option<String>,
    updated: Option<String>,
    url: Option<String>,
    author: String,
    line: u32,
}

#[derive(Clone, Copy, PartialEq)]
enum Field {
    FeedTitle,
    Title,
    Content,
    Summary,
    Date,
    Updated,
    Link,
    Guid,
    Author,
}

impl<'a> Reading<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            count: 0,
            open: Vec::new(),
            title: String::new(),
            entry: None,
            held: String::new(),
            field: None,
            depth: 0,
            is_page: false,
            at: 0,
            counted: 0,
            lines: 0,
        }
    }

    /// The line at hand, from 1.
    pub(super) fn line(&mut self) -> u32 {
        let more = self.text.get(self.counted..self.at).map_or(0, lines_in);
        self.lines = self.lines.saturating_add(more);
        self.counted = self.at.max(self.counted);
        u32::try_from(self.lines.saturating_add(1)).unwrap_or(u32::MAX)
    }

    pub(super) fn piece(&mut self, sink: &mut Sink<'_>, piece: Piece<'_>) {
        match piece {
            Piece::Start(name, attributes) => self.start(name, attributes),
            Piece::End(name) => self.end(sink, name),
            Piece::Text(text) if self.field.is_some() => {
                if self.is_page {
                    self.held.push_str(&text.replace('&', "&amp;").replace('<', "&lt;"));
                } else {
                    self.held.push_str(text);
                }
            }
            Piece::Text(_) => {}
        }
    }

    fn start(&mut self, name: &str, attributes: &Attributes<'_>) {
        self.at = attributes.at;
        if self.field.is_some() {
            self.depth = self.depth.saturating_add(1);
            if self.is_page {
                self.held.push_str(&format!("<{name}{}>", attributes.written().trim_end_matches('/')));
            }
            return;
        }
        if matches!(name, "item" | "entry") {
            let line = self.line();
            self.entry = Some(Entry { line, ..Entry::default() });
        }
        self.field = self.field_of(name, attributes);
        if self.field.is_some() {
            (self.depth, self.is_page) = (0, attributes.get("type").as_deref() == Some("xhtml"));
            self.held.clear();
        } else {
            self.open.push(name.to_owned());
        }
    }

    /// What of an entry an element holds. Those of other vocabularies, such as of pictures, have the same names.
    fn field_of(&mut self, name: &str, attributes: &Attributes<'_>) -> Option<Field> {
        if !matches!(attributes.prefix(), "" | "content" | "dc" | "dcterms" | "atom" | "a10" | "rss") {
            return None;
        }
        let parent = self.open.last().map_or("", String::as_str);
        let Some(entry) = &mut self.entry else {
            let is_title = name == "title" && matches!(parent, "channel" | "feed");
            return is_title.then_some(Field::FeedTitle);
        };
        match (name, parent) {
            ("name", "author") | ("creator", "item" | "entry") => Some(Field::Author),
            ("author", "item") => Some(Field::Author),
            (_, parent) if !matches!(parent, "item" | "entry") => None,
            ("title", _) => Some(Field::Title),
            ("encoded" | "content", _) => Some(Field::Content),
            ("description" | "summary", _) => Some(Field::Summary),
            ("pubDate" | "date" | "published" | "issued" | "created", _) => Some(Field::Date),
            ("updated" | "modified", _) => Some(Field::Updated),
            ("guid" | "id", _) => Some(Field::Guid),
            ("link", _) => match attributes.get("href") {
                Some(href) => {
                    let is_own = attributes.get("rel").is_none_or(|rel| rel == "alternate");
                    if is_own && entry.url.is_none() && is_address(href.trim()) {
                        entry.url = Some(href.trim().to_owned());
                    }
                    None
                }
                None => Some(Field::Link),
            },
            _ => None,
        }
    }

    fn end(&mut self, sink: &mut Sink<'_>, name: &str) {
        if let Some(field) = self.field {
            if self.depth > 0 {
                self.depth = self.depth.saturating_sub(1);
                if self.is_page {
                    self.held.push_str(&format!("</{name}>"));
                }
                return;
            }
            self.field = None;
            let held = std::mem::take(&mut self.held);
            return self.take(field, held);
        }
        self.open.pop();
        if matches!(name, "item" | "entry")
            && let Some(entry) = self.entry.take()
        {
            self.count = self.count.saturating_add(1);
            entry.finish(sink, &self.title);
        }
    }

    fn take(&mut self, field: Field, held: String) {
        let words = held.trim();
        let Some(entry) = &mut self.entry else {
            if field == Field::FeedTitle && self.title.is_empty() {
                self.title = html::words(words);
            }
            return;
        };
        let address = || Some(words.to_owned()).filter(|url| is_address(url));
        let date = || Some(words.to_owned()).filter(|date| is_date(date));
        match field {
            Field::Title => entry.title = html::words(words),
            Field::Content if words.len() > entry.content.len() => entry.content = held,
            Field::Summary if words.len() > entry.summary.len() => entry.summary = held,
            Field::Date => entry.date = entry.date.take().or_else(date),
            Field::Updated => entry.updated = entry.updated.take().or_else(date),
            Field::Link => entry.url = address().or(entry.url.take()),
            Field::Guid => entry.url = entry.url.take().or_else(address),
            Field::Author => entry.wrote(words),
            _ => {}
        }
    }
}

impl Entry {
    /// Takes the name of somebody who wrote it: `王小明`, or `wang@a.test (王小明)` as RSS has it.
    fn wrote(&mut self, words: &str) {
        let within = words.strip_suffix(')').and_then(|words| words.split_once('('));
        let name = within.filter(|(address, _)| address.contains('@')).map_or(words, |(_, name)| name).trim();
        if !name.is_empty() && !self.author.split('、').any(|one| one == name) {
            if !self.author.is_empty() {
                self.author.push('、');
            }
            self.author.push_str(name);
        }
    }

    /// Makes an article of it.
    fn finish(self, sink: &mut Sink<'_>, feed: &str) {
        let line = Some(self.line);
        let text = if self.content.trim().is_empty() { &self.summary } else { &self.content };
        let blocks =
            if text.contains('<') { page::whole(text) } else { Ok(paragraphs::blocks(&html::text(text))) };
        let blocks = match blocks {
            Ok(blocks) => blocks,
            Err(what) => return sink.refuse(what, line),
        };
        let is_told = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        if !blocks.iter().any(|block| !block.text.trim().is_empty()) && is_told(&self.title).is_none() {
            return sink.refuse(ProblemKind::Empty, line);
        }
        finish(
            sink,
            Draft {
                heading: is_told(&self.title),
                blocks,
                date: self.date.or(self.updated),
                source: is_told(feed).or_else(|| is_told(&self.author)),
                author: is_told(&self.author),
                url: self.url,
                line,
                ..Draft::default()
            },
        );
    }
}
