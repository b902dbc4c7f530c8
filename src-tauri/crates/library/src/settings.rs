//! The person's settings, and what the library remembers about itself. All of it lives in the store.

use crate::Content;
use crate::api::Settings;
use zhimai_store::{Store, StoreError};

/// The stamp of the bundled collection as it was last taken in.
pub(crate) const CONTENT_STAMP: &str = "content.stamp";
const BUNDLED: &str = "content.bundled";
const SETTINGS: &str = "settings";

/// The most past searches that are kept.
const SEARCHES: usize = 50;

/// Whether the bundled collection is in the library, and remembers it.
pub(crate) fn decide_bundled(store: &Store, content: Content) -> Result<bool, StoreError> {
    let before: Option<bool> = store.setting(BUNDLED)?;
    let bundled = match content {
        Content::AsIs => before.unwrap_or(true),
        Content::Bundled => true,
        Content::Empty => before.unwrap_or(false),
    };
    if before != Some(bundled) {
        store.put_setting(BUNDLED, &bundled)?;
    }
    Ok(bundled)
}

/// The person's settings; those of a new library until any were kept.
pub(crate) fn read(store: &Store) -> Result<Settings, StoreError> {
    Ok(store.setting(SETTINGS)?.unwrap_or_else(|| Settings { history: true, ..Settings::default() }))
}

/// Keeps settings, brought into bounds, and gives them back as kept.
pub(crate) fn write(store: &Store, mut settings: Settings) -> Result<Settings, StoreError> {
    settings.text_scale = if settings.text_scale == 0 { 0 } else { settings.text_scale.clamp(100, 200) };
    settings.searches.truncate(SEARCHES);
    store.put_setting(SETTINGS, &settings)?;
    Ok(settings)
}
