//! What a form needs beside it to be a name in running text: most need nothing, some need to be told from a word.

use crate::context::Context;
use crate::entry::{Case, Entry, INTERPUNCTS};
use crate::evidence::Told;
use crate::group::{FormKind, GroupKind};
use crate::ordinary::{is_ordinary, is_technical};
use crate::senses;
use zhimai_model::EntityKind;
use zhimai_text::segment::{DICTIONARY, Gap, UnitKind, is_ideograph};

/// What must be found beside a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    Nothing,
    /// In the text, a sure name of the same entity or of one that it is tied to.
    Tied,
    /// That, or in the sentence a sure name of any entity.
    Beside,
    /// In the text, a sure name of the same entity; or in the sentence, one of an entity that it is tied to.
    Near,
    /// In the text, a sure name of the same entity.
    Own,
    /// What shows that a number is the symbol of a company: [`crate::number`].
    Number,
    /// It is no name here, whatever stands beside it.
    Never,
}

/// Of so many capitalised words in a row of words a sentence is a headline, whose capitals tell nothing.
const HEADLINE: usize = 4;

/// Characters that are written for sounds and hardly stand alone: after a name they belong to it, if no word begins with them.
const SOUNDS: &str = "亚尼斯波顿林尔森诺娃维夫奇洛卡托塔蒂丝莎曼伦瓦兹克姆茨";

/// Words that may stand in capitals before a surname or the like without being a part of the name, folded.
const OPENERS: &str = " a about after again ahead all although an analyst and another any are as asked at author \
    because before billionaire boss both but by chairman chief chip classic could despite did director does dr during \
    each early either entrepreneur even every ex exclusive executive first for former founder from had has have here \
    how however if in inside instead introducing investor is it its just last late latest lawyer like made maker many \
    may meet meta mr mrs ms most new next no nobody nor not now of officer on once one only or other our over partner \
    president professor rival said says secretary see senator should since sir so still sources such than that the \
    their then there these they this those though through today tomorrow tonight too try two under unlike until update \
    using via vs was we were what when where whether which while who whose why will with without would yesterday yet ";

