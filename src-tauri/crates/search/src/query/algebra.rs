//! The same query with as few groups as possible: what stands in parentheses is put beside the rest wherever that means the
//! same, so that plain words stay plain words.

use super::bounds;
use super::field_name::FieldName;
use super::syntax::{Item, Part};

/// The parts of a query or group, simplified.
pub(super) fn simplified(parts: Vec<Part>) -> Vec<Part> {
    let mut all = Vec::new();
    for part in parts {
        let any: Vec<Item> = part.any.into_iter().flat_map(alternatives).collect();
        match <[Item; 1]>::try_from(any) {
            Ok([Item::Group(inner)]) => unwrap(part.not, part.must, inner, &mut all),
            Ok(any) => all.push(Part { any: any.into(), ..part }),
            Err(any) => all.push(Part { any, ..part }),
        }
    }
    let mut out: Vec<Part> = Vec::new();
    for part in all {
        if let [Item::Words(words)] = part.any.as_slice()
            && !part.not
            && !part.must
            && let Some(before) = out.last_mut().and_then(plain_words)
        {
            before.push(' ');
            before.push_str(words);
            continue;
        }
        // Saying it twice asks for no more.
        if !out.contains(&part) && !joins_a_bound(&mut out, &part) {
            out.push(part);
        }
    }
    out
}

/// The items that an item is the choice of.
fn alternatives(item: Item) -> Vec<Item> {
    match item {
        Item::Group(parts) => {
            let mut parts = simplified(parts);
            match parts.as_mut_slice() {
                [Part { not: false, any, .. }] => std::mem::take(any),
                _ => vec![Item::Group(parts)],
            }
        }
        Item::Near(one, within, other) => {
            let side = |item: Item| {
                let mut any = alternatives(item);
                match any.len() {
                    1 => any.remove(0),
                    _ => Item::Group(vec![Part { not: false, must: false, any }]),
                }
            };
            vec![Item::Near(Box::new(side(*one)), within, Box::new(side(*other)))]
        }
        other => vec![other],
    }
}

/// Puts the parts of a group in its place.
fn unwrap(not: bool, must: bool, inner: Vec<Part>, out: &mut Vec<Part>) {
    if !not {
        out.extend(inner.into_iter().map(|part| Part { must: part.must || must && !part.not, ..part }));
        return;
    }
    let whole = match <[Part; 1]>::try_from(inner) {
        // Without what is without it: with it.
        Ok([part]) if part.not => return out.push(Part { not: false, must: true, ..part }),
        Ok(part) => Vec::from(part),
        Err(inner) => inner,
    };
    if whole.iter().all(|part| !part.must && !part.not) {
        // `-(a "b")` leaves out both, as `-a -"b"` does.
        out.extend(whole.into_iter().map(|part| Part { not: true, ..part }));
    } else {
        out.push(Part { not: true, must: false, any: vec![Item::Group(whole)] });
    }
}

/// The words of a part that is nothing but plain words.
fn plain_words(part: &mut Part) -> Option<&mut String> {
    match part {
        Part { not: false, must: false, any } => match any.as_mut_slice() {
            [Item::Words(words)] => Some(words),
            _ => None,
        },
        _ => None,
    }
}

/// `amount:>10B amount:<50B` asks for one sum between the two, not for two sums.
fn joins_a_bound(out: &mut [Part], part: &Part) -> bool {
    let Some((field, value)) = bound(part) else { return false };
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

fn bound(part: &Part) -> Option<(FieldName, &str)> {
    match part.any.as_slice() {
        [Item::Field(field @ (FieldName::Amount | FieldName::Date), value)] if !part.not => {
            Some((*field, value))
        }
        _ => None,
    }
}
