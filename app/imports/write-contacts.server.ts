import type pg from "pg";
import { isRoleAddress } from "#app/contacts/address.ts";
import { addressHash } from "#app/outbox/address-hash.server.ts";
import { copyText, sendCopy } from "#app/universe/upsert.server.ts";
import type { ContactChange, ContactDecisions } from "./decide-contacts.ts";
import type { Lot } from "./lot.ts";
import type { Written } from "./person.ts";
import type { ContactRow } from "./rows.ts";

/** Writes what was decided, by COPY where rows are made: as fast as PostgreSQL takes them, triggers included. */
export async function writeContacts(
  client: pg.ClientBase,
  lot: Lot,
  { create, change }: ContactDecisions,
): Promise<void> {
  const { productId, userId } = lot;
  const made = create.map((one) => ({ ...one, id: crypto.randomUUID() }));
  const opposed = await readOppositions(client, [
    ...made.flatMap(({ row }) => row.emails),
    ...change.flatMap(({ add }) => add.filter(({ kind }) => kind === "email")),
  ]);
  await copy(
    client,
    "Contact",
    ["id", "productId", "firstName", "lastName", "role", "note", "opposedAt", "createdById"],
    made.map(({ id, row }) => ({
      ...{ id, productId, firstName: row.firstName, lastName: row.lastName, note: row.note },
      ...{ role: isRole(row), opposedAt: opposed(row.emails), createdById: userId },
    })),
  );
  await copy(
    client,
    "Position",
    ["productId", "contactId", "institutionId", "function", "primary"],
    [
      ...made.map(({ id, row, institutionId }) => postOf(lot, id, institutionId, row, true)),
      ...change.flatMap(({ contact, row, addPost }) =>
        addPost ? [postOf(lot, contact.id, addPost.institutionId, row, addPost.primary)] : [],
      ),
    ],
  );
  await copy(
    client,
    "Address",
    ["productId", "contactId", "kind", "value", "normalized", "primary", "source", "collectedAt"],
    [
      ...made.flatMap(({ id, row }) => [
        ...row.emails.map((email, i) =>
          addressOf(lot, id, row, { kind: "email", ...email, primary: i === 0 }),
        ),
        ...row.phones.map((phone, i) =>
          addressOf(lot, id, row, { kind: "phone", ...phone, primary: i === 0 }),
        ),
      ]),
      ...change.flatMap(({ contact, row, add }) => add.map((one) => addressOf(lot, contact.id, row, one))),
    ],
  );
  await changeContacts(client, change, opposed);
  await follow(client, productId, [
    ...made.map(({ institutionId }) => institutionId),
    ...change.flatMap(({ addPost }) => addPost?.institutionId ?? []),
  ]);
}

const isRole = ({ firstName, lastName, emails }: ContactRow) =>
  !firstName && !lastName && isRoleAddress(emails[0]?.value ?? "");

function postOf(
  { productId }: Lot,
  contactId: string,
  institutionId: string,
  row: ContactRow,
  primary: boolean,
) {
  return { productId, contactId, institutionId, function: row.function, primary };
}

function addressOf(
  { productId, source, collectedAt }: Lot,
  contactId: string,
  row: ContactRow,
  address: Written & { kind: "email" | "phone"; primary: boolean },
) {
  const { kind, value, normalized, primary } = address;
  return {
    ...{ productId, contactId, kind, value, normalized, primary, source: row.source ?? source },
    collectedAt: row.collectedOn ? `${row.collectedOn}T12:00:00Z` : collectedAt.toISOString(),
  };
}

async function copy<Row>(
  client: pg.ClientBase,
  table: string,
  columns: (keyof Row & string)[],
  rows: Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const list = columns.map((column) => `"${column}"`).join(", ");
  await sendCopy(client, `"${table}" (${list})`, copyText({ columns }, rows));
}

/** The day the holder of one of these addresses objected, in whichever product: an opposition holds for all. */
async function readOppositions(client: pg.ClientBase, emails: Written[]) {
  const hashes = new Map(emails.map(({ normalized }) => [normalized, addressHash(normalized)]));
  const { rows } = await client.query<{ addressHash: string; createdAt: Date }>(
    `SELECT "addressHash", "createdAt" FROM "Suppression" WHERE "addressHash" = ANY ($1)`,
    [[...hashes.values()]],
  );
  const since = new Map(rows.map((row) => [row.addressHash, row.createdAt.toISOString()]));
  return (of: { normalized: string }[]): string | null =>
    of.map(({ normalized }) => since.get(hashes.get(normalized) ?? "")).find((day) => day !== undefined) ??
    null;
}

async function changeContacts(
  client: pg.ClientBase,
  changes: ContactChange[],
  opposed: (of: { normalized: string }[]) => string | null,
): Promise<void> {
  const rows = changes.flatMap(({ contact, row, set, add }) => {
    const opposedAt = opposed(add.filter(({ kind }) => kind === "email"));
    // An address of a function that receives a name is a person.
    const named = !!(set.firstName ?? set.lastName) && !!(contact.lastName ?? row.lastName);
    return Object.keys(set).length > 0 || opposedAt ? [{ id: contact.id, ...set, opposedAt, named }] : [];
  });
  if (rows.length > 0)
    await client.query(
      `UPDATE "Contact" c SET "firstName" = coalesce(s."firstName", c."firstName"),
         "lastName" = coalesce(s."lastName", c."lastName"), "note" = coalesce(s."note", c."note"),
         "opposedAt" = coalesce(c."opposedAt", s."opposedAt"), "role" = c."role" AND NOT s."named"
       FROM jsonb_to_recordset($1::jsonb) AS s("id" uuid, "firstName" text, "lastName" text, "note" text,
         "opposedAt" timestamptz, "named" boolean)
       WHERE c."id" = s."id"`,
      [JSON.stringify(rows)],
    );
  const posts = changes.flatMap(({ post }) => post ?? []);
  if (posts.length > 0)
    await client.query(
      `UPDATE "Position" p SET "function" = s."function"
       FROM jsonb_to_recordset($1::jsonb) AS s("id" uuid, "function" text) WHERE p."id" = s."id"`,
      [JSON.stringify(posts)],
    );
}

/** A first touch: the product now follows these institutions. */
async function follow(client: pg.ClientBase, productId: string, institutionIds: string[]): Promise<void> {
  if (institutionIds.length === 0) return;
  await client.query(
    `INSERT INTO "Account" ("productId", "institutionId")
     SELECT $1, "id" FROM unnest($2::uuid[]) AS i("id") GROUP BY "id"
     ON CONFLICT ("productId", "institutionId") DO NOTHING`,
    [productId, institutionIds],
  );
}
