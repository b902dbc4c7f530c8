//! Names that nobody knows yet, where the words beside them say what they are names of. One that is missed can be added by
//! hand; one that is none costs a decision, so what does not say it is left out.

use super::candidate::NewName;
use super::latin;
use super::sentence::Sentence;
use super::tokens::Text;
use super::told::{Named, Told};
use super::written;
use std::ops::Range;
use zhimai_gazetteer::Gazetteer;
use zhimai_model::{EntityKind, Part};

/// At most so many places of a name are told.
const PLACES: usize = 20;

/// The names of a sentence that nobody knows. In a title every Latin word may have a capital, so that it says nothing.
pub(super) fn named(sentence: &Sentence<'_>, claims: &[Told], is_title: bool) -> Vec<Named> {
    let mut out = written::named(sentence);
    if !is_title {
        out.extend(latin::named(sentence, claims));
    }
    let is_known = |own: &Named| {
        let overlaps = |known: &Range<usize>| known.start < own.range.end && own.range.start < known.end;
        sentence.text.names.iter().any(|name| overlaps(&name.range))
    };
    out.retain(|own| !is_known(own));
    let all = out.clone();
    let is_within = |own: &Named, other: &Named| {
        own.range != other.range && other.range.start <= own.range.start && own.range.end <= other.range.end
    };
    out.retain(|own| !all.iter().any(|other| is_within(own, other)));
    out
}

/// Gathers the names of an article, the most frequent first, with all places where they stand.
pub(super) fn gather(texts: &[(Part, Text)], found: &[(usize, Named)], names: &Gazetteer) -> Vec<NewName> {
    let mut keys: Vec<(Vec<char>, String, Option<EntityKind>)> = Vec::new();
    for (at, named) in found {
        let Some((_, text)) = texts.get(*at) else { continue };
        let key = text.folded.chars.get(named.range.clone()).unwrap_or_default().to_vec();
        match keys.iter_mut().find(|(own, ..)| *own == key) {
            Some((.., kind)) => *kind = kind.or(named.kind),
            None => {
                let own = text.original(&named.range);
                let own: String = text.written().get(own).unwrap_or_default().iter().collect();
                if names.lookup(&own).is_empty() {
                    keys.push((key, own, named.kind));
                }
            }
        }
    }
    let mut out: Vec<NewName> = Vec::new();
    for (key, written, kind) in keys {
        let mut contexts = Vec::new();
        let mut count: u32 = 0;
        for (part, text) in texts {
            for range in places(&text.folded.chars, &key) {
                count = count.saturating_add(1);
                let own = text.original(&range);
                let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
                if contexts.len() < PLACES {
                    contexts.push((*part, offset(own.start), offset(own.end)));
                }
            }
        }
        out.push(NewName { text: written, kind, count, contexts });
    }
    out.sort_by_key(|name| std::cmp::Reverse(name.count));
    out
}

/// Where a name stands in a text; a Latin one begins and ends where letters do.
fn places<'a>(chars: &'a [char], key: &'a [char]) -> impl Iterator<Item = Range<usize>> + 'a {
    let is_letter =
        move |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_alphanumeric);
    let is_latin = key.first().is_some_and(char::is_ascii_alphanumeric);
    let windows = chars.windows(key.len().max(1)).enumerate().filter(move |(_, window)| *window == key);
    windows.map(move |(at, window)| at..at + window.len()).filter(move |range| {
        !(is_latin && (is_letter(range.start.checked_sub(1)) || is_letter(Some(range.end))))
    })
}
