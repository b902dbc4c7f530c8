//! One thing that is known, of whatever kind.

use crate::json::to_json;
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;
use zhimai_model::{Claim, Conflict, Entity, Event, Term};

/// What a thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum ThingKind {
    Entity,
    Event,
    Claim,
    Conflict,
    Term,
    /// Words of which each region has its own.
    Region,
}

impl ThingKind {
    /// Every kind.
    pub const ALL: [Self; 6] =
        [Self::Entity, Self::Event, Self::Claim, Self::Conflict, Self::Term, Self::Region];

    /// `entity`, `event`, `claim`, `conflict`, `term` or `region`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Entity => "entity",
            Self::Event => "event",
            Self::Claim => "claim",
            Self::Conflict => "conflict",
            Self::Term => "term",
            Self::Region => "region",
        }
    }

    /// The kind of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A thing that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Thing {
    /// A company, person, product and so on.
    Entity(Entity),
    /// Something that happened. Its claims are things of their own: those that it holds are not kept with it.
    Event(Event),
    /// What somebody says of an event, whose identifier is that of the claim up to the last `#`.
    Claim(Claim),
    /// Claims that disagree.
    Conflict(Conflict),
    /// A word of the glossary.
    Term(Term),
    /// Words that mean the same, one for each region. The first stands for all of them as their identifier.
    Region(Vec<String>),
}

impl Thing {
    /// What it is.
    pub fn kind(&self) -> ThingKind {
        match self {
            Self::Entity(_) => ThingKind::Entity,
            Self::Event(_) => ThingKind::Event,
            Self::Claim(_) => ThingKind::Claim,
            Self::Conflict(_) => ThingKind::Conflict,
            Self::Term(_) => ThingKind::Term,
            Self::Region(_) => ThingKind::Region,
        }
    }

    /// Its identifier, unique among those of its kind.
    pub fn id(&self) -> &str {
        match self {
            Self::Entity(entity) => &entity.id,
            Self::Event(event) => &event.id,
            Self::Claim(claim) => &claim.id,
            Self::Conflict(conflict) => &conflict.id,
            Self::Term(term) => &term.id,
            Self::Region(words) => words.first().map_or("", String::as_str),
        }
    }

    /// The thing in the words of a collection's files.
    ///
    /// # Errors
    /// None that is known; the writer of JSON may say one.
    pub fn to_json(&self) -> serde_json::Result<serde_json::Value> {
        match self {
            Self::Entity(entity) => serde_json::to_value(entity),
            Self::Event(event) => serde_json::to_value(event),
            Self::Claim(claim) => serde_json::to_value(claim),
            Self::Conflict(conflict) => serde_json::to_value(conflict),
            Self::Term(term) => serde_json::to_value(term),
            Self::Region(words) => serde_json::to_value(words),
        }
    }

    /// A thing as [`Thing::to_json`] gives it.
    ///
    /// # Errors
    /// When it is of another shape, what does not fit.
    pub fn from_json(kind: ThingKind, value: serde_json::Value) -> serde_json::Result<Self> {
        Ok(match kind {
            ThingKind::Entity => Self::Entity(serde_json::from_value(value)?),
            ThingKind::Event => Self::Event(serde_json::from_value(value)?),
            ThingKind::Claim => Self::Claim(serde_json::from_value(value)?),
            ThingKind::Conflict => Self::Conflict(serde_json::from_value(value)?),
            ThingKind::Term => Self::Term(serde_json::from_value(value)?),
            ThingKind::Region => Self::Region(serde_json::from_value(value)?),
        })
    }

    /// As it is kept.
    pub(super) fn written(&self) -> rusqlite::Result<String> {
        match self {
            Self::Entity(entity) => to_json(entity),
            Self::Event(event) if event.claims.is_empty() => to_json(event),
            Self::Event(event) => to_json(&Event { claims: Vec::new(), ..event.clone() }),
            Self::Claim(claim) => to_json(claim),
            Self::Conflict(conflict) => to_json(conflict),
            Self::Term(term) => to_json(term),
            Self::Region(words) => to_json(words),
        }
    }

    /// Reads what [`Thing::written`] wrote.
    pub(super) fn read(kind: ThingKind, written: &str) -> serde_json::Result<Self> {
        fn json<T: DeserializeOwned>(written: &str) -> serde_json::Result<T> {
            serde_json::from_str(written)
        }
        Ok(match kind {
            ThingKind::Entity => Self::Entity(json(written)?),
            ThingKind::Event => Self::Event(json(written)?),
            ThingKind::Claim => Self::Claim(json(written)?),
            ThingKind::Conflict => Self::Conflict(json(written)?),
            ThingKind::Term => Self::Term(json(written)?),
            ThingKind::Region => Self::Region(json(written)?),
        })
    }

    /// The names that texts may have for it, each with what decides how it is taken there.
    pub(super) fn names(&self) -> BTreeSet<(String, String)> {
        let mut names = BTreeSet::new();
        match self {
            Self::Entity(entity) => {
                // Ties are evidence for names that are words as well.
                let ties: BTreeSet<_> = entity.relations.iter().map(|tie| tie.target.as_str()).collect();
                let how = format!("{:?} {ties:?}", entity.kind);
                let of = &entity.names;
                for name in [&of.en, &of.zh_tw, &of.zh_hk, &of.zh_cn] {
                    names.insert((name.clone(), how.clone()));
                }
                for alias in &entity.aliases {
                    names.insert((alias.text.clone(), format!("{how} {:?}", alias.kind)));
                }
            }
            Self::Term(term) => {
                let of = &term.variants;
                let forms = [&term.zh, &term.zh_cn].into_iter().chain(&term.en);
                for name in forms.chain(&of.tw).chain(&of.hk).chain(&of.cn) {
                    names.insert((name.clone(), "term".to_owned()));
                }
            }
            Self::Region(words) => {
                names.extend(words.iter().map(|word| (word.clone(), "region".to_owned())));
            }
            Self::Event(_) | Self::Claim(_) | Self::Conflict(_) => {}
        }
        names.retain(|(name, _)| !name.trim().is_empty());
        names
    }
}

/// The event that a claim tells of, by the claim's identifier.
pub(super) fn event_of(claim: &str) -> Option<&str> {
    claim.rsplit_once('#').map(|(event, _)| event).filter(|event| !event.is_empty())
}
