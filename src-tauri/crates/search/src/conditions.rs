//! What a document must meet, or must not: from the items of a query to conditions.

use crate::analysis::{group_term, stem_term};
use crate::exact::{Exact, ExactTerm};
use crate::plan::{Condition, Planner, covers, longest_names};
use crate::query::{Item, Part};
use crate::sums;
use tantivy::Term;
use zhimai_gazetteer::Named;
use zhimai_text::amount;
use zhimai_text::fold::fold;
use zhimai_text::segment::{Unit, UnitKind, units};

/// A name is of so many words at most.
const LONGEST_NAME: usize = 6;

impl Planner<'_> {
    /// What the document must meet; `None` when nothing is asked or it cannot be read.
    pub(crate) fn condition(&mut self, item: &Item) -> Option<Condition> {
        match item {
            Item::Quoted(text) => Exact::new(text).map(Condition::Exact),
            Item::Field(field, text) => self.field(*field, text),
            Item::Words(text) => all(self.each_word(text)),
            Item::Near(one, within, other) => self.near(one, *within, other),
            Item::Group(parts) => {
                let parts = parts.iter().filter_map(|part| self.part_condition(part)).collect();
                all(parts)
            }
        }
    }

    fn part_condition(&mut self, part: &Part) -> Option<Condition> {
        let condition = self.any_of(&part.any)?;
        Some(if part.not { Condition::Not(Box::new(condition)) } else { condition })
    }

    pub(crate) fn any_of(&mut self, items: &[Item]) -> Option<Condition> {
        let mut any: Vec<Condition> = items.iter().filter_map(|item| self.condition(item)).collect();
        if any.len() > 1 { Some(Condition::Any(any)) } else { any.pop() }
    }

    /// What a document must not meet for an item that is left out: of plain words, any of them.
    pub(crate) fn each_excluded(&mut self, item: &Item) -> Vec<Condition> {
        match item {
            Item::Words(text) => self.each_word(text),
            item => self.condition(item).into_iter().collect(),
        }
    }

    /// Each of the words as a condition, a name of several words as one. The last word may be the beginning of another.
    pub(crate) fn words_that_must(&mut self, text: &str, growing: bool) -> Vec<Condition> {
        let folded = fold(text);
        let row: Vec<Unit> = units(&folded.chars).collect();
        let names = longest_names(self.names, &folded.chars, &row);
        let whole = names.first().is_some_and(|(_, named)| covers(named, &row));
        match text.trim_end().rsplit_once(char::is_whitespace) {
            _ if !growing || whole => self.each_word(text),
            Some((before, _)) => self.each_word(before),
            None => Vec::new(),
        }
    }

    /// Words as conditions: a name or a sum, of one word or several, by any of its forms; an English word by its stem; the
    /// rest exactly.
    fn each_word(&mut self, text: &str) -> Vec<Condition> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let mut out = Vec::new();
        let mut from = 0;
        while from < words.len() {
            let longest = words.len().min(from + LONGEST_NAME);
            let name = (from + 1..=longest).rev().find_map(|to| {
                let text = words.get(from..to)?.join(" ");
                Some((to, self.name_condition(&text).or_else(|| sum_condition(&text))?))
            });
            if let Some((to, condition)) = name {
                out.push(condition);
                from = to;
            } else {
                out.extend(words.get(from).and_then(|word| self.word_condition(word)));
                from += 1;
            }
        }
        out
    }

    /// A text that is a name, by any of its forms; what may be an ordinary word, as written too.
    pub(crate) fn name_condition(&self, text: &str) -> Option<Condition> {
        let named = self.whole_name(text)?;
        let groups: Vec<u32> = named.iter().map(|named| named.group).collect();
        let by_name = self.groups_condition(&groups);
        let doubtful = named.iter().any(|named| named.doubtful);
        Some(match Exact::new(text).filter(|_| doubtful) {
            Some(exact) => Condition::Any(vec![by_name, Condition::Exact(exact)]),
            None => by_name,
        })
    }

    /// The groups that a text names, if it is nothing but a name.
    pub(crate) fn groups_of_whole(&self, text: &str) -> Option<Vec<u32>> {
        Some(self.whole_name(text)?.iter().map(|named| named.group).collect())
    }

    /// What a text names, if it is nothing but a name.
    fn whole_name(&self, text: &str) -> Option<Vec<Named>> {
        let folded = fold(text);
        let row: Vec<Unit> = units(&folded.chars).collect();
        let names = longest_names(self.names, &folded.chars, &row);
        names.into_iter().next().map(|(_, named)| named).filter(|named| covers(named, &row))
    }

    pub(crate) fn groups_condition(&self, groups: &[u32]) -> Condition {
        let text = self.engine.fields.text;
        let groups = groups.iter().filter_map(|group| self.names.group(*group));
        Condition::Terms(groups.map(|group| Term::from_field_text(text, &group_term(group))).collect())
    }

    /// A word that is no name.
    fn word_condition(&mut self, text: &str) -> Option<Condition> {
        let folded = fold(text);
        let row: Vec<Unit> = units(&folded.chars).collect();
        if let [Unit { kind: UnitKind::Word, .. }] = row.as_slice() {
            let word = folded.text();
            let word = word.trim();
            let field = self.engine.fields.text;
            let terms = [word, &stem_term(word)].map(|term| Term::from_field_text(field, term));
            return Some(Condition::Terms(terms.to_vec()));
        }
        if let Some(groups) = self.heard(text, &folded.chars, true) {
            return Some(self.groups_condition(&groups));
        }
        Exact::new(text).map(Condition::Exact)
    }

    /// How many documents are read at most to see which of them meet a condition.
    pub(crate) fn cost(&self, condition: &Condition) -> u64 {
        match condition {
            Condition::Exact(exact) if exact.verify => self.most_with(exact),
            Condition::Near(near) => {
                near.sides().map(|side| self.frequency(side)).into_iter().min().unwrap_or(0)
            }
            Condition::Any(any) | Condition::All(any) => any.iter().map(|one| self.cost(one)).sum(),
            Condition::Not(condition) => self.cost(condition),
            Condition::Exact(_) | Condition::Terms(_) | Condition::Days(..) | Condition::Sums(_) => 0,
        }
    }

    /// In how many documents a condition may hold, at most.
    fn frequency(&self, condition: &Condition) -> u64 {
        match condition {
            Condition::Exact(exact) => self.most_with(exact),
            Condition::Terms(terms) => terms.iter().map(|term| self.doc_freq(term)).sum(),
            Condition::Any(any) => any.iter().map(|one| self.frequency(one)).sum(),
            _ => self.searcher.num_docs(),
        }
    }

    fn most_with(&self, exact: &Exact) -> u64 {
        let fields = &self.engine.fields;
        let frequency = |term: &ExactTerm| match term {
            ExactTerm::Term(text) => self.doc_freq(&Term::from_field_text(fields.text, text)),
            ExactTerm::Meeting(a, b) => {
                self.doc_freq(&Term::from_field_text(fields.chars, &format!("{a}{b}")))
            }
            // A common character is not only where its own term is.
            ExactTerm::Char(_) => self.searcher.num_docs(),
        };
        exact.terms.iter().map(frequency).min().unwrap_or_else(|| self.searcher.num_docs())
    }
}

/// A sum in any notation, or as written. A number alone is none.
fn sum_condition(text: &str) -> Option<Condition> {
    let sum = amount::parse(text).filter(|_| text.chars().any(char::is_alphabetic))?;
    let keys = match sums::keys(&sum) {
        Some((low, high)) => vec![low, high],
        None => sums::any_currency(&sum)?,
    };
    let sums = Condition::Sums(keys.into_iter().map(|key| (key, key)).collect());
    Some(Condition::Any(std::iter::once(sums).chain(Exact::apart(text).map(Condition::Exact)).collect()))
}

/// All of the conditions as one.
fn all(mut all: Vec<Condition>) -> Option<Condition> {
    if all.len() > 1 { Some(Condition::All(all)) } else { all.pop() }
}
