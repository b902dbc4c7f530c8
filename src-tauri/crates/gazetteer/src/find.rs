//! Looks for names: in running text, where a wrong one is worse than a missing one, and in what was typed.

use crate::borders::{self, Sort};
use crate::context::Context;
use crate::entry::{Entry, key, part_after};
use crate::gazetteer::Gazetteer;
use crate::group::{FormKind, GroupKind};
use crate::number;
use crate::senses;
use crate::standing::Need;
use crate::written::Written;
use rustc_hash::FxHashSet;
use std::cell::RefCell;
use std::cmp::Reverse;
use std::ops::Range;
use zhimai_model::EntityKind;
use zhimai_text::fold::{Folded, fold_into};
use zhimai_text::offset::CharOffset;
use zhimai_text::segment::{DICTIONARY, Gap, Unit, UnitKind, is_ideograph, units};

/// A name in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// The number of the group: [`Gazetteer::group`].
    pub group: u32,
    /// The number of the form in the group.
    pub form: u32,
    /// Start and end (exclusive) in folded characters.
    pub start: usize,
    /// The end.
    pub end: usize,
    /// The form is a wrong spelling or translation.
    pub mistake: bool,
    /// The form may be an ordinary word or number: in running text it is a name only beside evidence.
    pub doubtful: bool,
    /// It is a part of a longer name of the same thing, which stands there too: `Anthropic` in `Anthropic PBC`.
    pub repeated: bool,
}

/// A name in a text, in code points of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The number of the group: [`Gazetteer::group`].
    pub group: u32,
    /// The number of the form in the group.
    pub form: u32,
    /// Where it starts.
    pub start: CharOffset,
    /// Where it ends (exclusive).
    pub end: CharOffset,
}

/// A name while it is decided on.
#[derive(Clone, Copy)]
struct Hit<'a> {
    entry: &'a Entry,
    first: usize,
    last: usize,
    start: usize,
    end: usize,
}

impl Hit<'_> {
    fn named(&self, doubtful: bool, repeated: bool) -> Named {
        let mistake = matches!(self.entry.kind, FormKind::Misspelling | FormKind::Mistranslation);
        let Hit { entry, start, end, .. } = *self;
        Named { group: entry.group, form: entry.form, start, end, mistake, doubtful, repeated }
    }

    fn covers(&self, other: &Hit<'_>) -> bool {
        self.start <= other.start && other.end <= self.end && self.end - self.start > other.end - other.start
    }
}

/// The room for longer texts is given back, in bytes.
const LONG: usize = 1 << 18;

/// Names are not looked for that end so many units after they began.
const LONGEST: usize = 256;

/// The names of a text that need nothing beside them: what others may need. A text may have thousands of either.
struct Sure<'s, 'e> {
    /// By their first unit.
    hits: &'s [Hit<'e>],
    groups: FxHashSet<u32>,
}

impl<'s, 'e> Sure<'s, 'e> {
    /// Those that begin with one of these units.
    fn within(&self, units: Range<usize>) -> &'s [Hit<'e>] {
        let place = |at: usize| self.hits.partition_point(|hit| hit.first < at);
        self.hits.get(place(units.start)..place(units.end)).unwrap_or_default()
    }
}

impl Gazetteer {
    /// All names in running text, by their start, the longer first; a name within another is there too where it is one of
    /// something else.
    pub fn find(&self, text: &str) -> Vec<Found> {
        self.find_and_tell(text, |_| {})
    }

    /// The same, for a text of which [`Gazetteer::named`] will be asked soon: that is known then.
    pub fn find_ahead(&self, text: &str) -> Vec<Found> {
        let mut groups = Vec::new();
        let found = self.find_and_tell(text, |group| groups.push(group));
        self.ahead.put(text, &groups);
        found
    }

    /// Tells the group of every name, and gives those back that are no part of a longer one of the same thing.
    fn find_and_tell(&self, text: &str, mut tell: impl FnMut(u32)) -> Vec<Found> {
        thread_local! {
            static CUT: RefCell<(Folded, Vec<Unit>)> = RefCell::default();
        }
        let mut out = Vec::new();
        CUT.with_borrow_mut(|(folded, row)| {
            fold_into(text, folded);
            row.clear();
            row.extend(units(&folded.chars));
            self.find_in(text, folded, row, |named| {
                tell(named.group);
                if !named.repeated {
                    let (start, end) = folded.original(named.start, named.end);
                    out.push(Found { group: named.group, form: named.form, start, end });
                }
            });
            if text.len() > LONG {
                (*folded, *row) = Default::default();
            }
        });
        out
    }

    /// The groups that running text names, as often as it does. `units` are those of the folded text.
    pub fn named(&self, text: &str, folded: &Folded, units: &[Unit], mut found: impl FnMut(u32)) {
        match self.ahead.take(text) {
            Some(groups) => groups.iter().copied().for_each(found),
            None => self.find_in(text, folded, units, |named| found(named.group)),
        }
    }

