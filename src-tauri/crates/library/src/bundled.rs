//! Takes the bundled collection into the store.

use crate::content::BUNDLED;
use crate::mentions::mentions;
use crate::settings::CONTENT_STAMP;
use zhimai_import::collection::Collection;
use zhimai_knowledge::NameIndex;
use zhimai_store::{Store, StoreError};

/// Brings the bundled collection in the store up to what is compiled in, if it differs.
pub(crate) fn take_in_bundled(
    store: &Store,
    collection: &Collection,
    names: &NameIndex,
    stamp: &str,
) -> Result<(), StoreError> {
    if store.is_read_only() || store.setting::<String>(CONTENT_STAMP)?.as_deref() == Some(stamp) {
        return Ok(());
    }
    let articles: Vec<_> = collection.articles.iter().map(|a| (a.clone(), mentions(names, a))).collect();
    store.replace_collection(BUNDLED, &articles)?;
    if let Some(info) = &collection.info {
        store.put_collection(&info.id, info.version, info)?;
    }
    store.put_setting(CONTENT_STAMP, &stamp)
}
