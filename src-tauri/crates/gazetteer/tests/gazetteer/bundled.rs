//! The names of the bundled collection.

use serde::de::DeserializeOwned;
use std::path::Path;
use std::sync::LazyLock;
use zhimai_gazetteer::Gazetteer;
use zhimai_model::Entity;
use zhimai_text::fold::fold;
use zhimai_text::segment::{Unit, units};

/// All names of the bundled collection.
pub(crate) static NAMES: LazyLock<Gazetteer> = LazyLock::new(|| {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../content");
    let mut files: Vec<_> = std::fs::read_dir(content.join("entities")).unwrap().flatten().collect();
    files.sort_by_key(std::fs::DirEntry::path);
    let entities: Vec<Entity> = files.iter().flat_map(|file| read::<Vec<Entity>>(&file.path())).collect();
    let terms: Vec<zhimai_model::Term> = read(&content.join("glossary.json"));
    let regions: Vec<Vec<String>> = read(&content.join("regions.json"));
    Gazetteer::new(&entities, &terms, &regions)
});

fn read<T: DeserializeOwned>(path: &Path) -> T {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

/// The entities that a text names, each once, in the order of the text.
pub(crate) fn entities(text: &str) -> Vec<&'static str> {
    let mut out = Vec::new();
    for found in NAMES.find(text) {
        let group = NAMES.group(found.group).unwrap();
        if group.kind.is_entity() && !out.contains(&group.id.as_str()) {
            out.push(group.id.as_str());
        }
    }
    out
}

#[test]
fn what_was_found_ahead_is_what_is_named() {
    let text = include_str!("../../../../../content/articles/alliance-retold.md");
    let folded = fold(text);
    let row: Vec<Unit> = units(&folded.chars).collect();
    let named = || {
        let mut groups = Vec::new();
        NAMES.named(text, &folded, &row, |group| groups.push(group));
        groups
    };
    let before = named();
    assert!(before.len() > 50);
    assert_eq!(NAMES.find_ahead(text), NAMES.find(text));
    assert_eq!(named(), before);
    assert_eq!(named(), before);
}

/// The identifiers of all that a text names.
pub(crate) fn all(text: &str) -> Vec<&'static str> {
    NAMES.find(text).into_iter().map(|found| NAMES.group(found.group).unwrap().id.as_str()).collect()
}
