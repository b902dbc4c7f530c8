//! A text of one region in the words of another, names included.

use crate::find::Found;
use crate::gazetteer::Gazetteer;
use crate::group::{Form, GroupKind};
use zhimai_text::convert::{Converted, Fixed, localize};
use zhimai_text::fold::folded;
use zhimai_text::offset::CharOffset;
use zhimai_text::region::Region;
use zhimai_text::segment::is_ideograph;

impl Gazetteer {
    /// A text of one region in the words of another: names become those that are used there, or stay as they are where none is
    /// known. Within a region, and in a text without ideographs, nothing changes.
    pub fn localize(&self, text: &str, from: Region, to: Region) -> Converted {
        if from == to || !text.contains(is_ideograph) {
            return localize(text, from, from, &[], &[]);
        }
        self.localize_found(text, &self.find(text), &[], from, to)
    }

    /// The same where it is known what the text names ([`Gazetteer::find`]). What stands from the start to the end of each of
    /// `kept`, in code points, stays as it is; they are in order and do not overlap.
    pub fn localize_found(
        &self,
        text: &str,
        found: &[Found],
        kept: &[(CharOffset, CharOffset)],
        from: Region,
        to: Region,
    ) -> Converted {
        if from == to {
            return localize(text, from, to, &[], &[]);
        }
        let chars: Vec<char> = text.chars().collect();
        let as_it_is = |(start, end): &(CharOffset, CharOffset)| Fixed {
            start: *start,
            end: *end,
            text: chars.get(start.0..end.0).map(|part| part.iter().collect()),
        };
        let as_it_is: Vec<Fixed> = kept.iter().map(as_it_is).collect();
        let (mut named, mut kept, mut terms) = (Vec::new(), Vec::new(), Vec::new());
        for one in found {
            let Some(group) = self.group(one.group) else { continue };
            let Some(form) = group.forms.get(one.form as usize) else { continue };
            let new = written(form, &chars, one, from, to);
            let fixed = Fixed { start: one.start, end: one.end, text: new };
            match group.kind {
                GroupKind::Entity(_) if fixed.text.is_some() => named.push(fixed),
                GroupKind::Entity(_) => kept.push(fixed),
                GroupKind::Term if fixed.text.is_some() => terms.push(fixed),
                GroupKind::Term | GroupKind::Region => {}
            }
        }
        // 微軟雲端 is no name of any region, the 微軟 in it is: what is renamed goes first, the longest of that before the others.
        let mut fixed = without_overlaps(named, as_it_is);
        fixed = without_overlaps(kept, fixed);
        fixed.sort_by_key(|part| part.start);
        localize(text, from, to, &fixed, &without_overlaps(terms, Vec::new()))
    }
}

/// Adds to `fixed` the parts that overlap nothing of it, the longer ones first.
fn without_overlaps(mut parts: Vec<Fixed>, fixed: Vec<Fixed>) -> Vec<Fixed> {
    parts.sort_by_key(|part| (std::cmp::Reverse(part.end.0 - part.start.0), part.start));
    let mut taken: std::collections::BTreeMap<CharOffset, Fixed> =
        fixed.into_iter().map(|part| (part.start, part)).collect();
    for part in parts {
        let before = taken.range(..part.end).next_back();
        if before.is_none_or(|(_, other)| other.end <= part.start) {
            taken.insert(part.start, part);
        }
    }
    taken.into_values().collect()
}

/// What is to be written for a name, where that is known: also where only its script is another, which no table then decides.
fn written(form: &Form, chars: &[char], found: &Found, from: Region, to: Region) -> Option<String> {
    let regional = form.regional.as_ref()?;
    let of =
        |region: Region| Region::ALL.iter().position(|one| *one == region).and_then(|at| regional.get(at));
    let (own, new) = (of(from)?, of(to)?);
    let here: String = chars.get(found.start.0..found.end.0).unwrap_or_default().iter().collect();
    if !here.contains(is_ideograph) {
        // Google in a text of Taiwan is 谷歌 elsewhere, the Google of Google Cloud is not, nor is that of a text of Hong Kong.
        let beside = |at: Option<usize>| at.and_then(|at| chars.get(at)).copied().unwrap_or('，');
        let joined = |c: char, next: char| {
            c.is_ascii_alphanumeric() || "-_./".contains(c) || c == ' ' && next.is_ascii_alphanumeric()
        };
        let (start, end) = (found.start.0, found.end.0);
        if folded(own) != folded(&here)
            || folded(new) == folded(&here)
            || joined(beside(start.checked_sub(1)), beside(start.checked_sub(2)))
            || joined(beside(Some(end)), beside(Some(end + 1)))
        {
            return None;
        }
    }
    Some(new.clone())
}
