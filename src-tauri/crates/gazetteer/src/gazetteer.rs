//! Groups of names made ready for being found: by how they begin, how they sound, and as a whole.

use crate::ahead::Ahead;
use crate::beginnings::Beginnings;
use crate::entry::{Case, Entry, other_spacing, row_of};
use crate::group::{Form, FormKind, Group, GroupKind};
use crate::ordinary::is_ordinary;
use rustc_hash::FxHashMap;
use std::collections::{BTreeSet, HashMap};
use zhimai_model::{Entity, EntityKind, Term};
use zhimai_text::fold::{fold, folded};
use zhimai_text::pinyin::{readings, sound};
use zhimai_text::segment::is_ideograph;

/// Names made ready for being found. Empty by default.
#[derive(Debug, Default)]
pub struct Gazetteer {
    groups: Vec<Group>,
    /// For each group, the groups that it is tied to, sorted.
    ties: Vec<Vec<u32>>,
    /// The entries of all forms by the [`entry::key`] of how they start.
    entries: FxHashMap<u64, Vec<Entry>>,
    beginnings: Beginnings,
    /// What was found in texts lately.
    pub(crate) ahead: Ahead,
    /// Pinyin and initials to groups, sorted.
    sounds: Vec<(String, u32)>,
    /// Every pinyin that a name in Chinese alone may have, to groups, sorted.
    readings: Vec<(String, u32)>,
    /// Forms without what does not matter between their units, with their groups, sorted.
    squeezed: Vec<(String, u32)>,
    /// Every folded form to the groups that have it.
    whole: HashMap<String, Vec<u32>>,
    /// The number of the first entity or term with an identifier.
    numbers: HashMap<(bool, String), u32>,
}

impl Gazetteer {
    /// Gathers the names of entities, the forms of terms, and the words of which each region has its own.
    pub fn new(entities: &[Entity], terms: &[Term], regions: &[Vec<String>]) -> Self {
        let entities = entities.iter().map(Group::of_entity);
        let terms = terms.iter().map(Group::of_term);
        let regions = regions.iter().map(|words| Group::of_region(words));
        Self::of_groups(entities.chain(terms).chain(regions).collect())
    }

    /// A gazetteer of groups. Their order decides between those that share a form: the earlier one is shown.
    pub fn of_groups(groups: Vec<Group>) -> Self {
        let mut out = Self::default();
        for (number, group) in (0_u32..).zip(&groups) {
            out.numbers.entry((group.kind.is_entity(), group.id.clone())).or_insert(number);
            let mut seen = BTreeSet::new();
            for (form, name) in (0_u32..).zip(&group.forms) {
                out.add(number, form, group, name, &mut seen);
            }
        }
        for list in [&mut out.sounds, &mut out.readings, &mut out.squeezed] {
            list.sort();
            list.dedup();
        }
        out.tie(&groups);
        out.share(&groups);
        out.beginnings = Beginnings::of(out.entries.keys().copied());
        out.groups = groups;
        out
    }

    fn add(
        &mut self,
        number: u32,
        form: u32,
        group: &Group,
        name: &Form,
        seen: &mut BTreeSet<Vec<Box<str>>>,
    ) {
        let chars = fold(&name.text).chars;
        let whole = chars.iter().collect::<String>().trim().to_owned();
        if !whole.is_empty() {
            let named = self.whole.entry(whole).or_default();
            if !named.contains(&number) {
                named.push(number);
            }
        }
        let row = row_of(&chars);
        let Some((first, rest)) = row.split_first() else { return };
        // One character is part of too much to be a name: the sign of `M$` does not count.
        if rest.is_empty() && first.chars().count() == 1 || !seen.insert(row.clone()) {
            return;
        }
        let has_plural = |kind| matches!(kind, GroupKind::Term | GroupKind::Entity(EntityKind::Hardware));
        let plural = has_plural(group.kind) && row.last().is_some_and(|last| last.len() > 2);
        let squeezed = row.concat();
        let extends = name.kind == FormKind::Alias
            && group.forms.iter().filter(|form| form.kind == FormKind::Name).any(|form| {
                let shown = squeeze(&form.text);
                shown.chars().count() > 1 && squeezed != shown && squeezed.contains(&shown)
            });
        let case = if group.kind == GroupKind::Term { Case::Any } else { case_of(&name.text, &row) };
        let others = other_spacing(&name.text, &row).into_iter().map(|row| (row, Case::Any));
        for (row, case) in std::iter::once((row.clone(), case)).chain(others) {
            let row = row.iter().map(|unit| unit.chars().collect()).collect();
            let mut entry = Entry::new(row, number, form, name.kind);
            (entry.plural, entry.case, entry.extends) = (plural, case, extends);
            if let Some(key) = entry.key() {
                self.entries.entry(key).or_default().push(entry);
            }
        }
        if name.is_mistake() {
            return;
        }
        self.squeezed.push((squeezed, number));
        if let Some((full, initials)) = sound(&name.text) {
            self.sounds.extend([(full, number), (initials, number)]);
        }
        self.readings.extend(readings(&name.text).into_iter().map(|reading| (reading, number)));
    }

