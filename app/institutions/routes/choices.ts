import { memberContext } from "#app/auth/context.ts";
import { listInstitutions } from "#app/institutions/institutions.server.ts";
import { kindLabel, placeLabel } from "#app/institutions/kinds.ts";
import type { Route } from "./+types/choices";

export type InstitutionChoice = { id: string; name: string; lead: string };

/** The best answers to what is typed, for a field that picks one institution. */
export async function loader({ context, url }: Route.LoaderArgs): Promise<InstitutionChoice[]> {
  const q = url.searchParams.get("q");
  if (!q?.trim()) return [];
  const { items } = await listInstitutions(context.get(memberContext), { q, limit: 8 });
  return items.map((found) => ({
    ...{ id: found.id, name: found.name },
    lead: [kindLabel(found.kind), placeLabel(found)].filter(Boolean).join(" · "),
  }));
}