    /// All names in running text, by their start, the longer first; a name within another is there too where it is one. `units`
    /// are those of the folded text.
    pub fn find_in(&self, text: &str, folded: &Folded, units: &[Unit], mut found: impl FnMut(Named)) {
        let chars = folded.chars.as_slice();
        let written = Written::new(text, folded);
        let context = Context { chars, units, written: &written };
        let mut sure: Vec<Hit<'_>> = Vec::new();
        let mut doubtful: Vec<(Hit<'_>, Need)> = Vec::new();
        self.candidates(chars, units, Some(&written), |hit| {
            let Some(group) = self.group(hit.entry.group) else { return };
            let known = |at: usize| {
                sure.iter()
                    .rev()
                    .take(8)
                    .any(|hit| group_is_entity(self, hit) && hit.first <= at && at <= hit.last)
            };
            let need = context.need(hit.entry, group.kind, (hit.first, hit.last), known);
            if need == Need::Never || !self.stands(&context, &hit, group.kind) {
                return;
            }
            match need {
                Need::Nothing => sure.push(hit),
                need => doubtful.push((hit, need)),
            }
        });
        if !doubtful.is_empty() {
            let groups = sure.iter().map(|hit| hit.entry.group).collect();
            let known = Sure { hits: &sure, groups };
            doubtful.retain(|(hit, need)| self.is_shown(&context, hit, *need, &known));
            sure.extend(doubtful.into_iter().map(|(hit, _)| hit));
        }
        sure.sort_by_key(|hit| (hit.start, Reverse(hit.end), hit.entry.group, hit.entry.form));
        // Two forms of one thing may be written alike: OpenAI, Open AI.
        sure.dedup_by_key(|hit| (hit.start, hit.end, hit.entry.group));
        let mut open: Vec<Hit<'_>> = Vec::new();
        for hit in sure {
            open.retain(|outer| outer.end > hit.start);
            if open.iter().all(|outer| !outer.covers(&hit) || self.counts_within(chars, outer, &hit)) {
                let repeated =
                    open.iter().any(|outer| outer.entry.group == hit.entry.group && outer.covers(&hit));
                found(hit.named(false, repeated));
                open.push(hit);
            }
        }
    }

    /// All names in what was typed, overlapping ones too, by their start. Any form counts, but for those that are made of
    /// pieces of longer words.
    pub fn find_typed(&self, chars: &[char], units: &[Unit], mut found: impl FnMut(Named)) {
        self.candidates(chars, units, None, |hit| {
            let Some(group) = self.group(hit.entry.group) else { return };
            let (first, last) = (hit.first, hit.last);
            let first_char = chars.get(hit.start).copied();
            if first_char.is_some_and(is_ideograph)
                && !borders::stands(chars, units, first, last, sort(hit.entry, group.kind))
            {
                return;
            }
            found(hit.named(is_doubtful(hit.entry, group.kind), false));
        });
    }

    /// Every place where a form stands as whole words of Latin letters, or as characters.
    fn candidates<'a>(
        &'a self,
        chars: &[char],
        units: &[Unit],
        written: Option<&Written<'_>>,
        mut found: impl FnMut(Hit<'a>),
    ) {
        let mut hit = |entry: &'a Entry, first: usize, last: usize| {
            let (Some(from), Some(to)) = (units.get(first), units.get(last)) else { return };
            if is_whole(chars, units, first, last, entry.plural) {
                found(Hit { entry, first, last, start: from.start, end: to.end });
            }
        };
        for (at, unit) in units.iter().enumerate().filter(|(_, unit)| unit.kind != UnitKind::Symbol) {
            let own = chars.get(unit.start..unit.end).unwrap_or_default();
            let second =
                || part_after(chars, units, at).and_then(|part| chars.get(units.get(part)?.start)).copied();
            let second = if unit.kind == UnitKind::Ideograph { second() } else { None };
            for entry in self.starting(own, second) {
                if let Some(last) = entry.follow(chars, units, at, written) {
                    hit(entry, at, last);
                }
            }
            // A plural is looked up by its singular.
            if let Some((&'s', singular)) = own.split_last() {
                for entry in self.starting(singular, None) {
                    if entry.plural && matches!(entry.row.as_slice(), [own] if **own == *singular) {
                        hit(entry, at, at);
                    }
                }
            }
        }
    }

    fn starting(&self, first: &[char], second: Option<char>) -> &[Entry] {
        key(first, second).map_or(&[], |key| self.entries(key))
    }

