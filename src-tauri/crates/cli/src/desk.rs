//! Opening a library, and keeping its index current around a command.

use crate::out::{Out, Stop};
use crate::words::say;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
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
    /// Opens the library that is there. Only where nobody named a folder may the first command make one: a folder that was
    /// named and holds none is most likely mistyped.
    pub(crate) fn existing(lang: UiLang, named: Option<PathBuf>) -> Result<Self, Stop> {
        let by_name = named.is_some()
            || crate::variable(zhimai_library::FOLDER_VARIABLE).is_some_and(|v| !v.is_empty());
        let folder = folder(lang, named)?;
        if by_name && !zhimai_library::exists(&folder) {
            return Err(Stop::Failed(no_library(lang, &folder)));
        }
        Self::open(lang, Some(folder), None)
    }

    /// Opens a library to take something in, and says so where it has to make one.
    pub(crate) fn existing_or_new(lang: UiLang, named: Option<PathBuf>, out: &mut Out) -> Result<Self, Stop> {
        let folder = folder(lang, named)?;
        let is_new = !zhimai_library::exists(&folder);
        let desk = Self::open(lang, Some(folder), None)?;
        if is_new {
            let made = say(
                lang,
                "這裡還沒有文庫，已建立",
                "这里还没有文库，已建立",
                "There was no library; a new one is made",
            );
            out.remark(&format!("{made}: {}", desk.library.folder().display()));
        }
        Ok(desk)
    }

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

    /// As [`Desk::refresh`], for who only wants to read: nobody waits for another process that writes the index.
    /// What is not found for that is said in one line.
    pub(crate) fn refresh_to_read(&self, out: &mut Out) {
        let result = self.library.refresh_index(self.lang, &mut |progress| shown(out, &progress));
        out.progress_done();
        if let Err(e) = result {
            out.remark(&e.message);
        } else if let Some(unseen) = self.library.changes_unseen() {
            out.remark(&behind(self.lang, unseen));
        }
    }
}

/// Says that the index does not know the last changes.
fn behind(lang: UiLang, unseen: u32) -> String {
    match lang {
        UiLang::ZhHant => format!("另一個程式正在更新索引，最近的 {unseen} 項變動還搜尋不到。"),
        UiLang::ZhHans => format!("另一个程序正在更新索引，最近的 {unseen} 项变动还搜索不到。"),
        UiLang::En => format!(
            "Another program is updating the index; recent changes ({unseen}) are not found by searching yet."
        ),
    }
}

/// Shows progress and goes on.
pub(crate) fn shown(out: &mut Out, progress: &Progress) -> ControlFlow<()> {
    out.progress(progress);
    ControlFlow::Continue(())
}

/// Says that a folder holds no library, and how to make one.
fn no_library(lang: UiLang, folder: &Path) -> String {
    let folder = folder.display();
    match lang {
        UiLang::ZhHant => {
            format!("{folder} 沒有文庫。請檢查路徑；要在那裡建立，請用 zhimai --library {folder} init。")
        }
        UiLang::ZhHans => {
            format!("{folder} 没有文库。请检查路径；要在那里建立，请用 zhimai --library {folder} init。")
        }
        UiLang::En => format!(
            "There is no library in {folder}. Check the path, or make one there: zhimai --library {folder} init"
        ),
    }
}
