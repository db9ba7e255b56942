import { randomUUID } from "node:crypto";
import type { Actor } from "#app/auth/actor.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { Tx } from "#app/db/transaction.server.ts";
import { DEFAULT_DAILY_CAP, DEFAULT_WINDOW, normalizeEmail } from "#app/outbox/mailbox.ts";
import { CAMPAIGN } from "./campaign.ts";
import { DEMO_MAILBOX } from "./demo.ts";
import type { Person } from "./people.ts";
import type { StageKey } from "./stages.ts";
import type { Chapter } from "./story.ts";
import { dayFromNow, momentAgo } from "./story-days.ts";

type Writer = Pick<Actor, "userId" | "productId">;

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
  const recipients = rows.flatMap(({ recipient }) => recipient);
  await writeCampaign(tx, writer, recipients);
}

type StageIds = (key: StageKey) => string;

/** The stages by what they prove; one that was removed meanwhile is played by the first. */
async function readStages(tx: Tx, productId: string): Promise<StageIds> {
  const stages = await tx.stage.findMany({
    where: { productId },
    select: { id: true, kind: true, milestone: true },
    orderBy: { position: "asc" },
  });
  return (key) => (stages.find(({ kind, milestone }) => (milestone ?? kind) === key) ?? stages[0]!).id;
}

/** What a chapter is in the database. */
function rowsOf(chapter: Chapter, stageId: StageIds, { productId, userId }: Writer, now: Date) {
  const { institutionId } = chapter.place;
  const opportunityId = randomUUID();
  const owned = { productId, institutionId };
  const people = chapter.people.map((person) => ({ id: randomUUID(), person }));
  const reached = chapter.path.map(({ stage, daysAgo }) => ({
    stageId: stageId(stage),
    at: momentAgo(daysAgo, 17, 30, now),
  }));
  const [first, today] = [reached[0]!, reached.at(-1)!];
  return {
    contacts: people.map(({ id, person: { firstName, lastName } }) => ({
      ...{ id, productId, firstName, lastName, createdAt: first.at, createdById: userId },
    })),
    positions: people.map(({ id, person }) => ({
      ...{ ...owned, contactId: id, function: person.function, createdAt: first.at },
    })),
    addresses: people.flatMap(({ id, person }) =>
      addressesOf(person).map((address) => ({
        ...{ ...address, productId, contactId: id, collectedAt: first.at, createdAt: first.at },
      })),
    ),
    opportunity: {
      ...{ ...owned, id: opportunityId, stageId: today.stageId, stageSince: today.at, ownerId: userId },
      ...{ reach: chapter.reach, lostReason: chapter.lostReason, createdAt: first.at, createdById: userId },
      wakeOn: chapter.wakeInDays === null ? null : new Date(dayFromNow(chapter.wakeInDays, now)),
    },
    periods: reached.slice(0, -1).map(({ stageId: past, at }, i) => ({
      ...{
        productId,
        opportunityId,
        stageId: past,
        byId: userId,
        validFrom: at,
        validTo: reached[i + 1]!.at,
      },
    })),
    tasks: [chapter.next].flatMap((next) =>
      next
        ? {
            ...{ ...owned, opportunityId, title: next.title, owedBy: next.owedBy, assigneeId: userId },
            ...{ dueOn: new Date(dayFromNow(next.dueInDays, now)), createdById: userId },
          }
        : [],
    ),
    interactions: chapter.exchanges.map(({ daysAgo, who, ...exchange }, i) => {
      const happenedAt = momentAgo(daysAgo, 9 + (i % 7), (daysAgo * 7) % 60, now);
      const contactId = people[who]?.id ?? null;
      return { ...owned, ...exchange, contactId, happenedAt, createdAt: happenedAt, createdById: userId };
    }),
    recipient: chapter.campaign ? people[0]!.id : [],
  };
}

function addressesOf({ email, phone }: Person) {
  return [
    {
      kind: "email" as const,
      value: email,
      normalized: normalizeEmail(email),
      source: "organigramme en ligne",
    },
    {
      kind: "phone" as const,
      value: phone,
      normalized: phone.replace(/\D/g, ""),
      source: "appel au standard",
    },
  ];
}

/** The mailbox, and the campaign to be launched from it: a draft, since only the outbox says « sent ». */
async function writeCampaign(tx: Tx, { productId, userId }: Writer, contactIds: string[]): Promise<void> {
  const mailbox = await tx.mailbox.create({
    data: {
      ...{ ...DEMO_MAILBOX, productId, createdById: userId },
      ...{ dailyCap: DEFAULT_DAILY_CAP, window: DEFAULT_WINDOW as Prisma.InputJsonValue },
    },
    select: { id: true },
  });
  const { name, subject, text } = CAMPAIGN;
  const variants = { create: { productId, subject, text } };
  await tx.campaign.create({
    data: {
      ...{ productId, name, mailboxId: mailbox.id, audience: { contactIds }, createdById: userId },
      steps: { create: { productId, position: 1, variants } },
    },
  });
}
