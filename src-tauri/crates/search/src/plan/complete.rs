//! Words that are still being typed: what they may become.

use crate::analysis::terms::{is_numbered, joined_rows};
use crate::plan::planner::Planner;
use crate::request::ReasonKind;
use crate::segment::bits::outside;
use std::collections::HashMap;
use tantivy::Term;
use zhimai_text::fold::Folded;
use zhimai_text::segment::{Unit, UnitKind};

/// At most so many words that begin like the one being typed.
const COMPLETIONS: usize = 24;
/// At most so many words are looked at for completions, and for spellings.
const LOOKED_AT: usize = 20_000;
/// How much a completion counts against the word itself.
const COMPLETED: f32 = 0.6;
/// Adds what the last piece of the query may become. Gives back how many of its last units are the beginning of a name
/// of several words, and then stand for nothing else.
pub(crate) fn growing(planner: &mut Planner<'_>, folded: &Folded, rest: &[Unit], piece: usize) -> usize {
    let chars = &folded.chars;
    let Some(last) = rest.last() else { return 0 };
    let typed = |start: usize| chars.get(start..last.end).unwrap_or_default().iter().collect::<String>();
    match last.kind {
        UnitKind::Word => {
            // A name may be of several words: the longest row of words that one begins with.
            let names = &planner.context.names;
            // Of what is written as one, such as `GPT-4o`, the last letter begins nothing.
            let joined = joined_rows(chars, rest).pop().filter(|range| range.end == rest.len());
            let joined = joined.and_then(|range| rest.get(range)).filter(|row| is_numbered(row));
            let least = joined.map_or(1, <[Unit]>::len);
            let starts = rest.iter().rev().take(4).enumerate().skip(least - 1);
            let names = starts
                .map(|(before, unit)| (before + 1, names.by_prefix(&typed(unit.start))))
                .rfind(|(_, groups)| !groups.is_empty());
            let word = typed(last.start);
            match names {
                Some((words, groups)) => {
                    planner.groups(groups, piece, ReasonKind::Alias, COMPLETED);
                    if words > 1 {
                        return words;
                    }
                }
                None if joined.is_none() && word.len() >= 3 => {
                    let groups = planner.context.names.by_sound(&word, true);
                    if !groups.is_empty() {
                        planner.groups(groups, piece, ReasonKind::Pinyin, COMPLETED);
                    }
                }
                None => {}
            }
            if joined.is_none() {
                complete(planner, &word);
            }
        }
        UnitKind::Ideograph => {
            let run = rest.iter().rev().take_while(|unit| unit.kind == UnitKind::Ideograph).count();
            let shortest = if run == 1 { 1 } else { 2 };
            for length in (shortest..=run.min(6)).rev() {
                let groups =
                    last.end.checked_sub(length).map(|start| planner.context.names.by_prefix(&typed(start)));
                if let Some(groups) = groups.filter(|groups| !groups.is_empty()) {
                    planner.groups(groups, piece, ReasonKind::Alias, COMPLETED);
                    break;
                }
            }
        }
        UnitKind::Number | UnitKind::Symbol => {}
    }
    0
}

/// Ranks by the most frequent words that begin like this one, as if they were one word.
pub(crate) fn complete(planner: &mut Planner<'_>, beginning: &str) {
    let mut found: HashMap<String, u32> = HashMap::new();
    words_from(planner, beginning, |word, frequency| {
        let entry = found.entry(word.to_owned()).or_insert(0);
        *entry = entry.saturating_add(frequency);
    });
    let mut found: Vec<(String, u32)> = found.into_iter().filter(|(word, _)| word != beginning).collect();
    found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let field = planner.context.fields.text;
    let words = found.into_iter().take(COMPLETIONS);
    let terms = words.map(|(word, _)| Term::from_field_text(field, &word)).collect();
    planner.score_as_one(terms, COMPLETED);
}

/// Calls back with the words of the index that begin like this, with the number of documents that have them.
pub(crate) fn words_from(planner: &Planner<'_>, beginning: &str, mut found: impl FnMut(&str, u32)) {
    let mut looked_at = 0;
    let mut hidden = planner.context.hidden.iter();
    for segment in planner.context.searcher.segment_readers() {
        let hidden = hidden.next();
        let Ok(inverted) = segment.inverted_index(planner.context.fields.text) else { continue };
        let Ok(mut stream) = inverted.terms().range().ge(beginning.as_bytes()).into_stream() else {
            continue;
        };
        while stream.advance() && stream.key().starts_with(beginning.as_bytes()) && looked_at < LOOKED_AT {
            looked_at += 1;
            let frequency = match hidden {
                None => stream.value().doc_freq,
                Some(hidden) => outside(&inverted, stream.value(), hidden),
            };
            if let Ok(word) = std::str::from_utf8(stream.key())
                && frequency > 0
            {
                found(word, frequency);
            }
        }
    }
}
