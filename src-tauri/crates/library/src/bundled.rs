//! Takes the bundled collection into the store.

use crate::content::{self, BUNDLED, NAMES};
use crate::known::Known;
use crate::settings::{ANNOTATED, CONTENT_STAMP};
use zhimai_knowledge::annotate::{self, annotate};
use zhimai_store::{Store, StoreError};

/// Brings the bundled collection in the store up to what is compiled in, if it differs or is damaged, and gives what is known
/// then. What the person added, changed or took away stays. With `whole` false only the names of the collection are known. `now` is in
/// milliseconds since 1970-01-01 UTC.
pub(crate) fn take_in(store: &Store, whole: bool, now: i64) -> Result<Known, StoreError> {
    let stamp = content::stamp(whole);
    let known = Known::of(store, None)?;
    let is_current = store.setting::<String>(CONTENT_STAMP)?.as_deref() == Some(&stamp);
    if store.is_read_only() {
        // What is there is told; where nothing is, as in a library of an earlier version, what is compiled in.
        if known.is_of_a_collection() || is_current {
            return Ok(known);
        }
        let (collection, _) = content::bundled();
        return Known::of_collection(store, &collection, whole);
    }
    let everything = is_way_new(store)?;
    if is_current && !known.is_damaged_in_a_collection() {
        return Ok(known);
    }
    let (collection, _) = content::bundled();
    let (name, other) = if whole { (BUNDLED, Some(NAMES)) } else { (NAMES, None) };
    // Where every article is looked through anyway, nobody has to look for those that hold a name.
    let things = content::things(&collection, whole);
    store.replace_knowledge(name, &things, other, !everything)?;
    let mut known = Known::of(store, Some(&known))?;
    if whole {
        let articles: Vec<_> =
            collection.articles.iter().map(|a| (a.clone(), annotate(a, known.names()).mentions)).collect();
        store.replace_collection(BUNDLED, &articles, now)?;
        if let Some(info) = &collection.info {
            store.put_collection(&info.id, info.version, info)?;
        }
        known = known.told_anew(store)?;
    }
    // Last, so that all of it is done once more when it was not done to the end.
    store.put_setting(CONTENT_STAMP, &stamp)?;
    Ok(known)
}

/// Whether names were found in another way so far, or none were: then every article is to be looked through.
fn is_way_new(store: &Store) -> Result<bool, StoreError> {
    if store.setting::<u32>(ANNOTATED)? == Some(annotate::MENTIONS) {
        return Ok(false);
    }
    store.make_all_stale()?;
    store.put_setting(ANNOTATED, &annotate::MENTIONS)?;
    Ok(true)
}
