//! Dictionaries in the text format of CC-CEDICT: `傳統 传统 [pinyin] /gloss/gloss/` a line, and lines of remarks that
//! begin with `#`. CC-Canto writes the same with `{jyutping}` behind the pinyin and a remark behind the meanings; both are
//! passed over.

use super::reader::{Head, Reader, Sure};
use super::text;
use crate::input::Input;
use crate::sink::Sink;
use crate::told::too_large;
use std::ops::ControlFlow;
use zhimai_model::{Dictionary, DictionaryEntry, ProblemCode, ProblemKind, Syntax};

pub(super) struct Dictionaries;

impl Reader for Dictionaries {
    // Such files bear all sorts of names.
    fn extensions(&self) -> &'static [&'static str] {
        &[]
    }

    fn probe(&self, head: &Head<'_>) -> Sure {
        let is_text = !matches!(head.extension, "json" | "jsonl" | "ndjson");
        if is_text && is_one(head.text) { Sure::ByContent } else { Sure::No }
    }

    fn read(&self, input: Input<'_>, sink: &mut Sink<'_>) -> ControlFlow<()> {
        text::read(input, sink, read);
        ControlFlow::Continue(())
    }
}

/// How many lines are looked at to tell a dictionary by, remarks and blank ones aside.
const LOOKED_AT: usize = 40;
/// The most that one line may have, in bytes.
const LINE: usize = 64 << 10;

/// Whether a line gives the Cantonese reading of a word and no meaning, as the other file of CC-Canto does.
fn is_reading(line: &str) -> bool {
    line.trim_end().ends_with('}') && line.contains("] {") && entry(line) == Err(Syntax::NoMeaning)
}

/// Whether a text is a dictionary: most of the lines it begins with are entries.
fn is_one(text: &str) -> bool {
    let lines = text.lines().filter(|line| !is_remark(line)).take(LOOKED_AT);
    let (good, bad): (Vec<&str>, Vec<&str>) = lines.partition(|line| entry(line).is_ok() || is_reading(line));
    good.len() > bad.len()
}

/// Reads a dictionary. It is known by the name of its file, without what follows the last full stop.
fn read(sink: &mut Sink<'_>, text: &str) {
    let mut entries = Vec::new();
    for (number, line) in (1_u32..).zip(text.lines()) {
        if is_remark(line) {
            continue;
        }
        if entries.len() >= sink.options.max_entries {
            sink.refuse(too_large(sink.options.max_entries), Some(number));
            break;
        }
        if line.len() > LINE {
            sink.refuse(too_large(LINE), Some(number));
            continue;
        }
        match entry(line) {
            Ok(entry) => entries.push(entry),
            Err(why) => sink.refuse(ProblemKind::BadSyntax(why), Some(number)),
        }
    }
    if entries.is_empty() {
        // Told once for all: a file of readings has nothing to search by.
        sink.take_back(ProblemCode::BadSyntax);
        return sink.refuse(ProblemKind::BadSyntax(Syntax::NoMeaning), None);
    }
    sink.output.dictionaries.push(Dictionary { name: name(sink.name), entries });
}

fn is_remark(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || line.starts_with('#')
}

pub(super) fn name(file: &str) -> String {
    let last = file.rsplit(['/', '\\']).next().unwrap_or(file);
    match last.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem.to_owned(),
        _ => last.to_owned(),
    }
}

