//! What imported articles may claim, and the person's word on it.

use crate::desk::Desk;
use crate::out::{Ended, Out, Run, Stop, Style, plain};
use crate::review::{Decide, How, Review};
use crate::words::say;
use serde_json::json;
use zhimai_api::messages::{flows, statuses, word};
use zhimai_api::{
    FrontDesk, ProposalRequest, ProposedClaim, PutClaim, ReviewRequest, ReviewedArticle, UiLang,
};

/// So many articles are examined at a time.
const AT_ONCE: u32 = 200;
/// Enough to find any proposal by its mark.
const ALL: u32 = u32::MAX;

pub(crate) fn review(review: &Review, desk: &Desk, out: &mut Out) -> Run {
    match &review.decide {
        None => list(review, desk, out),
        Some(Decide::Accept { id, how, date, json }) => accept(id, *how, date.as_deref(), *json, desk, out),
        Some(Decide::Reject { id }) => {
            let (article, _) = find(id, desk)?;
            desk.library.reject_proposal(desk.locale, ProposalRequest { article, id: id.clone() })?;
            let rejected = say(desk.lang, "已略過", "已略过", "rejected");
            out.line(&format!("{rejected}: {}  ({})", plain(id), back(id, desk.lang)))?;
            out.flush()?;
            Ok(Ended::Done)
        }
        Some(Decide::Undo { id }) => {
            desk.library.undecide(desk.locale, ProposalRequest { article: String::new(), id: id.clone() })?;
            out.line(&format!("{}: {}", say(desk.lang, "已收回", "已收回", "taken back"), plain(id)))?;
            out.flush()?;
            desk.refresh(out);
            Ok(Ended::Done)
        }
    }
}

/// What there is to decide, when all articles are examined.
fn all(limit: u32, desk: &Desk) -> Result<zhimai_api::Review, Stop> {
    loop {
        let found = desk.library.review(desk.locale, ReviewRequest { examine: AT_ONCE, limit })?;
        if found.left == 0 {
            return Ok(found);
        }
    }
}

fn list(review: &Review, desk: &Desk, out: &mut Out) -> Run {
    let found = all(review.limit, desk)?;
    if review.json {
        out.json(&found)?;
        return Ok(Ended::Done);
    }
    for article in &found.articles {
        show(article, desk.lang, out)?;
    }
    let shown: usize = found.articles.iter().map(|one| one.claims.len() + one.names.len()).sum();
    if found.articles.is_empty() {
        let none = say(desk.lang, "沒有待審的提議。", "没有待审的提议。", "There is nothing to decide.");
        out.line(none)?;
    } else if usize::try_from(found.all).is_ok_and(|all| all > shown) {
        let more = say(desk.lang, "全部", "全部", "in all");
        out.line(&format!("({more}: {})", found.all))?;
    }
    out.flush()?;
    Ok(Ended::Done)
}

fn show(one: &ReviewedArticle, lang: UiLang, out: &mut Out) -> Result<(), Stop> {
    out.line(&format!("{}  {}", out.styled(Style::Bold, &one.article.title), one.article.address))?;
    for claim in &one.claims {
        let mark = out.styled(Style::Dim, &claim.id);
        let sure =
            if claim.sure { "" } else { say(lang, "（不確定）", "（不确定）", " (not sure)") };
        out.line(&format!("  {mark}  {}{sure}", what(claim, lang)))?;
        out.line(&format!("    {}", plain(&claim.sentence)))?;
        if let Some(same) = &claim.same {
            let known = say(lang, "已知", "已知", "known as");
            out.line(&format!("    {known}: {} {}", same.id, plain(&same.text)))?;
        }
        for other in &claim.otherwise {
            let otherwise = say(lang, "說法不同", "说法不同", "says otherwise");
            out.line(&format!("    {otherwise}: {} {}", other.id, plain(&other.text)))?;
        }
    }
    for name in &one.names {
        let mark = out.styled(Style::Dim, &name.id);
        let new = say(lang, "新名稱", "新名称", "new name");
        out.line(&format!("  {mark}  {new}: {} × {}", plain(&name.text), name.count))?;
    }
    Ok(())
}

