//! The words that questions about money are asked in, folded: Chinese in Simplified characters, English in small letters.

use super::asked::Deed;
use zhimai_model::FlowKind;

/// What a word is to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// Asks for somebody.
    Who,
    /// Says what is done, and whether who does it gives the money or gets it.
    Verb(Deed, bool),
    /// Names somebody by what they do to another: who gives (true) or gets the money.
    Role(Deed, bool),
    /// Goods by which the money is told.
    Goods(FlowKind),
    /// Something is sold: to somebody where that is said, else what stands after it is what is sold.
    Sell,
    /// `to`
    To,
    /// Stands before whom something is got from: 向, 跟, 從.
    Toward,
    /// Stands before whom something is done for: 給, 為, 替.
    For,
    /// 被
    Passive,
    /// `by`
    By,
    /// `from`
    From,
    /// Joins two names.
    And,
    /// The companies that do what is said before: 的公司.
    Those,
    /// Says nothing by itself.
    Filler,
}

use Deed::{Acquire, Buy, BuyAny, Fund, Guarantee, Invest, Lend, Pay};
use Word::{And, By, Filler, For, From, Goods, Passive, Role, Sell, Those, To, Toward, Verb, Who};

/// All words; of those that begin alike the longest counts.
pub(super) const WORDS: &[(&[&str], Word)] = &[
    (
        &[
            "谁",
            "哪些公司",
            "哪家公司",
            "哪些企业",
            "哪些",
            "哪家",
            "哪几家",
            "什么公司",
            "哪几家公司",
            "哪里",
            "哪些人",
            "边个",
            "边间",
            "边间公司",
            "who",
            "whom",
            "what",
            "which",
            "which company",
            "which companies",
            "what company",
            "what companies",
            "where",
            "companies",
        ],
        Who,
    ),
    (
        &[
            "投资",
            "投资了",
            "投资过",
            "入股",
            "入股了",
            "注资",
            "注资了",
            "出资",
            "invest in",
            "invests in",
            "invested in",
            "investing in",
            "invest",
            "invests",
            "invested",
            "investing",
            "invest into",
            "invested into",
        ],
        Verb(Invest, true),
    ),
    (
        &[
            "收购",
            "收购了",
            "收购过",
            "并购",
            "并购了",
            "买下",
            "买下了",
            "acquire",
            "acquires",
            "acquired",
            "take over",
            "takes over",
            "took over",
            "buy out",
            "bought out",
        ],
        Verb(Acquire, true),
    ),
    (
        &[
            "借钱给",
            "借钱给了",
            "借给",
            "借给了",
            "贷款给",
            "贷款给了",
            "放款给",
            "放贷给",
            "lend to",
            "lends to",
            "lent to",
            "lend",
            "lends",
            "lent",
            "lend money to",
            "lent money to",
            "lends money to",
            "loan money to",
            "loaned money to",
        ],
        Verb(Lend, true),
    ),
    (&["借钱", "借款", "借了钱", "贷款", "borrow", "borrows", "borrowed", "borrow money"], Verb(Lend, false)),
    (
        &["采购", "采购了", "购买", "购买了", "租用", "租用了", "租", "rent", "rents", "rented"],
        Verb(Buy, true),
    ),
    (
        &["买", "买了", "买过", "buy", "buys", "bought", "purchase", "purchases", "purchased"],
        Verb(BuyAny, true),
    ),
    (
        &[
            "供应",
            "供应给",
            "供货",
            "供货给",
            "提供",
            "卖给",
            "卖给了",
            "supply",
            "supplies",
            "supplied",
            "supply to",
            "supplies to",
            "sell to",
            "sells to",
            "sold to",
            "provide",
            "provides",
            "provided",
        ],
        Verb(Buy, false),
    ),
    (
        &[
            "资助",
            "资助了",
            "投钱给",
            "出钱给",
            "fund",
            "funds",
            "funded",
            "finance",
            "finances",
            "financed",
            "back",
            "backs",
            "backed",
            "bankroll",
            "bankrolls",
            "bankrolled",
        ],
        Verb(Fund, true),
    ),
    (&["融资", "融资了", "募资", "募资了", "集资", "集资了", "raise", "raises", "raised"], Verb(Fund, false)),
    (&["担保", "作担保", "提供担保", "guarantee", "guarantees", "guaranteed"], Verb(Guarantee, true)),
    (
        &["付钱给", "付款给", "付费给", "给钱给", "pay", "pays", "paid", "paying", "pay to", "pays to"],
        Verb(Pay, true),
    ),
    (
        &[
            "投资人",
            "投资者",
            "投资方",
            "投资机构",
            "股东",
            "金主",
            "investor",
            "investors",
            "shareholder",
            "shareholders",
            "investors in",
            "shareholders of",
            "investors of",
        ],
        Role(Invest, true),
    ),
    (
        &["投资对象", "被投公司", "被投企业", "investments", "investments by", "portfolio"],
        Role(Invest, false),
    ),
    (&["investments in", "investment in"], Role(Invest, true)),
    (
        &["债主", "债权人", "贷款方", "贷款人", "lender", "lenders", "creditor", "creditors", "lenders to"],
        Role(Lend, true),
    ),
    (
        &["客户", "买家", "大客户", "customer", "customers", "customers of", "clients", "buyers"],
        Role(Buy, true),
    ),
    (
        &[
            "供应商",
            "供货商",
            "卖家",
            "supplier",
            "suppliers",
            "suppliers of",
            "suppliers to",
            "vendors",
            "vendors of",
        ],
        Role(Buy, false),
    ),
    (&["backer", "backers", "backers of", "funders", "funders of"], Role(Fund, true)),
    (&["acquirer", "acquirers", "收购方"], Role(Acquire, true)),
    (&["acquisitions", "acquisitions by", "收购对象"], Role(Acquire, false)),
    (
        &[
            "算力",
            "芯片",
            "晶片",
            "gpu",
            "gpus",
            "chips",
            "compute",
            "computing power",
            "computing",
            "cloud capacity",
            "capacity",
            "云端算力",
            "云算力",
        ],
        Goods(FlowKind::ComputePurchase),
    ),
    (&["电", "电力", "electricity", "power", "energy"], Goods(FlowKind::PowerPurchase)),
    (
        &["数据中心", "资料中心", "data centres", "data centers", "data centre", "data center"],
        Goods(FlowKind::Lease),
    ),
    (&["向", "跟", "从"], Toward),
    (&["给", "为", "替", "帮"], For),
    (&["被", "遭", "获", "由"], Passive),
    (&["卖", "卖了", "卖过", "sell", "sells", "sold", "selling"], Sell),
    (&["to"], To),
    (&["by"], By),
    (&["from"], From),
    (&["和", "与", "跟", "及", "、", "and", "&", "or", "或"], And),
    (&["的公司", "的企业", "的人", "的有谁", "的有哪些公司", "的有哪些"], Those),
    (
        &[
            "的",
            "了",
            "过",
            "咗",
            "嘅",
            "有",
            "是",
            "在",
            "于",
            "都",
            "曾",
            "曾经",
            "已经",
            "究竟",
            "到底",
            "请问",
            "呢",
            "吗",
            "多少钱",
            "多少",
            "几家",
            "主要",
            "年",
            "钱",
            "have",
            "has",
            "had",
            "did",
            "does",
            "do",
            "is",
            "are",
            "was",
            "were",
            "been",
            "the",
            "of",
            "that",
            "in",
            "with",
            "all",
            "'s",
            "s",
            "money",
            "how much",
            "how much money",
            "its",
            "'",
            "else",
            "ever",
            "so far",
        ],
        Filler,
    ),
];

#[cfg(test)]
mod tests {
    use super::WORDS;
    use std::collections::HashSet;
    use zhimai_text::fold::folded;

    #[test]
    fn words_are_folded() {
        let mut seen = HashSet::new();
        for form in WORDS.iter().flat_map(|(forms, _)| *forms) {
            assert_eq!(folded(form), *form);
            seen.insert(form);
        }
        assert!(seen.len() > 200);
    }
}
