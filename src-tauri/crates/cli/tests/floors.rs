//! The floors of the house hold: a crate imports only from floors below its own, and each outside library has one door.

#![allow(clippy::unwrap_used, reason = "a test says what went wrong by panicking")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The crates by floor, as `docs/ARCHITECTURE.md` has them.
const FLOORS: &[(&str, u32)] = &[
    ("zhimai-text", 0),
    ("zhimai-model", 1),
    ("zhimai-store", 2),
    ("zhimai-search", 3),
    ("zhimai-import", 3),
    ("zhimai-knowledge", 3),
    ("zhimai-library", 4),
    ("zhimai-cli", 5),
    ("zhimai-desktop", 5),
];

/// Who alone may use what.
const DOORS: &[(&str, &str)] = &[
    ("rusqlite", "zhimai-store"),
    ("tantivy", "zhimai-search"),
    ("tauri", "zhimai-desktop"),
    ("wry", "zhimai-desktop"),
];

/// What `search`, `import` and `knowledge` must not know, though it lies below them.
const APART: &[(&str, &[&str])] =
    &[("zhimai-store", &["zhimai-search", "zhimai-import", "zhimai-knowledge"])];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3).unwrap().to_owned()
}

/// The names under `[dependencies]` and `[build-dependencies]`, those for one system included; not those of tests.
fn dependencies(manifest: &str) -> (String, Vec<String>) {
    let (mut section, mut name, mut all) = (String::new(), String::new(), Vec::new());
    for line in manifest.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(header) = line.strip_prefix('[') {
            section = header.trim_end_matches(']').to_owned();
            // `[dependencies.NAME]` is another way to write it.
            if let Some((_, dependency)) = section.rsplit_once("dependencies.") {
                all.push(dependency.to_owned());
            }
        } else if section == "package" && line.starts_with("name") {
            name = line.split('"').nth(1).unwrap().to_owned();
        } else if section.ends_with("dependencies")
            && !section.ends_with("dev-dependencies")
            && !section.starts_with("workspace")
        {
            let end = line.find(['.', ' ', '=']).unwrap_or(line.len());
            all.push(line[..end].to_owned());
        }
    }
    (name, all)
}

/// What breaks the rules, in words.
fn broken(crates: &BTreeMap<String, Vec<String>>) -> Vec<String> {
    let floor = |name: &str| FLOORS.iter().find(|(known, _)| *known == name).map(|(_, floor)| *floor);
    let mut broken = Vec::new();
    for (name, dependencies) in crates {
        let Some(own) = floor(name) else {
            broken.push(format!("{name} has no floor"));
            continue;
        };
        for dependency in dependencies {
            match floor(dependency) {
                Some(other) if other >= own => {
                    broken.push(format!("{name} ({own}) imports {dependency} ({other})"))
                }
                None if dependency.starts_with("zhimai-") => {
                    broken.push(format!("{dependency} has no floor"))
                }
                _ => {}
            }
            if APART.iter().any(|(what, who)| what == dependency && who.contains(&name.as_str())) {
                broken.push(format!("{name} must not know {dependency}"));
            }
            let door = |(library, _): &&(&str, &str)| {
                dependency == library
                    || dependency.strip_prefix(library).is_some_and(|rest| rest.starts_with('-'))
            };
            if let Some((library, owner)) = DOORS.iter().find(door)
                && owner != name
            {
                broken.push(format!("{name} uses {dependency}; only {owner} may use {library}"));
            }
        }
    }
    broken
}

#[test]
fn the_floors_hold() {
    let mut crates = BTreeMap::new();
    let folders = std::fs::read_dir(root().join("src-tauri/crates")).unwrap();
    for folder in folders.map(|entry| entry.unwrap().path()).chain([root()]) {
        let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).unwrap();
        let (name, dependencies) = dependencies(&manifest);
        crates.insert(name, dependencies);
    }
    let known: Vec<&str> = crates.keys().map(String::as_str).collect();
    for (name, _) in FLOORS {
        assert!(known.contains(name), "{name} is gone; {known:?}");
    }
    assert!(crates["zhimai-store"].contains(&"rusqlite".to_owned()), "the manifests are not read rightly");
    assert_eq!(broken(&crates), [""; 0]);
}

#[test]
fn what_breaks_the_rules_is_found() {
    let check = |manifest: &str, expected: &[&str]| {
        let (name, dependencies) = dependencies(manifest);
        assert_eq!(broken(&BTreeMap::from([(name, dependencies)])), expected, "{manifest}");
    };
    check(
        "[package]\nname = \"zhimai-model\"\n[dependencies]\nserde.workspace = true\nzhimai-text.workspace = true",
        &[],
    );
    check(
        "[package]\nname = \"zhimai-text\"\n[dependencies]\nzhimai-model = { path = \"../model\" }",
        &["zhimai-text (0) imports zhimai-model (1)"],
    );
    check(
        "[package]\nname = \"zhimai-search\"\n[dependencies]\nzhimai-store.workspace = true\n[dependencies.rusqlite]\nversion = \"1\"",
        &[
            "zhimai-search must not know zhimai-store",
            "zhimai-search uses rusqlite; only zhimai-store may use rusqlite",
        ],
    );
    check(
        "[package]\nname = \"zhimai-cli\"\n[target.'cfg(unix)'.dependencies]\ntauri-plugin-dialog = \"2\"",
        &["zhimai-cli uses tauri-plugin-dialog; only zhimai-desktop may use tauri"],
    );
    check("[package]\nname = \"zhimai-store\"\n[dev-dependencies]\nzhimai-library.workspace = true", &[]);
    check("[package]\nname = \"zhimai-new\"", &["zhimai-new has no floor"]);
}
