import fc from "fast-check";
import { pool } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { Entity, Fields } from "#app/filters/compile.server.ts";

/** A real table with a column of every type, each of which may be absent. */
export type Row = {
  id: string;
  owner: string;
  title: string | null;
  labels: string[] | null;
  kind: string | null;
  count: number | null;
  open: boolean;
  dueOn: string | null;
  at: string | null;
};

export const fields = {
  id: { label: "Id", type: "id", sql: Prisma.sql`s."id"`, required: true },
  title: { label: "Titre", type: "text", sql: Prisma.sql`s."title"`, sortable: true },
  kind: {
    label: "Type",
    type: "choice",
    sql: Prisma.sql`s."kind"`,
    sortable: true,
    values: ["commune", "epci"],
  },
  count: { label: "Nombre", type: "number", sql: Prisma.sql`s."count"`, sortable: true },
  open: { label: "Ouvert", type: "boolean", sql: Prisma.sql`s."open"`, sortable: true, required: true },
  dueOn: { label: "Échéance", type: "day", sql: Prisma.sql`s."dueOn"`, sortable: true },
  labels: { label: "Étiquettes", type: "tags", sql: Prisma.sql`s."labels"` },
  at: { label: "Moment", type: "moment", sql: Prisma.sql`s."at"`, sortable: true },
} satisfies Fields;

export const from = Prisma.sql`"Sample" s`;

/** Two products: whatever the second holds, the first is answered the same. */
export const OURS = "11111111-1111-4111-8111-111111111111";
const THEIRS = "22222222-2222-4222-8222-222222222222";
export const actor = { productId: OURS };

/** Rows related to each other, both ways, through an alias that both entities use. */
export const entity: Entity = {
  label: "exemple",
  fields,
  source: () => from,
  scope: ({ productId }) => Prisma.sql`s."owner" = ${productId}::uuid`,
  relations: {
    parts: {
      ...{ label: "Parties", to: () => entity, outer: Prisma.sql`s."title"` },
      ...{ link: () => Prisma.sql`JOIN "Sample" p ON p."id" = s."id"`, key: Prisma.sql`s."kind"::text` },
    },
    same: {
      ...{ label: "Du même jour", to: () => entity, outer: Prisma.sql`s."dueOn"` },
      key: Prisma.sql`s."dueOn"`,
    },
  },
};

/** Few different values, so that conditions often meet them. */
export const titles = [
  "Évreux",
  "evreux",
  "Saint-Étienne",
  "St Etienne",
  "L’Haÿ-les-Roses",
  "Œuvre 100 %",
  "",
  "a_b",
  ...["commune", "epci"],
];
export const days = ["2026-03-28", "2026-03-29", "2026-10-06", "2027-01-01"];
// Around midnight in Paris, in winter and in summer.
export const moments = [
  ...["2026-03-28T22:59:59.999Z", "2026-03-28T23:00:00.000Z", "2026-03-29T21:59:59.000Z"],
  ...["2026-03-29T22:00:00.000Z", "2026-10-06T10:00:00.123Z"],
];

const orNull = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values));
export const someRow: fc.Arbitrary<Row> = fc.record({
  id: fc.uuid(),
  owner: fc.constantFrom(OURS, OURS, THEIRS),
  labels: fc.option(fc.subarray(["vif", "lent", "coûteux"])),
  title: orNull(titles),
  kind: orNull(["commune", "epci"]),
  count: fc.option(fc.integer({ min: -3, max: 3 })),
  open: fc.boolean(),
  dueOn: orNull(days),
  at: orNull(moments),
});
export const someRows = fc.uniqueArray(someRow, { maxLength: 25, selector: (row) => row.id });

export async function createTable() {
  await pool.query(`
    DROP TABLE IF EXISTS "Sample";
    DROP TYPE IF EXISTS "SampleKind";
    CREATE TYPE "SampleKind" AS ENUM ('commune', 'epci');
    CREATE TABLE "Sample" ("id" uuid PRIMARY KEY, "owner" uuid NOT NULL, "labels" text[], "title" text COLLATE french, "kind" "SampleKind", "count" int,
      "open" boolean NOT NULL, "dueOn" date, "at" timestamptz(3))`);
}

export async function dropTable() {
  await pool.query(`DROP TABLE "Sample"; DROP TYPE "SampleKind"`);
}

export async function fill(rows: Row[]) {
  await pool.query(`TRUNCATE "Sample"`);
  await pool.query(`INSERT INTO "Sample" SELECT * FROM jsonb_populate_recordset(NULL::"Sample", $1)`, [
    JSON.stringify(rows),
  ]);
}
