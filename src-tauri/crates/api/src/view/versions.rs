//! Versions of an article as displayed, and what changed from one to another.

use super::article::block_kind_view;
use super::desk::Desk;
use crate::messages::versions;
use crate::wire::{
    ArticleVersionView, CompareVersions, ComparedBlock, ComparedPiece, ComparedRow, Comparison, IdRequest,
    WireError,
};
use crate::words::{self, date_view, say};
use zhimai_library::compare::{Piece, RowKind};
use zhimai_library::{LibraryError, VersionRow};
use zhimai_model::Address;
use zhimai_store::StoreError;

impl Desk<'_> {
    pub(crate) fn article_versions(&self, request: &IdRequest) -> Result<Vec<ArticleVersionView>, WireError> {
        let rows =
            self.library.article_versions(&request.id).map_err(|e| self.no_article(&request.id, &e))?;
        Ok(rows.iter().map(|row| self.version_view(row)).collect())
    }

    pub(crate) fn compare_versions(&self, request: &CompareVersions) -> Result<Comparison, WireError> {
        let CompareVersions { id, older, newer } = request;
        let compared = match self.library.compare_versions(id, *older, *newer) {
            Err(LibraryError::Store(StoreError::NotFound { what: "version", .. })) => {
                let rows = self.library.article_versions(id).map_err(|e| self.no_article(id, &e))?;
                let newest = rows.first().map_or(1, |row| row.version);
                let version = if (1..=newest).contains(older) { *newer } else { *older };
                return Err(words::no_article_version(self.lang, version, newest));
            }
            compared => compared.map_err(|e| self.no_article(id, &e))?,
        };
        let remark = compared.is_coarse.then(|| self.coarse());
        Ok(Comparison {
            older: self.version_label(&compared.older),
            newer: self.version_label(&compared.newer),
            rows: compared.rows.into_iter().map(row_view).collect(),
            remark,
        })
    }

    /// That some blocks were not compared word by word.
    pub(super) fn coarse(&self) -> String {
        say(
            self.lang,
            "改動太多，有些段落沒有逐詞比較，整段標出。",
            "改动太多，有些段落没有逐词比较，整段标出。",
            "So much changed that some paragraphs were not compared word by word; they are marked whole.",
        )
    }

    fn version_view(&self, row: &VersionRow) -> ArticleVersionView {
        ArticleVersionView {
            version: row.version,
            replaced: row.replaced,
            title: row.title.clone(),
            date: row.date.as_ref().map(|date| date_view(self.lang, date)),
            author: row.author.clone(),
            damaged: row.damaged.as_ref().map(|detail| words::damaged(self.lang, "version", detail).message),
        }
    }

    fn version_label(&self, row: &VersionRow) -> String {
        let label = if row.replaced.is_some() { versions::NUMBERED } else { versions::PRESENT };
        label.with(self.lang, &[("n", &row.version.to_string())])
    }

    pub(super) fn no_article(&self, id: &str, error: &LibraryError) -> WireError {
        match error {
            LibraryError::Store(StoreError::NotFound { what: "article", .. }) => {
                words::not_found(self.lang, &Address::Article(id.to_owned()).to_string())
            }
            error => words::library_error(self.lang, error),
        }
    }
}

pub(super) fn row_view(row: zhimai_library::ComparedRow) -> ComparedRow {
    let piece = |Piece { text, changed }| ComparedPiece { text, changed };
    let block = |block: zhimai_library::ComparedBlock| ComparedBlock {
        what: block_kind_view(&block.form.kind),
        quote: block.form.quote,
        indent: block.form.indent,
        pieces: block.pieces.into_iter().filter(|piece| !piece.text.is_empty()).map(piece).collect(),
    };
    let became = match row.kind {
        RowKind::Same => "same",
        RowKind::Changed => "changed",
        RowKind::Added => "added",
        RowKind::Removed => "removed",
    };
    ComparedRow { kind: became.to_owned(), older: row.older.map(block), newer: row.newer.map(block) }
}
