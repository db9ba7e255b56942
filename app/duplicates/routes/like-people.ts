import { memberContext } from "#app/auth/context.ts";
import { findLike } from "#app/duplicates/like.server.ts";
import type { Route } from "./+types/like-people";

/** Who may already be the person that a form is getting to know. */
export function loader({ context, url: { searchParams } }: Route.LoaderArgs) {
  const typed = (name: string) => searchParams.get(name)?.slice(0, 254);
  return findLike(context.get(memberContext), {
    ...{ firstName: typed("firstName"), lastName: typed("lastName"), email: typed("email") },
    ...{ phone: typed("phone"), institutionId: typed("institutionId") },
  });
}
