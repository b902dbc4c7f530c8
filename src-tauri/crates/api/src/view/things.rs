//! What is known, thing by thing, as it is kept.

use super::Desk;
use crate::wire::*;
use crate::words;
use serde_json::Value;
use zhimai_library::{Expected, LibraryError, OneThing, ThingKind, Whose};
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
        let own = self.known.own().into_iter().map(|(kind, id, whose)| (kind, id, ownership(whose)));
        let all = own.chain(removed.into_iter().map(|(kind, id)| (kind, id, Ownership::Removed)));
        Ok(all
            .filter_map(|(kind, id, whose)| Some(OwnThing { kind: known_kind(kind)?, id, whose }))
            .collect())
    }

    fn shown(&self, kind: KnownKind, thing: Result<OneThing, LibraryError>) -> Result<ThingView, WireError> {
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
