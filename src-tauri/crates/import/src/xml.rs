//! XML in pieces: what begins, what ends, and text. Prefixes of names go; programs choose them freely.

use crate::told::broken;
use quick_xml::Reader;
use quick_xml::escape::{resolve_xml_entity, unescape};
use quick_xml::events::{BytesStart, Event};
use zhimai_model::{ProblemKind, Syntax};

/// A piece of XML.
pub(crate) enum Piece<'a> {
    /// An element begins. One that is empty ends right after.
    Start(&'a str, &'a Attributes<'a>),
    /// An element ends.
    End(&'a str),
    /// Text; what belongs together may come in several pieces.
    Text(&'a str),
}

/// What stands in the tag that begins an element.
pub(crate) struct Attributes<'a> {
    tag: &'a BytesStart<'a>,
    /// Where the tag ends, in bytes.
    pub(crate) at: usize,
}

impl Attributes<'_> {
    /// The prefix of the name of the element; empty where it has none.
    pub(crate) fn prefix(&self) -> &str {
        self.tag
            .split_once(|c: char| c == ':' || c.is_whitespace())
            .filter(|(prefix, _)| self.tag.get(prefix.len()..).is_some_and(|rest| rest.starts_with(':')))
            .map_or("", |(prefix, _)| prefix)
    }

    /// The attributes as they are written.
    pub(crate) fn written(&self) -> &str {
        self.tag.attributes_raw()
    }

    /// The value of the attribute with a name, whatever its prefix.
    pub(crate) fn get(&self, name: &str) -> Option<String> {
        let mut all = self.tag.attributes();
        all.with_checks(false);
        let found = all.filter_map(Result::ok).find(|attribute| local(attribute.key.as_ref()) == name)?;
        let value = unescape(&found.value).map(|value| value.into_owned());
        Some(value.unwrap_or_else(|_| found.value.to_string()))
    }
}

/// So many elements may lie in each other.
const DEEPEST: usize = 2_000;

/// Hands the pieces of XML over one by one. `format` is what it is told as.
///
/// # Errors
/// It breaks the rules of XML; what came before was handed over.
pub(crate) fn each(xml: &str, format: &str, on: &mut dyn FnMut(Piece<'_>)) -> Result<(), ProblemKind> {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut depth = 0_usize;
    loop {
        match reader.read_event().map_err(|_| broken(format))? {
            Event::Start(start) => {
                depth = depth.saturating_add(1);
                if depth > DEEPEST {
                    return Err(ProblemKind::BadSyntax(Syntax::TooDeep));
                }
                let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
                on(Piece::Start(local(start.name().as_ref()), &Attributes { tag: &start, at }));
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                on(Piece::End(local(end.name().as_ref())));
            }
            Event::Text(text) => on(Piece::Text(&text)),
            Event::CData(text) => on(Piece::Text(&text)),
            Event::GeneralRef(reference) => {
                if let Ok(Some(c)) = reference.resolve_char_ref() {
                    on(Piece::Text(c.encode_utf8(&mut [0; 4])));
                } else if let Some(text) = resolve_xml_entity(&reference) {
                    on(Piece::Text(text));
                } else {
                    on(Piece::Text(&format!("&{};", &*reference)));
                }
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// The text of the first element with a name.
pub(crate) fn first(xml: &str, name: &str) -> Option<String> {
    all(xml, name).into_iter().next()
}

/// The texts of the elements with a name that have one.
pub(crate) fn all(xml: &str, name: &str) -> Vec<String> {
    let (mut texts, mut text, mut depth) = (Vec::new(), String::new(), 0_usize);
    // What breaks off later does not matter here.
    let _ = each(xml, "XML", &mut |piece| match piece {
        Piece::Start(own, _) if depth > 0 || own == name => depth = depth.saturating_add(1),
        Piece::End(_) if depth > 0 => {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                texts.push(std::mem::take(&mut text));
            }
        }
        Piece::Text(more) if depth > 0 => text.push_str(more),
        _ => {}
    });
    texts.push(text);
    let texts = texts.iter().map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    texts.filter(|text| !text.is_empty()).collect()
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}
