//! HTML inside Markdown, to the text that a reader would see.

/// Takes HTML in pieces, as a parser of Markdown gives it, and keeps the text between tags.
#[derive(Default)]
pub(crate) struct Stripper {
    /// The tag or comment that is open, as read so far, without its `<`.
    tag: Option<String>,
    /// The element whose content is no text: `script`, `style` and their like.
    silent: Option<&'static str>,
}

/// Elements whose content nobody reads.
const SILENT: [&str; 7] = ["script", "style", "template", "svg", "noscript", "iframe", "object"];
/// Elements that end a line.
const BREAKS: [&str; 20] = [
    "p",
    "div",
    "br",
    "li",
    "ul",
    "ol",
    "tr",
    "table",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "section",
    "article",
    "figure",
    "figcaption",
    "hr",
];
/// Of a tag only its name and end matter.
const MAX_TAG: usize = 64;

impl Stripper {
    /// True inside an element whose content is no text.
    pub(crate) fn is_silent(&self) -> bool {
        self.silent.is_some()
    }

    /// Reads a piece of HTML and appends its text.
    pub(crate) fn feed(&mut self, html: &str, out: &mut String) {
        let mut rest = html;
        while !rest.is_empty() {
            match self.tag.take() {
                None => {
                    let (text, after) =
                        rest.split_once('<').map_or((rest, None), |(text, after)| (text, Some(after)));
                    if !self.is_silent() {
                        entities(text, out);
                    }
                    if after.is_some() {
                        self.tag = Some(String::new());
                    }
                    rest = after.unwrap_or_default();
                }
                // Inside a script `<` means less than, unless an end tag follows.
                Some(tag) if self.is_silent() && tag.is_empty() && !rest.starts_with('/') => {}
                Some(mut tag) => {
                    // A comment ends with its own sign.
                    let end = if tag.starts_with("!--") || (tag.is_empty() && rest.starts_with("!--")) {
                        "-->"
                    } else {
                        ">"
                    };
                    match rest.split_once(end) {
                        Some((inner, after)) => {
                            tag.extend(inner.chars().take(MAX_TAG));
                            self.close(&tag, out);
                            rest = after;
                        }
                        None => {
                            tag.extend(rest.chars().take(MAX_TAG.saturating_sub(tag.len())));
                            self.tag = Some(tag);
                            rest = "";
                        }
                    }
                }
            }
        }
    }

    fn close(&mut self, tag: &str, out: &mut String) {
        let (ends, name) = tag.strip_prefix('/').map_or((false, tag), |name| (true, name));
        let name: String =
            name.chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        if let Some(silent) = self.silent {
            if ends && silent == name {
                self.silent = None;
            }
            return;
        }
        if BREAKS.contains(&name.as_str()) {
            out.push('\n');
        }
        if !ends && !tag.ends_with('/') {
            self.silent = SILENT.iter().find(|silent| **silent == name).copied();
        }
    }
}

/// Text with the most common character references read.
fn entities(text: &str, out: &mut String) {
    let mut parts = text.split('&');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let known = part.split_once(';').filter(|(name, _)| name.len() <= 8).and_then(|(name, rest)| {
            let c = match name {
                "amp" => '&',
                "lt" => '<',
                "gt" => '>',
                "quot" => '"',
                "apos" => '\'',
                "nbsp" => ' ',
                _ => {
                    let digits = name.strip_prefix('#')?;
                    let code = match digits.strip_prefix(['x', 'X']) {
                        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                        None => digits.parse().ok()?,
                    };
                    char::from_u32(code)?
                }
            };
            Some((c, rest))
        });
        match known {
            Some((c, rest)) => {
                out.push(c);
                out.push_str(rest);
            }
            None => {
                out.push('&');
                out.push_str(part);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pieces: &[&str], expect: &str) {
        let (mut stripper, mut out) = (Stripper::default(), String::new());
        for piece in pieces {
            stripper.feed(piece, &mut out);
        }
        assert_eq!(out, expect, "{pieces:?}");
    }

    #[test]
    fn text_between_tags() {
        check(&["<b>a</b> &amp; <i class=\"x\">b</i>"], "a & b");
        check(&["<script>alert(1)", "</script>c"], "c");
        check(&["<!-- <b>x</b> -->d"], "d");
        check(&["<p>e", "</p>"], "\ne\n");
        check(&["<im", "g src=x onerror=y>f"], "f");
        check(&["&#20013;&#x6587;&nope;&"], "中文&nope;&");
        check(&["<style>x<y</style>g<"], "g");
    }
}
