//! What tells near copies of a text: its shingles, and a small fingerprint of them by which candidates are looked up.
//!
//! A shingle is five characters in a row of a folded text, letters and digits only, so that neither script nor punctuation nor
//! line breaks matter. The fingerprint is a MinHash of 72 values in 24 bands of three: of two texts that share the share `j` of all
//! their shingles, a band is the same with the likelihood `j³`, and any of them with `1 − (1 − j³)²⁴`: 0.96 for a half.
//! The values come of one permutation in 72 bins; a bin that is left empty borrows from another, which only depends on its
//! number and on which are empty.

use crate::fold::fold;

/// Raised whenever a text gets another fingerprint than before, so that all are made anew.
pub const VERSION: u32 = 1;

/// How many characters make a shingle.
const SHINGLE: usize = 5;
/// How many values a fingerprint has, and how many of them make a band.
const VALUES: usize = 72;
const ROWS: usize = 3;
/// How many bands a fingerprint has.
pub const BANDS: usize = VALUES / ROWS;
/// A text with fewer different shingles is too short to tell.
const LEAST: usize = 80;
/// Bands are written in so many bits: they are kept by the million.
const BAND_BITS: u32 = 48;

/// The different shingles of a text, by their hashes, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shingles(Vec<u64>);

impl Shingles {
    /// Those of a text.
    pub fn of(text: &str) -> Self {
        let chars: Vec<char> = fold(text).chars.into_iter().filter(|c| c.is_alphanumeric()).collect();
        let mut all: Vec<u64> = chars.windows(SHINGLE).map(hashed).collect();
        all.sort_unstable();
        all.dedup();
        Self(all)
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// How many are in another text, too.
    pub fn common(&self, other: &Self) -> usize {
        let (mut rest, mut common) = (other.0.iter().peekable(), 0);
        for one in &self.0 {
            while rest.next_if(|there| *there < one).is_some() {}
            common += usize::from(rest.next_if_eq(&one).is_some());
        }
        common
    }

    /// The bands of the fingerprint: two texts of which a band is the same may be copies. Nothing where the text is too short.
    pub fn bands(&self) -> Option<[u64; BANDS]> {
        if self.0.len() < LEAST {
            return None;
        }
        let values = self.values();
        let mut bands = [0; BANDS];
        for (number, (band, rows)) in (0_u64..).zip(bands.iter_mut().zip(values.chunks(ROWS))) {
            *band = rows.iter().fold(number, |hash, value| mixed(hash ^ value)) >> (u64::BITS - BAND_BITS);
        }
        Some(bands)
    }

    /// The least hash of each bin.
    fn values(&self) -> [u64; VALUES] {
        let mut least = [u64::MAX; VALUES];
        for hash in &self.0 {
            if let Some(value) = bin(*hash).and_then(|bin| least.get_mut(bin)) {
                *value = (*value).min(*hash);
            }
        }
        let mut values = least;
        for (number, value) in (0_u64..).zip(&mut values) {
            let mut from = number;
            while *value == u64::MAX {
                from = mixed(from.wrapping_add(1));
                let lent = bin(from).and_then(|bin| least.get(bin)).copied().unwrap_or(0);
                // With its number, so that two that borrow from one are no more than one that agrees by chance.
                *value = if lent == u64::MAX { u64::MAX } else { mixed(lent ^ number) };
            }
        }
        values
    }
}

/// The bin of a hash: by its upper bits, as the lower ones decide which is the least.
fn bin(hash: u64) -> Option<usize> {
    usize::try_from((u128::from(hash.rotate_left(32)) * VALUES as u128) >> u64::BITS).ok()
}

/// The hash of the characters of a shingle: of as many at a time as fit.
fn hashed(chars: &[char]) -> u64 {
    let packed = |some: &[char]| some.iter().fold(0, |all, c| all << 21 | u64::from(*c));
    chars.chunks(3).fold(0, |hash, some| mixed(hash ^ packed(some)))
}

/// Spreads what differs in a few bits over all of them (SplitMix64). It is kept what comes of it, so it stays as it is.
fn mixed(hash: u64) -> u64 {
    let mut z = hash.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A text of so many characters that no other seed gives.
    fn text(seed: u64, length: u32) -> String {
        let c = |n: u32| char::from_u32(0x4e00 + u32::try_from(mixed(seed ^ u64::from(n)) % 3_000).unwrap());
        (0..length).filter_map(c).collect()
    }

    fn agreeing(one: &str, other: &str) -> usize {
        let [one, other] = [one, other].map(|text| Shingles::of(text).bands().unwrap());
        one.iter().zip(other).filter(|(one, other)| *one == other).count()
    }

    #[test]
    fn script_signs_and_spaces_do_not_matter() {
        let hant = "輝達與開放人工智慧公司，在臺灣簽下一份「十億美元」的長約。";
        let hans = "辉达与开放人工智慧公司 在台湾签下一份“十亿美元”的长约";
        assert_eq!(Shingles::of(hant), Shingles::of(hans));
        assert_eq!(Shingles::of("Read  the NEWS"), Shingles::of("read, the news."));
    }

    #[test]
    fn what_is_too_short_tells_nothing() {
        assert_eq!(Shingles::of(&text(1, 83)).bands(), None);
        assert!(Shingles::of(&text(1, 84)).bands().is_some());
        assert_eq!(Shingles::of(&"一再說同一句話。".repeat(99)).bands(), None);
        assert_eq!(Shingles::of("").count(), 0);
    }

    #[test]
    fn a_text_that_is_half_of_another_shares_a_band_and_others_do_not() {
        let (mut found, mut chance) = (0, 0);
        for seed in 0..200 {
            let (whole, other) = (text(seed, 600), text(seed + 1_000, 600));
            let half: String = whole.chars().take(300).collect();
            found += usize::from(agreeing(&whole, &half) > 0);
            chance += usize::from(agreeing(&whole, &other) > 0);
        }
        assert!(found >= 180, "{found}");
        assert_eq!(chance, 0);
    }

    #[test]
    fn as_many_bands_agree_as_the_share_of_common_shingles_says() {
        // Half of what both have together is common to them: an eighth of the bands.
        let bands: usize = (0..300)
            .map(|seed| agreeing(&text(seed, 1_500), &(text(seed, 1_000) + &text(seed + 900, 500))))
            .sum();
        let share = bands as f64 / f64::from(300 * 24);
        assert!((0.09..0.16).contains(&share), "{share}");
    }

    #[test]
    fn a_fingerprint_is_the_same_in_every_build() {
        let bands = Shingles::of(&text(7, 500)).bands().unwrap();
        assert!(bands.iter().all(|band| *band < 1 << BAND_BITS));
        assert_eq!(bands.iter().fold(0, |hash, band| mixed(hash ^ band)), 17_128_266_352_625_018_594);
    }

    proptest! {
        #[test]
        fn common_shingles_are_those_of_both(one in "[abc甲乙]{0,40}", other in "[abc甲乙]{0,40}") {
            let (a, b) = (Shingles::of(&one), Shingles::of(&other));
            let plain = a.0.iter().filter(|hash| b.0.contains(hash)).count();
            prop_assert_eq!(a.common(&b), plain);
            prop_assert_eq!(b.common(&a), plain);
        }
    }
}
