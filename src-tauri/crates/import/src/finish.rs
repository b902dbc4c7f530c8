//! What a reader found becomes an article: cleaned, repaired where damaged, with language, script and identifier.

use crate::sink::{Sink, line_of};
use crate::told::{narrow, too_large};
use crate::{garbled, pictures};
use sha2::{Digest, Sha256};
use zhimai_model::{
    Article, ArticleKind, BETWEEN_BLOCKS, Block, BlockKind, Body, DateRange, Inline, Lang, Place,
    ProblemKind, Repair, Script,
};
use zhimai_text::{date, offset::CharOffset, repair, script};

/// What a reader of a format found, as it stands in the input.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    /// A title that was given as such.
    pub(crate) title: Option<String>,
    /// A title taken from the text: its first line or heading.
    pub(crate) heading: Option<String>,
    pub(crate) blocks: Vec<Block>,
    pub(crate) id: Option<String>,
    pub(crate) lang: Option<String>,
    pub(crate) date: Option<String>,
    /// It states a date, though none that can be read.
    pub(crate) states_date: bool,
    /// Fields that do not fit, with their lines.
    pub(crate) misfits: Vec<(Option<u32>, ProblemKind)>,
    pub(crate) source: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) url: Option<String>,
    /// The line of the input, where it holds several articles.
    pub(crate) line: Option<u32>,
}

/// The longest title and the longest name of a source or of who wrote it, in code points; the longest identifier and address, in bytes.
/// What is longer is told: a title and a name are shortened, and the whole title opens the text; half an identifier or
/// address is another one, so that it is left out.
pub(crate) const MAX_TITLE: usize = 500;
pub(crate) const MAX_NAME: usize = 200;
pub(crate) const MAX_ID: usize = 200;
const MAX_URL: usize = 4_096;
/// A heading that is not the title, at the head of a text.
const TITLE_LEVEL: u8 = 1;
/// How many code points of a value are told.
const TOLD: usize = 60;

