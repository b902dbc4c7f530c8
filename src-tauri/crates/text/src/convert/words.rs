//! Conversion of a run of ideographs by its words.
//!
//! OpenCC takes the longest phrase that begins at a place, whatever the words of the sentence are: of 去干扰 it takes 去干,
//! of 繫於單一 the name 於單. So each word that the dictionary cuts is converted by itself, and single characters between
//! words together.

use super::opencc::{OpenCC, hans_alone, hant_alone, is_ideograph};
use crate::fold::fold;
use crate::script::Script;
use crate::segment::DICTIONARY;
use std::borrow::Cow;

/// Converts a run of ideographs, with what ends it. `before` is the character before it.
pub(super) fn convert<'a>(run: &'a str, before: char, to: Script, converter: &OpenCC) -> Cow<'a, str> {
    let Some(first) = run.chars().next() else { return Cow::Borrowed(run) };
    if first.len_utf8() == run.len() && !is_ideograph(first) {
        return Cow::Borrowed(run);
    }
    let whole = converter.convert(run);
    let own: Vec<char> = run.chars().collect();
    let open = if to == Script::Hans {
        "著帳乾畫甚妳牠覆藉昇姪"
    } else {
        "于余范钟郁台账个秘污了布面谷准干后里发复系只制松冲占并征周历云舍尽升丑几出签采曲卷斗致表注种当须划帘困夸姜借症丰岳回咨"
    };
    let alone = if to == Script::Hans { hans_alone } else { hant_alone };
    let one_by_one = own.iter().map(|c| alone(*c));
    // Where no phrase has changed anything and nothing is left open, there is nothing to decide.
    if whole.chars().eq(one_by_one) && !own.iter().any(|c| open.contains(*c)) {
        return Cow::Owned(whole);
    }
    let Some(words) = cut(run, before, own.len()) else { return Cow::Owned(whole) };
    let mut out: Vec<char> = Vec::with_capacity(own.len());
    let mut at = 0;
    while let Some(&(start, end)) = words.get(at) {
        // Single characters that follow each other are taken together.
        let mut last = end;
        at += 1;
        while end - start == 1
            && let Some(&(from, next)) = words.get(at)
            && next - from == 1
        {
            last = next;
            at += 1;
        }
        let word: String = own.get(start..last).unwrap_or_default().iter().collect();
        let piece: Vec<char> = converter.convert(&word).chars().collect();
        if piece.len() != last - start {
            return Cow::Owned(whole);
        }
        out.extend(piece);
    }
    let context = Context { own: &own, words: &words, before };
    match to {
        Script::Hans => context.to_hans(&mut out),
        _ => context.to_hant(&mut out),
    }
    Cow::Owned(out.into_iter().collect())
}

/// The words of a run of `length` characters, as ranges of them. `before` is the character before the run. Nothing for the rare
/// run whose folding has another length.
pub(super) fn cut(run: &str, before: char, length: usize) -> Option<Vec<(usize, usize)>> {
    let simplified = fold(run).chars;
    if simplified.len() != length {
        return None;
    }
    // The dictionary writes the particle 着, which folding makes one with 著.
    let mut before_it = before;
    let written: Vec<char> = simplified
        .into_iter()
        .map(|c| {
            let particle = c == '著' && WITH_PARTICLE.contains(before_it);
            before_it = c;
            if particle { '着' } else { c }
        })
        .collect();
    Some(DICTIONARY.cut(&written))
}

/// A run in the characters of Taiwan in those of Hong Kong, as many. `before` is the character before it.
pub(super) fn to_hong_kong(run: &str, before: char) -> Cow<'_, str> {
    if !run.contains(['著', '裡', '衛', '菸', '占']) {
        return Cow::Borrowed(run);
    }
    let own: Vec<char> = run.chars().collect();
    let words =
        if run.contains('著') { cut(run, before, own.len()).unwrap_or_default() } else { Vec::new() };
    let context = Context { own: &own, words: &words, before };
    let char_of = |(at, c): (usize, &char)| match c {
        '著' if !context.is_writing(at) => '着',
        '裡' => '裏',
        '衛' => '衞',
        '菸' => '煙',
        '占' if !context.among(at, "占卜|占星|占士") => '佔',
        _ => *c,
    };
    Cow::Owned(own.iter().enumerate().map(char_of).collect())
}

/// A run in the characters of Hong Kong in those of Taiwan, as many; only 着 is kept, which the mainland has too.
pub(super) fn from_hong_kong(run: &str) -> Cow<'_, str> {
    if !run.contains(HONG_KONG) {
        return Cow::Borrowed(run);
    }
    let pair = |c: char| HONG_KONG.iter().position(|own| *own == c).and_then(|at| TAIWAN.get(at)).copied();
    Cow::Owned(run.chars().map(|c| pair(c).unwrap_or(c)).collect())
}

