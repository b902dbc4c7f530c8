//! The ends of names of files.

/// What follows the last full stop of a file's name; nothing where there is none.
pub(crate) fn extension(name: &str) -> &str {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    last.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).map_or("", |(_, extension)| extension)
}
