//! Who pays whom, and claims that disagree, over the whole library.

use super::desk::Desk;
use super::rates::Rates;
use crate::wire::*;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use zhimai_model::Conflict;

impl Desk<'_> {
    /// The money from each to each, those with most deals first. Deals with one end, and those within one owner, are in none.
    pub(crate) fn flow_list(&self, request: &FlowsRequest) -> Result<Vec<FlowView>, WireError> {
        let from_day = self.date(request.from.as_deref())?.map(|date| date.first_day());
        let to_day = self.date(request.to.as_deref())?.map(|date| date.last_day());
        let rates = Rates::read(self.lang, &request.rates)?;
        let (deals, owners) = (self.deals(), self.owners());
        let is_wanted = |from: &str, to: &str| {
            let is_side = |id: &String| owners.belongs(from, id) || owners.belongs(to, id);
            request.entities.is_empty() || request.entities.iter().any(is_side)
        };
        let mut pairs = BTreeMap::<(&str, &str), Vec<usize>>::new();
        for (at, deal) in deals.all().iter().enumerate() {
            let Some((from, to)) = deal.from.zip(deal.to) else { continue };
            let date = deal.date();
            let is_then = from_day.is_none_or(|day| date.last_day() >= day)
                && to_day.is_none_or(|day| date.first_day() <= day);
            let pair = (owners.top(from), owners.top(to));
            if is_then && is_wanted(from, to) && pair.0 != pair.1 {
                pairs.entry(pair).or_default().push(at);
            }
        }
        let flow = |((from, to), places): ((&str, &str), Vec<usize>)| {
            Some(FlowView {
                from: self.entity_link(from)?,
                to: self.entity_link(to)?,
                deals: places.iter().map(|at| deals.all()[*at].id.to_owned()).collect(),
                sums: self.sums_of(&deals, &places),
            })
        };
        let mut flows: Vec<FlowView> = pairs.into_iter().filter_map(flow).collect();
        flows.sort_by_key(|flow| Reverse(flow.deals.len()));
        for flow in &mut flows {
            self.convert_sums(&mut flow.sums, &rates)?;
        }
        Ok(flows)
    }

    /// Conflicts of which two sides or more were known.
    pub(crate) fn conflict_list(&self, request: &ConflictsRequest) -> Vec<ConflictView> {
        let knowledge = self.knowledge();
        let is_about = |conflict: &&Conflict| {
            let is_of = |id: &String| knowledge.conflicts_of_entity(id).any(|one| one.id == conflict.id);
            request.entities.is_empty() || request.entities.iter().any(is_of)
        };
        self.conflict_views(knowledge.conflicts().iter().filter(is_about))
    }
}
