//! Counts to narrow by, from the columns of the index.

use crate::bits::Bits;
use crate::date::year_and_month;
use crate::document::Kind;
use crate::request::Facets;
use crate::{Answer, SearchError};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use tantivy::SegmentReader;

/// At most so many values of each facet.
const MOST: usize = 100;

/// Counts over several segments.
#[derive(Default)]
pub(crate) struct Counts {
    kinds: HashMap<String, u32>,
    entities: HashMap<String, u32>,
    sources: HashMap<String, u32>,
    languages: HashMap<String, u32>,
    days: HashMap<i64, u32>,
}

impl Counts {
    pub(crate) fn add(&mut self, segment: &SegmentReader, documents: &Bits) -> Result<(), SearchError> {
        count(segment, "kind", documents, &mut self.kinds)?;
        count(segment, "entities", documents, &mut self.entities)?;
        count(segment, "source", documents, &mut self.sources)?;
        count(segment, "language", documents, &mut self.languages)?;
        let first = segment.fast_fields().i64("first")?;
        for doc in documents.iter() {
            if let Some(day) = first.first(doc) {
                *self.days.entry(day).or_insert(0) += 1;
            }
        }
        Ok(())
    }

    pub(crate) fn into_answer(self, answer: &mut Answer) {
        let kinds =
            sorted(self.kinds).into_iter().filter_map(|(kind, count)| Some((Kind::from_name(&kind)?, count)));
        answer.facets = Facets {
            kinds: kinds.collect(),
            entities: sorted(self.entities),
            sources: sorted(self.sources),
            languages: sorted(self.languages),
        };
        let mut months = BTreeMap::new();
        for (day, count) in self.days {
            if let Some(month) = i32::try_from(day).ok().and_then(year_and_month) {
                *months.entry(month).or_insert(0) += count;
            }
        }
        answer.histogram = months.into_iter().collect();
    }
}

fn count(
    segment: &SegmentReader,
    field: &str,
    documents: &Bits,
    counts: &mut HashMap<String, u32>,
) -> Result<(), SearchError> {
    let Some(column) = segment.fast_fields().str(field)? else { return Ok(()) };
    let mut by_number = vec![0_u32; column.num_terms()];
    for doc in documents.iter() {
        for number in column.term_ords(doc) {
            by_number.get_mut(number as usize).into_iter().for_each(|count| *count += 1);
        }
    }
    let mut value = String::new();
    for (number, count) in (0_u64..).zip(by_number).filter(|(_, count)| *count > 0) {
        value.clear();
        if column.ord_to_str(number, &mut value)? {
            *counts.entry(value.clone()).or_insert(0) += count;
        }
    }
    Ok(())
}

fn sorted(counts: HashMap<String, u32>) -> Vec<(String, u32)> {
    let mut out: Vec<(String, u32)> = counts.into_iter().collect();
    out.sort_by(|a, b| (Reverse(a.1), &a.0).cmp(&(Reverse(b.1), &b.0)));
    out.truncate(MOST);
    out
}
