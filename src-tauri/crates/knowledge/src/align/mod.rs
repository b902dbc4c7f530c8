//! Aligns two texts of which one is the translation of the other, paragraph by paragraph: by how long the paragraphs are, and by
//! the sums, dates, names and numbers that both sides have.
//!
//! The links are those with the highest sum of scores (dynamic programming, as Gale and Church align sentences). A pin is a pair
//! that the person says belongs together: it stands, and what lies between two pins is aligned by itself.

mod link;
mod paragraph;
mod piece;

pub use link::Link;
pub use paragraph::Paragraph;

use piece::links;

/// Why pins cannot stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadPin {
    /// One of the texts has no such paragraph.
    Missing((usize, usize)),
    /// Two that cross each other, or that share a paragraph.
    Crossing((usize, usize), (usize, usize)),
}

/// Aligns two texts. Pins are pairs of places, in any order. Every paragraph of both is in one link, and the links are in the
/// order of both texts. It is the same from either side.
///
/// Texts so long that comparing every pair would take too much are compared near the diagonal alone: some hundred and fifty
/// paragraphs to either side.
pub fn align(one: &[Paragraph], other: &[Paragraph], pins: &[(usize, usize)]) -> Result<Vec<Link>, BadPin> {
    let pins = in_order(one, other, pins)?;
    let mirrored: Vec<_> = pins.iter().map(|(a, b)| (*b, *a)).collect();
    // Where several alignments are as good as each other, the same one is chosen from either side.
    Ok(if (one, &pins) <= (other, &mirrored) {
        between(one, other, &pins)
    } else {
        between(other, one, &mirrored).into_iter().map(Link::mirrored).collect()
    })
}

/// The pins in the order of the texts.
fn in_order(
    one: &[Paragraph],
    other: &[Paragraph],
    pins: &[(usize, usize)],
) -> Result<Vec<(usize, usize)>, BadPin> {
    let mut pins = pins.to_vec();
    pins.sort_unstable();
    pins.dedup();
    if let Some(pin) = pins.iter().find(|(a, b)| *a >= one.len() || *b >= other.len()) {
        return Err(BadPin::Missing(*pin));
    }
    for (before, after) in pins.iter().zip(pins.iter().skip(1)) {
        if before.0 >= after.0 || before.1 >= after.1 {
            return Err(BadPin::Crossing(*before, *after));
        }
    }
    Ok(pins)
}

/// The links of what lies between the pins, with the pins.
fn between(one: &[Paragraph], other: &[Paragraph], pins: &[(usize, usize)]) -> Vec<Link> {
    let mut all = Vec::new();
    let (mut a, mut b) = (0, 0);
    let end = (one.len(), other.len());
    for (to_a, to_b) in pins.iter().copied().chain([end]) {
        let piece = links(one.get(a..to_a).unwrap_or_default(), other.get(b..to_b).unwrap_or_default());
        all.extend(piece.into_iter().map(|link| Link {
            one: a + link.one.start..a + link.one.end,
            other: b + link.other.start..b + link.other.end,
        }));
        if (to_a, to_b) != end {
            all.push(Link { one: to_a..to_a + 1, other: to_b..to_b + 1 });
        }
        (a, b) = (to_a + 1, to_b + 1);
    }
    all
}