/// How the word on a proposal is taken back.
fn back(id: &str, lang: UiLang) -> String {
    format!("{}: zhimai review undo {}", say(lang, "要收回", "要收回", "to take it back"), plain(id))
}

/// Who gives whom what, in a line.
fn what(claim: &ProposedClaim, lang: UiLang) -> String {
    let side = |link: &Option<zhimai_api::Link>| {
        link.as_ref().map_or_else(|| "?".to_owned(), |link| plain(&link.label))
    };
    let sum = claim.amount.as_ref().map(|amount| format!(" · {}", amount.label)).unwrap_or_default();
    let (flow, status) = (word(lang, flows::ALL, &claim.flow), word(lang, statuses::ALL, &claim.status));
    format!("{} → {} · {flow}{sum} · {status}", side(&claim.from), side(&claim.to))
}

fn find(id: &str, desk: &Desk) -> Result<(String, Option<ProposedClaim>), Stop> {
    for one in all(ALL, desk)?.articles {
        let article = one.article.id;
        if let Some(claim) = one.claims.into_iter().find(|claim| claim.id == id) {
            return Ok((article, Some(claim)));
        }
        if one.names.iter().any(|name| name.id == id) {
            return Ok((article, None));
        }
    }
    Err(Stop::Failed(match desk.lang {
        UiLang::ZhHant => format!("沒有待審的 {}。請用 zhimai review 列出。", plain(id)),
        UiLang::ZhHans => format!("没有待审的 {}。请用 zhimai review 列出。", plain(id)),
        UiLang::En => {
            format!("There is nothing to decide with the mark {}. List them with zhimai review.", plain(id))
        }
    }))
}

fn accept(id: &str, how: Option<How>, date: Option<&str>, json: bool, desk: &Desk, out: &mut Out) -> Run {
    let (article, found) = find(id, desk)?;
    let Some(found) = found else {
        return Err(Stop::Usage(
            say(
                desk.lang,
                "這是新名稱，不是說法。請用 zhimai entity add 加入它。",
                "这是新名称，不是说法。请用 zhimai entity add 加入它。",
                "This is a new name, no claim. Add it with zhimai entity add.",
            )
            .to_owned(),
        ));
    };
    let ProposedClaim { mut claim, mut event, otherwise, .. } = found;
    let others: Vec<&str> = otherwise.iter().map(|other| other.id.as_str()).collect();
    match (others.first(), how) {
        (None, _) | (Some(_), Some(How::Other)) => {}
        (Some(_), Some(How::Conflict)) => drop(claim.insert("conflicts_with".to_owned(), json!(others))),
        (Some(first), Some(How::Same)) => drop(claim.insert("same_as".to_owned(), json!(first))),
        (Some(_), None) => {
            let known = others.join(", ");
            return Err(Stop::Usage(match desk.lang {
                UiLang::ZhHant => {
                    format!("已知的說法不同：{known}。請用 --as conflict、same 或 other 說明關係。")
                }
                UiLang::ZhHans => {
                    format!("已知的说法不同：{known}。请用 --as conflict、same 或 other 说明关系。")
                }
                UiLang::En => format!(
                    "Known claims say otherwise: {known}. Say how it stands to them with --as conflict, same or other."
                ),
            }));
        }
    }
    if let (Some(event), Some(date)) = (&mut event, date) {
        event.insert("date".to_owned(), json!(date));
    }
    let proposal = Some(ProposalRequest { article, id: id.to_owned() });
    let made = desk.library.put_claim(desk.locale, PutClaim { claim, event, proposal })?;
    if json {
        out.json(&made)?;
    } else {
        let name = out.styled(Style::Bold, &made.id);
        out.line(&format!("{name}  {}  ({})", made.address, back(id, desk.lang)))?;
        out.flush()?;
    }
    desk.refresh(out);
    Ok(Ended::Done)
}
