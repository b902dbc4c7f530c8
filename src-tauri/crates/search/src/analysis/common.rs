//! The commonest Chinese characters.
//!
//! Some eight hundred of them are three quarters or more of those that texts have, and each is too common to look for a text
//! by. As terms of their own they would be a fifteenth of the work of indexing, and the index tells them anyway: where
//! another ideograph follows, a pair begins with them.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;
use zhimai_text::char_set::CharSet;

/// The characters, folded, that at least one text in fifty has both of 32,500 pieces of articles about technology and of 1,250
/// paragraphs of encyclopedias; by the mean of both shares.
const COMMON: &str = "\
    的在一是中以有为和于了个不上时用这来到大可后行要成并其出下使会多发人本之如文作而开地方过对所国年能由最也分将现面但与同自经它主们\
    此进因部前动定新及被或当统些生内都代他加系建通入更得数理件名重就然间从我提者法工果等式原外程全制关种设相需常包安接应实运里已目位\
    第合高日特期至区正选很任还次基家意创命公器化机著样性该立令起西两改称只表始事量解子何置长认单度持没月体保示务管学力看东题三小据点\
    结世说比好变例编无平问直完具且计许取明道利源界二供推南想布展存向那户列处则项功非容类支装心让组首员指信标受总版即产业共台情别做义\
    图除先每复天各达知序美十联交决少服注括给格导口去论获另查试简打译像带形字战流确议网配整模显放物领强参约录构回教权型级终请电元几集\
    手史码传引尔再记市近步备路输息四求语境易写转场初根马端续随启术线助反载击软视历必际活未号准连调克环己影金资规荣仍言又况条便造速仅\
    择属什修见较拉誉专广水社品技库快科把司队验继商门收曾维太今才控空英算操执域争万望响致失止色身效增测密护找够移节官早态书告似证候段\
    换清希值含按独五考话限观头举份依客团离章虽兴占极消省适率派默拥周案帮读须述协欢否超风局足远费围感状识核习站质往细轻升边志卡低采范\
    普势真切优积游划喜甚象片断球报扩宣索某错尽深张访众检留预络难研思角百住排评白花办符演精投攻辑印免群登败师究光础乐互职介底故层略承\
    乎神越织替干施久满享照景却降防允退杂均老声盘营价破误般旧附味策音讨负担签送释余车停富逐突束绝爱素硬压严监双减归守典块念热松云脚奇\
    架板临右室脑冲假缺火微描料跟母责址频署短黑虑差友驱企觉翻异充走益延播针待虚阶款左永缩额径禁托概私巨顺固博善听幕稳词赖混献激画唯丰\
    树泛遇补讲返靠藏授熟避册良兼智戏射刻迎佳隔背谷顶探追盖歌途叫句困灵旦弃笔套钟销警缓贡截坏险障循购紧遍尤透媒愿捷谈阻付恢刚买竞触努\
    疑练跨涉映尾覆墙匹洞颜惯忽";

/// The places of the characters.
static PLACES: LazyLock<FxHashMap<char, u16>> = LazyLock::new(|| COMMON.chars().zip(0..).collect());
/// The characters again: whether one is common is asked of every character of every text.
static SET: LazyLock<CharSet> = LazyLock::new(|| COMMON.chars().collect());

/// Whether a folded character is among the common ones.
#[inline]
pub(crate) fn is_common(c: char) -> bool {
    SET.contains(c)
}

/// How rare a common character is, as the plan tells it of others. It fits the texts that the list comes
/// from to a ninth on average; counting the documents would take reading the postings of all its pairs.
pub(crate) fn rarity(c: char) -> Option<f32> {
    PLACES.get(&c).map(|place| 0.11 * (f32::from(*place) + 0.1).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;
    use zhimai_text::fold::folded;
    use zhimai_text::segment::is_ideograph;

    #[test]
    fn each_is_one_folded_ideograph_of_its_own() {
        assert_eq!(folded(COMMON), COMMON);
        assert_eq!(PLACES.len(), COMMON.chars().count());
        assert!(COMMON.chars().all(|c| is_ideograph(c) && is_common(c)));
        assert!(!['輝', '，', 'a', '\u{20000}'].into_iter().any(|c| is_common(c) || rarity(c).is_some()));
    }

    #[test]
    fn the_commoner_the_less_it_weighs() {
        let weights: Vec<f32> = COMMON.chars().filter_map(rarity).collect();
        assert!(weights.is_sorted() && weights.len() == PLACES.len());
    }
}
