//! Saved pages.

use super::*;

pub(super) const PAGE: &str = r#"<!DOCTYPE html><html lang="en"><head><meta charset="gbk">
<title>三家公司宣布结盟_科技_某网</title><script>var a = "<p>不是正文</p>";</script></head>
<body><nav><a href="/">首页</a> <a href="/tech">科技</a> <a href="/money">财经</a></nav>
<div class="article"><h1>三家公司宣布结盟</h1>
<div class="info">2024年6月3日 10:20 来源：某某日报 作者：王小明</div>
<div class="content"><p>三家公司在星期一宣布结盟，将在未来五年内共同兴建数据中心，总投资额约为450亿美元，首批设施预计在明年年底之前投入使用。</p>
<h2>分工</h2>
<p>第一家公司提供<a href="https://a.test/chip?x=1&amp;y=2" title="看看">芯片</a>，第二家公司提供云计算服务，第三家公司负责模型的训练与部署，各自承担三分之一的成本。</p>
<ul><li>芯片：每年十万片，优先供应给结盟的成员使用。</li><li>电力：一千兆瓦，由当地的电网与自建的电厂供应。</li></ul>
<blockquote><p>“这是一个开始，我们还会有更多的合作。”一位高管在发布会上这样说道。</p></blockquote>
<table><tr><th>公司</th><th>投资</th></tr><tr><td>甲</td><td>150亿</td></tr></table>
<p>分析师认为，这项协议将改变行业的格局，但也提醒说，资金的来源仍然不够明确，需要等待监管部门的进一步审查才能有定论。</p>
<pre><code>let x = 1 &lt; 2;
let y;</code></pre>
<p><img src="data:image/png;base64,AAAA" alt="签字仪式"></p>
</div></div>
<aside><a href="/1">相关新闻一</a><a href="/2">相关新闻二</a></aside>
<footer>版权所有 不得转载</footer></body></html>"#;

#[test]
fn a_page_in_simplified_chinese() {
    let article = one("a.html", PAGE.as_bytes());
    assert_eq!(header(&article), ("三家公司宣布结盟", "2024-06-03", "某某日报", ""));
    assert_eq!(article.author.as_deref(), Some("王小明"));
    let shape = shape(&article);
    assert!(shape.iter().any(|line| line == "##分工"), "{shape:#?}");
    assert!(shape.iter().any(|line| line.starts_with("-芯片：")), "{shape:#?}");
    assert!(shape.iter().any(|line| line.starts_with(">“这是一个开始")), "{shape:#?}");
    assert!(shape.iter().any(|line| line == "|公司\t投资\n甲\t150亿"), "{shape:#?}");
    assert!(shape.iter().any(|line| line == "`let x = 1 < 2;\nlet y;"), "{shape:#?}");
    assert!(
        !shape.iter().any(|line| line.contains("相关新闻") || line.contains("版权") || line.contains("首页")),
        "{shape:#?}"
    );
    assert!(!shape.iter().any(|line| line.contains("看看") || line.contains("不是正文")), "{shape:#?}");
    assert_eq!(links(&article), ["https://a.test/chip?x=1&y=2"]);
}

#[test]
fn encodings_of_pages() {
    let (gbk, _, _) = encoding_rs::GBK.encode(PAGE);
    assert_eq!(one("a.htm", &gbk).id, one("a.html", PAGE.as_bytes()).id);
    let page =
        "<html><body><h1>三方結盟</h1><p>三家公司在星期一宣布結盟，共同興建資料中心。</p></body></html>";
    let (big5, _, _) = encoding_rs::BIG5.encode(page);
    let article = one("b.html", &big5);
    assert_eq!(shape(&article), ["三家公司在星期一宣布結盟，共同興建資料中心。"]);
    assert_eq!(article.body.title, "三方結盟");
}

#[test]
fn a_page_without_anything_around_is_a_text_as_a_whole() {
    let page =
        "<h1>題</h1><p>一<p>二<br>二續<ol start=3><li>三<li>四</ol><unknown-tag>五</unknown-tag><p>1 < 2";
    assert_eq!(shape(&one("a.html", page.as_bytes())), ["一", "二", "二續", "3.三", "4.四", "五", "1 < 2"]);
    assert_eq!(one("Pasted text", format!("<!doctype HTML>{page}").as_bytes()).body.title, "題");
}

#[test]
fn elements_in_elements_have_stack_enough() {
    let part = "<div><p>三家公司在星期一宣布結盟，共同興建資料中心，總額四百五十億。</p>";
    for around in ["", "<nav></nav>"] {
        let page = format!("{around}{}", part.repeat(900));
        assert_eq!(output("a.html", page.as_bytes()).articles.len(), 1);
    }
}

#[test]
fn what_is_no_page_is_told() {
    use zhimai_model::Syntax;
    let deep = "<div>".repeat(100_000);
    assert_eq!(told(&output("a.html", deep.as_bytes())), [(&ProblemKind::BadSyntax(Syntax::TooDeep), true)]);
    let empty = output("a.html", b"<html><body><script>x</script></body></html>");
    assert_eq!(told(&empty), [(&ProblemKind::Empty, true)]);
}