/// One line; or what keeps it from being an entry.
fn entry(line: &str) -> Result<DictionaryEntry, Syntax> {
    let (headwords, rest) = line.trim().split_once('[').ok_or(Syntax::NoPinyin)?;
    // The second version of the format writes `[[Tai2wan1]]`, with no space between syllables of a word.
    let (pinyin, rest) = match rest.strip_prefix('[') {
        Some(rest) => rest.split_once("]]").ok_or(Syntax::PinyinUnended)?,
        None => rest.split_once(']').ok_or(Syntax::PinyinUnended)?,
    };
    let mut words = headwords.split_whitespace();
    let (Some(traditional), Some(simplified), None) = (words.next(), words.next(), words.next()) else {
        return Err(Syntax::NotTwoHeadwords);
    };
    let rest = match rest.trim_start().strip_prefix('{') {
        Some(jyutping) => jyutping.split_once('}').ok_or(Syntax::JyutpingUnended)?.1,
        None => rest,
    };
    // A remark stands behind the last slash.
    let rest =
        rest.rsplit_once("/ #").map_or(rest, |(glosses, _)| rest.get(..=glosses.len()).unwrap_or(rest));
    let glosses = rest.trim().strip_prefix('/').and_then(|rest| rest.strip_suffix('/'));
    let glosses = glosses.ok_or(Syntax::NoMeaning)?.split('/');
    let glosses: Vec<String> =
        glosses.map(str::trim).filter(|gloss| !gloss.is_empty()).map(str::to_owned).collect();
    if glosses.is_empty() {
        return Err(Syntax::NoMeaning);
    }
    Ok(DictionaryEntry {
        traditional: traditional.to_owned(),
        simplified: simplified.to_owned(),
        pinyin: syllables(pinyin.trim()),
        glosses,
    })
}

