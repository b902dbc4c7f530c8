//! What was known at the end of the day of a request: what was first reported later is not there, wherever it is asked for.

use super::desk::Desk;
use crate::wire::WireError;
use crate::words;
use std::borrow::Cow;
use zhimai_knowledge::deals::Deals;
use zhimai_knowledge::{Owners, is_reported};
use zhimai_model::{
    Alias, AliasKind, Bilingual, Claim, DateRange, Entity, Event, FlowKind, Relation, Source,
};
use zhimai_text::date;

impl Desk<'_> {
    /// Whether a claim had been reported.
    pub(crate) fn knows(&self, event: &Event, claim: &Claim) -> bool {
        is_reported(event, claim, self.as_of_day)
    }

    /// Whether a claim is there, and had been reported: who disagrees later does not yet.
    pub(crate) fn is_known(&self, claim: &str) -> bool {
        self.knowledge().claim(claim).is_some_and(|(event, claim)| self.knows(event, claim))
    }

    /// The claims of an event that had been reported.
    pub(crate) fn known_claims<'a>(&self, event: &'a Event) -> Vec<&'a Claim> {
        event.claims.iter().filter(|claim| self.knows(event, claim)).collect()
    }

    /// Whether an event had been reported. One without claims has no report.
    pub(crate) fn is_event_known(&self, event: &Event) -> bool {
        self.as_of_day.is_none() || event.claims.iter().any(|claim| self.knows(event, claim))
    }

    /// Events that had been reported and that involve an entity, in the claims that were known too; oldest first.
    pub(crate) fn known_events_of<'a>(&'a self, entity: &str) -> Vec<&'a Event> {
        let involves = |event: &&Event| {
            let claims = self.known_claims(event);
            let is_side =
                |claim: &&Claim| [&claim.from, &claim.to].into_iter().flatten().any(|id| id == entity);
            self.is_event_known(event)
                && (event.participants.iter().any(|id| id == entity) || claims.iter().any(is_side))
        };
        self.knowledge().events().iter().filter(involves).collect()
    }

    /// Who belonged to whom.
    pub(crate) fn owners(&self) -> Owners<'_> {
        Owners::of(self.knowledge(), self.as_of_day)
    }

    /// Whether a tie between two had been reported. One that is no more than money that goes from one to the other is told by
    /// the first deal of its kind, where there is any, else by what both took part in.
    pub(crate) fn is_tie_known(
        &self,
        owners: &Owners<'_>,
        [then, now]: [&Deals<'_>; 2],
        entity: &Entity,
        tie: &Relation,
    ) -> bool {
        if !tie.holds(self.as_of_day) {
            return false;
        }
        let Some((comes, finances)) = money_of_tie(&tie.kind).filter(|_| self.as_of_day.is_some()) else {
            return true;
        };
        let (giver, taker) = if comes { (&tie.target, &entity.id) } else { (&entity.id, &tie.target) };
        let belongs = |side: Option<&str>, to: &str| side.is_some_and(|side| owners.belongs(side, to));
        let is_told = |deals: &Deals<'_>| {
            deals.all().iter().any(|deal| {
                let is_of_kind = matches!(deal.kind, FlowKind::Equity | FlowKind::Loan) == finances;
                is_of_kind && belongs(deal.from, giver) && belongs(deal.to, taker)
            })
        };
        let has_both = |event: &&Event| {
            let sides = event.claims.iter().flat_map(|claim| [claim.from.as_deref(), claim.to.as_deref()]);
            let mut names: Vec<&str> = event.participants.iter().map(String::as_str).collect();
            names.extend(sides.flatten());
            let is_in = |id: &str| names.iter().any(|name| belongs(Some(name), id));
            is_in(giver) && is_in(taker)
        };
        let events = || self.knowledge().events().iter().filter(has_both);
        is_told(then)
            || !is_told(now)
                && (events().any(|event| self.is_event_known(event)) || events().next().is_none())
    }

    /// Whether something was called so. A later name is told by the first text that has it.
    pub(crate) fn is_name_known(&self, alias: &Alias) -> bool {
        if self.as_of_day.is_none() || alias.kind != AliasKind::LaterName {
            return true;
        }
        let has = |both: &Bilingual| both.en.contains(&alias.text) || both.zh.contains(&alias.text);
        self.knowledge().events().iter().any(|event| {
            let claims = self.known_claims(event);
            !claims.is_empty() && has(&event.title) || claims.iter().any(|claim| has(&claim.text))
        })
    }

    /// What an event is summed up as. It tells all that is known of it, so it is not told before that.
    pub(crate) fn summary_by_then(&self, event: &Event) -> String {
        let is_whole = event.claims.iter().all(|claim| self.knows(event, claim));
        if is_whole { self.text_by_then(&event.summary) } else { String::new() }
    }

    /// Whether a passage is of what sums an event up before that may be told.
    pub(crate) fn is_of_later_summary(&self, event: &str, passage: &str) -> bool {
        let event = self.knowledge().event(event).filter(|_| self.as_of_day.is_some());
        let Some(event) = event.filter(|event| self.summary_by_then(event).is_empty()) else { return false };
        let halves = [&event.summary.zh, &event.summary.en];
        let mut pieces =
            passage.split('…').map(|piece| piece.trim().chars().take(KNOWN_BY).collect::<String>());
        pieces.any(|piece| !piece.is_empty() && halves.iter().any(|half| half.contains(&piece)))
    }

    /// Whether an entity was there or told of: what came out later is not, unless it was told of before.
    pub(crate) fn is_entity_known(&self, entity: &Entity) -> bool {
        let Some(day) = self.as_of_day else { return true };
        let year = |year: i16| format!("{year:04}").parse::<DateRange>().ok();
        let founded = entity.founded.and_then(year).map(|year| year.first_day());
        let released = entity.released.as_ref().map(DateRange::last_day);
        let is_later = released.or(founded).is_some_and(|start| start > day);
        !is_later || !self.known_events_of(&entity.id).is_empty()
    }

    /// Whether something of this date was out. What has no date is not known to have been.
    pub(crate) fn is_out(&self, date: Option<&DateRange>) -> bool {
        self.as_of_day.is_none_or(|day| date.is_some_and(|date| date.last_day() <= day))
    }

    /// Whether something of this date came later, or may have.
    pub(crate) fn is_later(&self, date: Option<&DateRange>) -> bool {
        self.as_of_day.zip(date).is_some_and(|(day, date)| date.last_day() > day)
    }

    /// A claim with the sources that were out; those without a date stay.
    pub(crate) fn told_by_then<'a>(&self, claim: &'a Claim) -> Cow<'a, Claim> {
        let is_later = |source: &Source| self.is_later(source.date.as_ref());
        if !claim.sources.iter().any(is_later) {
            return Cow::Borrowed(claim);
        }
        let mut claim = claim.clone();
        claim.sources.retain(|source| !is_later(source));
        Cow::Owned(claim)
    }

    /// A text about what is known, without the sentences that name a date that was not over.
    pub(crate) fn text_by_then(&self, both: &Bilingual) -> String {
        let text = self.text(both);
        let Some(day) = self.as_of_day else { return text };
        let is_later = |sentence: &&str| date::find(sentence).iter().any(|date| date.last_day > day);
        if !sentences(&text).iter().any(&is_later) {
            return text;
        }
        let kept: String = sentences(&text).into_iter().filter(|sentence| !is_later(sentence)).collect();
        // What stood before a part that is gone ends the sentence now.
        let kept = kept.trim_end();
        match kept.strip_suffix([';', '；']) {
            Some(kept) if text.contains('。') => format!("{kept}。"),
            Some(kept) => format!("{kept}."),
            None => kept.to_owned(),
        }
    }

    /// The answer to who asks for what had not been reported.
    pub(crate) fn not_yet(&self, address: &str) -> WireError {
        let day = self.as_of_day.and_then(|day| DateRange::from_days(day, day));
        match day {
            Some(day) => words::not_yet(self.lang, &words::date_view(self.lang, &day).label, address),
            None => words::not_found(self.lang, address),
        }
    }
}

