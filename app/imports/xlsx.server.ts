import { SaxesParser, type SaxesTagPlain } from "saxes";
import yauzl from "yauzl";
import { type TableRecord, UnreadableTable } from "./csv.ts";

const ENTRIES_MAX = 2_000;
/** Bytes once inflated: of a sheet, which is streamed, and of what is kept in memory. */
const SHEET_MAX = 600_000_000;
const KEPT_MAX = 60_000_000;
const COLUMNS_MAX = 16_384;

/**
 * The rows of the first sheet of a workbook, a few hundred at a time. Every size is bounded, as declared and as met:
 * an archive that lies or swells is refused. `line` is the row's number in the sheet.
 * @throws {UnreadableTable}
 */
export async function* readXlsx(content: Buffer): AsyncGenerator<TableRecord[]> {
  const zip = await open(content);
  try {
    const entries = await listEntries(zip);
    const workbook = await readSheetPath(zip, entries);
    const strings = await readSharedStrings(zip, entries);
    const styles = await readDateStyles(zip, entries);
    const sheet = entries.get(workbook.path);
    if (!sheet) throw damaged();
    yield* readRows(zip, sheet, { strings, ...styles, epoch1904: workbook.epoch1904 });
  } catch (error) {
    throw error instanceof UnreadableTable ? error : damaged();
  } finally {
    zip.close();
  }
}

function open(content: Buffer): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(content, { lazyEntries: true, validateEntrySizes: true }, (error, zip) =>
      error || !zip ? reject(damaged()) : resolve(zip),
    );
  });
}

function listEntries(zip: yauzl.ZipFile): Promise<Map<string, yauzl.Entry>> {
  const entries = new Map<string, yauzl.Entry>();
  return new Promise((resolve, reject) => {
    if (zip.entryCount > ENTRIES_MAX) return reject(tooBig());
    zip.on("entry", (entry: yauzl.Entry) => {
      entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.on("end", () => resolve(entries));
    zip.on("error", () => reject(damaged()));
    zip.readEntry();
  });
}

async function* pieces(zip: yauzl.ZipFile, entry: yauzl.Entry, max: number): AsyncGenerator<string> {
  if (entry.uncompressedSize > max) throw tooBig();
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => (error || !opened ? reject(damaged()) : resolve(opened)));
  });
  const decoder = new TextDecoder();
  let met = 0;
  for await (const bytes of stream as AsyncIterable<Uint8Array>) {
    met += bytes.byteLength;
    if (met > max) throw tooBig();
    yield decoder.decode(bytes, { stream: true });
  }
}

type Listener = {
  open?: (tag: SaxesTagPlain) => void;
  close?: (name: string) => void;
  text?: (text: string) => void;
};

function parser({ open: onOpen, close, text }: Listener): SaxesParser {
  const sax = new SaxesParser();
  sax.on("error", () => {
    throw damaged();
  });
  // A document type may declare entities that swell; no spreadsheet writes one.
  sax.on("doctype", () => {
    throw damaged();
  });
  if (onOpen) sax.on("opentag", (tag) => onOpen({ ...tag, name: local(tag.name) }));
  if (close) sax.on("closetag", (tag) => close(local(tag.name)));
  if (text) sax.on("text", text);
  return sax;
}

async function readAll(zip: yauzl.ZipFile, entry: yauzl.Entry, listener: Listener): Promise<void> {
  const sax = parser(listener);
  for await (const piece of pieces(zip, entry, KEPT_MAX)) sax.write(piece);
  sax.close();
}

/** The first sheet of the workbook, through its relations; by its usual name when they say nothing. */
async function readSheetPath(zip: yauzl.ZipFile, entries: Map<string, yauzl.Entry>) {
  const workbook = entries.get("xl/workbook.xml");
  if (!workbook)
    throw new UnreadableTable(
      "Cette archive n’est pas un classeur Excel : enregistrez le tableau en .xlsx ou en CSV.",
    );
  let firstId: string | undefined;
  let epoch1904 = false;
  await readAll(zip, workbook, {
    open: ({ name, attributes }) => {
      if (name === "workbookPr") epoch1904 = /^(1|true)$/.test(String(attributes.date1904 ?? ""));
      if (name === "sheet") firstId ??= String(attributes["r:id"] ?? "");
    },
  });
  let path = "xl/worksheets/sheet1.xml";
  const relations = entries.get("xl/_rels/workbook.xml.rels");
  if (relations)
    await readAll(zip, relations, {
      open: ({ name, attributes }) => {
        if (name !== "Relationship" || attributes.Id !== firstId) return;
        const target = String(attributes.Target);
        path = target.startsWith("/") ? target.slice(1) : `xl/${target.replace(/^\.\//, "")}`;
      },
    });
  return { path, epoch1904 };
}

