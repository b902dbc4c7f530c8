//! Finds the names of entities and terms in a text, whatever the script, and tells what a name means.

use rustc_hash::FxHashMap;
use std::collections::HashMap;
use std::ops::Range;
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
    /// The forms that are looked for in running text, folded and sorted, and what they name. Each has at least two
    /// characters.
    running: Vec<(Box<[char]>, Named)>,
    /// Which of them begin with these two characters.
    beginnings: FxHashMap<[char; 2], Range<usize>>,
    pairs: Pairs,
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
        let running: Vec<(Box<[char]>, Named)> =
            running.into_iter().map(|(form, named)| (form.chars().collect(), named)).collect();
        let mut beginnings: FxHashMap<[char; 2], Range<usize>> = FxHashMap::default();
        let mut pairs = Pairs::default();
        for (at, (form, _)) in running.iter().enumerate() {
            if let [first, second, ..] = **form {
                beginnings.entry([first, second]).or_insert(at..at).end = at + 1;
                pairs.add(first, second);
            }
        }
        Self { running, beginnings, pairs, exact }
    }

    /// Every name in a text: leftmost and longest, not overlapping, in order. Positions are in code points of `text`.
    pub fn find(&self, text: &str) -> Vec<Found> {
        let folded = fold::fold(text);
        let chars = folded.chars.as_slice();
        let mut found = Vec::new();
        let mut at = 0;
        while let Some([first, second, ..]) = chars.get(at..) {
            let longest = self.pairs.may_have(*first, *second).then(|| self.longest(chars, at)).flatten();
            let Some((length, named)) = longest else {
                at += 1;
                continue;
            };
            let end = at + length;
            if stands_alone(chars, at, end) {
                let (start, end) = folded.original(at, end);
                found.push(Found { start, end, named: named.clone() });
            }
            at = end;
        }
        found
    }

    /// The longest form that stands at `at`: its length, and what it names.
    fn longest(&self, chars: &[char], at: usize) -> Option<(usize, &Named)> {
        let rest = chars.get(at..)?;
        let [first, second, ..] = *rest else { return None };
        let forms = self.running.get(self.beginnings.get(&[first, second])?.clone())?;
        // What is longer comes later among forms that begin alike.
        let (form, named) = forms.iter().rev().find(|(form, _)| rest.starts_with(form))?;
        Some((form.len(), named))
    }

    /// All that a text as a whole may name.
    pub fn lookup(&self, text: &str) -> &[Named] {
        self.exact.get(fold::folded(text).trim()).map_or(&[], Vec::as_slice)
    }
}

/// Says of most pairs of characters at once that no name begins with them.
#[derive(Debug)]
struct Pairs(Box<[u64; 1024]>);

impl Default for Pairs {
    fn default() -> Self {
        Self(Box::new([0; 1024]))
    }
}

impl Pairs {
    /// The word and the bit that stand for a pair, and for some others.
    fn place(first: char, second: char) -> (usize, u64) {
        let mixed = (first as u32).wrapping_mul(0x9e37_79b1) ^ (second as u32).wrapping_mul(0x85eb_ca6b);
        let place = mixed >> 16;
        ((place >> 6) as usize, 1 << (place & 63))
    }

    fn add(&mut self, first: char, second: char) {
        let (word, bit) = Self::place(first, second);
        if let Some(word) = self.0.get_mut(word) {
            *word |= bit;
        }
    }

    fn may_have(&self, first: char, second: char) -> bool {
        let (word, bit) = Self::place(first, second);
        self.0.get(word).is_some_and(|word| word & bit != 0)
    }
}

/// True unless the match is a part of a longer Latin word or number: `AMD` is not named in `GAMDA`.
fn stands_alone(chars: &[char], start: usize, end: usize) -> bool {
    let is_latin = |at: Option<usize>| at.and_then(|at| chars.get(at)).copied().is_some_and(is_latin);
    let joined = |at: usize| is_latin(at.checked_sub(1)) && is_latin(Some(at));
    !joined(start) && !joined(end)
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
    fn leftmost_and_longest_however_names_meet() {
        let index = index();
        let parts = [
            "amd",
            "AMD2",
            "輝達",
            "雲",
            "算力",
            "算",
            "Jensen ",
            "jensen huang",
            "compute",
            "cloud ",
            "r",
            "，",
            " ",
        ];
        for a in parts {
            for b in parts {
                for c in parts {
                    let text = [a, b, c].concat();
                    let chars = fold::fold(&text).chars;
                    let (mut expect, mut at) = (Vec::new(), 0);
                    while at < chars.len() {
                        let fits = |form: &[char]| chars.iter().skip(at).take(form.len()).eq(form);
                        let here = index.running.iter().filter(|(form, _)| fits(form));
                        let Some((form, named)) = here.max_by_key(|(form, _)| form.len()) else {
                            at += 1;
                            continue;
                        };
                        if stands_alone(&chars, at, at + form.len()) {
                            expect.push((CharOffset(at), named.clone()));
                        }
                        at += form.len();
                    }
                    let found: Vec<_> = index.find(&text).into_iter().map(|f| (f.start, f.named)).collect();
                    assert_eq!(found, expect, "{text}");
                }
            }
        }
    }

    #[test]
    fn nothing_to_find_is_fine() {
        check("", &[]);
        assert_eq!(NameIndex::new(&[], &[]).find("輝達"), []);
    }
}