/// Characters of Hong Kong, and at the same places those of Taiwan.
const HONG_KONG: [char; 23] = [
    '佔', '裏', '衞', '説', '閲', '税', '温', '脱', '悦', '户', '鋭', '藴', '枱', '鈎', '羣', '綫', '峯',
    '牀', '啓', '敍', '葱', '卧', '衆',
];
const TAIWAN: [char; 23] = [
    '占', '裡', '衛', '說', '閱', '稅', '溫', '脫', '悅', '戶', '銳', '蘊', '檯', '鉤', '群', '線', '峰',
    '床', '啟', '敘', '蔥', '臥', '眾',
];

/// What decides about a character that the tables leave open.
struct Context<'a> {
    own: &'a [char],
    words: &'a [(usize, usize)],
    before: char,
}

impl Context<'_> {
    fn char(&self, at: usize) -> Option<char> {
        self.own.get(at).copied()
    }

    /// The character before a place, across the border of the run.
    fn back(&self, at: usize) -> char {
        at.checked_sub(1).and_then(|at| self.char(at)).unwrap_or(self.before)
    }

    /// Whether the text has one of these words across a place: `|` parts them, and each has the character in it.
    fn among(&self, at: usize, words: &str) -> bool {
        words.split('|').any(|word| {
            word.chars().enumerate().any(|(inside, c)| {
                Some(c) == self.char(at)
                    && at.checked_sub(inside).is_some_and(|start| {
                        word.chars().enumerate().all(|(i, c)| self.char(start + i) == Some(c))
                    })
            })
        })
    }

    /// Whether a character is a word by itself.
    fn alone(&self, at: usize) -> bool {
        self.words.contains(&(at, at + 1))
    }

    fn to_hans(&self, out: &mut [char]) {
        for (at, place) in out.iter_mut().enumerate() {
            let Some(c) = self.char(at) else { break };
            *place = match c {
                '著' if self.is_writing(at) => '著',
                '著' => '着',
                '帳' if self.among(at, TENTS) => '帐',
                '帳' => '账',
                '乾' if self.among(at, HEAVEN) => '乾',
                '畫' if self.among(at, "計畫|企畫|規畫|策畫|籌畫|謀畫|擘畫") => '划',
                '甚' if self.char(at + 1) == Some('麼') => '什',
                '覆' if self.among(at, "回覆|答覆|反覆|重覆|批覆|覆查|覆核|覆議|函覆|電覆") => {
                    '复'
                }
                // 藉著 and 藉口 are 借; 慰藉 and 狼藉 are not.
                '藉' if self.char(at + 1) == Some('著') => '借',
                '藉' if self.among(at, "藉口|藉由|藉此|藉機|藉故|藉助|憑藉") => '借',
                // Names of products and people keep it.
                '昇' if self.among(at, "昇騰|昇思|畢昇") => '昇',
                '妳' => '你',
                '姪' => '侄',
                '牠' => '它',
                _ => continue,
            };
        }
    }

    /// 著作, 顯著, 名著; but not the 著 of 隨著名單, where 名單 is a word.
    fn is_writing(&self, at: usize) -> bool {
        let next = self.char(at + 1);
        // 他著有多本書: somebody has written.
        let somebody = !is_ideograph(self.back(at)) || "他她曾者並也還家士授".contains(self.back(at));
        if next == Some('有') && somebody {
            return true;
        }
        if at > 0 && WITH_PARTICLE_HANT.contains(self.back(at)) {
            // 跟著作品: the word that begins after it says that it ends there.
            let ends = self.words.iter().any(|(start, end)| *start == at + 1 && end - start > 1);
            return !ends && matches!(next, Some('名' | '作'));
        }
        // 寫著文字, 有著書香: no word begins with it.
        let begins = self.words.iter().any(|(start, end)| *start == at && end - start > 1);
        self.among(at, WRITING_BEFORE) || begins && next.is_some_and(|next| WRITING_AFTER.contains(next))
    }

    fn to_hant(&self, out: &mut [char]) {
        for (at, place) in out.iter_mut().enumerate() {
            let Some(c) = self.char(at) else { break };
            *place = match (c, *place) {
                ('台', '臺') => '台',
                ('个', '箇') => '個',
                ('账', _) => '帳',
                ('秘', _) => '秘',
                ('污', _) => '污',
                ('了', '瞭') if self.char(at + 1) == Some('解') => '了',
                ('于', _) if self.is_name_of_yu(at) => '于',
                ('余', _) if self.is_surname(at, "之有其多剩盈结业富零残空课") => '余',
                ('范', _) if !self.among(at, PATTERNS) => '范',
                ('布', _) if "公发宣颁分遍散".contains(self.back(at)) => '布',
                ('面', _) if self.alone(at) && "碗吃煮泡拉炒".contains(self.back(at)) => '麵',
                ('谷', _) if self.among(at, "稻谷|五谷|谷物|谷类|谷仓|谷粒|粮谷") => '穀',
                ('准', _) if self.among(at, "核准|批准|获准|不准|准许|准予|准入") => '准',
                ('郁', _) => {
                    if self.among(at, GLOOM) {
                        '鬱'
                    } else {
                        '郁'
                    }
                }
                ('丰', _) if self.among(at, "苏姿丰|蘇姿丰") => '丰',
                ('岳', _) if !self.among(at, "山岳|五岳|东岳|西岳|南岳|北岳|中岳") => '岳',
                // 回歸 is to come back; what statisticians do is 迴歸.
                ('回', '迴') if self.char(at + 1) == Some('归') && !self.among(at, REGRESSION) => '回',
                ('折', '摺') if self.char(at + 1) == Some('合') => '折',
                ('胡', '衚') => '胡',
                ('同', '衕') => '同',
                ('咨', '諮') if self.char(at + 1) == Some('文') => '咨',
                ('弦', '絃') => '弦',
                ('签', '籤') if !self.among(at, SLIPS) => '簽',
                ('家', '傢') if self.char(at + 1) == Some('具') => '家',
                ('具', '俱') if self.back(at) == '家' => '具',
                ('里', '裡') if self.among(at, "百里挑") => '里',
                ('于', '于') if self.among(at, "于此") => '於',
                ('钟', _) if self.is_surname(at, "分点秒时闹座编敲警") => '鍾',
                _ => continue,
            };
        }
    }

    /// Whether a character that stands alone before another is a surname. `after`: what comes before it in words.
    fn is_surname(&self, at: usize, after: &str) -> bool {
        let back = self.back(at);
        let counted = back.is_ascii_digit() || "一二三四五六七八九十百千万亿两几数半".contains(back);
        let next = self.char(at + 1).filter(|c| is_ideograph(*c));
        self.alone(at) && next.is_some() && !counted && !(at > 0 && after.contains(back))
    }

    /// 于 is hardly ever a name: only where nothing but the name stands between signs, or a title before it or what
    /// people do after it says so.
    fn is_name_of_yu(&self, at: usize) -> bool {
        if !self.alone(at) {
            return false;
        }
        let length = self.own.iter().skip(at).take_while(|c| is_ideograph(**c)).count();
        let rest: String = self.own.iter().skip(at + 1).take(6).collect();
        let head: String = self.own.get(..at).unwrap_or_default().iter().collect();
        let acts = |name: usize| {
            let tail: String = rest.chars().skip(name).collect();
            ACTS.split('|').any(|act| tail.starts_with(act))
        };
        let titled = TITLES.split('|').any(|title| head.ends_with(title));
        let small = "是此今斯下上内外中前后".contains(rest.chars().next().unwrap_or('是'));
        !small && (at == 0 && ((2..=3).contains(&length) || acts(1) || acts(2)) || titled && length > 1)
    }
}

