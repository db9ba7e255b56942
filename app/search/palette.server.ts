import type { Actor } from "#app/auth/actor.ts";
import { type ContactSearch, readContactSearch } from "#app/contacts/contact-search.server.ts";
import { correctSearch } from "./correct.server.ts";
import { findCampaigns } from "./find-campaigns.server.ts";
import { findContacts, readContactHits } from "./find-contacts.server.ts";
import { findInstitutions, readInstitutionHits } from "./find-institutions.server.ts";
import type { PaletteAnswer } from "./palette-hits.ts";

/** Lines of each kind: what the eye takes in at once. */
const SHOWN = { institutions: 6, contacts: 5, campaigns: 3 };

/**
 * What the palette shows for what is typed: a few of each, the best first, within milliseconds whatever is typed. What
 * finds nothing is read again with its nearest words.
 * @returns null when too little is typed
 */
export async function searchPalette(actor: Actor, q: string): Promise<PaletteAnswer | null> {
  const started = performance.now();
  const query = readContactSearch(q);
  if (!query) return null;
  const [first, campaigns] = await Promise.all([
    findBoth(actor, query),
    findCampaigns(actor, query, SHOWN.campaigns),
  ]);
  const nothing = first.institutions.length + first.contacts.length === 0;
  const corrected = nothing ? await correctSearch(actor, query) : null;
  const found = corrected ? await findBoth(actor, { ...corrected, address: null }) : first;
  const ms = Math.max(1, Math.round(performance.now() - started));
  return { ...found, campaigns: campaigns.items, read: corrected?.folded ?? null, ms };
}

/** Room that names leave goes to those who hold a post at the first institutions; further, it says little of them. */
async function findBoth(
  actor: Actor,
  query: ContactSearch,
): Promise<Pick<PaletteAnswer, "institutions" | "contacts">> {
  const [institutionIds, named] = await Promise.all([
    findInstitutions(actor, query, SHOWN.institutions),
    findContacts(actor, query, SHOWN.contacts),
  ]);
  const [institutions, contacts] = await Promise.all([
    readInstitutionHits(actor, institutionIds),
    readContactHits(actor, named, institutionIds.slice(0, 3), SHOWN.contacts),
  ]);
  return { institutions, contacts };
}
