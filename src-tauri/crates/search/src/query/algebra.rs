//! The same query with as few groups as possible: what stands in parentheses is put beside the rest wherever that means the
//! same, so that plain words stay plain words.

use super::bounds;
use super::field_name::FieldName;
use super::syntax::{Clause, Item};

/// The clauses of a query or group, simplified.
pub(super) fn simplified(clauses: Vec<Clause>) -> Vec<Clause> {
    let mut all = Vec::new();
    for clause in clauses {
        let any: Vec<Item> = clause.any.into_iter().flat_map(alternatives).collect();
        match <[Item; 1]>::try_from(any) {
            Ok([Item::Group(inner)]) => unwrap(clause.not, clause.must, inner, &mut all),
            Ok(any) => all.push(Clause { any: any.into(), ..clause }),
            Err(any) => all.push(Clause { any, ..clause }),
        }
    }
    let mut out: Vec<Clause> = Vec::new();
    for clause in all {
        if let [Item::Words(words)] = clause.any.as_slice()
            && !clause.not
            && !clause.must
            && let Some(before) = out.last_mut().and_then(plain_words)
        {
            before.push(' ');
            before.push_str(words);
            continue;
        }
        // Saying it twice asks for no more.
        if !out.contains(&clause) && !joins_a_bound(&mut out, &clause) {
            out.push(clause);
        }
    }
    out
}

/// The items that an item is the choice of.
fn alternatives(item: Item) -> Vec<Item> {
    match item {
        Item::Group(clauses) => {
            let mut clauses = simplified(clauses);
            match clauses.as_mut_slice() {
                [Clause { not: false, any, .. }] => std::mem::take(any),
                _ => vec![Item::Group(clauses)],
            }
        }
        Item::Near(one, within, other) => {
            let side = |item: Item| {
                let mut any = alternatives(item);
                match any.len() {
                    1 => any.remove(0),
                    _ => Item::Group(vec![Clause { not: false, must: false, any }]),
                }
            };
            vec![Item::Near(Box::new(side(*one)), within, Box::new(side(*other)))]
        }
        other => vec![other],
    }
}

/// Puts the clauses of a group in its place.
fn unwrap(not: bool, must: bool, inner: Vec<Clause>, out: &mut Vec<Clause>) {
    if !not {
        out.extend(
            inner.into_iter().map(|clause| Clause { must: clause.must || must && !clause.not, ..clause }),
        );
        return;
    }
    let whole = match <[Clause; 1]>::try_from(inner) {
        // Without what is without it: with it.
        Ok([clause]) if clause.not => return out.push(Clause { not: false, must: true, ..clause }),
        Ok(clause) => Vec::from(clause),
        Err(inner) => inner,
    };
    if whole.iter().all(|clause| !clause.must && !clause.not) {
        // `-(a "b")` leaves out both, as `-a -"b"` does.
        out.extend(whole.into_iter().map(|clause| Clause { not: true, ..clause }));
    } else {
        out.push(Clause { not: true, must: false, any: vec![Item::Group(whole)] });
    }
}

/// The words of a clause that is nothing but plain words.
fn plain_words(clause: &mut Clause) -> Option<&mut String> {
    match clause {
        Clause { not: false, must: false, any } => match any.as_mut_slice() {
            [Item::Words(words)] => Some(words),
            _ => None,
        },
        _ => None,
    }
}

/// `amount:>10B amount:<50B` asks for one sum between the two, not for two sums.
fn joins_a_bound(out: &mut [Clause], clause: &Clause) -> bool {
    let Some((field, value)) = bound(clause) else { return false };
    let Some(side) = bounds::side(field, value) else { return false };
    for before in out {
        let other = bound(before)
            .filter(|(name, _)| *name == field)
            .and_then(|(_, value)| bounds::side(field, value));
        if other.is_some_and(|other| other != side)
            && let [Item::Field(_, text)] = before.any.as_mut_slice()
        {
            let both = format!("{text} {value}");
            if bounds::is_value(field, &both) {
                *text = both;
                return true;
            }
        }
    }
    false
}

fn bound(clause: &Clause) -> Option<(FieldName, &str)> {
    match clause.any.as_slice() {
        [Item::Field(field @ (FieldName::Amount | FieldName::Date), value)] if !clause.not => {
            Some((*field, value))
        }
        _ => None,
    }
}
