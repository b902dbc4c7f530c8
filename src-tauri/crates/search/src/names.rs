//! Names in texts: which groups of the lexicon are named where.
//!
//! A name is a row of units ([`zhimai_text::segment`]). Spaces, hyphens and dots between them do not matter, so that
//! `GPT-5`, `GPT 5` and `GPT5` are one name; Latin letters match as whole words, Chinese characters anywhere.

use crate::document::{Form, Group, GroupKind, Lexicon};
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::collections::BTreeSet;
use std::hash::BuildHasher;
use zhimai_text::fold::fold;
use zhimai_text::pinyin::{readings, sound};
use zhimai_text::segment::{Gap, Unit, UnitKind, is_ideograph, units};

/// A lexicon made ready for finding its names.
#[derive(Debug)]
pub(crate) struct Names {
    groups: Vec<Group>,
    /// The entries of all forms by the [`key`] of how they start.
    entries: FxHashMap<u64, Vec<Entry>>,
    /// Pinyin and initials to groups, sorted.
    sounds: Vec<(String, u32)>,
    /// Every pinyin that a name in Chinese alone may have, to groups, sorted.
    readings: Vec<(String, u32)>,
    /// Forms without what does not matter between their units, with their groups, sorted.
    squeezed: Vec<(String, u32)>,
}

#[derive(Debug)]
struct Entry {
    /// The units, folded.
    row: Vec<Box<[char]>>,
    group: u32,
    form: u32,
    /// A common noun in English: `chip` is named by `chips` too.
    plural: bool,
    misspelling: bool,
}

/// A name in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    /// The number of the group in the lexicon.
    pub(crate) group: u32,
    /// The number of the form in the group.
    pub(crate) form: u32,
    /// Start and end (exclusive) in folded characters.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// The form is a wrong spelling.
    pub(crate) misspelling: bool,
}

impl Names {
    pub(crate) fn new(lexicon: Lexicon) -> Self {
        let mut names = Names {
            groups: Vec::new(),
            entries: FxHashMap::default(),
            sounds: Vec::new(),
            readings: Vec::new(),
            squeezed: Vec::new(),
        };
        let groups = lexicon.groups;
        for (number, group) in (0_u32..).zip(&groups) {
            let mut seen = BTreeSet::new();
            for (form, name) in (0_u32..).zip(&group.forms) {
                names.add(number, form, group.kind, name, &mut seen);
            }
        }
        for list in [&mut names.sounds, &mut names.readings, &mut names.squeezed] {
            list.sort();
            list.dedup();
        }
        names.groups = groups;
        names
    }

    fn add(
        &mut self,
        group: u32,
        number: u32,
        kind: GroupKind,
        form: &Form,
        seen: &mut BTreeSet<Vec<Box<str>>>,
    ) {
        let chars = fold(&form.text).chars;
        let parts = units(&chars).filter(|unit| unit.kind != UnitKind::Symbol);
        let row: Vec<Box<str>> = parts.map(|unit| text_of(&chars, unit).into()).collect();
        let Some((first, rest)) = row.split_first() else { return };
        // One character is part of too much to be a name: the sign of `M$` does not count.
        if rest.is_empty() && first.chars().count() == 1 || !seen.insert(row.clone()) {
            return;
        }
        let plural = kind == GroupKind::Term && row.last().is_some_and(|last| last.len() > 2);
        let misspelling = form.misspelling;
        for row in std::iter::once(row.clone()).chain(other_spacing(&form.text, &row)) {
            let row = row.iter().map(|unit| unit.chars().collect()).collect();
            self.enter(Entry { row, group, form: number, plural, misspelling });
        }
        if form.misspelling {
            return;
        }
        self.squeezed.push((row.concat(), group));
        if let Some((full, initials)) = sound(&form.text) {
            self.sounds.extend([(full, group), (initials, group)]);
        }
        self.readings.extend(readings(&form.text).into_iter().map(|reading| (reading, group)));
    }

    fn enter(&mut self, entry: Entry) {
        let second = entry.row.get(1).and_then(|unit| unit.first());
        let Some(key) = entry.row.first().and_then(|first| key(first, second.copied())) else { return };
        self.entries.entry(key).or_default().push(entry);
    }

    pub(crate) fn group(&self, number: u32) -> Option<&Group> {
        self.groups.get(number as usize)
    }

    pub(crate) fn groups(&self) -> impl Iterator<Item = (u32, &Group)> {
        (0_u32..).zip(&self.groups)
    }

    /// The groups whose names sound like this, in pinyin or by its initials; with `prefix`, also those whose pinyin
    /// only begins like this.
    pub(crate) fn by_sound(&self, typed: &str, prefix: bool) -> Vec<u32> {
        groups_from(&self.sounds, typed, prefix)
    }

    /// The groups with a name in Chinese that may be read like this, in pinyin.
    pub(crate) fn by_reading(&self, reading: &str) -> Vec<u32> {
        groups_from(&self.readings, reading, false)
    }

