//! The bundled collection, compiled in from `content/`.

use include_dir::{Dir, DirEntry, include_dir};
use zhimai_import::collection::{self, Collection};
use zhimai_model::{Event, Problem};
use zhimai_store::Thing;

static CONTENT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../../content");

/// The identifier of the bundled collection.
pub const BUNDLED: &str = "bundled";
/// What stands for it in a library that it is not in: its names alone, which have no pages that searches find.
pub(crate) const NAMES: &str = "names";

/// Another one with any file of the bundled collection.
const STAMP: &str = env!("ZHIMAI_CONTENT_STAMP");
/// Raised with every change to what is made of the files, so that they are taken in anew.
const MAKING: u32 = 2;

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

/// What the store remembers of the bundled collection, or of its names, when it holds them as they are compiled in.
pub(crate) fn stamp(bundled: bool) -> String {
    format!("{}-{MAKING}-{STAMP}", if bundled { BUNDLED } else { NAMES })
}

/// The bundled collection and what is wrong with it (nothing: a test sees to that). It takes some time.
pub(crate) fn bundled() -> (Collection, Vec<Problem>) {
    let mut files = Vec::new();
    gather(&CONTENT, &mut files);
    files.sort();
    collection::read(files)
}

/// What a collection knows, or of which it has the names.
pub(crate) fn things(collection: &Collection, whole: bool) -> Vec<Thing> {
    let mut things: Vec<_> = collection.entities.iter().cloned().map(Thing::Entity).collect();
    for event in collection.events.iter().filter(|_| whole) {
        things.push(Thing::Event(Event { claims: Vec::new(), ..event.clone() }));
        things.extend(event.claims.iter().cloned().map(Thing::Claim));
    }
    things.extend(collection.conflicts.iter().filter(|_| whole).cloned().map(Thing::Conflict));
    things.extend(collection.terms.iter().cloned().map(Thing::Term));
    things.extend(collection.regions.iter().cloned().map(Thing::Region));
    things
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
        let (collection, mut problems) = bundled();
        problems.extend(collection::check(&collection));
        assert_eq!(problems, []);
        assert_eq!(collection.entities.len(), 235);
        assert_eq!(collection.events.len(), 325);
        assert_eq!(collection.events.iter().map(|e| e.claims.len()).sum::<usize>(), 1_030);
        assert_eq!(collection.conflicts.len(), 166);
        assert_eq!(collection.terms.len(), 183);
        assert_eq!(collection.articles.len(), 209);
        let retold = collection.articles.iter().find(|a| a.id == "alliance-retold").unwrap();
        assert_eq!(retold.statements.len(), 76);
        for article in &collection.articles {
            let translation = article.translation.as_ref().unwrap();
            assert_eq!(article.body.blocks.len(), translation.blocks.len(), "{}", article.id);
        }
    }
}
