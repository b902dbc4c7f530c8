//! Problems as the readers tell them.

use serde_json::error::Category;
use zhimai_model::{ProblemKind, Syntax};

/// What is longer than what is taken in, in bytes or entries.
pub(crate) fn too_large(limit: usize) -> ProblemKind {
    ProblemKind::TooLarge { limit: u64::try_from(limit).unwrap_or(u64::MAX) }
}

/// A number that is told. What is larger than fits is not told apart.
pub(crate) fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// A field that is missing, or whose value fits in no way.
pub(crate) fn bad_field(name: &str) -> ProblemKind {
    ProblemKind::BadField { field: name.to_owned(), value: None }
}

/// A field that says something else than the one of the same meaning before it.
pub(crate) fn second_spelling(name: &str, value: String) -> ProblemKind {
    ProblemKind::SecondSpelling { field: name.to_owned(), value }
}

/// Parts that are no text of an article, and how many there were of each kind; nothing where there were none.
pub(crate) fn skipped(parts: &[(&str, usize)]) -> Option<ProblemKind> {
    let parts: Vec<_> = parts
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(name, count)| ((*name).to_owned(), narrow(*count)))
        .collect();
    (!parts.is_empty()).then_some(ProblemKind::Skipped { parts })
}

/// What is no sound file of a format.
pub(crate) fn broken(format: &str) -> ProblemKind {
    ProblemKind::BadSyntax(Syntax::Broken(format.to_owned()))
}

/// Fields that an article has no place for.
pub(crate) fn left_out_fields(names: impl IntoIterator<Item = impl Into<String>>) -> ProblemKind {
    ProblemKind::LeftOut { fields: names.into_iter().map(Into::into).collect() }
}

/// How many characters are told of what stands before a place that is no JSON.
const NEAR: usize = 20;

/// What is wrong with JSON.
pub(crate) fn syntax(error: &serde_json::Error, json: &str) -> Syntax {
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
