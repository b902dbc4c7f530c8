//! Texts shown in right Traditional, where a program made them Traditional character by character.

use super::versions::id_of;
use crate::args::Right;
use crate::desk::Desk;
use crate::out::{Ended, Out, Run};
use crate::words::say;
use zhimai_api::messages::righted;
use zhimai_api::{ArticleRequest, FrontDesk, RightTraditional};

pub(crate) fn right(right: &Right, desk: &Desk, out: &mut Out) -> Run {
    let lang = desk.lang;
    let id = id_of(lang, &right.article)?;
    if right.traditional {
        let request = RightTraditional { id: id.clone(), right: !right.undo };
        desk.library.put_right(desk.locale, request)?;
    }
    let article = desk.library.article(desk.locale, ArticleRequest { id, ..ArticleRequest::default() })?;
    let told = match article.right_traditional {
        Some(true) => righted::SHOWN.in_language(lang),
        Some(false) => righted::OFFERED.in_language(lang),
        None => {
            say(lang, "沒有逐字轉錯的繁體字。", "没有逐字转错的繁体字。", "No character was chosen wrongly.")
        }
    };
    out.line(told)?;
    out.flush()?;
    Ok(Ended::Done)
}
