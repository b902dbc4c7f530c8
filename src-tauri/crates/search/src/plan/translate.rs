//! Translations for queries, by the dictionaries that are there.
//!
//! A word that stands in the query counts in full. What the dictionary has for it in the other language counts less, and
//! all of it together no more than the word itself would: a translation is a guess at what was meant.
//! Names and terms of the gazetteer are tied to each other already and are not looked up, nor are function words.

use crate::analysis::terms::{is_clitic, stem_term, write_unit};
use crate::plan::clause::{Atom, Find, Mark};
use crate::plan::named::longest_names;
use crate::plan::planner::{Planner, STEM_SHARE, original, rarity};
use crate::request::ReasonKind;
use tantivy::Term;
use zhimai_dictionary::{LONGEST_HEADWORD, LONGEST_PHRASE, base_forms, is_function_word};
use zhimai_text::fold::Folded;
use zhimai_text::segment::{DICTIONARY, Unit, UnitKind, is_ideograph};

/// How much the best translation counts against the word itself.
const TRANSLATED: f32 = 0.5;
/// The same for a Chinese word that stands somewhere itself: what is Chinese has it as written, and an English word in the midst
/// of Chinese says little about the text.
const TRANSLATED_BESIDE: f32 = 0.25;
/// How much each further one counts against the one before, so that having all of them is worth little more than
/// having the best.
const FURTHER: f32 = 0.5;
/// How many translations of a word are looked for: those that fit best, of those that stand anywhere.
const MOST: usize = 3;
/// How many are considered.
const CONSIDERED: usize = 24;

/// A word or phrase in the other language, and what it is found by.
struct Translation {
    /// Folded; words of letters parted by single spaces.
    form: String,
    terms: Vec<(Term, f32)>,
    /// In how many documents it stands at the most.
    frequency: u64,
    /// How well it fits: larger is better.
    fits: f32,
}

/// A word or phrase of the query that is translated.
struct Written {
    /// Folded, as a translation is.
    form: String,
    /// Its number in the plan.
    piece: usize,
    /// In how many documents it stands at the most.
    frequency: u64,
}

/// Adds translations of what the gazetteer does not know in a row of units.
pub(crate) fn translate(planner: &mut Planner<'_>, text: &str, folded: &Folded, row: &[Unit], factor: f32) {
    if planner.context.dictionaries.is_empty() {
        return;
    }
    let names = longest_names(&planner.context.names, &folded.chars, row);
    let named = |unit: &Unit| {
        let mut first = names.iter().filter_map(|(_, named)| named.first());
        first.any(|named| unit.start < named.end && unit.end > named.start)
    };
    // Among Chinese, a word with a capital letter is a name: 賽道 is no translation of one who is called Track.
    let among_chinese = folded.chars.iter().copied().any(is_ideograph);
    let is_name = |unit: &Unit| {
        let written = original(text, folded, unit.start, unit.end);
        among_chinese && written.starts_with(char::is_uppercase)
    };
    for free in row.split(named) {
        let mut at = 0;
        while let Some(unit) = free.get(at) {
            let rest = free.get(at..).unwrap_or_default();
            at += match unit.kind {
                UnitKind::Ideograph => translate_chinese(planner, text, folded, rest, factor),
                UnitKind::Word if !is_clitic(&folded.chars, free, at) && !is_name(unit) => {
                    translate_english(planner, text, folded, rest, factor)
                }
                _ => 1,
            };
        }
    }
}

/// Whether the dictionary has an English word, which is then no slip.
pub(crate) fn is_in_dictionary(planner: &Planner<'_>, word: &str) -> bool {
    let dictionaries = &planner.context.dictionaries;
    base_forms(word).iter().any(|form| !dictionaries.headwords_of(form).is_empty())
}

