import type { Actor } from "#app/auth/actor.ts";
import { EVERYTHING, type Filter, filterSchema } from "#app/filters/filter.ts";
import { readTarget } from "#app/target/read-target.server.ts";
import type { View } from "#app/views/view.ts";
import { listViews } from "#app/views/views.server.ts";

/** What an audience may start from; `from` says which list a view is of. */
export type AudienceStart = { label: string; from: "base" | "contacts" | "institutions"; filter: Filter };

/**
 * Everyone, the Cible, the views of contacts as they are, those of institutions as who holds a post there. A view that
 * is broken, that was found by typed words or that would go too deep as an audience is none.
 */
export async function readStarts(actor: Actor): Promise<AudienceStart[]> {
  const [target, people, places] = await Promise.all([
    readTarget(actor),
    listViews(actor, "contacts"),
    listViews(actor, "institutions"),
  ]);
  return [
    { label: "Tous les contacts", from: "base", filter: EVERYTHING },
    ...(target ? [{ label: "La Cible", from: "base", filter: IN_TARGET } as const] : []),
    ...people.flatMap((view) => startOf(view, "contacts")),
    ...places.flatMap((view) => startOf(view, "institutions")),
  ];
}

const IN_TARGET: Filter = { field: "inTarget", op: "is", value: true };

function startOf({ name, search, broken }: View, from: "contacts" | "institutions"): AudienceStart[] {
  const params = new URLSearchParams(search);
  const written = params.get("filtre");
  if (broken || params.has("q") || !written) return [];
  const own = JSON.parse(written) as Filter;
  const asked = from === "contacts" ? own : { some: "institutions", where: own };
  const { success, data } = filterSchema.safeParse(asked);
  return success ? [{ label: name, from, filter: data }] : [];
}
