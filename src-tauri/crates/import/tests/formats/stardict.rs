//! Dictionaries of StarDict.

use super::{told, walked};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use zhimai_model::{Dictionary, ProblemKind, Syntax};

const WORDS: [(&str, &str); 4] =
    [("投資", "tou2 zi1\nto invest\ninvestment"), ("算力", "computing power"), ("GPU", "a chip"), ("空", "")];

/// Lays the files of a dictionary; what is said of words is of the kinds `kinds`.
fn lay(folder: &Path, kinds: &str, say: impl Fn(&str) -> Vec<u8>, is_packed: bool) -> PathBuf {
    let ifo = format!(
        "StarDict's dict ifo file\nversion=2.4.2\nbookname=小詞典\nwordcount=4\nidxfilesize=1\n{}",
        if kinds.is_empty() { String::new() } else { format!("sametypesequence={kinds}\n") }
    );
    let (mut index, mut dict) = (Vec::new(), Vec::new());
    for (word, meaning) in WORDS {
        let said = say(meaning);
        index.extend(word.as_bytes());
        index.push(0);
        index.extend((dict.len() as u32).to_be_bytes());
        index.extend((said.len() as u32).to_be_bytes());
        dict.extend(said);
    }
    fs::write(folder.join("d.ifo"), ifo).unwrap();
    fs::write(folder.join("d.idx"), index).unwrap();
    if is_packed {
        let mut packed = GzEncoder::new(Vec::new(), Compression::default());
        packed.write_all(&dict).unwrap();
        fs::write(folder.join("d.dict.dz"), packed.finish().unwrap()).unwrap();
    } else {
        fs::write(folder.join("d.dict"), dict).unwrap();
    }
    folder.join("d.ifo")
}

fn check(dictionary: &Dictionary) {
    assert_eq!(dictionary.name, "小詞典");
    let entries: Vec<_> = dictionary
        .entries
        .iter()
        .map(|entry| {
            let glosses = entry.glosses.join("; ");
            (entry.traditional.as_str(), entry.simplified.as_str(), entry.pinyin.as_str(), glosses)
        })
        .collect();
    assert_eq!(
        entries,
        [
            ("投資", "投资", "tou2 zi1", "to invest; investment".to_owned()),
            ("算力", "算力", "", "computing power".to_owned())
        ]
    );
}

#[test]
fn words_with_what_they_mean() {
    for is_packed in [false, true] {
        let dir = tempfile::tempdir().unwrap();
        let ifo = lay(dir.path(), "m", |meaning| meaning.as_bytes().to_vec(), is_packed);
        for path in [ifo, dir.path().to_owned()] {
            let output = walked(&[path]);
            check(&output.dictionaries[0]);
            let parts = vec![("headword".to_owned(), 1), ("meaning".to_owned(), 1)];
            assert_eq!(told(&output), [(&ProblemKind::Skipped { parts }, false)]);
        }
    }
    let dir = tempfile::tempdir().unwrap();
    let html = |meaning: &str| format!("<b>{}</b>", meaning.replace('\n', "<br/>")).into_bytes();
    check(&walked(&[lay(dir.path(), "h", html, true)]).dictionaries[0]);
    // Each with its kind before it, and a sound, which is passed over.
    let kinds = |meaning: &str| match meaning {
        "" => Vec::new(),
        _ => [b"W\0\0\0\x02xxm", meaning.as_bytes(), b"\0"].concat(),
    };
    check(&walked(&[lay(dir.path(), "", kinds, true)]).dictionaries[0]);
}

#[test]
fn other_words_for_the_same() {
    let dir = tempfile::tempdir().unwrap();
    let ifo = lay(dir.path(), "m", |meaning| meaning.as_bytes().to_vec(), false);
    let mut synonyms = Vec::new();
    for (word, number) in [("运算力", 1_u32), ("nothing", 1), ("沒有", 99)] {
        synonyms.extend(word.as_bytes());
        synonyms.push(0);
        synonyms.extend(number.to_be_bytes());
    }
    fs::write(dir.path().join("d.syn"), synonyms).unwrap();
    let words: Vec<_> =
        walked(&[ifo]).dictionaries[0].entries.iter().map(|entry| entry.traditional.clone()).collect();
    assert_eq!(words, ["投資", "算力", "運算力"]);
}

#[test]
fn what_is_missing_cut_or_lies() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path();
    let ifo = lay(folder, "m", |meaning| meaning.as_bytes().to_vec(), false);
    let refused = |expected: &ProblemKind| {
        let output = walked(std::slice::from_ref(&ifo));
        assert_eq!(output.dictionaries, []);
        assert_eq!(told(&output), [(expected, true)]);
    };
    let (index, dict) = (fs::read(folder.join("d.idx")).unwrap(), fs::read(folder.join("d.dict")).unwrap());
    fs::remove_file(folder.join("d.dict")).unwrap();
    refused(&ProblemKind::BadReference { name: "d.dict".to_owned() });
    // Whatever is cut, nothing breaks.
    for cut in 0..dict.len() {
        fs::write(folder.join("d.dict"), &dict[..cut]).unwrap();
        walked(std::slice::from_ref(&ifo));
    }
    fs::write(folder.join("d.dict"), &dict).unwrap();
    for cut in 0..index.len() {
        fs::write(folder.join("d.idx"), &index[..cut]).unwrap();
        walked(std::slice::from_ref(&ifo));
    }
    let lies: Vec<u8> = "投資\0".bytes().chain([0xff; 8]).collect();
    fs::write(folder.join("d.idx"), lies).unwrap();
    refused(&ProblemKind::BadSyntax(Syntax::NoMeaning));
    fs::write(folder.join("d.idx"), &index).unwrap();
    fs::remove_file(folder.join("d.dict")).unwrap();
    fs::write(folder.join("d.dict.dz"), b"\x1f\x8b no such thing").unwrap();
    refused(&ProblemKind::BadSyntax(Syntax::Broken("StarDict".to_owned())));
    fs::write(&ifo, "StarDict").unwrap();
    refused(&ProblemKind::BadSyntax(Syntax::Broken("StarDict".to_owned())));
}
