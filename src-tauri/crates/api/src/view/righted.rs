//! Articles in right Traditional, where a program made them Traditional character by character.

use super::desk::Desk;
use zhimai_gazetteer::{Found, GroupKind};
use zhimai_library::BUNDLED;
use zhimai_model::{Article, BlockKind, Repair};
use zhimai_text::convert::by_character::{Wrong, wrong_characters};
use zhimai_text::offset::CharOffset;

impl Desk<'_> {
    /// Puts the characters right that a program chose wrongly, if the person wants an article so: as many, so that all places
    /// stay, and what changed counts as repaired. Gives whether that is so, and nothing where there is nothing of the kind.
    pub(super) fn put_right(&self, article: &mut Article) -> Option<bool> {
        if article.collection == BUNDLED {
            return None;
        }
        // What cannot be told does not keep an article from being read.
        let is_wanted = self.library.right_traditional(article).ok()??;
        if !is_wanted {
            return Some(false);
        }
        let names = self.known.names();
        let named = |text: &str| -> Vec<(CharOffset, CharOffset)> {
            let is_entity = |found: &Found| {
                names.group(found.group).is_some_and(|group| matches!(group.kind, GroupKind::Entity(_)))
            };
            names
                .find(text)
                .iter()
                .filter(|found| is_entity(found))
                .map(|found| (found.start, found.end))
                .collect()
        };
        let mend = |text: &mut String, start: usize, repairs: &mut Vec<Repair>| {
            let wrong = wrong_characters(text, &named(text));
            let mut chars: Vec<char> = text.chars().collect();
            for Wrong { at, right } in wrong {
                let Some(own) = chars.get_mut(at.0) else { continue };
                let original = std::mem::replace(own, right);
                let at = start.saturating_add(at.0);
                match repairs.last_mut().filter(|last| last.end.0 == at) {
                    Some(last) => {
                        last.original.push(original);
                        last.end = CharOffset(at.saturating_add(1));
                    }
                    None => repairs.push(Repair {
                        start: CharOffset(at),
                        end: CharOffset(at.saturating_add(1)),
                        original: original.into(),
                        certain: true,
                    }),
                }
            }
            *text = chars.into_iter().collect();
        };
        let starts: Vec<usize> = article.body.placed().map(|(start, _)| start).collect();
        let mut repairs = Vec::new();
        for (block, start) in article.body.blocks.iter_mut().zip(starts) {
            if !matches!(block.kind, BlockKind::Code { .. }) {
                mend(&mut block.text, start, &mut repairs);
            }
        }
        mend(&mut article.body.title, 0, &mut Vec::new());
        // Where both were at work, the older repair is told.
        repairs.retain(|one| !article.repairs.iter().any(|old| old.start < one.end && one.start < old.end));
        article.repairs.extend(repairs);
        article.repairs.sort_by_key(|repair| repair.start);
        Some(true)
    }
}
