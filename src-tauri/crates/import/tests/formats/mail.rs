//! Letters, mailboxes, and pages saved in the form of letters.

use super::*;

pub(super) const LETTER: &str = "From: =?utf-8?B?55Sy5aCx?= <news@a.test>\r\nTo: me@b.test\r\nSubject: =?utf-8?B?5LiJ5pa557WQ55uf?=\r\n\
Date: Mon, 3 Jun 2024 23:30:00 +0800\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n\
--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<style>p{}</style><p>第一段，見<a href=\"https://a.test/1\">原文</a>。</p><ul><li>甲</li></ul>\r\n\
--x\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\n\r\nx\r\n--x--\r\n";

#[test]
fn a_letter_with_an_attachment() {
    let output = output("a.eml", LETTER.as_bytes());
    let article = &output.articles[0];
    assert_eq!(header(article), ("三方結盟", "2024-06-03", "甲報", ""));
    assert_eq!(article.author.as_deref(), Some("甲報"));
    assert_eq!(shape(article), ["第一段，見原文。", "-甲"]);
    assert_eq!(links(article), ["https://a.test/1"]);
    let skipped = ProblemKind::Skipped { parts: vec![("attachment".to_owned(), 1)] };
    assert_eq!(told(&output), [(&skipped, false)]);
    assert_eq!(one("Pasted text", LETTER.as_bytes()).id, article.id);
}

#[test]
fn encodings_of_letters() {
    let text = "三家公司在星期一宣布结盟，共同兴建数据中心。";
    for label in ["gbk", "gb18030", "utf-8"] {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
        let mut bytes =
            format!("From: a@b.test\nSubject: x\nContent-Type: text/plain; charset={label}\n\n").into_bytes();
        bytes.extend_from_slice(&encoding.encode(text).0);
        assert_eq!(shape(&one("a.eml", &bytes)), [text], "{label}");
    }
    let text = "三家公司在星期一宣布結盟，共同興建資料中心。";
    let mut big5 = b"From: a@b.test\nSubject: x\nContent-Type: text/plain; charset=big5\n\n".to_vec();
    big5.extend_from_slice(&encoding_rs::BIG5.encode(text).0);
    assert_eq!(shape(&one("a.eml", &big5)), [text]);
    // Nothing says which it is.
    let mut bare = b"From: a@b.test\nSubject: ".to_vec();
    bare.extend_from_slice(&encoding_rs::BIG5.encode("三方結盟的消息\n\n").0);
    bare.extend_from_slice(&encoding_rs::BIG5.encode(text).0);
    let article = one("a.eml", &bare);
    assert_eq!((article.body.title.as_str(), shape(&article)), ("三方結盟的消息", vec![text.to_owned()]));
}

#[test]
fn a_mailbox_holds_letters_each_with_its_line() {
    let letter = |n: u32| {
        format!(
            "From a@b.test Mon Jun  3 00:00:00 2024\nFrom: 甲 <a@b.test>\nSubject: 信{n}\nDate: Mon, 3 Jun 2024 00:00:00 +0000\nContent-Type: text/plain; charset=utf-8\n\n第{n}封。\n>From here on\n>>From there\nFrom now on\n\n"
        )
    };
    let text = (1..=3).map(letter).collect::<String>();
    for name in ["a.mbox", "Pasted text"] {
        let output = output(name, text.as_bytes());
        assert_eq!(output.articles.len(), 3, "{:?}", output.problems);
        let lines: Vec<_> = output.places.iter().map(|place| place.line.unwrap()).collect();
        assert_eq!(lines, [1, 12, 23]);
        let second = &output.articles[1];
        assert_eq!(header(second), ("信2", "2024-06-03", "甲", ""));
        assert_eq!(shape(second), ["第2封。", "From here on", ">From there", "From now on"]);
    }
}

#[test]
fn a_page_in_the_form_of_a_letter() {
    let page = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.test/1.html\r\nSubject: =?utf-8?Q?=E9=A1=8C?=\r\n\
Date: Mon, 3 Jun 2030 00:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"x\"\r\n\r\n\
--x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://a.test/1.html\r\n\r\n\
<html><body><h1>=E9=A1=8C</h1><p>=E4=B8=80=E6=AE=B5=E3=80=82</p></body></html>\r\n--x\r\nContent-Type: image/png\r\n\r\nx\r\n--x--\r\n";
    let article = one("a.mhtml", page.as_bytes());
    assert_eq!(header(&article), ("題", "", "a.mhtml", "https://a.test/1.html"));
    assert_eq!(shape(&article), ["一段。"]);
}
