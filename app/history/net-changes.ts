/** A row as the change log holds it: column by column, in JSON. */
export type LoggedRow = Record<string, unknown>;

/** One line of the change log. */
export type LoggedChange = {
  table: string;
  rowId: string;
  op: "insert" | "update" | "delete";
  before: LoggedRow | null;
  after: LoggedRow | null;
};

/** What a change set did to a row, all in all. `before` and `after` of an update hold the same columns. */
export type NetChange = { table: string; rowId: string } & (
  | { op: "insert"; after: LoggedRow }
  | { op: "update"; before: LoggedRow; after: LoggedRow }
  | { op: "delete"; before: LoggedRow }
);

/**
 * What a change set did in all, one line a row, in the order in which rows were first touched. A row that ends as it
 * began is left out.
 * @param changes of one set, in the order of the log
 */
export function netChanges(changes: LoggedChange[]): NetChange[] {
  const rows = Map.groupBy(changes, ({ table, rowId }) => `${table} ${rowId}`);
  return [...rows.values()].flatMap((ofRow) => net(ofRow) ?? []);
}

function net(changes: LoggedChange[]): NetChange | undefined {
  const [first] = changes;
  const { table, rowId } = first!;
  const existed = first!.op !== "insert";
  let before: LoggedRow = {};
  let after: LoggedRow | null = {};
  for (const change of changes) {
    // What was known first is how the row began; a row that was not there began as nothing.
    if (existed) before = { ...change.before, ...before };
    if (change.op === "delete") after = null;
    else after = change.op === "insert" ? { ...change.after } : { ...after, ...change.after };
  }
  if (!existed) return after ? { table, rowId, op: "insert", after } : undefined;
  if (!after) return { table, rowId, op: "delete", before };
  return updated(table, rowId, before, after);
}

function updated(table: string, rowId: string, before: LoggedRow, after: LoggedRow): NetChange | undefined {
  const columns = Object.keys(after).filter((name) => name in before && !same(before[name], after[name]));
  if (columns.length === 0) return undefined;
  const only = (row: LoggedRow) => Object.fromEntries(columns.map((name) => [name, row[name]]));
  return { table, rowId, op: "update", before: only(before), after: only(after) };
}

/** PostgreSQL writes the keys of a JSON object in one order, always the same. */
function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
