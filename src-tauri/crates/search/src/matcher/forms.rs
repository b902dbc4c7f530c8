//! Words and phrases as they stand in a text: a word by its stem too, a phrase by its last word's.

use super::occurrence::Occurrence;
use rustc_hash::FxHashMap;
use zhimai_text::segment::{Gap, Unit, UnitKind, is_ideograph, stem};

/// A word of letters that is looked for.
pub(crate) struct WordForm<'a> {
    word: &'a str,
    stem: String,
    prefix: bool,
}

impl<'a> WordForm<'a> {
    /// With `prefix`, any word that begins like this will do.
    pub(crate) fn new(word: &'a str, prefix: bool) -> Self {
        Self { word, stem: stem(word).into_owned(), prefix }
    }

    pub(crate) fn fits(&self, own: &[char]) -> bool {
        let mut rest = own.iter();
        if self.word.chars().all(|c| rest.next() == Some(&c)) && (self.prefix || rest.as_slice().is_empty()) {
            return true;
        }
        // Stemming is slow: only for words that begin alike.
        let alike = self.stem.chars().take(3).zip(own).all(|(a, b)| a == *b);
        if !alike || own.len() < 4 || own.len() > 40 {
            return false;
        }
        let other: String = own.iter().collect();
        stem(&other) == self.stem.as_str()
    }
}

/// Words and phrases of which any number may be looked for at once.
#[derive(Default)]
pub(crate) struct Forms<'a> {
    /// By their first two characters.
    starts: FxHashMap<(char, char), Vec<Form<'a>>>,
}

struct Form<'a> {
    atom: usize,
    shape: Shape<'a>,
}

enum Shape<'a> {
    Chinese(Vec<char>),
    Words(Vec<WordForm<'a>>),
}

impl<'a> Forms<'a> {
    /// Adds a folded form: Chinese characters, or words parted by single spaces. One character alone is passed over.
    pub(crate) fn add(&mut self, form: &'a str, atom: usize) {
        let mut chars = form.chars();
        let (Some(first), Some(second)) = (chars.next(), chars.next()) else { return };
        let shape = if is_ideograph(first) {
            Shape::Chinese(form.chars().collect())
        } else {
            Shape::Words(form.split(' ').map(|word| WordForm::new(word, false)).collect())
        };
        self.starts.entry((first, second)).or_default().push(Form { atom, shape });
    }

    /// Adds an occurrence for every place where a form stands. `row` are the units of `chars`.
    pub(crate) fn find(&self, chars: &[char], row: &[Unit], occurrences: &mut Vec<Occurrence>) {
        if self.starts.is_empty() {
            return;
        }
        for (at, unit) in row.iter().enumerate() {
            let second = match unit.kind {
                UnitKind::Ideograph => row.get(at + 1).map(|next| next.start),
                UnitKind::Word => Some(unit.start + 1),
                UnitKind::Number | UnitKind::Symbol => None,
            };
            let key = second.and_then(|second| Some((*chars.get(unit.start)?, *chars.get(second)?)));
            for form in key.and_then(|key| self.starts.get(&key)).into_iter().flatten() {
                if let Some(end) = form.shape.end(chars, row.get(at..).unwrap_or_default()) {
                    occurrences.push(Occurrence { start: unit.start, end, atom: form.atom });
                }
            }
        }
    }
}

impl Shape<'_> {
    /// Where it ends, in folded characters, if the row begins with it.
    fn end(&self, chars: &[char], row: &[Unit]) -> Option<usize> {
        let mut units = row.iter();
        let mut last = None;
        match self {
            Shape::Chinese(form) => {
                for (at, c) in form.iter().enumerate() {
                    let unit = units.next().filter(|unit| at == 0 || unit.gap <= Gap::Space)?;
                    if chars.get(unit.start) != Some(c) {
                        return None;
                    }
                    last = Some(unit.end);
                }
            }
            Shape::Words(words) => {
                for (at, word) in words.iter().enumerate() {
                    let mut unit = units.next()?;
                    if at > 0 && unit.kind == UnitKind::Symbol && chars.get(unit.start) == Some(&'-') {
                        unit = units.next()?;
                    }
                    if !word.fits(chars.get(unit.start..unit.end)?) {
                        return None;
                    }
                    last = Some(unit.end);
                }
            }
        }
        last
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use zhimai_text::fold::fold;
    use zhimai_text::segment::units;

    fn check(forms: &[&str], text: &str, expect: &[&str]) {
        let mut all = Forms::default();
        forms.iter().enumerate().for_each(|(atom, form)| all.add(form, atom));
        let folded = fold(text);
        let row: Vec<Unit> = units(&folded.chars).collect();
        let mut occurrences = Vec::new();
        all.find(&folded.chars, &row, &mut occurrences);
        let found: Vec<String> =
            occurrences.iter().map(|one| folded.chars[one.start..one.end].iter().collect()).collect();
        assert_eq!(found, expect, "{forms:?} in {text}");
    }

    #[test]
    fn where_forms_stand() {
        check(&["投资", "投资人"], "投資 人與投\n資", &["投资", "投资 人", "投 资"]);
        check(&["投资人"], "投資，人", &[]);
        check(
            &["invest", "supply chain"],
            "Invested in supply-chains, not supply, chain",
            &["invested", "supply-chains"],
        );
        check(&["a"], "a", &[]);
        check(&["gloom"], "", &[]);
    }
}
