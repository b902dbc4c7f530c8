//! Finds the names of entities and terms in a text, whatever the script, and tells what a name means.

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};
use std::collections::HashMap;
use zhimai_model::{AliasKind, Entity, Term};
use zhimai_text::fold;
use zhimai_text::offset::CharOffset;

/// What a name stands for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Named {
    /// An entity, by its identifier.
    Entity(String),
    /// A glossary term, by its identifier.
    Term(String),
}

/// A name found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it starts.
    pub start: CharOffset,
    /// Where it ends (exclusive).
    pub end: CharOffset,
    /// What it names.
    pub named: Named,
}

/// All names, ready to be found.
#[derive(Debug)]
pub struct NameIndex {
    automaton: Option<AhoCorasick>,
    /// What pattern `n` of the automaton names.
    named: Vec<Named>,
    /// Every folded form, ambiguous ones among them, to all it may name.
    exact: HashMap<String, Vec<Named>>,
}

impl NameIndex {
    /// Gathers the names of entities and the headwords of terms.
    ///
    /// A form that two entities share, or a nickname in Latin letters that is also a common word, is not looked for in
    /// running text, where it would be wrong too often; [`NameIndex::lookup`] knows it all the same.
    pub fn new(entities: &[Entity], terms: &[Term]) -> Self {
        let mut exact: HashMap<String, Vec<Named>> = HashMap::new();
        let mut running: Vec<(String, Named)> = Vec::new();
        let mut add = |form: &str, named: &Named, in_text: bool| {
            let folded = fold::folded(form);
            if folded.trim().is_empty() {
                return;
            }
            let all = exact.entry(folded.clone()).or_default();
            if !all.contains(named) {
                all.push(named.clone());
            }
            if in_text
                && folded.chars().nth(1).is_some()
                && !running.iter().any(|(f, n)| *f == folded && n == named)
            {
                running.push((folded, named.clone()));
            }
        };
        for entity in entities {
            let named = Named::Entity(entity.id.clone());
            let names = &entity.names;
            for name in [&names.en, &names.zh_tw, &names.zh_hk, &names.zh_cn] {
                add(name, &named, true);
            }
            for alias in &entity.aliases {
                let plain_word = alias.kind == AliasKind::Nickname && alias.text.is_ascii();
                add(&alias.text, &named, !plain_word && alias.kind != AliasKind::Mistranslation);
            }
        }
        for term in terms {
            let named = Named::Term(term.id.clone());
            let variants = &term.variants;
            let forms = [&term.zh, &term.zh_cn].into_iter().chain(&term.en);
            for form in forms.chain(&variants.tw).chain(&variants.hk).chain(&variants.cn) {
                add(form, &named, true);
            }
        }
        // An entity's name goes before a term of the same form; a form that two entities share names neither for sure.
        running.retain(|(form, named)| match named {
            Named::Entity(_) => exact
                .get(form)
                .is_none_or(|all| all.iter().filter(|n| matches!(n, Named::Entity(_))).count() < 2),
            Named::Term(_) => {
                exact.get(form).is_none_or(|all| !all.iter().any(|n| matches!(n, Named::Entity(_))))
            }
        });
        running.sort();
        running.dedup_by(|a, b| a.0 == b.0);
        let automaton = AhoCorasickBuilder::new()
            .match_kind(MatchKind::LeftmostLongest)
            .build(running.iter().map(|(form, _)| form))
            .ok();
        Self { automaton, named: running.into_iter().map(|(_, named)| named).collect(), exact }
    }

    /// Every name in a text: leftmost and longest, not overlapping, in order. Positions are in code points of `text`.
    pub fn find(&self, text: &str) -> Vec<Found> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let folded = fold::fold(text);
        let plain = folded.text();
        let (mut byte, mut at) = (0, 0);
        let mut found = Vec::new();
        for m in automaton.find_iter(&plain).filter(|m| stands_alone(&plain, m.start(), m.end())) {
            let Some(named) = self.named.get(m.pattern().as_usize()) else { continue };
            at += plain.get(byte..m.start()).map_or(0, |between| between.chars().count());
            byte = m.start();
            let length = plain.get(m.range()).map_or(0, |name| name.chars().count());
            let (start, end) = folded.original(at, at + length);
            found.push(Found { start, end, named: named.clone() });
        }
        found
    }

    /// All that a text as a whole may name.
    pub fn lookup(&self, text: &str) -> &[Named] {
        self.exact.get(fold::folded(text).trim()).map_or(&[], Vec::as_slice)
    }
}

