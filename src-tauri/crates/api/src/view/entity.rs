//! An entity's page, and two entities side by side.

use super::deals::passes;
use super::desk::Desk;
use super::knowledge::{ARTICLES, count};
use crate::wire::*;
use crate::words::{self, date_view, say, word};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use zhimai_knowledge::Owners;
use zhimai_knowledge::deals::Deals;
use zhimai_model::{Claim, Entity, Event};

/// At most so many claims that are accounts of no deal are listed on a page.
const CLAIMS: usize = 100;

/// The places of the deals with another one: those by which money comes from it, and those by which it goes there.
type Dealings<'a> = BTreeMap<&'a str, [Vec<usize>; 2]>;

impl Desk<'_> {
    pub(crate) fn entity_view(&self, id: &str) -> Result<EntityView, WireError> {
        let entity = self.entity_that_is_known(id)?;
        // One that was merged into another has the other's page.
        let (id, address) = (entity.id.as_str(), format!("zhimai://entity/{}", entity.id));
        let deals = self.deals();
        let region =
            |region: &str, name: &str| RegionalName { region: region.to_owned(), name: name.to_owned() };
        let names = &entity.names;
        let store = self.library.store();
        let articles = store.articles_of_entity(id, self.as_of_day, ARTICLES);
        let (_, rows) = articles.map_err(|e| words::store_error(self.lang, &e))?;
        let apart = self.claims_apart(&deals, id);
        let (owners, later) = (self.owners(), self.as_of_day.map(|_| Deals::of(self.knowledge(), None)));
        let both = [&deals, later.as_ref().unwrap_or(&deals)];
        let remark = entity.note.as_ref().map(|note| self.text_by_then(note));
        Ok(EntityView {
            summary: self.entity_summary(entity, &self.mention_counts()?),
            names: vec![
                region("en", &names.en),
                region("tw", &names.zh_tw),
                region("hk", &names.zh_hk),
                region("cn", &names.zh_cn),
            ],
            aliases: entity
                .aliases
                .iter()
                .filter(|a| self.is_name_known(a))
                .map(|a| AliasView { name: a.text.clone(), kind: word(a.kind) })
                .collect(),
            founded: entity.founded,
            headquarters: entity.headquarters.clone(),
            released: self.release(entity),
            remark: remark.filter(|remark| !remark.is_empty()),
            relations: entity
                .relations
                .iter()
                .filter(|r| self.is_tie_known(&owners, both, entity, r))
                .filter_map(|r| {
                    let to = self.entity_link(&r.target)?;
                    Some(RelationView {
                        kind: r.kind.clone(),
                        label: self.in_region(words::relation(self.lang, &r.kind)),
                        to,
                    })
                })
                .collect(),
            deals_in: self.money_of(&deals, id, true),
            deals_out: self.money_of(&deals, id, false),
            partners: self.partners(&deals, id),
            claim_count: count(apart.iter()),
            claims: apart.iter().take(CLAIMS).map(|(event, claim)| self.claim_view(event, claim)).collect(),
            events: self.known_events_of(id).into_iter().filter_map(|event| self.known_item(event)).collect(),
            conflicts: self.conflict_views(self.knowledge().conflicts_of_entity(id)),
            articles: self.summaries(&rows),
            notes: self.notes_on(&address)?,
        })
    }

    pub(crate) fn side_by_side(&self, request: &CompareRequest) -> Result<SideBySide, WireError> {
        let [one, other] = [&request.a, &request.b].map(|id| self.entity_that_is_known(id));
        let (one, other) = (one?, other?);
        let (a, b) = (one.id.as_str(), other.id.as_str());
        if a == b {
            return Err(words::bad_request(say(
                self.lang,
                "要比較的兩個是同一個。請選另一個。",
                "要比较的两个是同一个。请选另一个。",
                "Both are the same. Choose another one to compare with.",
            )));
        }
        let deals = self.deals();
        let owners = self.owners();
        let belongs = |side: Option<&str>, id: &str| side.is_some_and(|side| owners.belongs(side, id));
        let between = |at: &usize| {
            let deal = &deals.all()[*at];
            belongs(deal.from, a) && belongs(deal.to, b) || belongs(deal.from, b) && belongs(deal.to, a)
        };
        let between: Vec<usize> = (0..deals.all().len()).filter(between).collect();
        let loops = deals.loops(self.knowledge());
        let by_both = loops.loops.iter().filter(|one| passes(&deals, one, a) && passes(&deals, one, b));
        let events_of_a = self.known_events_of(a);
        let is_of_a = |event: &&Event| events_of_a.iter().any(|own| own.id == event.id);
        let together = self.known_events_of(b).into_iter().filter(is_of_a);
        Ok(SideBySide {
            a: self.compared(&deals, one)?,
            b: self.compared(&deals, other)?,
            between: self.list_of(&deals, between, 0),
            loops: LoopList {
                loops: by_both.filter_map(|one| self.loop_view(&deals, one)).collect(),
                more: loops.more,
            },
            partners: self.common_partners(&deals, a, b),
            events: together.filter_map(|event| self.known_item(event)).collect(),
        })
    }

    /// An entity, or why there is none.
    fn entity_that_is_known(&self, id: &str) -> Result<&Entity, WireError> {
        let address = format!("zhimai://entity/{id}");
        let entity = self.knowledge().entity(id).ok_or_else(|| words::not_found(self.lang, &address))?;
        if self.is_entity_known(entity) { Ok(entity) } else { Err(self.not_yet(&address)) }
    }

    fn release(&self, entity: &Entity) -> Option<DateView> {
        let released = entity.released.as_ref().filter(|date| !self.is_later(Some(*date)))?;
        Some(date_view(self.lang, released))
    }

    fn compared(&self, deals: &Deals<'_>, entity: &Entity) -> Result<ComparedEntity, WireError> {
        let money = |comes: bool| self.money_of(deals, &entity.id, comes);
        let (comes, goes) = (money(true), money(false));
        Ok(ComparedEntity {
            summary: self.entity_summary(entity, &self.mention_counts()?),
            founded: entity.founded,
            headquarters: entity.headquarters.clone(),
            released: self.release(entity),
            deals_in: count(comes.deals.iter()),
            deals_out: count(goes.deals.iter()),
            sums_in: comes.sums,
            sums_out: goes.sums,
            conflicts: count(self.conflict_views(self.knowledge().conflicts_of_entity(&entity.id)).iter()),
        })
    }

    /// Claims that are accounts of no deal, of those that name an entity or that tell of what it took part in without naming
    /// anybody; newest first.
    fn claims_apart(&self, deals: &Deals<'_>, id: &str) -> Vec<(&Event, &Claim)> {
        let mut events = self.known_events_of(id);
        events.reverse();
        let is_about = |event: &Event, claim: &Claim| {
            let sides = [&claim.from, &claim.to];
            let names = sides.into_iter().flatten().any(|side| side == id);
            names || sides.iter().all(|side| side.is_none()) && event.participants.iter().any(|who| who == id)
        };
        let claims = events
            .into_iter()
            .flat_map(|event| self.known_claims(event).into_iter().map(move |claim| (event, claim)));
        claims.filter(|(event, claim)| deals.place(&claim.id).is_none() && is_about(event, claim)).collect()
    }

    /// Whom an entity and what belongs to it deal with, by the owner of the other one.
    fn dealings<'a>(&self, deals: &Deals<'a>, owners: &Owners<'a>, id: &str) -> Dealings<'a> {
        let mut dealings = Dealings::new();
        for (at, deal) in deals.all().iter().enumerate() {
            let Some((from, to)) = deal.from.zip(deal.to) else { continue };
            let (gives, gets) = (owners.belongs(from, id), owners.belongs(to, id));
            let (other, way) = match (gives, gets) {
                (false, true) => (from, 0),
                (true, false) => (to, 1),
                _ => continue,
            };
            dealings.entry(owners.top(other)).or_default()[way].push(at);
        }
        dealings
    }

    fn partner(&self, deals: &Deals<'_>, id: &str, [comes, goes]: &[Vec<usize>; 2]) -> Option<PartnerView> {
        Some(PartnerView {
            entity: self.entity_link(id)?,
            deals: count(comes.iter().chain(goes)),
            sums_in: self.sums_of(deals, comes),
            sums_out: self.sums_of(deals, goes),
        })
    }

    fn partners(&self, deals: &Deals<'_>, id: &str) -> Vec<PartnerView> {
        let dealings = self.dealings(deals, &self.owners(), id);
        let partner = |(other, ways): (&&str, &[Vec<usize>; 2])| self.partner(deals, other, ways);
        let mut partners: Vec<_> = dealings.iter().filter_map(partner).collect();
        partners
            .sort_by(|a, b| (Reverse(a.deals), &a.entity.label).cmp(&(Reverse(b.deals), &b.entity.label)));
        partners
    }

    fn common_partners(&self, deals: &Deals<'_>, a: &str, b: &str) -> Vec<CommonPartner> {
        let owners = self.owners();
        let (of_a, of_b) = (self.dealings(deals, &owners, a), self.dealings(deals, &owners, b));
        let is_third = |id: &str| !owners.belongs(a, id) && !owners.belongs(b, id);
        let common = of_a.iter().filter(|(id, _)| is_third(id)).filter_map(|(id, ways)| {
            let (a, b) = (self.partner(deals, id, ways)?, self.partner(deals, id, of_b.get(id)?)?);
            Some(CommonPartner { entity: a.entity.clone(), a, b })
        });
        let mut common: Vec<_> = common.collect();
        common
            .sort_by_key(|one| (Reverse(one.a.deals.saturating_add(one.b.deals)), one.entity.label.clone()));
        common
    }
}
