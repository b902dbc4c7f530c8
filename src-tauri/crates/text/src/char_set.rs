//! Sets of characters, for questions that are asked of every character of every text.

/// The code points of the Basic Multilingual Plane.
const PLANE: usize = 0x10000;

/// A set of characters of the Basic Multilingual Plane, a bit each. Comparing with a list of characters takes several
/// branches that are not predicted well; asking this takes one that nearly always is.
#[derive(Debug)]
pub struct CharSet(Vec<u64>);

impl CharSet {
    /// The characters of which something is true; those of the other planes are left out.
    pub(crate) fn of(matches: impl Fn(char) -> bool) -> Self {
        ('\0'..='\u{ffff}').filter(|c| matches(*c)).collect()
    }

    /// Puts a character in. Nothing happens for one of another plane.
    fn insert(&mut self, c: char) {
        if let Some(word) = self.0.get_mut(c as usize / 64) {
            *word |= 1 << (c as usize % 64);
        }
    }

    /// Whether a character is in it.
    #[inline]
    pub fn contains(&self, c: char) -> bool {
        self.0.get(c as usize / 64).is_some_and(|word| word >> (c as usize % 64) & 1 == 1)
    }

    /// The first place from `at` whose character is in it.
    #[inline]
    pub(crate) fn next_in(&self, chars: &[char], at: usize) -> Option<usize> {
        Some(at + chars.get(at..)?.iter().position(|c| self.contains(*c))?)
    }
}

/// The characters of a text, with those of `few` changed.
pub(crate) fn with_changed(text: &str, few: &CharSet, change: impl Fn(char) -> char) -> Vec<char> {
    // To count them is nothing beside growing step by step.
    let mut chars = Vec::with_capacity(text.chars().count());
    chars.extend(text.chars().map(|c| if few.contains(c) { change(c) } else { c }));
    chars
}

impl FromIterator<char> for CharSet {
    fn from_iter<I: IntoIterator<Item = char>>(chars: I) -> Self {
        let mut set = Self(vec![0; PLANE / 64]);
        chars.into_iter().for_each(|c| set.insert(c));
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_what_it_was_given() {
        let mut set = CharSet::of(|c| matches!(c, '\0' | '一' | '\u{ffff}' | '🙂'));
        assert!(set.contains('\0') && set.contains('一') && set.contains('\u{ffff}'));
        assert!(!set.contains('🙂') && !set.contains('丁') && !set.contains('\u{1}'));
        set.insert('丁');
        set.insert('🙂');
        assert!(set.contains('丁') && !set.contains('🙂'));
        assert_eq!(set.next_in(&['a', '一', '丁'], 0), Some(1));
        assert_eq!(set.next_in(&['a', '一', '丁'], 2), Some(2));
        assert_eq!((set.next_in(&['a'], 0), set.next_in(&['a'], 7)), (None, None));
        assert_eq!(with_changed("a一b", &set, |_| '-'), ['a', '-', 'b']);
    }
}
