//! Dossiers: writing one, and looking whether one was changed.

use super::timeline::entity;
use crate::desk::{Desk, shown};
use crate::money::DossierArgs;
use crate::out::{Ended, Out, Run, Stop, plain};
use crate::words::say;
use std::io::Write;
use std::path::Path;
use zhimai_api::{DossierRequest, DossierState, SearchRequest, UiLang, verify_dossier};
use zhimai_model::Address;

pub(crate) fn dossier(args: DossierArgs, desk: &Desk, out: &mut Out) -> Run {
    let address = match &args.address {
        None => String::new(),
        Some(address) if address.trim().starts_with("zhimai://") => address.trim().to_owned(),
        Some(named) => Address::Entity(entity(named, desk)?).to_string(),
    };
    let request = DossierRequest {
        address,
        search: args.search.map(|query| SearchRequest { query, ..SearchRequest::default() }),
        format: args.format.into(),
        without_notes: args.without_notes,
    };
    let made = desk.library.dossier(desk.locale, &request, &mut |progress| shown(out, &progress));
    out.progress_done();
    let made = made?;
    if args.to == Path::new("-") {
        out.raw(made.text.as_bytes())?;
        out.flush()?;
        return Ok(Ended::Done);
    }
    write_new(desk.lang, &args.to, made.text.as_bytes())?;
    let done = say(desk.lang, "卷宗已寫好", "卷宗已写好", "The dossier is written");
    out.line(&format!("{done}: {}", plain(&args.to.display().to_string())))?;
    out.flush()?;
    Ok(Ended::Done)
}

/// Writes a file that is not there yet. One that could not be written whole is taken away again.
fn write_new(lang: UiLang, path: &Path, bytes: &[u8]) -> Result<(), Stop> {
    let name = plain(&path.display().to_string());
    let failed = |e: std::io::Error| {
        Stop::Failed(match (lang, e.kind()) {
            (UiLang::ZhHant, std::io::ErrorKind::AlreadyExists) => {
                format!("{name} 已經在那裡了，沒有改動它。請換一個檔名。")
            }
            (UiLang::ZhHans, std::io::ErrorKind::AlreadyExists) => {
                format!("{name} 已经在那里了，没有改动它。请换一个文件名。")
            }
            (UiLang::En, std::io::ErrorKind::AlreadyExists) => {
                format!("{name} is there already and was left as it is. Choose another name.")
            }
            (UiLang::ZhHant, _) => format!("{name} 寫不進去（{e}）。請換一個位置。"),
            (UiLang::ZhHans, _) => format!("{name} 写不进去（{e}）。请换一个位置。"),
            (UiLang::En, _) => format!("{name} could not be written ({e}). Choose another place."),
        })
    };
    let mut file = std::fs::File::create_new(path).map_err(failed)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    if written.is_err() {
        drop(file);
        // What is left of it would look like a dossier.
        let _ = std::fs::remove_file(path);
    }
    written.map_err(failed)
}

/// Whether a dossier is as it was made. The exit status is 0 when it is, 1 when it was changed, 2 when it is none.
pub(super) fn verify(lang: UiLang, file: &Path, json: bool, out: &mut Out) -> Run {
    let check = verify_dossier(lang, file)?;
    if json {
        out.json(&check)?;
    }
    let path = plain(&check.path);
    match check.state {
        DossierState::Unchanged => {
            if !json {
                let told = say(lang, "卷宗與做成時相同", "卷宗与制成时相同", "The dossier is as it was made");
                out.line(&format!("{told}: {path}\n  SHA-256 {}", check.checksum))?;
                out.flush()?;
            }
            Ok(Ended::Done)
        }
        DossierState::Changed => Err(Stop::Failed(match lang {
            UiLang::ZhHant => {
                format!("{path} 做成之後改動過，內容與檔案裡的校驗碼不符。請向給您檔案的人再要一份。")
            }
            UiLang::ZhHans => {
                format!("{path} 制成之后改动过，内容与文件里的校验码不符。请向给您文件的人再要一份。")
            }
            UiLang::En => format!(
                "{path} was changed after it was made: it does not agree with the checksum in it. Ask whoever gave it to you for another copy."
            ),
        })),
        DossierState::None => Err(Stop::Usage(match lang {
            UiLang::ZhHant => format!("{path} 不是知脈的卷宗：裡面沒有校驗碼，或者不只一個。請檢查檔名。"),
            UiLang::ZhHans => format!("{path} 不是知脉的卷宗：里面没有校验码，或者不止一个。请检查文件名。"),
            UiLang::En => {
                format!(
                    "{path} is no dossier of Zhimai: no checksum is in it, or more than one. Check the name of the file."
                )
            }
        })),
    }
}
