import { memberContext } from "#app/auth/context.ts";
import { readBaskets, readLapsed, readWaking } from "#app/day/baskets.server.ts";
import { institutionsToCall, readDay, type Whose } from "#app/day/day.server.ts";
import { DayAside } from "#app/day/day-aside.tsx";
import { DayHead } from "#app/day/day-head.tsx";
import { DayList } from "#app/day/day-list.tsx";
import { NewcomerDay } from "#app/day/newcomer-day.tsx";
import { isNewcomer } from "#app/day/newcomer.server.ts";
import { listReplies } from "#app/day/replies.server.ts";
import { countPending } from "#app/inbox/pending.server.ts";
import { DayObjectives } from "#app/objectives/day-objectives.tsx";
import { readDayObjectives } from "#app/objectives/tiles.server.ts";
import { listStages } from "#app/pipeline/stages.server.ts";
import { readToPurge } from "#app/retention/expired.server.ts";
import { isoDay } from "#app/ui/format.ts";
import type { Route } from "./+types/day";

export const meta: Route.MetaFunction = () => [{ title: "Ma journée · Essaim" }];

export async function loader({ context, url }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const whose: Whose = url.searchParams.get("qui") === "tous" ? "all" : "mine";
  const now = new Date();
  const today = isoDay(now);
  const stages = await listStages(member);
  const [sections, calls, replies, pending, baskets, waking, lapsed, objectives, newcomer, toPurge] =
    await Promise.all([
      readDay(member, whose, stages, today),
      institutionsToCall(member, whose, today, 100),
      listReplies(member, 3),
      countPending(member),
      readBaskets(member, whose, stages, today),
      readWaking(member, whose, today),
      readLapsed(member, whose, today),
      readDayObjectives(member, now),
      isNewcomer(member),
      readToPurge(member),
    ]);
  const canWrite = member.role !== "reader";
  return {
    whose,
    sections,
    calls: calls.length,
    replies,
    pending,
    baskets,
    waking,
    lapsed,
    objectives,
    newcomer,
    toPurge,
    canWrite,
    now,
  };
}

/** « Ma journée »: where the day starts. */
export default function Day({ loaderData }: Route.ComponentProps) {
  const { whose, sections, calls, newcomer, canWrite, now } = loaderData;
  return (
    <>
      <DayHead {...{ whose, calls, canWrite, now }} />
      {newcomer ? (
        <NewcomerDay canWrite={canWrite} />
      ) : (
        <div className="page__body split">
          <DayList {...{ sections, canWrite, now }} />
          <DayAside
            {...loaderData}
            objectives={<DayObjectives objectives={loaderData.objectives} writes={canWrite} />}
          />
        </div>
      )}
    </>
  );
}
