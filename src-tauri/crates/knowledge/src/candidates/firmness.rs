//! How firm a claim is by the words around it, and whether it is made at all.

use super::lexicon::Lexicon;
use std::ops::Range;
use std::sync::LazyLock;
use zhimai_model::Status;

/// What a word says of what is told beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    /// It is not so, or nobody knows.
    Not,
    /// What follows holds only if.
    If,
    /// It may be.
    May,
    /// It is going to be.
    Will,
    /// It is owed.
    Due,
    /// It is done.
    Done,
    /// It is agreed.
    Agreed,
    /// It is meant only.
    Intent,
    /// Others tell it.
    Reported,
    /// It is talked of.
    Rumoured,
    /// Somebody concerned says that it is not so.
    Denied,
    /// It is off.
    Off,
    /// It is asked.
    Question,
}

/// What each says, in folded characters, apart by `|`.
#[rustfmt::skip]
const SENSES: &[(Sense, &str)] = &[
    (
        Sense::Not,
        "没有|并未|未|不会|并非|不是|无意|尚未|从未|没|不再是|拒绝|not|never|neither|nor|no plan|no plans|without|refused|n't|didn't|doesn't|won't|isn't|wasn't|hasn't",
    ),
    (Sense::If, "若|如果|假如|倘若|倘|一旦|假设|要是|如若|if|unless|suppose|should it|were it"),
    (
        Sense::May,
        "能否|是否|会不会|吗|可否|或许|也许|有望|可望|预估|预计将达|推算|could|might|whether|expected to|analysts expect|how much",
    ),
    (
        Sense::Will,
        "将|拟|计划|准备|打算|会|要|即将|料将|预计|will|would|plan to|plans to|planning to|intends to|is to|are to|set to|to be|aims to",
    ),
    (Sense::Due, "须|必须|应于|must|is obliged to|is required to"),
    (Sense::Done, "完成|到位|已|已经|了|已完成|付清|收到|领到|到账|募得|筹得|completed|closed"),
    (
        Sense::Agreed,
        "签约|签署|签订|签下|同意|承诺|敲定|订下|达成协议|合约|合同|协议|订单|承诺|应允|agree|agreed|agrees|sign|signed|signs|commit|committed|commits|pledge|pledged|pledges|contract|contracted|agreement|order|ordered|promised",
    ),
    (
        Sense::Intent,
        "意向书|谅解备忘录|备忘录|初步协议|letter of intent|memorandum of understanding|preliminary agreement|non-binding",
    ),
    (
        Sense::Reported,
        "报导|报道|据报|知情人士|消息人士|援引|引述|据悉|消息称|外媒|reported|reports|reportedly|according to people|people familiar|sources said|sources say|a person familiar",
    ),
    (
        Sense::Rumoured,
        "据传|传出|传闻|传|考虑|洽谈|商谈|磋商|谈判|评估|正在谈|有意|研拟|探讨|接洽|in talks|talks|considering|considers|rumoured|rumored|rumour|rumor|rumours|rumors|weighing|weighs|mulling|mulls|exploring|explores|negotiating|discussing|in discussions|discussions",
    ),
    (Sense::Denied, "否认|驳斥|澄清|不实|deny|denies|denied|denying|dismissed"),
    (
        Sense::Off,
        "告吹|取消|放弃|中止|终止|不再|搁置|撤回|破局|作罢|叫停|scrapped|abandoned|called off|dropped|cancelled|canceled|terminated|walked away|pulled out|shelved|ditched|no longer|collapsed|fell through|backed out",
    ),
    (Sense::Question, "?|？|吗|会不会|是否"),
];

/// All of them.
pub(super) static LEXICON: LazyLock<Lexicon<Sense>> = LazyLock::new(|| {
    let mut out = Lexicon::default();
    SENSES.iter().for_each(|(sense, words)| out.add(words, *sense));
    out
});

/// Where a claim stands among the words that say how firm it is; positions are those of the words.
pub(super) struct Standing<'a> {
    /// What the words of the sentence say, and where.
    pub(super) senses: &'a [(Sense, usize)],
    /// The clause with the verb, from whoever does it.
    pub(super) clause: Range<usize>,
    /// The verb.
    pub(super) verb: usize,
    /// Whether the verb tells what has been.
    pub(super) is_past: bool,
}

impl Standing<'_> {
    /// How firm it is; nothing where it is not claimed.
    pub(super) fn status(&self) -> Option<Status> {
        let anywhere = |sense: Sense| self.senses.iter().any(|(own, _)| *own == sense);
        let here =
            |sense: Sense| self.senses.iter().any(|(own, at)| *own == sense && self.clause.contains(at));
        let before = |sense: Sense| self.senses.iter().any(|(own, at)| *own == sense && *at < self.verb);
        if anywhere(Sense::Question) || before(Sense::If) || here(Sense::May) {
            return None;
        }
        if here(Sense::Off) {
            return Some(Status::CalledOff);
        }
        if before(Sense::Denied) {
            return Some(Status::Denied);
        }
        if here(Sense::Not) {
            return None;
        }
        if anywhere(Sense::Rumoured) {
            return Some(Status::Rumoured);
        }
        if anywhere(Sense::Reported) {
            return Some(Status::Reported);
        }
        if anywhere(Sense::Intent) {
            return Some(Status::LetterOfIntent);
        }
        // The verb itself promises: pledged.
        if here(Sense::Due) || self.senses.contains(&(Sense::Agreed, self.verb)) {
            return Some(Status::Committed);
        }
        if !here(Sense::Will) && (self.is_past || here(Sense::Done) && !here(Sense::Agreed)) {
            return Some(Status::Paid);
        }
        let is_agreed = here(Sense::Agreed)
            || self.senses.iter().any(|(own, at)| *own == Sense::Agreed && *at > self.verb);
        Some(if is_agreed { Status::Committed } else { Status::Announced })
    }
}