    /// Ties go both ways.
    fn tie(&mut self, groups: &[Group]) {
        let mut ties = vec![BTreeSet::new(); groups.len()];
        for (number, group) in (0_u32..).zip(groups).filter(|(_, group)| group.kind.is_entity()) {
            for other in group.ties.iter().filter_map(|id| self.entity(id)) {
                for (from, to) in [(number, other), (other, number)] {
                    ties.get_mut(from as usize)
                        .into_iter()
                        .for_each(|ties: &mut BTreeSet<u32>| _ = ties.insert(to));
                }
            }
        }
        self.ties = ties.into_iter().map(|ties| ties.into_iter().collect()).collect();
    }

    /// Marks the forms that several entities have.
    fn share(&mut self, groups: &[Group]) {
        let is_entity = |number: u32| groups.get(number as usize).is_some_and(|group| group.kind.is_entity());
        for entries in self.entries.values_mut() {
            let shared: Vec<bool> = entries
                .iter()
                .map(|entry| {
                    let others =
                        entries.iter().filter(|other| other.group != entry.group && is_entity(other.group));
                    is_entity(entry.group) && others.into_iter().any(|other| other.row == entry.row)
                })
                .collect();
            entries.iter_mut().zip(shared).for_each(|(entry, shared)| entry.shared = shared);
        }
    }

    /// The group of this number.
    pub fn group(&self, number: u32) -> Option<&Group> {
        self.groups.get(number as usize)
    }

    /// All groups with their numbers.
    pub fn groups(&self) -> impl Iterator<Item = (u32, &Group)> {
        (0_u32..).zip(&self.groups)
    }

    /// The number of the entity with this identifier.
    pub fn entity(&self, id: &str) -> Option<u32> {
        self.numbers.get(&(true, id.to_owned())).copied()
    }

    /// The entries with this [`entry::key`].
    #[inline]
    pub(crate) fn entries(&self, key: u64) -> &[Entry] {
        let entries = if self.beginnings.may_have(key) { self.entries.get(&key) } else { None };
        entries.map_or(&[], Vec::as_slice)
    }

    /// The groups that a group is tied to.
    pub(crate) fn tied(&self, group: u32) -> &[u32] {
        self.ties.get(group as usize).map_or(&[], Vec::as_slice)
    }

    /// All that a text as a whole may name, entities first.
    pub fn lookup(&self, text: &str) -> Vec<u32> {
        let mut named = self.whole.get(folded(text).trim()).cloned().unwrap_or_default();
        named.sort_by_key(|number| !self.group(*number).is_some_and(|group| group.kind.is_entity()));
        named
    }

    /// The groups whose names sound like this, in pinyin or by its initials; with `prefix`, also those whose pinyin
    /// only begins like this.
    pub fn by_sound(&self, typed: &str, prefix: bool) -> Vec<u32> {
        groups_from(&self.sounds, typed, prefix)
    }

    /// The groups with a name in Chinese that may be read like this, in pinyin.
    pub fn by_reading(&self, reading: &str) -> Vec<u32> {
        groups_from(&self.readings, reading, false)
    }

    /// The groups with a form that begins like this.
    pub fn by_prefix(&self, typed: &str) -> Vec<u32> {
        groups_from(&self.squeezed, &squeeze(typed), true)
    }

    /// The right forms without what does not matter between their units ([`squeeze`]), with their groups, sorted.
    pub fn forms(&self) -> &[(String, u32)] {
        &self.squeezed
    }
}

/// How the letters of a name are written. A short name of several words goes by its first word, open AI models, and so does one of
/// a word and AI: to scale AI.
fn case_of(written: &str, row: &[Box<str>]) -> Case {
    /// Longer names of several words are names in small letters too: sam altman.
    const SHORT: usize = 6;
    let mut chars = written.trim().chars();
    let (Some(first), Some(second)) = (chars.next(), chars.next()) else { return Case::Any };
    if is_ideograph(first) || !first.is_alphabetic() {
        return Case::Any;
    }
    let is_word = row.len() == 1 && written.chars().skip(1).all(char::is_lowercase);
    let is_short = row.len() > 1 && row.iter().map(|unit| unit.chars().count()).sum::<usize>() <= SHORT
        || matches!(row, [word, ai] if is_ordinary(word) && &**ai == "ai");
    match (first.is_uppercase(), second.is_uppercase()) {
        (true, false) if is_word || is_short => Case::Capital,
        (false, true) => Case::Small,
        _ => Case::Any,
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

/// A name without what does not matter between its units.
pub fn squeeze(name: &str) -> String {
    row_of(&fold(name).chars).concat()
}
