//! What some names also mean, and the words beside them that show that other meaning.
//!
//! A name is that of a company, unless one of these stands right beside it: 蘋果派, Amazon rainforest.

use zhimai_text::segment::{Unit, UnitKind};

/// A name that is also something else.
struct Sense {
    /// The name, folded.
    name: &'static str,
    /// What goes right before it then.
    before: &'static [&'static str],
    /// What follows it then.
    after: &'static [&'static str],
}

const SENSES: [Sense; 15] = [
    Sense {
        name: "苹果",
        before: &[
            "吃",
            "颗",
            "个",
            "斤",
            "种",
            "削",
            "啃",
            "咬",
            "箱",
            "篮",
            "青",
            "采",
            "摘",
            "片",
            "块",
            "红",
            "买了",
            "公斤",
            "水果",
            "香蕉和",
            "香蕉、",
            "烂",
        ],
        after: &[
            "汁",
            "树",
            "园",
            "农",
            "酱",
            "醋",
            "派",
            "肌",
            "核",
            "皮",
            "花",
            "产区",
            "种植",
            "采收",
            "、香蕉",
            "、梨",
            "和梨",
            "和香蕉",
            "切",
            "价格",
            "采摘",
            "一颗",
            "一斤",
            "一箱",
        ],
    },
    Sense {
        name: "亚马逊",
        before: &[],
        after: &["雨林", "河", "流域", "丛林", "盆地", "森林", "热带", "原始", "部落", "地区", "女战士"],
    },
    Sense {
        name: "甲骨文",
        before: &["商代", "殷墟", "商朝", "殷商", "解读", "破译", "辨认", "出土"],
        after: &["字", "学", "出土", "刻", "片", "拓", "单字", "残片", "合集", "书法"],
    },
    Sense {
        name: "奥特曼",
        before: &["迪迦", "赛文", "超人和", "超人、"],
        after: &["打怪兽", "卡片", "玩具", "变身", "系列"],
    },
    Sense { name: "超微", before: &[], after: &["粒", "细", "结构", "粉", "距", "量"] },
    Sense { name: "博通", before: &[], after: &["古今", "经", "群", "中外", "多"] },
    Sense {
        name: "apple",
        before: &["an", "big", "candied"],
        after: &[
            "pie", "pies", "juice", "cider", "orchard", "orchards", "tree", "trees", "sauce", "crop",
            "harvest", "grower", "growers", "farm", "farmer", "farmers", "picking", "slices", "blossom",
            "core", "cores",
        ],
    },
    Sense {
        name: "amazon",
        before: &[],
        after: &[
            "rainforest",
            "basin",
            "river",
            "jungle",
            "forest",
            "delta",
            "tribe",
            "tribes",
            "deforestation",
        ],
    },
    Sense {
        name: "oracle",
        before: &["the"],
        after: &["bone", "bones", "of", "at", "inscriptions", "cards"],
    },
    Sense {
        name: "meta",
        before: &["so"],
        after: &["analysis", "analyses", "description", "tag", "tags", "data", "level"],
    },
    Sense {
        name: "intel",
        before: &["gather", "gathered"],
        after: &["officer", "officers", "agencies", "briefing", "gathering"],
    },
    Sense {
        name: "gemini",
        before: &["under"],
        after: &["constellation", "twins", "horoscope", "season", "observatory", "man"],
    },
    Sense {
        name: "claude",
        before: &["jean"],
        after: &["monet", "debussy", "shannon", "juncker", "levi", "chabrol", "rains"],
    },
    Sense { name: "stargate", before: &[], after: &["sg", "atlantis", "universe"] },
    Sense {
        name: "星际之门",
        before: &["电影", "影集", "科幻片"],
        after: &["影集", "剧集", "电影", "第一季"],
    },
];

/// Whether what stands beside a name shows that it means something else here. `first..=last` are its units.
pub(crate) fn means_otherwise(chars: &[char], units: &[Unit], first: usize, last: usize) -> bool {
    let (Some(from), Some(to)) =
        (units.get(first).map(|unit| unit.start), units.get(last).map(|unit| unit.end))
    else {
        return false;
    };
    let own = chars.get(from..to).unwrap_or_default();
    let Some(sense) = SENSES.iter().find(|sense| own.iter().copied().eq(sense.name.chars())) else {
        return false;
    };
    let before = chars.get(..from).unwrap_or_default();
    let after = chars.get(to..).unwrap_or_default();
    let is_latin = units.get(first).is_some_and(|unit| unit.kind == UnitKind::Word);
    if !is_latin {
        let before = before.strip_suffix(&['的']).unwrap_or(before);
        let ends = |word: &str| {
            let length = word.chars().count();
            before.len() >= length && before.iter().skip(before.len() - length).copied().eq(word.chars())
        };
        let begins = |word: &str| after.iter().copied().take(word.chars().count()).eq(word.chars());
        return sense.before.iter().any(|word| ends(word)) || sense.after.iter().any(|word| begins(word));
    }
    let word = |unit: Option<&Unit>| -> String {
        unit.and_then(|unit| chars.get(unit.start..unit.end)).unwrap_or_default().iter().collect()
    };
    let previous = word(first.checked_sub(1).and_then(|at| units.get(at)));
    let mut next = last + 1;
    if word(units.get(next)) == "-" {
        next += 1;
    }
    let next = word(units.get(next));
    sense.before.contains(&previous.as_str()) || sense.after.contains(&next.as_str())
}
