import { z } from "zod";
import { emailSchema } from "#app/auth/users.server.ts";
import type { Run } from "#app/cli/command.ts";
import { findMembership } from "#app/cli/find-membership.server.ts";
import { db } from "#app/db/db.server.ts";
import { parseOrThrow } from "#app/form.ts";
import { KEPT, type KeptReason } from "#app/history/undoable.ts";
import { askUndo, readUndoing, runUndo } from "#app/imports/undo.server.ts";
import { isUuid } from "#app/ids.ts";

const schema = z.object({
  id: z.string(),
  email: emailSchema.optional(),
  product: z.string().trim().optional(),
});

export const undoImport: Run = async (values) => {
  const { id, ...asked } = parseOrThrow(schema, values);
  // Without a word about the product, it is the import's.
  const found =
    asked.product === undefined && isUuid(id)
      ? await db.import.findUnique({ where: { id }, select: { productId: true } })
      : null;
  const member = await findMembership({ ...asked, ...(found && { product: found.productId }) });
  await askUndo(member, id);
  await runUndo(id, { wait: true });
  const { undoing } = await db.import.findUniqueOrThrow({ where: { id }, select: { undoing: true } });
  const { reverted, keptCount, kept } = readUndoing(undoing);
  return {
    json: { importId: id, reverted, keptCount, kept },
    lines: [
      `${reverted} rows are as they were; ${keptCount} are left.`,
      ...kept.map(
        ({ table, rowId, reason }) => `  ${table} ${rowId} : ${KEPT[reason as KeptReason] ?? reason}`,
      ),
    ],
  };
};
