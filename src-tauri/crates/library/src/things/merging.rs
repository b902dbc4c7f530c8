//! Entities that are one, and one that is two.

use super::{OneThing, placed};
use crate::error::LibraryError;
use crate::fault::{Fault, ThingError};
use crate::library::Library;
use serde_json::{Map, Value, json};
use zhimai_model::{Alias, Entity};
use zhimai_store::{Expected, Placed, Thing, ThingKind};

impl Library {
    /// Has one entity count as another from now on: what it is called is a name of the other, and whatever names it names the
    /// other. Nothing that is kept of either is changed, and [`Library::split_entity`] takes it back as a whole. Gives the
    /// identifier of the one that both are now.
    ///
    /// # Errors
    /// `Thing` when one of them is not there, or both are one already, and whatever the store says.
    pub fn merge_entities(&self, gone: &str, kept: &str) -> Result<String, LibraryError> {
        let known = self.knowing().take_up()?;
        let knowledge = &known.knowledge;
        let missing = |id: &str| ThingError::Missing { kind: ThingKind::Entity, id: id.to_owned() };
        let [gone, kept] = [gone, kept].map(|id| knowledge.entity(id).ok_or_else(|| missing(id)));
        let (gone, kept) = (&gone?.id, &kept?.id);
        let one = || ThingError::One { id: gone.clone(), other: kept.clone() };
        if gone == kept {
            return Err(one().into());
        }
        match self.store().merge_entities(gone, kept, self.now())? {
            Placed::Missing => return Err(missing(gone).into()),
            Placed::Taken => return Err(one().into()),
            _ => self.known_changed()?,
        }
        Ok(kept.clone())
    }

    /// Has an entity that was merged into another count as itself again.
    ///
    /// # Errors
    /// `Thing` when it does, and whatever the store says.
    pub fn split_entity(&self, gone: &str) -> Result<(), LibraryError> {
        if self.store().split_entity(gone)? == Placed::Missing {
            return Err(ThingError::AsItWas { kind: ThingKind::Entity, id: gone.to_owned() }.into());
        }
        self.known_changed()
    }

    /// Takes some of an entity's other names out of it, and makes an entity of its own of them, in one step. The first is what
    /// it is called; its kind is that of the first.
    ///
    /// # Errors
    /// `Thing` when there is no such entity or it has no such name, and whatever the store says.
    pub fn take_out(&self, id: &str, names: &[String]) -> Result<OneThing, LibraryError> {
        let known = self.knowing().take_up()?;
        let (stored, version) = self
            .store()
            .thing(ThingKind::Entity, id)?
            .ok_or_else(|| ThingError::Missing { kind: ThingKind::Entity, id: id.to_owned() })?;
        let Thing::Entity(from) = stored.thing else {
            return Err(ThingError::Missing { kind: ThingKind::Entity, id: id.to_owned() }.into());
        };
        let (own, left) = parted(&from, names)?;
        let rest = Thing::Entity(Entity { aliases: left, ..from.clone() });
        let made = self.fitting_free(ThingKind::Entity, named(&own, &from), &known)?;
        let made_id = made.id().to_owned();
        let both = [(rest, Expected::Version(version)), (made, Expected::Nothing)];
        placed(ThingKind::Entity, &made_id, self.store().put_things(&both, self.now())?)?;
        self.known_changed()?;
        self.one_thing(ThingKind::Entity, &made_id)
    }
}

/// The aliases of these names, in the order of the names, and the others.
fn parted(from: &Entity, names: &[String]) -> Result<(Vec<Alias>, Vec<Alias>), ThingError> {
    if names.is_empty() {
        return Err(Fault::of("aliases", Fault::Missing));
    }
    let mut own = Vec::new();
    for name in names {
        let alias = from.aliases.iter().find(|alias| alias.text == *name);
        own.push(alias.cloned().ok_or_else(|| Fault::of("aliases", Fault::NoName(name.clone())))?);
    }
    let left = from.aliases.iter().filter(|alias| !names.contains(&alias.text)).cloned().collect();
    Ok((own, left))
}

/// An entity that is called as these say.
fn named(names: &[Alias], like: &Entity) -> Map<String, Value> {
    let mut value = Map::new();
    let (first, others) =
        names.split_first().map_or(("", &[][..]), |(first, others)| (first.text.as_str(), others));
    value.insert("kind".to_owned(), json!(like.kind));
    value.insert("names".to_owned(), json!(first));
    value.insert("aliases".to_owned(), json!(others));
    value
}
