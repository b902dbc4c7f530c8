//! HTML, whole or inside Markdown, to the blocks that a reader would see.
//!
//! What looks like a tag and is none, such as `<The Information>`, is text: no parser of whole pages would leave it, which is
//! why tags are read here. What a page does not show is counted, so that it can be told.

mod names;
mod reading;
mod references;
mod tag;

use crate::blocks::Builder;
use crate::paragraphs::is_wide;
use names::{BREAKS, READINGS, SILENT};
use reading::is_reading;
use references::entities;
use std::collections::BTreeMap;
use tag::{Tag, any_tag, end_of_tag, find_end, is_comment, is_doctype, tag};
use zhimai_model::{Block, BlockKind, InlineKind, ProblemKind};

pub(crate) use tag::{first_tag, is_markup, unclosed};

/// Reads HTML into blocks, as a parser of Markdown gives it: whole blocks, or one tag at a time with text in between.
#[derive(Default)]
pub(crate) struct Html {
    /// The element at hand that no page shows, with what stands in it so far. It counts only once it ends: what is never
    /// closed is text after all.
    silent: Option<(&'static str, String)>,
    /// How many `ruby` elements are open, and where the characters at hand begin in the text that is made, in bytes.
    ruby: usize,
    base: usize,
    /// The titles of the elements that are open.
    titles: Vec<(String, String)>,
    /// What was left out: comments, scripts, readings.
    left_out: Vec<&'static str>,
    /// Whether a whole block is read, or a tag among words.
    is_block: bool,
    /// Whether it was written by a parser of whole pages: all that looks like a tag is one, and what an element says under the
    /// pointer is no text.
    is_parsed: bool,
    /// Whether lines stay as they are.
    in_pre: bool,
    /// How many lists, quotations, and tables in tables are open.
    lists: usize,
    quotes: usize,
    tables: usize,
}

impl Html {
    /// What was left out so far.
    pub(crate) fn left_out(&self) -> &[&'static str] {
        &self.left_out
    }

    /// What was left out, each kind with its number; nothing where nothing was.
    pub(crate) fn told(&self) -> Option<ProblemKind> {
        let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
        for what in &self.left_out {
            let count = counts.entry(what).or_default();
            *count = count.saturating_add(1);
        }
        let parts: Vec<_> = counts.into_iter().map(|(what, count)| (what.to_owned(), count)).collect();
        (!parts.is_empty()).then_some(ProblemKind::NotShown { parts })
    }

    /// Adds words that stand between tags, or keeps them aside where no page shows them.
    pub(crate) fn words(&mut self, words: &str, out: &mut Builder) {
        match &mut self.silent {
            Some((_, held)) => held.push_str(words),
            None if !self.is_block || self.in_pre => out.add(words),
            None => out.add_spaced(words),
        }
    }

    /// Whether what comes is kept aside.
    pub(crate) fn is_silent(&self) -> bool {
        self.silent.is_some()
    }

    /// Reads a whole block of HTML.
    pub(crate) fn block(&mut self, html: &str, out: &mut Builder) {
        out.end_block();
        self.is_block = true;
        self.feed(html, out);
        self.finish(out);
        out.end_block();
        // What it left open ends with it.
        for _ in 0..std::mem::take(&mut self.lists) {
            out.end_list();
        }
        for _ in 0..std::mem::take(&mut self.quotes) {
            out.end_quote();
        }
        (self.is_block, self.in_pre, self.tables) = (false, false, 0);
    }

    /// Reads a piece of HTML in which every tag is whole, and appends its text.
    pub(crate) fn feed(&mut self, html: &str, out: &mut Builder) {
        // No comment that begins later than the last sign of an end has one.
        let tail = html.rfind("-->").map_or(usize::MAX, |at| html.len().saturating_sub(at));
        let mut rest = html;
        while !rest.is_empty() {
            // Inside a script `<` means less than.
            let next = match self.silent {
                Some((name, _)) if SILENT.contains(&name) => find_end(rest, name),
                _ => rest.find('<'),
            };
            let (text, markup) = rest.split_at_checked(next.unwrap_or(rest.len())).unwrap_or((rest, ""));
            if text.contains('&') {
                let mut words = String::with_capacity(text.len());
                entities(text, &mut words);
                self.words(&words, out);
            } else {
                self.words(text, out);
            }
            rest = self.markup(markup, tail, out);
        }
    }

