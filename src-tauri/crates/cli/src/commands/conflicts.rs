//! Claims that disagree, side by side.

use super::money::named;
use super::show::heading;
use crate::columns::wrapped;
use crate::desk::Desk;
use crate::money::ConflictsArgs;
use crate::out::{Ended, Out, Run, Style, plain};
use zhimai_api::messages::{holds, said_by, statuses, word};
use zhimai_api::{ClaimView, ConflictsRequest, FrontDesk, UiLang};

pub(crate) fn conflicts(args: &ConflictsArgs, desk: &Desk, out: &mut Out) -> Run {
    let request = ConflictsRequest { entities: named(&args.entity, desk)? };
    let answer = desk.library.conflicts(desk.locale, request)?;
    if args.json {
        out.json(&answer)?;
        return Ok(Ended::Done);
    }
    for conflict in &answer {
        heading(&wrapped(&conflict.topic, 0), out)?;
        for claim in &conflict.claims {
            out.line(&plain(&wrapped(&format!("  - {}", claim.text), 4)))?;
            let about = wrapped(&format!("    {}", about(desk.lang, claim)), 4);
            let about = out.styled(Style::Dim, &about);
            out.line(&about)?;
        }
        if !conflict.assessment.is_empty() {
            out.line(&plain(&wrapped(&format!("  = {}", conflict.assessment), 4)))?;
        }
    }
    let count = format!("{}: {}", holds::CONFLICTS.within_line(desk.lang), answer.len());
    let count = out.styled(Style::Dim, &count);
    out.line(&format!("\n{count}"))?;
    out.flush()?;
    Ok(Ended::Done)
}

/// The sum, how firm it is, whose word, when it was reported and who published it.
fn about(lang: UiLang, claim: &ClaimView) -> String {
    let publishers = claim.sources.iter().map(|source| source.publisher.clone());
    let parts = claim
        .amount
        .iter()
        .map(|amount| amount.label.clone())
        .chain([
            word(lang, statuses::ALL, &claim.status),
            word(lang, said_by::ALL, claim.said_by.as_deref().unwrap_or("untold")),
        ])
        .chain(claim.reported.iter().map(|date| date.label.clone()))
        .chain(publishers)
        .filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" · ")
}
