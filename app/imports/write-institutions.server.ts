import type pg from "pg";
import { correctAgain } from "#app/institutions/institution.ts";
import { copyText, sendCopy } from "#app/universe/upsert.server.ts";
import type { InstitutionDecisions } from "./decide-institutions.ts";
import type { Lot } from "./lot.ts";
import type { Territory } from "./territories.server.ts";

/** Writes what was decided: rows of the product's own, and its corrections beside shared facts. */
export async function writeInstitutions(
  client: pg.ClientBase,
  lot: Lot,
  decisions: InstitutionDecisions,
): Promise<void> {
  await create(client, lot, decisions.create);
  await change(client, decisions.change);
  await correct(client, lot, decisions.correct);
}

const COLUMNS = [
  ...(["productId", "createdById", "name", "acronym", "kind", "siren", "siret", "territoryCode"] as const),
  ...([
    "departementCode",
    "regionCode",
    "population",
    "weight",
    "keywords",
    "email",
    "phone",
    "website",
  ] as const),
  ...(["address", "source", "vintage"] as const),
];
type Column = (typeof COLUMNS)[number];

async function create(client: pg.ClientBase, lot: Lot, made: InstitutionDecisions["create"]): Promise<void> {
  if (made.length === 0) return;
  const rows = made.map(({ row, territory }): Record<Column, string | number | null> => ({
    ...{ productId: lot.productId, createdById: lot.userId, name: row.name, acronym: row.acronym },
    ...{ kind: row.kind ?? "other", siren: row.siren ?? row.siret?.slice(0, 9) ?? null, siret: row.siret },
    ...{ email: row.email, phone: row.phone, website: row.website, address: row.address },
    ...placed(territory),
    ...{ source: lot.source, vintage: String(lot.collectedAt.getFullYear()) },
  }));
  const list = COLUMNS.map((column) => `"${column}"`).join(", ");
  await sendCopy(client, `"Institution" (${list})`, copyText({ columns: [...COLUMNS] }, rows));
}

/** Where it is, as its territory says, and the words of the place by which it is also found. */
function placed(territory: Territory | null) {
  if (!territory)
    return {
      territoryCode: null,
      departementCode: null,
      regionCode: null,
      population: null,
      weight: 0,
      keywords: "",
    };
  const { code, name, population, postcodes, departementCode, departementName, regionCode } = territory;
  const words = [name, code, ...postcodes, departementName, departementCode].filter(Boolean);
  return {
    ...{ territoryCode: code, departementCode, regionCode, population, weight: population ?? 0 },
    keywords: words.join(" "),
  };
}

async function change(client: pg.ClientBase, changes: InstitutionDecisions["change"]): Promise<void> {
  if (changes.length === 0) return;
  await client.query(
    `UPDATE "Institution" i SET "name" = coalesce(s."name", i."name"), "acronym" = coalesce(s."acronym", i."acronym"),
       "kind" = coalesce(s."kind", i."kind"), "siren" = coalesce(s."siren", i."siren"),
       "siret" = coalesce(s."siret", i."siret"), "email" = coalesce(s."email", i."email"),
       "phone" = coalesce(s."phone", i."phone"), "website" = coalesce(s."website", i."website"),
       "address" = coalesce(s."address", i."address")
     FROM jsonb_to_recordset($1::jsonb) AS s("id" uuid, "name" text, "acronym" text, "kind" "InstitutionKind",
       "siren" text, "siret" text, "email" text, "phone" text, "website" text, "address" text)
     WHERE i."id" = s."id"`,
    [JSON.stringify(changes.map(({ id, set }) => ({ id, ...set })))],
  );
  const moved = changes.flatMap(({ id, territory }) => (territory ? [{ id, ...placed(territory) }] : []));
  if (moved.length === 0) return;
  await client.query(
    `UPDATE "Institution" i SET "territoryCode" = s."territoryCode", "departementCode" = s."departementCode",
       "regionCode" = s."regionCode", "population" = s."population", "weight" = s."weight", "keywords" = s."keywords"
     FROM jsonb_to_recordset($1::jsonb) AS s("id" uuid, "territoryCode" text, "departementCode" text,
       "regionCode" text, "population" int, "weight" int, "keywords" text)
     WHERE i."id" = s."id"`,
    [JSON.stringify(moved)],
  );
}

async function correct(
  client: pg.ClientBase,
  lot: Lot,
  corrected: InstitutionDecisions["correct"],
): Promise<void> {
  if (corrected.length === 0) return;
  const sign = { at: new Date().toISOString(), byId: lot.userId };
  const rows = corrected.map(({ id, known, corrections, set }) => ({
    institutionId: id,
    corrections: correctAgain(known, corrections, set, sign),
  }));
  await client.query(
    `INSERT INTO "Account" ("productId", "institutionId", "corrections")
     SELECT $1, s."institutionId", s."corrections"
     FROM jsonb_to_recordset($2::jsonb) AS s("institutionId" uuid, "corrections" jsonb)
     ON CONFLICT ("productId", "institutionId") DO UPDATE SET "corrections" = excluded."corrections"`,
    [lot.productId, JSON.stringify(rows)],
  );
}
