import { AppError } from "#app/errors.ts";

/**
 * A page of a list short enough to be read whole (a product's mailboxes): the cursor names the last row given.
 * @throws {AppError} invalid, for a cursor that names no row of the list
 */
export function pageOfRows<Row extends { id: string }>(
  rows: Row[],
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): { items: Row[]; nextCursor: string | null } {
  const start = cursor === undefined ? 0 : rows.findIndex((row) => cursorOf(row) === cursor) + 1;
  if (cursor !== undefined && start === 0)
    throw new AppError("invalid", "Cette suite de liste n’existe pas : reprenez au début.", {
      fields: { cursor: "Curseur inconnu." },
    });
  const items = rows.slice(start, start + limit);
  return { items, nextCursor: start + limit < rows.length ? cursorOf(items.at(-1)!) : null };
}

const cursorOf = ({ id }: { id: string }) => Buffer.from(`row:${id}`).toString("base64url");
