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
    /// Shares in a round of somebody's.
    Join,
    /// Money is raised by shares, or by what is issued.
    Raise,
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

use Form::{Is, Join, Only, Raise, Spend, Thing};

/// What is sold for money, and moves against it.
const GOODS: &[FlowKind] = &[ComputePurchase, PowerPurchase, Lease, FlowKind::Licence];
/// What money is paid for.
const PAID: &[FlowKind] =
    &[Equity, ComputePurchase, PowerPurchase, Lease, FlowKind::Licence, RevenueShare, Loan];
/// What is got for nothing, or against a promise.
const GOT: &[FlowKind] = &[Warrant, Grant, Loan];

/// Chinese, in folded characters.
#[rustfmt::skip]
const CHINESE: &[Verb] = &[
    verb(Is(Equity), From, &[(Toward, To), (Direct, To), (Into, To), (At, To)],
        "投资|增资|注资|入股|参股|押注|加注|战略投资|战略入股|股权投资|追加投资|再投资"),
    verb(Is(Equity), From, &[(Toward, To), (Direct, To)],
        "领投|跟投|参投|认购|超额认购|联合领投|共同领投|独家投资"),
    verb(Join, From, &[(Direct, To), (Toward, To)], "参与|参加|加入"),
    verb(Spend, From, &[(Toward, To), (Direct, To), (Into, To), (At, To)],
        "出资|斥资|耗资|砸下|砸|豪掷|掷|投入|挹注|动用|投下|花费|花|拿出|投"),
    verb(Is(Acquisition), From, &[(Direct, To), (Toward, To)],
        "收购|并购|吃下|收归旗下|全资收购|纳入旗下"),
    verb(Thing(Acquisition), From, &[(Direct, To), (Toward, To), (Of_, To)],
        "买下|买进|买入|购入|购得|拿下|取得|收下"),
    verb(Thing(ComputePurchase), From, &[(Toward, To), (Of_, To), (Direct, To)],
        "采购|购买|订购|试购|选购|下单|加购|追加采购|包下|预购|采买"),
    verb(Thing(Lease), From, &[(Toward, To), (Of_, To), (Direct, To)],
        "租用|承租|租赁|租下|租借"),
    verb(Only(&[ComputePurchase]), From, &[(Direct, To)], "部署"),
    verb(Is(PowerPurchase), From, &[(Toward, To), (Of_, To), (Direct, To)], "购电|买电"),
    verb(Is(PowerPurchase), To, &[(Toward, From), (For, From), (Direct, From)], "供电|售电"),
    verb(Only(GOODS), To, &[(Toward, From), (For, From), (Direct, From), (With, From)],
        "供应|供货|出售|卖给|售予|出租|租给|出租给|交付|提供|供给|授权给"),
    verb(Only(PAID), From, &[(Toward, To), (Direct, To)],
        "支付|付给|付予|缴付|付清|付款|付出|支付给|付"),
    verb(Raise, To, &[(By, From), (Of_, From), (Toward, From)],
        "融资|募资|募得|集资|筹资|筹得|筹集|募集|筹措|募集资金|集资所得|集资额|募资额|融得|募到|集资净额|募资所得|融到|获投"),
    verb(Is(Loan), From, &[(Direct, To), (Toward, To)], "借给|贷给|借款给|贷款给|放贷"),
    verb(Is(Loan), To, &[(Toward, From), (Of_, From), (By, From)],
        "借款|借入|贷款|举债|借得|借贷|借来|借"),
    verb(Only(GOT), From, &[(Toward, To), (Direct, To)], "发行|授予|发给|给予|发放|核发|拨给"),
    verb(Is(Guarantee), From, &[(Toward, To), (For, To), (Direct, To)], "担保|作保"),
    verb(Is(Grant), From, &[(Toward, To), (Direct, To)], "捐款|捐赠|捐|资助|拨款|赞助"),
    verb(Only(GOT), To, &[(Of_, From), (Toward, From), (Direct, From)],
        "领到|领取|拿到|收到|换得|换取"),
    verb(Is(RevenueShare), From, &[(Toward, To), (Direct, To)], "分给|分润|分成给|分润给"),
    noun(Is(Capex), From, &[],
        "资本支出|资本开支|资本性支出|资本性开支|资本支出预算|资本开支预算"),
];

