//! The regions that Chinese is written in, and by which words a text in Traditional characters is of one of two.

use crate::script::Script;
use serde::{Deserialize, Serialize};

/// In whose words, names and marks Chinese is written. Written down as `tw`, `hk`, `cn`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Region {
    /// Taiwan.
    #[default]
    Tw,
    /// Hong Kong and Macau.
    Hk,
    /// The mainland, and Singapore.
    Cn,
}

impl Region {
    /// All of them.
    pub const ALL: [Region; 3] = [Region::Tw, Region::Hk, Region::Cn];

    /// The script it writes in.
    pub fn script(self) -> Script {
        match self {
            Region::Tw | Region::Hk => Script::Hant,
            Region::Cn => Script::Hans,
        }
    }

    /// The region of Chinese text in a script. For Traditional characters it is told by words that only one of the regions
    /// uses; where those say nothing it is Taiwan. Reads the first 4,000 code points.
    pub fn of(text: &str, script: Script) -> Self {
        if script == Script::Hans {
            return Region::Cn;
        }
        let end = text.char_indices().nth(READ).map_or(text.len(), |(at, _)| at);
        let head = text.get(..end).unwrap_or_default();
        let count = |words: &str| -> usize { words.split('|').map(|word| head.matches(word).count()).sum() };
        if count(OF_HONG_KONG) > count(OF_TAIWAN) { Region::Hk } else { Region::Tw }
    }
}

/// How much of a text is read, in code points.
const READ: usize = 4_000;

const OF_TAIWAN: &str = "裡|著|衛|軟體|硬體|網路|晶片|資料中心|資料庫|人工智慧|智慧型|列印|計程車|川普|視訊|數位|年增|輝達|網際網路|駭客|募資|執行長|品質|奈米|週|透過";
const OF_HONG_KONG: &str = "裏|着|衞|軟件|硬件|網絡|芯片|數據中心|數據庫|人工智能|智能手機|打印|的士|特朗普|視像|數碼|按年|英偉達|互聯網|黑客|集資|行政總裁|質素|納米|周一|周二|周三|周四|周五|谷歌";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn told_by_words() {
        for (text, script, region) in [
            ("軟體與網路", Script::Hant, Region::Tw),
            ("軟件與網絡", Script::Hant, Region::Hk),
            ("這裏看着", Script::Hant, Region::Hk),
            ("三家握手", Script::Hant, Region::Tw),
            ("軟體", Script::Hans, Region::Cn),
            ("", Script::Other, Region::Tw),
        ] {
            assert_eq!(Region::of(text, script), region, "{text}");
        }
        assert_eq!(
            Region::of(&("晶片".to_owned() + &"啊".repeat(READ) + &"芯片".repeat(9)), Script::Hant),
            Region::Tw
        );
    }
}