    /// The groups with a form that begins like this.
    pub(crate) fn by_prefix(&self, typed: &str) -> Vec<u32> {
        groups_from(&self.squeezed, &squeeze(typed), true)
    }

    /// Forms without what does not matter between their units, with their groups, sorted.
    pub(crate) fn forms(&self) -> &[(String, u32)] {
        &self.squeezed
    }

    /// All names in a text, overlapping ones too, by their start. `units` are those of `chars`.
    pub(crate) fn find(&self, chars: &[char], units: &[Unit], mut found: impl FnMut(Named)) {
        for (at, unit) in units.iter().enumerate().filter(|(_, unit)| unit.kind != UnitKind::Symbol) {
            let own = chars.get(unit.start..unit.end).unwrap_or_default();
            let second = part_after(chars, units, at).and_then(|part| chars.get(units.get(part)?.start));
            for entry in self.starting(own, second.copied()) {
                if let Some(last) = follow(entry, chars, units, at)
                    && let Some(last) = units.get(last)
                {
                    found(named(entry, unit.start, last.end));
                }
            }
            // A plural is looked up by its singular.
            if let Some((&'s', singular)) = own.split_last() {
                for entry in self.starting(singular, None) {
                    if entry.plural && matches!(entry.row.as_slice(), [own] if **own == *singular) {
                        found(named(entry, unit.start, unit.end));
                    }
                }
            }
        }
    }

    /// The entries that may start like this.
    fn starting(&self, first: &[char], second: Option<char>) -> &[Entry] {
        key(first, second).and_then(|key| self.entries.get(&key)).map_or(&[], Vec::as_slice)
    }
}

/// The shortest word, in code points, that a Latin name is also known by in one piece, and the shortest piece of one that is
/// also known in two: of shorter ones, too many mean something else (`open AI models`).
const ONE_PIECE: usize = 6;
const PIECE: usize = 4;

/// A Latin name with its spaces left out (`datacenter`), or parted where a capital stands (`Core Weave`).
fn other_spacing(written: &str, row: &[Box<str>]) -> Option<Vec<Box<str>>> {
    let letters = |text: &str| text.chars().all(char::is_alphabetic) && !text.chars().any(is_ideograph);
    if !row.iter().all(|unit| letters(unit)) {
        return None;
    }
    let whole = row.concat();
    if row.len() > 1 {
        return (whole.chars().count() >= ONE_PIECE).then(|| vec![whole.into()]);
    }
    let inner = written.char_indices().skip(1).filter(|(_, c)| c.is_uppercase());
    let [(at, _)] = inner.collect::<Vec<_>>().try_into().ok()?;
    let pieces = [written.get(..at)?, written.get(at..)?];
    let long = pieces.iter().all(|piece| piece.chars().count() >= PIECE && letters(piece));
    long.then(|| pieces.iter().map(|piece| fold(piece).text().into()).collect())
}

/// What entries are looked up by: of a Chinese character that and what follows it, as no name is one character alone;
/// else the hash of the first unit, which others may share.
fn key(first: &[char], second: Option<char>) -> Option<u64> {
    match first {
        [] => None,
        [one] if is_ideograph(*one) => Some(u64::from(u32::from(*one)) << 32 | u64::from(u32::from(second?))),
        _ => Some(FxBuildHasher.hash_one(first)),
    }
}

fn groups_from(sorted: &[(String, u32)], typed: &str, prefix: bool) -> Vec<u32> {
    let from = sorted.partition_point(|(key, _)| key.as_str() < typed);
    let rest = sorted.get(from..).unwrap_or_default();
    let fits = |key: &str| key == typed || prefix && key.starts_with(typed);
    let mut out: Vec<u32> = Vec::new();
    // What begins with a whole name that fits is another name: `NVIDIA H200` is not meant by `NV`.
    let mut shorter: Option<&str> = None;
    for (key, group) in rest.iter().take_while(|(key, _)| !typed.is_empty() && fits(key)) {
        if shorter.is_some_and(|shorter| key != shorter && key.starts_with(shorter)) {
            continue;
        }
        shorter = Some(key);
        if !out.contains(group) {
            out.push(*group);
        }
    }
    out
}

fn named(entry: &Entry, start: usize, end: usize) -> Named {
    Named { group: entry.group, form: entry.form, start, end, misspelling: entry.misspelling }
}

/// The last unit of a name that starts at `at`, if the units from there are those of the entry.
fn follow(entry: &Entry, chars: &[char], units: &[Unit], at: usize) -> Option<usize> {
    let (first, rest) = entry.row.split_first()?;
    let own = |at: usize| units.get(at).and_then(|unit| chars.get(unit.start..unit.end));
    if own(at)? != &**first {
        return None;
    }
    let mut last = at;
    for (number, part) in (1..).zip(rest) {
        last = part_after(chars, units, last)?;
        match own(last)?.strip_prefix(&**part)? {
            [] => {}
            ['s'] if entry.plural && number == rest.len() => {}
            _ => return None,
        }
    }
    Some(last)
}

