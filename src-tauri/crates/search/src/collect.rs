//! Counts to narrow by.
//!
//! They are counted over everything that matches, which for a common word is most of the library. So what a document
//! counts for is kept unpacked in memory: a number per document and facet, and a number means the same in every
//! segment. Four bytes each, and four more for each entity of a document. Where more than half of a segment matches,
//! what does not match is counted, and taken from the counts of the whole segment.

use crate::analysis::dates::year_and_month;
use crate::claims::{ClaimField, ClaimValue};
use crate::document::Kind;
use crate::error::SearchError;
use crate::request::Answer;
use crate::request::Facets;
use crate::segment::bits::Bits;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tantivy::index::SegmentId;
use tantivy::{DocId, Searcher, SegmentReader};

/// At most so many values of each facet.
const MOST: usize = 100;
/// The fields that are counted.
const FIELDS: [&str; 5] = ["kind", "entities", "source", "language", "event"];
/// These, and the month of a document's first day.
const COUNTED: usize = FIELDS.len() + 1;
/// The number of a document that has no value.
const NONE: u32 = u32::MAX;

/// What the documents of an index count for. Segments never change, so each is unpacked once.
#[derive(Default)]
pub(crate) struct FacetColumns {
    unpacked: Mutex<Unpacked>,
}

#[derive(Default)]
struct Unpacked {
    names: [Names; FIELDS.len()],
    segments: HashMap<SegmentId, Arc<Segment>>,
}

/// The values of a field and their numbers, over all segments.
#[derive(Default)]
struct Names {
    numbers: HashMap<String, u32>,
    names: Vec<String>,
}

struct Segment {
    documents: u32,
    /// Those of [`FIELDS`]; at last the months, counted from year 0.
    values: [Values; COUNTED],
    /// The counts of all documents, those that were taken out among them.
    all: [Counts; COUNTED],
}

/// The numbers of the values that each document of a segment has.
enum Values {
    /// One, or [`NONE`].
    One(Vec<u32>),
    /// Those of a document are `numbers[starts[doc]..starts[doc + 1]]`.
    Many { starts: Vec<u32>, numbers: Vec<u32> },
}

/// How often each number was counted.
#[derive(Default)]
struct Counts(Vec<u32>);

impl FacetColumns {
    /// Unpacks what is new and forgets the segments that are gone.
    pub(crate) fn prepare(&self, searcher: &Searcher) -> Result<(), SearchError> {
        self.unpack(searcher).map(drop)
    }

    fn unpack(&self, searcher: &Searcher) -> Result<Vec<Arc<Segment>>, SearchError> {
        let mut unpacked = self.unpacked.lock().unwrap_or_else(PoisonError::into_inner);
        let Unpacked { names, segments } = &mut *unpacked;
        let mut known = std::mem::take(segments);
        let mut out = Vec::with_capacity(searcher.segment_readers().len());
        for reader in searcher.segment_readers() {
            let segment = match known.remove(&reader.segment_id()) {
                Some(segment) => segment,
                None => Arc::new(Segment::read(reader, names)?),
            };
            segments.insert(reader.segment_id(), Arc::clone(&segment));
            out.push(segment);
        }
        Ok(out)
    }

    /// Counts the documents in `matches`, which holds a set for each segment, into the answer; by what they tell, for values of
    /// claims too.
    pub(crate) fn count(
        &self,
        searcher: &Searcher,
        matches: &[Bits],
        claims: &[ClaimValue],
        answer: &mut Answer,
    ) -> Result<(), SearchError> {
        let mut counts: [Counts; COUNTED] = Default::default();
        for (segment, matching) in self.unpack(searcher)?.iter().zip(matches) {
            segment.count(matching, &mut counts);
        }
        let unpacked = self.unpacked.lock().unwrap_or_else(PoisonError::into_inner);
        let [.., events] = &unpacked.names;
        let [.., told, months] = &counts;
        let mut named = unpacked.names.iter().zip(&counts).map(|(names, counts)| names.most(counts));
        let mut next = || named.next().unwrap_or_default();
        let kinds = next().into_iter().filter_map(|(kind, count)| Some((Kind::from_name(&kind)?, count)));
        answer.facets = Facets {
            kinds: kinds.collect(),
            entities: next(),
            sources: next(),
            languages: next(),
            claims: count_claims(claims, |event| events.count(told, event)),
        };
        let months = (0_i32..).zip(&months.0).filter(|(_, count)| **count > 0);
        let months = months
            .filter_map(|(month, count)| Some(((month / 12, u8::try_from(month % 12 + 1).ok()?), *count)));
        answer.histogram = months.collect();
        Ok(())
    }
}