    /// Takes what a text begins with that begins with `<`; gives what follows. No comment ends in its last `tail` bytes.
    fn markup<'a>(&mut self, html: &'a str, tail: usize, out: &mut Builder) -> &'a str {
        if html.is_empty() {
            return html;
        }
        if html.len() >= tail && is_comment(html) {
            let length = html.find("-->").map_or(html.len(), |at| at.saturating_add(3));
            // `<!-- more -->` and its like are marks for programs.
            let words = html.get(4..length.saturating_sub(3)).unwrap_or_default().split_whitespace();
            if words.clone().count() > 1 || words.into_iter().any(|word| !word.is_ascii()) {
                self.left_out.push("comment");
            }
            return html.get(length..).unwrap_or_default();
        }
        if let Some(end) = end_of_tag(html)
            && let Some((whole, after)) = html.split_at_checked(end)
        {
            if let Some(tag) = if self.is_parsed { any_tag(whole) } else { tag(whole) } {
                self.tag(&tag, out);
                return after;
            }
            if is_doctype(whole) {
                return after;
            }
        }
        self.words("<", out);
        html.get(1..).unwrap_or_default()
    }

    fn tag(&mut self, tag: &Tag<'_>, out: &mut Builder) {
        let name = tag.name.as_str();
        if self.silent.is_some() && !self.leaves_silence(tag, out) {
            return;
        }
        match (name, tag.ends) {
            ("ruby", false) => {
                self.ruby = self.ruby.saturating_add(1);
                self.base = out.text.len();
            }
            ("ruby", true) => self.ruby = self.ruby.saturating_sub(1),
            _ if self.is_block => self.block_tag(tag, out),
            ("td" | "th", false) => out.add_spaced(" "),
            _ if BREAKS.contains(&name) => out.line_break(),
            _ => {}
        }
        span_tag(tag, out);
        if tag.ends {
            if let Some(at) = self.titles.iter().rposition(|(own, _)| own == name) {
                let (_, title) = self.titles.remove(at);
                aside(&mut out.text, &title);
            }
            return;
        }
        let mut title = String::new();
        if !self.is_parsed {
            entities(tag.attribute("title").unwrap_or_default(), &mut title);
        }
        if name == "img" {
            image(tag, &title, out);
        } else if !title.trim().is_empty() {
            if self.titles.len() < 64 {
                self.titles.push((name.to_owned(), title));
            } else {
                aside(&mut out.text, &title);
            }
        }
        let silent = SILENT.iter().chain(READINGS.iter().filter(|_| self.ruby > 0));
        if !tag.is_empty
            && let Some(silent) = silent.into_iter().find(|silent| **silent == name)
        {
            self.silent = Some((silent, String::new()));
        }
    }

    /// Ends the element at hand that no page shows, if this tag does; says whether it did.
    fn leaves_silence(&mut self, tag: &Tag<'_>, out: &mut Builder) -> bool {
        let name = tag.name.as_str();
        let ends = self.silent.as_ref().is_none_or(|(silent, _)| {
            if READINGS.contains(silent) {
                // Readings often go without an end tag.
                (tag.ends && (name == *silent || name == "ruby"))
                    || (!tag.ends && (name == "rb" || READINGS.contains(&name)))
            } else {
                tag.ends && name == *silent
            }
        });
        if ends {
            let (silent, held) = self.silent.take().unwrap_or_default();
            let base = out.text.get(self.base..).unwrap_or_default();
            if silent == "rt" && !is_reading(held.trim(), base) {
                aside(&mut out.text, &held);
            } else if held.chars().any(char::is_alphanumeric) {
                self.left_out.push(silent);
            }
            self.base = out.text.len();
        }
        ends
    }

    /// What begins or ends blocks.
    fn block_tag(&mut self, tag: &Tag<'_>, out: &mut Builder) {
        let name = tag.name.as_str();
        if out.is_in_table() {
            return self.table_tag(tag, out);
        }
        match (name, tag.ends) {
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", false) => {
                let level = name.bytes().last().map_or(1, |digit| digit.saturating_sub(b'0'));
                out.begin_block(BlockKind::Heading { level });
            }
            ("ul" | "ol" | "menu" | "dir", false) => {
                let first = tag.attribute("start").and_then(|start| start.trim().parse().ok()).unwrap_or(1);
                self.lists = self.lists.saturating_add(1);
                out.begin_list((name == "ol").then_some(first));
            }
            ("ul" | "ol" | "menu" | "dir", true) if self.lists > 0 => {
                self.lists = self.lists.saturating_sub(1);
                out.end_list();
            }
            ("li", false) => {
                if self.lists == 0 {
                    self.lists = 1;
                    out.begin_list(None);
                }
                out.begin_item();
            }
            ("li", true) => out.end_item(),
            ("blockquote", false) => {
                self.quotes = self.quotes.saturating_add(1);
                out.begin_quote();
            }
            ("blockquote", true) if self.quotes > 0 => {
                self.quotes = self.quotes.saturating_sub(1);
                out.end_quote();
            }
            ("pre", false) => {
                let class = tag.attribute("class").unwrap_or_default();
                let language = class.split_whitespace().find_map(|class| class.strip_prefix("language-"));
                out.begin_block(BlockKind::Code { language: language.map(str::to_owned) });
                self.in_pre = true;
            }
            ("table" | "tr" | "td" | "th", false) => {
                out.begin_table(Vec::new());
                // A cell that is in no table is in one that was not said to begin.
                self.tables = usize::from(name != "table");
                self.table_tag(tag, out);
            }
            ("hr", _) => out.rule(),
            ("br", _) if self.in_pre => out.add("\n"),
            _ if BREAKS.contains(&name) => {
                self.in_pre &= name != "pre";
                out.end_block();
            }
            _ => {}
        }
    }

    /// The same inside a table. What else begins blocks is but a space there.
    fn table_tag(&mut self, tag: &Tag<'_>, out: &mut Builder) {
        match (tag.name.as_str(), tag.ends) {
            ("table", true) if self.tables == 1 => {
                self.tables = 0;
                out.end_table();
            }
            ("table", ends) => {
                self.tables =
                    if ends { self.tables.saturating_sub(1) } else { self.tables.saturating_add(1) };
                out.add_spaced(" ");
            }
            ("tr", false) if self.tables < 2 => out.row(),
            (name @ ("td" | "th"), false) if self.tables < 2 => out.cell(name == "th"),
            ("td" | "th", _) => out.add_spaced(" "),
            (name, _) if BREAKS.contains(&name) => out.add_spaced(" "),
            _ => {}
        }
    }

    /// Ends a paragraph: what no tag closed is text.
    pub(crate) fn finish(&mut self, out: &mut Builder) {
        if let Some((_, held)) = self.silent.take() {
            out.add(&held);
        }
        for (_, title) in std::mem::take(&mut self.titles) {
            aside(&mut out.text, &title);
        }
        self.ruby = 0;
    }
}

