import type { Actor } from "#app/auth/actor.ts";
import { listContactsAt } from "#app/contacts/contacts-at.server.ts";
import { db } from "#app/db/db.server.ts";
import { getInstitutionFile } from "#app/institutions/institution-file.server.ts";
import { listLinks } from "#app/institutions/relations.server.ts";
import { getOpportunityOf } from "#app/pipeline/opportunities.server.ts";
import { getPlan } from "./plan.server.ts";

/** What a page holds. */
const PEOPLE = 8;
const EXCHANGES = 5;
const PROMISES = 6;
const LINKS = 6;

/** All that one takes to a meeting, on one sheet. @throws {AppError} not_found */
export async function readSheet(actor: Actor, id: string) {
  const file = await getInstitutionFile(actor, id);
  const { productId } = actor;
  const here = { productId, institutionId: file.id };
  const [plan, partnership, people, links, exchanges, promises] = await Promise.all([
    getPlan(actor, file.id),
    getOpportunityOf(actor, file.id),
    listContactsAt(actor, file.id),
    listLinks(actor, file.id),
    db.interaction.findMany({
      where: here,
      orderBy: [{ happenedAt: "desc" }, { id: "asc" }],
      take: EXCHANGES,
      select: { id: true, kind: true, direction: true, happenedAt: true, summary: true },
    }),
    db.task.findMany({
      where: { ...here, doneAt: null },
      orderBy: [{ dueOn: { sort: "asc", nulls: "last" } }, { id: "asc" }],
      take: PROMISES,
      select: { id: true, title: true, dueOn: true, owedBy: true },
    }),
  ]);
  const present = people.filter(({ left }) => !left).toSorted((a, b) => weightOf(b) - weightOf(a));
  return {
    ...{ file, plan, partnership, exchanges, promises },
    people: present.slice(0, PEOPLE),
    more: Math.max(0, present.length - PEOPLE),
    links: links
      .flatMap(({ label, links: some }) => some.map(({ id: key, name }) => ({ id: key, label, name })))
      .slice(0, LINKS),
  };
}

/** Who decides first, then who weighs most. */
function weightOf({
  decisionRole,
  influence,
}: {
  decisionRole: string | null;
  influence: number | null;
}): number {
  return (decisionRole === "decides" ? 10 : decisionRole ? 2 : 0) + (influence ?? 0);
}
