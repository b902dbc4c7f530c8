//! The table of the library.

use super::desk::Desk;
use crate::parse::parse_date;
use crate::wire::{
    ArticleChoice, ArticleList, ArticlesRequest, ChosenField, ChosenView, ListSort, StretchRequest, UiLang,
    WireError,
};
use crate::words;
use std::collections::HashSet;
use std::sync::Arc;
use zhimai_library::{BUNDLED, ListQuery, SortBy};
use zhimai_model::DateRange;
use zhimai_store::{ArticleFilter, ArticleRow, StoreError};
use zhimai_text::collate::Order;

/// How many articles a list holds when the request does not say.
const ARTICLES: u32 = 50;

impl Desk<'_> {
    /// A part of the table.
    pub(crate) fn article_list(&self, request: &ArticlesRequest) -> Result<ArticleList, WireError> {
        let limit = if request.limit == 0 { ARTICLES } else { request.limit };
        let (total, rows) = self
            .library
            .listed(&self.query(request)?, request.offset as usize, limit as usize)
            .map_err(|e| self.failed(&e))?;
        let sizes = rows.iter().map(|row| row.size).collect();
        let rows: Vec<_> = rows.into_iter().map(|keyed| keyed.row).collect();
        let total = u32::try_from(total).unwrap_or(u32::MAX);
        Ok(ArticleList { total, articles: self.summaries(&rows), sizes })
    }

    /// The identifiers of a stretch of the table.
    pub(crate) fn article_stretch(&self, request: &StretchRequest) -> Result<Vec<String>, WireError> {
        let keys = self.keys(&request.list)?;
        let end = (request.last as usize).saturating_add(1).min(keys.len());
        let part = keys.get(request.first as usize..end).unwrap_or_default();
        self.library.store().article_ids_by_keys(part).map_err(|e| self.failed(&e))
    }

    /// The identifiers of what was chosen.
    pub(crate) fn chosen(&self, choice: &ArticleChoice) -> Result<Vec<String>, WireError> {
        let mut ids = match &choice.matching {
            None => choice.ids.clone(),
            Some(list) => {
                let keys = self.keys(list)?;
                self.library.store().article_ids_by_keys(&keys).map_err(|e| self.failed(&e))?
            }
        };
        let mut seen: HashSet<String> = choice.except.iter().cloned().collect();
        ids.retain(|id| seen.insert(id.clone()));
        Ok(ids)
    }

    /// What the chosen articles have.
    pub(crate) fn chosen_articles(&self, choice: &ArticleChoice) -> Result<ChosenView, WireError> {
        let ids = self.chosen(choice)?;
        let mut fields =
            FIELDS.map(|field| ChosenField { field: field.to_owned(), ..ChosenField::default() });
        let (mut articles, mut fixed) = (0_u32, 0_u32);
        // Some at a time, so that not all of a great choice is in memory.
        for part in ids.chunks(PART) {
            let rows = self.library.store().article_rows_by_ids(part).map_err(|e| self.failed(&e))?;
            for row in &rows {
                fixed = fixed.saturating_add(u32::from(row.collection == BUNDLED));
                for (field, value) in fields.iter_mut().zip(values(row)) {
                    if articles == 0 {
                        field.value = value;
                    } else if field.value != value {
                        field.mixed = true;
                    }
                }
                articles = articles.saturating_add(1);
            }
        }
        for field in fields.iter_mut().filter(|field| field.mixed) {
            field.value.clear();
        }
        Ok(ChosenView { articles, fixed, fields: fields.into() })
    }

    fn keys(&self, list: &ArticlesRequest) -> Result<Arc<Vec<i64>>, WireError> {
        self.library.list(&self.query(list)?).map_err(|e| self.failed(&e))
    }

    fn failed(&self, error: &StoreError) -> WireError {
        words::store_error(self.lang, error)
    }

    fn query(&self, request: &ArticlesRequest) -> Result<ListQuery, WireError> {
        let given = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
        let days = |date: DateRange| (date.first_day(), date.last_day());
        Ok(ListQuery {
            filter: ArticleFilter {
                collection: given(&request.collection),
                days: given(&request.date).map(|date| parse_date(self.lang, &date)).transpose()?.map(days),
                undated: request.undated,
                noted: request.noted,
                import: request.import,
                problems: request.problems,
            },
            language: given(&request.language),
            words: request.words.clone(),
            sort: match request.sort {
                ListSort::Date => SortBy::Date,
                ListSort::Title => SortBy::Title,
                ListSort::Source => SortBy::Source,
                ListSort::Language => SortBy::Language,
                ListSort::Added => SortBy::Added,
                ListSort::Size => SortBy::Size,
            },
            reversed: request.reversed,
            order: match self.lang {
                UiLang::ZhHant => Order::Hant,
                UiLang::ZhHans => Order::Hans,
                UiLang::En => Order::English,
            },
        })
    }
}

/// How many articles are read at a time.
const PART: usize = 1_000;

/// The fields that can be edited, as [`values`] gives them.
const FIELDS: [&str; 5] = ["title", "date", "source", "language", "collection"];

fn values(row: &ArticleRow) -> [String; 5] {
    let language = zhimai_library::language(row.lang, row.script).unwrap_or_else(|| "other".to_owned());
    let date = row.date.as_ref().map(|date| date.edtf().to_owned()).unwrap_or_default();
    [row.title.clone(), date, row.source.clone().unwrap_or_default(), language, row.collection.clone()]
}
