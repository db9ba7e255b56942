import type { Tx } from "#app/db/transaction.server.ts";
import { checkTemplate } from "#app/outbox/merge.ts";
import type { LetterFacts } from "./letter-checks.ts";
import { type Letter, partsOf, type Recipient } from "./recipients.ts";

type Of = {
  product: { legalAddress: string | null };
  letter: Letter;
  recipients: Recipient[];
  relay: string | null;
};

/** What the check of a launch looks at, from what is known of those it writes to. */
export async function readLetterFacts(
  { product, letter, recipients, relay }: Of,
  reader: Pick<Tx, "$queryRaw">,
): Promise<LetterFacts> {
  const words = partsOf(letter).flatMap(({ subject, text }) => [subject, text]);
  const fields = [...new Set(words.flatMap((text) => checkTemplate(text).fields))];
  const without = (field: (typeof fields)[number]) =>
    recipients.filter(({ values }) => !values[field]?.trim()).map(({ contactId }) => contactId);
  return {
    postalAddress: product.legalAddress,
    withoutSource: recipients
      .filter(({ source, collectedAt }) => !source?.trim() || !collectedAt)
      .map(({ contactId }) => contactId),
    volunteers: fields.includes("lien_volontaire") ? { open: Boolean(letter.volunteerUrl) } : null,
    fallbacks: fields
      .filter((field) => field !== "lien_volontaire")
      .map((field) => ({ field, contactIds: without(field) }))
      .filter(({ contactIds }) => contactIds.length > 0),
    relay,
    cold: relay ? await countCold(recipients, reader) : 0,
  };
}

async function countCold(recipients: Recipient[], reader: Pick<Tx, "$queryRaw">): Promise<number> {
  const ids = recipients.map(({ contactId }) => contactId);
  const [row] = await reader.$queryRaw<[{ warm: number }]>`SELECT count(DISTINCT "contactId")::int AS "warm"
    FROM "Interaction" WHERE "contactId" = ANY(${ids}::uuid[]) AND "direction" = 'inbound'`;
  return ids.length - row.warm;
}
