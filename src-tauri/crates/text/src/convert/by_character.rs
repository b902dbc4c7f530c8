//! Texts that a program made Traditional character by character, whatever the words: 云算力, 制造, 最后, 關系.
//!
//! Such a program has one character for each of Simplified, so it errs wherever Traditional has several for it. A text is known
//! for one by words that nobody types so: input methods write words whole. Then what the words want ([`super::words`]) is what
//! it should have; one character stands for one, so every place of the text stays where it is.
//! Which of two forms a region prefers (台 and 臺, 布 and 佈) says nothing and is left alone.

use super::opencc::{TO_HANT, hans_alone, is_ideograph};
use super::words;
use crate::offset::CharOffset;
use crate::script::{self, Script};
use std::collections::HashSet;

/// Characters of which a program writes one for the other, and which nobody does who types words.
const TELLING: &str = "后後云雲于於制製游遊系係并並复復複干幹准準范範松鬆几幾斗鬥發髮面麵谷穀只隻表錶征徵";
/// Others that are put right in a text that is known for one.
const OTHERS: &str = "里裡系繫係繫并併並併贊讚乾幹干乾采採余餘志誌托託舍捨御禦匯彙歷曆簽籤須鬚盡儘獲穫卷捲折摺注註郁鬱沖衝丑醜凶兇仆僕\
    朴樸致緻困睏胡鬍术術机機划劃向嚮鐘鍾咨諮家傢据據适適臟髒症癥曲麴姜薑涂塗咸鹹尸屍蜡蠟夸誇才纔";
/// So much of a text is looked at, in bytes.
const LOOKED_AT: usize = 20_000;
/// So many places tell, of so many words.
const PLACES: usize = 3;
const WORDS: usize = 2;
/// Of the places that might tell, one in so many does.
const ONE_IN: usize = 5;

/// A character that should be another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// Where it stands.
    pub at: CharOffset,
    /// What it should be.
    pub right: char,
}

/// Whether a program made a text Traditional character by character; `texts` are its parts in their order.
pub fn is_by_character<'a>(texts: impl Iterator<Item = &'a str>) -> bool {
    let (mut looked, mut hant, mut hans) = (0_usize, 0_usize, 0_usize);
    let (mut places, mut sound, mut kinds) = (0_usize, 0_usize, HashSet::new());
    for text in texts {
        let counts = script::count(text);
        (hant, hans) = (hant.saturating_add(counts.hant), hans.saturating_add(counts.hans));
        each_run(text, |_, run, wanted, words| {
            for (start, end) in words.iter().filter(|(start, end)| end - start > 1) {
                let (own, right) = (run.get(*start..*end), wanted.get(*start..*end));
                let (Some(own), Some(right)) = (own, right) else { continue };
                let told =
                    own.iter().zip(right).filter(|(own, right)| is_pair(TELLING, **own, **right)).count();
                places = places.saturating_add(told);
                sound = sound.saturating_add(
                    own.iter().zip(right).filter(|(a, b)| a == b && TELLING.contains(**a)).count(),
                );
                if told > 0 {
                    kinds.insert(own.to_vec());
                }
            }
        });
        looked = looked.saturating_add(text.len());
        if looked > LOOKED_AT {
            break;
        }
    }
    let all = places.saturating_add(sound);
    // What has not become Traditional at all is another matter.
    hans.saturating_mul(20) <= hant
        && places >= PLACES
        && kinds.len() >= WORDS
        && places.saturating_mul(ONE_IN) >= all
}

/// What is wrong in a part of such a text. What stands from the start to the end of each of `kept`, as names do, stays as it is.
pub fn wrong_characters(text: &str, kept: &[(CharOffset, CharOffset)]) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    each_run(text, |start, run, wanted, _| {
        for (at, (own, right)) in run.iter().zip(wanted).enumerate() {
            let at = CharOffset(start.saturating_add(at));
            let is_kept = || kept.iter().any(|(from, to)| *from <= at && at < *to);
            if (is_pair(TELLING, *own, *right) || is_pair(OTHERS, *own, *right)) && !is_kept() {
                wrong.push(Wrong { at, right: *right });
            }
        }
    });
    wrong
}

