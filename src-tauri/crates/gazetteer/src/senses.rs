//! What some names also mean, and the words beside them that show that other meaning.
//!
//! A name is that of a company, unless one of these stands right beside it, 蘋果派, Amazon rainforest, or tells in its
//! sentence what is spoken of: 果園, zodiac.

use crate::context::Context;
use zhimai_text::segment::UnitKind;

/// A name that is also something else.
struct Sense {
    /// The name, folded.
    name: &'static str,
    /// What goes right before it then.
    before: &'static [&'static str],
    /// What follows it then.
    after: &'static [&'static str],
    /// What stands anywhere in its sentence then.
    around: &'static [&'static str],
    /// Whether it is meant so in any case where it stands with an article and without a noun: in the Amazon, the Oracle of.
    with_article: bool,
}

const SENSE: Sense = Sense { name: "", before: &[], after: &[], around: &[], with_article: false };

/// What may follow a name with an article that has no noun of its own.
const NO_NOUN: [&str; 30] = [
    "is", "was", "are", "were", "has", "had", "have", "will", "would", "could", "may", "can", "in", "on",
    "of", "for", "by", "as", "to", "from", "that", "which", "who", "with", "at", "but", "when", "where",
    "burned", "before",
];

/// Names that are a common word everywhere else: each needs evidence.
const MOSTLY_WORDS: [&str; 2] = ["蝴蝶效应", "butterfly effect"];

/// Names that are as common a word as a name: each needs evidence, or what companies do right after it.
const ALSO_WORDS: [&str; 8] = ["寒武纪", "豆包", "康宁", "美光", "千问", "混元", "广达", "黑石"];

