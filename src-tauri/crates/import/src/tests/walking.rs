//! Files and folders, read batch by batch.

use super::*;
use std::fs;
use std::path::PathBuf;
use zhimai_model::UnknownFormat;

pub(super) fn walked(paths: &[PathBuf], options: &Options) -> (Output, Vec<(u64, u64)>) {
    let (mut all, mut progress) = (Output::default(), Vec::new());
    let flow = walk(paths, options, &mut |event| {
        match event {
            Event::Found { files, bytes } => progress.push((files, bytes)),
            Event::Batch { output, files, bytes } => {
                progress.push((files, bytes));
                all.articles.extend(output.articles);
                all.problems.extend(output.problems);
            }
        }
        ControlFlow::Continue(())
    });
    assert!(flow.is_continue());
    (all, progress)
}

#[test]
fn folders_in_the_order_of_names() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    std::fs::create_dir_all(root.join("b/c")).unwrap();
    for (name, text) in [
        ("z.txt", "尾"),
        ("a.md", "# 頭\n\n文"),
        ("b/c/m.txt", "中"),
        (".hidden.txt", "x"),
        ("pic.png", "x"),
        ("LICENSE", "x"),
    ] {
        std::fs::write(root.join(name), text).unwrap();
    }
    let lines: String = (0..1234).map(|i| format!("{{\"id\":\"{i}\",\"text\":\"文{i}\"}}\n")).collect();
    std::fs::write(root.join("n.jsonl"), &lines).unwrap();
    let (all, progress) = walked(&[root.to_owned()], &Options::default());
    let ids: Vec<_> = all.articles.iter().map(|a| a.body.title.as_str()).collect();
    assert_eq!(ids.len(), 1237);
    assert_eq!((ids[0], ids[1], ids[2], ids[1236]), ("頭", "m", "n", "z"));
    assert_eq!(problems(&all), [(ProblemCode::UnknownFormat, None, true); 2]);
    assert_eq!(progress.first(), progress.last());
    assert!(progress.len() > 3);
    assert!(progress[1..].windows(2).all(|pair| pair[0] <= pair[1]));
}

#[test]
fn a_text_that_names_no_source_is_from_its_folder() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("news");
    std::fs::create_dir_all(root.join("daily/2025/11")).unwrap();
    for (name, text) in [
        ("a.txt", "甲"),
        ("daily/b.md", "# 乙\n\n乙"),
        ("daily/2025/11/c.txt", "丙"),
        ("daily/d.md", "---\nsource: 某報\n---\n丁"),
        ("daily/e.jsonl", "{\"text\":\"戊\"}\n"),
        ("daily/f.json", "[{\"text\":\"己\"}]"),
        ("daily/g.json", "{\"text\":\"庚\"}"),
    ] {
        std::fs::write(root.join(name), text).unwrap();
    }
    let sources = |paths: &[PathBuf]| {
        let (all, _) = walked(paths, &Options::default());
        let mut found: Vec<_> = all
            .articles
            .into_iter()
            .map(|article| (texts(&article.body).join(""), article.source.unwrap()))
            .collect();
        found.sort();
        found.into_iter().map(|(_, source)| source).collect::<Vec<_>>().join(" ")
    };
    // In the order of 丁 丙 乙 己 庚 戊 甲.
    assert_eq!(
        sources(std::slice::from_ref(&root)),
        "某報 news/daily news/daily f.json news/daily e.jsonl news"
    );
    assert_eq!(sources(&[root.join("daily/2025/11/c.txt"), root.join("a.txt")]), "11 news");
}

#[test]
fn a_walk_can_be_stopped() {
    let dir = tempfile::tempdir().unwrap();
    let lines: String = (0..5000).map(|i| format!("{{\"text\":\"文{i}\"}}\n")).collect();
    std::fs::write(dir.path().join("n.jsonl"), lines).unwrap();
    let mut batches = 0;
    let flow = walk(&[dir.path().to_owned()], &Options::default(), &mut |event| match event {
        Event::Found { .. } => ControlFlow::Continue(()),
        Event::Batch { .. } => {
            batches += 1;
            ControlFlow::Break(())
        }
    });
    assert!(flow.is_break());
    assert_eq!(batches, 1);
}

