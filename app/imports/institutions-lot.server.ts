import type pg from "pg";
import { readClaims } from "./claims.server.ts";
import { decideInstitutions, institutionKeys, type KnownInstitution } from "./decide-institutions.ts";
import type { DecidedLot, Lot } from "./lot.ts";
import { type Resolved, resolvePlaces } from "./places.server.ts";
import type { Place } from "./place.ts";
import { fold } from "#app/search/query.ts";
import type { InstitutionRow } from "./rows.ts";
import { resolveTerritories, type Territory } from "./territories.server.ts";
import { writeInstitutions } from "./write-institutions.server.ts";

/** What becomes of a lot of institutions. */
export async function decideInstitutionsLot(
  client: pg.ClientBase,
  lot: Lot,
  rows: InstitutionRow[],
): Promise<DecidedLot> {
  const territories = await resolveTerritories(client, rows);
  const resolved = await resolvePlaces(
    client,
    lot.productId,
    rows.map((row, index) => placeOf(row, territories[index] ?? null)),
  );
  const ids = resolved.flatMap((one) => ("id" in one ? [one.id] : []));
  const known = await readKnownInstitutions(client, lot.productId, ids);
  const asked = rows.map((row, index) => ({
    ...{ row, territory: territories[index] ?? null },
    ...matchOf(resolved[index]!, known),
  }));
  const claimed = await readClaims(client, lot.importId, asked.flatMap(institutionKeys));
  const decisions = decideInstitutions(asked, {
    claimed,
    numbered: await readNumbered(client, lot.productId, rows),
  });
  return {
    outcome: decisions.outcome,
    claims: decisions.claims,
    write: () => writeInstitutions(client, lot, decisions),
  };
}

function matchOf(resolved: Resolved, known: Map<string, KnownInstitution>) {
  if ("id" in resolved) return { known: known.get(resolved.id) ?? null, ambiguous: null };
  return { known: null, ambiguous: resolved.ambiguous ? resolved.reason : null };
}

/** By its codes, then by its name, where it is said to be. A commune's own institution is known by its INSEE code. */
function placeOf(
  { siren, siret, name, kind, departement, postcode }: InstitutionRow,
  at: Territory | null,
): Place {
  const folded = fold(name ?? "");
  const town =
    kind === "commune" || !name || /^(mairie|commune|ville) /.test(folded) || folded === fold(at?.name ?? "");
  return {
    ...{ siren, siret, name, names: folded ? [folded] : [], acronyms: false },
    insee: at?.kind === "commune" && town ? at.code : null,
    ...{ short: null, shortDepartement: null, town: null, postcode, territory: at?.code ?? null },
    departement: at?.departementCode ?? departement,
  };
}

/** Which of the product's own institutions have these numbers, that no other may take. */
async function readNumbered(client: pg.ClientBase, productId: string, rows: InstitutionRow[]) {
  const { rows: found } = await client.query<{ number: string; id: string }>(
    `SELECT unnest(ARRAY["siren", "siret"]) AS "number", "id" FROM "Institution"
     WHERE "productId" = $1 AND ("siren" = ANY ($2) OR "siret" = ANY ($3))`,
    [
      productId,
      rows.flatMap(({ siren, siret }) => siren ?? siret?.slice(0, 9) ?? []),
      rows.flatMap(({ siret }) => siret ?? []),
    ],
  );
  return new Map(found.map(({ number, id }) => [number, id]));
}

async function readKnownInstitutions(client: pg.ClientBase, productId: string, ids: string[]) {
  const { rows } = await client.query<KnownInstitution>(
    `SELECT i."id", i."productId" IS NOT NULL AS "own", i."name", i."acronym", i."kind", i."siren", i."siret",
       i."territoryCode", i."email", i."phone", i."website", i."address", coalesce(a."corrections", '{}') AS "corrections"
     FROM "Institution" i LEFT JOIN "Account" a ON a."institutionId" = i."id" AND a."productId" = $1
     WHERE i."id" = ANY ($2)`,
    [productId, ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
