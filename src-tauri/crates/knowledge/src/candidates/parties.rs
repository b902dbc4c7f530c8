//! Who is on which side of a verb.

use super::sentence::{FindLast, Sentence};
use super::slots::{Slot, Who};
use super::tokens::Sort;
use super::verbs::{Form, Mark, Side, Verb};
use super::words::{Word, side_of};
use std::ops::Range;
use zhimai_model::{EntityKind, FlowKind};

/// Those of one side, and what is doubtful about it.
#[derive(Clone, Debug, Default)]
pub(super) struct Party {
    /// Nobody where the sentence tells of none.
    pub(super) who: Vec<Who>,
    /// Where they stand.
    pub(super) first: usize,
    /// How many words lie between them and what joins them.
    pub(super) gap: usize,
    /// Whether it is told that it is some company, or another that was named before.
    pub(super) is_told: bool,
    pub(super) doubts: Vec<&'static str>,
}

/// So far may a name stand from what joins it to the verb, in words or characters, without doubt.
const NEAR: usize = 6;
/// So far may a noun stand from whose it is.
const OWNED: usize = 8;

impl Sentence<'_> {
    /// Whoever does it: in its clause, else in one before.
    pub(super) fn subject(&self, at: usize, verb: &Verb, clause: &Range<usize>) -> Party {
        let is_subject = |slot: &&Slot| {
            slot.last < at
                && slot.mark.is_none()
                && (!slot.is_owner || verb.is_noun)
                && !slot.who.contains(&Who::It)
        };
        // Nvidia's investment, an investment by Nvidia.
        if verb.is_noun && !self.is_chinese {
            let owner = self
                .slots
                .iter()
                .filter(|slot| slot.is_owner && slot.last < at && slot.first >= clause.start);
            if let Some(slot) = owner.find_last(|slot| at - slot.last <= OWNED) {
                return self.party(slot, &[]);
            }
            let by = self.slots.iter().filter(|slot| slot.first > at && slot.last < clause.end);
            if let Some(slot) = by.clone().find(|slot| matches!(slot.mark, Some(Mark::By | Mark::From)))
                && verb.form != Form::Raise
            {
                return self.party(slot, &[]);
            }
            if verb.form == Form::Raise {
                return Party::default();
            }
        }
        let own = self.slots.iter().filter(|slot| slot.first >= clause.start);
        if let Some(slot) = own.find_last(is_subject) {
            return self.party(slot, &[]);
        }
        let earlier = self.slots.iter().filter(|slot| slot.first < clause.start);
        let found = if self.is_chinese {
            // The one that the clause before is about, which is its first.
            let ends = |slot: &Slot| self.clause(slot.first).end;
            earlier
                .clone()
                .find_last(is_subject)
                .and_then(|last| earlier.filter(is_subject).find(|slot| ends(slot) == ends(last)))
        } else {
            earlier.find_last(is_subject)
        };
        let Some(slot) = found else { return Party::default() };
        let mut party = self.party(slot, &[]);
        let is_next = self.clause(slot.first).end + 1 == clause.start;
        if self.is_chinese && (!is_next || slot.who.len() > 1 || self.is_person(slot)) {
            party.doubts.push("clause before");
        }
        party
    }

    fn is_person(&self, slot: &Slot) -> bool {
        slot.who.iter().any(|who| self.is_human(*who))
    }

    /// The one that the verb is about, and on which side it is. `subject` is not meant by 其.
    pub(super) fn other(
        &self,
        at: usize,
        verb: &Verb,
        clause: &Range<usize>,
        is_passive: bool,
        subject: &[Who],
    ) -> (Party, Side) {
        let end = (at + 1..clause.end).find(|i| self.is_verb(*i)).unwrap_or(clause.end);
        let right = || self.slots.iter().filter(move |slot| slot.first > at && slot.last < end);
        let left = || self.slots.iter().filter(move |slot| slot.first >= clause.start && slot.last < at);
        // 獲 A 投資, bought by A: the doer, where the one before is on the other side.
        if side_of(verb, Mark::By).is_none() {
            let is_by = |slot: &&Slot| slot.mark == Some(Mark::By);
            let by = if self.is_chinese { left().find_last(is_by) } else { right().find(is_by) };
            if let Some(slot) = by.filter(|_| self.is_chinese || is_passive) {
                return (self.party(slot, subject), verb.subject);
            }
        }
        if is_passive && !matches!(verb.form, Form::Raise | Form::Issue) {
            return (Party::default(), verb.subject);
        }
        for (mark, side) in verb.others {
            // 提供輝達晶片: whose chips they are, not who gets them.
            let is_of_goods = |slot: &Slot| matches!(self.word(slot.last + 1), Some(Word::Thing(_)));
            let sells = matches!(verb.form, Form::Provide | Form::Sell);
            let fits = |slot: &&Slot| {
                slot.mark == Some(*mark)
                    && (*mark != Mark::Direct || slot.verb == Some(at) && !(sells && is_of_goods(slot)))
            };
            let found = match mark {
                // Of those that are joined by 的 the last is meant: Cursor 的開發商 Anysphere.
                Mark::Direct => {
                    right().filter(fits).find_last(|slot| !slot.is_owner).or_else(|| right().find(fits))
                }
                _ if self.is_chinese => left().find_last(fits).or_else(|| right().find(fits)),
                // Under a contract with A it will supply: with A stands before.
                Mark::With => right().find(fits).or_else(|| left().find_last(fits)),
                _ => right().find(fits),
            };
            if let Some(slot) = found {
                let mut party = self.party(slot, subject);
                if *mark == Mark::Direct && matches!(verb.form, Form::Thing(_)) && is_of_goods(slot) {
                    party.doubts.push("who sells");
                }
                if verb.form == Form::Thing(FlowKind::Acquisition) && matches!(mark, Mark::From | Mark::To) {
                    party.doubts.push("what is bought");
                }
                // For the lease of A, A's lease: it is paid to another.
                if verb.form == Form::Is(FlowKind::Guarantee) && (*mark == Mark::For || slot.is_owner) {
                    party.who = vec![Who::Unnamed];
                }
                return (party, *side);
            }
        }
        // With A it agreed to pay … : who is paid stands before.
        let with = left().find_last(|slot| slot.mark == Some(Mark::With));
        if let Some(slot) =
            with.filter(|_| matches!(verb.form, Form::Only(_) | Form::Thing(_)) && !verb.others.is_empty())
        {
            let mut party = self.party(slot, subject);
            party.doubts.push("who buys");
            return (party, verb.subject.other());
        }
        (Party::default(), verb.subject.other())
    }

    /// Whether the one before the verb suffers it.
    pub(super) fn is_passive(&self, at: usize, is_past: bool) -> bool {
        let has_be = || (at.saturating_sub(3)..at).any(|i| matches!(self.word(i), Some(Word::Be)));
        let has_by = || (at + 1..at + 3).any(|i| matches!(self.word(i), Some(Word::Mark(Mark::By))));
        is_past && (has_be() || has_by())
    }

    /// Whether the one before the verb has suffered it: was bought.
    pub(super) fn has_suffered(&self, at: usize) -> bool {
        (at.saturating_sub(3)..at).any(|i| {
            let own = self.tokens.all.get(i).map(|token| token.range.clone());
            let written = own.and_then(|own| self.text.folded.chars.get(own)).unwrap_or_default();
            ["was", "were"].iter().any(|word| word.chars().eq(written.iter().copied()))
        })
    }

    /// Whose round is told of in the sentence, for those who take part in it.
    pub(super) fn round(&self) -> Option<Party> {
        let join = self.verb_of(0..self.len(), Form::Join);
        if let Some(slot) = join.and_then(|join| self.slots.iter().find(|slot| slot.verb == Some(join))) {
            return Some(self.party(slot, &[]));
        }
        let raise = self.verb_of(0..self.len(), Form::Raise)?;
        let (verb, _) = self.verb(raise)?;
        let party = self.subject(raise, verb, &self.clause(raise));
        (!party.who.is_empty()).then_some(party)
    }

    /// Whether a person is meant.
    pub(super) fn is_human(&self, who: Who) -> bool {
        let Who::Known(at) = who else { return false };
        self.text.names.get(at).is_some_and(|name| name.kind == EntityKind::Person)
    }

    pub(super) fn party(&self, slot: &Slot, not: &[Who]) -> Party {
        let who: Vec<Who> = slot.who.iter().map(|who| self.resolve(*who, slot.first, not)).collect();
        let mut doubts = Vec::new();
        if who != slot.who {
            doubts.push("who is meant");
        }
        if slot.gap > NEAR {
            doubts.push("far away");
        }
        // 輝達微軟投資: one beside the other.
        let before = slot.first.checked_sub(1).and_then(|i| self.tokens.all.get(i));
        let is_beside = before.is_some_and(|token| {
            matches!(token.sort, Sort::Name(_)) && token.range.end == self.start(slot.first)
        });
        if is_beside {
            doubts.push("who of them");
        }
        let is_told = slot.is_told;
        Party { who, first: slot.first, gap: slot.gap, is_told, doubts }
    }

    /// Who is meant by a word such as 後者.
    fn resolve(&self, who: Who, at: usize, not: &[Who]) -> Who {
        let is_named =
            |who: &Who| matches!(who, Who::Known(_)) && !not.iter().any(|not| self.is_same(*not, *who));
        match who {
            Who::Known(_) | Who::Unnamed => who,
            Who::It | Who::Latter => {
                let before = self.slots.iter().filter(|slot| slot.last < at).rev();
                before.flat_map(|slot| slot.who.iter().rev()).copied().find(is_named).unwrap_or(Who::Unnamed)
            }
        }
    }

    /// Whether what is named sells computing: a product, or somebody's cloud.
    pub(super) fn is_cloud(&self, who: Who) -> bool {
        let Who::Known(at) = who else { return false };
        let Some(name) = self.text.names.get(at) else { return false };
        let written: String =
            self.text.folded.chars.get(name.range.clone()).unwrap_or_default().iter().collect();
        name.kind == EntityKind::Product
            || ["cloud", "云", "aws", "azure"].iter().any(|word| written.contains(word))
    }

    /// Whether two are one entity.
    pub(super) fn is_same(&self, one: Who, other: Who) -> bool {
        let id = |who: Who| match who {
            Who::Known(at) => self.text.names.get(at).map(|name| name.id.as_str()),
            _ => None,
        };
        id(one).is_some() && id(one) == id(other)
    }
}
