//! What is to be said of dictionaries.

use super::say::say;
use crate::wire::UiLang;
use zhimai_library::Unusable;

/// No dictionary came with the program.
pub(crate) fn no_bundled_dictionary(lang: UiLang) -> String {
    say(
        lang,
        "這個程式沒有隨附詞典。可以到「文庫」匯入一部 CC-CEDICT 格式的詞典。",
        "这个程序没有随附词典。可以到“文库”导入一部 CC-CEDICT 格式的词典。",
        "No dictionary came with this program. One in the format of CC-CEDICT can be imported under Library.",
    )
}

/// The person does not want the one that came with the program, and has no other.
pub(crate) fn dictionary_is_off(lang: UiLang) -> String {
    say(
        lang,
        "隨附的詞典已停用，可以到「設定」啟用。",
        "随附的词典已停用，可以到“设置”启用。",
        "The dictionary that came with the program is switched off; switch it on under Settings.",
    )
}

/// Why the dictionary that came with the program cannot be used.
pub(crate) fn unusable_dictionary(lang: UiLang, why: &Unusable) -> String {
    let why = match why {
        Unusable::Unreadable(detail) => say(
            lang,
            format!("檔案讀不出來：{detail}"),
            format!("文件读不出来：{detail}"),
            format!("its file cannot be read: {detail}"),
        ),
        Unusable::Foreign => say(
            lang,
            "那個檔案不是知脈的詞典",
            "那个文件不是知脉的词典",
            "the file is not a dictionary of Zhimai",
        ),
        Unusable::OtherVersion => say(
            lang,
            "它屬於另一個版本的知脈",
            "它属于另一个版本的知脉",
            "it belongs to another version of Zhimai",
        ),
        Unusable::Damaged => {
            say(lang, "檔案已損壞或不完整", "文件已损坏或不完整", "its file is damaged or incomplete")
        }
    };
    say(
        lang,
        format!("隨附的詞典不能使用（{why}）。重新安裝知脈即可復原；其他功能照常。"),
        format!("随附的词典不能使用（{why}）。重新安装知脉即可恢复；其他功能照常。"),
        format!(
            "The dictionary that came with the program cannot be used ({why}). Installing Zhimai again puts it right; everything else works."
        ),
    )
}

/// What was selected is a passage, and no word.
pub(crate) fn too_long_to_look_up(lang: UiLang) -> String {
    say(
        lang,
        "選取的文字太長，查不了詞典；請選一個詞或短語。",
        "选中的文字太长，查不了词典；请选一个词或短语。",
        "That is too long to look up in a dictionary: select a word or a short phrase.",
    )
}
