//! Files of which there was a problem are read again.

use crate::error::LibraryError;
use crate::import::Imported;
use crate::intake::Walk;
use crate::library::Library;
use crate::progress::OnProgress;
use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;

impl Library {
    /// Reads the files again that problems in the tray are of, or those of all: as an import of what was chosen then, of which
    /// nothing else is read. What was wrong with a file goes from the tray, and what still is comes into it anew.
    ///
    /// # Errors
    /// As in [`Library::import_paths`].
    pub fn try_again(
        &self,
        problems: Option<&[i64]>,
        progress: OnProgress<'_>,
    ) -> Result<Imported, LibraryError> {
        let (store, last) = (self.store(), self.store().last_problem()?);
        let (mut in_folders, mut alone): (BTreeMap<PathBuf, HashSet<PathBuf>>, Vec<PathBuf>) =
            Default::default();
        let files = store.problem_files(problems)?;
        for file in &files {
            let path = PathBuf::from(&file.path);
            let folder = file.chosen.as_ref().map(PathBuf::from);
            match folder.filter(|folder| folder.is_dir() && !path.is_dir()) {
                Some(folder) => drop(in_folders.entry(folder).or_default().insert(path)),
                None => alone.push(path),
            }
        }
        if files.is_empty() {
            return Ok(Imported::default());
        }
        let origin: Vec<_> =
            in_folders.keys().chain(&alone).map(|path| path.to_string_lossy().into_owned()).collect();
        let mut walks: Vec<_> =
            in_folders.into_iter().map(|(folder, only)| Walk::Only(folder, only)).collect();
        walks.push(Walk::All(alone));
        let import = store.begin_remembered_import(&origin, self.now())?;
        let imported = self.run(&walks, import, None, progress)?;
        if !imported.cancelled {
            // A file in which there is nothing at all is told of nowhere.
            let paths: Vec<_> = files.into_iter().map(|file| file.path).collect();
            store.settle_problems(&paths, last)?;
        }
        self.indexer().store_changed();
        Ok(imported)
    }
}
