import type { Actor } from "#app/auth/actor.ts";
import type { CampaignState } from "#app/campaigns/campaign-state.ts";
import { listContacts } from "#app/contacts/contacts.server.ts";
import type { Contact } from "#app/contacts/contact.ts";
import { pool } from "#app/db/db.server.ts";
import type { InstitutionRow } from "#app/institutions/institution-row.server.ts";
import { listInstitutions } from "#app/institutions/institutions.server.ts";
import { readSearch } from "./query.ts";

/** Answers shown of each kind; the lists have the rest. */
const SHOWN = 8;

type Answers<Row> = { items: Row[]; total: number };

export type Found = {
  institutions: Answers<InstitutionRow>;
  contacts: Answers<Contact>;
  campaigns: Answers<{ id: string; name: string; state: CampaignState }>;
};

/**
 * One search over everything a product sees: institutions (with where its partnership stands), contacts, campaigns.
 * @returns null when too little is typed to look for anything
 */
export async function searchEverything(actor: Actor, q: string): Promise<Found | null> {
  if (!readSearch(q)) return null;
  const [institutions, contacts, campaigns] = await Promise.all([
    listInstitutions(actor, { q, limit: SHOWN }),
    listContacts(actor, { q, limit: SHOWN }),
    findCampaigns(actor, q),
  ]);
  return { institutions: counted(institutions), contacts: counted(contacts), campaigns };
}

function counted<Row>({ items, total }: { items: Row[]; total?: number }): Answers<Row> {
  return { items, total: total ?? items.length };
}

/** A product has few campaigns: each word anywhere in the name is enough. */
async function findCampaigns({ productId }: Actor, q: string): Promise<Found["campaigns"]> {
  const words = readSearch(q)?.folded.split(" ") ?? [];
  const { rows } = await pool.query<Found["campaigns"]["items"][number] & { total: number }>(
    `SELECT "id", "name", "state", count(*) OVER ()::int AS "total" FROM "Campaign"
     WHERE "productId" = $1 AND f_fold("name") LIKE ALL ($2) ORDER BY "createdAt" DESC LIMIT $3`,
    [productId, words.map((word) => `%${word}%`), SHOWN],
  );
  return { items: rows.map(({ id, name, state }) => ({ id, name, state })), total: rows[0]?.total ?? 0 };
}
