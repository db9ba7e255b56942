import { useEffect, useState } from "react";
import { useFetcher, useLocation } from "react-router";
import {
  awaitedPage,
  begin,
  beginAgain,
  cursorOf,
  type KeysetPage,
  type KeysetState,
  receive,
  rowsOf,
} from "./keyset-state.ts";
import { keep, kept } from "./kept.ts";
import { withParams } from "./url.ts";

export type { KeysetPage } from "./keyset-state.ts";

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
 * Another filter or sort starts again from the first page. The same list, read again after a change or found
 * again by « back », keeps its length.
 * @param within the URL parameters of this list alone, where a page holds several
 */
export function useKeysetRows<Row extends { id: string }>(
  first: KeysetPage<Row>,
  within: Record<string, string> = {},
): KeysetRows<Row> {
  const location = useLocation();
  const { pathname } = location;
  const search = withParams(location.search, within);
  const list = withParams(search, { colonnes: null });
  const key = `rows ${location.key} ${list}`;
  const [state, setState] = useState(() => {
    const before = kept<KeysetState<Row>>(key);
    return before ? beginAgain(before, list, first) : begin(list, first);
  });
  // Each reading has its own fetcher, so that no late answer to a former one comes in.
  const fetcher = useFetcher<KeysetPage<Row>>({ key: `${pathname}${list}#${state.reading}` });
  const { data, load } = fetcher;
  const idle = fetcher.state === "idle";

  if (state.first !== first) setState(beginAgain(state, list, first));
  else if (data && data !== state.received) setState(receive(state, data));

  const awaited = awaitedPage(state);
  const cursor = awaited === null ? null : cursorOf(state, awaited);
  useEffect(() => {
    if (cursor && idle) void load(pathname + withParams(search, { curseur: cursor }));
  }, [cursor, idle, load, pathname, search]);

  useEffect(() => {
    if (state.pages.length > 0) keep(key, state);
  }, [key, state]);

  const nextCursor = cursorOf(state, state.pages.length);
  return {
    rows: rowsOf(state),
    total: first.total,
    nextCursor,
    nextHref: nextCursor && withParams(search, { curseur: nextCursor }),
    loading: awaited !== null,
    loadMore: () => {
      if (awaited === null && nextCursor) setState({ ...state, wanted: state.pages.length + 1 });
    },
  };
}