/// Translates the longest phrase that a row begins with; gives back how many units were looked at.
fn translate_english(
    planner: &mut Planner<'_>,
    text: &str,
    folded: &Folded,
    row: &[Unit],
    factor: f32,
) -> usize {
    let words = words_from(&folded.chars, row);
    for count in (1..=words.len()).rev() {
        let Some((phrase, [.., (last, end)])) = words.get(..count).map(|words| (words, words)) else {
            continue;
        };
        if count == 1 && (last.chars().count() < 2 || is_function_word(last)) {
            continue;
        }
        let before: Vec<&str> = phrase.iter().take(count - 1).map(|(word, _)| word.as_str()).collect();
        for form in base_forms(last) {
            let key = before.iter().copied().chain([form.as_str()]).collect::<Vec<_>>().join(" ");
            let found = chinese_for(planner, &key);
            if !found.is_empty() {
                let frequencies = phrase.iter().map(|(word, _)| word_frequency(planner, word));
                let frequency = frequencies.min().unwrap_or(0);
                let form = before.iter().copied().chain([last.as_str()]).collect::<Vec<_>>().join(" ");
                let piece = piece_of_units(planner, text, folded, row.get(..*end).unwrap_or_default());
                add_translations(planner, Written { form, piece, frequency }, found, true, factor);
                return *end;
            }
        }
    }
    1
}

/// Translates the words of a run of Chinese characters that a row begins with; gives back its length.
fn translate_chinese(
    planner: &mut Planner<'_>,
    text: &str,
    folded: &Folded,
    row: &[Unit],
    factor: f32,
) -> usize {
    let length = row.iter().take_while(|unit| unit.kind == UnitKind::Ideograph).count();
    let row = row.get(..length).unwrap_or_default();
    let run: Vec<char> = row.iter().filter_map(|unit| folded.chars.get(unit.start).copied()).collect();
    let cuts: Vec<usize> = DICTIONARY.cut(&run).into_iter().map(|(_, end)| end).collect();
    let mut at = 0;
    while at < run.len() {
        let word_end = cuts.iter().copied().find(|cut| *cut > at).unwrap_or(run.len());
        // Several words that are one headword; then the word; then what it begins with.
        let longest = run.len().min(at + LONGEST_HEADWORD);
        let ends = (at + 2..=longest).rev().filter(|end| *end < word_end || cuts.contains(end));
        let mut next = word_end;
        for end in ends {
            let word: String = run.get(at..end).unwrap_or_default().iter().collect();
            let found = english_for(planner, &word);
            if !found.is_empty() {
                let frequency = rarest_pair(planner, &word).map_or(0, |(_, frequency)| frequency);
                let piece = piece_of_units(planner, text, folded, row.get(at..end).unwrap_or_default());
                add_translations(planner, Written { form: word, piece, frequency }, found, false, factor);
                next = end;
                break;
            }
        }
        at = next;
    }
    length
}

/// Chinese words for an English phrase that stand somewhere, those that fit best first.
fn chinese_for(planner: &Planner<'_>, phrase: &str) -> Vec<Translation> {
    let dictionaries = &planner.context.dictionaries;
    let mut found: Vec<Translation> = Vec::new();
    for (word, rank) in dictionaries.headwords_of(phrase).into_iter().take(CONSIDERED) {
        if !found.iter().any(|known| known.form == word)
            && let Some((term, frequency)) = rarest_pair(planner, word)
        {
            let fits = fits(frequency, rank.into());
            found.push(Translation { form: word.to_owned(), terms: vec![(term, 1.0)], frequency, fits });
        }
    }
    best(found)
}

/// English phrases for a Chinese word that stand somewhere, those that fit best first.
fn english_for(planner: &Planner<'_>, word: &str) -> Vec<Translation> {
    let dictionaries = &planner.context.dictionaries;
    let mut found: Vec<Translation> = Vec::new();
    for (place, phrase) in dictionaries.phrases_of(word).into_iter().take(CONSIDERED).enumerate() {
        // The rarest word stands for the phrase.
        let words = phrase.split(' ').filter(|word| !is_function_word(word));
        let Some((rarest, frequency)) =
            words.map(|word| (word, word_frequency(planner, word))).min_by_key(|(_, frequency)| *frequency)
        else {
            continue;
        };
        if frequency == 0 || found.iter().any(|known| known.form == phrase) {
            continue;
        }
        let field = planner.context.fields.text;
        let own = Term::from_field_text(field, rarest);
        let stem = Term::from_field_text(field, &stem_term(rarest));
        let terms = vec![(own, 1.0), (stem, STEM_SHARE)];
        let fits = fits(frequency, place);
        found.push(Translation { form: phrase, terms, frequency, fits });
    }
    best(found)
}

