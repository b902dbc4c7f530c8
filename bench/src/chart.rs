//! Bars in SVG, legible on light and dark pages.

use crate::report::number;
use std::fmt::Write;

/// One bar.
pub(crate) struct Bar {
    pub(crate) label: String,
    pub(crate) value: f64,
    /// Drawn in the accent colour.
    pub(crate) ours: bool,
}

/// Bars that share a scale.
pub(crate) struct Panel<'a> {
    pub(crate) title: &'a str,
    pub(crate) bars: Vec<Bar>,
}

const WIDTH: f64 = 760.0;
const LABELS: f64 = 270.0;
const VALUES: f64 = 70.0;
const LINE: f64 = 24.0;
const TITLE: f64 = 38.0;

/// Panels one below the other. Every scale begins at 0.
pub(crate) fn bars(panels: &[Panel<'_>]) -> String {
    let mut body = String::new();
    let mut y = 6.0;
    for panel in panels {
        y += TITLE;
        let _ = writeln!(
            body,
            "<text class=\"title\" x=\"0\" y=\"{:.0}\">{}</text>",
            y - 14.0,
            escaped(panel.title)
        );
        let longest =
            panel.bars.iter().map(|bar| bar.value).filter(|value| value.is_finite()).fold(0.0, f64::max);
        for bar in &panel.bars {
            let share = if longest > 0.0 && bar.value.is_finite() { bar.value / longest } else { 0.0 };
            let width = (share * (WIDTH - LABELS - VALUES)).max(1.0);
            let class = if bar.ours { "ours" } else { "peer" };
            let _ = writeln!(
                body,
                "<text class=\"label\" x=\"{:.0}\" y=\"{:.0}\">{}</text><rect class=\"{class}\" x=\"{LABELS}\" y=\"{:.0}\" width=\"{width:.1}\" height=\"{:.0}\" rx=\"2\"/><text x=\"{:.1}\" y=\"{:.0}\">{}</text>",
                LABELS - 10.0,
                y + 12.0,
                escaped(&bar.label),
                y,
                LINE - 8.0,
                LABELS + width + 6.0,
                y + 12.0,
                number(bar.value),
            );
            y += LINE;
        }
    }
    let height = y + 6.0;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height:.0}\" width=\"{WIDTH}\" height=\"{height:.0}\" role=\"img\">\n\
         <style>text {{ font: 13px system-ui, sans-serif; fill: #222 }} .label {{ text-anchor: end }} .title {{ font-weight: 600 }}\n\
         .ours {{ fill: #c2410c }} .peer {{ fill: #94a3b8 }} @media (prefers-color-scheme: dark) {{ text {{ fill: #e5e5e5 }} .ours {{ fill: #fb923c }} .peer {{ fill: #64748b }} }}</style>\n\
         {body}</svg>\n"
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_long_as_their_values() {
        let bar = |value, ours| Bar { label: "a & b".to_owned(), value, ours };
        let drawn = bars(&[Panel {
            title: "x < y",
            bars: vec![bar(2.0, true), bar(1.0, false), bar(f64::NAN, false)],
        }]);
        let width =
            |text: &str| text.split("width=\"").nth(1).and_then(|rest| rest.split('"').next()?.parse().ok());
        let widths: Vec<f64> = drawn.split("<rect").skip(1).filter_map(width).collect();
        assert_eq!(widths, [420.0, 210.0, 1.0]);
        assert!(drawn.contains("a &amp; b") && drawn.contains("x &lt; y") && drawn.contains("—"));
    }
}
