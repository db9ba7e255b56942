import { memberContext } from "#app/auth/context.ts";
import { fileHeaders } from "#app/exports/csv.ts";
import { figuresCsv, figuresOf } from "#app/results/figures.ts";
import { isCut } from "#app/results/funnel.ts";
import { readFunnel, scopeOf, SEGMENTS_EXPORTED } from "#app/results/results.server.ts";
import type { Route } from "./+types/figures-csv";

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const cut = url.searchParams.get("par");
  const funnel = await readFunnel(
    await scopeOf(context.get(memberContext), params.id),
    isCut(cut) ? cut : null,
    SEGMENTS_EXPORTED,
  );
  return new Response(figuresCsv(figuresOf(funnel)), {
    headers: { ...fileHeaders("essaim-resultats.csv"), "Cache-Control": "private, no-store" },
  });
}
