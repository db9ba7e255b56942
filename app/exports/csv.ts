import { unaccented } from "#app/words.ts";

/** A line of CSV as French spreadsheets read it: `;`, CRLF, quotes only where they are needed. */
export function csvLine(cells: (string | null)[]): string {
  return `${cells.map(csvCell).join(";")}\r\n`;
}

/**
 * A text that a spreadsheet would take for a formula gets an apostrophe, which the import takes away again; so does
 * one that begins with such an apostrophe already, or with spaces the spreadsheet would eat.
 */
export function csvCell(value: string | null): string {
  if (value === null || value === "") return "";
  const safe = /^'*[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** UTF-8 with its mark, without which a spreadsheet takes it for Windows-1252. */
export function csvStream(lines: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let first = true;
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await lines.next();
      if (done) return controller.close();
      controller.enqueue(encoder.encode(first ? `\ufeff${value}` : value));
      first = false;
    },
    async cancel() {
      await lines.return(undefined);
    },
  });
}

/** What makes a browser keep an answer as a file. */
export function fileHeaders(name: string): HeadersInit {
  const plain = unaccented(name).replace(/[^\w.-]+/g, "-");
  return {
    "Content-Type": "text/csv; charset=utf-8",
    "Content-Disposition": `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`,
  };
}
