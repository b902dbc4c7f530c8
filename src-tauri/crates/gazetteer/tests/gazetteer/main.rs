//! Names in texts: of a few made-up groups, and of the bundled collection.

#![allow(clippy::unwrap_used, clippy::expect_used)] // helpers of tests fail by panicking
#![allow(clippy::print_stdout)] // the sample prints its figures

mod bundled;
mod cases;
mod regions;
mod sample;
mod spellings;
mod typed;

use zhimai_gazetteer::{Form, FormKind, Gazetteer, Group, GroupKind};
use zhimai_model::EntityKind;

const COMPANY: GroupKind = GroupKind::Entity(EntityKind::Company);
const PERSON: GroupKind = GroupKind::Entity(EntityKind::Person);
const MODEL: GroupKind = GroupKind::Entity(EntityKind::Model);

/// A group of names. What begins with `!` is a wrong spelling, with `~` a nickname, with `$` a ticker, with `+` an alias.
fn group(id: &str, kind: GroupKind, forms: &[&str]) -> Group {
    let form = |text: &&str| match text.split_at(text.chars().next().map_or(0, char::len_utf8)) {
        ("!", wrong) => Form::new(wrong, FormKind::Misspelling),
        ("~", name) => Form::new(name, FormKind::Nickname),
        ("$", name) => Form::new(name, FormKind::Ticker),
        ("+", name) => Form::new(name, FormKind::Alias),
        _ => Form::new(text, FormKind::Name),
    };
    Group::new(id, kind, forms.iter().map(form).collect())
}

fn tied(mut group: Group, ties: &[&str]) -> Group {
    group.ties = ties.iter().map(|id| (*id).to_owned()).collect();
    group
}

/// What running text names: `id:words`, in order.
fn found(names: &Gazetteer, text: &str) -> Vec<String> {
    let named = |found: zhimai_gazetteer::Found| {
        let words = zhimai_text::offset::slice(text, found.start, found.end);
        format!("{}:{words}", names.group(found.group).unwrap().id)
    };
    names.find(text).into_iter().map(named).collect()
}
