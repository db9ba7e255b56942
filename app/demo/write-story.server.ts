import type { Prisma } from "#app/db/generated/client.ts";
import type { Tx } from "#app/db/transaction.server.ts";
import { tagFrom } from "#app/outbox/links.ts";
import { DEFAULT_WINDOW } from "#app/outbox/mailbox.ts";
import { CYCLE, OBJECTIVES, TARGET } from "./ambitions.ts";
import { CAMPAIGN } from "./campaign.ts";
import { rowsOf, type StageIds, type Writer } from "./chapter-rows.ts";
import { DEMO_MAILBOX } from "./demo.ts";
import { REPLAYED } from "./replayed.ts";
import type { Chapter } from "./story.ts";
import { dayFromNow } from "./story-days.ts";

/**
 * Writes the story in the database, set by set; the triggers make the accounts, the present stage's period and the
 * dates of last contact.
 * @param now what the story's days are counted from
 */
export async function writeStory(tx: Tx, writer: Writer, chapters: Chapter[], now: Date): Promise<void> {
  const stages = await readStages(tx, writer.productId);
  const rows = chapters.map((chapter) => rowsOf(chapter, stages, writer, now));
  await tx.contact.createMany({ data: rows.flatMap(({ contacts }) => contacts) });
  await tx.position.createMany({ data: rows.flatMap(({ positions }) => positions) });
  await tx.address.createMany({ data: rows.flatMap(({ addresses }) => addresses) });
  await tx.opportunity.createMany({ data: rows.map(({ opportunity }) => opportunity) });
  await tx.stagePeriod.createMany({ data: rows.flatMap(({ periods }) => periods) });
  await tx.task.createMany({ data: rows.flatMap(({ tasks }) => tasks) });
  await tx.interaction.createMany({ data: rows.flatMap(({ interactions }) => interactions) });
  await tx.participant.createMany({ data: rows.flatMap(({ participants }) => participants) });
  await tx.usageFact.createMany({ data: rows.flatMap(({ usage }) => usage) });
  for (const { plan } of rows) if (plan) await tx.account.update(plan);
  await writeAmbitions(tx, writer, now);
  const recipients = rows.flatMap(({ recipient }) => recipient);
  await writeCampaign(tx, writer, recipients, now);
}

/** The stages by what they prove; one that was removed meanwhile is played by the first. */
async function readStages(tx: Tx, productId: string): Promise<StageIds> {
  const stages = await tx.stage.findMany({
    where: { productId, removedAt: null },
    select: { id: true, kind: true, milestone: true },
    orderBy: { position: "asc" },
  });
  return (key) => (stages.find(({ kind, milestone }) => (milestone ?? kind) === key) ?? stages[0]!).id;
}

async function writeAmbitions(tx: Tx, { productId, userId }: Writer, now: Date): Promise<void> {
  await tx.target.create({ data: { productId, filter: TARGET, createdById: userId } });
  const cycle = await tx.cycle.create({
    data: {
      ...{ productId, name: CYCLE.name, createdById: userId },
      startsOn: new Date(dayFromNow(-CYCLE.begunDaysAgo, now)),
      endsOn: new Date(dayFromNow(CYCLE.endsInDays, now)),
    },
    select: { id: true },
  });
  await tx.objective.createMany({
    data: OBJECTIVES.map((objective, position) => ({
      ...{ ...objective, position, productId, cycleId: cycle.id, createdById: userId },
    })),
  });
}

/** The mailbox, and the campaign to be launched from it: a draft, since only the outbox says « sent » (`replayCampaign`). */
async function writeCampaign(
  tx: Tx,
  { productId, userId }: Writer,
  contactIds: string[],
  now: Date,
): Promise<void> {
  const mailbox = await tx.mailbox.create({
    data: {
      ...{ ...DEMO_MAILBOX, productId, createdById: userId },
      // Until the campaign is told, nothing else leaves from it.
      ...{ pausedAt: new Date(), pauseReason: REPLAYED },
      ...{ dailyCap: CAMPAIGN.dailyCap, window: DEFAULT_WINDOW as Prisma.InputJsonValue },
    },
    select: { id: true },
  });
  const { name, subject, text, other, followUp, delayDays } = CAMPAIGN;
  const { endsInDays, ...expected } = CAMPAIGN.experiment;
  await tx.campaign.create({
    data: {
      ...{ productId, name, mailboxId: mailbox.id, audience: { contactIds }, createdById: userId },
      linkTag: tagFrom(name),
      experiment: {
        create: {
          ...{ ...expected, productId, createdById: userId },
          endsOn: new Date(dayFromNow(endsInDays, now)),
        },
      },
      steps: {
        create: [
          {
            ...{ productId, position: 1 },
            variants: {
              create: [
                { productId, label: "A", subject, text },
                { productId, label: "B", ...other },
              ],
            },
          },
          {
            ...{ productId, position: 2, delayDays },
            variants: { create: { productId, subject: "", text: followUp } },
          },
        ],
      },
    },
  });
}
