import { href } from "react-router";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { handleForm } from "#app/form.server.ts";
import { askedKind } from "#app/history/timeline.ts";
import { listTimeline } from "#app/history/timeline.server.ts";
import { Timeline } from "#app/history/timeline.tsx";
import { getInstitution } from "#app/institutions/institutions.server.ts";
import { quickLogSchema } from "#app/interactions/interaction.ts";
import { logInteraction } from "#app/interactions/interactions.server.ts";
import { listPeople } from "#app/interactions/people.server.ts";
import { QuickLog } from "#app/interactions/quick-log.tsx";
import { sayLogged } from "#app/interactions/say-logged.ts";
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
    now: new Date(),
  };
}

export const action = ({ request, context, params }: Route.ActionArgs) =>
  handleForm(request, quickLogSchema, async ({ theirs, ...input }) => {
    const setId = crypto.randomUUID();
    const direction = theirs && input.kind !== "note" ? ("inbound" as const) : undefined;
    const logged = await logInteraction(
      context.get(memberContext),
      { ...input, institutionId: params.id, direction },
      { setId },
    );
    const message = sayLogged(logged, Boolean(input.nextAction), new Date());
    return answerForm(request, { id: logged.id, setId, message }, href("/institutions/:id", params));
  });

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orOffline(serverAction);

export const meta: Route.MetaFunction = () => [{ title: "Échanges · Essaim" }];

/** The past of an institution, and the form that adds to it: what its file shows, whole without JavaScript. */
export default function Exchanges({ loaderData }: Route.ComponentProps) {
  const { institution, contacts, stages, canWrite, now } = loaderData;
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
        {canWrite && <QuickLog institutionId={institution.id} contacts={contacts} now={now} />}
        <Timeline
          institutionId={institution.id}
          page={loaderData}
          kind={loaderData.kind}
          stages={stages}
          now={now}
        />
      </div>
    </>
  );
}
