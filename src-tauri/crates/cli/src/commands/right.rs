//! Articles shown as they stood in their files, or put right.

use super::versions::id_of;
use crate::args::Right;
use crate::desk::Desk;
use crate::out::{Ended, Out, Run};
use crate::words::say;
use zhimai_api::messages::righted;
use zhimai_api::{ArticleRequest, FrontDesk, RightTraditional, UndoRepairs};

pub(crate) fn right(right: &Right, desk: &Desk, out: &mut Out) -> Run {
    let lang = desk.lang;
    let id = id_of(lang, &right.article)?;
    if right.traditional {
        let request = RightTraditional { id: id.clone(), right: !right.undo };
        desk.library.put_right(desk.locale, request)?;
    }
    if right.repairs {
        let request = UndoRepairs { id: id.clone(), undone: right.undo };
        desk.library.undo_repairs(desk.locale, request)?;
    }
    let article = desk.library.article(desk.locale, ArticleRequest { id, ..ArticleRequest::default() })?;
    if article.repairs > 0 {
        let told = if article.as_it_stood { righted::AS_IT_STOOD } else { righted::REPAIRED };
        out.line(&told.with(lang, &[("n", &article.repairs.to_string())]))?;
    }
    let told = match article.right_traditional {
        Some(true) => righted::SHOWN.in_language(lang),
        Some(false) => righted::OFFERED.in_language(lang),
        None if article.repairs > 0 => return end(out),
        None => {
            say(lang, "沒有逐字轉錯的繁體字。", "没有逐字转错的繁体字。", "No character was chosen wrongly.")
        }
    };
    out.line(told)?;
    end(out)
}

fn end(out: &mut Out) -> Run {
    out.flush()?;
    Ok(Ended::Done)
}
