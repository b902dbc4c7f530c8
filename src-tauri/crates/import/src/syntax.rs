//! What is wrong with JSON, without where: the place in the input is told beside it.

use serde_json::error::Category;
use zhimai_model::Syntax;

/// How many characters are told of what stands before a place that is no JSON.
const NEAR: usize = 20;

/// What is wrong with JSON.
pub(crate) fn of_json(error: &serde_json::Error, json: &str) -> Syntax {
    match error.classify() {
        Category::Eof => Syntax::Unfinished,
        Category::Data => Syntax::Value(error.to_string()),
        Category::Syntax | Category::Io => {
            let line = json.split('\n').nth(error.line().saturating_sub(1)).unwrap_or_default();
            let before: Vec<char> =
                line.char_indices().take_while(|(at, _)| *at < error.column()).map(|(_, c)| c).collect();
            let near = before.get(before.len().saturating_sub(NEAR)..).unwrap_or_default();
            Syntax::Json { near: near.iter().collect() }
        }
    }
}