/// Whether two characters stand beside each other in a list of pairs.
fn is_pair(pairs: &str, one: char, other: char) -> bool {
    one != other && hans_alone(one) == hans_alone(other) && pairs.contains(one) && pairs.contains(other)
}

/// Hands out the runs of ideographs in which something is to be decided: where each begins, in code points, the run, what its
/// words want in its place, and its words.
fn each_run(text: &str, mut each: impl FnMut(usize, &[char], &[char], &[(usize, usize)])) {
    let Some(converter) = TO_HANT.as_ref() else { return };
    let (mut start, mut before) = (0_usize, ' ');
    for run in text.split_inclusive(|c| !is_ideograph(c)) {
        let own: Vec<char> = run.chars().collect();
        if own.iter().any(|c| TELLING.contains(*c) || OTHERS.contains(*c)) {
            let simplified: String = own.iter().map(|c| hans_alone(*c)).collect();
            let wanted: Vec<char> =
                words::convert(&simplified, before, Script::Hant, converter).chars().collect();
            if wanted.len() == own.len()
                && let Some(words) = words::cut(&simplified, before, own.len())
            {
                each(start, &own, &wanted, &words);
            }
        }
        before = own.last().map_or(before, |c| hans_alone(*c));
        start = start.saturating_add(own.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::convert::opencc::hant_alone;
    use crate::convert::sample::SENTENCES;

    fn mended(text: &str) -> String {
        let mut chars: Vec<char> = text.chars().collect();
        for wrong in wrong_characters(text, &[]) {
            chars[wrong.at.0] = wrong.right;
        }
        chars.into_iter().collect()
    }

    fn is_made(text: &str) -> bool {
        is_by_character(std::iter::once(text))
    }

    /// As programs do it: with the usual character for each, and with those kept that Traditional has too.
    fn programs(simplified: &str) -> [String; 2] {
        let usual = simplified.chars().map(hant_alone).collect();
        let keeps = |c: char| if TELLING.contains(c) || OTHERS.contains(c) { c } else { hant_alone(c) };
        [usual, simplified.chars().map(keeps).collect()]
    }

    /// Paragraphs of right Traditional, written for this, with what leads astray: 皇后, 公里, 下面, 余 and 于 as surnames, 人云亦云,
    /// 干涉, 若干, 只有, 台 and 臺; and the same in Simplified.
    const RIGHT: [(&str, &str); 12] = [
        (
            "雲端算力的價格在最後一季下降，關係到製造業的成本。分析師表示，基於目前的數據，這個複雜的系統由於需求放緩，之後可能再降。",
            "云端算力的价格在最后一季下降，关系到制造业的成本。分析师表示，基于目前的数据，这个复杂的系统由于需求放缓，之后可能再降。",
        ),
        (
            "這家遊戲公司的董事長余先生說，他們並不打算收購對手，但是對於合作持開放態度，然後再談價格。",
            "这家游戏公司的董事长余先生说，他们并不打算收购对手，但是对于合作持开放态度，然后再谈价格。",
        ),
        (
            "新的規範要求廠商在製造晶片之前準備報告，範圍包括上游與下游。主管機關的幹部強調，不會干涉市場。",
            "新的规范要求厂商在制造芯片之前准备报告，范围包括上游与下游。主管机关的干部强调，不会干涉市场。",
        ),
        (
            "皇后大道在港島，長若干公里，下面是地鐵。這裡後來開了一家麵店，表面上看不出來。",
            "皇后大道在港岛，长若干公里，下面是地铁。这里后来开了一家面店，表面上看不出来。",
        ),
        (
            "輝達發布新的雲端服務，售價低於預期；微軟隨後宣布採用，雙方的關係更加緊密，並且準備擴大合作。",
            "辉达发布新的云端服务，售价低于预期；微软随后宣布采用，双方的关系更加紧密，并且准备扩大合作。",
        ),
        (
            "人云亦云的分析很多，真正做過研究的幾乎沒有。專家稱讚這份報告，說它複製了過去的實驗，並沒有只看表面。",
            "人云亦云的分析很多，真正做过研究的几乎没有。专家称赞这份报告，说它复制了过去的实验，并没有只看表面。",
        ),
        (
            "法規放鬆之後，這個計畫由台灣的團隊負責，總部位於新竹，距離台北大約七十公里。",
            "法规放松之后，这个计划由台湾的团队负责，总部位于新竹，距离台北大约七十公里。",
        ),
        (
            "雙方的鬥爭持續了幾年，直到去年才結束。於是法院恢復審理，最後判決公司必須賠償。",
            "双方的斗争持续了几年，直到去年才结束。于是法院恢复审理，最后判决公司必须赔偿。",
        ),
        (
            "手錶與頭髮的掃描資料屬於個人資料，業者不得複製，也不得用於訓練，除非使用者標準地授權。",
            "手表与头发的扫描资料属于个人资料，业者不得复制，也不得用于训练，除非使用者标准地授权。",
        ),
        (
            "谷歌的研發重心轉向雲端，後續的投資將用於機房。公司表示，只有少數客戶受到影響。",
            "谷歌的研发重心转向云端，后续的投资将用于机房。公司表示，只有少数客户受到影响。",
        ),
        (
            "制度的限制使得製藥業難以發展，控制成本成為關鍵，系列產品的製程也要重新設計。",
            "制度的限制使得制药业难以发展，控制成本成为关键，系列产品的制程也要重新设计。",
        ),
        (
            "于先生在記者會後說，終於等到這一天；對於未來，他並不擔心，因為背後有完整的供應鏈。",
            "于先生在记者会后说，终于等到这一天；对于未来，他并不担心，因为背后有完整的供应链。",
        ),
    ];

    #[test]
    fn what_a_program_made_is_known_and_what_somebody_wrote_is_not() {
        for (right, simplified) in RIGHT {
            assert!(!is_made(right), "{right}");
            assert!(!is_made(simplified), "{simplified}");
        }
        // All of them as one text, and the sentences of the other sample.
        let whole: String = RIGHT.iter().map(|(right, _)| *right).collect();
        assert!(!is_made(&whole));
        let halves: Vec<(&str, &str)> = SENTENCES.lines().filter_map(|line| line.split_once('|')).collect();
        for part in halves.chunks(8) {
            let right = part.iter().map(|(right, _)| *right).collect::<Vec<_>>().join("。");
            assert!(!is_made(&right), "{right}");
        }
        for sound in [
            "皇后與太后，公里與英里，下面與表面，余光中與余先生，干涉與若干，谷歌與山谷，人云亦云。",
            "臺灣與台灣，佈局與布局，佔有與占有，週末與周末，計畫與計劃。",
            "他的電郵里面說基于甚麼。這個系統的制度與關係、製造、最後、雲端、並且、複雜都寫對了。",
        ] {
            assert!(!is_made(sound), "{sound}");
        }
    }

    #[test]
    fn how_often_it_is_right() {
        let (mut known, mut texts, mut wrong, mut left, mut harmed) = (0, 0, 0, 0, 0);
        for (right, simplified) in RIGHT {
            for made in programs(simplified) {
                texts += 1;
                known += usize::from(is_made(&made));
                for ((right, made), now) in right.chars().zip(made.chars()).zip(mended(&made).chars()) {
                    let is_told = is_pair(TELLING, made, right) || is_pair(OTHERS, made, right);
                    wrong += usize::from(is_told);
                    left += usize::from(is_told && now != right);
                    harmed += usize::from(made == right && now != right);
                }
            }
        }
        println!(
            "known {known} of {texts}; of {wrong} wrong characters {left} stay wrong; {harmed} right ones are changed"
        );
        // Each has one paragraph; all of them as one text are known for sure.
        for way in 0..2 {
            let made: String =
                RIGHT.iter().map(|(_, simplified)| programs(simplified)[way].clone()).collect();
            assert!(is_made(&made), "{made}");
        }
        assert!(known * 10 >= texts * 6, "known {known} of {texts}");
        assert!(left * 20 <= wrong, "{left} of {wrong}");
        assert!(harmed == 0, "{harmed}");
    }

    #[test]
    fn places_and_names_stay() {
        let text = "云算力并對制造最后，關系復雜，稱贊游戲";
        assert!(is_made(text));
        assert_eq!(mended(text), "雲算力並對製造最後，關係複雜，稱讚遊戲");
        let kept = [(CharOffset(0), CharOffset(3))];
        assert!(wrong_characters(text, &kept).iter().all(|wrong| wrong.at.0 >= 3));
    }
}
