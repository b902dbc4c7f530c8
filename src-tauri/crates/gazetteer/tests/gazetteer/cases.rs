//! Names across the borders of words and blocks, and words that are names only beside evidence.

use crate::bundled::{all, entities};

#[track_caller]
fn none_of(text: &str, ids: &[&str]) {
    let found = all(text);
    assert!(!found.iter().any(|id| ids.contains(id)), "{text}: {found:?}");
}

#[track_caller]
fn names(text: &str, expect: &[&str]) {
    assert_eq!(entities(text), expect, "{text}");
}

#[test]
fn characters_of_longer_words_are_no_name() {
    none_of("參加沙龍", &["region:加薩"]);
    none_of("他在参加沙龙时发言", &["region:加薩"]);
    none_of("國內存款", &["region:記憶體"]);
    none_of("国内存款利率下调", &["region:記憶體"]);
    none_of("每週一篇", &["region:星期一"]);
    none_of("每周一篇专栏", &["region:星期一"]);
    none_of("下週一次的瑜伽", &["region:星期一"]);
    none_of("稍微軟了一些", &["microsoft"]);
    none_of("賈伯斯", &["region:伯斯"]);
    none_of("贾伯斯回到公司", &["region:伯斯"]);
    none_of("山谷歌声", &["google"]);
    none_of("山谷歌聲迴盪", &["google"]);
    none_of("這首山谷歌很好聽", &["google"]);
    none_of("增加納稅", &["region:迦納"]);
    none_of("股東加碼", &["region:東加"]);
    none_of("獲得州長", &["region:德州"]);
    none_of("获得州长支持", &["region:德州"]);
    none_of("聯合同業", &["region:合約"]);
    none_of("聯合約談", &["region:合約"]);
    none_of("長期權益", &["region:選擇權"]);
    none_of("长期权益投资", &["region:選擇權"]);
}

#[test]
fn the_same_words_between_others_are_names() {
    for (text, id) in [
        ("加沙停火", "region:加薩"),
        ("內存價格上漲", "region:記憶體"),
        ("週一收盤", "region:星期一"),
        ("他飛往伯斯出席", "region:伯斯"),
        ("與谷歌合作", "google"),
        ("加納政府", "region:迦納"),
        ("德州長大的", "region:德州"),
        ("簽了合同", "region:合約"),
        ("买入期权", "region:選擇權"),
        ("下週一公布財報", "region:星期一"),
        ("上周三收盘", "region:星期三"),
        ("亚马逊于2024年入股", "amazon"),
        ("收購英特爾後", "intel"),
    ] {
        assert!(all(text).contains(&id), "{text}: {:?}", all(text));
    }
}

#[test]
fn ordinary_words_are_names_only_beside_evidence() {
    names("研究員表示他正在劈柴，老馬識途", &[]);
    names("研究员表示他正在劈柴，老马识途", &[]);
    names("Security researchers said", &[]);
    names("Security Researcher Jane Doe said", &[]);
    names("微軟研究員表示", &["microsoft"]);
    names("2330 人參加", &[]);
    names("有2330人參加台積電的活動", &["tsmc"]);
    names("老黃昨天請客", &[]);
    names("輝達的老黃昨天請客", &["nvidia", "jensen-huang"]);
    names("皮查伊在網上叫劈柴", &["sundar-pichai"]);
    names("老馬的 SpaceX 又發射了", &["elon-musk", "spacex"]);
    names("台積電（2330）收漲", &["tsmc"]);
    names("Jensen spoke", &[]);
    names("Jensen Huang arrived. Jensen spoke of chips.", &["jensen-huang"]);
}

#[test]
fn names_do_not_run_over_the_end_of_a_line_or_block() {
    names("• 稍微\n• 軟弱", &[]);
    names("• 微\n• 軟", &[]);
    names("這是公司的光輝\n\n達成目標", &[]);
    names("光輝。達成", &[]);
    names("輝\t達", &[]);
    names("Jensen\nHuang", &[]);
    names("He liked the first GPT. 5 people left.", &[]);
    names("輝 達", &["nvidia"]);
}

