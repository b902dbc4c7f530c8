//! One letter as an article.

use crate::encoding;
use crate::finish::{Draft, finish};
use crate::held::Holder;
use crate::page;
use crate::paragraphs;
use crate::readers::html;
use crate::sink::Sink;
use crate::told::{broken, skipped, too_large};
use mail_parser::{
    Address, Encoding, HeaderName, Message, MessageParser, MessagePart, MimeHeaders, PartType,
};
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashSet;
use zhimai_model::{Block, ProblemKind};

/// Reads a letter, or a page in the form of one.
pub(super) fn read(sink: &mut Sink<'_>, bytes: &[u8], mut draft: Draft) {
    let Some(message) = MessageParser::default().parse(bytes) else {
        return sink.refuse(broken("EML"), draft.line);
    };
    draft.title = field(&message, HeaderName::Subject, message.subject());
    if let Some(page) = saved_page(&message) {
        return read_page(sink, &message, page, draft);
    }
    draft.author = from(&message);
    draft.source.clone_from(&draft.author);
    draft.date = message.date().map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day));
    match body(&message) {
        Ok(blocks) => draft.blocks = blocks,
        Err(what) => return sink.refuse(what, draft.line),
    }
    let (line, before) = (draft.line, sink.output.articles.len());
    let parts = Parts { message: &message, used: RefCell::default() };
    sink.holding(&parts, |sink| finish(sink, draft));
    let attached = message.attachments.iter().filter_map(|at| usize::try_from(*at).ok());
    let is_picture = |at: &usize| message.parts.get(*at).and_then(kind) == Some("image");
    let (pictures, others): (Vec<_>, Vec<_>) = attached.partition(is_picture);
    let left = pictures.iter().filter(|at| !parts.used.borrow().contains(*at)).count();
    if let Some(what) = skipped(&[("attachment", others.len()), ("picture", left)])
        && sink.output.articles.len() > before
    {
        sink.tell(what, line);
    }
}

/// The parts of a letter, among which are the pictures that it shows.
struct Parts<'a> {
    message: &'a Message<'a>,
    /// Those that are shown.
    used: RefCell<HashSet<usize>>,
}

impl Holder for Parts<'_> {
    /// By the mark of the part, or by where it was when a browser saved it.
    fn find(&self, address: &str) -> Option<String> {
        let mark = address.strip_prefix("cid:");
        let at = self.message.parts.iter().position(|part| {
            kind(part) == Some("image")
                && match mark {
                    Some(mark) => part.content_id().is_some_and(|own| own.trim_matches(['<', '>']) == mark),
                    None => part.content_location() == Some(address),
                }
        });
        at.map(|at| at.to_string())
    }

    fn read(&self, name: &str, limit: usize) -> Result<Vec<u8>, ProblemKind> {
        let at = name.parse().unwrap_or(usize::MAX);
        let part =
            self.message.parts.get(at).ok_or_else(|| ProblemKind::BadReference { name: name.to_owned() })?;
        let bytes = part.contents();
        if bytes.len() > limit {
            return Err(too_large(limit));
        }
        self.used.borrow_mut().insert(at);
        Ok(bytes.to_vec())
    }
}

/// The page that a browser saved as a letter: the first of its parts that is one.
fn saved_page<'a>(message: &'a Message<'a>) -> Option<&'a MessagePart<'a>> {
    let is_saved = message.header("Snapshot-Content-Location").is_some()
        || message.header_raw("From").is_some_and(|from| from.contains("Saved by"))
        || (message.header("To").is_none()
            && message.header_raw("Content-Type").is_some_and(|kind| kind.contains("multipart/related")));
    let page = message.parts.iter().find(|part| matches!(part.body, PartType::Html(_)))?;
    is_saved.then_some(page)
}

/// Reads such a page. The date of the letter is that of the day when it was saved.
fn read_page<'a>(sink: &mut Sink<'_>, message: &'a Message<'a>, part: &MessagePart<'_>, mut draft: Draft) {
    let address = message.header("Snapshot-Content-Location").and_then(|value| value.as_text());
    let address = address.or_else(|| {
        let own = part.headers.iter().find(|header| header.name == HeaderName::ContentLocation)?;
        own.value.as_text()
    });
    draft.url = address.map(str::to_owned).filter(|url| crate::finish::is_address(url));
    // The title that the page itself states is better told from the name of its site.
    let title = draft.title.take();
    match page::read(&text_of(message, part)) {
        Ok(mut page) => {
            page.meta.title = page.meta.title.or(title);
            let parts = Parts { message, used: RefCell::default() };
            sink.holding(&parts, |sink| html::take(sink, page, draft));
        }
        Err(what) => sink.refuse(what, draft.line),
    }
}

/// The text of a letter: as a page where it is one, else as plain text.
fn body(message: &Message<'_>) -> Result<Vec<Block>, ProblemKind> {
    let mut blocks = Vec::new();
    for part in message.html_bodies() {
        match &part.body {
            PartType::Html(_) => blocks.extend(page::whole(&text_of(message, part))?),
            PartType::Text(_) => blocks.extend(paragraphs::blocks(&text_of(message, part))),
            _ => {}
        }
    }
    Ok(blocks)
}

/// The text of a part. One that does not say in which encoding it is, or says so wrongly, is looked at.
fn text_of<'a>(message: &'a Message<'_>, part: &'a MessagePart<'_>) -> Cow<'a, str> {
    let text = match &part.body {
        PartType::Html(text) | PartType::Text(text) => text.as_ref(),
        _ => "",
    };
    if text.contains('\u{fffd}') && part.encoding == Encoding::None {
        let raw = raw(message, part.offset_body, part.offset_end);
        if let Ok(decoded) = encoding::decode(raw) {
            return decoded.text;
        }
    }
    Cow::Borrowed(text)
}

fn raw<'a>(message: &'a Message<'_>, from: u32, to: u32) -> &'a [u8] {
    let range = usize::try_from(from).unwrap_or(usize::MAX)..usize::try_from(to).unwrap_or(usize::MAX);
    message.raw_message().get(range).unwrap_or_default()
}

/// A field of the header as text, also where it was written in another encoding without saying so.
fn field(message: &Message<'_>, name: HeaderName<'_>, read: Option<&str>) -> Option<String> {
    let read = read?;
    if read.contains('\u{fffd}')
        && let Some(header) = message.headers().iter().rev().find(|header| header.name == name)
        && let Ok(decoded) = encoding::decode(raw(message, header.offset_start, header.offset_end))
    {
        return Some(decoded.text.trim().to_owned());
    }
    Some(read.to_owned())
}

/// Who wrote it: the name, or the address where there is none.
fn from(message: &Message<'_>) -> Option<String> {
    let from = message.from()?;
    let first = match from {
        Address::List(list) => list.first(),
        Address::Group(groups) => groups.first().and_then(|group| group.addresses.first()),
    }?;
    let name = first.name.as_deref().map(str::trim).filter(|name| !name.is_empty());
    match name {
        Some(name) if name.contains('\u{fffd}') => {
            let whole = field(message, HeaderName::From, Some(name))?;
            let name = whole.split('<').next().unwrap_or_default().trim().trim_matches('"').to_owned();
            Some(name)
        }
        Some(name) => Some(name.to_owned()),
        None => first.address.as_deref().map(str::to_owned),
    }
}

/// The general kind of a part, such as `image`.
fn kind<'a>(part: &'a MessagePart<'_>) -> Option<&'a str> {
    let header = part.headers.iter().find(|header| header.name == HeaderName::ContentType)?;
    header.value.as_content_type().map(|kind| kind.c_type.as_ref())
}
