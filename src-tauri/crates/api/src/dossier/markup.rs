//! Writing HTML. Text becomes markup here and nowhere else: whatever it holds, it is text.

use std::fmt::Write;

/// Text as it stands between tags and within the quotation marks of an attribute. Control characters, which no page may
/// hold, and those that turn the order of characters around become U+FFFD.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() || is_unfit(c) => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// What Unicode calls `Bidi_Control`, and code points that are no characters.
pub(super) fn is_unfit(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fdd0}'..='\u{fdef}')
        || u32::from(c) & 0xfffe == 0xfffe
}

/// An address of the web, as a link that nothing opens but the reader; other addresses as text.
pub(super) fn web(url: &str) -> String {
    let text = escape(url);
    if is_web(url) {
        format!("<a href=\"{text}\" rel=\"noreferrer noopener external\">{text}</a>")
    } else {
        text
    }
}

/// Whether something is an address of the web.
pub(super) fn is_web(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    (lower.starts_with("https://") || lower.starts_with("http://"))
        && !url.chars().any(|c| c.is_whitespace() || c.is_control() || is_unfit(c))
}

/// A link within the page. `text` is markup.
pub(super) fn within(id: &str, text: &str) -> String {
    format!("<a href=\"#{id}\">{text}</a>")
}

/// A section with its heading, to which the table of contents leads.
#[derive(Debug)]
pub(super) struct Section {
    pub(super) id: &'static str,
    pub(super) title: String,
    /// How many things are in it, where that says something.
    pub(super) count: Option<usize>,
    /// Markup.
    pub(super) body: String,
}

/// The table of contents.
pub(super) fn contents(title: &str, sections: &[Section]) -> String {
    let mut out = format!("<nav aria-label=\"{0}\">\n<h2>{0}</h2>\n<ol>\n", escape(title));
    for section in sections {
        let _ = writeln!(
            out,
            "<li>{}{}</li>",
            within(section.id, &escape(&section.title)),
            counted(section.count)
        );
    }
    out + "</ol>\n</nav>\n"
}

fn counted(count: Option<usize>) -> String {
    count.map(|count| format!(" <span class=\"count\">{count}</span>")).unwrap_or_default()
}

impl Section {
    pub(super) fn markup(&self) -> String {
        let title = escape(&self.title);
        let count = counted(self.count);
        format!("<section id=\"{0}\">\n<h2>{title}{count}</h2>\n{1}</section>\n", self.id, self.body)
    }
}

/// A list of particulars parted by middle dots; each is markup, and those that are empty are not told.
pub(super) fn dotted(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_text() {
        assert_eq!(escape("<b a=\"x\" b='y'>&"), "&lt;b a=&quot;x&quot; b=&#39;y&#39;&gt;&amp;");
        assert_eq!(
            escape("a\u{0}b\u{202e}c\u{fffe}d\u{1fffe}\r\n"),
            "a\u{fffd}b\u{fffd}c\u{fffd}d\u{fffd}\n"
        );
        assert_eq!(escape("👩‍👩‍👧 輝達"), "👩‍👩‍👧 輝達");
    }

    #[test]
    fn only_an_address_of_the_web_is_a_link() {
        assert!(
            web("https://example.com/?a=1&b=\"2")
                .starts_with("<a href=\"https://example.com/?a=1&amp;b=&quot;2\"")
        );
        for other in [
            "javascript:alert(1)",
            " https://example.com",
            "https://a b",
            "data:text/html,x",
            "//example.com",
        ] {
            assert!(!web(other).contains("<a"), "{other}");
        }
    }
}
