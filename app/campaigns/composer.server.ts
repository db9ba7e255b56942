import { contactName } from "#app/contacts/contact.ts";
import type { Actor } from "#app/auth/actor.ts";
import { MERGE_FIELDS, type MergeField, type MergeValues } from "#app/outbox/merge.ts";
import { readCatalogue } from "#app/filters/catalogue.server.ts";
import { contactEntity } from "#app/filters/entities.server.ts";
import type { Snippet } from "#app/snippets/snippet.ts";
import { listSnippets } from "#app/snippets/snippets.server.ts";
import { describeAudience } from "./audience-words.server.ts";
import {
  audienceOf,
  type Campaign,
  type CampaignRow,
  chosenVariant,
  viewCampaign,
} from "./campaign-row.server.ts";
import type { Kept } from "./draft-saver.ts";
import { type LaunchPlan, letterOf, planLaunch, type Sender } from "./launch-plan.server.ts";
import { type Fault, faultsOf } from "./letter-faults.ts";
import { paceSentence } from "./pace.ts";
import { networkLines } from "./network-checks.ts";
import { readNetwork } from "./network-checks.server.ts";
import { nameExclusions, type NamedExclusion, nameLines, type Person } from "./people.server.ts";
import { type CheckLine, type PreLaunchCheck, settledPoints } from "./pre-launch.ts";
import { pickRecipient, WORST, worstCase } from "./preview-pick.ts";
import { previewLetter } from "./preview.ts";
import type { Recipient } from "./recipients.ts";
import { readSequence, type Sequence } from "./sequence.server.ts";
import { lastSave, wordsOf } from "./update-campaign.server.ts";

/** What the composer's third column shows: one of the people, or the worst case, and the way to the others. */
export type Shown = {
  /** Which of the messages. */
  variantId: string;
  contactId: string;
  name: string;
  institution: string | null;
  /** Its place among the others; null: it is nobody in particular. */
  rank: number | null;
  total: number;
  previousId: string;
  nextId: string;
  subject: string;
  /** What each field holds for this person. */
  values: { field: MergeField; label: string; value: string; missing: number }[];
};

/** A line of the check, with the first of the people it is about. */
export type NamedLine = Omit<CheckLine, "contactIds"> & { people?: Person[]; count?: number };
type NamedCheck = Record<keyof PreLaunchCheck, NamedLine[]>;

export type Composer = {
  campaign: Pick<Campaign, "id" | "version">;
  draft: Kept;
  presentation: Pick<Campaign, "layout" | "linkTag">;
  /** Its messages, and what stops them. */
  sequence: Sequence;
  sender: Sender | null;
  savedAt: Date | null;
  recipients: number;
  institutions: number;
  chips: string[];
  excluded: NamedExclusion[];
  excludedCount: number;
  check: NamedCheck;
  /** What nothing is said against. */
  settled: string[];
  /** What nobody could answer. */
  unverified: string[];
  pace: string;
  faults: Fault[];
  fields: Shown["values"];
  snippets: Pick<Snippet, "name" | "text">[];
  shown: Shown | null;
  /** Whether the name looked for was found. */
  found: boolean;
};

/**
 * Everything the page of a draft shows. `wanted`: the contact to preview, or `WORST`; `sought`: a name to look for;
 * `variant`: the message that is written; `previewed`: the one that is previewed, when it is another.
 */
export async function readComposer(
  actor: Actor,
  row: CampaignRow,
  {
    wanted,
    sought,
    variant = null,
    previewed = null,
  }: {
    wanted: string | null;
    sought: string | null;
    variant?: string | null;
    previewed?: string | null;
  },
): Promise<Composer> {
  const plan = await planLaunch(actor, row);
  const { recipients, excluded, reachable, check, mailbox: sender } = plan;
  const { id, version, ...campaign } = viewCampaign(row);
  const { subject, text, position } = chosenVariant(row, variant);
  const texts = row.steps.flatMap(({ variants }) => variants.map((one) => one.text));
  const network = networkLines(
    await readNetwork(sender?.local ? null : (sender?.fromAddress ?? null), texts),
  );
  const { index, found } = pickRecipient(reachable, wanted, sought);
  const { variantId: shownVariant } = chosenVariant(row, previewed ?? variant);
  const shownIndex = wanted === WORST && (!sought || !found) ? null : index;
  return {
    campaign: { id, version },
    draft: { version, words: wordsOf({ ...campaign, subject, text }) },
    presentation: { layout: row.layout, linkTag: row.linkTag },
    sequence: await readSequence(actor, row, variant),
    sender,
    savedAt: (await lastSave(id)).at,
    recipients: recipients.length,
    institutions: new Set(recipients.flatMap(({ institutionId }) => institutionId ?? [])).size,
    chips: describeAudience(audienceOf(row), await readCatalogue(actor, contactEntity)),
    excluded: await nameExclusions(actor, excluded),
    excludedCount: excluded.length,
    check: {
      blocking: await nameLines(actor, check.blocking),
      warnings: [...(await nameLines(actor, check.warnings)), ...network.warnings],
    },
    settled: [...settledPoints(check), ...network.settled],
    unverified: network.unverified,
    pace: sender ? paceSentence(recipients.length, sender) : "",
    faults: faultsOf({ subject, text, followUp: position > 1 }),
    fields: valuesOf({}, reachable),
    snippets: (await listSnippets(actor)).map(({ name, text: words }) => ({ name, text: words })),
    shown: show(plan, row, shownIndex, shownVariant),
    found,
  };
}

/** @param index null: the worst case */
function show(
  { reachable, stationery, product, mailbox }: LaunchPlan,
  row: CampaignRow,
  index: number | null,
  variantId: string,
): Shown | null {
  const letter = letterOf(row, product, mailbox, variantId);
  const person = index === null ? worstCase(reachable, letter) : reachable[index];
  if (!person) return null;
  const total = reachable.length;
  const { contactId, institution, values } = person;
  const at = index ?? 0;
  return {
    ...{ variantId, contactId, institution, total, rank: index === null ? null : index + 1 },
    name: index === null ? "Le cas le plus difficile" : contactName(person),
    previousId: reachable[(at - 1 + total) % total]!.contactId,
    nextId: reachable[index === null ? 0 : (at + 1) % total]!.contactId,
    subject: previewLetter(stationery, letter, person, "").subject,
    values: valuesOf(values, reachable),
  };
}

/** Each field, what it holds for one of the people, and how many of them have nothing. */
function valuesOf(values: MergeValues, people: Recipient[]): Shown["values"] {
  const fields = Object.entries(MERGE_FIELDS) as [MergeField, string][];
  return fields.map(([field, label]) => ({
    ...{ field, label, value: values[field]?.trim() ?? "" },
    missing: people.filter((person) => !person.values[field]?.trim()).length,
  }));
}
