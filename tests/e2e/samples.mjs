/*
 * A small file of each format that can be imported, and what has to come of it; and files that are none.
 */
import { docx, encoded, epub, odt, pdf, stardict, zim, zip } from "./binary.mjs";

const DAY = "2024-06-03";
/** A sentence that only one sample has. */
const said = (mark) => `三家公司在星期一宣布結盟，這一份寫在${mark}裡，總投資額約四百五十億美元。`;
const body = (mark) => `<p>${said(mark)}</p><h2>分工</h2><ul><li>甲公司出晶片</li></ul>`;
const list = { heading: "分工", item: /甲公司出晶片/ };
const cells = "<tr><th>公司</th><th>投資</th></tr><tr><td>甲</td><td>一百五十億</td></tr>";
const base64 = (text) => Buffer.from(text).toString("base64");
const paragraph = (text, style = "") => `<w:p>${style}<w:r><w:t>${text}</w:t></w:r></w:p>`;
const styled = (name) => `<w:pPr><w:pStyle w:val="${name}"/></w:pPr>`;

/** A page as a browser shows it, with what stands around the text. */
const page = (mark, more = "") =>
  `<!DOCTYPE html><html><head><meta charset="utf-8"><title>網頁結盟_某網</title></head><body><nav><a href="/">首頁</a></nav><article><h1>網頁結盟</h1><div>2024年6月3日 10:20 來源：某某日報</div>${body(mark).repeat(1)}<p>分析師認為，這項協議將改變行業的格局，但也提醒說，資金的來源仍然不夠明確，需要等待監管部門的進一步審查。</p><table>${cells}</table>${more}</article><footer>版權所有</footer></body></html>`;

/** A letter with its header, as a text. */
const letter = (subject, mark) =>
  `From: =?utf-8?B?${base64("甲報")}?= <news@a.test>\r\nTo: me@b.test\r\nSubject: =?utf-8?B?${base64(subject)}?=\r\nDate: Mon, 3 Jun 2024 20:30:00 +0800\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${body(mark)}\r\n`;

const telegram = {
  name: "算力頻道",
  type: "public_channel",
  id: 1,
  messages: [
    {
      id: 2,
      type: "message",
      date: "2024-06-03T09:00:00",
      date_unixtime: "1717405200",
      text: ["電報結盟\n\n", said("電報"), { type: "text_link", text: "原文", href: "https://a.test/1" }],
    },
  ],
};

const rtf = (text) =>
  [...text].map((c) => (c < "\x80" ? c : `\\u${(c.charCodeAt(0) << 16) >> 16}?`)).join("");

