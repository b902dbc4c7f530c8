//! What holds for whatever comes in.

use super::*;
use proptest::prelude::*;

const SAMPLES: [&str; 5] = [
    "---\ntitle: 題\ndate: 2025-11-18\n---\n\n# 題\n\n一段，<b>粗</b>與[連](http://x)。\n\n- 甲\n- 乙\n\n| a | b |\n|---|---|\n| c | d |\n",
    "{\"id\":\"1\",\"title\":\"題\",\"text\":\"文。\\u4e2d\\n二\",\"date\":\"2025-11\"}\n{\"text\":\"x\"}\n",
    "三方結盟\n\n這項業(yè)務(wù)的數(shù)據(jù)由各網(wǎng)站提供，這張?zhí)靸r船票，水火不容?,F(xiàn)在。規(guī)?;\\行\n",
    "[{\"text\":\"甲\"},{\"text\":\"乙\",\"id\":3}]",
    "Plain English text, which goes on\nfor some lines of about the same\nlength, and then it ends.\n",
];

proptest! {
    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..600), name in "[a-z]{1,3}(\\.(txt|md|json|jsonl))?") {
        sound(&name, &bytes);
    }

    #[test]
    fn any_change_to_a_sound_file(
        sample in 0..SAMPLES.len(),
        name in prop::sample::select(vec!["a.txt", "a.md", "a.json", "a.jsonl", "paste"]),
        encoding in 0..5_usize,
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3_u8), 0..12),
    ) {
        let text = SAMPLES[sample];
        let mut bytes: Vec<u8> = match encoding {
            0 => text.as_bytes().to_vec(),
            1 => encoding_rs::GB18030.encode(text).0.into_owned(),
            2 => encoding_rs::BIG5.encode(text).0.into_owned(),
            3 => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            _ => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        };
        for (at, byte, how) in edits {
            if bytes.is_empty() {
                break;
            }
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => bytes.truncate(at.max(1)),
            }
        }
        sound(name, &bytes);
    }
}

/// Parts that a Markdown file is made of: each of a word that stands nowhere else, and what it is set in.
const FRAMES: [&str; 60] = [
    "W",
    "**W**",
    "含**「W」**內容",
    "*W*",
    "`W`",
    "[W](http://x.test)",
    "![W](a.png)",
    "# W",
    "- W",
    "> W",
    "1. W\n   - W",
    "[W]: 前文",
    "[W]: https://a.test",
    "[^W]",
    "[^1]\n\n[^1]: W",
    "<W>",
    "<The W>",
    "<b>W</b>",
    "<!-- W",
    "<script>W",
    "</W>",
    "<div>\nW\n</div>",
    "| a |\n|---|\n| b | W |",
    "| W |\n|---|\n| W |",
    "```W\nW\n```",
    "```\nW",
    "    W",
    "W\n===",
    "---\nW\n---",
    "$W$",
    "- [ ] W",
    "W\n: W",
    "::: W\nW\n:::",
    "<details><summary>W</summary>\n\nW\n</details>",
    "<table><tr><td>W</td><td>W</td></tr></table>",
    "[a][b] W\n\n[b]: http://x.test \"W\"",
    "<http://x.test/W>",
    "&lt;W&gt;",
    "\\*W\\*",
    "[[W]]",
    "{W}",
    "W  \nW",
    "<p W",
    "[W](<a b> \"W\")",
    "> > W\n>\n> - W",
    "- W\n\n  W\n\n  - W",
    "![W](a.png)\n![W](b.png)",
    "W![W](a.png)W",
    "[![W](a.png)](http://x.test)",
    "#### W *W*",
    "1. - W\n   - ```\n     W\n     ```",
    "[^2]\n\n[^2]: - W\n\n    > W",
    "<ul><li>W<li>W</ul>",
    "<ol><li><p>W</p><blockquote>W</blockquote></ol>",
    "<pre>W\n W</pre>",
    "<table><caption>W</caption><tr><th>W<td><table><tr><td>W</table></table>",
    "<h2>W<br>W</h2>",
    "<p><a href='x'>W<b>W</a></b>W",
    "| **W** |\n|---|\n| ![W](x) `W` |",
    "W ~~*W*~~**「W」**W",
];

proptest! {
    #[test]
    fn no_word_is_lost(
        frames in prop::collection::vec((0..FRAMES.len(), prop::sample::select(vec!["\n\n", "\n", " ", "\n> ", "\n- ", "\n    "])), 1..8),
    ) {
        let (mut text, mut words) = (String::new(), Vec::new());
        for (n, (frame, gap)) in frames.iter().enumerate() {
            // A word of ideographs, or of letters where it stands in an address or name.
            let word = if n % 2 == 0 { format!("甲{}", ["乙", "丙", "丁", "戊", "己", "庚", "辛", "壬"][n]) } else { format!("Word{n}q") };
            text.push_str(&FRAMES[*frame].replace('W', &word));
            text.push_str(gap);
            words.push(word);
        }
        let output = read("a.md", text.as_bytes(), &Options::default());
        let mut found = String::new();
        for article in &output.articles {
            found.push_str(&article.body.title);
            found.push('\n');
            found.push_str(&texts(&article.body).join("\n"));
        }
        for problem in &output.problems {
            found.push_str(&told_of(&problem.what));
        }
        for word in words {
            prop_assert!(found.contains(&word), "{word} of {text:?} is not in {found:?}");
        }
    }
}

/// Whatever comes in: an article or a problem, and every article keeps what its type promises.
fn sound(name: &str, bytes: &[u8]) {
    let output = read(name, bytes, &Options::default());
    // Nothing but blank lines in a JSON Lines file is caught as empty, too.
    let taken = output.articles.len() + output.dictionaries.len();
    assert!(taken > 0 || output.problems.iter().any(|p| p.refused), "{name} {bytes:?}");
    for article in &output.articles {
        assert!(!article.id.is_empty() && !article.body.title.is_empty());
        assert!(article.body.texts().any(|text| !text.trim().is_empty()));
        for block in &article.body.blocks {
            let may_be_empty = matches!(block.kind, BlockKind::Rule | BlockKind::Image { .. });
            assert!(may_be_empty || !block.text.trim().is_empty(), "{block:?}");
            let length = block.text.chars().count();
            assert!(
                block.spans.iter().all(|span| span.start < span.end && span.end as usize <= length),
                "{block:?}"
            );
            assert!(
                block.spans.is_sorted_by_key(|span| (span.start, std::cmp::Reverse(span.end))),
                "{block:?}"
            );
        }
        let length = article.body.text().chars().count();
        let mut last = CharOffset(0);
        for repair in &article.repairs {
            assert!(last <= repair.start && repair.start <= repair.end && repair.end.0 <= length);
            last = repair.end;
        }
    }
}
