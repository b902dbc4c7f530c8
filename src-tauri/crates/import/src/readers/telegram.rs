//! What Telegram exports as JSON: each post of a channel is an article, and so is each day of a chat.

use super::reader::{Head, Reader, Sure};
use super::text;
use crate::blocks::Builder;
use crate::finish::{Draft, finish};
use crate::input::Input;
use crate::paragraphs::is_title;
use crate::sink::{Sink, lines_in};
use crate::told::{skipped, syntax};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::ops::ControlFlow;
use zhimai_model::{Block, InlineKind, ProblemKind};

pub(super) struct Telegram;

/// The most that an export may have, in bytes.
const LARGEST: usize = 256 << 20;
/// The most that the first words of a post have as its title, in code points.
const TITLE: usize = 40;

impl Reader for Telegram {
    // They are called as all JSON is; what stands in them tells.
    fn extensions(&self) -> &'static [&'static str] {
        &[]
    }

    fn probe(&self, head: &Head<'_>) -> Sure {
        if !head.text.trim_start().starts_with('{') || !matches!(head.extension, "json" | "") {
            return Sure::No;
        }
        let has = |name: &str| head.text.contains(name);
        let is_one =
            has("\"messages\"") && has("\"type\"") && (has("\"date_unixtime\"") || has("\"text_entities\""));
        if is_one { Sure::ByContent } else { Sure::No }
    }

    fn read(&self, input: Input<'_>, sink: &mut Sink<'_>) -> ControlFlow<()> {
        text::read_records(LARGEST, input, sink, read)
    }
}

#[derive(Deserialize)]
struct Export<'a> {
    name: Option<String>,
    #[serde(rename = "type", default)]
    kind: String,
    #[serde(borrow, default)]
    messages: Vec<&'a RawValue>,
    /// Those of an export of everything.
    #[serde(borrow)]
    chats: Option<Chats<'a>>,
}

#[derive(Deserialize)]
struct Chats<'a> {
    #[serde(borrow)]
    list: Vec<Chat<'a>>,
}

#[derive(Deserialize)]
struct Chat<'a> {
    name: Option<String>,
    #[serde(rename = "type", default)]
    kind: String,
    #[serde(borrow, default)]
    messages: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
struct Message {
    #[serde(rename = "type", default)]
    kind: String,
    #[serde(default)]
    date: String,
    from: Option<String>,
    /// Who signed a post of a channel.
    author: Option<String>,
    text: Option<Text>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Text {
    Plain(String),
    Parts(Vec<Part>),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Part {
    Plain(String),
    Styled {
        #[serde(rename = "type")]
        kind: String,
        text: String,
        href: Option<String>,
    },
}

fn read(sink: &mut Sink<'_>, text: &str) -> ControlFlow<()> {
    let export: Export<'_> = match serde_json::from_str(text) {
        Ok(export) => export,
        Err(error) => {
            sink.refuse(ProblemKind::BadSyntax(syntax(&error, text)), u32::try_from(error.line()).ok());
            return ControlFlow::Continue(());
        }
    };
    let chats = export.chats.map(|chats| chats.list).unwrap_or_default();
    let mut reading = Reading { text, ..Reading::default() };
    let own = Chat { name: export.name, kind: export.kind, messages: export.messages };
    for chat in std::iter::once(own).chain(chats) {
        reading.chat(sink, chat)?;
    }
    match skipped(&[("notice", reading.notices), ("media", reading.media)]) {
        Some(what) if reading.any => sink.tell(what, None),
        Some(what) => sink.refuse(what, None),
        None if !reading.any => sink.refuse(ProblemKind::Empty, None),
        None => {}
    }
    ControlFlow::Continue(())
}

#[derive(Default)]
struct Reading<'a> {
    text: &'a str,
    any: bool,
    notices: usize,
    /// Messages without words: pictures, sounds, files.
    media: usize,
    lines: usize,
    counted: usize,
}

/// A post of a channel, or a day of a chat, which nobody wrote alone.
#[derive(Default)]
struct Day {
    date: String,
    line: Option<u32>,
    author: Option<String>,
    blocks: Vec<Block>,
}

