import { href } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { askedKind } from "#app/history/timeline.ts";
import { listTimeline } from "#app/history/timeline.server.ts";
import { Timeline } from "#app/history/timeline.tsx";
import { getInstitution } from "#app/institutions/institutions.server.ts";
import { logByForm } from "#app/interactions/log-form.server.ts";
import { listPeople } from "#app/interactions/people.server.ts";
import { QuickLog } from "#app/interactions/quick-log.tsx";
import { listStages } from "#app/pipeline/stages.server.ts";
import { PageHead } from "#app/ui/page.tsx";
import { orOffline } from "#app/ui/or-offline.ts";
import type { Route } from "./+types/exchanges";

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const kind = askedKind(url.searchParams.get("type"));
  const page = await listTimeline(member, params.id, { kind, cursor: url.searchParams.get("curseur") });
  const [institution, contacts, stages] = await Promise.all([
    getInstitution(member, params.id),
    listPeople(member, params.id),
    listStages(member),
  ]);
  const { id, name } = institution;
  return {
    ...page,
    kind: kind ?? null,
    institution: { id, name },
    contacts,
    stages,
    canWrite: member.role !== "reader",
    userId: member.userId,
    now: new Date(),
  };
}

export const action = ({ request, context, params }: Route.ActionArgs) =>
  logByForm(request, context.get(memberContext), params.id, href("/institutions/:id", params));

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orOffline(serverAction);

export const meta: Route.MetaFunction = () => [{ title: "Échanges · Essaim" }];

/** The past of an institution, and the form that adds to it: what its file shows, whole without JavaScript. */
export default function Exchanges({ loaderData }: Route.ComponentProps) {
  const { institution, contacts, stages, canWrite, userId, now } = loaderData;
  return (
    <>
      <PageHead
        title="Échanges"
        crumbs={[
          { label: "Institutions", to: href("/institutions") },
          { label: institution.name, to: href("/institutions/:id", { id: institution.id }) },
        ]}
      />
      <div className="page__body">
        {canWrite && (
          <QuickLog
            institutionName={institution.name}
            institutionId={institution.id}
            contacts={contacts}
            userId={userId}
            now={now}
          />
        )}
        <Timeline
          institutionId={institution.id}
          page={loaderData}
          kind={loaderData.kind}
          stages={stages}
          canWrite={canWrite}
          now={now}
        />
      </div>
    </>
  );
}
