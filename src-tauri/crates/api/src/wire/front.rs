//! What the person meets where nothing is asked yet.

use super::common::{ArticleSummary, DateView};
use super::deals::{DealView, TotalView};
use super::knowledge::TimelineItem;
use super::library::Counts;
use super::saved::SavedSearch;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The front page. What a library does not have is left empty.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct FrontPage {
    /// The collection that says what it opens with.
    pub collection: Option<FrontCollection>,
    /// The lead story.
    pub lead: Option<LeadStory>,
    /// Articles to begin with, in the order of the collection.
    pub start: Vec<ArticleSummary>,
    /// The latest events, newest first, at most 10; the lead story is not among them.
    pub events: Vec<TimelineItem>,
    /// What the person imported, the last that came in first, at most 6.
    pub imports: Vec<ArticleSummary>,
    /// The searches that the person keeps, newest first.
    pub saved: Vec<SavedSearch>,
    /// How many of each kind the library holds.
    pub counts: Counts,
}

/// The collection that a front page is of.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct FrontCollection {
    /// The title.
    pub title: String,
    /// The newest evidence it rests on; nothing where that came after the day of the request.
    pub evidence: Option<DateView>,
}

/// An event and its money, taken apart.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LeadStory {
    /// The event.
    pub event: TimelineItem,
    /// The article that tells it.
    pub article: Option<ArticleSummary>,
    /// The deals that it tells of, in the order in which it tells them.
    pub money: Vec<DealView>,
    /// The sum that adds them up, taken apart.
    pub total: Option<TotalView>,
    /// About how many matters claims about the event disagree.
    pub conflicts: u32,
}
