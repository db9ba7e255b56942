import fc from "fast-check";
import { expect, test } from "vitest";
import { csvReader, guessDelimiter, UnreadableTable } from "#app/imports/csv.ts";

const read = (text: string, delimiter = ";") => {
  const reader = csvReader(delimiter);
  return [...reader.push(text), ...reader.end()];
};

const cell = fc.string({ unit: fc.constantFrom(..."aé;,\t\"\n\r '=x1".split("")), maxLength: 12 });
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 12 });
const dialect = fc.record({
  delimiter: fc.constantFrom(";", ",", "\t"),
  newline: fc.constantFrom("\n", "\r\n"),
  always: fc.boolean(),
  last: fc.boolean(),
  cut: fc.integer({ min: 1, max: 9 }),
});

test("any table written as CSV, in any dialect and cut anywhere, is read back, each record at its own line", () => {
  fc.assert(
    fc.property(table, dialect, (rows, { delimiter, newline, always, last, cut }) => {
      const quote = (text: string) =>
        always || /["\n\r]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
      const lines = rows.map((cells) => cells.map(quote).join(delimiter));
      const text = lines.join(newline) + (last ? newline : "");
      const reader = csvReader(delimiter);
      const records = [];
      for (let at = 0; at < text.length; at += cut) records.push(...reader.push(text.slice(at, at + cut)));
      records.push(...reader.end());
      let line = 1;
      const expected = rows.flatMap((cells, i) => {
        const begins = line;
        line += 1 + (lines[i]!.match(/\r\n|\r|\n/g)?.length ?? 0);
        return cells.some((one) => one.trim() !== "") ? [{ line: begins, cells }] : [];
      });
      expect(records).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});

test("lines are those of the file: quoted newlines, blank lines and CRLF counted once", () => {
  expect(read('a;b\r\n"x\r\n\r\ny";2\r\n\r\n;\r\n3;4').map(({ line }) => line)).toEqual([1, 2, 7]);
  expect(read("a;b\r1;2\r\r3;4").map(({ line }) => line)).toEqual([1, 2, 4]);
});

test("a quote inside a bare cell, and what follows a closing one, are kept", () => {
  expect(read('écran 12";x\n"Mairie" de Lunel;y\n').map(({ cells }) => cells)).toEqual([
    ['écran 12"', "x"],
    ["Mairie de Lunel", "y"],
  ]);
});

test("a quote never closed is told with its line, whether the file ends or goes on for ever", () => {
  expect(() => read('a;b\n1;"2\n3;4\n')).toThrow(UnreadableTable);
  expect(() => read('a;b\n1;"2\n3;4\n')).toThrow(/ligne 2/);
  const reader = csvReader(";");
  expect(() => {
    reader.push('a;b\n\n1;"2\n');
    for (let i = 0; i < 200; i++) reader.push("x".repeat(10_000));
  }).toThrow(/ligne 3/);
});

test("the delimiter is the one under which lines agree", () => {
  expect(guessDelimiter("nom;note\nDupont;a, b, c\nDurand;d, e, f\n")).toBe(";");
  expect(guessDelimiter('nom,note\nDupont,"a; b; c"\n')).toBe(",");
  expect(guessDelimiter("nom\tnote\nDupont\ta\n")).toBe("\t");
  expect(guessDelimiter("courriel\na@b.fr\n")).toBe(";");
});