impl Names {
    fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = u32::try_from(self.names.len()).unwrap_or(NONE);
        self.numbers.insert(name.to_owned(), number);
        self.names.push(name.to_owned());
        number
    }

    /// How often a value was counted.
    fn count(&self, counts: &Counts, name: &str) -> u32 {
        let count = self.numbers.get(name).and_then(|number| counts.0.get(*number as usize));
        count.copied().unwrap_or(0)
    }

    /// The values that are counted most, and how often.
    fn most(&self, counts: &Counts) -> Vec<(String, u32)> {
        let counts = counts.0.iter().copied();
        let mut found: Vec<(&String, u32)> =
            self.names.iter().zip(counts).filter(|(_, count)| *count > 0).collect();
        let order = |one: &(&String, u32), other: &(&String, u32)| {
            (Reverse(one.1), one.0).cmp(&(Reverse(other.1), other.0))
        };
        if found.len() > MOST {
            found.select_nth_unstable_by(MOST, order);
            found.truncate(MOST);
        }
        found.sort_unstable_by(order);
        found.into_iter().map(|(name, count)| (name.clone(), count)).collect()
    }
}

impl Segment {
    fn read(reader: &SegmentReader, names: &mut [Names; FIELDS.len()]) -> Result<Segment, SearchError> {
        let [kinds, entities, sources, languages, events] = names;
        let [kind, about, source, language, event] = FIELDS;
        let values = [
            Values::read(reader, kind, kinds)?,
            Values::read(reader, about, entities)?,
            Values::read(reader, source, sources)?,
            Values::read(reader, language, languages)?,
            Values::read(reader, event, events)?,
            Values::months(reader)?,
        ];
        let documents: Vec<DocId> = (0..reader.max_doc()).collect();
        let mut all: [Counts; COUNTED] = Default::default();
        for (values, all) in values.iter().zip(&mut all) {
            values.for_each(&documents, |number| all.add_new(number));
        }
        Ok(Segment { documents: reader.max_doc(), values, all })
    }

    fn count(&self, matching: &Bits, counts: &mut [Counts; COUNTED]) {
        let most = matching.count() > self.documents / 2;
        let documents = if most { matching.others(self.documents).documents() } else { matching.documents() };
        for ((values, all), counts) in self.values.iter().zip(&self.all).zip(counts) {
            counts.make_room(all);
            if most {
                counts.add_all(all);
                values.for_each(&documents, |number| counts.add(number, MINUS_ONE));
            } else {
                values.for_each(&documents, |number| counts.add(number, 1));
            }
        }
    }
}

impl Values {
    fn read(reader: &SegmentReader, field: &str, names: &mut Names) -> Result<Values, SearchError> {
        let Some(column) = reader.fast_fields().str(field)? else { return Ok(Values::One(Vec::new())) };
        let mut numbers_of = Vec::with_capacity(column.num_terms());
        let mut name = String::new();
        for ord in 0..column.num_terms() as u64 {
            name.clear();
            column.ord_to_str(ord, &mut name)?;
            numbers_of.push(names.number(&name));
        }
        let number = |ord: u64| numbers_of.get(ord as usize).copied().unwrap_or(NONE);
        let documents = 0..reader.max_doc();
        if !column.ords().get_cardinality().is_multivalue() {
            let numbers = documents.map(|doc| column.ords().first(doc).map_or(NONE, number));
            return Ok(Values::One(numbers.collect()));
        }
        let (mut starts, mut numbers) = (vec![0], Vec::new());
        for doc in documents {
            numbers.extend(column.term_ords(doc).map(number));
            starts.push(u32::try_from(numbers.len()).unwrap_or(NONE));
        }
        Ok(Values::Many { starts, numbers })
    }

