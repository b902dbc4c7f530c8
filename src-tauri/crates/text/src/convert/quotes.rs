//! Quotation marks: 「甲『乙』」 in Taiwan and Hong Kong, “甲‘乙’” on the mainland. One character becomes one other.

use crate::offset::CharOffset;
use crate::script::Script;

/// All of them.
pub(super) const MARKS: [char; 8] = ['“', '”', '‘', '’', '「', '」', '『', '』'];

/// Puts the marks of the region in the place of those of the other, but for those in the parts that are `said` as they are.
pub(super) fn convert(text: &mut String, to: Script, said: &[(CharOffset, CharOffset)]) {
    if !text.contains(MARKS) {
        return;
    }
    let is_said = |at: usize| said.iter().any(|(from, to)| (from.0..to.0).contains(&at));
    let chars: Vec<char> = text.chars().collect();
    *text = match to {
        Script::Hans => {
            chars.iter().enumerate().map(|(at, c)| if is_said(at) { *c } else { hans(*c) }).collect()
        }
        Script::Hant => {
            let pairs = single_pairs(&chars);
            let new = |(at, c): (usize, &char)| if is_said(at) { *c } else { hant(*c, pairs.contains(&at)) };
            chars.iter().enumerate().map(new).collect()
        }
        Script::Latin | Script::Other => return,
    };
}

fn hans(c: char) -> char {
    match c {
        '「' => '“',
        '」' => '”',
        '『' => '‘',
        '』' => '’',
        _ => c,
    }
}

/// `paired`: a single mark that is one of two; else it may be an apostrophe.
fn hant(c: char, paired: bool) -> char {
    match c {
        '“' => '「',
        '”' => '」',
        '‘' if paired => '『',
        '’' if paired => '』',
        _ => c,
    }
}

/// Where single marks stand that open and close: a closing one between letters is an apostrophe.
fn single_pairs(chars: &[char]) -> Vec<usize> {
    let (mut pairs, mut open) = (Vec::new(), None);
    for (at, c) in chars.iter().enumerate() {
        let letter =
            |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_alphanumeric);
        match c {
            '‘' => open = Some(at),
            '’' if letter(at.checked_sub(1)) && letter(Some(at + 1)) => {}
            '’' => pairs.extend(open.take().into_iter().flat_map(|from| [from, at])),
            _ => {}
        }
    }
    pairs
}
