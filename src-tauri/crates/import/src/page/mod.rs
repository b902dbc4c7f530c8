//! Whole pages of HTML: the text proper without what stands around it, and what a page says of itself.

mod meta;
mod prepare;
mod said;

use crate::html;
use dom_query::Document;
use dom_smoothie::Readability;
use std::borrow::Cow;
use zhimai_model::{Block, BlockKind, ProblemKind, Syntax};

pub(crate) use meta::Meta;

/// A page as it was read.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) meta: Meta,
    pub(crate) blocks: Vec<Block>,
}

/// What is on a page beside its text. A page without any of it is a text as a whole.
const AROUND: &str = "nav, header, footer, aside, form, iframe, script[src]";
/// What is no text wherever it stands.
const NO_TEXT: &str = "head, script, style, template, noscript, iframe, noembed, noframes, plaintext, object, svg, \
    button, select, textarea, input, [hidden], [aria-hidden='true']";

/// Reads a page: its text proper, its title and date, and where it is from.
pub(crate) fn read(html: &str) -> Result<Page, ProblemKind> {
    let (html, aside) = prepared(html)?;
    let document = Document::from(&*html);
    let mut meta = Meta::of(&document, &html);
    let has_around = document.select(AROUND).exists();
    let window = document.select("head title").text();
    let heading = document.select("h1");
    let heading = (heading.length() == 1).then(|| one_line(&heading.text())).filter(|text| !text.is_empty());
    let title = title(&meta, &window, heading);
    document.select(NO_TEXT).remove();
    let lines = document.body().map(|body| body.formatted_text().to_string()).unwrap_or_default();
    let said = said::find(&lines, title.as_deref().unwrap_or_default());
    meta.date = meta.date.or(said.date);
    meta.author = meta.author.or(said.author);
    // What a page names as its source is where the text is from; its site may only have taken it over.
    meta.source = said.source.or(meta.source);
    let main = if has_around { main_text(&html, meta.url.as_deref()) } else { None };
    let mut blocks = main.unwrap_or_else(|| blocks_of(&document));
    put_back(&mut blocks, &aside);
    if let Some(title) = &title {
        drop_title(&mut blocks, title);
    }
    meta.title = title;
    Ok(Page { meta, blocks })
}

/// A page as its elements lie in each other.
pub(crate) fn document(html: &str) -> Result<Document, ProblemKind> {
    Ok(Document::from(&*prepared(html)?.0))
}

/// The blocks of a piece of HTML that is a text as a whole, such as a letter.
pub(crate) fn whole(html: &str) -> Result<Vec<Block>, ProblemKind> {
    let (html, aside) = prepared(html)?;
    let mut blocks = blocks_of(&Document::from(&*html));
    put_back(&mut blocks, &aside);
    Ok(blocks)
}

/// The same for XHTML, with its title as the window would show it.
pub(crate) fn whole_xhtml(xhtml: &str) -> Result<(Option<String>, Vec<Block>), ProblemKind> {
    let xhtml = prepare::of_xhtml(xhtml);
    let (html, aside) = prepared(&xhtml)?;
    let document = Document::from(&*html);
    let title = one_line(&document.select("head title").text());
    let mut blocks = blocks_of(&document);
    put_back(&mut blocks, &aside);
    Ok((Some(title).filter(|title| !title.is_empty()), blocks))
}

/// A page without the files in it, and the addresses of the pictures among them.
fn prepared(html: &str) -> Result<(Cow<'_, str>, Vec<&str>), ProblemKind> {
    let (html, aside) = prepare::without_data(html);
    if prepare::is_too_deep(&html) || prepare::is_too_wide(&html) {
        Err(ProblemKind::BadSyntax(Syntax::TooDeep))
    } else {
        Ok((html, aside))
    }
}

/// Gives pictures that were put aside their addresses again.
fn put_back(blocks: &mut [Block], aside: &[&str]) {
    for block in blocks {
        if let BlockKind::Image { source } = &mut block.kind
            && let Some(number) = source.strip_prefix(prepare::ASIDE)
            && let Some(address) = number.parse::<usize>().ok().and_then(|at| aside.get(at))
        {
            *source = (*address).to_owned();
        }
    }
}

fn blocks_of(document: &Document) -> Vec<Block> {
    document.select(NO_TEXT).remove();
    document.select("xmp, listing").rename("pre");
    let html = document.body().map_or_else(|| document.html(), |body| body.inner_html());
    with_pictures(html::parsed_blocks(&html))
}

/// The text proper of a page; nothing where none stands out.
fn main_text(html: &str, url: Option<&str>) -> Option<Vec<Block>> {
    let mut reading =
        Readability::new(html, url, None).or_else(|_| Readability::new(html, None, None)).ok()?;
    reading.doc.select(NO_TEXT).remove();
    let article = reading.parse().ok()?;
    let blocks = blocks_of(&Document::from(article.content));
    blocks.iter().any(|block| !block.text.trim().is_empty()).then_some(blocks)
}

/// Blocks without pictures that say nothing and have no address.
fn with_pictures(mut blocks: Vec<Block>) -> Vec<Block> {
    blocks.retain(|block| match &block.kind {
        BlockKind::Image { source } => !source.is_empty() || !block.text.trim().is_empty(),
        _ => true,
    });
    blocks
}

/// The title: the only heading of the first level, where the page means it, else what it states, without the name of its
/// site.
fn title(meta: &Meta, window: &str, heading: Option<String>) -> Option<String> {
    let window = one_line(window);
    let stated = meta.title.as_deref().map(one_line).filter(|title| !title.is_empty());
    let means = |heading: &String| {
        window.contains(heading.as_str())
            || stated.as_ref().is_some_and(|title| title.contains(heading.as_str()))
    };
    let site = meta.source.as_deref();
    let short = |title: &str| meta::without_site(title, site).to_owned();
    let meant = heading.as_ref().filter(|heading| means(heading)).cloned();
    meant
        .or_else(|| stated.as_deref().map(short))
        .or_else(|| Some(short(&window)).filter(|title| !title.is_empty()))
        .or(heading)
}

/// Takes the heading that only repeats the title from the head of a text.
fn drop_title(blocks: &mut Vec<Block>, title: &str) {
    let at = blocks.iter().take(3).position(|block| block.text.trim() == title);
    if let Some(at) = at
        && blocks.iter().any(|block| !block.text.trim().is_empty() && block.text.trim() != title)
    {
        blocks.remove(at);
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
