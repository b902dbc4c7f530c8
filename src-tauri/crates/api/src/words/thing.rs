//! Why something that is known was not added, changed or taken away, in words.

use super::error::wire;
use super::misfit::{misfit, no_word};
use super::say::say;
use crate::messages::kinds;
use crate::wire::{ErrorCode, FieldFault, UiLang, WireError};
use zhimai_library::{Fault, ThingError, ThingKind};

/// So many of those that name a thing are told.
const NAMED: usize = 8;

/// What a thing is, within a sentence.
fn kind(lang: UiLang, kind: ThingKind) -> String {
    match kind {
        ThingKind::Entity => kinds::ENTITY.within_line(lang),
        ThingKind::Event => kinds::EVENT.within_line(lang),
        ThingKind::Claim => say(lang, "說法", "说法", "claim"),
        ThingKind::Conflict => say(lang, "分歧", "分歧", "conflict"),
        ThingKind::Term => kinds::TERM.within_line(lang),
        ThingKind::Region => say(lang, "地區用詞", "地区用词", "regional word"),
    }
}

/// What became of a wish to add, change or take away something that is known.
pub(crate) fn thing_error(lang: UiLang, error: &ThingError) -> WireError {
    match error {
        ThingError::Field { field, fault } => field_error(lang, field, fault),
        ThingError::Taken { kind: of, id } => {
            let of = kind(lang, *of);
            let message = say(
                lang,
                format!("已經有識別碼為 {id} 的{of}，沒有改動。要改它，請用編輯；若是另一個，請給別的 id。"),
                format!("已经有标识符为 {id} 的{of}，没有改动。要改它，请用编辑；若是另一个，请给别的 id。"),
                format!(
                    "The identifier {id} is that of another {of} already; nothing was changed. Edit that one, or give another id."
                ),
            );
            wire(ErrorCode::Taken, message, id)
        }
        ThingError::Moved { kind: of, id } => {
            let of = kind(lang, *of);
            let message = say(
                lang,
                format!("{of} {id} 已在別處改過，沒有改動。請先看過新的內容再改。"),
                format!("{of} {id} 已在别处改过，没有改动。请先看过新的内容再改。"),
                format!(
                    "The {of} {id} was changed elsewhere, and is left as it is. Look at it anew, then change it."
                ),
            );
            wire(ErrorCode::Conflict, message, id)
        }
        ThingError::Missing { kind: of, id } => {
            let of = kind(lang, *of);
            let message = say(
                lang,
                format!("文庫裡沒有識別碼為 {id} 的{of}。請檢查有沒有寫錯；若是移除了的，可以還原。"),
                format!("文库里没有标识符为 {id} 的{of}。请检查有没有写错；若是移除了的，可以还原。"),
                format!(
                    "The library has no {of} with the identifier {id}. Check the spelling; one that was removed can be put back."
                ),
            );
            wire(ErrorCode::NotFound, message, id)
        }
        ThingError::Named { kind: of, id, by } => {
            let of = kind(lang, *of);
            let by: Vec<String> = by.iter().map(|(of, id)| format!("{} {id}", kind(lang, *of))).collect();
            let (count, more) = (by.len(), by.len() > NAMED);
            let some =
                by.iter().take(NAMED).cloned().collect::<Vec<_>>().join(say(lang, "、", "、", ", ").as_str());
            let some = if more { format!("{some}…") } else { some };
            let message = say(
                lang,
                format!("{of} {id} 沒有移除：還有 {count} 處提到它（{some}）。請先改掉或移除那些。"),
                format!("{of} {id} 没有移除：还有 {count} 处提到它（{some}）。请先改掉或移除那些。"),
                format!(
                    "The {of} {id} was not removed: it is named elsewhere ({count}: {some}). Change or remove what names it first."
                ),
            );
            wire(ErrorCode::Conflict, message, by.join("\n"))
        }
        ThingError::Merged { id, with } => {
            let with = with.join(say(lang, "、", "、", ", ").as_str());
            let message = say(
                lang,
                format!("{id} 沒有移除：它與 {with} 已合併。請先分開。"),
                format!("{id} 没有移除：它与 {with} 已合并。请先分开。"),
                format!("{id} was not removed: it is merged with {with}. Split them first."),
            );
            wire(ErrorCode::Conflict, message, with)
        }
        ThingError::NoProposal { id } => {
            let message = say(
                lang,
                format!("沒有 {id} 這個提議。文章可能已經改過或移除；請重新列出。"),
                format!("没有 {id} 这个提议。文章可能已经改过或移除；请重新列出。"),
                format!(
                    "There is no proposal {id}. The article may have been changed or removed: list them anew."
                ),
            );
            wire(ErrorCode::NotFound, message, id)
        }
        ThingError::One { id, other } => {
            let message = say(
                lang,
                format!("{id} 與 {other} 已經是同一個，沒有改動。"),
                format!("{id} 与 {other} 已经是同一个，没有改动。"),
                format!("{id} and {other} are one already; nothing was changed."),
            );
            wire(ErrorCode::Conflict, message, id)
        }
        ThingError::AsItWas { kind: of, id } => {
            let of = kind(lang, *of);
            let message = say(
                lang,
                format!("{of} {id} 沒有可還原的：它就是資料集原來的樣子，或是您自己加的。"),
                format!("{of} {id} 没有可还原的：它就是资料集原来的样子，或是您自己加的。"),
                format!(
                    "There is nothing to put back for the {of} {id}: it is as its collection has it, or your own."
                ),
            );
            wire(ErrorCode::Conflict, message, id)
        }
    }
}

