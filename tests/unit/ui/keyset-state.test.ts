import fc from "fast-check";
import { expect, test } from "vitest";
import {
  awaitedPage,
  begin,
  beginAgain,
  cursorOf,
  type KeysetPage,
  type KeysetState,
  receive,
  rowsOf,
} from "#app/ui/keyset-state.ts";

type Row = { id: string };

const lists = fc.record({
  ids: fc.uniqueArray(fc.integer({ min: 0, max: 99 })),
  size: fc.integer({ min: 1, max: 7 }),
});

test("reading to the end gives every row, once and in order", () => {
  fc.assert(
    fc.property(lists, ({ ids, size }) => {
      const read = server(ids, size);
      const state = readOn(begin("", read(null)), read, Infinity);
      expect(idsOf(state)).toEqual(ids.map(String));
    }),
  );
});

test("the same list read again keeps its length in sight, and ends as the server has it", () => {
  fc.assert(
    fc.property(lists, lists, fc.nat(6), (before, after, pages) => {
      const old = readOn(
        begin("", server(before.ids, before.size)(null)),
        server(before.ids, before.size),
        pages,
      );
      const read = server(after.ids, after.size);
      const again = beginAgain(old, "", read(null));
      if (read(null).nextCursor) expect(again.pages).toHaveLength(old.pages.length);
      const state = readOn(again, read, again.pages.length);
      expect(awaitedPage(state)).toBeNull();
      expect(state.pages.length).toBeLessThanOrEqual(old.pages.length);
      expect(idsOf(state)).toEqual(after.ids.slice(0, (state.pages.length + 1) * after.size).map(String));
    }),
  );
});

test("another list begins with its first page alone", () => {
  const read = server([1, 2, 3, 4, 5], 2);
  const old = readOn(begin("?q=a", read(null)), read, 2);
  expect(beginAgain(old, "?q=b", read(null)).pages).toEqual([]);
});

test("a row that moved to a page already read is shown once", () => {
  const first = page([1, 2], "2");
  const state = receive({ ...begin<Row>("", first), wanted: 1 }, page([2, 3], null));
  expect(idsOf(state)).toEqual(["1", "2", "3"]);
});

/** A list of rows served by pages, as a loader would. */
function server(ids: number[], size: number) {
  return (cursor: string | null): KeysetPage<Row> => {
    const from = Number(cursor ?? 0);
    return page(ids.slice(from, from + size), from + size < ids.length ? String(from + size) : null);
  };
}

function page(ids: number[], nextCursor: string | null): KeysetPage<Row> {
  return { rows: ids.map((id) => ({ id: String(id) })), total: 0, nextCursor };
}

/** Reads what is awaited, then on, until there are so many pages. */
function readOn(
  state: KeysetState<Row>,
  read: (cursor: string | null) => KeysetPage<Row>,
  pages: number,
): KeysetState<Row> {
  const place = awaitedPage(state) ?? state.pages.length;
  const cursor = cursorOf(state, place);
  if (!cursor || (awaitedPage(state) === null && state.pages.length >= pages)) return state;
  return readOn(receive(state, read(cursor)), read, pages);
}

function idsOf(state: KeysetState<Row>): string[] {
  return rowsOf(state).map(({ id }) => id);
}
