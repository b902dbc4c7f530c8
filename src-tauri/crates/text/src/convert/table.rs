//! The words of which each region has its own (`regions.txt`): which row begins at a place, and what a region writes for it.

use super::opencc::TO_HANT;
use super::words;
use crate::fold::folded_char;
use crate::region::Region;
use crate::script::Script;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A word of one region and what another writes for it.
struct Word {
    /// Folded.
    own: Vec<char>,
    /// Nothing where both are the same but for the script.
    other: Option<String>,
}

/// The words of one region that another may write otherwise, by their first folded character, the longest first.
pub(super) struct Table(HashMap<char, Vec<Word>>);

impl Table {
    /// The table from one region to another; none within one.
    pub(super) fn between(from: Region, to: Region) -> Option<&'static Self> {
        static TABLES: [LazyLock<Table>; 6] = [
            LazyLock::new(|| Table::read(Region::Tw, Region::Hk)),
            LazyLock::new(|| Table::read(Region::Tw, Region::Cn)),
            LazyLock::new(|| Table::read(Region::Hk, Region::Tw)),
            LazyLock::new(|| Table::read(Region::Hk, Region::Cn)),
            LazyLock::new(|| Table::read(Region::Cn, Region::Tw)),
            LazyLock::new(|| Table::read(Region::Cn, Region::Hk)),
        ];
        let number = match (from, to) {
            (Region::Tw, Region::Hk) => 0,
            (Region::Tw, Region::Cn) => 1,
            (Region::Hk, Region::Tw) => 2,
            (Region::Hk, Region::Cn) => 3,
            (Region::Cn, Region::Tw) => 4,
            (Region::Cn, Region::Hk) => 5,
            (Region::Tw, Region::Tw) | (Region::Hk, Region::Hk) | (Region::Cn, Region::Cn) => return None,
        };
        TABLES.get(number).map(|table| &**table)
    }

    fn read(from: Region, to: Region) -> Self {
        let mut words: HashMap<char, Vec<Word>> = HashMap::new();
        for row in ROWS.lines().filter(|row| !row.is_empty() && !row.starts_with('#')) {
            let (sense, row) = match (row.strip_prefix('<'), row.strip_prefix('>')) {
                (Some(row), _) => (to < from, row),
                (_, Some(row)) => (from < to, row),
                _ => (true, row),
            };
            if !sense {
                continue;
            }
            let columns: Vec<&str> = row.split('|').collect();
            let target = forms(&columns, to).into_iter().next().unwrap_or_default();
            // 本週 and 本周 are of one script, though folding makes them the same.
            let in_one_way = forms(&columns, Region::Tw).first() == forms(&columns, Region::Hk).first();
            for form in forms(&columns, from) {
                let own: Vec<char> = form.chars().map(folded_char).collect();
                let Some(first) = own.first() else { continue };
                let known = words.entry(*first).or_default();
                if known.iter().all(|word| word.own != own) {
                    let same = target.chars().map(folded_char).eq(own.iter().copied());
                    known.push(Word { own, other: (!same || !in_one_way).then(|| target.clone()) });
                }
            }
        }
        words.values_mut().for_each(|known| known.sort_by_key(|word| std::cmp::Reverse(word.own.len())));
        Self(words)
    }

    /// The words that stand at a place of a folded text, the longest first: how long they are in characters, and what is to be
    /// written for them, where it is anything else.
    pub(super) fn at(&self, folded: &[char]) -> impl Iterator<Item = (usize, Option<&str>)> {
        let known = folded.first().and_then(|first| self.0.get(first)).map_or(&[][..], Vec::as_slice);
        let here = known.iter().filter(|word| folded.starts_with(&word.own));
        here.map(|word| (word.own.len(), word.other.as_deref()))
    }
}

const ROWS: &str = include_str!("regions.txt");

/// What a region writes in a row, the first form first.
fn forms(columns: &[&str], region: Region) -> Vec<String> {
    let column = |at: usize| columns.get(at).copied().unwrap_or_default();
    let written = match (region, column(1)) {
        (Region::Tw, _) | (Region::Hk, "") => column(0),
        (Region::Cn, _) => column(2),
        (Region::Hk, "=") => {
            let Some(converter) = TO_HANT.as_ref() else { return Vec::new() };
            let traditional = |form| words::convert(form, ' ', Script::Hant, converter);
            let own = |form| words::to_hong_kong(&traditional(form), ' ').into_owned();
            return column(2).split(',').map(own).collect();
        }
        (Region::Hk, own) => own,
    };
    written.split(',').map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::detect;

    #[test]
    fn every_row_has_three_columns_in_their_scripts() {
        for row in ROWS.lines().filter(|row| !row.is_empty() && !row.starts_with('#')) {
            let columns: Vec<&str> = row.trim_start_matches(['<', '>']).split('|').collect();
            assert_eq!(columns.len(), 3, "{row}");
            for region in Region::ALL {
                for form in forms(&columns, region) {
                    assert!(!form.is_empty() && form.trim() == form, "{row}");
                    assert!(
                        detect(&form) == region.script() || detect(&form) == Script::Other || form.is_ascii(),
                        "{row}: {form} is not in the script of {region:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn no_row_says_what_another_says() {
        let mut seen = std::collections::HashSet::new();
        for row in ROWS.lines().filter(|row| row.contains('|')) {
            assert!(seen.insert(row), "{row} stands twice");
        }
    }
}
