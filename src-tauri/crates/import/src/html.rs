//! HTML inside Markdown, to the text that a reader would see.
//!
//! What looks like a tag and is none, such as `<The Information>`, is text. What a page does not show is counted, so
//! that it can be told.

use crate::elements::{BOOLEANS, BREAKS, NEED_ATTRIBUTES, NEW, OLD, READINGS, SILENT};
use crate::plain::is_wide;
use pulldown_cmark::{Event, Parser};
use std::collections::BTreeMap;
use zhimai_model::ProblemKind;

/// Takes HTML, as a parser of Markdown gives it: whole blocks, or one tag at a time with text in between.
#[derive(Default)]
pub(crate) struct Stripper {
    /// The element at hand that no page shows, with what stands in it so far. It counts only once it ends: what is never
    /// closed is text after all.
    silent: Option<(&'static str, String)>,
    /// How many `ruby` elements are open, and where the characters at hand begin in the text that is made, in bytes.
    ruby: usize,
    base: usize,
    /// The titles of the elements that are open.
    titles: Vec<(String, String)>,
    /// What was left out: comments, scripts, readings.
    left_out: Vec<&'static str>,
}

/// A start or end tag of HTML.
#[derive(Debug)]
struct Tag<'a> {
    /// In small letters.
    name: String,
    ends: bool,
    /// Ends with `/>`.
    is_empty: bool,
    attributes: Vec<(&'a str, &'a str)>,
}

impl Tag<'_> {
    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }
}

/// Whether this, from `<` to `>`, is markup that no reader sees. All else that begins so is text.
pub(crate) fn is_markup(html: &str) -> bool {
    is_comment(html) || is_doctype(html) || tag(html).is_some()
}

fn is_doctype(html: &str) -> bool {
    html.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype"))
}

/// A whole comment.
fn is_comment(html: &str) -> bool {
    html.starts_with("<!--") && html.get(2..).is_some_and(|rest| rest.contains("-->"))
}

/// What a block of HTML opens and never closes, so that all that follows would go unseen.
pub(crate) fn unclosed(block: &str) -> Option<&'static str> {
    if block.starts_with("<!--") && !is_comment(block) {
        return Some("<!--");
    }
    let element = tag(block.get(..end_of_tag(block)?)?)?;
    let name = *SILENT.iter().find(|name| **name == element.name && !element.ends && !element.is_empty)?;
    find_end(block, name).is_none().then_some(name)
}

/// The first thing between `<` and `>` of a text that begins with `<`; the whole of it where nothing ends.
pub(crate) fn first_tag(html: &str) -> &str {
    if html.starts_with("<!--") {
        return html;
    }
    end_of_tag(html).and_then(|end| html.get(..end)).unwrap_or(html)
}

/// Where a tag ends that a text begins with, in bytes: after its `>`, which may also stand in a quoted value.
fn end_of_tag(html: &str) -> Option<usize> {
    let mut quote = None;
    let mut after_equals = false;
    for (at, b) in html.bytes().enumerate() {
        match (quote, b) {
            (Some(open), _) if b == open => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') if after_equals => quote = Some(b),
            (None, b'>') => return at.checked_add(1),
            (None, b'<') if at > 0 => return None,
            (None, _) => {}
        }
        after_equals = b == b'=' || (after_equals && b.is_ascii_whitespace());
    }
    None
}

/// Reads a tag of HTML; nothing where it is none.
fn tag(html: &str) -> Option<Tag<'_>> {
    let inner = html.strip_prefix('<')?.strip_suffix('>')?;
    let (ends, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
    let (is_empty, inner) = inner.strip_suffix('/').map_or((false, inner), |inner| (true, inner));
    let length = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
    let (written, rest) = inner.split_at_checked(length)?;
    if !rest.is_empty() && !rest.starts_with(|c: char| c.is_ascii_whitespace()) {
        return None;
    }
    let name = written.to_ascii_lowercase();
    let is_old = OLD.contains(&name.as_str());
    if !is_old && !NEW.contains(&name.as_str()) {
        return None;
    }
    let attributes = attributes(rest)?;
    let has_value = attributes.iter().any(|(_, value)| !value.is_empty());
    // `<TIME>` and `<Meta>` are names; `<TABLE>` and `<Br>` are tags.
    let is_small = name == written;
    let is_capitals = !written.bytes().any(|b| b.is_ascii_lowercase());
    if !is_small && !has_value && !(is_old && (is_capitals || name.len() < 4)) {
        return None;
    }
    if !ends && !has_value && NEED_ATTRIBUTES.contains(&name.as_str()) {
        return None;
    }
    Some(Tag { name, ends, is_empty, attributes })
}

