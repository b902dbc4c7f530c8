//! From a query to what is looked for: terms to rank by, conditions to meet, and the atoms that coverage counts.

use crate::analysis::{char_terms, group_term, stem_term, text_terms, word_terms, write_unit};
use crate::date;
use crate::document::GroupKind;
use crate::exact::Exact;
use crate::names::{Named, Names};
use crate::query::{Item, Part, Query, parse};
use crate::request::{Notice, ReasonKind};
use crate::search::Engine;
use crate::sums;
use std::collections::HashMap;
use tantivy::{Searcher, Term};
use zhimai_text::fold::{Folded, fold};
use zhimai_text::segment::{DICTIONARY, Unit, UnitKind, units};
use zhimai_text::{amount, offset};

/// More terms than this are not ranked by; the rarest are kept.
const MOST_TERMS: usize = 64;
/// How much a pair of characters counts that two words of the query share, against a pair within a word:
/// two words of one character each are most often a name that the dictionary does not know.
const SINGLES: f32 = 1.0;
const SINGLE_AND_WORD: f32 = 0.6;
const ACROSS_WORDS: f32 = 0.35;
/// How much it counts when one of them only holds sentences together.
const FUNCTION: f32 = 0.3;
/// Words of one character that do so, folded.
const FUNCTION_WORDS: &str = "的了是在和与为之以于被把对从到由及或而就也都这那其有不个";
/// Longer words that ask a question or hold it together, folded: what they ask for does not repeat them.
const QUESTION_WORDS: &[&str] = &[
    "什么",
    "为什么",
    "多少",
    "哪里",
    "哪儿",
    "哪个",
    "哪些",
    "哪位",
    "哪一",
    "哪种",
    "何时",
    "何地",
    "何人",
    "何种",
    "为何",
    "如何",
    "怎么",
    "怎样",
    "怎么样",
    "是否",
    "多久",
    "请问",
    "谁",
    "几个",
    "以及",
    "可以",
    "因为",
    "所以",
    "由于",
    "关于",
    "对于",
];
/// English words that hold sentences together or ask a question, folded and sorted.
pub(crate) const ENGLISH_FUNCTION_WORDS: &[&str] = &[
    "a", "about", "after", "all", "also", "an", "and", "any", "are", "as", "at", "be", "been", "before",
    "but", "by", "can", "could", "did", "do", "does", "for", "from", "had", "has", "have", "he", "her",
    "his", "how", "i", "if", "in", "into", "is", "it", "its", "me", "more", "most", "my", "no", "not", "of",
    "on", "or", "our", "over", "she", "should", "so", "some", "such", "tell", "than", "that", "the", "their",
    "them", "then", "there", "these", "they", "this", "to", "under", "up", "was", "we", "were", "what",
    "when", "where", "which", "while", "who", "whom", "whose", "why", "will", "with", "would", "you", "your",
];
/// How much a name counts against the characters it is made of.
const NAME: f32 = 1.6;
/// How much the stem counts beside the word itself.
pub(crate) const STEM_SHARE: f32 = 0.7;

/// What a query looks for.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// What coverage, marks and snippets go by.
    pub(crate) atoms: Vec<Atom>,
    /// What is ranked by, with factors.
    pub(crate) scored: Vec<(Term, f32)>,
    /// Must stand in the text; then other words may be missing.
    pub(crate) quoted: Vec<Condition>,
    /// Must hold of the document.
    pub(crate) filters: Vec<Condition>,
    pub(crate) not: Vec<Condition>,
    /// Documents with these strings match too, whatever they rank by.
    pub(crate) also: Vec<Exact>,
    /// Exact strings to mark.
    pub(crate) exacts: Vec<Exact>,
    /// The pieces of the query that atoms belong to, as written.
    pub(crate) written: Vec<String>,
    /// The longest run of Chinese characters in the query.
    pub(crate) longest_run: usize,
    /// Whether the query has words at all; else every document that meets the conditions matches.
    pub(crate) wants_text: bool,
    /// The groups that the whole query names.
    pub(crate) named: Vec<u32>,
    pub(crate) notices: Vec<Notice>,
    pub(crate) suggestion: Option<String>,
}

