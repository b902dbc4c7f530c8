//! What articles were before they were changed, and where notes stand in them now.

use crate::anchor;
use crate::compare::{self, Piece, RowKind};
use crate::error::LibraryError;
use crate::library::Library;
use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;
use zhimai_model::{Address, Article, Block, BlockKind, Body, DateRange, Note, Script};
use zhimai_store::{ArticleVersion, DamagedVersion};
use zhimai_text::convert::convert;
use zhimai_text::offset::CharOffset;

/// Earlier texts are looked through as long as they have no more than so many bytes together.
const MOST_EARLIER: usize = 64 << 20;

/// A version of an article, for lists.
#[derive(Clone, Debug, PartialEq)]
pub struct VersionRow {
    /// From 1; the article as it is now has the highest.
    pub version: u32,
    /// When the next version took its place, in milliseconds since 1970-01-01 UTC; nothing for the article as it is.
    pub replaced: Option<i64>,
    /// The title it had.
    pub title: String,
    /// The date it had.
    pub date: Option<DateRange>,
    /// Who wrote it, as it said.
    pub author: Option<String>,
    /// What does not fit, where it cannot be read.
    pub damaged: Option<String>,
}

/// Two versions of an article side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparedVersions {
    /// The older one.
    pub older: VersionRow,
    /// The newer one.
    pub newer: VersionRow,
    /// What changed: the title first, then the text, then title and text of the translation.
    pub rows: Vec<ComparedRow>,
    /// True when so much changed that some blocks were not compared word by word.
    pub is_coarse: bool,
}

/// A block of one version beside what it is in the other.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparedRow {
    /// What became of it. A block that is a heading now and was a paragraph changed, even when its words are the same.
    pub kind: RowKind,
    /// As it was; nothing where it was added.
    pub older: Option<ComparedBlock>,
    /// As it is; nothing where it was removed.
    pub newer: Option<ComparedBlock>,
}

/// A block of a version that is compared with another.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparedBlock {
    /// What it is and how deep it stands, without its words. A title is a heading of level 1.
    pub form: Block,
    /// Its words; none for what has none, as a rule.
    pub pieces: Vec<Piece>,
}

/// Two articles side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparedArticles {
    /// Where they differ: the title first, then the text.
    pub rows: Vec<ComparedRow>,
    /// True when so much differs that some blocks were not compared word by word.
    pub is_coarse: bool,
    /// True when the second one is shown in the script of the first one.
    pub is_converted: bool,
}

/// Where a note stands in the half of the article that its anchor names, in code points of [`Body::text`].
pub type Place = (CharOffset, CharOffset);

impl Library {
    /// The versions of an article, the newest first, the article as it is among them.
    ///
    /// # Errors
    /// When there is no such article, or the store cannot be read.
    pub fn article_versions(&self, id: &str) -> Result<Vec<VersionRow>, LibraryError> {
        let mut rows = Vec::new();
        self.store().article_versions(id, |version| {
            rows.push(version.map_or_else(damaged_row, |version| row(&version)));
            ControlFlow::Continue(())
        })?;
        Ok(rows)
    }

    /// What changed from one version of an article to another.
    ///
    /// # Errors
    /// When there is no such article or version, one of them is damaged, or the store cannot be read.
    pub fn compare_versions(
        &self,
        id: &str,
        older: u32,
        newer: u32,
    ) -> Result<ComparedVersions, LibraryError> {
        let (older, newer) =
            (self.store().article_version(id, older)?, self.store().article_version(id, newer)?);
        let (mut rows, mut is_coarse) = (Vec::new(), false);
        for translation in [false, true] {
            let halves = (half(&older.article, translation), half(&newer.article, translation));
            is_coarse |= compare_bodies(halves.0, halves.1, &mut rows);
        }
        Ok(ComparedVersions { older: row(&older), newer: row(&newer), rows, is_coarse })
    }

    /// Where each of the notes on an article stands in it; nothing for a note that is detached, or is on no passage.
    pub fn places(&self, article: &Article, notes: &[Note]) -> Vec<Option<Place>> {
        let texts = [false, true].map(|translation| half(article, translation).map(Body::text));
        let earlier = OnceCell::new();
        let place = |note: &Note| {
            let anchor = note.anchor.as_ref()?;
            let half = usize::from(anchor.translation);
            let earlier = || {
                let both: &[Vec<String>; 2] = earlier.get_or_init(|| self.earlier_texts(&article.id));
                both.get(half).map(Vec::as_slice).unwrap_or_default()
            };
            anchor::find(anchor, texts.get(half)?.as_ref()?, earlier)
        };
        notes.iter().map(place).collect()
    }

