//! An article as displayed: its readings, and what is to be seen in its text.

use super::desk::Desk;
use super::repairs::Righted;
use crate::wire::{
    ArticleRequest, ArticleSummary, ArticleView, BlockKindView, BlockView, Column, Link, Reading, Selection,
    Span, SpanKind, StatementView, UiLang, WireError,
};
use crate::words::{self, date_view, say, word};
use std::collections::HashMap;
use std::ops::ControlFlow;
use zhimai_gazetteer::{Found, GroupKind};
use zhimai_library::{BUNDLED, Place, anchor};
use zhimai_model::{
    Address, Anchor, Article, Block, BlockKind, Body, InlineKind, Lang, Note, Region, Repair, Script, Source,
    Statement,
};
use zhimai_search::Marker;
use zhimai_store::ArticleRow;
use zhimai_text::convert::Converted;
use zhimai_text::offset::{self, CharOffset};

/// A title made from the beginning of a text is at most this many code points long.
const TITLE: usize = 60;

/// The reading an article is shown in: the one asked for, or the original when it does not have that one.
fn reading_of(article: &Article, asked: Reading) -> Reading {
    if readings(article).contains(&asked) { asked } else { Reading::Original }
}

/// The readings an article has.
fn readings(article: &Article) -> Vec<Reading> {
    let mut all = vec![Reading::Original];
    let chinese = bodies(article).any(|(_, body)| body.lang == Lang::Zh);
    if chinese {
        all.extend([Reading::Hant, Reading::Hans]);
    }
    if bodies(article).any(|(_, body)| body.lang == Lang::En) && chinese {
        all.extend([Reading::En, Reading::Parallel]);
    }
    all
}

/// The text and its translation, each with whether it is the translation.
fn bodies(article: &Article) -> impl Iterator<Item = (bool, &Body)> {
    std::iter::once((false, &article.body)).chain(article.translation.iter().map(|body| (true, body)))
}

/// One column: which text it shows, and in the Chinese of which region.
struct Shown<'a> {
    translation: bool,
    body: &'a Body,
    /// The region of the text, and the one that it is shown in; nothing for a text that is shown as it came.
    regions: Option<(Region, Region)>,
}

impl Shown<'_> {
    fn lang(&self) -> &'static str {
        match (self.body.lang, self.body.script, self.regions) {
            (Lang::Zh, _, Some((_, Region::Tw))) => "zh-Hant-TW",
            (Lang::Zh, _, Some((_, Region::Hk))) => "zh-Hant-HK",
            (Lang::Zh, _, Some((_, Region::Cn))) => "zh-Hans-CN",
            (Lang::Zh, Script::Hans, None) => "zh-Hans",
            (Lang::Zh, _, None) => "zh-Hant",
            (Lang::En, _, _) => "en",
            (Lang::Other, _, _) => "",
        }
    }
}

/// The region whose Chinese a text is in: what is bundled is in that of Taiwan, and of an imported text its words tell.
fn region_of(article: &Article, body: &Body) -> Region {
    match (article.collection == BUNDLED, body.script) {
        (true, Script::Hant) => Region::Tw,
        (_, script) => Region::of(&body.text(), script),
    }
}

/// The entity that a span names.
fn entity_of(span: &Span) -> Option<&str> {
    match &span.what {
        SpanKind::Mention { entity } => Some(entity),
        _ => None,
    }
}

