//! What generated articles and questions are put together from, beside the clauses, names and terms of the bundled
//! collection. Chinese is in Traditional characters; Simplified is made from it.
//!
//! `{s}`, `{o}`, `{p}` and `{t}` are the subject, the other party, the place and the topic of an article; `{a}`, `{b}`,
//! `{c}`, `{u}` are names, a place and a topic that merely occur; `{n}`, `{y}`, `{m}` a number, a year and a month.

/// What one language needs.
pub(crate) struct Language {
    pub(crate) titles: &'static [&'static str],
    pub(crate) leads: &'static [&'static str],
    pub(crate) fillers: &'static [&'static str],
    /// Asked with the words of the article, without the rest of the sentence.
    pub(crate) keywords: &'static [&'static str],
    /// Asked with other words around them than the article has.
    pub(crate) questions: &'static [&'static str],
}

pub(crate) const CHINESE: Language = Language {
    titles: &[
        "{s}的{t}布局再進一步",
        "{t}：{s}加快腳步",
        "{s}談{t}，與{o}的合作成焦點",
        "{s}押注{t}",
        "市場看{s}：{t}是關鍵",
        "{t}升溫，{s}與{o}各有打算",
    ],
    leads: &[
        "{s}與{o}{m}月在{p}簽下協議，雙方將共同投入{t}。",
        "{s}宣布將在{p}擴建據點，{t}是這次投資的重心，{o}也參與其中。",
        "{o}證實正與{s}商討{t}，首批設施預計落腳{p}。",
        "位於{p}的新園區{m}月動土，{s}說主要用途是{t}，並由{o}提供設備。",
        "{s}在{p}舉行說明會，介紹{t}的進度，{o}派員出席。",
        "經過數月磋商，{s}選定{p}作為{t}的基地，{o}承諾長期採購。",
    ],
    fillers: &[
        "{a}的財報顯示，{y}年第三季營收為{n}億美元，高於市場預期。",
        "{a}與{b}的競爭加劇，價格在一年內下降了百分之{n}。",
        "在{c}，{a}的新廠預計{y}年{m}月投產。",
        "分析師認為{u}的需求仍然強勁，但電力與土地是瓶頸。",
        "{a}先前已向{b}訂購{n}萬套設備，交貨期延到{y}年。",
        "供應商{b}表示，來自{c}的訂單比去年增加{n}倍。",
        "監管機構要求{a}說明{u}的資金來源。",
        "{a}計畫發行{n}億美元的債券，用於{c}的建設。",
        "業界對{u}的看法不一，有人擔心過度投資。",
        "{c}的居民關心用水與噪音，市議會將於{m}月表決。",
        "{b}沒有回覆置評的要求。",
        "{a}的股價當天上漲百分之{n}，{b}則小幅走低。",
        "這項計畫將分三期進行，第一期容量為{n}百萬瓦。",
        "{a}過去一年在{u}上投入了{n}億元人民幣。",
        "兩家公司沒有透露金額，只說合約為期{n}年。",
        "{b}的工程團隊會在{c}駐點，協助導入{u}。",
    ],
    keywords: &["{s} {t} {p}", "{p} {s} {t}", "{t} {p} {s}"],
    questions: &[
        "{s}為什麼選擇{p}來做{t}？",
        "{p}跟{s}的{t}有什麼關係",
        "誰和{s}一起在{p}推動{t}？",
        "{s}何時會在{p}開始{t}的工作",
        "關於{t}，{s}在{p}說了些什麼？",
        "{s}打算怎樣把{t}帶到{p}",
    ],
};

