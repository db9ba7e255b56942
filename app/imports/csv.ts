/** One record of a table: its cells, and the physical line of the file where it begins. */
export type TableRecord = { line: number; cells: string[] };

/** A file that cannot be read as a table; `line` is where it stops making sense. */
export class UnreadableTable extends Error {
  override name = "UnreadableTable";
}

/** Characters of one record: more is a quote that was never closed, or no table at all. */
const RECORD_MAX = 1_000_000;

/**
 * Reads CSV piece by piece: quoted newlines, doubled quotes, LF, CRLF and CR alike, blank lines passed over. What
 * follows a closing quote is kept (« "Mairie" de Lunel »), and a quote within a bare cell is a character like others.
 * Each record knows the physical line where it begins, which the libraries at hand lose at a quoted CRLF.
 */
export function csvReader(delimiter: string): { push(text: string): TableRecord[]; end(): TableRecord[] } {
  let records: TableRecord[] = [];
  let cells: string[] = [];
  let cell = "";
  let quoted = false;
  /** A quote has been met within quotes: the end of the cell, or the first half of a doubled one. */
  let closing = false;
  /** The cell has begun: a quote is no opening one any more. */
  let begun = false;
  let line = 1;
  let startLine = 1;
  let quoteLine = 1;
  let size = 0;
  let afterCr = false;

  function endCell(): void {
    cells.push(cell);
    cell = "";
    quoted = false;
    closing = false;
    begun = false;
  }

  function endRecord(): void {
    endCell();
    if (cells.some((text) => text.trim() !== "")) records.push({ line: startLine, cells });
    cells = [];
    startLine = line;
    size = 0;
  }

  /** How far the text is plain: no character of it means anything here. */
  function plainEnd(text: string, from: number): number {
    let at = from;
    if (quoted && !closing) {
      while (at < text.length) {
        const code = text.charCodeAt(at);
        if (code === QUOTE || code === LF || code === CR) break;
        at++;
      }
      return at;
    }
    const separator = delimiter.charCodeAt(0);
    while (at < text.length) {
      const code = text.charCodeAt(at);
      if (code === separator || code === QUOTE || code === LF || code === CR) break;
      at++;
    }
    return at;
  }

  function push(text: string): TableRecord[] {
    records = [];
    for (let at = 0; at < text.length;) {
      const stop = plainEnd(text, at);
      if (stop > at) {
        cell += text.slice(at, stop);
        size += stop - at;
        begun = true;
        afterCr = false;
        if (closing) quoted = closing = false;
        if (size > RECORD_MAX) throw tooLong(quoted ? quoteLine : startLine);
        at = stop;
        continue;
      }
      take(text[at]!);
      at++;
    }
    return records;
  }

  function take(character: string): void {
    const secondHalf = character === "\n" && afterCr;
    afterCr = character === "\r";
    if (character === "\n" || character === "\r") {
      if (!secondHalf) line++;
      if (quoted && !closing) {
        cell += character;
        size++;
      } else if (!secondHalf) endRecord();
      return;
    }
    if (character === '"') return takeQuote();
    endCell();
  }

  function takeQuote(): void {
    size++;
    if (!begun) {
      quoted = begun = true;
      quoteLine = line;
    } else if (!quoted) cell += '"';
    else if (closing) {
      cell += '"';
      closing = false;
    } else closing = true;
  }

  function end(): TableRecord[] {
    records = [];
    if (quoted && !closing)
      throw new UnreadableTable(
        `Un guillemet ouvert à la ligne ${quoteLine} n’est jamais refermé : corrigez cette ligne, puis reprenez.`,
      );
    if (begun || cells.length > 0) endRecord();
    return records;
  }

  return { push, end };
}

const [QUOTE, LF, CR] = [34, 10, 13];

function tooLong(line: number): UnreadableTable {
  return new UnreadableTable(
    `La ligne ${line} n’en finit pas : un guillemet y est sans doute ouvert et jamais refermé.`,
  );
}

const DELIMITERS = [";", ",", "\t"] as const;

/** The delimiter under which the first lines agree best on how many columns there are. */
export function guessDelimiter(sample: string): string {
  const scores = DELIMITERS.map((delimiter) => ({ delimiter, score: agreement(sample, delimiter) }));
  return scores.reduce((best, one) => (one.score > best.score ? one : best)).delimiter;
}

function agreement(sample: string, delimiter: string): number {
  let records: TableRecord[] = [];
  try {
    records = csvReader(delimiter).push(sample.endsWith("\n") ? sample : `${sample}\n`);
  } catch {
    return 0;
  }
  const widths = records.slice(0, 50).map(({ cells }) => cells.length);
  const counts = Map.groupBy(widths, (width) => width);
  const [width = 1, alike = []] =
    [...counts].reduce<[number, number[]] | undefined>(
      (best, one) => (!best || one[1].length > best[1].length ? one : best),
      undefined,
    ) ?? [];
  return width > 1 ? alike.length / widths.length + Math.min(width, 50) / 100 : 0;
}
