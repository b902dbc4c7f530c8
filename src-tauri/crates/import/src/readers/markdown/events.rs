//! What the parser of Markdown finds, one after the other, as blocks.

use super::hidden::Hidden;
use super::vault;
use crate::blocks::{Builder, Signs};
use crate::html::{self, Html};
use crate::pictures::BY_NAME;
use crate::sink::lines_in;
use pulldown_cmark::{
    Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd,
};
use std::ops::Range;
use zhimai_model::{Align, BlockKind, InlineKind};

/// A text as it is read.
#[derive(Default)]
pub(super) struct Reading {
    pub(super) out: Builder,
    pub(super) html: Html,
    pub(super) hidden: Hidden,
    /// After how many lines the first thing stands that no page shows.
    pub(super) first_left_out: Option<usize>,
    /// The block of HTML at hand.
    block: Option<String>,
    in_code: bool,
    /// The level of the heading at hand.
    heading: Option<HeadingLevel>,
    /// Where the last run of signs ends in the source, in bytes.
    run_end: usize,
    /// Where the last cell of the row ends in the source, in bytes.
    cell_end: usize,
    in_head: bool,
    /// The titles of the links and images around.
    titles: Vec<String>,
    /// What stands in the brackets of a note or picture that is shown in the place of its name.
    embedded: Option<vault::Embedded>,
}