    /// Those of the notes whose passage is not certain any more. Articles that have no earlier versions are not looked at.
    /// What cannot be read detaches nothing.
    pub fn detached(&self, notes: &[Note]) -> HashSet<String> {
        let mut of_article: HashMap<&str, Vec<&Note>> = HashMap::new();
        for note in notes.iter().filter(|note| note.anchor.is_some()) {
            if let Some(Address::Article(id)) = &note.on {
                of_article.entry(id).or_default().push(note);
            }
        }
        if of_article.is_empty() {
            return HashSet::new();
        }
        let changed = self.store().changed_articles().unwrap_or_default();
        let mut detached = HashSet::new();
        for (id, notes) in of_article.into_iter().filter(|(id, _)| changed.contains(*id)) {
            let Ok(Some(article)) = self.store().article(id) else { continue };
            let notes: Vec<Note> = notes.into_iter().cloned().collect();
            let places = self.places(&article, &notes);
            let lost = notes.into_iter().zip(places).filter(|(_, place)| place.is_none());
            detached.extend(lost.map(|(note, _)| note.id));
        }
        detached
    }

    /// The texts that both halves of an article had before, the newest first.
    fn earlier_texts(&self, id: &str) -> [Vec<String>; 2] {
        let mut texts = [Vec::new(), Vec::new()];
        let mut size = 0;
        // Where the versions cannot be read, an anchor has only its own context.
        let _ = self.store().article_versions(id, |version| {
            let Some(version) = version.ok().filter(|version| version.replaced.is_some()) else {
                return ControlFlow::Continue(());
            };
            for (translation, texts) in [false, true].into_iter().zip(&mut texts) {
                if let Some(body) = half(&version.article, translation) {
                    let text = body.text();
                    size += text.len();
                    texts.push(text);
                }
            }
            if size > MOST_EARLIER { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        texts
    }
}

/// Where two articles differ, each as it came but for the script: of Chinese in two scripts, the second is compared and shown in
/// that of the first.
pub fn compare_articles(older: &Article, newer: &Article) -> ComparedArticles {
    let is_chinese = |script| matches!(script, Script::Hant | Script::Hans);
    let (from, to) = (newer.body.script, older.body.script);
    let is_converted = from != to && is_chinese(from) && is_chinese(to);
    let mut converted = newer.body.clone();
    if is_converted {
        converted.title = convert(&converted.title, to).text;
        for block in &mut converted.blocks {
            block.text = convert(&block.text, to).text;
        }
    }
    let mut rows = Vec::new();
    let is_coarse = compare_bodies(Some(&older.body), Some(&converted), &mut rows);
    ComparedArticles { rows, is_coarse, is_converted }
}

fn half(article: &Article, translation: bool) -> Option<&Body> {
    if translation { article.translation.as_ref() } else { Some(&article.body) }
}

fn row(version: &ArticleVersion) -> VersionRow {
    let ArticleVersion { version, replaced, article } = version;
    VersionRow {
        version: *version,
        replaced: *replaced,
        title: article.body.title.clone(),
        date: article.date.clone(),
        author: article.author.clone(),
        damaged: None,
    }
}

/// A version of which the number, the time and what can be read of the title are known.
fn damaged_row(damaged: DamagedVersion) -> VersionRow {
    let DamagedVersion { version, replaced, title, detail } = damaged;
    VersionRow { version, replaced, title, date: None, author: None, damaged: Some(detail) }
}

/// Compares title and blocks of two texts, one of which need not be there. True when it was not word by word throughout.
fn compare_bodies(older: Option<&Body>, newer: Option<&Body>, rows: &mut Vec<ComparedRow>) -> bool {
    let title = |body: Option<&Body>| body.map(|body| body.title.clone()).unwrap_or_default();
    let (old, new) = (title(older), title(newer));
    if !old.is_empty() || !new.is_empty() {
        let compare::Row { kind, older, newer } = compare::compare_one(&old, &new);
        let block = |pieces| Some(ComparedBlock { form: Block::heading(1, ""), pieces });
        rows.push(ComparedRow { kind, older: block(older), newer: block(newer) });
    }
    let (old, new) = (seen(older), seen(newer));
    let compared = compare::compare(&texts(&old), &texts(&new));
    let (mut old, mut new) = (old.into_iter(), new.into_iter());
    for row in compared.rows {
        let older = if row.kind == RowKind::Added { None } else { old.next() };
        let newer = if row.kind == RowKind::Removed { None } else { new.next() };
        let is_other_form = older.zip(newer).is_some_and(|(older, newer)| !are_of_one_form(older, newer));
        let kind = if is_other_form { RowKind::Changed } else { row.kind };
        let block = |block: &Block, pieces| ComparedBlock { form: form(block), pieces };
        let older = older.map(|older| block(older, row.older));
        rows.push(ComparedRow { kind, older, newer: newer.map(|newer| block(newer, row.newer)) });
    }
    compared.is_coarse
}

fn texts<'a>(blocks: &[&'a Block]) -> Vec<&'a str> {
    blocks.iter().map(|block| block.text.as_str()).collect()
}

