//! Subtitles and transcripts (SRT, WebVTT): what is said, in paragraphs, without times.

use super::reader::{Head, Reader, Sure};
use super::text;
use crate::finish::{Draft, finish};
use crate::html;
use crate::input::Input;
use crate::paragraphs::is_wide;
use crate::sink::Sink;
use crate::told::broken;
use std::ops::ControlFlow;
use zhimai_model::Block;

pub(super) struct Subtitles;

impl Reader for Subtitles {
    fn extensions(&self) -> &'static [&'static str] {
        &["srt", "vtt"]
    }

    fn probe(&self, head: &Head<'_>) -> Sure {
        head.by_name_or(self, |text| {
            text.starts_with("WEBVTT") || text.lines().take(3).any(|line| times(line).is_some())
        })
    }

    fn read(&self, input: Input<'_>, sink: &mut Sink<'_>) -> ControlFlow<()> {
        text::read_one(input, sink, |sink, text| {
            let paragraphs = paragraphs(text);
            if paragraphs.is_empty() {
                return sink.refuse(broken("SRT"), None);
            }
            let blocks = paragraphs.into_iter().map(Block::paragraph).collect();
            finish(sink, Draft { blocks, ..Draft::default() });
        });
        ControlFlow::Continue(())
    }
}

/// Silence of so many milliseconds begins a paragraph, and so does a sentence that ends when one has so many characters.
const SILENCE: u64 = 3_000;
const LENGTH: usize = 200;

/// What is said, in paragraphs.
fn paragraphs(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut said = String::new();
    let mut last_line = String::new();
    let (mut is_cue, mut end) = (false, 0_u64);
    for line in text.lines() {
        let line = line.trim();
        if line.is_empty() {
            is_cue = false;
        } else if let Some((from, to)) = times(line) {
            let ends_sentence = said.ends_with(['。', '！', '？', '.', '!', '?', '…', '”', '」']);
            let is_long = said.chars().count() >= LENGTH && ends_sentence;
            if !said.is_empty() && (from.saturating_sub(end) >= SILENCE || is_long) {
                out.push(std::mem::take(&mut said));
            }
            (is_cue, end) = (true, to);
        } else if is_cue {
            let (speaker, words) = spoken(line);
            // Captions that roll repeat the line before.
            if words.is_empty() || words == last_line {
                continue;
            }
            if let Some(speaker) = speaker {
                if !said.is_empty() {
                    out.push(std::mem::take(&mut said));
                }
                said.push_str(&speaker);
                said.push('：');
            } else if !said.is_empty() {
                let wide = |c: Option<char>| c.is_some_and(is_wide);
                if !(wide(said.chars().next_back()) && wide(words.chars().next())) {
                    said.push(' ');
                }
            }
            said.push_str(&words);
            last_line = words;
        }
    }
    if !said.is_empty() {
        out.push(said);
    }
    out
}

/// Who says a line, where that is marked, and the words.
fn spoken(line: &str) -> (Option<String>, String) {
    let voice = line.strip_prefix("<v").and_then(|rest| rest.split_once('>'));
    let speaker = voice.map(|(name, _)| {
        name.trim_start_matches(|c: char| c == '.' || c.is_alphanumeric()).trim().to_owned()
    });
    let mut words = String::new();
    let mut in_tag = false;
    // `{\\an8}` says where on the screen it stands.
    let line = line.strip_prefix("{\\").and_then(|rest| rest.split_once('}')).map_or(line, |(_, rest)| rest);
    for c in line.chars() {
        match c {
            '<' => in_tag = true,
            '>' if in_tag => in_tag = false,
            c if !in_tag => words.push(c),
            _ => {}
        }
    }
    let words = html::text(words.trim());
    (speaker.filter(|speaker| !speaker.is_empty()), words)
}

/// When a caption begins and ends, in milliseconds.
fn times(line: &str) -> Option<(u64, u64)> {
    let (from, rest) = line.split_once("-->")?;
    let to = rest.split_whitespace().next()?;
    Some((time(from)?, time(to)?))
}

/// A time such as `01:02:03,450`, in milliseconds.
fn time(text: &str) -> Option<u64> {
    let text = text.trim().replace(',', ".");
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, "0"));
    let mut seconds = 0_u64;
    for part in whole.split(':') {
        seconds = seconds.checked_mul(60)?.checked_add(part.parse().ok()?)?;
    }
    let fraction: u64 = format!("{fraction:0<3}").get(..3)?.parse().ok()?;
    seconds.checked_mul(1_000)?.checked_add(fraction)
}
