//! What the rules of Markdown hide though it is text: definitions of links that are sentences, tags that are none, and what
//! never closes.

use super::definitions::{self, Definition};
use crate::html;
use crate::sink::lines_in;
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Looks for it along with the events of a parser.
#[derive(Default)]
pub(super) struct Hidden {
    /// Where the source was read to, in bytes, and how many blocks that hold text are around.
    read_to: usize,
    in_leaf: usize,
    definitions: Vec<Definition>,
    /// The labels that links refer to.
    labels: HashSet<String>,
    /// Where what looks like a tag and is none stands, or one that never closes.
    no_tags: Vec<usize>,
    /// Letters that have no end tag anywhere in the source, once that was looked up.
    lone: HashMap<char, bool>,
    /// What never closes, and after how many lines it stands.
    pub(super) unclosed: Vec<(usize, &'static str)>,
}

impl Hidden {
    /// Where the source hides what is text, in bytes, in order.
    pub(super) fn places(&mut self) -> Vec<usize> {
        let mut seen = HashSet::new();
        let labels = &self.labels;
        let definitions = std::mem::take(&mut self.definitions);
        // One that no link uses says something by itself, and only the first of a label is used.
        let texts = definitions.into_iter().filter(|definition| {
            let is_first = seen.insert(definition.label.clone());
            !(definition.is_link && is_first && labels.contains(&definition.label))
        });
        let mut places: Vec<usize> = texts.map(|definition| definition.at).collect();
        places.append(&mut self.no_tags);
        places.sort_unstable();
        places.dedup();
        places
    }

    /// Looks for what the parser passes over.
    pub(super) fn look(&mut self, source: &str, event: &Event<'_>, range: &Range<usize>) {
        let is_leaf = |tag: &Tag<'_>| {
            matches!(
                tag,
                Tag::Paragraph | Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Table(_)
            )
        };
        match event {
            Event::Start(tag) => {
                if let Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. } = tag
                    && matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut)
                {
                    self.labels.insert(definitions::normal(id));
                }
                if is_leaf(tag) {
                    self.passed_over(source, range.start);
                    self.in_leaf = self.in_leaf.saturating_add(1);
                }
                if matches!(tag, Tag::HtmlBlock) {
                    self.look_at_block(source, range);
                }
            }
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::CodeBlock
                | TagEnd::HtmlBlock
                | TagEnd::Table,
            ) => {
                self.in_leaf = self.in_leaf.saturating_sub(1);
                self.read_to = self.read_to.max(range.end);
            }
            Event::End(_) => {}
            _ => {
                if let Event::InlineHtml(html) = event
                    && (!html::is_markup(html) || self.is_lone(source, html))
                {
                    self.no_tags.push(range.start);
                }
                if self.in_leaf == 0 {
                    self.passed_over(source, range.start);
                }
                self.read_to = self.read_to.max(range.end);
            }
        }
    }

    /// Whether this is a letter between signs rather than a tag, as in `a<b>c`: no tag of the text ends it.
    fn is_lone(&mut self, source: &str, html: &str) -> bool {
        let [b'<', letter @ (b'b' | b'i' | b's' | b'u' | b'q'), b'>'] = *html.as_bytes() else {
            return false;
        };
        let letter = char::from(letter);
        *self.lone.entry(letter).or_insert_with(|| {
            let end = |letter: char| format!("</{letter}");
            !source.contains(&end(letter)) && !source.contains(&end(letter.to_ascii_uppercase()))
        })
    }

    fn passed_over(&mut self, source: &str, to: usize) {
        if self.read_to < to {
            definitions::find(source, self.read_to..to, &mut self.definitions);
        }
    }

    fn look_at_block(&mut self, source: &str, range: &Range<usize>) {
        let Some(block) = source.get(range.clone()) else { return };
        let Some((indent, _)) = block.split_once('<') else { return };
        let (at, block) =
            (range.start.saturating_add(indent.len()), block.get(indent.len()..).unwrap_or_default());
        if let Some(what) = html::unclosed(block) {
            self.unclosed.push((source.get(..at).map_or(0, lines_in), what));
            self.no_tags.push(at);
            // Others of its kind inside it do not close either.
            let start = if what.starts_with('<') { what.to_owned() } else { format!("<{what}") };
            let mut line_at = at;
            for line in block.split_inclusive('\n') {
                let rest = line.trim_start_matches([' ', '\t', '>']);
                if rest.get(..start.len()).is_some_and(|own| own.eq_ignore_ascii_case(&start)) {
                    self.no_tags.push(line_at.saturating_add(line.len().saturating_sub(rest.len())));
                }
                line_at = line_at.saturating_add(line.len());
            }
        } else if !html::is_markup(html::first_tag(block)) {
            self.no_tags.push(at);
        }
    }

    /// Looks at what stands behind the last event.
    pub(super) fn look_at_end(&mut self, source: &str) {
        definitions::find(source, self.read_to..source.len(), &mut self.definitions);
    }
}
