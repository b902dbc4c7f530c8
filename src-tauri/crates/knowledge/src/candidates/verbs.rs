//! The words by which money moves, each with the form that the money takes and who stands where.

use FlowKind::{
    Acquisition, Capex, ComputePurchase, Equity, Grant, Guarantee, Lease, Loan, PowerPurchase, RevenueShare,
    Warrant,
};
use Mark::{At, By, Direct, For, From as Of_, Into, Of, To as Toward, With};
use Side::{From, To};
use zhimai_model::FlowKind;

/// A side of a flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// The money comes from it.
    From,
    /// The money goes to it.
    To,
}

impl Side {
    pub(super) fn other(self) -> Self {
        match self {
            From => To,
            To => From,
        }
    }
}

/// What joins a name to a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// 向, 對, 給, to.
    To,
    /// 於, in, into.
    Into,
    /// 從, 自, from.
    From,
    /// 由, 被, 獲, by.
    By,
    /// 跟, with.
    With,
    /// Of.
    Of,
    /// 為, for.
    For,
    /// On, at.
    At,
    /// 經, via: whoever only stands between.
    Via,
    /// Nothing: it is the object.
    Direct,
}

/// How the form of the money is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// The verb says it.
    Is(FlowKind),
    /// What is bought or paid for says it; nothing said, it is this.
    Thing(FlowKind),
    /// What is bought or paid for must say it, and it must be one of these.
    Only(&'static [FlowKind]),
    /// Shares in a round of somebody's; the sum is that of the round, if no verb of spending is beside it.
    Join,
    /// The same by a word that is said of rounds alone.
    Lead,
    /// Money is raised by shares, or by what is issued.
    Raise,
    /// The same, by a word that says so of a round only.
    Close,
    /// Who gave to a round is told.
    Backers,
    /// 獲 A: what is got says it.
    Get,
    /// Goods are sold, or a building is.
    Sell,
    /// Goods are sold, or money is lent, guaranteed or given.
    Provide,
    /// Something is sold or issued: bonds bring money, warrants give a right.
    Issue,
    /// An order is won.
    Win,
    /// A contract is signed with another.
    Deal,
    /// Money is spent; a more telling verb beside it counts, and this one only says how much.
    Spend,
}

/// A word by which money moves.
#[derive(Debug)]
pub(super) struct Verb {
    /// Its forms, apart by `|`; in English those of the past and the participle behind a `/`.
    pub(super) forms: &'static str,
    pub(super) form: Form,
    /// The side of whoever does it, or whose it is.
    pub(super) subject: Side,
    /// Where the other one stands, and on which side it is then; the doer is on the opposite one.
    pub(super) others: &'static [(Mark, Side)],
    /// Whether it is a noun: whose it is stands before it.
    pub(super) is_noun: bool,
}

const fn verb(form: Form, subject: Side, others: &'static [(Mark, Side)], forms: &'static str) -> Verb {
    Verb { forms, form, subject, others, is_noun: false }
}

const fn noun(form: Form, subject: Side, others: &'static [(Mark, Side)], forms: &'static str) -> Verb {
    Verb { forms, form, subject, others, is_noun: true }
}

use Form::{Backers, Close, Deal, Get, Is, Issue, Join, Lead, Only, Provide, Raise, Sell, Spend, Thing, Win};

/// What is sold for money, and moves against it.
pub(super) const GOODS: &[FlowKind] = &[ComputePurchase, PowerPurchase, Lease, FlowKind::Licence];
/// What whoever provides it pays for.
pub(super) const GIVEN: &[FlowKind] = &[Loan, Guarantee, Grant, Equity];
/// What money is paid for.
const PAID: &[FlowKind] =
    &[Equity, ComputePurchase, PowerPurchase, Lease, FlowKind::Licence, RevenueShare, Loan];
/// What is got for nothing, or against a promise.
const GOT: &[FlowKind] = &[Warrant, Grant, Loan];

