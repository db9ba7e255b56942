import type { Actor } from "#app/auth/actor.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { InstitutionKind, Milestone, StageKind } from "#app/db/generated/enums.ts";
import { readPrepared } from "#app/db/read.server.ts";
import { wantsNextAction } from "#app/pipeline/stage.ts";
import { corrected, readCorrections } from "./institution.ts";
import { institutionScope, institutionSource } from "./institution-fields.server.ts";

/** An institution as one product sees it: its facts, corrected, and where the product stands with it. */
export type InstitutionRow = {
  id: string;
  name: string;
  kind: InstitutionKind;
  acronym: string | null;
  siren: string | null;
  siret: string | null;
  territoryCode: string | null;
  departement: string | null;
  departementName: string | null;
  regionName: string | null;
  email: string | null;
  phone: string | null;
  website: string | null;
  population: number | null;
  source: string;
  vintage: string;
  /** Added by the product, which may change everything of it. */
  own: boolean;
  keyAccount: boolean;
  ownerId: string | null;
  ownerName: string | null;
  lastInteractionAt: Date | null;
  /** It is in the pipeline, and nobody is to do anything by any day. */
  lacksNextAction: boolean;
  opportunity: {
    id: string;
    reach: number | null;
    stage: { name: string; kind: StageKind; milestone: Milestone | null; rank: number };
    nextAction: { title: string; dueOn: Date | null; owedBy: "us" | "them" } | null;
  } | null;
};

/** The rows of these ids, in this order; ids out of the product's sight are left out. */
export async function readInstitutions(
  actor: Pick<Actor, "productId">,
  ids: string[],
): Promise<InstitutionRow[]> {
  if (ids.length === 0) return [];
  const rows = await readPrepared<Stored>(Prisma.sql`
    SELECT i."id", i."name", i."kind", i."acronym", i."siren", i."siret", i."territoryCode",
      i."departementCode" AS "departement", d."name" AS "departementName", r."name" AS "regionName",
      i."email", i."phone", i."website", i."population", i."source", i."vintage",
      i."productId" IS NOT NULL AS "own", coalesce(a."keyAccount", FALSE) AS "keyAccount", a."corrections",
      u."id" AS "ownerId", u."name" AS "ownerName", a."lastInteractionAt",
      o."id" AS "opportunityId", o."reach", s."name" AS "stageName", s."kind" AS "stageKind", s."milestone",
      (SELECT count(*)::int FROM "Stage" b WHERE b."productId" = s."productId" AND b."kind" = s."kind"
        AND b."position" < s."position") AS "stageRank",
      t."title", t."dueOn"::text, t."owedBy"
    FROM ${institutionSource(actor)}
    LEFT JOIN "Territory" d ON d."code" = i."departementCode"
    LEFT JOIN "Territory" r ON r."code" = i."regionCode"
    LEFT JOIN "User" u ON u."id" = coalesce(o."ownerId", a."ownerId")
    WHERE i."id" = ANY (ARRAY(SELECT unnest(${ids}::uuid[]))) AND ${institutionScope(actor)}`);
  const byId = new Map(rows.map((row) => [row.id, shape(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

type Stored = Omit<InstitutionRow, "opportunity" | "lacksNextAction"> & {
  corrections: unknown;
  opportunityId: string | null;
  reach: number | null;
  stageName: string;
  stageKind: StageKind;
  milestone: Milestone | null;
  stageRank: number;
  title: string | null;
  dueOn: string | null;
  owedBy: "us" | "them";
};

function shape(row: Stored): InstitutionRow {
  const { corrections, opportunityId, reach, stageName, stageKind, stageRank, ...others } = row;
  const { milestone, title, dueOn: day, owedBy, ...facts } = others;
  const dueOn = day === null ? null : new Date(day);
  const known = corrected(facts, readCorrections(corrections));
  if (opportunityId === null) return { ...known, lacksNextAction: false, opportunity: null };
  const stage = { name: stageName, kind: stageKind, milestone, rank: stageRank };
  return {
    ...known,
    lacksNextAction: wantsNextAction(stage) && !dueOn,
    opportunity: {
      ...{ id: opportunityId, reach, stage },
      nextAction: title === null ? null : { title, dueOn, owedBy },
    },
  };
}
