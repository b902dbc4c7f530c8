//! What is shown of a document: its titles, the passage, and the marks in both.

use crate::document::{Language, Role};
use crate::examine::{Found, Window};
use crate::request::Marked;
use crate::segment::stored::StoredPart;
use crate::snippet::passage;

/// A part, and what was found in it.
type Part<'a> = (&'a StoredPart<'a>, &'a Found);

/// The titles with their marks, the one in the language that is preferred first.
pub(crate) fn titles(parts: &[StoredPart<'_>], found: &[Found], prefer: Option<Language>) -> Vec<Marked> {
    let mut titles: Vec<Marked> = parts
        .iter()
        .enumerate()
        .filter(|(_, part)| part.role == Role::Title)
        .map(|(number, part)| {
            let marks = found.get(number).map(|found| found.marks.clone()).unwrap_or_default();
            Marked { text: part.text.to_owned(), marks, language: part.language }
        })
        .collect();
    if let Some(prefer) = prefer {
        let first = (0..titles.len())
            .min_by_key(|number| titles.get(*number).map(|title| prefer.distance(title.language)));
        if let Some(first) = first {
            let title = titles.remove(first);
            titles.insert(0, title);
        }
    }
    titles
}

/// The best passage with its marks: of a body in the language that is preferred where anything is marked there, else of
/// any part but a title. Where nothing is marked at all, it is of such a body too.
pub(crate) fn snippet(parts: &[StoredPart<'_>], found: &[Found], prefer: Option<Language>) -> Marked {
    let all: Vec<Part<'_>> = parts.iter().zip(found).filter(|(part, _)| part.role != Role::Title).collect();
    let own = |(part, _): &Part<'_>| {
        part.role == Role::Body && prefer.is_some_and(|prefer| prefer.distance(part.language) < 2)
    };
    let marked = |(_, found): &Part<'_>| !found.marks.is_empty();
    let chosen = heaviest(all.iter().filter(|part| own(part) && marked(part)))
        .or_else(|| heaviest(all.iter().filter(|part| marked(part))))
        .or_else(|| heaviest(all.iter().filter(|part| own(part))))
        .or_else(|| heaviest(all.iter()));
    let Some((part, found)) = chosen else { return Marked::default() };
    let first = found.marks.first().map_or((0, 0), |[start, end]| (*start as usize, *end as usize));
    let (start, end) = found.window.map_or(first, |Window { start, end, .. }| (start.0, end.0));
    Marked { language: part.language, ..passage(part.text, start, end, &found.marks) }
}

/// The part with the heaviest window; of equals, the first.
fn heaviest<'p, 'a>(parts: impl Iterator<Item = &'p Part<'a>>) -> Option<Part<'a>>
where
    'a: 'p,
{
    let weight = |part: &Part<'_>| part.1.window.map_or(0.0, |window| window.weight);
    parts.copied().reduce(|best, next| if weight(&next) > weight(&best) { next } else { best })
}