/// Chinese, in folded characters.
#[rustfmt::skip]
const CHINESE: &[Verb] = &[
    verb(Is(Equity), From, &[(Toward, To), (Direct, To), (Into, To), (At, To)],
        "投资|增资|注资|入股|参股|押注|加注|加码|战略投资|战略入股|股权投资|追加投资|再投资|认购|超额认购|独家投资|增持|重仓|持股投资|投资入股"),
    verb(Lead, From, &[(Direct, To), (Toward, To)],
        "领投|跟投|参投|联合领投|共同领投|独家领投"),
    verb(Join, From, &[(Direct, To), (Toward, To)], "参与|参加|加入"),
    verb(Spend, From, &[(Toward, To), (Direct, To), (Into, To), (At, To)],
        "出资|斥资|耗资|砸下|砸|豪掷|掷|狂砸|投入|挹注|动用|投下|花费|花|拿出|投|支出|注入|豪砸|加投|续投|再投|追投"),
    verb(Is(Acquisition), From, &[(Direct, To), (Toward, To)],
        "收购|洽购|并购|吃下|收归旗下|全资收购|纳入旗下|吞下|鲸吞|买断"),
    verb(Is(Acquisition), To, &[(Direct, From), (Toward, From)], "卖身|委身|下嫁"),
    verb(Thing(Acquisition), From, &[(Direct, To), (Toward, To), (Of_, To)],
        "买下|买进|买入|购入|购得|拿下|取得|收下|换购"),
    verb(Thing(ComputePurchase), From, &[(Toward, To), (Of_, To), (Direct, To), (With, To)],
        "采购|购买|订购|试购|选购|下单|加购|追加采购|包下|预购|采买|购置|购|买|订下|预订|扫货"),
    verb(Thing(Lease), From, &[(Toward, To), (Of_, To), (Direct, To)],
        "租用|承租|租赁|租|租下|租借|长租"),
    verb(Only(&[ComputePurchase]), From, &[(Direct, To)], "部署|导入"),
    verb(Is(PowerPurchase), From, &[(Toward, To), (Of_, To), (Direct, To), (With, To)], "购电|买电"),
    verb(Is(PowerPurchase), To, &[(Toward, From), (For, From), (Direct, From)], "供电|售电"),
    verb(Provide, To, &[(Toward, From), (For, From), (Direct, From), (With, From)],
        "供应|供货|出租|租给|出租给|交付|提供|供给|授权给|销售|出货给"),
    verb(Sell, To, &[(Toward, From), (For, From), (Direct, From), (With, From)], "出售|卖给|售予|卖"),
    verb(Backers, To, &[(Direct, From)],
        "投资方包括|投资人包括|投资者包括|投资机构包括|参投方包括|出资方包括|投资方为|投资人有|投资方有"),
    verb(Win, To, &[(Of_, From), (Direct, From), (By, From)],
        "接获|接到|承接|夺得|抢下|赢得|斩获|签得"),
    verb(Deal, From, &[(With, To)],
        "签署|签订|签下|签约|签|达成|敲定|订立|续签|续约|扩大"),
    verb(Only(PAID), From, &[(Toward, To), (Direct, To)],
        "支付|付给|付予|缴付|付清|付款|付出|支付给|付|缴纳|汇给"),
    verb(Raise, To, &[(By, From), (Of_, From), (Toward, From)],
        "融资|募资|募得|集资|筹资|筹得|筹集|募集|筹措|募集资金|集资所得|集资额|募资额|融得|募到|集资净额|募资所得|融到|获投|筹|募|吸金|揽资|进账"),
    verb(Is(Loan), From, &[(Direct, To), (Toward, To)], "借给|贷给|借款给|贷款给|放贷|放款"),
    verb(Is(Loan), To, &[(Toward, From), (Of_, From), (By, From)],
        "发债|举债|借入|借得|借贷|借来|借|借款|贷得"),
    verb(Issue, From, &[(Toward, To), (Direct, To)], "发行|授予|发给|给予|发放|核发|拨给|发出|给|增发|配发|核给|授与"),
    verb(Is(Guarantee), From, &[(Toward, To), (For, To), (Direct, To)], "担保|作保|背书"),
    verb(Is(Grant), From, &[(Toward, To), (Direct, To)], "捐款|捐赠|捐|资助|拨款|赞助|捐出"),
    verb(Only(GOT), To, &[(Of_, From), (Toward, From), (Direct, From)],
        "领到|领取|拿到|收到|换得|换取|获发|获颁|获得|取得"),
    verb(Is(RevenueShare), From, &[(Toward, To), (Direct, To)], "分给|分润|分成给|分润给|抽成给|分账给"),
    noun(Is(Capex), From, &[],
        "资本支出|资本预算|资本开支|资本性支出|资本性开支|资本支出预算|资本开支预算|资本支出预测|资本开支指引|资本支出指引|资本支出计划"),
];

