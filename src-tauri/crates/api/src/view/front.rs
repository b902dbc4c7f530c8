//! The front page as displayed.

use super::desk::Desk;
use crate::wire::{ArticleSummary, FrontCollection, FrontPage, LeadStory, WireError};
use crate::words::{self, date_view};
use zhimai_knowledge::money_of;
use zhimai_model::{CollectionInfo, Front};
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
        let latest = self.knowledge().events().iter().rev().filter(|event| !leads(&event.id));
        Ok(FrontPage {
            collection: info.map(|info| FrontCollection {
                title: self.text(&info.title),
                evidence: date_view(self.lang, &info.latest_evidence),
            }),
            events: latest.take(EVENTS).map(|event| self.whole_item(event)).collect(),
            imports: self.summaries(&store.last_imported(IMPORTS).map_err(told)?),
            saved: self.saved_searches()?,
            counts: self.counts()?,
            lead,
            start,
        })
    }

    /// The lead story; nothing when its event is not known, as the person may have taken it away.
    fn lead(&self, front: &Front) -> Result<Option<LeadStory>, WireError> {
        let Some(event) = self.knowledge().event(&front.lead) else { return Ok(None) };
        let total = front.total.as_ref().and_then(|id| event.claims.iter().find(|claim| claim.id == *id));
        let conflicts = self.knowledge().conflicts_of_event(&event.id).count();
        Ok(Some(LeadStory {
            event: self.whole_item(event),
            article: self.articles_called(front.article.as_slice())?.pop(),
            money: money_of(event).into_iter().map(|claim| self.claim_view(event, claim)).collect(),
            total: total.map(|claim| self.claim_view(event, claim)),
            conflicts: u32::try_from(conflicts).unwrap_or(u32::MAX),
        }))
    }

    /// Articles for a list, in the order asked for.
    fn articles_called(&self, ids: &[String]) -> Result<Vec<ArticleSummary>, WireError> {
        let rows = self.library.store().article_rows_by_ids(ids);
        Ok(self.summaries(&rows.map_err(|e| words::store_error(self.lang, &e))?))
    }
}