/// True unless the match is a part of a longer Latin word or number: `AMD` is not named in `GAMDA`.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let joined =
        |a: Option<char>, b: Option<char>| matches!((a, b), (Some(a), Some(b)) if is_latin(a) && is_latin(b));
    let (before, inside, after) = (text.get(..start), text.get(start..end), text.get(end..));
    let (Some(before), Some(inside), Some(after)) = (before, inside, after) else { return false };
    !joined(before.chars().next_back(), inside.chars().next())
        && !joined(inside.chars().next_back(), after.chars().next())
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric() || (c.is_alphabetic() && (c as u32) < 0x250)
}

#[cfg(test)]
mod tests {
    use super::*;
    use zhimai_model::{Alias, Bilingual, EntityKind, Names, Variants};

    fn index() -> NameIndex {
        let entity = |id: &str, names: [&str; 4], aliases: &[(&str, AliasKind)]| Entity {
            id: id.to_owned(),
            kind: EntityKind::Company,
            names: Names {
                en: names[0].into(),
                zh_tw: names[1].into(),
                zh_hk: names[2].into(),
                zh_cn: names[3].into(),
            },
            aliases: aliases.iter().map(|(text, kind)| Alias { text: (*text).into(), kind: *kind }).collect(),
            description: Bilingual::default(),
            relations: vec![],
            ticker: None,
            founded: None,
            headquarters: None,
            released: None,
            note: None,
        };
        let term = |id: &str, zh: &str, en: &str| Term {
            id: id.into(),
            zh: zh.into(),
            zh_cn: zh.into(),
            en: vec![en.into()],
            pinyin: String::new(),
            definition: Bilingual::default(),
            variants: Variants::default(),
            entity: None,
        };
        NameIndex::new(
            &[
                entity("nvidia", ["NVIDIA", "輝達", "英偉達", "英伟达"], &[("NVDA", AliasKind::Ticker)]),
                entity(
                    "huang",
                    ["Jensen Huang", "黃仁勳", "黃仁勳", "黄仁勋"],
                    &[("老黃", AliasKind::Nickname), ("Jensen", AliasKind::Nickname)],
                ),
                entity("amd", ["AMD", "超微", "超微", "超威"], &[]),
            ],
            &[
                term("compute", "算力", "compute"),
                term("cloud-compute", "雲算力", "cloud compute"),
                term("chip-maker", "英偉達", "chip maker"),
            ],
        )
    }

    fn check(text: &str, expect: &[(&str, &str)]) {
        let found: Vec<_> = index()
            .find(text)
            .into_iter()
            .map(|f| {
                let id = match f.named {
                    Named::Entity(id) | Named::Term(id) => id,
                };
                (zhimai_text::offset::slice(text, f.start, f.end).to_owned(), id)
            })
            .collect();
        let expect: Vec<_> = expect.iter().map(|(name, id)| ((*name).to_owned(), (*id).to_owned())).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn names_are_found_in_every_script_and_case() {
        check(
            "😀輝達與英伟达、nVidia都是",
            &[("輝達", "nvidia"), ("英伟达", "nvidia"), ("nVidia", "nvidia")],
        );
        check("老黄談NVDA", &[("老黄", "huang"), ("NVDA", "nvidia")]);
    }

    #[test]
    fn the_longest_name_counts() {
        check("雲算力不只是算力", &[("雲算力", "cloud-compute"), ("算力", "compute")]);
    }

    #[test]
    fn a_name_within_a_longer_word_is_not_named() {
        check("GAMDA AMD2 amd", &[("amd", "amd")]);
        check("computer", &[]);
    }

    #[test]
    fn a_bare_first_name_is_only_looked_up() {
        check("Jensen spoke", &[]);
        assert_eq!(index().lookup(" jensen "), [Named::Entity("huang".into())]);
    }

    #[test]
    fn an_entity_goes_before_a_term_of_the_same_form() {
        check("英偉達", &[("英偉達", "nvidia")]);
        assert_eq!(index().lookup("英伟达").len(), 2);
    }

    #[test]
    fn nothing_to_find_is_fine() {
        check("", &[]);
        assert_eq!(NameIndex::new(&[], &[]).find("輝達"), []);
    }
}
