//! Entities that the person merged: what one is called is called the other, and whatever names one names the other.
//!
//! Nothing that is kept is changed by it, so that taking a merge back leaves no trace.

use std::collections::HashMap;
use zhimai_model::{Alias, AliasKind, Entity, Event, Term};

/// Entities that count as another one: the identifier of each, and of the one that it counts as.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged(HashMap<String, String>);

impl Merged {
    /// Of the merges, each an entity and the one that it was merged into, those that can be: both are there, and one does not
    /// come back to itself.
    pub fn of(merges: &[(String, String)], entities: &[Entity]) -> Self {
        let there: HashMap<&str, ()> = entities.iter().map(|entity| (entity.id.as_str(), ())).collect();
        let is_there = |id: &str| there.contains_key(id);
        let usable = merges.iter().filter(|(gone, kept)| is_there(gone) && is_there(kept));
        let steps: HashMap<&str, &str> = usable.map(|(gone, kept)| (gone.as_str(), kept.as_str())).collect();
        let ends = steps.keys().filter_map(|gone| Some(((*gone).to_owned(), end(&steps, gone)?.to_owned())));
        Self(ends.collect())
    }

    /// The entity that one counts as; itself where it was not merged.
    pub fn kept<'a>(&'a self, id: &'a str) -> &'a str {
        self.0.get(id).map_or(id, String::as_str)
    }

    /// The entities that were merged into one, by identifier.
    pub fn into_one(&self, kept: &str) -> Vec<&str> {
        let gone = self.0.iter().filter(|(_, to)| *to == kept).map(|(gone, _)| gone.as_str());
        let mut gone: Vec<_> = gone.collect();
        gone.sort_unstable();
        gone
    }

    /// Each entity that counts as another one, with that.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(gone, kept)| (gone.as_str(), kept.as_str()))
    }

    /// Folds lists: the merged go into those that they count as, and whatever names them names these.
    pub fn fold(&self, entities: &mut Vec<Entity>, events: &mut [Event], terms: &mut [Term]) {
        if self.0.is_empty() {
            return;
        }
        self.fold_entities(entities);
        let follow = |id: &mut String| {
            if let Some(kept) = self.0.get(id) {
                id.clone_from(kept);
            }
        };
        for event in events {
            event.participants.iter_mut().for_each(follow);
            once(&mut event.participants);
            let sides = event.claims.iter_mut().flat_map(|claim| [&mut claim.from, &mut claim.to]);
            sides.flatten().for_each(follow);
        }
        terms.iter_mut().filter_map(|term| term.entity.as_mut()).for_each(follow);
    }

    fn fold_entities(&self, entities: &mut Vec<Entity>) {
        let (gone, mut kept): (Vec<_>, Vec<_>) =
            std::mem::take(entities).into_iter().partition(|entity| self.0.contains_key(&entity.id));
        let at: HashMap<String, usize> = kept.iter().enumerate().map(|(at, e)| (e.id.clone(), at)).collect();
        for entity in gone {
            let place = self.0.get(&entity.id).and_then(|kept| at.get(kept));
            if let Some(into) = place.and_then(|at| kept.get_mut(*at)) {
                take_in(into, entity);
            }
        }
        for entity in &mut kept {
            for relation in &mut entity.relations {
                if let Some(target) = self.0.get(&relation.target) {
                    relation.target.clone_from(target);
                    // A tie between two that are one now is none.
                    if *target == entity.id {
                        relation.kind.clear();
                    }
                }
            }
            entity.relations.retain(|relation| !relation.kind.is_empty());
            once(&mut entity.relations);
        }
        *entities = kept;
    }
}

/// Where steps lead from here; nothing when they go round.
fn end<'a>(steps: &HashMap<&'a str, &'a str>, from: &'a str) -> Option<&'a str> {
    let mut at = from;
    for _ in 0..=steps.len() {
        match steps.get(at) {
            Some(next) => at = next,
            None => return Some(at),
        }
    }
    None
}

/// Puts what is known of one entity to what is known of another: names, ties, and what the other does not say of itself.
fn take_in(into: &mut Entity, other: Entity) {
    let names = other.names;
    let names = [names.en, names.zh_tw, names.zh_hk, names.zh_cn];
    let names = names.into_iter().map(|text| Alias { text, kind: AliasKind::Alias });
    for alias in names.chain(other.aliases) {
        let own = &into.names;
        let is_own = [&own.en, &own.zh_tw, &own.zh_hk, &own.zh_cn].contains(&&alias.text);
        if !is_own && !into.aliases.iter().any(|known| known.text == alias.text) {
            into.aliases.push(alias);
        }
    }
    let id = into.id.clone();
    into.relations.extend(other.relations.into_iter().filter(|relation| relation.target != id));
    into.relations.retain(|relation| relation.target != other.id);
    if into.description.zh.is_empty() && into.description.en.is_empty() {
        into.description = other.description;
    }
    into.ticker = into.ticker.take().or(other.ticker);
    into.founded = into.founded.or(other.founded);
    into.headquarters = into.headquarters.take().or(other.headquarters);
    into.released = into.released.take().or(other.released);
    into.note = into.note.take().or(other.note);
}

/// Leaves each but once, where it stands first.
fn once<T: PartialEq>(list: &mut Vec<T>) {
    let mut at = 0;
    while at < list.len() {
        let (before, rest) = list.split_at(at);
        if rest.first().is_some_and(|one| before.contains(one)) {
            list.remove(at);
        } else {
            at += 1;
        }
    }
}