const word =
  paragraph("文件結盟", styled("T")) +
  paragraph(said("Word 文件")) +
  paragraph("分工", styled("H")) +
  paragraph("甲公司出晶片", '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr></w:pPr>') +
  `<w:tbl>${["公司 投資", "甲 一百五十億"]
    .map(
      (row) =>
        `<w:tr>${row
          .split(" ")
          .map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`)
          .join("")}</w:tr>`,
    )
    .join("")}</w:tbl>`;

const open =
  `<text:p text:style-name="Title">開放結盟</text:p><text:p>${said("開放文件")}</text:p><text:h text:outline-level="2">分工</text:h>` +
  "<text:list><text:list-item><text:p>甲公司出晶片</text:p></text:list-item></text:list>" +
  "<table:table><table:table-row><table:table-cell><text:p>公司</text:p></table:table-cell><table:table-cell><text:p>投資</text:p></table:table-cell></table:table-row></table:table>";

const opml = `<?xml version="1.0"?><opml version="2.0"><head><title>訂閱清單</title><dateModified>Mon, 03 Jun 2024 10:20:00 GMT</dateModified></head><body><outline text="分工"><outline text="甲公司出晶片快報" xmlUrl="https://a.test/rss" htmlUrl="https://a.test/"/></outline></body></opml>`;
const bookmarks = `<!DOCTYPE NETSCAPE-Bookmark-file-1><TITLE>瀏覽器書籤</TITLE><H1>瀏覽器書籤</H1><DL><p><DT><H3>分工</H3><DL><p><DT><A HREF="https://a.test/1" ADD_DATE="1717380000" TAGS="晶片">甲公司出晶片的書籤</A></DL><p></DL>`;

/**
 * Each: what it is called, its file, the words that find its article, and what that article then has. A path may have a
 * folder; `more` are files beside it.
 */
export const SAMPLES = [
  {
    format: "plain text",
    file: `${DAY} 純文.txt`,
    content: `純文結盟\n\n${said("純文字")}\n\n第二段在這裡。\n`,
    find: "純文字裡",
    title: "純文結盟",
    date: DAY,
  },
  {
    format: "plain text in Big5",
    file: "大五.txt",
    content: encoded("big5", `大五碼結盟\n\n${said("大五碼")}\n`),
    find: "大五碼裡",
    title: "大五碼結盟",
  },
  ...[
    ["YAML", `---\ntitle: 前言結盟甲\ndate: ${DAY}\nsource: 某報\n---\n`, "甲"],
    ["TOML", `+++\ntitle = "前言結盟乙"\ndate = ${DAY}\nsource = "某報"\n+++\n`, "乙"],
    ["JSON", `{"title": "前言結盟丙", "date": "${DAY}", "source": "某報"}\n\n`, "丙"],
  ].map(([kind, header, mark]) => ({
    format: `Markdown with a header in ${kind}`,
    file: `header-${kind}.md`,
    content: `${header}${said(`前言${mark}`)}\n\n## 分工\n\n- 甲公司出晶片\n\n| 公司 | 投資 |\n| --- | --- |\n| 甲 | 一百五十億 |\n`,
    find: `前言${mark}裡`,
    title: `前言結盟${mark}`,
    date: DAY,
    source: "某報",
    ...list,
    cell: "一百五十億",
  })),
  {
    format: "JSON",
    file: "one.json",
    content: JSON.stringify({
      title: "物件結盟",
      text: said("物件"),
      date: DAY,
      source: "某報",
      url: "https://a.test/1",
    }),
    find: "物件裡",
    title: "物件結盟",
    date: DAY,
    source: "某報",
  },
  {
    format: "JSON Lines",
    file: "lines.jsonl",
    content: `${JSON.stringify({ title: "逐行結盟", text: said("逐行") })}\n${JSON.stringify({ title: "又一", text: "另一行。" })}\n`,
    find: "逐行裡",
    title: "逐行結盟",
    source: "lines.jsonl",
  },
  {
    format: "wallabag",
    file: "wallabag.json",
    content: JSON.stringify([
      {
        id: 1,
        title: "稍後結盟",
        url: "https://a.test/1",
        content: body("稍後讀"),
        published_at: `${DAY}T00:00:00+0000`,
        domain_name: "a.test",
      },
    ]),
    find: "稍後讀裡",
    title: "稍後結盟",
    date: DAY,
    source: "a.test",
    ...list,
  },
  {
    format: "a web page",
    file: "page.html",
    content: page("網站頁面"),
    find: "網站頁面裡",
    title: "網頁結盟",
    date: DAY,
    source: "某某日報",
    ...list,
    cell: "一百五十億",
    not: /首頁|版權所有/,
  },
  {
    format: "a web page that one file holds (SingleFile)",
    file: "single.html",
    content: page("單檔", `<img alt="簽字" src="data:image/png;base64,${"A".repeat(400)}">`)
      .replaceAll("網頁結盟", "單檔結盟")
      .replace("<head>", "<head><!--\n Page saved with SingleFile \n url: https://a.test/9 \n-->"),
    find: "單檔裡",
    title: "單檔結盟",
    date: DAY,
    source: "某某日報",
    ...list,
  },
  {
    format: "a web page saved as MHTML",
    file: "page.mhtml",
    content: `From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.test/1.html\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://a.test/1.html\r\n\r\n${base64(page("信封網頁").replaceAll("網頁結盟", "信封結盟"))}\r\n--x--\r\n`,
    find: "信封網頁裡",
    title: "信封結盟",
    date: DAY,
    source: "某某日報",
    ...list,
  },
  {
    format: "a letter",
    file: "letter.eml",
    content: letter("信件結盟", "信件"),
    find: "信件裡",
    title: "信件結盟",
    date: DAY,
    source: "甲報",
    ...list,
  },
  {
    format: "a mailbox",
    file: "box.mbox",
    content: ["一", "二"]
      .map(
        (n) =>
          `From a@b.test Mon Jun  3 00:00:00 2024\n${letter(`信箱結盟${n}`, `信箱${n}`).replaceAll("\r\n", "\n")}\n`,
      )
      .join(""),
    find: "信箱二裡",
    title: "信箱結盟二",
    date: DAY,
    source: "甲報",
    ...list,
  },
  {
    format: "a book",
    file: "book.epub",
    content: epub("算力之書", DAY, [
      ["第一章 結盟", `<h1>第一章 結盟</h1>${body("書本")}`],
      ["第二章", "<p>短的一章，說的是後來的事。</p>"],
    ]),
    find: "書本裡",
    title: "第一章 結盟",
    date: DAY,
    source: "算力之書",
    ...list,
  },
  {
    format: "PDF with a layer of text",
    file: `${DAY} 報告.pdf`,
    content: pdf([
      [24, "可攜結盟"],
      [12, said("可攜文件").slice(0, 20)],
      [12, said("可攜文件").slice(20)],
    ]),
    find: "可攜文件裡",
    title: "可攜結盟",
    date: DAY,
  },
  {
    format: "Word",
    file: "word.docx",
    content: docx(word),
    find: "Word 文件裡",
    title: "文件結盟",
    ...list,
    cell: "一百五十億",
  },
  {
    format: "OpenDocument",
    file: "open.odt",
    content: odt(open),
    find: "開放文件裡",
    title: "開放結盟",
    ...list,
    cell: "投資",
  },
  {
    format: "rich text",
    file: "rich.rtf",
    content: `{\\rtf1\\ansi\\fs36\\b ${rtf("豐富結盟")}\\b0\\fs24\\par\n${rtf(said("豐富文字"))}\\par}`,
    find: "豐富文字裡",
    title: "豐富結盟",
  },
  {
    format: "a table",
    file: "rows.csv",
    content: `\ufeff標題,日期,內文,來源\r\n表格結盟,${DAY},"${said("表格")}\n第二段。",某報\r\n`,
    find: "表格裡",
    title: "表格結盟",
    date: DAY,
    source: "某報",
  },
  {
    format: "highlights of Readwise",
    file: "readwise.csv",
    content: `Highlight,Book Title,Book Author,Note,Highlighted at\n${said("劃線")},劃線之書,王小明,我的話,${DAY} 10:00:00\n`,
    find: "劃線裡",
    title: "劃線之書",
    date: DAY,
    quote: /劃線裡/,
  },
  {
    format: "RSS",
    file: "feed.rss",
    content: `<rss version="2.0"><channel><title>甲報與乙報</title><item><title>訂閱結盟</title><link>https://a.test/1</link><pubDate>Mon, 03 Jun 2024 10:20:00 +0800</pubDate><description><![CDATA[${body("訂閱")}]]></description></item></channel></rss>`,
    find: "訂閱裡",
    title: "訂閱結盟",
    date: DAY,
    source: "甲報與乙報",
    ...list,
  },
  {
    format: "Atom",
    file: "feed.atom",
    content: `<feed xmlns="http://www.w3.org/2005/Atom"><title>丙報</title><entry><title>原子結盟</title><link href="https://a.test/3"/><published>${DAY}T00:00:00Z</published><content type="html"><![CDATA[${body("原子")}]]></content></entry></feed>`,
    find: "原子裡",
    title: "原子結盟",
    date: DAY,
    source: "丙報",
    ...list,
  },
  {
    format: "a list of feeds (OPML)",
    file: "feeds.opml",
    content: opml,
    find: "甲公司出晶片快報",
    title: "訂閱清單",
    date: DAY,
    ...list,
    told: /lists addresses \(1\)/,
  },
  {
    format: "bookmarks of a browser",
    file: "bookmarks.html",
    content: bookmarks,
    find: "甲公司出晶片的書籤",
    title: "瀏覽器書籤",
    heading: "分工",
    item: /書籤 · 2024-06-03 · 晶片/,
    told: /lists addresses \(1\)/,
  },
  {
    format: "Pocket in HTML",
    file: "ril_export.html",
    content: `<!DOCTYPE html><html><head><title>Pocket Export</title></head><body><h1>分工</h1><ul><li><a href="https://a.test/1" time_added="1717380000" tags="晶片">口袋裡的甲公司出晶片</a></li></ul></body></html>`,
    find: "口袋裡的甲公司",
    title: "Pocket Export",
    ...list,
    told: /lists addresses \(1\)/,
  },
  {
    format: "Pocket in CSV",
    file: "pocket.csv",
    content:
      "title,url,time_added,tags,status\n口袋表的甲公司出晶片,https://a.test/1,1717380000,晶片|電力,分工\n",
    find: "口袋表的甲公司",
    title: "pocket",
    ...list,
    told: /lists addresses \(1\)/,
  },
  {
    format: "BibTeX",
    file: "refs.bib",
    content: `@article{k1, title = {書目結盟}, journal = {某刊}, date = {${DAY}}, abstract = {${said("書目甲")}}}`,
    find: "書目甲裡",
    title: "書目結盟",
    date: DAY,
    source: "某刊",
  },
  {
    format: "RIS",
    file: "refs.ris",
    content: `TY  - JOUR\r\nTI  - 書目結盟乙\r\nT2  - 某刊\r\nAB  - ${said("書目乙")}\r\nDA  - 2024/06/03/\r\nER  - \r\n`,
    find: "書目乙裡",
    title: "書目結盟乙",
    date: DAY,
    source: "某刊",
  },
  {
    format: "CSL JSON",
    file: "refs.json",
    content: JSON.stringify([
      {
        id: "1",
        type: "article-journal",
        title: "書目結盟丙",
        abstract: said("書目丙"),
        "container-title": "某刊",
        issued: { "date-parts": [[2024, 6, 3]] },
      },
    ]),
    find: "書目丙裡",
    title: "書目結盟丙",
    date: DAY,
    source: "某刊",
  },
  {
    format: "Zotero RDF",
    file: "zotero.rdf",
    content: `<rdf:RDF xmlns:rdf="r" xmlns:z="http://www.zotero.org/namespaces/export#"><bib:Article rdf:about="#item_1"><z:itemType>journalArticle</z:itemType><dc:title>書目結盟丁</dc:title><dcterms:abstract>${said("書目丁")}</dcterms:abstract><dc:date>${DAY}</dc:date></bib:Article></rdf:RDF>`,
    find: "書目丁裡",
    title: "書目結盟丁",
    date: DAY,
  },
  {
    format: "Telegram",
    file: "result.json",
    content: JSON.stringify(telegram),
    find: "電報裡",
    title: "電報結盟",
    date: DAY,
    source: "算力頻道",
  },
  {
    format: "subtitles (SRT)",
    file: `${DAY} 訪談.srt`,
    content: `1\n00:00:01,000 --> 00:00:03,000\n${said("影片字幕")}\n`,
    find: "影片字幕裡",
    title: "訪談",
    date: DAY,
  },
  {
    format: "subtitles (VTT)",
    file: "talk.vtt",
    content: `WEBVTT\n\n00:01.000 --> 00:03.000\n<v 王小明>${said("網路字幕")}\n`,
    find: "網路字幕裡",
    title: "talk",
    text: /王小明：三家公司/,
  },
  {
    format: "Kiwix",
    file: "wiki.zim",
    content: zim("某百科", [["百科結盟", `<html><body><h1>百科結盟</h1>${body("百科")}</body></html>`]]),
    find: "百科裡",
    title: "百科結盟",
    source: "某百科",
    ...list,
  },
  ...[
    ["GBK", "gbk", "新闻/压缩结盟的消息.md", "壓縮甲"],
    ["Big5", "big5", "新聞/壓縮結盟的消息.md", "壓縮乙"],
  ].map(([name, label, path, mark]) => ({
    format: `an archive with names in ${name}`,
    file: `news-${label}.zip`,
    content: zip([[encoded(label, path), `${said(mark)}\n\n## 分工\n\n- 甲公司出晶片\n`]]),
    find: `${mark}裡`,
    title: path.slice(3, -3),
    source: `news-${label}/${path.slice(0, 2)}`,
    ...list,
  })),
];

