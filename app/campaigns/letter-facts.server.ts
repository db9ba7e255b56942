import type { Tx } from "#app/db/transaction.server.ts";
import { checkTemplate } from "#app/outbox/merge.ts";
import type { LetterFacts } from "./letter-checks.ts";
import type { Letter, Recipient } from "./recipients.ts";

type Of = {
  product: { legalAddress: string | null };
  letter: Pick<Letter, "subject" | "text">;
  recipients: Recipient[];
  relay: string | null;
};

/** What the check of a launch looks at, from what is known of those it writes to. */
export async function readLetterFacts(
  { product, letter, recipients, relay }: Of,
  reader: Pick<Tx, "$queryRaw">,
): Promise<LetterFacts> {
  const fields = [...new Set([letter.subject, letter.text].flatMap((text) => checkTemplate(text).fields))];
  const without = (field: (typeof fields)[number]) =>
    recipients.filter(({ values }) => !values[field]?.trim()).map(({ contactId }) => contactId);
  return {
    postalAddress: product.legalAddress,
    withoutSource: recipients
      .filter(({ source, collectedAt }) => !source?.trim() || !collectedAt)
      .map(({ contactId }) => contactId),
    fallbacks: fields
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
