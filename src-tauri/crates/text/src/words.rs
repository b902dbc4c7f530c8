//! The words of a dictionary of Chinese (jieba's), as a tree of characters: a word is where a way from its root ends.
//!
//! The tree is a part of the program as `build.rs` makes it, so that nothing is loaded before the first word is asked for.

/// The tree, in the parts of its table: see `build.rs`.
#[derive(Debug)]
pub(crate) struct Words {
    /// How often all words were counted.
    pub(crate) total: u64,
    roots: &'static [u8],
    pairs: &'static [u8],
    labels: &'static [u8],
    first: &'static [u8],
    records: &'static [u8],
}

/// A place in the tree: the characters on the way to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Node(u32);

/// What is known of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word(u32);

impl Word {
    /// How often it was counted.
    pub(crate) fn count(self) -> u32 {
        self.0 & 0x3fff_ffff
    }

    /// Whether it is the name of a person or a place.
    pub(crate) fn is_name(self) -> bool {
        self.0 >> 30 & 1 == 1
    }

    /// Whether the dictionary writes it otherwise than folding does, as 接着 and 账户.
    pub(crate) fn is_folded_only(self) -> bool {
        self.0 >> 31 == 1
    }
}

/// The words.
pub(crate) static WORDS: Words = Words::of(include_bytes!(concat!(env!("OUT_DIR"), "/words.bin")));

impl Words {
    const fn of(table: &'static [u8]) -> Self {
        let (total, rest) = number::<8>(table);
        let (nodes, rest) = number::<4>(rest);
        let nodes = u32::from_le_bytes(nodes) as usize;
        let (roots, rest) = rest.split_at(2 << 16);
        let (pairs, rest) = rest.split_at(1 << 18);
        let (labels, rest) = rest.split_at(2 * nodes);
        let (first, records) = rest.split_at(4 * nodes + 4);
        Self { total: u64::from_le_bytes(total), roots, pairs, labels, first, records }
    }

    /// The place that a character leads to from the beginning.
    #[inline]
    fn root(&self, c: char) -> Option<Node> {
        match u16_at(self.roots, c as usize) {
            0 => None,
            node => Some(Node(u32::from(node))),
        }
    }

    /// The place that a character leads to from another one.
    #[inline]
    fn step(&self, Node(node): Node, c: char) -> Option<Node> {
        let (mut from, mut to) = (u32_at(self.first, node as usize), u32_at(self.first, node as usize + 1));
        while from < to {
            let middle = from.midpoint(to);
            match u32::from(u16_at(self.labels, middle as usize)).cmp(&u32::from(c)) {
                std::cmp::Ordering::Less => from = middle + 1,
                std::cmp::Ordering::Equal => return Some(Node(middle)),
                std::cmp::Ordering::Greater => to = middle,
            }
        }
        None
    }

    /// The word that ends at a place.
    #[inline]
    fn word(&self, Node(node): Node) -> Option<Word> {
        Some(Word(u32_at(self.records, node as usize))).filter(|word| word.0 != 0)
    }

    /// Whether words that begin with these two characters may be longer than that. Most questions are answered by this,
    /// without a walk.
    #[inline]
    fn may_exceed(&self, a: char, b: char, length: usize) -> bool {
        let mixed = u32::from(a).wrapping_mul(0x9e37_79b1) ^ u32::from(b).wrapping_mul(0x85eb_ca6b);
        let place = (mixed >> 12) as usize;
        let class = self.pairs.get(place / 4).map_or(0, |byte| byte >> (place % 4 * 2) & 3);
        class > 0 && usize::from(class) >= length.min(3)
    }

    /// Whether a row of characters begins with a word of two or more that is longer than `length`.
    #[inline]
    pub(crate) fn exceeds(&self, chars: &[char], length: usize) -> bool {
        let [a, b, ..] = *chars else { return false };
        self.may_exceed(a, b, length) && self.beginning(chars).any(|(own, _)| own > length.max(1))
    }

    /// The words that a row of characters begins with, the shortest first, each with its length.
    #[inline]
    pub(crate) fn beginning<'a>(&'a self, chars: &'a [char]) -> impl Iterator<Item = (usize, Word)> + 'a {
        let mut node = None;
        let ways = chars.iter().map_while(move |c| {
            node = match node {
                None => self.root(*c),
                Some(node) => self.step(node, *c),
            };
            node
        });
        (1..).zip(ways).filter_map(|(length, node)| Some((length, self.word(node)?)))
    }
}

/// The first bytes of a table, and the rest of it.
const fn number<const LENGTH: usize>(table: &[u8]) -> ([u8; LENGTH], &[u8]) {
    match table.split_first_chunk::<LENGTH>() {
        Some((number, rest)) => (*number, rest),
        None => ([0; LENGTH], table),
    }
}

#[inline]
fn u16_at(table: &[u8], at: usize) -> u16 {
    table.get(2 * at..).and_then(|rest| rest.first_chunk()).map_or(0, |bytes| u16::from_le_bytes(*bytes))
}

#[inline]
fn u32_at(table: &[u8], at: usize) -> u32 {
    table.get(4 * at..).and_then(|rest| rest.first_chunk()).map_or(0, |bytes| u32::from_le_bytes(*bytes))
}