const words = stardict("星際小詞典", [
  ["榫卯", "sun3 mao3\nstarmortise"],
  ["算力", "computing power"],
]);

/** Dictionaries: their files, and a word of another language with the one that it finds. */
export const DICTIONARIES = [
  {
    format: "StarDict",
    files: Object.entries(words).map(([end, content]) => [`star.${end}`, content]),
    ask: "starmortise",
    finds: "榫卯",
  },
  {
    format: "CC-CEDICT",
    files: [["words.u8", "# 自己的詞\n榫卯 榫卯 [sun3 mao3] /cedictmortise/joint of wood/\n"]],
    ask: "cedictmortise",
    finds: "榫卯",
  },
];

/** Folders of notes: a page leads to another by name, and shows a picture of the folder. */
export const VAULTS = [
  { program: "Obsidian", mark: ".obsidian/app.json", page: "黑曜結盟.md", link: "黑曜分工" },
  { program: "Logseq", mark: "logseq/config.edn", page: "pages/日誌結盟.md", link: "日誌分工" },
];

const BROKEN = /no sound (.*) file|not in a format|cannot be read|no text/i;
/** Files that are not what they are called, each with what is said. */
export const REFUSED = [
  ...["docx", "odt", "epub", "pdf", "zip", "rtf", "zim"].map((end) => [
    `broken.${end}`,
    "這不是那種檔案，只是一行字。",
    BROKEN,
  ]),
  ...["txt", "md", "html", "csv", "json", "jsonl", "opml", "mbox", "srt", "vtt", "bib", "ris"].map((end) => [
    `empty.${end}`,
    "",
    /empty|nothing|no sound|format|text/i,
  ]),
  [
    "noise.txt",
    Buffer.from([0, 1, 2, 3, 255, 254, 0, 9, 8, 7].flatMap((byte) => Array(40).fill(byte))),
    /text|format|encoding/i,
  ],
];
