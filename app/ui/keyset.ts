import { useCallback, useEffect, useRef, useState } from "react";
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
  const list = withParam(search, "colonnes", null);
  const fetcher = useFetcher<KeysetPage<Row>>();
  const [state, setState] = useState<State<Row>>({ list, first, pages: [] });
  const asked = useRef<{ first: KeysetPage<Row>; at: number } | null>(null);

  if (state.first !== first) {
    const pages = state.list === list ? state.pages.map(({ page }) => ({ page, fresh: false })) : [];
    setState({ list, first, pages });
  }

  const load = useCallback(
    (at: number, cursor: string) => {
      asked.current = { first, at };
      void fetcher.load(pathname + withParam(search, "curseur", cursor));
    },
    [fetcher.load, first, pathname, search],
  );

  useEffect(() => {
    const { current } = asked;
    const page = fetcher.data;
    if (!page || current?.first !== first) return;
    asked.current = null;
    setState((old) => ({ ...old, pages: old.pages.toSpliced(current.at, 1, { page, fresh: true }) }));
  }, [fetcher.data, first]);

  const stale = state.pages.findIndex(({ fresh }) => !fresh);
  const cursorOfStale = stale > 0 ? state.pages[stale - 1]?.page.nextCursor : first.nextCursor;
  useEffect(() => {
    if (stale < 0) return;
    if (cursorOfStale) load(stale, cursorOfStale);
    else setState((old) => ({ ...old, pages: old.pages.slice(0, stale) }));
  }, [stale, cursorOfStale, load]);

  const pages = [first, ...state.pages.map(({ page }) => page)];
  const nextCursor = pages.at(-1)?.nextCursor ?? null;
  const loading = fetcher.state !== "idle";
  return {
    rows: unique(pages.flatMap(({ rows }) => rows)),
    total: first.total,
    nextCursor,
    loading,
    loadMore: () => {
      if (!loading && stale < 0 && nextCursor) load(state.pages.length, nextCursor);
    },
    nextHref: nextCursor && withParam(search, "curseur", nextCursor),
  };
}

type State<Row> = {
  list: string;
  first: KeysetPage<Row>;
  pages: { page: KeysetPage<Row>; fresh: boolean }[];
};

/** A row that moved between two readings would show twice. */
function unique<Row extends { id: string }>(rows: Row[]): Row[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

/** The query string with one parameter set, or removed. */
export function withParam(search: string, name: string, value: string | null): string {
  const params = new URLSearchParams(search);
  if (value === null) params.delete(name);
  else params.set(name, value);
  const text = params.toString();
  return text && `?${text}`;
}
