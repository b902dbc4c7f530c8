//! The bundled collection as it lies in `content/`, and the names that a library would know from it.

use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use zhimai_gazetteer::Gazetteer;
use zhimai_import::collection::{self, Collection};

/// The folder of the whole project.
pub(crate) fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

pub(crate) fn collection() -> Result<Collection> {
    let root = project().join("content");
    let mut files = Vec::new();
    gather(&root, "", &mut files).with_context(|| root.display().to_string())?;
    files.sort();
    let (collection, problems) =
        collection::read(files.iter().map(|(path, bytes)| (path.clone(), bytes.as_slice())));
    ensure!(problems.is_empty(), "content/ has problems: {problems:?}");
    Ok(collection)
}

pub(crate) fn names() -> Result<Arc<Gazetteer>> {
    let collection = collection()?;
    Ok(Arc::new(Gazetteer::new(&collection.entities, &collection.terms, &collection.regions)))
}

fn gather(folder: &Path, prefix: &str, files: &mut Vec<(String, Vec<u8>)>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            // Schemas are no content.
            if name != "schema" {
                gather(&entry.path(), &format!("{name}/"), files)?;
            }
        } else if name != "README.md" {
            files.push((name, std::fs::read(entry.path())?));
        }
    }
    Ok(())
}
