//! Copies of one story: those of an article, or all groups of them.

use super::versions::id_of;
use crate::args::Copies;
use crate::desk::Desk;
use crate::out::{Ended, Out, Run, Stop, Style, plain};
use zhimai_api::messages::copies as said;
use zhimai_api::{CopyGroupsRequest, CopyView, FrontDesk, IdRequest};

pub(crate) fn copies(copies: &Copies, desk: &Desk, out: &mut Out) -> Run {
    desk.find_all_copies(out);
    let lang = desk.lang;
    let left = match &copies.article {
        Some(article) => {
            let request = IdRequest { id: id_of(lang, article)? };
            let answer = desk.library.copies(desk.locale, request)?;
            if copies.json {
                out.json(&answer)?;
                return Ok(Ended::Done);
            }
            match &answer.sources {
                Some(sources) => {
                    let heading = out.styled(Style::Bold, &sources.label);
                    out.line(&heading)?;
                }
                None => out.line(said::NONE.in_language(lang))?,
            }
            group(&answer.copies, out)?;
            answer.left
        }
        None => {
            let request = CopyGroupsRequest { limit: copies.limit };
            let answer = desk.library.copy_groups(desk.locale, request)?;
            if copies.json {
                out.json(&answer)?;
                return Ok(Ended::Done);
            }
            for copies in &answer.groups {
                group(copies, out)?;
                out.line("")?;
            }
            let n = answer.all.to_string();
            out.line(&said::GROUPS.with(lang, &[("n", &n)]))?;
            answer.left
        }
    };
    if left > 0 {
        out.line(&said::LEFT.with(lang, &[("n", &left.to_string())]))?;
    }
    out.flush()?;
    Ok(Ended::Done)
}

fn group(copies: &[CopyView], out: &mut Out) -> Result<(), Stop> {
    for CopyView { article, agency } in copies {
        let mut about: Vec<String> =
            article.date.as_ref().map(|date| date.label.clone()).into_iter().collect();
        about.extend(article.source.clone());
        about.extend(agency.clone());
        about.push(article.address.clone());
        let about = out.styled(Style::Dim, &about.join(" · "));
        out.line(&format!("{}  {about}", plain(&article.title)))?;
    }
    Ok(())
}
