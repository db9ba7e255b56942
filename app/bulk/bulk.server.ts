import { type Actor, requireRole } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { transaction, type Tx } from "#app/db/transaction.server.ts";
import { AppError } from "#app/errors.ts";
import type { InSet } from "#app/history/in-set.ts";
import { CHANGES_OF, type BulkChange, type BulkCounts, type BulkList } from "./bulk.ts";
import { changeAccounts, previewAccounts } from "./accounts.server.ts";
import { countContacts, deleteContacts } from "./people.server.ts";
import { changePartnerships, previewPartnerships } from "./partnerships.server.ts";

/**
 * What a change would do to these rows, without doing it.
 * @throws {AppError} invalid; not_found, when one of the rows is not the product's
 */
export function previewBulk(
  actor: Actor,
  list: BulkList,
  ids: string[],
  change: BulkChange,
): Promise<BulkCounts> {
  requireRole(actor, "deployer");
  checkChange(list, change);
  if (list === "institutions") return previewAccounts(db, actor, ids, change);
  if (list === "contacts") return countContacts(db, actor, ids);
  return previewPartnerships(db, actor, ids, change);
}

/**
 * Does it: one transaction, a few statements whatever the number of rows, one change set that is undone as one.
 * Rows that are so already are not touched.
 */
export function applyBulk(
  actor: Actor,
  list: BulkList,
  ids: string[],
  change: BulkChange,
  options: InSet = {},
): Promise<BulkCounts> {
  requireRole(actor, "deployer");
  checkChange(list, change);
  const work = (tx: Tx) => {
    if (list === "institutions") return changeAccounts(tx, actor, ids, change);
    if (list === "contacts") return deleteContacts(tx, actor, ids);
    return changePartnerships(tx, actor, ids, change);
  };
  return transaction(actor, `${ACTIONS[list]}.groupe`, work, { ...options, timeoutMs: 120_000 });
}

const ACTIONS: Record<BulkList, string> = {
  institutions: "institution",
  contacts: "contact",
  partnerships: "partenariat",
};

function checkChange(list: BulkList, { change }: BulkChange): void {
  if (!CHANGES_OF[list].includes(change))
    throw new AppError("invalid", "Cette liste ne connaît pas cette action.", {
      fields: { change: "Cette liste ne connaît pas cette action." },
    });
}