const SENSES: [Sense; 41] = [
    Sense {
        name: "百度",
        after: &["左右", "以上", "高温", "的高温", "的水"],
        around: &["水温", "锅里", "锅盖", "沸", "烧到", "摄氏", "华氏", "体温"],
        ..SENSE
    },
    Sense {
        name: "寒武纪",
        after: &["生命", "大爆发", "时期", "地层", "动物", "晚期", "早期", "末期", "的海"],
        around: &["三叶虫", "化石", "古生物", "奥陶纪", "侏罗纪", "地质", "海底", "地层", "物种"],
        ..SENSE
    },
    Sense {
        name: "豆包",
        before: &["粘", "个", "蒸", "吃", "锅", "笼"],
        after: &["配", "子", "馅"],
        around: &["豆浆", "早餐", "馅", "红豆", "糯米", "点心", "馒头"],
        ..SENSE
    },
    Sense {
        name: "黑石",
        before: &["满是", "块", "颗"],
        after: &["头", "子", "滩", "礁", "岩", "路", "山"],
        around: &["河床", "石头", "海滩", "岩石"],
        ..SENSE
    },
    Sense {
        name: "混元",
        after: &["一气", "气", "功", "太极", "形意"],
        around: &["太极", "道家", "气功"],
        ..SENSE
    },
    // As wide as so many hectares.
    Sense {
        name: "广达",
        after: &[
            "几", "数百", "数千", "数万", "一百", "两百", "三百", "上百", "上千", "百", "千", "万", "十几",
        ],
        around: &["公顷", "平方公里"],
        ..SENSE
    },
    Sense {
        name: "康宁",
        before: &["健康", "身体", "国泰", "福寿", "五福"],
        after: &["里", "的日子", "的生活", "路", "街", "病房", "之"],
        ..SENSE
    },
    // 高通膨 is high inflation, as it is called in Taiwan.
    Sense { name: "高通", after: &["膨"], ..SENSE },
    Sense {
        name: "商汤", after: &["伐", "灭夏", "王", "革命"], around: &["夏桀", "商朝", "伊尹"], ..SENSE
    },
    Sense {
        name: "升腾",
        before: &["蒸汽", "蒸气", "热气", "雾气", "水汽", "水气", "烟雾", "火焰"],
        after: &["的烈焰", "的火焰", "的热气", "而起", "起来"],
        ..SENSE
    },
    Sense { name: "千问", before: &["百", "万"], after: &["万"], ..SENSE },
    Sense {
        name: "codex",
        before: &["old", "ancient", "medieval", "illuminated"],
        after: &["sinaiticus", "leicester"],
        around: &["manuscript", "manuscripts", "vellum", "parchment", "monks"],
        ..SENSE
    },
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
            "丰收",
            "每斤",
            "滞销",
            "味的",
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
        around: &["果园", "果农", "水果", "香蕉", "红富士", "橘子", "葡萄", "苹果树"],
        ..SENSE
    },
    Sense {
        name: "亚马逊",
        before: &[],
        after: &[
            "原住民",
            "雨林",
            "河",
            "流域",
            "丛林",
            "盆地",
            "森林",
            "热带",
            "原始",
            "部落",
            "地区",
            "女战士",
        ],
        around: &["雨林", "原住民", "流域"],
        ..SENSE
    },
    Sense {
        name: "甲骨文",
        before: &["商代", "殷墟", "商朝", "殷商", "解读", "破译", "辨认", "出土"],
        after: &[
            "发现于",
            "的学者",
            "的汉字",
            "字",
            "学",
            "出土",
            "刻",
            "片",
            "拓",
            "单字",
            "残片",
            "合集",
            "书法",
        ],
        around: &["汉字", "殷墟", "商代", "商朝", "安阳", "考古", "龟甲", "卜辞", "青铜"],
        ..SENSE
    },
    Sense {
        name: "奥特曼",
        before: &["迪迦", "赛文", "超人和", "超人、"],
        after: &["打怪兽", "卡片", "玩具", "变身", "系列"],
        around: &["怪兽", "动画片", "特摄", "咸蛋", "赛文", "迪迦"],
        ..SENSE
    },
    // Supermicro is 美超微 and 超微电脑.
    Sense {
        name: "超微",
        before: &["美", "北美"],
        after: &["粒", "细", "结构", "粉", "距", "量", "电脑"],
        around: &["supermicro", "smci"],
        ..SENSE
    },
    Sense { name: "超威", after: &["电池", "动力", "集团", "能源"], ..SENSE },
    Sense { name: "博通", after: &["古今", "经", "群", "中外", "多", "诸子", "集成"], ..SENSE },
    Sense {
        name: "oci",
        around: &["container", "containers", "image", "images", "runtime", "容器", "镜像"],
        ..SENSE
    },
    Sense {
        name: "apple",
        before: &["an", "big", "candied"],
        after: &[
            "pie", "pies", "juice", "cider", "orchard", "orchards", "tree", "trees", "sauce", "crop",
            "harvest", "grower", "growers", "farm", "farmer", "farmers", "picking", "slices", "blossom",
            "core", "cores",
        ],
        ..SENSE
    },
    Sense {
        name: "amazon",
        before: &[],
        after: &[
            "parrot",
            "parrots",
            "warrior",
            "warriors",
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
        around: &["rainforest", "rainforests", "indigenous", "deforestation", "jungle", "tributary"],
        with_article: true,
    },
    Sense {
        name: "oracle",
        before: &[],
        after: &["bone", "bones", "of", "at", "inscriptions", "cards"],
        around: &["delphi", "omaha", "prophecy", "riddles"],
        with_article: true,
    },
    Sense {
        name: "meta",
        before: &["so"],
        after: &[
            "learning",
            "learner",
            "learners",
            "cognition",
            "cognitive",
            "prompt",
            "prompting",
            "heuristic",
            "heuristics",
            "analysis",
            "analyses",
            "description",
            "tag",
            "tags",
            "data",
            "level",
        ],
        ..SENSE
    },
    Sense {
        name: "intel",
        before: &["gather", "gathered"],
        after: &["officer", "officers", "agencies", "briefing", "gathering"],
        ..SENSE
    },
    Sense {
        name: "gemini",
        before: &["project", "under"],
        after: &[
            "mission",
            "missions",
            "spacecraft",
            "capsule",
            "constellation",
            "twins",
            "horoscope",
            "season",
            "observatory",
            "man",
        ],
        around: &[
            "nasa",
            "astronaut",
            "astronauts",
            "zodiac",
            "horoscope",
            "constellation",
            "astrology",
            "apollo",
            "winklevoss",
        ],
        ..SENSE
    },
    Sense {
        name: "claude",
        before: &["jean"],
        after: &["monet", "debussy", "shannon", "juncker", "levi", "chabrol", "rains"],
        around: &["impressionist", "impressionism"],
        ..SENSE
    },
    Sense {
        name: "stargate",
        before: &[],
        after: &["sg", "atlantis", "universe"],
        around: &["movie"],
        ..SENSE
    },
    Sense {
        name: "星际之门",
        before: &["电影", "影集", "科幻片"],
        after: &["影集", "剧集", "电影", "第一季"],
        ..SENSE
    },
    Sense {
        name: "musk",
        after: &["ox", "oxen", "deer", "turtle", "perfume"],
        around: &["perfume", "fragrance"],
        ..SENSE
    },
    Sense {
        name: "azure",
        after: &["sky", "skies", "sea", "seas", "water", "waters", "eyes", "lagoon", "coast"],
        ..SENSE
    },
    Sense { name: "crusoe", before: &["robinson"], ..SENSE },
    Sense { name: "alphabet", after: &["soup", "song", "letters"], ..SENSE },
    Sense { name: "bard", before: &["the"], after: &["college", "of"], around: &["shakespeare"], ..SENSE },
    Sense { name: "maia", around: &["zeus", "hermes", "pleiades"], ..SENSE },
    Sense {
        name: "vera rubin",
        after: &["observatory", "telescope"],
        around: &["observatory", "telescope", "望远镜"],
        ..SENSE
    },
    Sense {
        name: "rubin",
        after: &["vase", "museum", "observatory", "telescope"],
        around: &["observatory", "telescope", "望远镜"],
        ..SENSE
    },
    Sense { name: "blackwell", after: &["publishing", "bookshop"], around: &["bookshop"], ..SENSE },
    Sense { name: "ironwood", after: &["tree", "trees", "forest"], around: &["timber", "lumber"], ..SENSE },
    Sense { name: "mistral", after: &["wind", "winds", "blew", "blows"], around: &["provence"], ..SENSE },
    Sense { name: "bedrock", around: &["flintstone", "flintstones", "geologists", "soil"], ..SENSE },
];