/// Makes an article of a draft, or tells why not.
pub(crate) fn finish(sink: &mut Sink<'_>, mut draft: Draft) {
    let line = draft.line;
    let size = draft.blocks.iter().map(|block| block.text.len()).fold(0, usize::saturating_add);
    if size > sink.options.max_article {
        return sink.refuse(too_large(sink.options.max_article), line);
    }
    let mut left_out = 0;
    for text in draft.title.as_mut().into_iter().chain(draft.heading.as_mut()) {
        if let Some((cleaned, gone)) = clean(text) {
            *text = cleaned;
            left_out += gone.len();
        }
    }
    for block in &mut draft.blocks {
        if let Some((cleaned, gone)) = clean(&block.text) {
            block.text = cleaned;
            left_out += gone.len();
            let moved = |at: u32| at.saturating_sub(wide(gone.partition_point(|gone| *gone < at)));
            move_spans(&mut block.spans, moved);
        }
    }
    draft.blocks.retain(says_something);
    if !draft.blocks.iter().any(|block| !block.text.is_empty()) {
        return match draft.heading.take().filter(|heading| !heading.trim().is_empty()) {
            // Nothing but a title: it is the text.
            Some(heading) => {
                draft.blocks.insert(0, Block::paragraph(heading));
                finish(sink, draft)
            }
            None => {
                if line.is_none() {
                    // It would say of a text that it is in.
                    sink.take_back_told();
                }
                sink.refuse(ProblemKind::Empty, line);
            }
        };
    }
    if left_out > 0 {
        let line = line.or_else(|| line_of(sink.text?, is_stray));
        sink.tell(ProblemKind::ControlCharacters { count: narrow(left_out) }, line);
    }
    let others =
        draft.title.iter_mut().chain(&mut draft.heading).chain(&mut draft.source).chain(&mut draft.author);
    let undone = garbled::undo(&mut draft.blocks, others);
    if !undone.is_empty() {
        sink.tell(ProblemKind::Repaired { places: narrow(undone.len()) }, line);
    }
    let lost = garbled::lost(&draft.blocks);
    if lost > 0 {
        sink.tell(ProblemKind::BadEncoding { encoding: None, places: narrow(lost) }, line);
    }
    let title = draft.title.take().map(|title| one_line(&title)).filter(|title| !title.is_empty());
    let heading =
        draft.heading.take().map(|heading| one_line(&heading)).filter(|heading| !heading.is_empty());
    let id = identifier(sink, &draft, title.as_deref().or(heading.as_deref()));
    let (lang, script) = language(sink, &draft, title.as_deref().or(heading.as_deref()));

    let mut repairs = Vec::new();
    let title = match (title, heading) {
        (Some(title), Some(heading)) if title != heading => {
            draft.blocks.insert(0, Block::heading(TITLE_LEVEL, heading));
            title
        }
        (Some(title), _) => title,
        (None, Some(heading)) => heading,
        (None, None) => name_without_day(stem(sink.name)).to_owned(),
    };
    let title = shortened(sink, title, &mut draft.blocks, line);
    let title = match lang {
        Lang::Zh => mend(sink, &title, &mut draft.blocks, &mut repairs, line),
        Lang::En | Lang::Other => title,
    };
    let stated = draft.date.take().and_then(|date| published(&date));
    // A guess takes the place of nothing that the text states.
    let may_guess = line.is_none() && !draft.states_date && stated.is_none();
    let date = if may_guess { guessed(sink) } else { stated };
    let mut named =
        |field: &str, name: Option<String>| name.and_then(|name| shown_name(sink, field, &name, line));
    let source = named("source", draft.source.take());
    let author = named("author", draft.author.take());
    let url = draft.url.take().map(|url| address_in(&url).to_owned()).filter(|url| is_address(url));
    for (line, what) in std::mem::take(&mut draft.misfits) {
        sink.tell(what, line);
    }
    pictures::bring(sink, &mut draft.blocks, line);
    if !undone.is_empty() {
        repairs.extend(garbled::repairs(&draft.blocks, &undone));
        repairs.sort_by_key(|repair| repair.start);
    }
    let article = Article {
        id,
        collection: sink.options.collection.clone(),
        kind: ArticleKind::Imported,
        body: Body { lang, script, title, blocks: draft.blocks },
        translation: None,
        source: Some(source.unwrap_or_else(|| {
            let folder = sink.folder.filter(|_| line.is_none());
            folder.unwrap_or_else(|| file_name(sink.name)).to_owned()
        })),
        author,
        url,
        date,
        original: None,
        entities: Vec::new(),
        events: Vec::new(),
        sources: Vec::new(),
        statements: Vec::new(),
        repairs,
    };
    sink.output.articles.push(article);
    sink.output.places.push(Place { file: sink.name.to_owned(), line });
}

/// A text without characters that are never meant to be read: controls other than tab and line end, byte order marks,
/// and those that turn the direction of the text around and make it show something else than it says. With where each of
/// them stood, in code points; nothing when there are none.
fn clean(text: &str) -> Option<(String, Vec<u32>)> {
    // Each of them has a byte that is rare in texts, so that most are done after one look at the bytes.
    let suspect = |b: u8| b < 9 || matches!(b, 0xb | 0xc | 0xe..=0x1f | 0x7f | 0xc2 | 0xe2 | 0xef);
    if !text.bytes().any(suspect) {
        return None;
    }
    let gone: Vec<u32> = (0..).zip(text.chars()).filter(|(_, c)| is_stray(*c)).map(|(at, _)| at).collect();
    (!gone.is_empty()).then(|| (text.chars().filter(|c| !is_stray(*c)).collect(), gone))
}

/// Moves the ends of spans along with their text, and drops those of which nothing is left.
fn move_spans(spans: &mut Vec<Inline>, moved: impl Fn(u32) -> u32) {
    for span in spans.iter_mut() {
        (span.start, span.end) = (moved(span.start), moved(span.end));
    }
    spans.retain(|span| span.start < span.end);
    spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
}

/// Whether there is anything in a block: words, or what needs none.
pub(crate) fn says_something(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Rule | BlockKind::Image { .. }) || !block.text.trim().is_empty()
}

