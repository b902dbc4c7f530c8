//! Lists of addresses, as programs write them that follow news or keep pages for later: an article that lists them, folder by
//! folder. The texts behind them are not there, and that is told.

use crate::blocks::Builder;
use crate::finish::{Draft, day, finish, is_address};
use crate::sink::Sink;
use crate::told::narrow;
use zhimai_model::{BlockKind, InlineKind, ProblemKind};

/// What a list says of one address, each as it stands there.
#[derive(Default)]
pub(super) struct Link {
    pub(super) title: Option<String>,
    /// Where the page is, or the feed that has no page.
    pub(super) url: Option<String>,
    /// Where the feed of the page is.
    pub(super) feed: Option<String>,
    /// When it was put on the list.
    pub(super) date: Option<String>,
    pub(super) tags: Vec<String>,
    pub(super) note: Option<String>,
}

/// A list as it is read.
pub(super) struct Links {
    /// In the order in which they begin, the list itself first.
    folders: Vec<Folder>,
    /// The folders that are open, one in the other, by their places.
    open: Vec<usize>,
}

#[derive(Default)]
struct Folder {
    name: String,
    /// How many folders it lies in.
    depth: usize,
    note: String,
    links: Vec<Link>,
}

/// The level of the headings of folders that lie in no other, and the lowest.
const HIGHEST: u8 = 2;
const LOWEST: u8 = 6;
/// What stands between the title of a link and what else is said of it.
const BETWEEN: &str = " · ";

impl Default for Links {
    fn default() -> Self {
        Self { folders: vec![Folder::default()], open: Vec::new() }
    }
}

impl Links {
    /// Begins a folder in the one that is open.
    pub(super) fn begin(&mut self, name: &str) {
        let depth = self.open.len();
        self.open.push(self.folders.len());
        self.folders.push(Folder { name: one_line(name), depth, ..Folder::default() });
    }

    /// Ends the folder that was begun last.
    pub(super) fn end(&mut self) {
        self.open.pop();
    }

    /// How many folders are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Opens the folder of a name that lies in no other, again where there was one.
    pub(super) fn enter(&mut self, name: &str) {
        self.open.clear();
        let name = one_line(name);
        if name.is_empty() {
            return;
        }
        match self.folders.iter().position(|folder| folder.depth == 0 && folder.name == name) {
            Some(at) => self.open.push(at),
            None => self.begin(&name),
        }
    }

    /// Says something of the folder that is open.
    pub(super) fn describe(&mut self, note: &str) {
        if let Some(folder) = self.here() {
            folder.note = one_line(note);
        }
    }

    /// Puts an address into the folder that is open.
    pub(super) fn add(&mut self, link: Link) {
        if let Some(folder) = self.here() {
            folder.links.push(link);
        }
    }

    fn here(&mut self) -> Option<&mut Folder> {
        let at = self.open.last().copied().unwrap_or(0);
        self.folders.get_mut(at)
    }

    /// Makes an article of the list. The draft has what the list says of itself.
    pub(super) fn finish(self, sink: &mut Sink<'_>, draft: Draft) {
        let count = self.folders.iter().map(|folder| folder.links.len()).fold(0, usize::saturating_add);
        if count == 0 {
            return sink.refuse(ProblemKind::Empty, None);
        }
        let mut out = Builder::default();
        for folder in self.folders {
            if !folder.name.is_empty() {
                let level = u8::try_from(folder.depth).unwrap_or(u8::MAX).saturating_add(HIGHEST);
                out.begin_block(BlockKind::Heading { level: level.min(LOWEST) });
                out.add(&folder.name);
                out.end_block();
            }
            out.add(&folder.note);
            out.end_block();
            if !folder.links.is_empty() {
                out.begin_list(None);
                for link in folder.links {
                    item(&mut out, link);
                }
                out.end_list();
            }
        }
        finish(sink, Draft { blocks: out.finish().1, ..draft });
        sink.tell(ProblemKind::ListOfSources { count: narrow(count) }, None);
    }
}

/// Writes an address with what is said of it.
fn item(out: &mut Builder, link: Link) {
    let Link { title, url, feed, date, tags, note } = link;
    let given = |text: Option<String>| text.map(|text| one_line(&text)).filter(|text| !text.is_empty());
    let (title, url, feed) = (given(title), given(url), given(feed));
    out.begin_item();
    let words = title.as_ref().or(url.as_ref()).or(feed.as_ref());
    linked(out, words.map_or("", String::as_str), url.as_deref().or(feed.as_deref()));
    // What a reader of feeds asks for is the address of the feed itself.
    if let Some(feed) = feed.filter(|feed| title.is_some() || url.as_ref().is_some_and(|url| url != feed)) {
        out.add(BETWEEN);
        linked(out, &feed, Some(&feed));
    }
    let tags = tags.iter().map(|tag| one_line(tag)).filter(|tag| !tag.is_empty()).collect::<Vec<_>>();
    for more in [date.and_then(|date| day(&date)), Some(tags.join(", "))].into_iter().flatten() {
        if !more.is_empty() {
            out.add(BETWEEN);
            out.add(&more);
        }
    }
    if let Some(note) = given(note) {
        out.begin_block(BlockKind::Paragraph);
        out.add(&note);
    }
    out.end_item();
}

/// Writes words that lead to an address, where it is one of the web.
fn linked(out: &mut Builder, words: &str, url: Option<&str>) {
    match url.filter(|url| is_address(url)) {
        Some(url) => {
            out.begin_span(InlineKind::Link { url: url.to_owned() });
            out.add(words);
            out.end_span(|kind| matches!(kind, InlineKind::Link { .. }));
        }
        None => out.add(words),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
