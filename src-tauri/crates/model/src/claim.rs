//! Claims: who says what of an event, of which sum, how firmly, and where they disagree.

use crate::{Bilingual, Currency, DateRange, Qualifier};
use serde::{Deserialize, Serialize};

/// A sum of money in the currency of the claim, with its qualifier. Sums in different currencies are never compared or
/// added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Amount {
    /// The currency, by its code in ISO 4217.
    #[cfg_attr(test, schemars(schema_with = "crate::schema::currency"))]
    pub currency: Currency,
    /// Whole units of the currency; the lower end of a range.
    pub low: i64,
    /// The upper end of a range; of a single sum, the same as `low`.
    pub high: i64,
    /// How the sum is to be read.
    #[cfg_attr(test, schemars(schema_with = "crate::schema::qualifier"))]
    pub qualifier: Qualifier,
    /// Over what time, in words.
    pub horizon: Option<Bilingual>,
}

impl Amount {
    /// A single sum in whole units of the currency, with nothing said of the time.
    pub fn single(currency: Currency, units: i64, qualifier: Qualifier) -> Self {
        Self { currency, low: units, high: units, qualifier, horizon: None }
    }

    /// Whether it is a sum of money at all: not below nothing, and its ends in their order.
    pub fn is_sound(&self) -> bool {
        0 <= self.low && self.low <= self.high
    }
}

/// The form that money, or what stands for it, takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum FlowKind {
    /// Shares for money.
    Equity,
    /// Money lent, notes that may become shares included.
    Loan,
    /// A promise to pay when another does not.
    Guarantee,
    /// A right to buy shares later: a warrant or an option.
    Warrant,
    /// Computing bought, by the hour or by the chip.
    ComputePurchase,
    /// Buildings, land or machines rented whole.
    Lease,
    /// Electricity bought for years ahead.
    PowerPurchase,
    /// One's own buildings and machines.
    Capex,
    /// The use of what another owns: patents, code, texts.
    Licence,
    /// A company, or a part of one, bought whole.
    Acquisition,
    /// A part of the revenue handed on.
    RevenueShare,
    /// Money given, by a state as a rule.
    Grant,
    /// No money moves: a valuation, a total, a doubt, or something else altogether.
    None,
}

/// How firm a claim is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Status {
    Announced,
    Committed,
    LetterOfIntent,
    Reported,
    Paid,
    Rumoured,
    Opinion,
    /// A party says that it is not so.
    Denied,
    /// It was planned or agreed, and is off.
    CalledOff,
}

/// Whose word a claim is. The sources say where it can be read, which is often elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum SaidBy {
    /// A company that it is about: an announcement, a blog, its results.
    Company,
    /// What a company filed with an authority: a prospectus, 8-K or 10-Q.
    Filing,
    /// A court, or what lies in its files.
    Court,
    /// A public body: a government, a regulator, a central bank.
    Official,
    /// A named person, in a speech, an interview or a post.
    Person,
    /// An analyst, strategist or commentator of the market.
    Analyst,
    /// A newspaper, agency or site that reports on its own account.
    Press,
    /// Someone whom a report does not name.
    Anonymous,
    /// A page that passes on what others said, without a word of whom.
    Repost,
}

/// One assertion about an event by one or more sources. Claims may conflict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// Unique: the event's identifier, `#` and a number.
    pub id: String,
    /// The assertion in a sentence.
    pub text: Bilingual,
    /// The words as quoted, where the source is quoted.
    pub quote: Option<String>,
    /// The sum, where it names one.
    pub amount: Option<Amount>,
    /// The entity that the money comes from; nothing where there are many, or they are not named.
    pub from: Option<String>,
    /// The entity that the money goes to; nothing where one builds for oneself.
    pub to: Option<String>,
    /// The form that the money takes.
    pub flow: FlowKind,
    /// How firm it is.
    pub status: Status,
    /// Whose word it is; nothing where that is not told.
    #[serde(default)]
    pub said_by: Option<SaidBy>,
    /// Claims that say otherwise.
    pub conflicts_with: Vec<String>,
    /// The claim that tells the same money best, where this one is another account of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_as: Option<String>,
    /// Claims whose money lies within the sum of this one: the parts of a total, the payments of a commitment.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub includes: Vec<String>,
    /// Claims whose money this one says is off, or replaced by another; from the day on which it was first reported.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ends: Vec<String>,
    /// Who says so; never empty.
    pub sources: Vec<Source>,
}

/// How sure one can be that a source says what is claimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Confidence {
    High,
    Medium,
    Low,
}

/// Whether anyone looked at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum AddressState {
    /// Part of the page was read.
    ExcerptRead,
    /// Nobody opened it; shown as such.
    NotOpened,
}

/// Who says so, where and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Who published it.
    pub publisher: String,
    /// The title, or a hint at it.
    #[serde(default)]
    pub title: Option<String>,
    /// When it was published (EDTF).
    #[serde(default)]
    pub date: Option<DateRange>,
    /// Where it was published.
    #[serde(default)]
    pub url: Option<String>,
    /// Whether anyone looked at the address.
    #[serde(default)]
    pub address: Option<AddressState>,
    /// How sure one can be.
    #[serde(default)]
    pub confidence: Option<Confidence>,
}

/// Claims that disagree, with an assessment that replaces none of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Conflict {
    /// Readable and unique.
    pub id: String,
    /// What they disagree about.
    pub topic: Bilingual,
    /// The claims that disagree.
    pub claims: Vec<String>,
    /// A sentence on how they stand.
    pub assessment: Bilingual,
}
