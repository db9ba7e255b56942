import { memberContext } from "#app/auth/context.ts";
import { suggestTerritories } from "#app/institutions/territories.server.ts";
import type { Route } from "./+types/territories";

export function loader({ context, url }: Route.LoaderArgs) {
  context.get(memberContext);
  return suggestTerritories(url.searchParams.get("q"));
}
