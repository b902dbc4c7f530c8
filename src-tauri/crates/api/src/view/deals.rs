//! Deals, sums and loops as displayed.

use super::article::wire;
use super::desk::Desk;
use super::knowledge::most_first;
use super::rates::Rates;
use crate::wire::*;
use crate::words::{self, date_view, sum_label, word};
use std::collections::{BTreeSet, HashMap};
use zhimai_knowledge::Owners;
use zhimai_knowledge::deals::{Deal, Deals, End, Ending, LeftOut, Loop, Sum, independent_sources};
use zhimai_model::{Address, Claim, Conflict, Currency, DateRange, Event, FlowKind, Status};

/// What a list of deals is narrowed by.
#[derive(Clone)]
struct Narrow {
    entities: Vec<String>,
    givers: Vec<String>,
    takers: Vec<String>,
    kinds: Vec<FlowKind>,
    statuses: Vec<Status>,
    from_day: Option<i32>,
    to_day: Option<i32>,
}

impl Narrow {
    fn admits(&self, deal: &Deal<'_>, owners: &Owners<'_>) -> bool {
        let date = deal.date();
        let is_side =
            |id: &String| [deal.from, deal.to].into_iter().flatten().any(|side| owners.belongs(side, id));
        let belongs = |side: Option<&str>, ids: &[String]| {
            side.is_some_and(|side| ids.iter().any(|id| owners.belongs(side, id)))
        };
        // What stays within a house is given to nobody.
        let gives = |own, other, ids: &[String]| ids.is_empty() || belongs(own, ids) && !belongs(other, ids);
        gives(deal.from, deal.to, &self.givers)
            && gives(deal.to, deal.from, &self.takers)
            && (self.entities.is_empty() || self.entities.iter().any(is_side))
            && (self.kinds.is_empty() || self.kinds.contains(&deal.kind))
            && (self.statuses.is_empty() || self.statuses.contains(&deal.status))
            && self.from_day.is_none_or(|day| date.last_day() >= day)
            && self.to_day.is_none_or(|day| date.first_day() <= day)
    }
}