/// The smallest piece that a text may have or lack.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Atom {
    pub(crate) find: Find,
    /// Rarity times factor.
    pub(crate) weight: f32,
    /// The number of the piece of the query in [`Plan::written`].
    pub(crate) piece: usize,
    /// What to tell when it was not found as written.
    pub(crate) reason: Option<ReasonKind>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Find {
    /// Two characters, at this place of their run; `word` if they are part of one word.
    Pair {
        a: char,
        b: char,
        at: usize,
        word: bool,
    },
    Char(char),
    /// A word or, with `prefix`, the beginning of one.
    Word {
        word: String,
        prefix: bool,
    },
    Number(String),
    /// Any name of these groups.
    Groups(Vec<u32>),
    /// A word or phrase as written, or any translation of it, folded; words of letters are parted by single spaces.
    /// `chinese` says whether the translations are Chinese, and what is written is not.
    Forms {
        forms: Vec<String>,
        chinese: bool,
    },
    Sum {
        low: i64,
        high: i64,
    },
    Days {
        first: i32,
        last: i32,
    },
}

/// What a document must or must not meet.
#[derive(Clone, Debug)]
pub(crate) enum Condition {
    Exact(Exact),
    /// Any of the terms.
    Terms(Vec<Term>),
    /// First day not after the second, last day not before the first.
    Days(Option<i32>, Option<i32>),
    /// A sum in any of the ranges of [`crate::sums`], both ends inside.
    Sums(Vec<(i64, i64)>),
    Any(Vec<Condition>),
}

impl Plan {
    /// A sum that the query asks for, as of [`crate::sums`]; 0 US dollars when it asks for none.
    pub(crate) fn asked_sum(&self) -> i64 {
        let condition = self.filters.iter().find_map(|condition| match condition {
            Condition::Sums(ranges) => ranges.first().map(|(low, _)| *low),
            _ => None,
        });
        let word = || {
            self.atoms.iter().find_map(|atom| match atom.find {
                Find::Sum { low, .. } => Some(low),
                _ => None,
            })
        };
        condition.or_else(word).unwrap_or(0)
    }
}

/// Makes a plan of a query. `typing`: its last word may be unfinished.
pub(crate) fn plan(engine: &Engine, searcher: &Searcher, query: &str, typing: bool) -> Plan {
    let Query { parts, notices, open } = parse(query);
    let mut planner = Planner {
        engine,
        searcher,
        plan: Plan { notices, ..Plan::default() },
        terms: HashMap::new(),
        order: Vec::new(),
        chars: Vec::new(),
        suggestion: query.to_owned(),
    };
    let last = parts.len().saturating_sub(1);
    for (number, part) in parts.iter().enumerate() {
        planner.part(part, typing && open && number == last);
    }
    let wanted = parts.iter().filter(|part| !part.not).flat_map(|part| &part.any);
    if wanted.filter(|item| matches!(item, Item::Words(_))).count() > 1 {
        // `Google OR Amazon`: each names a thing, the whole query none.
        planner.plan.named.clear();
    }
    planner.finish()
}

pub(crate) struct Planner<'a> {
    pub(crate) engine: &'a Engine,
    pub(crate) searcher: &'a Searcher,
    pub(crate) plan: Plan,
    /// Terms to rank by and where they are in `order`.
    terms: HashMap<Term, usize>,
    order: Vec<(Term, f32, f32)>,
    /// Single characters, wanted only when there is nothing else.
    chars: Vec<(char, usize)>,
    /// The query with what was respelled so far.
    pub(crate) suggestion: String,
}

