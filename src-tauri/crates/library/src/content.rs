//! The bundled collection, compiled in from `content/`.

use include_dir::{Dir, DirEntry, include_dir};
use sha2::{Digest, Sha256};
use zhimai_import::collection::{self, Collection};
use zhimai_model::Problem;

static CONTENT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../../content");

/// The identifier of the bundled collection.
pub const BUNDLED: &str = "bundled";

/// Whether the bundled collection is in a library.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Content {
    /// As it was before; in a new library, it is.
    #[default]
    AsIs,
    /// It is, from now on.
    Bundled,
    /// It is not, if the library is new. Names of entities and terms are known to the search all the same.
    Empty,
}

/// The bundled collection and what is wrong with it (nothing: a test sees to that), with a stamp that changes with any file.
pub(crate) fn bundled() -> (Collection, Vec<Problem>, String) {
    let mut files = Vec::new();
    gather(&CONTENT, &mut files);
    files.sort();
    let mut hash = Sha256::new();
    for (path, bytes) in &files {
        hash.update(path.as_bytes());
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    }
    let stamp = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let (collection, problems) = collection::read(files);
    (collection, problems, stamp)
}

fn gather(folder: &'static Dir<'static>, files: &mut Vec<(String, &'static [u8])>) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(folder) => gather(folder, files),
            DirEntry::File(file) => {
                // Schemas and the page for editors are no content.
                let path = file.path().to_string_lossy().replace('\\', "/");
                if !path.starts_with("schema/") && path != "README.md" {
                    files.push((path, file.contents()));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_collection_is_whole_and_sound() {
        let (collection, mut problems, _) = bundled();
        problems.extend(collection::check(&collection));
        assert_eq!(problems, []);
        assert_eq!(collection.entities.len(), 66);
        assert_eq!(collection.events.len(), 107);
        assert_eq!(collection.events.iter().map(|e| e.claims.len()).sum::<usize>(), 231);
        assert_eq!(collection.conflicts.len(), 37);
        assert_eq!(collection.terms.len(), 83);
        assert!(collection.articles.len() > 60, "{}", collection.articles.len());
        let retold = collection.articles.iter().find(|a| a.id == "alliance-retold").unwrap();
        assert_eq!(retold.statements.len(), 74);
        for article in &collection.articles {
            let translation = article.translation.as_ref().unwrap();
            assert_eq!(article.body.paragraphs.len(), translation.paragraphs.len(), "{}", article.id);
        }
    }
}
