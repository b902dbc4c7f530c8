//! The person's own collections: made, named and described. What is bundled stays as it is.

use crate::content::BUNDLED;
use crate::error::LibraryError;
use crate::library::Library;
use zhimai_import::IMPORTED;
use zhimai_import::collection::{LONGEST_NAME, is_description, is_name};
use zhimai_model::{Bilingual, CollectionInfo, DateRange};
use zhimai_store::{Changed, StoreError, TakenBack};

/// A day in milliseconds.
const DAY: i64 = 86_400_000;

impl Library {
    /// Makes a collection, and gives its identifier.
    ///
    /// # Errors
    /// `CollectionName` for a name that is none, `CollectionNamed` for one that is taken, and whatever the store says.
    pub fn make_collection(&self, name: &str, description: &str) -> Result<String, LibraryError> {
        let id = format!("c-{}", self.new_id());
        self.describe(self.blank(&id)?, Some(name), Some(description))?;
        Ok(id)
    }

    /// Gives a collection another name, or says anew what it is. What is not given stays.
    ///
    /// # Errors
    /// `NoCollection` where there is none, `BundledCollection`, and as in [`Library::make_collection`].
    pub fn change_collection(
        &self,
        id: &str,
        name: Option<&str>,
        description: Option<&str>,
    ) -> Result<(), LibraryError> {
        self.check_own(id)?;
        let info = match self.info(id)? {
            Some(info) => info,
            None => self.blank(id)?,
        };
        self.describe(CollectionInfo { version: info.version.saturating_add(1), ..info }, name, description)
    }

    /// Has no search look into a collection from now on, or has it looked into again.
    ///
    /// # Errors
    /// `NoCollection` where there is none, and whatever the store says.
    pub fn hide_collection(&self, id: &str, is_hidden: bool) -> Result<(), LibraryError> {
        self.check_there(id)?;
        Ok(self.store().hide_collection(id, is_hidden)?)
    }

    /// Removes a collection. Its articles go to another one of the person's, or go; either can be taken back.
    ///
    /// # Errors
    /// `NoCollection`, `BundledCollection`, and whatever the store says.
    pub fn remove_collection(&self, id: &str, to: Option<&str>) -> Result<Changed, LibraryError> {
        self.check_own(id)?;
        if let Some(to) = to {
            self.check_own(to)?;
            if to == id {
                return Err(LibraryError::NoCollection { id: to.to_owned() });
            }
        }
        let changed = self.store().remove_collection(id, to, self.now())?;
        self.indexer().store_changed();
        Ok(changed)
    }

    /// Brings a collection back that was removed, with what became of its articles.
    ///
    /// # Errors
    /// `NoCollection` where none of this number was removed, and whatever the store says.
    pub fn restore_collection(&self, number: i64) -> Result<TakenBack, LibraryError> {
        let gone = self.store().removed_collections()?;
        let none = || LibraryError::NoCollection { id: number.to_string() };
        let gone = gone.into_iter().find(|one| one.number == number).ok_or_else(none)?;
        // The articles first: after a kill the rest is done by asking once more.
        let done = match gone.articles.map(|articles| self.undo_import(articles)) {
            Some(Ok(done)) => done,
            // What became of them was forgotten, and stays so.
            None | Some(Err(LibraryError::NoImport { .. })) => TakenBack::default(),
            Some(Err(error)) => return Err(error),
        };
        self.store().restore_collection(number)?;
        Ok(done)
    }

    /// What is said of a collection; nothing of one that nobody described, or of which that is damaged.
    pub(crate) fn info(&self, id: &str) -> Result<Option<CollectionInfo>, StoreError> {
        let info = self.store().collection_info(id)?;
        Ok(info.and_then(|info| serde_json::from_value(info).ok()))
    }

    /// Says no where there is no such collection. There is always one for what is imported.
    fn check_there(&self, id: &str) -> Result<(), LibraryError> {
        let is_there = id == IMPORTED || self.store().collections()?.iter().any(|one| one.id == id);
        if is_there { Ok(()) } else { Err(LibraryError::NoCollection { id: id.to_owned() }) }
    }

    /// Says no where it is not the person's.
    pub(crate) fn check_own(&self, id: &str) -> Result<(), LibraryError> {
        if id == BUNDLED {
            return Err(LibraryError::BundledCollection);
        }
        self.check_there(id)
    }

    /// A collection of today of which nothing is said yet.
    pub(crate) fn blank(&self, id: &str) -> Result<CollectionInfo, LibraryError> {
        let day = i32::try_from(self.now().div_euclid(DAY)).unwrap_or_default();
        // Every day that a clock tells is one.
        let today =
            DateRange::from_days(day, day).ok_or_else(|| LibraryError::NoCollection { id: id.to_owned() })?;
        Ok(CollectionInfo {
            id: id.to_owned(),
            version: 1,
            title: Bilingual::default(),
            description: Bilingual::default(),
            compiled: today.clone(),
            latest_evidence: today,
            front: None,
        })
    }

    fn describe(
        &self,
        mut info: CollectionInfo,
        name: Option<&str>,
        description: Option<&str>,
    ) -> Result<(), LibraryError> {
        let both = |text: &str| Bilingual { zh: text.trim().to_owned(), en: text.trim().to_owned() };
        let no_name = || LibraryError::CollectionName { longest: LONGEST_NAME };
        if let Some(name) = name {
            info.title = both(name);
            for other in self.store().collection_infos()? {
                let other = serde_json::from_value::<CollectionInfo>(other).ok();
                let is_so_called = |other: &CollectionInfo| {
                    other.id != info.id && [&other.title.zh, &other.title.en].contains(&&info.title.zh)
                };
                if other.as_ref().is_some_and(is_so_called) {
                    return Err(LibraryError::CollectionNamed { name: name.trim().to_owned() });
                }
            }
        }
        let title = &info.title.zh;
        // One that was not named yet may be described.
        let is_blank = name.is_none() && info.id == IMPORTED;
        if !(is_name(title) || title.is_empty() && is_blank) {
            return Err(no_name());
        }
        if let Some(description) = description {
            if !is_description(description) {
                return Err(no_name());
            }
            info.description = both(description);
        }
        Ok(self.store().put_collection(&info.id, info.version, &info)?)
    }
}
