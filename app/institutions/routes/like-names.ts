import { memberContext } from "#app/auth/context.ts";
import { findLikeNames } from "#app/institutions/institution-duplicates.server.ts";
import type { Route } from "./+types/like-names";

export function loader({ context, url }: Route.LoaderArgs) {
  return findLikeNames(context.get(memberContext), url.searchParams.get("nom") ?? "");
}
