import { endpoints } from "#app/api/endpoints.server.ts";
import type { Endpoint } from "#app/api/operation.ts";
import type { Actor } from "#app/auth/actor.ts";
import { createCampaign } from "#app/campaigns/campaigns.server.ts";
import { createMailbox } from "#app/outbox/mailboxes.server.ts";
import { createOpportunity } from "#app/pipeline/opportunities.server.ts";
import { putUsage } from "#app/pipeline/usage.server.ts";
import { createContact, createInstitution } from "./factories.ts";

/** One object of each kind, all of one product: the id of each, under the first word of its paths. */
export type Belongings = Record<string, string>;

export async function createBelongings(actor: Actor): Promise<Belongings> {
  const institution = await createInstitution(actor);
  const { id: opportunities } = await createOpportunity(actor, {
    institutionId: (await createInstitution(actor)).id,
  });
  const mailbox = { name: "Camille", fromAddress: "camille@essaim.example", smtpUrl: "smtp://127.0.0.1:1" };
  const { id: mailboxes } = await createMailbox(actor, mailbox);
  const { id: contacts } = await createContact(actor, { institutionId: institution.id });
  const { id: campaigns } = await createCampaign(actor, {
    ...{
      name: "Découverte",
      subject: "Bonjour",
      text: "Bonjour",
      mailboxId: mailboxes,
      contactIds: [contacts],
    },
  });
  const { id: usage } = await putUsage(actor, {
    ...{ institutionId: institution.id, metric: "visites", date: "2026-09-30", value: 412 },
  });
  return { institutions: institution.id, usage, contacts, opportunities, mailboxes, campaigns };
}

/** The document's own example of a body, its ids taken among these. */
export function exampleOf(
  { operation: { example } }: Endpoint,
  mine: Belongings,
): Record<string, unknown> | undefined {
  if (example === undefined) return undefined;
  const entries = Object.entries(example as object).map(([name, value]) => [
    name,
    isId(name) ? asWritten(name, mine[collectionOf(name)]) : value,
  ]);
  return Object.fromEntries(entries) as Record<string, unknown>;
}

/** The names of the fields of its body that hold ids. */
export function idFields({ operation: { example } }: Endpoint): string[] {
  return Object.keys((example ?? {}) as object).filter(isId);
}

/** What `name` is given to point at this object: « institutionId » an id, « contactIds » a list. */
export function asWritten(name: string, id: string | undefined): string | string[] {
  if (id === undefined) throw new Error(`Nothing is made for « ${name} »: add it to createBelongings().`);
  return name.endsWith("s") ? [id] : id;
}

/** « institutionId » and « contactIds » speak of institutions and contacts. */
export const collectionOf = (name: string) =>
  `${name.replace(/Ids?$/, "")}${name.endsWith("xId") ? "es" : "s"}`;

export const isId = (name: string) => /[a-z]Ids?$/.test(name);

export const withId = endpoints.filter(({ path }) => path.includes(":id"));
export const withBody = endpoints.filter(({ operation }) => operation.body);
export const withQuery = endpoints.filter(({ operation }) => operation.query);
