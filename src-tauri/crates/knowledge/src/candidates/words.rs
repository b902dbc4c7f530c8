//! The words that a sentence about money is read by, and where they stand in it.

use super::lexicon::Lexicon;
use super::verbs::{Mark, Side, THINGS, Verb, verbs};
use std::sync::LazyLock;
use zhimai_model::FlowKind;

/// What a word does.
#[derive(Clone, Copy, Debug)]
pub(super) enum Word {
    /// Money moves by it.
    Verb {
        verb: &'static Verb,
        is_past: bool,
    },
    /// Money is given for it.
    Thing(FlowKind),
    /// It joins a name to a verb.
    Mark(Mark),
    /// It joins two names, sums or clauses.
    And,
    /// 的, ’s.
    Possessive,
    /// Was, been: a participle behind it is suffered.
    Be,
    /// A clause ends.
    Pause,
    /// A clause ends, and what follows begins anew.
    Stop,
    /// A bracket opens or closes.
    Open,
    Close,
    /// Who is meant stands elsewhere: the company, 該公司.
    Unnamed,
    /// Who was named before: it, 其.
    It,
    /// The last that was named: 後者.
    Latter,
    /// Some company that has no name here.
    Organisation,
    /// Each its own sum.
    Each,
    /// It is paid for the use of something.
    Use,
    /// The sum beside it is none that moves: valuation, revenue.
    Worth,
    /// The sum behind it is the price of what was told: 總價, worth.
    Price,
    /// Something is built.
    Build,
    /// Money that moves otherwise than here: a fine, a settlement, a buyback, research.
    Elsewhere,
    /// Somebody beside the one who is named before it: a supplier of theirs, a rival.
    Kin,
    /// Others' money beside it: a round that one takes part in.
    Round,
    /// It is one of the words that begin like another and mean nothing here.
    Plain,
}

