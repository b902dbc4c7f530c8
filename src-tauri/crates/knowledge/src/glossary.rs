//! Terms as they are looked for in the glossary, and what a text names.

use crate::Knowledge;
use zhimai_gazetteer::{Gazetteer, Group};
use zhimai_model::Term;
use zhimai_text::fold;

impl Knowledge {
    /// Terms that hold `filter` in any of their forms, pinyin included, with or without its tones and spaces; all terms where
    /// it is empty. By pinyin.
    pub fn glossary(&self, filter: &str) -> impl Iterator<Item = &Term> {
        let wanted = plain(filter);
        let holds = move |term: &&Term| forms(term).any(|form| plain(&form).contains(&wanted));
        self.terms().iter().filter(holds)
    }
}

/// What a selected text names: what it names as a whole first, then the names in it, the longest first. Each once.
pub fn named_in<'a>(names: &'a Gazetteer, text: &str) -> Vec<&'a Group> {
    let mut inside = names.find(text);
    inside.sort_by_key(|found| std::cmp::Reverse(found.end.0 - found.start.0));
    let mut numbers = names.lookup(text);
    for found in inside {
        if !numbers.contains(&found.group) {
            numbers.push(found.group);
        }
    }
    numbers.into_iter().filter_map(|number| names.group(number)).collect()
}

/// Every form that a term is found by in the glossary.
fn forms(term: &Term) -> impl Iterator<Item = String> {
    let variants = &term.variants;
    let written = [&term.zh, &term.zh_cn]
        .into_iter()
        .chain(&term.en)
        .chain(&variants.tw)
        .chain(&variants.hk)
        .chain(&variants.cn)
        .cloned();
    written.chain([term.pinyin.clone(), term.pinyin.replace(' ', "")])
}

/// Folded, which takes the marks of tones off pinyin too, so that `suan li` finds 算力.
fn plain(form: &str) -> String {
    fold::folded(form.trim())
}
