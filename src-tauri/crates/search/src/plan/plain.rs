//! Plain words of a query that are no name: pairs of characters, single characters, words, numbers, and what of these is
//! written as one, such as `GPT-4o`.

use crate::analysis::common;
use crate::analysis::function_words::{FUNCTION_WORDS, QUESTION_WORDS};
use crate::analysis::terms::{
    TermList, char_terms, is_clitic, is_numbered, joined_rows, next_ideograph, stem_term, text_terms,
    word_terms, write_unit,
};
use crate::plan::clause::{Find, Mark};
use crate::plan::complete::complete;
use crate::plan::planner::{Planner, STEM_SHARE, rarity};
use crate::plan::spell::{offer, respell};
use crate::plan::translate::is_in_dictionary;
use tantivy::Term;
use zhimai_text::fold::Folded;
use zhimai_text::function_words::ENGLISH_FUNCTION_WORDS;
use zhimai_text::segment::{DICTIONARY, Gap, Unit, UnitKind, stem};

/// How much a pair of characters counts that two words of the query share, against a pair within a word:
/// two words of one character each are most often a name that the dictionary does not know.
const SINGLES: f32 = 1.0;
const SINGLE_AND_WORD: f32 = 0.6;
const ACROSS_WORDS: f32 = 0.35;
/// How much it counts when one of them only holds sentences together.
const FUNCTION: f32 = 0.3;
/// How much an English word counts that only holds the sentence together.
const ENGLISH_FUNCTION: f32 = 0.1;
/// How much a single character counts. It finds what pairs miss: words of one character, and names that two regions
/// write with some characters in common.
const CHARACTER: f32 = 0.6;
/// A character is ranked by in the first stage where at most this share of the documents has it, or so many of them;
/// common characters would cost time and tell nothing.
const RARE_SHARE: f32 = 0.02;
const RARE: f32 = 16.0;
/// How much a word counts that is a part of something with a number in it: the `gpt` of `GPT-4o`.
const PART: f32 = 0.3;
/// The operators that are words in a query all in capitals.
const OPERATORS: [&str; 4] = ["and", "or", "not", "near"];

/// Units that are no name. `growing`: the last may be unfinished.
pub(crate) fn plain_words(
    planner: &mut Planner<'_>,
    folded: &Folded,
    row: &[Unit],
    piece: usize,
    growing: bool,
    factor: f32,
) {
    let chars = &folded.chars;
    let numbered = wholes(planner, chars, row, piece, growing, factor);
    let mut at = 0;
    while let Some(unit) = row.get(at) {
        let numbered = numbered.get(at).copied().unwrap_or(false);
        match unit.kind {
            UnitKind::Symbol => {
                if let Some(sign) = chars.get(unit.start) {
                    lone_character(planner, *sign, piece);
                }
            }
            UnitKind::Ideograph => {
                let mut run: Vec<char> = chars.get(unit.start).copied().into_iter().collect();
                while let Some(next) = next_ideograph(row, at) {
                    run.extend(chars.get(next.start));
                    at += 1;
                }
                chinese_run(planner, &run, piece, factor);
            }
            UnitKind::Word if is_clitic(chars, row, at) => {}
            // One letter or a number says nothing without what it is joined to.
            UnitKind::Word if numbered && unit.end - unit.start < 2 => {}
            UnitKind::Number if numbered => {}
            UnitKind::Word => {
                let growing = growing && at + 1 == row.len() && !numbered;
                let factor = if numbered { factor * PART } else { factor };
                latin_word(planner, written(chars, unit), piece, growing, factor);
            }
            UnitKind::Number => {
                let number = written(chars, unit);
                let weight =
                    planner.score(Term::from_field_text(planner.context.fields.text, &number), factor);
                planner.atom(Find::Number(number), weight, piece, Mark::Weighty);
            }
        }
        at += 1;
    }
    // Where words and numbers meet Chinese.
    let fields = &planner.context.fields;
    let mut meetings = Vec::new();
    char_terms(chars, row, |a, b| {
        meetings.extend(b.map(|b| Term::from_field_text(fields.chars, &format!("{a}{b}"))));
    });
    for term in meetings {
        planner.score(term, ACROSS_WORDS * factor);
    }
}