/// A length in code points as positions are counted.
fn wide(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

pub(crate) fn is_stray(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

/// The identifier that was given, if it can serve, else one made of the text, so that the same text has the same.
fn identifier(sink: &mut Sink<'_>, draft: &Draft, title: Option<&str>) -> String {
    if let Some(id) = draft.id.as_deref().map(str::trim).filter(|id| !id.is_empty()) {
        if id.len() <= MAX_ID && !id.chars().any(char::is_control) {
            return id.to_owned();
        }
        sink.tell(misfit("id", id), draft.line);
    }
    let mut hash = Sha256::new();
    hash.update(title.unwrap_or_default().as_bytes());
    for block in &draft.blocks {
        hash.update(BETWEEN_BLOCKS.as_bytes());
        // Whoever has an article of before has it by this.
        if block.is_heading() {
            hash.update(b"## ");
        }
        hash.update(block.text.as_bytes());
    }
    let hex: String = hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    format!("a-{hex}")
}

/// Whether an identifier is one that [`identifier`] made of a text.
pub fn is_made_id(id: &str) -> bool {
    let is_hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
    id.strip_prefix("a-").is_some_and(|hex| hex.len() == 12 && hex.bytes().all(is_hex))
}

/// Language and script: what was given, checked against the characters, or by the characters alone.
fn language(sink: &mut Sink<'_>, draft: &Draft, title: Option<&str>) -> (Lang, Script) {
    let mut sample = title.unwrap_or_default().to_owned();
    for block in &draft.blocks {
        sample.push('\n');
        // The first some thousand characters tell.
        sample.push_str(start(&block.text, 4000));
        if sample.len() > 16_000 {
            break;
        }
    }
    let counts = script::count(&sample);
    let found = counts.script();
    let is_chinese = matches!(found, Script::Hant | Script::Hans)
        || (found == Script::Other && counts.han > 0 && counts.other == 0);
    let guess = match found {
        _ if is_chinese => Lang::Zh,
        Script::Latin if is_english(&sample) => Lang::En,
        _ => Lang::Other,
    };
    let mut script = found;
    let Some(given) = draft.lang.as_deref().map(|lang| lang.trim().to_lowercase().replace('_', "-")) else {
        return (guess, script);
    };
    let parts: Vec<&str> = given.split('-').collect();
    let lang = match parts.first().copied() {
        Some("zh" | "cn" | "chinese" | "中文") => Lang::Zh,
        Some("en" | "english") => Lang::En,
        Some(other) if (2..=3).contains(&other.len()) && other.bytes().all(|b| b.is_ascii_lowercase()) => {
            Lang::Other
        }
        _ => {
            sink.tell(misfit("lang", &given), draft.line);
            guess
        }
    };
    if lang == Lang::Zh && script == Script::Other {
        if parts.iter().any(|part| matches!(*part, "hant" | "tw" | "hk" | "mo")) {
            script = Script::Hant;
        } else if parts.iter().any(|part| matches!(*part, "hans" | "cn" | "sg")) {
            script = Script::Hans;
        }
    }
    (lang, script)
}

/// Whether a text in Latin letters is English, by its small words. A text too short to have any counts as English
/// when it is all ASCII.
fn is_english(text: &str) -> bool {
    const SMALL: [&str; 16] = [
        "the", "of", "and", "to", "in", "is", "for", "with", "that", "on", "as", "are", "by", "at", "from",
        "its",
    ];
    let (mut words, mut small) = (0_usize, 0_usize);
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        words += 1;
        small += usize::from(SMALL.iter().any(|own| word.eq_ignore_ascii_case(own)));
    }
    if words < 12 { text.is_ascii() || small > 0 } else { small * 12 >= words }
}

/// Repairs a damaged Chinese text in place. Positions of repairs are those of [`Body::text`].
fn mend(
    sink: &mut Sink<'_>,
    title: &str,
    blocks: &mut Vec<Block>,
    repairs: &mut Vec<Repair>,
    line: Option<u32>,
) -> String {
    let texts: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
    let whole = format!("{title}\n{}", texts.join("\n"));
    if !repair::is_damaged(&whole) {
        return title.to_owned();
    }
    let mended = repair::repair(title);
    if !mended.repairs.is_empty() {
        // A title has no place for what was repaired in it, so the line it was made of opens the text.
        blocks.insert(0, Block::paragraph(title));
    }
    let mut before = 0_usize;
    for block in blocks.iter_mut() {
        let repaired = repair::repair(&block.text);
        // Where each repair ends in the text of before and in the one of now.
        let mut ends = Vec::new();
        let mut shorter = 0_usize;
        for one in &repaired.repairs {
            let length = one.end.0.saturating_sub(one.start.0);
            let was = one.original.chars().count();
            let start = one.start.0.saturating_add(shorter);
            shorter = shorter.saturating_add(was).saturating_sub(length);
            ends.push((wide(start), wide(start.saturating_add(was)), wide(one.end.0)));
        }
        move_spans(&mut block.spans, |at| {
            let after = ends.partition_point(|(start, _, _)| *start < at);
            match after.checked_sub(1).and_then(|last| ends.get(last)) {
                Some((_, was, now)) => now.saturating_add(at.saturating_sub(*was)),
                None => at,
            }
        });
        let at = |offset: CharOffset| CharOffset(before.saturating_add(offset.0));
        repairs.extend(repaired.repairs.into_iter().map(|r| Repair {
            start: at(r.start),
            end: at(r.end),
            ..r
        }));
        block.text = repaired.text;
        before = before.saturating_add(block.text.chars().count()).saturating_add(BETWEEN_BLOCKS.len());
    }
    if !repairs.is_empty() {
        sink.tell(ProblemKind::Repaired { places: narrow(repairs.len()) }, line);
    }
    mended.text
}

/// The date of publication in any notation, or as a number of seconds or milliseconds since 1970-01-01 UTC.
fn published(text: &str) -> Option<DateRange> {
    let text = text.trim();
    unix_day(text).or_else(|| text.parse().ok()).or_else(|| {
        let found = date::parse(text).map(|found| (found.first_day, found.last_day));
        let (first, last) = found
            .or_else(|| day_in_name(text).filter(|(_, end)| *end == text.len()).map(|(day, _)| (day, day)))?;
        DateRange::from_days(first, last)
    })
}

/// The day, or what of it is stated, that a date in any notation means.
pub(crate) fn day(text: &str) -> Option<String> {
    published(text).map(|date| date.edtf().to_owned())
}

/// Whether this says when something was published.
pub(crate) fn is_date(text: &str) -> bool {
    published(text).is_some()
}

/// How it is told that a field does not fit.
pub(crate) fn misfit(field: &str, text: &str) -> ProblemKind {
    ProblemKind::BadField { field: field.to_owned(), value: Some(start(text.trim(), TOLD).to_owned()) }
}

/// The day in UTC of a Unix time: nine digits or more before the point, in seconds, milliseconds or microseconds. From
/// twelve digits on it is not seconds: those would be of the year 5138 and later.
fn unix_day(text: &str) -> Option<DateRange> {
    let whole = text.split_once('.').map_or(text, |(whole, fraction)| {
        if fraction.bytes().all(|b| b.is_ascii_digit()) { whole } else { "" }
    });
    if whole.len() < 9 || !whole.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let seconds = match (whole.parse::<i64>().ok()?, whole.len()) {
        (number, ..=11) => number,
        (number, 12..=14) => number / 1_000,
        (number, 15..=17) => number / 1_000_000,
        _ => return None,
    };
    let day = i32::try_from(seconds / 86_400).ok()?;
    DateRange::from_days(day, day)
}

/// The day that the name of the file begins with. The text does not state it, so that it is told.
fn guessed(sink: &mut Sink<'_>) -> Option<DateRange> {
    let (day, _) = day_in_name(stem(sink.name))?;
    let range = DateRange::from_days(day, day)?;
    sink.tell(ProblemKind::Guessed { date: range.clone() }, None);
    Some(range)
}

/// The day that a name begins with, as in `2025-11-18 weekly` and `20251118 weekly`, in days since 1970-01-01, and where it
/// ends in bytes.
fn day_in_name(stem: &str) -> Option<(i32, usize)> {
    let digits = stem.find(|c: char| !c.is_ascii_digit()).unwrap_or(stem.len());
    if digits == 8 {
        let (year, month, day) = (stem.get(..4)?, stem.get(4..6)?, stem.get(6..8)?);
        let range: DateRange = format!("{year}-{month}-{day}").parse().ok()?;
        // `20001231a` is a number of something.
        if stem.get(8..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic())) {
            return None;
        }
        return (year.starts_with("19") || year.starts_with("20")).then_some((range.first_day(), 8));
    }
    // `2025_11_18`, as Logseq calls the page of a day.
    let parted: String =
        stem.chars().enumerate().map(|(at, c)| if at < 8 && c == '_' { '-' } else { c }).collect();
    let found = date::find(&parted).into_iter().next()?;
    if found.start != CharOffset(0) || found.precision != date::Precision::Day {
        return None;
    }
    let end = stem.char_indices().nth(found.end.0).map_or(stem.len(), |(at, _)| at);
    (found.first_day == found.last_day).then_some((found.first_day, end))
}

