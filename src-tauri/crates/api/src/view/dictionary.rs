//! Dictionaries as displayed, and what they say of a word.

use super::desk::Desk;
use crate::wire::{BundledDictionaryView, DefinitionView, Definitions, DictionaryAbout, WireError};
use crate::words;
use zhimai_library::{BundledDictionary, Found, LONGEST_TEXT};
use zhimai_text::pinyin::with_tone_marks;

/// What a gloss begins with that names measure words.
const MEASURE_WORDS: &str = "CL:";

impl Desk<'_> {
    /// The dictionary that comes with the program. Reads all of it where that was not done before.
    pub(crate) fn bundled_dictionary_view(&self) -> Result<BundledDictionaryView, WireError> {
        let told = |e| words::store_error(self.lang, &e);
        self.library.load_dictionaries().map_err(told)?;
        let BundledDictionary { is_on, about } = self.library.bundled_dictionary().map_err(told)?;
        let (about, trouble) = match about {
            Some(Ok(about)) => (Some(about), String::new()),
            Some(Err(why)) => (None, words::unusable_dictionary(self.lang, &why)),
            None => (None, words::no_bundled_dictionary(self.lang)),
        };
        let about = about.map(|about| DictionaryAbout {
            name: about.name,
            by: about.by,
            licence: about.licence,
            licence_address: about.licence_address,
            address: about.address,
            date: about.date,
            package: about.package,
            entries: about.entries,
        });
        Ok(BundledDictionaryView { on: is_on, about, trouble })
    }

    /// What the dictionaries say of a text.
    pub(crate) fn definitions(&self, text: &str) -> Result<Definitions, WireError> {
        if text.trim().chars().count() > LONGEST_TEXT {
            let trouble = words::too_long_to_look_up(self.lang);
            return Ok(Definitions { trouble, ..Definitions::default() });
        }
        let found = self.library.look_up(text).map_err(|e| words::store_error(self.lang, &e))?;
        let mut trouble = String::new();
        if self.library.has_no_dictionary() {
            let bundled = self.bundled_dictionary_view()?;
            trouble = if bundled.about.is_some() && !bundled.on {
                words::dictionary_is_off(self.lang)
            } else {
                bundled.trouble
            };
        }
        Ok(Definitions { entries: found.into_iter().map(definition).collect(), trouble })
    }
}

fn definition(found: Found) -> DefinitionView {
    let Found { entry, dictionary } = found;
    let (mut glosses, mut measure_words) = (Vec::new(), Vec::new());
    for gloss in &entry.glosses {
        match gloss.strip_prefix(MEASURE_WORDS) {
            Some(words) => measure_words.extend(words.split(',').map(|word| readable(word.trim()))),
            None => glosses.push(readable(gloss)),
        }
    }
    DefinitionView {
        traditional: entry.traditional,
        simplified: entry.simplified,
        pinyin: with_tone_marks(&entry.pinyin),
        glosses,
        measure_words,
        dictionary,
    }
}

/// A gloss with the pinyin of the words that it names to be read: `variant of 颱|台[tai2]` is `variant of 颱|台 tái`.
fn readable(gloss: &str) -> String {
    let mut out = String::with_capacity(gloss.len());
    let mut rest = gloss;
    while let Some((before, (typed, after))) =
        rest.split_once('[').and_then(|(before, rest)| Some((before, rest.split_once(']')?)))
    {
        let marked = with_tone_marks(typed);
        out.push_str(before);
        if marked == typed && !typed.ends_with('5') {
            // Something else stands in these brackets.
            out.extend(["[", typed, "]"]);
        } else {
            let parted = out.is_empty() || out.ends_with(char::is_whitespace);
            out.extend([if parted { "" } else { " " }, &marked]);
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use zhimai_model::DictionaryEntry;

    #[test]
    fn pinyin_in_a_gloss_is_to_be_read() {
        assert_eq!(readable("variant of 颱|台[tai2]"), "variant of 颱|台 tái");
        assert_eq!(
            readable("abbr. for 台灣|台湾[Tai2 wan1], and [sic] more"),
            "abbr. for 台灣|台湾 Tái wān, and [sic] more"
        );
        assert_eq!(readable("Taiwan pr. [di4]"), "Taiwan pr. dì");
        assert_eq!(readable("[ unended"), "[ unended");
    }

    #[test]
    fn measure_words_stand_by_themselves() {
        let entry = DictionaryEntry {
            traditional: "公司".to_owned(),
            simplified: "公司".to_owned(),
            pinyin: "gong1 si1".to_owned(),
            glosses: vec!["company".to_owned(), "CL:家[jia1],間|间[jian1]".to_owned()],
        };
        let view = definition(Found { entry, dictionary: "words".to_owned() });
        assert_eq!((view.pinyin.as_str(), view.glosses), ("gōng sī", vec!["company".to_owned()]));
        assert_eq!(view.measure_words, ["家 jiā", "間|间 jiān"]);
    }
}
