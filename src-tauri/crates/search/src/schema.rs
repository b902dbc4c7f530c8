//! The fields of the index.

use tantivy::schema::{
    FAST, Field, IndexRecordOption, NumericOptions, STORED, STRING, Schema, SchemaBuilder, TextFieldIndexing,
    TextOptions,
};

/// Raised with every change to the fields, so that an index built before is built anew.
pub(crate) const VERSION: u32 = 8;

/// The names that the tokenizers are registered under.
pub(crate) const TEXT_TOKENIZER: &str = "zhimai-text";
pub(crate) const CHARS_TOKENIZER: &str = "zhimai-chars";

/// The fields of the index.
#[derive(Clone, Debug)]
pub(crate) struct Fields {
    /// Kind and identifier with a slash between: what a document is replaced and taken out by.
    pub(crate) key: Field,
    /// The texts of all parts, in their order, stored and ranked by: each title twice, which doubles its weight.
    pub(crate) text: Field,
    /// The role and the language of each part: [`crate::segment::stored`].
    pub(crate) parts: Field,
    /// See [`crate::analysis::terms`].
    pub(crate) chars: Field,
    /// How the words of the titles sound.
    pub(crate) sound: Field,
    /// Days and months that the text mentions or the document is of: `2025-11-18`, `2025-11`.
    pub(crate) dates: Field,
    pub(crate) kind: Field,
    pub(crate) source: Field,
    pub(crate) author: Field,
    pub(crate) language: Field,
    pub(crate) collection: Field,
    pub(crate) entities: Field,
    /// First and last day, counted from 1970-01-01.
    pub(crate) first: Field,
    pub(crate) last: Field,
    /// Sums in the text and beside it: [`crate::analysis::sums`].
    pub(crate) sums: Field,
    /// Those that are ranges, the lower and the upper end of each in turn: what lies between counts too.
    pub(crate) spans: Field,
    /// The day from whose end on it was known as it is; nothing where nobody knows.
    pub(crate) known: Field,
    /// The day at whose end more was known of it; nothing where it is as known now.
    pub(crate) until: Field,
    /// [`PAST`] where more is known of it now.
    pub(crate) state: Field,
    /// The one event that it is, or tells and no other.
    pub(crate) event: Field,
    /// The events that an article tells.
    pub(crate) tells: Field,
    /// How much of a matter an event is.
    pub(crate) weight: Field,
    /// The group of copies of one story that it is in.
    pub(crate) copies: Field,
}

/// The state of what is not as known now.
pub(crate) const PAST: &str = "past";

/// The schema, and its fields.
pub(crate) fn schema() -> (Schema, Fields) {
    let mut builder = SchemaBuilder::new();
    let facet = || STRING | FAST;
    let fields = Fields {
        key: builder.add_text_field("key", STRING | STORED),
        text: builder
            .add_text_field("text", own(TEXT_TOKENIZER, IndexRecordOption::WithFreqs, true) | STORED),
        parts: builder.add_text_field("parts", STORED),
        chars: builder.add_text_field("chars", own(CHARS_TOKENIZER, IndexRecordOption::Basic, false)),
        sound: builder.add_text_field("sound", own("raw", IndexRecordOption::Basic, false)),
        dates: builder.add_text_field("dates", own("raw", IndexRecordOption::Basic, false)),
        kind: builder.add_text_field("kind", facet()),
        source: builder.add_text_field("source", facet() | STORED),
        author: builder.add_text_field("author", STRING),
        language: builder.add_text_field("language", facet() | STORED),
        collection: builder.add_text_field("collection", facet() | STORED),
        entities: builder.add_text_field("entities", facet()),
        first: builder.add_i64_field("first", NumericOptions::default() | FAST),
        last: builder.add_i64_field("last", NumericOptions::default() | FAST),
        sums: builder.add_i64_field("sums", NumericOptions::default().set_indexed().set_fast()),
        spans: builder.add_i64_field("spans", NumericOptions::default().set_fast()),
        known: builder.add_i64_field("known", NumericOptions::default() | FAST),
        until: builder.add_i64_field("until", NumericOptions::default() | FAST),
        state: builder.add_text_field("state", STRING),
        event: builder.add_text_field("event", facet()),
        tells: builder.add_text_field("tells", STRING),
        weight: builder.add_i64_field("weight", NumericOptions::default() | FAST),
        copies: builder.add_i64_field("copies", NumericOptions::default().set_indexed().set_fast()),
    };
    (builder.build(), fields)
}

fn own(tokenizer: &str, record: IndexRecordOption, norms: bool) -> TextOptions {
    let indexing =
        TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(record).set_fieldnorms(norms);
    TextOptions::default().set_indexing_options(indexing)
}