/// What begins or ends a span of words.
fn span_tag(tag: &Tag<'_>, out: &mut Builder) {
    let kind = match tag.name.as_str() {
        "b" | "strong" => InlineKind::Strong,
        "i" | "em" => InlineKind::Emphasis,
        "s" | "del" | "strike" => InlineKind::Strike,
        "code" | "kbd" | "samp" | "tt" => InlineKind::Code,
        "a" => match tag.attribute("href") {
            Some(href) if !tag.ends => {
                let mut url = String::new();
                entities(href.trim(), &mut url);
                InlineKind::Link { url }
            }
            _ if tag.ends => return out.end_span(|kind| matches!(kind, InlineKind::Link { .. })),
            _ => return,
        },
        _ => return,
    };
    if tag.ends {
        out.end_span(|own| *own == kind);
    } else if !tag.is_empty {
        out.begin_span(kind);
    }
}

/// A picture: what it shows, and what it says beside that.
fn image(tag: &Tag<'_>, title: &str, out: &mut Builder) {
    let mut source = String::new();
    entities(tag.attribute("src").unwrap_or_default().trim(), &mut source);
    let mut alt = String::new();
    entities(tag.attribute("alt").unwrap_or_default(), &mut alt);
    if source.is_empty() {
        out.add(&alt);
        return aside(&mut out.text, title);
    }
    out.begin_image(source);
    out.add(&alt);
    if alt != title {
        aside(&mut out.text, title);
    }
    out.end_image();
}

/// The blocks of a piece of HTML, and how much of what no page shows was left out of each kind.
pub(crate) fn blocks(html: &str) -> (Vec<Block>, Option<ProblemKind>) {
    let (mut reader, mut out) = (Html::default(), Builder::default());
    reader.block(html, &mut out);
    (out.finish().1, reader.told())
}

/// The blocks of HTML that a parser of whole pages has written: every tag is one, and the text has no other `<`.
pub(crate) fn parsed_blocks(html: &str) -> Vec<Block> {
    let (mut reader, mut out) = (Html { is_parsed: true, ..Html::default() }, Builder::default());
    reader.block(html, &mut out);
    out.finish().1
}

/// A text without tags, with its references to characters read.
pub(crate) fn text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    entities(html, &mut text);
    text
}

/// The words of a piece of HTML in one line.
pub(crate) fn words(html: &str) -> String {
    let (blocks, _) = blocks(html);
    let words = blocks.iter().flat_map(|block| block.text.split_whitespace());
    words.collect::<Vec<_>>().join(" ")
}

/// Whether a text is a piece of HTML: it begins with a block of it, which ends.
pub(crate) fn is_html(text: &str) -> bool {
    let first = first_tag(text.trim_start());
    tag(first).is_some_and(|tag| {
        BREAKS.contains(&tag.name.as_str()) && !tag.ends && find_end(text, &tag.name).is_some()
    })
}

/// Appends what a link or picture says beside its text, in brackets; nothing where it only repeats the text.
pub(crate) fn aside(out: &mut String, title: &str) {
    let title = title.trim();
    if title.is_empty() || out.trim_end().ends_with(title) {
        return;
    }
    match out.chars().last() {
        Some(c) if is_wide(c) => out.extend(["（", title, "）"]),
        None => out.push_str(title),
        Some(c) => {
            if !c.is_whitespace() {
                out.push(' ');
            }
            out.extend(["(", title, ")"]);
        }
    }
}

#[cfg(test)]
mod tests;