fn field_error(lang: UiLang, field: &str, fault: &Fault) -> WireError {
    let why = match fault {
        Fault::Missing => say(lang, "沒有填。請填上", "没有填。请填上", "it is missing; fill it in"),
        Fault::NoField(all) => {
            let all = all.join(", ");
            say(
                lang,
                format!("沒有這個欄位。可用的是 {all}"),
                format!("没有这个字段。可用的是 {all}"),
                format!("there is no such field; there are {all}"),
            )
        }
        Fault::Shape(said) => {
            let why = misfit(lang, said, false);
            say(
                lang,
                format!("內容不合格式（{why}）。請照資料集檔案的寫法"),
                format!("内容不合格式（{why}）。请照资料集文件的写法"),
                format!("it has another shape ({why}); write it as the files of a collection do"),
            )
        }
        Fault::NoWord { word, all } => {
            no_word(lang, word, &all.iter().map(String::as_str).collect::<Vec<_>>())
        }
        Fault::Long(most) => say(
            lang,
            format!("太長，最多{most}字"),
            format!("太长，最多{most}字"),
            format!("it is too long; it may have {most} characters"),
        ),
        Fault::Many(most) => say(
            lang,
            format!("太多，最多{most}項"),
            format!("太多，最多{most}项"),
            format!("there are too many; there may be {most}"),
        ),
        Fault::Unseen => say(
            lang,
            "名稱裡有看不見的控制字元或換行。請刪去",
            "名称里有看不见的控制字符或换行。请删去",
            "a name has control characters or ends of lines in it; take them out",
        ),
        Fault::Id => say(
            lang,
            "識別碼只用小寫字母、數字，中間可有連字號與點；說法的寫成「事件#名」",
            "标识符只用小写字母、数字，中间可有连字号与点；说法的写成“事件#名”",
            "an identifier has small letters, digits, and between them hyphens and dots; a claim's is EVENT#NAME",
        ),
        Fault::NoSuch { kind: of, id } => {
            let of = kind(lang, *of);
            say(
                lang,
                format!("文庫裡沒有{of} {id}。請檢查識別碼，或先加上它"),
                format!("文库里没有{of} {id}。请检查标识符，或先加上它"),
                format!("there is no {of} {id}; check the identifier, or add it first"),
            )
        }
        Fault::NoName(name) => say(
            lang,
            format!("沒有「{name}」這個別名。請從它的別名裡選"),
            format!("没有“{name}”这个别名。请从它的别名里选"),
            format!("“{name}” is none of its other names; pick from those"),
        ),
        Fault::Itself => {
            say(lang, "它指向自己。請改指別的", "它指向自己。请改指别的", "it refers to itself; name another")
        }
        Fault::Sum => say(
            lang,
            "金額要大於零，不超過一萬兆，低的在前，高的在後",
            "金额要大于零，不超过一亿亿，低的在前，高的在后",
            "a sum is above nothing and not above ten thousand trillion, the lower end first",
        ),
        Fault::NotHere => say(
            lang,
            "說法要逐條加入，不寫在事件裡",
            "说法要逐条加入，不写在事件里",
            "claims are added one by one, not within an event",
        ),
    };
    let message = if field.is_empty() {
        say(
            lang,
            format!("沒有改動：{why}。"),
            format!("没有改动：{why}。"),
            format!("Nothing was changed: {why}."),
        )
    } else {
        say(
            lang,
            format!("欄位 {field}：{why}。沒有改動。"),
            format!("字段 {field}：{why}。没有改动。"),
            format!("Field {field}: {why}. Nothing was changed."),
        )
    };
    let detail = match fault {
        Fault::Shape(said) => format!("{field}: {said}"),
        _ => field.to_owned(),
    };
    // Beside its field it is plain what has the fault; how files are written is of no use there.
    let beside = match fault {
        Fault::Shape(said) => misfit(lang, said, false),
        _ => why,
    };
    let why = in_a_sentence(lang, &beside);
    let named = (!field.is_empty()).then(|| FieldFault { name: field.to_owned(), why });
    WireError { field: named, ..wire(ErrorCode::BadRequest, message, detail) }
}

/// What stands within a sentence, as one of its own.
fn in_a_sentence(lang: UiLang, why: &str) -> String {
    let mut rest = why.chars();
    match rest.next() {
        Some(first) if lang == UiLang::En => format!("{}{}.", first.to_uppercase(), rest.as_str()),
        _ => format!("{why}。"),
    }
}