impl Reading {
    /// Reads a text from end to end; in a vault, notes lead to each other by `[[name]]`.
    pub(super) fn of(source: &str, is_vault: bool) -> Self {
        let mut options = Options::ENABLE_TABLES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_TASKLISTS;
        options.set(Options::ENABLE_WIKILINKS, is_vault);
        let mut reading = Self::default();
        reading.out.signs_are(Signs::Ruled);
        for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
            reading.hidden.look(source, &event, &range);
            reading.take(source, event, &range);
            if reading.first_left_out.is_none() && !reading.html.left_out().is_empty() {
                reading.first_left_out = source.get(..range.start).map(lines_in);
            }
        }
        reading.end_block();
        reading.hidden.look_at_end(source);
        reading
    }

    fn take(&mut self, source: &str, event: Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(source, tag, range),
            Event::Text(text) if self.embedded.is_some() => {
                if let Some(embedded) = &mut self.embedded {
                    embedded.words.push_str(&text);
                }
            }
            Event::Text(text) => {
                self.html.words(&text, &mut self.out);
                self.run(source, &text, range);
            }
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.out.begin_span(InlineKind::Code);
                self.html.words(&text, &mut self.out);
                self.out.end_span(|kind| *kind == InlineKind::Code);
            }
            Event::Html(html) => match &mut self.block {
                Some(block) => block.push_str(&html),
                None => self.html.feed(&html, &mut self.out),
            },
            Event::InlineHtml(html) => self.html.feed(&html, &mut self.out),
            Event::SoftBreak => self.out.soft_break(),
            Event::HardBreak => self.out.line_break(),
            Event::Rule => {
                self.end_block();
                self.out.rule();
            }
            Event::FootnoteReference(label) => {
                self.out.begin_span(InlineKind::FootnoteRef { label: label.to_string() });
                self.html.words(&format!("[{label}]"), &mut self.out);
                self.out.end_span(|kind| matches!(kind, InlineKind::FootnoteRef { .. }));
            }
            Event::TaskListMarker(is_done) => self.out.check_item(is_done),
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.end_block();
                self.heading = Some(*level);
                self.out.begin_block(BlockKind::Heading { level: *level as u8 });
            }
            Tag::CodeBlock(kind) => self.code(kind),
            Tag::HtmlBlock => {
                self.end_block();
                self.block = Some(String::new());
            }
            Tag::List(first) => {
                self.end_block();
                self.out.begin_list(first.map(|first| u32::try_from(first).unwrap_or(u32::MAX)));
            }
            Tag::Item => {
                self.end_block();
                self.out.begin_item();
            }
            Tag::BlockQuote(_) => {
                self.end_block();
                self.out.begin_quote();
            }
            Tag::Table(columns) => {
                self.end_block();
                self.out.begin_table(columns.iter().map(align).collect());
            }
            Tag::TableHead | Tag::TableRow => {
                self.out.row();
                self.in_head = matches!(tag, Tag::TableHead);
                self.cell_end = range.end;
            }
            Tag::TableCell => self.out.cell(self.in_head),
            Tag::FootnoteDefinition(label) => {
                self.end_block();
                self.out.begin_note(label);
            }
            Tag::Image { link_type: LinkType::WikiLink { has_pothole }, dest_url, title, .. } => {
                self.titles.push(CowStr::to_string(title));
                self.embedded = Some(vault::Embedded::of(dest_url, *has_pothole));
            }
            Tag::Link { link_type, dest_url, title, .. } => {
                let scheme = match link_type {
                    LinkType::Email => "mailto:",
                    LinkType::WikiLink { .. } => BY_NAME,
                    _ => "",
                };
                self.out.begin_span(InlineKind::Link { url: format!("{scheme}{dest_url}") });
                self.titles.push(CowStr::to_string(title));
            }
            Tag::Image { dest_url, title, .. } => {
                self.out.begin_image(dest_url.as_ref());
                self.titles.push(CowStr::to_string(title));
            }
            Tag::Strong => self.out.begin_span(InlineKind::Strong),
            Tag::Emphasis => self.out.begin_span(InlineKind::Emphasis),
            Tag::Strikethrough => self.out.begin_span(InlineKind::Strike),
            Tag::Paragraph => self.end_block(),
            _ => {}
        }
    }

    fn end(&mut self, source: &str, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::List(_) => {
                self.end_block();
                self.out.end_list();
            }
            TagEnd::Item => {
                self.end_block();
                self.out.end_item();
            }
            TagEnd::BlockQuote(_) => {
                self.end_block();
                self.out.end_quote();
            }
            TagEnd::TableCell => {
                self.html.finish(&mut self.out);
                self.cell_end = range.end;
            }
            TagEnd::TableRow | TagEnd::TableHead => {
                // By the rules a row ends with the last column of the head.
                let more = source.get(self.cell_end..range.end).unwrap_or_default();
                if more.chars().any(char::is_alphanumeric) {
                    for cell in more.split('|').map(str::trim).filter(|cell| !cell.is_empty()) {
                        self.out.cell(false);
                        self.out.add(cell);
                    }
                }
            }
            TagEnd::FootnoteDefinition => {
                self.end_block();
                self.out.end_note();
            }
            TagEnd::Link => {
                self.out.end_span(|kind| matches!(kind, InlineKind::Link { .. }));
                self.title();
            }
            TagEnd::Image => {
                self.title();
                match self.embedded.take() {
                    Some(embedded) => embedded.put(&mut self.out),
                    None => self.out.end_image(),
                }
            }
            TagEnd::Strong => self.out.end_span(|kind| *kind == InlineKind::Strong),
            TagEnd::Emphasis => self.out.end_span(|kind| *kind == InlineKind::Emphasis),
            TagEnd::Strikethrough => self.out.end_span(|kind| *kind == InlineKind::Strike),
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::Table => {
                self.end_block();
            }
            _ => {}
        }
    }

    /// What a link or image says beside its words.
    fn title(&mut self) {
        if let Some(title) = self.titles.pop().filter(|_| !self.html.is_silent()) {
            html::aside(&mut self.out.text, &title);
        }
    }

    fn code(&mut self, kind: &CodeBlockKind<'_>) {
        self.end_block();
        self.in_code = true;
        let info = match kind {
            CodeBlockKind::Fenced(info) => info.as_ref(),
            CodeBlockKind::Indented => "",
        };
        let is_text = says_something(info);
        let language = info.split_whitespace().next().filter(|_| !is_text);
        self.out.begin_block(BlockKind::Code { language: language.map(str::to_owned) });
        if is_text {
            self.out.add(&format!("{info}\n"));
        }
    }

    /// Remembers a text that is only signs of strong words. The parser gives them one by one.
    fn run(&mut self, source: &str, text: &str, range: &Range<usize>) {
        let Some(sign) = text.chars().next().filter(|c| matches!(c, '*' | '_' | '~')) else { return };
        let is_escaped = range.start.checked_sub(1).and_then(|at| source.as_bytes().get(at)) == Some(&b'\\');
        if self.in_code || is_escaped || self.html.is_silent() || !text.chars().all(|c| c == sign) {
            return;
        }
        let follows = self.run_end == range.start;
        self.out.sign(text.len(), follows);
        self.run_end = range.end;
    }

    /// Ends a paragraph, if one was begun.
    fn end_block(&mut self) {
        self.in_code = false;
        if let Some(block) = self.block.take() {
            self.out.signs_are(Signs::Raw);
            self.html.block(&block, &mut self.out);
            self.out.signs_are(Signs::Ruled);
            return;
        }
        // What was left open ends with its paragraph.
        self.html.finish(&mut self.out);
        match self.heading.take() {
            Some(HeadingLevel::H1) => self.out.end_title(),
            _ => self.out.end_block(),
        }
    }
}

fn align(alignment: &Alignment) -> Align {
    match alignment {
        Alignment::None => Align::None,
        Alignment::Left => Align::Left,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::Right,
    }
}

/// Whether what follows the signs that open a block of code is more than the name of a language, which is a small word.
fn says_something(info: &str) -> bool {
    info.chars().any(|c| !c.is_ascii() || c.is_ascii_uppercase() || "[(<!?*&;".contains(c))
        || info.split_whitespace().nth(1).is_some_and(|word| word.bytes().all(|b| b.is_ascii_alphabetic()))
}
