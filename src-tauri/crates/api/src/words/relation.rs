//! What ties entities to each other.

use super::say::say;
use crate::wire::UiLang;

/// What ties an entity to the one that is named after it; a kind that is not known here stays as it is.
pub(crate) fn relation(lang: UiLang, kind: &str) -> String {
    let (hant, hans, en) = match kind {
        "adopted-by" => ("採用者", "采用者", "Adopted by"),
        "available-on" => ("可用於", "可用于", "Available on"),
        "ceo-of" => ("任執行長", "任首席执行官", "CEO of"),
        "chair-of" => ("任董事長", "任董事长", "Chair of"),
        "competitor-of" => ("競爭對手", "竞争对手", "Competes with"),
        "created-by" => ("提出者", "提出者", "Created by"),
        "customer-of" => ("採購自", "采购自", "Customer of"),
        "executive-of" => ("任高階主管", "任高管", "Executive of"),
        "founded" => ("創辦", "创办", "Founded"),
        "investor-in" => ("投資對象", "投资对象", "Investor in"),
        "makes" => ("推出", "推出", "Makes"),
        "member-of" => ("成員身分", "成员身份", "Member of"),
        "owns" => ("持有", "持有", "Owns"),
        "parent-of" => ("子公司", "子公司", "Parent of"),
        "part-of" => ("屬於", "属于", "Part of"),
        "partner-of" => ("合作夥伴", "合作伙伴", "Partner of"),
        "product-of" => ("出自", "出自", "Product of"),
        "project-of" => ("發起方", "发起方", "Project of"),
        "received-investment-from" => ("投資方", "投资方", "Received investment from"),
        "related-to" => ("相關", "相关", "Related to"),
        "steward-of" => ("負責維護", "负责维护", "Steward of"),
        "stewarded-by" => ("維護者", "维护者", "Stewarded by"),
        "subsidiary-of" => ("母公司", "母公司", "Subsidiary of"),
        "successor-of" => ("前代", "前代", "Successor of"),
        "supplied-by" => ("供應商", "供应商", "Supplied by"),
        "supplier-to" => ("供貨對象", "供货对象", "Supplier to"),
        other => (other, other, other),
    };
    say(lang, hant, hans, en)
}
