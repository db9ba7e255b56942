import type { Actor } from "#app/auth/actor.ts";
import type { ColleagueStop } from "#app/db/generated/enums.ts";
import { db } from "#app/db/db.server.ts";
import { listStages } from "#app/pipeline/stages.server.ts";
import { type CampaignRow, chosenVariant } from "./campaign-row.server.ts";
import { followUpFaults } from "./launch-plan.server.ts";
import { replySubject } from "./sequence.ts";

/** The messages of a campaign, and what stops them, as its page shows them. */
export type Sequence = {
  steps: SequenceStep[];
  current: { stepId: string; variantId: string; rank: number };
  /** Under what subject the message shown goes on; null for the first, which has its own. */
  repliesTo: string | null;
  stopsColleagues: ColleagueStop;
  stopStageId: string | null;
  stages: { id: string; name: string }[];
  scheduledAt: Date | null;
};

export type SequenceStep = {
  id: string;
  delayDays: number;
  /** Somebody's is planned: it changes no more. */
  planned: boolean;
  /** Why a follow-up under way is not planned: its words could not be sent. */
  faults: string[];
  variants: { id: string; label: string; subject: string; text: string }[];
};

export async function readSequence(
  actor: Actor,
  row: CampaignRow,
  variantId: string | null = null,
): Promise<Sequence> {
  const chosen = chosenVariant(row, variantId);
  const [stages, planned] = await Promise.all([
    listStages(actor),
    row.state === "draft" ? ([] as string[]) : findPlanned(row),
  ]);
  const subjects = row.steps[0]!.variants;
  const opening = subjects.find(({ label }) => label === chosen.label) ?? subjects[0]!;
  return {
    steps: row.steps.map(({ id, delayDays, variants }, rank) => ({
      ...{ id, delayDays, planned: planned.includes(id) },
      faults:
        row.state === "draft" || rank === 0 || planned.includes(id) ? [] : followUpFaults(row, { variants }),
      variants,
    })),
    current: {
      ...{ stepId: chosen.stepId, variantId: chosen.variantId },
      rank: row.steps.findIndex(({ id }) => id === chosen.stepId),
    },
    repliesTo: chosen.position === 1 ? null : replySubject(opening.subject),
    stopsColleagues: row.stopsColleagues,
    stopStageId: row.stopStageId,
    stages: stages.map(({ id, name }) => ({ id, name })),
    scheduledAt: row.scheduledAt,
  };
}

async function findPlanned({ steps }: CampaignRow): Promise<string[]> {
  const found = await Promise.all(
    steps.map(({ id }) => db.message.findFirst({ where: { stepId: id }, select: { stepId: true } })),
  );
  return found.flatMap((message) => message?.stepId ?? []);
}
