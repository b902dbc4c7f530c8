//! What the person adds to what is known, changes, takes away and puts back, while the library is open.
//!
//! A thing comes and goes as the JSON of a collection's files. What is left out is filled in (`fill`), what does not fit is told
//! with its field (`check`), and what was done counts for whoever asks next; the index follows.

mod check;
mod fill;
mod merging;

use crate::error::LibraryError;
use crate::fault::{Fault, ThingError};
use crate::known::Known;
use crate::library::Library;
use serde_json::{Map, Value};
use zhimai_knowledge::Knowledge;
use zhimai_store::{Expected, Placed, Thing, ThingKind, Whose};

/// A thing as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct OneThing {
    /// What it is.
    pub kind: ThingKind,
    /// Its identifier.
    pub id: String,
    /// Whose it is.
    pub whose: Whose,
    /// The number of its last change.
    pub version: i64,
    /// The thing, in the words of a collection's files. An event has no claims in it.
    pub value: Value,
}

/// A thing to put in.
#[derive(Clone, Debug, PartialEq)]
pub struct PutThing {
    /// What it is.
    pub kind: ThingKind,
    /// The thing, as in [`OneThing`]. What is left out is filled in; one that is new may do without an identifier, and a claim
    /// with the identifier of its `event` instead.
    pub value: Map<String, Value>,
    /// What is to be there already.
    pub expected: Expected,
}

impl Library {
    /// One thing as it is kept.
    ///
    /// # Errors
    /// `Thing` when there is none, and whatever the store says.
    pub fn one_thing(&self, kind: ThingKind, id: &str) -> Result<OneThing, LibraryError> {
        let missing = || ThingError::Missing { kind, id: id.to_owned() };
        let (stored, version) = self.store().thing(kind, id)?.ok_or_else(missing)?;
        let value = stored.thing.to_json().map_err(|e| Fault::of("", Fault::Shape(e.to_string())))?;
        Ok(OneThing { kind, id: id.to_owned(), whose: stored.whose, version, value })
    }

    /// Puts a thing of the person's in: a new one, or one that goes before what was there.
    ///
    /// # Errors
    /// `Thing` when it does not fit, when what is there is not what was expected, and whatever the store says.
    pub fn put_thing(&self, put: PutThing) -> Result<OneThing, LibraryError> {
        let known = self.knowing().take_up()?;
        let (kind, expected) = (put.kind, put.expected);
        let thing = self.fitting(put, &known.knowledge)?;
        let id = thing.id().to_owned();
        placed(kind, &id, self.store().put_thing(&thing, expected, self.now())?)?;
        self.known_changed()?;
        self.one_thing(kind, &id)
    }

    /// The thing that is to be put in, filled in and checked.
    fn fitting(&self, put: PutThing, known: &Knowledge) -> Result<Thing, LibraryError> {
        let PutThing { kind, value, expected } = put;
        let thing = fill::filled(kind, value, known, expected == Expected::Nothing)?;
        check::check(&thing, known, None)?;
        Ok(thing)
    }

    /// A new thing, filled in and checked. `along` is the identifier of an event that is put in with it.
    pub(crate) fn fitting_with(
        &self,
        kind: ThingKind,
        value: Map<String, Value>,
        known: &Known,
        along: Option<&str>,
    ) -> Result<Thing, LibraryError> {
        let thing = fill::filled(kind, value, &known.knowledge, true)?;
        check::check(&thing, &known.knowledge, along)?;
        Ok(thing)
    }

    /// A new thing, filled in and checked, under an identifier that is made of its name and that nothing else has.
    pub(crate) fn fitting_free(
        &self,
        kind: ThingKind,
        mut value: Map<String, Value>,
        known: &Known,
    ) -> Result<Thing, LibraryError> {
        let mut made = self.fitting_with(kind, value.clone(), known, None)?;
        let first = made.id().to_owned();
        let mut nth = 1_u32;
        while known.whose(kind, made.id()).is_some() {
            nth = nth.saturating_add(1);
            value.insert("id".to_owned(), Value::from(format!("{first}-{nth}")));
            made = self.fitting_with(kind, value.clone(), known, None)?;
        }
        Ok(made)
    }

    /// Takes a thing away. It comes back by [`Library::revert_thing`]; the claims of an event come and go with it.
    ///
    /// # Errors
    /// `Thing` when there is none, or when others name it, and whatever the store says.
    pub fn remove_thing(&self, kind: ThingKind, id: &str) -> Result<(), LibraryError> {
        let known = self.knowing().take_up()?;
        check::apart(kind, id, &known.knowledge)?;
        let by = check::named_by(kind, id, &known.knowledge);
        if !by.is_empty() {
            return Err(ThingError::Named { kind, id: id.to_owned(), by }.into());
        }
        if self.store().remove_thing(kind, id, self.now())? == Placed::Missing {
            return Err(ThingError::Missing { kind, id: id.to_owned() }.into());
        }
        self.known_changed()
    }

    /// Puts back what the person took away, and what a collection has in place of what the person made of it.
    ///
    /// # Errors
    /// `Thing` when there is none, or nothing to put back, and whatever the store says.
    pub fn revert_thing(&self, kind: ThingKind, id: &str) -> Result<OneThing, LibraryError> {
        match self.store().revert_thing(kind, id)? {
            Placed::Done(_) => self.known_changed()?,
            Placed::Missing => return Err(ThingError::Missing { kind, id: id.to_owned() }.into()),
            _ => return Err(ThingError::AsItWas { kind, id: id.to_owned() }.into()),
        }
        self.one_thing(kind, id)
    }

    /// What the person took away: kinds and identifiers, and each as it was where that can be read; the last first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn removed_things(&self) -> Result<Vec<(ThingKind, String, Option<Thing>)>, LibraryError> {
        Ok(self.store().removed_things()?)
    }

    /// Has what is known now answer whoever asks next, and the index follow.
    pub(crate) fn known_changed(&self) -> Result<(), LibraryError> {
        self.knowing().take_up()?;
        self.indexer().store_changed();
        Ok(())
    }
}

/// What became of a thing that was to be put in.
pub(crate) fn placed(kind: ThingKind, id: &str, placed: Placed) -> Result<(), ThingError> {
    let id = id.to_owned();
    match placed {
        Placed::Done(_) | Placed::AsItWas => Ok(()),
        Placed::Taken => Err(ThingError::Taken { kind, id }),
        Placed::Moved(_) => Err(ThingError::Moved { kind, id }),
        Placed::Missing => Err(ThingError::Missing { kind, id }),
    }
}
