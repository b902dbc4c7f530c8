//! The timeline of a dossier as a picture. It holds marks, years and links to the list below it, and needs no font of its own.

use super::markup::escape;
use super::page::Page;
use super::words;
use std::fmt::Write;

const WIDTH: f64 = 720.0;
const MARGIN: f64 = 14.0;
const RADIUS: f64 = 5.0;
/// From the middle of a mark to the one above it.
const STEP: f64 = 12.0;
/// What stands under the line: the years.
const FOOT: f64 = 24.0;
const DAYS_OF_A_YEAR: f64 = 365.25;
/// Years are written so far apart, at least.
const YEAR_ROOM: f64 = 44.0;

impl Page<'_> {
    /// The timeline as a picture; nothing where there is too little to draw.
    pub(super) fn picture(&self) -> String {
        picture(self)
    }
}

/// The events of a page by their dates, each mark a link to the event in the list.
fn picture(page: &Page<'_>) -> String {
    let events = &page.matter.events;
    let middle = |at: usize| {
        let date = &events[at].item.date;
        f64::midpoint(f64::from(date.first_day), f64::from(date.last_day))
    };
    let days: Vec<f64> = (0..events.len()).map(middle).collect();
    let (first, last) =
        days.iter().fold((f64::MAX, f64::MIN), |(low, high), day| (low.min(*day), high.max(*day)));
    if events.len() < 2 || last - first < 1.0 {
        return String::new();
    }
    let x = |day: f64| MARGIN + (day - first) / (last - first) * (WIDTH - 2.0 * MARGIN);
    // Marks that would cover each other stand on each other: the height of each column of marks, by its place.
    let columns = (WIDTH / (2.0 * RADIUS)) as usize + 1;
    let mut heights = vec![0_usize; columns];
    let mut marks = Vec::new();
    for (at, day) in days.iter().enumerate() {
        let column = ((x(*day) / (2.0 * RADIUS)) as usize).min(columns - 1);
        marks.push((at, column, heights[column]));
        heights[column] += 1;
    }
    let highest = heights.iter().copied().max().unwrap_or(1);
    let line = STEP * (highest as f64) + RADIUS;
    let mut drawn =
        format!("<line class=\"axis\" x1=\"0\" y1=\"{line:.1}\" x2=\"{WIDTH}\" y2=\"{line:.1}\"/>\n");
    drawn.push_str(&years(first, last, line, x));
    for (at, column, below) in marks {
        let item = &events[at].item;
        let cx = (column as f64 + 0.5) * 2.0 * RADIUS;
        let cy = line - STEP * (below as f64 + 0.5) - 1.0;
        let sum = item.amount.as_ref().map_or("", |amount| &amount.label);
        let label = [item.date.label.as_str(), &item.title, sum];
        let label = label.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        let class = match (item.amount.is_some(), item.conflicted) {
            (true, true) => "full disputed",
            (true, false) => "full",
            (false, true) => "hollow disputed",
            (false, false) => "hollow",
        };
        let _ = writeln!(
            drawn,
            "<a href=\"#e{}\"><title>{}</title><circle class=\"{class}\" cx=\"{cx:.1}\" cy=\"{cy:.1}\" r=\"4\"/></a>",
            at + 1,
            escape(&label)
        );
    }
    let height = line + FOOT;
    let (from, to) = (&events[0].item.date.label, &events[events.len() - 1].item.date.label);
    let title = words::TIMELINE_PICTURE.with(page.lang, &[("from", from), ("to", to)]);
    let title = escape(&title);
    format!(
        "<figure>\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height:.1}\" role=\"group\" aria-label=\"{title}\">\n{drawn}</svg>\n<figcaption>{title}. {}</figcaption>\n</figure>\n",
        legend(page)
    )
}

/// A line for the first day of each year, with the year where there is room.
fn years(first: f64, last: f64, line: f64, x: impl Fn(f64) -> f64) -> String {
    let year_of = |day: f64| 1970 + (day / DAYS_OF_A_YEAR).floor() as i32;
    let mut out = String::new();
    let mut written = f64::MIN;
    for year in year_of(first)..=year_of(last) + 1 {
        let Ok(date) = format!("{year:04}-01-01").parse::<zhimai_model::DateRange>() else { continue };
        let day = f64::from(date.first_day());
        if day < first || day > last {
            continue;
        }
        let at = x(day);
        let _ = writeln!(
            out,
            "<line class=\"axis\" x1=\"{at:.1}\" y1=\"0\" x2=\"{at:.1}\" y2=\"{:.1}\"/>",
            line + 4.0
        );
        if at - written >= YEAR_ROOM && at < WIDTH - YEAR_ROOM {
            written = at;
            let _ = writeln!(out, "<text x=\"{:.1}\" y=\"{:.1}\">{year}</text>", at + 3.0, line + 16.0);
        }
    }
    out
}

fn legend(page: &Page<'_>) -> String {
    let sign = |class: &str| {
        format!(
            "<svg class=\"sign\" viewBox=\"0 0 12 12\" aria-hidden=\"true\"><circle class=\"{class}\" cx=\"6\" cy=\"6\" r=\"4\"/></svg>"
        )
    };
    [("full", words::WITH_SUM), ("hollow", words::WITHOUT_SUM), ("hollow disputed", words::CONFLICTED)]
        .map(|(class, what)| format!("{} {}", sign(class), escape(what.in_language(page.lang))))
        .join(" · ")
}
