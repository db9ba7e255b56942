import fc from "fast-check";
import { expect, test } from "vitest";
import { type LoggedChange, type LoggedRow, type NetChange, netChanges } from "#app/history/net-changes.ts";

type Table = Record<string, LoggedRow>;

const value = fc.oneof(fc.constantFrom("a", "b", null, 1), fc.constantFrom([], ["x"], { y: 1 }));
const row = fc.record({ name: value, note: value });
const gesture = fc.record({
  id: fc.constantFrom("1", "2", "3"),
  gone: fc.boolean(),
  row: fc.option(row),
  part: row,
});

/** Plays gestures on a table as the triggers of the database log them. */
function play(start: Table, gestures: (typeof gesture extends fc.Arbitrary<infer G> ? G : never)[]) {
  const table = structuredClone(start);
  const log: LoggedChange[] = [];
  for (const { id, gone, part } of gestures) {
    const before = table[id];
    const change = { table: "Contact", rowId: id };
    if (!before) {
      table[id] = part;
      log.push({ ...change, op: "insert", before: null, after: part });
    } else if (gone) {
      delete table[id];
      log.push({ ...change, op: "delete", before, after: null });
    } else {
      const names = Object.keys(part).filter(
        (name) => JSON.stringify(part[name as "name"]) !== JSON.stringify(before[name]),
      );
      const only = (of: LoggedRow) => Object.fromEntries(names.map((name) => [name, of[name]]));
      table[id] = { ...before, ...part };
      if (names.length > 0) log.push({ ...change, op: "update", before: only(before), after: only(part) });
    }
  }
  return { table, log };
}

function undo(table: Table, net: NetChange[]): Table {
  const undone = structuredClone(table);
  for (const change of net) {
    if (change.op === "insert") delete undone[change.rowId];
    else if (change.op === "delete") undone[change.rowId] = change.before;
    else undone[change.rowId] = { ...undone[change.rowId], ...change.before };
  }
  return undone;
}

const tables = fc.dictionary(fc.constantFrom("1", "2", "3"), row);

test("undoing the net of a set gives the rows as they were before it", () => {
  fc.assert(
    fc.property(tables, fc.array(gesture, { maxLength: 12 }), (start, gestures) => {
      const { table, log } = play(start, gestures);
      expect(undo(table, netChanges(log))).toEqual(start);
    }),
    { numRuns: 500 },
  );
});

test("the net of a set says each row once, and what it left in it", () => {
  fc.assert(
    fc.property(tables, fc.array(gesture, { maxLength: 12 }), (start, gestures) => {
      const { table, log } = play(start, gestures);
      const net = netChanges(log);
      expect(new Set(net.map(({ rowId }) => rowId)).size).toBe(net.length);
      for (const change of net) {
        const now = table[change.rowId];
        if (change.op === "delete") expect(now).toBeUndefined();
        else expect(now).toMatchObject(change.after);
        if (change.op === "update") expect(Object.keys(change.before)).toEqual(Object.keys(change.after));
      }
    }),
    { numRuns: 500 },
  );
});

test("what is made and unmade in one set, or changed and changed back, is nothing", () => {
  const change = { table: "Task", rowId: "1" };
  const made: LoggedChange = { ...change, op: "insert", before: null, after: { title: "a" } };
  const gone: LoggedChange = { ...change, op: "delete", before: { title: "a" }, after: null };
  const to = (from: string, title: string): LoggedChange => ({
    ...{ ...change, op: "update", before: { title: from }, after: { title } },
  });
  expect(netChanges([made, gone])).toEqual([]);
  expect(netChanges([to("a", "b"), to("b", "a")])).toEqual([]);
  expect(netChanges([gone, made])).toEqual([]);
  expect(netChanges([to("z", "a"), gone])).toEqual([{ ...change, op: "delete", before: { title: "z" } }]);
});
