//! Which entity belongs to which: what is paid to a product or a subsidiary is paid to its owner.

use crate::Knowledge;
use std::collections::HashMap;

/// Ties of what is owned to its owner.
const TO_OWNER: [&str; 2] = ["product-of", "subsidiary-of"];
/// Ties of an owner to what it owns.
const TO_OWNED: [&str; 2] = ["owns", "parent-of"];

/// The owners of entities, by identifier.
#[derive(Debug)]
pub struct Owners<'a>(HashMap<&'a str, &'a str>);

impl<'a> Owners<'a> {
    /// As the entities' relations have them; where a day is given, counted from 1970-01-01, as they were at its end.
    pub fn of(knowledge: &'a Knowledge, as_of: Option<i32>) -> Self {
        let mut owners = HashMap::new();
        for entity in knowledge.entities() {
            for relation in entity.relations.iter().filter(|relation| relation.holds(as_of)) {
                let kind = relation.kind.as_str();
                let (owned, owner) = match () {
                    () if TO_OWNER.contains(&kind) => (entity.id.as_str(), relation.target.as_str()),
                    () if TO_OWNED.contains(&kind) => (relation.target.as_str(), entity.id.as_str()),
                    () => continue,
                };
                if owned != owner {
                    owners.entry(owned).or_insert(owner);
                }
            }
        }
        Self(owners)
    }

    /// Whether an entity is another one or belongs to it, in however many steps.
    pub fn belongs(&self, id: &str, to: &str) -> bool {
        let mut at = id;
        // As many steps as there are owners find it, if it is there.
        for _ in 0..=self.0.len() {
            if at == to {
                return true;
            }
            match self.0.get(at) {
                Some(owner) => at = owner,
                None => return false,
            }
        }
        false
    }

    /// The owner at the top; the entity itself where nobody owns it. Where owners go round, one of them.
    pub fn top(&self, id: &'a str) -> &'a str {
        let (mut at, mut least) = (id, id);
        // As many steps as there are owners find an end, if there is one.
        for _ in 0..=self.0.len() {
            match self.0.get(at) {
                Some(owner) if *owner == id => return least.min(owner),
                Some(owner) => (at, least) = (owner, least.min(owner)),
                None => return at,
            }
        }
        // The entity leads to owners that go round, and is none of them.
        self.round(at)
    }

    /// The least of the owners that go round from here.
    fn round(&self, start: &'a str) -> &'a str {
        let (mut at, mut least) = (start, start);
        while let Some(owner) = self.0.get(at).filter(|owner| **owner != start) {
            (at, least) = (owner, least.min(owner));
        }
        least
    }
}
