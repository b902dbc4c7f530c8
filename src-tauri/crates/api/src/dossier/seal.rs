//! The checksum that a dossier bears: SHA-256 of the whole file, with noughts where the checksum stands.
//!
//! It tells whether a file is as it was made, not by whom it was made.

use sha2::{Digest, Sha256};
use std::fmt::Write;

/// What stands before the checksum. What is in a dossier has no bare `<`, so it stands once.
const BEFORE: &str = "<meta name=\"zhimai-dossier\" content=\"sha256-";
const AFTER: &str = "\">";
const DIGITS: usize = 64;

/// What became of a file since its checksum was written.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Seal {
    /// It is as it was made; its checksum.
    Whole(String),
    /// It is not; the checksum that it bears.
    Broken(String),
    /// It bears none, or more than one.
    None,
}

/// The element that is to stand in the file's head, with no checksum in it yet.
pub(super) fn blank() -> String {
    format!("{BEFORE}{}{AFTER}", "0".repeat(DIGITS))
}

/// A file that holds [`blank`], with its checksum in it.
pub(super) fn sealed(page: &str) -> String {
    page.replacen(&blank(), &format!("{BEFORE}{}{AFTER}", checksum(page.as_bytes())), 1)
}

/// Holds a file against the checksum that it bears.
pub(super) fn check(file: &[u8]) -> Seal {
    let places: Vec<usize> = file
        .windows(BEFORE.len())
        .enumerate()
        .filter(|(_, it)| *it == BEFORE.as_bytes())
        .map(|(at, _)| at)
        .collect();
    let [at] = places.as_slice() else { return Seal::None };
    let start = at + BEFORE.len();
    let Some(borne) = file.get(start..start + DIGITS).filter(|it| it.iter().all(u8::is_ascii_hexdigit))
    else {
        return Seal::None;
    };
    let borne = String::from_utf8_lossy(borne).into_owned();
    let mut noughts = file.to_vec();
    noughts[start..start + DIGITS].fill(b'0');
    if checksum(&noughts) == borne { Seal::Whole(borne) } else { Seal::Broken(borne) }
}

fn checksum(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(DIGITS);
    for byte in Sha256::digest(bytes) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> String {
        sealed(&format!("<!doctype html>\n{}\n<p>30億</p>\n", blank()))
    }

    #[test]
    fn a_page_is_whole_until_a_byte_of_it_is_another() {
        let page = page();
        assert!(matches!(check(page.as_bytes()), Seal::Whole(_)));
        for at in 0..page.len() {
            let mut bytes = page.clone().into_bytes();
            bytes[at] ^= 1;
            assert!(!matches!(check(&bytes), Seal::Whole(_)), "byte {at}");
        }
        assert!(matches!(check(page.trim_end().as_bytes()), Seal::Broken(_)));
        assert!(matches!(check(format!("{page} ").as_bytes()), Seal::Broken(_)));
    }

    #[test]
    fn what_bears_no_checksum_or_two_is_no_dossier() {
        assert_eq!(check(b""), Seal::None);
        assert_eq!(check(b"<!doctype html><p>30</p>"), Seal::None);
        assert_eq!(check(BEFORE.as_bytes()), Seal::None);
        assert_eq!(check(format!("{}{}", page(), page()).as_bytes()), Seal::None);
    }
}