/// What each says, in folded characters, apart by `|`.
#[rustfmt::skip]
const WORDS: &[(Word, &str)] = &[
    (Word::Mark(Mark::To), "向|对|给|to"),
    (Word::Mark(Mark::Into), "于|in|into"),
    (Word::Mark(Mark::From), "从|自|来自|from"),
    (Word::Mark(Mark::By), "由|被|遭|获|得到|接受|引入|引进|迎来|by"),
    (Word::Mark(Mark::With), "with"),
    (Word::Mark(Mark::Of), "把|of"),
    (Word::Mark(Mark::For), "为|替|for"),
    (Word::Mark(Mark::At), "在|on|at"),
    (Word::Mark(Mark::Via), "经|经由|透过|via|through"),
    (Word::And, "与|和|及|以及|跟|同|、|联合|联手|携手|偕同|联同|会同|连同|and|&|plus"),
    (Word::Possessive, "的|之|旗下|旗下的|麾下|'s|'"),
    (Word::Be, "was|were|is|are|been|being|be"),
    (Word::Pause, ",|，|so that|but|while|虽然|不过"),
    (Word::Stop, ";|；|:|：|。|!|?|—|——"),
    (Word::Open, "(|（|["),
    (Word::Close, ")|）|]"),
    (Word::Unnamed,
        "该公司|本公司|该司|双方|两家公司|对方|我们|该集团|该企业|该企|the company|the firm|the group|the chipmaker|the startup|the start-up|we|our company|its parent|the lab|this company|the carmaker|the retailer"),
    (Word::It, "其|它|它们|it|they|he|she"),
    (Word::Latter, "后者|the latter"),
    (Word::Organisation,
        "公司|新创|初创|企业|机构|业者|厂商|开发商|供应商|团队|大学|startup|start-up|company|firm|lab|maker|developer|owners|organisation|organization|university|provider|charity|nonprofit"),
    (Word::Each, "分别|各|各自|respectively|each"),
    (Word::Use, "使用|采用|to use|use of|access to"),
    (Word::Worth,
        "估值|市值|投后估值|投前估值|营收|年营收|收入|净利|净利润|利润|亏损|营业额|销售额|目标价|每股|股价|年化营收|年化收入|履约义务|在手订单|订单积压|毛利|现金储备|现金流|现金部位|在手现金|持有现金|账上现金|手头现金|现金及|身价|资产|负债|产值|基金|市场规模|每颗|每片|单价|租金收入|valuation|valued|market value|market cap|market capitalisation|market capitalization|revenue|revenues|sales|profit|loss|price target|a share|per share|apiece|run rate|backlog|obligations|net income|earnings|post-money|pre-money|values"),
    (Word::Price,
        "总价|方案|作价|金额|总金额|合约价值|合同价值|交易价值|价值|价格|总额|代价|规模|对价|合同金额|合约金额|交易金额|交易额|合约总值|总值|合约金额为|worth|valued at|for|totalling|totaling|in a deal|in a transaction"),
    (Word::Build,
        "基础设施|基础建设|晶圆厂|工厂|新厂|产线|产能|兴建|自建|建设|建造|建厂|扩建|新建|盖|建立|设厂|建置|打造|建成|扩产|build|building out|construct|expand|data centre campus|fab|fabs|factory|factories|plant|plants|facility|facilities|foundry|construction|infrastructure|data center campus|buildout|build-out"),
    (Word::Elsewhere,
        "研发|罚款|罚|和解|和解金|回购|买回|红包|签约金|薪酬|奖金|评等|评级|诉讼|赔偿|减记|折旧|裁员|税|关税|总投资|总投资额|总投资承诺|总承诺|累计|合计|共计|迄今|至今|以来|总计|加起来|历来|研究|时间|用户|售股|抛售|套现|出脱|减持|清仓|偿还|还款|赎回|股利|股息|派息|薪资|违约金|判赔|票房|广告|省下|节省|settle|settlement|fine|fined|fines|buyback|buybacks|buy back|repurchase|research|users|time|bonus|bonuses|dividend|tax|tariff|lawsuit|damages|depreciation|cumulative|cumulatively|to date|so far|over the years|all told|altogether|salary|the total that|sold its|sold all|sold off|offload|offloads|divest|divested|trimmed|repay|repaid|penalty|penalties|advertising|compensation|savings|save"),
    (Word::Kin,
        "政府|概念股|供应商|供应链|合作伙伴|竞争对手|对手|股东|员工|高管|前员工|administration|rival|rivals|supplier|suppliers|partner|partners|customer|customers|shareholder|shareholders|holders|veteran|veterans|alumni|-backed|executive|executives|engineers|employees|staff"),
    (Word::Round, "round|rounds|funding|financing|series|首轮|种子轮|天使轮|本轮|该轮|轮|融资案"),
    (Word::Plain,
        "投资人|投资者|投资方|参投方|出资方|筹钱|筹码|可购入|可购买|可买入|可收购|投资报告|投资案|投资组合|投资银行|投资级|投资部|投资机构|投资评级|投资关系|投资者关系|投资界|投资圈|投资风险|投资回报|投资价值|投资建议|投资热潮|投资总监|投资策略|投资市场|投资决策|投资学|收购价|发行价|购买力|发行量|可认购|认购权|认购价|融资中|募资中|融资额度|融资能力|融资计划|融资需求|融资租赁|针对|相对|面对|对手|对此|绝对|方向|为了|因为|作为|成为|认为|转为|改为|折为|变为|存在|正在|现在|在于|所在|获利|获准|从而|与否|自研|自己|自家|自身|自动|各种|各地|各国|传统|传感|要求|主要|需要|重要|社会|机会|会议|研讨会|董事会|证监会|委员会|协会|大会|发布会|法说会|说明会|股东会|会员|投行|花旗|开花|对外|对内|给出|不给|反对|对于|以对|向来|趋向|转向|面向|投票|投产|投片|投放|投身|投诉|借助|借此|借鉴|付费|付出努力|捐助者|购物|买家|卖家|卖方|买方|购买者|订购者|newly issued|newly-issued|in order|in exchange|in return|in part|in talks|in response|in addition|in total|in all|in stock|in cash|in full|at once|on monday|on tuesday|on wednesday|on thursday|on friday|on saturday|on sunday|by comparison|at least|at most|of course|for example|for its part|according to|due to|up to|as much as|more than|a total of|worth of|cash and stock|in cash and stock|stock and cash|in stock and cash|cash-and-stock|all-stock|all-cash|in shares|in an all-stock deal|in an all-cash deal"),
];

/// On which side the other one is that a mark joins to a verb.
pub(super) fn side_of(verb: &Verb, mark: Mark) -> Option<Side> {
    verb.others.iter().find(|(own, _)| *own == mark).map(|(_, side)| *side)
}

/// All of them; of those that are alike the earlier counts, a verb before what else it says.
pub(super) static LEXICON: LazyLock<Lexicon<Word>> = LazyLock::new(|| {
    let mut out = Lexicon::default();
    for verb in verbs() {
        let (now, past) = verb.forms.split_once('/').unwrap_or((verb.forms, ""));
        out.add(now, Word::Verb { verb, is_past: false });
        out.add(past, Word::Verb { verb, is_past: true });
    }
    THINGS.iter().for_each(|(flow, forms)| out.add(forms, Word::Thing(*flow)));
    WORDS.iter().for_each(|(word, forms)| out.add(forms, *word));
    out
});
