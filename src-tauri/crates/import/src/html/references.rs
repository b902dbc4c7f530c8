//! Character references: `&amp;`, `&#20013;`.

use pulldown_cmark::{Event, Parser};

/// Text with its character references read.
pub(super) fn entities(text: &str, out: &mut String) {
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