impl Planner<'_> {
    fn part(&mut self, part: &Part, growing: bool) {
        let plain = part.any.iter().all(|item| matches!(item, Item::Words(_)));
        if part.not {
            let any: Vec<Condition> = part.any.iter().filter_map(|item| self.condition(item)).collect();
            self.plan.not.extend(any);
            return;
        }
        let last = part.any.len().saturating_sub(1);
        for (number, item) in part.any.iter().enumerate() {
            match item {
                Item::Words(text) => self.words(text, growing && number == last, 1.0),
                Item::Quoted(text) => self.quoted(text),
                Item::Field(..) => {}
            }
        }
        if plain && !part.must {
            return;
        }
        if let ([Item::Words(text)], true) = (part.any.as_slice(), part.must) {
            let must = self.words_that_must(text, growing);
            self.plan.quoted.extend(must);
            return;
        }
        let only_fields = part.any.iter().all(|item| matches!(item, Item::Field(..)));
        let mut any: Vec<Condition> = part.any.iter().filter_map(|item| self.condition(item)).collect();
        let condition = if any.len() > 1 { Some(Condition::Any(any)) } else { any.pop() };
        let list = if only_fields { &mut self.plan.filters } else { &mut self.plan.quoted };
        list.extend(condition);
    }

    /// Each of the words as a condition, a name of several words as one. The last word may be the beginning of another.
    fn words_that_must(&mut self, text: &str, growing: bool) -> Vec<Condition> {
        let folded = fold(text);
        let row: Vec<Unit> = units(&folded.chars).collect();
        let names = longest_names(&self.engine.names, &folded.chars, &row);
        if names.first().is_some_and(|(_, named)| covers(named, &row)) {
            return self.words_condition(text).into_iter().collect();
        }
        let mut words: Vec<&str> = text.split_whitespace().collect();
        if growing {
            words.pop();
        }
        words.into_iter().filter_map(|word| self.words_condition(word)).collect()
    }

    /// Ranks and marks by an exact string.
    fn quoted(&mut self, text: &str) {
        if let Some(exact) = Exact::new(text) {
            self.plan.exacts.push(exact);
            let folded = fold(text);
            let row: Vec<Unit> = units(&folded.chars).collect();
            let piece = self.piece(text);
            self.plain(&folded, &row, piece, false, 1.0);
        }
    }

    /// What the document must meet; `None` when nothing is asked or it cannot be read.
    fn condition(&mut self, item: &Item) -> Option<Condition> {
        match item {
            Item::Quoted(text) => Exact::new(text).map(Condition::Exact),
            Item::Field(field, text) => self.field(*field, text),
            Item::Words(text) => self.words_condition(text),
        }
    }

    /// Words as a condition: each name by any of its forms, each English word by its stem, the rest exactly.
    fn words_condition(&mut self, text: &str) -> Option<Condition> {
        let folded = fold(text);
        let row: Vec<Unit> = units(&folded.chars).collect();
        let fields = &self.engine.fields;
        if let Some((_, named)) = longest_names(&self.engine.names, &folded.chars, &row).first()
            && covers(named, &row)
        {
            let groups = named.iter().filter_map(|named| self.engine.names.group(named.group));
            let terms = groups.map(|group| Term::from_field_text(fields.text, &group_term(group))).collect();
            return Some(Condition::Terms(terms));
        }
        if let [Unit { kind: UnitKind::Word, .. }] = row.as_slice() {
            let word = folded.text();
            let word = word.trim();
            let terms = [word, &stem_term(word)].map(|term| Term::from_field_text(fields.text, term));
            return Some(Condition::Terms(terms.to_vec()));
        }
        Exact::new(text).map(Condition::Exact)
    }

    /// Plain words: sums and dates, then names, then the rest.
    fn words(&mut self, text: &str, growing: bool, factor: f32) {
        let folded = fold(text);
        let row: Vec<Unit> = units(&folded.chars).collect();
        self.plan.wants_text |= !row.is_empty();
        // What the units belong to: nothing yet.
        let mut taken = vec![false; row.len()];
        self.sums_and_dates(text, &folded, &row, &mut taken, factor);
        let last_unit = row.last().map_or(0, |unit| unit.end);
        let found = longest_names(&self.engine.names, &folded.chars, &row);
        let mut whole_name = false;
        for (range, named) in found {
            let grows = growing && named.first().is_some_and(|first| first.end == last_unit);
            if taken.get(range.clone()).is_none_or(|taken| taken.contains(&true)) {
                continue;
            }
            let whole = covers(&named, &row);
            let piece = self.piece_of(text, &folded, &named);
            let groups: Vec<u32> = named.iter().map(|named| named.group).collect();
            // A wrong spelling may stand in a text all the same.
            let literal = named.iter().all(|named| named.misspelling);
            if whole {
                self.plan.named.clone_from(&groups);
            }
            self.groups(groups, piece, ReasonKind::Alias, factor);
            whole_name |= grows && !literal;
            if !literal && !grows {
                taken.get_mut(range).into_iter().flatten().for_each(|taken| *taken = true);
            }
        }
        let mut from = 0;
        for end in 0..=row.len() {
            if taken.get(end).copied().unwrap_or(true) {
                if let Some(rest) = row.get(from..end).filter(|rest| !rest.is_empty()) {
                    let (start, stop) =
                        (rest.first().map_or(0, |u| u.start), rest.last().map_or(0, |u| u.end));
                    let piece = self.piece(&original(text, &folded, start, stop));
                    let grows = growing && end == row.len();
                    self.translate(text, &folded, rest, factor);
                    if grows {
                        self.growing(&folded, rest, piece, whole_name);
                    }
                    self.plain(&folded, rest, piece, grows, factor);
                }
                from = end + 1;
            }
        }
    }

    fn sums_and_dates(&mut self, text: &str, folded: &Folded, row: &[Unit], taken: &mut [bool], factor: f32) {
        let stated = amount::find(text).into_iter().filter_map(|sum| {
            let (low, high) = sums::keys(&sum)?;
            Some((sum.start, sum.end, Find::Sum { low, high }))
        });
        let dates = zhimai_text::date::find(text).into_iter().filter_map(|day| {
            let find = Find::Days { first: day.first_day, last: day.last_day };
            (day.precision != zhimai_text::date::Precision::Year).then_some((day.start, day.end, find))
        });
        let fields = &self.engine.fields;
        let mut found = Vec::new();
        for (start, end, find) in stated.chain(dates) {
            let terms: Vec<Term> = match &find {
                Find::Sum { low, high } if low == high => vec![Term::from_field_i64(fields.sums, *low)],
                Find::Sum { low, high } => {
                    [low, high].map(|sum| Term::from_field_i64(fields.sums, *sum)).to_vec()
                }
                Find::Days { first, last } => {
                    vec![Term::from_field_text(fields.dates, &date::term(*first, *last))]
                }
                _ => continue,
            };
            if terms.iter().all(|term| self.doc_freq(term) == 0) {
                continue;
            }
            found.push((start, end, find, terms));
        }
        for (start, end, find, terms) in found {
            let inside = |unit: &Unit| {
                let (from, to) = folded.original(unit.start, unit.end);
                from < end && to > start
            };
            let literal = offset::slice(text, start, end);
            let piece = self.piece(literal);
            self.plan.also.extend(Exact::new(literal));
            for (unit, taken) in row.iter().zip(taken.iter_mut()) {
                *taken |= inside(unit);
            }
            let mut weight = 0.0_f32;
            for term in terms {
                weight = weight.max(self.score(term, factor));
            }
            let reason = if matches!(find, Find::Sum { .. }) { ReasonKind::Amount } else { ReasonKind::Date };
            self.plan.atoms.push(Atom { find, weight, piece, reason: Some(reason) });
        }
    }

    pub(crate) fn groups(&mut self, groups: Vec<u32>, piece: usize, reason: ReasonKind, factor: f32) {
        let mut weight = 0.0_f32;
        let mut reason = reason;
        let share = factor * NAME / groups.len().max(1) as f32;
        for group in groups.iter().filter_map(|group| self.engine.names.group(*group)) {
            let term = Term::from_field_text(self.engine.fields.text, &group_term(group));
            if reason == ReasonKind::Alias && group.kind == GroupKind::Term {
                reason = ReasonKind::Term;
            }
            weight = weight.max(self.score(term, share) * groups.len() as f32);
        }
        self.plan.atoms.push(Atom { find: Find::Groups(groups), weight, piece, reason: Some(reason) });
    }

    /// Units that are no name: pairs of characters, words, numbers.
    fn plain(&mut self, folded: &Folded, row: &[Unit], piece: usize, growing: bool, factor: f32) {
        let chars = &folded.chars;
        let mut at = 0;
        while let Some(unit) = row.get(at) {
            let mut end = at + 1;
            match unit.kind {
                UnitKind::Symbol => {
                    self.chars.extend(chars.get(unit.start).map(|c| (*c, piece)));
                }
                UnitKind::Ideograph => {
                    while row.get(end).is_some_and(|next| next.kind == UnitKind::Ideograph) {
                        end += 1;
                    }
                    let run: Vec<char> = row
                        .iter()
                        .take(end)
                        .skip(at)
                        .filter_map(|unit| chars.get(unit.start).copied())
                        .collect();
                    self.run(&run, piece, factor);
                }
                UnitKind::Word => {
                    let mut word = String::new();
                    write_unit(chars, unit, &mut word);
                    self.word(word, piece, growing && end == row.len(), factor);
                }
                UnitKind::Number => {
                    let mut number = String::new();
                    write_unit(chars, unit, &mut number);
                    let weight = self.score(Term::from_field_text(self.engine.fields.text, &number), factor);
                    self.plan.atoms.push(Atom { find: Find::Number(number), weight, piece, reason: None });
                }
            }
            at = end;
        }
        // Words and numbers that are joined, and where they meet Chinese.
        let fields = &self.engine.fields;
        let mut more = Vec::new();
        text_terms(chars, row, &EMPTY, |term| {
            if !row.iter().any(|unit| {
                term.chars().eq(chars.get(unit.start..unit.end).unwrap_or_default().iter().copied())
            }) && term.chars().any(|c| c.is_ascii_alphanumeric())
                && !term.starts_with('~')
            {
                more.push((Term::from_field_text(fields.text, term), 1.0));
            }
        });
        char_terms(chars, row, |a, b| {
            more.extend(b.map(|b| (Term::from_field_text(fields.chars, &format!("{a}{b}")), ACROSS_WORDS)));
        });
        for (term, share) in more {
            self.score(term, share * factor);
        }
    }

    fn run(&mut self, run: &[char], piece: usize, factor: f32) {
        self.plan.longest_run = self.plan.longest_run.max(run.len());
        if let [one] = run {
            self.chars.push((*one, piece));
            return;
        }
        let text: String = run.iter().collect();
        // The number and the length of the word that each character is in, and whether it asks a question.
        let mut words = Vec::with_capacity(run.len());
        for (number, (start, end)) in DICTIONARY.cut(&text).into_iter().enumerate() {
            let word: String = run.get(start..end).unwrap_or_default().iter().collect();
            let asks = QUESTION_WORDS.contains(&word.as_str());
            words.extend((start..end).map(|_| (number, end - start, asks)));
        }
        for (at, (pair, words)) in run.windows(2).zip(words.windows(2)).enumerate() {
            let ([a, b], [(first, before, asks), (second, after, asks_too)]) = (pair, words) else {
                continue;
            };
            let word = first == second || run.len() == 2;
            let function = |c: &char, length: &usize| *length == 1 && FUNCTION_WORDS.contains(*c);
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
            let find = Find::Pair { a: *a, b: *b, at, word: word || share >= SINGLES };
            self.plan.atoms.push(Atom { find, weight, piece, reason: None });
        }
    }

    pub(crate) fn word(&mut self, word: String, piece: usize, growing: bool, factor: f32) {
        let fields = &self.engine.fields;
        let (own, stem) = word_terms(&word);
        // The stem of another word may be this one, and is then a term of its own: `run` is in `running` as `~run`.
        let stem = Term::from_field_text(fields.text, &stem.unwrap_or_else(|| stem_term(&word)));
        let own = Term::from_field_text(fields.text, &own);
        let known = self.doc_freq(&own) + self.doc_freq(&stem) > 0;
        if !known && !growing && !self.is_in_dictionary(&word) && self.respell(&word, factor) {
            return;
        }
        let bare = Term::from_field_text(fields.text, &zhimai_text::segment::stem(&word));
        let function = ENGLISH_FUNCTION_WORDS.binary_search(&word.as_str()).is_ok();
        let factor = if function { factor * FUNCTION } else { factor };
        let mut weight = self.score(own.clone(), factor).max(self.score(stem, factor * STEM_SHARE));
        if bare != own {
            weight = weight.max(self.score(bare, factor * STEM_SHARE));
        }
        let find = Find::Word { word, prefix: growing };
        self.plan.atoms.push(Atom { find, weight, piece, reason: None });
    }

    /// Adds a term to rank by; gives back rarity times factor.
    pub(crate) fn score(&mut self, term: Term, factor: f32) -> f32 {
        if let Some(entry) = self.terms.get(&term).and_then(|at| self.order.get_mut(*at)) {
            entry.1 += factor;
            return entry.2 * factor;
        }
        let frequency = self.doc_freq(&term);
        let rarity = rarity(frequency, self.searcher.num_docs());
        if frequency > 0 {
            self.terms.insert(term.clone(), self.order.len());
            self.order.push((term, factor, rarity));
        }
        rarity * factor
    }

    pub(crate) fn doc_freq(&self, term: &Term) -> u64 {
        self.searcher.doc_freq(term).unwrap_or(0)
    }

    pub(crate) fn piece(&mut self, written: &str) -> usize {
        self.plan.written.push(written.trim().to_owned());
        self.plan.written.len() - 1
    }

    fn piece_of(&mut self, text: &str, folded: &Folded, named: &[Named]) -> usize {
        let (start, end) = named.first().map_or((0, 0), |named| (named.start, named.end));
        self.piece(&original(text, folded, start, end))
    }

    pub(crate) fn char(&mut self, c: char, piece: usize) {
        let weight = self.score(Term::from_field_text(self.engine.fields.chars, &c.to_string()), 1.0);
        self.plan.atoms.push(Atom { find: Find::Char(c), weight, piece, reason: None });
    }

    fn finish(mut self) -> Plan {
        if self.order.is_empty() {
            for (c, piece) in std::mem::take(&mut self.chars) {
                self.char(c, piece);
            }
        }
        self.order.sort_by(|a, b| (b.1 * b.2).total_cmp(&(a.1 * a.2)));
        self.order.truncate(MOST_TERMS);
        self.plan.scored = self.order.into_iter().map(|(term, factor, _)| (term, factor)).collect();
        self.plan
    }
}

