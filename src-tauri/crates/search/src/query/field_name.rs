//! The names that fields have in a query, in English and in Chinese of both scripts.

use crate::claims::ClaimField;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FieldName {
    Company,
    Person,
    Term,
    Source,
    Author,
    Language,
    Date,
    Amount,
    In,
    /// About claims; behind `from:` and `to:` there may also be a day.
    Claim(ClaimField),
}

impl FieldName {
    /// The names in English and in Chinese of both scripts.
    const NAMES: [(&'static str, FieldName); 68] = [
        ("company", FieldName::Company),
        ("公司", FieldName::Company),
        ("企業", FieldName::Company),
        ("企业", FieldName::Company),
        ("person", FieldName::Person),
        ("人物", FieldName::Person),
        ("term", FieldName::Term),
        ("詞彙", FieldName::Term),
        ("词汇", FieldName::Term),
        ("術語", FieldName::Term),
        ("术语", FieldName::Term),
        ("source", FieldName::Source),
        ("來源", FieldName::Source),
        ("来源", FieldName::Source),
        ("author", FieldName::Author),
        ("作者", FieldName::Author),
        ("記者", FieldName::Author),
        ("记者", FieldName::Author),
        ("lang", FieldName::Language),
        ("language", FieldName::Language),
        ("語言", FieldName::Language),
        ("语言", FieldName::Language),
        ("date", FieldName::Date),
        ("日期", FieldName::Date),
        ("時間", FieldName::Date),
        ("时间", FieldName::Date),
        ("amount", FieldName::Amount),
        ("金額", FieldName::Amount),
        ("金额", FieldName::Amount),
        ("in", FieldName::In),
        ("於", FieldName::In),
        ("于", FieldName::In),
        ("在", FieldName::In),
        ("from", FieldName::Claim(ClaimField::From)),
        ("giver", FieldName::Claim(ClaimField::From)),
        ("出資方", FieldName::Claim(ClaimField::From)),
        ("出资方", FieldName::Claim(ClaimField::From)),
        ("付款方", FieldName::Claim(ClaimField::From)),
        ("來自", FieldName::Claim(ClaimField::From)),
        ("来自", FieldName::Claim(ClaimField::From)),
        ("to", FieldName::Claim(ClaimField::To)),
        ("taker", FieldName::Claim(ClaimField::To)),
        ("收款方", FieldName::Claim(ClaimField::To)),
        ("流向", FieldName::Claim(ClaimField::To)),
        ("status", FieldName::Claim(ClaimField::Status)),
        ("狀態", FieldName::Claim(ClaimField::Status)),
        ("状态", FieldName::Claim(ClaimField::Status)),
        ("flow", FieldName::Claim(ClaimField::Flow)),
        ("金流", FieldName::Claim(ClaimField::Flow)),
        ("資金", FieldName::Claim(ClaimField::Flow)),
        ("资金", FieldName::Claim(ClaimField::Flow)),
        ("資金流", FieldName::Claim(ClaimField::Flow)),
        ("资金流", FieldName::Claim(ClaimField::Flow)),
        ("kind", FieldName::Claim(ClaimField::Kind)),
        ("類型", FieldName::Claim(ClaimField::Kind)),
        ("类型", FieldName::Claim(ClaimField::Kind)),
        ("種類", FieldName::Claim(ClaimField::Kind)),
        ("种类", FieldName::Claim(ClaimField::Kind)),
        ("disputed", FieldName::Claim(ClaimField::Disputed)),
        ("爭議", FieldName::Claim(ClaimField::Disputed)),
        ("争议", FieldName::Claim(ClaimField::Disputed)),
        ("矛盾", FieldName::Claim(ClaimField::Disputed)),
        ("claims", FieldName::Claim(ClaimField::Says)),
        ("claim", FieldName::Claim(ClaimField::Says)),
        ("說法", FieldName::Claim(ClaimField::Says)),
        ("说法", FieldName::Claim(ClaimField::Says)),
        ("主張", FieldName::Claim(ClaimField::Says)),
        ("主张", FieldName::Claim(ClaimField::Says)),
    ];

    pub(crate) fn of(name: &str) -> Option<FieldName> {
        let name = name.to_lowercase();
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, field)| *field)
    }
}