/// The attributes of a tag; nothing where what stands there are none.
fn attributes(mut rest: &str) -> Option<Vec<(&str, &str)>> {
    let mut all = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return Some(all);
        }
        let length = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let (name, after) = rest.split_at_checked(length)?;
        rest = after.trim_start();
        let Some(value) = rest.strip_prefix('=') else {
            if !BOOLEANS.iter().any(|own| own.eq_ignore_ascii_case(name)) {
                return None;
            }
            all.push((name, ""));
            continue;
        };
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.' | '@');
        if name.is_empty() || !name.chars().all(is_name) {
            return None;
        }
        let value = value.trim_start();
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value.get(1..)?.split_once(quote)?,
            _ => value.split_at_checked(value.find(char::is_whitespace).unwrap_or(value.len()))?,
        };
        all.push((name, value));
        rest = after;
    }
}

/// Where the end tag of an element that no page shows stands, in bytes.
fn find_end(html: &str, name: &str) -> Option<usize> {
    html.match_indices("</").map(|(at, _)| at).find(|at| {
        let end = at.saturating_add(2).saturating_add(name.len());
        html.get(at.saturating_add(2)..end).is_some_and(|own| own.eq_ignore_ascii_case(name))
            && html.get(end..).is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
    })
}

impl Stripper {
    /// What was left out so far.
    pub(crate) fn left_out(&self) -> &[&'static str] {
        &self.left_out
    }

    /// What was left out, each kind with its number; nothing where nothing was.
    pub(crate) fn told(&self) -> Option<ProblemKind> {
        let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
        for what in &self.left_out {
            let count = counts.entry(what).or_default();
            *count = count.saturating_add(1);
        }
        let parts: Vec<_> = counts.into_iter().map(|(what, count)| (what.to_owned(), count)).collect();
        (!parts.is_empty()).then_some(ProblemKind::NotShown { parts })
    }

    /// Where text goes that stands between tags: into `out`, or aside where no page shows it.
    pub(crate) fn target<'a>(&'a mut self, out: &'a mut String) -> &'a mut String {
        self.silent.as_mut().map_or(out, |(_, held)| held)
    }

    /// Reads a piece of HTML in which every tag is whole, and appends its text.
    pub(crate) fn feed(&mut self, html: &str, out: &mut String) {
        // No comment that begins later than the last sign of an end has one.
        let tail = html.rfind("-->").map_or(usize::MAX, |at| html.len().saturating_sub(at));
        let mut rest = html;
        while !rest.is_empty() {
            // Inside a script `<` means less than.
            let next = match self.silent {
                Some((name, _)) if SILENT.contains(&name) => find_end(rest, name),
                _ => rest.find('<'),
            };
            let (text, markup) = rest.split_at_checked(next.unwrap_or(rest.len())).unwrap_or((rest, ""));
            entities(text, self.target(out));
            rest = self.markup(markup, tail, out);
        }
    }

    /// Takes what a text begins with that begins with `<`; gives what follows. No comment ends in its last `tail` bytes.
    fn markup<'a>(&mut self, html: &'a str, tail: usize, out: &mut String) -> &'a str {
        if html.is_empty() {
            return html;
        }
        if html.len() >= tail && is_comment(html) {
            let length = html.find("-->").map_or(html.len(), |at| at.saturating_add(3));
            // `<!-- more -->` and its like are marks for programs.
            let words = html.get(4..length.saturating_sub(3)).unwrap_or_default().split_whitespace();
            if words.clone().count() > 1 || words.into_iter().any(|word| !word.is_ascii()) {
                self.left_out.push("comment");
            }
            return html.get(length..).unwrap_or_default();
        }
        if let Some(end) = end_of_tag(html)
            && let Some((whole, after)) = html.split_at_checked(end)
        {
            if let Some(tag) = tag(whole) {
                self.tag(&tag, out);
                return after;
            }
            if is_doctype(whole) {
                return after;
            }
        }
        self.target(out).push('<');
        html.get(1..).unwrap_or_default()
    }

    fn tag(&mut self, tag: &Tag<'_>, out: &mut String) {
        let name = tag.name.as_str();
        if let Some((silent, _)) = &self.silent {
            let is_above = READINGS.contains(silent);
            let ends = if is_above {
                // Readings often go without an end tag.
                (tag.ends && (name == *silent || name == "ruby"))
                    || (!tag.ends && (name == "rb" || READINGS.contains(&name)))
            } else {
                tag.ends && name == *silent
            };
            if !ends {
                return;
            }
            let (silent, held) = self.silent.take().unwrap_or_default();
            let base = out.get(self.base..).unwrap_or_default();
            if silent == "rt" && !is_reading(held.trim(), base) {
                aside(out, &held);
            } else if held.chars().any(char::is_alphanumeric) {
                self.left_out.push(silent);
            }
            self.base = out.len();
        }
        match (name, tag.ends) {
            ("ruby", false) => {
                self.ruby = self.ruby.saturating_add(1);
                self.base = out.len();
            }
            ("ruby", true) => self.ruby = self.ruby.saturating_sub(1),
            ("td" | "th", false)
                if !matches!(out.trim_end_matches(' ').chars().last(), None | Some('\n')) =>
            {
                out.push_str(" | ");
            }
            _ if BREAKS.contains(&name) => out.push('\n'),
            _ => {}
        }
        if tag.ends {
            if let Some(at) = self.titles.iter().rposition(|(own, _)| own == name) {
                let (_, title) = self.titles.remove(at);
                aside(out, &title);
            }
            return;
        }
        if name == "img"
            && let Some(alt) = tag.attribute("alt")
        {
            entities(alt, out);
        }
        if let Some(title) = tag.attribute("title").filter(|title| !title.trim().is_empty()) {
            let mut text = String::new();
            entities(title, &mut text);
            match name {
                "img" if tag.attribute("alt") == Some(title) => {}
                "img" => aside(out, &text),
                _ if self.titles.len() < 64 => self.titles.push((name.to_owned(), text)),
                _ => aside(out, &text),
            }
        }
        let silent = SILENT.iter().chain(READINGS.iter().filter(|_| self.ruby > 0));
        if !tag.is_empty
            && let Some(silent) = silent.into_iter().find(|silent| **silent == name)
        {
            self.silent = Some((silent, String::new()));
        }
    }

    /// Ends a paragraph: what no tag closed is text.
    pub(crate) fn finish(&mut self, out: &mut String) {
        if let Some((_, held)) = self.silent.take() {
            out.push_str(&held);
        }
        for (_, title) in std::mem::take(&mut self.titles) {
            aside(out, &title);
        }
        self.ruby = 0;
    }
}

