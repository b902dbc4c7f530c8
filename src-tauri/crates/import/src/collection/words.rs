//! What a collection and an article may be called: where the person writes it, and in a file that another person opens. What fits
//! in the one fits in the other.

use crate::finish::{MAX_NAME, MAX_TITLE, is_stray};

/// The longest name of a collection and the longest text on what it is, in code points.
pub const LONGEST_NAME: usize = 200;
/// See [`LONGEST_NAME`].
pub const LONGEST_DESCRIPTION: usize = 4_000;
/// The longest title of an article and the longest name of its source, in code points.
pub const LONGEST_TITLE: usize = MAX_TITLE;
/// See [`LONGEST_TITLE`].
pub const LONGEST_SOURCE: usize = MAX_NAME;

/// Whether a collection can be called so: one line with something to see in it.
pub fn is_name(text: &str) -> bool {
    is_line(text, LONGEST_NAME) && is_seen(text)
}

/// Whether this can be said of a collection.
pub fn is_description(text: &str) -> bool {
    text.chars().count() <= LONGEST_DESCRIPTION && !text.chars().any(is_stray)
}

/// Whether an article can have this title. One that was shortened ends with an ellipsis.
pub fn is_title(text: &str) -> bool {
    is_line(text, LONGEST_TITLE.saturating_add(1))
}

/// Whether a source, or who wrote an article, can be called so.
pub fn is_source(text: &str) -> bool {
    is_line(text, LONGEST_SOURCE.saturating_add(1))
}

/// Whether there is something to see in a text: more than spaces, joiners and marks of direction.
pub fn is_seen(text: &str) -> bool {
    let takes_no_room = |c: char| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}');
    text.chars().any(|c| !c.is_whitespace() && !is_stray(c) && !takes_no_room(c))
}

/// Whether a text is one line of no more than so many code points, without what steers a terminal or turns the order of letters.
pub(crate) fn is_line(text: &str, longest: usize) -> bool {
    text.chars().count() <= longest && !text.chars().any(|c| c.is_control() || is_stray(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_line_that_can_be_seen() {
        for good in ["甲", "a b", "—", "🙂", "👩\u{200d}💻", "©", &"長".repeat(200)] {
            assert!(is_name(good) && is_title(good) && is_source(good), "{good}");
        }
        for bad in ["", " ", "\u{200b}", "\u{ad}\u{2060}", &"長".repeat(201)] {
            assert!(!is_name(bad), "{bad:?}");
        }
        for stray in ["a\nb", "a\tb", "\u{202e}a", "a\u{1b}[31m", "\u{2066}a", "\u{feff}a"] {
            assert!(!is_name(stray) && !is_title(stray) && !is_source(stray), "{stray:?}");
        }
        assert!(is_description("two\nlines") && !is_description("\u{202e}") && !is_description("\u{1b}[0m"));
        assert!(!is_title(&"長".repeat(502)) && !is_source(&"長".repeat(202)));
    }
}
