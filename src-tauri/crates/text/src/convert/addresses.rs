//! Addresses of the web in running text: they lead nowhere when a character of them is another.

use super::opencc::is_ideograph;

/// Where addresses stand in a text: start and end in characters, in order.
pub(super) fn addresses(chars: &[char]) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for at in 0..chars.len() {
        let rest = chars.get(at..).unwrap_or_default();
        if !rest.starts_with(&[':', '/', '/']) || found.last().is_some_and(|(_, end)| *end > at) {
            continue;
        }
        let scheme = chars.get(..at).unwrap_or_default();
        let scheme = scheme.iter().rev().take_while(|c| c.is_ascii_alphanumeric()).count();
        // Chinese that follows a letter or a digit is the next word of the sentence: https://a.tw/b上.
        let mut last = '/';
        let length = rest.iter().take_while(|c| {
            let own = match **c {
                c if is_ideograph(c) => is_ideograph(last) || "/=-_.?&#+%:".contains(last),
                c => c.is_ascii_graphic() && !"<>\"`".contains(c),
            };
            last = **c;
            own
        });
        let length = length.count();
        if scheme > 0 && length > 3 {
            found.push((at - scheme, at + length));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_in_running_text() {
        for (text, expect) in [
            ("見https://a.tw/軟體.zip。軟體", vec!["https://a.tw/軟體.zip"]),
            ("https://a.tw/b上的軟體", vec!["https://a.tw/b"]),
            ("（http://網路.tw/?q=滑鼠），ftp://x/資料 與", vec!["http://網路.tw/?q=滑鼠", "ftp://x/資料"]),
            ("://軟體，a:// 軟體", vec![]),
        ] {
            let chars: Vec<char> = text.chars().collect();
            let found =
                addresses(&chars).into_iter().map(|(from, to)| chars[from..to].iter().collect::<String>());
            assert_eq!(found.collect::<Vec<_>>(), expect);
        }
    }
}
