import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { Day } from "#app/interactions/days.ts";
import { kindOf } from "#app/interactions/kinds.ts";
import { type PipelineStage, shapeOf } from "#app/pipeline/stage.ts";
import { type DaySection, type DayTask, horizon, type SectionKey, SECTIONS } from "./day.ts";

/** Whose day: one's own, or the whole team's. */
export type Whose = "mine" | "all";

/** As many lines as a section shows; its head says how many there are. */
const SHOWN = 50;

/**
 * What is to be done, late first. Partnerships that sleep or have ended ask for nothing.
 * @param today in Paris
 */
export async function readDay(
  actor: Actor,
  whose: Whose,
  stages: PipelineStage[],
  today: Day,
): Promise<DaySection[]> {
  const { week, next } = horizon(today);
  const due = Prisma.sql`t."dueOn"`;
  const section = Prisma.sql`CASE WHEN ${due} IS NULL THEN 'undated' WHEN ${due} < ${today}::date THEN 'late'
    WHEN ${due} = ${today}::date THEN 'today' WHEN ${due} <= ${week}::date THEN 'week' ELSE 'next' END`;
  const rows = await db.$queryRaw<Row[]>`
    WITH due AS (
      SELECT t."id", ${section} AS "section", count(*) OVER (PARTITION BY ${section})::int AS "total",
        row_number() OVER (PARTITION BY ${section} ORDER BY ${due}, t."dueMinute" NULLS LAST, t."id") AS "rank"
      FROM ${OPEN_TASKS}
      WHERE ${openTasks(actor, whose)} AND (${due} IS NULL OR ${due} <= ${next}::date)
    )
    SELECT due."section", due."total", t."id", t."title", t."kind"::text AS "kind", t."owedBy"::text AS "owedBy",
      t."dueOn"::text AS "dueOn", t."dueMinute", i."id" AS "institutionId",
      coalesce(a."corrections" -> 'name' ->> 'value', i."name") AS "institutionName", c."id" AS "contactId",
      nullif(concat_ws(' ', c."firstName", c."lastName"), '') AS "contactName", o."stageId",
      CASE WHEN t."assigneeId" <> ${actor.userId} THEN u."name" END AS "assignee"
    FROM due JOIN "Task" t ON t."id" = due."id" JOIN "Institution" i ON i."id" = t."institutionId"
    LEFT JOIN "Opportunity" o ON o."id" = t."opportunityId"
    LEFT JOIN "Account" a ON a."productId" = t."productId" AND a."institutionId" = t."institutionId"
    LEFT JOIN "Contact" c ON c."id" = t."contactId" LEFT JOIN "User" u ON u."id" = t."assigneeId"
    WHERE due."rank" <= ${SHOWN} ORDER BY due."rank"`;
  const bySection = Map.groupBy(rows, (row) => row.section);
  return SECTIONS.map((key) => {
    const found = bySection.get(key) ?? [];
    return { key, total: found[0]?.total ?? 0, tasks: found.map((row) => taskOf(row, stages)) };
  });
}

/** What the navigation counts: late, or due today, for the reader. */
export async function countDue(actor: Actor, today: Day): Promise<number> {
  const [row] = await db.$queryRaw<[{ count: number }]>`
    SELECT count(*)::int AS count FROM ${OPEN_TASKS}
    WHERE ${openTasks(actor, "mine")} AND t."dueOn" <= ${today}::date`;
  return row.count;
}

/** The institutions to be called today or before, each once, in the order of the day. */
export async function institutionsToCall(
  actor: Actor,
  whose: Whose,
  today: Day,
  most: number,
): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string; title: string; kind: DayTask["kind"] }[]>`
    SELECT t."institutionId" AS "id", t."title", t."kind"::text AS "kind" FROM ${OPEN_TASKS}
    WHERE ${openTasks(actor, whose)} AND t."dueOn" <= ${today}::date AND t."owedBy" = 'us'
      AND (t."kind" IS NULL OR t."kind" = 'call')
    ORDER BY t."dueOn", t."dueMinute" NULLS LAST, t."id" LIMIT 2000`;
  const calls = rows.filter(({ title, kind }) => kindOf(title, kind) === "call");
  return [...new Set(calls.map(({ id }) => id))].slice(0, most);
}

const OPEN_TASKS = Prisma.sql`"Task" t LEFT JOIN "Opportunity" o ON o."id" = t."opportunityId"
  LEFT JOIN "Stage" s ON s."id" = o."stageId"`;

/** An action without anyone to do it is its partnership's owner's, or else that of who planned it. */
function openTasks({ productId, userId }: Actor, whose: Whose): Prisma.Sql {
  const mine = Prisma.sql`AND coalesce(t."assigneeId", o."ownerId", t."createdById") = ${userId}`;
  return Prisma.sql`t."productId" = ${productId}::uuid AND t."doneAt" IS NULL
    AND (s."kind" IS NULL OR s."kind" NOT IN ('dormant', 'lost')) ${whose === "mine" ? mine : Prisma.empty}`;
}

type Row = Omit<DayTask, "institution" | "contact" | "stage"> & {
  section: SectionKey;
  total: number;
  institutionId: string;
  institutionName: string;
  contactId: string | null;
  contactName: string | null;
  stageId: string | null;
};

function taskOf(row: Row, stages: PipelineStage[]): DayTask {
  const stage = stages.find(({ id }) => id === row.stageId);
  const { id, title, owedBy, dueOn, dueMinute, assignee } = row;
  return {
    ...{ id, title, owedBy, dueOn, dueMinute, assignee, kind: kindOf(title, row.kind) },
    institution: { id: row.institutionId, name: row.institutionName },
    contact: row.contactId ? { id: row.contactId, name: row.contactName ?? "" } : null,
    stage: stage ? shapeOf(stage, stages) : null,
  };
}
