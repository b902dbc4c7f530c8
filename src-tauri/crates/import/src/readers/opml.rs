//! OPML: lists of feeds, as readers of news write them, and outlines, of which every line is an item.

use super::links::{Link, Links};
use super::reader::{Head, Reader, Sure};
use super::text;
use crate::blocks::Builder;
use crate::finish::{Draft, finish, is_date};
use crate::input::Input;
use crate::sink::Sink;
use crate::xml::{self, Attributes, Piece};
use std::ops::ControlFlow;
use zhimai_model::BlockKind;

pub(super) struct Opml;

impl Reader for Opml {
    fn extensions(&self) -> &'static [&'static str] {
        &["opml"]
    }

    fn probe(&self, head: &Head<'_>) -> Sure {
        let is_list = head.root().is_some_and(|root| root.eq_ignore_ascii_case("opml"));
        if is_list { Sure::ByContent } else { head.by_name_or(self, |_| false) }
    }

    fn read(&self, input: Input<'_>, sink: &mut Sink<'_>) -> ControlFlow<()> {
        text::read(input, sink, read);
        ControlFlow::Continue(())
    }
}

fn read(sink: &mut Sink<'_>, text: &str) {
    let (mut links, mut lines) = (Links::default(), Builder::default());
    // Whether each of the outlines that are open is a folder.
    let mut open: Vec<bool> = Vec::new();
    let mut is_list = false;
    let read = xml::each(text, "OPML", &mut |piece| match piece {
        Piece::Start("outline", attributes) => {
            let link = link(attributes);
            is_list |= link.url.is_some() || link.feed.is_some();
            open.push(link.url.is_none() && link.feed.is_none());
            line(&mut lines, &link, open.len());
            if open.last() == Some(&true) {
                links.begin(link.title.as_deref().unwrap_or_default());
                links.describe(link.note.as_deref().unwrap_or_default());
            } else {
                links.add(link);
            }
        }
        Piece::End("outline") if open.pop() == Some(true) => links.end(),
        _ => {}
    });
    if let Err(what) = read {
        return sink.refuse(what, None);
    }
    let date = ["dateModified", "dateCreated"].iter().find_map(|name| xml::first(text, name));
    let draft = Draft {
        title: xml::first(text, "title"),
        date: date.filter(|date| is_date(date)),
        ..Draft::default()
    };
    if is_list {
        links.finish(sink, draft);
    } else {
        finish(sink, Draft { blocks: lines.finish().1, ..draft });
    }
}

fn link(attributes: &Attributes<'_>) -> Link {
    let given = |name: &str| attributes.get(name).filter(|value| !value.trim().is_empty());
    Link {
        title: given("title").or_else(|| given("text")),
        url: given("htmlUrl").or_else(|| given("url")),
        feed: given("xmlUrl"),
        date: given("created"),
        tags: given("category").iter().flat_map(|tags| tags.split(',')).map(str::to_owned).collect(),
        note: given("description").or_else(|| given("_note")),
    }
}

/// Writes a line of an outline, which lies in so many others, itself among them.
fn line(out: &mut Builder, link: &Link, depth: usize) {
    while out.lists() > depth {
        out.end_list();
    }
    while out.lists() < depth {
        out.begin_list(None);
    }
    out.begin_item();
    out.add_spaced(link.title.as_deref().unwrap_or_default());
    if let Some(note) = &link.note {
        out.begin_block(BlockKind::Paragraph);
        out.add_spaced(note);
    }
    out.end_item();
}
