//! Entities, events, claims, timeline and glossary as displayed.

use super::common::{ArticleSummary, DateView, FacetCount, Link, SourceView};
use super::notes::NoteView;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Asks for one thing by its identifier.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct IdRequest {
    /// The identifier.
    pub id: String,
}

/// Asks for entities.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct EntitiesRequest {
    /// `company`, `public-body`, `person`, `product`, `model`, `hardware`, `standard`, `concept`, or empty for all.
    pub kind: String,
}

/// An entity in a list or on a card.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct EntitySummary {
    /// `zhimai://entity/ID`
    pub address: String,
    /// The identifier.
    pub id: String,
    /// `company`, `public-body`, `person` and so on.
    pub kind: String,
    /// Its name in the language of the request.
    pub name: String,
    /// All its other names and aliases, the usual ones first; wrong spellings are no names.
    pub other_names: Vec<String>,
    /// The wrong spellings that it is found by.
    pub misspellings: Vec<String>,
    /// One line on what it is.
    pub description: String,
    /// Exchange and symbol.
    pub ticker: Option<String>,
    /// How many articles name it.
    pub articles: u32,
    /// How many events it took part in.
    pub events: u32,
}

/// A name with the region it is used in.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RegionalName {
    /// `en`, `tw`, `hk` or `cn`.
    pub region: String,
    /// The name.
    pub name: String,
}

/// An alias with its kind.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AliasView {
    /// The name.
    pub name: String,
    /// `alias`, `ticker`, `nickname`, `misspelling`, `former-name`, `mistranslation` or `later-name`.
    pub kind: String,
}

/// A tie to another entity.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RelationView {
    /// Such as `ceo-of`.
    pub kind: String,
    /// The kind in words; the other entity is named after them.
    pub label: String,
    /// The other entity.
    pub to: Link,
}

/// A claim as displayed.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ClaimView {
    /// Unique.
    pub id: String,
    /// The event it tells of.
    pub event: Link,
    /// When it happened.
    pub date: DateView,
    /// The assertion.
    pub text: String,
    /// The words as quoted.
    pub quote: Option<String>,
    /// The sum.
    pub amount: Option<AmountView>,
    /// Who gives.
    pub from: Option<Link>,
    /// Who gets.
    pub to: Option<Link>,
    /// `equity`, `loan`, `guarantee`, `warrant`, `compute-purchase`, `lease`, `power-purchase`, `capex`, `licence`,
    /// `acquisition`, `revenue-share`, `grant` or `none`.
    pub flow: String,
    /// `announced`, `committed`, `letter-of-intent`, `reported`, `paid`, `rumoured`, `opinion`, `denied` or
    /// `called-off`.
    pub status: String,
    /// Whose word it is: `company`, `filing`, `court`, `official`, `person`, `analyst`, `press`, `anonymous`, `repost`, or
    /// nothing where that is not told.
    pub said_by: Option<String>,
    /// When it was first reported; nothing when no source of its own has a date.
    pub reported: Option<DateView>,
    /// Identifiers of claims that say otherwise.
    pub conflicts_with: Vec<String>,
    /// Who says so.
    pub sources: Vec<SourceView>,
}

/// A sum with its qualifier.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AmountView {
    /// The code of the currency in ISO 4217, such as `USD`.
    pub currency: String,
    /// Whole units of the currency; the lower end of a range.
    #[ts(type = "number")]
    pub low: i64,
    /// The upper end of a range; of a single sum, the same as `low`.
    #[ts(type = "number")]
    pub high: i64,
    /// `exactly`, `up-to`, `about`, `more-than`, `at-least` or `less-than`.
    pub qualifier: String,
    /// With its qualifier, as the person reads it: `最多100億美元`, `up to US$10 billion`.
    pub label: String,
    /// Over what time.
    pub horizon: Option<String>,
}

/// Claims that disagree.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ConflictView {
    /// Unique.
    pub id: String,
    /// What they disagree about.
    pub topic: String,
    /// The claims, side by side.
    pub claims: Vec<ClaimView>,
    /// How they stand; empty while one of them is not known.
    pub assessment: String,
}

/// Asks for events.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct TimelineRequest {
    /// Only events of these entities (any of them); empty: all.
    pub entities: Vec<String>,
    /// Only events of these kinds; empty: all.
    pub kinds: Vec<String>,
    /// EDTF; not before.
    pub from: Option<String>,
    /// EDTF; not after.
    pub to: Option<String>,
}

/// Events in order of time.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Timeline {
    /// Oldest first.
    pub items: Vec<TimelineItem>,
    /// Entities that occur, the most frequent first, for lanes and filters.
    pub entities: Vec<FacetCount>,
    /// Kinds that occur, for lanes and filters.
    pub kinds: Vec<FacetCount>,
}

/// An event on the timeline.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct TimelineItem {
    /// `zhimai://event/ID`
    pub address: String,
    /// The identifier.
    pub id: String,
    /// The headline.
    pub title: String,
    /// A sentence or two.
    pub summary: String,
    /// When it happened.
    pub date: DateView,
    /// Such as `investment`; the window has a word for each.
    pub kind: String,
    /// Who took part.
    pub participants: Vec<Link>,
    /// True when claims about it disagree.
    pub conflicted: bool,
    /// The largest sum that moves from one to another by the best sources, with its qualifier.
    pub amount: Option<AmountView>,
    /// How many claims tell it.
    pub claims: u32,
    /// How many sources tell these.
    pub sources: u32,
    /// How many of the sources are sources of their own.
    pub independent: u32,
}

/// Asks for terms.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct GlossaryRequest {
    /// Only terms that hold this in any form, pinyin included; empty: all.
    pub filter: String,
}

/// A term in a list.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct TermSummary {
    /// `zhimai://term/ID`
    pub address: String,
    /// The identifier.
    pub id: String,
    /// The Chinese headword in the script of the request (Traditional for English).
    pub zh: String,
    /// English renderings.
    pub en: Vec<String>,
    /// Pinyin with tone marks.
    pub pinyin: String,
    /// What it means.
    pub definition: String,
}

/// A term's page.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct TermView {
    /// Headwords, pinyin and definition.
    pub summary: TermSummary,
    /// The Traditional headword.
    pub hant: String,
    /// The Simplified headword.
    pub hans: String,
    /// The definition in Chinese and in English.
    pub definitions: [String; 2],
    /// Regional forms.
    pub variants: Vec<RegionalName>,
    /// The entity it names.
    pub entity: Option<Link>,
    /// Where it is used, newest first, at most 100.
    pub articles: Vec<ArticleSummary>,
    /// The person's notes on it.
    pub notes: Vec<NoteView>,
}

/// Asks what a text names, or what its words mean.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct LookupRequest {
    /// The selected text.
    pub text: String,
}
