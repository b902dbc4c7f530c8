//! What beside a form shows that it names someone: what companies and people do and have, after the form or among its words.
//!
//! It is asked for only where a form may be an ordinary word, so that what is not told apart costs a name and never makes one.

use crate::context::Context;
use crate::ordinary::has;
use zhimai_text::segment::{Gap, UnitKind};

/// How strongly what follows a form tells what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    /// Someone who acts.
    Acts,
    /// It stands by itself, or has something.
    Stands,
    /// A word: the beginning of a wish or of a compound.
    Word,
    /// Neither.
    Open,
}

/// What a wish goes on with, and no name does: Block the sender.
const OBJECTS: &str = "a an the your his her their our my its it them him me us yourself yourselves themselves ourselves \
    these those each every any all some both another through throughout along around across back down up away off out \
    over into onto upon toward towards without within beyond between among before after until while whenever carefully";
/// Times, before which `this` and `last` are no object: Apple this week said.
const TIMES: &str = "week month year quarter morning afternoon evening spring summer autumn fall winter monday tuesday \
    wednesday thursday friday saturday sunday january february march april may june july august september october \
    november december";

/// What companies, people and programs do, as one says it of one of them in the past.
const DID: &str = "said told sued bought sold paid lent built spent won lost made took gave chose began broke met led wrote \
    sought drew drove went came got kept struck taught understood withdrew overtook outbid outgrew rose fell left became \
    sent brought held laid fought rewrote oversaw undercut put";
/// The same as verbs that are regular, without an ending.
const DO: &str = "acquire accuse add admit adopt agree announce answer appeal appoint argue ask back ban beat blame block \
    borrow boost build buy call cancel charge challenge claim close collect commit compete complain complete confirm \
    consider continue cooperate cut declare defend delay deliver demand deny deploy design develop disclose discuss \
    donate double drop employ enter estimate expand expect explain explore face fail file finance finish fire follow \
    forecast found fund generate grant hire host hope improve insist intend introduce invest issue join land launch lay \
    lead lease leave lend let license lobby lose lower make manufacture merge miss move negotiate nominate object offer \
    open operate oppose order outsource overtake own pay partner pause plan plead pledge poach postpone prepare present \
    produce promise propose provide publish pull purchase pursue push quit raise reach receive recruit refuse refute \
    register reject release relocate remove rename renew replace reply report request require respond restructure resume \
    retain retire reveal roll run save say scrap seek select sell send serve settle ship shelve shutter sign signal skip \
    spend start stop streamline submit sue supply support suspend switch take team tell test threaten top tout train \
    transfer triple trim try turn unveil update upgrade urge use value vow want warn weigh welcome win withdraw write";
/// What may stand between the name and what it does.
const AUXILIARIES: &str = "will would can could may might must should has have had is was does did isn wasn won hasn doesn \
    didn not also now again recently already reportedly finally just then soon still even itself never t to plans wants";
/// What is done to companies.
const SUFFERED: &str = "sued fined founded accused valued acquired listed delisted forced ordered named criticised criticized \
    charged investigated subpoenaed overtaken shut banned led backed owned split";
/// What companies have.
const HAD: &str = "shares stock shareholders ceo cfo chief chairman founder founders cofounder co spokesman spokeswoman \
    spokesperson inc corp ltd plc bonds debt employees engineers executives lawyers researchers";
/// What companies, people and programs are.
const ARE: &str = "company companies maker makers manufacturer firm firms startup startups start giant developer developers \
    owner owners lender provider supplier rival subsidiary chipmaker operator builder vendor publisher investor investors \
    group lab laboratory fund bank partner parent chatbot model assistant app browser editor tool product brand website retailer chain carmaker broker exchange \
    platform service network studio venture newspaper";

/// So many words of an aside are looked through for what its noun is.
const ASIDE: usize = 7;

