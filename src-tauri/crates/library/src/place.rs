//! Where a library lies.

use crate::error::LibraryError;
use std::path::{Path, PathBuf};
use zhimai_store::Store;

/// The folder of the index within the library's folder. Deleting it loses nothing.
pub(crate) const INDEX: &str = "index";

/// The variable of the environment that names the library's folder.
pub const FOLDER_VARIABLE: &str = "ZHIMAI_LIBRARY";

/// The folder that a library is kept in when nobody says otherwise: [`FOLDER_VARIABLE`], else `zhimai` in the folder where the
/// system keeps a person's data. `variable` reads the environment.
pub fn default_folder(variable: impl Fn(&str) -> Option<std::ffi::OsString>) -> Option<PathBuf> {
    if let Some(folder) = variable(FOLDER_VARIABLE).filter(|folder| !folder.is_empty()) {
        return Some(PathBuf::from(folder));
    }
    use etcetera::BaseStrategy;
    Some(etcetera::choose_base_strategy().ok()?.data_dir().join("zhimai"))
}

/// The variable of the environment that names the file of the dictionary that comes with the program; empty for none.
pub const DICTIONARY_VARIABLE: &str = "ZHIMAI_DICTIONARY";

/// What the file is called.
const DICTIONARY: &str = "cc-cedict.dictionary";

/// The file of the dictionary that comes with the program: [`DICTIONARY_VARIABLE`], else where it was put beside the program
/// or, by a package, with its data. None where it is nowhere. `variable` reads the environment, `program` is the program's
/// own file.
pub fn bundled_dictionary(
    variable: impl Fn(&str) -> Option<std::ffi::OsString>,
    program: Option<&Path>,
) -> Option<PathBuf> {
    if let Some(file) = variable(DICTIONARY_VARIABLE) {
        return (!file.is_empty()).then(|| file.into());
    }
    let beside = program?.parent()?;
    let folders = [beside.to_owned(), beside.join("../share/zhimai"), beside.join("../Resources")];
    folders.into_iter().map(|folder| folder.join(DICTIONARY)).find(|file| file.exists())
}

/// True when the folder holds a library.
///
/// # Errors
/// When that cannot be known, as in a folder that may not be entered.
pub fn exists(folder: &Path) -> Result<bool, LibraryError> {
    Ok(Store::exists(folder)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_dictionary_is_beside_the_program_or_where_a_package_puts_it() {
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("bin/zhimai");
        let find = |named: Option<&str>| bundled_dictionary(|_| named.map(Into::into), Some(&program));
        for place in ["bin", "share/zhimai"] {
            std::fs::create_dir_all(folder.path().join(place)).unwrap();
        }
        assert_eq!(find(None), None);
        let packaged = folder.path().join("share/zhimai").join(DICTIONARY);
        std::fs::write(&packaged, "").unwrap();
        assert_eq!(find(None).unwrap().canonicalize().unwrap(), packaged.canonicalize().unwrap());
        let beside = folder.path().join("bin").join(DICTIONARY);
        std::fs::write(&beside, "").unwrap();
        assert_eq!(find(None), Some(beside));
        assert_eq!((find(Some("")), find(Some("/x"))), (None, Some(PathBuf::from("/x"))));
        assert_eq!(bundled_dictionary(|_| None, None), None);
    }
}
