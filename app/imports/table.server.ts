import { csvReader, guessDelimiter, type TableRecord, UnreadableTable } from "./csv.ts";
import { type Encoding, surveyBytes } from "./encoding.ts";
import { readXlsx } from "./xlsx.server.ts";

/** A file, read again as often as needed. */
export type Source = { read(): AsyncIterable<Uint8Array> };

/** How a file is read. What is chosen by hand is not guessed. */
export type Reading = {
  format: "csv" | "xlsx";
  encoding: Encoding;
  delimiter: string;
};

export const ROWS_MAX = 1_000_000;
export const COLUMNS_MAX = 200;
const SAMPLE = 65_536;

/**
 * What kind of table this is, and how to read it, from its bytes.
 * @throws {UnreadableTable} with a sentence: empty, binary, another format
 */
export async function guessReading(source: Source, chosen: Partial<Reading> = {}): Promise<Reading> {
  const survey = surveyBytes();
  let head = Buffer.alloc(0);
  for await (const bytes of source.read()) {
    if (head.length < SAMPLE) head = Buffer.concat([head, bytes.subarray(0, SAMPLE)]);
    if (head.subarray(0, 2).toString("latin1") === "PK")
      return { format: "xlsx", encoding: "utf-8", delimiter: "" };
    survey.push(bytes);
  }
  if (head.length === 0) throw new UnreadableTable("Ce fichier est vide.");
  if (head.subarray(0, 4).toString("hex") === "d0cf11e0")
    throw new UnreadableTable(
      "Ce fichier est dans l’ancien format d’Excel (.xls) : enregistrez-le en .xlsx ou en CSV, puis reprenez.",
    );
  if (survey.binary())
    throw new UnreadableTable("Ce fichier n’est pas un tableau : choisissez un fichier CSV ou XLSX.");
  const encoding = chosen.encoding ?? survey.encoding();
  const delimiter =
    chosen.delimiter ?? guessDelimiter(new TextDecoder(encoding).decode(head.subarray(0, SAMPLE)));
  return { format: "csv", encoding, delimiter };
}

/** The records of a table, some at a time, blank ones left out. @throws {UnreadableTable} */
export async function* readRecords(source: Source, reading: Reading): AsyncGenerator<TableRecord[]> {
  let count = 0;
  for await (const records of reading.format === "xlsx" ? readWorkbook(source) : readCsv(source, reading)) {
    count += records.length;
    if (count > ROWS_MAX + 1)
      throw new UnreadableTable("Ce fichier a plus d’un million de lignes : partagez-le en plusieurs.");
    if (records.length > 0) yield records;
  }
}

async function* readWorkbook(source: Source): AsyncGenerator<TableRecord[]> {
  const pieces: Uint8Array[] = [];
  for await (const bytes of source.read()) pieces.push(bytes);
  yield* readXlsx(Buffer.concat(pieces));
}

async function* readCsv(source: Source, { encoding, delimiter }: Reading): AsyncGenerator<TableRecord[]> {
  // The mark at the beginning of a file goes away with the decoding.
  const decoder = new TextDecoder(encoding);
  const reader = csvReader(delimiter);
  for await (const bytes of source.read())
    // Little by little: a piece of a megabyte is twenty thousand records.
    for (let at = 0; at < bytes.byteLength; at += SAMPLE)
      yield reader.push(decoder.decode(bytes.subarray(at, at + SAMPLE), { stream: true }));
  yield reader.push(decoder.decode());
  yield reader.end();
}
