//! What is known, thing by thing, as it is kept and as the person changes it.

use super::common::Link;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;

/// What sort of thing is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum KnownKind {
    Entity,
    Event,
    Claim,
    Conflict,
    Term,
}

/// Whose a thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Ownership {
    /// As its collection has it.
    Collection,
    /// A collection has it too, and the person changed it.
    Changed,
    /// The person added it.
    Person,
    /// The person took it away.
    Removed,
}

/// Asks for a thing by kind and identifier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ThingRequest {
    /// What it is.
    pub kind: KnownKind,
    /// Its identifier.
    pub id: String,
}

/// A thing as it is kept, in the words of a collection's files: no text of it is in the language of the request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ThingView {
    /// What it is.
    pub kind: KnownKind,
    /// Its identifier.
    pub id: String,
    /// `zhimai://…`: its page; of a claim, that of its event. Empty for a conflict.
    pub address: String,
    /// Whose it is.
    pub whose: Ownership,
    /// The number of its last change.
    #[ts(type = "number")]
    pub version: i64,
    /// The thing itself. An event has no claims in it.
    #[ts(type = "Record<string, unknown>")]
    pub value: Map<String, Value>,
}

/// Puts a thing in: one that is new, or one that goes before what is there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PutThing {
    /// What it is.
    pub kind: KnownKind,
    /// The thing, as in `ThingView`. What is left out is filled in. One that is new may do without an `id`, and a claim have the
    /// identifier of its `event` instead.
    #[ts(type = "Record<string, unknown>")]
    pub value: Map<String, Value>,
    /// True: it is added, and another of its identifier gives `taken`. False: it is changed, and must be there.
    #[serde(default)]
    pub new: bool,
    /// The version that a change is based on; a thing that has moved on since gives `conflict`. Nothing: whatever it is.
    #[serde(default)]
    #[ts(type = "number | null")]
    pub version: Option<i64>,
}

/// A thing that the person added, changed or took away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OwnThing {
    /// What it is.
    pub kind: KnownKind,
    /// Its identifier.
    pub id: String,
    /// What the person did to it.
    pub whose: Ownership,
    /// What it is called, or says.
    pub label: String,
    /// `zhimai://…`: its page; of a claim, that of its event. Empty for a conflict.
    pub address: String,
}

/// Has an entity count as another one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MergeEntities {
    /// The identifier of the one that counts as the other.
    pub gone: String,
    /// The identifier of the other.
    pub kept: String,
}

/// Takes names out of an entity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TakeOutNames {
    /// The identifier of the entity.
    pub id: String,
    /// Some of its other names; the first is what the new entity is called.
    pub names: Vec<String>,
}

/// An entity that was merged into another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct MergedEntity {
    /// Its identifier.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What it counts as.
    pub kept: Link,
}
