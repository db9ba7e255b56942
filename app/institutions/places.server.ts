import { db } from "#app/db/db.server.ts";

export type Place = { value: string; label: string };

/** What a list can be narrowed to: « Hérault (34) » by number, « Occitanie » by name. */
export async function listPlaces(): Promise<{ departements: Place[]; regions: Place[] }> {
  const rows = await db.territory.findMany({
    where: { kind: { in: ["departement", "region"] } },
    select: { code: true, name: true, kind: true },
    orderBy: { name: "asc" },
  });
  return {
    departements: rows
      .filter(({ kind }) => kind === "departement")
      .map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))
      .sort((a, b) => a.value.localeCompare(b.value)),
    regions: rows
      .filter(({ kind }) => kind === "region")
      .map(({ code, name }) => ({ value: code, label: name })),
  };
}