impl Desk<'_> {
    /// All deals, as known by the day of the request.
    pub(crate) fn deals(&self) -> Deals<'_> {
        Deals::of(self.knowledge(), self.as_of_day)
    }

    pub(crate) fn deal_list(&self, request: &DealsRequest) -> Result<DealList, WireError> {
        let narrow = Narrow {
            entities: self.kept(&request.entities),
            givers: self.kept(&request.givers),
            takers: self.kept(&request.takers),
            kinds: self.all_named(&request.kinds)?,
            statuses: self.all_named(&request.statuses)?,
            from_day: self.date(request.from.as_deref())?.map(|date| date.first_day()),
            to_day: self.date(request.to.as_deref())?.map(|date| date.last_day()),
        };
        let rates = Rates::read(self.lang, &request.rates)?;
        let currency: Currency = self.named(&request.currency)?.unwrap_or(Currency::USD);
        let (deals, owners) = (self.deals(), self.owners());
        // Those that pass, and how many have no sum to hold against the minimum.
        let passing = |narrow: &Narrow| {
            let admitted = (0..deals.all().len()).filter(|at| narrow.admits(&deals.all()[*at], &owners));
            let Some(minimum) = request.minimum else { return (admitted.collect(), 0) };
            let sum = |at: &usize| deals.all()[*at].amount().filter(|amount| amount.currency == currency);
            let (known, unknown): (Vec<_>, Vec<_>) = admitted.partition(|at| sum(at).is_some());
            let large = |at: &usize| sum(at).is_some_and(|amount| amount.high >= minimum);
            (known.into_iter().filter(large).collect::<Vec<usize>>(), unknown.len())
        };
        let (places, unmeasured) = passing(&narrow);
        let mut list = self.list_of(&deals, places, unmeasured);
        // What one can narrow by is told as if it were not narrowed by that: another can then be chosen.
        if !narrow.entities.is_empty() {
            let all = passing(&Narrow { entities: Vec::new(), ..narrow.clone() }).0;
            list.entities = self.entities_of(&deals, &all);
        }
        if !narrow.kinds.is_empty() {
            let all = passing(&Narrow { kinds: Vec::new(), ..narrow.clone() }).0;
            list.kinds = words_of(&all, |at| word(deals.all()[at].kind));
        }
        if !narrow.statuses.is_empty() {
            let all = passing(&Narrow { statuses: Vec::new(), ..narrow.clone() }).0;
            list.statuses = words_of(&all, |at| word(deals.all()[at].status));
        }
        for ids in [&narrow.entities, &narrow.givers, &narrow.takers] {
            self.name_all(&mut list.entities, ids);
        }
        self.convert_list(&mut list, &rates)?;
        Ok(list)
    }

    /// Who gives or gets in deals at these places, the most frequent first.
    fn entities_of(&self, deals: &Deals<'_>, places: &[usize]) -> Vec<FacetCount> {
        let mut counts = HashMap::<&str, u32>::new();
        for deal in places.iter().map(|at| &deals.all()[*at]) {
            for id in [deal.from, deal.to].into_iter().flatten() {
                *counts.entry(id).or_default() += 1;
            }
        }
        let entity = |(id, count): (&str, u32)| {
            Some(FacetCount { value: id.to_owned(), label: self.entity_link(id)?.label, count })
        };
        most_first(counts.into_iter().filter_map(entity))
    }

    /// Deals at these places, with what they add up to.
    pub(crate) fn list_of(&self, deals: &Deals<'_>, mut places: Vec<usize>, unmeasured: usize) -> DealList {
        places.sort_by_cached_key(|at| {
            let date = deals.all()[*at].date();
            std::cmp::Reverse((date.last_day(), date.first_day(), *at))
        });
        let sums = deals.sums(&places);
        DealList {
            deals: places.iter().map(|at| self.deal_view(deals, *at)).collect(),
            sums: sums.sums.iter().map(|sum| self.sum_view(deals, sum)).collect(),
            left_out: sums.left_out.iter().map(|(at, why)| left_out_view(deals, *at, *why)).collect(),
            unmeasured: wire(unmeasured),
            entities: self.entities_of(deals, &places),
            kinds: words_of(&places, |at| word(deals.all()[at].kind)),
            statuses: words_of(&places, |at| word(deals.all()[at].status)),
            owners: self.owners_in(deals, &places),
            totals: self.totals(deals, |claim| {
                let mut parts = claim.includes.iter().filter_map(|id| deals.place(id));
                parts.all(|part| places.contains(&part))
            }),
        }
    }

    /// Whose those are that give or get in deals at these places and belong to another.
    fn owners_in(&self, deals: &Deals<'_>, places: &[usize]) -> Vec<OwnerView> {
        let owners = self.owners();
        let sides = places.iter().flat_map(|at| [deals.all()[*at].from, deals.all()[*at].to]);
        let ids: BTreeSet<&str> = sides.flatten().collect();
        let owner = |id: &str| {
            let top = owners.top(id);
            let owned = Address::Entity(id.to_owned()).to_string();
            (top != id).then(|| Some(OwnerView { owned, owner: self.entity_link(top)? }))?
        };
        ids.into_iter().filter_map(owner).collect()
    }

    /// The money that comes to an entity and to what belongs to it, or that they give.
    pub(crate) fn money_of(&self, deals: &Deals<'_>, id: &str, comes: bool) -> DealList {
        let owners = self.owners();
        let belongs = |side: Option<&str>| side.is_some_and(|side| owners.belongs(side, id));
        let places = deals.all().iter().enumerate().filter(|(_, deal)| {
            let (own, other) = if comes { (deal.to, deal.from) } else { (deal.from, deal.to) };
            belongs(own) && !belongs(other)
        });
        self.list_of(deals, places.map(|(at, _)| at).collect(), 0)
    }

    pub(crate) fn deal_view(&self, deals: &Deals<'_>, at: usize) -> DealView {
        let deal = &deals.all()[at];
        let (event, claim) = deal.best;
        let amount = self.amount_view(claim);
        let mut other_sums: Vec<String> = Vec::new();
        for other in deal.others.iter().filter_map(|(_, other)| self.amount_view(other)) {
            let is_best = amount.as_ref().is_some_and(|best| best.label == other.label);
            if !is_best && !other_sums.contains(&other.label) {
                other_sums.push(other.label);
            }
        }
        let claims: Vec<_> = deal.accounts().map(|(_, claim)| self.told_by_then(claim)).collect();
        DealView {
            address: Address::Deal(deal.id.to_owned()).to_string(),
            id: deal.id.to_owned(),
            from: deal.from.and_then(|id| self.entity_link(id)),
            to: deal.to.and_then(|id| self.entity_link(id)),
            kind: word(deal.kind),
            status: word(deal.status),
            amount,
            converted: None,
            text: self.text(&claim.text),
            event: self.link_to_event(event),
            date: date_view(self.lang, deal.date()),
            steps: self.steps_of(deal),
            end: deal.end.and_then(|end| self.deal_end(end)),
            accounts: wire(claims.len()),
            other_sums,
            disputed: claims.iter().any(|claim| claim.conflicts_with.iter().any(|id| self.is_known(id))),
            sources: wire(claims.iter().map(|claim| claim.sources.len()).sum()),
            independent: wire(independent_sources(claims.iter().map(|claim| &**claim), self.origins())),
            within: deal.within.iter().map(|at| deals.all()[*at].id.to_owned()).collect(),
            includes: deal.includes.iter().map(|at| deals.all()[*at].id.to_owned()).collect(),
        }
    }

    fn steps_of(&self, deal: &Deal<'_>) -> Vec<DealStep> {
        let steps = deal.steps();
        if steps.len() < 2 {
            return Vec::new();
        }
        let step = |(status, event): (Status, &Event)| DealStep {
            status: word(status),
            event: self.link_to_event(event),
            date: date_view(self.lang, &event.date),
        };
        steps.into_iter().map(step).collect()
    }

    fn deal_end(&self, end: End<'_>) -> Option<DealEnd> {
        let (event, claim) = end.told;
        let how = match end.how {
            Ending::Denied => "denied",
            Ending::CalledOff => "called-off",
            Ending::Replaced => "replaced",
        };
        Some(DealEnd {
            how: how.to_owned(),
            date: date_view(self.lang, &DateRange::from_days(end.day, end.day)?),
            text: self.text(&claim.text),
            event: self.link_to_event(event),
        })
    }

    /// What deals at these places add up to.
    pub(crate) fn sums_of(&self, deals: &Deals<'_>, places: &[usize]) -> Vec<SumView> {
        deals.sums(places).sums.iter().map(|sum| self.sum_view(deals, sum)).collect()
    }

    fn sum_view(&self, deals: &Deals<'_>, sum: &Sum) -> SumView {
        SumView {
            kind: word(sum.kind),
            currency: sum.currency.code().to_owned(),
            low: sum.low,
            high: sum.high,
            label: sum_label(self.lang, self.region, sum),
            converted: None,
            deals: sum.deals.iter().map(|at| deals.all()[*at].id.to_owned()).collect(),
        }
    }

    pub(crate) fn deal_page(&self, claim: &str) -> Result<DealPage, WireError> {
        let address = Address::Deal(claim.to_owned()).to_string();
        let deals = self.deals();
        let unknown = || match self.knowledge().claim(claim) {
            Some((event, told)) if !self.knows(event, told) => self.not_yet(&address),
            _ => words::not_found(self.lang, &address),
        };
        let place = deals.place(claim).ok_or_else(unknown)?;
        let deal = &deals.all()[place];
        let views = |places: &[usize]| places.iter().map(|at| self.deal_view(&deals, *at)).collect();
        let ids: Vec<&str> = deal.accounts().map(|(_, claim)| claim.id.as_str()).collect();
        let loops = deals.loops(self.knowledge());
        let has_leg = |one: &&Loop<'_>| one.legs.iter().any(|leg| leg.deals.contains(&place));
        Ok(DealPage {
            deal: self.deal_view(&deals, place),
            end: deal.end.map(|end| self.claim_view(end.told.0, end.told.1)),
            accounts: deal.accounts().map(|(event, claim)| self.claim_view(event, claim)).collect(),
            includes: views(&deal.includes),
            within: views(&deal.within),
            totals: self
                .totals(&deals, |claim| claim.includes.iter().any(|part| ids.contains(&part.as_str()))),
            conflicts: self.conflicts_of(&ids),
            loops: loops.loops.iter().filter(has_leg).filter_map(|one| self.loop_view(&deals, one)).collect(),
            notes: self.notes_on(&Address::Deal(deal.id.to_owned()).to_string())?,
        })
    }

    /// What a deal is called: who gives, who gets, how much.
    pub(crate) fn deal_label(&self, claim: &str) -> Option<String> {
        let deals = self.deals();
        let deal = deals.of_claim(claim)?;
        let name = |id: Option<&str>| id.and_then(|id| self.entity_link(id)).map(|link| link.label);
        let sides = [name(deal.from), name(deal.to)].into_iter().flatten().collect::<Vec<_>>().join(" → ");
        let amount = self.amount_view(deal.best.1).map(|amount| amount.label);
        Some([Some(sides), amount].into_iter().flatten().collect::<Vec<_>>().join(" · "))
    }

    /// Claims that are no deals and add deals up, of those that are wanted and known.
    pub(crate) fn totals(&self, deals: &Deals<'_>, wanted: impl Fn(&Claim) -> bool) -> Vec<TotalView> {
        let all =
            self.knowledge().events().iter().flat_map(|event| event.claims.iter().map(move |c| (event, c)));
        let is_total = |claim: &Claim| {
            !claim.includes.is_empty() && deals.place(&claim.id).is_none() && self.is_known(&claim.id)
        };
        all.filter(|(_, claim)| is_total(claim) && wanted(claim))
            .map(|(event, claim)| {
                let mut parts: Vec<usize> = Vec::new();
                for place in claim.includes.iter().filter_map(|id| deals.place(id)) {
                    if !parts.contains(&place) {
                        parts.push(place);
                    }
                }
                TotalView {
                    claim: self.claim_view(event, claim),
                    parts: parts.iter().map(|at| self.deal_view(deals, *at)).collect(),
                    directions: self.directions(deals, &parts),
                }
            })
            .filter(|total| !total.parts.is_empty())
            .collect()
    }

    /// What goes which way: in to each taker from all givers, so that money that flows in opposite directions is seen apart.
    fn directions(&self, deals: &Deals<'_>, parts: &[usize]) -> Vec<DirectionView> {
        let owners = self.owners();
        let top = |id: Option<&str>| id.map(|id| owners.top(id).to_owned());
        let mut takers: Vec<(Option<String>, Vec<usize>)> = Vec::new();
        for part in parts {
            let to = top(deals.all()[*part].to);
            match takers.iter_mut().find(|(taker, _)| *taker == to) {
                Some((_, places)) => places.push(*part),
                None => takers.push((to, vec![*part])),
            }
        }
        let view = |(to, places): (Option<String>, Vec<usize>)| {
            let mut givers: Vec<Option<String>> =
                places.iter().map(|at| top(deals.all()[*at].from)).collect();
            givers.dedup();
            let from = if let [giver] = givers.as_slice() { giver.clone() } else { None };
            let link = |id: Option<String>| id.and_then(|id| self.entity_link(&id));
            DirectionView { from: link(from), to: link(to), sums: self.sums_of(deals, &places) }
        };
        takers.into_iter().map(view).collect()
    }

    pub(crate) fn loop_list(&self, request: &LoopsRequest) -> Result<LoopList, WireError> {
        let deals = self.deals();
        let loops = deals.loops(self.knowledge());
        let entities = self.kept(&request.entities);
        let wanted =
            |one: &&Loop<'_>| entities.is_empty() || entities.iter().any(|id| passes(&deals, one, id));
        Ok(LoopList {
            loops: loops.loops.iter().filter(wanted).filter_map(|one| self.loop_view(&deals, one)).collect(),
            more: loops.more,
        })
    }

    /// A loop; nothing where one that it goes by is not known, as the person may have taken it away.
    pub(crate) fn loop_view(&self, deals: &Deals<'_>, one: &Loop<'_>) -> Option<LoopView> {
        let mut legs = Vec::new();
        for leg in &one.legs {
            legs.push(LegView {
                from: self.entity_link(leg.from)?,
                to: self.entity_link(leg.to)?,
                deals: leg.deals.iter().map(|at| self.deal_view(deals, *at)).collect(),
            });
        }
        let accounts = one.legs.iter().flat_map(|leg| &leg.deals).flat_map(|at| deals.all()[*at].accounts());
        let ids: Vec<&str> = accounts.map(|(_, claim)| claim.id.as_str()).collect();
        let id = one.legs.iter().map(|leg| leg.from).collect::<Vec<_>>().join(" ");
        Some(LoopView { id, legs, conflicts: self.conflicts_of(&ids) })
    }

    /// Conflicts in which one of these claims stands.
    pub(crate) fn conflicts_of(&self, claims: &[&str]) -> Vec<ConflictView> {
        let stands = |conflict: &&Conflict| conflict.claims.iter().any(|id| claims.contains(&id.as_str()));
        self.conflict_views(self.knowledge().conflicts().iter().filter(stands))
    }

    fn all_named<T: serde::de::DeserializeOwned>(&self, names: &[String]) -> Result<Vec<T>, WireError> {
        let all: Result<Vec<Option<T>>, WireError> = names.iter().map(|name| self.named(name)).collect();
        Ok(all?.into_iter().flatten().collect())
    }
}

