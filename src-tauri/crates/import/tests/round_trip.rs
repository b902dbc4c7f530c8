//! What was imported and is written as Markdown is the same when it is imported again.

#![allow(clippy::unwrap_used)] // helpers of tests fail by panicking

use proptest::prelude::*;
use zhimai_import::{Options, read};
use zhimai_model::{Block, markdown};

fn blocks(text: &str) -> Vec<Block> {
    let output = read("name.md", text.as_bytes(), &Options::default());
    output.articles.into_iter().next().map(|article| article.body.blocks).unwrap_or_default()
}

fn check(text: &str) {
    let first = blocks(text);
    let written = markdown(&first);
    assert_eq!(blocks(&written), first, "{text:?} was written as {written:?}");
}

#[test]
fn blocks_of_every_kind() {
    for text in [
        "一段。\n\n二段，*着重*與**粗體**、`碼`、~~刪~~。",
        "## 節\n\n### 小節 #\n\n文 #",
        "- 甲\n- 乙\n  - 丙\n\n    續\n- [x] 丁\n- [ ] 戊",
        "3. 三\n4. 四\n\n隔\n\n7. 七\n   1. 內\n\n      > 引",
        "1. 一\n2. 二\n\n3) 三\n\n- 點",
        "- - 深",
        "> 引\n>\n> > 深\n>\n> - 項\n> - 項\n\n後",
        "```rust\nfn a() {\n\n    b();\n}\n```",
        "````\n```\n內\n```\n````",
        "- 甲\n\n  ```sh\n  ls\n\n  ls -l\n  ```\n\n  後",
        "| 左 | 中 | 右 |\n|:--|:-:|--:|\n| a\\|b | **c** | |\n| d |",
        "![圖](a.png)\n\n見![圖](b%20c.png)內",
        "一\n\n***\n\n二",
        "文[^1]與[^註]。\n\n[^1]: 其一\n\n    其二\n\n[^註]: 註",
        "見[連**結**](http://x.test/a_(b) \"題\")、<http://x.test>、<a@x.test>",
        "一  \n二  \n3\\. 三  \n\\# 四",
        "\\*非\\* \\[非\\](x) a\\_b\\_ \\`c\\` &lt;b&gt; &amp;amp; \\~~d\\~~ 5\\*6",
        "***粗斜*** **粗*斜*** *斜**粗***",
        "`` a`b `` 與 `c`",
        "1\\. 非項\n\n\\- 非項\n\n\\> 非引\n\n\\| 非表",
        "含**「重點」**內容",
    ] {
        check(text);
    }
}

const PARTS: [&str; 24] = [
    "一段文字",
    "a b",
    "*着重*",
    "**粗**",
    "`碼`",
    "~~刪~~",
    "[連](http://x.test)",
    "\\*",
    "\\[",
    "_",
    "a_b",
    "&amp;",
    "<",
    "\\#",
    "1\\.",
    "- ",
    "> ",
    "# ",
    "1. ",
    "```\n",
    "| a |\n|---|\n",
    "![圖](a.png)",
    "[^1]",
    "***",
];

proptest! {
    /// Whatever Markdown people write: its words are all there again, in the same kinds of blocks.
    #[test]
    fn nothing_is_lost_on_the_way(
        parts in prop::collection::vec((0..PARTS.len(), prop::sample::select(vec!["", " ", "\n", "\n\n", "\n  ", "\n> "])), 1..10),
    ) {
        let text: String = parts.iter().map(|(part, gap)| format!("{}{gap}", PARTS[*part])).collect();
        let first = blocks(&text);
        // With a title, as an article is shown: a heading that is alone at its level is taken for one.
        let body = markdown(&first);
        let written = if body.trim().is_empty() { body } else { format!("# 題\n\n{body}") };
        let again = blocks(&written);
        let words = |blocks: &[Block]| -> String {
            blocks.iter().flat_map(|block| block.text.chars()).filter(|c| c.is_alphanumeric()).collect()
        };
        prop_assert_eq!(words(&again), words(&first), "{:?} was written as {:?}", text, written);
    }
}
