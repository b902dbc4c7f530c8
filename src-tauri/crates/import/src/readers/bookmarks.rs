//! Lists of pages to read or come back to, as browsers and services write them in HTML (Netscape bookmarks, Pocket,
//! Instapaper).

use super::links::{Link, Links};
use super::reader::{Head, Reader, Sure};
use super::text;
use crate::finish::Draft;
use crate::input::Input;
use crate::page;
use crate::sink::Sink;
use std::ops::ControlFlow;

pub(super) struct Bookmarks;

/// The most that a list may have, in bytes: browsers write the signs of sites into it.
const LARGEST: usize = 64 << 20;

impl Reader for Bookmarks {
    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm"]
    }

    fn probe(&self, head: &Head<'_>) -> Sure {
        let start: String = head.text.trim_start().chars().take(600).collect::<String>().to_ascii_lowercase();
        let is_list = start.starts_with("<!doctype netscape-bookmark")
            || start.contains("<title>pocket export</title>")
            || start.contains("<title>instapaper: export</title>");
        if is_list { Sure::ByContent } else { Sure::No }
    }

    fn read(&self, input: Input<'_>, sink: &mut Sink<'_>) -> ControlFlow<()> {
        text::read_up_to(LARGEST, input, sink, read);
        ControlFlow::Continue(())
    }
}

fn read(sink: &mut Sink<'_>, html: &str) {
    let document = match page::document(html) {
        Ok(document) => document,
        Err(what) => return sink.refuse(what, None),
    };
    let title = document.select("head title").text().trim().to_owned();
    let in_lists = document.select("dl").exists();
    let mut links = Links::default();
    // The last link waits for what is said of it.
    let mut last: Option<Link> = None;
    for node in document.select("h1, h2, h3, a[href], dd").nodes() {
        let words = || node.text().to_string();
        let attribute = |name: &str| node.attr(name).map(|value| value.to_string());
        let depth = node.ancestors_it(None).filter(|above| above.has_name("dl")).count();
        let name = node.node_name();
        if name.as_deref() == Some("dd") {
            // Where its end is not written, all that follows may lie in it.
            let own = node.children_it(false).take_while(|child| !child.has_name("dl"));
            let note = own
                .map(|child| if child.has_name("br") { " ".to_owned() } else { child.text().to_string() })
                .collect::<String>();
            match &mut last {
                Some(link) => link.note = Some(note),
                None => links.describe(&note),
            }
            continue;
        }
        if let Some(link) = last.take() {
            links.add(link);
        }
        while in_lists && links.depth() > depth.saturating_sub(1) {
            links.end();
        }
        match name.as_deref() {
            Some("a") => {
                let tags = attribute("tags").unwrap_or_default();
                last = Some(Link {
                    title: Some(words()),
                    url: attribute("href"),
                    feed: attribute("feedurl"),
                    date: ["add_date", "time_added"].into_iter().find_map(attribute),
                    tags: tags.split(',').map(str::to_owned).collect(),
                    note: None,
                });
            }
            // Beside lists of terms it is the heading of the whole.
            _ if in_lists && depth == 0 => {}
            _ if in_lists => links.begin(&words()),
            _ => links.enter(&words()),
        }
    }
    if let Some(link) = last {
        links.add(link);
    }
    links.finish(sink, Draft { title: Some(title).filter(|title| !title.is_empty()), ..Draft::default() });
}
