//! Why a document matches: what stands there for a piece of the query that does not stand there as written.

use crate::examine::Found;
use crate::plan::clause::{Find, Plan};
use crate::request::Reason;
use crate::segment::stored::StoredPart;
use zhimai_gazetteer::{Gazetteer, GroupKind, squeeze};
use zhimai_text::offset::{self, ByteOffset, CharOffset};
use zhimai_text::segment::is_ideograph;

/// Of what stands in a text instead of one piece of the query, only so many forms are told.
const FORMS: usize = 16;

/// Why a document matches, where that is not plain to see. `parts` and `found` are those of the document.
pub(crate) fn reasons(plan: &Plan, parts: &[StoredPart<'_>], found: &[Found]) -> Vec<Reason> {
    let mut reasons = Reasons::new(plan);
    for (part, found) in parts.iter().zip(found) {
        let mut walk = Walk { text: part.text, at: ByteOffset(0), chars: CharOffset(0) };
        for (atom, start, end) in &found.told {
            if !reasons.is_plain(*atom) {
                reasons.note(*atom, walk.slice(*start, *end));
            }
        }
    }
    reasons.told()
}

/// A way through a text from piece to piece: a long one may have thousands, and none is counted for from the beginning.
struct Walk<'a> {
    text: &'a str,
    /// Where the last piece began, in bytes and in code points.
    at: ByteOffset,
    chars: CharOffset,
}

impl<'a> Walk<'a> {
    fn slice(&mut self, start: CharOffset, end: CharOffset) -> &'a str {
        if start < self.chars {
            (self.at, self.chars) = (ByteOffset(0), CharOffset(0));
        }
        let rest = self.text.get(self.at.0..).unwrap_or_default();
        let from = offset::byte_of(rest, CharOffset(start.0 - self.chars.0)).0;
        (self.at.0, self.chars) = (self.at.0 + from, start);
        let own = rest.get(from..).unwrap_or_default();
        offset::slice(own, CharOffset(0), CharOffset(end.0.saturating_sub(start.0)))
    }
}

/// What to tell about pieces of the query that do not stand in the document as written.
struct Reasons<'a> {
    plan: &'a Plan,
    /// For each atom with a reason: what stands there instead, each form once.
    found: Vec<Vec<String>>,
    /// It stands there as written too.
    plain: Vec<bool>,
}

impl<'a> Reasons<'a> {
    fn new(plan: &'a Plan) -> Self {
        Reasons { plan, found: vec![Vec::new(); plan.atoms.len()], plain: vec![false; plan.atoms.len()] }
    }

    /// Whether an atom stands in the document as written, so that nothing is told of it.
    fn is_plain(&self, number: usize) -> bool {
        self.plain.get(number).copied().unwrap_or(true)
    }

    /// Takes in a piece of text that an atom was found as.
    fn note(&mut self, number: usize, found: &str) {
        let Some(atom) = self.plan.atoms.get(number) else { return };
        let known = self.found.get(number).is_none_or(|forms| forms.iter().any(|form| form == found));
        if known || self.is_plain(number) {
            return;
        }
        let written = self.plan.written.get(atom.piece).map_or("", String::as_str);
        let same = squeeze(written) == squeeze(found)
            || is_plural(&self.plan.names, &atom.find, written, found)
            || is_written(&atom.find, found);
        if same {
            self.plain.get_mut(number).into_iter().for_each(|plain| *plain = true);
        } else if let Some(forms) = self.found.get_mut(number).filter(|forms| forms.len() < FORMS) {
            forms.push(found.to_owned());
        }
    }

    fn told(self) -> Vec<Reason> {
        let mut out: Vec<Reason> = Vec::new();
        for ((atom, found), plain) in self.plan.atoms.iter().zip(self.found).zip(self.plain) {
            let mut forms = found.into_iter();
            if let (Some(kind), Some(found), false) = (atom.reason, forms.next(), plain) {
                let written = self.plan.written.get(atom.piece).cloned().unwrap_or_default();
                let reason = Reason { kind, written, found, others: forms.collect() };
                if !out.contains(&reason) {
                    out.push(reason);
                }
            }
        }
        out
    }
}

/// `chip` and `chips` need no telling.
fn is_plural(names: &Gazetteer, find: &Find, a: &str, b: &str) -> bool {
    let Find::Groups(groups) = find else { return false };
    let term =
        groups.iter().filter_map(|group| names.group(*group)).any(|group| group.kind == GroupKind::Term);
    let (a, b) = (squeeze(a), squeeze(b));
    term && (a.strip_suffix('s') == Some(&b) || b.strip_suffix('s') == Some(&a))
}

/// What stands there is the word itself, or another form of it, and no translation.
fn is_written(find: &Find, found: &str) -> bool {
    let Find::Forms { chinese, .. } = find else { return false };
    found.chars().next().is_some_and(|c| is_ideograph(c) != *chinese)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_one_after_the_other_and_back() {
        let text = "輝達 GPU 與𠀀微軟";
        let mut walk = Walk { text, at: ByteOffset(0), chars: CharOffset(0) };
        for (start, end, piece) in [
            (0, 2, "輝達"),
            (0, 6, "輝達 GPU"),
            (3, 6, "GPU"),
            (8, 11, "𠀀微軟"),
            (3, 3, ""),
            (9, 99, "微軟"),
            (99, 100, ""),
        ] {
            assert_eq!(walk.slice(CharOffset(start), CharOffset(end)), piece);
        }
    }
}
