import { memberContext } from "#app/auth/context.ts";
import { readPeoplePage } from "#app/campaigns/exclusions.server.ts";
import type { Route } from "./+types/people";

/** The next people of a line that counts more than it names: asked by the page that shows it. */
export const loader = ({ context, url }: Route.LoaderArgs) =>
  readPeoplePage(context.get(memberContext), url.searchParams);