    /// Whether a form stands between words, and in the sense of the name.
    fn stands(&self, context: &Context<'_>, hit: &Hit<'_>, of: GroupKind) -> bool {
        let Context { chars, units, .. } = *context;
        let chinese = |at: usize| units.get(at).is_some_and(|unit| unit.kind == UnitKind::Ideograph);
        if (chinese(hit.first) || chinese(hit.last))
            && !borders::stands(chars, units, hit.first, hit.last, sort(hit.entry, of))
        {
            return false;
        }
        !(of.is_entity() && senses::means_otherwise(context, hit.first, hit.last))
    }

    /// Whether a text has what a doubtful form needs.
    fn is_shown(&self, context: &Context<'_>, hit: &Hit<'_>, need: Need, sure: &Sure<'_, '_>) -> bool {
        let own = hit.entry.group;
        let is_own = || sure.groups.contains(&own);
        let is_tied = || self.tied(own).iter().any(|group| sure.groups.contains(group));
        match need {
            Need::Nothing => true,
            Need::Never => false,
            Need::Own => is_own(),
            Need::Tied => is_own() || is_tied(),
            Need::Beside => {
                is_own()
                    || is_tied()
                    || sure
                        .within(context.sentence(hit.first))
                        .iter()
                        .any(|other| group_is_entity(self, other))
            }
            Need::Near => {
                is_own()
                    || sure
                        .within(context.sentence(hit.first))
                        .iter()
                        .any(|other| self.tied(own).contains(&other.entry.group))
            }
            Need::Number => {
                let ends = |at: usize| {
                    let near = sure.within(at.saturating_sub(LONGEST)..at + 1);
                    near.iter().any(|other| other.entry.group == own && other.last == at)
                };
                number::is_symbol(context, hit.first, ends, is_own())
            }
        }
    }

    /// Whether a name within a longer one counts beside it: Google in `Google TPU` does, 軟體 in 軟體銀行 does not.
    fn counts_within(&self, chars: &[char], outer: &Hit<'_>, inner: &Hit<'_>) -> bool {
        let kind = |hit: &Hit<'_>| self.group(hit.entry.group).map(|group| group.kind);
        let (Some(of_outer), Some(of_inner)) = (kind(outer), kind(inner)) else { return false };
        if outer.entry.group == inner.entry.group {
            return true;
        }
        let is_proper = matches!(of_outer, GroupKind::Entity(kind) if kind != EntityKind::Concept);
        if is_proper && !of_inner.is_entity() {
            return false;
        }
        if self.tied(outer.entry.group).contains(&inner.entry.group) {
            return true;
        }
        let rest = |from: usize, to: usize| chars.get(from..to).unwrap_or_default();
        let (before, after) = (rest(outer.start, inner.start), rest(inner.end, outer.end));
        let is_chinese = |c: Option<&char>| c.is_some_and(|c| is_ideograph(*c));
        let cuts_before = is_chinese(before.last()) && is_chinese(chars.get(inner.start));
        let cuts_after =
            is_chinese(after.first()) && is_chinese(inner.end.checked_sub(1).and_then(|at| chars.get(at)));
        if of_outer == GroupKind::Term && after.is_empty() {
            // The last part of a compound is what it is: 雲算力 is 算力.
            return true;
        }
        let is_word = |rest: &[char]| rest.len() > 1 && DICTIONARY.has(rest);
        (!cuts_before || is_word(before)) && (!cuts_after || is_word(after))
    }
}

fn group_is_entity(gazetteer: &Gazetteer, hit: &Hit<'_>) -> bool {
    gazetteer.group(hit.entry.group).is_some_and(|group| group.kind.is_entity())
}

fn sort(entry: &Entry, of: GroupKind) -> Sort {
    if of.is_entity() {
        Sort::Entity { sure: entry.extends || entry.kind == FormKind::Name && !entry.is_word() }
    } else {
        Sort::Word
    }
}

/// Whether a form may be an ordinary word or number.
fn is_doubtful(entry: &Entry, of: GroupKind) -> bool {
    of.is_entity()
        && match entry.kind {
            FormKind::Nickname | FormKind::Mistranslation => true,
            FormKind::Alias => !entry.extends && entry.is_word(),
            _ => entry.shared || entry.is_number(),
        }
}

/// Whether neither end is in the middle of letters and digits: AMD is not named in AMD2. What has a plural may have its sign.
fn is_whole(chars: &[char], units: &[Unit], first: usize, last: usize, plural: bool) -> bool {
    let is_latin = |unit: &Unit| matches!(unit.kind, UnitKind::Word | UnitKind::Number);
    let joined = |at: usize| {
        let (Some(unit), Some(before)) = (units.get(at), at.checked_sub(1).and_then(|at| units.get(at)))
        else {
            return false;
        };
        unit.gap == Gap::None && is_latin(unit) && is_latin(before)
    };
    let is_plural = || {
        plural
            && units.get(last + 1).is_some_and(|unit| chars.get(unit.start..unit.end) == Some(&['s']))
            && !joined(last + 2)
    };
    !joined(first) && (!joined(last + 1) || is_plural())
}
