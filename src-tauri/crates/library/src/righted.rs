//! Texts that are shown in right Traditional.

use crate::error::LibraryError;
use crate::library::Library;
use zhimai_model::{Article, Lang, Script};
use zhimai_text::convert::by_character::is_by_character;

/// What is kept of an article under this name, and its identifier: that it is to be shown in right Traditional.
const RIGHT_TRADITIONAL: &str = "right-traditional";

impl Library {
    /// Whether an article is to be shown in right Traditional: nothing where no program made it Traditional character by
    /// character.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn right_traditional(&self, article: &Article) -> Result<Option<bool>, LibraryError> {
        if (article.body.lang, article.body.script) != (Lang::Zh, Script::Hant)
            || !is_by_character(article.body.texts())
        {
            return Ok(None);
        }
        Ok(Some(self.store().setting(&setting(&article.id))?.unwrap_or(false)))
    }

    /// Has an article shown in right Traditional from now on, or as it came.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn show_right_traditional(&self, id: &str, is_shown: bool) -> Result<(), LibraryError> {
        self.store().put_setting(&setting(id), &is_shown)?;
        Ok(())
    }
}

fn setting(id: &str) -> String {
    format!("{RIGHT_TRADITIONAL}/{id}")
}
