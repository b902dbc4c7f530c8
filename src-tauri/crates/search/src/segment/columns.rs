//! The columns of an index: numbers of every document.

use crate::error::SearchError;
use crate::segment::bits::Bits;
use tantivy::{DocAddress, Searcher, SegmentReader};

/// A column over all segments.
pub(crate) struct Column(Vec<tantivy::columnar::Column<i64>>);

impl Column {
    pub(crate) fn open(searcher: &Searcher, field: &str) -> Result<Column, SearchError> {
        let columns = searcher.segment_readers().iter().map(|segment| segment.fast_fields().i64(field));
        Ok(Column(columns.collect::<Result<_, _>>()?))
    }

    /// The first value of a document.
    pub(crate) fn first(&self, address: DocAddress) -> Option<i64> {
        self.0.get(address.segment_ord as usize)?.first(address.doc_id)
    }

    /// All values of a document.
    pub(crate) fn values(&self, address: DocAddress) -> impl Iterator<Item = i64> + '_ {
        let column = self.0.get(address.segment_ord as usize);
        column.into_iter().flat_map(move |column| column.values_for_doc(address.doc_id))
    }
}

/// The documents that state a range of sums over one of these.
pub(crate) fn spanning(
    segment: &SegmentReader,
    ranges: &[(i64, i64)],
    within: &Bits,
) -> Result<Bits, SearchError> {
    let spans = segment.fast_fields().i64("spans")?;
    let mut bits = Bits::none(segment);
    for doc in within.iter() {
        let mut ends = spans.values_for_doc(doc);
        let mut between = std::iter::from_fn(|| Some((ends.next()?, ends.next()?)));
        if between.any(|(from, to)| ranges.iter().any(|(low, high)| to >= *low && from <= *high)) {
            bits.insert(doc);
        }
    }
    Ok(bits)
}