/// No names: for the terms of plain text.
static EMPTY: std::sync::LazyLock<Names> = std::sync::LazyLock::new(|| Names::new(crate::Lexicon::default()));

/// BM25's weight of a term that so many of all documents have.
pub(crate) fn rarity(frequency: u64, all: u64) -> f32 {
    let (frequency, all) = (frequency as f32, all.max(frequency) as f32);
    (1.0 + (all - frequency + 0.5) / (frequency + 0.5)).ln()
}

/// The names in a text, leftmost and longest, with the ranges of their units; several groups may share a name.
pub(crate) fn longest_names(
    names: &Names,
    chars: &[char],
    row: &[Unit],
) -> Vec<(std::ops::Range<usize>, Vec<Named>)> {
    let mut all = Vec::new();
    names.find(chars, row, |named| all.push(named));
    all.sort_by_key(|named| (named.start, std::cmp::Reverse(named.end)));
    let mut out: Vec<(std::ops::Range<usize>, Vec<Named>)> = Vec::new();
    for named in all {
        match out.last_mut() {
            Some((_, last))
                if last.first().is_some_and(|first| (first.start, first.end) == (named.start, named.end)) =>
            {
                last.push(named);
            }
            Some((_, last)) if last.first().is_some_and(|first| named.start < first.end) => {}
            _ => {
                let from = row.partition_point(|unit| unit.start < named.start);
                let to = row.partition_point(|unit| unit.end <= named.end);
                out.push((from..to, vec![named]));
            }
        }
    }
    out
}

/// Whether a name is all there is, but for signs around it.
fn covers(named: &[Named], row: &[Unit]) -> bool {
    named.first().is_some_and(|named| {
        row.iter()
            .all(|unit| unit.kind == UnitKind::Symbol || unit.start >= named.start && unit.end <= named.end)
    })
}

pub(crate) fn original(text: &str, folded: &Folded, start: usize, end: usize) -> String {
    let (from, to) = folded.original(start, end);
    offset::slice(text, from, to).to_owned()
}