impl Context<'_> {
    /// What follows a form of English letters tells of it.
    pub(crate) fn told_in_english(&self, last: usize) -> Told {
        let after = last + 1;
        let next = self.word(after);
        match self.char(after) {
            None => return Told::Stands,
            // Of a possessive, the sign and then an s.
            Some('\'' | '’') if self.gap(after) == Gap::None => return Told::Stands,
            Some(',') if self.is_aside(after + 1) => return Told::Acts,
            Some(',') if !self.is_capital(after + 1) => return Told::Open,
            Some('-' | '‐' | '‑') if self.gap(after) == Gap::None => return Told::Open,
            _ if self.is_symbol(after) => return Told::Stands,
            _ => {}
        }
        if matches!(next.as_str(), "this" | "that" | "last" | "next") {
            return if has(TIMES, &self.word(after + 1)) { Told::Acts } else { Told::Word };
        }
        if has(OBJECTS, &next) {
            return Told::Word;
        }
        if self.is_deed(after) || self.is_deed(self.after_others(after)) || has(HAD, &next) {
            return Told::Acts;
        }
        Told::Open
    }

    /// After `and` and the names that follow it: Oracle and Vantage will.
    fn after_others(&self, at: usize) -> usize {
        if !matches!(self.word(at).as_str(), "and" | "or" | "&") || !self.is_capital(at + 1) {
            return at;
        }
        (at + 1..at + 5).find(|at| !self.is_capital(*at)).unwrap_or(at)
    }

    /// Whether a unit begins what somebody does.
    fn is_deed(&self, at: usize) -> bool {
        let word = self.word(at);
        if has(DID, &word) {
            return true;
        }
        if is_past(&word) {
            return true;
        }
        // What ends with an s may be many of something: it has an object then, or is no deed.
        if of_one(&word) {
            let next = self.word(at + 1);
            return word == "says"
                || self.is_capital(at + 1)
                || self.is_number(at + 1)
                || self.is_symbol(at + 1)
                || has(
                    "a an the to that its up out off for new more most about over nearly almost back in from into no",
                    &next,
                );
        }
        if !has(AUXILIARIES, &word) {
            return false;
        }
        let is_being = matches!(word.as_str(), "is" | "was" | "isn" | "wasn");
        let is_passed =
            |at: &usize| has(AUXILIARIES, &self.word(*at)) || matches!(self.char(*at), Some('\'' | '’'));
        let Some(first) = (at + 1..at + 7).find(|at| !is_passed(at)) else { return false };
        // It did not.
        if self.units.get(first).is_none_or(|unit| unit.kind == UnitKind::Symbol) {
            return !is_being;
        }
        let rest = self.word(first);
        let rest = if rest == "being" || rest == "been" { self.word(first + 1) } else { rest };
        match is_being {
            true => going(&rest) || has(SUFFERED, &rest),
            false => {
                has(DO, &rest) || has(DID, &rest) || has(SUFFERED, &rest) || is_past(&rest) || of_one(&rest)
            }
        }
    }

    /// Whether an aside says what kind of thing the name is of: Figure, the maker of robots, …; or others follow in a row.
    fn is_aside(&self, at: usize) -> bool {
        let begins =
            matches!(self.word(at).as_str(), "a" | "an" | "the" | "its" | "one" | "which" | "whose" | "once");
        let is_noun = |at: usize| has(ARE, &self.word(at));
        begins && (at + 1..at + ASIDE).take_while(|at| self.char(*at) != Some(',')).any(is_noun)
    }

    fn word(&self, at: usize) -> String {
        self.text(at).iter().collect()
    }

    fn is_symbol(&self, at: usize) -> bool {
        self.units.get(at).is_some_and(|unit| unit.kind == UnitKind::Symbol)
    }

    fn is_number(&self, at: usize) -> bool {
        self.units.get(at).is_some_and(|unit| unit.kind == UnitKind::Number)
    }
}

