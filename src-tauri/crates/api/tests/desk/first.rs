//! What a person who opens the program for the first time gets first.

use crate::{open, search};
use zhimai_api::*;

/// Which hits are the first.
const FIRST: usize = 5;

#[test]
fn who_types_something_gets_something_good() {
    let desk = open(Content::AsIs);
    let lines =
        include_str!("../first_hits.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let mut missing = Vec::new();
    for line in lines {
        let (query, expect) = line.split_once(" | ").unwrap();
        let answer = search(&desk.library, query);
        let card = answer.card.map_or("-".to_owned(), |card| card.address);
        let first: Vec<String> = answer
            .hits
            .into_iter()
            .take(FIRST)
            .flat_map(|hit| {
                std::iter::once(hit.address).chain(hit.beside.into_iter().map(|other| other.address))
            })
            .collect();
        let mut expect = expect.split(' ').map(|place| match place {
            "-" => place.to_owned(),
            place => format!("zhimai://{place}"),
        });
        let wanted_card = expect.next().unwrap();
        let absent: Vec<String> = expect.filter(|address| !first.contains(address)).collect();
        if card != wanted_card || !absent.is_empty() {
            missing.push(format!("{query}: card {card}, for {wanted_card}; no {absent:?} in {first:?}"));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}
