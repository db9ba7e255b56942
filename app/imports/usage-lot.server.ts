import type pg from "pg";
import { formatNumber } from "#app/ui/format.ts";
import { readClaims } from "./claims.server.ts";
import { type DecidedLot, type Lot, type Outcome, SAMPLE } from "./lot.ts";
import { placeRows } from "./place-rows.server.ts";
import type { UsageRow } from "./rows.ts";

type Fact = { row: UsageRow; institutionId: string };

/** What becomes of a lot of usage figures: one a day, a measure and an institution; said again, it is corrected. */
export async function decideUsageLot(client: pg.ClientBase, lot: Lot, rows: UsageRow[]): Promise<DecidedLot> {
  const placed = await placeRows(client, lot.productId, rows);
  const facts = placed.map(({ row, institutionId }) => ({
    row,
    institutionId,
    key: keyOf(row, institutionId),
  }));
  const keys = facts.flatMap(({ key }) => key ?? []);
  const claimed = await readClaims(client, lot.importId, keys);
  const known = await readKnown(client, lot.productId, facts);
  const claims = new Map<string, number>();
  const outcome: Outcome = {
    ...{ created: 0, updated: 0, unchanged: 0, refused: [], createdSample: [], changedSample: [] },
  };
  const put: Fact[] = [];
  for (const { row, institutionId, key } of facts) {
    const { line, cells, faults } = row;
    const earlier = key ? (claims.get(key) ?? claimed.get(key)) : undefined;
    const reasons = faults.length > 0 || earlier === undefined ? faults : [`déjà à la ligne ${earlier}`];
    if (reasons.length > 0 || !key || !institutionId) {
      outcome.refused.push({ line, cells, reasons: reasons.length > 0 ? reasons : ["aucune institution"] });
      continue;
    }
    claims.set(key, line);
    const before = known.get(key);
    if (before !== undefined && before === row.value) {
      outcome.unchanged++;
      continue;
    }
    put.push({ row, institutionId });
    tell(outcome, row, before);
  }
  return { outcome, claims, write: () => writeFacts(client, lot, put) };
}

const keyOf = ({ metric, date }: UsageRow, institutionId: string | null) =>
  institutionId && metric && date ? `u:${institutionId}|${date}|${metric}` : null;

function tell(outcome: Outcome, row: UsageRow, before: number | undefined): void {
  const isNew = before === undefined;
  if (isNew) outcome.created++;
  else outcome.updated++;
  const sample = isNew ? outcome.createdSample : outcome.changedSample;
  if (sample.length >= SAMPLE) return;
  const label = `${row.metric}, ${row.place?.name ?? row.place?.siren ?? row.place?.siret ?? ""}, ${row.date}`;
  const changes = isNew
    ? []
    : [{ field: "Valeur", before: formatNumber(before), after: formatNumber(row.value ?? 0) }];
  sample.push({ line: row.line, label, changes });
}

async function readKnown(
  client: pg.ClientBase,
  productId: string,
  facts: { row: UsageRow; institutionId: string | null }[],
): Promise<Map<string, number>> {
  const asked = facts.filter(({ row, institutionId }) => keyOf(row, institutionId));
  const { rows } = await client.query<{ institutionId: string; metric: string; date: string; value: number }>(
    `SELECT u."institutionId", u."metric", u."date"::text, u."value" FROM "UsageFact" u
     JOIN (SELECT DISTINCT * FROM unnest($2::uuid[], $3::text[], $4::date[]) AS a("institutionId", "metric", "date")) a
       USING ("institutionId", "metric", "date")
     WHERE u."productId" = $1`,
    [
      productId,
      asked.map(({ institutionId }) => institutionId),
      asked.map(({ row }) => row.metric),
      asked.map(({ row }) => row.date),
    ],
  );
  return new Map(
    rows.map(({ institutionId, metric, date, value }) => [`u:${institutionId}|${date}|${metric}`, value]),
  );
}

async function writeFacts(
  client: pg.ClientBase,
  { productId, userId, source }: Lot,
  facts: Fact[],
): Promise<void> {
  if (facts.length === 0) return;
  const rows = facts.map(({ row, institutionId }) => {
    const { metric, date, value } = row;
    return { institutionId, metric, date, value, source: row.source ?? source };
  });
  await client.query(
    `INSERT INTO "UsageFact" ("productId", "institutionId", "metric", "date", "value", "source", "createdById")
     SELECT $1, s."institutionId", s."metric", s."date", s."value", s."source", $2
     FROM jsonb_to_recordset($3::jsonb)
       AS s("institutionId" uuid, "metric" text, "date" date, "value" float8, "source" text)
     ON CONFLICT ("productId", "institutionId", "metric", "date")
       DO UPDATE SET "value" = excluded."value", "source" = excluded."source"`,
    [productId, userId, JSON.stringify(rows)],
  );
}
