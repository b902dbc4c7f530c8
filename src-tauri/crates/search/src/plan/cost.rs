//! What meeting a condition costs: how many texts are read for it at most.

use crate::analysis::exact::{Exact, ExactTerm};
use crate::plan::clause::Condition;
use crate::plan::planner::Planner;
use tantivy::Term;

/// How many documents are read at most to see which of them meet a condition.
pub(crate) fn cost(planner: &Planner<'_>, condition: &Condition) -> u64 {
    match condition {
        Condition::Exact(exact) if exact.verify => most_with(planner, exact),
        Condition::Near(near) => {
            near.sides().map(|side| frequency(planner, side)).into_iter().min().unwrap_or(0)
        }
        Condition::Any(any) | Condition::All(any) => any.iter().map(|one| cost(planner, one)).sum(),
        Condition::Not(condition) => cost(planner, condition),
        Condition::Exact(_) | Condition::Terms(_) | Condition::Days(..) | Condition::Sums(_) => 0,
    }
}

/// In how many documents a condition may hold, at most.
fn frequency(planner: &Planner<'_>, condition: &Condition) -> u64 {
    match condition {
        Condition::Exact(exact) => most_with(planner, exact),
        Condition::Terms(terms) => terms.iter().map(|term| planner.doc_freq(term)).sum(),
        Condition::Any(any) => any.iter().map(|one| frequency(planner, one)).sum(),
        _ => planner.context.searcher.num_docs(),
    }
}

fn most_with(planner: &Planner<'_>, exact: &Exact) -> u64 {
    let fields = &planner.context.fields;
    let frequency = |term: &ExactTerm| match term {
        ExactTerm::Term(text) => planner.doc_freq(&Term::from_field_text(fields.text, text)),
        ExactTerm::Meeting(a, b) => {
            planner.doc_freq(&Term::from_field_text(fields.chars, &format!("{a}{b}")))
        }
        // A common character is not only where its own term is.
        ExactTerm::Char(_) => planner.context.searcher.num_docs(),
    };
    exact.terms.iter().map(frequency).min().unwrap_or_else(|| planner.context.searcher.num_docs())
}