/// Whether a loop goes by an entity, or by one of its products or subsidiaries in its place.
pub(super) fn passes(deals: &Deals<'_>, one: &Loop<'_>, id: &str) -> bool {
    one.legs.iter().any(|leg| {
        let sides = leg.deals.iter().flat_map(|at| [deals.all()[*at].from, deals.all()[*at].to]);
        sides.chain([Some(leg.from), Some(leg.to)]).flatten().any(|side| side == id)
    })
}

fn left_out_view(deals: &Deals<'_>, at: usize, why: LeftOut) -> LeftOutView {
    let (reason, within) = match why {
        LeftOut::NoSum => ("no-sum", None),
        LeftOut::Within(other) => ("within", Some(deals.all()[other].id.to_owned())),
        LeftOut::Ended => ("ended", None),
        LeftOut::NotFirm => ("not-firm", None),
        LeftOut::TooLarge => ("too-large", None),
    };
    LeftOutView { deal: deals.all()[at].id.to_owned(), reason: reason.to_owned(), within }
}

/// How often each word occurs at these places, the most frequent first.
fn words_of(places: &[usize], word: impl Fn(usize) -> String) -> Vec<FacetCount> {
    let mut counts = HashMap::<String, u32>::new();
    for at in places {
        *counts.entry(word(*at)).or_default() += 1;
    }
    let by_word = |(value, count): (String, u32)| FacetCount { label: value.clone(), value, count };
    most_first(counts.into_iter().map(by_word))
}