/// The lines of a piece of HTML, and how much of what no page shows was left out of each kind.
pub(crate) fn lines(html: &str) -> (Vec<String>, Option<ProblemKind>) {
    let (mut stripper, mut text) = (Stripper::default(), String::new());
    // A line end in the source is a space on the page.
    stripper.feed(&html.replace(['\n', '\r', '\t'], " "), &mut text);
    stripper.finish(&mut text);
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    (lines.filter(|line| !line.is_empty()).collect(), stripper.told())
}

/// Whether a text is a piece of HTML: it begins with a block of it, which ends.
pub(crate) fn is_html(text: &str) -> bool {
    let first = first_tag(text.trim_start());
    tag(first).is_some_and(|tag| {
        BREAKS.contains(&tag.name.as_str()) && !tag.ends && find_end(text, &tag.name).is_some()
    })
}

/// Whether what stands above characters says how they are read: in pinyin, zhuyin or kana. Where it says what they mean in
/// another language, it is text as any other: 联邦宇宙 with `Fediverse` above.
fn is_reading(text: &str, base: &str) -> bool {
    const INITIALS: &[&str] = &[
        "zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z",
        "c", "s", "y", "w", "",
    ];
    const FINALS: &[&str] = &[
        "a", "o", "e", "i", "u", "v", "ai", "ei", "ui", "ao", "ou", "iu", "ie", "ue", "ve", "er", "an", "en",
        "in", "un", "ang", "eng", "ing", "ong", "ia", "iao", "ian", "iang", "iong", "ua", "uo", "uai", "uan",
        "uang",
    ];
    let is_sound = |c: char| {
        matches!(c, '\u{3041}'..='\u{30ff}' | '\u{3105}'..='\u{312f}' | 'ˊ' | 'ˇ' | 'ˋ' | '˙')
            || "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ".contains(c)
    };
    if text.chars().any(is_sound) || !text.chars().any(char::is_alphanumeric) {
        return true;
    }
    let is_syllable = |word: &str| {
        let word = word.trim_end_matches(|c: char| c.is_ascii_digit());
        INITIALS.iter().any(|initial| word.strip_prefix(initial).is_some_and(|rest| FINALS.contains(&rest)))
    };
    let characters = base.chars().filter(|c| is_wide(*c)).count();
    text.split_whitespace().count() == characters && text.split_whitespace().all(is_syllable)
}

/// Appends what a link or picture says beside its text, in brackets; nothing where it only repeats the text.
pub(crate) fn aside(out: &mut String, title: &str) {
    let title = title.trim();
    if title.is_empty() || out.trim_end().ends_with(title) {
        return;
    }
    match out.chars().last() {
        Some(c) if is_wide(c) => out.extend(["（", title, "）"]),
        None => out.push_str(title),
        Some(c) => {
            if !c.is_whitespace() {
                out.push(' ');
            }
            out.extend(["(", title, ")"]);
        }
    }
}

/// Text with its character references read.
fn entities(text: &str, out: &mut String) {
    let mut parts = text.split('&');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        match part.split_once(';').and_then(|(name, rest)| Some((entity(name)?, rest))) {
            Some((character, rest)) => {
                out.push_str(&character);
                out.push_str(rest);
            }
            None => {
                out.push('&');
                out.push_str(part);
            }
        }
    }
}