/// The unit after one of a name; a sign between them may be part of the name.
fn part_after(chars: &[char], units: &[Unit], at: usize) -> Option<usize> {
    let sign = units.get(at + 1)?;
    let next = at + 1 + usize::from(joins(chars, sign));
    let unit = units.get(next)?;
    // A dash with spaces stands between clauses: the core – weave.
    let parts = next > at + 1
        && chars.get(sign.start) == Some(&'-')
        && (sign.gap == Gap::Space || unit.gap == Gap::Space);
    (!parts).then_some(next)
}

/// Signs that do not part a name.
fn joins(chars: &[char], unit: &Unit) -> bool {
    unit.kind == UnitKind::Symbol
        && matches!(
            chars.get(unit.start),
            Some(
                '-' | '‐'
                    | '‑'
                    | '–'
                    | '·'
                    | '・'
                    | '•'
                    | '‧'
                    | '.'
                    | '\''
                    | '’'
                    | '&'
                    | '/'
                    | '_'
                    | '+'
            )
        )
}

/// A name without what does not matter between its units.
pub(crate) fn squeeze(name: &str) -> String {
    let chars = fold(name).chars;
    units(&chars).filter(|unit| unit.kind != UnitKind::Symbol).map(|unit| text_of(&chars, unit)).collect()
}

pub(crate) fn text_of(chars: &[char], unit: Unit) -> String {
    chars.get(unit.start..unit.end).unwrap_or_default().iter().collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use zhimai_model::{EntityKind, Lang};

    pub(crate) fn group(id: &str, kind: GroupKind, forms: &[&str]) -> Group {
        let form = |text: &&str| Form {
            text: text.trim_start_matches('!').to_owned(),
            lang: if text.is_ascii() { Lang::En } else { Lang::Zh },
            misspelling: text.starts_with('!'),
        };
        Group { id: id.to_owned(), kind, forms: forms.iter().map(form).collect() }
    }

    pub(crate) fn lexicon() -> Lexicon {
        let company = GroupKind::Entity(EntityKind::Company);
        let groups = vec![
            group("nvidia", company, &["NVIDIA", "輝達", "英偉達", "NVDA", "!Nvidea"]),
            group("microsoft", company, &["Microsoft", "微軟", "MSFT", "M$"]),
            group("anthropic", company, &["Anthropic"]),
            group("jensen-huang", GroupKind::Entity(EntityKind::Person), &["Jensen Huang", "黃仁勳", "老黃"]),
            group("gpt-5", GroupKind::Entity(EntityKind::Model), &["GPT-5"]),
            group("chip", GroupKind::Term, &["chip", "晶片", "芯片"]),
            group("data-center", GroupKind::Term, &["data center", "資料中心", "數據中心"]),
            group("ai-agent", GroupKind::Term, &["AI agent"]),
            group("compute", GroupKind::Term, &["compute", "算力"]),
            group("coreweave", company, &["CoreWeave"]),
        ];
        Lexicon { groups }
    }

    fn check(text: &str, expect: &[&str]) {
        let names = Names::new(lexicon());
        let chars = fold(text).chars;
        let row: Vec<Unit> = units(&chars).collect();
        let mut found = Vec::new();
        names.find(&chars, &row, |named| {
            let words: String = chars[named.start..named.end].iter().collect();
            found.push(format!("{}:{words}", names.group(named.group).unwrap().id));
        });
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn names_in_texts() {
        check("辉达与英伟达 NVIDIA's", &["nvidia:辉达", "nvidia:英伟达", "nvidia:nvidia"]);
        check("GPT-5、GPT 5、gpt5，GPT-5.1", &["gpt-5:gpt-5", "gpt-5:gpt 5", "gpt-5:gpt5"]);
        check("chips, microchip; Data-Centers", &["chip:chips", "data-center:data-centers"]);
        check("AI agents, AI agent's", &["ai-agent:ai agents", "ai-agent:ai agent"]);
        check("Jensen Huang; Jensen, Huang", &["jensen-huang:jensen huang"]);
        check("智算力量", &["compute:算力"]);
        check(
            "datacenters, core weave, CoreWeave",
            &["data-center:datacenters", "coreweave:core weave", "coreweave:coreweave"],
        );
        check("M$ M3 M", &[]);
        check("", &[]);
    }

    #[test]
    fn names_by_sound_and_beginning() {
        let names = Names::new(lexicon());
        assert_eq!(names.by_sound("yingweida", false), [0]);
        assert_eq!(names.by_sound("ywd", false), [0]);
        assert_eq!(names.by_sound("yingw", false), [] as [u32; 0]);
        assert_eq!(names.by_sound("yingw", true), [0]);
        assert_eq!(names.by_prefix("jensen h"), [3]);
        assert_eq!(names.by_prefix("英"), [0]);
        assert_eq!(names.by_prefix(""), [] as [u32; 0]);
    }
}
