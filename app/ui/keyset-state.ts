/** What the loader of a list answers. `nextCursor` is opaque, and null at the end. */
export type KeysetPage<Row> = { rows: Row[]; total: number; nextCursor: string | null };

/** What has been read of a list, page after page, the first one aside. */
export type KeysetState<Row> = {
  /** Grows each time the first page is read. */
  reading: number;
  /** The filter and the sort. */
  list: string;
  first: KeysetPage<Row>;
  pages: { page: KeysetPage<Row>; stale: boolean }[];
  /** How many pages to have. */
  wanted: number;
  received: KeysetPage<Row> | null;
};

export function begin<Row>(list: string, first: KeysetPage<Row>, reading = 0): KeysetState<Row> {
  return { reading, list, first, pages: [], wanted: 0, received: null };
}

/**
 * The first page has been read again. The same list keeps its length: the pages below stay in sight, stale,
 * until each has been read again. Another list has the first page alone.
 */
export function beginAgain<Row>(
  old: KeysetState<Row>,
  list: string,
  first: KeysetPage<Row>,
): KeysetState<Row> {
  const state = begin(list, first, old.reading + 1);
  if (old.list !== list || !first.nextCursor) return state;
  return { ...state, pages: old.pages.map(({ page }) => ({ page, stale: true })), wanted: old.pages.length };
}

/** The awaited page has come. What was below the end of the list goes. */
export function receive<Row>(state: KeysetState<Row>, page: KeysetPage<Row>): KeysetState<Row> {
  const at = awaitedPage(state) ?? state.pages.length;
  const below = page.nextCursor ? state.pages.slice(at + 1) : [];
  const pages = [...state.pages.slice(0, at), { page, stale: false }, ...below];
  return { ...state, pages, wanted: pages.length, received: page };
}

/** The place of the next page to read, or null when there is none to await. */
export function awaitedPage<Row>({ pages, wanted }: KeysetState<Row>): number | null {
  const stale = pages.findIndex((page) => page.stale);
  if (stale >= 0) return stale;
  return wanted > pages.length ? pages.length : null;
}

/** Where the page at this place begins; null when the list ends before. */
export function cursorOf<Row>({ first, pages }: KeysetState<Row>, place: number): string | null {
  return (pages[place - 1]?.page ?? first).nextCursor;
}

/** Every row read, once: a row that moved between two readings could be on two pages. */
export function rowsOf<Row extends { id: string }>({ first, pages }: KeysetState<Row>): Row[] {
  const rows = [first, ...pages.map(({ page }) => page)].flatMap((page) => page.rows);
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}