/// The characters that a reference stands for. The parser of Markdown knows all names.
fn entity(name: &str) -> Option<String> {
    let common = match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "nbsp" => " ",
        _ => "",
    };
    if !common.is_empty() {
        return Some(common.to_owned());
    }
    if name.len() > 32 || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#') {
        return None;
    }
    let reference = format!("&{name};");
    let mut text = String::new();
    for event in Parser::new(&reference) {
        if let Event::Text(part) = event {
            text.push_str(&part);
        }
    }
    (!text.is_empty() && text != reference).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pieces: &[&str], expect: &str) {
        let (mut stripper, mut out) = (Stripper::default(), String::new());
        for piece in pieces {
            stripper.feed(piece, &mut out);
        }
        stripper.finish(&mut out);
        assert_eq!(out, expect, "{pieces:?}");
    }

    #[test]
    fn text_between_tags() {
        check(&["<b>a</b> &amp; <i class=\"x\">b</i>"], "a & b");
        check(&["<script>alert(1)", "</script>c"], "c");
        check(&["<!-- <b>x</b> -->d"], "d");
        check(&["<p>e", "</p>"], "\ne\n");
        check(&["<img src=x onerror=y>f"], "f");
        check(&["&#20013;&#x6587;&nope;&"], "中文&nope;&");
        check(&["&hellip;&mdash;&ldquo;a&rdquo;&nbsp;b&lt;c"], "…—“a” b<c");
        check(&["<style>x<y</style>g<"], "g<");
        check(&["<a href='x>y' title=\"甲\">乙</a>"], "乙（甲）");
        check(&["<img src=a alt=輝達 title='新品'>"], "輝達（新品）");
        check(&["<abbr title='graphics processor'>GPU</abbr>s"], "GPU (graphics processor)s");
        check(&["<tr><td>a</td><td>b</td></tr>"], "\na | b\n");
        check(&["<noscript>甲</noscript><object data=x>乙</object>"], "甲乙");
    }

    #[test]
    fn readings_above_characters() {
        check(&["<ruby>辉<rt>huī</rt>达<rt>dá</rt></ruby>发布"], "辉达发布");
        check(&["<ruby>漢<rp>(</rp><rt>hàn</rt><rp>)</rp>字<rt>zì</ruby>典"], "漢字典");
        check(&["<ruby>", "漢", "<rt>", "hàn", "<rt>", "Hàn", "</ruby>", "字"], "漢字");
        check(&["<rt>外"], "外");
        check(
            &["<ruby>輝<rt>ㄏㄨㄟ</rt>達<rt>da2</rt></ruby>、<ruby>新品<rt>xin pin</rt></ruby>"],
            "輝達、新品",
        );
        // What stands above is no reading, but a word.
        check(
            &["<ruby>联邦宇宙<rt>Fediverse</rt></ruby>与<ruby>键<rt> key </rt></ruby>"],
            "联邦宇宙（Fediverse）与键（key）",
        );
        check(&["<ruby>漢<rt>未完"], "漢未完");
    }

    #[test]
    fn what_is_no_tag_is_text() {
        for text in [
            "<The Information>",
            "<Information>",
            "<Meta>",
            "<TIME>",
            "<Time>",
            "<Mark Zuckerberg>",
            "<source>",
            "<Section 232>",
            "<think>",
            "</think>",
            "<a16z>",
            "<x.ai>",
            "<key=value>",
            "<a b>",
            "< b>",
            "<b",
            "<p 輝達",
            "<![CDATA[甲]]>",
            "<!Important>",
            "<?甲?>",
        ] {
            check(&[text], text);
        }
        for text in [
            "<BR>",
            "<Br>",
            "<TABLE border=1>",
            "<br/>",
            "<br />",
            "<details open>",
            "<DIV>",
            "<!DOCTYPE html>",
        ] {
            assert!(is_markup(text), "{text}");
        }
    }

    #[test]
    fn what_is_never_closed() {
        assert_eq!(unclosed("<!-- a"), Some("<!--"));
        assert_eq!(unclosed("<script>a"), Some("script"));
        assert_eq!(unclosed("<STYLE type='x'>a</b"), Some("style"));
        assert_eq!(unclosed("<script>a</SCRIPT >b"), None);
        assert_eq!(unclosed("<!-- a -->b"), None);
        assert_eq!(unclosed("<pre>a"), None);
        check(&["<script>留下", "文字"], "留下文字");
        let mut stripper = Stripper::default();
        stripper.feed("<!-- more --><!-- 註解 --><style>a</style>", &mut String::new());
        assert_eq!(stripper.left_out(), ["comment", "style"]);
    }
}