/// The rarest pair of characters of a Chinese word, which stands for the word, and how many documents have it; none
/// when the word stands nowhere.
fn rarest_pair(planner: &Planner<'_>, word: &str) -> Option<(Term, u64)> {
    let chars: Vec<char> = word.chars().collect();
    let pairs = chars.windows(2).map(|pair| {
        let term = Term::from_field_text(planner.context.fields.text, &pair.iter().collect::<String>());
        let frequency = planner.doc_freq(&term);
        (term, frequency)
    });
    pairs.min_by_key(|(_, frequency)| *frequency).filter(|(_, frequency)| *frequency > 0)
}

/// How many documents have an English word or one of its stem, at the most.
fn word_frequency(planner: &Planner<'_>, word: &str) -> u64 {
    let field = planner.context.fields.text;
    let terms = [word, &stem_term(word)].map(|term| Term::from_field_text(field, term));
    terms.iter().map(|term| planner.doc_freq(term)).sum()
}

fn piece_of_units(planner: &mut Planner<'_>, text: &str, folded: &Folded, units: &[Unit]) -> usize {
    let (start, end) = (units.first().map_or(0, |unit| unit.start), units.last().map_or(0, |unit| unit.end));
    planner.piece(&original(text, folded, start, end))
}

/// Ranks and marks by translations, which are Chinese or English.
///
/// All of them together are taken for one word, as rare as all of them together (Pirkola 1998) and no rarer than what
/// is written: an unusual translation does not weigh more for being rare.
fn add_translations(
    planner: &mut Planner<'_>,
    written: Written,
    found: Vec<Translation>,
    chinese: bool,
    factor: f32,
) {
    let all = planner.context.searcher.num_docs();
    let together = found.iter().map(|translation| translation.frequency).sum::<u64>().min(all);
    let mut worth = rarity(together, all);
    if written.frequency > 0 {
        worth = worth.min(rarity(written.frequency, all));
    }
    let beside = !chinese && written.frequency > 0;
    let worth = worth * factor * if beside { TRANSLATED_BESIDE } else { TRANSLATED };
    let mut share = worth;
    let mut forms = vec![written.form];
    for translation in found {
        for (term, part) in translation.terms {
            let rarity = rarity(planner.doc_freq(&term), all).max(f32::MIN_POSITIVE);
            planner.score(term, share * part / rarity);
        }
        forms.push(translation.form);
        share *= FURTHER;
    }
    let find = Find::Forms { forms, chinese };
    let reason = Some(ReasonKind::Dictionary);
    planner.plan.atoms.push(Atom { find, weight: worth, piece: written.piece, mark: Mark::Weighty, reason });
}

/// The words that a row begins with, each with the number of units up to its end; at most as many as a phrase may have.
fn words_from(chars: &[char], row: &[Unit]) -> Vec<(String, usize)> {
    let mut out = Vec::new();
    for (at, unit) in row.iter().enumerate() {
        match unit.kind {
            UnitKind::Word | UnitKind::Number if out.len() < LONGEST_PHRASE => {
                let mut word = String::new();
                write_unit(chars, unit, &mut word);
                out.push((word, at + 1));
            }
            UnitKind::Symbol if matches!(chars.get(unit.start), Some('-' | '‐' | '‑')) => {}
            _ => break,
        }
    }
    out
}

/// A usual word is more likely meant than a rare one, and a first meaning more likely than a later one.
fn fits(frequency: u64, rank: usize) -> f32 {
    (1.0 + frequency as f32).ln() / (1.0 + rank as f32)
}

fn best(mut found: Vec<Translation>) -> Vec<Translation> {
    found.sort_by(|a, b| b.fits.total_cmp(&a.fits));
    found.truncate(MOST);
    found
}
