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
    /// Somebody who has no say in it reckons so.
    Guess,
    /// It is going to be.
    Will,
    /// It would be.
    Would,
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
    (Sense::Not,
        "没有|并未|禁止|不准|停止|别再|未|不会|并非|不是|无意|尚未|从未|没|不再是|未曾|无计划|not|never|neither|nor|no plan|no plans|without|ban|bans|banned|banning|bar|bars|barred|stop buying|stop selling|n't|didn't|doesn't|won't|isn't|wasn't|hasn't"),
    (Sense::If, "若|如果|假如|倘若|倘|一旦|假设|要是|如若|if|unless|suppose|supposing|should it|were it|imagine"),
    (Sense::May,
        "允许|准许|放行|allow|allows|allowed|allowing|permit|permits|permitted|能否|可否|或许|也许|可望|预估|预计将达|推算|应该|值得|could|might|whether|may|expected to|analysts expect|how much|would have|should|perhaps"),
    (Sense::Guess,
        "分析师预计|分析师预测|分析师预估|分析师估计|分析师认为|法人预估|法人估|外资预估|外资估|券商预计|券商预估|券商估|机构预计|机构预测|机构预估|市场预期|市场预估|投行预计|业界预估|业界估|analysts expect|analysts estimate|analysts forecast|analysts predict|analyst expects|analyst estimates|analysts reckon|is forecast to|are forecast to|forecasts that|estimates that|wall street expects"),
    (Sense::Will,
        "将|拟|计划|准备|打算|会|要|即将|料将|预计|规划|will|plan to|plans to|planning to|intends to|is to|are to|set to|to be|aims to|plans|planned"),
    (Sense::Would, "would"),
    (Sense::Due, "须|必须|应于|must|is obliged to|is required to"),
    (Sense::Done,
        "完成|到位|入账|已|已经|了|已完成|付清|收到|领到|到账|募得|筹得|所得|募到|融到|获投|落袋|completed|closed|has closed"),
    (Sense::Agreed,
        "签约|签署|签订|签下|签|同意|承诺|敲定|订下|达成协议|合约|合同|协议|订单|应允|订购|下单|续签|约定|agree|agreed|agrees|sign|signed|signs|commit|committed|commits|pledge|pledged|pledges|contract|contracted|agreement|order|ordered|promised|struck|inked|under a deal|earmarked"),
    (Sense::Intent,
        "意向书|谅解备忘录|备忘录|初步协议|意向协议|意向|letter of intent|letters of intent|memorandum of understanding|preliminary agreement|preliminary understanding|non-binding"),
    (Sense::Reported,
        "报导|报道|据报|知情人士|消息人士|援引|引述|据悉|消息称|外媒|据称|据了解|消息指|媒体称|媒体指|报称|消息透露|reported that|reported|reports|reportedly|according to people|people familiar|sources said|sources say|a person familiar|according to a report|people with knowledge|is said to|are said to|said to have|citing|sources"),
    (Sense::Rumoured,
        "据传|传出|传闻|传|考虑|洽谈|商谈|磋商|谈判|评估|正在谈|有意|研拟|探讨|接洽|风声|盛传|谣传|或将|商讨|酝酿|寻求|接触|洽购|洽商|在谈|洽|in talks|talks|considering|considers|considered|rumoured|rumored|rumour|rumor|rumours|rumors|weighing|weighs|mulling|mulls|exploring|explores|negotiating|discussing|discussed|in discussions|discussions|near a deal|nearing|speculation"),
    (Sense::Denied, "否认|驳斥|澄清|不实|deny|denies|denied|denying|dismissed|dismisses|rebutted"),
    (Sense::Off,
        "撤销|婉拒|遭拒|ended talks|ends talks|decided against|rejected|refused|turned down|rebuffed|unwound|告吹|取消|放弃|中止|终止|不再|搁置|撤回|破局|作罢|叫停|喊停|落空|流产|泡汤|退出|否决|胎死腹中|scrapped|scraps|abandoned|abandons|called off|calls off|dropped|drops|cancelled|canceled|terminated|walked away|pulled out|shelved|ditched|ditches|no longer|collapsed|fell through|backed out|withdrew|withdrawn|halted|axed|voted down|blocked|fell apart"),
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
    /// Where what is said by the verb ends: before the next one.
    pub(super) end: usize,
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
        if anywhere(Sense::Question)
            || before(Sense::If)
            || before(Sense::Guess)
            || here(Sense::May)
            || anywhere(Sense::If) && here(Sense::Would)
        {
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
        if !here(Sense::Will)
            && !here(Sense::Would)
            && (self.is_past || here(Sense::Done) && !here(Sense::Agreed))
        {
            return Some(Status::Paid);
        }
        let behind = self.verb..self.end;
        let is_agreed = here(Sense::Agreed)
            || self.senses.iter().any(|(own, at)| *own == Sense::Agreed && behind.contains(at));
        Some(if is_agreed { Status::Committed } else { Status::Announced })
    }
}
