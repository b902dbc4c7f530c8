//! From text to the terms of the index.
//!
//! The field `text` holds what is ranked by: bigrams of Chinese characters, words with their stems, numbers, and the
//! groups of the gazetteer that are named. Bigrams need no dictionary and miss nothing; which of them are words is
//! asked of the dictionary for the query alone.
//! The field `chars` holds single characters, signs, and the pairs where Chinese meets Latin letters or digits. It
//! is for finding exact strings of any sort, and for queries of one character. A common character ([`crate::common`])
//! is in it only where no ideograph follows; elsewhere a pair of the field `text` begins with it.

use crate::common::is_common;
use crate::current::Current;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use zhimai_gazetteer::{Gazetteer, Group};
use zhimai_text::fold::{Folded, fold_into};
use zhimai_text::segment::{Gap, Unit, UnitKind, stem, units};

/// Raised with every change to what terms a text has, so that an index built before is built anew.
pub(crate) const VERSION: u32 = 8;

/// Marks the term of a group, so that no word of a text is mistaken for it.
const GROUP: char = '\u{1}';
/// Marks a stem that differs from the word.
const STEM: char = '~';
/// Longer words count by their beginning, in characters.
const LONGEST: usize = 60;

/// The term of a group of the gazetteer.
pub(crate) fn group_term(group: &Group) -> String {
    let mut term = String::new();
    write_group(group, &mut term);
    term
}

fn write_group(group: &Group, buffer: &mut String) {
    buffer.clear();
    buffer.push(GROUP);
    buffer.push(if group.kind.is_entity() { 'e' } else { 't' });
    buffer.push_str(&group.id);
}

/// The terms of a word: itself, and its stem if that differs.
pub(crate) fn word_terms(word: &str) -> (String, Option<String>) {
    let stem = stem(word);
    let differs = stem != word;
    (word.to_owned(), differs.then(|| format!("{STEM}{stem}")))
}

/// The stem term that words are found by which have this word as their stem.
pub(crate) fn stem_term(word: &str) -> String {
    format!("{STEM}{}", stem(word))
}

/// Adds every term of the field `text` but for names, as often as it stands there.
pub(crate) fn text_terms(chars: &[char], row: &[Unit], terms: &mut TermList) {
    let mut buffer = String::new();
    for (at, unit) in row.iter().enumerate() {
        match unit.kind {
            UnitKind::Symbol => {}
            UnitKind::Ideograph => {
                if let Some(next) = next_ideograph(row, at)
                    && let (Some(a), Some(b)) = (chars.get(unit.start), chars.get(next.start))
                {
                    terms.push_chars(*a, Some(*b));
                }
            }
            UnitKind::Word => {
                write_unit(chars, unit, &mut buffer);
                if is_clitic(chars, row, at) {
                    continue;
                }
                terms.push(&buffer);
                push_stem(&buffer, terms);
                joined(chars, row, at, &mut buffer, terms);
            }
            UnitKind::Number => {
                write_unit(chars, unit, &mut buffer);
                terms.push(&buffer);
                joined(chars, row, at, &mut buffer, terms);
            }
        }
    }
}

/// Adds the term of every group that is named, as often as it is.
fn name_terms(text: &str, cut: &Cut, names: &Gazetteer, terms: &mut TermList) {
    let mut buffer = String::new();
    names.find_in(text, &cut.folded, &cut.row, |named| {
        if let Some(group) = names.group(named.group) {
            write_group(group, &mut buffer);
            terms.push(&buffer);
        }
    });
}

/// The ideograph that follows the one at `at`, if one does. A sign parts them, even the dot in a name: a pair
/// stands for two characters in a row, and exact strings rely on that. Names of the gazetteer are known with their dots.
pub(crate) fn next_ideograph(row: &[Unit], at: usize) -> Option<&Unit> {
    row.get(at + 1).filter(|unit| unit.kind == UnitKind::Ideograph)
}

/// The text of a word or number as it is indexed.
pub(crate) fn write_unit(chars: &[char], unit: &Unit, buffer: &mut String) {
    buffer.clear();
    let own = chars.get(unit.start..unit.end).unwrap_or_default();
    if unit.kind == UnitKind::Number {
        own.iter().filter(|c| **c != ',').take(LONGEST).for_each(|c| buffer.push(*c));
    } else {
        own.iter().take(LONGEST).for_each(|c| buffer.push(*c));
    }
}

/// A folded word or number as it is indexed.
pub(crate) fn write_word(word: &str) -> String {
    let is_number = word.starts_with(|c: char| c.is_ascii_digit());
    word.chars().filter(|c| !is_number || *c != ',').take(LONGEST).collect()
}

/// So many words are kept with their stems.
const STEMS: usize = 1 << 15;

