//! The names that fields have in a query, in English and in Chinese of both scripts.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FieldName {
    Company,
    Person,
    Term,
    Source,
    Language,
    Date,
    Amount,
    In,
}

impl FieldName {
    /// The names in English and in Chinese of both scripts.
    const NAMES: [(&'static str, FieldName); 29] = [
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
    ];

    pub(crate) fn of(name: &str) -> Option<FieldName> {
        let name = name.to_lowercase();
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, field)| *field)
    }
}
