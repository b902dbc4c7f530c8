//! Traditional and Simplified Chinese for display, with the way back to the original positions.
//!
//! The tables are OpenCC's. A phrase of theirs counts only where it does not run across the words of the sentence
//! ([`words`]): 去干扰 is no 去幹. What the tables leave open is decided by what stands beside it: 看著 and 著作, 余凱 and 餘額.
//! Quotation marks become those of the region ([`quotes`]). It is for the eye only: the index folds character by character
//! ([`crate::fold`]), because phrases change names.

mod addresses;
pub mod by_character;
mod converted;
pub(crate) mod opencc;
mod quotes;
mod regional;
#[cfg(test)]
mod sample;
mod table;
mod through;
mod trillions;
mod words;

use crate::script::Script;
pub use converted::Converted;
use converted::Step;
use opencc::{TO_HANS, TO_HANT, is_ideograph};
pub use regional::{Fixed, localize};

/// A text in the wanted script. With [`Script::Hant`] or [`Script::Hans`] it is converted, else it comes back as it is.
///
/// A text that is already in the wanted script may be passed: Traditional to Traditional would respell variants, so
/// the caller asks [`crate::script::detect`] first when it matters.
pub fn convert(text: &str, to: Script) -> Converted {
    let converter = match to {
        Script::Hant => TO_HANT.as_ref(),
        Script::Hans => TO_HANS.as_ref(),
        Script::Latin | Script::Other => None,
    };
    let Some(converter) = converter else {
        return Converted { text: text.to_owned(), steps: Vec::new() };
    };
    let mut out = Converted { text: String::with_capacity(text.len()), steps: Vec::new() };
    let (mut original, mut converted) = (0_usize, 0_usize);
    let mut last = ' ';
    // No phrase of the tables reaches past a run of ideographs, so runs are converted one by one, and a change of
    // length stays within its run.
    for run in text.split_inclusive(|c| !is_ideograph(c)) {
        let piece = words::convert(run, last, to, converter);
        last = run.chars().next_back().unwrap_or(last);
        let (before, after) = (run.chars().count(), piece.chars().count());
        if before != after {
            out.steps.push(Step {
                original: (original, original.saturating_add(before)),
                converted: (converted, converted.saturating_add(after)),
            });
        }
        original = original.saturating_add(before);
        converted = converted.saturating_add(after);
        out.text.push_str(&piece);
    }
    if text.contains(is_ideograph) {
        quotes::convert(&mut out.text, to, &[]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::offset::CharOffset;
    use proptest::prelude::*;

    #[test]
    fn both_ways() {
        for (text, to, expect) in [
            ("头发发展，后面皇后，干净的干部", Script::Hant, "頭髮發展，後面皇后，乾淨的幹部"),
            ("这里说：字节跳动的芯片", Script::Hant, "這裡說：字節跳動的芯片"),
            ("這場遊戲裡，頭髮發展，後面乾淨", Script::Hans, "这场游戏里，头发发展，后面干净"),
            ("GPT-5 and 輝達", Script::Hans, "GPT-5 and 辉达"),
            ("輝達", Script::Latin, "輝達"),
            ("", Script::Hans, ""),
        ] {
            assert_eq!(convert(text, to).text, expect);
        }
    }

    #[test]
    fn words_and_what_stands_beside_decide() {
        for (hant, hans) in [
            ("看著螢幕，靠著支持，意味著改變", "看着萤幕，靠着支持，意味着改变"),
            ("握著方向盤，隔著海，擱著不管，急著上市", "握着方向盘，隔着海，搁着不管，急着上市"),
            ("跟著走，憑著經驗，隨著時間，沿著河", "跟着走，凭着经验，随着时间，沿着河"),
            ("著作，顯著，著名，名著，著稱，原著，專著", "著作，显著，著名，名著，著称，原著，专著"),
            ("著陸，著手，著眼，著重，執著，沉著，附著", "着陆，着手，着眼，着重，执着，沉着，附着"),
            ("跟著名單走，隨著作品增加", "跟着名单走，随着作品增加"),
            ("繫於單一客戶", "系于单一客户"),
            ("帳要分兩頭看，帳戶與帳號，蚊帳和帳篷", "账要分两头看，账户与账号，蚊帐和帐篷"),
            ("「甲『乙』」", "“甲‘乙’”"),
            ("乾淨，乾燥，乾隆，乾坤，乾安縣", "干净，干燥，乾隆，乾坤，乾安县"),
            ("計畫，規畫，畫面，策畫", "计划，规划，画面，策划"),
            ("回覆，答覆，反覆，覆蓋，顛覆", "回复，答复，反复，覆盖，颠覆"),
            ("妳說甚麼", "你说什么"),
            (
                "著名學者著有《晶片戰爭》，他著有多本書，存在著有趣的問題",
                "著名学者著有《晶片战争》，他著有多本书，存在着有趣的问题",
            ),
            ("藉著補貼，慰藉，杯盤狼藉", "借着补贴，慰藉，杯盘狼藉"),
            ("藉口，藉此，藉機，藉故，藉助，憑藉", "借口，借此，借机，借故，借助，凭借"),
            ("昇騰晶片，提昇，上昇", "昇腾晶片，提升，上升"),
            ("覆議，覆蓋", "复议，覆盖"),
        ] {
            assert_eq!(convert(hant, Script::Hans).text, hans);
        }
        for (hans, hant) in [
            ("去干扰他们", "去干擾他們"),
            ("数个中的一个", "數個中的一個"),
            ("个中原因", "個中原因"),
            ("乾安县", "乾安縣"),
            ("系于单一客户", "繫於單一客戶"),
            ("字节跳动、摩尔线程、姜大昕、余凯、于刚、肖弘", "字節跳動、摩爾線程、姜大昕、余凱、于剛、肖弘"),
            ("地平线创始人余凯表示，创始人于刚离开", "地平線創始人余凱表示，創始人于剛離開"),
            ("余额不足，其余三十余家，业余", "餘額不足，其餘三十餘家，業餘"),
            ("于是他在于此，低于100", "於是他在於此，低於100"),
            ("台积电在台湾，后台与平台", "台積電在台灣，後台與平台"),
            ("账户、秘密、了解、污染", "帳戶、秘密、了解、污染"),
            ("“甲‘乙’”，OpenAI’s", "「甲『乙』」，OpenAI’s"),
            ("头发发展，皇后后面，公里里面", "頭髮發展，皇后後面，公里裡面"),
            ("苏姿丰出席，丰富，丰田", "蘇姿丰出席，豐富，豐田"),
            ("胡郁、郁先生，忧郁，浓郁，郁金香", "胡郁、郁先生，憂鬱，濃郁，鬱金香"),
            ("奥特曼回归，回归分析，自回归模型，来回", "奧特曼回歸，迴歸分析，自迴歸模型，來回"),
            ("于此同时，对于此事", "於此同時，對於此事"),
            ("折合人民币，折叠，国情咨文，咨询，胡同", "折合人民幣，摺疊，國情咨文，諮詢，胡同"),
            ("家具，百里挑一，李岳，山岳", "家具，百里挑一，李岳，山嶽"),
        ] {
            assert_eq!(convert(hans, Script::Hant).text, hant);
        }
    }

    proptest! {
        #[test]
        fn positions_stay_in_the_text(text in "[a-z，。头髮后後里裏乾干发发展𠀀\u{0}🙂]{0,40}", hant: bool) {
            let out = convert(&text, if hant { Script::Hant } else { Script::Hans });
            let (before, after) = (text.chars().count(), out.text.chars().count());
            prop_assert_eq!(out.to_converted(CharOffset(before)), CharOffset(after));
            prop_assert_eq!(out.to_original(CharOffset(after)), CharOffset(before));
        }
    }
}