thread_local! {
    /// The words that this thread met, with their stems where these differ: looking one up is much faster than stemming.
    static STEMS_OF: RefCell<FxHashMap<Box<str>, Option<Box<str>>>> = RefCell::default();
}

/// Adds the stem of a word, if that differs.
fn push_stem(word: &str, terms: &mut TermList) {
    STEMS_OF.with_borrow_mut(|known| {
        if let Some(stem) = known.get(word) {
            return stem.iter().for_each(|stem| terms.push(stem));
        }
        let (_, stem) = word_terms(word);
        stem.iter().for_each(|stem| terms.push(stem));
        if known.len() >= STEMS {
            known.clear();
        }
        known.insert(word.into(), stem.map(String::into_boxed_str));
    });
}

/// The `s` of `Nvidia's` and the `t` of `don't`.
pub(crate) fn is_clitic(chars: &[char], row: &[Unit], at: usize) -> bool {
    let (Some(unit), Some(sign), Some(before)) =
        (row.get(at), at.checked_sub(1).and_then(|i| row.get(i)), at.checked_sub(2).and_then(|i| row.get(i)))
    else {
        return false;
    };
    unit.end - unit.start <= 2
        && unit.gap == Gap::None
        && sign.gap == Gap::None
        && before.kind == UnitKind::Word
        && matches!(chars.get(sign.start), Some('\'' | '’'))
}

/// What follows a word or number without a space, also after a hyphen.
fn linked<'a>(chars: &[char], row: &'a [Unit], at: usize) -> Option<(usize, &'a Unit)> {
    let tight = |i: usize| row.get(i).filter(|unit| unit.gap == Gap::None).map(|unit| (i, unit));
    let latin = |unit: &Unit| matches!(unit.kind, UnitKind::Word | UnitKind::Number);
    match tight(at + 1)? {
        (i, unit) if latin(unit) => Some((i, unit)),
        (i, unit) if matches!(chars.get(unit.start), Some('-' | '‐' | '‑')) => {
            tight(i + 1).filter(|(_, unit)| latin(unit))
        }
        _ => None,
    }
}

/// The rows of words and numbers that are written as one, such as `gpt-4o-mini`; at least two of them in each.
pub(crate) fn joined_rows(chars: &[char], row: &[Unit]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < row.len() {
        let latin = row.get(at).is_some_and(|unit| matches!(unit.kind, UnitKind::Word | UnitKind::Number));
        let mut last = at;
        while latin && let Some((next, _)) = linked(chars, row, last) {
            last = next;
        }
        if last > at {
            out.push(at..last + 1);
        }
        at = last + 1;
    }
    out
}

/// The number after the last unit of what begins at `at` and is written as `text` without what joins it; with `prefix`,
/// of what begins so.
pub(crate) fn joined_end(chars: &[char], row: &[Unit], at: usize, text: &str, prefix: bool) -> Option<usize> {
    let mut rest = text;
    let mut own = String::new();
    let (mut last, mut unit) = (at, row.get(at)?);
    loop {
        write_unit(chars, unit, &mut own);
        match rest.strip_prefix(own.as_str()) {
            Some("") => return Some(last + 1),
            Some(further) => rest = further,
            None => return (prefix && own.starts_with(rest)).then_some(last + 1),
        }
        (last, unit) = linked(chars, row, last)?;
    }
}

/// `gpt-5` also as `gpt5`, `e-mail` as `email`, `gpt-4o-mini` also as one.
fn joined(chars: &[char], row: &[Unit], at: usize, buffer: &mut String, terms: &mut TermList) {
    let Some((mut last, second)) = linked(chars, row, at) else { return };
    let Some(first) = row.get(at) else { return };
    let begins = !at.checked_sub(1).is_some_and(|i| follows(chars, row, i, at));
    let mut piece = String::new();
    write_unit(chars, second, &mut piece);
    buffer.push_str(&piece);
    let mut parts = 2;
    let pair = buffer.len();
    while parts < 7
        && begins
        && let Some((next, unit)) = linked(chars, row, last)
    {
        write_unit(chars, unit, &mut piece);
        buffer.push_str(&piece);
        last = next;
        parts += 1;
    }
    if parts > 2 {
        terms.push(buffer);
    }
    if first.kind != second.kind || parts == 2 && begins {
        terms.push(buffer.get(..pair).unwrap_or_default());
    }
}

/// Whether the unit at `at` hangs on to one before it.
fn follows(chars: &[char], row: &[Unit], before: usize, at: usize) -> bool {
    linked(chars, row, before).is_some_and(|(i, _)| i == at)
        || before.checked_sub(1).is_some_and(|i| linked(chars, row, i).is_some_and(|(i, _)| i == at))
}

