//! 通过 is by means of (透過 in Taiwan and Hong Kong) or to pass (通過 everywhere). What is passed ends its clause, as 案 and 审查
//! do; and who passes it stands before, as 院 and 投票 do.

use super::opencc::is_ideograph;

/// Whether the 通过 that begins at a place of a folded text is by means of something.
pub(super) fn is_means(folded: &[char], at: usize) -> bool {
    let before: String = folded.get(at.saturating_sub(2)..at).unwrap_or_default().iter().collect();
    let clause: String = folded
        .get(at + 2..)
        .unwrap_or_default()
        .iter()
        .copied()
        .take_while(|c| is_ideograph(*c) || c.is_alphanumeric())
        .collect();
    let ends = |text: &str, words: &str| words.split('|').any(|word| text.ends_with(word));
    !(clause.is_empty()
        || ["了", "率", "与否", "后", "的"].iter().any(|word| clause.starts_with(word))
        || ends(&before, "院|会|获|已|未|票|表决|一致|多数|正式|三读|比一|比零|能否|顺利|尚未|没有|不")
        || ends(&clause, PASSED))
}

const PASSED: &str = "案|法|法律|决议|审查|审批|审核|审议|测试|认证|考试|验证|条例|预算|草案|修正案|表决|批准|考验|检验|评估|该项目";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn means_or_passing() {
        for (text, expect) in [
            ("通过视频会议向员工说明", true),
            ("他通过邮件回应", true),
            ("以六比一通过这项提案", false),
            ("议会通过法案", false),
            ("法案获得通过。", false),
            ("通过审查后上市", true),
            ("模型通过了测试", false),
            ("已通过安全审查", false),
        ] {
            let chars: Vec<char> = text.chars().collect();
            let at = chars.windows(2).position(|two| two == ['通', '过']).unwrap();
            assert_eq!(is_means(&chars, at), expect, "{text}");
        }
    }
}
