import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { notFound } from "#app/errors.ts";
import { uuidOr404 } from "#app/ids.ts";
import { resolveGoal } from "./goal.ts";
import { listStages } from "#app/pipeline/stages.server.ts";
import { CUT_SQL, joinOf, namesOf, type PersonCut } from "./cuts.server.ts";
import { factsFrom, LEVEL_SQL, ofCampaign, type Scope, UNSETTLED } from "./facts.server.ts";
import {
  type Counts,
  type Cut,
  gather,
  isLetterCut,
  type Level,
  LEVELS,
  NO_COUNTS,
  type Segment,
} from "./funnel.ts";
import { stepLabel } from "./letter-words.ts";
import { type Letter, readLetters } from "./letters.server.ts";
import { providerOf, PROVIDERS } from "./provider.ts";
import type { Wait } from "./statistics.ts";

/** As many segments as a table shows, and as a file holds. */
const SEGMENTS_SHOWN = 100;
export const SEGMENTS_EXPORTED = 10_000;

export type CampaignScope = Scope & { goal: string | null };

export type Funnel = {
  goal: string | null;
  counts: Counts;
  /** Of the delivered, those that may still come back. */
  unsettled: number;
  letters: Letter[];
  waits: Wait[];
  cut: Cut | null;
  segments: Segment[];
  /** More than are shown. */
  segmentsTotal: number;
};

/** @throws {AppError} not_found */
export async function scopeOf(actor: Actor, id: string): Promise<CampaignScope> {
  const campaignId = uuidOr404(id, "Cette campagne");
  const { productId } = actor;
  const [campaign, stages] = await Promise.all([
    db.campaign.findFirst({ where: { id: campaignId, productId }, select: { stopStageId: true } }),
    listStages(actor),
  ]);
  if (!campaign) throw notFound("Cette campagne");
  const { goal, stageIds } = resolveGoal(stages, campaign.stopStageId);
  return { productId, campaignId, goalStageIds: stageIds, goal: goal?.name ?? null };
}

/** What a campaign brought, whole and cut: two readings of its rows, whatever their number. */
export async function readFunnel(
  scope: CampaignScope,
  cut: Cut | null,
  most = SEGMENTS_SHOWN,
): Promise<Funnel> {
  const personCut = cut && !isLetterCut(cut) ? (cut as PersonCut) : null;
  const [{ whole, parts, waits }, letters] = await Promise.all([
    readPeople(scope, personCut),
    readLetters(scope),
  ]);
  const segments = personCut
    ? await nameSegments(scope, personCut, parts)
    : cut === "etape"
      ? gather(letters.map(segmentOf), ({ key }) => stepOf(letters, key))
      : cut === "variante"
        ? letters.map(segmentOf)
        : [];
  const { unsettled, ...counts } = whole;
  return {
    ...{ goal: scope.goal, counts, unsettled, letters, waits, cut },
    ...{ segments: segments.slice(0, most), segmentsTotal: segments.length },
  };
}

type Part = Counts & { key: string };
type Read = { whole: Counts & { unsettled: number }; parts: Part[]; waits: Wait[] };

async function readPeople(scope: Scope, cut: PersonCut | null): Promise<Read> {
  const flags = Prisma.join(LEVELS.map((level) => Prisma.sql`${LEVEL_SQL[level]} AS ${column(level)}`));
  const counts = Prisma.join(
    LEVELS.map((level) => Prisma.sql`${quoted(level)}, count(*) FILTER (WHERE f.${column(level)})`),
  );
  const parts = cut
    ? Prisma.sql`(SELECT json_agg(s.p) FROM (
        SELECT json_build_object('key', f."key", ${counts}) AS p FROM f GROUP BY f."key") s)`
    : Prisma.sql`NULL::json`;
  const [row] = await db.$queryRaw<[Raw]>`
    WITH f AS MATERIALIZED (
      SELECT ${flags}, ${UNSETTLED} AS "unsettled", ${cut ? CUT_SQL[cut] : Prisma.sql`''`} AS "key",
        greatest(0, floor(extract(epoch FROM coalesce(e."repliedAt", e."stoppedAt", now()) - l."firstAt") / 86400))::int
          AS "days", e."repliedAt" IS NOT NULL AS "answered"
      FROM ${factsFrom(scope)} ${cut ? joinOf(cut) : Prisma.empty} WHERE ${ofCampaign(scope)}
    )
    SELECT (SELECT json_build_object(${counts}, 'unsettled', count(*) FILTER (WHERE f."unsettled")) FROM f) AS "whole",
      ${parts} AS "parts",
      (SELECT json_agg(w) FROM (SELECT f."days", f."answered", count(*) AS "people" FROM f
        WHERE f."delivered" GROUP BY 1, 2) w) AS "waits"`;
  return { whole: row.whole, parts: row.parts ?? [], waits: row.waits ?? [] };
}

type Raw = { whole: Read["whole"]; parts: Part[] | null; waits: Wait[] | null };

const column = (level: Level) => Prisma.raw(`"${level}"`);
const quoted = (level: Level) => Prisma.raw(`'${level}'`);

async function nameSegments(scope: Scope, cut: PersonCut, parts: Part[]): Promise<Segment[]> {
  const raw = parts.map(({ key, ...counts }) => ({ key, label: key, counts }));
  const keyed =
    cut === "messagerie"
      ? gather(raw, ({ key }) => {
          const provider = providerOf(key);
          return { key: provider, label: PROVIDERS[provider] };
        })
      : raw;
  const called = await namesOf(
    scope,
    cut,
    keyed.map(({ key }) => key),
  );
  return gather(keyed, ({ key }) => ({ key, label: called(key) }));
}

function segmentOf({ variantId, counts, ...letter }: Letter): Segment {
  return { key: variantId, label: letterLabel(letter), counts: { ...NO_COUNTS, ...counts } };
}

function letterLabel({ position, label, subject }: Pick<Letter, "position" | "label" | "subject">): string {
  return `${stepLabel(position)}, ${label} : ${subject}`;
}

function stepOf(letters: Letter[], variantId: string): { key: string; label: string } {
  const { stepId, position } = letters.find((letter) => letter.variantId === variantId)!;
  return { key: stepId, label: stepLabel(position) };
}

/** How a segment is called; null when none is asked for. */
export async function segmentLabel(
  scope: Scope,
  { cut, key }: { cut: Cut | null; key: string | null },
): Promise<string | null> {
  if (!cut || key === null) return null;
  if (!isLetterCut(cut)) return (await namesOf(scope, cut as PersonCut, [key]))(key);
  const letters = await readLetters(scope);
  const letter = letters.find(({ stepId, variantId }) => (cut === "etape" ? stepId : variantId) === key);
  if (!letter) return "Lettre inconnue";
  return cut === "etape" ? stepLabel(letter.position) : letterLabel(letter);
}
