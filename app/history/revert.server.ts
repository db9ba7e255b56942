import type { Tx } from "#app/db/transaction.server.ts";
import type { NetChange } from "./net-changes.ts";
import { type Outcomes, outcomesOf } from "./outcomes.ts";
import { readAccountUsers, readReferences, readReferrers, type Reference } from "./references.server.ts";
import { removable } from "./removable.ts";
import { remakeRows, removeRows, restoreValues, rowsAsLeft } from "./revert-rows.server.ts";
import { UNDOABLE, type UndoableTable } from "./undoable.ts";

type Of<Op extends NetChange["op"]> = Extract<NetChange, { op: Op }>;

/** Removes the rows that the set made, where nothing else has come to lean on them. */
export async function removeMade(tx: Tx, net: NetChange[]): Promise<Outcomes> {
  const made = net.filter((change): change is Of<"insert"> => change.op === "insert");
  const references = await readReferences(tx);
  const asLeft = new Set<string>();
  for (const [table, changes] of byTable(made)) {
    const rows = changes.map(({ rowId, after }) => ({ id: rowId, after }));
    for (const id of await rowsAsLeft(tx, table, rows)) asLeft.add(key(table, id));
  }
  const rows = made.map((change) => ({
    key: key(change.table, change.rowId),
    parents: parentsOf(change, references),
  }));
  const verdicts = removable(rows, asLeft, await readLeaning(tx, made, references));

  const outcomes: Outcomes = new Map();
  for (const [table, changes] of byTable(made).reverse()) {
    const leaving = changes.filter(({ rowId }) => !verdicts.get(key(table, rowId)));
    const gone = await removeRows(
      tx,
      table,
      leaving.map(({ rowId }) => rowId),
    );
    for (const [change, outcome] of outcomesOf(changes, new Set(gone), "refused"))
      outcomes.set(change, outcome && (verdicts.get(key(table, change.rowId)) ?? outcome));
  }
  return outcomes;
}

/** Makes the rows that the set removed again. */
export async function remakeRemoved(tx: Tx, net: NetChange[]): Promise<Outcomes> {
  const removed = net.filter((change): change is Of<"delete"> => change.op === "delete");
  const outcomes: Outcomes = new Map();
  for (const [table, changes] of byTable(removed)) {
    const back = await remakeRows(
      tx,
      table,
      changes.map(({ before }) => before),
    );
    for (const [change, outcome] of outcomesOf(changes, new Set(back), "refused"))
      outcomes.set(change, outcome);
  }
  return outcomes;
}

/** Puts the former values back where the set's own still are. */
export async function restoreChanged(tx: Tx, net: NetChange[]): Promise<Outcomes> {
  const changed = net.filter((change): change is Of<"update"> => change.op === "update");
  const outcomes: Outcomes = new Map();
  for (const [table, changes] of byTable(changed)) {
    const rows = changes.map(({ rowId, before, after }) => ({ id: rowId, before, after }));
    const asLeft = new Set(await rowsAsLeft(tx, table, rows));
    const able = rows.filter(({ id }) => asLeft.has(id));
    const done = new Set(await restoreValues(tx, table, able));
    for (const [change, outcome] of outcomesOf(changes, done, "changed"))
      outcomes.set(change, outcome && asLeft.has(change.rowId) ? "refused" : outcome);
  }
  return outcomes;
}

/** Each table after those it refers to. */
function byTable<Change extends NetChange>(changes: Change[]): [UndoableTable, Change[]][] {
  const tables = Map.groupBy(changes, ({ table }) => table);
  return UNDOABLE.flatMap((table): [UndoableTable, Change[]][] => {
    const ofTable = tables.get(table);
    return ofTable ? [[table, ofTable]] : [];
  });
}

function parentsOf({ table, after }: Of<"insert">, references: Reference[]): string[] {
  return references
    .filter((reference) => reference.table === table && typeof after[reference.column] === "string")
    .map(({ column, parent }) => key(parent, after[column] as string));
}

/** Which rows refer to those the set made. */
async function readLeaning(
  tx: Tx,
  made: Of<"insert">[],
  references: Reference[],
): Promise<Map<string, string[]>> {
  const leaning = new Map<string, string[]>();
  const note = (parent: string, table: string, id: string | null) => {
    const others = leaning.get(parent) ?? [];
    leaning.set(parent, [...others, key(table, id ?? "")]);
  };
  for (const [parent, changes] of byTable(made)) {
    const ids = changes.map(({ rowId }) => rowId);
    for (const reference of references.filter((one) => one.parent === parent)) {
      for (const { id, parentId } of await readReferrers(tx, reference, ids))
        note(key(parent, parentId), reference.table, id);
    }
    if (parent !== "Account") continue;
    for (const { table, id, parentId } of await readAccountUsers(tx, ids))
      note(key(parent, parentId), table, id);
  }
  return leaning;
}

const key = (table: string, id: string) => `${table} ${id}`;