/// Whether a word is one of the regular verbs in the past.
fn is_past(word: &str) -> bool {
    let Some(stem) = word.strip_suffix("ed") else { return false };
    let doubled = stem.char_indices().next_back().map_or("", |(at, _)| stem.get(..at).unwrap_or_default());
    let with_y = stem.strip_suffix('i').map(|stem| format!("{stem}y"));
    let with_e = format!("{stem}e");
    has(DO, stem) || has(DO, &with_e) || has(DO, doubled) || with_y.is_some_and(|word| has(DO, &word))
}

/// Whether it is what one of them does: announces, carries.
fn of_one(word: &str) -> bool {
    let Some(stem) = word.strip_suffix('s') else { return false };
    let with_y = stem.strip_suffix("ie").map(|stem| format!("{stem}y"));
    has(DO, stem)
        || stem.strip_suffix('e').is_some_and(|stem| has(DO, stem))
        || with_y.is_some_and(|word| has(DO, &word))
}

/// Whether it is what one of them is doing.
fn going(word: &str) -> bool {
    let Some(stem) = word.strip_suffix("ing") else { return false };
    let doubled = stem.char_indices().next_back().map_or("", |(at, _)| stem.get(..at).unwrap_or_default());
    has(DO, stem) || has(DO, &format!("{stem}e")) || has(DO, doubled) || has("look talk think hold", stem)
}

/// What may go before what a company does.
const WHEN: &str = "今年 去年 明年 昨天 今天 昨日 今日 近日 日前 本周 上周 本月 上月 上个月 下个月 本季 \
    上季 前三季 第一季 第二季 第三季 第四季 上半年 下半年 已经 正在 率先 首次 再次 随后 已 \
    将 正 也 又";
/// What companies and their products do and have, simplified.
const DEEDS: &str = "宣布 公布 发布 发表 推出 表示 声称 透露 计划 打算 拟 收购 投资 融资 完成 签署 签下 签了 \
    起诉 控告 裁员 裁掉 招聘 上市 上线 上调 下调 递交 申请 出价 竞购 开源 扩产 量产 减产 \
    涨价 降价 退出 股价 市值 财报 营收 季报 年报 净利 股票 股份 董事长 首席 创始人 创办人 \
    执行长 总裁 发言人 员工 高管 旗下 集团 公司 下单 供货 承认 否认 道歉 回应 警告 预计 \
    亏损 获利 转亏为盈 扭亏 入股 牵头 控股 联手 抢单 接单 交付 出货 手机 应用 用户 大模型 \
    模型";
/// What goes from one company to another.
const TOWARDS: &str = "向与和跟同给为替对及、";
/// What things are counted by, and numbers.
const COUNTS: &str = "个颗位家块条只项种一二三四五六七八九十百千两几数每0123456789";

impl Context<'_> {
    /// What follows a form in a Chinese text tells of it: a company does or has it.
    pub(crate) fn told_in_chinese(&self, first: usize, last: usize) -> Told {
        if first.checked_sub(1).and_then(|at| self.char(at)).is_some_and(|c| COUNTS.contains(c)) {
            return Told::Word;
        }
        let is_there = self.units.get(last + 1).is_some();
        if !is_there || self.written.parts(self.end(last), self.start(last + 1)) {
            return Told::Open;
        }
        let rest: String = (last + 1..last + 12).map_while(|at| self.char(at)).collect();
        let mut rest = rest.as_str();
        for _ in 0..2 {
            rest = WHEN.split(' ').find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
        }
        if DEEDS.split(' ').any(|deed| rest.starts_with(deed)) { Told::Acts } else { Told::Open }
    }

    /// Whether it stands beside another: 三星向, 與三星.
    pub(crate) fn is_with_another(&self, first: usize, last: usize) -> bool {
        let is_towards = |at: usize| self.char(at).is_some_and(|c| TOWARDS.contains(c));
        is_towards(last + 1) || first.checked_sub(1).is_some_and(is_towards)
    }

    /// Whether `and` and another capital follow: Meta and Google.
    pub(crate) fn is_one_of_several(&self, last: usize) -> bool {
        self.after_others(last + 1) != last + 1
    }
}