impl Desk<'_> {
    /// The columns of a reading: one, or Chinese and English. What is bundled is shown in the Chinese of the region. An imported
    /// text is as it came unless a reading is asked for; in parallel with another it is in the script of the region.
    fn columns<'a>(&self, article: &'a Article, reading: Reading) -> Vec<Shown<'a>> {
        let bundled = article.collection == BUNDLED;
        let shown = |(translation, body): (bool, &'a Body), region: Option<Region>| {
            let region = region.filter(|_| body.lang == Lang::Zh);
            Shown { translation, body, regions: region.map(|region| (region_of(article, body), region)) }
        };
        let find = |wanted: Lang| bodies(article).find(|(_, body)| body.lang == wanted);
        let traditional = if self.region == Region::Cn { Region::Tw } else { self.region };
        let own = bundled.then_some(self.region);
        let chinese = |region: Option<Region>| find(Lang::Zh).map(|body| shown(body, region));
        let found = match reading {
            Reading::Original => vec![],
            Reading::Hant => chinese(Some(traditional)).into_iter().collect(),
            Reading::Hans => chinese(Some(Region::Cn)).into_iter().collect(),
            Reading::En => find(Lang::En).map(|body| shown(body, None)).into_iter().collect(),
            Reading::Parallel => {
                let reads = self.lang != UiLang::En;
                let other = find(Lang::Zh).is_some_and(|(_, body)| body.script != self.region.script());
                let region = own.or((reads && other).then_some(self.region));
                let english = find(Lang::En).map(|body| shown(body, None));
                chinese(region).into_iter().chain(english).collect()
            }
        };
        if found.is_empty() { vec![shown((false, &article.body), own)] } else { found }
    }

    /// A block in the words that its column is shown in; its code stays as it is. `found` is what it names.
    fn convert_block(&self, shown: &Shown<'_>, block: &Block, found: &[Found]) -> Converted {
        let (from, to) = match block.kind {
            BlockKind::Code { .. } => Default::default(),
            _ => shown.regions.unwrap_or_default(),
        };
        let code = block.spans.iter().filter(|span| span.kind == InlineKind::Code);
        let code: Vec<_> =
            code.map(|span| (CharOffset(span.start as usize), CharOffset(span.end as usize))).collect();
        self.known.names().localize_found(&block.text, found, &code, from, to)
    }

    pub(crate) fn article_view(&self, request: &ArticleRequest) -> Result<ArticleView, WireError> {
        let article = self.stored_article(&request.id)?;
        if self.is_later(article.date.as_ref()) {
            return Err(self.not_yet(&Address::Article(article.id).to_string()));
        }
        let notes = self.notes_on_article(&article.id)?;
        let placed: Vec<(&Note, Option<Place>)> =
            notes.iter().zip(self.library.places(&article, &notes)).collect();
        let Righted { article, moved, repairs, as_it_stood, right_traditional } = self.righted(article);
        let reading = reading_of(&article, request.reading);
        let columns = self.columns(&article, reading);
        let count = columns.iter().map(|shown| shown.body.blocks.len()).max().unwrap_or(0);
        let index = self.library.indexer().index_if_any().filter(|_| !request.query.is_empty());
        let marker = index.as_ref().map(|index| index.marker(&request.query));
        let mut named: HashMap<String, usize> = HashMap::new();
        // Both columns have the same kinds of blocks, or one of them has none there.
        let kind_of = |n: usize| columns.iter().find_map(|shown| shown.body.blocks.get(n));
        let mut blocks: Vec<BlockView> = (0..count).filter_map(kind_of).map(block_view).collect();
        for shown in &columns {
            let of_half = |note: &&(&Note, Option<Place>)| {
                note.0.anchor.as_ref().is_some_and(|anchor| anchor.translation == shown.translation)
            };
            let anchored: Vec<_> = placed
                .iter()
                .filter(of_half)
                .filter_map(|(note, place)| {
                    let place = (*place)?;
                    let (start, end) = if shown.translation { place } else { moved.shown(place) };
                    Some((wire(start.0), wire(end.0), note.id.as_str()))
                })
                .collect();
            let found = self.known.names().find(&shown.body.text());
            let names = self.spans_of(&found);
            let of_title = self.spans_of(&self.known.names().find(&shown.body.title));
            for entity in names.iter().chain(&of_title).filter_map(entity_of) {
                *named.entry(entity.to_owned()).or_default() += 1;
            }
            let none = Block::default();
            let texts = shown.body.placed().chain(std::iter::repeat((usize::MAX, &none)));
            for (view, (start, block)) in blocks.iter_mut().zip(texts) {
                let named = Named { found: &found, spans: &names };
                let column = self.column(&article, shown, block, start, &named, &anchored, marker.as_ref());
                view.columns.push(column);
            }
        }
        let mut entities: Vec<(usize, Link)> =
            named.into_iter().filter_map(|(id, n)| Some((n, self.entity_link(&id)?))).collect();
        for id in &article.entities {
            let Some(link) = self.entity_link(id) else { continue };
            if !entities.iter().any(|(_, known)| *known == link) {
                entities.push((0, link));
            }
        }
        entities.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.label.cmp(&b.1.label)));
        let mut events: Vec<Link> = article.events.iter().filter_map(|id| self.event_link(id)).collect();
        let reported = self.reported_in(&article);
        for link in reported.iter().map(|(event, _)| self.link_to_event(event)) {
            if !events.contains(&link) {
                events.push(link);
            }
        }
        let is_later = |source: &Source| self.is_later(source.date.as_ref());
        Ok(ArticleView {
            address: Address::Article(article.id.clone()).to_string(),
            reading,
            readings: readings(&article),
            titles: columns.iter().map(|shown| self.title(shown)).collect(),
            kind: word(article.kind),
            source: article.source.clone(),
            author: author_beside(article.author.as_ref(), article.source.as_ref()),
            url: article.url.clone(),
            date: article.date.as_ref().map(|date| date_view(self.lang, date)),
            original: article.original.as_ref().map(|original| self.text(original)),
            blocks,
            entities: entities.into_iter().map(|(_, link)| link).collect(),
            events,
            claims: reported.into_iter().map(|(_, claim)| self.claim_link(claim)).collect(),
            statements: article
                .statements
                .iter()
                .filter(|statement| !statement.sources.iter().any(is_later))
                .map(|statement| self.statement_view(statement))
                .collect(),
            sources: article
                .sources
                .iter()
                .filter(|source| !is_later(source))
                .map(|source| self.source_view(source))
                .collect(),
            notes: placed
                .iter()
                .map(|(note, place)| self.placed_note(note, note.anchor.is_some() && place.is_none()))
                .collect(),
            repairs,
            as_it_stood,
            right_traditional,
            id: article.id,
        })
    }

    fn title(&self, shown: &Shown<'_>) -> String {
        let (from, to) = shown.regions.unwrap_or_default();
        self.known.names().localize(&title_of(shown.body), from, to).text
    }

    /// What a text names, by its place in the text as it came. Within a longer name only entities count.
    fn spans_of(&self, found: &[Found]) -> Vec<Span> {
        let names = self.known.names();
        let mut spans = Vec::new();
        let mut named = 0;
        for found in found {
            let Some(group) = names.group(found.group) else { continue };
            let inside = found.end.0 <= named;
            let what = match group.kind {
                GroupKind::Entity(_) if self.entity(&group.id).is_some() => {
                    SpanKind::Mention { entity: group.id.clone() }
                }
                GroupKind::Term if !inside => SpanKind::Term { term: group.id.clone() },
                _ => continue,
            };
            named = named.max(found.end.0);
            spans.push(Span { start: wire(found.start.0), end: wire(found.end.0), what });
        }
        spans
    }

    /// A block in one column. `start` is where it starts in the text of the article, in code points.
    #[allow(clippy::too_many_arguments)] // what one column is made of, each from elsewhere
    fn column(
        &self,
        article: &Article,
        shown: &Shown<'_>,
        block: &Block,
        start: usize,
        names: &Named<'_>,
        notes: &[(u32, u32, &str)],
        marker: Option<&Marker>,
    ) -> Column {
        let length = block.text.chars().count();
        let converted = self.convert_block(shown, block, &within(names.found, start, length));
        let end = start.saturating_add(length);
        let mut spans = Vec::new();
        // What is attached to the text as it came is carried over to the text as displayed.
        let mut carry = |from: u32, to: u32, what: SpanKind| {
            let (from, to) = (from as usize, to as usize);
            if to <= start || from >= end {
                return;
            }
            let (from, to) = (from.saturating_sub(start), to.saturating_sub(start).min(length));
            let (from, to) = converted.range_to_converted(CharOffset(from), CharOffset(to));
            spans.push(Span { start: wire(from.0), end: wire(to.0), what });
        };
        let first = names.spans.partition_point(|name| (name.start as usize) < start);
        let here = names.spans.iter().skip(first);
        for name in here.take_while(|name| (name.start as usize) < end) {
            carry(name.start, name.end, name.what.clone());
        }
        for (from, to, note) in notes {
            carry(*from, *to, SpanKind::Note { note: (*note).to_owned() });
        }
        if !shown.translation {
            // They come in the order of the text, and there may be as many of them as blocks.
            let first = article.repairs.partition_point(|repair| repair.end.0 <= start);
            let here = article.repairs.iter().skip(first);
            for Repair { start: from, end: to, original, certain } in
                here.take_while(|repair| repair.start.0 < end)
            {
                carry(
                    wire(from.0),
                    wire(to.0),
                    SpanKind::Repair { original: original.clone(), certain: *certain },
                );
            }
        }
        for span in &block.spans {
            let (from, to) =
                (start.saturating_add(span.start as usize), start.saturating_add(span.end as usize));
            carry(wire(from), wire(to), self.inline(article, &span.kind));
        }
        if let Some(marker) = marker {
            let marks = marker.marks(&converted.text);
            spans.extend(marks.into_iter().map(|[start, end]| Span { start, end, what: SpanKind::Match }));
        }
        spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
        Column { lang: shown.lang().to_owned(), text: converted.text, spans }
    }

    fn statement_view(&self, statement: &Statement) -> StatementView {
        StatementView {
            id: statement.id.clone(),
            flag: word(statement.flag),
            checkable: statement.checkable,
            text: self.text(&statement.text),
            speaker: statement.speaker.clone(),
            verdict: word(statement.verdict),
            reason: self.text(&statement.reason),
            sources: statement.sources.iter().map(|source| self.source_view(source)).collect(),
            paragraph: statement.paragraph,
        }
    }

    pub(crate) fn article_summary(&self, row: &ArticleRow) -> ArticleSummary {
        // A bundled article is shown under its title in the person's language; what was imported keeps the one it came with.
        let title = match self.known.bundled_title(&row.id) {
            Some(title) => self.text(title),
            None if row.damaged => words::damaged_title(self.lang, &row.title),
            None if row.title.is_empty() => cut(&row.beginning),
            None => row.title.clone(),
        };
        ArticleSummary {
            address: Address::Article(row.id.clone()).to_string(),
            id: row.id.clone(),
            title,
            collection: row.collection.clone(),
            kind: word(row.kind),
            source: row.source.clone(),
            author: author_beside(row.author.as_ref(), row.source.as_ref()),
            date: row.date.as_ref().map(|date| date_view(self.lang, date)),
            language: zhimai_library::language(row.lang, row.script),
        }
    }

    /// A selection in the text as displayed as an anchor in the text as it came: in that version of the article that has
    /// the words of the selection there, the newest first.
    ///
    /// # Errors
    /// `BadRequest` when the selection is empty or lies outside the text.
    pub(crate) fn anchor_of(&self, article: &Article, selection: &Selection) -> Result<Anchor, WireError> {
        let quote = squeezed(&selection.quote);
        let fits = |made: &Result<(Anchor, String), WireError>| {
            made.as_ref().is_ok_and(|(_, words)| squeezed(words) == quote)
        };
        let mut made = self.anchor_in(article, selection);
        if !quote.is_empty() && !fits(&made) {
            // Where earlier versions cannot be read, it is taken as it is.
            let _ = self.library.store().article_versions(&article.id, |version| {
                let earlier = version.ok().map(|version| self.anchor_in(&version.article, selection));
                match earlier.filter(fits) {
                    Some(earlier) => {
                        made = earlier;
                        ControlFlow::Break(())
                    }
                    None => ControlFlow::Continue(()),
                }
            });
        }
        made.map(|(anchor, _)| anchor)
    }

    /// A selection as an anchor in one version of an article, and the words that are displayed there.
    fn anchor_in(&self, article: &Article, selection: &Selection) -> Result<(Anchor, String), WireError> {
        let outside = || {
            words::bad_request(say(
                self.lang,
                "選取的範圍不在文章裡。請重新選取。",
                "选取的范围不在文章里。请重新选取。",
                "The selection lies outside the article. Select the passage again.",
            ))
        };
        let righted = self.righted(article.clone());
        let columns = self.columns(&righted.article, reading_of(article, selection.reading));
        let shown = columns.get(selection.column as usize).ok_or_else(outside)?;
        let text = shown.body.text();
        // The same names as where it was shown: what counts as one may depend on the whole text.
        let found = if shown.regions.is_some() { self.known.names().find(&text) } else { Vec::new() };
        let displayed = |before: usize, block: &Block| {
            self.convert_block(shown, block, &within(&found, before, block.text.chars().count()))
        };
        let place = |block: u32, at: u32, is_end: bool| -> Option<usize> {
            let (before, block) = shown.body.placed().nth(block as usize)?;
            let (converted, at) = (displayed(before, block), at as usize);
            let at = match is_end {
                true => converted.range_to_original(CharOffset(at.saturating_sub(1)), CharOffset(at)).1,
                false => converted.to_original(CharOffset(at)),
            };
            Some(before + at.0.min(block.text.chars().count()))
        };
        let start = place(selection.start_paragraph, selection.start, false).ok_or_else(outside)?;
        let end = place(selection.end_paragraph, selection.end, true).ok_or_else(outside)?;
        if start >= end {
            return Err(outside());
        }
        let (first, last) = (selection.start_paragraph as usize, selection.end_paragraph as usize);
        let blocks = shown.body.placed().enumerate().take(last.saturating_add(1)).skip(first);
        let words = blocks.map(|(nth, (before, block))| {
            let from = if nth == first { selection.start as usize } else { 0 };
            let to = if nth == last { selection.end as usize } else { usize::MAX };
            offset::slice(&displayed(before, block).text, CharOffset(from), CharOffset(to)).to_owned()
        });
        let words = words.collect();
        // The anchor has the words and places of the text that is kept.
        let place = (CharOffset(start), CharOffset(end));
        let (start, end) = if shown.translation { place } else { righted.moved.kept(place) };
        let own = if shown.translation { article.translation.as_ref() } else { Some(&article.body) };
        let text = own.map_or(text, Body::text);
        Ok((anchor::make(shown.translation, &text, start, end), words))
    }

    pub(crate) fn stored_article(&self, id: &str) -> Result<Article, WireError> {
        let found = self.library.store().article(id).map_err(|e| words::store_error(self.lang, &e))?;
        found.ok_or_else(|| words::not_found(self.lang, &Address::Article(id.to_owned()).to_string()))
    }
}

