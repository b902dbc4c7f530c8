//! The terms of a text as the engine takes them: a tokenizer for each of the two fields of texts.

use crate::analysis::terms::{TermList, char_terms, text_terms, write_group};
use crate::current::Current;
use rustc_hash::FxHashSet;
use std::cell::RefCell;
use std::sync::Arc;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use zhimai_gazetteer::Gazetteer;
use zhimai_text::fold::{Folded, fold_into};
use zhimai_text::segment::{Unit, units};

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

/// Adds the term of every group that is named, as often as it is.
fn name_terms(text: &str, cut: &Cut, names: &Gazetteer, terms: &mut TermList) {
    let mut buffer = String::new();
    names.named(text, &cut.folded, &cut.row, |group| {
        if let Some(group) = names.group(group) {
            write_group(group, &mut buffer);
            terms.push(&buffer);
        }
    });
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
        let Some((term, end)) = self.list.term(self.next, self.start) else { return false };
        self.token.text.clear();
        self.token.text.push_str(term);
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
    use zhimai_gazetteer::{Form, FormKind, Group, GroupKind};
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
        tokenizer.token_stream(text).process(&mut |token| found.push(token.text.replace('\u{1}', "@")));
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
