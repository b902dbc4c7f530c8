//! Each format is read into articles: text, title, date, source and structure.

#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests fail by panicking

mod containers;
mod exports;
mod feeds;
mod folders;
mod lists;
mod mail;
mod office;
mod pages;
mod pdf;
mod pictures;
mod properties;
mod stardict;
mod zim;

use std::fmt::Write;
use zhimai_import::{Options, Output, read};
use zhimai_model::{Article, BlockKind, InlineKind, ProblemKind};

/// Reads an input.
fn output(name: &str, bytes: &[u8]) -> Output {
    read(name, bytes, &Options::default())
}

/// The only article of an input.
fn one(name: &str, bytes: &[u8]) -> Article {
    let output = output(name, bytes);
    assert_eq!(output.articles.len(), 1, "{name}: {:?}", output.problems);
    output.articles.into_iter().next().unwrap()
}

/// Title, date, source and address of an article.
fn header(article: &Article) -> (&str, &str, &str, &str) {
    (
        &article.body.title,
        article.date.as_ref().map_or("", |date| date.edtf()),
        article.source.as_deref().unwrap_or_default(),
        article.url.as_deref().unwrap_or_default(),
    )
}

/// The blocks of an article, each as a line: a sign of its kind, and its text.
fn shape(article: &Article) -> Vec<String> {
    let block = |block: &zhimai_model::Block| {
        let mut line = ">".repeat(block.quote.into());
        match &block.kind {
            BlockKind::Paragraph => {}
            BlockKind::Heading { level } => line.push_str(&"#".repeat((*level).into())),
            BlockKind::Item { number: Some(number), .. } => write!(line, "{number}.").unwrap(),
            BlockKind::Item { .. } => line.push_str(&"-".repeat(block.indent.into())),
            BlockKind::Code { .. } => line.push('`'),
            BlockKind::Table { .. } => line.push('|'),
            BlockKind::Image { source } => write!(line, "!{source} ").unwrap(),
            BlockKind::Rule => line.push_str("***"),
            BlockKind::Footnote { label } => write!(line, "^{label} ").unwrap(),
        }
        line.push_str(&block.text);
        line
    };
    article.body.blocks.iter().map(block).collect()
}

/// The links of an article.
fn links(article: &Article) -> Vec<&str> {
    let spans = article.body.blocks.iter().flat_map(|block| &block.spans);
    spans
        .filter_map(|span| if let InlineKind::Link { url } = &span.kind { Some(url.as_str()) } else { None })
        .collect()
}

/// What a walk through files and folders brings, all of it together.
fn walked(paths: &[std::path::PathBuf]) -> Output {
    let mut all = Output::default();
    let _ = zhimai_import::walk(paths, &Options::default(), &mut |event| {
        if let zhimai_import::Event::Batch { output, .. } = event {
            all.articles.extend(output.articles);
            all.places.extend(output.places);
            all.dictionaries.extend(output.dictionaries);
            all.pictures.extend(output.pictures);
            all.problems.extend(output.problems);
        }
        std::ops::ControlFlow::Continue(())
    });
    all
}

/// What was told, and whether something was refused.
fn told(output: &Output) -> Vec<(&ProblemKind, bool)> {
    output.problems.iter().map(|problem| (&problem.what, problem.refused)).collect()
}