/// The blocks of which there is something to see.
fn seen(body: Option<&Body>) -> Vec<&Block> {
    let is_seen = |block: &&Block| {
        !block.text.is_empty() || matches!(block.kind, BlockKind::Rule | BlockKind::Image { .. })
    };
    body.map(|body| body.blocks.iter().filter(is_seen).collect()).unwrap_or_default()
}

/// A block without its words.
fn form(block: &Block) -> Block {
    Block { text: String::new(), spans: Vec::new(), ..block.clone() }
}

/// Whether two blocks are the same but for their words. What only counts them does not count: an item that was added before
/// others gives all of them another number.
fn are_of_one_form(older: &Block, newer: &Block) -> bool {
    let counted = |block: &Block| {
        let mut form = form(block);
        match &mut form.kind {
            BlockKind::Item { number, .. } => *number = number.map(|_| 1),
            BlockKind::Footnote { label } => label.clear(),
            _ => {}
        }
        form
    };
    counted(older) == counted(newer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use zhimai_model::Lang;

    /// What became of a row, and of each side what it is and its words, with what changed in brackets.
    fn rows(older: &[Block], newer: &[Block]) -> Vec<String> {
        let body = |blocks: &[Block]| Body {
            lang: Lang::Zh,
            script: Script::Hant,
            title: String::new(),
            blocks: blocks.to_vec(),
        };
        let mut rows = Vec::new();
        compare_bodies(Some(&body(older)), Some(&body(newer)), &mut rows);
        let side = |side: &Option<ComparedBlock>| {
            let Some(ComparedBlock { form, pieces }) = side else { return "nothing".to_owned() };
            let shown = pieces.iter().map(|piece| match piece.changed {
                true => format!("[{}]", piece.text),
                false => piece.text.clone(),
            });
            let kind = match &form.kind {
                BlockKind::Paragraph => "p".to_owned(),
                BlockKind::Heading { level } => format!("h{level}"),
                BlockKind::Item { checked: Some(checked), .. } => format!("task {checked}"),
                BlockKind::Item { .. } => "item".to_owned(),
                BlockKind::Image { source } => source.clone(),
                BlockKind::Rule => "rule".to_owned(),
                _ => "other".to_owned(),
            };
            format!("{}{kind} {}", ">".repeat(form.quote.into()), shown.collect::<String>())
        };
        let row = |row: &ComparedRow| format!("{:?}: {} / {}", row.kind, side(&row.older), side(&row.newer));
        rows.iter().map(row).collect()
    }

    fn item(number: Option<u32>, checked: Option<bool>, text: &str) -> Block {
        Block { indent: 1, ..Block::new(BlockKind::Item { number, checked }, text) }
    }

    #[test]
    fn a_row_says_what_each_side_is() {
        let one = || [Block::paragraph("一段話。")];
        let two = || [Block::heading(2, "一段話。")];
        assert_eq!(rows(&one(), &two()), ["Changed: p 一段話。 / h2 一段話。"]);
        assert_eq!(rows(&two(), &two()), ["Same: h2 一段話。 / h2 一段話。"]);
        let quoted = one().map(|one| Block { quote: 1, ..one });
        assert_eq!(rows(&quoted, &one()), ["Changed: >p 一段話。 / p 一段話。"]);
        let task = |is_done| item(None, Some(is_done), "寫完");
        assert_eq!(rows(&[task(false)], &[task(true)]), ["Changed: task false 寫完 / task true 寫完"]);
        assert_eq!(
            rows(&[Block::heading(2, "甲隊贏了兩場")], &[Block::heading(3, "甲隊贏了三場")]),
            ["Changed: h2 甲隊贏了[兩場] / h3 甲隊贏了[三場]"]
        );
    }

    #[test]
    fn what_has_no_words_comes_and_goes_too() {
        let (one, two) = (Block::paragraph("一"), Block::paragraph("二"));
        let rule = Block::new(BlockKind::Rule, "");
        assert_eq!(
            rows(&[one.clone(), two.clone()], &[one, rule, two]),
            ["Same: p 一 / p 一", "Added: nothing / rule []", "Same: p 二 / p 二"]
        );
        let image = |source: &str| Block::new(BlockKind::Image { source: source.to_owned() }, "圖");
        assert_eq!(rows(&[image("a.png")], &[image("b.png")]), ["Changed: a.png 圖 / b.png 圖"]);
    }

    #[test]
    fn another_number_alone_is_no_change() {
        let older = [item(Some(1), None, "甲"), item(Some(2), None, "丙")];
        let newer = [item(Some(1), None, "甲"), item(Some(2), None, "乙"), item(Some(3), None, "丙")];
        assert_eq!(
            rows(&older, &newer),
            ["Same: item 甲 / item 甲", "Added: nothing / item [乙]", "Same: item 丙 / item 丙"]
        );
    }
}
