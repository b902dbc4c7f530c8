//! Entities, events and terms, as the bundled collection and others write them.

use crate::{Bilingual, Claim, DateRange, Precision};
use serde::{Deserialize, Serialize};

/// `content/collection.json`: what a collection is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CollectionInfo {
    /// Unique in a library.
    pub id: String,
    /// Raised by whoever edits the collection; a library takes the newer one in at its next start.
    pub version: u32,
    /// Shown to the person.
    pub title: Bilingual,
    /// Shown to the person.
    pub description: Bilingual,
    /// The day it was put together (EDTF).
    pub compiled: DateRange,
    /// The newest evidence it rests on (EDTF).
    pub latest_evidence: DateRange,
    /// What the front page opens with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub front: Option<Front>,
}

/// What the front page opens with, as whoever edits the collection chose it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Front {
    /// The event of the lead story, by its identifier; its money is told from its claims.
    pub lead: String,
    /// The article that the lead story's headline leads to; without one it leads to the event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
    /// The claim about the event that adds all of it up, where headlines do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<String>,
    /// The articles that a reader may begin with, by their identifiers, in order.
    pub start: Vec<String>,
}

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum EntityKind {
    Company,
    /// A ministry, regulator, court or parliament, or a state that acts.
    PublicBody,
    Person,
    Product,
    Model,
    Hardware,
    Standard,
    Concept,
}

/// The names of an entity per region.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// In English.
    pub en: String,
    /// In Taiwan, Traditional characters.
    pub zh_tw: String,
    /// In Hong Kong, Traditional characters.
    pub zh_hk: String,
    /// On the mainland, Simplified characters.
    pub zh_cn: String,
}

/// What sort of other name an alias is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum AliasKind {
    Alias,
    Ticker,
    Nickname,
    Misspelling,
    FormerName,
    Mistranslation,
    LaterName,
}

impl AliasKind {
    /// Whether the name is a mistake: to be found by, and not to be told as a name.
    pub fn is_mistake(self) -> bool {
        matches!(self, AliasKind::Misspelling | AliasKind::Mistranslation)
    }
}

/// Another name that an entity is found by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Alias {
    /// The name as written.
    pub text: String,
    /// What sort of name it is.
    pub kind: AliasKind,
}

/// A directed tie to another entity, such as `ceo-of`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Relation {
    /// The kind, in kebab-case; a fixed list is checked by the content test.
    pub kind: String,
    /// The identifier of the other entity.
    pub target: String,
    /// Since when it holds (EDTF), where it has not always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<DateRange>,
}

impl Relation {
    /// Whether it held at the end of a day, counted from 1970-01-01; without one, it does by now.
    pub fn holds(&self, by: Option<i32>) -> bool {
        by.zip(self.since.as_ref()).is_none_or(|(day, since)| since.last_day() <= day)
    }
}

/// A company, public body, person, product, model, piece of hardware, standard or concept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Entity {
    /// Readable and unique, such as `nvidia`.
    pub id: String,
    /// What it is.
    pub kind: EntityKind,
    /// Names per region.
    pub names: Names,
    /// Other names.
    pub aliases: Vec<Alias>,
    /// One line on what it is.
    pub description: Bilingual,
    /// Ties to others.
    pub relations: Vec<Relation>,
    /// Exchange and symbol, such as `NASDAQ: NVDA`.
    pub ticker: Option<String>,
    /// The year it was founded in.
    pub founded: Option<i16>,
    /// Where its head office is.
    pub headquarters: Option<String>,
    /// When it came out (EDTF), for products and models.
    pub released: Option<DateRange>,
    /// A remark.
    pub note: Option<Bilingual>,
}

impl Entity {
    /// Other names that are right.
    pub fn right_aliases(&self) -> impl Iterator<Item = &String> {
        self.aliases.iter().filter(|alias| !alias.kind.is_mistake()).map(|alias| &alias.text)
    }

    /// Wrong spellings and translations of its names.
    pub fn mistakes(&self) -> impl Iterator<Item = &String> {
        self.aliases.iter().filter(|alias| alias.kind.is_mistake()).map(|alias| &alias.text)
    }
}

/// What kind of thing happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum EventKind {
    Investment,
    ComputePurchase,
    Product,
    Partnership,
    Statement,
    Regulation,
    Governance,
    Funding,
    Hardware,
    ModelRelease,
    Opinion,
}

/// Something that happened on a date of stated precision, told by one or more claims.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// Readable and unique, such as `alliance-2025`.
    pub id: String,
    /// When it happened (EDTF).
    pub date: DateRange,
    /// How precise the date is.
    #[cfg_attr(test, schemars(schema_with = "crate::schema::precision"))]
    pub precision: Precision,
    /// What kind of thing happened.
    pub kind: EventKind,
    /// A headline.
    pub title: Bilingual,
    /// A sentence or two.
    pub summary: Bilingual,
    /// Entities that took part.
    pub participants: Vec<String>,
    /// Who says what of it.
    pub claims: Vec<Claim>,
}

/// Regional forms of a term.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Variants {
    pub tw: Vec<String>,
    pub hk: Vec<String>,
    pub cn: Vec<String>,
}

/// A glossary entry in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Readable and unique.
    pub id: String,
    /// The Traditional headword.
    pub zh: String,
    /// The Simplified headword.
    pub zh_cn: String,
    /// English renderings, the usual one first.
    pub en: Vec<String>,
    /// Pinyin of the headword with tone marks, syllables parted by spaces.
    pub pinyin: String,
    /// What it means.
    pub definition: Bilingual,
    /// Regional forms.
    pub variants: Variants,
    /// The entity it names, if it names one.
    pub entity: Option<String>,
}