#[test]
fn words_that_folding_writes_otherwise_than_the_dictionary() {
    none_of("产业链接着重组", &["region:連結"]);
    none_of("他們把供應鏈接著補上", &["region:連結"]);
    none_of("不再算账户外活动", &["region:帳號"]);
    assert!(all("貼上連結").contains(&"region:連結"));
    assert!(all("賬戶被凍結").contains(&"region:帳號"));
}

#[test]
fn words_of_the_sentence_tell_another_sense() {
    for text in [
        "甲骨文是最早的漢字",
        "安陽出土大量甲骨文",
        "咸蛋超人奧特曼打怪獸",
        "紅富士蘋果每斤八元",
        "超威电池涨价",
        "博通集成涨停",
        "Use OCI images to run containers.",
        "亞馬遜原住民抗議",
        "Fires in the Amazon burned for weeks.",
        "They sailed up the Amazon.",
        "Indigenous tribes of the Amazon protested.",
        "The Oracle of Delphi spoke.",
        "Warren Buffett, the Oracle of Omaha, retired.",
        "Meta-learning is an old idea.",
        "Gemini is a constellation in the zodiac.",
        "Musk oxen live in the north.",
        "Azure skies all week.",
        "Alphabet soup is for children.",
        "Shakespeare, the Bard, was born here.",
        "The Vera Rubin Observatory opened in Chile.",
        "Ironwood trees grow slowly.",
        "Mistral winds closed the port.",
    ] {
        names(text, &[]);
    }
    names("The Oracle deal was signed by the Amazon unit.", &["oracle", "amazon"]);
    names("The Amazon and Microsoft clouds grew.", &["amazon", "microsoft"]);
    names("NVIDIA named Vera Rubin after an astronomer.", &["nvidia", "vera-rubin"]);
    names("OCI revenue at Oracle grew by half.", &["oracle"]);
    names("美國超微與輝達", &["amd", "nvidia"]);
    names("美超微股價大跌", &["supermicro"]);
    names("超微电脑公布财报", &["supermicro"]);
    names("軟銀出清博通股份", &["softbank", "broadcom"]);
    names("蘋果與甲骨文都跌了", &["apple", "oracle"]);
    names("Alphabet and Meta learned to share.", &["google", "meta"]);
}

#[test]
fn a_part_of_a_longer_foreign_name_is_no_name() {
    for text in [
        "賈西亞踢進一球",
        "蘇萊曼尼遇刺",
        "克雷斯頓鎮不大",
        "納德拉斯卡在山上",
        "羅伯特·奧特曼執導過許多電影",
        "拉尔夫·艾利森写了小说",
        "蘇萊曼·阿里是土耳其人",
    ] {
        names(text, &[]);
    }
    for (text, id) in [
        ("馬斯克尼泊爾之行", "elon-musk"),
        ("马斯克顿时语塞", "elon-musk"),
        ("馬斯克達成協議", "elon-musk"),
        ("薩姆·奧特曼說", "sam-altman"),
        ("奧特曼、馬斯克", "sam-altman"),
    ] {
        assert!(all(text).contains(&id), "{text}: {:?}", all(text));
    }
    names("OpenAI 的山姆·阿特曼", &["openai", "sam-altman"]);
}

#[test]
fn a_name_is_there_once() {
    for text in ["OpenAI很好", "Deep Seek很好", "Space X很好"] {
        assert_eq!(all(text).len(), 1, "{text}: {:?}", all(text));
    }
}

#[test]
fn words_that_hold_a_name_are_none() {
    for (text, id) in [
        ("在高通膨與高利率的環境下", "qualcomm"),
        ("高通膨時代的投資", "qualcomm"),
        ("商湯伐桀，建立商朝", "sensetime"),
        ("热气升腾，厨房里看不清人", "ascend"),
        ("Hospitals scale AI across their departments", "scale-ai"),
        ("How to scale AI in health care", "scale-ai"),
        ("He read Robinson Crusoe on the ship", "crusoe"),
        ("NASA's Gemini program flew ten crews", "gemini"),
        ("Leonardo wrote the Codex Leicester", "codex"),
    ] {
        none_of(text, &[id]);
    }
    names("高通公布財報，商湯也公布", &["qualcomm", "sensetime"]);
    names("Scale AI sued a former employee", &["scale-ai"]);
    names("Crusoe raised another round", &["crusoe"]);
    names("Google released Gemini 3", &["google", "gemini"]);
}
