//! What a text shows and leads to beside its words: pictures that came in with it, and other files of the same folder.

use super::desk::Desk;
use crate::wire::{PictureView, SpanKind, WireError};
use crate::words;
use base64::prelude::{BASE64_STANDARD, Engine};
use zhimai_model::{Address, Article, InlineKind, Picture};

impl Desk<'_> {
    /// What a span of a text is. A link to a file that an article of the library was made of leads to that.
    pub(crate) fn inline(&self, article: &Article, kind: &InlineKind) -> SpanKind {
        match kind {
            InlineKind::Strong => SpanKind::Strong,
            InlineKind::Emphasis => SpanKind::Emphasis,
            InlineKind::Code => SpanKind::Code,
            InlineKind::Strike => SpanKind::Strike,
            InlineKind::Link { url } => {
                let file = url.strip_prefix("file://");
                // Where that cannot be read, the link is shown as it came.
                let known = file.and_then(|path| {
                    self.library.store().article_of_file_beside(&article.id, path).ok().flatten()
                });
                let url = known.map_or_else(|| url.clone(), |id| Address::Article(id).to_string());
                SpanKind::Link { url }
            }
            InlineKind::FootnoteRef { label } => SpanKind::Footnote { label: label.clone() },
        }
    }

    /// A picture that came in with an article.
    pub(crate) fn picture_view(&self, source: &str) -> Result<PictureView, WireError> {
        let stored = match Picture::hash_in(source) {
            Some(hash) => {
                self.library.store().picture(hash).map_err(|e| words::store_error(self.lang, &e))?
            }
            None => None,
        };
        let Picture { kind, bytes, .. } = stored.ok_or_else(|| words::not_found(self.lang, source))?;
        Ok(PictureView { kind, base64: BASE64_STANDARD.encode(bytes) })
    }
}
