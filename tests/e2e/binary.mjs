/*
 * Files in binary formats, written from nothing: archives, documents, a book, a portable document, pages for Kiwix.
 */
import { deflateRawSync } from "node:zlib";

/** The sum by which an archive tells that a file is whole. */
function crc32(bytes) {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
  }
  return ~crc >>> 0;
}

/** Numbers in bytes, the lowest first: each with how many bytes it takes. */
function numbers(...all) {
  return Buffer.concat(
    all.map(([value, length]) => {
      const bytes = Buffer.alloc(length);
      if (length === 8) bytes.writeBigUInt64LE(BigInt(value));
      else bytes.writeUIntLE(value, 0, length);
      return bytes;
    }),
  );
}

/** A text in an encoding that a browser reads, of which each character has one or two bytes. */
export function encoded(label, text) {
  const decoder = new TextDecoder(label);
  const known = new Map();
  for (let high = 0x81; high < 0xff; high++)
    for (let low = 0x40; low < 0xff; low++) {
      const character = decoder.decode(Uint8Array.of(high, low));
      if ([...character].length === 1 && !known.has(character)) known.set(character, [high, low]);
    }
  return Buffer.from([...text].flatMap((c) => (c < "\x80" ? [c.charCodeAt(0)] : known.get(c))));
}

/** A zip archive of files by name. Names and contents are texts or bytes; a size that is told may be another. */
export function zip(files, { size: told } = {}) {
  const [parts, directory] = [[], []];
  let at = 0;
  for (const [name, content] of files) {
    const [path, data] = [Buffer.from(name), Buffer.from(content)];
    const packed = deflateRawSync(data);
    const common = numbers(
      [20, 2],
      [path.every((byte) => byte < 128) || typeof name !== "string" ? 0 : 0x800, 2],
      [8, 2],
      [0, 2],
      [0x5821, 2],
      [crc32(data), 4],
      [packed.length, 4],
      [told ?? data.length, 4],
      [path.length, 2],
      [0, 2],
    );
    const head = Buffer.concat([Buffer.from("PK\x03\x04"), common, path, packed]);
    directory.push(
      Buffer.concat([
        Buffer.from("PK\x01\x02\x14\0"),
        common,
        numbers([0, 2], [0, 2], [0, 2], [0, 4], [at, 4]),
        path,
      ]),
    );
    parts.push(head);
    at += head.length;
  }
  const list = Buffer.concat(directory);
  const end = numbers([0, 4], [files.length, 2], [files.length, 2], [list.length, 4], [at, 4], [0, 2]);
  return Buffer.concat([...parts, list, Buffer.from("PK\x05\x06"), end]);
}

/** A Word document of this body. */
export function docx(body, more = []) {
  return zip([
    ["[Content_Types].xml", "<Types/>"],
    ["word/document.xml", `<w:document xmlns:w="w" xmlns:r="r"><w:body>${body}</w:body></w:document>`],
    [
      "word/styles.xml",
      '<w:styles><w:style w:styleId="T"><w:name w:val="Title"/></w:style><w:style w:styleId="H"><w:name w:val="heading 2"/></w:style></w:styles>',
    ],
    [
      "word/numbering.xml",
      '<w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
    ],
    ...more,
  ]);
}

