//! The front page as displayed.

use super::article::wire;
use super::desk::Desk;
use crate::wire::{FrontCollection, FrontPage, LeadStory, WireError};
use crate::words::{self, date_view};
use zhimai_model::{Claim, CollectionInfo, Event, Front};
use zhimai_store::StoreError;

/// How many of the latest events, and of the last imports, stand on the front page.
const EVENTS: usize = 10;
const IMPORTS: u32 = 6;

impl Desk<'_> {
    pub(crate) fn front_page(&self) -> Result<FrontPage, WireError> {
        let store = self.library.store();
        let told = |e: StoreError| words::store_error(self.lang, &e);
        let infos = store.collection_infos().map_err(told)?;
        let opens = |info| {
            let info: CollectionInfo = serde_json::from_value(info).ok()?;
            Some((info.front.clone()?, info))
        };
        let (front, info): (Option<Front>, _) = infos.into_iter().find_map(opens).unzip();
        let lead = front.as_ref().map(|front| self.lead(front)).transpose()?.flatten();
        let start = front.map(|front| self.articles_called(&front.start)).transpose()?.unwrap_or_default();
        let leads = |id: &str| lead.as_ref().is_some_and(|lead| lead.event.id == id);
        let is_latest = |event: &&Event| !leads(&event.id) && self.is_event_known(event);
        let latest = self.knowledge().events().iter().rev().filter(is_latest);
        let mut imports = store.last_imported(IMPORTS).map_err(told)?;
        imports.retain(|row| !self.is_later(row.date.as_ref()));
        Ok(FrontPage {
            collection: info.map(|info| FrontCollection {
                title: self.text(&info.title),
                evidence: Some(&info.latest_evidence)
                    .filter(|date| !self.is_later(Some(*date)))
                    .map(|date| date_view(self.lang, date)),
            }),
            events: latest.take(EVENTS).filter_map(|event| self.known_item(event)).collect(),
            imports: self.summaries(&imports),
            saved: self.saved_searches()?,
            counts: self.counts()?,
            lead,
            start,
        })
    }

    /// The lead story; nothing when its event is not known, as the person may have taken it away.
    fn lead(&self, front: &Front) -> Result<Option<LeadStory>, WireError> {
        let known = self.knowledge().event(&front.lead);
        let Some((event, item)) = known.and_then(|event| Some((event, self.known_item(event)?))) else {
            return Ok(None);
        };
        let deals = self.deals();
        let total = |claim: &Claim| front.total.as_ref() == Some(&claim.id);
        let conflicts = self.conflict_views(self.knowledge().conflicts_of_event(&event.id));
        Ok(Some(LeadStory {
            event: item,
            article: self.articles_called(front.article.as_slice())?.pop(),
            money: deals.of_event(event).iter().map(|place| self.deal_view(&deals, *place)).collect(),
            total: self.totals(&deals, total).pop(),
            conflicts: wire(conflicts.len()),
        }))
    }
}