/// Whether a name is a common word wherever nothing tells that it is the name.
pub(crate) fn is_mostly_a_word(context: &Context<'_>, first: usize, last: usize) -> bool {
    is_among(&MOSTLY_WORDS, context, first, last)
}

/// Whether a name is as common as a word.
pub(crate) fn is_also_a_word(context: &Context<'_>, first: usize, last: usize) -> bool {
    is_among(&ALSO_WORDS, context, first, last)
}

fn is_among(words: &[&str], context: &Context<'_>, first: usize, last: usize) -> bool {
    let (from, to) = (context.start(first), context.start(last) + context.text(last).len());
    let own = context.chars.get(from..to).unwrap_or_default();
    words.iter().any(|word| own.iter().copied().eq(word.chars()))
}

/// Whether what stands beside a name, or in its sentence, shows that it means something else here. `first..=last` are its
/// units.
pub(crate) fn means_otherwise(context: &Context<'_>, first: usize, last: usize) -> bool {
    let Context { chars, units, .. } = *context;
    let (Some(from), Some(to)) =
        (units.get(first).map(|unit| unit.start), units.get(last).map(|unit| unit.end))
    else {
        return false;
    };
    let own = chars.get(from..to).unwrap_or_default();
    let Some(sense) = SENSES.iter().find(|sense| own.iter().copied().eq(sense.name.chars())) else {
        return false;
    };
    is_told_around(sense, context, first)
        || match units.get(first).map(|unit| unit.kind) {
            Some(UnitKind::Word) => is_told_in_english(sense, context, first, last),
            _ => is_told_in_chinese(sense, chars, from, to),
        }
}

fn is_told_around(sense: &Sense, context: &Context<'_>, first: usize) -> bool {
    if sense.around.is_empty() {
        return false;
    }
    let sentence = context.sentence(first);
    sense.around.iter().any(|word| {
        sentence.clone().any(|at| match context.char(at) {
            Some(c) if c.is_ascii() => context.text(at).iter().copied().eq(word.chars()),
            _ => word.chars().zip(at..).all(|(c, at)| context.char(at) == Some(c)),
        })
    })
}

fn is_told_in_chinese(sense: &Sense, chars: &[char], from: usize, to: usize) -> bool {
    let before = chars.get(..from).unwrap_or_default();
    let after = chars.get(to..).unwrap_or_default();
    let before = before.strip_suffix(&['的']).unwrap_or(before);
    let ends = |word: &str| {
        let length = word.chars().count();
        before.len() >= length && before.iter().skip(before.len() - length).copied().eq(word.chars())
    };
    let begins = |word: &str| after.iter().copied().take(word.chars().count()).eq(word.chars());
    sense.before.iter().any(|word| ends(word)) || sense.after.iter().any(|word| begins(word))
}

fn is_told_in_english(sense: &Sense, context: &Context<'_>, first: usize, last: usize) -> bool {
    let word = |at: usize| context.text(at).iter().collect::<String>();
    let previous = first.checked_sub(1).map(word).unwrap_or_default();
    let sign = last + 1;
    let next = word(if context.char(sign) == Some('-') { sign + 1 } else { sign });
    let stands_alone = || {
        let sign = matches!(context.char(sign), None | Some('.' | ',' | ';' | '!' | '?'));
        previous == "the" && (sign || NO_NOUN.contains(&next.as_str()))
    };
    sense.before.contains(&previous.as_str())
        || sense.after.contains(&next.as_str())
        || sense.with_article && stands_alone()
}