/** A document of the OpenDocument format of this body. */
export function odt(body) {
  return zip([
    ["mimetype", "application/vnd.oasis.opendocument.text"],
    [
      "content.xml",
      `<office:document-content><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
    ],
  ]);
}

/** A book of chapters, each with its title and page. */
export function epub(title, date, chapters) {
  const items = chapters.map(
    (_, i) => `<item id="c${i}" href="${i}.xhtml" media-type="application/xhtml+xml"/>`,
  );
  const points = chapters.map(
    ([name], i) =>
      `<navPoint><navLabel><text>${name}</text></navLabel><content src="${i}.xhtml"/></navPoint>`,
  );
  return zip([
    ["mimetype", "application/epub+zip"],
    [
      "META-INF/container.xml",
      '<container><rootfiles><rootfile full-path="OEBPS/content.opf"/></rootfiles></container>',
    ],
    [
      "OEBPS/content.opf",
      `<package xmlns:dc="d"><metadata><dc:title>${title}</dc:title><dc:date>${date}</dc:date></metadata><manifest>${items.join("")}<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/></manifest><spine toc="ncx">${chapters.map((_, i) => `<itemref idref="c${i}"/>`).join("")}</spine></package>`,
    ],
    ["OEBPS/toc.ncx", `<ncx><navMap>${points.join("")}</navMap></ncx>`],
    ...chapters.map(([, page], i) => [`OEBPS/${i}.xhtml`, `<html><body>${page}</body></html>`]),
  ]);
}

/** A portable document of one page with these lines, each with the size of its letters. */
export function pdf(lines) {
  let y = 800;
  const content = lines.map(([size, line]) => {
    const units = [...line].map((c) => c.charCodeAt(0).toString(16).padStart(4, "0"));
    y -= size * 2;
    return `BT /F ${size} Tf 60 ${y} Td <${units.join("")}> Tj ET`;
  });
  // A character is its own code point.
  const map =
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0000> <ffff> <0000> endbfrange endcmap end end";
  const stream = (text) => `<< /Length ${text.length} >>\nstream\n${text}\nendstream`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Count 1 /Kids [6 0 R] >>",
    "<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
    "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 /FontDescriptor << /Type /FontDescriptor /FontName /Song /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >> >>",
    stream(map),
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents 7 0 R >>",
    stream(content.join("\n")),
  ];
  let out = "%PDF-1.4\n";
  const places = objects.map((object, i) => {
    const at = out.length;
    out += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(at).padStart(10, "0")} 00000 n \n`;
  });
  const start = out.length;
  out += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join("")}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(out);
}

/** An archive of pages as Kiwix reads them: its name, and pages by title. */
export function zim(name, pages) {
  const cluster = (parts) => {
    const blobs = parts.map((part) => Buffer.from(part));
    let at = (blobs.length + 1) * 4;
    const places = [[at, 4], ...blobs.map((blob) => [(at += blob.length), 4])];
    return Buffer.concat([Buffer.from([1]), numbers(...places), ...blobs]);
  };
  const clusters = [cluster([name]), cluster(pages.map(([, page]) => page))];
  const entry = (kind, space, cluster, blob, url, title) =>
    Buffer.concat([
      numbers([kind, 2], [0, 1]),
      Buffer.from(space),
      numbers([0, 4], [cluster, 4], [blob, 4]),
      Buffer.from(`${url}\0${title}\0`),
    ]);
  const entries = [
    ...pages.map(([title], i) => entry(0, "C", 1, i, `p${i}`, title)),
    entry(1, "M", 0, 0, "Title", ""),
  ];
  const kinds = Buffer.from("text/html\0text/plain\0\0");
  const entriesAt = 80 + kinds.length;
  const clustersAt = entriesAt + 8 * entries.length;
  let at = clustersAt + 8 * clusters.length;
  const places = [...entries, ...clusters].map((piece) => {
    const place = [at, 8];
    at += piece.length;
    return place;
  });
  return Buffer.concat([
    Buffer.from("ZIM\x04\x06\0\x01\0", "latin1"),
    Buffer.alloc(16, 7),
    numbers([entries.length, 4], [clusters.length, 4]),
    numbers([entriesAt, 8], [0, 8], [clustersAt, 8], [80, 8]),
    Buffer.alloc(8, 0xff),
    numbers([at, 8]),
    kinds,
    numbers(...places),
    ...entries,
    ...clusters,
  ]);
}

/** The files of a dictionary of StarDict, by their ends. */
export function stardict(name, words) {
  const [index, said] = [[], []];
  let at = 0;
  for (const [word, meaning] of words) {
    const bytes = Buffer.from(meaning);
    const place = Buffer.alloc(8);
    place.writeUInt32BE(at, 0);
    place.writeUInt32BE(bytes.length, 4);
    index.push(Buffer.from(`${word}\0`), place);
    said.push(bytes);
    at += bytes.length;
  }
  return {
    ifo: `StarDict's dict ifo file\nversion=2.4.2\nbookname=${name}\nwordcount=${words.length}\nidxfilesize=${Buffer.concat(index).length}\nsametypesequence=m\n`,
    idx: Buffer.concat(index),
    dict: Buffer.concat(said),
  };
}
