import { data } from "react-router";
import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { AppError } from "#app/errors.ts";
import { typedValues } from "#app/form.ts";
import type { Version, Versions } from "./versions.ts";

type Row = { table: string; rowId: string };

/**
 * The refusal that says both versions, who wrote the other one, and when. To send again with one's own, the form is
 * to say that it has now seen theirs.
 */
export async function twoVersions({ productId }: Actor, rows: Row[], versions: Version[]): Promise<AppError> {
  const [last] = await db.$queryRaw<{ at: Date; name: string | null }[]>`
    SELECT c."at", u."name" FROM "Change" c
    JOIN unnest(${rows.map(({ table }) => table)}::text[], ${rows.map(({ rowId }) => rowId)}::text[]) r("table", "rowId")
      USING ("table", "rowId")
    LEFT JOIN "User" u ON u."id" = c."actorId" WHERE c."productId" = ${productId}::uuid ORDER BY c."id" DESC LIMIT 1`;
  const who = last?.name ?? "Quelqu’un";
  const details: Versions = { versions, by: last?.name ?? null, at: last?.at.toISOString() ?? null };
  const fields = Object.fromEntries(
    versions.map(({ field, theirs }) => [field, `${who} a écrit entre-temps\u00A0: ${theirs ?? "rien"}.`]),
  );
  const message = `${who} a modifié cette fiche pendant que vous écriviez. Rien n’est perdu\u00A0: choisissez.`;
  return new AppError("conflict", message, { fields, details: { ...details } });
}

/**
 * A form that may meet somebody else's: on a conflict it answers both versions beside what was typed, and a base that
 * has seen theirs, for whoever has no JavaScript to choose with.
 */
export async function orTwoVersions<Done>(form: FormData, work: () => Promise<Done>) {
  try {
    return await work();
  } catch (error) {
    const versions =
      error instanceof AppError ? (error.details?.versions as Version[] | undefined) : undefined;
    if (!(error instanceof AppError) || !versions) throw error;
    const { by, at } = error.details as unknown as Versions;
    const errors = Object.fromEntries(Object.entries(error.fields ?? {}).map(([name, why]) => [name, [why]]));
    return data({ errors, values: typedValues(form), clash: { versions, by, at } }, { status: error.status });
  }
}
