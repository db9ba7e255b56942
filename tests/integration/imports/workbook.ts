import { crc32, deflateRawSync } from "node:zlib";

type Content = string | { deflated: Buffer; size: number };

/** An archive; an entry may declare another size than its own. */
export function zip(entries: Record<string, Content>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(entries)) {
    const bytes = typeof content === "string" ? Buffer.from(content) : null;
    const { deflated, size } = bytes
      ? { deflated: deflateRawSync(bytes), size: bytes.length }
      : (content as Exclude<Content, string>);
    const facts = Buffer.alloc(22);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt32LE(bytes ? crc32(bytes) : 0, 10);
    facts.writeUInt32LE(deflated.length, 14);
    facts.writeUInt32LE(size, 18);
    const lengths = Buffer.alloc(4);
    lengths.writeUInt16LE(name.length, 0);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), facts, lengths, Buffer.from(name), deflated]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), facts, lengths, rest, Buffer.from(name)]),
    );
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, central, Buffer.from("PK\x05\x06"), end]);
}

type Cell = string | number | { day: number };

/** A workbook of one sheet, with shared words, as spreadsheets write them. */
export function workbook(rows: Cell[][]): Buffer {
  const words = [...new Set(rows.flat().filter((cell) => typeof cell === "string"))];
  const cell = (value: Cell, row: number, column: number) => {
    const at = `r="${String.fromCharCode(65 + column)}${row + 1}"`;
    if (typeof value === "string") return `<c ${at} t="s"><v>${words.indexOf(value)}</v></c>`;
    return typeof value === "number"
      ? `<c ${at}><v>${value}</v></c>`
      : `<c ${at} s="1"><v>${value.day}</v></c>`;
  };
  const sheet = rows.map(
    (cells, row) =>
      `<row r="${row + 1}">${cells.map((one, column) => cell(one, row, column)).join("")}</row>`,
  );
  return zip({
    "xl/workbook.xml": `<workbook xmlns:r="r"><sheets><sheet name="Feuille" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Target="worksheets/feuille.xml"/></Relationships>`,
    "xl/styles.xml": `<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
    "xl/sharedStrings.xml": `<sst>${words.map((word) => `<si><t>${word}</t></si>`).join("")}</sst>`,
    "xl/worksheets/feuille.xml": `<worksheet><sheetData>${sheet.join("")}</sheetData></worksheet>`,
  });
}