/// English.
#[rustfmt::skip]
const ENGLISH: &[Verb] = &[
    verb(Is(Equity), From, &[(Into, To)], "invest|invests|investing|reinvest/invested|reinvested"),
    verb(Join, From, &[(Direct, To), (Into, To)],
        "participate|participates|participating|join|joins|joining/participated|joined|took part"),
    verb(Spend, From, &[(Into, To)],
        "puts|putting|pour|pours|pouring|inject|injects|injecting|plough|plow|sink|sinks/put|poured|injected|ploughed|plowed|sunk"),
    verb(Thing(Acquisition), From, &[(Of_, To), (Direct, To), (Of, To), (Into, To)],
        "buy|buys|buying|purchase|purchases|purchasing|acquire|acquires|acquiring|snap up|snaps up|snapping up|take over|takes over|taking over|scoop up|scoops up/bought|purchased|acquired|snapped up|took over|taken over|scooped up"),
    verb(Only(&[Equity, ComputePurchase, PowerPurchase, FlowKind::Licence]), From, &[(Into, To), (Of_, To), (Of, To), (Direct, To)],
        "take|takes|taking|get|gets|secure|secures|securing|order|orders|ordering/took|taken|secured|got|ordered"),
    verb(Only(&[ComputePurchase]), From, &[(Of, To), (Direct, To)], "deploy|deploys|deploying/deployed"),
    verb(Only(PAID), From, &[(Direct, To), (Toward, To), (With, To), (For, To), (At, To)],
        "pay|pays|paying|hand|hands/paid|handed"),
    verb(Only(PAID), From, &[(Toward, To), (With, To), (At, To), (For, To), (Of_, To), (Into, To)],
        "spend|spends|spending|commit|commits|committing|devote|earmark/spent|committed|devoted|earmarked"),
    verb(Thing(Equity), From, &[(Toward, To), (Into, To)],
        "pledge|pledges|pledging|promise|promises|contribute|contributes/pledged|promised|contributed"),
    verb(Is(Loan), From, &[(Direct, To), (Toward, To)], "lend|lends|lending|loans|loaning/lent|loaned"),
    verb(Is(Loan), To, &[(Of_, From)], "borrow|borrows|borrowing/borrowed"),
    verb(Raise, To, &[(Of_, From)], "raise|raises|raising|closes|close|closing/raised|closed|pulled in"),
    verb(Only(GOT), From, &[(Direct, To), (Toward, To)],
        "issue|issues|issuing|give|gives|giving|award|awards|awarding|grant|grants|granting/issued|gave|given|awarded|granted"),
    verb(Is(Guarantee), From, &[(Direct, To), (Toward, To), (For, To), (Of, To)],
        "guarantee|guarantees|guaranteeing|backstop|backstops|backstopping/guaranteed|backstopped"),
    verb(Only(GOODS), To, &[(Direct, From), (Toward, From), (With, From)],
        "supply|supplies|supplying|provide|provides|providing|sell|sells|selling|deliver|delivers|delivering/supplied|provided|sold|delivered"),
    verb(Thing(Lease), From, &[(Of_, To), (Toward, From)],
        "rent|rents|renting|lease|leases|leasing/rented|leased"),
    verb(Is(FlowKind::Licence), From, &[(Of_, To), (Toward, From), (Direct, To)],
        "license|licenses|licensing/licensed|licenced"),
    verb(Is(Grant), From, &[(Toward, To), (Direct, To)], "donate|donates|donating/donated"),
    noun(Is(Equity), From, &[(Into, To), (By, From), (Of_, From)],
        "investment|investments|cash injection|capital injection"),
    noun(Is(Acquisition), From, &[(Of, To), (By, From)], "acquisition|takeover|buyout"),
    noun(Is(Loan), From, &[(Toward, To), (By, From), (Of_, From)], "loan"),
    noun(Is(Capex), From, &[],
        "capital expenditure|capital expenditures|capital spending|capex|capital investment"),
];

/// All of them.
pub(super) fn verbs() -> impl Iterator<Item = &'static Verb> {
    CHINESE.iter().chain(ENGLISH)
}

/// Which form the money takes by what is bought, paid for or issued.
#[rustfmt::skip]
pub(super) const THINGS: &[(FlowKind, &str)] = &[
    (
        Equity,
        "股权|股份|股票|新股|普通股|优先股|持股|股|股东权益|投资款|入股款|share|shares|stock|stocks|stake|stakes|holding|equity|interest",
    ),
    (
        Loan,
        "债券|公司债|可转债|票据|贷款|债务|借款|信贷|bond|bonds|notes|debt|loans|credit line|loan facility|debentures",
    ),
    (
        ComputePurchase,
        "算力|运算能力|计算能力|云服务|云端|云|云计算|云容量|云端容量|芯片|晶片|gpu|gpus|tpu|tpus|服务器|伺服器|超级电脑|超级计算机|ai服务器|容量|处理器|加速器|加速卡|运算资源|计算资源|推理容量|compute|computing|computing power|computing capacity|cloud|cloud computing|cloud services|capacity|chips|chip|servers|server|processors|accelerators|supercomputer|supercomputers|systems|gpu capacity|racks",
    ),
    (
        PowerPurchase,
        "电力|核电|电|绿电|度电|electricity|nuclear power|nuclear energy|megawatts of nuclear power|power purchase|carbon-free power|clean power|solar power",
    ),
    (
        FlowKind::Licence,
        "授权|授权费|许可|许可费|专利授权|技术授权|licence|license|licences|licenses|licensing|royalties|to use",
    ),
    (Warrant, "认股权证|认股权|权证|认股证|warrant|warrants|options"),
    (Guarantee, "担保|保证|guarantee|guarantees|backstop"),
    (
        RevenueShare,
        "收入分成|营收分成|分成|分润|收入的|营收|收入|revenue share|share of revenue|revenue sharing|share of its revenue|of its revenue|of revenue|cut of",
    ),
    (
        Lease,
        "机房|园区|厂房|大楼|土地|数据中心|资料中心|校园|办公楼|campus|building|buildings|land|data centre|data center|data centres|data centers|site|rent",
    ),
    (Grant, "补贴|补助|补助金|补贴款|捐款|subsidy|subsidies|grants|donation"),
];