/// By so many characters at its beginning a passage is known, as it may go on beyond what it is of.
const KNOWN_BY: usize = 24;

/// Of a tie that is money: whether it comes from the other one, and whether it finances rather than buys.
fn money_of_tie(kind: &str) -> Option<(bool, bool)> {
    match kind {
        "received-investment-from" => Some((true, true)),
        "investor-in" => Some((false, true)),
        "supplier-to" => Some((true, false)),
        "customer-of" | "supplied-by" => Some((false, false)),
        _ => None,
    }
}

/// The sentences of a text, and the parts of them that semicolons end, each with its end.
fn sentences(text: &str) -> Vec<&str> {
    let mut all = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let is_before_space = chars.peek().is_none_or(|(_, next)| next.is_whitespace());
        let ends =
            matches!(c, '。' | '；' | '！' | '？') || matches!(c, '.' | ';' | '!' | '?') && is_before_space;
        if ends {
            let end = at + c.len_utf8();
            all.push(&text[start..end]);
            start = end;
        }
    }
    all.push(&text[start..]);
    all
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn a_sentence_ends_where_it_ends() {
        for (text, expect) in [
            ("甲。乙；丙", vec!["甲。", "乙；", "丙"]),
            ("Signed $17.4 billion; more later. Yes", vec!["Signed $17.4 billion;", " more later.", " Yes"]),
            ("", vec![""]),
        ] {
            assert_eq!(sentences(text), expect);
        }
    }
}
