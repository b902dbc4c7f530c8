//! What is done to HTML before a parser sees it, so that it stays small and is parsed in time that grows as it does.

use std::borrow::Cow;

/// Elements that have no end.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];
/// Elements whose end is often not written.
const IMPLIED: [&str; 11] = ["p", "li", "td", "th", "tr", "dt", "dd", "option", "tbody", "thead", "tfoot"];
/// So many elements may lie in each other. A parser looks through those that are open at every tag.
const DEEPEST: usize = 1_000;
/// So many attributes a tag may have, and white space between them, in bytes.
const MOST_ATTRIBUTES: usize = 4_000;
/// An address that holds a file, as programs that save pages write them, is dropped when it is longer, in bytes.
const LONGEST_DATA: usize = 256;

/// Whether more elements lie in each other than any page has.
pub(super) fn is_too_deep(html: &str) -> bool {
    let (mut depth, mut implied) = (0_usize, 0_usize);
    for (at, _) in html.match_indices('<') {
        let rest = html.get(at.saturating_add(1)..).unwrap_or_default();
        let (ends, rest) = rest.strip_prefix('/').map_or((false, rest), |rest| (true, rest));
        let name = name_of(rest);
        if name.is_empty() || VOID.iter().any(|void| name.eq_ignore_ascii_case(void)) {
            continue;
        }
        // These end with whatever they stand in, unless they are made not to.
        let is_implied = IMPLIED.iter().any(|implied| name.eq_ignore_ascii_case(implied));
        let count = if is_implied { &mut implied } else { &mut depth };
        *count = if ends { count.saturating_sub(1) } else { count.saturating_add(1) };
        if depth > DEEPEST {
            return true;
        }
    }
    false
}

/// Whether a tag has more attributes than any tag of a page. A parser compares each with those before it.
pub(super) fn is_too_wide(html: &str) -> bool {
    let (mut in_tag, mut quote, mut count) = (false, None, 0_usize);
    let mut before = b' ';
    for b in html.bytes() {
        match (in_tag, quote) {
            (false, _) => {
                in_tag = before == b'<' && b.is_ascii_alphabetic();
                count = 0;
            }
            (true, Some(open)) => quote = quote.filter(|_| b != open),
            (true, None) if b == b'>' => in_tag = false,
            (true, None) if matches!(b, b'"' | b'\'') && before == b'=' => quote = Some(b),
            (true, None) => count = count.saturating_add(usize::from(b.is_ascii_whitespace() || b == b'/')),
        }
        if count > MOST_ATTRIBUTES {
            return true;
        }
        before = b;
    }
    false
}

/// The name that a tag begins with.
fn name_of(tag: &str) -> &str {
    let length = tag.bytes().take_while(u8::is_ascii_alphanumeric).take(32).count();
    tag.get(..length).filter(|name| name.starts_with(|c: char| c.is_ascii_alphabetic())).unwrap_or_default()
}

/// What the address of a picture begins with that was put aside; its number follows.
pub(super) const ASIDE: &str = "data:image/aside;";
/// So many pictures are put aside; what is more than an article may have goes.
const MOST_ASIDE: usize = 1_000;

/// HTML without the files that are written into its addresses. Pictures are put aside, and their addresses are numbers.
pub(super) fn without_data(html: &str) -> (Cow<'_, str>, Vec<&str>) {
    let mut aside = Vec::new();
    if !html.contains("data:") {
        return (Cow::Borrowed(html), aside);
    }
    let mut out = String::new();
    let mut from = 0;
    for (at, _) in html.match_indices("data:") {
        if at < from {
            continue;
        }
        let rest = html.get(at..).unwrap_or_default();
        let is_file = |b: u8| b.is_ascii_graphic() && !matches!(b, b'"' | b'\'' | b'<' | b'>' | b'(' | b')');
        let length = rest.bytes().take_while(|b| is_file(*b)).count();
        if length > LONGEST_DATA {
            out.push_str(html.get(from..at).unwrap_or_default());
            from = at.saturating_add(length);
            let file = html.get(at..from).unwrap_or_default();
            let opens_address = html.get(..at).is_some_and(|before| before.ends_with(['"', '\'']));
            if opens_address && file.starts_with("data:image/") && aside.len() < MOST_ASIDE {
                out.extend([ASIDE, &aside.len().to_string()]);
                aside.push(file);
            }
        }
    }
    if from == 0 {
        return (Cow::Borrowed(html), aside);
    }
    out.push_str(html.get(from..).unwrap_or_default());
    (Cow::Owned(out), aside)
}

/// XHTML as HTML: elements that end where they begin, as `<title/>`, get an end tag, without which all that follows would be
/// in them.
pub(super) fn of_xhtml(xhtml: &str) -> Cow<'_, str> {
    if !xhtml.contains("/>") {
        return Cow::Borrowed(xhtml);
    }
    let mut out = String::with_capacity(xhtml.len());
    let mut from = 0;
    for (at, _) in xhtml.match_indices("/>") {
        let before = xhtml.get(from..at).unwrap_or_default();
        out.push_str(before);
        from = at.saturating_add(2);
        let name =
            before.rfind('<').and_then(|open| before.get(open.saturating_add(1)..)).map_or("", name_of);
        if name.is_empty() || VOID.iter().any(|void| name.eq_ignore_ascii_case(void)) {
            out.push_str("/>");
        } else {
            out.extend(["></", name, ">"]);
        }
    }
    out.push_str(xhtml.get(from..).unwrap_or_default());
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_in_addresses_go() {
        let file = "A".repeat(300);
        let html = format!("<img src=\"data:image/png;base64,{file}\" alt=\"圖\">見 data: 與 data:x");
        let (rest, aside) = without_data(&html);
        assert_eq!(rest, "<img src=\"data:image/aside;0\" alt=\"圖\">見 data: 與 data:x");
        assert_eq!(aside, [format!("data:image/png;base64,{file}")]);
        let font = format!("<a href=\"data:font/woff;base64,{file}\">url(data:image/png;base64,{file})");
        assert_eq!(without_data(&font), (Cow::Borrowed("<a href=\"\">url()"), Vec::new()));
        assert_eq!(without_data("no data: here").0, "no data: here");
    }

    #[test]
    fn elements_that_end_where_they_begin() {
        assert_eq!(
            of_xhtml("<title/><p>甲<br/>乙<a id=\"x\" />丙"),
            "<title></title><p>甲<br/>乙<a id=\"x\" ></a>丙"
        );
        assert_eq!(of_xhtml("a /> b"), "a /> b");
    }

    #[test]
    fn attributes_are_counted_in_tags() {
        assert!(is_too_wide(&format!("<p {}>", "a=1 ".repeat(5_000))));
        assert!(!is_too_wide(&format!("<p a=\"{}\">{}", "b ".repeat(5_000), "c ".repeat(5_000))));
    }

    #[test]
    fn depth_is_of_what_is_open() {
        assert!(is_too_deep(&"<div>".repeat(2_000)));
        assert!(!is_too_deep(&"<div></div><p><br>".repeat(2_000)));
    }
}
