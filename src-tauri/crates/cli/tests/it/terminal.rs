use crate::{Dir, ran};
use std::process::Stdio;

#[test]
fn exit_status() {
    let dir = Dir::empty();
    for (arguments, code) in [
        (vec!["--help"], 0),
        (vec!["--version"], 0),
        (vec!["search", "--help"], 0),
        (vec!["search", "什麼都沒有"], 0),
        (vec!["show", "nothing"], 1),
        (vec!["show", "zhimai://article/nothing"], 1),
        (vec!["show", "zhimai://what/x"], 2),
        (vec!["show", ""], 1),
        (vec![], 2),
        (vec!["frobnicate"], 2),
        (vec!["search"], 2),
        (vec!["search", "x", "--limit", "0"], 2),
        (vec!["search", "x", "--from", "tomorrow"], 2),
        (vec!["search", "x", "--batch", "y"], 2),
        (vec!["timeline", "--from", "2025-13"], 2),
        (vec!["timeline", "--entity", "nobody at all"], 1),
        (vec!["import"], 2),
        (vec!["--lang", "klingon", "stats"], 2),
    ] {
        let ran = dir.run(&arguments);
        assert_eq!(ran.code, code, "{arguments:?}: {ran:?}");
        assert_eq!(ran.err.is_empty(), code == 0, "{arguments:?}: {ran:?}");
    }
}

