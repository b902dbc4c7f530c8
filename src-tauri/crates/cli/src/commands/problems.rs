//! The tray of problems.

use crate::desk::{Desk, shown};
use crate::out::{Ended, Out, Run, Style, plain};
use crate::watch::Problems;
use crate::words::say;
use zhimai_api::{FrontDesk, Nothing, ProblemView, ProblemsRequest};

pub(crate) fn problems(problems: &Problems, desk: &Desk, out: &mut Out) -> Run {
    let (library, lang) = (&desk.library, desk.lang);
    if problems.again {
        let only = (!problems.only.is_empty()).then_some(problems.only.as_slice());
        let report = library.try_again(lang, only, &mut |progress| shown(out, &progress));
        out.progress_done();
        return super::library::reported(&report?, problems.json, desk, out);
    }
    if problems.clear {
        let nothing = match problems.only.as_slice() {
            [] => library.clear_problems(desk.locale, Nothing {})?,
            only => library.clear_some_problems(desk.locale, ProblemsRequest { ids: only.to_vec() })?,
        };
        if problems.json {
            out.json(&nothing)?;
        } else {
            out.line(say(lang, "已清除", "已清除", "cleared"))?;
        }
    } else {
        let all = library.problems(desk.locale, Nothing {})?;
        if problems.json {
            out.json(&all)?;
        } else if all.is_empty() {
            out.line(say(lang, "沒有問題。", "没有问题。", "There are no problems."))?;
        } else {
            all.iter().try_for_each(|problem| out.line(&line(problem, out)))?;
        }
    }
    out.flush()?;
    Ok(Ended::Done)
}

/// The number, the place, and what it is.
fn line(problem: &ProblemView, out: &Out) -> String {
    let id = problem.id.map(|id| id.to_string()).unwrap_or_default();
    let at = problem.line.map_or_else(String::new, |line| format!(":{line}"));
    format!("{}  {}{at}: {}", out.styled(Style::Bold, &id), plain(&problem.file), problem.message)
}
