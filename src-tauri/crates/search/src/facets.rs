//! Counts to narrow by.
//!
//! They are counted over everything that matches, which for a common word is most of the library. So what a document
//! counts for is kept unpacked in memory: a number per document and facet, and a number means the same in every
//! segment. Four bytes each, and four more for each entity of a document.

use crate::bits::Bits;
use crate::date::year_and_month;
use crate::document::Kind;
use crate::request::Facets;
use crate::{Answer, SearchError};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};
use tantivy::index::SegmentId;
use tantivy::{DocId, Searcher, SegmentReader};

/// At most so many values of each facet.
const MOST: usize = 100;
/// The fields that are counted, in the order of [`Segment::values`].
const FIELDS: [&str; 4] = ["kind", "entities", "source", "language"];
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
    values: [Values; FIELDS.len()],
    /// Per document the month of its first day, counted from year 0, or [`NONE`].
    months: Vec<u32>,
}

/// The numbers of the values that each document of a segment has.
enum Values {
    /// One, or [`NONE`].
    One(Vec<u32>),
    /// Those of a document are `numbers[starts[doc]..starts[doc + 1]]`.
    Many { starts: Vec<u32>, numbers: Vec<u32> },
}

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

    /// Counts the documents in `matches`, which holds a set for each segment, into the answer.
    pub(crate) fn count(
        &self,
        searcher: &Searcher,
        matches: &[Bits],
        answer: &mut Answer,
    ) -> Result<(), SearchError> {
        let segments = self.unpack(searcher)?;
        let mut counts: [Vec<u32>; FIELDS.len()] = Default::default();
        let (mut months, mut documents) = (Vec::new(), Vec::new());
        for (segment, matching) in segments.iter().zip(matches) {
            documents.clear();
            documents.extend(matching.iter());
            for (values, counts) in segment.values.iter().zip(&mut counts) {
                values.count(&documents, counts);
            }
            count_numbers(&segment.months, &documents, &mut months);
        }
        let unpacked = self.unpacked.lock().unwrap_or_else(PoisonError::into_inner);
        let mut named = unpacked.names.iter().zip(counts).map(|(names, counts)| names.most(&counts));
        let mut next = || named.next().unwrap_or_default();
        let kinds = next().into_iter().filter_map(|(kind, count)| Some((Kind::from_name(&kind)?, count)));
        answer.facets =
            Facets { kinds: kinds.collect(), entities: next(), sources: next(), languages: next() };
        let months = (0_i32..).zip(months).filter(|(_, count)| *count > 0);
        let months = months
            .filter_map(|(month, count)| Some(((month / 12, u8::try_from(month % 12 + 1).ok()?), count)));
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

    /// The values that are counted most, and how often.
    fn most(&self, counts: &[u32]) -> Vec<(String, u32)> {
        let mut found: Vec<(&String, u32)> =
            self.names.iter().zip(counts.iter().copied()).filter(|(_, count)| *count > 0).collect();
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
        let mut values = Vec::with_capacity(FIELDS.len());
        for (field, names) in FIELDS.iter().zip(names) {
            values.push(Values::read(reader, field, names)?);
        }
        let first = reader.fast_fields().i64("first")?;
        // Many documents are of the same day.
        let mut known: BTreeMap<i64, u32> = BTreeMap::new();
        let months = (0..reader.max_doc()).map(|doc| {
            first.first(doc).map_or(NONE, |day| *known.entry(day).or_insert_with(|| month_of(day)))
        });
        let months = months.collect();
        let none = || Values::One(Vec::new());
        let mut values = values.into_iter();
        Ok(Segment { values: std::array::from_fn(|_| values.next().unwrap_or_else(none)), months })
    }
}

/// The month of a day counted from 1970-01-01, itself counted from year 0.
fn month_of(day: i64) -> u32 {
    let month = i32::try_from(day).ok().and_then(year_and_month);
    month.and_then(|(year, month)| u32::try_from(year * 12 + i32::from(month) - 1).ok()).unwrap_or(NONE)
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
            return Ok(Values::One(
                documents.map(|doc| column.ords().first(doc).map_or(NONE, number)).collect(),
            ));
        }
        let (mut starts, mut numbers) = (vec![0], Vec::new());
        for doc in documents {
            numbers.extend(column.term_ords(doc).map(number));
            starts.push(u32::try_from(numbers.len()).unwrap_or(NONE));
        }
        Ok(Values::Many { starts, numbers })
    }

    fn count(&self, documents: &[DocId], counts: &mut Vec<u32>) {
        match self {
            Values::One(numbers) => count_numbers(numbers, documents, counts),
            Values::Many { starts, numbers } => {
                for doc in documents.iter().map(|doc| *doc as usize) {
                    if let (Some(from), Some(to)) = (starts.get(doc), starts.get(doc + 1)) {
                        let own = numbers.get(*from as usize..*to as usize).unwrap_or_default();
                        own.iter().for_each(|number| add(counts, *number));
                    }
                }
            }
        }
    }
}

fn count_numbers(numbers: &[u32], documents: &[DocId], counts: &mut Vec<u32>) {
    for doc in documents {
        if let Some(number) = numbers.get(*doc as usize) {
            add(counts, *number);
        }
    }
}

#[inline]
fn add(counts: &mut Vec<u32>, number: u32) {
    if let Some(count) = counts.get_mut(number as usize) {
        *count += 1;
    } else if number != NONE {
        counts.resize(number as usize + 1, 0);
        counts.iter_mut().last().into_iter().for_each(|count| *count = 1);
    }
}