impl Reading<'_> {
    fn chat(&mut self, sink: &mut Sink<'_>, chat: Chat<'_>) -> ControlFlow<()> {
        let name = chat.name.unwrap_or_default();
        let is_channel = chat.kind.contains("channel");
        let mut day = Day::default();
        for raw in chat.messages {
            let line = self.line_of(raw);
            let message: Message = match serde_json::from_str(raw.get()) {
                Ok(message) => message,
                Err(error) => {
                    sink.refuse(ProblemKind::BadSyntax(syntax(&error, raw.get())), line);
                    continue;
                }
            };
            if message.kind != "message" {
                self.notices = self.notices.saturating_add(1);
                continue;
            }
            let blocks = message.text.map(blocks_of).unwrap_or_default();
            if blocks.is_empty() {
                self.media = self.media.saturating_add(1);
                continue;
            }
            self.any = true;
            let date = message.date.get(..10).unwrap_or(&message.date).to_owned();
            if is_channel {
                post(sink, &name, Day { date, line, author: message.author, blocks });
                sink.step(0)?;
                continue;
            }
            if day.date != date {
                let before = std::mem::replace(&mut day, Day { date, line, ..Day::default() });
                whole_day(sink, &name, before);
                sink.step(0)?;
            }
            day.blocks.extend(message.from.map(|from| Block::heading(3, from)));
            day.blocks.extend(blocks);
        }
        whole_day(sink, &name, day);
        sink.step(0)
    }

    /// The line that a message begins on.
    fn line_of(&mut self, raw: &RawValue) -> Option<u32> {
        let at = (raw.get().as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        self.lines = self.lines.saturating_add(self.text.get(self.counted..at).map_or(0, lines_in));
        self.counted = self.counted.max(at);
        u32::try_from(self.lines.saturating_add(1)).ok()
    }
}

/// A post of a channel. A short first line is its title, else its first words are.
fn post(sink: &mut Sink<'_>, channel: &str, post: Day) {
    let Day { date, line, author, mut blocks } = post;
    let opens = blocks.len() > 1 && blocks.first().is_some_and(|first| is_title(&first.text));
    let first = |block: &Block| {
        let start: String = block.text.chars().take(TITLE).collect();
        if start.len() < block.text.len() { format!("{start}…") } else { start }
    };
    let title = if opens { Some(blocks.remove(0).text) } else { blocks.first().map(first) };
    let source = Some(channel.to_owned()).filter(|name| !name.is_empty());
    finish(sink, Draft { title, blocks, date: Some(date), source, author, line, ..Draft::default() });
}

/// A day of a chat, if anything was said on it.
fn whole_day(sink: &mut Sink<'_>, chat: &str, day: Day) {
    let Day { date, line, blocks, .. } = day;
    if blocks.is_empty() {
        return;
    }
    let title = Some(format!("{chat} {date}").trim().to_owned());
    let source = Some(chat.to_owned()).filter(|name| !name.is_empty());
    finish(sink, Draft { title, blocks, date: Some(date), source, line, ..Draft::default() });
}

/// The blocks of a message: every line is a paragraph.
fn blocks_of(text: Text) -> Vec<Block> {
    let mut out = Builder::default();
    let parts = match text {
        Text::Plain(text) => vec![Part::Plain(text)],
        Text::Parts(parts) => parts,
    };
    for part in parts {
        let (kind, text) = match part {
            Part::Plain(text) => (None, text),
            Part::Styled { kind, text, href } => (span(&kind, &text, href), text),
        };
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                out.end_block();
            }
            if let Some(kind) = &kind {
                out.begin_span(kind.clone());
            }
            out.add(line);
            if let Some(kind) = &kind {
                out.end_span(|own| own == kind);
            }
        }
    }
    out.finish().1
}

fn span(kind: &str, text: &str, href: Option<String>) -> Option<InlineKind> {
    Some(match kind {
        "bold" => InlineKind::Strong,
        "italic" => InlineKind::Emphasis,
        "strikethrough" => InlineKind::Strike,
        "code" | "pre" => InlineKind::Code,
        "link" => InlineKind::Link { url: text.to_owned() },
        "text_link" => InlineKind::Link { url: href? },
        _ => return None,
    })
}