/// English.
#[rustfmt::skip]
const ENGLISH: &[Verb] = &[
    verb(Is(Equity), From, &[(Into, To)],
        "invest|invests|investing|reinvest|co-invest|buy into|buys into/invested|reinvested|bought into"),
    verb(Join, From, &[(Direct, To), (Into, To)],
        "participate|participates|participating|join|joins|joining/participated|joined|took part|taking part|take part"),
    verb(Lead, From, &[(Direct, To), (Into, To)],
        "leads|leading|co-leads|co-leading|anchors/led|co-led|anchored"),
    verb(Backers, To, &[(Direct, From)],
        "whose backers include|whose backers included|whose investors include|whose investors included|backers include|backers included|investors include|investors included"),
    verb(Spend, From, &[(Into, To)],
        "puts|putting|pour|pours|pouring|inject|injects|injecting|plough|plow|ploughing|plowing|sink|sinks|pump|pumps|pumping|plunk|plunks|plunges|funnel|funnels/put|poured|injected|ploughed|plowed|sunk|pumped|plunked|funnelled|funneled|sank"),
    verb(Thing(Acquisition), From, &[(Of_, To), (Direct, To), (Of, To), (Into, To)],
        "buy|buys|buying|purchase|purchases|purchasing|acquire|acquires|acquiring|snap up|snaps up|snapping up|take over|takes over|taking over|scoop up|scoops up|pick up|picks up/bought|purchased|acquired|snapped up|took over|taken over|scooped up|picked up"),
    verb(Only(&[Equity, ComputePurchase, PowerPurchase, FlowKind::Licence]), From, &[(Into, To), (Of_, To), (Of, To), (Direct, To)],
        "take|takes|taking|ordering|reserve|reserves/took|taken|ordered|reserved|contracted"),
    verb(Only(&[ComputePurchase]), From, &[(Of, To), (Direct, To), (Of_, To)],
        "deploy|deploys|deploying|install|installs/deployed|installed"),
    verb(Only(PAID), From, &[(Direct, To), (Toward, To), (With, To), (For, To), (At, To)],
        "pay|pays|paying|hand|hands|prepay|prepays/paid|handed|prepaid"),
    verb(Only(PAID), From, &[(Toward, To), (With, To), (At, To), (For, To), (Of_, To), (Into, To)],
        "spend|spends|spending|commit|commits|committing|devote|earmark|earmarks|allocate|allocates/spent|committed|devoted|earmarked|allocated"),
    verb(Thing(Equity), From, &[(Toward, To), (Into, To)],
        "pledge|pledges|pledging|promise|promises|contribute|contributes/pledged|promised|contributed"),
    verb(Is(Loan), From, &[(Direct, To), (Toward, To)], "lend|lends|lending|loaning/lent|loaned"),
    verb(Is(Loan), To, &[(Of_, From)], "borrow|borrows|borrowing/borrowed"),
    verb(Raise, To, &[(Of_, From)], "raise|raises|raising|pull in|pulls in/raised|pulled in"),
    verb(Close, To, &[(Of_, From)],
        "closes|close|closing|complete|completes|completing|secure|secures|securing|land|lands|bag|bags|attract|attracts|collect|collects|seek|seeks|seeking/closed|completed|secured|landed|bagged|attracted|collected|sought"),
    verb(Thing(Equity), To, &[(Of_, From), (For, From), (Of, From)],
        "receive|receives|receiving|get|gets|getting/received|got|gotten"),
    verb(Win, To, &[(Of_, From), (With, From)], "win|wins|winning|bagging/won"),
    verb(Deal, From, &[(With, To)],
        "sign|signs|signing|strike|strikes|ink|inks|reach|reaches|enter into|enters into|expand|expands|agree|agrees|announce|announces/signed|struck|inked|reached|entered into|expanded|announced"),
    verb(Issue, From, &[(Direct, To), (Toward, To)],
        "issue|issues|issuing|give|gives|giving|award|awards|awarding|granting/issued|gave|given|awarded|granted"),
    verb(Is(Guarantee), From, &[(Toward, To), (For, To), (Of, To), (Direct, To)],
        "guarantee|guarantees|guaranteeing|backstop|backstops|backstopping/guaranteed|backstopped"),
    verb(Provide, To, &[(Direct, From), (Toward, From), (With, From), (For, From)],
        "supply|supplies|supplying|provide|provides|providing|deliver|delivers|delivering|host|hosts|hosting/supplied|provided|delivered|hosted"),
    verb(Issue, To, &[(Toward, From), (Direct, From), (With, From)], "sell|sells|selling/sold"),
    verb(Thing(Lease), From, &[(Of_, To), (Toward, From)],
        "rent|rents|renting|lease|leases|leasing/rented|leased"),
    verb(Is(FlowKind::Licence), From, &[(Of_, To), (Toward, From), (Direct, To)],
        "license|licenses|licensing/licensed|licenced"),
    verb(Is(Grant), From, &[(Toward, To), (Direct, To)], "donate|donates|donating|gift|gifts/donated|gifted"),
    verb(Only(&[RevenueShare]), From, &[(With, To), (Toward, To)], "hands over|share revenue|shares revenue|sharing revenue|share part|shares part|share a portion|shares a portion|give up"),
    noun(Is(Equity), From, &[(Into, To), (By, From), (Of_, From)],
        "investment|investments|cash injection|capital injection|equity injection|bet"),
    noun(Is(Acquisition), From, &[(Of, To), (By, From)], "acquisition|takeover|buyout|purchase of"),
    
    noun(Raise, To, &[], "funding round|financing round|fundraising|share sale|public offering|ipo|seed round"),
    noun(Is(Capex), From, &[],
        "capital expenditure|capital expenditures|capital spending|capex|capital investment|capital outlay|capital outlays"),
];

