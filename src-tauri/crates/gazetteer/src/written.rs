//! What folding takes away and names need: where a text has capitals, and where its lines and cells end.

use zhimai_text::fold::Folded;

/// The capitals and the ends of lines of a text, by code point. Made at the first question, as most texts never ask.
pub(crate) struct Written<'a> {
    text: &'a str,
    folded: &'a Folded,
    sets: std::cell::OnceCell<(Bits, Bits)>,
}

impl<'a> Written<'a> {
    /// `folded` is the text, folded.
    pub(crate) fn new(text: &'a str, folded: &'a Folded) -> Self {
        Self { text, folded, sets: std::cell::OnceCell::new() }
    }

    /// Whether a folded character was a capital.
    pub(crate) fn is_capital(&self, at: usize) -> bool {
        self.sets().0.has(self.folded.original(at, at + 1).0.0)
    }

    /// Whether a line or a cell of a table ends between two folded characters.
    pub(crate) fn parts(&self, before: usize, after: usize) -> bool {
        let from = self.folded.original(before, before + 1).1.0;
        let to = self.folded.original(after, after + 1).0.0;
        (from..to).any(|at| self.sets().1.has(at))
    }

    fn sets(&self) -> &(Bits, Bits) {
        self.sets.get_or_init(|| {
            let (mut capitals, mut ends) = (Bits::default(), Bits::default());
            for (at, c) in self.text.chars().enumerate() {
                match c {
                    '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                        ends.put(at)
                    }
                    // No script that is asked about has any further on, and asking takes long.
                    c if c.is_ascii_uppercase() || c > '\u{7f}' && c < '\u{2000}' && c.is_uppercase() => {
                        capitals.put(at);
                    }
                    _ => {}
                }
            }
            (capitals, ends)
        })
    }
}

/// A set of small numbers.
#[derive(Default)]
struct Bits(Vec<u64>);

impl Bits {
    fn put(&mut self, at: usize) {
        if self.0.len() <= at / 64 {
            self.0.resize(at / 64 + 1, 0);
        }
        if let Some(word) = self.0.get_mut(at / 64) {
            *word |= 1 << (at % 64);
        }
    }

    fn has(&self, at: usize) -> bool {
        self.0.get(at / 64).is_some_and(|word| word & (1 << (at % 64)) != 0)
    }
}