/// Calls back with every term of the field `chars`; many times with the same one.
pub(crate) fn char_terms(chars: &[char], row: &[Unit], mut emit: impl FnMut(char, Option<char>)) {
    for (at, unit) in row.iter().enumerate() {
        let own = chars.get(unit.start..unit.end).unwrap_or_default();
        match unit.kind {
            UnitKind::Ideograph
                if next_ideograph(row, at).is_some() && own.first().is_some_and(|c| is_common(*c)) => {}
            UnitKind::Ideograph | UnitKind::Symbol => own.iter().for_each(|c| emit(*c, None)),
            // The signs within `c++` and `4.5` too: a string may begin or end between them.
            _ => own.iter().filter(|c| !c.is_alphanumeric()).for_each(|c| emit(*c, None)),
        }
        if let Some(next) = row.get(at + 1)
            && let Some((a, b)) = meeting(chars, unit, next)
        {
            emit(a, Some(b));
        }
    }
}

/// The two characters where a Chinese character meets a word or number.
pub(crate) fn meeting(chars: &[char], unit: &Unit, next: &Unit) -> Option<(char, char)> {
    use UnitKind::{Ideograph, Number, Word};
    let meets = matches!((unit.kind, next.kind), (Ideograph, Word | Number) | (Word | Number, Ideograph));
    if !meets {
        return None;
    }
    Some((*chars.get(unit.end.checked_sub(1)?)?, *chars.get(next.start)?))
}

/// So many texts are kept folded: title and body of an article and of its translation.
const KEPT: usize = 4;
/// Longer texts are not, in bytes.
const LONG: usize = 1 << 18;

thread_local! {
    /// The texts that this thread folded last. All texts of a document go into one field and then all into another, the
    /// title even twice into one, and folding is much of the work of indexing.
    static FOLDED: RefCell<Kept> = RefCell::default();
}

#[derive(Default)]
struct Kept {
    texts: [Cut; KEPT],
    /// Which is to make room.
    oldest: usize,
}

/// A text, folded and cut into units.
#[derive(Default)]
struct Cut {
    text: String,
    folded: Folded,
    row: Vec<Unit>,
}

impl Cut {
    fn set(&mut self, text: &str) {
        text.clone_into(&mut self.text);
        fold_into(text, &mut self.folded);
        self.row.clear();
        self.row.extend(units(&self.folded.chars));
    }
}

/// Calls with a text as it is folded and cut.
fn with_units<R>(text: &str, call: impl FnOnce(&Cut) -> R) -> R {
    if text.len() > LONG {
        let mut cut = Cut::default();
        cut.set(text);
        return call(&cut);
    }
    FOLDED.with_borrow_mut(|Kept { texts, oldest }| {
        let known = texts.iter().position(|cut| cut.text == text);
        let at = known.unwrap_or(*oldest);
        let Some(cut) = texts.get_mut(at) else { return call(&Cut::default()) };
        if known.is_none() {
            cut.set(text);
            *oldest = (at + 1) % KEPT;
        }
        call(cut)
    })
}

/// The tokenizer of the field `text`.
#[derive(Clone)]
pub(crate) struct TextTokenizer {
    names: Arc<Current>,
    terms: TermList,
}

impl TextTokenizer {
    pub(crate) fn new(names: Arc<Current>) -> Self {
        Self { names, terms: TermList::default() }
    }
}

impl Tokenizer for TextTokenizer {
    type TokenStream<'a> = Terms<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Terms<'a> {
        let terms = &mut self.terms;
        terms.clear();
        let names = self.names.get();
        with_units(text, |cut| {
            text_terms(&cut.folded.chars, &cut.row, terms);
            name_terms(text, cut, &names, terms);
        });
        Terms::new(terms)
    }
}

/// The tokenizer of the field `chars`. Gives each term once.
#[derive(Clone)]
pub(crate) struct CharsTokenizer {
    terms: TermList,
    /// For each character of the basic plane, the number of the last text that had it.
    seen: Vec<u32>,
    text: u32,
    /// The rest of what the text has.
    others: FxHashSet<(char, Option<char>)>,
}

impl CharsTokenizer {
    pub(crate) fn new() -> Self {
        Self { terms: TermList::default(), seen: vec![0; 0x10000], text: 0, others: FxHashSet::default() }
    }
}

impl Tokenizer for CharsTokenizer {
    type TokenStream<'a> = Terms<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Terms<'a> {
        let Self { terms, seen, text: number, others } = self;
        terms.clear();
        others.clear();
        *number = number.wrapping_add(1);
        if *number == 0 {
            seen.fill(0);
            *number = 1;
        }
        let emit = |a: char, b: Option<char>| {
            let new = match (seen.get_mut(a as usize), b) {
                (Some(last), None) => std::mem::replace(last, *number) != *number,
                _ => others.insert((a, b)),
            };
            if new {
                terms.push_chars(a, b);
            }
        };
        with_units(text, |cut| char_terms(&cut.folded.chars, &cut.row, emit));
        Terms::new(terms)
    }
}

