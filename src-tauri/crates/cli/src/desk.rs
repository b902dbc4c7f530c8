//! Opening a library, and keeping its index current around a command.

use crate::out::{Out, Stop};
use crate::words::say;
use std::ops::ControlFlow;
use std::path::PathBuf;
use zhimai_library::api::{Progress, UiLang};
use zhimai_library::{Content, Library, OpenOptions};

/// An open library, and the language to ask it in.
pub(crate) struct Desk {
    pub(crate) library: Library,
    pub(crate) lang: UiLang,
}

/// The folder that was named, or the one of the environment, or the one that the window uses.
pub(crate) fn folder(lang: UiLang, named: Option<PathBuf>) -> Result<PathBuf, Stop> {
    named.or_else(|| zhimai_library::default_folder(crate::variable)).ok_or_else(|| {
        let message = say(
            lang,
            "不知道文庫放在哪裡：請用 --library 指定資料夾。",
            "不知道文库放在哪里：请用 --library 指定文件夹。",
            "There is no place to keep a library: name a folder with --library.",
        );
        Stop::Failed(message.to_owned())
    })
}

impl Desk {
    /// Opens the library in a folder, making it where there is none.
    pub(crate) fn open(lang: UiLang, named: Option<PathBuf>, content: Option<Content>) -> Result<Self, Stop> {
        let folder = folder(lang, named)?;
        let content = content.unwrap_or_default();
        let library = Library::open(lang, OpenOptions { folder, clock: crate::now, content })?;
        Ok(Self { library, lang })
    }

    /// Brings the index up to date, showing progress.
    /// Where that cannot be done it is said and is no failure: what was asked for is done, and the index catches up at the
    /// next occasion.
    pub(crate) fn refresh(&self, out: &mut Out) {
        let result = self.library.bring_index_up_to_date(self.lang, &mut |progress| shown(out, &progress));
        out.progress_done();
        if let Err(e) = result {
            out.remark(&e.message);
        }
    }
}

/// Shows progress and goes on.
pub(crate) fn shown(out: &mut Out, progress: &Progress) -> ControlFlow<()> {
    out.progress(progress);
    ControlFlow::Continue(())
}
