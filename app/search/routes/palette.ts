import { memberContext } from "#app/auth/context.ts";
import { searchPalette } from "#app/search/palette.server.ts";
import type { Route } from "./+types/palette";

/** What the palette asks as one types. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const q = (url.searchParams.get("q") ?? "").trim().slice(0, 200);
  const answer = await searchPalette(context.get(memberContext), q);
  return Response.json(answer, { headers: { "Cache-Control": "no-store" } });
}
