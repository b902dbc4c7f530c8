//! Changes of many articles at once.

use super::desk::Desk;
use super::imports::stayed;
use crate::parse::parse_date;
use crate::wire::{ArticleChoice, ChangedView, EditArticles, FieldEdit, WireError};
use crate::words;
use zhimai_library::{Changed, Edit, Setting};
use zhimai_model::{HeaderField, Lang, Script};

impl Desk<'_> {
    /// Puts the headers of articles right.
    pub(crate) fn edit_articles(&self, request: &EditArticles) -> Result<ChangedView, WireError> {
        let ids = self.chosen(&request.which)?;
        let edit = self.edit(&request.fields)?;
        if edit.title != Setting::Leave && ids.len() > 1 && edit.title != Setting::Given {
            return Err(words::one_title(self.lang));
        }
        let changed =
            self.library.edit_articles(&ids, &edit).map_err(|e| words::library_error(self.lang, &e))?;
        Ok(self.changed(changed, words::edited))
    }

    /// Removes articles. It can be taken back.
    pub(crate) fn remove_articles(&self, request: &ArticleChoice) -> Result<ChangedView, WireError> {
        let ids = self.chosen(request)?;
        let changed = self.library.remove_articles(&ids).map_err(|e| words::library_error(self.lang, &e))?;
        Ok(self.changed(changed, words::removed))
    }

    pub(super) fn changed(
        &self,
        changed: Changed,
        told: impl FnOnce(crate::wire::UiLang, u32, u32, u32) -> String,
    ) -> ChangedView {
        let Changed { id, done, same } = changed;
        let articles = done.articles.saturating_add(done.versions);
        ChangedView {
            id,
            articles,
            same,
            kept: done.kept,
            told: told(self.lang, articles, same, done.kept),
            named: stayed(self.lang, done.named),
        }
    }

    fn edit(&self, fields: &[FieldEdit]) -> Result<Edit, WireError> {
        let mut edit = Edit::default();
        for FieldEdit { field, value, given } in fields {
            let value = value.as_deref().map(str::trim).filter(|value| !value.is_empty());
            let needed = |field| value.ok_or_else(|| words::needs_value(self.lang, field));
            match field.as_str() {
                "title" => edit.title = setting(*given, || needed(HeaderField::Title).map(str::to_owned))?,
                "date" => {
                    edit.date =
                        setting(*given, || value.map(|date| parse_date(self.lang, date)).transpose())?;
                }
                "source" => edit.source = setting(*given, || Ok(value.map(str::to_owned)))?,
                "language" => {
                    edit.language = setting(*given, || {
                        let value = needed(HeaderField::Language)?;
                        language(value).ok_or_else(|| words::no_language(self.lang, value))
                    })?;
                }
                "collection" => {
                    edit.collection = setting(*given, || needed(HeaderField::Collection).map(str::to_owned))?;
                }
                other => return Err(words::no_field(self.lang, other)),
            }
        }
        Ok(edit)
    }
}

fn setting<T>(given: bool, to: impl FnOnce() -> Result<T, WireError>) -> Result<Setting<T>, WireError> {
    if given { Ok(Setting::Given) } else { to().map(Setting::To) }
}

/// A language with its script by its name.
fn language(name: &str) -> Option<(Lang, Script)> {
    Some(match name {
        "zh-hant" => (Lang::Zh, Script::Hant),
        "zh-hans" => (Lang::Zh, Script::Hans),
        "en" => (Lang::En, Script::Latin),
        "other" => (Lang::Other, Script::Other),
        _ => return None,
    })
}