pub(crate) const ENGLISH: Language = Language {
    titles: &[
        "{s} steps up its {t} plans",
        "{t}: {s} moves faster",
        "{s} on {t}, with {o} in the spotlight",
        "{s} bets on {t}",
        "Investors watch {s} for signs of {t}",
        "As {t} heats up, {s} and {o} go separate ways",
    ],
    leads: &[
        "{s} and {o} signed an agreement in {p} to invest jointly in {t}.",
        "{s} will expand its site in {p}, with {t} at the centre of the investment and {o} taking part.",
        "{o} confirmed that it is in talks with {s} over {t}, and that the first facilities will go to {p}.",
        "Ground was broken on a new campus in {p}, which {s} says is meant for {t}, with equipment from {o}.",
        "{s} held a briefing in {p} on the progress of {t}, attended by staff of {o}.",
        "After months of talks {s} picked {p} as its base for {t}, and {o} promised to buy for years to come.",
    ],
    fillers: &[
        "Results of {a} show revenue of ${n} billion for the third quarter of {y}, above what the market expected.",
        "Competition between {a} and {b} has cut prices by {n} percent within a year.",
        "In {c}, a new plant of {a} is due to open in {y}.",
        "Analysts say demand for {u} remains strong, while power and land are the bottlenecks.",
        "{a} had earlier ordered {n} thousand units from {b}, with delivery pushed back to {y}.",
        "Orders from {c} have grown {n} times since last year, according to the supplier {b}.",
        "Regulators have asked {a} to explain where the money for {u} comes from.",
        "{a} plans to issue ${n} billion of bonds to build in {c}.",
        "Opinions on {u} differ, and some fear that too much is being built.",
        "Residents of {c} worry about water and noise; the council will vote later.",
        "{b} did not answer a request for comment.",
        "Shares of {a} rose {n} percent that day, while {b} closed slightly lower.",
        "The project will come in three phases, the first with a capacity of {n} megawatts.",
        "Over the past year {a} put ${n} million into {u}.",
        "Neither company named a sum, only that the contract runs for {n} years.",
        "Engineers of {b} will work in {c} to help introduce {u}.",
    ],
    keywords: &["{s} {t} {p}", "{p} {s} {t}", "{t} {p} {s}"],
    questions: &[
        "why did {s} choose {p} for {t}?",
        "what has {p} to do with {t} at {s}",
        "who works with {s} on {t} near {p}?",
        "when does {s} start {t} in {p}",
        "what did {s} say about {t} in {p}?",
        "how does {s} bring {t} to {p}",
    ],
};

/// English questions for what only Chinese articles tell.
pub(crate) const ACROSS: &[&str] = &["{s} {o} {t}", "{s} and {o}: {t}", "what did {s} and {o} agree on {t}?"];

/// Characters that made-up names are drawn from: each two or three of them with an ending make a name.
pub(crate) const NAME_CHARACTERS: &str = "星河遠山雲杉青松海嶺東風明湖長橋金石銀泉北辰南嶽華光晨曦天樞玉衡寶鼎瑞豐恆泰宏圖聯創新維信達安康盛林源潤澤鴻飛\
鵬翔鷹揚龍騰虎嘯鳳儀麟德嘉禾秋實春雨夏蟬冬雪藍鯨白鷺黑岩紅楓紫荊橙葉翠竹銅鑼鐵馬沙洲礁島靈峰谷原野溪澗壩堤塔樓閣亭台倉桐梅蘭菊荷蓮柳榆槐桂\
棠梨桃杏榴茶稻麥粟豆芸芝蘇艾萱菁茂榮昌隆興旺順和平寧靜清朗晴霞霓虹露霜冰川江潮汐浪波濤津渡汀浦港灣";

/// Endings of made-up companies, in Chinese and English.
pub(crate) const COMPANY_ENDINGS: &[(&str, &str)] = &[
    ("科技", "Technology"),
    ("電子", "Electronics"),
    ("半導體", "Semiconductor"),
    ("電力", "Power"),
    ("軟體", "Software"),
    ("數據", "Data"),
    ("雲端", "Cloud"),
    ("機器人", "Robotics"),
    ("資本", "Capital"),
    ("控股", "Holdings"),
    ("實驗室", "Labs"),
    ("通訊", "Telecom"),
    ("材料", "Materials"),
    ("儲能", "Storage"),
    ("光電", "Optics"),
    ("研究院", "Institute"),
];

/// Endings of made-up places, in Chinese and English.
pub(crate) const PLACE_ENDINGS: &[(&str, &str)] = &[
    ("市", " City"),
    ("縣", " County"),
    ("港", " Harbour"),
    ("灣", " Bay"),
    ("谷", " Valley"),
    ("鎮", "ton"),
    ("園區", " Park"),
    ("新區", " District"),
    ("島", " Island"),
    ("嶺", " Ridge"),
];

/// Syllables of made-up English names.
pub(crate) const SYLLABLES: &[&str] = &[
    "ar", "bel", "cor", "dan", "el", "far", "gol", "har", "in", "jor", "kel", "lor", "mar", "nor", "ol",
    "par", "quin", "ros", "sel", "tor", "ul", "var", "wes", "yor", "zan", "bri", "cle", "dro", "fen", "gra",
    "hol", "ker", "lin", "mon", "nel", "per", "ran", "sto", "tel", "ver", "wyn", "ash", "bor", "cam", "del",
    "esk", "fal", "gen",
];
