import type pg from "pg";
import { readClaims } from "./claims.server.ts";
import {
  type ContactChange,
  type ContactDecisions,
  decideContacts,
  keysOf,
  type KnownContact,
  type Placed,
} from "./decide-contacts.ts";
import { readKnownContacts } from "./known-contacts.server.ts";
import type { Change, DecidedLot, Lot, Outcome, Sample } from "./lot.ts";
import { SAMPLE } from "./lot.ts";
import { placeRows } from "./place-rows.server.ts";
import type { ContactRow } from "./rows.ts";
import { writeContacts } from "./write-contacts.server.ts";

/** What becomes of a lot of contacts. */
export async function decideContactsLot(
  client: pg.ClientBase,
  lot: Lot,
  rows: ContactRow[],
): Promise<DecidedLot> {
  const placed: Placed[] = await placeRows(client, lot.productId, rows);
  const known = await readKnownContacts(client, lot.productId, placed);
  const keys = [...placed.flatMap(keysOf), ...known.ids.map((id) => `c:${id}`)];
  const claimed = await readClaims(client, lot.importId, keys);
  const decisions = decideContacts(placed, { ...known, claimed });
  return {
    outcome: outcomeOf(decisions),
    claims: decisions.claims,
    write: () => writeContacts(client, lot, decisions),
  };
}

function outcomeOf({ create, change, unchanged, refused }: ContactDecisions): Outcome {
  return {
    ...{ created: create.length, updated: change.length, unchanged, refused },
    createdSample: create
      .slice(0, SAMPLE)
      .map(({ row }) => ({ line: row.line, label: nameOf(row), changes: [] })),
    changedSample: change.slice(0, SAMPLE).map(sampleOf),
  };
}

function sampleOf({ contact, row, set, post, add, addPost, institutionId }: ContactChange): Sample {
  const changes: Change[] = [];
  if (set.firstName) changes.push({ field: "Prénom", before: contact.firstName, after: set.firstName });
  if (set.lastName) changes.push({ field: "Nom", before: contact.lastName, after: set.lastName });
  if (set.note) changes.push({ field: "Note", before: contact.note, after: set.note });
  const former = contact.posts.find(({ id }) => id === post?.id);
  if (post) changes.push({ field: "Fonction", before: former?.function ?? null, after: post.function });
  for (const { kind, value } of add)
    changes.push({ field: kind === "email" ? "Courriel" : "Téléphone", before: null, after: value });
  if (addPost) changes.push({ field: "Poste", before: null, after: row.place?.name ?? institutionId ?? "" });
  const label = [contact.firstName, contact.lastName].filter(Boolean).join(" ") || nameOf(row);
  return { line: row.line, label, changes };
}

const nameOf = (row: Pick<KnownContact, "firstName" | "lastName"> & Pick<ContactRow, "emails">) =>
  [row.firstName, row.lastName].filter(Boolean).join(" ") || row.emails[0]?.value || "Sans nom";
