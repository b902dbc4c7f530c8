//! A plain tantivy index with jieba, as one sets it up in an afternoon: words of jieba's search mode without its
//! guessing of new words, lower case, BM25 over title (twice) and body, all words of the query joined with OR.
//!
//! As many threads and as much memory to build with as ours takes. Of the texts only the identifier is kept.

use super::ask::{Ask, TOP};
use crate::pool::Doc;
use anyhow::{Context, Result};
use jieba_rs::Jieba;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::{
    Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value,
};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use tantivy::{Index, IndexReader, TantivyDocument, Term};

const THREADS: usize = 2;
const MEMORY: usize = 128 << 20;
const WORDS: &str = "jieba";

struct Fields {
    id: Field,
    title: Field,
    body: Field,
}

fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let indexing =
        TextFieldIndexing::default().set_tokenizer(WORDS).set_index_option(IndexRecordOption::WithFreqs);
    let words = TextOptions::default().set_indexing_options(indexing);
    let fields = Fields {
        id: schema.add_text_field("id", STRING | STORED),
        title: schema.add_text_field("title", words.clone()),
        body: schema.add_text_field("body", words),
    };
    (schema.build(), fields)
}

pub(super) fn build(
    folder: &Path,
    each: impl FnOnce(&mut dyn FnMut(Doc) -> Result<()>) -> Result<()>,
) -> Result<()> {
    let (schema, fields) = schema();
    let index = Index::create_in_dir(folder, schema)?;
    index.tokenizers().register(WORDS, Words::new());
    let mut writer = index.writer_with_num_threads(THREADS, MEMORY)?;
    each(&mut |doc| {
        let mut entry = TantivyDocument::new();
        entry.add_text(fields.id, doc.id);
        entry.add_text(fields.title, doc.title);
        entry.add_text(fields.body, doc.text);
        writer.add_document(entry)?;
        Ok(())
    })?;
    writer.commit()?;
    Ok(writer.wait_merging_threads()?)
}

pub(super) struct Asked {
    reader: IndexReader,
    fields: Fields,
    words: Words,
}

impl Asked {
    pub(super) fn open(folder: &Path) -> Result<Self> {
        let reader = Index::open_in_dir(folder)?.reader()?;
        Ok(Self { reader, fields: schema().1, words: Words::new() })
    }
}

impl Ask for Asked {
    fn top(&self, query: &str) -> Result<Vec<String>> {
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for word in self.words.of(query).into_iter().map(|token| token.text).collect::<BTreeSet<_>>() {
            for (field, weight) in [(self.fields.title, 2.0), (self.fields.body, 1.0)] {
                let term = TermQuery::new(Term::from_field_text(field, &word), IndexRecordOption::WithFreqs);
                clauses.push((Occur::Should, Box::new(BoostQuery::new(Box::new(term), weight))));
            }
        }
        let searcher = self.reader.searcher();
        let best =
            searcher.search(&BooleanQuery::new(clauses), &TopDocs::with_limit(TOP).order_by_score())?;
        let id = |address| -> Result<String> {
            let entry: TantivyDocument = searcher.doc(address)?;
            let id = entry.get_first(self.fields.id).and_then(|id| id.as_str().map(str::to_owned));
            id.context("an article without identifier")
        };
        best.into_iter().map(|(_, address)| id(address)).collect()
    }
}

#[derive(Clone)]
struct Words(Arc<Jieba>);

impl Words {
    fn new() -> Self {
        Self(Arc::new(Jieba::new()))
    }

    fn of(&self, text: &str) -> Vec<Token> {
        let words = self.0.cut_for_search(text, false).into_iter();
        let words = words.filter(|word| word.word.chars().any(char::is_alphanumeric));
        let token = |(position, word): (usize, jieba_rs::Token<'_>)| Token {
            offset_from: word.byte_start,
            offset_to: word.byte_end,
            position,
            text: word.word.to_lowercase(),
            position_length: 1,
        };
        words.enumerate().map(token).collect()
    }
}

impl Tokenizer for Words {
    type TokenStream<'a> = Tokens;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Tokens {
        Tokens { rest: self.of(text).into_iter(), current: Token::default() }
    }
}

struct Tokens {
    rest: std::vec::IntoIter<Token>,
    current: Token,
}

impl TokenStream for Tokens {
    fn advance(&mut self) -> bool {
        let next = self.rest.next();
        let some = next.is_some();
        self.current = next.unwrap_or_default();
        some
    }

    fn token(&self) -> &Token {
        &self.current
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.current
    }
}
