//! Texts that are shown in right Traditional, and repaired ones that are shown as they stood in their files.

use crate::error::LibraryError;
use crate::library::Library;
use zhimai_model::{Article, Lang, Script};
use zhimai_text::convert::by_character::is_by_character;

/// What is kept of an article under this name, and its identifier: that it is to be shown in right Traditional.
const RIGHT_TRADITIONAL: &str = "right-traditional";
/// And that it is to be shown as it stood in its file, with nothing repaired.
const AS_IT_STOOD: &str = "as-it-stood";

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
        Ok(Some(self.store().setting(&setting(RIGHT_TRADITIONAL, &article.id))?.unwrap_or(false)))
    }

    /// Has an article shown in right Traditional from now on, or as it came.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn show_right_traditional(&self, id: &str, is_shown: bool) -> Result<(), LibraryError> {
        self.store().put_setting(&setting(RIGHT_TRADITIONAL, id), &is_shown)?;
        Ok(())
    }

    /// Whether an article that was repaired at import is to be shown as it stood in its file.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn as_it_stood(&self, id: &str) -> Result<bool, LibraryError> {
        Ok(self.store().setting(&setting(AS_IT_STOOD, id))?.unwrap_or(false))
    }

    /// Has an article shown as it stood in its file from now on, or repaired. What is kept stays the same.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn show_as_it_stood(&self, id: &str, is_shown: bool) -> Result<(), LibraryError> {
        self.store().put_setting(&setting(AS_IT_STOOD, id), &is_shown)?;
        Ok(())
    }
}

fn setting(what: &str, id: &str) -> String {
    format!("{what}/{id}")
}