/// The name of a file without the day it begins with, unless it is nothing else.
fn name_without_day(stem: &str) -> &str {
    let rest = day_in_name(stem).and_then(|(_, end)| stem.get(end..)).unwrap_or(stem);
    // A time may stand behind it, as in `2025-11-18T1030`.
    let time = rest.strip_prefix('T').map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    let rest = time.filter(|after| matches!(rest.len().saturating_sub(after.len()), 5 | 7)).unwrap_or(rest);
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || "-_.,:–—，、：·".contains(c));
    if rest.is_empty() { stem } else { rest }
}

/// The title; one that is too long is shortened, and stands whole at the beginning of the text.
fn shortened(sink: &mut Sink<'_>, title: String, blocks: &mut Vec<Block>, line: Option<u32>) -> String {
    if title.chars().nth(MAX_TITLE).is_none() {
        return title;
    }
    sink.tell(ProblemKind::Shortened { field: "title".to_owned() }, line);
    let short = format!("{}…", start(&title, MAX_TITLE));
    if blocks.first().is_none_or(|first| first.text != title) {
        blocks.insert(0, Block::paragraph(title));
    }
    short
}

/// A source, or who wrote it, as shown: one line, of no more than [`MAX_NAME`] code points.
fn shown_name(sink: &mut Sink<'_>, field: &str, name: &str, line: Option<u32>) -> Option<String> {
    let name = one_line(&clean(name).map_or_else(|| name.to_owned(), |(name, _)| name));
    if name.chars().nth(MAX_NAME).is_none() {
        return Some(name).filter(|name| !name.is_empty());
    }
    sink.tell(ProblemKind::Shortened { field: field.to_owned() }, line);
    Some(format!("{}…", start(&name, MAX_NAME)))
}

/// What stands in the brackets of `<https://…>` and `[…](https://…)`; all of it where there are none.
pub(crate) fn address_in(text: &str) -> &str {
    let text = text.trim();
    let bare = text.strip_prefix('<').and_then(|text| text.strip_suffix('>'));
    let linked = || text.strip_prefix('[')?.strip_suffix(')')?.split_once("](").map(|(_, url)| url);
    bare.or_else(linked).unwrap_or(text).trim()
}

/// Whether this is an address on the web.
pub(crate) fn is_address(url: &str) -> bool {
    let is_web = url.get(..8).is_some_and(|start| {
        let start = start.to_ascii_lowercase();
        start.starts_with("http://") || start.starts_with("https://")
    });
    is_web && url.len() <= MAX_URL && !url.chars().any(|c| c.is_control() || c.is_whitespace() || is_stray(c))
}

/// The first code points of a text.
fn start(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}

fn one_line(text: &str) -> String {
    if text.contains(['\n', '\r', '\t']) {
        return text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    text.trim().to_owned()
}

/// The last part of a path.
fn file_name(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

/// The last part of a path without its extension.
fn stem(name: &str) -> &str {
    let name = file_name(name);
    name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem })
}