/// The characters after which 著 is nearly always the particle.
const WITH_PARTICLE: &str = "随看跟靠带沿意味向接照朝凭握隔搁急拿穿戴站坐躺走笑哭听想等望盯守住活忙怀抱捧提背推拉开关放挂摆有写记唱喊标贴刻印";
const WITH_PARTICLE_HANT: &str = "隨看跟靠帶沿意味向接照朝憑握隔擱急拿穿戴站坐躺走笑哭聽想等望盯守住活忙懷抱捧提背推拉開關放掛擺有寫記唱喊標貼刻印";
const WRITING_BEFORE: &str = "顯著|卓著|昭著|彰著|名著|原著|巨著|專著|論著|編著|譯著|遺著|土著|合著|拙著|鉅著|較著|新著|所著|見微知著|學術著|撰著|著稱";
const WRITING_AFTER: &str = "作名述者書稱錄譯";
const TENTS: &str = "帳篷|帳幕|蚊帳|營帳|帳子|帳下|床帳|羅帳|紗帳|升帳|帳中|帳棚|中軍帳|軍帳|氈帳|幔帳|帳幔|帷帳|圍帳|幃帳|虎帳|絳帳";
const HEAVEN: &str = "乾坤|乾隆|乾安|乾德|乾祐|乾封|乾寧|乾符|乾化|乾元|乾卦|乾嘉|乾清|乾陵|乾縣|乾道|乾象|乾綱|乾宅|乾造|康乾|雍乾|乾州";
const ACTS: &str = "说|表示|认为|指出|称|透露|宣布|创立|创办|担任|出任|加入|离开|回应|强调|介绍|告诉|接受|在|是|和|与|也|曾|则|将|等|的";
const TITLES: &str = "创始人|创办人|总裁|董事长|主席|教授|博士|院士|导演|记者|作者|先生|女士|校长|院长|总经理|经理|研究员|分析师|工程师|主播|作家|演员|同事|朋友|叫";
const GLOOM: &str = "忧郁|抑郁|郁闷|郁结|郁金香|苍郁|郁郁|沉郁|阴郁|郁积|郁卒|悒郁|葱郁|郁葱|郁悒|郁热";
const SLIPS: &str = "抽签|求签|书签|标签|牙签|中签|竹签|灵签|签文|签诗";
const REGRESSION: &str =
    "自回归|性回归|辑回归|归回归|步回归|岭回归|回归分析|回归模型|回归系数|回归方程|回归算法|回归任务|回归树";
const PATTERNS: &str = "规范|典范|示范|师范|模范|防范|范围|范例|范本|范式|范畴|范文|就范|风范|失范|轨范|垂范";
