//! Searches that the person keeps by name.
//!
//! What is kept is the search request as JSON, less what is as usual and what belongs to one answer only:
//! `{"query":"輝達","kinds":["article"],"sort":"newest"}`. It can be read without this program, and by later ones.

use super::desk::Desk;
use crate::wire::{NameRequest, Nothing, RenameSearch, SaveSearch, SavedSearch, SearchRequest, WireError};
use crate::words::{self, say};
use serde_json::{Map, Value};
use zhimai_store::{StoreError, StoredSearch};

/// The longest name, and the longest query that is read, in code points.
const NAME: usize = 80;
const QUERY: usize = 2_000;

impl Desk<'_> {
    pub(crate) fn saved_searches(&self) -> Result<Vec<SavedSearch>, WireError> {
        let kept = self.library.store().saved_searches().map_err(|e| self.saved_error(&e))?;
        Ok(kept.into_iter().map(view).collect())
    }

    pub(crate) fn save_search(&self, request: SaveSearch) -> Result<SavedSearch, WireError> {
        let name = self.name_of_search(&request.name)?;
        let kept = self.to_keep(&request.search)?;
        let search = StoredSearch { name, search: kept, saved: self.library.now() };
        self.library.store().save_search(&search, request.replace).map_err(|e| self.saved_error(&e))?;
        Ok(view(search))
    }

    pub(crate) fn rename_search(&self, request: &RenameSearch) -> Result<SavedSearch, WireError> {
        let to = self.name_of_search(&request.to)?;
        let renamed = self.library.store().rename_search(&request.name, &to, request.replace);
        renamed.map(view).map_err(|e| self.saved_error(&e))
    }

    pub(crate) fn delete_search(&self, request: &NameRequest) -> Result<Nothing, WireError> {
        self.library.store().delete_search(&request.name).map_err(|e| self.saved_error(&e))?;
        Ok(Nothing {})
    }

    /// A name as it is kept: on one line, with single spaces.
    fn name_of_search(&self, written: &str) -> Result<String, WireError> {
        let name = written.split_whitespace().collect::<Vec<_>>().join(" ");
        let refuse = |message| Err(words::bad_request(message));
        if name.is_empty() {
            return refuse(say(
                self.lang,
                "請給這個搜尋一個名稱。",
                "请给这个搜索一个名称。",
                "Give the search a name.",
            ));
        }
        let length = name.chars().count();
        if length > NAME {
            return refuse(say(
                self.lang,
                format!("名稱太長（{length} 字）。最多 {NAME} 字，請縮短。"),
                format!("名称太长（{length} 字）。最多 {NAME} 字，请缩短。"),
                format!("The name is too long: {length} characters. Shorten it to {NAME} at the most."),
            ));
        }
        Ok(name)
    }

    /// The text that a search is kept as.
    fn to_keep(&self, search: &SearchRequest) -> Result<String, WireError> {
        let kept = kept(search);
        let refuse = |message| Err(words::bad_request(message));
        if search.query.chars().count() > QUERY {
            return refuse(say(
                self.lang,
                format!("查詢太長，不能儲存。最多 {QUERY} 字，請縮短。"),
                format!("查询太长，不能保存。最多 {QUERY} 字，请缩短。"),
                format!("The query is too long to be saved. Shorten it to {QUERY} characters at the most."),
            ));
        }
        if search.query.trim().is_empty() && kept.keys().all(|field| field == "query" || field == "sort") {
            return refuse(say(
                self.lang,
                "沒有可儲存的搜尋。先輸入要找的字，或選一個篩選條件。",
                "没有可保存的搜索。先输入要找的字，或选一个筛选条件。",
                "There is no search to save. Type what to look for, or choose a filter first.",
            ));
        }
        Ok(Value::Object(kept).to_string())
    }

    fn saved_error(&self, error: &StoreError) -> WireError {
        match error {
            StoreError::NotFound { id, .. } => words::no_saved_search(self.lang, id),
            error => words::store_error(self.lang, error),
        }
    }
}

fn view(stored: StoredSearch) -> SavedSearch {
    let StoredSearch { name, search, saved } = stored;
    SavedSearch { name, search: read(&search), saved }
}

/// The fields of a search that say what is looked for, where they are not as usual.
fn kept(search: &SearchRequest) -> Map<String, Value> {
    let search = SearchRequest {
        sequence: 0,
        limit: 0,
        offset: 0,
        explain: false,
        typing: false,
        without_facets: false,
        apart: false,
        ..search.clone()
    };
    let fields = |search: &SearchRequest| match serde_json::to_value(search) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    };
    let usual = fields(&SearchRequest::default());
    fields(&search).into_iter().filter(|(name, value)| usual.get(name) != Some(value)).collect()
}

/// A kept search; nothing when any of it would be lost, as that would be another search.
fn read(text: &str) -> Option<SearchRequest> {
    let written: Map<String, Value> = serde_json::from_str(text).ok()?;
    let search: SearchRequest = serde_json::from_value(Value::Object(written.clone())).ok()?;
    (kept(&search) == written).then_some(search)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{HitKind, SortBy};

    fn check(search: SearchRequest, text: &str) {
        assert_eq!(Value::Object(kept(&search)).to_string(), text);
        assert_eq!(read(text), Some(SearchRequest { limit: 0, explain: false, ..search }));
    }

    #[test]
    fn what_is_kept_is_short_and_comes_back() {
        let query = |query: &str| SearchRequest { query: query.to_owned(), ..SearchRequest::default() };
        check(query("輝達 \"10億\""), r#"{"query":"輝達 \"10億\""}"#);
        check(SearchRequest { limit: 30, explain: true, ..query("a") }, r#"{"query":"a"}"#);
        check(
            SearchRequest {
                kinds: vec![HitKind::Article],
                entities: vec!["nvidia".to_owned()],
                languages: vec!["zh-hant".to_owned()],
                from_day: Some(20_393),
                sort: SortBy::Newest,
                ..query("a")
            },
            r#"{"entities":["nvidia"],"from_day":20393,"kinds":["article"],"languages":["zh-hant"],"query":"a","sort":"newest"}"#,
        );
    }

    #[test]
    fn what_would_be_another_search_is_not_read() {
        for text in [
            "",
            "null",
            "[1]",
            "{\"query\":1}",
            "{\"kinds\":[\"film\"]}",
            "{\"query\":\"a\",\"mood\":\"good\"}",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