/// What a text names: as it was found, and as it is marked.
struct Named<'a> {
    found: &'a [Found],
    spans: &'a [Span],
}

/// What of that stands in the block that starts at a place and is so long, in code points, as places in the block.
fn within(found: &[Found], start: usize, length: usize) -> Vec<Found> {
    let first = found.partition_point(|one| one.start.0 < start);
    let here = found.iter().skip(first).take_while(|one| one.start.0 < start.saturating_add(length));
    let moved = |at: CharOffset| CharOffset(at.0.saturating_sub(start).min(length));
    here.map(|one| Found { start: moved(one.start), end: moved(one.end), ..*one }).collect()
}

/// A text without white space, by which words are compared that were selected on a page.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// A block without its columns.
fn block_view(block: &Block) -> BlockView {
    let what = block_kind_view(&block.kind);
    BlockView { what, quote: block.quote, indent: block.indent, columns: Vec::new() }
}

pub(super) fn block_kind_view(kind: &BlockKind) -> BlockKindView {
    match kind {
        BlockKind::Paragraph => BlockKindView::Paragraph,
        BlockKind::Heading { level } => BlockKindView::Heading { level: *level },
        BlockKind::Item { number, checked } => BlockKindView::Item { number: *number, checked: *checked },
        BlockKind::Code { language } => BlockKindView::Code { language: language.clone() },
        BlockKind::Table { header, columns } => BlockKindView::Table {
            header: *header,
            aligns: columns.iter().map(|align| word(*align)).collect(),
        },
        BlockKind::Image { source } => BlockKindView::Image { source: source.clone() },
        BlockKind::Rule => BlockKindView::Rule,
        BlockKind::Footnote { label } => BlockKindView::Footnote { label: label.clone() },
    }
}

/// A body's title, or the beginning of its text where there is none.
fn title_of(body: &Body) -> String {
    if body.title.is_empty() {
        cut(body.texts().find(|text| !text.is_empty()).unwrap_or_default())
    } else {
        body.title.clone()
    }
}

/// The beginning of a text, in place of a title.
fn cut(text: &str) -> String {
    let cut = offset::slice(text, CharOffset(0), CharOffset(TITLE));
    if cut.len() < text.len() { format!("{cut}…") } else { cut.to_owned() }
}

/// A position as it crosses to a door.
pub(crate) fn wire(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Who wrote an article, where its source does not say that already.
fn author_beside(author: Option<&String>, source: Option<&String>) -> Option<String> {
    author.filter(|_| author != source).cloned()
}
