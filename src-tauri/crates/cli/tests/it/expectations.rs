//! What a person expects of search, from the list that the window is held to as well.

use crate::Dir;
use serde::Deserialize;

/// Queries that find the same thing among the first twenty hits over the bundled collection.
#[derive(Deserialize)]
struct Expectation {
    what: String,
    queries: Vec<String>,
    finds: String,
    /// It is the first hit.
    #[serde(default)]
    first: bool,
    /// Something in the query was read in another way, and that is told.
    #[serde(default)]
    told: bool,
}

#[test]
fn what_a_person_expects() {
    let list: Vec<Expectation> =
        serde_json::from_str(include_str!("../../../../../tests/expectations.json")).unwrap();
    let dir = Dir::bundled();
    for Expectation { what, queries, finds, first, told } in list {
        for query in queries {
            let answer = dir.json(&["search", &query, "--limit", "20"]);
            let hits = answer["hits"].as_array().unwrap();
            let looked_at = if first { 1 } else { hits.len() };
            assert!(
                hits.iter().take(looked_at).any(|hit| hit["address"] == finds.as_str()),
                "{what}: {query} finds {finds}: {hits:#?}"
            );
            assert_eq!(!answer["notices"].as_array().unwrap().is_empty(), told, "{what}: {query}");
        }
    }
}
