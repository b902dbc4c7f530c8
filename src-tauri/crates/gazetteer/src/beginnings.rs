//! Says of nearly every place in a text at once that no name begins there, however many names there are.

/// A set of the keys that entries are looked up by, a bit each. It has all of them, and some that are none.
#[derive(Debug, Default)]
pub(crate) struct Beginnings {
    bits: Vec<u64>,
    /// How far a mixed key is shifted to tell its bit.
    shift: u32,
}

/// So many bits there are for each key at least: one in so many others is taken for one.
const BITS_A_KEY: usize = 16;

impl Beginnings {
    pub(crate) fn of(keys: impl ExactSizeIterator<Item = u64>) -> Self {
        let count = (keys.len() * BITS_A_KEY).next_power_of_two().max(64);
        let mut set = Self { bits: vec![0; count / 64], shift: u64::BITS - count.trailing_zeros() };
        for key in keys {
            let (word, bit) = set.place(key);
            if let Some(word) = set.bits.get_mut(word) {
                *word |= bit;
            }
        }
        set
    }

    #[inline]
    fn place(&self, key: u64) -> (usize, u64) {
        let mixed = (key ^ key >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> self.shift;
        ((mixed / 64) as usize, 1 << (mixed % 64))
    }

    /// Whether a key may be one of these.
    #[inline]
    pub(crate) fn may_have(&self, key: u64) -> bool {
        let (word, bit) = self.place(key);
        self.bits.get(word).is_some_and(|word| word & bit != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn has_all_and_few_others() {
        assert!(!Beginnings::default().may_have(0));
        for count in [0_u64, 1, 5_000] {
            let key = |number: u64| (0x4e00 + number % 97) << 32 | (0x4e00 + number / 97);
            let set = Beginnings::of((0..count).map(key).collect::<Vec<_>>().into_iter());
            assert!((0..count).all(|number| set.may_have(key(number))));
            let others = (count..count + 10_000).filter(|number| set.may_have(key(*number))).count();
            assert!(others < 10_000 / BITS_A_KEY * 2, "{others} of 10000 others beside {count}");
        }
    }
}
