//! What is known of the world: entities, events, claims, conflicts, terms and regional words, a row for each.
//!
//! Two tables, which never write over each other: `known` has what collections bring, and `own` what the person added, changed
//! or took away. A row of the person's goes before one of a collection with the same identifier, so that a collection is put in
//! anew without touching it, and what the collection has comes back when the person's row is taken away.
//!
//! A third, `merged`, says which entities count as another one; no row is changed by it.
//!
//! Whatever changes is told by the changes of the store ([`crate::Change`]), and the names that this concerns are written down in
//! the same transaction (`stale`): who keeps something that was made by names finds there what to make anew.

mod changed;
mod collection;
mod family;
mod merged;
mod own;
mod read;
mod spread;
mod stale;
mod thing;

pub use collection::ReplacedKnowledge;
pub use own::{Expected, Placed};
pub(crate) use own::{forget_thing, put_all};
pub use read::{ChangedKnowledge, DamagedThing, StoredKnowledge, StoredThing, Whose};
pub use stale::StaleDocument;
pub use thing::{Thing, ThingKind};

use changed::touch;
use read::Effective;
use rusqlite::Transaction;
pub(crate) use stale::note_document;

/// Writes down that a thing is another one now, when it is: in the changes, and for its names.
/// Gives whether it is.
fn note_change(
    transaction: &Transaction,
    (kind, id): (ThingKind, &str),
    before: Option<&Effective>,
    after: Option<&Effective>,
    names: bool,
) -> rusqlite::Result<bool> {
    if before == after {
        return Ok(false);
    }
    let things = [before, after].map(|effective| effective.map(|effective| &effective.thing));
    touch(transaction, kind, id)?;
    for event in events_of(&things) {
        touch(transaction, ThingKind::Event, &event)?;
    }
    if names {
        stale::note_names(transaction, (kind, id), things)?;
        spread::note_change(transaction, (kind, id), things)?;
    }
    Ok(true)
}

/// The events that a claim or conflict is a part of; the page and the document of an event are made of them too.
fn events_of(things: &[Option<&Thing>]) -> std::collections::BTreeSet<String> {
    things
        .iter()
        .flatten()
        .flat_map(|thing| match thing {
            Thing::Claim(claim) => vec![claim.id.as_str()],
            Thing::Conflict(conflict) => conflict.claims.iter().map(String::as_str).collect(),
            _ => Vec::new(),
        })
        .filter_map(|claim| thing::event_of(claim).map(str::to_owned))
        .collect()
}