/// 獲 A 61 億美元補助: there is no verb but the word that joins whoever gives.
pub(super) static GET: Verb = verb(Get, To, &[(By, From)], "获");

/// All of them.
pub(super) fn verbs() -> impl Iterator<Item = &'static Verb> {
    CHINESE.iter().chain(ENGLISH)
}

/// Which form the money takes by what is bought, paid for or issued.
#[rustfmt::skip]
pub(super) const THINGS: &[(FlowKind, &str)] = &[
    (Equity,
        "股权|股份|股票|新股|普通股|优先股|持股|股|股东权益|投资款|入股款|私募股份|share|shares|stock|stocks|stake|stakes|holding|equity|interest|shareholding"),
    (Loan,
        "债券|债|银团贷款|授信|信贷额度|公司债|可转债|可转换债|票据|贷款|债务|借款|信贷|bond|bonds|note|notes|debt|loan|loans|credit line|credit facility|loan facility|debentures"),
    (ComputePurchase,
        "算力|运算能力|计算能力|云服务|云端|云|云端运算|云计算|云容量|云端容量|云端服务|算力服务|云端算力|芯片|晶片|gpu|gpus|tpu|tpus|服务器|伺服器|超级电脑|超级计算机|ai服务器|容量|处理器|加速器|加速卡|运算资源|计算资源|推理容量|推理算力|运算|机柜|机架|晶圆|订单|大单|hbm|compute|computing|computing power|computing capacity|computing services|cloud|cloud computing|cloud services|capacity|chip|chips|server|servers|processor|processors|accelerator|accelerators|supercomputer|supercomputers|system|systems|gpu capacity|racks|wafers|memory|hardware|infrastructure|ai infrastructure|instances|order|orders"),
    (PowerPurchase,
        "电力供应|供电|购电|电力|核电|电|绿电|度电|electricity|nuclear power|nuclear energy|power purchase|power-purchase|carbon-free power|clean power|solar power|power|megawatts of power"),
    (FlowKind::Licence,
        "授权|授权费|许可|许可费|专利授权|技术授权|使用权|licence|license|licences|licenses|licensing|royalties|royalty"),
    (Warrant, "认股权证|认股权|权证|认股证|warrant|warrants|options"),
    (Guarantee, "担保|保证|guarantee|guarantees|backstop"),
    (RevenueShare,
        "收入分成|营收分成|分成|分润|收入的|营收的|revenue share|revenue-share|revenue-sharing|share of revenue|revenue sharing|share of its revenue|of its revenue|of their revenue|of revenue|cut of its"),
    (Lease,
        "办公室|厂区|机房|园区|厂房|大楼|土地|数据中心|资料中心|校园|办公楼|campus|building|buildings|land|data centre|data center|data centres|data centers|site|office|offices|rent"),
    (Grant, "补贴|补助|补助金|补贴款|捐款|赠款|subsidy|subsidies|grant|grants|donation|chips act funding"),
];