/// Terms one after the other in one string, whose memory is used again for every text.
#[derive(Clone, Default)]
pub(crate) struct TermList {
    text: String,
    ends: Vec<usize>,
}

impl TermList {
    fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    fn push(&mut self, term: &str) {
        self.text.push_str(term);
        self.ends.push(self.text.len());
    }

    /// Adds the term of one or two characters.
    #[inline]
    fn push_chars(&mut self, a: char, b: Option<char>) {
        self.text.push(a);
        b.into_iter().for_each(|b| self.text.push(b));
        self.ends.push(self.text.len());
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| self.text.get(start..*end).unwrap_or_default())
    }
}

/// The terms of a text as tantivy takes them.
pub(crate) struct Terms<'a> {
    list: &'a TermList,
    next: usize,
    start: usize,
    token: Token,
}

impl<'a> Terms<'a> {
    fn new(list: &'a TermList) -> Self {
        Self { list, next: 0, start: 0, token: Token::default() }
    }
}

impl TokenStream for Terms<'_> {
    fn advance(&mut self) -> bool {
        let Some(&end) = self.list.ends.get(self.next) else { return false };
        self.token.text.clear();
        self.token.text.push_str(self.list.text.get(self.start..end).unwrap_or_default());
        self.token.position = self.next;
        self.next += 1;
        self.start = end;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use zhimai_gazetteer::{Form, FormKind, GroupKind};
    use zhimai_model::EntityKind;

    fn names() -> Arc<Gazetteer> {
        let group = |id: &str, kind: GroupKind, forms: &[&str]| {
            Group::new(id, kind, forms.iter().map(|form| Form::new(form, FormKind::Name)).collect())
        };
        let company = GroupKind::Entity(EntityKind::Company);
        Arc::new(Gazetteer::of_groups(vec![
            group("nvidia", company, &["NVIDIA", "輝達", "英偉達", "NVDA"]),
            group("gpt-5", GroupKind::Entity(EntityKind::Model), &["GPT-5"]),
            group("chip", GroupKind::Term, &["chip", "晶片", "芯片"]),
        ]))
    }

    fn check(text: &str, expect: &[&str]) {
        let mut tokenizer = TextTokenizer::new(Arc::new(Current::new(names())));
        let mut found = Vec::new();
        tokenizer.token_stream(text).process(&mut |token| found.push(token.text.replace(GROUP, "@")));
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn terms_of_texts() {
        check("輝達投資", &["辉达", "达投", "投资", "@envidia"]);
        check("國 會，議", &["国会"]);
        check("山姆·奧特曼、人", &["山姆", "奥特", "特曼"]);
        check("GPT-5", &["gpt", "gpt5", "5", "@egpt-5"]);
        check("gpt-4o-mini", &["gpt", "gpt4omini", "gpt4", "4", "4o", "o", "mini"]);
        check("e-mail 4.5 45,000", &["e", "email", "mail", "4.5", "45000"]);
        check("Nvidia's chips", &["nvidia", "chips", "~chip", "@envidia", "@tchip"]);
        check("C++", &["c++"]);
        check("🙂", &[]);
    }

    #[test]
    fn texts_in_turn_have_the_terms_of_each() {
        let texts = ["輝達投資", "chips and a chip", "", "國會", "running runs", "GPT-5"];
        let long = "running 輝達 ".repeat(LONG / 10);
        let texts = [&texts[..], &[long.as_str()]].concat();
        let terms = |tokenizer: &mut TextTokenizer, text: &str| {
            let mut found = Vec::new();
            tokenizer.token_stream(text).process(&mut |token| found.push(token.text.clone()));
            found
        };
        let mut tokenizer = TextTokenizer::new(Arc::new(Current::new(names())));
        for text in texts.iter().chain(&texts) {
            // A thread of its own has folded and stemmed nothing yet.
            let mut fresh = tokenizer.clone();
            let expect = std::thread::scope(|scope| scope.spawn(|| terms(&mut fresh, text)).join().unwrap());
            assert_eq!(terms(&mut tokenizer, text), expect);
            assert_eq!(terms(&mut tokenizer, text), expect);
        }
    }

    #[test]
    fn chars_of_texts() {
        let mut tokenizer = CharsTokenizer::new();
        let mut found = Vec::new();
        tokenizer.token_stream("用GPT 年，20年、用輝！").process(&mut |token| found.push(token.text.clone()));
        // 用 is common and begins a pair the second time; 輝 is not common.
        assert_eq!(found, ["用", "用g", "t年", "年", ",", "0年", "、", "辉", "!"]);
    }
}
