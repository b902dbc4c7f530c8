//! What is known, thing by thing, as it is kept.

use super::Desk;
use crate::wire::*;
use crate::words;
use serde_json::Value;
use zhimai_library::{Expected, LibraryError, OneThing, Thing, ThingKind, Whose};
use zhimai_model::Address;

pub(crate) fn kind_of(kind: KnownKind) -> ThingKind {
    match kind {
        KnownKind::Entity => ThingKind::Entity,
        KnownKind::Event => ThingKind::Event,
        KnownKind::Claim => ThingKind::Claim,
        KnownKind::Conflict => ThingKind::Conflict,
        KnownKind::Term => ThingKind::Term,
    }
}

/// Words of regions come with collections alone.
fn known_kind(kind: ThingKind) -> Option<KnownKind> {
    Some(match kind {
        ThingKind::Entity => KnownKind::Entity,
        ThingKind::Event => KnownKind::Event,
        ThingKind::Claim => KnownKind::Claim,
        ThingKind::Conflict => KnownKind::Conflict,
        ThingKind::Term => KnownKind::Term,
        ThingKind::Region => return None,
    })
}

/// The address of the page that a thing is on; empty where there is none.
pub(crate) fn page(kind: ThingKind, id: &str) -> String {
    let (kind, id) = match (kind, id.rsplit_once('#')) {
        (ThingKind::Claim, Some((event, _))) => ("event", event),
        _ => (kind.name(), id),
    };
    Address::from_parts(kind, id).map(|address| address.to_string()).unwrap_or_default()
}

impl Desk<'_> {
    pub(crate) fn thing(&self, request: &ThingRequest) -> Result<ThingView, WireError> {
        self.shown(request.kind, self.library.one_thing(kind_of(request.kind), &request.id))
    }

    pub(crate) fn put_thing(&self, request: PutThing) -> Result<ThingView, WireError> {
        let PutThing { kind, value, new, version } = request;
        let expected = match (new, version) {
            (true, _) => Expected::Nothing,
            (false, Some(version)) => Expected::Version(version),
            (false, None) => Expected::Something,
        };
        let put = zhimai_library::PutThing { kind: kind_of(kind), value, expected };
        self.shown(kind, self.library.put_thing(put))
    }

    pub(crate) fn remove_thing(&self, request: &ThingRequest) -> Result<Nothing, WireError> {
        let removed = self.library.remove_thing(kind_of(request.kind), &request.id);
        removed.map(|()| Nothing {}).map_err(|e| words::library_error(self.lang, &e))
    }

    pub(crate) fn revert_thing(&self, request: &ThingRequest) -> Result<ThingView, WireError> {
        self.shown(request.kind, self.library.revert_thing(kind_of(request.kind), &request.id))
    }

    pub(crate) fn own_things(&self) -> Result<Vec<OwnThing>, WireError> {
        let removed = self.library.removed_things().map_err(|e| words::library_error(self.lang, &e))?;
        let own = self.known.own().into_iter().map(|(kind, id, whose)| {
            let label = self.label_of(kind, &id);
            (kind, id, ownership(whose), label)
        });
        let removed = removed.into_iter().map(|(kind, id, thing)| {
            let label = thing.map(|thing| self.label(&thing));
            (kind, id, Ownership::Removed, label)
        });
        let all = own.chain(removed).filter_map(|(kind, id, whose, label)| {
            let address = page(kind, &id);
            let label = label.filter(|label| !label.trim().is_empty()).unwrap_or_else(|| id.clone());
            Some(OwnThing { kind: known_kind(kind)?, id, whose, label, address })
        });
        Ok(all.collect())
    }

    /// What a thing that is known is called, or says.
    fn label_of(&self, kind: ThingKind, id: &str) -> Option<String> {
        let knowledge = self.knowledge();
        match kind {
            ThingKind::Entity => {
                self.entity(id).filter(|entity| entity.id == id).map(|e| self.entity_name(e))
            }
            ThingKind::Event => knowledge.event(id).map(|event| self.text(&event.title)),
            ThingKind::Claim => knowledge.claim(id).map(|(_, claim)| self.text(&claim.text)),
            ThingKind::Conflict => {
                let conflict = knowledge.conflicts().iter().find(|conflict| conflict.id == id);
                conflict.map(|conflict| self.text(&conflict.topic))
            }
            ThingKind::Term => self.term_link(id).map(|link| link.label),
            ThingKind::Region => None,
        }
    }

    fn label(&self, thing: &Thing) -> String {
        match thing {
            Thing::Entity(entity) => self.entity_name(entity),
            Thing::Event(event) => self.text(&event.title),
            Thing::Claim(claim) => self.text(&claim.text),
            Thing::Conflict(conflict) => self.text(&conflict.topic),
            Thing::Term(term) => term.zh.clone(),
            Thing::Region(words) => words.join(" "),
        }
    }

    pub(crate) fn merge_entities(&self, request: &MergeEntities) -> Result<String, WireError> {
        let merged = self.library.merge_entities(&request.gone, &request.kept);
        merged.map_err(|e| words::library_error(self.lang, &e))
    }

    pub(crate) fn split_entity(&self, request: &IdRequest) -> Result<(), WireError> {
        self.library.split_entity(&request.id).map_err(|e| words::library_error(self.lang, &e))
    }

    pub(crate) fn take_out_names(&self, request: &TakeOutNames) -> Result<ThingView, WireError> {
        self.shown(KnownKind::Entity, self.library.take_out(&request.id, &request.names))
    }

    pub(crate) fn merged_entities(&self) -> Vec<MergedEntity> {
        let mut all: Vec<_> = self
            .knowledge()
            .merged()
            .iter()
            .filter_map(|(gone, kept)| {
                let stored = self.library.store().thing(ThingKind::Entity, gone).ok().flatten();
                let name = stored.map_or_else(|| gone.to_owned(), |(stored, _)| self.label(&stored.thing));
                Some(MergedEntity { id: gone.to_owned(), name, kept: self.entity_link(kept)? })
            })
            .collect();
        all.sort_by(|a, b| a.id.cmp(&b.id));
        all
    }

    pub(crate) fn shown(
        &self,
        kind: KnownKind,
        thing: Result<OneThing, LibraryError>,
    ) -> Result<ThingView, WireError> {
        let thing = thing.map_err(|e| words::library_error(self.lang, &e))?;
        let value = match thing.value {
            Value::Object(value) => value,
            _ => Default::default(),
        };
        let address = page(thing.kind, &thing.id);
        Ok(ThingView {
            kind,
            id: thing.id,
            address,
            whose: ownership(thing.whose),
            version: thing.version,
            value,
        })
    }
}

fn ownership(whose: Whose) -> Ownership {
    match whose {
        Whose::Collection => Ownership::Collection,
        Whose::Changed => Ownership::Changed,
        Whose::Person => Ownership::Person,
    }
}