/// Pinyin with a space behind each tone.
fn syllables(pinyin: &str) -> String {
    let mut out = String::with_capacity(pinyin.len());
    let mut last = ' ';
    for c in pinyin.chars() {
        if last.is_ascii_digit() && c.is_alphabetic() {
            out.push(' ');
        }
        out.push(c);
        last = c;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::told_of;
    use crate::{Options, Output};
    use proptest::prelude::*;

    const SAMPLE: &str = include_str!("../../tests/data/news-words.u8");

    fn read(text: &str, options: &Options) -> Output {
        crate::read("folder/my.words.u8", text.as_bytes(), options)
    }

    #[test]
    fn an_entry_a_line() {
        let output = read(SAMPLE, &Options::default());
        assert_eq!(output.problems, []);
        assert_eq!(output.articles, []);
        let [dictionary] = output.dictionaries.as_slice() else { panic!("{:?}", output.dictionaries) };
        assert_eq!((dictionary.name.as_str(), dictionary.entries.len()), ("my.words", 42));
        let first = &dictionary.entries[0];
        assert_eq!(
            (first.traditional.as_str(), first.simplified.as_str(), first.pinyin.as_str()),
            ("陰霾", "阴霾", "yin1 mai2")
        );
        assert_eq!(first.glosses, ["gloom", "a dark haze"]);
    }

    #[test]
    fn told_by_content_whatever_the_name() {
        for name in ["x.u8", "x.txt", "x.cedict", "x", "Pasted text", "x.md"] {
            let output = crate::read(name, SAMPLE.as_bytes(), &Options::default());
            assert_eq!((output.dictionaries.len(), output.articles.len()), (1, 0), "{name}");
        }
        let dos = SAMPLE.replace('\n', "\r\n");
        assert_eq!(read(&dos, &Options::default()).dictionaries[0].entries.len(), 42);
        // An article that only quotes an entry is an article.
        let quoting = "# 詞典的寫法\n\n一行一條，例如：\n\n陰霾 阴霾 [yin1 mai2] /gloom/\n";
        let output = crate::read("x.txt", quoting.as_bytes(), &Options::default());
        assert_eq!((output.dictionaries.len(), output.articles.len()), (0, 1));
    }

    #[test]
    fn a_line_that_is_no_entry_is_told() {
        let text = "# remark\n甲乙 甲乙 [jia3 yi3] /a pair/\n\n甲 [jia3] /one/\n丙 丙 /x/\n丁 丁 [ding1]\n戊 戊 [wu4] //\n己 己 [ji3 /x/\n庚庚 庚庚 [geng1] /g/\n辛辛 辛辛 [xin1] /h/\n壬壬 壬壬 [ren2] /i/\n癸癸 癸癸 [gui3] /j/\n子子 子子 [zi3] /k/\n";
        let output = read(text, &Options::default());
        assert_eq!(output.dictionaries[0].entries.len(), 6);
        let told: Vec<_> = output.problems.iter().map(|p| (p.place.line, told_of(&p.what))).collect();
        assert_eq!(
            told,
            [
                (Some(4), "NotTwoHeadwords".to_owned()),
                (Some(5), "NoPinyin".to_owned()),
                (Some(6), "NoMeaning".to_owned()),
                (Some(7), "NoMeaning".to_owned()),
                (Some(8), "PinyinUnended".to_owned()),
            ]
        );
        assert!(output.problems.iter().all(|p| p.refused && p.what.code() == ProblemCode::BadSyntax));
    }

    #[test]
    fn cantonese_readings_and_remarks_are_passed_over() {
        let text = "# CC-Canto\n\
            一啖砂糖一啖屎 一啖砂糖一啖屎 [yi1 dan4 sha1 tang2 yi1 dan4 shi3] {jat1 daam6 saa1 tong4 jat1 daam6 si2} /idiom/\n\
            埋單 埋单 [mai2 dan1] {maai4 daan1} /to pay the bill/bill # 2/ # adapted from elsewhere\n";
        for name in ["x.txt", "x.u8", "x.md", "pasted"] {
            let output = crate::read(name, text.as_bytes(), &Options::default());
            assert_eq!(
                (output.articles.len(), output.problems.len()),
                (0, 0),
                "{name} {:?}",
                output.problems
            );
            let entries = &output.dictionaries[0].entries;
            assert_eq!(
                (entries[0].pinyin.as_str(), entries[0].glosses.as_slice()),
                ("yi1 dan4 sha1 tang2 yi1 dan4 shi3", &["idiom".to_owned()][..])
            );
            assert_eq!(entries[1].glosses, ["to pay the bill", "bill # 2"]);
        }
    }

    #[test]
    fn the_second_version_and_a_file_of_readings() {
        let output = read(
            "臺灣 台湾 [[Tai2wan1]] /Taiwan/\n投資 投资 [[tou2zi1]] /investment/\n",
            &Options::default(),
        );
        let pinyin: Vec<_> =
            output.dictionaries[0].entries.iter().map(|entry| entry.pinyin.as_str()).collect();
        assert_eq!((pinyin, output.problems.len()), (vec!["Tai2 wan1", "tou2 zi1"], 0));
        // Readings alone are neither a dictionary nor an article.
        let readings = "# readings\n一一 一一 [yi1 yi1] {jat1 jat1}\n一仍舊貫 一仍旧贯 [yi1 reng2 jiu4 guan4] {jat1 jing4 gau6 gun3}\n";
        let output = read(readings, &Options::default());
        assert_eq!((output.articles.len(), output.dictionaries.len()), (0, 0));
        let [problem] = output.problems.as_slice() else { panic!("{:?}", output.problems) };
        assert_eq!((&problem.what, problem.refused), (&ProblemKind::BadSyntax(Syntax::NoMeaning), true));
    }

    #[test]
    fn what_is_too_much_is_told() {
        let output = read(SAMPLE, &Options { max_entries: 10, ..Options::default() });
        assert_eq!(output.dictionaries[0].entries.len(), 10);
        let [problem] = output.problems.as_slice() else { panic!("{:?}", output.problems) };
        assert_eq!(problem.what, ProblemKind::TooLarge { limit: 10 });
        let long = format!("{SAMPLE}甲 甲 [jia3] /{}/\n", "x".repeat(LINE));
        let output = read(&long, &Options::default());
        assert_eq!((output.dictionaries[0].entries.len(), output.problems.len()), (42, 1));
    }

    proptest! {
        #[test]
        fn any_line_is_an_entry_or_a_problem(line in "(\\PC|[\\[\\]/ 甲a]){0,30}") {
            let text = format!("{SAMPLE}{line}\n");
            let output = read(&text, &Options::default());
            let entries = output.dictionaries[0].entries.len();
            // A line break of another sort may stand in it.
            let lines = line.lines().filter(|line| !is_remark(line)).count();
            prop_assert_eq!(entries + output.problems.len(), 42 + lines);
            let last = &output.dictionaries[0].entries[entries - 1];
            prop_assert!(!last.glosses.is_empty() && !last.traditional.is_empty());
        }
    }
}