#[test]
fn a_file_that_is_no_library_is_left_alone() {
    let dir = Dir::new();
    std::fs::create_dir_all(dir.library()).unwrap();
    let database = dir.library().join("library.db");
    std::fs::write(&database, "my own notes, not a database".repeat(100)).unwrap();
    let before = std::fs::read(&database).unwrap();
    let ran = dir.run(&["stats"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.err.contains("library.db"), "{ran:?}");
    assert_eq!(std::fs::read(&database).unwrap(), before);
}

#[test]
fn three_languages_and_three_regions() {
    let dir = Dir::empty();
    for (lang, locale, words) in [
        ("zh-Hant", "zh_TW.UTF-8", "筆記"),
        ("zh-Hans", "zh_CN.UTF-8", "笔记"),
        ("zh-TW", "zh-Hant-TW", "筆記"),
        ("zh-HK", "zh_MO.UTF-8", "筆記"),
        ("zh-CN", "zh_SG.UTF-8", "笔记"),
        ("en", "de_DE.UTF-8", "notes"),
    ] {
        assert!(dir.ok(&["--lang", lang, "stats"]).contains(words));
        let by_locale = ran(dir.command(&["stats"]).env("LANG", locale));
        assert!(by_locale.out.contains(words), "{by_locale:?}");
    }
}

#[test]
fn no_colour_without_a_terminal_and_no_control_characters_ever() {
    let dir = Dir::empty();
    let file = dir.file("a.jsonl", "{\"id\":\"x\",\"title\":\"T \\u001b[31mred\",\"text\":\"輝達 \\u001b]0;title\\u0007 \\u202etxet\"}\n");
    dir.run(&["import", &file]);
    for arguments in [
        vec!["search", "輝達"],
        vec!["show", "zhimai://article/x"],
        vec!["note", "add", "--zh", "a\u{1b}[2Jb"],
    ] {
        let ran = dir.run(&arguments);
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(!ran.out.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{ran:?}");
    }
}

#[test]
#[cfg(unix)]
fn a_reader_that_goes_away_is_no_failure() {
    let dir = Dir::bundled();
    let mut child = dir.command(&["timeline"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
#[cfg(unix)]
fn a_limit_on_file_size_is_told_and_loses_nothing() {
    let dir = Dir::empty();
    dir.ok(&["note", "add", "--zh", "早就寫好"]);
    let lines: String = (0..2000)
        .map(|n| format!("{{\"id\":\"{n}\",\"title\":\"T\",\"text\":\"{n} {}\"}}\n", "字".repeat(500)))
        .collect();
    let file = dir.file("big.jsonl", lines);
    let inner = dir.command(&["import", &file]);
    let mut command = std::process::Command::new("sh");
    command
        .args(["-c", "ulimit -f 1500; exec \"$0\" \"$@\""])
        .arg(inner.get_program())
        .args(inner.get_args());
    let ran = ran(command.env_clear().env("HOME", dir.folder.path()));
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.err.contains("zhimai: "), "{ran:?}");
    assert_eq!(dir.json(&["note", "list"])[0]["zh"], "早就寫好");
    dir.ok(&["import", &file]);
    assert_eq!(dir.json(&["stats"])["counts"]["articles"], 2000);
}

/// SQLite puts a file beside the database before it reads a word.
#[test]
#[cfg(unix)]
fn a_library_on_a_full_disk_is_read() {
    let dir = Dir::bundled();
    dir.ok(&["note", "add", "--zh", "早就寫好"]);
    let limited = |arguments: &[&str]| {
        let inner = dir.command(arguments);
        let mut command = std::process::Command::new("sh");
        command
            .args(["-c", "ulimit -f 8; exec \"$0\" \"$@\""])
            .arg(inner.get_program())
            .args(inner.get_args());
        ran(command.env_clear().env("HOME", dir.folder.path()))
    };
    for (arguments, words) in [
        (vec!["note", "list"], "早就寫好"),
        (vec!["search", "\"早就寫好\""], "found: 1"),
        (vec!["show", "zhimai://entity/nvidia"], "NVIDIA"),
        (vec!["verify"], "Sound"),
    ] {
        let ran = limited(&arguments);
        assert!(ran.code == 0 && ran.out.contains(words), "{arguments:?}: {ran:?}");
    }
    for arguments in [vec!["note", "add", "--zh", "新的"], vec!["backup", "b.zhimai"]] {
        let ran = limited(&arguments);
        assert!(ran.code == 1 && ran.err.contains("no room"), "{arguments:?}: {ran:?}");
    }
    dir.ok(&["note", "add", "--zh", "有空間了"]);
    assert_eq!(dir.json(&["note", "list"]).as_array().unwrap().len(), 2);
}

#[test]
fn completions_and_the_manual() {
    let dir = Dir::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(dir.ok(&["completions", shell]).contains("zhimai"), "{shell}");
    }
    assert!(dir.ok(&["man"]).contains(".TH zhimai 1"));
    let folder = dir.folder.path().join("man");
    dir.ok(&["man", folder.to_str().unwrap()]);
    for page in ["zhimai.1", "zhimai-search.1", "zhimai-note-add.1"] {
        assert!(crate::exists(&folder.join(page)), "{page}");
    }
    assert!(!crate::exists(&dir.library()), "neither needs a library");
}

#[test]
fn a_library_at_a_mistyped_path_is_told_and_not_made() {
    let dir = Dir::new();
    let queries = dir.file("q.jsonl", "{\"id\":1,\"query\":\"x\"}\n");
    for arguments in [
        vec!["search", "x"],
        vec!["search", "--batch", &queries],
        vec!["search", "x", "--save", "y"],
        vec!["show", "zhimai://entity/nvidia"],
        vec!["timeline"],
        vec!["stats"],
        vec!["note", "list"],
        vec!["note", "add", "--zh", "x"],
        vec!["saved", "list"],
        vec!["reindex"],
    ] {
        let ran = dir.run(&arguments);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{arguments:?}: {ran:?}");
        assert!(ran.err.contains("There is no library in") && ran.err.contains(" init"), "{ran:?}");
        assert!(!crate::exists(&dir.library()), "{arguments:?} made it");
    }
    let program = || {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_zhimai"));
        command.env_clear().env("HOME", dir.folder.path());
        command
    };
    let by_variable = ran(program().env("ZHIMAI_LIBRARY", dir.library()).args(["stats"]));
    assert_eq!((by_variable.code, crate::exists(&dir.library())), (1, false), "{by_variable:?}");
    // Where nobody named a place, the first command may make the library in the usual one.
    let usual = ran(program().env("XDG_DATA_HOME", dir.folder.path().join("data")).args(["stats"]));
    assert_eq!(usual.code, 0, "{usual:?}");
    assert!(usual.out.contains("not built yet") && !usual.out.contains("behind"), "{usual:?}");
    assert!(crate::exists(&dir.folder.path().join("data/zhimai/library.db")));
}

#[test]
fn an_import_may_make_a_library_and_says_so() {
    let dir = Dir::new();
    let file = dir.file("a.txt", "輝達的新聞");
    let first = dir.run(&["import", &file]);
    assert_eq!(first.code, 0, "{first:?}");
    assert!(first.err.contains("a new one is made"), "{first:?}");
    dir.ok(&["import", &file]);
}

#[test]
fn the_index_is_behind_only_when_it_is() {
    let dir = Dir::empty();
    for arguments in [vec!["note", "add", "--zh", "甲"], vec!["search", "甲", "--save", "a"], vec!["reindex"]]
    {
        dir.ok(&arguments);
        let text = dir.ok(&["stats"]);
        assert!(text.contains("ready") && !text.contains("behind"), "{arguments:?}: {text}");
    }
    std::fs::remove_dir_all(dir.library().join("index")).unwrap();
    assert!(!dir.ok(&["stats"]).contains("ready"));
}

#[test]
fn what_is_wrong_with_a_call_is_told_in_chinese_too() {
    let dir = Dir::empty();
    for (arguments, hant, hans) in [
        (vec!["frobnicate"], "沒有「frobnicate」這個指令。", "没有“frobnicate”这个命令。"),
        (vec!["serch", "x"], "您要的是不是 search？", "您要的是不是 search？"),
        (vec!["search", "x", "--frob"], "這裡用不上「--frob」。", "这里用不上“--frob”。"),
        (vec!["search", "x", "--limit", "0"], "「0」不能當作 --limit <LIMIT> 的值。", "“0”不能作为"),
        (vec!["search", "x", "--kind", "cat"], "可用的值：article event", "可用的值：article event"),
        (vec!["search"], "還少了 <QUERY>...。", "还少了 <QUERY>...。"),
        (vec!["search", "x", "--batch", "y"], "一起用。", "一起用。"),
    ] {
        for (lang, words, help) in [("zh-Hant", hant, "各指令也有"), ("zh-Hans", hans, "各命令也有")]
        {
            let ran = dir.run(&[vec!["--lang", lang], arguments.clone()].concat());
            assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{ran:?}");
            assert!(ran.err.contains(words) && ran.err.contains(help), "{words}: {ran:?}");
            assert!(!ran.err.contains("error:"), "{ran:?}");
        }
        let by_locale = ran(dir.command(&arguments).env("LANG", "zh_TW.UTF-8"));
        assert!(by_locale.err.contains(hant), "{by_locale:?}");
        assert!(dir.run(&arguments).err.contains("--help"), "{arguments:?}");
    }
    let help = ran(dir.command(&["search", "--help"]).env("LANG", "zh_TW.UTF-8"));
    assert_eq!((help.code, help.err.as_str()), (0, ""));
}

#[test]
fn nothing_found_says_what_to_try() {
    let dir = Dir::empty();
    for (arguments, words) in [
        (vec!["qqqqxx"], "Try fewer words"),
        (vec!["\"qqqqxx yy\""], "Quotation marks"),
        (vec!["qqqqxx", "--kind", "note"], "Try without the kinds"),
        (vec!["qqqqxx", "--from", "2025"], "Try without the kinds"),
    ] {
        let out = dir.ok(&[vec!["search"], arguments].concat());
        assert!(out.contains(words) && out.contains("found: 0"), "{out}");
    }
    assert!(dir.ok(&["--lang", "zh-Hant", "search", "qqqqxx"]).contains("沒有找到。試試少一點字"));
}

#[test]
fn a_hit_says_what_an_entity_is() {
    let dir = Dir::bundled();
    for (lang, query, line) in [("en", "NVIDIA", "company"), ("zh-Hant", "黃仁勳", "人物")] {
        let out = dir.ok(&["--lang", lang, "search", query, "--kind", "entity", "--limit", "1"]);
        assert!(out.lines().any(|one| one.starts_with("  1. ") && one.ends_with(line)), "{out}");
    }
}
