import { randomUUID } from "node:crypto";
import type { Actor } from "#app/auth/actor.ts";
import type { Sentiment } from "#app/db/generated/client.ts";
import { normalizeEmail } from "#app/outbox/mailbox.ts";
import { PLANS, USAGE } from "./ambitions.ts";
import { actionKind } from "./next-actions.ts";
import type { Person } from "./people.ts";
import { placeKey } from "./place.ts";
import type { StageKey } from "./stages.ts";
import type { Chapter } from "./story.ts";
import { dayFromNow, momentAgo } from "./story-days.ts";

export type Writer = Pick<Actor, "userId" | "productId">;
export type StageIds = (key: StageKey) => string;

/** What a chapter is in the database. */
export function rowsOf(chapter: Chapter, stageId: StageIds, { productId, userId }: Writer, now: Date) {
  const { institutionId } = chapter.place;
  const opportunityId = randomUUID();
  const owned = { productId, institutionId };
  const people = chapter.people.map((person) => ({ id: randomUUID(), person }));
  const exchanges = chapter.exchanges.map((exchange) => ({ id: randomUUID(), exchange }));
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
      ...{ ...owned, ...person.weight, contactId: id, function: person.function, createdAt: first.at },
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
            ...{ dueOn: new Date(dayFromNow(next.dueInDays, now)), dueMinute: next.dueMinute ?? null },
            ...{ kind: actionKind(next.title), contactId: namedIn(next.title, people), createdById: userId },
          }
        : [],
    ),
    interactions: exchanges.map(({ id, exchange: { daysAgo, who, kind, direction, summary, unread } }, i) => {
      const happenedAt = momentAgo(daysAgo, 9 + (i % 7), (daysAgo * 7) % 60, now);
      const contactId = people[who]?.id ?? null;
      const read = direction === "inbound" && !unread;
      return {
        ...{
          ...owned,
          kind,
          direction,
          summary,
          id,
          contactId,
          happenedAt,
          createdAt: happenedAt,
          createdById: userId,
        },
        ...(read && { handledAt: happenedAt, handledById: userId, sentiment: tone(chapter) }),
      };
    }),
    participants: exchanges.flatMap(({ id, exchange: { also = [] } }) =>
      also.flatMap((rank) =>
        people[rank] ? { productId, interactionId: id, contactId: people[rank].id } : [],
      ),
    ),
    usage: (USAGE[placeKey(chapter.place)] ?? []).map(({ metric, daysAgo, value }) => ({
      ...{ ...owned, metric, value, source: "statistiques de Parcelle", createdById: userId },
      date: new Date(dayFromNow(-daysAgo, now)),
    })),
    plan: planOf(chapter, productId),
    recipient: chapter.campaign ? people[0]!.id : [],
  };
}

/** What an answer says, from where the story went next. */
function tone({ path }: Chapter): Sentiment {
  const { stage } = path.at(-1)!;
  if (stage === "lost") return "negative";
  return stage === "contacted" || stage === "dormant" ? "neutral" : "positive";
}

/** The person an action names. */
function namedIn(title: string, people: { id: string; person: Person }[]): string | null {
  const named = people.find(({ person }) => title.includes(`${person.firstName} ${person.lastName}`));
  return named?.id ?? null;
}

/** A strategic partner's plan, on the account that its partnership has just made. */
function planOf({ place }: Chapter, productId: string) {
  const plan = PLANS[placeKey(place)];
  if (!plan) return null;
  const { institutionId } = place;
  return {
    where: { productId_institutionId: { productId, institutionId } },
    data: { keyAccount: true, ...plan },
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
