//! Opening a library, and keeping its index current around a command.

use crate::out::{Out, Stop};
use crate::words::{moment, say};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use zhimai_api::{Content, ErrorCode, Locale, OpenLibrary, OpenOptions, Progress, UiLang};

/// At most so many articles are compared with each other before a search.
const FEW: u32 = 200;

/// An open library, and the language and region to ask it in.
pub(crate) struct Desk {
    pub(crate) library: OpenLibrary,
    pub(crate) locale: Locale,
    pub(crate) lang: UiLang,
}

/// The folder that was named, or the one of the environment, or the one that the window uses.
pub(crate) fn folder(lang: UiLang, named: Option<PathBuf>) -> Result<PathBuf, Stop> {
    named.or_else(|| zhimai_api::default_folder(crate::system::variable)).ok_or_else(|| {
        let message = say(
            lang,
            "不知道文庫放在哪裡：請用 --library 指定資料夾。",
            "不知道文库放在哪里：请用 --library 指定文件夹。",
            "There is no place to keep a library: name a folder with --library.",
        );
        Stop::Failed(message.to_owned())
    })
}

/// The folder of a library that must be there.
pub(crate) fn existing_folder(lang: UiLang, named: Option<PathBuf>) -> Result<PathBuf, Stop> {
    let folder = folder(lang, named)?;
    if !zhimai_api::exists(lang, &folder)? {
        return Err(Stop::Failed(no_library(lang, &folder)));
    }
    Ok(folder)
}

/// What to do about a library that is damaged: names the newest good backup, and the command that puts it back.
pub(crate) fn offer(lang: UiLang, folder: &Path) -> String {
    let Some((path, backup)) = zhimai_api::newest_backup(folder) else {
        return say(
            lang,
            "\n這個文庫沒有完好的每日備份。若您另有備份，請用 zhimai restore 還原。",
            "\n这个文库没有完好的每日备份。若您另有备份，请用 zhimai restore 还原。",
            "\nThere is no good daily backup of this library. If you have one elsewhere: zhimai restore FILE",
        )
        .to_owned();
    };
    let (made, command) =
        (moment(backup.made), format!("zhimai --library {} restore {}", quoted(folder), quoted(&path)));
    match lang {
        UiLang::ZhHant => format!("\n最新的完好備份做於 {made}，還原它請用：\n  {command}"),
        UiLang::ZhHans => format!("\n最新的完好备份做于 {made}，还原它请用：\n  {command}"),
        UiLang::En => format!("\nThe newest good backup is of {made}. To restore it:\n  {command}"),
    }
}

/// A path as a shell takes it.
fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    let simple = |c: char| c.is_alphanumeric() || "/._-".contains(c);
    if text.chars().all(simple) { text } else { format!("'{}'", text.replace('\'', "'\\''")) }
}

impl Desk {
    /// Opens the library that is there. Only where nobody named a folder may the first command make one: a folder that was
    /// named and holds none is most likely mistyped.
    pub(crate) fn existing(locale: Locale, named: Option<PathBuf>) -> Result<Self, Stop> {
        let lang = locale.lang();
        let by_name = named.is_some()
            || crate::system::variable(zhimai_api::FOLDER_VARIABLE).is_some_and(|v| !v.is_empty());
        let folder = if by_name { existing_folder(lang, named)? } else { folder(lang, named)? };
        Self::open(locale, Some(folder), None)
    }

    /// Opens a library to take something in, and says so where it has to make one.
    pub(crate) fn existing_or_new(
        locale: Locale,
        named: Option<PathBuf>,
        out: &mut Out,
    ) -> Result<Self, Stop> {
        let lang = locale.lang();
        let folder = folder(lang, named)?;
        let is_new = !zhimai_api::exists(lang, &folder)?;
        let desk = Self::open(locale, Some(folder), None)?;
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
    pub(crate) fn open(
        locale: Locale,
        named: Option<PathBuf>,
        content: Option<Content>,
    ) -> Result<Self, Stop> {
        let lang = locale.lang();
        let folder = folder(lang, named)?;
        let content = content.unwrap_or_default();
        let options = OpenOptions { folder: folder.clone(), clock: crate::system::now, content };
        let library = OpenLibrary::open(lang, options).map_err(|e| match e.code {
            ErrorCode::Damaged => Stop::Failed(e.message + &offer(lang, &folder)),
            _ => e.into(),
        })?;
        let program = std::env::current_exe().ok();
        if let Some(file) = zhimai_api::bundled_dictionary(crate::system::variable, program.as_deref()) {
            library.bundle_dictionary(file);
        }
        Ok(Self { library, locale, lang })
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

    /// Compares all articles with each other that were not yet, showing progress. Where that cannot be done it is said, and what
    /// is known of copies is told.
    pub(crate) fn find_all_copies(&self, out: &mut Out) {
        let result = self.library.find_copies(self.lang, u32::MAX, &mut |progress| shown(out, &progress));
        out.progress_done();
        if let Err(e) = result {
            out.remark(&e.message);
        }
    }

    /// As [`Desk::refresh`], for who only wants to read: nobody waits for another process that writes the index.
    /// What is not found for that is said in one line. A few articles that were not compared with each other yet are, so that
    /// copies are one hit.
    pub(crate) fn refresh_to_read(&self, out: &mut Out) {
        let result = self.library.refresh_index(self.lang, &mut |progress| shown(out, &progress));
        out.progress_done();
        if let Err(e) = result {
            out.remark(&e.message);
        } else if let Some(unseen) = self.library.changes_unseen() {
            out.remark(&behind(self.lang, unseen));
        } else {
            // What cannot be compared now stands apart.
            let _ = self.library.find_copies(self.lang, FEW, &mut |_| ControlFlow::Continue(()));
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
