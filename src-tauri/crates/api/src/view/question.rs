//! What a search that asks who pays whom is answered with, above its hits.

use super::desk::Desk;
use crate::wire::{DealCard, DealView, DealsRequest, UiLang, WireError};
use crate::words::{Answered, Sides, reading, word};
use zhimai_knowledge::question;
use zhimai_model::DateRange;

impl Desk<'_> {
    /// The deals that a query asks for, as known by the day of the request; nothing where it asks for none, or none is known.
    pub(crate) fn deal_card(&self, query: &str) -> Result<Option<DealCard>, WireError> {
        let Some(question) = question::read(query, self.known.names()) else { return Ok(None) };
        let days = question.days.and_then(|(first, last)| DateRange::from_days(first, last));
        let edtf = days.as_ref().map(|days| days.edtf().to_owned());
        let asked = DealsRequest {
            kinds: question.kinds.iter().map(word).collect(),
            from: edtf.clone(),
            to: edtf,
            givers: question.from,
            takers: question.to,
            ..DealsRequest::default()
        };
        let list = self.deal_list(&asked)?;
        if list.deals.is_empty() {
            return Ok(None);
        }
        let sides = Sides { from: self.names_of(&asked.givers), to: self.names_of(&asked.takers), days };
        let is_loose = |deal: &&DealView| {
            deal.end.is_none() && matches!(deal.status.as_str(), "rumoured" | "letter-of-intent" | "opinion")
        };
        let answered = Answered {
            deals: list.deals.len(),
            ended: list.deals.iter().filter(|deal| deal.end.is_some()).count(),
            loose: list.deals.iter().filter(is_loose).count(),
        };
        let reading = reading(self.lang, question.deed, &sides, answered);
        Ok(Some(DealCard { reading, list, asked }))
    }

    /// Entities by name, one after the other; nothing for none.
    fn names_of(&self, ids: &[String]) -> Option<String> {
        let mut names: Vec<String> = ids.iter().filter_map(|id| Some(self.entity_link(id)?.label)).collect();
        names.dedup();
        let between = if self.lang == UiLang::En { " or " } else { "、" };
        (!names.is_empty()).then(|| names.join(between))
    }
}
