import { type Actor, requireRole } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { transaction } from "#app/db/transaction.server.ts";
import { AppError, notFound } from "#app/errors.ts";
import { compileFilter } from "#app/filters/compile.server.ts";
import { contactEntity, institutionEntity, partnershipEntity } from "#app/filters/entities.server.ts";
import { type Filter, parseFilter } from "#app/filters/filter.ts";
import { readListParams } from "#app/filters/list-params.ts";
import { resolveFilter } from "#app/filters/resolve.server.ts";
import type { InSet } from "#app/history/in-set.ts";
import { uuidOr404 } from "#app/ids.ts";
import { matching as contactsMatching } from "#app/contacts/contacts.server.ts";
import { matching as institutionsMatching } from "#app/institutions/institutions.server.ts";
import { narrowed } from "#app/pipeline/opportunities.server.ts";
import { OPPORTUNITY_TABLES } from "#app/pipeline/opportunity-fields.server.ts";
import { COUNTED, keptSearch, type View, type ViewChange, type ViewList } from "./view.ts";

const ENTITIES = {
  institutions: institutionEntity,
  contacts: contactEntity,
  partnerships: partnershipEntity,
};
const MAX_VIEWS = 100;
const MAX_COUNTED = 8;

/** The views of a list that this member sees: their own and those shared; the pinned first, in their order. */
export async function listViews(actor: Actor, list: ViewList): Promise<View[]> {
  const { productId, userId } = actor;
  const rows = await db.savedView.findMany({
    where: { productId, list, OR: [{ ownerId: userId }, { shared: true }] },
    include: { pins: { where: { userId } } },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: MAX_VIEWS,
  });
  const counts = await countTabs(
    actor,
    list,
    rows.filter(({ pins }) => pins.length > 0),
  );
  const place = (row: (typeof rows)[number]) => row.pins[0]?.position ?? Number.MAX_SAFE_INTEGER;
  return Promise.all(
    rows
      .toSorted((one, other) => place(one) - place(other))
      .map(async ({ id, name, params, shared, ownerId, pins }) => {
        const { search } = params as { search: string };
        const mine = ownerId === userId || (shared && actor.role === "admin");
        return {
          ...{ id, name, search, shared, mine },
          pinned: pins.length > 0,
          count: counts.get(id) ?? null,
          broken: await whyBroken(actor, list, search),
        };
      }),
  );
}

/**
 * Keeps a list under a name, and pins it for whoever made it.
 * @throws {AppError} conflict, when they have a view of this name there already; invalid, for a filter that is none
 */
export async function saveView(
  actor: Actor,
  { list, name, search, shared }: { list: ViewList; name: string; search: string; shared: boolean },
  options: InSet = {},
): Promise<{ id: string }> {
  requireRole(actor, shared ? "deployer" : "reader");
  const { productId, userId } = actor;
  await refuseBroken(actor, list, search);
  await refuseSameName(actor, list, name);
  const data = {
    ...{ productId, ownerId: userId, list, name, shared },
    params: { search: keptSearch(search) },
  };
  return transaction(
    actor,
    "vue.création",
    async (tx) => {
      const { id } = await tx.savedView.create({ data, select: { id: true } });
      const position = await tx.viewPin.count({ where: { productId, userId, view: { list } } });
      await tx.viewPin.create({ data: { productId, viewId: id, userId, position } });
      return { id };
    },
    options,
  );
}

