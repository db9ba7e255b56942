import type { Actor } from "#app/auth/actor.ts";
import { listContacts } from "#app/contacts/contacts.server.ts";
import type { Contact } from "#app/contacts/contact.ts";
import type { InstitutionRow } from "#app/institutions/institution-row.server.ts";
import { listInstitutions } from "#app/institutions/institutions.server.ts";
import { correctSearch } from "./correct.server.ts";
import { findCampaigns } from "./find-campaigns.server.ts";
import type { CampaignHit } from "./palette-hits.ts";
import { readSearch } from "./query.ts";

/** Answers shown of each kind; the lists have the rest. */
const SHOWN = 8;

type Answers<Row> = { items: Row[]; total: number };

export type Found = {
  institutions: Answers<InstitutionRow>;
  contacts: Answers<Contact>;
  campaigns: Answers<CampaignHit>;
  /** Nothing answers, but these words, near what was typed, would. */
  rather: string | null;
};

/**
 * One search over everything a product sees: institutions (with where its partnership stands), contacts, campaigns.
 * @returns null when too little is typed to look for anything
 */
export async function searchEverything(actor: Actor, q: string): Promise<Found | null> {
  const query = readSearch(q);
  if (!query) return null;
  const [institutions, contacts, campaigns] = await Promise.all([
    listInstitutions(actor, { q, limit: SHOWN }),
    listContacts(actor, { q, limit: SHOWN }),
    findCampaigns(actor, query, SHOWN),
  ]);
  const found = { institutions: counted(institutions), contacts: counted(contacts), campaigns };
  const nothing = Object.values(found).every(({ total }) => total === 0);
  return { ...found, rather: nothing ? ((await correctSearch(actor, query))?.folded ?? null) : null };
}

function counted<Row>({ items, total }: { items: Row[]; total?: number }): Answers<Row> {
  return { items, total: total ?? items.length };
}