/// What is written as one, or is by others. Gives back which units are a part of something with a number in it.
pub(crate) fn wholes(
    planner: &mut Planner<'_>,
    chars: &[char],
    row: &[Unit],
    piece: usize,
    growing: bool,
    factor: f32,
) -> Vec<bool> {
    let mut numbered = vec![false; row.len()];
    for range in joined_rows(chars, row) {
        let growing = growing && range.end == row.len();
        let joined = row.get(range.clone()).unwrap_or_default();
        written_as_one(planner, chars, joined, piece, growing, factor);
        if is_numbered(joined) {
            numbered.get_mut(range).into_iter().for_each(|part| part.fill(true));
        }
    }
    spaced(planner, chars, row, piece, factor);
    numbered
}

/// Words and numbers that are written as one. Where the whole of them stands nowhere, the parts of it that do.
fn written_as_one(
    planner: &mut Planner<'_>,
    chars: &[char],
    row: &[Unit],
    piece: usize,
    growing: bool,
    factor: f32,
) {
    let units: Vec<String> = row.iter().map(|unit| written(chars, unit)).collect();
    let mut all = TermList::default();
    text_terms(chars, row, &mut all);
    let own = all.iter().filter(|term| !term.starts_with('~') && !units.iter().any(|unit| unit == term));
    let mut terms: Vec<String> = own.map(str::to_owned).collect();
    let Some(whole) = terms.iter().max_by_key(|term| term.len()).cloned() else { return };
    terms.retain(|term| *term != whole);
    if growing {
        complete(planner, &whole);
    }
    let numbered = is_numbered(row);
    let mut found = joined_term(planner, whole, piece, growing, factor);
    for part in terms.into_iter().filter(|_| numbered) {
        if found {
            planner.score(Term::from_field_text(planner.context.fields.text, &part), factor * PART);
        } else {
            found |= joined_term(planner, part, piece, false, factor);
        }
    }
}

/// A word and the number behind it, which others write as one: `Qwen 3`.
fn spaced(planner: &mut Planner<'_>, chars: &[char], row: &[Unit], piece: usize, factor: f32) {
    for pair in row.windows(2) {
        if let [word, number] = pair
            && (word.kind, number.kind, number.gap) == (UnitKind::Word, UnitKind::Number, Gap::Space)
        {
            joined_term(planner, written(chars, word) + &written(chars, number), piece, false, factor);
        }
    }
}

/// Gives back whether it stands anywhere.
fn joined_term(planner: &mut Planner<'_>, text: String, piece: usize, growing: bool, factor: f32) -> bool {
    let term = Term::from_field_text(planner.context.fields.text, &text);
    let stands = planner.doc_freq(&term) > 0;
    if stands || growing {
        let weight = planner.score(term, factor);
        planner.atom(Find::Joined { text, prefix: growing }, weight, piece, Mark::Weighty);
    }
    stands
}

/// Chinese characters that follow each other.
fn chinese_run(planner: &mut Planner<'_>, run: &[char], piece: usize, factor: f32) {
    planner.plan.longest_run = planner.plan.longest_run.max(run.len());
    if let [one] = run {
        lone_character(planner, *one, piece);
    }
    // The number and the length of the word that each character is in, and whether it asks a question.
    let mut words = Vec::with_capacity(run.len());
    for (number, (start, end)) in DICTIONARY.cut(run).into_iter().enumerate() {
        let word: String = run.get(start..end).unwrap_or_default().iter().collect();
        let asks = QUESTION_WORDS.contains(&word.as_str());
        words.extend((start..end).map(|_| (number, end - start, asks)));
    }
    let function = |c: &char, length: &usize| *length == 1 && FUNCTION_WORDS.contains(*c);
    for (at, (pair, words)) in run.windows(2).zip(words.windows(2)).enumerate() {
        let ([a, b], [(first, before, asks), (second, after, asks_too)]) = (pair, words) else {
            continue;
        };
        let word = first == second || run.len() == 2;
        let share = match (before, after) {
            _ if *asks || *asks_too => FUNCTION,
            _ if word => 1.0,
            _ if function(a, before) || function(b, after) => FUNCTION,
            (1, 1) => SINGLES,
            (1, _) | (_, 1) => SINGLE_AND_WORD,
            _ => ACROSS_WORDS,
        };
        let term = Term::from_field_text(planner.context.fields.text, &format!("{a}{b}"));
        let weight = planner.score(term, share * factor);
        let mark = if word || share >= SINGLES { Mark::Weighty } else { Mark::Never };
        planner.atom(Find::Pair { a: *a, b: *b, at }, weight, piece, mark);
    }
    // Two characters alone are a name that the dictionary does not know rather than two words.
    let name = run.len() == 2 && !run.iter().any(|c| FUNCTION_WORDS.contains(*c));
    // Pairs are enough for what must stand there as it is.
    for (c, (_, length, asks)) in run.iter().zip(&words) {
        if !asks && !planner.exactly && !FUNCTION_WORDS.contains(*c) {
            single_character(planner, *c, *length == 1 && !name, piece, factor);
        }
    }
}

