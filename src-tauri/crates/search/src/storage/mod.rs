//! The index as files: the folder that the engine sees, what says by whom it was built and what it holds, whether it is
//! undamaged, and which files are made one.

pub(crate) mod files;
pub(crate) mod folder;
pub(crate) mod guard;
pub(crate) mod mark;
pub(crate) mod merging;