async function readSharedStrings(zip: yauzl.ZipFile, entries: Map<string, yauzl.Entry>): Promise<string[]> {
  const entry = entries.get("xl/sharedStrings.xml");
  const strings: string[] = [];
  if (!entry) return strings;
  let current = "";
  let inText = false;
  let phonetic = false;
  await readAll(zip, entry, {
    open: ({ name }) => {
      if (name === "si") current = "";
      if (name === "rPh") phonetic = true;
      inText = name === "t" && !phonetic;
    },
    text: (text) => {
      if (inText) current += text;
    },
    close: (name) => {
      if (name === "si") strings.push(current);
      if (name === "rPh") phonetic = false;
      if (name === "t") inText = false;
    },
  });
  return strings;
}

/** Which cell styles show a number as a day. */
async function readDateStyles(zip: yauzl.ZipFile, entries: Map<string, yauzl.Entry>) {
  const entry = entries.get("xl/styles.xml");
  const dates = new Set<number>();
  if (!entry) return { dates };
  const formats = new Map<number, string>();
  let inCells = false;
  let index = 0;
  await readAll(zip, entry, {
    open: ({ name, attributes }) => {
      if (name === "numFmt") formats.set(Number(attributes.numFmtId), String(attributes.formatCode));
      if (name === "cellXfs") inCells = true;
      if (name !== "xf" || !inCells) return;
      const id = Number(attributes.numFmtId);
      if ((id >= 14 && id <= 17) || id === 22 || isDateFormat(formats.get(id))) dates.add(index);
      index++;
    },
    close: (name) => {
      if (name === "cellXfs") inCells = false;
    },
  });
  return { dates };
}

/** Quoted words and colours aside, days and years are written « d » and « y ». */
function isDateFormat(format: string | undefined): boolean {
  return !!format && /[dy]/i.test(format.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, ""));
}

type Reading = { strings: string[]; dates: Set<number>; epoch1904: boolean };

async function* readRows(
  zip: yauzl.ZipFile,
  entry: yauzl.Entry,
  reading: Reading,
): AsyncGenerator<TableRecord[]> {
  let rows: TableRecord[] = [];
  let row: TableRecord = { line: 0, cells: [] };
  let cell = { column: 0, type: "", style: -1, value: "" };
  let inValue = false;
  const sax = parser({
    open: ({ name, attributes }) => {
      if (name === "row") row = { line: Number(attributes.r) || row.line + 1, cells: [] };
      if (name === "c") {
        const column = attributes.r ? columnOf(String(attributes.r)) : row.cells.length;
        if (column >= COLUMNS_MAX) throw damaged();
        const style = attributes.s === undefined ? -1 : Number(attributes.s);
        cell = { column, type: String(attributes.t ?? ""), style, value: "" };
      }
      inValue = name === "v" || name === "t";
    },
    text: (text) => {
      if (inValue) cell.value += text;
    },
    close: (name) => {
      if (name === "v" || name === "t") inValue = false;
      if (name === "c" && cell.value !== "") {
        while (row.cells.length < cell.column) row.cells.push("");
        row.cells[cell.column] = shown(cell, reading);
      }
      if (name === "row" && row.cells.some((text) => text.trim() !== "")) rows.push(row);
    },
  });
  for await (const piece of pieces(zip, entry, SHEET_MAX)) {
    sax.write(piece);
    if (rows.length >= 200) {
      yield rows;
      rows = [];
    }
  }
  sax.close();
  yield rows;
}

/** A cell as its reader sees it: words, a day in ISO, or a number in plain digits. */
function shown(
  cell: { type: string; style: number; value: string },
  { strings, dates, epoch1904 }: Reading,
): string {
  const { type, style, value } = cell;
  if (type === "s") return strings[Number(value)] ?? "";
  if (type === "e") return "";
  if (type === "b") return value === "1" ? "oui" : "non";
  if (type !== "" && type !== "n") return value;
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  if (dates.has(style)) return isoDay(number, epoch1904);
  return Number.isInteger(number) && Math.abs(number) < 1e15
    ? String(number)
    : String(Number(number.toPrecision(15)));
}

/** A day counted from the end of 1899, or from 1904 in old Mac workbooks. */
function isoDay(serial: number, epoch1904: boolean): string {
  const days = Math.floor(serial) + (epoch1904 ? 1462 : 0) - 25_569;
  const date = new Date(days * 86_400_000);
  return Number.isNaN(date.getTime()) ? String(serial) : date.toISOString().slice(0, 10);
}

/** « C12 » is in the third column. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of /^[A-Z]+/.exec(reference)?.[0] ?? "A")
    column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

const local = (name: string) => name.slice(name.indexOf(":") + 1);

function damaged(): UnreadableTable {
  return new UnreadableTable(
    "Ce classeur est abîmé ou incomplet : ouvrez-le dans votre tableur, enregistrez-le à nouveau, puis reprenez.",
  );
}

function tooBig(): UnreadableTable {
  return new UnreadableTable(
    "Ce classeur se déplie en un fichier démesuré : il n’est pas lu. Enregistrez-le en CSV.",
  );
}