/// A sign or character that is looked for when there is nothing else.
fn lone_character(planner: &mut Planner<'_>, c: char, piece: usize) {
    if !planner.exactly {
        planner.chars.push((c, piece));
    }
}

/// A character by itself. `word`: it is a word of its own; else it only adds to the pairs of the word that it is in.
fn single_character(planner: &mut Planner<'_>, c: char, word: bool, piece: usize, factor: f32) {
    let find = Find::Char(c);
    let term = Term::from_field_text(planner.context.fields.chars, &c.to_string());
    if word {
        planner.beside.remove(&term);
    }
    if planner.plan.atoms.iter().any(|atom| atom.find == find) {
        return;
    }
    let factor = factor * CHARACTER;
    // Common characters would cost time in the first stage and tell nothing.
    if let Some(rarity) = common::rarity(c) {
        return planner.atom(find, rarity * factor, piece, Mark::Never);
    }
    let (frequency, all) = (planner.doc_freq(&term), planner.context.searcher.num_docs());
    let rare = frequency as f32 <= (RARE_SHARE * all as f32).max(RARE);
    if !word {
        planner.beside.insert(term.clone());
    }
    let weight = if rare { planner.score(term, factor) } else { rarity(frequency, all) * factor };
    planner.atom(find, weight, piece, if word && rare { Mark::Weighty } else { Mark::Never });
}

pub(crate) fn latin_word(planner: &mut Planner<'_>, word: String, piece: usize, growing: bool, factor: f32) {
    let fields = &planner.context.fields;
    let (own, stem_of) = word_terms(&word);
    // The stem of another word may be this one, and is then a term of its own: `run` is in `running` as `~run`.
    let stemmed = Term::from_field_text(fields.text, &stem_of.unwrap_or_else(|| stem_term(&word)));
    let own = Term::from_field_text(fields.text, &own);
    let known = planner.doc_freq(&own) + planner.doc_freq(&stemmed) > 0;
    if !known
        && !growing
        && !planner.exactly
        && !is_in_dictionary(planner, &word)
        && respell(planner, &word, factor)
    {
        return;
    }
    if known && !growing && !planner.exactly {
        offer(planner, &word, planner.doc_freq(&own));
    }
    let fields = &planner.context.fields;
    let bare = Term::from_field_text(fields.text, &stem(&word));
    let function = ENGLISH_FUNCTION_WORDS.binary_search(&word.as_str()).is_ok();
    let (factor, mark) =
        if function { (factor * ENGLISH_FUNCTION, Mark::Never) } else { (factor, Mark::Weighty) };
    if planner.capitals && OPERATORS.contains(&word.as_str()) {
        // `NVDA OR AMD` is not to find all that has "or" in it.
        planner.beside.extend([own.clone(), stemmed.clone(), bare.clone()]);
    }
    let mut weight = planner.score(own.clone(), factor).max(planner.score(stemmed, factor * STEM_SHARE));
    if bare != own {
        weight = weight.max(planner.score(bare, factor * STEM_SHARE));
    }
    planner.atom(Find::Word { word, prefix: growing }, weight, piece, mark);
}

fn written(chars: &[char], unit: &Unit) -> String {
    let mut out = String::new();
    write_unit(chars, unit, &mut out);
    out
}