#[cfg(unix)]
#[test]
fn links_are_followed_to_files_of_the_folder_only() {
    use std::os::unix::fs::symlink;
    let dir = tempfile::tempdir().unwrap();
    let (root, outside) = (dir.path().join("root"), dir.path().join("outside.txt"));
    std::fs::create_dir(&root).unwrap();
    std::fs::write(&outside, "外").unwrap();
    std::fs::write(root.join("a.txt"), "內").unwrap();
    symlink(&root, root.join("circle")).unwrap();
    symlink(&outside, root.join("out.txt")).unwrap();
    symlink(root.join("none"), root.join("dangling.txt")).unwrap();
    symlink(root.join("a.txt"), root.join("same.txt")).unwrap();
    let (all, _) = walked(&[root, dir.path().join("missing.txt")], &Options::default());
    assert_eq!(all.articles.len(), 2);
    use ProblemCode::*;
    let codes: Vec<_> = all.problems.iter().map(|p| p.what.code()).collect();
    assert_eq!(codes, [UnsafePath, UnsafePath, UnsafePath, Unreadable]);
}

#[test]
fn long_lines_are_passed_over() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("n.jsonl");
    std::fs::write(&path, format!("{{\"text\":\"{}\"}}\n{{\"text\":\"b\"}}\n", "a".repeat(2000))).unwrap();
    let (all, _) = walked(&[path], &Options { max_line: 1000, ..Options::default() });
    assert_eq!(all.articles.len(), 1);
    assert_eq!(problems(&all), [(ProblemCode::TooLarge, Some(1), true)]);
}

#[test]
fn a_date_in_a_name_is_a_guess_and_told() {
    for (name, title, date) in [
        ("20180206 Power(Shell) to the people.md", "Power(Shell) to the people", Some("2018-02-06")),
        ("2018-02-06-輝達新品.txt", "輝達新品", Some("2018-02-06")),
        ("folder/2018.2.6_週報.md", "週報", Some("2018-02-06")),
        ("20180206.md", "20180206", Some("2018-02-06")),
        ("20181399 x.md", "20181399 x", None),
        ("12345678 x.md", "12345678 x", None),
        ("201802067 x.md", "201802067 x", None),
    ] {
        let output = read(name, "一段文字，沒有標題。".as_bytes(), &Options::default());
        let article = &output.articles[0];
        let found = article.date.as_ref().map(|date| date.edtf());
        assert_eq!((article.body.title.as_str(), found), (title, date), "{name}");
        let told: Vec<_> =
            output.problems.iter().map(|p| (p.what.code(), told_of(&p.what), p.refused)).collect();
        let expect = date.map(|date| (ProblemCode::Guessed, date.to_owned(), false));
        assert_eq!(told, expect.as_slice(), "{name}");
    }
    let stated = read("20180206 x.md", "---\ndate: 2025-11-18\n---\n文".as_bytes(), &Options::default());
    assert_eq!((stated.articles[0].date.as_ref().unwrap().edtf(), stated.problems.len()), ("2025-11-18", 0));
    let dir = tempfile::tempdir().unwrap();
    for day in 1..=28 {
        std::fs::write(dir.path().join(format!("201802{day:02} x.md")), format!("第{day}天")).unwrap();
    }
    let (all, _) = walked(&[dir.path().to_owned()], &Options::default());
    assert_eq!((all.articles.len(), all.problems.len()), (28, 21));
    assert_eq!(all.problems[20].what, ProblemKind::MoreGuessed { count: 8 });
}

#[test]
fn some_files_of_a_folder_are_read_as_among_the_rest() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path();
    fs::create_dir(folder.join("sub")).unwrap();
    for name in ["sub/a.txt", "sub/b.txt", "c.xyz"] {
        fs::write(folder.join(name), format!("the text of {name}")).unwrap();
    }
    let read = |only: &[&str]| {
        let only = only.iter().map(|name| folder.join(name)).collect();
        let (mut files, mut articles, mut problems) = (0, Vec::new(), Vec::new());
        let flow = crate::walk_only(folder, &only, &Options::default(), &mut |event| {
            match event {
                Event::Found { files: found, .. } => files = found,
                Event::Batch { output, .. } => {
                    articles.extend(output.articles);
                    problems.extend(output.problems);
                }
            }
            ControlFlow::Continue(())
        });
        assert_eq!(flow, ControlFlow::Continue(()));
        (files, articles, problems)
    };
    let (files, articles, problems) = read(&["sub/b.txt"]);
    assert_eq!((files, problems.len()), (1, 0));
    let source = articles[0].source.clone().unwrap();
    assert!(source.ends_with("/sub"), "{source}");
    let (files, articles, problems) = read(&["c.xyz", "gone.txt"]);
    assert_eq!((files, articles.len()), (0, 0));
    let told: Vec<_> = problems.iter().map(|problem| &problem.what).collect();
    let looks = UnknownFormat::Extension("xyz".to_owned());
    assert_eq!(
        told,
        [&ProblemKind::UnknownFormat(looks), &ProblemKind::Unreadable(zhimai_model::Unreadable::Missing)]
    );
}
