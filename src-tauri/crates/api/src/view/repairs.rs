//! Articles that were repaired at import, as they stood in their files; and what is put right in an article as it is shown.

use super::desk::Desk;
use zhimai_library::Place;
use zhimai_model::{Article, BETWEEN_BLOCKS, CharOffset};

/// An article as it is shown.
pub(super) struct Righted {
    pub(super) article: Article,
    /// What moved.
    pub(super) moved: Moved,
    /// How many places were repaired.
    pub(super) repairs: u32,
    /// Whether they are shown as they stood in the file.
    pub(super) as_it_stood: bool,
    /// Whether it is shown in right Traditional: nothing where there is nothing of the kind.
    pub(super) right_traditional: Option<bool>,
}

/// The repaired places of a text in their order: in the text that is kept, and in the one that is shown.
#[derive(Default)]
pub(super) struct Moved(Vec<(Place, Place)>);

impl Desk<'_> {
    /// An article as the person wants it shown.
    pub(super) fn righted(&self, mut article: Article) -> Righted {
        let repairs = u32::try_from(article.repairs.len()).unwrap_or(u32::MAX);
        // What cannot be told does not keep an article from being read.
        let as_it_stood = repairs > 0 && self.library.as_it_stood(&article.id).unwrap_or(false);
        let (moved, right_traditional) = match as_it_stood {
            true => (undo(&mut article), None),
            false => (Moved::default(), self.put_right(&mut article)),
        };
        Righted { article, moved, repairs, as_it_stood, right_traditional }
    }
}

impl Moved {
    /// A place of the text that is kept, in the text that is shown. Of a repaired place nobody knows a part: it is the whole.
    pub(super) fn shown(&self, (start, end): Place) -> Place {
        let moved = || self.0.iter().copied();
        (place(moved(), start, false), place(moved(), end, true))
    }

    /// A place of the text that is shown, in the text that is kept.
    pub(super) fn kept(&self, (start, end): Place) -> Place {
        let moved = || self.0.iter().map(|(kept, shown)| (*shown, *kept));
        (place(moved(), start, false), place(moved(), end, true))
    }
}

fn place(moved: impl Iterator<Item = (Place, Place)>, at: CharOffset, is_end: bool) -> CharOffset {
    match moved.take_while(|((start, _), _)| *start < at).last() {
        None => at,
        Some(((_, end), (from, to))) if at < end => {
            if is_end {
                to
            } else {
                from
            }
        }
        Some(((_, end), (_, to))) => CharOffset(at.0.saturating_sub(end.0).saturating_add(to.0)),
    }
}

/// Puts the words of the file back in the place of what was made of them; nothing counts as repaired then.
fn undo(article: &mut Article) -> Moved {
    let mut moved = Moved::default();
    let repairs = std::mem::take(&mut article.repairs);
    let mut rest = repairs.iter().peekable();
    // Where a block begins: as it is kept, and as it is shown.
    let (mut was, mut start) = (0_usize, 0_usize);
    for block in &mut article.body.blocks {
        let end = was.saturating_add(block.text.chars().count());
        let mut text = String::with_capacity(block.text.len());
        let mut chars = block.text.chars();
        let (mut at, mut now) = (was, start);
        while let Some(repair) = rest.next_if(|repair| repair.start.0 < end) {
            // One that does not lie within a block, or lies in another, is left as it is.
            if repair.start.0 < at || repair.end.0 > end {
                continue;
            }
            let kept = repair.start.0.saturating_sub(at);
            text.extend(chars.by_ref().take(kept));
            text.push_str(&repair.original);
            let length = repair.end.0.saturating_sub(repair.start.0);
            chars.by_ref().take(length).for_each(drop);
            let from = now.saturating_add(kept);
            now = from.saturating_add(repair.original.chars().count());
            at = repair.end.0;
            moved.0.push(((repair.start, repair.end), (CharOffset(from), CharOffset(now))));
        }
        text.extend(chars);
        for span in &mut block.spans {
            let of_text = |at: u32| CharOffset(was.saturating_add(at as usize));
            let (from, to) = moved.shown((of_text(span.start), of_text(span.end)));
            let of_block = |at: CharOffset| u32::try_from(at.0.saturating_sub(start)).unwrap_or(u32::MAX);
            (span.start, span.end) = (of_block(from), of_block(to));
        }
        block.spans.retain(|span| span.start < span.end);
        was = end.saturating_add(BETWEEN_BLOCKS.len());
        start = start.saturating_add(text.chars().count()).saturating_add(BETWEEN_BLOCKS.len());
        block.text = text;
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::*;
    use zhimai_model::{ArticleKind, Block, Body, Inline, InlineKind, Lang, Repair, Script};

    #[test]
    fn words_spans_and_places_follow_what_is_undone() {
        let span = |start, end| Inline { start, end, kind: InlineKind::Strong };
        let repair = |start, end, original: &str| Repair {
            start: CharOffset(start),
            end: CharOffset(end),
            original: original.to_owned(),
            certain: true,
        };
        let blocks = vec![
            Block { spans: vec![span(0, 2), span(3, 5)], ..Block::paragraph("一二三四五") },
            Block::paragraph("甲"),
            Block { spans: vec![span(0, 1), span(1, 2)], ..Block::paragraph("六七八") },
        ];
        let mut article = Article {
            id: "a".to_owned(),
            collection: "c".to_owned(),
            kind: ArticleKind::Imported,
            body: Body { lang: Lang::Zh, script: Script::Hant, title: String::new(), blocks },
            translation: None,
            source: None,
            author: None,
            url: None,
            date: None,
            original: None,
            entities: Vec::new(),
            events: Vec::new(),
            sources: Vec::new(),
            statements: Vec::new(),
            // 三 was two characters, 六 three, 八 one; 五 to 甲 is of two blocks.
            repairs: vec![repair(2, 3, "??"), repair(4, 8, "!"), repair(10, 11, "xyz"), repair(12, 13, "8")],
        };
        let moved = undo(&mut article);
        assert_eq!(article.body.texts().collect::<Vec<_>>(), ["一二??四五", "甲", "xyz七8"]);
        assert!(article.repairs.is_empty());
        assert_eq!(article.body.blocks[0].spans, [span(0, 2), span(4, 6)]);
        assert_eq!(article.body.blocks[2].spans, [span(0, 3), span(3, 4)]);
        let place = |start, end| (CharOffset(start), CharOffset(end));
        for (kept, shown) in [((0, 2), (0, 2)), ((2, 3), (2, 4)), ((7, 8), (8, 9)), ((10, 13), (11, 16))] {
            assert_eq!(moved.shown(place(kept.0, kept.1)), place(shown.0, shown.1));
            assert_eq!(moved.kept(place(shown.0, shown.1)), place(kept.0, kept.1));
        }
        // A part of what was garbled is the whole.
        assert_eq!(moved.kept(place(12, 13)), place(10, 11));
    }
}
