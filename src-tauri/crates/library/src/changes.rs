//! Changes of many articles that are remembered: imports, what the person edited, and what was removed. Each is taken back and
//! brought back by one way.

use crate::content::BUNDLED;
use crate::error::LibraryError;
use crate::library::Library;
use zhimai_import::collection::{LONGEST_SOURCE, LONGEST_TITLE, is_seen, is_source, is_title};
use zhimai_model::HeaderField;
use zhimai_store::{Changed, Edit, Setting, StoreError, StoredImport, TakenBack};

impl Library {
    /// Puts the headers of articles right; see [`zhimai_store::Store::edit_articles`].
    ///
    /// # Errors
    /// `BundledCollection` and `NoCollection` when articles were to be moved to where they cannot be, `HeaderText` for a title or
    /// source that is none, and whatever the store says.
    pub fn edit_articles<S: AsRef<str>>(&self, ids: &[S], edit: &Edit) -> Result<Changed, LibraryError> {
        if let Setting::To(collection) = &edit.collection {
            self.check_own(collection)?;
        }
        if let Setting::To(title) = &edit.title
            && !(is_title(title) && is_seen(title))
        {
            return Err(LibraryError::HeaderText { field: HeaderField::Title, longest: LONGEST_TITLE });
        }
        if let Setting::To(Some(source)) = &edit.source
            && !(is_source(source) && is_seen(source))
        {
            return Err(LibraryError::HeaderText { field: HeaderField::Source, longest: LONGEST_SOURCE });
        }
        self.changed(self.store().edit_articles(ids, edit, BUNDLED, self.now()))
    }

    /// Removes articles. Notes on them stay. It can be taken back.
    ///
    /// # Errors
    /// Whatever the store says.
    pub fn remove_articles<S: AsRef<str>>(&self, ids: &[S]) -> Result<Changed, LibraryError> {
        self.changed(self.store().remove_articles(ids, BUNDLED, self.now()))
    }

    fn changed(&self, changed: Result<Changed, StoreError>) -> Result<Changed, LibraryError> {
        let changed = changed?;
        self.indexer().store_changed();
        Ok(changed)
    }

    /// The imports, newest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn imports(&self) -> Result<Vec<StoredImport>, StoreError> {
        self.store().imports()
    }

    /// What the person edited and removed, newest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn own_changes(&self) -> Result<Vec<StoredImport>, StoreError> {
        self.store().own_changes()
    }

    /// Takes an import or another change back; see [`zhimai_store::Store::undo_import`].
    ///
    /// # Errors
    /// `NoImport` when there is none of this number, and whatever the store says.
    pub fn undo_import(&self, id: i64) -> Result<TakenBack, LibraryError> {
        let mut listed = self.store().imports_listed_as(id)?;
        // The last first, so that each finds what it left.
        listed.reverse();
        self.turn(&listed, |id| self.store().undo_import(id, self.now()))
    }

    /// Brings back what was taken back of an import or another change.
    ///
    /// # Errors
    /// As in [`Library::undo_import`].
    pub fn redo_import(&self, id: i64) -> Result<TakenBack, LibraryError> {
        let listed = self.store().imports_listed_as(id)?;
        self.turn(&listed, |id| self.store().redo_import(id, self.now()))
    }

    /// Turns imports that are listed as one, and tells of them as of one.
    fn turn(
        &self,
        listed: &[i64],
        turn: impl Fn(i64) -> Result<TakenBack, StoreError>,
    ) -> Result<TakenBack, LibraryError> {
        let mut all = TakenBack::default();
        for &id in listed {
            all.add(self.turned(id, turn(id))?);
        }
        Ok(all)
    }

    /// Forgets an import or another change, with what was taken back of it. The articles that are there stay.
    ///
    /// # Errors
    /// As in [`Library::undo_import`].
    pub fn forget_import(&self, id: i64) -> Result<(), LibraryError> {
        for one in self.store().imports_listed_as(id)? {
            self.turned(one, self.store().forget_import(one))?;
        }
        self.give_room_back();
        Ok(())
    }

    fn turned<T>(&self, id: i64, done: Result<T, StoreError>) -> Result<T, LibraryError> {
        let done = done.map_err(|e| match e {
            StoreError::NotFound { .. } => LibraryError::NoImport { id },
            e => e.into(),
        })?;
        self.indexer().store_changed();
        Ok(done)
    }
}