    fn months(reader: &SegmentReader) -> Result<Values, SearchError> {
        let first = reader.fast_fields().i64("first")?;
        // Many documents are of the same day.
        let mut known: HashMap<i64, u32> = HashMap::new();
        let months = (0..reader.max_doc()).map(|doc| {
            first.first(doc).map_or(NONE, |day| *known.entry(day).or_insert_with(|| month_of(day)))
        });
        Ok(Values::One(months.collect()))
    }

    #[inline]
    fn for_each(&self, documents: &[DocId], mut each: impl FnMut(u32)) {
        match self {
            Values::One(numbers) => {
                for doc in documents {
                    numbers.get(*doc as usize).into_iter().for_each(|number| each(*number));
                }
            }
            Values::Many { starts, numbers } => {
                for doc in documents.iter().map(|doc| *doc as usize) {
                    if let (Some(from), Some(to)) = (starts.get(doc), starts.get(doc + 1)) {
                        let own = numbers.get(*from as usize..*to as usize).unwrap_or_default();
                        own.iter().for_each(|number| each(*number));
                    }
                }
            }
        }
    }
}

/// How many of what matches tell a claim that has one of the values, by how many tell each event; values that none tells are left
/// out.
fn count_claims(values: &[ClaimValue], telling: impl Fn(&str) -> u32) -> Vec<(ClaimField, String, u32)> {
    let counted = values.iter().filter_map(|ClaimValue { field, value, events }| {
        let count: u32 = events.iter().map(|event| telling(event)).sum();
        (count > 0).then(|| (*field, value.clone(), count))
    });
    let mut out: Vec<_> = counted.collect();
    out.sort_by_key(|(field, _, count)| (*field, Reverse(*count)));
    out
}

/// The month of a day counted from 1970-01-01, itself counted from year 0.
fn month_of(day: i64) -> u32 {
    let month = i32::try_from(day).ok().and_then(year_and_month);
    month.and_then(|(year, month)| u32::try_from(year * 12 + i32::from(month) - 1).ok()).unwrap_or(NONE)
}

/// Added, it takes one away: counts wrap around.
const MINUS_ONE: u32 = u32::MAX;

impl Counts {
    fn add_new(&mut self, number: u32) {
        if number as usize >= self.0.len() && number != NONE {
            self.0.resize(number as usize + 1, 0);
        }
        self.add(number, 1);
    }

    /// What there is no room for, such as [`NONE`], is not counted.
    #[inline]
    fn add(&mut self, number: u32, step: u32) {
        if let Some(count) = self.0.get_mut(number as usize) {
            *count = count.wrapping_add(step);
        }
    }

    /// Makes room for all numbers that these counts have.
    fn make_room(&mut self, all: &Counts) {
        if self.0.len() < all.0.len() {
            self.0.resize(all.0.len(), 0);
        }
    }

    fn add_all(&mut self, all: &Counts) {
        for (count, more) in self.0.iter_mut().zip(&all.0) {
            *count = count.wrapping_add(*more);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_or_few_are_counted_alike() {
        let one = Values::One(vec![0, 1, NONE, 1, 2, 0]);
        let many = Values::Many { starts: vec![0, 2, 2, 3, 3, 3, 5], numbers: vec![0, 1, 1, 0, 2] };
        let mut all: [Counts; COUNTED] = Default::default();
        let documents: Vec<DocId> = (0..6).collect();
        let none = || Values::One(vec![NONE; 6]);
        let values = [one, many, none(), none(), none(), none()];
        for (values, all) in values.iter().zip(&mut all) {
            values.for_each(&documents, |number| all.add_new(number));
        }
        let segment = Segment { documents: 6, values, all };
        for set in 0..64_u64 {
            let matching = Bits::of(set);
            let mut counts: [Counts; COUNTED] = Default::default();
            segment.count(&matching, &mut counts);
            for (values, counts) in segment.values.iter().zip(counts) {
                let mut plain = Counts::default();
                values.for_each(&matching.iter().collect::<Vec<_>>(), |number| plain.add_new(number));
                plain.0.resize(3, 0);
                let mut counts = counts.0;
                counts.resize(3, 0);
                assert_eq!(counts, plain.0, "{set:b}");
            }
        }
    }
}
