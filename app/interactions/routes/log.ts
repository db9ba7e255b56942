import { href } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { getInstitution, listInstitutions } from "#app/institutions/institutions.server.ts";
import { logByForm } from "#app/interactions/log-form.server.ts";
import { listPeople } from "#app/interactions/people.server.ts";
import { orOffline } from "#app/ui/or-offline.ts";
import type { Route } from "./+types/log";

/** What the dialog « Noter un échange » asks: institutions by what is typed, then who works at the one chosen. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const q = url.searchParams.get("q")?.slice(0, 200);
  const chosen = url.searchParams.get("institution");
  const [found, institution, contacts] = await Promise.all([
    q ? listInstitutions(member, { q, limit: 8 }) : null,
    chosen ? getInstitution(member, chosen) : null,
    chosen ? listPeople(member, chosen) : [],
  ]);
  return {
    ...{ q: q ?? "", now: new Date() },
    found: (found?.items ?? []).map(({ id, name, departementName, regionName }) => ({
      ...{ id, name, place: departementName ?? regionName ?? null },
    })),
    chosen: institution && { id: institution.id, name: institution.name, contacts },
  };
}

export const action = ({ request, context }: Route.ActionArgs) =>
  logByForm(request, context.get(memberContext), null, href("/"));

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orOffline(serverAction);
