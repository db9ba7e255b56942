import { useEffect, useState } from "react";
import { useFetcher, useLocation } from "react-router";

/** What the loader of a list answers. `nextCursor` is opaque, and null at the end. */
export type KeysetPage<Row> = { rows: Row[]; total: number; nextCursor: string | null };

/** The rows read so far, and how to read on. */
export type KeysetRows<Row> = KeysetPage<Row> & {
  loading: boolean;
  loadMore: () => void;
  /** The same list after the last row: what « Suite » links to where there is no JavaScript. */
  nextHref: string | null;
};

/**
 * Adds page after page under the loader's first one, through the URL parameter `curseur`.
 *
 * Another filter or sort starts again from the first page. The same list, read again after a change, keeps its
 * length: the pages below are shown as they were and read again one after the other.
 */
export function useKeysetRows<Row extends { id: string }>(first: KeysetPage<Row>): KeysetRows<Row> {
  const { pathname, search } = useLocation();
  const list = withParams(search, { colonnes: null });
  const [state, setState] = useState<State<Row>>(() => fresh(list, first, 0));
  // Another reading has another fetcher, so that no late answer of the former one comes in.
  const fetcher = useFetcher<KeysetPage<Row>>({ key: `${pathname}${list}#${state.reading}` });
  const { data, load } = fetcher;
  const idle = fetcher.state === "idle";

  if (state.first !== first) setState(readAgain(state, list, first));
  else if (data && data !== state.received) setState(receive(state, data));

  const missing = firstMissing(state);
  const cursor = missing === null ? null : lastCursor(state, missing);
  useEffect(() => {
    if (cursor && idle) void load(pathname + withParams(search, { curseur: cursor }));
  }, [cursor, idle, load, pathname, search]);

  const nextCursor = lastCursor(state, state.pages.length);
  return {
    rows: unique([first, ...state.pages.map(({ page }) => page)].flatMap(({ rows }) => rows)),
    total: first.total,
    nextCursor,
    nextHref: nextCursor && withParams(search, { curseur: nextCursor }),
    loading: missing !== null,
    loadMore: () => {
      if (missing === null && nextCursor) setState({ ...state, wanted: state.pages.length + 1 });
    },
  };
}

type State<Row> = {
  /** Grows each time the first page is read. */
  reading: number;
  list: string;
  first: KeysetPage<Row>;
  pages: { page: KeysetPage<Row>; stale: boolean }[];
  /** How many pages to have, the first one aside. */
  wanted: number;
  received: KeysetPage<Row> | null;
};

function fresh<Row>(list: string, first: KeysetPage<Row>, reading: number): State<Row> {
  return { reading, list, first, pages: [], wanted: 0, received: null };
}

function readAgain<Row>(old: State<Row>, list: string, first: KeysetPage<Row>): State<Row> {
  const state = fresh(list, first, old.reading + 1);
  if (old.list !== list || !first.nextCursor) return state;
  return { ...state, pages: old.pages.map(({ page }) => ({ page, stale: true })), wanted: old.pages.length };
}

function receive<Row>(state: State<Row>, page: KeysetPage<Row>): State<Row> {
  const at = firstMissing(state) ?? state.pages.length;
  const after = page.nextCursor ? state.pages.slice(at + 1) : [];
  const pages = [...state.pages.slice(0, at), { page, stale: false }, ...after];
  return { ...state, pages, wanted: pages.length, received: page };
}

/** The place of the next page to read, or null. */
function firstMissing<Row>({ pages, wanted }: State<Row>): number | null {
  const stale = pages.findIndex((page) => page.stale);
  if (stale >= 0) return stale;
  return wanted > pages.length ? pages.length : null;
}

/** Where the page at this place begins. */
function lastCursor<Row>({ first, pages }: State<Row>, place: number): string | null {
  return (pages[place - 1]?.page ?? first).nextCursor;
}

/** A row that moved between two readings would show twice. */
function unique<Row extends { id: string }>(rows: Row[]): Row[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

/** The query string with some parameters set, or removed when null. */
export function withParams(search: string, changes: Record<string, string | null>): string {
  const params = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) params.delete(name);
    else params.set(name, value);
  }
  const text = params.toString();
  return text && `?${text}`;
}