/** @throws {AppError} not_found, for a view out of sight; forbidden, for one that is another's to change */
export async function changeView(
  actor: Actor,
  id: string,
  change: ViewChange,
  options: InSet = {},
): Promise<void> {
  const { productId, userId } = actor;
  const viewId = uuidOr404(id, "Cette vue");
  const view = await db.savedView.findFirst({
    where: { id: viewId, productId, OR: [{ ownerId: userId }, { shared: true }] },
  });
  if (!view) throw notFound("Cette vue");
  if (change.change === "pin" || change.change === "first") return pin(actor, view, change);
  if (view.ownerId !== userId && actor.role !== "admin")
    throw new AppError("forbidden", "Cette vue est à quelqu’un d’autre : enregistrez la vôtre.");
  if (change.change === "share" && change.shared) requireRole(actor, "deployer");
  if (change.change === "replace") await refuseBroken(actor, view.list, change.search);
  if (change.change === "name" && change.name !== view.name)
    await refuseSameName(actor, view.list, change.name);
  await transaction(
    actor,
    "vue.modification",
    async (tx) => {
      const where = { id: viewId };
      if (change.change === "delete") await tx.savedView.delete({ where });
      if (change.change === "name") await tx.savedView.update({ where, data: { name: change.name } });
      if (change.change === "share") await tx.savedView.update({ where, data: { shared: change.shared } });
      if (change.change === "replace")
        await tx.savedView.update({ where, data: { params: { search: keptSearch(change.search) } } });
    },
    options,
  );
}

async function pin(
  actor: Actor,
  { id: viewId, list }: { id: string; list: ViewList },
  change: ViewChange & { change: "pin" | "first" },
): Promise<void> {
  const { productId, userId } = actor;
  await transaction(actor, "vue.épingle", async (tx) => {
    await tx.viewPin.deleteMany({ where: { viewId, userId } });
    if (change.change === "pin" && !change.pinned) return;
    const others = { productId, userId, view: { list } };
    const position = change.change === "pin" ? await tx.viewPin.count({ where: others }) : 0;
    if (change.change === "first")
      await tx.viewPin.updateMany({ where: others, data: { position: { increment: 1 } } });
    await tx.viewPin.create({ data: { productId, viewId, userId, position } });
  });
}

/** In one query, whatever the number of tabs; none of them is counted beyond a bound. */
async function countTabs(
  actor: Actor,
  list: ViewList,
  views: { id: string; params: unknown }[],
): Promise<Map<string, number>> {
  const found = await Promise.all(
    views.slice(0, MAX_COUNTED).map(async ({ id, params }) => {
      const { search } = params as { search: string };
      if (await whyBroken(actor, list, search)) return [];
      const { q, filter } = readListParams(new URLSearchParams(search));
      const { from, where } = await FOUND_BY[list](actor, { q, filter });
      return [
        Prisma.sql`SELECT ${id} AS "id", (SELECT count(*)::int FROM
        (SELECT FROM ${from} WHERE ${where} LIMIT ${COUNTED}) found) AS "count"`,
      ];
    }),
  );
  const counting = found.flat();
  if (counting.length === 0) return new Map();
  const rows = await db.$queryRaw<{ id: string; count: number }[]>(Prisma.join(counting, " UNION ALL "));
  return new Map(rows.map(({ id, count }) => [id, count]));
}

type Query = { q: string | null; filter: Filter };

const FOUND_BY: Record<
  ViewList,
  (actor: Actor, query: Query) => Promise<{ from: Prisma.Sql; where: Prisma.Sql }>
> = {
  institutions: institutionsMatching,
  contacts: contactsMatching,
  partnerships: async (actor, { q, filter }) => ({
    from: OPPORTUNITY_TABLES,
    where: await narrowed(actor, { q: q ?? undefined, filter }),
  }),
};

async function whyBroken(actor: Actor, list: ViewList, search: string): Promise<string | null> {
  try {
    await refuseBroken(actor, list, search);
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}

async function refuseBroken(actor: Actor, list: ViewList, search: string): Promise<void> {
  const entity = ENTITIES[list];
  const filter = parseFilter(new URLSearchParams(search).get("filtre"));
  compileFilter(await resolveFilter(actor, filter, entity), entity, actor);
}

async function refuseSameName({ productId, userId }: Actor, list: ViewList, name: string): Promise<void> {
  const same = await db.savedView.findFirst({ where: { productId, ownerId: userId, list, name } });
  if (!same) return;
  const message = `Vous avez déjà une vue « ${name} » : donnez-en un autre, ou remplacez-la.`;
  throw new AppError("conflict", message, { fields: { name: message } });
}