impl Context<'_> {
    /// What a form needs that stands on the units `first..=last`. `known`: whether a unit is of a name that is sure.
    pub(crate) fn need(
        &self,
        entry: &Entry,
        of: GroupKind,
        (first, last): (usize, usize),
        known: impl Fn(usize) -> bool,
    ) -> Need {
        if entry.case == Case::Capital && !self.is_capital(first) && !self.is_among_chinese(first, last) {
            return Need::Never;
        }
        let GroupKind::Entity(entity) = of else { return Need::Nothing };
        if entry.is_number() {
            return Need::Number;
        }
        let own = match entry.kind {
            // What is written wrong leads to the name where it is typed; a text with it is not found by the name.
            FormKind::Misspelling | FormKind::Mistranslation => Need::Never,
            FormKind::Name if senses::is_mostly_a_word(self, first, last) => Need::Near,
            FormKind::Name | FormKind::Alias if senses::is_also_a_word(self, first, last) => {
                self.need_unless_it_acts(first, last)
            }
            FormKind::Name => self.need_of_a_word(entry, first, last),
            FormKind::Alias if !entry.extends && entry.is_word() && entity == EntityKind::Company => {
                self.need_unless_it_acts(first, last)
            }
            FormKind::Alias if !entry.extends && entry.is_word() => Need::Tied,
            // Two characters that sound like a foreign surname are many a name.
            FormKind::Alias if entity == EntityKind::Person && entry.is_chinese() && entry.row.len() < 3 => {
                Need::Tied
            }
            FormKind::Alias => self.need_of_a_word(entry, first, last),
            FormKind::Ticker if !self.is_in_capitals(first, last) => Need::Never,
            FormKind::Ticker if entry.row.iter().flatten().count() < 3 => Need::Tied,
            FormKind::Ticker => Need::Nothing,
            FormKind::Nickname => self.need_of_nickname(entry, entity, (first, last)),
        };
        let beside = match own {
            Need::Nothing if entry.shared => Need::Tied,
            Need::Nothing if entry.case == Case::Small && self.is_capital(first) => Need::Tied,
            own => own,
        };
        match beside {
            Need::Never => Need::Never,
            beside => self.as_part_of_another(entry, entity, (first, last), known).unwrap_or(beside),
        }
    }

    /// What an English word needs that is also a name: with the capital of the beginning of a sentence it may be either, and
    /// in small letters among Chinese it hardly is the name.
    fn need_of_a_word(&self, entry: &Entry, first: usize, last: usize) -> Need {
        if entry.case != Case::Capital || !entry.is_one_word() {
            return Need::Nothing;
        }
        let word: String = self.text(first).iter().collect();
        if !self.is_capital(first) {
            return if is_technical(&word) { Need::Near } else { Need::Nothing };
        }
        if self.is_ideograph(last + 1) || !is_ordinary(&word) || !self.begins_a_sentence(first) {
            return Need::Nothing;
        }
        match self.told_in_english(last) {
            Told::Acts | Told::Stands => Need::Nothing,
            Told::Word => Need::Never,
            Told::Open if self.is_one_of_several(last) => Need::Beside,
            Told::Open => Need::Near,
        }
    }

    /// What a word in Chinese needs that is also a name, where nothing follows that companies do.
    fn need_unless_it_acts(&self, first: usize, last: usize) -> Need {
        match self.told_in_chinese(first, last) {
            Told::Acts => Need::Nothing,
            Told::Word => Need::Tied,
            _ => Need::Beside,
        }
    }

    /// Whether a unit has the capital of the beginning of a sentence, also of one within quotation marks or after a colon.
    fn begins_a_sentence(&self, first: usize) -> bool {
        let start = self.sentence(first).start;
        let opens = |at: usize| matches!(self.char(at), Some(':' | '"' | '“' | '‘' | '「' | '('));
        first == start
            || first.checked_sub(1).is_some_and(opens)
            || (start..first).all(|at| self.units.get(at).is_some_and(|unit| unit.kind == UnitKind::Symbol))
    }

    fn need_of_nickname(&self, entry: &Entry, entity: EntityKind, (first, last): (usize, usize)) -> Need {
        let is_person = entity == EntityKind::Person;
        let is_company = entity == EntityKind::Company;
        if is_company && self.is_ideograph(last + 1) && self.told_in_chinese(first, last) == Told::Acts {
            return Need::Nothing;
        }
        if entry.row.iter().all(|unit| unit.iter().all(|c| !c.is_ascii())) {
            return match (entry.is_word(), entity) {
                (false, _) => Need::Tied,
                (true, EntityKind::Person) => Need::Near,
                (true, EntityKind::Company) if self.is_with_another(first, last) => Need::Beside,
                (true, _) => Need::Own,
            };
        }
        if !self.is_capital(first) {
            return Need::Never;
        }
        // At the beginning of an English sentence every word has a capital.
        if is_person || self.is_ideograph(last + 1) {
            return Need::Near;
        }
        if self.units.get(last + 1).is_some_and(|unit| unit.kind == UnitKind::Number) {
            return Need::Own;
        }
        let is_of_a_company = is_company && entry.is_one_word();
        match (self.begins_a_sentence(first), self.told_in_english(last)) {
            (true, Told::Acts) if is_of_a_company => Need::Nothing,
            (true, _) => Need::Own,
            (false, _) if is_of_a_company && !self.is_capital(last + 1) => Need::Beside,
            (false, _) => Need::Near,
        }
    }

    /// What a single word in Latin letters needs that may be a part of somebody else's name: Robert Altman, Jean-Claude.
    fn as_part_of_another(
        &self,
        entry: &Entry,
        entity: EntityKind,
        (first, last): (usize, usize),
        known: impl Fn(usize) -> bool,
    ) -> Option<Need> {
        use EntityKind::{Hardware, Model, Person, Product};
        if entity == Person && entry.is_chinese() {
            return self.as_part_of_a_foreign_name(first, last);
        }
        if !matches!(entity, Person | Model | Hardware | Product) || !entry.is_one_word() {
            return None;
        }
        let is_name = |at: usize| self.is_capitalised(at) && !known(at);
        let before = first.checked_sub(1).filter(|_| self.gap(first) == Gap::Space);
        let hyphened = first
            .checked_sub(2)
            .filter(|_| self.gap(first) == Gap::None && self.gap(first - 1) == Gap::None)
            .filter(|_| self.char(first - 1) == Some('-'));
        if hyphened.is_some_and(is_name) {
            return Some(Need::Never);
        }
        if let Some(before) = before.filter(|at| is_name(*at) && !self.is_opener(*at))
            && !self.written.parts(self.end(before), self.start(first))
            && !self.is_headline(first)
        {
            let starts = self.sentence(first).start == before;
            return Some(if entity == Person && !starts { Need::Never } else { Need::Tied });
        }
        let after = last + 1;
        let follows = self.gap(after) == Gap::Space
            && is_name(after)
            && !self.is_opener(after)
            && !self.written.parts(self.end(last), self.start(after))
            && !self.is_headline(first);
        follows.then_some(Need::Tied)
    }

    /// What a name in Chinese needs that may be a part of a longer one of sounds: 賈西亞, 羅伯特·奧特曼.
    fn as_part_of_a_foreign_name(&self, first: usize, last: usize) -> Option<Need> {
        let is_chinese = |at: usize| self.units.get(at).is_some_and(|unit| unit.kind == UnitKind::Ideograph);
        let is_dot = |at: usize| self.char(at).is_some_and(|c| INTERPUNCTS.contains(&c));
        let after = last + 1;
        if self.gap(after) == Gap::None && self.char(after).is_some_and(|c| SOUNDS.contains(c)) {
            let rest: Vec<char> =
                (after..after + 4).take_while(|at| is_chinese(*at)).filter_map(|at| self.char(at)).collect();
            let begins_a_word = DICTIONARY.beginning(&rest).any(|length| length > 1);
            if !begins_a_word {
                return Some(Need::Never);
            }
        }
        let before = first.checked_sub(2).is_some_and(|at| is_dot(at + 1) && is_chinese(at));
        (before || is_dot(after) && is_chinese(after + 1)).then_some(Need::Tied)
    }

    /// Whether nearly all words of the sentence have capitals, as headlines do.
    fn is_headline(&self, at: usize) -> bool {
        let is_word = |at: &usize| {
            let unit = self.units.get(*at);
            unit.is_some_and(|unit| unit.kind == UnitKind::Word && unit.end - unit.start > 3)
        };
        let words: Vec<usize> = self.sentence(at).filter(is_word).collect();
        let capitals = words.iter().filter(|at| self.is_capital(**at)).count();
        capitals >= HEADLINE && capitals * 10 >= words.len() * 9
    }

    fn is_opener(&self, at: usize) -> bool {
        let word: String = self.text(at).iter().collect();
        OPENERS.contains(&format!(" {word} "))
    }

    /// Whether Chinese stands right before or after: who writes a name in small letters there, writes no English word.
    fn is_among_chinese(&self, first: usize, last: usize) -> bool {
        let chinese = |at: usize| self.units.get(at).is_some_and(|unit| unit.kind == UnitKind::Ideograph);
        first.checked_sub(1).is_some_and(chinese) || chinese(last + 1)
    }

    /// Whether a unit is a word that begins with a capital and goes on in small letters.
    fn is_capitalised(&self, at: usize) -> bool {
        self.units.get(at).is_some_and(|unit| {
            unit.kind == UnitKind::Word
                && unit.end - unit.start > 1
                && self.written.is_capital(unit.start)
                && !self.written.is_capital(unit.start + 1)
        })
    }

    /// Whether all letters from one unit to another are capitals.
    fn is_in_capitals(&self, first: usize, last: usize) -> bool {
        let Some(end) = self.units.get(last).map(|unit| unit.end) else { return false };
        let mut letters = (self.start(first)..end)
            .filter(|at| self.chars.get(*at).is_some_and(|c| c.is_alphabetic() && !is_ideograph(*c)));
        letters.all(|at| self.written.is_capital(at))
    }
}
