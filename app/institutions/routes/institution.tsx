import { memberContext } from "#app/auth/context.ts";
import { listContactsAt } from "#app/contacts/contacts-at.server.ts";
import { People } from "#app/contacts/people.tsx";
import { HistoryPanel } from "#app/history/history-panel.tsx";
import { Timeline } from "#app/history/timeline.tsx";
import { listTimeline } from "#app/history/timeline.server.ts";
import { InstitutionFacts, TerritoryFacts } from "#app/institutions/facts.tsx";
import { FileHead } from "#app/institutions/file-head.tsx";
import { getInstitutionFile } from "#app/institutions/institution-file.server.ts";
import { LikeNames } from "#app/institutions/like-names.tsx";
import { Links } from "#app/institutions/links.tsx";
import { listLinks } from "#app/institutions/relations.server.ts";
import { OwnTasks } from "#app/interactions/own-tasks.tsx";
import { listOwnTasks } from "#app/interactions/tasks.server.ts";
import { PlanSection } from "#app/key-accounts/plan-section.tsx";
import { getPlan } from "#app/key-accounts/plan.server.ts";
import { QuickLog } from "#app/interactions/quick-log.tsx";
import { getOpportunityOf } from "#app/pipeline/opportunities.server.ts";
import { OpportunityBand } from "#app/pipeline/opportunity-band.tsx";
import { OpportunityPanel } from "#app/pipeline/opportunity-panel.tsx";
import { listOwners, listStages } from "#app/pipeline/stages.server.ts";
import { UsagePanel } from "#app/pipeline/usage-panel.tsx";
import { listUsage } from "#app/pipeline/usage.server.ts";
import type { Route } from "./+types/institution";

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.file.name ?? "Institution"} · Essaim` },
];

export async function loader({ context, params }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const file = await getInstitutionFile(member, params.id);
  const [partnership, people, links, timeline, stages, owners, tasks, plan, usage] = await Promise.all([
    getOpportunityOf(member, file.id),
    listContactsAt(member, file.id),
    listLinks(member, file.id),
    listTimeline(member, file.id),
    listStages(member),
    listOwners(member),
    listOwnTasks(member, file.id),
    getPlan(member, file.id),
    listUsage(member, { institutionId: file.id, limit: 100 }),
  ]);
  const { userId, role, product } = member;
  const canWrite = role !== "reader";
  const reader = { userId, canWrite, stages, owners, reachUnit: product.reachUnit, now: new Date() };
  return { file, partnership, people, links, timeline, tasks, plan, usage: usage.items, reader };
}

export default function Institution({ loaderData }: Route.ComponentProps) {
  const { file, partnership, people, links, timeline, tasks, plan, usage, reader } = loaderData;
  const { canWrite, now, stages } = reader;
  const here = { institutionId: file.id };
  return (
    <>
      <FileHead file={file} canWrite={canWrite} />
      {partnership && (
        <OpportunityBand
          opportunity={partnership}
          lastInteractionAt={file.lastInteractionAt}
          reader={reader}
        />
      )}
      <div className="page__body split split--file" data-institution={file.id}>
        <div>
          <LikeNames likeNames={file.likeNames} />
          {canWrite && (
            <QuickLog
              {...here}
              contacts={people.filter(({ left }) => !left)}
              institutionName={file.name}
              owners={reader.owners}
              userId={reader.userId}
              now={now}
            />
          )}
          <PlanSection {...here} plan={plan} canWrite={canWrite} now={now} />
          <Timeline {...here} page={timeline} {...{ stages, canWrite, now }} />
        </div>
        <aside className="stack" aria-label="Partenariat, contacts, liens et faits">
          <OpportunityPanel {...here} opportunity={partnership} reader={reader} />
          {(!partnership || tasks.length > 0) && <OwnTasks {...here} {...{ tasks, canWrite, now }} />}
          {(usage.length > 0 || partnership) && (
            <UsagePanel {...here} facts={usage} canWrite={canWrite} now={now} />
          )}
          <People people={people} institution={file} canWrite={canWrite} now={now} />
          <Links groups={links} institutionId={file.id} canWrite={canWrite} />
          <InstitutionFacts file={file} canWrite={canWrite} />
          {file.territory && <TerritoryFacts territory={file.territory} />}
          <HistoryPanel fiche="institutions" id={file.id} now={now} />
        </aside>
      </div>
    </>
  );
}
