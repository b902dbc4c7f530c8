/*
 * Files that are made to harm whoever reads them, written from nothing.
 */
import { closeSync, openSync, writeSync } from "node:fs";
import { docx, epub, pdf, zim, zip } from "./binary.mjs";
import { hostile } from "./lure.mjs";

export const MIB = 1 << 20;
/** A word by which those that come in are found. */
export const WORD = "毒蘋果";

/** Nine entities, each ten of the one before: a thousand million words. */
const LAUGHS = `<!DOCTYPE x [<!ENTITY a0 "哈">${[1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `<!ENTITY a${n} "${`&a${n - 1};`.repeat(10)}">`).join("")}]>`;

/** Bytes with a number somewhere that lies: as large as it can be. */
function lying(bytes, at) {
  const copy = Buffer.from(bytes);
  copy.fill(0xff, at, at + 4);
  return copy;
}

/** Archives in archives, so many. */
function nested(depth) {
  let inner = zip([["a.txt", "在裡面"]]);
  for (let i = 0; i < depth; i++) inner = zip([["in.zip", inner]]);
  return inner;
}

/** A file of one line, so many bytes long. */
export function line(path, size) {
  const piece = Buffer.alloc(MIB, "a");
  const file = openSync(path, "w");
  for (let written = 0; written < size; written += piece.length) writeSync(file, piece);
  closeSync(file);
}

/** Files that are refused, each with what is said of it. */
export function bombs() {
  const document = docx("<w:p><w:r><w:t>文</w:t></w:r></w:p>");
  const page = zim("某百科", [["題", "<p>文</p>"]]);
  const deep = "<div>".repeat(100_000);
  return [
    ["bomb.zip", zip([["a.txt", Buffer.alloc(96 * MIB, "a")]]), /too large|larger/i],
    ["lying.zip", zip([["a.txt", Buffer.alloc(96 * MIB, "a")]], { size: 10 }), /too large|larger|no sound/i],
    ["nested.zip", nested(6), /too deep/i],
    ["out.zip", zip([["../../out.txt", "外面"]]), /out of the folder/i],
    ["bomb.docx", zip([["word/document.xml", Buffer.alloc(96 * MIB, " ")]]), /too large|larger|no sound/i],
    [
      "laughs.docx",
      zip([["word/document.xml", `${LAUGHS}<w:document><w:body/></w:document>`]]),
      /no text|no sound/i,
    ],
    ["laughs.opml", `${LAUGHS}<opml><body/></opml>`, /no text|no sound/i],
    ["deep.docx", docx("<w:p>".repeat(100_000)), /too deep/i],
    ["deep.opml", `<opml><body>${"<outline>".repeat(100_000)}`, /too deep/i],
    ["deep.html", deep, /too deep/i],
    ["deep.json", "[".repeat(100_000), /JSON|deep|ends|object/i],
    [
      "deep.pdf",
      pdf([[12, "文"]])
        .toString("latin1")
        .replace("BT /F", `${"[".repeat(20_000)} BT /F`),
      /too deep|no sound|text/i,
    ],
    ["cut.docx", document.subarray(0, document.length >> 1), /no sound/i],
    ["lying.zim", lying(page, 24), /no sound|too large/i],
    ["lying-places.zim", lying(page, 36), /no sound/i],
  ];
}

/** Pages and documents that would act in a window, each with a word that only it has. */
export function traps(at) {
  const page = (word) =>
    `<!DOCTYPE html><html><head><title>${word}頁</title><meta http-equiv="refresh" content="0;url=${at}/refresh"><script src="${at}/js"></script></head><body onload="window.hacked='body'"><h1>${word}頁</h1>${hostile(at, word)}</body></html>`;
  const mail = (word) =>
    `From: a@b.test\r\nTo: c@d.test\r\nSubject: ${word}\r\nDate: Mon, 3 Jun 2024 00:00:00 +0000\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${page(word)}`;
  const piece = (word) => hostile(at, word).replaceAll("\0", "");
  const links = `<Relationships><Relationship Id="r1" Target="javascript:hacked=1" TargetMode="External"/><Relationship Id="r2" Target="${at}/docx.png" TargetMode="External"/></Relationships>`;
  return Object.entries({
    "page.html": page,
    "page.md": (word) =>
      `# ${word}\n\n${hostile(at, word)}\n\n![x](file:///etc/hostname) [y](file:///etc/passwd)\n`,
    "page.eml": mail,
    "page.mhtml": (word) => `Snapshot-Content-Location: ${at}/page\r\n${mail(word)}`,
    "book.epub": (word) => epub(`${word}書`, "2024-06-03", [["章", `<h1>${word}章</h1>${piece(word)}`]]),
    "word.docx": (word) =>
      docx(
        `<w:p><w:hyperlink r:id="r1"><w:r><w:t>${word}文件</w:t></w:r></w:hyperlink></w:p><w:p><w:r><w:drawing><wp:docPr descr="圖"/><a:blip r:link="r2"/></w:drawing></w:r></w:p>`,
        [["word/_rels/document.xml.rels", links]],
      ),
    "feeds.opml": (word) =>
      `<opml><body><outline text="${word}&lt;img src='${at}/opml'&gt;" xmlUrl="${at}/feed" htmlUrl="javascript:hacked=1"/></body></opml>`,
    "bookmarks.html": (word) =>
      `<!DOCTYPE NETSCAPE-Bookmark-file-1><TITLE>書籤</TITLE><DL><p><DT><A HREF="javascript:hacked=1" ICON="${at}/icon">${word}</A></DL>`,
    "rows.csv": (word) => `title,text\n列,"<p>${word}<img src=${at}/csv onerror=hacked=1></p>"\n`,
    "feed.rss": (word) =>
      `<rss><channel><title>x</title><item><title>則</title><description><![CDATA[${piece(word)}]]></description></item></channel></rss>`,
    "pages.zip": (word) => zip([["a/page.html", page(word)]]),
  }).map(([name, of], i) => {
    const word = `${WORD}${"甲乙丙丁戊己庚辛壬癸子"[i]}`;
    return [name, of(word), word];
  });
}
