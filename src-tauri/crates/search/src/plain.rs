//! Plain words of a query that are no name: pairs of characters, single characters, words, numbers, and what of these is
//! written as one, such as `GPT-4o`.

use crate::analysis::{
    TermList, char_terms, is_clitic, joined_rows, next_ideograph, stem_term, text_terms, word_terms,
    write_unit,
};
use crate::common;
use crate::function_words::{ENGLISH_FUNCTION_WORDS, FUNCTION_WORDS, QUESTION_WORDS};
use crate::plan::{Atom, Find, Mark, Planner, rarity};
use tantivy::Term;
use zhimai_text::fold::Folded;
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
/// How much the stem counts beside the word itself.
pub(crate) const STEM_SHARE: f32 = 0.7;

/// The operators that are words in a query all in capitals.
const OPERATORS: [&str; 4] = ["and", "or", "not", "near"];

impl Planner<'_> {
    /// Units that are no name. `growing`: the last may be unfinished.
    pub(crate) fn plain(&mut self, folded: &Folded, row: &[Unit], piece: usize, growing: bool, factor: f32) {
        let chars = &folded.chars;
        let numbered = self.wholes(chars, row, piece, growing, factor);
        let mut at = 0;
        while let Some(unit) = row.get(at) {
            let numbered = numbered.get(at).copied().unwrap_or(false);
            match unit.kind {
                UnitKind::Symbol => {
                    if let Some(sign) = chars.get(unit.start) {
                        self.alone(*sign, piece);
                    }
                }
                UnitKind::Ideograph => {
                    let mut run: Vec<char> = chars.get(unit.start).copied().into_iter().collect();
                    while let Some(next) = next_ideograph(row, at) {
                        run.extend(chars.get(next.start));
                        at += 1;
                    }
                    self.run(&run, piece, factor);
                }
                UnitKind::Word if is_clitic(chars, row, at) => {}
                // One letter or a number says nothing without what it is joined to.
                UnitKind::Word if numbered && unit.end - unit.start < 2 => {}
                UnitKind::Number if numbered => {}
                UnitKind::Word => {
                    let growing = growing && at + 1 == row.len() && !numbered;
                    let factor = if numbered { factor * PART } else { factor };
                    self.word(written(chars, unit), piece, growing, factor);
                }
                UnitKind::Number => {
                    let number = written(chars, unit);
                    let weight = self.score(Term::from_field_text(self.engine.fields.text, &number), factor);
                    self.atom(Find::Number(number), weight, piece, Mark::Weighty);
                }
            }
            at += 1;
        }
        // Where words and numbers meet Chinese.
        let fields = &self.engine.fields;
        let mut meetings = Vec::new();
        char_terms(chars, row, |a, b| {
            meetings.extend(b.map(|b| Term::from_field_text(fields.chars, &format!("{a}{b}"))));
        });
        for term in meetings {
            self.score(term, ACROSS_WORDS * factor);
        }
    }

    /// What is written as one, or is by others. Gives back which units are a part of something with a number in it.
    pub(crate) fn wholes(
        &mut self,
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
            self.joined(chars, joined, piece, growing, factor);
            if is_numbered(joined) {
                numbered.get_mut(range).into_iter().for_each(|part| part.fill(true));
            }
        }
        self.spaced(chars, row, piece, factor);
        numbered
    }

    /// Words and numbers that are written as one. Where the whole of them stands nowhere, the parts of it that do.
    fn joined(&mut self, chars: &[char], row: &[Unit], piece: usize, growing: bool, factor: f32) {
        let units: Vec<String> = row.iter().map(|unit| written(chars, unit)).collect();
        let mut all = TermList::default();
        text_terms(chars, row, &mut all);
        let own = all.iter().filter(|term| !term.starts_with('~') && !units.iter().any(|unit| unit == term));
        let mut terms: Vec<String> = own.map(str::to_owned).collect();
        let Some(whole) = terms.iter().max_by_key(|term| term.len()).cloned() else { return };
        terms.retain(|term| *term != whole);
        if growing {
            self.complete(&whole);
        }
        let numbered = is_numbered(row);
        let mut found = self.joined_term(whole, piece, growing, factor);
        for part in terms.into_iter().filter(|_| numbered) {
            if found {
                self.score(Term::from_field_text(self.engine.fields.text, &part), factor * PART);
            } else {
                found |= self.joined_term(part, piece, false, factor);
            }
        }
    }

    /// A word and the number behind it, which others write as one: `Qwen 3`.
    fn spaced(&mut self, chars: &[char], row: &[Unit], piece: usize, factor: f32) {
        for pair in row.windows(2) {
            if let [word, number] = pair
                && (word.kind, number.kind, number.gap) == (UnitKind::Word, UnitKind::Number, Gap::Space)
            {
                self.joined_term(written(chars, word) + &written(chars, number), piece, false, factor);
            }
        }
    }

    /// Gives back whether it stands anywhere.
    fn joined_term(&mut self, text: String, piece: usize, growing: bool, factor: f32) -> bool {
        let term = Term::from_field_text(self.engine.fields.text, &text);
        let stands = self.doc_freq(&term) > 0;
        if stands || growing {
            let weight = self.score(term, factor);
            self.atom(Find::Joined { text, prefix: growing }, weight, piece, Mark::Weighty);
        }
        stands
    }

    /// Chinese characters that follow each other.
    fn run(&mut self, run: &[char], piece: usize, factor: f32) {
        self.plan.longest_run = self.plan.longest_run.max(run.len());
        if let [one] = run {
            self.alone(*one, piece);
        }
        let text: String = run.iter().collect();
        // The number and the length of the word that each character is in, and whether it asks a question.
        let mut words = Vec::with_capacity(run.len());
        for (number, (start, end)) in DICTIONARY.cut(&text).into_iter().enumerate() {
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
            let term = Term::from_field_text(self.engine.fields.text, &format!("{a}{b}"));
            let weight = self.score(term, share * factor);
            let mark = if word || share >= SINGLES { Mark::Weighty } else { Mark::Never };
            self.atom(Find::Pair { a: *a, b: *b, at }, weight, piece, mark);
        }
        // Two characters alone are a name that the dictionary does not know rather than two words.
        let name = run.len() == 2 && !run.iter().any(|c| FUNCTION_WORDS.contains(*c));
        // Pairs are enough for what must stand there as it is.
        for (c, (_, length, asks)) in run.iter().zip(&words) {
            if !asks && !self.exactly && !FUNCTION_WORDS.contains(*c) {
                self.character(*c, *length == 1 && !name, piece, factor);
            }
        }
    }

    /// A sign or character that is looked for when there is nothing else.
    fn alone(&mut self, c: char, piece: usize) {
        if !self.exactly {
            self.chars.push((c, piece));
        }
    }

    /// A character by itself. `word`: it is a word of its own; else it only adds to the pairs of the word that it is in.
    fn character(&mut self, c: char, word: bool, piece: usize, factor: f32) {
        let find = Find::Char(c);
        let term = Term::from_field_text(self.engine.fields.chars, &c.to_string());
        if word {
            self.beside.remove(&term);
        }
        if self.plan.atoms.iter().any(|atom| atom.find == find) {
            return;
        }
        let factor = factor * CHARACTER;
        // Common characters would cost time in the first stage and tell nothing.
        if let Some(rarity) = common::rarity(c) {
            return self.atom(find, rarity * factor, piece, Mark::Never);
        }
        let (frequency, all) = (self.doc_freq(&term), self.searcher.num_docs());
        let rare = frequency as f32 <= (RARE_SHARE * all as f32).max(RARE);
        if !word {
            self.beside.insert(term.clone());
        }
        let weight = if rare { self.score(term, factor) } else { rarity(frequency, all) * factor };
        self.atom(find, weight, piece, if word && rare { Mark::Weighty } else { Mark::Never });
    }

    pub(crate) fn word(&mut self, word: String, piece: usize, growing: bool, factor: f32) {
        let fields = &self.engine.fields;
        let (own, stem_of) = word_terms(&word);
        // The stem of another word may be this one, and is then a term of its own: `run` is in `running` as `~run`.
        let stemmed = Term::from_field_text(fields.text, &stem_of.unwrap_or_else(|| stem_term(&word)));
        let own = Term::from_field_text(fields.text, &own);
        let known = self.doc_freq(&own) + self.doc_freq(&stemmed) > 0;
        if !known && !growing && !self.exactly && !self.is_in_dictionary(&word) && self.respell(&word, factor)
        {
            return;
        }
        if known && !growing && !self.exactly {
            self.offer(&word, self.doc_freq(&own));
        }
        let fields = &self.engine.fields;
        let bare = Term::from_field_text(fields.text, &stem(&word));
        let function = ENGLISH_FUNCTION_WORDS.binary_search(&word.as_str()).is_ok();
        let (factor, mark) =
            if function { (factor * ENGLISH_FUNCTION, Mark::Never) } else { (factor, Mark::Weighty) };
        if self.capitals && OPERATORS.contains(&word.as_str()) {
            // `NVDA OR AMD` is not to find all that has "or" in it.
            self.beside.extend([own.clone(), stemmed.clone(), bare.clone()]);
        }
        let mut weight = self.score(own.clone(), factor).max(self.score(stemmed, factor * STEM_SHARE));
        if bare != own {
            weight = weight.max(self.score(bare, factor * STEM_SHARE));
        }
        self.atom(Find::Word { word, prefix: growing }, weight, piece, mark);
    }

    /// Something that a text may have or lack and that needs no telling when it has it.
    pub(crate) fn atom(&mut self, find: Find, weight: f32, piece: usize, mark: Mark) {
        self.plan.atoms.push(Atom { find, weight, piece, mark, reason: None });
    }
}

fn written(chars: &[char], unit: &Unit) -> String {
    let mut out = String::new();
    write_unit(chars, unit, &mut out);
    out
}

/// Whether what is written as one has a single letter in it, or letters and a number: `x-ray` and `gpt-5`, but neither
/// `data-center` nor `5-3`.
pub(crate) fn is_numbered(row: &[Unit]) -> bool {
    let letters = |unit: &Unit| unit.kind == UnitKind::Word;
    let short = row.iter().any(|unit| letters(unit) && unit.end - unit.start == 1);
    short || row.iter().any(letters) && !row.iter().all(letters)
}
